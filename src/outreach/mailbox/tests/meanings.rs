//! What is final and what is not; whose letters count.

use super::letters::*;
use crate::domain::sending::MailNews;
use crate::outreach::mailbox::meaning::is_report;
use crate::outreach::mailbox::meaning::report;
use crate::outreach::mailbox::meaning::wish;

fn undelivered(why: &str) -> MailNews {
    MailNews::Undelivered {
        mark: MARK.to_owned(),
        why: why.to_owned(),
    }
}

/// The headers that are asked for first.
fn head(letter: &[u8]) -> Vec<u8> {
    let end = letter.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    letter[..end + 4].to_vec()
}

#[test]
fn what_servers_send_back_is_understood() {
    let failed = "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 no such\n    user";
    let whole = original("message/rfc822");
    let cases = [
        (
            "whole",
            standard(failed, &whole),
            Some(undelivered("550 5.1.1 no such user")),
        ),
        (
            "its headers",
            standard(failed, &original("text/rfc822-headers")),
            Some(undelivered("550 5.1.1 no such user")),
        ),
        (
            "no words",
            standard("action:  FAILED\nStatus: 5.7.1", &whole),
            Some(undelivered("5.7.1")),
        ),
        (
            "not even a number",
            standard("Action: failed", &whole),
            Some(undelivered("Undelivered Mail Returned to Sender")),
        ),
        // It gave up, though nobody said no for ever.
        (
            "too late",
            standard("Action: failed\nStatus: 4.4.7", &whole),
            Some(undelivered("4.4.7")),
        ),
        (
            "later",
            standard("Action: delayed\nStatus: 4.4.1\nWill-Retry-Until: x", &whole),
            None,
        ),
        ("elsewhere", standard("Action: relayed\nStatus: 2.0.0", &whole), None),
        (
            "there",
            standard("Action: delivered\nStatus: 2.0.0", &whole),
            Some(MailNews::Delivered { mark: MARK.to_owned() }),
        ),
        ("no fields", standard("X: 1", &whole), None),
        (
            "one of two",
            standard(
                "Action: delivered\n\nFinal-Recipient: rfc822; b@x\nAction: failed\nStatus: 5.0.0",
                &whole,
            ),
            Some(undelivered("5.0.0")),
        ),
        (
            "exim",
            exim(
                "Mail delivery failed: returning message to sender",
                "A message that you sent could not be delivered. This is a permanent error.",
            ),
            Some(undelivered("550 Message was not accepted -- invalid mailbox.")),
        ),
        (
            "exim waits",
            exim("Warning: message 1aBcDe delayed 24 hours", "It will be tried again."),
            None,
        ),
        (
            "exim waits in its text",
            exim(
                "Mail delivery",
                "The message has not yet been delivered to the following recipients:",
            ),
            None,
        ),
        ("mail.ru", mail_ru(), Some(undelivered("Mail failure."))),
        (
            "gmail",
            gmail(),
            Some(undelivered(
                "550-5.1.1 The email account that you tried to reach does not exist. Please try 550-5.1.1 double-checking \
                 the recipient's email address",
            )),
        ),
        (
            "exchange",
            exchange(),
            Some(undelivered("550 5.1.10 RESOLVER.ADR.RecipientNotFound")),
        ),
    ];
    for (name, letter, meaning) in cases {
        assert!(is_report(&head(&letter)), "{name}");
        assert_eq!(report(&letter), meaning, "{name}");
        assert_eq!(wish(&head(&letter)), None, "{name}");
    }
}

#[test]
fn what_people_and_their_programs_answer_is_no_report() {
    let answers = [
        // Away: it answers our letter, and a server may have written it.
        format!(
            "From: elena@mail.example\nReturn-Path: <>\nAuto-Submitted: auto-replied\nIn-Reply-To: <{MARK}@l>\nSubject: Отпуск\n\nI failed 550\n"
        ),
        // It was read, or thrown away unread.
        format!(
            "From: elena@mail.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=x\nIn-Reply-To: <{MARK}@l>\n\n--x--\n"
        ),
        format!("From: elena@mail.example\nSubject: Re: Заказ\nReferences: <{MARK}@l>\n\n> Message-ID: <{MARK}@l>\n"),
        // A person may sit behind such an address too.
        format!("From: postmaster@firm.example\nSubject: Re: Заказ\nIn-Reply-To: <{MARK}@l>\n\nСпасибо, ждём.\n"),
        // A server, and none of our letters.
        "From: postmaster@mail.example\nSubject: failure\n\nMessage-ID: <20260311.1@other.example>\n550 no\n"
            .to_owned(),
        "From: postmaster@mail.example\n\n".to_owned(),
        String::new(),
    ];
    for letter in answers {
        assert_eq!(report(&lines(&letter)), None, "{letter}");
    }
    let garbage = [
        &b"\xff\xfe\x00"[..],
        b"Content-Type: multipart/report; boundary=\"\r\n\r\n--",
        &[b'('; 9_000],
    ];
    for letter in garbage {
        assert_eq!((report(letter), wish(letter)), (None, None));
    }
}

#[test]
fn who_wants_no_offers_says_so_in_one_line() {
    let no = || Some(MailNews::WantsNoOffers { mark: MARK.to_owned() });
    for (subject, meaning) in [
        (format!("unsubscribe {MARK}"), no()),
        (format!("  UNSUBSCRIBE   {MARK} "), no()),
        (format!("unsubscribe%20{MARK}"), no()),
        (format!("unsubscribe+{MARK}"), no()),
        (format!("=?utf-8?q?unsubscribe_{MARK}?="), no()),
        ("unsubscribe".to_owned(), Some(MailNews::NobodyKnown)),
        ("Unsubscribe 7.00".to_owned(), Some(MailNews::NobodyKnown)),
        (format!("Re: unsubscribe {MARK}"), None),
        ("Новый заказ".to_owned(), None),
    ] {
        let head = lines(&format!("From: a@b.example\nSubject: {subject}\n\n"));
        assert_eq!(wish(&head), meaning, "{subject}");
    }
}
