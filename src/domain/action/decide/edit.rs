//! New lines of an order, new words on a customer's card.

use super::Setter;
use super::set_customer;
use crate::domain::action::B2b;
use crate::domain::action::ContactKind;
use crate::domain::action::CustomerEdit;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::action::Subject;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::sex::Sex;

pub(super) fn edit_lines(order: &OrderRecord, lines: &[Line], total: Option<i64>) -> Result<Vec<Change>, Refusal> {
    if lines.is_empty() {
        return Err(Refusal::NoLines);
    }
    let total = total.unwrap_or_else(|| lines.iter().fold(0, |sum: i64, line| sum.saturating_add(line.total)));
    if total < 0 {
        return Err(Refusal::AmountNotPositive);
    }
    if total > Money::MOST {
        return Err(Refusal::AmountTooLarge);
    }
    let mut set = Setter {
        order,
        changes: Vec::new(),
    };
    if order.lines != lines {
        let (before, after) = (order.lines.clone(), lines.to_vec());
        set.changes.push(Change::Lines {
            order: order.facts.id.0,
            before,
            after,
        });
    }
    set.value(Field::Total, order.facts.total.into(), total.into());
    Ok(set.changes)
}

pub(super) fn edit_customer(subject: Subject<'_>, edit: &CustomerEdit) -> Result<Vec<Change>, Refusal> {
    let customer = subject.customer;
    let mut changes = Vec::new();
    let texts = [
        (Field::Name, customer.name.as_str(), &edit.name),
        (Field::Company, &customer.company, &edit.company),
        (Field::TaxId, &customer.tax_id, &edit.tax_id),
        (Field::Region, &customer.region, &edit.region),
        (Field::CustomerNote, &customer.note, &edit.note),
    ];
    for (field, before, after) in texts {
        if let Some(after) = after {
            changes.extend(set_customer(subject, field, before.into(), after.trim().into()));
        }
    }
    if let Some(zone) = &edit.time_zone {
        let after = (!zone.is_empty()).then_some(zone.as_str());
        changes.extend(set_customer(
            subject,
            Field::TimeZone,
            customer.time_zone.as_deref().into(),
            after.into(),
        ));
    }
    if let Some(b2b) = edit.b2b {
        let before = customer.b2b.map(B2b::int).into();
        changes.extend(set_customer(subject, Field::B2b, before, b2b.int().into()));
    }
    if let Some(sex) = edit.sex {
        let before = customer.sex.map(Sex::int).into();
        changes.extend(set_customer(subject, Field::Sex, before, sex.int().into()));
    }
    let mut contact = |kind: ContactKind, raw: &str, norm: Option<String>| {
        let known = customer
            .contacts
            .iter()
            .any(|c| c.kind == kind && (c.raw == raw || norm.is_some() && c.norm == norm));
        if !known {
            let new = NewRow::Contact {
                customer: customer.id.0,
                kind: kind.int(),
                raw: raw.to_owned(),
                norm,
            };
            changes.push(Change::Add { id: None, new });
        }
    };
    if let Some((raw, norm)) = &edit.add_phone {
        contact(ContactKind::Phone, raw.trim(), norm.clone());
    }
    if let Some(email) = &edit.add_email {
        if !email.contains('@') {
            return Err(Refusal::EmptyText);
        }
        contact(ContactKind::Email, email.trim(), Some(email.trim().to_lowercase()));
    }
    Ok(changes)
}
