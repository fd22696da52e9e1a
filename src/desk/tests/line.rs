//! What an exchange tells, in the file.

use super::*;
use crate::desk::shifts::Coming;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallEvent;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::line_call::LineCall;
use crate::domain::line_call::MemberNews;
use crate::domain::line_call::MemberStep;
use crate::domain::line_call::Unanswered;
use crate::domain::rights::Rights;
use crate::domain::settings::Cloud;
use crate::domain::settings::CloudSetting;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::shift::PastShift;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::view::figures::Period;
use crate::view::shifts;

const PHONE: &str = "+79161234567";

fn desk_with_telephones() -> Desk {
    let mut desk = desk();
    let operator = |name: &str, extension: &str| OperatorSetting {
        name: name.to_owned(),
        role: Role::All,
        rights: Rights::Owner,
        extension: Some(extension.to_owned()),
    };
    desk.settings = Arc::new(Settings {
        operators: vec![operator("anna", "101"), operator("boris", "102")],
        ..Settings::default()
    });
    desk.adopt_settings().unwrap();
    desk.reread_rules().unwrap();
    desk
}

/// They call us, as the exchange begins to tell it.
fn rings(desk: &Desk) -> LineCall {
    LineCall::begun("1.1".to_owned(), true, "89161234567".to_owned(), desk.now())
}

fn calls(desk: &Desk) -> Vec<crate::store::CallRow> {
    let customer = queue_customer(desk);
    desk.store.calls_of(customer, 10).unwrap()
}

fn queue_customer(desk: &Desk) -> crate::domain::ids::CustomerId {
    desk.store.customers_by_contact(PHONE).unwrap()[0]
}

#[test]
fn a_call_taken_at_a_telephone_is_its_owners() {
    let mut desk = desk_with_telephones();
    let mut call = rings(&desk);
    desk.line_call("asterisk", &call).unwrap();
    assert_eq!(queue(&desk).rows.len(), 1);
    later(&mut desk, Span::seconds(5));
    call.answered_at = Some(desk.now());
    call.extension = Some("102".to_owned());
    desk.line_call("asterisk", &call).unwrap();
    let held = desk.store.claims(desk.now(), Span::hours(1)).unwrap();
    assert_eq!(
        held.iter().map(|claim| claim.operator.as_str()).collect::<Vec<_>>(),
        ["boris"]
    );
    later(&mut desk, Span::minutes(2));
    call.ended_at = Some(desk.now());
    call.talk = Span::minutes(2);
    desk.line_call("asterisk", &call).unwrap();
    let rows = calls(&desk);
    assert_eq!(rows.len(), 1);
    assert_eq!(
        (rows[0].operator.as_str(), rows[0].outcome),
        ("boris", Some(Outcome::Talked))
    );
    assert!(queue(&desk).rows.is_empty());
    // Told once more, nothing is written.
    let again = desk.line_call("asterisk", &call).unwrap();
    assert_eq!((again.entry, calls(&desk)), (None, rows));
}

#[test]
fn the_last_word_alone_makes_the_whole_call() {
    let mut desk = desk_with_telephones();
    let mut call = rings(&desk);
    call.answered_at = Some(desk.now() + Span::seconds(4));
    call.ended_at = Some(desk.now() + Span::seconds(40));
    call.extension = Some("101".to_owned());
    desk.line_call("asterisk", &call).unwrap();
    let row = &calls(&desk)[0];
    assert_eq!(
        (row.answered_at, row.ended_at, row.operator.as_str()),
        (call.answered_at, call.ended_at, "anna")
    );
}

#[test]
fn a_missed_call_has_its_reason_by_hours_and_shifts() {
    let missed = |desk: &mut Desk, unanswered| {
        let mut call = rings(desk);
        call.ended_at = Some(desk.now() + Span::seconds(20));
        call.unanswered = Some(unanswered);
        desk.line_call("asterisk", &call).unwrap();
        calls(desk)[0].missed_reason
    };
    let mut desk = desk_with_telephones();
    assert_eq!(missed(&mut desk, Unanswered::NotPickedUp), Some(MissedReason::Away));
    // Anna came and went: nobody is there now.
    let mut desk = desk_with_telephones();
    desk.line_member(&member(MemberStep::In)).unwrap();
    desk.line_member(&member(MemberStep::Out)).unwrap();
    assert_eq!(missed(&mut desk, Unanswered::Busy), Some(MissedReason::Nobody));
    let mut desk = desk_with_telephones();
    later(&mut desk, Span::hours(11));
    assert_eq!(missed(&mut desk, Unanswered::HungUp), Some(MissedReason::AfterHours));
}

