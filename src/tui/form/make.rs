//! Forms as they open: what is known stands in them already.

use tui_input::Input;

use super::offers::OfferedCustomer;
use super::offers::Offers;
use super::spec::FieldId;
use super::spec::Spot;
use super::state::Field;
use super::state::Form;
use super::state::FormKind;
use super::state::LineRow;
use super::state::plain_amount;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::b2b::B2b;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::Terms;
use crate::domain::quantity;
use crate::domain::target::Target;
use crate::text::clean;
use crate::tui::subject::Behind;
use crate::tui::subject::Subject;

/// An order taken by phone: for who is on the line, else for who is named; `beside` is the customer on the card.
pub fn new_order(
    subject: Option<Subject>,
    on_the_line: Option<OfferedCustomer>,
    beside: Option<OfferedCustomer>,
) -> Form {
    let whose = on_the_line
        .as_ref()
        .map(|known| known.label().to_owned())
        .unwrap_or_default();
    let is_known = on_the_line.is_some();
    let kind = FormKind::NewOrder {
        chosen: on_the_line,
        beside,
    };
    let mut form = blank(subject, kind, |id| match id {
        FieldId::Whose => Field::text(id, &whose),
        FieldId::Terms => Field::choice(id, 0, Terms::ALL.len()),
        FieldId::Agreed => Field::choice(id, 0, 2),
        _ => Field::text(id, ""),
    });
    if is_known {
        form.at = form.places().get(1).copied().unwrap_or(form.at);
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
        ..blank(Some(subject), kind, |id| Field::text(id, ""))
    };
    form.before = form.written();
    form.begun.clone_from(&order.lines);
    form
}

/// How an order is paid and delivered, and what is to be minded.
pub fn details(subject: Subject, order: &OrderRecord) -> Form {
    let kind = FormKind::Details {
        order: Box::new(order.clone()),
    };
    let terms = Terms::ALL.iter().position(|terms| *terms == order.facts.terms);
    let texts = &order.texts;
    blank(Some(subject), kind, |id| match id {
        FieldId::Terms => Field::choice(id, terms.unwrap_or_default(), Terms::ALL.len()),
        FieldId::Payment => Field::text(id, &texts.payment_title),
        FieldId::Delivery => Field::text(id, &texts.delivery_title),
        FieldId::Address => Field::text(id, &texts.address),
        FieldId::Comment => Field::text(id, &texts.comment),
        _ => Field::text(id, ""),
    })
}

/// The card of a customer; `order` is the one they were looked at for.
pub fn customer(subject: Subject, record: &CustomerRecord) -> Form {
    let kind = FormKind::Customer {
        record: Box::new(record.clone()),
        target: Target::Customer(record.id),
    };
    let mut form = blank(Some(subject), kind, |id| match id {
        FieldId::Name => Field::text(id, &record.name),
        FieldId::Company => Field::text(id, &record.company),
        FieldId::TaxId => Field::text(id, &record.tax_id),
        // What was said once can be changed, not unsaid.
        FieldId::B2b => match record.b2b {
            Some(B2b::Yes) => Field::choice(id, 0, 2),
            Some(B2b::No) => Field::choice(id, 1, 2),
            Some(B2b::Maybe) | None => Field::choice(id, 2, 3),
        },
        FieldId::Region => Field::text(id, &record.region),
        FieldId::TimeZone => Field::text(id, record.time_zone.as_deref().unwrap_or_default()),
        FieldId::Note => Field::text(id, &record.note),
        _ => Field::text(id, ""),
    });
    // Whose number is wrong is opened for another one.
    if record.phone().is_none() && record.wrong_phones().next().is_some() {
        form.at = Spot::Field(FieldId::AddPhone);
    }
    form
}

/// A form with its fields as they open, the cursor on the first place.
fn blank(subject: Option<Subject>, kind: FormKind, field: impl Fn(FieldId) -> Field) -> Form {
    let (_, ids) = kind.spec();
    let fields = ids.iter().filter(|id| **id != FieldId::Goods).map(|id| field(*id));
    let rows = ids.iter().filter(|id| **id == FieldId::Goods);
    let mut form = Form {
        subject,
        fields: fields.collect(),
        rows: rows.map(|_| LineRow::default()).collect(),
        kind,
        at: Spot::Row(0, 0),
        fault: None,
        leaving: false,
        sent: None,
        offers: Offers::default(),
        goods_asked: None,
        behind: Behind::No,
        before: Vec::new(),
        begun: Vec::new(),
    };
    form.at = form.places().first().copied().unwrap_or(form.at);
    form
}

pub(super) fn row(line: &Line, currency: Currency) -> LineRow {
    let cells = [
        clean(&line.name).into_owned(),
        quantity::text(line.quantity_milli),
        plain_amount(line.price, currency),
    ];
    LineRow {
        cells: cells.map(Input::new),
        kept: Some(line.clone()),
        goods: None,
    }
}
