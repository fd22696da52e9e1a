//! What somebody decided about a message, taken back.

use super::*;
use crate::desk::claims::TakeOver;
use crate::desk::outbox::recall::SettledByHand;
use crate::desk::undo::UndoChoice;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::journal::Page;
use crate::domain::message::MessageKind;
use crate::store::Move;

fn of_sms(folder: &Path, go: Go) -> Desk {
    open(&folder.join("a.db"), &settings(&[(Channel::Sms, go)]), "anna")
}

/// The only message fails.
fn fails(desk: &mut Desk, id: MessageId, state: MessageState) {
    let now = desk.now();
    let tx = desk.store.write(now).unwrap();
    let failed = Move {
        error: Some("no such number"),
        ..Move::new(&[MessageState::Waiting], state)
    };
    assert!(tx.settle_message(id, &failed).unwrap());
    tx.commit().unwrap();
}

fn refused(desk: &mut Desk) -> Refusal {
    crate::desk::tests::refusal(desk.undo(UndoChoice::Operator))
}

#[test]
fn a_message_marked_as_sent_is_taken_back_and_can_be_recalled_still() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = of_sms(folder.path(), Go::Auto);
    let (mut sender, given) = sender(&desk, &[accepted()]);
    let (_, id) = confirmed(&mut desk);
    later(&mut desk, Span::seconds(5));
    assert!(desk.sent_by_hand(id).unwrap());
    assert!(!desk.sent_by_hand(id).unwrap(), "said twice");
    let marked = only(&desk);
    assert_eq!((marked.state, marked.sent_at), (MessageState::Sent, Some(desk.now())));
    later(&mut desk, Span::minutes(1));
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(
        (undone.did.kind(), undone.already_sent.len()),
        (ActionKind::MessageSent, 0)
    );
    let back = only(&desk);
    assert_eq!((back.state, back.sent_at), (MessageState::Waiting, None));
    assert_eq!(back.leaves_at, desk.now() + Span::seconds(15), "as just put in");
    assert_eq!(turn(&mut desk, &mut sender), 0);
    // Done again it is out of the outbox, and taken back it leaves once.
    desk.redo().unwrap();
    assert_eq!(only(&desk).state, MessageState::Sent);
    later(&mut desk, RECALL);
    assert_eq!(turn(&mut desk, &mut sender), 0);
    desk.undo(UndoChoice::Operator).unwrap();
    later(&mut desk, RECALL);
    assert_eq!(turn(&mut desk, &mut sender), 1);
    assert_eq!(turn(&mut desk, &mut sender), 0);
    assert_eq!(given.lock().unwrap().len(), 1);
    let journal = desk.store.journal(Page::All, 10).unwrap();
    let kinds: Vec<ActionKind> = journal.iter().map(|entry| entry.kind).collect();
    let again = [
        ActionKind::Undo,
        ActionKind::Redo,
        ActionKind::Undo,
        ActionKind::MessageSent,
    ];
    assert_eq!(kinds[..4], again);
}

#[test]
fn what_failed_or_is_held_stands_so_again_whatever_was_decided() {
    for state in [MessageState::Failed, MessageState::Held] {
        for how in [SettledByHand::Sent, SettledByHand::Dismissed, SettledByHand::Retried] {
            let folder = tempfile::tempdir().unwrap();
            let mut desk = of_sms(folder.path(), Go::Auto);
            let (_, id) = confirmed(&mut desk);
            fails(&mut desk, id, state);
            let before = only(&desk);
            later(&mut desk, Span::minutes(1));
            desk.settle_by_hand(id, how).unwrap();
            assert_ne!(only(&desk).state, state);
            desk.undo(UndoChoice::Operator).unwrap();
            assert_eq!(only(&desk), before, "{state:?} {how:?}");
            desk.redo().unwrap();
            assert_ne!(only(&desk).state, state);
        }
    }
}

#[test]
fn a_message_taken_out_by_a_slip_waits_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = of_sms(folder.path(), Go::Auto);
    let (mut sender, _) = sender(&desk, &[accepted()]);
    let (_, id) = confirmed(&mut desk);
    assert!(desk.recall(id).unwrap());
    later(&mut desk, Span::minutes(1));
    assert_eq!(only(&desk).recalled_by.as_deref(), Some("anna"));
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(
        (only(&desk).state, only(&desk).recalled_by),
        (MessageState::Waiting, None)
    );
    assert_eq!(turn(&mut desk, &mut sender), 0);
    later(&mut desk, RECALL);
    assert_eq!(turn(&mut desk, &mut sender), 1);
}

#[test]
fn what_was_let_out_waits_for_a_look_again_until_it_has_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = of_sms(folder.path(), Go::Look);
    let (mut sender, given) = sender(&desk, &[accepted()]);
    let (_, id) = confirmed(&mut desk);
    later(&mut desk, Span::minutes(1));
    assert!(desk.release_message(id).unwrap());
    desk.undo(UndoChoice::Operator).unwrap();
    later(&mut desk, Span::minutes(1));
    assert_eq!(turn(&mut desk, &mut sender), 0);
    assert!(desk.settings().awaits_look(&only(&desk)));
    desk.redo().unwrap();
    assert_eq!(turn(&mut desk, &mut sender), 0, "it can be recalled");
    later(&mut desk, RECALL);
    assert_eq!(turn(&mut desk, &mut sender), 1);
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(undone.already_sent.len(), 1);
    let gone = vec![Warning::MessagesGone(vec![MessageKind::Accepted])];
    assert_eq!(undone.warnings, gone, "and nothing else is said");
    assert_eq!(
        (only(&desk).state, given.lock().unwrap().len()),
        (MessageState::Sent, 1)
    );
}

