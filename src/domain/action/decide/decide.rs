//! Turns an allowed action into changes.

use super::calls::call_event;
use super::calls::line_call;
use super::calls::log_call;
use super::calls::missed_why;
use super::calls::review_call;
use super::calls::schedule;
use super::changes::Setter;
use super::changes::cancel;
use super::changes::set_customer;
use super::changes::settle_appointments;
use super::changes::settle_letters;
use super::details::edit_details;
use super::edit::edit_customer;
use super::edit::edit_lines;
use super::returns::agree_return;
use super::returns::exchanged;
use super::returns::of_return;
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
use crate::domain::action::Warning;
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
use crate::domain::incoming::IncomingOrder;
use crate::domain::money::Money;
use crate::domain::offer::NoOffer;
use crate::domain::order::Flags;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::stamps::stamp;
use crate::domain::task::TaskKind;
use crate::domain::time::Time;

/// What an allowed action does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// What it changes, in the order it applies; an empty list means that it is so already.
    pub changes: Vec<Change>,
    /// What should be known of it.
    pub warning: Option<Warning>,
}

/// What `action` does on `subject`, or why it is not allowed.
pub fn decide(action: &Action, subject: Subject<'_>) -> Result<Decision, Refusal> {
    let order = subject.order;
    let with_amount = matches!(action, Action::Pay { amount: Some(_), .. } | Action::PayByStatement(_));
    let warning = match permit(action.kind(), order.map(|o| &o.facts)) {
        Ok(Permit::Warn(warning)) => Some(warning),
        // Money that did come is always entered, whatever became of the order.
        Ok(_) | Err(Refusal::Cancelled) if with_amount => None,
        // What is so of the order may not be of each of its parcels.
        Ok(Permit::Already) if !matches!(action, Action::OfParcel { .. }) => {
            let changes = Vec::new();
            return Ok(Decision { changes, warning: None });
        }
        Ok(_) => None,
        Err(refusal) => return Err(refusal),
    };
    let mut changes = changes_of(action, subject)?;
    if let Some(order) = order {
        stamp(order, &mut changes, subject.now);
    }
    Ok(Decision { changes, warning })
}

