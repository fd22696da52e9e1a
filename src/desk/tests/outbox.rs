//! The outbox: once per fact, recalled with its fact, made by who is open.

use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::NOON;
use super::desk;
use super::later;
use super::new_order;
use super::order;
use super::refusal;
use super::who;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::outbox::sync::told_now;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::action::CustomerEdit;
use crate::domain::action::Handing;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::call::Outcome;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::order::Line;
use crate::domain::order::Reason;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::session::Session;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Envelope;
use crate::session::request::Request;
use crate::session::setup::Setup;
use crate::store::Access;
use crate::store::Store;
use crate::store::tests::ran::ran_by;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::worker::Turn;
use crate::worker::Worker;

const PHONE: &str = "+79161234567";
/// 21:00 of that Wednesday.
const CLOSING: Time = Time(NOON.0 + 9 * 3_600_000);

fn all(desk: &Desk) -> Vec<MessageRow> {
    let mut messages = desk.read(|look| outbox::outbox(look, Messages::All, 1_000)).unwrap();
    messages.reverse();
    messages
}

fn shown(desk: &Desk) -> Vec<(&'static str, &'static str)> {
    let line = |message: &MessageRow| (message.kind().code(), message.state.code());
    all(desk).iter().map(line).collect()
}

fn at(desk: &mut Desk, moment: Time) {
    desk.clock = Clock::Stopped(moment);
}

/// What a worker that is open all the time does until nothing is left at this moment.
fn work(desk: &mut Desk, worker: &mut Worker) -> Turn {
    let mut turn = worker.turn(desk).unwrap();
    while turn.more {
        turn = turn.and(worker.turn(desk).unwrap());
    }
    turn
}

fn send(desk: &mut Desk, message: &MessageRow) {
    let now = desk.now();
    let tx = desk.store.write(now).unwrap();
    assert!(
        tx.move_message(message.id, MessageState::Waiting, MessageState::Sent, None)
            .unwrap()
    );
    tx.commit().unwrap();
}

fn confirm(desk: &mut Desk, order: OrderId) {
    desk.perform(Target::Order(order), &Action::Confirm).unwrap();
}

#[test]
fn confirming_puts_the_acceptance_into_the_outbox_and_undo_takes_it_out_again() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let made = all(&desk);
    let accepted = &made[0];
    assert_eq!(
        (
            accepted.kind(),
            accepted.channel,
            accepted.address.as_str(),
            accepted.leaves_at
        ),
        (
            MessageKind::Accepted,
            Some(Channel::Sms),
            PHONE,
            NOON + Span::seconds(15)
        ),
        "SMS, for they have no email"
    );
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    let ids = |messages: &[MessageRow]| messages.iter().map(|message| message.id).collect::<Vec<_>>();
    assert_eq!(
        (ids(&undone.recalled), ids(&undone.already_sent)),
        (vec![accepted.id], vec![])
    );
    assert_eq!(shown(&desk), [("accepted", "recalled")]);
    later(&mut desk, Span::seconds(5));
    desk.redo().unwrap();
    assert_eq!(shown(&desk), [("accepted", "waiting")], "the same entry waits again");
    assert_eq!(all(&desk)[0].leaves_at, NOON + Span::seconds(20));
}

#[test]
fn undo_says_what_had_gone_already_and_a_correction_can_follow_once() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let accepted = all(&desk).remove(0);
    assert_eq!(refusal(desk.take_back(accepted.id)), Refusal::MessageNotSent);
    send(&mut desk, &accepted);
    assert_eq!(refusal(desk.recall(accepted.id)), Refusal::MessageGone);
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    assert!(undone.recalled.is_empty());
    assert_eq!(undone.already_sent.len(), 1);
    let (word, new) = desk.take_back(accepted.id).unwrap();
    assert_eq!(
        (word.kind(), word.corrects, new),
        (MessageKind::TakenBack, Some(accepted.id), true)
    );
    assert!(!desk.take_back(accepted.id).unwrap().1, "once");
    // Confirmed again, the same goods are not told twice.
    confirm(&mut desk, id);
    assert_eq!(shown(&desk), [("accepted", "sent"), ("taken_back", "waiting")]);
}

