//! What one turn takes, and what it leaves to the next.

use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel as line;
use std::time::Duration;

use super::*;
use crate::desk::Location;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::outbox::sending::TRY_TAKES;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingPhone;
use crate::domain::item::Item;
use crate::domain::sending::ChannelRest;
use crate::domain::sending::DeliveryReport;
use crate::domain::settings::SecretRef;
use crate::domain::settings::SourceSetting;
use crate::outreach::sending::SendingSetup;
use crate::outreach::sending::SendingThread;

const PHONES: [&str; 4] = ["+79161230001", "+79161230002", "+79161230003", "+79161230004"];

/// Orders of several customers, confirmed at noon: an acceptance of each waits, by SMS.
pub(super) fn several(desk: &mut Desk, count: usize) -> Vec<MessageId> {
    for phone in &PHONES[..count] {
        let order = new_order(desk, phone, 100_000);
        desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    }
    let mut ids: Vec<MessageId> = all(desk).iter().map(|message| message.id).collect();
    ids.reverse();
    ids
}

/// Does something at each message it gets.
#[derive(Clone)]
struct Meddling {
    does: Arc<dyn Fn() + Send + Sync>,
    given: Arc<Mutex<Vec<Outgoing>>>,
    says: SendOutcome,
}

impl std::fmt::Debug for Meddling {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Meddling")
    }
}

impl Gateway for Meddling {
    fn send(&mut self, _: Channel, message: &Outgoing) -> SendOutcome {
        self.given.lock().unwrap().push(message.clone());
        (self.does)();
        self.says.clone()
    }
}

fn meddling(does: impl Fn() + Send + Sync + 'static, says: SendOutcome) -> (Sender, Arc<Mutex<Vec<Outgoing>>>) {
    let given = Arc::default();
    let gateway = Meddling {
        does: Arc::new(does),
        given: Arc::clone(&given),
        says,
    };
    let lane = ChannelLane::new(why("sms"), 1_000, always(gateway));
    (Sender::of(Templates::brought(), vec![lane]), given)
}

/// An order a shop's file brought.
pub(in crate::outreach) fn brought(desk: &mut Desk, source: &str, phone: &str) -> OrderId {
    let mut order = order(5_000);
    (order.source, order.external_id, order.key) = (why(source), why("1"), why("1"));
    order.created_at = desk.now();
    order.customer.phones = vec![IncomingPhone {
        raw: why(phone),
        e164: Some(why(phone)),
    }];
    let file = ImportedFile {
        name: why("orders.json"),
        format: Format::Json,
        source: why(source),
        platform: why(source),
    };
    let mut watch = ImportWatch {
        stop: &AtomicBool::new(false),
        progress: &mut |_| {},
    };
    let mut items = [Ok(Item::Order(Box::new(order)))].into_iter();
    desk.import(&file, ImportOptions::default(), &mut items, &mut watch)
        .unwrap();
    desk.store.order_source(source, "1").unwrap().unwrap().order
}

pub(super) struct Shop {
    _folder: tempfile::TempDir,
    pub(super) path: PathBuf,
    pub(super) settings: Settings,
    pub(super) desk: Desk,
}

pub(super) fn shop(settings: Settings) -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let desk = open(&path, &settings, "anna");
    Shop {
        _folder: folder,
        path,
        settings,
        desk,
    }
}

pub(super) fn by_sms(go: Go) -> Shop {
    shop(settings(&[(Channel::Sms, go)]))
}

#[test]
fn words_written_while_others_leave_are_the_words_that_leave() {
    let mut shop = by_sms(Go::Auto);
    let ids = several(&mut shop.desk, 2);
    later(&mut shop.desk, RECALL);
    let (path, settings, second) = (shop.path.clone(), shop.settings.clone(), ids[1]);
    let word = move || {
        let words = MessageWords {
            text: why("Ждём вас!"),
            ..MessageWords::default()
        };
        // Of the second: it is on its way when its own turn has come.
        let _ = open(&path, &settings, "oleg").word_message(second, &words);
    };
    let (mut sender, given) = meddling(word, accepted());
    assert_eq!(turn(&mut shop.desk, &mut sender), 2);
    assert_eq!(given.lock().unwrap()[1].text, "Ждём вас!");
    assert_eq!(
        shop.desk.message(second).unwrap().unwrap().words.unwrap().text,
        "Ждём вас!"
    );
}

