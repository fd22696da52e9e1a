//! An order in several parcels: each followed on its own, the order speaks of the one furthest behind (R18, R21).

use super::card_of;
use super::desk;
use super::later;
use super::order;
use super::queue;
use super::refusal;
use super::stage;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::Handing;
use crate::domain::action::ParcelStep;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::action::Warning;
use crate::domain::action::WhichParcel;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageRow;
use crate::domain::order::Line;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::shipment::Packed;
use crate::domain::shipment::Parcel;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::view::outbox;
use crate::view::outbox::Messages;

fn line(sku: &str) -> Line {
    Line {
        sku: sku.to_owned(),
        name: format!("Товар {sku}"),
        parameters: String::new(),
        quantity_milli: 1_000,
        price: 500,
        total: 500,
    }
}

/// A confirmed order of two lines that is paid on delivery.
fn ready(desk: &mut Desk) -> OrderId {
    let customer = NewCustomer {
        name: "Елена Иванова".to_owned(),
        phone: Some(("+79161234567".to_owned(), Some("+79161234567".to_owned()))),
        email: None,
    };
    let mut order = order(1_000);
    order.lines = vec![line("A"), line("B")];
    order.terms = Some(Terms::OnDelivery);
    order.carrier = Some(Carrier::RussianPost);
    let id = desk.new_order(&Whose::New(customer), order).unwrap().order.unwrap();
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    later(desk, Span::minutes(5));
    id
}

fn ship(number: &str, which: WhichParcel, contents: &[&str]) -> Action {
    Action::Ship(Shipping {
        number: number.to_owned(),
        which,
        contents: contents.iter().map(|sku| Packed::all_of(&line(sku))).collect(),
        ..Shipping::default()
    })
}

fn act(desk: &mut Desk, id: OrderId, action: &Action) {
    let done = desk.perform(Target::Order(id), action).unwrap();
    assert!(done.entry.is_some(), "{action:?} changes nothing");
    later(desk, Span::minutes(5));
}

fn of_parcel(position: i64, step: ParcelStep) -> Action {
    Action::OfParcel { position, step }
}

fn parcels(desk: &Desk, id: OrderId) -> Vec<Parcel> {
    card_of(desk, CardKey::Order(id)).order.unwrap().parcels
}

/// What is waiting to be told: each message's number of a parcel.
fn told(desk: &Desk, kind: &str) -> Vec<String> {
    let messages = desk.read(|look| outbox::outbox(look, Messages::All, 100)).unwrap();
    let of_kind = messages
        .iter()
        .filter(|message: &&MessageRow| message.kind().code() == kind);
    let mut numbers: Vec<String> = of_kind
        .map(|message| match &message.told {
            MessageBody::Dispatched { number, .. } | MessageBody::Tracking { number, .. } => number.clone(),
            MessageBody::Arrived(storage) | MessageBody::PickupWaits(storage) => storage.number.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    numbers.sort();
    numbers
}

#[test]
fn each_parcel_is_followed_and_the_order_is_received_when_all_are() {
    let mut desk = desk();
    let id = ready(&mut desk);
    let before = parcels(&desk, id);
    assert_eq!(before, []);

    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &["A"]));
    // What is in no parcel is still to be sent, and the number is known.
    assert_eq!(stage(&desk, id), Stage::Ready);
    assert_eq!(told(&desk, "dispatched"), ["RA1"]);
    let owed: Vec<TaskKind> = queue(&desk).rows.iter().map(|row| row.row.task.kind).collect();
    assert_eq!(owed, []);
    let upcoming = card_of(&desk, CardKey::Order(id)).agenda.upcoming;
    let kinds: Vec<TaskKind> = upcoming.iter().map(|task| task.kind).collect();
    assert_eq!(kinds, [TaskKind::DispatchLate, TaskKind::CheckParcel]);

    act(&mut desk, id, &ship("RA2", WhichParcel::Another, &[]));
    assert_eq!(stage(&desk, id), Stage::Dispatched);
    assert_eq!(told(&desk, "dispatched"), ["RA1", "RA2"]);
    let again = desk
        .perform(Target::Order(id), &ship("RA2", WhichParcel::Another, &[]))
        .unwrap();
    assert!(again.entry.is_none(), "the same number is the same parcel");

    act(&mut desk, id, &of_parcel(1, ParcelStep::Arrived));
    assert_eq!(stage(&desk, id), Stage::Dispatched);
    assert_eq!(told(&desk, "arrived"), ["RA1"]);
    let upcoming = card_of(&desk, CardKey::Order(id)).agenda.upcoming;
    assert!(
        upcoming.iter().any(|task| task.kind == TaskKind::RemindPickup),
        "{upcoming:?}"
    );
    act(&mut desk, id, &Action::Arrived);
    assert_eq!(stage(&desk, id), Stage::Arrived);
    assert_eq!(told(&desk, "arrived"), ["RA1", "RA2"]);
    let reminders = card_of(&desk, CardKey::Order(id)).agenda.upcoming;
    let reminders = reminders.iter().filter(|task| task.kind == TaskKind::RemindPickup);
    assert_eq!(reminders.count(), 1, "one call about both");

    act(&mut desk, id, &of_parcel(2, ParcelStep::Received));
    assert_eq!(stage(&desk, id), Stage::Arrived);
    act(&mut desk, id, &Action::Received);
    assert_eq!(stage(&desk, id), Stage::Received);
    let whole = parcels(&desk, id);

    for _ in 0..6 {
        desk.undo(UndoChoice::Operator).unwrap();
    }
    assert_eq!((parcels(&desk, id), stage(&desk, id)), (before, Stage::Ready));
    for _ in 0..6 {
        desk.redo().unwrap();
    }
    assert_eq!((parcels(&desk, id), stage(&desk, id)), (whole, Stage::Received));
}

