//! The desk where facts rub against each other: forgetful lines, colleagues, orders taken back, slips of the finger.

use super::NOON;
use super::desk;
use super::later;
use super::new_order;
use super::refusal;
use super::stage;
use super::who;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::desk::tests::card_of;
use crate::desk::tests::queue;
use crate::desk::undo::UndoChoice;
use crate::desk::who::Claiming;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::Refusal;
use crate::domain::call::CallEventKind;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::script_point::ScriptPoint;
use crate::domain::script_point::ShownPoint;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::figures;
use crate::view::figures::Period;
use crate::view::search;

fn ring(kind: CallEventKind, at: Time) -> CallEvent {
    CallEvent {
        kind,
        phone: "+79160000001".to_owned(),
        at,
        line: String::new(),
        origin: "cli".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    }
}

#[test]
fn a_new_ring_is_a_new_call_though_the_line_never_said_the_last_one_ended() {
    let mut desk = desk();
    desk.call_event(ring(CallEventKind::Incoming, NOON)).unwrap();
    desk.call_event(ring(CallEventKind::Answered, NOON)).unwrap();
    later(&mut desk, Span::hours(3));
    let at = desk.now();
    desk.call_event(ring(CallEventKind::Incoming, at)).unwrap();
    assert_eq!(queue(&desk).rows[0].row.task.lane, Lane::Ringing);
    later(&mut desk, Span::minutes(3));
    assert_eq!(queue(&desk).rows[0].row.task.lane, Lane::Missed);
}

#[test]
fn a_hidden_number_is_counted_and_asks_for_nothing() {
    let mut desk = desk();
    let hidden = CallEvent {
        phone: String::new(),
        ..ring(CallEventKind::Missed, NOON)
    };
    desk.call_event(hidden).unwrap();
    assert!(queue(&desk).rows.is_empty());
}

#[test]
fn hidden_numbers_are_counted_on_one_who_is_no_customer() {
    let mut desk = desk();
    let hidden = |kind: CallEventKind, at: Time| CallEvent {
        phone: String::new(),
        ..ring(kind, at)
    };
    let mut counted_on = Vec::new();
    for (kind, minutes) in [
        (CallEventKind::Incoming, 0),
        (CallEventKind::Answered, 1),
        (CallEventKind::Ended, 2),
        (CallEventKind::Missed, 60),
        (CallEventKind::Incoming, 90),
    ] {
        let at = NOON + Span::minutes(minutes);
        desk.clock = Clock::Stopped(at);
        counted_on.push(desk.call_event(hidden(kind, at)).unwrap().customer);
        let rows = queue(&desk).rows;
        let rings = kind == CallEventKind::Incoming;
        assert_eq!(
            rows.len(),
            usize::from(rings),
            "{kind:?}: one row while it rings, and none after"
        );
        assert!(
            rows.iter()
                .all(|row| row.row.task.lane == Lane::Ringing && row.text.customer.is_empty())
        );
    }
    counted_on.dedup();
    let [one] = counted_on[..] else {
        panic!("{counted_on:?}")
    };
    assert!(desk.store.customer(one).unwrap().unwrap().not_customer);
    later(&mut desk, Span::minutes(10));
    assert!(queue(&desk).rows.is_empty(), "nobody is called back");
    let today = Period::last_days(chrono_tz::Europe::Moscow, desk.now(), 1);
    let calls = desk.read_since(today.from, |look| figures::calls(look, today)).unwrap();
    assert_eq!((calls.answered, calls.missed), (1, 2));
}

#[test]
fn redo_is_refused_when_somebody_else_did_the_same_meanwhile() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    desk.perform(Target::Order(id), &pay).unwrap();
    desk.undo(UndoChoice::Operator).unwrap();
    desk.who = who("boris");
    desk.perform(Target::Order(id), &pay).unwrap();
    desk.who = who("anna");
    let stands = Refusal::LaterWork {
        by: "boris".to_owned(),
        kind: ActionKind::Pay,
    };
    assert_eq!(refusal(desk.redo()), stands);
}

#[test]
fn a_finished_order_owes_no_agreed_call_and_takes_none() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    let at = desk.now() + Span::hours(1);
    desk.perform(Target::Order(id), &Action::Schedule { at }).unwrap();
    desk.perform(
        Target::Order(id),
        &Action::Cancel {
            reason: Reason::ChangedMind,
        },
    )
    .unwrap();
    later(&mut desk, Span::hours(2));
    assert!(queue(&desk).rows.is_empty());
    let at = desk.now() + Span::hours(1);
    assert_eq!(
        refusal(desk.perform(Target::Order(id), &Action::Schedule { at })),
        Refusal::Cancelled
    );
}

#[test]
fn an_order_taken_back_is_nowhere_to_be_found_or_worked_on() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    desk.undo(UndoChoice::Operator).unwrap();
    for typed in ["4567", "иванова", "D1"] {
        assert!(
            desk.read(|look| search::search(look, typed)).unwrap().is_empty(),
            "{typed}"
        );
    }
    assert!(matches!(
        desk.perform(Target::Order(id), &Action::Confirm),
        Err(DeskError::NotFound)
    ));
    desk.redo().unwrap();
    assert_eq!(desk.read(|look| search::search(look, "4567")).unwrap().len(), 1);
}

