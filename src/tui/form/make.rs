//! Forms as they open: what is known stands in them already.

use tui_input::Input;

use super::offers::OfferedCustomer;
use super::offers::Offers;
use super::spec::FieldId;
use super::spec::IS_DROPPED;
use super::spec::Spot;
use super::state::Field;
use super::state::Form;
use super::state::FormKind;
use super::state::LineRow;
use super::state::plain_amount;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::b2b::B2b;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::ReturnReason;
use crate::domain::goods_return::left_of;
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
        exchange: None,
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

/// Goods of an order that come back: of each line what the customer may still send back. The only piece is meant.
pub fn goods_return(subject: Subject, order: &OrderRecord) -> Form {
    let currency = order.facts.currency;
    let left = |line: &Line| left_of(line, &order.lines, &order.returns).min(line.quantity_milli);
    let lines: Vec<&Line> = order.lines.iter().filter(|line| left(line) > 0).collect();
    let is_plain = matches!(lines[..], [only] if left(only) == 1_000);
    let rows = lines.iter().map(|line| {
        let mut row = row(line, currency);
        row.cells[1] = Input::new(quantity::text(if is_plain { 1_000 } else { 0 }));
        row
    });
    let kind = FormKind::Return {
        order: Box::new(order.clone()),
    };
    let mut form = Form {
        rows: rows.chain([LineRow::default()]).collect(),
        ..blank(Some(subject), kind, |id| match id {
            FieldId::ReturnReason => Field::choice(id, 0, ReturnReason::ALL.len()),
            FieldId::Condition => Field::choice(id, 0, Condition::ALL.len() + 1),
            FieldId::Instead => Field::choice(id, 0, Instead::ALL.len()),
            FieldId::Arrival => Field::choice(id, 0, 2),
            _ => Field::text(id, ""),
        })
    };
    form.at = Spot::Row(0, 1);
    form.before = form.written();
    form
}

/// What becomes of goods that were to come back: the shop has them, unless somebody says otherwise.
pub fn return_step(subject: Subject, order: &OrderRecord) -> Form {
    let awaited: Vec<GoodsReturn> = order
        .returns
        .iter()
        .filter(|one| one.back_at.is_none())
        .cloned()
        .collect();
    let number = match &awaited[..] {
        [only] => only.number.clone().unwrap_or_default(),
        _ => String::new(),
    };
    let count = awaited.len().max(1);
    let kind = FormKind::ReturnStep {
        order: Box::new(order.clone()),
        awaited,
    };
    let mut form = blank(Some(subject), kind, |id| match id {
        FieldId::WhichReturn => Field::choice(id, 0, count),
        FieldId::ReturnStep => Field::choice(id, 0, IS_DROPPED + 1),
        FieldId::Condition => Field::choice(id, 0, Condition::ALL.len() + 1),
        _ => Field::text(id, &number),
    });
    if count == 1 {
        form.at = Spot::Field(FieldId::ReturnStep);
    }
    form
}

/// What is sent for the goods of a return: the same goods stand there, to be changed.
pub fn exchange(subject: Subject, known: OfferedCustomer, order: &OrderRecord, of: &GoodsReturn) -> Form {
    let currency = order.facts.currency;
    let lines = of.contents.iter().filter_map(|packed| {
        let line = order.lines.iter().find(|line| packed.is_of(line))?;
        let total = quantity::cost(line.price, packed.quantity_milli)?;
        Some(Line {
            quantity_milli: packed.quantity_milli,
            total,
            ..line.clone()
        })
    });
    let rows: Vec<LineRow> = lines.map(|line| row(&line, currency)).collect();
    let whose = known.label().to_owned();
    let terms = Terms::ALL.iter().position(|terms| *terms == order.facts.terms);
    let kind = FormKind::NewOrder {
        chosen: Some(known),
        beside: None,
        exchange: Some((order.facts.id, of.id)),
    };
    let mut form = Form {
        rows: rows.into_iter().chain([LineRow::default()]).collect(),
        ..blank(Some(subject), kind, |id| match id {
            FieldId::Whose => Field::text(id, &whose),
            FieldId::Terms => Field::choice(id, terms.unwrap_or_default(), Terms::ALL.len()),
            FieldId::Agreed => Field::choice(id, 0, 2),
            FieldId::Delivery => Field::text(id, &order.texts.delivery_title),
            FieldId::Address => Field::text(id, &order.texts.address),
            _ => Field::text(id, ""),
        })
    };
    form.at = Spot::Row(0, 0);
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
