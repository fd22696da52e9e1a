//! Mailboxes of our own on loopback: they drop, stall, answer garbage, and are left as they were.

mod server;

use std::time::Duration;

pub(crate) use self::server::Letterbox;
pub(crate) use self::server::Saying;
use super::*;
use crate::domain::sending::FolderMark;
use crate::domain::settings::Security;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::net::secret::Secret;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);

fn at(server: &Letterbox) -> Mailbox {
    Mailbox {
        host: server.at.ip().to_string(),
        port: server.at.port(),
        security: Security::None,
        certificate: None,
        user: "shop".to_owned(),
        secret: Secret::new("s3cret".to_owned()),
        folder: "INBOX".to_owned(),
        patience: Duration::from_secs(20),
    }
}

fn letter(subject: &str) -> String {
    format!("From: a@b.example\r\nSubject: {subject}\r\nX-Other: 1\r\n\r\nSome text\r\n")
}

fn subjects(reading: &MailReading) -> Vec<String> {
    let subject = |mail: &Mail| {
        let head = String::from_utf8_lossy(&mail.head).into_owned();
        let line = head.lines().find_map(|line| line.strip_prefix("Subject: "));
        line.unwrap_or_default().to_owned()
    };
    reading.mails.iter().map(subject).collect()
}

fn wants_all(_: &[u8]) -> bool {
    true
}

#[test]
fn new_letters_are_read_once_and_left_as_they_are() {
    let server = Letterbox::open(&[letter("one"), letter("two")], |_| Saying::Usual);
    let first = read(&at(&server), None, NOON, |head| head.ends_with(b"two\r\n\r\n")).unwrap();
    assert_eq!(subjects(&first), ["one", "two"]);
    assert_eq!(first.mails[0].whole, None, "its headers were enough");
    assert_eq!(first.mails[1].whole.as_deref(), Some(letter("two").as_bytes()));
    assert_eq!(first.mails[1].at, Some(NOON));
    assert!(!String::from_utf8_lossy(&first.mails[0].head).contains("X-Other"));
    assert_eq!((first.mark.next, first.more), (12, false));
    let nothing = read(&at(&server), Some(first.mark), NOON, wants_all).unwrap();
    assert_eq!((nothing.mails, nothing.mark), (Vec::new(), first.mark));
    server.add(letter("three"));
    let last = read(&at(&server), Some(first.mark), NOON, wants_all).unwrap();
    assert_eq!((subjects(&last), last.mark.next), (vec!["three".to_owned()], 13));
    let asked = server.asked();
    let harmless = ["LOGIN", "EXAMINE", "UID SEARCH", "UID FETCH", "LOGOUT"];
    for line in &asked {
        assert!(harmless.iter().any(|word| line.starts_with(word)), "{line}");
        assert!(!line.contains("BODY[") && !line.contains("RFC822"), "{line}");
    }
    assert!(asked.contains(&"UID SEARCH SINCE 04-Mar-2026".to_owned()), "{asked:?}");
}

#[test]
fn a_mailbox_that_counts_anew_is_read_from_a_week_ago() {
    let server = Letterbox::open(&[letter("one")], |_| Saying::Usual);
    let mark = FolderMark { validity: 6, next: 400 };
    let reading = read(&at(&server), Some(mark), NOON, wants_all).unwrap();
    assert_eq!(subjects(&reading), ["one"]);
    assert_eq!((reading.mark.validity, reading.mark.next), (7, 11));
}

#[test]
fn many_letters_come_a_few_at_a_time() {
    let letters: Vec<String> = (0..450).map(|at| letter(&at.to_string())).collect();
    let server = Letterbox::open(&letters, |_| Saying::Usual);
    let (mut mark, mut came, mut readings) = (None, Vec::new(), 0);
    loop {
        let reading = read(&at(&server), mark, NOON + Span::days(1), |head| {
            head.windows(9).any(|part| part == b"Subject: ") && head.ends_with(b"7\r\n\r\n")
        })
        .unwrap();
        came.extend(subjects(&reading));
        mark = Some(reading.mark);
        readings += 1;
        if !reading.more {
            break;
        }
    }
    let all: Vec<String> = (0..450).map(|at| at.to_string()).collect();
    assert_eq!((came, readings), (all, 3));
    let whole = server
        .asked()
        .iter()
        .filter(|line| line.contains("BODY.PEEK[]"))
        .count();
    assert_eq!(whole, 45);
}

#[test]
fn so_many_whole_letters_are_read_at_once_and_no_other_is_passed_over() {
    let letters: Vec<String> = (0..120).map(|at| letter(&at.to_string())).collect();
    let server = Letterbox::open(&letters, |_| Saying::Usual);
    let first = read(&at(&server), None, NOON, wants_all).unwrap();
    assert_eq!((first.mails.len(), first.mark.next, first.more), (50, 60, true));
    let next = read(&at(&server), Some(first.mark), NOON, wants_all).unwrap();
    assert_eq!(subjects(&next)[0], "50");
}