#[test]
fn what_was_told_to_both_is_true_of_both_when_their_merge_is_taken_back() {
    let mut desk = desk();
    for phone in [PHONE, "+79161234568"] {
        let id = new_order(&mut desk, phone, 1_000);
        confirm(&mut desk, id);
    }
    let told = all(&desk);
    for message in &told {
        send(&mut desk, message);
    }
    desk.merge(told[0].customer, told[1].customer, None).unwrap();
    let undone = desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(undone.already_sent, [], "nothing they were told has become untrue");
}

#[test]
fn goods_changed_after_they_were_told_are_told_anew_as_a_correction() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let accepted = all(&desk).remove(0);
    send(&mut desk, &accepted);
    later(&mut desk, Span::days(2));
    desk.perform(Target::Order(id), &goods("Кофеварка")).unwrap();
    let found = all(&desk);
    assert_eq!(shown(&desk), [("accepted", "sent"), ("accepted", "waiting")]);
    assert_eq!(found[1].corrects, Some(accepted.id));
    desk.undo(UndoChoice::Operator).unwrap();
    assert_eq!(shown(&desk), [("accepted", "sent"), ("accepted", "recalled")]);
    // Changed to the same again, the same correction waits again.
    desk.perform(Target::Order(id), &goods("Кофеварка")).unwrap();
    assert_eq!(shown(&desk), [("accepted", "sent"), ("accepted", "waiting")]);
}

#[test]
fn goods_changed_again_before_their_correction_left_are_corrected_by_the_last_of_them() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let accepted = all(&desk).remove(0);
    send(&mut desk, &accepted);
    later(&mut desk, Span::days(2));
    for name in ["Кофеварка", "Тостер"] {
        desk.perform(Target::Order(id), &goods(name)).unwrap();
    }
    let states = [("accepted", "sent"), ("accepted", "recalled"), ("accepted", "waiting")];
    assert_eq!(shown(&desk), states);
    assert_eq!(all(&desk)[2].corrects, Some(accepted.id), "what they were told last");
    // Taken back, the correction before it holds again; and a third one takes its place.
    desk.undo(UndoChoice::Operator).unwrap();
    let states = [("accepted", "sent"), ("accepted", "waiting"), ("accepted", "recalled")];
    assert_eq!(shown(&desk), states);
    desk.perform(Target::Order(id), &goods("Самовар")).unwrap();
    let states: Vec<_> = shown(&desk).into_iter().map(|(_, state)| state).collect();
    assert_eq!(states, ["sent", "recalled", "recalled", "waiting"]);
}

fn goods(name: &str) -> Action {
    let lines = vec![Line {
        name: name.to_owned(),
        ..order(1_000).lines.remove(0)
    }];
    Action::Lines {
        lines,
        total: None,
        seen: None,
    }
}

#[test]
fn a_slip_mended_in_the_time_of_recall_is_never_seen() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let accepted = all(&desk).remove(0);
    send(&mut desk, &accepted);
    let ship = |number: &str| {
        Action::Ship(Shipping {
            seen: None,
            number: number.to_owned(),
            carrier: None,
            handed: Handing::WithNumber,
            ..Shipping::default()
        })
    };
    desk.perform(Target::Order(id), &ship("RA1")).unwrap();
    later(&mut desk, Span::seconds(5));
    desk.perform(Target::Order(id), &ship("RA2")).unwrap();
    assert_eq!(
        shown(&desk),
        [
            ("accepted", "sent"),
            ("dispatched", "recalled"),
            ("dispatched", "waiting")
        ]
    );
    let told = all(&desk).remove(2);
    assert!(matches!(&told.told, MessageBody::Dispatched { number, .. } if number == "RA2"));
    assert_eq!(told.corrects, None, "nobody was told the first");
    send(&mut desk, &told);
    later(&mut desk, Span::minutes(5));
    desk.perform(Target::Order(id), &ship("RA3")).unwrap();
    let last = all(&desk).pop().unwrap();
    assert_eq!((last.kind(), last.corrects), (MessageKind::Dispatched, Some(told.id)));
}

#[test]
fn an_order_called_off_within_seconds_tells_nothing() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let reason = Reason::ChangedMind;
    desk.perform(Target::Order(id), &Action::Cancel { reason }).unwrap();
    assert_eq!(shown(&desk), [("accepted", "recalled")]);
}

