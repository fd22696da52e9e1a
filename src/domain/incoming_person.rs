//! What a base of people tells of somebody whose card is here: only what the card does not say yet.

use super::action::ContactKind;
use super::action::ContactRecord;
use super::action::CustomerRecord;
use super::change::Change;
use super::change::Entity;
use super::change::Field;
use super::change::NewRow;
use super::change::Value;
use super::incoming::IncomingPerson;
use super::incoming::ToldConsent;
use super::sex::Sex;
use super::time::Time;

/// What is added to their card at `now`, with what the base says of offers. A consent that was withdrawn stays so, for
/// ever (R25).
pub fn fill(card: &CustomerRecord, person: &IncomingPerson, consent: Option<ToldConsent>, now: Time) -> Vec<Change> {
    let who = &person.customer;
    let mut changes = Vec::new();
    let mut set = |field: Field, is_unknown: bool, before: Value, after: Value| {
        if is_unknown && after != before {
            changes.push(Change::Set {
                entity: Entity::Customer,
                id: card.id.0,
                field,
                before,
                after,
            });
        }
    };
    for (field, known, told) in [
        (Field::Name, &card.name, who.called()),
        (Field::Company, &card.company, &who.company),
        (Field::TaxId, &card.tax_id, &who.tax_id),
        (Field::Region, &card.region, &person.region),
        (Field::CustomerNote, &card.note, &person.note),
    ] {
        set(field, known.is_empty(), known.as_str().into(), told.into());
    }
    let sex = person.sex.map(Sex::int);
    set(Field::Sex, card.sex.is_none(), Value::Null, sex.into());
    let (agreed, withdrew) = match consent {
        None => (None, None),
        Some(ToldConsent::At(at)) => (Some(at.min(now)), None),
        Some(ToldConsent::Undated) => (Some(now), None),
        // One that is older than the agreement was overtaken by it.
        Some(ToldConsent::No(at)) => {
            let is_over = |agreed: Time| at.is_none_or(|at| at >= agreed);
            let is_over = card.offers.consent_at.is_some_and(is_over);
            (None, is_over.then(|| at.map_or(now, |at| at.min(now))))
        }
        Some(ToldConsent::Withdrawn(at)) => (None, Some(at.map_or(now, |at| at.min(now)))),
    };
    let is_withdrawn = card.offers.consent_off_at.is_some();
    let has_said = is_withdrawn || card.offers.consent_at.is_some();
    set(Field::ConsentAt, !has_said, Value::Null, agreed.into());
    set(Field::ConsentOffAt, !is_withdrawn, Value::Null, withdrew.into());
    let new = who
        .contacts()
        .filter(|(kind, raw, norm)| !is_known(&card.contacts, *kind, raw, *norm));
    changes.extend(new.map(|(kind, raw, norm)| Change::Add {
        id: None,
        new: NewRow::Contact {
            customer: card.id.0,
            kind: kind.int(),
            raw: raw.to_owned(),
            norm: norm.map(str::to_owned),
        },
    }));
    changes
}

/// True when one of `known` is that phone or email: as written, or as understood.
pub fn is_known(known: &[ContactRecord], kind: ContactKind, raw: &str, norm: Option<&str>) -> bool {
    let same = |known: &ContactRecord| known.raw == raw || norm.is_some() && known.norm.as_deref() == norm;
    known.iter().any(|known| known.kind == kind && same(known))
}
