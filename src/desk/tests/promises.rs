//! Promised calls from the order to the outbox, minute by minute (R5).

use super::NOON;
use super::card_of;
use super::desk;
use super::order;
use super::queue;
use crate::board;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::worker::Worker;

const PHONE: &str = "+79161234567";
/// 21:00 of that Wednesday.
const CLOSING: Time = Time(NOON.0 + 9 * 3_600_000);

fn ordered(desk: &mut Desk, created_at: Time, customer: NewCustomer) -> OrderId {
    desk.clock = Clock::Stopped(created_at);
    let mut order = order(1_000);
    order.created_at = created_at;
    desk.new_order(&Whose::New(customer), order).unwrap().order.unwrap()
}

fn by_phone() -> NewCustomer {
    NewCustomer {
        name: "Анна".to_owned(),
        phone: Some((PHONE.to_owned(), Some(PHONE.to_owned()))),
        email: None,
    }
}

/// A worker that is open from `from` until `until`, and a gateway that takes what leaves.
fn pass(desk: &mut Desk, from: Time, until: Time) {
    let mut worker = Worker::default();
    let mut now = from;
    while now <= until {
        desk.clock = Clock::Stopped(now);
        while worker.turn(desk).unwrap().more {}
        let waiting = desk.read(|look| outbox::outbox(look, Messages::Open, 100)).unwrap();
        let tx = desk.store.write(now).unwrap();
        for message in waiting.iter().filter(|message| message.leaves_at <= now) {
            tx.move_message(message.id, MessageState::Waiting, MessageState::Sent, None)
                .unwrap();
        }
        tx.commit().unwrap();
        now = now + Span::minutes(5);
    }
}

fn told(desk: &Desk) -> Vec<(&'static str, &'static str)> {
    let mut messages = desk.read(|look| outbox::outbox(look, Messages::All, 100)).unwrap();
    messages.reverse();
    let line = |message: &MessageRow| (message.kind().code(), message.state.code());
    messages.iter().map(line).collect()
}

#[test]
fn every_new_time_the_order_carries_has_been_told() {
    let mut desk = desk();
    let night = CLOSING + Span::hours(1);
    let id = ordered(&mut desk, night, by_phone());
    // Nobody calls: an apology at noon, and one at closing for the day after.
    pass(&mut desk, night, CLOSING + Span::hours(26));
    let apologies = [("promise_broken", "sent"), ("promise_broken", "sent")];
    assert_eq!(told(&desk)[1..], apologies);
    assert_eq!(told(&desk)[0], ("promise", "sent"));
    let promised = desk.store.order_facts(id).unwrap().unwrap().promised_from;
    assert_eq!(promised, Some(CLOSING + Span::hours(36)));
}

#[test]
fn an_order_with_a_time_agreed_is_neither_promised_another_nor_apologised_to() {
    let mut desk = desk();
    let id = ordered(&mut desk, NOON, by_phone());
    let at = CLOSING + Span::hours(18);
    desk.perform(Target::Order(id), &Action::Schedule { at }).unwrap();
    pass(&mut desk, NOON, CLOSING + Span::hours(17));
    assert_eq!(told(&desk), []);
}

#[test]
fn who_has_no_phone_is_promised_no_call() {
    let mut desk = desk();
    let night = CLOSING + Span::hours(1);
    let customer = NewCustomer {
        name: "Анна".to_owned(),
        phone: None,
        email: Some("anna@mail.example".to_owned()),
    };
    ordered(&mut desk, night, customer);
    pass(&mut desk, night, night + Span::days(3));
    assert_eq!(told(&desk), [("in_work", "sent")], "and no call is spoken of");
}

#[test]
fn a_promise_that_rises_early_stands_in_one_lane_on_the_card_and_in_the_queue() {
    let mut desk = desk();
    let night = CLOSING + Span::hours(1);
    let mut ids = Vec::new();
    for number in 0..15 {
        let phone = format!("+7916123456{number:02}");
        let customer = NewCustomer {
            phone: Some((phone.clone(), Some(phone))),
            ..by_phone()
        };
        ids.push(ordered(&mut desk, night, customer));
    }
    let window = CLOSING + Span::hours(12);
    let lanes = |desk: &mut Desk, at: Time| -> (Vec<Lane>, Vec<Lane>) {
        desk.clock = Clock::Stopped(at);
        let board = queue(desk);
        let in_queue = ids.iter().map(|id| {
            let row = board.rows.iter().find(|row| row.row.order == Some(*id));
            row.unwrap().row.task.lane
        });
        let in_queue = in_queue.collect();
        let on_card = ids.iter().map(|id| {
            let mut card = card_of(desk, CardKey::Order(*id));
            let (customer, tasks) = (card.customer.id, &mut card.agenda.tasks);
            desk.read(|look| board::raise(look, "anna", customer, tasks)).unwrap();
            card.agenda.tasks[0].lane
        });
        (in_queue, on_card.collect())
    };
    // Fifteen calls of four minutes each take an hour of the two.
    for (minutes, lane) in [(30, Lane::New), (75, Lane::Callback), (119, Lane::Callback)] {
        let (in_queue, on_card) = lanes(&mut desk, window + Span::minutes(minutes));
        assert_eq!(in_queue, vec![lane; 15], "{minutes}");
        assert_eq!(on_card, in_queue, "{minutes}");
    }
}

