//! Turns an allowed action into changes.

use super::calls::call_event;
use super::calls::log_call;
use super::calls::schedule;
use super::changes::Setter;
use super::changes::cancel;
use super::changes::set_customer;
use super::changes::settle_appointments;
use super::changes::settle_letters;
use super::details::edit_details;
use super::edit::edit_customer;
use super::edit::edit_lines;
use super::shipping::Parcels;
use super::shipping::of_parcel;
use super::shipping::returned;
use super::shipping::ship;
use crate::domain::action::Action;
use crate::domain::action::Consent;
use crate::domain::action::OrderRecord;
use crate::domain::action::Permit;
use crate::domain::action::RefundOwing;
use crate::domain::action::Refusal;
use crate::domain::action::Subject;
use crate::domain::action::permit;
use crate::domain::b2b::B2b;
use crate::domain::case::Case;
use crate::domain::case::CaseKind;
use crate::domain::case::CaseOutcome;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::money::Money;
use crate::domain::offer::NoOffer;
use crate::domain::order::Flags;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::stamps::stamp;
use crate::domain::time::Time;

/// The changes of `action` on `subject`, in the order they apply; an empty list means that it is so already.
pub fn decide(action: &Action, subject: Subject<'_>) -> Result<Vec<Change>, Refusal> {
    let mut changes = changes_of(action, subject)?;
    if let Some(order) = subject.order {
        stamp(order, &mut changes, subject.now);
    }
    Ok(changes)
}

fn changes_of(action: &Action, subject: Subject<'_>) -> Result<Vec<Change>, Refusal> {
    let order = subject.order;
    let with_amount = matches!(action, Action::Pay { amount: Some(_), .. });
    match permit(action.kind(), order.map(|o| &o.facts)) {
        // Money that did come is always entered, whatever became of the order.
        Ok(_) | Err(Refusal::Cancelled) if with_amount => {}
        // What is so of the order may not be of each of its parcels.
        Ok(Permit::Already) if !matches!(action, Action::OfParcel { .. }) => return Ok(Vec::new()),
        Ok(_) => {}
        Err(refusal) => return Err(refusal),
    }
    match action {
        Action::Pay { amount, means, note } => pay(order_of(order)?, subject, *amount, *means, note),
        Action::ClaimsPaid { amount } => claims_paid(order_of(order)?, subject, *amount),
        Action::Refund { amount, owing } => refund(order_of(order)?, subject, *amount, *owing),
        Action::Ship(shipping) => ship(order_of(order)?, subject, shipping),
        Action::OfParcel { position, step } => of_parcel(order_of(order)?, subject, *position, *step),
        Action::Note { text } => note(subject, text),
        Action::Complaint { text } => brought_up(subject, CaseKind::Complaint, text),
        Action::ComplaintSettled { outcome } => Ok(settle_complaints(order_of(order)?, subject, *outcome)),
        Action::Wrote { text } => brought_up(subject, CaseKind::Letter, text),
        Action::Replied { text } => replied(subject, text),
        Action::LogCall(log) => log_call(subject, log),
        Action::Schedule { at } => schedule(subject, *at),
        Action::Lines { lines, total, seen } => edit_lines(order_of(order)?, lines, *total, seen.as_ref()),
        Action::Details(edit) => edit_details(order_of(order)?, edit),
        Action::Customer(edit) => edit_customer(subject, edit),
        Action::AcceptShop { changes } | Action::Merge { changes } => Ok(changes.clone()),
        Action::KeepApart { other } => {
            let (one, other) = (subject.customer.id.min(*other), subject.customer.id.max(*other));
            let new = NewRow::NotSame {
                one: one.0,
                other: other.0,
                at: subject.now,
                operator: subject.operator.to_owned(),
            };
            Ok(vec![Change::Add { id: None, new }])
        }
        Action::PutOff { until, text } => put_off(order_of(order)?, subject, *until, text),
        Action::DispatchBy { at } => dispatch_by(order_of(order)?, subject, *at),
        Action::NotCustomer => {
            let before = i64::from(subject.customer.not_customer);
            Ok(Vec::from_iter(set_customer(
                subject,
                Field::NotCustomer,
                before.into(),
                1.into(),
            )))
        }
        Action::B2b { company } => {
            let before = subject.customer.b2b.map(B2b::int).into();
            Ok(Vec::from_iter(set_customer(
                subject,
                Field::B2b,
                before,
                company.int().into(),
            )))
        }
        Action::Consent(consent) => consented(subject, *consent),
        Action::Offered => {
            subject.may_offer.map_err(Refusal::NoOffer)?;
            let before = subject.customer.offers.last_offer_at.into();
            let set = set_customer(subject, Field::LastOfferAt, before, subject.now.into());
            Ok(Vec::from_iter(set))
        }
        Action::NewOrder(new) => {
            if new.lines.is_empty() {
                return Err(Refusal::NoLines);
            }
            if new.total > Money::MOST {
                return Err(Refusal::AmountTooLarge);
            }
            let row = NewRow::Order {
                customer: subject.customer.id.0,
                order: new.clone(),
            };
            // Who orders is a customer, whatever was thought before (R27).
            let before = i64::from(subject.customer.not_customer);
            let unmarked = set_customer(subject, Field::NotCustomer, before.into(), 0.into());
            let add = Change::Add { id: None, new: row };
            Ok(unmarked.into_iter().chain([add]).collect())
        }
        Action::CallEvent(event) => call_event(subject, event),
        _ => Ok(advance(action, order_of(order)?, subject)),
    }
}

