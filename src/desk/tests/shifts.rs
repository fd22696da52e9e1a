//! Who is at the desk, and what follows from it (R4, R8, R9, R29).

use super::*;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::shifts::Coming;
use crate::desk::shifts::Shifted;
use crate::desk::tests::queue;
use crate::desk::who::Who;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::permit::Refusal;
use crate::domain::call::CallEventKind;
use crate::domain::journal::Page;
use crate::domain::rights::Rights;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::shift::Ending;
use crate::domain::shift::LOST_AFTER;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::view::history;
use crate::view::shifts;

/// Does something as `operator`, in their console of that number.
fn as_one<T>(desk: &mut Desk, operator: &str, console: u8, act: impl FnOnce(&mut Desk) -> T) -> T {
    let session = format!("{operator}-{console}");
    let who = Who {
        session,
        ..who(operator)
    };
    let before = std::mem::replace(&mut desk.who, who);
    let done = act(desk);
    desk.who = before;
    done
}

fn opens(desk: &mut Desk, operator: &str, console: u8) -> Shifted {
    as_one(desk, operator, console, |desk| {
        desk.log_in(Coming::WithConsole).unwrap()
    })
}

fn leaves(desk: &mut Desk, operator: &str, console: u8) -> Option<Shifted> {
    as_one(desk, operator, console, |desk| desk.leave_console().unwrap())
}

fn there(desk: &Desk) -> Vec<String> {
    desk.read(shifts::on_shift)
        .unwrap()
        .into_iter()
        .map(|shift| shift.operator)
        .collect()
}

fn kinds(desk: &Desk) -> Vec<ActionKind> {
    let entries = desk.read(|look| history::journal(look, Page::All, 20)).unwrap();
    entries.iter().rev().map(|entry| entry.kind).collect()
}

#[test]
fn several_consoles_of_one_operator_are_one_shift() {
    let mut desk = desk();
    let first = opens(&mut desk, "anna", 1);
    assert!(first.entry.is_some() && first.lost.is_none());
    later(&mut desk, Span::minutes(1));
    let second = opens(&mut desk, "anna", 2);
    assert_eq!(second.entry, None, "they are there already");
    assert_eq!(first.shift.map(|shift| shift.id), second.shift.map(|shift| shift.id));
    assert_eq!(leaves(&mut desk, "anna", 1), None, "the other is open");
    assert_eq!(there(&desk), ["anna"]);
    let last = leaves(&mut desk, "anna", 2).unwrap().shift.unwrap();
    assert_eq!(
        (last.ending, last.worked(desk.now())),
        (Some(Ending::Left), Span::minutes(1))
    );
    assert!(there(&desk).is_empty());
    assert_eq!(kinds(&desk), [ActionKind::ShiftIn, ActionKind::ShiftOut]);
}

#[test]
fn a_shift_begun_by_hand_outlasts_its_consoles() {
    let mut desk = desk();
    opens(&mut desk, "anna", 1);
    assert_eq!(desk.log_in(Coming::ByHand).unwrap().entry, None);
    assert_eq!(leaves(&mut desk, "anna", 1), None);
    later(&mut desk, Span::hours(8));
    assert_eq!(there(&desk), ["anna"]);
    assert!(desk.log_out().unwrap().entry.is_some());
    assert_eq!(desk.log_out().unwrap().entry, None, "it is so already");
}

#[test]
fn a_console_that_died_leaves_a_shift_that_ends_with_its_last_sign_of_life() {
    let mut desk = desk();
    let begun = opens(&mut desk, "anna", 1).shift.unwrap();
    later(&mut desk, Span::minutes(1));
    as_one(&mut desk, "anna", 1, |desk| {
        assert_eq!(desk.beat(begun.id).unwrap(), None);
    });
    let last_sign = desk.now();
    later(&mut desk, LOST_AFTER);
    assert!(
        there(&desk).is_empty(),
        "nobody needs to close it for the rules to know"
    );
    assert_eq!(
        desk.read(|look| shifts::shifts(look, NOON, 9)).unwrap()[0].ended_at,
        Some(last_sign)
    );
    later(&mut desk, Span::hours(1));
    let again = opens(&mut desk, "anna", 2);
    let lost = again.lost.unwrap();
    assert_eq!((lost.ended_at, lost.ending), (Some(last_sign), Some(Ending::Lost)));
    assert_eq!(again.shift.unwrap().began_at, desk.now());
    assert_eq!(
        kinds(&desk),
        [ActionKind::ShiftIn, ActionKind::ShiftLost, ActionKind::ShiftIn]
    );
}

