//! What carriers tell of parcels, done to their orders.

use super::NOON;
use super::card_of;
use super::desk;
use super::later;
use super::new_order;
use super::queue;
use super::stage;
use crate::desk::Desk;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::DetailsEdit;
use crate::domain::action::Shipping;
use crate::domain::action::WhichParcel;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::journal::Page;
use crate::domain::message::MessageKind;
use crate::domain::order::OrderFacts;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::parcel_news::ParcelAbout;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::outbox;
use crate::view::outbox::Messages;

const CDEK: Carrier = Carrier::Cdek;

/// An order that goes by that number, paid on delivery.
fn sent(desk: &mut Desk, phone: &str, number: &str) -> OrderId {
    let id = new_order(desk, phone, 1_000);
    let terms = DetailsEdit {
        terms: Some(Terms::OnDelivery),
        ..DetailsEdit::default()
    };
    for action in [Action::Details(terms), Action::Confirm, ship(number, WhichParcel::Only)] {
        desk.perform(Target::Order(id), &action).unwrap();
    }
    later(desk, Span::hours(1));
    id
}

fn ship(number: &str, which: WhichParcel) -> Action {
    Action::Ship(Shipping {
        number: number.to_owned(),
        carrier: Some(CDEK),
        which,
        ..Shipping::default()
    })
}

fn event(at: Time, state: ParcelState) -> ParcelEvent {
    ParcelEvent {
        at,
        code: state.code().to_uppercase(),
        state: Some(state),
        place: "Тверь".to_owned(),
        ..ParcelEvent::default()
    }
}

fn news(number: &str, events: &[ParcelEvent]) -> ParcelNews {
    ParcelNews {
        number: number.to_owned(),
        events: events.to_vec(),
        ..ParcelNews::default()
    }
}

/// How many orders that changes.
fn told(desk: &mut Desk, number: &str, events: &[ParcelEvent]) -> i64 {
    let news = news(number, events);
    let told = desk.carrier_told(CDEK, &[number.to_owned()], &[news]).unwrap();
    told.changed
}

fn facts(desk: &Desk, id: OrderId) -> OrderFacts {
    card_of(desk, CardKey::Order(id)).order.unwrap().facts
}

/// The kinds of messages that were made, by their names.
fn messages(desk: &Desk) -> Vec<&'static str> {
    let messages = desk.read(|look| outbox::outbox(look, Messages::All, 100)).unwrap();
    let mut kinds: Vec<&str> = messages.iter().map(|message| message.kind().code()).collect();
    kinds.sort_unstable();
    kinds
}

fn upcoming(desk: &Desk, id: OrderId) -> Vec<TaskKind> {
    let agenda = card_of(desk, CardKey::Order(id)).agenda;
    let due = agenda.tasks.iter().map(|task| task.kind);
    due.chain(agenda.upcoming.iter().map(|task| task.kind)).collect()
}

#[test]
fn a_parcel_comes_and_is_received_by_its_carriers_word() {
    let mut desk = desk();
    let id = sent(&mut desk, "+79161234567", "1100285492");
    let handed = event(NOON, ParcelState::HandedOver);
    assert_eq!(
        told(&mut desk, "1100285492", std::slice::from_ref(&handed)),
        0,
        "that was known"
    );
    later(&mut desk, Span::days(2));
    let arrived = event(desk.now() - Span::minutes(10), ParcelState::Arrived);
    let both = [handed.clone(), arrived.clone()];
    assert_eq!(told(&mut desk, "1100285492", &both), 1);
    assert_eq!(stage(&desk, id), Stage::Arrived);
    assert_eq!(facts(&desk, id).arrived_at, Some(arrived.at));
    assert!(
        messages(&desk).contains(&MessageKind::Arrived.code()),
        "{:?}",
        messages(&desk)
    );
    let made = messages(&desk).len();
    // Again, and what is older again.
    for events in [&both[..], &both[..1], &both[1..]] {
        assert_eq!(told(&mut desk, "1100285492", events), 0);
    }
    assert_eq!(messages(&desk).len(), made);
    let entry = &desk.read(|look| look.store.journal(Page::Order(id), 1)).unwrap()[0];
    assert_eq!((entry.kind, entry.operator.as_str()), (ActionKind::Arrived, "cdek"));

    later(&mut desk, Span::hours(5));
    let received = event(desk.now() - Span::minutes(3), ParcelState::Received);
    assert_eq!(told(&mut desk, "1100285492", std::slice::from_ref(&received)), 1);
    assert_eq!(stage(&desk, id), Stage::Received);
    assert!(messages(&desk).contains(&MessageKind::Received.code()));
    let parcel = &card_of(&desk, CardKey::Order(id)).followed[0];
    assert_eq!(parcel.newest().map(|newest| newest.at), Some(received.at));
    assert_eq!(parcel.events.len(), 3);
    assert_eq!(desk.numbers_to_ask(CDEK, desk.now(), 9).unwrap(), [] as [String; 0]);
}