fn brought_up(subject: Subject<'_>, kind: CaseKind, text: &str) -> Result<Vec<Change>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::EmptyText);
    }
    let new = NewRow::Case {
        customer: subject.customer.id.0,
        order: subject.order.map(|o| o.facts.id.0),
        kind: kind.int(),
        at: subject.now,
        operator: subject.operator.to_owned(),
        text: text.to_owned(),
    };
    Ok(vec![Change::Add { id: None, new }])
}

fn settle_complaints(order: &OrderRecord, subject: Subject<'_>, outcome: CaseOutcome) -> Vec<Change> {
    let open = subject.customer.cases.iter();
    let of_order = open.filter(|case| case.kind == CaseKind::Complaint && case.order == Some(order.facts.id));
    let set = |case: &Case, field, after: Value| Change::Set {
        entity: Entity::Case,
        id: case.id,
        field,
        before: Value::Null,
        after,
    };
    of_order
        .flat_map(|case| {
            [
                set(case, Field::SettledAt, subject.now.into()),
                set(case, Field::CaseOutcome, outcome.int().into()),
            ]
        })
        .collect()
}

/// All that the customer wrote is answered at once; an answer to nothing is a note.
fn replied(subject: Subject<'_>, text: &str) -> Result<Vec<Change>, Refusal> {
    let mut changes = settle_letters(subject, subject.now);
    if !text.trim().is_empty() {
        changes.extend(note(subject, text)?);
    }
    Ok(changes)
}

fn order_of(order: Option<&OrderRecord>) -> Result<&OrderRecord, Refusal> {
    order.ok_or(Refusal::NoOrder)
}

/// The actions that only set facts of the order.
fn advance(action: &Action, order: &OrderRecord, subject: Subject<'_>) -> Vec<Change> {
    let facts = &order.facts;
    let now = subject.now;
    let mut set = Setter {
        order,
        changes: Vec::new(),
    };
    match action {
        Action::Confirm => {
            set.time(Field::ConfirmedAt, facts.confirmed_at, Some(now));
            // What was put off was to give him up; later proposals have their own time.
            set.time(Field::PutOffUntil, facts.put_off_until, None);
            let manager = subject.customer.manager.as_deref();
            let mut changes = set.changes;
            changes.extend(set_customer(
                subject,
                Field::Manager,
                manager.into(),
                subject.operator.into(),
            ));
            changes.extend(settle_appointments(subject, Some(order)));
            return changes;
        }
        Action::Handed => set.changes.extend(Parcels::all(order).handed(now).change()),
        Action::Arrived => {
            let parcels = Parcels::on_their_way(order).arrived(now, subject.storage);
            set.changes.extend(parcels.change());
        }
        Action::Received => {
            let parcels = Parcels::on_their_way(order).received(now);
            set.changes.extend(parcels.change());
        }
        Action::Returned { reason } => {
            return returned(Parcels::all(order).returned(now), *reason);
        }
        Action::Cancel { reason } => {
            let mut changes = cancel(order, now, *reason);
            changes.extend(settle_appointments(subject, Some(order)));
            return changes;
        }
        Action::Reopen => {
            set.time(Field::CancelledAt, facts.cancelled_at, None);
            set.changes.extend(Parcels::all(order).back_again().change());
            set.time(Field::ClosedAt, facts.closed_at, None);
            set.value(Field::Reason, facts.reason.map(Reason::int).into(), Value::Null);
            let flags = facts.flags.0 & !Flags::HISTORY.0;
            set.value(Field::Flags, facts.flags.0.into(), flags.into());
            set.time(Field::ReopenedAt, facts.reopened_at, Some(now));
        }
        Action::Close | Action::Lapse => set.time(Field::ClosedAt, facts.closed_at, Some(now)),
        Action::KeepBoth => {
            let before = facts.duplicate_of.map(|id| id.0).into();
            set.value(Field::DuplicateOf, before, Value::Null);
        }
        Action::KeepOurs => {
            set.time(Field::ShopChangedAt, facts.shop_changed_at, None);
            set.time(Field::ShopCancelledAt, facts.shop_cancelled_at, None);
        }
        Action::ToldLate => set.time(Field::LateToldAt, facts.late_told_at, Some(now)),
        Action::ParcelRefused => set.changes.extend(Parcels::on_their_way(order).refused(now).change()),
        Action::ToldUnpaid => {
            set.value(Field::ClaimsPaid, order.claims_paid.into(), Value::Null);
            set.time(Field::ClaimsPaidAt, facts.claims_paid_at, None);
        }
        _ => {}
    }
    set.changes
}

