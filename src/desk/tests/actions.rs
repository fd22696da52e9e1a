//! What actions do, and how they are taken back.

use std::sync::Arc;

use super::NOON;
use super::card_of;
use super::desk;
use super::later;
use super::new_order;
use super::queue;
use super::refusal;
use super::stage;
use super::who;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::undo::UndoChoice;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::action::Handing;
use crate::domain::action::Refusal;
use crate::domain::action::Shipping;
use crate::domain::call::CallEventKind;
use crate::domain::call::Outcome;
use crate::domain::history::Happened;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::store::Store;
use crate::view::search;

#[test]
fn an_order_is_worked_from_first_contact_to_receipt() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    let board = queue(&desk);
    assert_eq!(
        (board.rows[0].row.task.kind, board.rows[0].row.task.lane),
        (TaskKind::FirstContact, Lane::New)
    );
    assert_eq!(board.rows[0].text.customer, "Елена Иванова");
    assert_eq!(board.rows[0].text.number, "D1");

    let target = Target::Order(id);
    desk.perform(target, &Action::Confirm).unwrap();
    assert_eq!(stage(&desk, id), Stage::Confirmed);
    desk.perform(
        target,
        &Action::Pay {
            amount: None,
            means: Means::Card,
            note: String::new(),
        },
    )
    .unwrap();
    assert_eq!(stage(&desk, id), Stage::Ready);
    assert_eq!(queue(&desk).rows[0].row.task.kind, TaskKind::SendTracking);
    let ship = Action::Ship(Shipping {
        seen: None,
        number: "62009147017544".to_owned(),
        carrier: None,
        handed: Handing::WithNumber,
        ..Shipping::default()
    });
    desk.perform(target, &ship).unwrap();
    assert_eq!(stage(&desk, id), Stage::Dispatched);
    desk.perform(target, &Action::Arrived).unwrap();
    desk.perform(target, &Action::Received).unwrap();
    assert_eq!(stage(&desk, id), Stage::Received);
}

#[test]
fn a_done_action_repeated_changes_nothing() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    assert!(
        desk.perform(Target::Order(id), &Action::Confirm)
            .unwrap()
            .entry
            .is_some()
    );
    assert!(
        desk.perform(Target::Order(id), &Action::Confirm)
            .unwrap()
            .entry
            .is_none()
    );
}

#[test]
fn undo_and_redo_walk_back_and_forth() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    let target = Target::Order(id);
    desk.perform(target, &Action::Confirm).unwrap();
    desk.perform(
        target,
        &Action::Pay {
            amount: None,
            means: Means::Card,
            note: String::new(),
        },
    )
    .unwrap();
    assert_eq!(desk.undo(UndoChoice::Operator).unwrap().did, ActionKind::Pay);
    assert_eq!(stage(&desk, id), Stage::Confirmed);
    assert_eq!(desk.undo(UndoChoice::Operator).unwrap().did, ActionKind::Confirm);
    assert_eq!(stage(&desk, id), Stage::New);
    assert_eq!(desk.redo().unwrap().did, ActionKind::Confirm);
    assert_eq!(desk.redo().unwrap().did, ActionKind::Pay);
    assert_eq!(stage(&desk, id), Stage::Ready);
    assert_eq!(refusal(desk.redo()), Refusal::NothingToRedo);
}

#[test]
fn undo_is_refused_when_somebody_elses_later_work_stands_on_it() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    desk.who = who("boris");
    desk.perform(
        Target::Order(id),
        &Action::Cancel {
            reason: Reason::ChangedMind,
        },
    )
    .unwrap();
    desk.who = who("anna");
    let stands = refusal(desk.undo(UndoChoice::Operator));
    assert_eq!(
        stands,
        Refusal::LaterWork {
            by: "boris".to_owned(),
            kind: ActionKind::Cancel
        }
    );
}