#[test]
fn a_message_is_taken_only_as_it_was_read() {
    let mut shop = by_sms(Go::Auto);
    let id = several(&mut shop.desk, 1)[0];
    later(&mut shop.desk, RECALL);
    let read = shop.desk.message(id).unwrap().unwrap();
    let words = MessageWords {
        text: why("old"),
        mark: why("m"),
        ..MessageWords::default()
    };
    let by_hand = MessageWords {
        text: why("new"),
        ..MessageWords::default()
    };
    shop.desk.word_message(id, &by_hand).unwrap();
    assert!(!shop.desk.take_to_send(&read, &words).unwrap());
    assert_eq!(shop.desk.message(id).unwrap().unwrap().words.unwrap().text, "new");
}

#[test]
fn what_a_clock_that_ran_ahead_took_is_held() {
    let mut shop = by_sms(Go::Auto);
    let id = several(&mut shop.desk, 1)[0];
    later(&mut shop.desk, Span::hours(5));
    let message = shop.desk.message(id).unwrap().unwrap();
    let words = MessageWords {
        text: why("x"),
        mark: why("m"),
        ..MessageWords::default()
    };
    assert!(shop.desk.take_to_send(&message, &words).unwrap());
    assert_eq!(shop.desk.hold_unknown("ended").unwrap(), 0, "it may be on its way");
    shop.desk.clock = Clock::Stopped(NOON + Span::minutes(1));
    assert_eq!(shop.desk.hold_unknown("ended").unwrap(), 1);
    assert_eq!(only(&shop.desk).state, MessageState::Held);
}

#[test]
fn what_left_by_a_channel_that_is_gone_is_held_too() {
    let mut shop = by_sms(Go::Auto);
    let id = several(&mut shop.desk, 1)[0];
    later(&mut shop.desk, RECALL);
    let message = shop.desk.message(id).unwrap().unwrap();
    let words = MessageWords {
        text: why("x"),
        mark: why("m"),
        ..MessageWords::default()
    };
    assert!(shop.desk.take_to_send(&message, &words).unwrap());
    let mut other = open(&shop.path, &Settings::default(), "oleg");
    other.clock = Clock::Stopped(shop.desk.now() + TRY_TAKES + Span::seconds(1));
    let mut sender = Sender::of(Templates::brought(), Vec::new());
    let turn = sender.turn(&mut other).unwrap();
    assert_eq!((turn.held, turn.rests), (1, true));
    assert_eq!(only(&other).state, MessageState::Held);
}

#[test]
fn what_cannot_leave_keeps_nothing_behind_it_from_leaving() {
    let source = |name: &str| SourceSetting {
        name: why(name),
        ..SourceSetting::default()
    };
    let mut settings = settings(&[(Channel::Sms, Go::Look)]);
    settings.sources = vec![source("Чай")];
    let tea = ChannelSetting {
        sources: vec![why("Чай")],
        ..channel(Channel::Sms, Go::Auto).1
    };
    settings.channel_list.push((why("tea"), tea));
    let mut shop = shop(settings);
    several(&mut shop.desk, 3);
    let order = brought(&mut shop.desk, "чай", PHONES[3]);
    shop.desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    let last = all(&shop.desk).remove(0);
    assert_eq!(last.source.as_deref(), Some("чай"));
    later(&mut shop.desk, RECALL);
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    // Three wait for a look, and two are looked at in one turn.
    sender.looks_at = (1, 2);
    assert_eq!(turn(&mut shop.desk, &mut sender), 0);
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    assert_eq!(given.lock().unwrap()[0].to, PHONES[3]);
    // It begins from the start when it has seen all.
    shop.desk.release_message(all(&shop.desk)[3].id).unwrap();
    later(&mut shop.desk, RECALL);
    assert_eq!(turn(&mut shop.desk, &mut sender) + turn(&mut shop.desk, &mut sender), 1);
    assert_eq!(given.lock().unwrap()[1].to, PHONES[0]);
}

