//! The table of *Orders → Export*: a row per article, of which only the first tells the order.
//!
//! Further rows repeat `Name`, `Email`, `Created at` and hold one article each. Postal codes come with a spreadsheet's
//! apostrophe in front, notes with line breaks, and one phone may stand in three columns in three spellings.

use std::io;
use std::io::BufRead;

use super::SOURCE;
use super::notes;
use super::payment::agree_on_payment;
use super::payment::channel;
use super::payment::payment;
use super::payment::refund;
use super::standing;
use super::standing::Said;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::incoming::IncomingOrder;
use crate::domain::item::Item;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::moment::when;
use crate::intake::order_builder as blank;
use crate::intake::order_builder::Core;
use crate::intake::order_builder::missing;
use crate::intake::order_builder::money;
use crate::intake::read::table::headed::Gathered;
use crate::intake::read::table::headed::Gatherer;
use crate::intake::read::table::headed::Names;
use crate::intake::read::table::rows::Row;
use crate::intake::reading::Refused;

/// Reads the table.
#[derive(Clone, Copy, Debug)]
pub struct ShopifyCsv;

/// True when a file begins with the header of this table.
pub fn is_header(beginning: &str) -> bool {
    Names::of(beginning).is_some_and(|names| {
        ["Name", "Financial Status", "Lineitem name", "Created at"]
            .iter()
            .all(|name| names.has(name))
    })
}

impl Parser for ShopifyCsv {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let beginning = String::from_utf8_lossy(input.fill_buf()?).into_owned();
        let Some(names) = Names::of(&beginning) else {
            return Ok(());
        };
        let mut orders = Gatherer::new(input, names, "Name", "Financial Status")?;
        while let Some(gathered) = orders.next_order()? {
            if sink.take(item(&orders.names, &gathered, defaults)).is_break() {
                break;
            }
        }
        Ok(())
    }
}

fn item(names: &Names, gathered: &Gathered, defaults: &Defaults) -> Item {
    let table = Table {
        names,
        first: &gathered.rows[0],
        defaults,
    };
    let refused = match gathered.before {
        _ if gathered.is_open() => (String::new(), RejectWhy::OpenQuote),
        Some(line) if table.get("Financial Status").is_empty() => {
            ("Name".to_owned(), RejectWhy::ScatteredRows { line })
        }
        _ => match table.order(gathered) {
            Ok(order) => return Item::Order(Box::new(order)),
            Err(refused) => refused,
        },
    };
    let (field, why) = refused;
    Item::Reject(Reject {
        line: gathered.line(),
        order: Some(fields::text(table.get("Name"), SHORT)).filter(|name| !name.is_empty()),
        field,
        why,
        head: Some(names.raw.clone()),
        raw: fields::raw(&gathered.raw()),
    })
}

/// The first row of an order, by the names of its cells.
struct Table<'a> {
    names: &'a Names,
    first: &'a Row,
    defaults: &'a Defaults,
}