#[test]
fn somebody_elses_note_does_not_stand_in_the_way_of_undo() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    desk.who = who("boris");
    desk.perform(
        Target::Order(id),
        &Action::Note {
            text: "звонила".to_owned(),
        },
    )
    .unwrap();
    desk.who = who("anna");
    assert_eq!(desk.undo(UndoChoice::Operator).unwrap().did, ActionKind::Confirm);
}

#[test]
fn a_new_order_taken_back_leaves_the_queue_and_comes_back() {
    let mut desk = desk();
    new_order(&mut desk, "+79161234567", 129_000);
    desk.undo(UndoChoice::Operator).unwrap();
    assert!(queue(&desk).rows.is_empty());
    desk.redo().unwrap();
    assert_eq!(queue(&desk).rows.len(), 1);
}

#[test]
fn a_missed_call_waits_until_it_is_returned() {
    let mut desk = desk();
    let event = |kind| CallEvent {
        kind,
        phone: "+79160000001".to_owned(),
        at: NOON,
        line: String::new(),
        origin: "cli".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    };
    let customer = desk.call_event(event(CallEventKind::Incoming)).unwrap().customer;
    let is_missed = |desk: &Desk| {
        let card = card_of(desk, CardKey::Customer(customer));
        matches!(card.timeline[0].what, Happened::Call { missed: true, .. })
    };
    assert_eq!(queue(&desk).rows[0].row.task.lane, Lane::Ringing);
    assert!(!is_missed(&desk), "it still rings");
    desk.call_event(event(CallEventKind::Missed)).unwrap();
    assert!(is_missed(&desk));
    assert_eq!(queue(&desk).rows[0].row.task.lane, Lane::Missed);
    later(&mut desk, Span::minutes(2));
    let log = |outcome, at| {
        Action::LogCall(CallLog {
            outcome,
            at,
            phone: None,
            reason: None,
            call_at: None,
        })
    };
    let now = desk.now();
    desk.perform(Target::Customer(customer), &log(Outcome::NoAnswer, now))
        .unwrap();
    assert!(queue(&desk).rows.is_empty());
    later(&mut desk, Span::minutes(41));
    assert_eq!(queue(&desk).rows[0].row.attempts, 1);
    let now = desk.now();
    desk.perform(Target::Customer(customer), &log(Outcome::Talked, now))
        .unwrap();
    assert!(queue(&desk).rows.is_empty());
}

#[test]
fn an_ended_call_that_never_rang_is_refused_and_makes_nobody() {
    let mut desk = desk();
    let event = CallEvent {
        kind: CallEventKind::Ended,
        phone: "+79160000001".to_owned(),
        at: NOON,
        line: String::new(),
        origin: "cli".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    };
    assert_eq!(refusal(desk.call_event(event)), Refusal::NoSuchCall);
    assert!(
        desk.read(|look| search::customers_named(look, "+79160000001"))
            .unwrap()
            .is_empty()
    );
}

#[test]
fn a_call_nobody_ended_is_missed_when_it_rings_no_more() {
    let mut desk = desk();
    let event = CallEvent {
        kind: CallEventKind::Incoming,
        phone: "+79160000001".to_owned(),
        at: NOON,
        line: String::new(),
        origin: "cli".to_owned(),
        external_id: None,
        call: None,
        missed_reason: None,
        call_at: None,
        recording: None,
    };
    let customer = desk.call_event(event).unwrap().customer;
    for (seconds, missed) in [(119, false), (120, true)] {
        desk.clock = Clock::Stopped(NOON + Span::seconds(seconds));
        let card = card_of(&desk, CardKey::Customer(customer));
        let Happened::Call { missed: told, .. } = card.timeline[0].what else {
            panic!("{:?}", card.timeline)
        };
        assert_eq!(told, missed, "after {seconds} s");
        let lane = queue(&desk).rows[0].row.task.lane;
        assert_eq!(lane == Lane::Missed, missed);
    }
}

