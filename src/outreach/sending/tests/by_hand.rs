//! Messages written by hand: they leave once, in the words and by the way that were chosen, and undo takes them back.

use super::turns::Shop;
use super::turns::by_sms;
use super::*;
use crate::desk::tests::refusal;
use crate::desk::undo::UndoChoice;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerEdit;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageKind;
use crate::domain::message::OwnMessage;
use crate::domain::order::Reason;
use crate::domain::order::Stage;

const PHONE: &str = "+79161234567";

fn sms(text: &str) -> OwnMessage {
    OwnMessage {
        of: "requisites".to_owned(),
        channel: Channel::Sms,
        address: PHONE.to_owned(),
        words: MessageWords {
            text: text.to_owned(),
            ..MessageWords::default()
        },
        seen: None,
    }
}

/// A shop whose short messages go so, with one new order.
fn with_order(go: Go) -> (Shop, OrderId) {
    let mut shop = by_sms(go);
    let order = new_order(&mut shop.desk, PHONE, 100_000);
    (shop, order)
}

fn written(desk: &Desk) -> Vec<MessageRow> {
    let mut all = all(desk);
    all.retain(|message| message.kind() == MessageKind::Written);
    all
}

#[test]
fn what_somebody_wrote_leaves_after_the_recall_though_others_wait_for_a_look() {
    for go in [Go::Auto, Go::Look] {
        let (mut shop, order) = with_order(go);
        let done = shop
            .desk
            .write_message(Target::Order(order), &sms("Ждём вас!"))
            .unwrap();
        assert_eq!((done.kind, done.entry.is_some()), (ActionKind::Message, true));
        let (mut sender, given) = sender(&shop.desk, &[accepted()]);
        assert_eq!(turn(&mut shop.desk, &mut sender), 0, "it can be recalled for 15 s");
        later(&mut shop.desk, RECALL);
        assert_eq!(turn(&mut shop.desk, &mut sender), 1);
        assert_eq!(given.lock().unwrap()[0].text, "Ждём вас!");
        later(&mut shop.desk, Span::hours(1));
        assert_eq!(turn(&mut shop.desk, &mut sender), 0);
    }
}

#[test]
fn the_same_words_twice_are_one_message_until_they_were_taken_back() {
    let (mut shop, order) = with_order(Go::Auto);
    let target = Target::Order(order);
    shop.desk.write_message(target, &sms("Ждём вас!")).unwrap();
    let again = shop.desk.write_message(target, &sms("Ждём вас!")).unwrap();
    assert_eq!(
        (again.entry, again.warnings),
        (None, vec![Warning::SameMessage { at: NOON }])
    );
    shop.desk.write_message(target, &sms("Ждём вас завтра!")).unwrap();
    assert_eq!(written(&shop.desk).len(), 2, "other words are another message");
    shop.desk.undo(UndoChoice::Mine).unwrap();
    shop.desk.undo(UndoChoice::Mine).unwrap();
    assert!(
        shop.desk
            .write_message(target, &sms("Ждём вас!"))
            .unwrap()
            .entry
            .is_some()
    );
    let states: Vec<_> = written(&shop.desk).iter().map(|message| message.state).collect();
    assert_eq!(
        states,
        [MessageState::Waiting, MessageState::Recalled, MessageState::Recalled]
    );
}

#[test]
fn undo_takes_it_out_redo_puts_it_in_and_what_has_left_is_told_of() {
    let (mut shop, order) = with_order(Go::Auto);
    shop.desk
        .write_message(Target::Order(order), &sms("Ждём вас!"))
        .unwrap();
    let undone = shop.desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!((undone.did, undone.recalled.len()), (ActionKind::Message.into(), 1));
    shop.desk.redo().unwrap();
    assert_eq!(written(&shop.desk)[0].state, MessageState::Waiting);
    later(&mut shop.desk, RECALL);
    let (mut sender, _) = sender(&shop.desk, &[accepted()]);
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    let undone = shop.desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!((undone.recalled.len(), undone.already_sent.len()), (0, 1));
    assert_eq!(undone.warnings, [Warning::MessagesGone(vec![MessageKind::Written])]);
}

#[test]
fn an_undone_message_that_failed_is_not_tried_again() {
    let (mut shop, order) = with_order(Go::Auto);
    shop.desk
        .write_message(Target::Order(order), &sms("Ждём вас!"))
        .unwrap();
    let message = written(&shop.desk).remove(0);
    shop.desk.fail_message(&message, "no such number").unwrap();
    shop.desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(written(&shop.desk)[0].state, MessageState::Recalled);
    assert!(!shop.desk.retry_message(message.id).unwrap());
}