#[test]
fn what_a_weekend_brought_is_done_and_not_told() {
    let mut desk = desk();
    let id = sent(&mut desk, "+79161234567", "1100285492");
    let arrived = event(desk.now() + Span::hours(8), ParcelState::Arrived);
    let before = messages(&desk);
    later(&mut desk, Span::days(3));
    assert_eq!(told(&mut desk, "1100285492", &[arrived]), 1);
    assert_eq!(stage(&desk, id), Stage::Arrived);
    assert!(!messages(&desk).contains(&MessageKind::Arrived.code()), "{before:?}");
}

#[test]
fn what_is_taken_back_stays_so_until_the_carrier_has_other_news() {
    let mut desk = desk();
    let id = sent(&mut desk, "+79161234567", "1100285492");
    let arrived = [event(desk.now() - Span::minutes(9), ParcelState::Arrived)];
    assert_eq!(told(&mut desk, "1100285492", &arrived), 1);
    let entry = desk.read(|look| look.store.journal(Page::Order(id), 1)).unwrap()[0].id;
    desk.as_operator(Some("cdek".to_owned()), |desk| desk.undo(UndoChoice::Seen(entry)))
        .unwrap();
    assert_eq!(stage(&desk, id), Stage::Dispatched);
    assert_eq!(told(&mut desk, "1100285492", &arrived), 0);
    assert_eq!(stage(&desk, id), Stage::Dispatched);
    later(&mut desk, Span::hours(1));
    let received = event(desk.now(), ParcelState::Received);
    assert_eq!(told(&mut desk, "1100285492", &[received]), 1);
    assert_eq!(stage(&desk, id), Stage::Received);
}

#[test]
fn what_somebody_said_stands_and_what_is_over_is_left() {
    let mut desk = desk();
    let said = sent(&mut desk, "+79161234567", "1");
    desk.perform(Target::Order(said), &Action::Received).unwrap();
    let cancelled = new_order(&mut desk, "+79161234568", 500);
    let returned = sent(&mut desk, "+79161234569", "3");
    let reason = Reason::ChangedMind;
    desk.perform(Target::Order(returned), &Action::Returned { reason })
        .unwrap();
    let later_on = event(desk.now(), ParcelState::Returning);
    for number in ["1", "3"] {
        assert_eq!(told(&mut desk, number, std::slice::from_ref(&later_on)), 0);
    }
    assert_eq!(
        (stage(&desk, said), stage(&desk, returned)),
        (Stage::Received, Stage::Returned)
    );
    // It is shown all the same.
    let shown = &card_of(&desk, CardKey::Order(said)).followed[0];
    assert_eq!(
        shown.newest().and_then(|newest| newest.state),
        Some(ParcelState::Returning)
    );
    // Called off before the answer came.
    desk.perform(Target::Order(cancelled), &Action::Confirm).unwrap();
    let later_handed = Action::Ship(Shipping {
        number: "2".to_owned(),
        carrier: Some(CDEK),
        handed: crate::domain::action::Handing::Later,
        ..Shipping::default()
    });
    desk.perform(Target::Order(cancelled), &later_handed).unwrap();
    assert_eq!(desk.numbers_to_ask(CDEK, desk.now(), 9).unwrap(), ["2"]);
    desk.perform(Target::Order(cancelled), &Action::Cancel { reason })
        .unwrap();
    assert_eq!(told(&mut desk, "2", &[later_on]), 0);
    assert_eq!(stage(&desk, cancelled), Stage::Cancelled);
    assert_eq!(desk.numbers_followed(CDEK).unwrap(), 0);
}

