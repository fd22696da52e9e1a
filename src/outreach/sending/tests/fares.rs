//! How a channel fares is one thing for all processes and for every letter it carries.

use super::turns::by_sms;
use super::turns::several;
use super::turns::shop;
use super::*;
use crate::desk::outbox::recall::SettledByHand;
use crate::domain::sending::FolderMark;
use crate::domain::sending::MailNews;
use crate::domain::sending::TellingMail;

#[test]
fn what_one_process_wrote_of_a_channel_ends_by_what_another_sends() {
    let mut shop = by_sms(Go::Auto);
    several(&mut shop.desk, 2);
    later(&mut shop.desk, RECALL);
    let (mut sender, _) = sender(&shop.desk, &[accepted()]);
    let first = shop.desk.messages_due(Channel::Sms, None, 1).unwrap().remove(0);
    let message = shop.desk.message(first.id).unwrap().unwrap();
    let mut other = open(&shop.path, &shop.settings, "oleg");
    other.clock = shop.desk.clock;
    let words = MessageWords {
        text: why("x"),
        mark: why("m"),
        ..MessageWords::default()
    };
    assert!(other.take_to_send(&message, &words).unwrap());
    assert_eq!(
        turn(&mut shop.desk, &mut sender),
        1,
        "its channel is known to be well here"
    );
    // Meanwhile the other process meets trouble, and ends.
    let busy = SendOutcome::Later { why: why("busy") };
    other.record_sending(&message, &TakenBy::channel("sms"), &busy).unwrap();
    drop(other);
    assert_eq!(shop.desk.channel_rests().unwrap()[0].why, "busy");
    later(&mut shop.desk, Span::minutes(2));
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    assert_eq!(shop.desk.channel_rests().unwrap(), []);
}

#[test]
fn a_letter_to_the_shop_says_of_its_channel_what_any_other_does_and_is_settled_by_hand() {
    let mut settings = settings(&[(Channel::Email, Go::Auto)]);
    settings.reports.mail_to = Some(why("owner@lavka.example"));
    let mut shop = shop(settings);
    shop.desk.morning_made("2026-03-11", "Итоги", "Вчера").unwrap();
    let silence = SendOutcome::Unknown { why: why("silence") };
    let (mut sender, given) = sender(&shop.desk, &[silence, accepted()]);
    let mut own = |desk: &mut Desk| {
        let mut turn = SendTurn::default();
        sender.send_own(desk, &mut turn).unwrap();
        turn.own.len()
    };
    assert_eq!(own(&mut shop.desk), 1);
    assert_eq!(shop.desk.channel_rests().unwrap()[0].why, "silence");
    let open = shop.desk.own_letters_open().unwrap();
    assert_eq!(
        (open.len(), open[0].state, open[0].why.as_str()),
        (1, MessageState::Held, "silence")
    );
    // Somebody has it mailed again, in words made again: the old ones are not kept.
    let again = |desk: &mut Desk, how| desk.settle_own_letter(open[0].id, how, "Снова").unwrap();
    assert!(again(&mut shop.desk, SettledByHand::Retried));
    assert!(!again(&mut shop.desk, SettledByHand::Sent), "it waits");
    later(&mut shop.desk, Span::seconds(10));
    assert_eq!(own(&mut shop.desk), 1);
    assert_eq!(shop.desk.channel_rests().unwrap(), []);
    assert_eq!(shop.desk.own_letters_open().unwrap(), []);
    assert_eq!(given.lock().unwrap()[1].text, "Снова");
    // And it comes back.
    let mark = given.lock().unwrap()[1].mark.clone();
    let mail = TellingMail {
        uid: 1,
        at: None,
        news: MailNews::Undelivered { mark, why: why("full") },
    };
    let read_to = FolderMark { validity: 1, next: 2 };
    shop.desk.record_mail("email", None, read_to, &[mail]).unwrap();
    assert_eq!(shop.desk.own_letters_open().unwrap()[0].why, "full");
    assert!(again(&mut shop.desk, SettledByHand::Dismissed));
    assert_eq!(shop.desk.own_letters_open().unwrap(), []);
}

#[test]
fn who_is_to_wait_keeps_nobody_else_waiting() {
    let mut shop = by_sms(Go::Auto);
    several(&mut shop.desk, 3);
    later(&mut shop.desk, RECALL);
    let deferred = SendOutcome::Deferred { why: why("greylisted") };
    let (mut sender, given) = sender(&shop.desk, &[deferred, accepted()]);
    assert_eq!(turn(&mut shop.desk, &mut sender), 3, "its channel goes on");
    assert_eq!(shop.desk.channel_rests().unwrap(), []);
    assert_eq!(given.lock().unwrap().len(), 3);
    later(&mut shop.desk, Span::minutes(1));
    assert_eq!(turn(&mut shop.desk, &mut sender), 1, "that one alone comes again");
    let given = given.lock().unwrap();
    assert_eq!(given[3], given[0]);
    let news = shop.desk.read(|look| look.store.channel_news()).unwrap();
    assert_eq!(news[0].failed.as_ref().unwrap().1, "greylisted");
}