#[test]
fn what_goes_wrong_is_said_and_tells_no_secret() {
    let cases: [(&str, Saying, &str); 13] = [
        ("<greeting>", Saying::Nothing, "lost"),
        (
            "<greeting>",
            Saying::This("* BYE too many of you\r\n"),
            "too many of you",
        ),
        ("<greeting>", Saying::This("HTTP/1.1 400 Bad Request\r\n\r\n"), ""),
        ("<greeting>", Saying::This("\u{1b}[2J\r\n"), ""),
        (
            "LOGIN",
            Saying::This("{tag} NO [AUTHENTICATIONFAILED] not s3cret\r\n"),
            "not ***",
        ),
        ("LOGIN", Saying::Nothing, "lost"),
        (
            "EXAMINE",
            Saying::This("{tag} NO there is no such folder\r\n"),
            "no such folder",
        ),
        (
            "EXAMINE",
            Saying::This("* OK [UIDNEXT 4] x\r\n{tag} OK done\r\n"),
            "no numbers",
        ),
        ("UID SEARCH", Saying::This("{tag} BAD what?\r\n"), "what?"),
        ("UID FETCH", Saying::This("{tag} NO not now\r\n"), "not now"),
        (
            "UID FETCH",
            Saying::This("* 1 FETCH (UID 10 BODY[] {4000000000}\r\nx"),
            "more than was asked",
        ),
        (
            "UID FETCH",
            Saying::This("* 1 FETCH (UID 10 BODY[] {2000000}\r\nx"),
            "more than was asked",
        ),
        ("UID FETCH", Saying::Silence, "no answer within"),
    ];
    for (line, saying, said) in cases {
        let server = Letterbox::open(&[letter("one")], move |asked| {
            if asked.starts_with(line) { saying } else { Saying::Usual }
        });
        let patience = if matches!(saying, Saying::Silence) { 300 } else { 20_000 };
        let mailbox = Mailbox {
            patience: Duration::from_millis(patience),
            ..at(&server)
        };
        let why = read(&mailbox, None, NOON, wants_all).unwrap_err();
        assert!(why.contains(said), "{line} {saying:?}: {why}");
        assert!(
            !why.contains("s3cret") && !why.contains('\u{1b}') && why.len() < 900,
            "{why}"
        );
    }
}

#[test]
fn who_sends_without_end_is_not_listened_to() {
    let server = Letterbox::open(&[letter("one")], |asked| {
        if asked.starts_with("UID SEARCH") {
            Saying::Endless
        } else {
            Saying::Usual
        }
    });
    let why = read(&at(&server), None, NOON, wants_all).unwrap_err();
    assert_eq!(why, "it sends more than was asked for");
}

#[test]
fn what_came_before_the_way_broke_is_kept_and_the_rest_comes_later() {
    let letters: Vec<String> = (0..3).map(|at| letter(&at.to_string())).collect();
    for saying in [Saying::Nothing, Saying::Silence] {
        let server = Letterbox::open(&letters, move |asked| {
            if asked.starts_with("UID FETCH 11 (UID BODY.PEEK[]") {
                saying
            } else {
                Saying::Usual
            }
        });
        let mailbox = Mailbox {
            patience: Duration::from_millis(600),
            ..at(&server)
        };
        let reading = read(&mailbox, None, NOON, wants_all).unwrap();
        assert_eq!(subjects(&reading), ["0"], "{saying:?}");
        assert_eq!((reading.mark.next, reading.more), (11, true));
    }
}

#[test]
fn a_letter_that_cannot_be_understood_stops_none_behind_it() {
    let letters: Vec<String> = (0..2).map(|at| letter(&at.to_string())).collect();
    let server = Letterbox::open(&letters, |asked| {
        if asked.starts_with("UID FETCH 10 (UID BODY.PEEK[]") {
            Saying::This("* 1 FETCH (UID 10 BODY[] }garbage{\r\n")
        } else {
            Saying::Usual
        }
    });
    let first = read(&at(&server), None, NOON, wants_all).unwrap();
    assert_eq!(
        (subjects(&first), first.mark.next, first.more),
        (vec!["0".to_owned()], 11, true)
    );
    let next = read(&at(&server), Some(first.mark), NOON, wants_all).unwrap();
    assert_eq!(subjects(&next), ["1"]);
}

#[test]
fn a_letter_the_server_cannot_give_holds_up_no_other() {
    let letters: Vec<String> = (0..2).map(|at| letter(&at.to_string())).collect();
    let whole = Letterbox::open(&letters, |asked| {
        if asked.starts_with("UID FETCH 10 (UID BODY.PEEK[]") {
            Saying::This("{tag} NO [SERVERBUG] it is broken\r\n")
        } else {
            Saying::Usual
        }
    });
    let reading = read(&at(&whole), None, NOON, wants_all).unwrap();
    assert_eq!((reading.mark.next, reading.more), (12, false));
    assert_eq!(reading.mails.iter().filter(|mail| mail.whole.is_some()).count(), 1);
    let heads = Letterbox::open(&letters, |asked| {
        if asked.starts_with("UID FETCH 10,11 (") || asked.starts_with("UID FETCH 10 (") {
            Saying::This("{tag} NO [SERVERBUG] it is broken\r\n")
        } else {
            Saying::Usual
        }
    });
    let reading = read(&at(&heads), None, NOON, wants_all).unwrap();
    assert_eq!((subjects(&reading), reading.mark.next), (vec!["1".to_owned()], 12));
}

#[test]
fn what_cannot_be_understood_stands_in_no_error() {
    let server = Letterbox::open(&[letter("one")], |asked| {
        if asked.starts_with("UID FETCH") {
            Saying::This("* 1 FETCH (UID 10 BODY[] }Elena Ivanova{\r\n")
        } else {
            Saying::Usual
        }
    });
    let why = read(&at(&server), None, NOON, wants_all).unwrap_err();
    assert_eq!(why, "its answer cannot be understood");
}

#[test]
fn another_mailbox_of_the_same_validity_is_read_from_its_beginning() {
    let server = Letterbox::open(&[letter("one")], |_| Saying::Usual);
    let mark = read(&at(&server), None, NOON, wants_all).unwrap().mark;
    let far = FolderMark { next: 50_000, ..mark };
    let reading = read(&at(&server), Some(far), NOON, wants_all).unwrap();
    assert_eq!((subjects(&reading), reading.mark), (vec!["one".to_owned()], mark));
}
