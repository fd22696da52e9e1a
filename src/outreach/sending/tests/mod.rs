//! What leaves, once, and what becomes of it.

mod by_hand;
mod decided;
mod fares;
mod offers;
mod storm;
pub(in crate::outreach) mod turns;

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::Mutex;
use std::thread;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::outbox::recall::MessageStep;
use crate::desk::tests::later;
use crate::desk::tests::new_order;
use crate::desk::tests::order;
use crate::desk::tests::queue;
use crate::desk::tests::who;
use crate::domain::action::Action;
use crate::domain::action::Handing;
use crate::domain::action::Shipping;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageAct;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::order::Means;
use crate::domain::sending::SendOutcome;
use crate::domain::sending::TakenBy;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Go;
use crate::domain::settings::Settings;
use crate::domain::settings::Via;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::outreach::Templates;
use crate::outreach::gateways::Gateway;
use crate::outreach::gateways::Outgoing;
use crate::outreach::gateways::OutgoingFolder;
use crate::outreach::gateways::Variables;
use crate::outreach::gateways::tests::mail;
use crate::outreach::gateways::tests::smtp;
use crate::outreach::sending::lane::ChannelLane;
use crate::outreach::sending::lane::Opens;
use crate::outreach::sending::sender::SendTurn;
use crate::outreach::sending::sender::Sender;
use crate::private_file::Readers;
use crate::template::LiveTexts;
use crate::view::outbox;
use crate::view::outbox::Messages;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);
const RECALL: Span = Span::seconds(16);

/// Answers in turn, the last answer for ever, and keeps what it was given.
#[derive(Clone, Debug)]
struct Scripted {
    answers: Arc<Mutex<Vec<SendOutcome>>>,
    given: Arc<Mutex<Vec<Outgoing>>>,
}

impl Gateway for Scripted {
    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        self.given.lock().unwrap().push(message.clone());
        let mut answers = self.answers.lock().unwrap();
        if answers.len() > 1 {
            answers.remove(0)
        } else {
            answers[0].clone()
        }
    }
}

/// Made ready again and again, it goes on where it was.
fn always(gateway: impl Gateway + Clone + 'static) -> Box<Opens> {
    Box::new(move || Ok(Box::new(gateway.clone())))
}

fn channel(carries: Channel, go: Go) -> (String, ChannelSetting) {
    let setting = ChannelSetting {
        via: Via::Command,
        command: vec!["true".to_owned()],
        carries: Some(carries),
        go,
        per_minute: 1_000,
        ..ChannelSetting::default()
    };
    (carries.code().to_owned(), setting)
}

fn settings(channels: &[(Channel, Go)]) -> Settings {
    Settings {
        channel_list: channels.iter().map(|(carries, go)| channel(*carries, *go)).collect(),
        ..Settings::default()
    }
}

fn open(path: &Path, settings: &Settings, operator: &str) -> Desk {
    let settings = Arc::new(settings.clone());
    Desk::open(path, settings, who(operator), Clock::Stopped(NOON)).unwrap()
}

/// A sender whose channels answer as they are told.
fn sender(desk: &Desk, answers: &[SendOutcome]) -> (Sender, Arc<Mutex<Vec<Outgoing>>>) {
    sender_by(Templates::brought().into(), desk, answers)
}

/// The same, by these texts.
fn sender_by(
    templates: LiveTexts<Templates>,
    desk: &Desk,
    answers: &[SendOutcome],
) -> (Sender, Arc<Mutex<Vec<Outgoing>>>) {
    let given = Arc::default();
    let lanes = desk.settings().channel_list.iter().map(|(name, setting)| {
        let scripted = Scripted {
            answers: Arc::new(Mutex::new(answers.to_vec())),
            given: Arc::clone(&given),
        };
        ChannelLane::new(name.clone(), setting.per_minute, always(scripted))
    });
    (Sender::of(templates, lanes.collect()), given)
}