#[test]
fn what_a_person_recalled_is_not_made_again() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let accepted = all(&desk).remove(0);
    assert!(desk.recall(accepted.id).unwrap());
    assert!(!desk.recall(accepted.id).unwrap(), "doing it twice changes nothing");
    desk.perform(Target::Order(id), &Action::Note { text: "x".to_owned() })
        .unwrap();
    work(&mut desk, &mut Worker::default());
    assert_eq!(shown(&desk), [("accepted", "recalled")]);
    assert_eq!(all(&desk)[0].recalled_by.as_deref(), Some("anna"));
}

#[test]
fn a_worker_tells_what_falls_due_and_what_is_past_its_shelf_life_expires() {
    let mut desk = desk();
    let mut worker = Worker::default();
    new_order(&mut desk, PHONE, 1_000);
    work(&mut desk, &mut worker);
    at(&mut desk, NOON + Span::minutes(29));
    assert!(work(&mut desk, &mut worker).made.is_empty());
    at(&mut desk, NOON + Span::minutes(30));
    assert_eq!(work(&mut desk, &mut worker).made.len(), 1);
    assert_eq!(shown(&desk), [("in_work", "waiting")]);
    assert!(work(&mut desk, &mut worker).made.is_empty(), "once per order");
    at(&mut desk, NOON + Span::minutes(150));
    assert_eq!(work(&mut desk, &mut worker).expired, 1);
    assert_eq!(shown(&desk), [("in_work", "expired")]);
}

#[test]
fn a_logged_call_recalls_that_the_order_is_in_work() {
    let mut desk = desk();
    let mut worker = Worker::default();
    let id = new_order(&mut desk, PHONE, 1_000);
    at(&mut desk, NOON + Span::minutes(30));
    work(&mut desk, &mut worker);
    let log = Action::LogCall(CallLog {
        outcome: Outcome::NoAnswer,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    });
    desk.perform(Target::Order(id), &log).unwrap();
    assert_eq!(shown(&desk), [("in_work", "recalled")]);
}

#[test]
fn a_promise_is_kept_with_the_order_as_it_was_told() {
    let mut desk = desk();
    let mut worker = Worker::default();
    let id = new_order(&mut desk, PHONE, 1_000);
    at(&mut desk, CLOSING);
    work(&mut desk, &mut worker);
    let kinds: Vec<_> = shown(&desk)
        .into_iter()
        .filter(|(kind, _)| *kind == "promise")
        .collect();
    assert_eq!(kinds, [("promise", "waiting")]);
    let promised = |desk: &Desk| desk.store.order_facts(id).unwrap().unwrap().promised_from;
    let leaves = |desk: &mut Desk| {
        let now = desk.now();
        let message = all(desk).pop().unwrap().id;
        let tx = desk.store.write(now).unwrap();
        assert!(
            tx.move_message(message, MessageState::Waiting, MessageState::Sent, None)
                .unwrap()
        );
        tx.commit().unwrap();
    };
    let morning = CLOSING + Span::hours(12);
    assert_eq!(promised(&desk), None, "nobody was told yet");
    leaves(&mut desk);
    assert_eq!(promised(&desk), Some(morning));
    // Nobody calls: at 12:00 an apology names a new time, and once it has left that is the promise.
    at(&mut desk, morning + Span::hours(3));
    work(&mut desk, &mut worker);
    assert_eq!(promised(&desk), Some(morning));
    assert!(work(&mut desk, &mut worker).made.is_empty());
    let last = all(&desk).pop().unwrap();
    assert_eq!(
        (last.kind(), last.state),
        (MessageKind::PromiseBroken, MessageState::Waiting)
    );
    leaves(&mut desk);
    assert_eq!(promised(&desk), Some(morning + Span::hours(3)));
    assert!(work(&mut desk, &mut worker).made.is_empty());
}

#[test]
fn who_has_no_address_is_told_as_soon_as_he_has_one() {
    let mut desk = desk();
    let customer = NewCustomer {
        name: "Анна".to_owned(),
        ..NewCustomer::default()
    };
    let id = desk
        .new_order(&Whose::New(customer), order(1_000))
        .unwrap()
        .order
        .unwrap();
    confirm(&mut desk, id);
    assert!(all(&desk).is_empty());
    let edit = CustomerEdit {
        add_email: Some("anna@mail.example".to_owned()),
        ..CustomerEdit::default()
    };
    desk.perform(Target::Order(id), &Action::Customer(edit)).unwrap();
    let message = all(&desk).remove(0);
    assert_eq!(
        (message.channel, message.address.as_str()),
        (Some(Channel::Email), "anna@mail.example")
    );
}

