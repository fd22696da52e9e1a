//! What merging two customers comes to, line by line, before it is done; and why two may be one.

use chrono_tz::Tz;

use super::b2b;
use super::date_short;
use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::b2b::B2b;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::customer_merge::MergePlan;
use crate::domain::customer_merge::Person;
use crate::domain::field_holds::Holds;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::text::clean;
use crate::text::clean_lines;

/// What a plan changes: a name and a value for each line, in the order they are read. `zone` is the shop's.
pub fn merge_plan(tr: &Tr, zone: Tz, now: Time, plan: &MergePlan) -> Vec<(String, String)> {
    let mut lines = vec![
        (tr.text("merge-stays"), who(tr, &plan.kept)),
        (tr.text("merge-goes"), who(tr, &plan.other)),
        (tr.text("merge-comes"), comes(tr, &plan.other)),
        (tr.text("merge-contacts"), contacts(tr, plan.new_contacts())),
    ];
    for change in plan.fields() {
        let Change::Set {
            field, before, after, ..
        } = change
        else {
            continue;
        };
        let name = tr.coded("merge", field.name());
        let (before, after) = (
            value(tr, zone, now, field, &before),
            value(tr, zone, now, field, &after),
        );
        lines.push((name, format!("{before} → {after}")));
    }
    lines.retain(|(_, value)| !value.is_empty());
    lines
}

/// Why two customers may be one: `the same phone`.
pub fn same_contact(tr: &Tr, kind: ContactKind) -> String {
    tr.coded("same", kind.code())
}

fn who(tr: &Tr, person: &Person) -> String {
    let name = match (person.name.is_empty(), person.company.is_empty()) {
        (false, _) => clean(&person.name).into_owned(),
        (true, false) => clean(&person.company).into_owned(),
        (true, true) => tr.text("merge-nameless"),
    };
    let first = person
        .contacts
        .first()
        .map(|contact| contact.norm.as_ref().unwrap_or(&contact.raw));
    let phone = first.map(|first| clean(first).into_owned());
    let parts = [Some(format!("{name} (id:{})", person.id)), phone];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

fn comes(tr: &Tr, other: &Person) -> String {
    let counts = [
        ("count-orders", other.orders.count),
        ("count-calls", other.calls.count),
        ("count-appointments", other.appointments.count),
        ("count-notes", other.notes.count),
        ("count-messages", other.messages.count),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let words: Vec<String> = counts
        .map(|(key, count)| tr.with(key, &[("count", count.into())]))
        .collect();
    words.join(", ")
}

fn contacts<'c>(tr: &Tr, contacts: impl Iterator<Item = &'c ContactRecord>) -> String {
    let words: Vec<String> = contacts
        .map(|contact| {
            let value = clean(contact.norm.as_ref().unwrap_or(&contact.raw)).into_owned();
            match contact.bad_at {
                Some(_) => format!("{value} ({})", tr.text("merge-wrong_number")),
                None => value,
            }
        })
        .collect();
    words.join(", ")
}

fn value(tr: &Tr, zone: Tz, now: Time, field: Field, value: &Value) -> String {
    let int = match value {
        Value::Null => return "—".to_owned(),
        Value::Text(text) if text.is_empty() => return "—".to_owned(),
        Value::Text(text) => return clean_lines(text).split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Int(int) => *int,
    };
    match field.holds() {
        Holds::Flag => tr.text(if int == 0 { "merge-no" } else { "merge-yes" }),
        Holds::Moment => date_short(tr, zone, Time(int), now),
        Holds::Word(_) if field == Field::B2b => B2b::from_int(int).map(|company| b2b(tr, company)).unwrap_or_default(),
        Holds::Word(_) | Holds::Amount | Holds::Number | Holds::Text => tr.text("merge-known"),
    }
}
