//! A key is answered while an offer to many goes on, and one key stops it.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::answer::DeskAnswer;
use super::answer::DeskMsg;
use super::request::Envelope;
use super::request::Request;
use super::session::Session;
use super::setup::Outbox;
use super::setup::Setup;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::new_order;
use crate::desk::tests::who;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::Consent;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageState;
use crate::domain::offer_to::OfferTo;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Time;
use crate::view::offers::OfferPlan;
use crate::view::offers::OfferPreview;
use crate::view::outbox;
use crate::view::outbox::Messages;

const NOON: Time = Time(1_773_219_600_000);
/// Enough that its end is far when its beginning was heard of.
const MANY: usize = 400;

fn offer(desk: &mut Desk) -> OfferPreview {
    let mut to = Vec::new();
    for index in 0..MANY {
        let phone = format!("+7916000{index:04}");
        let order = new_order(desk, &phone, 100_000);
        let of = desk.store.order(order).unwrap().unwrap();
        let target = Target::Customer(of.facts.customer);
        desk.perform(target, &Action::Consent(Consent::Given)).unwrap();
        to.push(OfferTo {
            customer: of.facts.customer,
            channel: Channel::Sms,
            address: phone,
            shop: String::new(),
        });
    }
    OfferPreview {
        segment: "all".to_owned(),
        plan: OfferPlan {
            to,
            ..OfferPlan::default()
        },
        subject: String::new(),
        text: "Фильтры".to_owned(),
        shown: Vec::new(),
        sms_parts: 0,
        cost: None,
    }
}

fn wait(messages: &Receiver<DeskMsg>, what: &str, good: impl Fn(&DeskMsg) -> bool) -> DeskMsg {
    loop {
        let msg = messages.recv_timeout(Duration::from_secs(30));
        let msg = msg.unwrap_or_else(|_| panic!("no {what}"));
        if good(&msg) {
            return msg;
        }
    }
}

#[test]
fn an_offer_to_many_holds_up_no_key_and_one_key_stops_it() {
    let folder = tempfile::tempdir().unwrap();
    let setup = Setup {
        database: folder.path().join("desk.db").into(),
        settings: Arc::new(Settings::default()),
        who: who("anna"),
        clock: Clock::Stopped(NOON),
        messages: super::setup::MessageWriter::default(),
        doors: crate::session::doors::Doors::default(),
        settings_file: super::settings_file::SettingsDoor::default(),
        texts: super::setup::TextWatch::default(),
        stays: Arc::default(),
    };
    let mut desk = Desk::open(&setup.database, Arc::clone(&setup.settings), who("boris"), setup.clock).unwrap();
    desk.store.hurry().unwrap();
    let preview = offer(&mut desk);
    let order = new_order(&mut desk, "+79165550000", 1_000);
    let (sender, messages) = channel();
    let outbox: Outbox = Arc::new(move |msg| drop(sender.send(msg)));
    let live = Session::start(&setup, &outbox).unwrap();
    live.send(Envelope {
        token: 1,
        request: Request::Offer(Arc::new(preview)),
    });
    wait(&messages, "news of the offer", |msg| {
        matches!(msg, DeskMsg::Answer(1, DeskAnswer::Going { of: MANY, .. }))
    });
    live.send(Envelope {
        token: 2,
        request: Request::Perform {
            target: Target::Order(order),
            action: Box::new(Action::Confirm),
        },
    });
    let answer = |msg: &DeskMsg| {
        matches!(
            msg,
            DeskMsg::Answer(_, DeskAnswer::Performed(_) | DeskAnswer::PerformedAll(_))
        )
    };
    let first = wait(&messages, "answer", answer);
    assert!(
        matches!(first, DeskMsg::Answer(2, DeskAnswer::Performed(Ok(_)))),
        "{first:?}"
    );
    // The key pressed meanwhile is taken back first, then the offer itself, which is made to nobody else.
    for token in [3, 4] {
        live.send(Envelope {
            token,
            request: Request::Undo(UndoChoice::Mine),
        });
    }
    wait(
        &messages,
        "the key's undo",
        |msg| matches!(msg, DeskMsg::Answer(3, DeskAnswer::Undone(Ok(undone))) if undone.did == ActionKind::Confirm),
    );
    let stopped = wait(&messages, "the offer's end", |msg| {
        matches!(msg, DeskMsg::Answer(1, DeskAnswer::PerformedAll(_)))
    });
    let DeskMsg::Answer(_, DeskAnswer::PerformedAll(all)) = stopped else {
        panic!()
    };
    assert!(all.done.len() < MANY, "{}", all.done.len());
    wait(
        &messages,
        "the offer's undo",
        |msg| matches!(msg, DeskMsg::Answer(4, DeskAnswer::Undone(Ok(undone))) if undone.count == all.done.len()),
    );
    drop(live);
    let rows = desk.read(|look| outbox::outbox(look, Messages::All, 10_000)).unwrap();
    let offers: Vec<_> = rows.iter().filter(|row| row.kind() == MessageKind::Offer).collect();
    assert_eq!(offers.len(), all.done.len());
    assert!(offers.iter().all(|row| row.state == MessageState::Recalled));
}
