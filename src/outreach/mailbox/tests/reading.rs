//! From a mailbox to the message and the customer it is about: once, whatever breaks on the way.

use std::path::PathBuf;
use std::sync::Arc;

use super::letters::exim;
use super::letters::lines;
use super::letters::standard;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::tests::later;
use crate::desk::tests::order;
use crate::desk::tests::queue;
use crate::desk::tests::who;
use crate::domain::action::Action;
use crate::domain::action::Consent;
use crate::domain::action::CustomerEdit;
use crate::domain::health::Checkup;
use crate::domain::health::Health;
use crate::domain::ids::CustomerId;
use crate::domain::message::Channel;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::sending::FolderMark;
use crate::domain::sending::MailNews;
use crate::domain::sending::MailRecorded;
use crate::domain::sending::SendOutcome;
use crate::domain::sending::TakenBy;
use crate::domain::sending::TellingMail;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Go;
use crate::domain::settings::MailboxSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Security;
use crate::domain::settings::Settings;
use crate::domain::settings::Via;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::imap::tests::Letterbox;
use crate::net::imap::tests::Saying;
use crate::outreach::gateways::Variables;
use crate::outreach::mailbox::MailTurn;
use crate::outreach::mailbox::MailboxReader;
use crate::outreach::mailbox::try_mailbox;
use crate::view::outbox;
use crate::view::outbox::Messages;

/// Wednesday, 12:00 in Moscow: when letters come.
const NOON: Time = Time(1_773_219_600_000);
const FAILED: &str = "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 no such user";

struct Shop {
    _folder: tempfile::TempDir,
    path: PathBuf,
    settings: Arc<Settings>,
    desk: Desk,
}

fn settings(server: &Letterbox, with_sms: bool) -> Settings {
    let mail = ChannelSetting {
        via: Via::Smtp,
        host: Some("smtp.lavka.example".to_owned()),
        from: Some("Лавка <hello@lavka.example>".to_owned()),
        user: Some("shop".to_owned()),
        secret: Some(SecretRef::Env("KEY".to_owned())),
        go: Go::Auto,
        ..ChannelSetting::default()
    };
    let sms = ChannelSetting {
        carries: Some(Channel::Sms),
        command: vec!["true".to_owned()],
        go: Go::Auto,
        ..ChannelSetting::default()
    };
    let mailbox = MailboxSetting {
        host: Some(server.at.ip().to_string()),
        port: i64::from(server.at.port()),
        security: Security::None,
        ..MailboxSetting::default()
    };
    let mut channel_list = vec![("mail".to_owned(), mail)];
    channel_list.extend(with_sms.then(|| ("sms".to_owned(), sms)));
    Settings {
        channel_list,
        mailboxes: vec![("mail".to_owned(), mailbox)],
        ..Settings::default()
    }
}

/// A clock that is not the machine's makes a rehearsal, and nobody reads for one: these begin as a file in use.
fn shop(settings: Settings) -> Shop {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let settings = Arc::new(settings);
    let desk = Desk::open(
        &path,
        Arc::clone(&settings),
        who("anna"),
        Clock::Stopped(NOON - Span::minutes(10)),
    )
    .unwrap();
    Shop {
        _folder: folder,
        path,
        settings,
        desk,
    }
}

fn reader(settings: &Settings) -> MailboxReader {
    let variable: Arc<Variables> = Arc::new(|name| (name == "KEY").then(|| "s3cret".to_owned()));
    MailboxReader::new(settings, &variable)
}

/// Looks into every mailbox that is due, without asking for the lease.
fn look(shop: &mut Shop, reader: &mut MailboxReader) -> MailTurn {
    reader.look(&mut shop.desk).unwrap()
}

fn accept(desk: &mut Desk, index: usize) -> MessageRow {
    let (phone, email) = (format!("+7916123456{index}"), format!("c{index}@mail.example"));
    let customer = NewCustomer {
        name: "Елена Иванова".to_owned(),
        phone: Some((phone.clone(), Some(phone))),
        email: Some(email),
    };
    let made = desk.new_order(&Whose::New(customer), order(100_000)).unwrap();
    desk.perform(Target::Order(made.order.unwrap()), &Action::Confirm)
        .unwrap();
    all(desk).remove(0)
}

