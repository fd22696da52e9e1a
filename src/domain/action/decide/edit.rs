//! New lines of an order, new words on a customer's card.

use super::changes::Setter;
use super::changes::set_customer;
use crate::domain::action::ContactKind;
use crate::domain::action::CustomerEdit;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::action::Subject;
use crate::domain::b2b::B2b;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::sex::Sex;

pub(super) fn edit_lines(
    order: &OrderRecord,
    lines: &[Line],
    total: Option<i64>,
    seen: Option<&(Vec<Line>, i64)>,
) -> Result<Vec<Change>, Refusal> {
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
    // What was written over something else would take away a line nobody has looked at.
    let is_so_already = order.lines == lines && order.facts.total == total;
    if seen.is_some_and(|(lines, total)| order.lines != *lines || order.facts.total != *total) && !is_so_already {
        return Err(Refusal::ChangedMeanwhile);
    }
    let mut set = Setter::of(order);
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
    if !edit.overwritten(customer).is_empty() {
        return Err(Refusal::ChangedMeanwhile);
    }
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

impl CustomerEdit {
    /// The fields of `now` that are neither as they were seen nor as they are to be: somebody else has changed them
    /// meanwhile.
    pub fn overwritten(&self, now: &CustomerRecord) -> Vec<Field> {
        let Some(seen) = &self.seen else { return Vec::new() };
        let texts = [
            (Field::Name, &now.name, &seen.name, &self.name),
            (Field::Company, &now.company, &seen.company, &self.company),
            (Field::TaxId, &now.tax_id, &seen.tax_id, &self.tax_id),
            (Field::Region, &now.region, &seen.region, &self.region),
            (Field::CustomerNote, &now.note, &seen.note, &self.note),
        ];
        let other = |new: &Option<String>, now: &str| new.as_ref().is_some_and(|new| new.trim() != now);
        let mut fields: Vec<Field> = texts
            .into_iter()
            .filter(|(_, now, seen, new)| now != seen && other(new, now))
            .map(|(field, ..)| field)
            .collect();
        let zone = now.time_zone.as_deref().unwrap_or_default();
        if now.time_zone != seen.time_zone && other(&self.time_zone, zone) {
            fields.push(Field::TimeZone);
        }
        if now.b2b != seen.b2b && self.b2b.is_some() && self.b2b != now.b2b {
            fields.push(Field::B2b);
        }
        if now.sex != seen.sex && self.sex.is_some() && self.sex != now.sex {
            fields.push(Field::Sex);
        }
        fields
    }
}
