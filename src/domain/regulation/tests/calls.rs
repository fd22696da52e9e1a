//! Ringing, missed, asked and agreed calls.

use super::support::*;
use crate::domain::call::Appointment;
use crate::domain::call::AppointmentKind;
use crate::domain::call::PendingCall;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::order::CustomerFlags;

fn call(id: i64, started: &str) -> PendingCall {
    PendingCall {
        reason: None,
        id: CallId(id),
        customer: CustomerId(1),
        started_at: at(started),
        last_event_at: at(started),
        ended_at: None,
        tries: 0,
        first_try_at: None,
        last_try_at: None,
    }
}

fn missed(id: i64, started: &str) -> PendingCall {
    PendingCall {
        reason: None,
        ended_at: Some(at(started)),
        ..call(id, started)
    }
}

fn calling(calls: Vec<PendingCall>) -> CustomerFacts {
    CustomerFacts {
        calls,
        ..CustomerFacts::new(CustomerId(1))
    }
}

#[test]
fn a_call_rings_until_its_line_is_silent_for_two_minutes() {
    check(
        &calling(vec![call(1, "11 12:00")]),
        &rules(),
        &[
            ("11 12:01", &["answer ringing R27 11 12:00 to 11 12:02"]),
            (
                "11 12:02",
                &["return_call missed R27 11 12:02 to 11 13:02 MissedCalls(1)"],
            ),
        ],
    );
}

#[test]
fn several_missed_calls_are_one_task_by_the_latest() {
    check(
        &calling(vec![missed(2, "11 12:20"), missed(1, "11 12:00")]),
        &rules(),
        &[(
            "11 12:30",
            &["return_call missed R27 11 12:20 to 11 13:20 MissedCalls(2)"],
        )],
    );
}

#[test]
fn a_call_missed_at_night_is_returned_in_the_morning() {
    check(
        &calling(vec![missed(1, "11 23:00")]),
        &rules(),
        &[
            (
                "11 23:00",
                &["  return_call missed R27 12 09:00 to 12 10:00 MissedCalls(1)"],
            ),
            (
                "12 09:00",
                &["return_call missed R27 12 09:00 to 12 10:00 MissedCalls(1)"],
            ),
        ],
    );
}

#[test]
fn an_unanswered_return_leaves_until_the_next_attempt_and_ends_after_six() {
    let tried = |tries, first: &str, last: &str| {
        let mut one = missed(1, "11 12:00");
        (one.tries, one.first_try_at, one.last_try_at) = (tries, Some(at(first)), Some(at(last)));
        lines(&calling(vec![one]), &rules(), last)
    };
    assert_eq!(
        tried(1, "11 12:10", "11 12:10"),
        ["  return_call missed R7 11 12:50 to 11 13:20 MissedCalls(1)"]
    );
    assert_eq!(
        tried(3, "11 12:10", "11 14:00"),
        ["  return_call follow_up R7 12 10:00 to 13 00:00 MissedCalls(1)"]
    );
    assert!(tried(6, "11 12:10", "14 18:00").is_empty());
}

#[test]
fn who_is_no_customer_makes_no_row() {
    let mut facts = calling(vec![missed(1, "11 12:00"), call(2, "11 12:10")]);
    facts.marks = CustomerFlags::NOT_CUSTOMER;
    check(&facts, &rules(), &[("11 12:10", &[])]);
}

fn appointment(id: i64, kind: AppointmentKind, made: &str, when: &str) -> Appointment {
    Appointment {
        id,
        customer: CustomerId(1),
        order: None,
        kind,
        made_at: at(made),
        at: at(when),
        tries: 0,
        first_try_at: None,
        last_try_at: None,
    }
}

#[test]
fn appointments_have_their_own_limits() {
    use AppointmentKind::Promise;
    use AppointmentKind::Request;
    use AppointmentKind::Schedule;
    for (kind, made, when, now, expected) in [
        (
            Request,
            "11 12:00",
            "11 12:00",
            "11 12:00",
            "call_back callback R37 11 12:00 to 11 13:00 Appointed(Request)",
        ),
        (
            Request,
            "11 12:00",
            "11 15:00",
            "11 15:00",
            "call_back callback R37 11 15:00 to 11 15:15 Appointed(Request)",
        ),
        (
            Schedule,
            "11 12:00",
            "11 15:00",
            "11 16:00",
            "call_back callback R1 11 15:00 to 11 15:15 Appointed(Schedule)",
        ),
        (
            Schedule,
            "11 12:00",
            "11 22:00",
            "11 22:00",
            "  call_back callback R1 12 09:00 to 12 09:15 Appointed(Schedule)",
        ),
        (
            Promise,
            "11 23:00",
            "12 09:00",
            "12 09:00",
            "call_back callback R5 12 09:00 to 12 11:00 Appointed(Promise)",
        ),
    ] {
        let mut facts = calling(Vec::new());
        facts.appointments.push(appointment(1, kind, made, when));
        assert_eq!(lines(&facts, &rules(), now), [expected]);
    }
}

#[test]
fn retries_of_an_appointment_stay_in_callback_and_the_earliest_stands() {
    let mut facts = calling(Vec::new());
    let mut first = appointment(1, AppointmentKind::Schedule, "11 12:00", "11 13:00");
    (first.tries, first.first_try_at, first.last_try_at) = (1, Some(at("11 13:05")), Some(at("11 13:05")));
    facts
        .appointments
        .push(appointment(2, AppointmentKind::Schedule, "11 12:00", "11 15:00"));
    facts.appointments.push(first);
    check(
        &facts,
        &rules(),
        &[(
            "11 13:50",
            &["call_back callback R7 11 13:45 to 11 14:15 Appointed(Schedule)"],
        )],
    );
}