#[test]
fn nothing_is_put_in_that_could_not_leave() {
    let (mut shop, order) = with_order(Go::Auto);
    let target = Target::Order(order);
    let email = OwnMessage {
        channel: Channel::Email,
        address: "elena@mail.example".to_owned(),
        ..sms("Ждём вас!")
    };
    for (message, why) in [
        (sms("  \n"), Refusal::EmptyText),
        (email, Refusal::NoChannel(Channel::Email)),
        (
            OwnMessage {
                address: "+79160000000".to_owned(),
                ..sms("Ждём")
            },
            Refusal::NoAddress(Channel::Sms),
        ),
        (
            OwnMessage {
                seen: Some(Stage::Confirmed),
                ..sms("Ждём")
            },
            Refusal::ChangedMeanwhile,
        ),
    ] {
        assert_eq!(refusal(shop.desk.write_message(target, &message)), why);
    }
    assert!(all(&shop.desk).is_empty());
    let (mut never, order) = with_order(Go::Never);
    let refused = refusal(never.desk.write_message(Target::Order(order), &sms("Ждём")));
    assert_eq!(refused, Refusal::NoChannel(Channel::Sms));
    let mut by_hand_off = settings(&[(Channel::Sms, Go::Auto)]);
    by_hand_off.messages.written.go = Go::Never;
    let mut off = turns::shop(by_hand_off);
    let order = new_order(&mut off.desk, PHONE, 100_000);
    let refused = refusal(off.desk.write_message(Target::Order(order), &sms("Ждём")));
    assert_eq!(refused, Refusal::NotByHand);
}

#[test]
fn it_is_neither_joined_to_letters_of_facts_nor_sent_by_another_way() {
    let both = settings(&[(Channel::Sms, Go::Auto), (Channel::Email, Go::Auto)]);
    let mut shop = turns::shop(both);
    let order = new_order(&mut shop.desk, PHONE, 100_000);
    let email = CustomerEdit {
        add_email: Some("elena@mail.example".to_owned()),
        ..CustomerEdit::default()
    };
    shop.desk
        .perform(Target::Order(order), &Action::Customer(email))
        .unwrap();
    shop.desk.write_message(Target::Order(order), &sms("Раз")).unwrap();
    shop.desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    shop.desk.write_message(Target::Order(order), &sms("Два")).unwrap();
    assert!(
        written(&shop.desk)
            .iter()
            .all(|message| message.letter.is_none() && message.others.is_empty())
    );
    let message = written(&shop.desk).remove(0);
    shop.desk.fail_message(&message, "switched off").unwrap();
    let failed = shop.desk.message(message.id).unwrap().unwrap();
    assert_eq!(
        (failed.state, failed.channel),
        (MessageState::Failed, Some(Channel::Sms))
    );
    assert_eq!(failed.words.unwrap().text, "Два");
}

#[test]
fn at_night_a_short_message_waits_for_the_morning_but_not_for_who_waits_for_an_answer() {
    let night = Span::hours(11);
    let (mut shop, order) = with_order(Go::Auto);
    later(&mut shop.desk, night);
    shop.desk
        .write_message(Target::Order(order), &sms("Ждём вас!"))
        .unwrap();
    let leaves = written(&shop.desk)[0].leaves_at;
    assert_eq!(leaves - NOON, Span::hours(20), "8:00 of the next day");
    let text = "Где мой заказ?".to_owned();
    shop.desk
        .perform(Target::Order(order), &Action::Wrote { text })
        .unwrap();
    shop.desk.write_message(Target::Order(order), &sms("В пути!")).unwrap();
    let answer = written(&shop.desk).remove(0);
    assert_eq!(answer.leaves_at, shop.desk.now() + Span::seconds(15));
    later(&mut shop.desk, RECALL);
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    turn(&mut shop.desk, &mut sender);
    let given: Vec<String> = given.lock().unwrap().iter().map(|one| one.text.clone()).collect();
    assert_eq!(given, ["В пути!"]);
}

#[test]
fn what_the_customer_wrote_is_answered_by_it_and_undo_leaves_it_open_again() {
    let (mut shop, order) = with_order(Go::Auto);
    let text = "Где мой заказ?".to_owned();
    shop.desk
        .perform(Target::Order(order), &Action::Wrote { text })
        .unwrap();
    let letters = |desk: &Desk| {
        let card = crate::desk::tests::card_of(desk, crate::domain::target::CardKey::Order(order));
        card.customer.cases.len()
    };
    assert_eq!(letters(&shop.desk), 1);
    shop.desk.write_message(Target::Order(order), &sms("В пути!")).unwrap();
    assert_eq!(letters(&shop.desk), 0);
    shop.desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(letters(&shop.desk), 1);
}

#[test]
fn once_its_order_is_called_off_somebody_looks_at_it_first() {
    let (mut shop, order) = with_order(Go::Auto);
    shop.desk
        .write_message(Target::Order(order), &sms("Ждём вас!"))
        .unwrap();
    let reason = Reason::ChangedMind;
    shop.desk
        .perform(Target::Order(order), &Action::Cancel { reason })
        .unwrap();
    later(&mut shop.desk, RECALL);
    let (mut sender, given) = sender(&shop.desk, &[accepted()]);
    turn(&mut shop.desk, &mut sender);
    assert!(given.lock().unwrap().is_empty());
    let message = written(&shop.desk).remove(0);
    assert!(shop.desk.settings().awaits_look(&message));
    assert!(shop.desk.release_message(message.id).unwrap());
    later(&mut shop.desk, RECALL);
    assert_eq!(turn(&mut shop.desk, &mut sender), 1);
    assert_eq!(given.lock().unwrap()[0].text, "Ждём вас!");
}