/// An empty environment.
fn nothing() -> Arc<Variables> {
    Arc::new(|_| None)
}

fn accepted() -> SendOutcome {
    SendOutcome::Accepted {
        id: Some("g1".to_owned()),
    }
}

fn why(text: &str) -> String {
    text.to_owned()
}

/// An order confirmed at noon: an acceptance waits, by SMS.
fn confirmed(desk: &mut Desk) -> (OrderId, MessageId) {
    let order = new_order(desk, "+79161234567", 100_000);
    desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    (order, only(desk).id)
}

/// Likewise by email.
fn with_email(desk: &mut Desk, phone: &str, email: &str, total: i64) {
    let customer = NewCustomer {
        name: "Елена Иванова".to_owned(),
        phone: Some((phone.to_owned(), Some(phone.to_owned()))),
        email: Some(email.to_owned()),
    };
    let made = desk.new_order(&Whose::New(customer), order(total)).unwrap();
    desk.perform(Target::Order(made.order.unwrap()), &Action::Confirm)
        .unwrap();
}

fn all(desk: &Desk) -> Vec<MessageRow> {
    desk.read(|look| outbox::outbox(look, Messages::All, 1_000)).unwrap()
}

fn only(desk: &Desk) -> MessageRow {
    let mut all = all(desk);
    assert_eq!(all.len(), 1, "{all:?}");
    all.remove(0)
}

fn turn(desk: &mut Desk, sender: &mut Sender) -> usize {
    sent(desk, sender).tried.len()
}

fn sent(desk: &mut Desk, sender: &mut Sender) -> SendTurn {
    let mut turn = SendTurn::default();
    sender.send_due(desk, &mut turn).unwrap();
    turn
}

#[test]
fn a_message_waits_to_be_recalled_and_leaves_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = open(
        &folder.path().join("a.db"),
        &settings(&[(Channel::Sms, Go::Auto)]),
        "anna",
    );
    let (mut sender, given) = sender(&desk, &[accepted()]);
    confirmed(&mut desk);
    assert_eq!(turn(&mut desk, &mut sender), 0, "it can be recalled still");
    later(&mut desk, RECALL);
    assert_eq!(turn(&mut desk, &mut sender), 1);
    assert_eq!(turn(&mut desk, &mut sender), 0);
    let message = only(&desk);
    assert_eq!((message.state, message.sent_at), (MessageState::Sent, Some(desk.now())));
    let given = given.lock().unwrap();
    assert_eq!(given.len(), 1);
    assert_eq!(given[0].to, "+79161234567");
    assert_eq!(given[0].text, message.words.unwrap().text);
    assert!(given[0].text.starts_with("Заказ № "), "{}", given[0].text);
}

#[test]
fn each_end_of_a_try_is_written_down() {
    let refused = SendOutcome::Refused { why: why("no") };
    let unknown = SendOutcome::Unknown { why: why("silence") };
    let later_on = SendOutcome::Later { why: why("busy") };
    for (outcome, state, error) in [
        (accepted(), MessageState::Sent, None),
        (refused, MessageState::Failed, Some("no")),
        (unknown, MessageState::Held, Some("silence")),
        (later_on, MessageState::Waiting, Some("busy")),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = open(
            &folder.path().join("a.db"),
            &settings(&[(Channel::Sms, Go::Auto)]),
            "anna",
        );
        let (mut sender, given) = sender(&desk, &[outcome]);
        confirmed(&mut desk);
        later(&mut desk, RECALL);
        turn(&mut desk, &mut sender);
        let message = only(&desk);
        assert_eq!((message.state, message.error.as_deref()), (state, error));
        // Nothing but what was not taken is tried again by itself.
        later(&mut desk, Span::minutes(2));
        turn(&mut desk, &mut sender);
        let tries = if state == MessageState::Waiting { 2 } else { 1 };
        assert_eq!(given.lock().unwrap().len(), tries, "{state:?}");
        let (act, said) = match state {
            MessageState::Sent => (Some(MessageAct::Correct), MessageStep::Corrected),
            MessageState::Failed => (Some(MessageAct::Retry), MessageStep::Retried),
            MessageState::Held => (None, MessageStep::StandsOtherwise),
            _ => (Some(MessageAct::Recall), MessageStep::Recalled),
        };
        assert_eq!(desk.settings().message_act(&message), act);
        let others = [
            MessageAct::Release,
            MessageAct::Recall,
            MessageAct::Retry,
            MessageAct::Correct,
        ];
        for other in others.into_iter().filter(|other| Some(*other) != act) {
            let step = desk.message_step(message.id, other).unwrap();
            assert_eq!(step, MessageStep::StandsOtherwise, "{state:?} {other:?}");
            assert_eq!(only(&desk).state, state);
        }
        if let Some(act) = act {
            assert_eq!(desk.message_step(message.id, act).unwrap(), said);
        }
    }
}