#[test]
fn each_parcel_has_its_own_news_and_one_number_may_be_of_two_orders() {
    let mut desk = desk();
    let id = sent(&mut desk, "+79161234567", "1");
    desk.perform(Target::Order(id), &ship("2", WhichParcel::Another))
        .unwrap();
    let other = sent(&mut desk, "+79161234568", "2");
    assert_eq!(desk.numbers_to_ask(CDEK, desk.now(), 9).unwrap(), ["1", "2"]);
    assert_eq!(
        desk.numbers_to_ask(Carrier::NovaPoshta, desk.now(), 9).unwrap(),
        [] as [String; 0]
    );
    let arrived = [event(desk.now() - Span::minutes(9), ParcelState::Arrived)];
    assert_eq!(told(&mut desk, "2", &arrived), 2);
    assert_eq!(
        (stage(&desk, id), stage(&desk, other)),
        (Stage::Dispatched, Stage::Arrived)
    );
    assert_eq!(told(&mut desk, "1", &arrived), 1);
    assert_eq!(stage(&desk, id), Stage::Arrived);
    // Another number begins from nothing.
    desk.perform(Target::Order(id), &ship("7", WhichParcel::At(1))).unwrap();
    assert_eq!(told(&mut desk, "1", &arrived), 0);
    assert_eq!(told(&mut desk, "7", &arrived), 0, "it is there already");
    let numbers = card_of(&desk, CardKey::Order(id)).followed;
    let numbers: Vec<&str> = numbers.iter().map(|parcel| parcel.number.as_str()).collect();
    assert_eq!(numbers, ["7", "2"]);
}

#[test]
fn a_parcel_that_goes_back_is_not_waited_for_and_a_lost_one_is_looked_for() {
    let mut desk = desk();
    let refused = sent(&mut desk, "+79161234567", "1");
    let back = sent(&mut desk, "+79161234568", "2");
    let lost = sent(&mut desk, "+79161234569", "3");
    assert_eq!(upcoming(&desk, lost), [TaskKind::CheckParcel]);
    let now = desk.now();
    assert_eq!(told(&mut desk, "1", &[event(now, ParcelState::Refused)]), 1);
    assert_eq!(told(&mut desk, "2", &[event(now, ParcelState::Returning)]), 1);
    assert_eq!(told(&mut desk, "3", &[event(now, ParcelState::Lost)]), 1);
    for id in [refused, back] {
        assert_eq!(upcoming(&desk, id), [TaskKind::ProposeReturn]);
    }
    let due = queue(&desk).rows;
    let due = due.iter().find(|row| row.row.task.order == Some(lost)).unwrap();
    assert_eq!(
        (due.row.task.kind, due.row.task.why),
        (TaskKind::CheckParcel, Why::ParcelLost)
    );
    let found = event(now + Span::minutes(1), ParcelState::OnTheWay);
    later(&mut desk, Span::hours(1));
    assert_eq!(told(&mut desk, "3", &[found]), 1);
    assert!(queue(&desk).rows.iter().all(|row| row.row.task.order != Some(lost)));
}

#[test]
fn a_parcel_that_moves_is_not_asked_after() {
    let mut desk = desk();
    let id = sent(&mut desk, "+79161234567", "1");
    let due = |desk: &Desk| card_of(desk, CardKey::Order(id)).agenda.upcoming[0].due;
    let before = due(&desk);
    later(&mut desk, Span::days(9));
    let moved = event(desk.now(), ParcelState::OnTheWay);
    assert_eq!(told(&mut desk, "1", &[moved]), 0);
    assert!(due(&desk) > before);
}

#[test]
fn storage_and_estimate_are_the_carriers_own() {
    let mut desk = desk();
    let id = sent(&mut desk, "+79161234567", "1");
    let estimate = desk.now() + Span::days(3);
    let told = |desk: &mut Desk, news: ParcelNews| desk.carrier_told(CDEK, &["1".to_owned()], &[news]).unwrap().changed;
    let on_its_way = ParcelNews {
        estimate_at: Some(estimate),
        ..news("1", &[event(desk.now(), ParcelState::OnTheWay)])
    };
    assert_eq!(told(&mut desk, on_its_way.clone()), 1);
    assert_eq!(told(&mut desk, on_its_way), 0);
    assert_eq!(facts(&desk, id).estimate_at, Some(estimate));
    later(&mut desk, Span::days(3));
    let arrived = event(desk.now(), ParcelState::Arrived);
    let keeps = |until: Time| ParcelNews {
        about: ParcelAbout {
            free_until: Some(until),
            pickup_code: Some("4711".to_owned()),
            ..ParcelAbout::default()
        },
        ..news("1", std::slice::from_ref(&arrived))
    };
    let until = desk.now() + Span::days(5);
    assert_eq!(told(&mut desk, keeps(until)), 1);
    assert_eq!(facts(&desk, id).free_until, Some(until));
    let longer = until + Span::days(2);
    assert_eq!(told(&mut desk, keeps(longer)), 1);
    assert_eq!(facts(&desk, id).free_until, Some(longer));
    let shown = &card_of(&desk, CardKey::Order(id)).followed[0];
    assert_eq!(shown.about.pickup_code.as_deref(), Some("4711"));
}