#[test]
fn the_sweep_holds_nobody() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    for action in [Action::Confirm, pay, Action::Handed, Action::Received] {
        desk.perform(Target::Order(id), &action).unwrap();
    }
    later(&mut desk, Span::days(45));
    desk.who.claiming = Claiming::OnAction;
    desk.sweep().unwrap();
    let card = card_of(&desk, CardKey::Order(id));
    assert_eq!((stage(&desk, id), card.claim), (Stage::Closed, None));
}

#[test]
fn an_absurd_amount_is_taken_for_a_slip() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    let pay = Action::Pay {
        amount: Some(i64::MAX),
        means: Means::Card,
        note: String::new(),
    };
    assert_eq!(refusal(desk.perform(Target::Order(id), &pay)), Refusal::AmountTooLarge);
}

#[test]
fn a_reminder_in_vain_is_made_once_more_the_next_day_whatever_was_tried_before() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    let vain = |desk: &mut Desk| {
        let at = desk.now();
        let log = CallLog {
            outcome: Outcome::NoAnswer,
            at,
            phone: None,
            reason: None,
            call_at: None,
        };
        desk.perform(Target::Order(id), &Action::LogCall(log)).unwrap();
    };
    let due = |desk: &Desk| queue(desk).rows.first().map(|r| r.row.task.kind);
    vain(&mut desk);
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    later(&mut desk, Span::days(3));
    assert_eq!(due(&desk), Some(TaskKind::RemindPayment));
    vain(&mut desk);
    assert_eq!(due(&desk), None);
    later(&mut desk, Span::days(1));
    assert_eq!(due(&desk), Some(TaskKind::RemindPayment));
    vain(&mut desk);
    later(&mut desk, Span::days(1));
    assert_eq!(due(&desk), None);
}

#[test]
fn a_point_of_a_script_stays_ticked_until_it_is_opened_again() {
    let mut desk = desk();
    let order = new_order(&mut desk, "+79160000001", 100_000);
    let target = Target::Order(order);
    let tick = ScriptPoint {
        script: "first_contact".to_owned(),
        step: -7,
    };
    let shown = [ShownPoint {
        step: -7,
        text: "Greet".to_owned(),
    }];
    let seen = desk.store.feed_position().unwrap();
    desk.tick(target, &tick, &shown).unwrap();
    desk.tick(target, &tick, &shown).unwrap();
    let ticks = |desk: &Desk| card_of(desk, CardKey::Order(order)).ticks;
    assert_eq!(ticks(&desk), std::slice::from_ref(&tick));
    assert!(desk.store.feed_position().unwrap() > seen, "other consoles are told");
    desk.untick(target, &tick).unwrap();
    assert!(ticks(&desk).is_empty());
    let nobody = Target::Order(OrderId(99));
    assert!(matches!(desk.tick(nobody, &tick, &shown), Err(DeskError::NotFound)));
}

#[test]
fn a_skipped_row_stands_behind_its_lane() {
    let mut desk = desk();
    new_order(&mut desk, "+79161234567", 1_000);
    new_order(&mut desk, "+79161234568", 2_000);
    let top = |desk: &Desk| queue(desk).rows[0].row.key;
    let first = top(&desk);
    desk.skip(first, crate::domain::action::SkipReason::Other).unwrap();
    assert_ne!(top(&desk), first);
    assert_eq!(desk.unskip(&[first]).unwrap(), 1);
    assert_eq!(top(&desk), first, "taken back");
    assert_eq!(desk.unskip(&[first]).unwrap(), 0, "twice changes nothing");
    desk.skip(first, crate::domain::action::SkipReason::Other).unwrap();
    assert_ne!(top(&desk), first);
    later(&mut desk, Span::minutes(10));
    assert_eq!(top(&desk), first);
}

#[test]
fn a_claim_goes_over_with_a_merge_though_a_lapsed_one_lies_there() {
    let mut desk = desk();
    let ids = ["+79161234567", "+79161234568"].map(|phone| {
        let order = new_order(&mut desk, phone, 1_000);
        desk.store.order(order).unwrap().unwrap().facts.customer
    });
    desk.who = who("boris");
    desk.take(ids[0], TakeOver::No).unwrap();
    let lapse = desk.rules.regulation().claim_lapse;
    later(&mut desk, lapse + Span::minutes(1));
    desk.who = who("anna");
    desk.take(ids[1], TakeOver::No).unwrap();
    desk.merge(ids[0], ids[1], None).unwrap();
    let held = |desk: &Desk, id| desk.store.claim_of(id, desk.now()).unwrap().map(|claim| claim.operator);
    let [anna, boris] = ["anna", "boris"].map(|by| Some(by.to_owned()));
    assert_eq!(held(&desk, ids[0]), anna);
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(
        ids.map(|id| held(&desk, id)),
        [boris, anna],
        "as it was, the lapsed one too"
    );
}
