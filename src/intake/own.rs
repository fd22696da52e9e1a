//! dozvon's own shape of an order, the same for tables and JSON: named cells, and lines of named cells.
//!
//! | column | what it holds |
//! |---|---|
//! | `number` * | the number people call the order by |
//! | `created` * | when it was placed |
//! | `total` * | what the whole order costs |
//! | `id` | the shop's own id, when the number may repeat or change |
//! | `modified` | when the shop last changed it; an older version never wins |
//! | `name` `phone` `email` `company` `tax_id` | who ordered; several phones by `;` |
//! | `currency` | ISO 4217; else the shop's |
//! | `status` `status_at` `reason` | new, confirmed, dispatched, arrived, received, cancelled, returned; since when; why |
//! | `paid` `paid_at` | how much came so far, or yes or no; when |
//! | `terms` `payment` | `prepaid` or `on_delivery`; the shop's words for the means |
//! | `delivery` `carrier` `tracking` `address` `region` | how and where it goes |
//! | `comment` `channel` `do_not_call` | what the customer wrote; the way it came; yes: he asked not to be called |
//! | `sku` `item` `parameters` `quantity` `price` `line_total` | one line |
//!
//! Names are matched without letter case, spaces, signs and look-alike letters, in English, Russian or Ukrainian.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Defaults;
use super::amount;
use super::fields;
use super::fields::LONG;
use super::fields::SHORT;
use super::statuses::unexplained;
use super::when::when;
use super::words;
use super::words::Standing;
use super::words::YesNo;
use crate::domain::carrier::Carrier;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Terms;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;
use crate::text::fold;
use crate::text::skeleton;

/// The source of orders in this shape, when nothing else is said.
pub(super) const SOURCE: &str = "shop";

macro_rules! columns {
    ($($column:ident $name:literal [$($synonym:literal),*]),+ $(,)?) => {
        /// A cell of an order or of one of its lines.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Column { $(#[doc = $name] $column),+ }

        impl Column {
            /// Every one, as documented.
            pub const ALL: &'static [Column] = &[$(Column::$column),+];

            /// Its documented name.
            pub const fn name(self) -> &'static str {
                match self { $(Column::$column => $name),+ }
            }
        }

        const HEADERS: &[(Column, &[&str])] = &[$((Column::$column, &[$name, $($synonym),*])),+];
    };
}