#[test]
fn all_that_were_let_out_at_once_are_called_back_at_once_but_those_that_left() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = of_sms(folder.path(), Go::Look);
    let (mut sender, given) = sender(&desk, &[accepted()]);
    for index in 0..12 {
        let order = new_order(&mut desk, &format!("+7916123450{index}"), 1_000);
        desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    }
    later(&mut desk, Span::minutes(1));
    let waiting = desk.read(|look| outbox::outbox(look, Messages::Open, 100)).unwrap();
    let ids: Vec<MessageId> = waiting.iter().map(|message| message.id).collect();
    assert_eq!(desk.release_all(&ids).unwrap(), ids);
    // A colleague takes one out of them; another one is sent by hand.
    let mut colleague = open(
        &folder.path().join("a.db"),
        &settings(&[(Channel::Sms, Go::Look)]),
        "oleg",
    );
    colleague.clock = Clock::Stopped(desk.now());
    colleague.recall(ids[3]).unwrap();
    colleague.sent_by_hand(ids[4]).unwrap();
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!((undone.count, undone.already_sent.len()), (12, 1));
    later(&mut desk, Span::minutes(1));
    assert_eq!(turn(&mut desk, &mut sender), 0, "not one leaves");
    assert!(given.lock().unwrap().is_empty());
    assert_eq!(desk.message(ids[3]).unwrap().unwrap().state, MessageState::Recalled);
    desk.redo().unwrap();
    later(&mut desk, RECALL);
    while turn(&mut desk, &mut sender) > 0 {}
    assert_eq!(given.lock().unwrap().len(), 10);
}

#[test]
fn a_decision_stands_once_a_colleague_has_acted_on_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = of_sms(folder.path(), Go::Auto);
    let (_, id) = confirmed(&mut desk);
    let mut colleague = open(
        &folder.path().join("a.db"),
        &settings(&[(Channel::Sms, Go::Auto)]),
        "oleg",
    );
    let by_colleague = |kind: ActionKind| Refusal::LaterWork { by: why("oleg"), kind };
    // Told by hand, and a colleague tells them that it is not so.
    desk.sent_by_hand(id).unwrap();
    let (word, _) = colleague.take_back(id).unwrap();
    assert_eq!(refused(&mut desk), by_colleague(ActionKind::MessageCorrected));
    assert_eq!(desk.message(id).unwrap().unwrap().state, MessageState::Sent);
    // Who takes that back leaves the way free.
    colleague.undo(UndoChoice::Operator).unwrap();
    assert_eq!(desk.message(word.id).unwrap().unwrap().state, MessageState::Recalled);
    desk.undo(UndoChoice::Operator).unwrap();
    // Taken out, let in again by a colleague, who has sent it since.
    desk.recall(id).unwrap();
    let now = desk.now();
    let tx = desk.store.write(now).unwrap();
    tx.move_message(id, MessageState::Recalled, MessageState::Failed, None)
        .unwrap();
    tx.commit().unwrap();
    colleague.sent_by_hand(id).unwrap();
    assert_eq!(refused(&mut desk), by_colleague(ActionKind::MessageSent));
}

#[test]
fn a_colleague_at_the_customer_stands_against_no_undo_of_a_message() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = of_sms(folder.path(), Go::Auto);
    let (order, id) = confirmed(&mut desk);
    desk.sent_by_hand(id).unwrap();
    let customer = desk.store.order(order).unwrap().unwrap().facts.customer;
    desk.release(customer).unwrap();
    let mut colleague = open(
        &folder.path().join("a.db"),
        &settings(&[(Channel::Sms, Go::Auto)]),
        "oleg",
    );
    colleague.take(customer, TakeOver::No).unwrap();
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(only(&desk).state, MessageState::Waiting);
}

#[test]
fn a_correction_taken_back_is_not_sent_and_can_be_made_again() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = of_sms(folder.path(), Go::Auto);
    let (mut sender, given) = sender(&desk, &[accepted()]);
    let (_, id) = confirmed(&mut desk);
    later(&mut desk, RECALL);
    turn(&mut desk, &mut sender);
    let (word, is_new) = desk.take_back(id).unwrap();
    assert!(is_new);
    assert!(!desk.take_back(id).unwrap().1, "said before");
    desk.undo(UndoChoice::Operator).unwrap();
    later(&mut desk, Span::minutes(1));
    assert_eq!(turn(&mut desk, &mut sender), 0);
    let state = |desk: &Desk| desk.message(word.id).unwrap().unwrap().state;
    assert_eq!(state(&desk), MessageState::Recalled);
    assert!(desk.take_back(id).unwrap().1, "taken out, it is said once more");
    assert_eq!(state(&desk), MessageState::Waiting);
    later(&mut desk, Span::minutes(1));
    assert_eq!(turn(&mut desk, &mut sender), 1);
    assert_eq!(given.lock().unwrap().len(), 2);
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(undone.already_sent.len(), 1, "which has left, and is said to have");
}