#[test]
fn an_empty_queue_knows_what_is_ahead() {
    let mut desk = desk();
    let empty = queue(&desk);
    assert_eq!((empty.next_due, empty.waiting), (None, 0));
    let id = new_order(&mut desk, "+79161234567", 129_000);
    desk.perform(
        Target::Order(id),
        &Action::Schedule {
            at: NOON + Span::hours(3),
        },
    )
    .unwrap();
    let board = queue(&desk);
    assert!(board.rows.is_empty());
    assert_eq!((board.next_due, board.waiting), (Some(NOON + Span::hours(3)), 1));
    later(&mut desk, Span::hours(3));
    let board = queue(&desk);
    assert_eq!((board.rows.len(), board.waiting), (1, 0));
}

#[test]
fn a_customer_held_by_a_colleague_is_left_alone_until_the_claim_lapses() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    let customer = card_of(&desk, CardKey::Order(id)).customer.id;
    desk.take(customer, TakeOver::No).unwrap();
    desk.who = who("boris");
    let held = Refusal::Claimed {
        by: "anna".to_owned(),
        since: NOON,
    };
    assert_eq!(refusal(desk.perform(Target::Order(id), &Action::Confirm)), held);
    assert_eq!(refusal(desk.take(customer, TakeOver::No)), held);
    later(&mut desk, Span::minutes(30));
    desk.perform(Target::Order(id), &Action::Confirm).unwrap();
}

#[test]
fn a_clock_of_its_own_may_write_only_into_a_rehearsal() {
    let mut desk = desk();
    new_order(&mut desk, "+79161234567", 1_000);
    assert_eq!(desk.store.meta("rehearsal").unwrap().as_deref(), Some("1773219600000"));
    let store = Store::in_memory().unwrap();
    let mut real = Desk::on(store, Arc::new(Settings::default()), who("anna"), Clock::System).unwrap();
    let id = new_order(&mut real, "+79161234567", 1_000);
    real.clock = Clock::Stopped(NOON);
    assert_eq!(
        refusal(real.perform(Target::Order(id), &Action::Confirm)),
        Refusal::NotARehearsal
    );
}

#[test]
fn search_finds_digits_numbers_names_and_the_wrong_layout() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 1_000);
    for typed in ["4567", "d1", "D1", "иванов", "ЕЛЕНА", "bdfyjd", "89161234567"] {
        let hits = desk.read(|look| search::search(look, typed)).unwrap();
        assert_eq!(hits.first().and_then(|h| h.order), Some(id), "{typed}");
    }
    assert!(desk.read(|look| search::search(look, "9999")).unwrap().is_empty());
}

#[test]
fn an_order_whose_courtesy_call_lapsed_closes_by_itself_unless_money_is_owed() {
    let mut desk = desk();
    let paid = new_order(&mut desk, "+79161234567", 1_000);
    let unpaid = new_order(&mut desk, "+79161234568", 1_000);
    for id in [paid, unpaid] {
        desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    }
    desk.perform(
        Target::Order(paid),
        &Action::Pay {
            amount: None,
            means: Means::Card,
            note: String::new(),
        },
    )
    .unwrap();
    for id in [paid, unpaid] {
        desk.perform(Target::Order(id), &Action::Handed).unwrap();
        desk.perform(Target::Order(id), &Action::Received).unwrap();
    }
    later(&mut desk, Span::days(43));
    desk.sweep().unwrap();
    assert_eq!(stage(&desk, paid), Stage::Received);
    later(&mut desk, Span::days(2));
    desk.sweep().unwrap();
    assert_eq!(
        (stage(&desk, paid), stage(&desk, unpaid)),
        (Stage::Closed, Stage::Received)
    );
    assert_eq!(
        desk.undo(UndoChoice::Operator).unwrap().did,
        ActionKind::Received,
        "automatic work is not undone"
    );
}

