//! Forms as they open: what is known stands in them already.

use tui_input::Input;

use super::Field;
use super::FieldId;
use super::Form;
use super::FormKind;
use super::LineRow;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::b2b::B2b;
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::order::Terms;
use crate::domain::quantity;
use crate::domain::target::Target;
use crate::text::clean;
use crate::tui::subject::Behind;
use crate::tui::subject::Subject;

/// Whether the customer on the card is the one who orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meant {
    /// He is being worked with: the order is for him unless another is chosen.
    Clearly,
    /// The cursor only happens to be on him: the order is for somebody new unless he is chosen.
    Perhaps,
}

/// An order taken by phone, for the customer on the card or for a new one.
pub fn new_order(subject: Option<Subject>, known: Option<(CustomerId, String)>, meant: Meant) -> Form {
    let at = match meant {
        Meant::Clearly => 0,
        Meant::Perhaps => 1,
    };
    let whose = known.as_ref().map(|_| Field::choice(FieldId::Whose, at, 2));
    let is_nameless = known.as_ref().is_some_and(|(_, name)| name.is_empty());
    // A caller's number is known and nothing else: the name and the email are asked.
    let who = if is_nameless {
        [FieldId::Name, FieldId::Email, FieldId::Phone]
    } else {
        [FieldId::Name, FieldId::Phone, FieldId::Email]
    };
    let who = who.map(|id| Field::text(id, ""));
    let who_is_asked = who.len();
    let mut form = Form {
        head: whose.into_iter().chain(who).collect(),
        rows: vec![LineRow::default()],
        tail: vec![
            Field::text(FieldId::Total, ""),
            Field::choice(FieldId::Terms, 0, Terms::ALL.len()),
            Field::text(FieldId::Delivery, ""),
            Field::text(FieldId::Address, ""),
            Field::text(FieldId::Comment, ""),
            Field::choice(FieldId::Agreed, 0, 2),
        ],
        ..blank(subject, FormKind::NewOrder { known })
    };
    // Who he is goes before what he wants; the choice itself is seldom made.
    if form.head.len() > who_is_asked {
        form.cursor = 1;
    }
    form
}

/// Other lines of an order.
pub fn lines(subject: Subject, order: &OrderRecord) -> Form {
    let currency = order.facts.currency;
    let rows = order.lines.iter().map(|line| row(line, currency));
    let kind = FormKind::Lines {
        order: Box::new(order.clone()),
    };
    let mut form = Form {
        rows: rows.chain([LineRow::default()]).collect(),
        tail: vec![Field::text(FieldId::Total, "")],
        ..blank(Some(subject), kind)
    };
    form.before = form.written();
    form
}

/// How an order is paid and delivered, and what is to be minded.
pub fn details(subject: Subject, order: &OrderRecord) -> Form {
    let kind = FormKind::Details {
        order: Box::new(order.clone()),
    };
    let terms = Terms::ALL.iter().position(|terms| *terms == order.facts.terms);
    let texts = &order.texts;
    Form {
        head: vec![
            Field::choice(FieldId::Terms, terms.unwrap_or_default(), Terms::ALL.len()),
            Field::text(FieldId::Payment, &texts.payment_title),
            Field::text(FieldId::Delivery, &texts.delivery_title),
            Field::text(FieldId::Address, &texts.address),
            Field::text(FieldId::Comment, &texts.comment),
        ],
        ..blank(Some(subject), kind)
    }
}

/// The card of a customer; `order` is the one he was looked at for.
pub fn customer(subject: Subject, record: &CustomerRecord) -> Form {
    let kind = FormKind::Customer {
        record: Box::new(record.clone()),
        target: Target::Customer(record.id),
    };
    // What was said once can be changed, not unsaid.
    let b2b = match record.b2b {
        Some(B2b::Yes) => Field::choice(FieldId::B2b, 0, 2),
        Some(B2b::No) => Field::choice(FieldId::B2b, 1, 2),
        Some(B2b::Maybe) | None => Field::choice(FieldId::B2b, 2, 3),
    };
    // Whose number is wrong is opened for another one.
    let no_phone = record.phone().is_none() && record.wrong_phones().next().is_some();
    Form {
        cursor: usize::from(no_phone),
        head: vec![
            Field::text(FieldId::Name, &record.name),
            Field::text(FieldId::AddPhone, ""),
            Field::text(FieldId::AddEmail, ""),
            Field::text(FieldId::Company, &record.company),
            Field::text(FieldId::TaxId, &record.tax_id),
            b2b,
            Field::text(FieldId::Region, &record.region),
            Field::text(FieldId::TimeZone, record.time_zone.as_deref().unwrap_or_default()),
            Field::text(FieldId::Note, &record.note),
        ],
        ..blank(Some(subject), kind)
    }
}

fn blank(subject: Option<Subject>, kind: FormKind) -> Form {
    Form {
        subject,
        kind,
        head: Vec::new(),
        rows: Vec::new(),
        tail: Vec::new(),
        cursor: 0,
        fault: None,
        leaving: false,
        sent: None,
        looked_up: None,
        known_as: None,
        behind: Behind::No,
        before: Vec::new(),
    }
}

fn row(line: &Line, currency: Currency) -> LineRow {
    let cells = [
        clean(&line.name).into_owned(),
        quantity::text(line.quantity_milli),
        amount(line.price, currency),
    ];
    LineRow {
        cells: cells.map(Input::new),
        kept: Some(line.clone()),
    }
}

/// An amount as it is typed: `1450,50`.
fn amount(minor: i64, currency: Currency) -> String {
    let short = Money::new(minor, currency).short();
    short.chars().filter(|c| !c.is_whitespace()).collect()
}