fn changes_of(action: &Action, subject: Subject<'_>) -> Result<Vec<Change>, Refusal> {
    let order = || subject.order.ok_or(Refusal::NoOrder);
    let now = subject.now;
    match action {
        Action::Confirm => Ok(confirm(order()?, subject)),
        Action::Pay { amount, means, note } => pay(order()?, subject, (*amount, *means), note, None),
        Action::PayByStatement(line) => {
            let paid = (Some(line.amount), line.means);
            pay(order()?, subject, paid, &line.note(), Some(&line.key))
        }
        Action::ClaimsPaid { amount } => claims_paid(order()?, subject, *amount),
        Action::ToldUnpaid => {
            let mut set = Setter::of(order()?);
            set.value(Field::ClaimsPaid, set.order.claims_paid.into(), Value::Null);
            set.time(Field::ClaimsPaidAt, set.order.facts.claims_paid_at, None);
            Ok(set.changes)
        }
        Action::CareDone => {
            let mut set = Setter::of(order()?);
            match subject.next_care {
                Some(TaskKind::QualityCall) => set.time(Field::QualityDoneAt, None, Some(now)),
                Some(TaskKind::CourtesyCall) => set.time(Field::CourtesyDoneAt, None, Some(now)),
                _ => {}
            }
            Ok(set.changes)
        }
        Action::MissedWhy { reason } => missed_why(subject, *reason),
        Action::ReviewCall(review) => Ok(review_call(subject, review)),
        Action::Refund { amount, owing } => refund(order()?, subject, *amount, *owing),
        Action::Ship(shipping) => ship(order()?, subject, shipping),
        Action::OfParcel { position, step } => of_parcel(order()?, subject, *position, *step),
        Action::Handed => Ok(Vec::from_iter(Parcels::all(order()?).handed(now).change())),
        Action::Arrived => {
            let parcels = Parcels::on_their_way(order()?).arrived(now, subject.storage);
            Ok(Vec::from_iter(parcels.change()))
        }
        Action::Received => Ok(Vec::from_iter(Parcels::on_their_way(order()?).received(now).change())),
        Action::ParcelRefused => Ok(Vec::from_iter(Parcels::on_their_way(order()?).refused(now).change())),
        Action::PutInStock => {
            let mut set = Setter::of(order()?);
            let before = set.order.facts.flags;
            let after = before.with(Flags::IN_STOCK_AGAIN);
            set.value(Field::Flags, before.0.into(), after.0.into());
            Ok(set.changes)
        }
        Action::Returned { reason } => Ok(returned(Parcels::on_their_way(order()?).returned(now), *reason)),
        Action::Return(new) => agree_return(order()?, subject, new),
        Action::OfReturn { id, step } => of_return(order()?, subject, *id, step),
        Action::ExchangedBy { id, order: by, total } => exchanged(order()?, subject, *id, (*by, *total)),
        Action::Cancel { reason } => {
            let mut changes = cancel(order()?, now, *reason);
            changes.extend(settle_appointments(subject, subject.order));
            Ok(changes)
        }
        Action::Reopen => Ok(reopen(order()?, now)),
        Action::Close | Action::Lapse => {
            let mut set = Setter::of(order()?);
            set.time(Field::ClosedAt, set.order.facts.closed_at, Some(now));
            Ok(set.changes)
        }
        Action::Note { text } => note(subject, text),
        Action::Complaint { text } => brought_up(subject, CaseKind::Complaint, text),
        Action::ComplaintSettled { outcome } => Ok(settle_complaints(order()?, subject, *outcome)),
        Action::Wrote { text } => brought_up(subject, CaseKind::Letter, text),
        Action::Replied { text } => replied(subject, text),
        Action::LogCall(log) => log_call(subject, log),
        Action::CallEvent(event) | Action::Answer(event) => call_event(subject, event),
        Action::LineCall(entry) => Ok(line_call(subject, entry)),
        Action::Schedule { at } => schedule(subject, *at),
        Action::Lines { lines, total, seen } => edit_lines(order()?, lines, *total, seen.as_ref()),
        Action::Details(edit) => edit_details(order()?, edit),
        Action::Customer(edit) => edit_customer(subject, edit),
        Action::AcceptShop { changes } | Action::Merge { changes } => Ok(changes.clone()),
        Action::KeepOurs => {
            let mut set = Setter::of(order()?);
            set.time(Field::ShopChangedAt, set.order.facts.shop_changed_at, None);
            set.time(Field::ShopCancelledAt, set.order.facts.shop_cancelled_at, None);
            Ok(set.changes)
        }
        Action::KeepBoth => {
            let mut set = Setter::of(order()?);
            let before = set.order.facts.duplicate_of.map(|id| id.0).into();
            set.value(Field::DuplicateOf, before, Value::Null);
            Ok(set.changes)
        }
        Action::KeepApart { other } => {
            let (one, other) = (subject.customer.id.min(*other), subject.customer.id.max(*other));
            let new = NewRow::NotSame {
                one: one.0,
                other: other.0,
                at: now,
                operator: subject.operator.to_owned(),
            };
            Ok(vec![Change::Add { id: None, new }])
        }
        Action::PutOff { until, text } => put_off(order()?, subject, *until, text),
        Action::DispatchBy { at } => dispatch_by(order()?, subject, *at),
        Action::ToldLate => {
            let mut set = Setter::of(order()?);
            set.time(Field::LateToldAt, set.order.facts.late_told_at, Some(now));
            Ok(set.changes)
        }
        Action::NotCustomer => Ok(Vec::from_iter(mark_as_customer(subject, false))),
        Action::B2b { company } => {
            let before = subject.customer.b2b.map(B2b::int).into();
            let set = set_customer(subject, Field::B2b, before, company.int().into());
            Ok(Vec::from_iter(set))
        }
        Action::Consent(consent) => consented(subject, *consent),
        Action::Offered => {
            subject.may_offer.map_err(Refusal::NoOffer)?;
            let before = subject.customer.offers.last_offer_at.into();
            let set = set_customer(subject, Field::LastOfferAt, before, now.into());
            Ok(Vec::from_iter(set))
        }
        Action::Message => Ok(settle_letters(subject, now)),
        Action::NewOrder(new) => new_order(subject, new),
    }
}