fn member(step: MemberStep) -> MemberNews {
    let extension = "101".to_owned();
    MemberNews { extension, step }
}

#[test]
fn a_queue_member_comes_goes_and_pauses_as_by_her_own_word() {
    let mut desk = desk_with_telephones();
    let there = |desk: &Desk| {
        let shifts = desk.read(shifts::on_shift).unwrap();
        shifts
            .iter()
            .map(|shift| (shift.operator.clone(), shift.is_at_work()))
            .collect::<Vec<_>>()
    };
    assert!(
        !desk.line_member(&member(MemberStep::Pauses)).unwrap(),
        "without a shift there is no pause"
    );
    assert!(desk.line_member(&member(MemberStep::In)).unwrap());
    assert!(!desk.line_member(&member(MemberStep::In)).unwrap());
    desk.line_member(&member(MemberStep::Pauses)).unwrap();
    assert_eq!(there(&desk), [("anna".to_owned(), false)]);
    desk.line_member(&member(MemberStep::Resumes)).unwrap();
    desk.line_member(&member(MemberStep::Out)).unwrap();
    assert_eq!(there(&desk), []);
}

#[test]
fn what_ended_while_nobody_listened_is_closed_and_what_goes_on_is_not() {
    let mut desk = desk_with_telephones();
    let ringing = rings(&desk);
    desk.line_call("asterisk", &ringing).unwrap();
    let mut talking = LineCall::begun("1.2".to_owned(), true, PHONE.to_owned(), desk.now());
    talking.answered_at = Some(desk.now());
    talking.extension = Some("101".to_owned());
    desk.line_call("asterisk", &talking).unwrap();
    let live = LineCall::begun("1.3".to_owned(), true, PHONE.to_owned(), desk.now());
    desk.line_call("asterisk", &live).unwrap();
    later(&mut desk, Span::minutes(30));
    assert_eq!(desk.line_calls_left("asterisk", &["1.3".to_owned()]).unwrap(), 2);
    assert_eq!(desk.line_calls_left("asterisk", &["1.3".to_owned()]).unwrap(), 0);
    let open = calls(&desk).iter().filter(|call| call.ended_at.is_none()).count();
    assert_eq!(open, 1);
    let talks = calls(&desk)
        .iter()
        .filter(|call| call.outcome == Some(Outcome::Talked))
        .count();
    assert_eq!(talks, 1);
}

