//! Calls: those a manager logged, those the line told of, and the times agreed in them.

use super::changes::cancel;
use super::changes::settle_appointments;
use super::changes::settle_letters;
use super::shipping::Parcels;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::LineEntry;
use crate::domain::action::OpenTalk;
use crate::domain::action::OrderRecord;
use crate::domain::action::Permit;
use crate::domain::action::Refusal;
use crate::domain::action::Subject;
use crate::domain::action::permit;
use crate::domain::call::AppointmentKind;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::field_changes::change_of;
use crate::domain::line_facts::LineFacts;
use crate::domain::order::Stage;
use crate::domain::recorded::CallMark;
use crate::domain::recorded::ReviewedCall;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How far into the future a logged call may lie: two clocks are never quite alike.
const CLOCK_SLACK: Span = Span::minutes(5);

pub(super) fn log_call(subject: Subject<'_>, log: &CallLog) -> Result<Vec<Change>, Refusal> {
    if log.at > subject.now + CLOCK_SLACK {
        return Err(Refusal::InTheFuture);
    }
    let customer = subject.customer;
    let dialled = match &log.phone {
        Some(phone) => customer
            .contacts
            .iter()
            .find(|c| c.norm.as_deref() == Some(phone) || c.raw == *phone),
        None => customer.phone(),
    };
    let phone = log
        .phone
        .clone()
        .or_else(|| dialled.map(|c| c.norm.clone().unwrap_or(c.raw.clone())));
    let outcome = |call| set_of_call(call, Field::Outcome, log.outcome.int().into());
    let mut changes = match subject.talk {
        // What came of the call they made, not another call of ours.
        Some(OpenTalk::Taken(call)) if log.outcome.is_talk() => {
            vec![set_of_call(call, Field::EndedAt, log.at.into()), outcome(call)]
        }
        Some(OpenTalk::Placed(call)) => vec![outcome(call)],
        _ => vec![Change::Add {
            id: None,
            new: NewRow::Call {
                customer: customer.id.0,
                order: subject.order.map(|o| o.facts.id.0),
                phone: phone.unwrap_or_default(),
                incoming: false,
                origin: "desk".to_owned(),
                external_id: None,
                line: None,
                started_at: log.at,
                answered_at: log.outcome.is_talk().then_some(log.at),
                ended_at: Some(log.at),
                outcome: Some(log.outcome.int()),
                missed_reason: None,
                operator: Some(subject.operator.to_owned()),
                line_facts: Box::default(),
            },
        }],
    };
    if log.outcome.is_talk() {
        changes.extend(settle_letters(subject, log.at));
    }
    match log.outcome {
        Outcome::CallBack => {
            // A finished order owes no call: the customer is called back.
            let order = subject
                .order
                .filter(|o| permit(ActionKind::Schedule, Some(&o.facts)).is_ok());
            let at = log.call_at.ok_or(Refusal::NeedsTime)?;
            changes.extend(schedule(Subject { order, ..subject }, at)?);
        }
        Outcome::WrongNumber => changes.extend(dialled.filter(|c| c.bad_at.is_none()).map(|contact| Change::Set {
            entity: Entity::Contact,
            id: contact.id,
            field: Field::BadAt,
            before: Value::Null,
            after: subject.now.into(),
        })),
        Outcome::Refused => {
            if let Some(order) = subject.order.filter(|o| o.facts.stage == Stage::New) {
                changes.extend(cancel(order, subject.now, log.reason.ok_or(Refusal::NeedsReason)?));
                changes.extend(settle_appointments(subject, Some(order)));
            }
            changes.extend(subject.order.and_then(parcel_refused(subject.now)));
        }
        Outcome::Talked | Outcome::NoAnswer | Outcome::Busy | Outcome::Voicemail | Outcome::Unreachable => {}
    }
    Ok(changes)
}

/// Of the calls that wait to be returned, those whose reason nobody knew.
pub(super) fn missed_why(subject: Subject<'_>, reason: MissedReason) -> Result<Vec<Change>, Refusal> {
    let missed = subject.customer.calls.iter();
    let unknown: Vec<Change> = missed
        .filter(|call| call.reason.is_none())
        .map(|call| set_of_call(call.id.0, Field::MissedReason, reason.int().into()))
        .collect();
    if subject.customer.calls.is_empty() {
        return Err(Refusal::NoSuchCall);
    }
    Ok(unknown)
}