columns! {
    Number "number" ["order", "order number", "order no", "№", "№ заказа", "номер", "номер заказа", "заказ",
        "номер замовлення", "№ замовлення", "замовлення"],
    Id "id" ["order id", "external id", "ид", "код", "ид заказа"],
    Created "created" ["created at", "date", "order date", "date created", "дата", "дата заказа", "создан", "оформлен",
        "дата создания", "дата замовлення", "створено"],
    Modified "modified" ["modified at", "updated", "updated at", "изменен", "изменён", "дата изменения", "обновлен", "змінено"],
    Total "total" ["order total", "amount", "sum", "сумма", "итого", "сумма заказа", "стоимость заказа", "всего", "сума",
        "разом", "к оплате"],
    Name "name" ["customer", "customer name", "full name", "client", "имя", "фио", "клиент", "покупатель", "заказчик",
        "имя клиента", "получатель", "ім'я", "піб", "клієнт", "покупець"],
    Phone "phone" ["phones", "phone number", "telephone", "tel", "mobile", "телефон", "телефоны", "тел", "номер телефона",
        "мобильный", "телефон клиента", "телефон покупателя", "номер телефону"],
    Email "email" ["e-mail", "mail", "почта", "эл почта", "электронная почта", "имейл", "пошта", "електронна пошта"],
    Company "company" ["organization", "organisation", "компания", "организация", "компанія", "юрлицо"],
    TaxId "tax id" ["inn", "vat", "инн", "єдрпоу", "іпн", "бин"],
    Currency "currency" ["валюта"],
    Status "status" ["order status", "state", "статус", "статус заказа", "состояние", "стан"],
    StatusAt "status at" ["status date", "дата статуса"],
    Reason "reason" ["cancel reason", "причина", "причина отмены", "причина скасування"],
    Paid "paid" ["payment received", "prepaid amount", "оплачено", "оплата получена", "внесено", "сплачено"],
    PaidAt "paid at" ["date paid", "payment date", "дата оплаты", "дата оплати"],
    Terms "terms" ["payment terms", "условия", "условия оплаты", "умови оплати"],
    Payment "payment" ["payment method", "payment title", "оплата", "способ оплаты", "спосіб оплати", "вид оплаты"],
    Delivery "delivery" ["delivery method", "shipping", "shipping method", "delivery title", "доставка", "способ доставки",
        "спосіб доставки"],
    Carrier "carrier" ["перевозчик", "служба доставки", "перевізник"],
    Tracking "tracking" ["tracking number", "track", "ttn", "трек", "трек-номер", "трек номер", "ттн", "накладная",
        "номер накладной", "номер отправления", "рпо"],
    Address "address" ["delivery address", "shipping address", "адрес", "адрес доставки", "адреса", "адреса доставки"],
    Region "region" ["city", "state region", "регион", "город", "область", "місто", "населенный пункт"],
    Comment "comment" ["note", "notes", "customer note", "comments", "комментарий", "примечание", "комментарий клиента",
        "комментарий покупателя", "коментар", "примітка"],
    Channel "channel" ["source", "источник", "канал", "откуда", "джерело"],
    DoNotCall "do not call" ["no call", "не звонить", "не перезванивать", "не дзвонити"],
    Sku "sku" ["article", "product code", "артикул", "код товара"],
    Item "item" ["product", "item name", "product name", "goods", "товар", "наименование", "название", "название товара",
        "наименование товара", "номенклатура", "назва"],
    Parameters "parameters" ["options", "variant", "параметры", "характеристики", "вариант", "опции", "параметри"],
    Quantity "quantity" ["qty", "count", "количество", "кол-во", "кол во", "кол", "шт", "кількість", "к-сть"],
    Price "price" ["unit price", "цена", "цена за шт", "цена за единицу", "ціна"],
    LineTotal "line total" ["item total", "subtotal", "сумма строки", "сумма позиции", "стоимость", "сумма товара",
        "вартість", "сума рядка"],
}

static NAMES: LazyLock<HashMap<String, Column>> = LazyLock::new(|| {
    let named =
        |(column, names): &(Column, &[&str])| names.iter().map(|name| (plain(name), *column)).collect::<Vec<_>>();
    HEADERS.iter().flat_map(named).collect()
});

impl Column {
    /// The column a header or a key names.
    pub fn named(header: &str) -> Option<Column> {
        NAMES.get(&plain(header)).copied()
    }

    /// What stands between the parts of it when several columns of a table hold them.
    pub fn joint(self) -> &'static str {
        match self {
            Column::Phone => "; ",
            Column::Address | Column::Region | Column::Parameters | Column::Comment => ", ",
            _ => " ",
        }
    }

    /// Its name in a profile: `line_total`.
    pub fn key(self) -> String {
        self.name().replace(' ', "_")
    }

    /// True when it belongs to one line of the order.
    pub fn is_of_a_line(self) -> bool {
        matches!(
            self,
            Column::Sku | Column::Item | Column::Parameters | Column::Quantity | Column::Price | Column::LineTotal
        )
    }
}

/// A header for comparing: look-alikes as one, letters, digits and № only, single spaces between.
pub fn plain(header: &str) -> String {
    let words: String = skeleton(header)
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '№' { c } else { ' ' })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A cell and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// By a person or a spreadsheet: a comma may be a decimal one.
    Typed(String),
    /// By a program: a number with a decimal point, `true`, `false`.
    Exact(String),
}

impl Cell {
    /// What stands in it.
    pub fn as_str(&self) -> &str {
        match self {
            Cell::Typed(text) | Cell::Exact(text) => text,
        }
    }

    /// What stands in it as an amount, minor units.
    pub fn amount(&self, currency: Currency) -> Result<i64, RejectWhy> {
        match self {
            Cell::Typed(text) => amount::typed(text, currency),
            Cell::Exact(text) => amount::decimal(text, currency),
        }
    }
}

/// Cells by column.
pub type Cells = HashMap<Column, Cell>;

/// An order before it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Cells of the order.
    pub order: Cells,
    /// Cells of its lines.
    pub lines: Vec<Cells>,
    /// Payments one by one, where the file has them.
    pub payments: Vec<DraftPayment>,
}