fn confirm(order: &OrderRecord, subject: Subject<'_>) -> Vec<Change> {
    let facts = &order.facts;
    let mut set = Setter::of(order);
    set.time(Field::ConfirmedAt, facts.confirmed_at, Some(subject.now));
    // What was put off was to give them up; later proposals have their own time.
    set.time(Field::PutOffUntil, facts.put_off_until, None);
    let before = subject.customer.manager.as_deref().into();
    let manager = set_customer(subject, Field::Manager, before, subject.operator.into());
    let settled = settle_appointments(subject, Some(order));
    set.changes.into_iter().chain(manager).chain(settled).collect()
}

fn reopen(order: &OrderRecord, now: Time) -> Vec<Change> {
    let facts = &order.facts;
    let mut set = Setter::of(order);
    set.time(Field::CancelledAt, facts.cancelled_at, None);
    if facts.returned_at.is_some() {
        // It was the day of the parcel that came back.
        set.time(Field::EstimateAt, facts.estimate_at, None);
    }
    set.changes.extend(Parcels::come_back(order).sent_again(now).change());
    set.time(Field::ClosedAt, facts.closed_at, None);
    set.value(Field::Reason, facts.reason.map(Reason::int).into(), Value::Null);
    let flags = facts.flags.0 & !Flags::HISTORY.0 & !Flags::IN_STOCK_AGAIN.0;
    set.value(Field::Flags, facts.flags.0.into(), flags.into());
    set.time(Field::ReopenedAt, facts.reopened_at, Some(now));
    set.changes
}

fn mark_as_customer(subject: Subject<'_>, is_one: bool) -> Option<Change> {
    let before = i64::from(subject.customer.not_customer);
    set_customer(subject, Field::NotCustomer, before.into(), i64::from(!is_one).into())
}

fn new_order(subject: Subject<'_>, new: &IncomingOrder) -> Result<Vec<Change>, Refusal> {
    if new.lines.is_empty() {
        return Err(Refusal::NoLines);
    }
    if new.total > Money::MOST {
        return Err(Refusal::AmountTooLarge);
    }
    let row = NewRow::Order {
        customer: subject.customer.id.0,
        order: Box::new(new.clone()),
    };
    // Who orders is a customer, whatever was thought before (R27).
    let unmarked = mark_as_customer(subject, true);
    let add = Change::Add { id: None, new: row };
    Ok(unmarked.into_iter().chain([add]).collect())
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
    (amount, means): (Option<i64>, Means),
    note: &str,
    reference: Option<&str>,
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
        reference: reference.map(str::to_owned),
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
    let mut set = Setter::of(order);
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
    let most = order.facts.refundable();
    if amount > most {
        return Err(Refusal::RefundTooLarge(Money::new(most, order.facts.currency)));
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
    let mut set = Setter::of(order);
    set.time(Field::PutOffUntil, order.facts.put_off_until, Some(until));
    changes.extend(set.changes);
    Ok(changes)
}

fn dispatch_by(order: &OrderRecord, subject: Subject<'_>, at: Option<Time>) -> Result<Vec<Change>, Refusal> {
    if at.is_some_and(|at| at <= subject.now) {
        return Err(Refusal::InThePast);
    }
    let mut set = Setter::of(order);
    set.time(Field::DispatchBy, order.facts.dispatch_by, at);
    Ok(set.changes)
}