#[test]
fn a_machine_that_slept_begins_a_new_shift_and_one_that_was_logged_out_does_not() {
    let mut desk = desk();
    let begun = opens(&mut desk, "anna", 1).shift.unwrap();
    later(&mut desk, Span::hours(10));
    let woke = desk.beat(begun.id).unwrap().unwrap();
    assert_eq!(woke.lost.unwrap().ended_at, Some(NOON));
    let shift = woke.shift.unwrap();
    desk.log_out().unwrap();
    later(&mut desk, Span::minutes(1));
    assert_eq!(desk.beat(shift.id).unwrap(), None);
    assert!(there(&desk).is_empty());
}

#[test]
fn whatever_is_done_is_a_sign_of_life() {
    let mut desk = desk();
    opens(&mut desk, "anna", 1);
    let id = new_order(&mut desk, "+79161234567", 129_000);
    later(&mut desk, Span::minutes(2));
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    later(&mut desk, Span::minutes(2));
    assert_eq!(there(&desk), ["anna"]);
}

#[test]
fn a_pause_is_kept_with_the_shift() {
    let mut desk = desk();
    assert_eq!(refusal(desk.pause()), Refusal::OffShift);
    desk.log_in(Coming::ByHand).unwrap();
    assert_eq!(desk.resume().unwrap().entry, None, "they do not pause");
    later(&mut desk, Span::minutes(30));
    assert!(desk.pause().unwrap().entry.is_some());
    assert_eq!(desk.pause().unwrap().entry, None);
    later(&mut desk, Span::minutes(10));
    let shift = desk.resume().unwrap().shift.unwrap();
    later(&mut desk, Span::minutes(5));
    assert_eq!(shift.worked(desk.now()), Span::minutes(35));
    assert_eq!(
        kinds(&desk),
        [ActionKind::ShiftIn, ActionKind::Pause, ActionKind::Resume]
    );
}

#[test]
fn logging_out_lets_the_customers_go() {
    let mut desk = desk();
    opens(&mut desk, "anna", 1);
    new_order(&mut desk, "+79161234567", 129_000);
    let customer = queue(&desk).rows[0].row.customer;
    desk.take(customer, TakeOver::No).unwrap();
    assert!(queue(&desk).rows[0].claim.is_some());
    leaves(&mut desk, "anna", 1);
    assert!(queue(&desk).rows[0].claim.is_none());
}

/// The line says so of the customer's phone.
fn line(desk: &mut Desk, kind: CallEventKind) {
    let event = CallEvent {
        kind,
        phone: "+79161234567".to_owned(),
        at: desk.now(),
        line: String::new(),
        origin: "cli".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    };
    desk.call_event(event).unwrap();
}

#[test]
fn a_claim_does_not_lapse_during_a_call() {
    let mut desk = desk();
    new_order(&mut desk, "+79161234567", 129_000);
    line(&mut desk, CallEventKind::Incoming);
    let customer = queue(&desk).rows[0].row.customer;
    line(&mut desk, CallEventKind::Answered);
    let held = |desk: &mut Desk| as_one(desk, "boris", 1, |desk| desk.take(customer, TakeOver::No)).is_err();
    later(&mut desk, Span::minutes(90));
    assert!(held(&mut desk), "answering claims, and the talk goes on");
    line(&mut desk, CallEventKind::Ended);
    later(&mut desk, Span::minutes(29));
    assert!(held(&mut desk), "from the end of the talk on");
    later(&mut desk, Span::minutes(1));
    assert!(!held(&mut desk));
}

#[test]
fn the_regulars_of_a_manager_who_is_not_there_are_everyones() {
    let mut desk = desk();
    let operator = |name: &str| OperatorSetting {
        name: name.to_owned(),
        role: Role::All,
        rights: Rights::Owner,
        extension: None,
    };
    desk.settings = Arc::new(Settings {
        operators: vec![operator("anna"), operator("boris")],
        ..Settings::default()
    });
    desk.adopt_settings().unwrap();
    desk.reread_rules().unwrap();
    let first = new_order(&mut desk, "+79161234567", 1_000);
    for action in [Action::Confirm, Action::Handed, Action::Received] {
        desk.perform(Target::Order(first), &action).unwrap();
    }
    new_order(&mut desk, "+79161234567", 1_000);
    let carries_a_name = |desk: &mut Desk| {
        as_one(desk, "boris", 1, |desk| {
            let queue = queue(desk);
            let row = queue
                .rows
                .iter()
                .find(|row| row.row.task.kind == TaskKind::FirstContact);
            row.unwrap().has_own_manager
        })
    };
    assert!(carries_a_name(&mut desk), "nobody logs in at this shop: all are there");
    opens(&mut desk, "boris", 1);
    assert!(!carries_a_name(&mut desk), "anna is not");
    opens(&mut desk, "anna", 1);
    assert!(carries_a_name(&mut desk));
    desk.pause().unwrap();
    assert!(!carries_a_name(&mut desk));
}
