//! Answering a call from the desk itself (R27).

use super::NOON;
use super::card_of;
use super::desk;
use super::later;
use super::queue;
use super::refusal;
use super::who;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::Refusal;
use crate::domain::call::CallEventKind;
use crate::domain::call::Outcome;
use crate::domain::history::Happened;
use crate::domain::ids::CustomerId;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::time::Span;

fn says(desk: &mut Desk, kind: CallEventKind, origin: &str) -> CustomerId {
    let event = CallEvent {
        kind,
        phone: "+79160000001".to_owned(),
        at: desk.now(),
        line: String::new(),
        origin: origin.to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    };
    desk.call_event(event).unwrap().customer
}

fn calls(desk: &Desk, customer: CustomerId) -> usize {
    let card = card_of(desk, CardKey::Customer(customer));
    let is_call = |what: &Happened| matches!(what, Happened::Call { .. });
    card.timeline.iter().filter(|item| is_call(&item.what)).count()
}

#[test]
fn answering_claims_and_the_board_says_since_when_they_talk() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Incoming, "cli");
    assert!(queue(&desk).talk.is_none());
    later(&mut desk, Span::seconds(20));
    desk.answer(customer).unwrap();
    let talk = queue(&desk).talk.unwrap();
    assert_eq!((talk.customer, talk.since), (customer, NOON + Span::seconds(20)));
    assert!(queue(&desk).rows.is_empty(), "it rings no more");
    says(&mut desk, CallEventKind::Ended, "cli");
    assert!(queue(&desk).talk.is_none());
    assert_eq!(refusal(desk.answer(customer)), Refusal::NoSuchCall);
}

#[test]
fn a_call_answered_by_mistake_rings_again() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Incoming, "cli");
    later(&mut desk, Span::seconds(20));
    desk.answer(customer).unwrap();
    let undone = desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(undone.did, ActionKind::Answer);
    let board = queue(&desk);
    assert!(board.talk.is_none());
    assert_eq!(board.rows[0].row.task.lane, Lane::Ringing);
    // Nobody took it: it is a call to return.
    later(&mut desk, Span::minutes(3));
    assert_eq!(queue(&desk).rows[0].row.task.lane, Lane::Missed);

    let customer = says(&mut desk, CallEventKind::Incoming, "cli");
    desk.answer(customer).unwrap();
    assert!(queue(&desk).rows.is_empty(), "got through: nothing is missed any more");
    says(&mut desk, CallEventKind::Ended, "cli");
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(
        queue(&desk).rows[0].row.task.lane,
        Lane::Missed,
        "over, and nobody took it"
    );
}

#[test]
fn the_outcome_of_a_talk_ends_it_and_is_no_other_call() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Incoming, "cli");
    desk.answer(customer).unwrap();
    later(&mut desk, Span::minutes(2));
    let now = desk.now();
    let log = |outcome| {
        Action::LogCall(CallLog {
            outcome,
            at: now,
            phone: None,
            reason: None,
            call_at: None,
        })
    };
    desk.perform(Target::Customer(customer), &log(Outcome::Talked)).unwrap();
    assert!(queue(&desk).talk.is_none());
    assert_eq!(calls(&desk, customer), 1);
    desk.perform(Target::Customer(customer), &log(Outcome::Talked)).unwrap();
    assert_eq!(calls(&desk, customer), 2, "a call of ours, afterwards");
    desk.undo(UndoChoice::Mine).unwrap();
    desk.undo(UndoChoice::Mine).unwrap();
    assert!(queue(&desk).talk.is_some(), "they talk again");
}

#[test]
fn what_an_exchange_will_tell_of_is_only_claimed() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Incoming, "asterisk");
    desk.answer(customer).unwrap();
    let board = queue(&desk);
    assert_eq!(board.rows[0].row.task.lane, Lane::Ringing);
    assert_eq!(
        board.rows[0].claim.as_ref().map(|claim| claim.operator.as_str()),
        Some("anna")
    );
}

#[test]
fn a_call_a_colleague_has_taken_is_refused_with_the_name() {
    let mut desk = desk();
    let customer = says(&mut desk, CallEventKind::Incoming, "cli");
    desk.who = who("boris");
    desk.take(customer, TakeOver::No).unwrap();
    desk.who = who("anna");
    assert!(matches!(refusal(desk.answer(customer)), Refusal::Claimed { by, .. } if by == "boris"));
}
