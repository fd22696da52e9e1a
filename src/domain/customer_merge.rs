//! One person with two cards: what comes over when they become one, and which of what they say wins.
//!
//! Nothing is lost and nothing gets looser: every order, call and note goes over, an empty line is filled, notes are
//! joined, and what binds the desk more wins: a consent withdrawn stays withdrawn (R25), *do not call* stays, a number
//! known to be wrong stays wrong.

use serde::Serialize;

use super::action::ContactKind;
use super::action::ContactRecord;
use super::change::Change;
use super::change::Entity;
use super::change::Field;
use super::change::Value;
use super::ids::CustomerId;
use super::time::Time;

/// A customer as merging sees them: their own row and all that hangs on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Which.
    pub id: CustomerId,
    /// Name; empty when unknown.
    pub name: String,
    /// Company; empty when none.
    pub company: String,
    /// Tax id; empty when none.
    pub tax_id: String,
    /// Sex, as kept.
    pub sex: Option<i64>,
    /// Company or private, as kept.
    pub b2b: Option<i64>,
    /// Their own manager (R9).
    pub manager: Option<String>,
    /// IANA zone, when somebody set it.
    pub time_zone: Option<String>,
    /// Region or city; empty when unknown.
    pub region: String,
    /// The card's standing note.
    pub note: String,
    /// They asked not to be called.
    pub do_not_call: bool,
    /// Nobody we sell to (R27).
    pub not_customer: bool,
    /// Agreed to offers since then (R25).
    pub consent_at: Option<Time>,
    /// Withdrew that, for ever.
    pub consent_off_at: Option<Time>,
    /// The last offer made to them.
    pub last_offer_at: Option<Time>,
    /// When an order of theirs was confirmed last.
    pub last_confirmed_at: Option<Time>,
    /// Orders they received.
    pub received: i64,
    /// Phones and emails that count.
    pub contacts: Vec<ContactRecord>,
    /// Rows of phones and emails that count no longer.
    pub voided_contacts: Vec<i64>,
    /// Orders.
    pub orders: Owned,
    /// Calls.
    pub calls: Owned,
    /// Times to call.
    pub appointments: Owned,
    /// Notes.
    pub notes: Owned,
    /// What they brought up.
    pub cases: Owned,
    /// Messages.
    pub messages: Owned,
    /// Those who became one with them before.
    pub merged: Vec<CustomerId>,
}

/// A customer's rows of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Owned {
    /// All of them.
    pub ids: Vec<i64>,
    /// How many count: what was taken back is kept and does not.
    pub count: usize,
}

/// What merging two customers comes to, shown before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MergePlan {
    /// Who stays.
    pub kept: Person,
    /// Who goes into them.
    pub other: Person,
}

impl MergePlan {
    /// Everything that is to change, in order.
    pub fn changes(&self) -> Vec<Change> {
        join(&self.kept, &self.other)
    }

    /// What changes in the card of the one who stays.
    pub fn fields(&self) -> Vec<Change> {
        fields(&self.kept, &self.other)
    }

    /// Phones and emails that come over; the rest they have already.
    pub fn new_contacts(&self) -> impl Iterator<Item = &ContactRecord> {
        let kept = &self.kept.contacts;
        let is_new = |contact: &&ContactRecord| same_contact(kept, contact).is_none();
        self.other.contacts.iter().filter(is_new)
    }
}

/// The better of two to stay: who received more, else ordered more, else is known for longer.
pub fn better(one: Person, other: Person) -> MergePlan {
    let worth = |person: &Person| (person.received, person.orders.count, -person.id.0);
    let (kept, other) = if worth(&other) > worth(&one) {
        (other, one)
    } else {
        (one, other)
    };
    MergePlan { kept, other }
}

/// Makes `other` one with `kept`.
pub fn join(kept: &Person, other: &Person) -> Vec<Change> {
    let mut changes = contacts(kept, other);
    let owned = [
        (Entity::Order, &other.orders),
        (Entity::Call, &other.calls),
        (Entity::Appointment, &other.appointments),
        (Entity::Note, &other.notes),
        (Entity::Case, &other.cases),
        (Entity::Message, &other.messages),
    ];
    for (entity, owned) in owned {
        changes.extend(moved(entity, owned.ids.clone(), kept, other));
    }
    changes.extend(fields(kept, other));
    let earlier = other.merged.iter().map(|id| (*id, Value::Int(other.id.0)));
    let went = earlier.chain(std::iter::once((other.id, Value::Null)));
    changes.extend(went.map(|(id, before)| set(id, Field::MergedInto, before, kept.id.0.into())));
    changes
}

