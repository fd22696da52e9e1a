//! The columns of a statement or a register, and how they are guessed.

use crate::intake::guess::content::Content;
use crate::intake::guess::content::ContentKind;
use crate::intake::guess::guessable::Guessable;
use crate::intake::read::table::heading::plain;
use crate::intake::read::table::heading::says;

/// A column of a statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PaidColumn {
    /// The day.
    Date,
    /// What came to the account.
    Amount,
    /// What the carrier took from the customer.
    Collected,
    /// What the carrier kept for itself.
    Fee,
    /// Of the amount.
    Currency,
    /// Who paid.
    Payer,
    /// What for.
    Purpose,
    /// The number of the order.
    Order,
    /// The number of the parcel.
    Tracking,
}

/// What a profile calls them.
const KEYS: [(PaidColumn, &str); 9] = [
    (PaidColumn::Date, "date"),
    (PaidColumn::Amount, "amount"),
    (PaidColumn::Collected, "collected"),
    (PaidColumn::Fee, "fee"),
    (PaidColumn::Currency, "currency"),
    (PaidColumn::Payer, "payer"),
    (PaidColumn::Purpose, "purpose"),
    (PaidColumn::Order, "order"),
    (PaidColumn::Tracking, "tracking"),
];

/// Kinds of which one must be there: what came, and what it is for.
const NEEDED: [&[PaidColumn]; 2] = [
    &[PaidColumn::Amount, PaidColumn::Collected],
    &[
        PaidColumn::Tracking,
        PaidColumn::Order,
        PaidColumn::Purpose,
        PaidColumn::Payer,
    ],
];

/// Beginnings of words and what they tell; the first that stands in a heading decides.
const TELLING: &[(PaidColumn, &[&str])] = &[
    (
        PaidColumn::Fee,
        &[
            "комисс",
            "вознагражд",
            "удерж",
            "комісі",
            "винагор",
            "утрим",
            "fee",
            "commission",
        ],
    ),
    (
        PaidColumn::Amount,
        &[
            "перечисл",
            "к выплат",
            "выплач",
            "зачисл",
            "перерах",
            "до виплат",
            "payout",
            "paid out",
        ],
    ),
    (
        PaidColumn::Collected,
        &["наложен", "нп", "собран", "післяплат", "cod", "collected"],
    ),
    (
        PaidColumn::Tracking,
        &[
            "трек",
            "track",
            "ттн",
            "накладн",
            "отправлен",
            "відправл",
            "рпо",
            "шпи",
            "эн",
            "ен",
            "parcel",
            "shipment",
        ],
    ),
    (PaidColumn::Order, &["заказ", "замовл", "order"]),
    (PaidColumn::Currency, &["валют", "currency"]),
    (PaidColumn::Date, &["дата", "date", "день", "когда", "коли"]),
    (
        PaidColumn::Amount,
        &["сумм", "сума", "amount", "sum", "деньги", "гроші"],
    ),
    (PaidColumn::Purpose, &["назначен", "признач", "purpose"]),
    (PaidColumn::Payer, &["плательщ", "платник", "payer", "контрагент"]),
];