/// What is new in a review: its mark, its words, and who gave them when.
pub(super) fn review_call(subject: Subject<'_>, review: &ReviewedCall) -> Vec<Change> {
    let number = |mark: Option<CallMark>| mark.map(CallMark::number).into();
    let before = review.before.as_ref();
    let (old_mark, old_note) = (
        before.and_then(|old| old.mark),
        before.map(|old| old.note.as_str()).filter(|note| !note.is_empty()),
    );
    let set = |field: Field, before: Value, after: Value| Change::Set {
        entity: Entity::Call,
        id: review.call.0,
        field,
        before,
        after,
    };
    let mut changes = Vec::new();
    if let Some(mark) = review.mark.filter(|mark| old_mark != Some(*mark)) {
        changes.push(set(Field::ReviewMark, number(old_mark), number(Some(mark))));
    }
    let note = review.note.as_deref().map(str::trim);
    if let Some(note) = note.filter(|note| old_note.unwrap_or_default() != *note) {
        changes.push(set(Field::ReviewNote, old_note.into(), Some(note).into()));
    }
    if !changes.is_empty() {
        let at = before.map(|old| old.at);
        changes.push(set(Field::ReviewedAt, at.into(), subject.now.into()));
        let by = before.map(|old| old.by.as_str());
        if by != Some(subject.operator) {
            changes.push(set(Field::Reviewer, by.into(), Some(subject.operator).into()));
        }
    }
    changes
}

fn set_of_call(id: i64, field: Field, after: Value) -> Change {
    Change::Set {
        entity: Entity::Call,
        id,
        field,
        before: Value::Null,
        after,
    }
}

/// A parcel on its way or at the pickup point is refused.
fn parcel_refused(now: Time) -> impl Fn(&OrderRecord) -> Option<Change> {
    move |order| {
        let may_be = permit(ActionKind::ParcelRefused, Some(&order.facts));
        matches!(may_be, Ok(Permit::Do))
            .then(|| Parcels::on_their_way(order).refused(now).change())
            .flatten()
    }
}

/// A new time replaces the one agreed before for the same order.
pub(super) fn schedule(subject: Subject<'_>, at: Time) -> Result<Vec<Change>, Refusal> {
    if at <= subject.now {
        return Err(Refusal::InThePast);
    }
    let mut changes = settle_appointments(subject, subject.order);
    changes.push(appointment(subject, AppointmentKind::Schedule, subject.now, at));
    Ok(changes)
}

fn appointment(subject: Subject<'_>, kind: AppointmentKind, made_at: Time, at: Time) -> Change {
    let new = NewRow::Appointment {
        customer: subject.customer.id.0,
        order: subject.order.map(|o| o.facts.id.0),
        kind: kind.int(),
        made_at,
        at,
        operator: subject.operator.to_owned(),
    };
    Change::Add { id: None, new }
}

pub(super) fn call_event(subject: Subject<'_>, event: &CallEvent) -> Result<Vec<Change>, Refusal> {
    if event.kind == CallEventKind::CallbackRequest {
        let at = event.call_at.unwrap_or(event.at);
        return Ok(vec![appointment(subject, AppointmentKind::Request, event.at, at)]);
    }
    let Some(call) = &event.call else {
        return match event.kind {
            CallEventKind::Answered => {
                let mut changes = vec![begin_call(subject, event)];
                changes.extend(settle_letters(subject, event.at));
                Ok(changes)
            }
            CallEventKind::Incoming | CallEventKind::Missed | CallEventKind::Outgoing => {
                Ok(vec![begin_call(subject, event)])
            }
            _ => Err(Refusal::NoSuchCall),
        };
    };
    let mut changes = Vec::new();
    let mut set = |field: Field, before: Value, after: Value| {
        changes.extend(change_of(Entity::Call, call.id, field, before, after));
    };
    set(
        Field::LastEventAt,
        call.last_event_at.into(),
        event.at.max(call.last_event_at).into(),
    );
    if call.recording.is_none() {
        set(Field::Recording, Value::Null, event.recording.as_deref().into());
    }
    match event.kind {
        CallEventKind::Answered if call.answered_at.is_none() => {
            set(Field::AnsweredAt, Value::Null, event.at.into());
            set(
                Field::Operator,
                call.operator.as_deref().into(),
                subject.operator.into(),
            );
            changes.extend(settle_letters(subject, event.at));
        }
        CallEventKind::Missed | CallEventKind::Ended if call.ended_at.is_none() => {
            set(Field::EndedAt, Value::Null, event.at.into());
            // What came of a call of ours somebody logs; the line only says what it saw.
            let outcome = if call.incoming {
                Field::Outcome
            } else {
                Field::LineOutcome
            };
            if call.answered_at.is_some() {
                set(outcome, Value::Null, Outcome::Talked.int().into());
            } else if !call.incoming {
                let seen = match event.missed_reason {
                    Some(MissedReason::Busy) => Outcome::Busy,
                    _ => Outcome::NoAnswer,
                };
                set(outcome, Value::Null, seen.int().into());
            } else if let Some(reason) = event.missed_reason {
                set(Field::MissedReason, Value::Null, reason.int().into());
            }
        }
        // It is so already, or there is nothing to say of the call but when it was heard of.
        CallEventKind::Answered
        | CallEventKind::Missed
        | CallEventKind::Ended
        | CallEventKind::Incoming
        | CallEventKind::Outgoing
        | CallEventKind::CallbackRequest => {}
    }
    Ok(changes)
}