#[test]
fn who_looked_at_it_it_leaves_at_its_hours() {
    let mut shop = by_sms(Go::Look);
    let (order, _) = confirmed(&mut shop.desk);
    shop.desk.recall(only(&shop.desk).id).unwrap();
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
        shop.desk.perform(Target::Order(order), &action).unwrap();
    }
    let tracking = |desk: &Desk| {
        let mut all = all(desk);
        all.retain(|message| message.kind().code() == "tracking");
        all.remove(0)
    };
    // At 23:00 somebody lets it go.
    later(&mut shop.desk, Span::hours(11));
    let id = tracking(&shop.desk).id;
    assert!(shop.desk.release_message(id).unwrap());
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    later(&mut shop.desk, RECALL);
    turn(&mut shop.desk, &mut sender);
    let kept = tracking(&shop.desk);
    assert_eq!(
        (kept.state, kept.leaves_at),
        (MessageState::Waiting, NOON + Span::hours(20))
    );
    assert!(given.lock().unwrap().iter().all(|message| message.kind != "tracking"));
}

#[test]
fn the_next_way_waits_for_a_look_of_its_own() {
    let mut shop = shop(settings(&[(Channel::Sms, Go::Look), (Channel::Email, Go::Look)]));
    let refused = SendOutcome::Refused {
        why: why("no such user"),
    };
    let (mut sender, given) = sender(&shop.desk, &[refused]);
    with_email(&mut shop.desk, "+79161234567", "elena@mail.example", 100_000);
    shop.desk.release_message(only(&shop.desk).id).unwrap();
    later(&mut shop.desk, RECALL);
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    let message = only(&shop.desk);
    assert_eq!(
        (message.channel, message.released_by.as_deref()),
        (Some(Channel::Sms), None)
    );
    assert_eq!(turn(&mut shop.desk, &mut sender), 0);
    assert!(shop.settings.awaits_look(&message));
    assert_eq!(given.lock().unwrap().len(), 1);
}

#[test]
fn a_secret_nobody_gives_is_asked_for_again_and_said() {
    let mut settings = settings(&[(Channel::Sms, Go::Auto)]);
    settings.channel_list[0].1.secret = Some(SecretRef::Env(why("KEY")));
    settings.channel_list[0].1.command = vec![why("cat")];
    let mut shop = shop(settings);
    several(&mut shop.desk, 1);
    later(&mut shop.desk, RECALL);
    let is_open = Arc::new(AtomicBool::new(false));
    let known = Arc::clone(&is_open);
    let variable: Arc<Variables> = Arc::new(move |_| known.load(Ordering::Relaxed).then(|| why("s3cret")));
    let folder = OutgoingFolder {
        path: shop.path.with_file_name("outgoing"),
        readers: Readers::Owner,
        from: None,
    };
    let mut sender = Sender::new(&shop.settings, Templates::brought(), &folder, &variable);
    let said = sent(&mut shop.desk, &mut sender);
    assert_eq!(said.not_ready, [(why("sms"), why("the variable KEY is not set"))]);
    let since = shop.desk.now();
    let resting = vec![ChannelRest {
        channel: why("sms"),
        since,
        why: why("the variable KEY is not set"),
    }];
    assert_eq!(
        open(&shop.path, &shop.settings, "oleg").channel_rests().unwrap(),
        resting
    );
    is_open.store(true, Ordering::Relaxed);
    assert_eq!(turn(&mut shop.desk, &mut sender), 0, "it rests");
    later(&mut shop.desk, Span::seconds(10));
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    assert_eq!(only(&shop.desk).state, MessageState::Sent);
    assert_eq!(shop.desk.channel_rests().unwrap(), []);
}

#[test]
fn a_channel_rests_when_nobody_knows_what_it_did() {
    let mut shop = by_sms(Go::Auto);
    several(&mut shop.desk, 2);
    later(&mut shop.desk, RECALL);
    let silence = SendOutcome::Unknown { why: why("silence") };
    let (mut sender, given) = sender(&shop.desk, &[silence, accepted()]);
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    assert_eq!(shop.desk.channel_rests().unwrap()[0].why, "silence");
    later(&mut shop.desk, Span::seconds(5));
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    assert_eq!(given.lock().unwrap().len(), 2);
}