#[test]
fn a_number_is_that_of_the_one_parcel_that_waits_for_it() {
    let mut desk = desk();
    let id = ready(&mut desk);
    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &["A"]));
    act(&mut desk, id, &Action::Handed);
    act(&mut desk, id, &ship("RA2", WhichParcel::Only, &[]));
    let numbers: Vec<Option<String>> = parcels(&desk, id).into_iter().map(|parcel| parcel.number).collect();
    assert_eq!(numbers, [Some("RA1".to_owned()), Some("RA2".to_owned())]);
}

#[test]
fn one_parcel_of_several_is_to_be_named() {
    let mut desk = desk();
    let id = ready(&mut desk);
    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &[]));
    act(&mut desk, id, &ship("RA2", WhichParcel::Another, &["B"]));
    let unnamed = desk.perform(Target::Order(id), &ship("RA3", WhichParcel::Only, &[]));
    assert_eq!(refusal(unnamed), Refusal::SeveralParcels);
    let none = desk.perform(Target::Order(id), &ship("RA3", WhichParcel::At(7), &[]));
    assert_eq!(refusal(none), Refusal::NoSuchParcel);
    let none = desk.perform(Target::Order(id), &of_parcel(7, ParcelStep::Arrived));
    assert_eq!(refusal(none), Refusal::NoSuchParcel);
    act(&mut desk, id, &ship("RA3", WhichParcel::At(2), &[]));
    let numbers: Vec<Option<String>> = parcels(&desk, id).into_iter().map(|parcel| parcel.number).collect();
    assert_eq!(numbers, [Some("RA1".to_owned()), Some("RA3".to_owned())]);
    let seen = desk.perform(
        Target::Order(id),
        &Action::Ship(Shipping {
            number: "RA4".to_owned(),
            which: WhichParcel::At(2),
            seen: Some("RA2".to_owned()),
            handed: Handing::Later,
            ..Shipping::default()
        }),
    );
    assert_eq!(refusal(seen), Refusal::ChangedMeanwhile);
}

#[test]
fn a_parcel_that_comes_back_leaves_the_others_and_the_last_one_takes_the_order_along() {
    let mut desk = desk();
    let id = ready(&mut desk);
    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &["A"]));
    act(&mut desk, id, &ship("RA2", WhichParcel::Another, &["B"]));
    let cancel = Action::Cancel {
        reason: Reason::Cheaper,
    };
    assert_eq!(refusal(desk.perform(Target::Order(id), &cancel)), Refusal::OnItsWay);
    let reason = Reason::NotCollected;
    act(&mut desk, id, &of_parcel(2, ParcelStep::Returned { reason }));
    let order = card_of(&desk, CardKey::Order(id)).order.unwrap();
    assert_eq!((order.facts.stage, order.facts.reason), (Stage::Dispatched, None));
    act(&mut desk, id, &of_parcel(1, ParcelStep::Returned { reason }));
    let order = card_of(&desk, CardKey::Order(id)).order.unwrap();
    assert_eq!((order.facts.stage, order.facts.reason), (Stage::Returned, Some(reason)));
}

