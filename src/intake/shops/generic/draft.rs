//! dozvon's own shape of an order, the same for tables and JSON: named cells, and lines of named cells.
//!
//! | column | what it holds |
//! |---|---|
//! | `number` * | the number people call the order by |
//! | `created` * | when it was placed |
//! | `total` * | what the whole order costs; not needed where every line has its price |
//! | `id` | the shop's own id, when the number may repeat or change; the number, where there is none |
//! | `modified` | when the shop last changed it; an older version never wins |
//! | `name` `phone` `email` `company` `tax_id` | who ordered; several phones by `;` |
//! | `country` | the code or name of the country it goes to: phones without a code are read as its own; else the shop's |
//! | `currency` | ISO 4217; else the shop's |
//! | `status` `status_at` `reason` | new, confirmed, dispatched, arrived, received, cancelled, returned; since when; why |
//! | `paid` `paid_at` | how much came so far, yes or no, or when; when: alone it says that all of it came |
//! | `terms` `payment` | `prepaid` or `on_delivery`; the shop's words for the means |
//! | `sent` | when it was handed over |
//! | `estimate` | the day it should arrive |
//! | `delivery` `carrier` `tracking` `address` `region` | how and where it goes |
//! | `comment` `channel` `do_not_call` | what the customer wrote; the way it came; yes: they asked not to be called |
//! | `sku` `item` `parameters` `quantity` `price` `line_total` | one line |
//!
//! Names are matched without letter case, spaces, signs and look-alike letters, in English, Russian or Ukrainian.

use super::columns::Cell;
use super::columns::Cells;
use super::columns::Column;
use super::columns::SOURCE;
use crate::domain::carrier::Carrier;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingParcel;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Terms;
use crate::domain::parcels::is_something_left;
use crate::domain::reject::RejectWhy;
use crate::domain::shipment::Packed;
use crate::domain::shipment::Parcel;
use crate::domain::time::Time;
use crate::intake::Defaults;
use crate::intake::amount;
use crate::intake::amount::rounded;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::moment::is_blank;
use crate::intake::moment::when;
use crate::intake::moment::when_ordered;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::intake::reading::refused;
use crate::intake::statuses::unexplained;
use crate::intake::vocabulary as words;
use crate::intake::vocabulary::Standing;
use crate::intake::vocabulary::YesNo;
use crate::text::fold;

/// An order before it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// Cells of the order.
    pub order: Cells,
    /// Cells of its lines.
    pub lines: Vec<Cells>,
    /// Payments one by one, where the file has them.
    pub payments: Vec<DraftPayment>,
    /// Its parcels, where the file tells of several.
    pub parcels: Vec<DraftParcel>,
    /// A part that is of another shape than the documented one.
    pub misshapen: Option<Refused>,
}