#[test]
fn a_desk_of_other_settings_does_no_automatic_work_until_they_are_adopted() {
    let desk = desk();
    let mut settings = Settings::default();
    settings.regulation.attempts_max = 5;
    assert!(!desk.settings_differ().unwrap());
    let mut desk = Desk::on(desk.store, Arc::new(settings), who("anna"), desk.clock).unwrap();
    assert!(desk.settings_differ().unwrap());
    desk.adopt_settings().unwrap();
    assert!(!desk.settings_differ().unwrap());
}

#[test]
fn a_live_desk_answers_and_shows_what_another_process_did() {
    use std::sync::mpsc::channel;

    use crate::session::Session;
    use crate::session::answer::DeskAnswer;
    use crate::session::answer::DeskMsg;
    use crate::session::request::Envelope;
    use crate::session::request::Request;
    use crate::session::setup::Setup;

    let folder = tempfile::tempdir().unwrap();
    let setup = Setup {
        database: folder.path().join("desk.db").into(),
        settings: Arc::new(Settings::default()),
        who: Who {
            claiming: Claiming::OnAction,
            ..who("anna")
        },
        clock: Clock::Stopped(NOON),
        messages: crate::session::setup::MessageWriter::default(),
        doors: crate::session::doors::Doors::default(),
        settings_file: crate::session::settings_file::SettingsDoor::default(),
        texts: crate::session::setup::TextWatch::default(),
        stays: Arc::default(),
    };
    let (sender, messages) = channel();
    let outbox: crate::session::setup::Outbox = Arc::new(move |msg| drop(sender.send(msg)));
    let live = Session::start(&setup, &outbox).unwrap();
    let wait = |what: &str, good: &dyn Fn(&DeskMsg) -> bool| loop {
        let msg = messages
            .recv_timeout(std::time::Duration::from_secs(10))
            .unwrap_or_else(|_| panic!("no {what}"));
        if good(&msg) {
            return msg;
        }
    };
    wait(
        "empty board",
        &|msg| matches!(msg, DeskMsg::Board(board) if board.complete),
    );

    let mut other = Desk::open(&setup.database, Arc::clone(&setup.settings), who("boris"), setup.clock).unwrap();
    let id = new_order(&mut other, "+79161234567", 1_000);
    wait(
        "row of the other process",
        &|msg| matches!(msg, DeskMsg::Board(board) if board.rows.len() == 1),
    );

    live.send(Envelope {
        token: 7,
        request: Request::Perform {
            target: Target::Order(id),
            action: Box::new(Action::Confirm),
        },
    });
    wait("answer", &|msg| {
        matches!(msg, DeskMsg::Answer(7, DeskAnswer::Performed(Ok(_))))
    });
    wait(
        "hint",
        &|msg| matches!(msg, DeskMsg::Hints { undo: Some(hint), .. } if hint.mine),
    );
    live.send(Envelope {
        token: 8,
        request: Request::Card {
            key: CardKey::Order(id),
            beside: Vec::new(),
        },
    });
    let card = wait("card", &|msg| matches!(msg, DeskMsg::Answer(8, DeskAnswer::Card(_))));
    let DeskMsg::Answer(_, DeskAnswer::Card(read)) = card else {
        panic!()
    };
    assert_eq!(read.card.unwrap().claim.as_ref().unwrap().operator, "anna");
    live.send(Envelope {
        token: 9,
        request: Request::Search("4567".to_owned()),
    });
    wait(
        "hit",
        &|msg| matches!(msg, DeskMsg::Answer(9, DeskAnswer::Found { hits, .. }) if hits.len() == 1),
    );
    live.send(Envelope {
        token: 10,
        request: Request::Undo(UndoChoice::Mine),
    });
    wait("undo", &|msg| {
        matches!(msg, DeskMsg::Answer(10, DeskAnswer::Undone(Ok(_))))
    });
}