/// A payment before it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftPayment {
    /// When.
    pub at: Option<String>,
    /// How much.
    pub amount: Option<Cell>,
    /// By what means: a code or words.
    pub means: String,
    /// The shop's id of it.
    pub reference: String,
}

/// What was not understood: the field, and why.
pub type Refused = (String, RejectWhy);

/// What a draft turned out to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Read {
    /// An order.
    Order(Box<IncomingOrder>),
    /// A draft of the shop's, or a deleted order.
    NoOrder,
}

impl Draft {
    /// The number or id, for saying which order was refused.
    pub fn label(&self) -> Option<String> {
        let cell = self
            .order
            .get(&Column::Number)
            .or_else(|| self.order.get(&Column::Id))?;
        Some(identifier(cell.as_str())).filter(|label| !label.is_empty())
    }

    /// The order these cells tell.
    pub fn read(&self, defaults: &Defaults) -> Result<Read, Refused> {
        let number = identifier(&self.must(Column::Number)?);
        for column in [Column::Number, Column::Id] {
            if let Some(found) = self.get(column).filter(|text| fields::is_damaged(text)) {
                return Err(refused(column, RejectWhy::Damaged { found }));
            }
        }
        let standing = self.standing(defaults)?;
        if standing == Some(Standing::NoOrder) {
            return Ok(Read::NoOrder);
        }
        let currency = self.currency(defaults)?;
        let created_at = self.time(Column::Created, defaults)?;
        let created_at = created_at.ok_or_else(|| refused(Column::Created, RejectWhy::Missing))?;
        let modified_at = self.time(Column::Modified, defaults)?;
        let total = self.amount(Column::Total, currency)?;
        let total = total.ok_or_else(|| refused(Column::Total, RejectWhy::Missing))?;
        let payment_title = self.text(Column::Payment, SHORT);
        let delivery_title = self.text(Column::Delivery, SHORT);
        let source = if defaults.source.is_empty() {
            SOURCE
        } else {
            &defaults.source
        };
        let channel = self.text(Column::Channel, SHORT);
        let mut order = IncomingOrder {
            source: source.to_owned(),
            external_id: self
                .get(Column::Id)
                .map_or_else(|| number.clone(), |id| identifier(&id)),
            number,
            modified_at,
            created_at,
            status: match standing {
                Some(Standing::At(status)) => status,
                _ => ShopStatus::New,
            },
            status_at: self.time(Column::StatusAt, defaults)?,
            status_word: self.text(Column::Status, SHORT),
            reason: words::reason(&self.text(Column::Reason, SHORT)),
            payment_failed: standing == Some(Standing::PaymentFailed),
            customer: self.customer(defaults),
            currency,
            total,
            terms: self.terms(&payment_title),
            carrier: self.carrier(&delivery_title),
            payment_title,
            delivery_title,
            address: self.text(Column::Address, LONG),
            region: self.text(Column::Region, SHORT),
            comment: self.text(Column::Comment, LONG),
            do_not_call: words::yes_no(&self.text(Column::DoNotCall, SHORT)) == Some(YesNo::Yes),
            channel: if channel.is_empty() { source.to_owned() } else { channel },
            lines: self.lines(currency)?,
            payments: Vec::new(),
            tracking_number: self
                .get(Column::Tracking)
                .filter(|number| !fields::is_damaged(number))
                .map(|number| identifier(&number)),
        };
        order.payments = self.payments(&order, standing, defaults)?;
        Ok(Read::Order(Box::new(order)))
    }

    fn get(&self, column: Column) -> Option<String> {
        let cell = self.order.get(&column)?;
        Some(fields::text(cell.as_str(), LONG)).filter(|text| !text.is_empty())
    }

    fn must(&self, column: Column) -> Result<String, Refused> {
        self.get(column).ok_or_else(|| refused(column, RejectWhy::Missing))
    }

    fn text(&self, column: Column, limit: usize) -> String {
        self.order
            .get(&column)
            .map(|cell| fields::text(cell.as_str(), limit))
            .unwrap_or_default()
    }

    fn time(&self, column: Column, defaults: &Defaults) -> Result<Option<Time>, Refused> {
        let text = self.get(column);
        text.map(|text| when(&text, defaults.time_zone))
            .transpose()
            .map_err(|why| refused(column, why))
    }