#[test]
fn a_reopened_order_is_sent_again_and_what_came_back_stays_written() {
    let mut desk = desk();
    let id = ready(&mut desk);
    let reason = Reason::NotCollected;
    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &[]));
    act(&mut desk, id, &Action::Returned { reason });
    let came_back = parcels(&desk, id)[0].returned_at;
    act(&mut desk, id, &Action::Reopen);
    let order = card_of(&desk, CardKey::Order(id)).order.unwrap();
    assert_eq!((order.facts.stage, order.facts.reason), (Stage::Ready, None));
    assert_eq!((order.parcels.len(), order.parcels[0].returned_at), (1, came_back));
    assert_eq!(order.tracking_number, None);
    let owed: Vec<TaskKind> = queue(&desk).rows.iter().map(|row| row.row.task.kind).collect();
    assert_eq!(owed, [TaskKind::SendTracking]);
    let over = desk.perform(Target::Order(id), &of_parcel(1, ParcelStep::Arrived));
    assert_eq!(refusal(over), Refusal::ParcelOver);

    act(&mut desk, id, &ship("RA2", WhichParcel::Only, &[]));
    let numbers: Vec<Option<String>> = parcels(&desk, id).into_iter().map(|parcel| parcel.number).collect();
    assert_eq!(numbers, [Some("RA1".to_owned()), Some("RA2".to_owned())]);
    let order = card_of(&desk, CardKey::Order(id)).order.unwrap();
    assert_eq!(order.facts.stage, Stage::Dispatched);
    assert_eq!(order.tracking_number.as_deref(), Some("RA2"));
    assert!(order.facts.parcels.is_empty(), "one parcel is under way");
    act(&mut desk, id, &Action::Received);
    assert_eq!(stage(&desk, id), Stage::Received);
    assert_eq!(parcels(&desk, id)[0].received_at, None, "the first never was");
    for _ in 0..3 {
        desk.undo(UndoChoice::Operator).unwrap();
    }
    let order = card_of(&desk, CardKey::Order(id)).order.unwrap();
    assert_eq!(order.facts.stage, Stage::Returned, "the reopening itself is taken back");
    assert_eq!(order.parcels[0].reopened_at, None);
}

#[test]
fn goods_that_never_left_do_not_come_back() {
    let mut desk = desk();
    let id = ready(&mut desk);
    let reason = Reason::NotCollected;
    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &["A"]));
    let later = Action::Ship(Shipping {
        number: "RA2".to_owned(),
        which: WhichParcel::Another,
        handed: Handing::Later,
        ..Shipping::default()
    });
    act(&mut desk, id, &later);
    let never = desk.perform(Target::Order(id), &of_parcel(2, ParcelStep::Returned { reason }));
    assert_eq!(refusal(never), Refusal::NotDispatched);
    act(&mut desk, id, &Action::Returned { reason });
    let back: Vec<bool> = parcels(&desk, id)
        .iter()
        .map(|parcel| parcel.returned_at.is_some())
        .collect();
    assert_eq!(back, [true, false]);
    let order = card_of(&desk, CardKey::Order(id)).order.unwrap();
    assert_eq!((order.facts.stage, order.facts.reason), (Stage::Ready, None));
    // The rest is sent after all, or called off.
    act(&mut desk, id, &Action::Cancel { reason });
    assert_eq!(stage(&desk, id), Stage::Cancelled);
}

#[test]
fn another_number_for_a_finished_parcel_is_another_parcel() {
    let mut desk = desk();
    let id = ready(&mut desk);
    let reason = Reason::NotCollected;
    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &["A"]));
    act(&mut desk, id, &of_parcel(1, ParcelStep::Received));
    let over = desk.perform(Target::Order(id), &ship("RA9", WhichParcel::At(1), &[]));
    assert_eq!(refusal(over), Refusal::ParcelOver);
    act(&mut desk, id, &ship("RA2", WhichParcel::Only, &[]));
    let found: Vec<(Option<String>, bool)> = parcels(&desk, id)
        .into_iter()
        .map(|parcel| (parcel.number, parcel.received_at.is_some()))
        .collect();
    assert_eq!(found, [(Some("RA1".to_owned()), true), (Some("RA2".to_owned()), false)]);
    let taken = desk.perform(Target::Order(id), &ship("RA1", WhichParcel::At(2), &[]));
    assert_eq!(refusal(taken), Refusal::NumberOfAnother);
    act(&mut desk, id, &of_parcel(2, ParcelStep::Returned { reason }));
    let unnamed = desk.perform(Target::Order(id), &ship("RA3", WhichParcel::Another, &["B"]));
    assert_eq!(
        refusal(unnamed),
        Refusal::AlreadyReceived,
        "what did not come back is received"
    );
}