#[test]
fn who_was_told_of_no_call_is_not_apologised_to_for_it() {
    let mut desk = desk();
    let night = CLOSING + Span::hours(1);
    let id = ordered(&mut desk, night, by_phone());
    // The promise waits for a look that nobody has until it is too old, and nobody calls the whole day.
    let mut worker = Worker::default();
    let mut now = night;
    while now < CLOSING + Span::hours(24) {
        desk.clock = Clock::Stopped(now);
        while worker.turn(&mut desk).unwrap().more {}
        now = now + Span::minutes(30);
    }
    assert_eq!(told(&desk), [("promise", "expired")]);
    // The next opening is promised as for the first time.
    pass(&mut desk, CLOSING + Span::hours(24), CLOSING + Span::hours(25));
    assert_eq!(told(&desk), [("promise", "expired"), ("promise", "sent")]);
    let facts = desk.store.order_facts(id).unwrap().unwrap();
    assert_eq!(
        (facts.promised_from, facts.apologies),
        (Some(CLOSING + Span::hours(36)), 0)
    );
}

#[test]
fn a_promise_that_was_not_sent_by_hand_after_all_is_told_to_nobody() {
    let mut desk = desk();
    let night = CLOSING + Span::hours(1);
    let id = ordered(&mut desk, night, by_phone());
    while Worker::default().turn(&mut desk).unwrap().more {}
    let message = desk.read(|look| outbox::outbox(look, Messages::Open, 1)).unwrap()[0].id;
    let promised = |desk: &Desk| desk.store.order_facts(id).unwrap().unwrap().promised_from;
    desk.sent_by_hand(message).unwrap();
    assert_eq!(promised(&desk), Some(CLOSING + Span::hours(12)));
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(promised(&desk), None);
}

#[test]
fn apologies_that_never_leave_end_as_those_do_that_left() {
    let mut desk = desk();
    let night = CLOSING + Span::hours(1);
    let id = ordered(&mut desk, night, by_phone());
    // The promise left; then no gateway takes anything for four days, and nobody calls.
    pass(&mut desk, night, night + Span::minutes(30));
    let mut worker = Worker::default();
    let mut now = night + Span::minutes(30);
    while now < night + Span::days(4) {
        desk.clock = Clock::Stopped(now);
        while worker.turn(&mut desk).unwrap().more {}
        now = now + Span::minutes(30);
    }
    let lost = [
        ("promise", "sent"),
        ("promise_broken", "expired"),
        ("promise_broken", "expired"),
    ];
    assert_eq!(told(&desk), lost, "and not one more at every window");
    assert_eq!(desk.store.order_facts(id).unwrap().unwrap().apologies, 2);
    let board = queue(&desk);
    let row = board.rows.iter().find(|row| row.row.order == Some(id)).unwrap();
    assert_eq!(
        (row.row.task.lane, &row.row.task.why),
        (Lane::New, &Why::PromisedInVain(3))
    );
}

#[test]
fn an_apology_taken_out_by_a_slip_waits_again_and_is_taken_out_again() {
    let mut desk = desk();
    let order = ordered(&mut desk, CLOSING + Span::minutes(5), by_phone());
    pass(&mut desk, CLOSING + Span::minutes(5), CLOSING + Span::minutes(10));
    // The promise of the next morning is broken by the next closing.
    desk.clock = Clock::Stopped(CLOSING + Span::hours(24) + Span::minutes(5));
    let work = |desk: &mut Desk| while Worker::default().turn(desk).unwrap().more {};
    work(&mut desk);
    let waiting = |desk: &Desk| {
        let waiting = desk.read(|look| outbox::outbox(look, Messages::Open, 100)).unwrap();
        let line = |message: &MessageRow| (message.kind().code(), message.expires_at);
        waiting.iter().map(line).collect::<Vec<_>>()
    };
    let apology = waiting(&desk);
    assert_eq!(apology.len(), 1);
    assert_eq!(apology[0].0, "promise_broken");
    let talk = Action::LogCall(CallLog {
        outcome: Outcome::Talked,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    });
    desk.perform(Target::Order(order), &talk).unwrap();
    assert_eq!(waiting(&desk), []);
    desk.undo(UndoChoice::Mine).unwrap();
    work(&mut desk);
    assert_eq!(waiting(&desk), apology);
    desk.redo().unwrap();
    assert_eq!(waiting(&desk), []);
}