/// The same phone or email among others: understood alike, or written alike when neither is understood.
fn same_contact<'c>(among: &'c [ContactRecord], contact: &ContactRecord) -> Option<&'c ContactRecord> {
    let same = |known: &&ContactRecord| {
        known.kind == contact.kind
            && match (&known.norm, &contact.norm) {
                (Some(known), Some(norm)) => known == norm,
                (None, None) => known.raw == contact.raw,
                _ => false,
            }
    };
    among.iter().find(same)
}

/// What both have counts once; the rest comes over.
fn contacts(kept: &Person, other: &Person) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut come = other.voided_contacts.clone();
    for contact in &other.contacts {
        let Some(known) = same_contact(&kept.contacts, contact) else {
            come.push(contact.id);
            continue;
        };
        changes.push(Change::Void {
            entity: Entity::Contact,
            id: contact.id,
            voided: true,
        });
        if let (None, Some(bad_at)) = (known.bad_at, contact.bad_at) {
            changes.push(Change::Set {
                entity: Entity::Contact,
                id: known.id,
                field: Field::BadAt,
                before: Value::Null,
                after: bad_at.into(),
            });
        }
    }
    come.sort_unstable();
    changes.extend(moved(Entity::Contact, come, kept, other));
    changes
}

fn fields(kept: &Person, other: &Person) -> Vec<Change> {
    let mut changes = Vec::new();
    let mut put = |field: Field, before: Value, after: Value| {
        if before != after {
            changes.push(set(kept.id, field, before, after));
        }
    };
    let texts = [
        (Field::Name, &kept.name, &other.name),
        (Field::Company, &kept.company, &other.company),
        (Field::TaxId, &kept.tax_id, &other.tax_id),
        (Field::Region, &kept.region, &other.region),
    ];
    for (field, ours, theirs) in texts {
        let after = if ours.is_empty() { theirs } else { ours };
        put(field, ours.as_str().into(), after.as_str().into());
    }
    put(Field::Sex, kept.sex.into(), kept.sex.or(other.sex).into());
    put(Field::B2b, kept.b2b.into(), kept.b2b.or(other.b2b).into());
    let zone = kept.time_zone.as_deref();
    let zone_after = zone.or(other.time_zone.as_deref());
    put(Field::TimeZone, zone.into(), zone_after.into());
    put(
        Field::Manager,
        kept.manager.as_deref().into(),
        manager(kept, other).into(),
    );
    put(Field::CustomerNote, kept.note.as_str().into(), note(kept, other));
    put(
        Field::DoNotCall,
        flag(kept.do_not_call),
        flag(kept.do_not_call || other.do_not_call),
    );
    // One card says that they buy.
    put(
        Field::NotCustomer,
        flag(kept.not_customer),
        flag(kept.not_customer && other.not_customer),
    );
    put(
        Field::ConsentAt,
        kept.consent_at.into(),
        kept.consent_at.or(other.consent_at).into(),
    );
    put(
        Field::ConsentOffAt,
        kept.consent_off_at.into(),
        earlier(kept.consent_off_at, other.consent_off_at).into(),
    );
    put(
        Field::LastOfferAt,
        kept.last_offer_at.into(),
        kept.last_offer_at.max(other.last_offer_at).into(),
    );
    changes
}

/// Who confirmed the last order of the two (R9).
fn manager<'p>(kept: &'p Person, other: &'p Person) -> Option<&'p str> {
    let (ours, theirs) = (kept.manager.as_deref(), other.manager.as_deref());
    if other.last_confirmed_at > kept.last_confirmed_at {
        theirs.or(ours)
    } else {
        ours.or(theirs)
    }
}

fn note(kept: &Person, other: &Person) -> Value {
    let (ours, theirs) = (kept.note.trim(), other.note.trim());
    if theirs.is_empty() || ours.contains(theirs) {
        kept.note.as_str().into()
    } else if ours.is_empty() {
        theirs.into()
    } else {
        Value::Text(format!("{ours}; {theirs}"))
    }
}

fn earlier(one: Option<Time>, other: Option<Time>) -> Option<Time> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn flag(is_set: bool) -> Value {
    i64::from(is_set).into()
}

fn set(customer: CustomerId, field: Field, before: Value, after: Value) -> Change {
    Change::Set {
        entity: Entity::Customer,
        id: customer.0,
        field,
        before,
        after,
    }
}

fn moved(entity: Entity, ids: Vec<i64>, kept: &Person, other: &Person) -> Option<Change> {
    (!ids.is_empty()).then_some(Change::Move {
        entity,
        ids,
        from: other.id.0,
        to: kept.id.0,
    })
}

/// A phone or an email that two customers have.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Shared {
    /// Which of the two.
    pub kind: ContactKind,
    /// E.164 or lower-case email.
    pub value: String,
}

#[cfg(test)]
mod tests;