/// A mistake of this program.
#[derive(Clone, Debug)]
struct Broken;

impl Gateway for Broken {
    fn send(&mut self, _: Channel, _: &Outgoing) -> SendOutcome {
        panic!("a gateway stopped")
    }
}

#[test]
fn a_gateway_that_stops_leaves_its_message_held() {
    let folder = tempfile::tempdir().unwrap();
    let settings = settings(&[(Channel::Sms, Go::Auto)]);
    let mut desk = open(&folder.path().join("a.db"), &settings, "anna");
    let lane = ChannelLane::new(why("sms"), 10, always(Broken));
    let mut sender = Sender::of(Templates::brought(), vec![lane]);
    confirmed(&mut desk);
    later(&mut desk, RECALL);
    assert_eq!(turn(&mut desk, &mut sender), 1);
    let message = only(&desk);
    assert_eq!(
        (message.state, message.error.as_deref()),
        (MessageState::Held, Some("sms: stopped unexpectedly"))
    );
}

#[test]
fn pauses_grow_and_end_and_the_words_stay_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = open(
        &folder.path().join("a.db"),
        &settings(&[(Channel::Sms, Go::Auto)]),
        "anna",
    );
    let (mut sender, given) = sender(&desk, &[SendOutcome::Later { why: why("busy") }]);
    confirmed(&mut desk);
    later(&mut desk, RECALL);
    let mut waits = Vec::new();
    for _ in 0..20 {
        turn(&mut desk, &mut sender);
        let message = only(&desk);
        if message.state != MessageState::Waiting {
            break;
        }
        let wait = message.leaves_at - desk.now();
        waits.push(wait);
        later(&mut desk, wait);
    }
    assert!(waits.windows(2).all(|pair| pair[0] < pair[1]), "{waits:?}");
    assert_eq!((only(&desk).state, waits.len()), (MessageState::Failed, 6));
    let given = given.lock().unwrap();
    assert!(given.windows(2).all(|pair| pair[0] == pair[1]));
    drop(given);
    let id = only(&desk).id;
    assert!(desk.retry_message(id).unwrap());
    later(&mut desk, Span::minutes(2));
    assert_eq!(turn(&mut desk, &mut sender), 1);
    assert!(desk.dismiss_message(id).is_ok());
}