#[test]
fn who_is_asked_to_end_takes_no_message_more() {
    let mut shop = by_sms(Go::Auto);
    several(&mut shop.desk, 2);
    later(&mut shop.desk, RECALL);
    let stop = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&stop);
    let (sender, given) = meddling(move || asked.store(true, Ordering::Relaxed), accepted());
    let mut sender = sender.until(stop);
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    assert_eq!(given.lock().unwrap().len(), 1);
}

#[test]
fn nothing_is_taken_once_the_lease_is_to_be_renewed() {
    let mut shop = by_sms(Go::Auto);
    several(&mut shop.desk, 1);
    later(&mut shop.desk, RECALL);
    let (mut sender, _) = sender(&shop.desk, &[accepted()]);
    sender.lease = Some((true, shop.desk.now()));
    let turn = sent(&mut shop.desk, &mut sender);
    assert_eq!((turn.tried.len(), turn.more), (0, true));
}

/// Nothing can be sent to an empty address.
#[derive(Clone, Debug)]
struct Careful;

impl Gateway for Careful {
    fn check(&self, _: Channel, message: &Outgoing) -> Result<(), String> {
        assert_ne!(message.to, PHONES[0], "a mistake of this program");
        Err(why("no letter goes there"))
    }

    fn send(&mut self, _: Channel, _: &Outgoing) -> SendOutcome {
        accepted()
    }
}

#[test]
fn what_is_wrong_with_a_message_is_found_before_it_counts_as_gone() {
    let mut shop = by_sms(Go::Auto);
    several(&mut shop.desk, 2);
    later(&mut shop.desk, RECALL);
    let lane = ChannelLane::new(why("sms"), 10, always(Careful));
    let mut sender = Sender::of(Templates::brought(), vec![lane]);
    turn(&mut shop.desk, &mut sender);
    let all = all(&shop.desk);
    let ends: Vec<(MessageState, Option<&str>, i64)> = all
        .iter()
        .map(|message| (message.state, message.error.as_deref(), message.tries))
        .collect();
    assert_eq!(
        ends,
        [
            (MessageState::Failed, Some("no letter goes there"), 0),
            (MessageState::Failed, Some("sms: stopped unexpectedly"), 0),
        ]
    );
}

#[test]
fn a_file_that_is_not_there_yet_is_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut settings = settings(&[(Channel::Sms, Go::Auto)]);
    settings.channels.live = false;
    settings.regulation.recall = Span::ZERO;
    let setup = SendingSetup {
        database: Location::from(&path),
        settings: Arc::new(settings.clone()),
        who: who("anna"),
        clock: Clock::System,
        templates: Templates::brought().into(),
        variable: nothing(),
    };
    let (told, heard) = line();
    let _sending = SendingThread::begin(setup, move |turn| drop(told.send(turn.clone())));
    // It looks for the file before long, and does not find it.
    assert!(heard.recv_timeout(Duration::from_millis(1_500)).is_err());
    let mut desk = Desk::open(&path, Arc::new(settings), who("oleg"), Clock::System).unwrap();
    confirmed(&mut desk);
    let turn = heard.recv_timeout(Duration::from_secs(60)).unwrap();
    assert_eq!(turn.tried.len(), 1);
    assert_eq!(only(&desk).state, MessageState::Sent);
}

/// Takes every message, and says this of it later.
#[derive(Clone, Debug)]
struct Telling(Arc<Mutex<Vec<DeliveryReport>>>);

impl Gateway for Telling {
    fn tells(&self) -> bool {
        true
    }

    fn report(&mut self, id: &str, _: &str) -> Option<DeliveryReport> {
        assert_eq!(id, "g1");
        self.0.lock().unwrap().pop()
    }

    fn send(&mut self, _: Channel, _: &Outgoing) -> SendOutcome {
        accepted()
    }
}