#[test]
fn two_processes_tell_a_fact_once_and_one_of_them_works_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let open = |name: &str, now: Time| {
        let store = Store::make_and_open(&path, Access::Write).unwrap();
        Desk::on(store, Arc::new(Settings::default()), who(name), Clock::Stopped(now)).unwrap()
    };
    let due = NOON + Span::minutes(30);
    new_order(&mut open("anna", NOON), PHONE, 1_000);
    let (mut anna, mut boris) = (open("anna", due), open("boris", due));
    let (mut first, mut second) = (Worker::default(), Worker::default());
    assert_eq!(work(&mut anna, &mut first).made.len(), 1);
    assert!(work(&mut boris, &mut second).rests);
    // One that was killed leaves its lease behind for a minute; another takes over and tells nothing twice.
    let after = due + Span::seconds(61);
    at(&mut boris, after);
    let turn = work(&mut boris, &mut second);
    assert_eq!((turn.rests, turn.made.len()), (false, 0));
    at(&mut anna, after);
    assert!(work(&mut anna, &mut first).rests);
    second.leave(&mut boris).unwrap();
    at(&mut anna, after + Span::seconds(20));
    assert!(!work(&mut anna, &mut first).rests);
    // Both at once, lease or not: the key of the fact stands once.
    let customer = all(&anna)[0].customer;
    for desk in [&mut anna, &mut boris] {
        desk.tell_customers(&[customer], 50).unwrap();
    }
    assert_eq!(shown(&anna), [("in_work", "waiting")]);
}

#[test]
fn a_process_with_other_settings_tells_nothing_and_still_recalls() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let open = |settings: Settings| {
        let store = Store::make_and_open(&path, Access::Write).unwrap();
        Desk::on(store, Arc::new(settings), who("anna"), Clock::Stopped(NOON)).unwrap()
    };
    let mut desk = open(Settings::default());
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let mut other = Settings::default();
    other.regulation.recall = Span::minutes(1);
    let mut stranger = open(other);
    assert!(work(&mut stranger, &mut Worker::default()).rests);
    let second = new_order(&mut stranger, "+79161234568", 1_000);
    confirm(&mut stranger, second);
    assert_eq!(shown(&desk), [("accepted", "waiting")]);
    for _ in 0..2 {
        stranger.undo(UndoChoice::Operator).unwrap();
    }
    stranger.undo(UndoChoice::Operator).unwrap();
    assert_eq!(shown(&desk), [("accepted", "recalled")]);
    // Done again and taken back again, it is taken out again.
    desk.redo().unwrap();
    assert_eq!(shown(&desk), [("accepted", "waiting")]);
    stranger.undo(UndoChoice::Operator).unwrap();
    assert_eq!(shown(&desk), [("accepted", "recalled")]);
}

#[test]
fn rules_of_its_own_are_no_reason_for_a_process_to_recall() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let due = NOON + Span::minutes(30);
    let open = |settings: Settings| {
        let store = Store::make_and_open(&path, Access::Write).unwrap();
        Desk::on(store, Arc::new(settings), who("anna"), Clock::Stopped(due)).unwrap()
    };
    let mut desk = open(Settings::default());
    at(&mut desk, NOON);
    let id = new_order(&mut desk, PHONE, 1_000);
    at(&mut desk, due);
    let note = Action::Note { text: "x".to_owned() };
    desk.perform(Target::Order(id), &note).unwrap();
    let mut shop = Settings::default();
    shop.regulation.accept_on_arrival = true;
    let mut desk = open(shop);
    desk.adopt_settings().unwrap();
    work(&mut desk, &mut Worker::default());
    let waiting = [("in_work", "waiting"), ("accepted", "waiting")];
    assert_eq!(shown(&desk), waiting);
    let mut other = Settings::default();
    other.regulation.in_work_after = Span::hours(3);
    let mut stranger = open(other);
    stranger.perform(Target::Order(id), &note).unwrap();
    assert_eq!(shown(&desk), waiting);
    // Nor is it one that a note was the occasion on which something was told.
    for _ in 0..2 {
        stranger.undo(UndoChoice::Operator).unwrap();
        assert_eq!(shown(&desk), waiting);
    }
    // What holds by no rules at all is taken out by anybody.
    let reason = Reason::ChangedMind;
    stranger.perform(Target::Order(id), &Action::Cancel { reason }).unwrap();
    assert_eq!(shown(&desk), [("in_work", "recalled"), ("accepted", "recalled")]);
}