impl Table<'_> {
    fn get(&self, name: &str) -> &str {
        self.names.cell(self.first, name)
    }

    fn order(&self, gathered: &Gathered) -> Result<IncomingOrder, Refused> {
        let name = self.get("Name");
        let id = if self.get("Id").is_empty() {
            name
        } else {
            self.get("Id")
        };
        if id.is_empty() {
            return Err(missing("Name"));
        }
        let currency = self.currency()?;
        let total = self.amount("Total", currency)?.ok_or_else(|| missing("Total"))?;
        let created_at = self.time("Created at")?.ok_or_else(|| missing("Created at"))?;
        let core = Core {
            id: id.trim_start_matches('\'').to_owned(),
            number: name.trim_start_matches('\'').to_owned(),
            created_at,
            currency,
            total,
        };
        let mut order = blank::order(core, SOURCE, self.defaults);
        order.channel = channel(self.get("Source"), &order.channel);
        order.comment = fields::text(self.get("Notes"), LONG);
        order.delivery_title = fields::text(self.get("Shipping Method"), SHORT);
        order.carrier = Carrier::named(&order.delivery_title);
        self.customer(&mut order);
        let said = Said {
            financial: self.get("Financial Status").to_lowercase(),
            fulfillment: self.get("Fulfillment Status").to_lowercase(),
            shipment: String::new(),
            fulfilled_at: self.time("Fulfilled at").ok().flatten(),
            cancelled_at: self.time("Cancelled at")?,
        };
        standing::settle(&mut order, &said, self.defaults);
        agree_on_payment(&mut order, self.get("Payment Method"));
        self.payments(&mut order, &said)?;
        self.lines(&mut order, gathered)?;
        Ok(order)
    }

    fn customer(&self, order: &mut IncomingOrder) {
        let parties = ["Billing", "Shipping"];
        let both = |what: &str| parties.map(|party| self.get(&format!("{party} {what}")));
        let first = |what: &str| both(what).into_iter().find(|t| !t.is_empty()).unwrap_or_default();
        let last = |what: &str| both(what).into_iter().rfind(|t| !t.is_empty()).unwrap_or_default();
        let customer = &mut order.customer;
        customer.name = fields::text(first("Name"), SHORT);
        customer.company = fields::text(first("Company"), SHORT);
        customer.email = fields::text(self.get("Email"), SHORT).to_lowercase();
        let countries = fields::own_first(Country::parse(last("Country")).ok(), self.defaults.country);
        for cell in both("Phone").into_iter().chain([self.get("Phone")]) {
            fields::add_phones(&mut customer.phones, cell, &countries);
        }
        let is_told = !self.get("Shipping City").is_empty() || !self.get("Shipping Address1").is_empty();
        let party = parties[usize::from(is_told)];
        let part = |what: &str| self.get(&format!("{party} {what}"));
        let receiver = Some(part("Name")).filter(|name| *name != order.customer.name);
        let parts = [
            receiver.unwrap_or_default(),
            part("Zip").trim_start_matches('\''),
            part("Province Name"),
            part("City"),
            part("Address1"),
            part("Address2"),
        ];
        let is_told = parts[2..].iter().any(|part| !part.is_empty());
        order.address = fields::text(
            &fields::joined(if is_told { &parts[..] } else { &[] }.iter().copied(), ", "),
            LONG,
        );
        let region = [part("Province Name"), part("City")];
        order.region = fields::text(region.into_iter().find(|r| !r.is_empty()).unwrap_or_default(), SHORT);
        let notes = notes::of_cell(self.get("Note Attributes"));
        notes::fill(order, &notes, &countries);
    }

    fn payments(&self, order: &mut IncomingOrder, said: &Said) -> Result<(), Refused> {
        let owed = self.amount("Outstanding Balance", order.currency)?;
        let paid = match said.financial.as_str() {
            "partially_paid" => owed.map_or(0, |owed| order.total - owed),
            word if standing::is_paid(word) => order.total,
            _ => 0,
        };
        if paid <= 0 {
            return Ok(());
        }
        let at = self.time("Paid at").ok().flatten().unwrap_or(order.created_at);
        order.payments.push(payment(order, paid, at));
        let back = self.amount("Refunded Amount", order.currency)?.unwrap_or(0);
        if back > 0 {
            // The table does not tell when.
            let at = said.cancelled_at.unwrap_or(at).max(at);
            order.payments.push(refund(order, back, back, at));
        }
        Ok(())
    }

    /// The articles and the delivery, costing together what the order costs.
    fn lines(&self, order: &mut IncomingOrder, gathered: &Gathered) -> Result<(), Refused> {
        let rows = gathered.rows.iter();
        let rows = rows.filter(|row| !self.names.cell(row, "Lineitem name").is_empty());
        let mut lines = rows
            .map(|row| self.line(row, order.currency))
            .collect::<Result<Vec<Line>, Refused>>()?;
        let delivery = self.amount("Shipping", order.currency)?.unwrap_or(0);
        blank::spread(&mut lines, order.total - delivery);
        if delivery > 0 {
            let title = Some(order.delivery_title.as_str()).filter(|title| !title.is_empty());
            lines.push(blank::service(title.unwrap_or("Shipping"), delivery));
        }
        order.lines = lines;
        Ok(())
    }

    fn line(&self, row: &Row, currency: Currency) -> Result<Line, Refused> {
        let cell = |name: &str| self.names.cell(row, name);
        let refused = |name: &str, why: RejectWhy| (name.to_owned(), why);
        let quantity = amount::quantity(cell("Lineitem quantity")).map_err(|why| refused("Lineitem quantity", why))?;
        let price = money(cell("Lineitem price"), currency).map_err(|why| refused("Lineitem price", why))?;
        let discount = money(cell("Lineitem discount"), currency).unwrap_or(0);
        Ok(Line {
            sku: fields::text(cell("Lineitem sku").trim_start_matches('\''), SHORT),
            name: fields::text(cell("Lineitem name"), SHORT),
            parameters: String::new(),
            quantity_milli: quantity,
            price,
            total: blank::times(price, quantity).saturating_sub(discount),
        })
    }

    fn currency(&self) -> Result<Currency, Refused> {
        match self.get("Currency") {
            "" => Ok(self.defaults.currency),
            code => Currency::parse(code).map_err(|_| {
                let found = code.to_owned();
                ("Currency".to_owned(), RejectWhy::NotACurrency { found })
            }),
        }
    }

    fn amount(&self, name: &str, currency: Currency) -> Result<Option<i64>, Refused> {
        match self.get(name) {
            "" => Ok(None),
            text => money(text, currency).map(Some).map_err(|why| (name.to_owned(), why)),
        }
    }

    fn time(&self, name: &str) -> Result<Option<Time>, Refused> {
        match self.get(name) {
            "" => Ok(None),
            text => when(text, self.defaults.time_zone)
                .map(Some)
                .map_err(|why| (name.to_owned(), why)),
        }
    }
}