#[test]
fn what_is_logged_after_an_outgoing_call_is_its_outcome_and_no_call_more() {
    let mut desk = desk_with_telephones();
    let order = new_order(&mut desk, PHONE, 1_000);
    let mut call = LineCall::begun("1.9".to_owned(), false, PHONE.to_owned(), desk.now());
    call.extension = Some("101".to_owned());
    call.ended_at = Some(desk.now() + Span::seconds(20));
    call.outcome = Some(Outcome::Busy);
    desk.line_call("asterisk", &call).unwrap();
    assert_eq!(desk.store.order(order).unwrap().unwrap().facts.attempts, 0);
    later(&mut desk, Span::minutes(1));
    let log = crate::domain::action::CallLog {
        outcome: Outcome::NoAnswer,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    let log = Action::LogCall(log);
    desk.perform(Target::Order(order), &log).unwrap();
    assert_eq!(calls(&desk).len(), 1);
    desk.perform(Target::Order(order), &log).unwrap();
    assert_eq!(calls(&desk).len(), 2, "the next one is another");
    assert_eq!(desk.store.order(order).unwrap().unwrap().facts.attempts, 2);
}

#[test]
fn exchange_and_console_share_one_shift_the_first_opens_it_and_the_last_closes_it() {
    let mut desk = desk_with_telephones();
    let open = |desk: &Desk| desk.store.open_shifts().unwrap().len();
    desk.log_in(Coming::WithConsole).unwrap();
    assert!(!desk.line_member(&member(MemberStep::In)).unwrap(), "one shift");
    desk.leave_console().unwrap();
    assert_eq!(open(&desk), 1, "still at the queue");
    desk.log_in(Coming::WithConsole).unwrap();
    assert!(!desk.line_member(&member(MemberStep::Out)).unwrap());
    assert_eq!(open(&desk), 1, "still at the console");
    desk.leave_console().unwrap();
    assert_eq!(open(&desk), 0);
}

#[test]
fn who_left_the_queues_unheard_has_left_and_who_came_is_there() {
    let mut desk = desk_with_telephones();
    let there = |desk: &Desk| {
        let shifts = desk.store.open_shifts().unwrap();
        shifts.into_iter().map(|shift| shift.operator).collect::<Vec<_>>()
    };
    desk.line_member(&member(MemberStep::In)).unwrap();
    later(&mut desk, Span::minutes(10));
    desk.line_members(&["102".to_owned(), "777".to_owned()]).unwrap();
    assert_eq!(there(&desk), ["boris"]);
    desk.line_members(&["102".to_owned()]).unwrap();
    assert_eq!(there(&desk), ["boris"], "heard again");
    // By their own word the shift is over, though the telephone is still a member of the queue.
    desk.as_operator(Some("boris".to_owned()), |desk| desk.log_out().unwrap());
    desk.line_members(&["102".to_owned()]).unwrap();
    assert_eq!(there(&desk), [""; 0]);
    desk.line_members(&[]).unwrap();
    desk.line_members(&["102".to_owned()]).unwrap();
    assert_eq!(there(&desk), ["boris"], "came again");
    // A weekend with the machine off: Friday's shift ends when it was last seen, and Monday's begins.
    later(&mut desk, Span::days(3));
    desk.line_members(&["102".to_owned()]).unwrap();
    let shifts = desk.store.open_shifts().unwrap();
    assert_eq!((shifts.len(), shifts[0].began_at), (1, desk.now()));
}

/// What a softphone's hook says, without a reason.
fn hook(desk: &Desk, kind: CallEventKind) -> CallEvent {
    CallEvent {
        kind,
        phone: PHONE.to_owned(),
        at: desk.now(),
        line: String::new(),
        origin: "cli".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    }
}

/// It rings for so long and is given up.
fn missed_after(desk: &mut Desk, rings: Span) -> Option<MissedReason> {
    desk.call_event(hook(desk, CallEventKind::Incoming)).unwrap();
    later(desk, rings);
    desk.call_event(hook(desk, CallEventKind::Ended)).unwrap();
    let reason = calls(desk)[0].missed_reason;
    later(desk, Span::minutes(3));
    reason
}

#[test]
fn why_a_softphones_call_was_missed_follows_from_hours_shifts_and_talks_or_is_asked() {
    let mut desk = desk_with_telephones();
    let long = Span::seconds(30);
    assert_eq!(
        missed_after(&mut desk, long),
        None,
        "nobody ever logged in: a person is asked"
    );
    desk.log_in(Coming::ByHand).unwrap();
    assert_eq!(missed_after(&mut desk, long), None);
    assert_eq!(missed_after(&mut desk, Span::seconds(5)), Some(MissedReason::HungUp));
    let mut talk = LineCall::begun("1.7".to_owned(), true, "+79160000001".to_owned(), desk.now());
    talk.answered_at = Some(desk.now());
    talk.extension = Some("101".to_owned());
    desk.line_call("asterisk", &talk).unwrap();
    let anna = desk.who.operator.clone();
    assert_eq!(anna, "anna");
    assert_eq!(missed_after(&mut desk, long), Some(MissedReason::Busy));
    talk.ended_at = Some(desk.now());
    desk.line_call("asterisk", &talk).unwrap();
    desk.pause().unwrap();
    assert_eq!(missed_after(&mut desk, long), Some(MissedReason::Away));
    desk.resume().unwrap();
    desk.log_out().unwrap();
    assert_eq!(missed_after(&mut desk, long), Some(MissedReason::Nobody));
    later(&mut desk, Span::hours(11));
    assert_eq!(missed_after(&mut desk, long), Some(MissedReason::AfterHours));
}

#[test]
fn a_person_says_why_calls_were_missed_and_takes_it_back() {
    let mut desk = desk_with_telephones();
    missed_after(&mut desk, Span::seconds(30));
    missed_after(&mut desk, Span::seconds(30));
    let customer = Target::Customer(queue_customer(&desk));
    let reason = MissedReason::Technical;
    let why = Action::MissedWhy { reason };
    let reasons = |desk: &Desk| calls(desk).iter().map(|call| call.missed_reason).collect::<Vec<_>>();
    desk.perform(customer, &why).unwrap();
    assert_eq!(reasons(&desk), [Some(reason), Some(reason)]);
    assert_eq!(desk.perform(customer, &why).unwrap().entry, None, "said twice");
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(reasons(&desk), [None, None]);
}

#[test]
fn calls_of_the_past_stand_once_owe_nothing_and_make_no_cards() {
    let mut desk = desk_with_telephones();
    new_order(&mut desk, PHONE, 1_000);
    let past = |n: i64, phone: &str| {
        let began = desk.now() - Span::days(30) + Span::minutes(n);
        let mut call = LineCall::begun(format!("1.{n}"), true, phone.to_owned(), began);
        call.ended_at = Some(began + Span::seconds(20));
        call.unanswered = Some(Unanswered::NotPickedUp);
        call
    };
    let mut answered = past(3, "89161234567");
    (answered.answered_at, answered.unanswered) = (Some(answered.started_at + Span::seconds(5)), None);
    answered.extension = Some("102".to_owned());
    let log = [past(1, "89161234567"), past(2, "+79169999999"), answered];
    let first = desk.past_calls("asterisk", &log).unwrap();
    assert_eq!((first.created, first.updated, first.unchanged), (3, 0, 0));
    let again = desk.past_calls("asterisk", &log).unwrap();
    assert_eq!((again.created, again.updated, again.unchanged), (0, 0, 3));
    let rows = calls(&desk);
    assert_eq!(rows.len(), 2, "of the customer who is known");
    assert_eq!(
        (rows[0].operator.as_str(), rows[0].outcome),
        ("boris", Some(Outcome::Talked))
    );
    assert_eq!(rows[1].missed_reason, Some(MissedReason::Away));
    assert!(desk.store.customers_by_contact("+79169999999").unwrap().is_empty());
    let owed = queue(&desk).rows;
    assert!(
        owed.iter().all(|row| row.row.task.kind != TaskKind::ReturnCall),
        "{}",
        owed.len()
    );
    // One of which the end was missed gets it from the log.
    let mut open = LineCall::begun("1.9".to_owned(), true, PHONE.to_owned(), desk.now());
    desk.line_call("asterisk", &open).unwrap();
    open.ended_at = Some(desk.now() + Span::seconds(30));
    let ended = desk.past_calls("asterisk", &[open]).unwrap();
    assert_eq!((ended.updated, calls(&desk)[0].ended_at.is_some()), (1, true));
}

#[test]
fn a_log_read_afterwards_claims_nobody_and_asks_nothing_of_todays_shifts() {
    let mut desk = desk_with_telephones();
    // Somebody logged in once, and nobody is on shift now.
    desk.line_member(&member(MemberStep::In)).unwrap();
    desk.line_member(&member(MemberStep::Out)).unwrap();
    let mut taken = rings(&desk);
    let mut missed = LineCall {
        id: "1.2".to_owned(),
        started_at: desk.now() + Span::seconds(1),
        ..rings(&desk)
    };
    desk.line_call("asterisk", &taken).unwrap();
    desk.line_call("asterisk", &missed).unwrap();
    taken.answered_at = Some(desk.now() + Span::seconds(5));
    taken.extension = Some("102".to_owned());
    taken.ended_at = Some(desk.now() + Span::minutes(1));
    missed.ended_at = taken.ended_at;
    missed.unanswered = Some(Unanswered::NotPickedUp);
    later(&mut desk, Span::minutes(2));
    assert_eq!(desk.past_calls("asterisk", &[taken, missed]).unwrap().updated, 2);
    assert!(desk.store.claims(desk.now(), Span::hours(1)).unwrap().is_empty());
    let rows = calls(&desk);
    assert_eq!((rows[1].operator.as_str(), rows[1].missed_reason), ("boris", None));
    assert_eq!(rows[0].missed_reason, Some(MissedReason::Away));
}

#[test]
fn a_word_that_comes_long_after_the_call_claims_nobody() {
    let claimed_after = |wait: Span| {
        let mut desk = desk_with_telephones();
        let mut call = rings(&desk);
        call.answered_at = Some(desk.now());
        call.extension = Some("102".to_owned());
        call.ended_at = Some(desk.now() + Span::minutes(1));
        later(&mut desk, wait);
        desk.line_call("zadarma", &call).unwrap();
        desk.store.claims(desk.now(), Span::hours(1)).unwrap().len()
    };
    assert_eq!((claimed_after(Span::minutes(2)), claimed_after(Span::hours(2))), (1, 0));
}

#[test]
fn a_cloud_that_never_tells_of_the_end_leaves_no_call_open() {
    let mut desk = desk_with_telephones();
    let mut settings = Settings::clone(&desk.settings);
    settings.clouds = vec![(Cloud::Binotel, CloudSetting::default())];
    desk.settings = Arc::new(settings);
    desk.adopt_settings().unwrap();
    desk.reread_rules().unwrap();
    let rang = rings(&desk);
    let mut talk = LineCall {
        id: "1.2".to_owned(),
        started_at: desk.now() + Span::seconds(1),
        ..rings(&desk)
    };
    talk.answered_at = Some(desk.now());
    talk.extension = Some("101".to_owned());
    for call in [&rang, &talk] {
        desk.line_call("binotel", call).unwrap();
    }
    let open = |desk: &Desk| {
        let open = desk.store.open_line_calls("binotel", desk.now()).unwrap();
        open.into_iter().map(|call| call.id).collect::<Vec<_>>()
    };
    desk.sweep().unwrap();
    assert_eq!(open(&desk).len(), 2);
    later(&mut desk, Span::minutes(20));
    desk.sweep().unwrap();
    assert_eq!(open(&desk), ["1.2"]);
    later(&mut desk, Span::hours(4));
    desk.sweep().unwrap();
    assert_eq!(open(&desk), [""; 0]);
    // It was in a queue all the while: what is heard after all is right.
    let mut late = rang;
    late.answered_at = Some(desk.now());
    late.extension = Some("102".to_owned());
    desk.line_call("binotel", &late).unwrap();
    assert_eq!((open(&desk), calls(&desk)[1].outcome), (vec!["1.1".to_owned()], None));
    late.ended_at = Some(desk.now() + Span::minutes(1));
    desk.line_call("binotel", &late).unwrap();
    let row = &calls(&desk)[1];
    assert_eq!((row.ended_at, row.outcome), (late.ended_at, Some(Outcome::Talked)));
}

#[test]
fn shifts_of_the_past_stand_once_and_change_none_that_is_known() {
    let mut desk = desk_with_telephones();
    let days = |days: i64| desk.now() - Span::days(days);
    let past = |extension: &str, from: i64, hours: i64| PastShift {
        operator: extension.to_owned(),
        began_at: days(from),
        ended_at: days(from) + Span::hours(hours),
        pauses: vec![(days(from) + Span::hours(1), days(from) + Span::hours(2))],
    };
    let log = [
        past("101", 3, 8),
        past("102", 3, 8),
        past("777", 3, 8),
        past("101", 2, 90),
    ];
    let later_log = [past("101", 3, 9), past("101", 1, 8)];
    assert_eq!(
        desk.past_shifts(&log).unwrap(),
        2,
        "of nobody's telephone, and of one forgotten for days, are none"
    );
    assert_eq!(desk.past_shifts(&log).unwrap(), 0);
    assert_eq!(desk.past_shifts(&later_log).unwrap(), 1);
    let all = desk.store.shifts_since(desk.now() - Span::days(9), 10).unwrap();
    let anna: Vec<_> = all.iter().filter(|shift| shift.operator == "anna").collect();
    assert_eq!((all.len(), anna.len(), anna[0].pauses.len()), (3, 2, 1));
    assert!(desk.store.open_shifts().unwrap().is_empty());
    let period = Period::last_days(desk.settings.shop.time_zone, desk.now(), 9);
    let presence = desk.read(|look| crate::view::figures::presence(look, period)).unwrap();
    assert_eq!(presence[0].paused, Span::hours(2));
    assert!(presence[0].adherence.is_some());
}