/// It leaves under that mark.
fn send(desk: &mut Desk, message: &MessageRow) -> String {
    let mark = format!("{}.00ff00ff00ff00ff", message.id);
    let words = MessageWords {
        subject: "x".to_owned(),
        text: "x".to_owned(),
        mark: mark.clone(),
    };
    later(desk, Span::seconds(20));
    let message = desk.message(message.id).unwrap().unwrap();
    assert!(desk.take_to_send(&message, &words).unwrap());
    desk.record_sending(&message, &TakenBy::channel("mail"), &SendOutcome::Accepted { id: None })
        .unwrap();
    mark
}

fn all(desk: &Desk) -> Vec<MessageRow> {
    desk.read(|look| outbox::outbox(look, Messages::All, 1_000)).unwrap()
}

fn bounce(mark: &str, fields: &str) -> String {
    let original = format!("Content-Type: message/rfc822\n\nMessage-ID: <{mark}@lavka.example>\n\nHello");
    String::from_utf8(standard(fields, &original)).unwrap()
}

fn stop(subject: &str) -> String {
    String::from_utf8(lines(&format!("From: who@ever.example\nSubject: {subject}\n\nbody\n"))).unwrap()
}

fn recorded(turn: &MailTurn) -> MailRecorded {
    assert_eq!(turn.failed, []);
    turn.read[0].1
}

#[test]
fn what_came_back_goes_by_the_next_way_and_then_to_somebody() {
    for with_sms in [true, false] {
        let server = Letterbox::open(&[], |_| Saying::Usual);
        let mut shop = shop(settings(&server, with_sms));
        let message = accept(&mut shop.desk, 0);
        let mark = send(&mut shop.desk, &message);
        shop.desk.clock = Clock::Stopped(NOON);
        server.add(bounce(&mark, "Action: delayed\nStatus: 4.4.1"));
        let mut reader = reader(&shop.settings);
        assert_eq!(recorded(&look(&mut shop, &mut reader)), MailRecorded::default());
        assert_eq!(all(&shop.desk)[0].state, MessageState::Sent, "it may arrive still");
        assert_eq!(look(&mut shop, &mut reader), MailTurn::default(), "not so soon again");
        server.add(bounce(&mark, FAILED));
        later(&mut shop.desk, Span::minutes(2));
        assert_eq!(recorded(&look(&mut shop, &mut reader)).undelivered, 1);
        let message = all(&shop.desk).remove(0);
        assert_eq!(message.error.as_deref(), Some("550 no such user"));
        assert_eq!(message.failed_at, Some(shop.desk.now()));
        let owed = queue(&shop.desk)
            .rows
            .iter()
            .any(|row| row.row.task.kind == TaskKind::UndeliveredMessage);
        let stands = if with_sms {
            (MessageState::Waiting, Some(Channel::Sms), false)
        } else {
            (MessageState::Failed, Some(Channel::Email), true)
        };
        assert_eq!((message.state, message.channel, owed), stands);
        // It says the same again, of a letter that is not in question any more.
        server.add(bounce(&mark, FAILED));
        later(&mut shop.desk, Span::minutes(2));
        assert_eq!(recorded(&look(&mut shop, &mut reader)), MailRecorded::default());
        assert_eq!(all(&shop.desk)[0].state, stands.0);
    }
}

#[test]
fn what_came_back_of_an_earlier_try_says_nothing_of_the_next() {
    let server = Letterbox::open(&[], |_| Saying::Usual);
    let mut shop = shop(settings(&server, false));
    let message = accept(&mut shop.desk, 0);
    let mark = send(&mut shop.desk, &message);
    server.add(bounce(&mark, FAILED));
    shop.desk.clock = Clock::Stopped(NOON);
    let mut first = reader(&shop.settings);
    assert_eq!(recorded(&look(&mut shop, &mut first)).undelivered, 1);
    // Somebody mends the address and sends it again; its server numbers its letters afresh meanwhile.
    later(&mut shop.desk, Span::minutes(30));
    assert!(shop.desk.retry_message(message.id).unwrap());
    send(&mut shop.desk, &message);
    shop.desk
        .record_mail(
            "mail",
            shop.desk.mailbox("mail").unwrap(),
            FolderMark { validity: 6, next: 1 },
            &[],
        )
        .unwrap();
    let mut again = reader(&shop.settings);
    assert_eq!(recorded(&look(&mut shop, &mut again)), MailRecorded::default());
    assert_eq!(all(&shop.desk)[0].state, MessageState::Sent);
}