#[test]
fn what_has_arrived_is_delivered_and_asked_for_no_more() {
    let mut shop = by_sms(Go::Auto);
    several(&mut shop.desk, 1);
    later(&mut shop.desk, RECALL);
    let says = Arc::new(Mutex::new(vec![DeliveryReport::Delivered, DeliveryReport::OnTheWay]));
    let lane = ChannelLane::new(why("sms"), 10, always(Telling(Arc::clone(&says))));
    let mut sender = Sender::of(Templates::brought(), vec![lane]);
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    let mut asks = |desk: &mut Desk, span: Span| {
        later(desk, span);
        sender.ask(desk).unwrap();
        (says.lock().unwrap().len(), only(desk).state)
    };
    assert_eq!(asks(&mut shop.desk, Span::seconds(59)), (2, MessageState::Sent));
    assert_eq!(asks(&mut shop.desk, Span::seconds(1)), (1, MessageState::Sent));
    assert_eq!(asks(&mut shop.desk, Span::minutes(1)), (0, MessageState::Delivered));
    assert_eq!(only(&shop.desk).delivered_at, Some(shop.desk.now()));
    assert_eq!(shop.desk.messages_asked(9).unwrap(), []);
    later(&mut shop.desk, Span::days(1));
    assert_eq!(shop.desk.messages_asked(9).unwrap(), []);
}

#[test]
fn what_never_arrives_goes_by_the_next_way_and_then_to_somebody() {
    let both = settings(&[(Channel::Email, Go::Auto), (Channel::Sms, Go::Auto)]);
    let mut shop = shop(both);
    with_email(&mut shop.desk, "+79161234567", "elena@mail.example", 100_000);
    later(&mut shop.desk, RECALL);
    let lost = DeliveryReport::Undelivered {
        why: why("no such phone"),
    };
    let says = Arc::new(Mutex::new(vec![lost.clone(), lost]));
    let lanes = ["email", "sms"].map(|name| ChannelLane::new(why(name), 10, always(Telling(Arc::clone(&says)))));
    let mut sender = Sender::of(Templates::brought(), lanes.into());
    for (channel, state) in [
        (Channel::Email, MessageState::Waiting),
        (Channel::Sms, MessageState::Failed),
    ] {
        assert_eq!(turn(&mut shop.desk, &mut sender), 1);
        assert_eq!(only(&shop.desk).channel, Some(channel));
        later(&mut shop.desk, Span::minutes(1));
        sender.ask(&mut shop.desk).unwrap();
        let message = only(&shop.desk);
        assert_eq!(
            (message.state, message.error.as_deref()),
            (state, Some("no such phone"))
        );
    }
    let rows = queue(&shop.desk).rows;
    assert!(rows.iter().any(|row| row.row.task.kind == TaskKind::UndeliveredMessage));
}

#[test]
fn a_gateway_that_never_knows_is_asked_ever_less_and_given_up() {
    let mut shop = by_sms(Go::Auto);
    several(&mut shop.desk, 1);
    later(&mut shop.desk, RECALL);
    let lane = ChannelLane::new(why("sms"), 10, always(Telling(Arc::default())));
    let mut sender = Sender::of(Templates::brought(), vec![lane]);
    turn(&mut shop.desk, &mut sender);
    let mut asked = 0;
    for _ in 0..5 * 24 * 60 {
        later(&mut shop.desk, Span::minutes(1));
        if !shop.desk.messages_asked(9).unwrap().is_empty() {
            asked += 1;
            sender.ask(&mut shop.desk).unwrap();
        }
    }
    assert_eq!((asked, only(&shop.desk).state), (21, MessageState::Sent));
}

#[test]
fn a_message_whose_text_is_broken_waits_until_it_is_mended_and_says_why() {
    let mut shop = by_sms(Go::Auto);
    confirmed(&mut shop.desk);
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("ru")).unwrap();
    let own = folder.path().join("ru/accepted.sms.txt");
    std::fs::write(&own, "Приняли!\n{{ order.nubmer }}\n").unwrap();
    later(&mut shop.desk, RECALL);
    let (mut broken, given) = sender_by(
        LiveTexts::load(folder.path(), |folder| Templates::load(folder)).0,
        &shop.desk,
        &[accepted()],
    );
    assert_eq!(turn(&mut shop.desk, &mut broken), 0);
    let waits = only(&shop.desk);
    assert_eq!((waits.state, waits.tries), (MessageState::Waiting, 0));
    assert_eq!(waits.error.as_deref(), Some("ru/accepted.sms:2: undefined value"));
    std::fs::write(&own, "Приняли {{ order.number }}!\n").unwrap();
    later(&mut shop.desk, Span::seconds(1));
    assert_eq!(turn(&mut shop.desk, &mut broken), 1);
    assert!(given.lock().unwrap()[0].text.starts_with("Приняли"));
}