#[test]
fn what_cannot_be_delivered_goes_by_the_next_channel_of_its_kind() {
    let folder = tempfile::tempdir().unwrap();
    let both = settings(&[(Channel::Sms, Go::Auto), (Channel::Email, Go::Auto)]);
    let mut desk = open(&folder.path().join("a.db"), &both, "anna");
    let (mut sender, given) = sender(
        &desk,
        &[SendOutcome::Refused {
            why: why("no such user"),
        }],
    );
    with_email(&mut desk, "+79161234567", "elena@mail.example", 100_000);
    later(&mut desk, RECALL);
    turn(&mut desk, &mut sender);
    let message = only(&desk);
    assert_eq!(
        (message.state, message.channel),
        (MessageState::Waiting, Some(Channel::Sms))
    );
    let owes = |desk: &Desk| {
        let rows = queue(desk).rows;
        rows.iter().any(|row| row.row.task.kind == TaskKind::UndeliveredMessage)
    };
    assert!(!owes(&desk));
    turn(&mut desk, &mut sender);
    assert_eq!(only(&desk).state, MessageState::Failed);
    assert!(owes(&desk), "somebody looks after what did not arrive");
    desk.dismiss_message(message.id).unwrap();
    assert!(!owes(&desk));
    let given = given.lock().unwrap();
    let to: Vec<&str> = given.iter().map(|message| message.to.as_str()).collect();
    assert_eq!(to, ["elena@mail.example", "+79161234567"]);
    assert_ne!(given[0].text, given[1].text, "each channel has its own words");
}

#[test]
fn what_was_on_its_way_when_its_process_ended_is_held_and_never_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let settings = settings(&[(Channel::Sms, Go::Auto)]);
    let mut desk = open(&path, &settings, "anna");
    let (mut sender, given) = sender(&desk, &[accepted()]);
    let (_, id) = confirmed(&mut desk);
    later(&mut desk, RECALL);
    let words = MessageWords {
        text: why("x"),
        mark: why("m"),
        ..MessageWords::default()
    };
    assert!(desk.take_to_send(&only(&desk), &words).unwrap());
    let mut other = open(&path, &settings, "oleg");
    for passed in [Span::minutes(1), Span::minutes(20)] {
        other.clock = Clock::Stopped(desk.now() + passed);
        other.hold_unknown("ended").unwrap();
        assert_eq!(turn(&mut other, &mut sender), 0);
    }
    assert_eq!(only(&other).state, MessageState::Held);
    assert!(given.lock().unwrap().is_empty());
    // The process was only slow: what it says is the truth.
    let message = only(&desk);
    desk.record_sending(&message, &TakenBy::channel("sms"), &accepted())
        .unwrap();
    assert_eq!(only(&other).state, MessageState::Sent);
    assert!(!other.retry_message(id).unwrap());
}

#[test]
fn a_new_channel_waits_until_somebody_looked() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = open(
        &folder.path().join("a.db"),
        &settings(&[(Channel::Sms, Go::Look)]),
        "anna",
    );
    let (mut sender, _) = sender(&desk, &[accepted()]);
    let (_, id) = confirmed(&mut desk);
    later(&mut desk, Span::minutes(5));
    assert_eq!(turn(&mut desk, &mut sender), 0);
    let words = MessageWords {
        text: why("Ждём вас!"),
        ..MessageWords::default()
    };
    desk.word_message(id, &words).unwrap();
    let step = desk.message_step(id, MessageAct::Release).unwrap();
    assert_eq!(step, MessageStep::Released);
    assert!(!desk.release_message(id).unwrap());
    assert_eq!(turn(&mut desk, &mut sender), 0, "it can be recalled still");
    later(&mut desk, RECALL);
    assert_eq!(turn(&mut desk, &mut sender), 1);
    let message = only(&desk);
    assert_eq!(message.words.unwrap().text, "Ждём вас!");
    assert_eq!(message.released_by.as_deref(), Some("anna"));
}