/// A parcel before it is understood.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DraftParcel {
    /// Its tracking number.
    pub number: String,
    /// Who carries it, in words; empty when not told.
    pub carrier: String,
    /// Cells of what is in it: `sku` or `item`, and `quantity` where it is not all of the line.
    pub lines: Vec<Cells>,
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
        let number = self.get(Column::Number).or_else(|| self.get(Column::Id));
        let number = identifier(&number.ok_or_else(|| refused(Column::Number, RejectWhy::Missing))?);
        for column in [Column::Number, Column::Id] {
            if let Some(found) = self.get(column).filter(|text| fields::is_damaged(text)) {
                return Err(refused(column, RejectWhy::Damaged { found }));
            }
        }
        if let Some(refused) = &self.misshapen {
            return Err(refused.clone());
        }
        let standing = self.standing(defaults)?;
        let is_no_order = standing == Some(Standing::NoOrder);
        let status_word = self.text(Column::Status, SHORT);
        if is_no_order && !words::is_left_behind(&status_word) {
            return Ok(Read::NoOrder(status_word));
        }
        let read = self.whole(defaults, number, standing);
        if is_no_order {
            return Ok(Read::left_behind(&status_word, read));
        }
        read
    }

    fn whole(&self, defaults: &Defaults, number: String, standing: Option<Standing>) -> Result<Read, Refused> {
        let currency = self.currency(defaults)?;
        let created_at = self.time(Column::Created, defaults)?;
        let created_at = created_at.ok_or_else(|| refused(Column::Created, RejectWhy::Missing))?;
        let modified_at = self.time(Column::Modified, defaults)?;
        let lines = self.lines(currency)?;
        let total = self.amount(Column::Total, currency)?;
        let is_total_summed = total.is_none();
        let total = total.or_else(|| self.total_of(&lines));
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
            shop: String::new(),
            key: String::new(),
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
            is_total_summed,
            is_paid_by_word: false,
            terms: self.terms(&payment_title),
            carrier: self.carrier(&delivery_title),
            payment_title,
            delivery_title,
            address: self.text(Column::Address, LONG),
            region: self.text(Column::Region, SHORT),
            comment: self.text(Column::Comment, LONG),
            do_not_call: words::yes_no(&self.text(Column::DoNotCall, SHORT)) == Some(YesNo::Yes),
            channel: if channel.is_empty() { source.to_owned() } else { channel },
            lines,
            payments: Vec::new(),
            tracking_number: self
                .get(Column::Tracking)
                .filter(|number| !fields::is_damaged(number))
                .and_then(|numbers| Some(identifier(several(&numbers).first()?))),
            // A day or an hour somebody asks for in words is no estimate.
            estimate_at: self.time(Column::Estimate, defaults).ok().flatten(),
            parcels: Vec::new(),
        };
        self.read_parcels(&mut order);
        if let Some(at) = self.time(Column::Sent, defaults)?
            && order.status <= ShopStatus::Confirmed
        {
            (order.status, order.status_at) = (ShopStatus::Dispatched, Some(at));
        }
        order.payments = self.payments(&mut order, standing, defaults)?;
        Ok(Read::Order(Box::new(order)))
    }

    /// Parcels of objects of their own, else of several numbers in one cell.
    fn read_parcels(&self, order: &mut IncomingOrder) {
        let named = |words: &str| Carrier::parse(&fold(words)).or_else(|| Carrier::named(words));
        let packed = |cells: &Cells| {
            let text = |column| cells.get(&column).map(|cell| fields::text(cell.as_str(), SHORT));
            let (sku, name) = (
                text(Column::Sku).unwrap_or_default(),
                text(Column::Item).unwrap_or_default(),
            );
            let is_it = |line: &&Line| {
                if sku.is_empty() {
                    line.name == name
                } else {
                    line.sku == sku
                }
            };
            let all = Packed::all_of(order.lines.iter().find(is_it)?);
            let quantity = text(Column::Quantity).and_then(|text| amount::quantity(&text).ok());
            Some(Packed {
                quantity_milli: quantity.unwrap_or(all.quantity_milli),
                ..all
            })
        };
        let told = self.parcels.iter().map(|parcel| IncomingParcel {
            number: identifier(&parcel.number),
            carrier: named(&parcel.carrier),
            contents: parcel.lines.iter().filter_map(packed).collect(),
        });
        let mut parcels: Vec<IncomingParcel> = told.collect();
        if parcels.is_empty() {
            let numbers = self.get(Column::Tracking).unwrap_or_default();
            let numbers = several(&numbers)
                .into_iter()
                .filter(|number| !fields::is_damaged(number));
            parcels.extend(numbers.map(|number| IncomingParcel {
                number: identifier(number),
                ..IncomingParcel::default()
            }));
        }
        let contents: Vec<_> = parcels.iter().map(|parcel| &parcel.contents).collect();
        let is_whole = contents.iter().any(|packed| packed.is_empty()) || holds_all(&parcels, &order.lines);
        if is_whole && order.tracking_number.is_none() {
            order.tracking_number = parcels.first().map(|parcel| parcel.number.clone());
        }
        order.set_parcels(parcels);
    }

    fn get(&self, column: Column) -> Option<String> {
        let cell = self.order.get(&column)?;
        Some(fields::text(cell.as_str(), LONG)).filter(|text| !text.is_empty())
    }

    pub(super) fn text(&self, column: Column, limit: usize) -> String {
        self.order
            .get(&column)
            .map(|cell| fields::text(cell.as_str(), limit))
            .unwrap_or_default()
    }

    pub(super) fn time(&self, column: Column, defaults: &Defaults) -> Result<Option<Time>, Refused> {
        // An empty date of a database is none; an order's own must be there.
        let text = self
            .get(column)
            .filter(|text| column == Column::Created || !is_blank(text));
        text.map(|text| when_ordered(&text, defaults.time_zone, defaults.date_order))
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

    pub(super) fn customer(&self, defaults: &Defaults) -> IncomingCustomer {
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
            &fields::own_first(words::country(&self.text(Column::Country, SHORT)), defaults.country),
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

    /// What its lines cost together, when each of them tells; nothing for an order without lines.
    fn total_of(&self, lines: &[Line]) -> Option<i64> {
        let tells = |cells: &Cells| {
            [Column::Price, Column::LineTotal]
                .iter()
                .any(|column| cells.contains_key(column))
        };
        let all_tell = !lines.is_empty() && self.lines.iter().all(tells);
        lines
            .iter()
            .try_fold(0_i64, |sum, line| sum.checked_add(line.total))
            .filter(|_| all_tell)
    }

    /// What stands under `paid`: how much money, a day, or yes and no.
    fn paid(&self, currency: Currency, defaults: &Defaults) -> Result<Paid, Refused> {
        let told = self.order.get(&Column::Paid);
        let Some(cell) = told.filter(|cell| !cell.as_str().trim().is_empty()) else {
            return Ok(Paid::Untold);
        };
        Ok(match (cell, words::yes_no(cell.as_str())) {
            (Cell::Typed(_) | Cell::In(..), Some(YesNo::Yes)) => Paid::ByWord(None),
            (Cell::Exact(word), _) if word == "true" => Paid::ByWord(None),
            (Cell::Exact(word), _) if word == "false" => Paid::Sum(0),
            (_, Some(YesNo::No)) => Paid::Sum(0),
            _ => match (cell.amount(currency), self.time(Column::Paid, defaults)) {
                (Ok(amount), _) => Paid::Sum(amount),
                (Err(_), Ok(at)) => at.map_or(Paid::Untold, |at| Paid::ByWord(Some(at))),
                (Err(why), Err(_)) => return Err(refused(Column::Paid, why)),
            },
        })
    }

    fn payments(
        &self,
        order: &mut IncomingOrder,
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
        let dated = self.time(Column::PaidAt, defaults)?;
        let (amount, at) = match self.paid(order.currency, defaults)? {
            Paid::Untold if standing != Some(Standing::Paid) && dated.is_none() => return Ok(Vec::new()),
            Paid::Untold => (None, dated),
            Paid::ByWord(at) => (None, dated.or(at)),
            Paid::Sum(amount) => (Some(amount), dated),
        };
        order.is_paid_by_word = amount.is_none();
        let amount = amount.unwrap_or(order.total);
        if amount == 0 {
            return Ok(Vec::new());
        }
        Ok(vec![IncomingPayment {
            at: at.or(order.modified_at).unwrap_or(order.created_at),
            amount,
            means: words::means("", &order.payment_title),
            reference: PAID_SO_FAR.to_owned(),
            note: String::new(),
        }])
    }
}

/// How a table says that an order is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Paid {
    /// Not at all.
    Untold,
    /// That it is; when, if that is told.
    ByWord(Option<Time>),
    /// How much came so far, minor units.
    Sum(i64),
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
            note: String::new(),
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

fn cell_amount(cells: &Cells, column: Column, currency: Currency) -> Result<Option<i64>, Refused> {
    let cell = cells.get(&column).filter(|cell| !cell.as_str().trim().is_empty());
    cell.map(|cell| cell.amount(currency))
        .transpose()
        .map_err(|why| refused(column, why))
}

/// A number that is a name: without a spreadsheet's apostrophe in front and its `.0` behind.
/// The parcels hold everything that was ordered.
fn holds_all(parcels: &[IncomingParcel], lines: &[Line]) -> bool {
    let kept = parcels.iter().map(|parcel| Parcel {
        contents: parcel.contents.clone(),
        ..Parcel::default()
    });
    !is_something_left(&kept.collect::<Vec<_>>(), lines)
}

/// Tracking numbers that stand in one cell: several where each is as long as one.
fn several(text: &str) -> Vec<&str> {
    let parts: Vec<&str> = text
        .split([',', ';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    if parts.iter().all(|part| part.chars().count() >= SHORTEST_NUMBER) {
        parts
    } else {
        vec![text]
    }
}

/// No carrier's number is shorter.
const SHORTEST_NUMBER: usize = 8;

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

    use crate::intake::amount::rounded;

    #[test]
    fn division_rounds_halves_away_from_zero() {
        assert_eq!(rounded(5, 2), Some(3));
        assert_eq!(rounded(-5, 2), Some(-3));
        assert_eq!(rounded(i128::MAX / 4, 1), None);
    }
}