/// Beginnings of headings in plain form; the first that fits counts.
const NAMES: &[(PaidColumn, &[&str])] = &[
    (
        PaidColumn::Tracking,
        &[
            "трек",
            "track",
            "ттн",
            "шпи",
            "штрихкод",
            "накладная",
            "номер накладной",
            "номер отправления",
            "waybill",
            "awb",
            "номер эн",
            "номер ен",
        ],
    ),
    (
        PaidColumn::Fee,
        &[
            "комисси",
            "вознаграждение",
            "удержан",
            "комісі",
            "винагорода",
            "утриман",
            "commission",
            "fee",
        ],
    ),
    (
        PaidColumn::Collected,
        &[
            "сумма наложенного",
            "наложенный платеж",
            "собран",
            "получено от получателя",
            "сумма нп",
            "нп",
            "сума післяплати",
            "післяплата",
            "cod",
            "cash on delivery",
            "collected",
        ],
    ),
    (
        PaidColumn::Order,
        &[
            "номер заказа",
            "заказ",
            "№ заказа",
            "номер замовлення",
            "замовлення",
            "order",
            "внутренний номер",
            "им номер",
        ],
    ),
    (
        PaidColumn::Purpose,
        &[
            "назначение",
            "призначення",
            "описание",
            "опис",
            "детали",
            "purpose",
            "description",
            "details",
            "reference",
            "комментарий",
        ],
    ),
    (
        PaidColumn::Payer,
        &[
            "плательщик",
            "контрагент",
            "отправитель",
            "платник",
            "відправник",
            "payer",
            "counterparty",
            "sender",
            "name",
            "наименование плательщика",
            "наименование контрагента",
            "от кого",
        ],
    ),
    (PaidColumn::Currency, &["валюта", "currency", "ccy"]),
    (
        PaidColumn::Amount,
        &[
            "сумма к перечислению",
            "перечислено",
            "к выплате",
            "выплачено",
            "зачислен",
            "поступлен",
            "приход",
            "кредит",
            "credit",
            "paid in",
            "money in",
            "надходження",
            "сумма",
            "сума",
            "amount",
            "sum",
        ],
    ),
    (PaidColumn::Date, &["дата", "date", "booking date", "день"]),
];

/// What a carrier calls the part it pays out, by the beginnings of words.
const PAYOUT: &[&str] = &[
    "перечисл",
    "к выплат",
    "выплач",
    "перерах",
    "до виплат",
    "payout",
    "paid out",
];

/// What a heading means beside one that names what is paid out: there any other sum is what was collected.
pub fn of_register(heading: &str) -> Option<PaidColumn> {
    if says(heading, PAYOUT) {
        return Some(PaidColumn::Amount);
    }
    match PaidColumn::named(heading) {
        Some(PaidColumn::Amount) => Some(PaidColumn::Collected),
        other => other,
    }
}

impl Guessable for PaidColumn {
    fn all() -> Vec<PaidColumn> {
        KEYS.map(|(column, _)| column).to_vec()
    }

    fn needed() -> &'static [&'static [PaidColumn]] {
        &NEEDED
    }

    fn key(self) -> String {
        let known = KEYS.iter().find(|(column, _)| *column == self);
        known.map(|(_, key)| (*key).to_owned()).unwrap_or_default()
    }

    fn named(heading: &str) -> Option<PaidColumn> {
        let plainly = plain(heading);
        let begins = |names: &[&str]| names.iter().any(|name| plainly.starts_with(&plain(name)));
        let known = NAMES.iter().find(|(_, names)| begins(names)).map(|(column, _)| *column);
        known.or_else(|| says(heading, PAYOUT).then_some(PaidColumn::Amount))
    }

    fn alike(heading: &str) -> Option<PaidColumn> {
        let said = TELLING.iter().find(|(_, words)| says(heading, words));
        said.map(|(column, _)| *column)
    }

    fn of_content(content: &Content) -> Option<PaidColumn> {
        if content.is_blank() {
            None
        } else if content.is_mostly(ContentKind::Date) {
            Some(PaidColumn::Date)
        } else if content.is_mostly(ContentKind::Person) {
            Some(PaidColumn::Payer)
        } else if content.is_of_order_numbers() {
            Some(PaidColumn::Order)
        } else {
            None
        }
    }

    fn bears(self, content: &Content) -> bool {
        let is = |kind| content.is_mostly(kind);
        content.is_blank()
            || match self {
                column if column.is_date() => is(ContentKind::Date),
                column if column.is_amount() => is(ContentKind::Amount),
                PaidColumn::Order | PaidColumn::Tracking => !is(ContentKind::Date) && !is(ContentKind::Sum),
                PaidColumn::Payer => !is(ContentKind::Amount) && !is(ContentKind::Date),
                _ => true,
            }
    }

    /// Several may say what it is for.
    fn are_parts(self, _: &str, _: &str) -> bool {
        self == PaidColumn::Purpose
    }

    fn is_date(self) -> bool {
        self == PaidColumn::Date
    }

    fn is_amount(self) -> bool {
        matches!(self, PaidColumn::Amount | PaidColumn::Collected | PaidColumn::Fee)
    }
}