#[test]
fn two_processes_on_one_file_never_send_a_message_twice() {
    const MESSAGES: i64 = 60;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let (server, letters) = smtp(|_| None);
    let settings = Settings {
        channel_list: vec![(
            why("mail"),
            ChannelSetting {
                go: Go::Auto,
                per_minute: 10_000,
                ..mail(server)
            },
        )],
        ..Settings::default()
    };
    let mut desk = open(&path, &settings, "anna");
    for index in 0..MESSAGES {
        let (phone, email) = (format!("+7916123{index:04}"), format!("c{index}@mail.example"));
        with_email(&mut desk, &phone, &email, 100_000 + index);
    }
    let workers = ["anna", "oleg"].map(|operator| {
        let (path, settings) = (path.clone(), settings.clone());
        thread::spawn(move || {
            let mut desk = open(&path, &settings, operator);
            desk.clock = Clock::Stopped(NOON + RECALL);
            let folder = OutgoingFolder {
                path: path.with_file_name("outgoing"),
                readers: Readers::Owner,
                from: None,
            };
            let mut sender = Sender::new(&settings, Templates::brought(), &folder, &nothing());
            let mut tried = 0;
            loop {
                let turn = sent(&mut desk, &mut sender);
                tried += turn.tried.len();
                if !turn.more && desk.messages_due(Channel::Email, None, 1).unwrap().is_empty() {
                    return tried;
                }
            }
        })
    });
    let tried: usize = workers.map(|worker| worker.join().unwrap()).iter().sum();
    let letters = letters.lock().unwrap();
    let to: BTreeSet<&str> = letters
        .iter()
        .filter_map(|letter| letter.lines().find_map(|line| line.strip_prefix("Message-ID: ")))
        .collect();
    let mut left = all(&desk);
    left.retain(|message| message.state != MessageState::Sent);
    assert_eq!((tried, letters.len(), to.len()), (60, 60, 60), "{left:?}");
    assert_eq!(left.len(), 0);
}

#[test]
fn nothing_leaves_a_rehearsal_and_a_folder_gets_what_would_leave() {
    let folder = tempfile::tempdir().unwrap();
    let outgoing = folder.path().join("outgoing");
    let mut settings = settings(&[(Channel::Sms, Go::Auto)]);
    settings.channels.live = false;
    let mut desk = open(&folder.path().join("a.db"), &settings, "anna");
    let of = OutgoingFolder {
        path: outgoing.clone(),
        readers: Readers::Owner,
        from: None,
    };
    let mut sender = Sender::new(&settings, Templates::brought(), &of, &nothing());
    confirmed(&mut desk);
    later(&mut desk, RECALL);
    assert!(sender.turn(&mut desk).unwrap().rests, "its clock is not the machine's");
    assert!(!outgoing.exists());
    assert_eq!(turn(&mut desk, &mut sender), 1);
    let files: Vec<_> = std::fs::read_dir(&outgoing)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    assert_eq!(files.len(), 1);
    let text = std::fs::read_to_string(&files[0]).unwrap();
    assert!(text.starts_with("To: +79161234567\n\nЗаказ № "), "{text}");
}

#[test]
fn at_night_what_can_wait_waits_for_the_customers_morning() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = open(
        &folder.path().join("a.db"),
        &settings(&[(Channel::Sms, Go::Auto)]),
        "anna",
    );
    let (mut sender, _) = sender(&desk, &[accepted()]);
    let (order, _) = confirmed(&mut desk);
    desk.recall(only(&desk).id).unwrap();
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    let ship = Action::Ship(Shipping {
        number: why("80088012345672"),
        handed: Handing::Later,
        ..Shipping::default()
    });
    for action in [pay, ship] {
        desk.perform(Target::Order(order), &action).unwrap();
    }
    let tracking = |desk: &Desk| {
        let mut all = all(desk);
        all.retain(|message| message.kind().code() == "tracking");
        all.remove(0)
    };
    // It came due by day, and nobody sent it until 23:00.
    later(&mut desk, Span::hours(11));
    turn(&mut desk, &mut sender);
    let kept = tracking(&desk);
    assert_eq!(kept.state, MessageState::Waiting);
    assert_eq!(kept.leaves_at, NOON + Span::hours(20), "at 8:00");
    later(&mut desk, Span::hours(9));
    turn(&mut desk, &mut sender);
    assert_eq!(tracking(&desk).state, MessageState::Sent);
}