/// A consent is recorded with its date; once taken back it stays so (R25), but for the undo of a slip.
fn consented(subject: Subject<'_>, consent: Consent) -> Result<Vec<Change>, Refusal> {
    let offers = &subject.customer.offers;
    let (field, before) = match consent {
        Consent::Given if offers.consent_off_at.is_some() => return Err(Refusal::NoOffer(NoOffer::Withdrawn)),
        Consent::Given => (Field::ConsentAt, offers.consent_at),
        Consent::Withdrawn => (Field::ConsentOffAt, offers.consent_off_at),
    };
    let after = before.unwrap_or(subject.now);
    Ok(Vec::from_iter(set_customer(
        subject,
        field,
        before.into(),
        after.into(),
    )))
}

fn pay(
    order: &OrderRecord,
    subject: Subject<'_>,
    amount: Option<i64>,
    means: Means,
    note: &str,
) -> Result<Vec<Change>, Refusal> {
    let amount = amount.unwrap_or(order.facts.owed());
    if amount <= 0 {
        return Err(Refusal::AmountNotPositive);
    }
    if amount.saturating_add(order.facts.paid) > Money::MOST {
        return Err(Refusal::AmountTooLarge);
    }
    let new = NewRow::Payment {
        order: order.facts.id.0,
        at: subject.now,
        amount,
        means: means.int(),
        note: note.to_owned(),
        reference: None,
        due_again: false,
    };
    Ok(vec![Change::Add { id: None, new }])
}

/// What the customer says is kept, and is no payment (R30).
fn claims_paid(order: &OrderRecord, subject: Subject<'_>, amount: Option<i64>) -> Result<Vec<Change>, Refusal> {
    let amount = amount.unwrap_or(order.facts.owed());
    if amount <= 0 {
        return Err(Refusal::AmountNotPositive);
    }
    if amount > Money::MOST {
        return Err(Refusal::AmountTooLarge);
    }
    let mut set = Setter {
        order,
        changes: Vec::new(),
    };
    set.value(Field::ClaimsPaid, order.claims_paid.into(), amount.into());
    // Said twice, it is looked for since the first time.
    let said_at = order.facts.payment_claim().unwrap_or(subject.now);
    set.time(Field::ClaimsPaidAt, order.facts.claims_paid_at, Some(said_at));
    Ok(set.changes)
}

fn refund(order: &OrderRecord, subject: Subject<'_>, amount: i64, owing: RefundOwing) -> Result<Vec<Change>, Refusal> {
    if amount <= 0 {
        return Err(Refusal::AmountNotPositive);
    }
    if amount > order.facts.paid {
        return Err(Refusal::RefundTooLarge(Money::new(
            order.facts.paid,
            order.facts.currency,
        )));
    }
    let again = owing == RefundOwing::PaidAgain;
    Ok(vec![Change::Add {
        id: None,
        new: NewRow::Payment {
            order: order.facts.id.0,
            at: subject.now,
            amount: -amount,
            means: Means::Other.int(),
            note: String::new(),
            reference: None,
            due_again: again,
        },
    }])
}

fn note(subject: Subject<'_>, text: &str) -> Result<Vec<Change>, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::EmptyText);
    }
    let new = NewRow::Note {
        customer: subject.customer.id.0,
        order: subject.order.map(|o| o.facts.id.0),
        at: subject.now,
        operator: subject.operator.to_owned(),
        text: text.to_owned(),
    };
    Ok(vec![Change::Add { id: None, new }])
}

fn put_off(order: &OrderRecord, subject: Subject<'_>, until: Time, text: &str) -> Result<Vec<Change>, Refusal> {
    if until <= subject.now {
        return Err(Refusal::InThePast);
    }
    let mut changes = note(subject, text).map_err(|_| Refusal::NeedsReason)?;
    let mut set = Setter {
        order,
        changes: Vec::new(),
    };
    set.time(Field::PutOffUntil, order.facts.put_off_until, Some(until));
    changes.extend(set.changes);
    Ok(changes)
}

fn dispatch_by(order: &OrderRecord, subject: Subject<'_>, at: Option<Time>) -> Result<Vec<Change>, Refusal> {
    if at.is_some_and(|at| at <= subject.now) {
        return Err(Refusal::InThePast);
    }
    let mut set = Setter {
        order,
        changes: Vec::new(),
    };
    set.time(Field::DispatchBy, order.facts.dispatch_by, at);
    Ok(set.changes)
}
