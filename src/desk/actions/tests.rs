//! Several rows at once, and back.

use crate::board;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tests::desk;
use crate::desk::tests::new_order;
use crate::desk::tests::queue;
use crate::desk::tests::refusal;
use crate::desk::tests::stage;
use crate::desk::tests::who;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallLog;
use crate::domain::action::Refusal;
use crate::domain::call::Outcome;
use crate::domain::history::Deed;
use crate::domain::ids::OrderId;
use crate::domain::journal::Page;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::view::history;
use crate::view::order;

const CANCEL: Action = Action::Cancel {
    reason: Reason::ChangedMind,
};

fn three(desk: &mut Desk) -> [OrderId; 3] {
    ["+79161234567", "+79161234568", "+79161234569"].map(|phone| new_order(desk, phone, 100_000))
}

fn parts(orders: &[OrderId], action: &Action) -> Vec<(Target, Action)> {
    let part = |order: &OrderId| (Target::Order(*order), action.clone());
    orders.iter().map(part).collect()
}

#[test]
fn each_order_gets_an_entry_of_one_group_and_one_undo_takes_all_back() {
    let mut desk = desk();
    let orders = three(&mut desk);
    let all = desk.perform_all(&parts(&orders, &Action::Confirm));
    assert_eq!((all.done.len(), all.refused.len()), (3, 0));
    let entries = desk.read(|look| history::journal(look, Page::All, 3)).unwrap();
    let first = entries[2].id;
    assert!(entries.iter().all(|entry| entry.group == Some(first)));
    let (undo, _) = desk.hints().unwrap();
    assert_eq!(undo.map(|hint| (hint.count, hint.order_number)), Some((3, None)));

    assert_eq!(desk.undo(UndoChoice::Mine).unwrap().count, 3);
    assert_eq!(orders.map(|order| stage(&desk, order)), [Stage::New; 3]);
    let (_, redo) = desk.hints().unwrap();
    assert_eq!(redo.map(|hint| hint.count), Some(3));
    let redone = desk.redo().unwrap();
    assert_eq!((redone.did, redone.count), (ActionKind::Confirm.into(), 3));
    assert_eq!(orders.map(|order| stage(&desk, order)), [Stage::Confirmed; 3]);
    assert_eq!(desk.undo(UndoChoice::Operator).unwrap().count, 3);
    assert_eq!(orders.map(|order| stage(&desk, order)), [Stage::New; 3]);
}

#[test]
fn what_another_window_did_is_taken_back_while_it_is_the_last_that_was_seen() {
    let mut desk = desk();
    let orders = three(&mut desk);
    desk.perform(Target::Order(orders[0]), &Action::Confirm).unwrap();
    desk.who.session = "another window".to_owned();
    let hint = desk.hints().unwrap().0.unwrap();
    assert!(!hint.mine);
    desk.perform(Target::Order(orders[1]), &Action::Confirm).unwrap();
    let seen = UndoChoice::Seen(hint.entry);
    assert!(matches!(refusal(desk.undo(seen)), Refusal::ChangedMeanwhile));
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(desk.undo(seen).unwrap().of, hint.entry);
    assert_eq!(orders.map(|order| stage(&desk, order)), [Stage::New; 3]);
    assert!(matches!(refusal(desk.undo(seen)), Refusal::ChangedMeanwhile));
}

#[test]
fn a_call_is_named_by_what_came_of_it_and_yields_to_what_was_agreed_in_it() {
    let mut desk = desk();
    let [order, ..] = three(&mut desk);
    let desk_now = desk.now();
    let call = |outcome| {
        Action::LogCall(CallLog {
            outcome,
            at: desk_now,
            phone: None,
            reason: None,
            call_at: None,
        })
    };
    let target = Target::Order(order);
    let hint = |desk: &Desk| desk.hints().unwrap().0.map(|hint| (hint.did, hint.count));
    desk.perform(target, &call(Outcome::NoAnswer)).unwrap();
    assert_eq!(hint(&desk), Some((Deed::Called(Outcome::NoAnswer), 1)));

    let parts = [(target, call(Outcome::Talked)), (target, Action::Confirm)];
    assert_eq!(desk.perform_all(&parts).done.len(), 2);
    assert_eq!(hint(&desk), Some((ActionKind::Confirm.into(), 1)));
    let number = desk.read(|look| order::order_number(look, order)).unwrap();
    let undone = desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!((undone.did, undone.count), (ActionKind::Confirm.into(), 1));
    assert_eq!((undone.all.len(), &undone.order_number), (2, &number));
    let redone = desk.redo().unwrap();
    assert_eq!((redone.did, redone.count), (ActionKind::Confirm.into(), 1));
    assert_eq!(redone.order_number, number);
}

#[test]
fn one_refusal_stops_no_other_and_is_told_with_its_number() {
    let mut desk = desk();
    let orders = three(&mut desk);
    desk.perform(Target::Order(orders[0]), &CANCEL).unwrap();
    let all = desk.perform_all(&parts(&orders, &Action::Confirm));
    assert_eq!(all.done.len(), 2);
    let [refused] = &all.refused[..] else { panic!("{all:?}") };
    assert!(matches!(refused.error, DeskError::Refused(Refusal::Cancelled)));
    assert_eq!(
        refused.number,
        desk.read(|look| order::order_number(look, orders[0])).unwrap()
    );
    assert_eq!(desk.undo(UndoChoice::Mine).unwrap().count, 2);
    assert_eq!(desk.undo(UndoChoice::Mine).unwrap().count, 1);
    assert_eq!(orders.map(|order| stage(&desk, order)), [Stage::New; 3]);
}

#[test]
fn a_group_is_taken_back_whole_or_not_at_all() {
    let mut desk = desk();
    let orders = three(&mut desk);
    desk.perform_all(&parts(&orders, &Action::Confirm));
    desk.who = who("boris");
    desk.perform(Target::Order(orders[1]), &CANCEL).unwrap();
    desk.who = who("anna");
    assert!(matches!(
        refusal(desk.undo(UndoChoice::Mine)),
        Refusal::LaterWork { .. }
    ));
    let stages = orders.map(|order| stage(&desk, order));
    assert_eq!(stages, [Stage::Confirmed, Stage::Cancelled, Stage::Confirmed]);
}

#[test]
fn what_is_so_already_makes_no_entry() {
    let mut desk = desk();
    let orders = three(&mut desk);
    desk.perform(Target::Order(orders[0]), &Action::Confirm).unwrap();
    let all = desk.perform_all(&parts(&orders, &Action::Confirm));
    let entries: Vec<bool> = all.done.iter().map(|done| done.entry.is_some()).collect();
    assert_eq!(entries, [false, true, true]);
}

#[test]
fn several_rows_are_skipped_at_once() {
    let mut desk = desk();
    three(&mut desk);
    let rows: Vec<RowKey> = queue(&desk).rows.iter().map(|row| row.row.key).collect();
    let all = desk.skip_all(&rows[..2], crate::domain::action::SkipReason::BetterLater);
    assert_eq!(all.done.len(), 2);
    let skipped = |row: &&board::BoardRow| row.row.skipped_until.is_some();
    assert_eq!(queue(&desk).rows.iter().filter(skipped).count(), 2);
}