#[test]
fn who_writes_that_they_want_no_offers_gets_none_by_any_card() {
    let server = Letterbox::open(&[], |_| Saying::Usual);
    let mut shop = shop(settings(&server, false));
    let message = accept(&mut shop.desk, 0);
    let other = accept(&mut shop.desk, 1).customer;
    let edit = CustomerEdit {
        add_email: Some("c0@mail.example".to_owned()),
        ..CustomerEdit::default()
    };
    shop.desk
        .perform(Target::Customer(other), &Action::Customer(edit))
        .unwrap();
    let agrees = Action::Consent(Consent::Given);
    assert_ne!(message.customer, other);
    for customer in [message.customer, other] {
        shop.desk.perform(Target::Customer(customer), &agrees).unwrap();
    }
    let mark = send(&mut shop.desk, &message);
    for subject in [
        format!("Unsubscribe {mark}"),
        format!("unsubscribe {mark}"),
        "unsubscribe".to_owned(),
        format!("unsubscribe {}.0000000000000000", message.id),
    ] {
        server.add(stop(&subject));
    }
    shop.desk.clock = Clock::Stopped(NOON);
    let mut reader = reader(&shop.settings);
    let done = recorded(&look(&mut shop, &mut reader));
    let expected = MailRecorded {
        withdrawn: 2,
        strangers: 2,
        ..MailRecorded::default()
    };
    assert_eq!(done, expected);
    assert_eq!(shop.desk.mailbox_states().unwrap()[0].1.strangers, 2);
    let off = |desk: &Desk, id: CustomerId| {
        let card = desk.read(|look| look.store.customer(id)).unwrap().unwrap();
        card.offers.consent_off_at
    };
    assert_eq!(off(&shop.desk, message.customer), Some(NOON));
    assert_eq!(off(&shop.desk, other), Some(NOON));
    // Nobody agrees for them again, nor takes it back by an undo.
    assert!(shop.desk.perform(Target::Customer(other), &agrees).is_err());
}

#[test]
fn two_who_read_one_mailbox_do_nothing_twice() {
    let server = Letterbox::open(&[], |_| Saying::Usual);
    let mut shop = shop(settings(&server, false));
    let message = accept(&mut shop.desk, 0);
    let mark = send(&mut shop.desk, &message);
    let mail = TellingMail {
        uid: 10,
        at: None,
        news: MailNews::Undelivered {
            mark,
            why: "no".to_owned(),
        },
    };
    let read_to = FolderMark { validity: 7, next: 11 };
    let mut other = Desk::open(&shop.path, Arc::clone(&shop.settings), who("oleg"), shop.desk.clock).unwrap();
    let first = other
        .record_mail("mail", None, read_to, std::slice::from_ref(&mail))
        .unwrap();
    assert_eq!(first.undelivered, 1);
    let second = shop.desk.record_mail("mail", None, read_to, &[mail]).unwrap();
    assert_eq!(
        second,
        MailRecorded {
            overtaken: true,
            ..MailRecorded::default()
        }
    );
}

#[test]
fn of_two_processes_one_reads_and_none_of_those_that_rehearse() {
    let server = Letterbox::open(&[], |_| Saying::Usual);
    let mut shop = shop(settings(&server, false));
    assert!(!shop.desk.lease_mailboxes().unwrap(), "its clock stands");
    let path = shop.path.with_file_name("b.db");
    let open = |name| Desk::open(&path, Arc::clone(&shop.settings), who(name), Clock::System).unwrap();
    let (mut one, mut other) = (open("anna"), open("oleg"));
    assert!(one.lease_mailboxes().unwrap());
    assert!(!other.lease_mailboxes().unwrap());
    one.end_mailboxes().unwrap();
    assert!(other.lease_mailboxes().unwrap());
}