    fn amount(&self, column: Column, currency: Currency) -> Result<Option<i64>, Refused> {
        cell_amount(&self.order, column, currency)
    }

    fn standing(&self, defaults: &Defaults) -> Result<Option<Standing>, Refused> {
        let Some(word) = self.get(Column::Status) else {
            return Ok(None);
        };
        let own = defaults.statuses.of([word.as_str()]).map(Standing::At);
        let standing = own.or_else(|| words::status(&word));
        match unexplained(Column::Status.name(), &word).filter(|_| standing.is_none()) {
            Some(refused) => Err(refused),
            None => Ok(standing),
        }
    }

    fn currency(&self, defaults: &Defaults) -> Result<Currency, Refused> {
        let Some(text) = self.get(Column::Currency) else {
            return Ok(defaults.currency);
        };
        words::currency(&text).ok_or_else(|| refused(Column::Currency, RejectWhy::NotACurrency { found: text.clone() }))
    }

    fn customer(&self, defaults: &Defaults) -> IncomingCustomer {
        let mut customer = IncomingCustomer {
            name: self.text(Column::Name, SHORT),
            phones: Vec::new(),
            email: self.text(Column::Email, SHORT).to_lowercase(),
            company: self.text(Column::Company, SHORT),
            tax_id: identifier(&self.text(Column::TaxId, SHORT)),
        };
        fields::add_phones(
            &mut customer.phones,
            &self.text(Column::Phone, LONG),
            defaults.country,
            None,
        );
        customer
    }

    fn terms(&self, payment_title: &str) -> Option<Terms> {
        match self.get(Column::Terms) {
            Some(words) => Terms::parse(&fold(&words)).or_else(|| words::terms("", &words)),
            None => words::terms("", payment_title),
        }
    }

    fn carrier(&self, delivery_title: &str) -> Option<Carrier> {
        let words = self.text(Column::Carrier, SHORT);
        Carrier::parse(&fold(&words))
            .or_else(|| Carrier::named(&words))
            .or_else(|| Carrier::named(delivery_title))
    }

    fn lines(&self, currency: Currency) -> Result<Vec<Line>, Refused> {
        self.lines.iter().map(|cells| line(cells, currency)).collect()
    }

    fn payments(
        &self,
        order: &IncomingOrder,
        standing: Option<Standing>,
        defaults: &Defaults,
    ) -> Result<Vec<IncomingPayment>, Refused> {
        if !self.payments.is_empty() {
            return self
                .payments
                .iter()
                .map(|payment| payment.read(order, defaults))
                .collect();
        }
        let amount = match self
            .order
            .get(&Column::Paid)
            .filter(|cell| !cell.as_str().trim().is_empty())
        {
            None if standing == Some(Standing::Paid) => order.total,
            None => return Ok(Vec::new()),
            Some(cell) => match (cell, words::yes_no(cell.as_str())) {
                (Cell::Typed(_), Some(YesNo::Yes)) => order.total,
                (Cell::Exact(word), _) if word == "true" => order.total,
                (Cell::Exact(word), _) if word == "false" => 0,
                (_, Some(YesNo::No)) => 0,
                _ => cell.amount(order.currency).map_err(|why| refused(Column::Paid, why))?,
            },
        };
        if amount == 0 {
            return Ok(Vec::new());
        }
        let at = self.time(Column::PaidAt, defaults)?;
        Ok(vec![IncomingPayment {
            at: at.or(order.modified_at).unwrap_or(order.created_at),
            amount,
            means: words::means("", &order.payment_title),
            reference: PAID_SO_FAR.to_owned(),
        }])
    }
}

impl DraftPayment {
    fn read(&self, order: &IncomingOrder, defaults: &Defaults) -> Result<IncomingPayment, Refused> {
        let field = |why: RejectWhy| ("payments".to_owned(), why);
        let amount = self.amount.as_ref().ok_or_else(|| field(RejectWhy::Missing))?;
        let amount = amount.amount(order.currency).map_err(field)?;
        let at = self
            .at
            .as_deref()
            .map(|at| when(at, defaults.time_zone))
            .transpose()
            .map_err(field)?;
        let at = at.unwrap_or(order.created_at);
        let reference = if self.reference.is_empty() {
            format!("{}:{amount}", at.rfc3339())
        } else {
            self.reference.clone()
        };
        let words = if self.means.is_empty() {
            &order.payment_title
        } else {
            &self.means
        };
        Ok(IncomingPayment {
            at,
            amount,
            means: Means::parse(&fold(words)).unwrap_or_else(|| words::means("", words)),
            reference,
        })
    }
}