fn begin_call(subject: Subject<'_>, event: &CallEvent) -> Change {
    let missed = event.kind == CallEventKind::Missed;
    let answered = event.kind == CallEventKind::Answered;
    let placed = event.kind == CallEventKind::Outgoing;
    let new = NewRow::Call {
        customer: subject.customer.id.0,
        order: None,
        phone: event.phone.clone(),
        incoming: !placed,
        origin: event.origin.clone(),
        external_id: event.external_id.clone(),
        line: (!event.line.is_empty()).then(|| event.line.clone()),
        started_at: event.at,
        answered_at: answered.then_some(event.at),
        ended_at: missed.then_some(event.at),
        outcome: None,
        missed_reason: event.missed_reason.filter(|_| missed).map(MissedReason::int),
        operator: (answered || placed).then(|| subject.operator.to_owned()),
        line_facts: Box::new(LineFacts {
            recording: event.recording.clone(),
            ..LineFacts::default()
        }),
    };
    Change::Add { id: None, new }
}

/// What an exchange tells of a call: its row, or what is new in it. What is known once stays, but for what grows.
pub(super) fn line_call(subject: Subject<'_>, entry: &LineEntry) -> Vec<Change> {
    let call = &entry.call;
    let known = entry.known.as_ref();
    let was_answered = known.and_then(|known| known.answered_at).is_some();
    let answered_at = known.and_then(|known| known.answered_at).or(call.answered_at);
    // One that was thought over and was answered after all was not.
    let ended_at = known.and_then(|known| known.ended_at);
    let ended_at = ended_at
        .filter(|ended| answered_at.is_none_or(|at| at <= *ended))
        .or(call.ended_at);
    let is_over = ended_at.is_some();
    let talked = call.incoming && is_over && answered_at.is_some();
    let missed_reason = entry
        .missed_reason
        .map(MissedReason::int)
        .filter(|_| is_over && call.incoming);
    let outcome = talked.then_some(Outcome::Talked.int());
    let line_outcome = call.outcome.map(Outcome::int).filter(|_| is_over && !call.incoming);
    let mut changes = Vec::new();
    let Some(known) = &entry.known else {
        let new = NewRow::Call {
            customer: subject.customer.id.0,
            order: None,
            phone: call.phone.clone(),
            incoming: call.incoming,
            origin: entry.origin.clone(),
            external_id: Some(call.id.clone()),
            line: (!call.line.is_empty()).then(|| call.line.clone()),
            started_at: call.started_at,
            answered_at: call.answered_at,
            ended_at: call.ended_at,
            outcome,
            missed_reason: missed_reason.filter(|_| !talked),
            operator: entry.operator.clone(),
            line_facts: Box::new(LineFacts {
                recording: call.recording.clone(),
                extension: call.extension.clone(),
                transferred_to: call.transferred_to.clone(),
                transfers: call.transfers,
                talk_ms: call.talk.0,
                hold_ms: call.hold.0,
                line_outcome,
            }),
        };
        changes.push(Change::Add { id: None, new });
        changes.extend(call.answered_at.into_iter().flat_map(|at| settle_letters(subject, at)));
        return changes;
    };
    let mut set = |field: Field, before: Value, after: Value| {
        changes.extend(change_of(Entity::Call, known.id, field, before, after));
    };
    let heard = entry.heard_at.max(known.last_event_at);
    if known.ended_at.is_none() {
        set(Field::LastEventAt, known.last_event_at.into(), heard.into());
    }
    let facts = &known.facts;
    set(Field::AnsweredAt, known.answered_at.into(), answered_at.into());
    set(Field::EndedAt, known.ended_at.into(), ended_at.into());
    set(Field::Outcome, known.outcome.into(), known.outcome.or(outcome).into());
    set(
        Field::MissedReason,
        known.missed_reason.into(),
        // Who was talked with was not missed, in whatever order the two were told.
        known.missed_reason.or(missed_reason).filter(|_| !talked).into(),
    );
    let text = |before: &Option<String>, after: &Option<String>| -> (Value, Value) {
        (
            before.as_deref().into(),
            after.as_ref().or(before.as_ref()).map(String::as_str).into(),
        )
    };
    for (field, (before, after)) in [
        (
            Field::Operator,
            text(
                &known.operator,
                known.operator.as_ref().map_or(&entry.operator, |_| &known.operator),
            ),
        ),
        (Field::Recording, text(&facts.recording, &call.recording)),
        (Field::Extension, text(&facts.extension, &call.extension)),
        (Field::TransferredTo, text(&facts.transferred_to, &call.transferred_to)),
        (
            Field::Transfers,
            (facts.transfers.into(), facts.transfers.max(call.transfers).into()),
        ),
        (
            Field::TalkMs,
            (facts.talk_ms.into(), facts.talk_ms.max(call.talk.0).into()),
        ),
        (
            Field::HoldMs,
            (facts.hold_ms.into(), facts.hold_ms.max(call.hold.0).into()),
        ),
        (
            Field::LineOutcome,
            (facts.line_outcome.into(), facts.line_outcome.or(line_outcome).into()),
        ),
    ] {
        set(field, before, after);
    }
    if !was_answered {
        changes.extend(call.answered_at.into_iter().flat_map(|at| settle_letters(subject, at)));
    }
    changes
}