#[test]
fn who_was_in_hand_when_the_file_could_not_be_written_is_due_still() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let store = Store::make_and_open(&path, Access::Write).unwrap();
    let mut desk = Desk::on(store, Arc::new(Settings::default()), who("anna"), Clock::Stopped(NOON)).unwrap();
    new_order(&mut desk, PHONE, 1_000);
    let mut worker = Worker::default();
    let due = NOON + Span::minutes(30);
    at(&mut desk, due - Span::seconds(5));
    work(&mut desk, &mut worker);
    at(&mut desk, due);
    let writable = std::mem::replace(&mut desk.store, Store::open(&path, Access::Read).unwrap());
    worker.turn(&mut desk).unwrap_err();
    desk.store = writable;
    assert_eq!(work(&mut desk, &mut worker).made.len(), 1);
    assert_eq!(shown(&desk), [("in_work", "waiting")]);
}

#[test]
fn nothing_is_read_of_who_was_told_nothing() {
    let mut desk = desk();
    let id = new_order(&mut desk, PHONE, 1_000);
    confirm(&mut desk, id);
    let accepted = all(&desk).remove(0);
    let told = |desk: &mut Desk| {
        let now = desk.now();
        let (tx, rules) = (desk.store.write(now).unwrap(), &desk.rules);
        let (told, ran) = ran_by(|| told_now(&tx, rules, accepted.customer, now).unwrap());
        (told.len(), ran.len() > 1)
    };
    assert_eq!(told(&mut desk), (0, false), "what waits has told nothing yet");
    send(&mut desk, &accepted);
    assert_eq!(told(&mut desk), (1, true));
}

#[test]
fn a_console_tells_by_the_clock_of_a_zone_others_brought_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let setup = Setup {
        database: folder.path().join("desk.db").into(),
        settings: Arc::new(Settings::default()),
        who: who("anna"),
        clock: Clock::Stopped(NOON),
        messages: crate::session::setup::MessageWriter::default(),
        doors: crate::session::doors::Doors::default(),
        settings_file: crate::session::settings_file::SettingsDoor::default(),
        texts: crate::session::setup::TextWatch::default(),
        stays: Arc::default(),
    };
    let (sender, answers) = channel();
    let outbox: crate::session::setup::Outbox = Arc::new(move |msg| drop(sender.send(msg)));
    let live = Session::start(&setup, &outbox).unwrap();
    let open = |name: &str| Desk::open(&setup.database, Arc::clone(&setup.settings), who(name), setup.clock).unwrap();
    let mut other = open("boris");
    let id = new_order(&mut other, PHONE, 1_000);
    let perform = |action: Action| {
        live.send(Envelope {
            token: 1,
            request: Request::Perform {
                target: Target::Order(id),
                action: Box::new(action),
            },
        });
        let mut said = std::iter::repeat_with(|| answers.recv_timeout(Duration::from_secs(10)).unwrap());
        let Some(result) = said.find_map(|msg| match msg {
            DeskMsg::Answer(_, DeskAnswer::Performed(result)) => Some(result),
            _ => None,
        }) else {
            panic!("no answer")
        };
        result.unwrap();
    };
    perform(Action::Confirm);
    let edit = CustomerEdit {
        time_zone: Some("America/New_York".to_owned()),
        ..CustomerEdit::default()
    };
    other.perform(Target::Order(id), &Action::Customer(edit)).unwrap();
    perform(Action::Ship(Shipping {
        seen: None,
        number: "RA1".to_owned(),
        carrier: None,
        handed: Handing::WithNumber,
        ..Shipping::default()
    }));
    drop(live);
    let message = all(&other).pop().unwrap();
    assert_eq!(message.kind(), MessageKind::Dispatched);
    let asleep = message.leaves_at < NOON + Span::hours(3);
    assert!(
        !asleep,
        "it is five in the morning where they live: {:?}",
        message.leaves_at
    );
}