#[test]
fn what_came_back_before_its_sender_had_written_down_that_it_left_waits() {
    let server = Letterbox::open(&[], |_| Saying::Usual);
    let mut shop = shop(settings(&server, false));
    let message = accept(&mut shop.desk, 0);
    later(&mut shop.desk, Span::seconds(20));
    let mark = format!("{}.00ff00ff00ff00ff", message.id);
    let words = MessageWords {
        text: "x".to_owned(),
        mark: mark.clone(),
        ..MessageWords::default()
    };
    assert!(shop.desk.take_to_send(&message, &words).unwrap());
    server.add(stop("unsubscribe"));
    server.add(bounce(&mark, FAILED));
    shop.desk.clock = Clock::Stopped(NOON);
    let mut reader = reader(&shop.settings);
    assert_eq!(recorded(&look(&mut shop, &mut reader)).strangers, 1);
    assert_eq!(
        shop.desk.mailbox("mail").unwrap(),
        Some(FolderMark { validity: 7, next: 11 })
    );
    shop.desk
        .record_sending(&message, &TakenBy::channel("mail"), &SendOutcome::Accepted { id: None })
        .unwrap();
    later(&mut shop.desk, Span::minutes(2));
    let done = recorded(&look(&mut shop, &mut reader));
    assert_eq!((done.undelivered, done.strangers), (1, 0));
    assert_eq!(
        shop.desk.mailbox("mail").unwrap(),
        Some(FolderMark { validity: 7, next: 12 })
    );
}

#[test]
fn a_mailbox_that_cannot_be_read_is_said_and_left_alone_ever_longer() {
    let server = Letterbox::open(&[exim_bounce()], |asked| {
        if asked.starts_with("LOGIN") {
            Saying::This("{tag} NO wrong s3cret\r\n")
        } else {
            Saying::Usual
        }
    });
    let mut shop = shop(settings(&server, false));
    let mut reader = reader(&shop.settings);
    let mut tried = Vec::new();
    let began = shop.desk.now();
    for _ in 0..240 {
        if !look(&mut shop, &mut reader).failed.is_empty() {
            tried.push((shop.desk.now() - began).0 / 60_000);
        }
        later(&mut shop.desk, Span::minutes(1));
    }
    assert_eq!(tried, [0, 2, 6, 14, 30, 62, 122, 182]);
    let (_, state) = shop.desk.mailbox_states().unwrap().remove(0);
    assert_eq!(state.trouble, Some((began, "wrong ***".to_owned())));
    let found = shop.desk.examine(false).unwrap();
    let found = found
        .iter()
        .find(|one| one.check == Checkup::Channels && one.case == "mailbox");
    assert!(
        found.is_some_and(|one| one.health == Health::Warning && one.text == "mail: wrong ***"),
        "{found:?}"
    );
    let nobody = try_mailbox(&shop.settings, "mail", NOON, &|_| None).unwrap();
    assert_eq!(nobody, Err("the variable KEY is not set".to_owned()));
    assert_eq!(try_mailbox(&shop.settings, "sms", NOON, &|_| None), None);
}

fn exim_bounce() -> String {
    String::from_utf8(exim("Mail delivery failed", "This is a permanent error.")).unwrap()
}

#[test]
fn nothing_is_read_for_a_rehearsal_nor_while_nothing_leaves() {
    let server = Letterbox::open(&[exim_bounce()], |_| Saying::Usual);
    let mut shop = shop(settings(&server, false));
    accept(&mut shop.desk, 0);
    let mut reader_of_it = reader(&shop.settings);
    assert_eq!(reader_of_it.turn(&mut shop.desk).unwrap(), MailTurn::default());
    let mut tried_out = settings(&server, false);
    tried_out.channels.live = false;
    assert!(reader(&tried_out).is_idle());
    assert_eq!(server.asked(), Vec::<String>::new());
}