fn line(cells: &Cells, currency: Currency) -> Result<Line, Refused> {
    let text = |column: Column| {
        cells
            .get(&column)
            .map(|cell| fields::text(cell.as_str(), SHORT))
            .unwrap_or_default()
    };
    let quantity = text(Column::Quantity);
    let quantity_milli = match quantity.as_str() {
        "" => 1_000,
        quantity => amount::quantity(quantity).map_err(|why| refused(Column::Quantity, why))?,
    };
    let price = cell_amount(cells, Column::Price, currency)?;
    let total = cell_amount(cells, Column::LineTotal, currency)?;
    let times = |price: i64| rounded(i128::from(price) * i128::from(quantity_milli), 1_000);
    let each = |total: i64| rounded(i128::from(total) * 1_000, i128::from(quantity_milli.max(1)));
    let too_large = || {
        refused(
            Column::Price,
            RejectWhy::NotAnAmount {
                found: text(Column::Price),
            },
        )
    };
    let (price, total) = match (price, total) {
        (Some(price), Some(total)) => (price, total),
        (Some(price), None) => (price, times(price).ok_or_else(too_large)?),
        (None, Some(total)) => (each(total).ok_or_else(too_large)?, total),
        (None, None) => (0, 0),
    };
    Ok(Line {
        sku: identifier(&text(Column::Sku)),
        name: text(Column::Item),
        parameters: text(Column::Parameters),
        quantity_milli,
        price,
        total,
    })
}

/// `number ÷ by` to the nearest whole, halves away from zero; nothing when it does not fit.
pub fn rounded(number: i128, by: i128) -> Option<i64> {
    let half = if number < 0 { -by / 2 } else { by / 2 };
    i64::try_from((number + half) / by).ok()
}

fn cell_amount(cells: &Cells, column: Column, currency: Currency) -> Result<Option<i64>, Refused> {
    let cell = cells.get(&column).filter(|cell| !cell.as_str().trim().is_empty());
    cell.map(|cell| cell.amount(currency))
        .transpose()
        .map_err(|why| refused(column, why))
}

fn refused(column: Column, why: RejectWhy) -> Refused {
    (column.key(), why)
}

/// A number that is a name: without a spreadsheet's apostrophe in front and its `.0` behind.
fn identifier(text: &str) -> String {
    let text = fields::text(text, SHORT);
    let text = text.trim_start_matches('\'').trim();
    match text.strip_suffix(".0") {
        Some(whole) if !whole.is_empty() && whole.bytes().all(|b| b.is_ascii_digit()) => whole.to_owned(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_known_in_two_languages_through_look_alikes() {
        for (header, column) in [
            ("Number", Some(Column::Number)),
            ("№ заказа", Some(Column::Number)),
            ("НОМЕР_ЗАКАЗА", Some(Column::Number)),
            ("\u{feff}number", Some(Column::Number)),
            ("Сomment", Some(Column::Comment)),
            ("Кол-во", Some(Column::Quantity)),
            ("created_at", Some(Column::Created)),
            ("line-total", Some(Column::LineTotal)),
            ("Вес", None),
        ] {
            assert_eq!(Column::named(header), column, "{header}");
        }
    }

    #[test]
    fn no_two_columns_share_a_name() {
        let mut names: HashMap<String, Column> = HashMap::new();
        for (column, headers) in HEADERS {
            for header in *headers {
                let before = names.insert(plain(header), *column);
                assert!(
                    before.is_none_or(|c| c == *column),
                    "{header} is both {before:?} and {column:?}"
                );
            }
        }
    }

    #[test]
    fn division_rounds_halves_away_from_zero() {
        assert_eq!(rounded(5, 2), Some(3));
        assert_eq!(rounded(-5, 2), Some(-3));
        assert_eq!(rounded(i128::MAX / 4, 1), None);
    }
}