#[test]
fn a_number_of_two_customers_is_said_and_one_shipment_of_two_orders_is_not() {
    let mut desk = desk();
    let first = ready(&mut desk);
    let second = ready(&mut desk);
    act(&mut desk, first, &ship("RA1", WhichParcel::Only, &[]));
    let both = desk
        .perform(Target::Order(second), &ship("RA1", WhichParcel::Only, &[]))
        .unwrap();
    assert_eq!(both.warnings, [], "the same customer's orders may go together");
    let other = super::new_order(&mut desk, "+79167654321", 1_000);
    act(&mut desk, other, &Action::Confirm);
    let twice = desk
        .perform(Target::Order(other), &ship("RA1", WhichParcel::Only, &[]))
        .unwrap();
    let numbers = [first, second].map(|id| card_of(&desk, CardKey::Order(id)).order.unwrap().number);
    assert!(
        twice.warnings.contains(&Warning::NumberElsewhere(numbers.to_vec())),
        "{:?}",
        twice.warnings
    );
}

#[test]
fn what_is_partly_sent_is_on_its_way_though_the_rest_waits() {
    let mut desk = desk();
    let id = ready(&mut desk);
    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &["A"]));
    let cancel = Action::Cancel {
        reason: Reason::Cheaper,
    };
    assert_eq!(refusal(desk.perform(Target::Order(id), &cancel)), Refusal::OnItsWay);
    act(&mut desk, id, &Action::Arrived);
    assert_eq!((stage(&desk, id), parcels(&desk, id).len()), (Stage::Ready, 1));
    // All of it: the rest leaves as one more parcel.
    act(&mut desk, id, &Action::Handed);
    assert_eq!((stage(&desk, id), parcels(&desk, id).len()), (Stage::Dispatched, 2));
    // Nobody asks for what was never ordered: without the other line nothing is left to be sent.
    desk.undo(UndoChoice::Operator).unwrap();
    let lines = Action::Lines {
        lines: vec![line("A")],
        total: None,
        seen: None,
    };
    act(&mut desk, id, &lines);
    assert_eq!(stage(&desk, id), Stage::Arrived);
}

#[test]
fn a_call_after_receipt_that_is_not_needed_is_neither_made_nor_written() {
    let mut desk = desk();
    let id = ready(&mut desk);
    act(&mut desk, id, &ship("RA1", WhichParcel::Only, &[]));
    let early = desk.perform(Target::Order(id), &Action::CareDone);
    assert_eq!(refusal(early), Refusal::NotReceived);
    act(&mut desk, id, &Action::Received);
    let owed = |desk: &Desk| -> Vec<TaskKind> {
        let agenda = card_of(desk, CardKey::Order(id)).agenda;
        let care = agenda.tasks.iter().chain(&agenda.upcoming).map(|task| task.kind);
        care.filter(|kind| kind.is_care()).collect()
    };
    let (quality, courtesy) = (TaskKind::QualityCall, TaskKind::CourtesyCall);
    assert_eq!(owed(&desk), [quality, courtesy]);
    later(&mut desk, Span::days(4));
    desk.perform(Target::Order(id), &Action::CareDone).unwrap();
    assert_eq!(owed(&desk), [courtesy]);
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(owed(&desk), [quality, courtesy]);
    desk.redo().unwrap();
    later(&mut desk, Span::days(4));
    let mut worker = crate::worker::Worker::default();
    while worker.turn(&mut desk).unwrap().more {}
    assert_eq!(told(&desk, "quality"), Vec::<String>::new());
    later(&mut desk, Span::days(24));
    desk.perform(Target::Order(id), &Action::CareDone).unwrap();
    assert_eq!(owed(&desk), []);
    let again = desk.perform(Target::Order(id), &Action::CareDone).unwrap();
    assert!(again.entry.is_none(), "both are done");
}
