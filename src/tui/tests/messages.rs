//! A message of the outbox in full, and what its letters do.

use crossterm::event::KeyCode;

use super::pictures::Shop;
use crate::board::BoardRow;
use crate::domain::action::Action;
use crate::domain::ids::MessageId;
use crate::domain::message::Channel;
use crate::domain::message::MessageAct;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::order::Stage;
use crate::domain::sending::SendOutcome;
use crate::domain::sending::TakenBy;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Go;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::store::Move;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::view::outbox;
use crate::view::outbox::Messages;

const WIDE: (u16, u16) = (120, 40);
const NARROW: (u16, u16) = (80, 24);

/// The outbox of the made-up shop with one message that stands so, opened.
fn opened(lang: Lang, size: (u16, u16), state: MessageState) -> (Shop, MessageId) {
    let mut shop = Shop::open(lang, size);
    let rows = shop.console.model.board.rows.iter();
    let order = rows.filter_map(BoardRow::facts).find(|order| order.stage == Stage::New);
    let order = order.unwrap().id;
    shop.desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    let open = shop.desk.read(|look| outbox::outbox(look, Messages::Open, 1)).unwrap();
    let message = &open[0];
    let why = "mailbox full";
    if state != MessageState::Waiting {
        shop.desk.fail_message(message, why).unwrap();
    }
    if state == MessageState::Held {
        // Tried again at once, and nothing was heard of it.
        assert!(shop.desk.retry_message(message.id).unwrap());
        let message = shop.desk.read(|look| outbox::message(look, message.id)).unwrap();
        let message = message.unwrap();
        let words = MessageWords {
            text: "Принят.".to_owned(),
            mark: "m1".to_owned(),
            ..MessageWords::default()
        };
        assert!(shop.desk.take_to_send(&message, &words).unwrap());
        let why = why.to_owned();
        let outcome = SendOutcome::Unknown { why };
        shop.desk
            .record_sending(&message, &TakenBy::channel("sms"), &outcome)
            .unwrap();
    }
    for key in [KeyCode::Char('v'), KeyCode::Char('o'), KeyCode::Enter] {
        shop.press(key);
    }
    (shop, message.id)
}

fn state(shop: &Shop, id: MessageId) -> MessageState {
    let message = shop.desk.read(|look| outbox::message(look, id)).unwrap();
    message.unwrap().state
}

#[test]
fn a_letter_settles_what_has_not_left_and_the_message_stays_open_in_its_new_state() {
    for (before, letter, after, said) in [
        (MessageState::Failed, 'ы', MessageState::Sent, "Отмечено"),
        (MessageState::Held, 's', MessageState::Sent, "Отмечено"),
        (MessageState::Waiting, 's', MessageState::Sent, "Отмечено"),
        (MessageState::Failed, 'ч', MessageState::Recalled, "не уйдёт"),
        (MessageState::Held, 'x', MessageState::Recalled, "не уйдёт"),
        (MessageState::Waiting, 'ч', MessageState::Recalled, "не уйдёт"),
        (MessageState::Failed, 'к', MessageState::Waiting, "ещё раз"),
        (MessageState::Held, 'r', MessageState::Waiting, "ещё раз"),
    ] {
        let (mut shop, id) = opened(Lang::Ru, WIDE, before);
        assert_eq!(state(&shop, id), before);
        shop.press(KeyCode::Char(letter));
        assert_eq!(state(&shop, id), after, "{before:?} {letter}");
        let screen = shop.console.text();
        assert!(screen.contains(said), "{screen}");
        let Mode::Message(open) = &shop.console.model.mode else {
            panic!("{screen}")
        };
        assert_eq!(open.shown.as_ref().map(|shown| shown.row.state), Some(after));
        if after != MessageState::Waiting {
            shop.console.now = shop.console.now + Span::seconds(2);
            shop.press(KeyCode::Char(letter));
            assert_eq!(state(&shop, id), after, "twice changes nothing more");
        }
    }
}

#[test]
fn over_an_open_message_u_takes_back_what_was_done_with_a_message_and_nothing_else() {
    let (mut shop, id) = opened(Lang::Ru, NARROW, MessageState::Waiting);
    shop.hints();
    // The order was confirmed last, and is not seen from here.
    assert!(!shop.console.bar().contains("вернуть"), "{}", shop.console.bar());
    shop.press(KeyCode::Char('u'));
    assert_eq!(state(&shop, id), MessageState::Waiting);
    shop.press(KeyCode::Char('ы'));
    assert_eq!(state(&shop, id), MessageState::Sent);
    shop.hints();
    let bar = shop.console.bar();
    assert!(bar.contains("г/u вернуть: сообщение отм"), "{bar}");
    shop.press(KeyCode::Char('г'));
    shop.undo();
    shop.answer();
    assert_eq!(state(&shop, id), MessageState::Waiting);
    let screen = shop.console.text();
    assert!(screen.contains("Возвращено"), "{screen}");
    let Mode::Message(open) = &shop.console.model.mode else {
        panic!("{screen}")
    };
    assert_eq!(
        open.shown.as_ref().map(|shown| shown.row.state),
        Some(MessageState::Waiting)
    );
}

#[test]
fn what_waits_for_a_look_is_said_to_leave_after_it_and_why_it_came_this_way() {
    let (mut shop, id) = opened(Lang::Ru, NARROW, MessageState::Waiting);
    let now = shop.desk.now();
    let tx = shop.desk.store.write(now).unwrap();
    let refused = Move {
        error: Some("no answer within 40 s"),
        ..Move::new(&[MessageState::Waiting], MessageState::Waiting)
    };
    assert!(tx.settle_message(id, &refused).unwrap());
    tx.commit().unwrap();
    let looks = |shop: &mut Shop, go: Go| {
        let mut settings = Settings::clone(&shop.console.model.setup.settings);
        let mail = ChannelSetting {
            carries: Some(Channel::Email),
            go,
            ..ChannelSetting::default()
        };
        settings.channel_list = vec![("mail".to_owned(), mail)];
        shop.console.model.setup.settings = std::sync::Arc::new(settings);
        shop.press(KeyCode::Esc);
        shop.press(KeyCode::Enter);
        shop.console.text()
    };
    let screen = looks(&mut shop, Go::Look);
    assert!(
        screen.contains("ждёт · после просмотра · нет ответа за 40 с"),
        "{screen}"
    );
    let screen = looks(&mut shop, Go::Auto);
    assert!(screen.contains("ждёт · через 0:"), "{screen}");
    assert!(screen.contains("· нет ответа за 40 с"), "{screen}");
}

#[test]
fn a_message_is_read_whole_copied_and_left_for_the_card() {
    let (mut shop, id) = opened(Lang::Ru, NARROW, MessageState::Waiting);
    let Mode::Message(open) = &shop.console.model.mode else {
        panic!("{}", shop.console.text())
    };
    let text = open.shown.as_ref().unwrap().words.clone().unwrap().text;
    assert!(text.lines().count() > 5, "{text}");
    // A message of more lines than the screen has is seen to its end.
    let mut seen = shop.console.text();
    for _ in 0..5 {
        shop.press(KeyCode::PageDown);
        seen.push_str(&shop.console.text());
    }
    for word in text.split_whitespace() {
        assert!(seen.contains(word), "{word}: {seen}");
    }
    shop.press(KeyCode::Char('с'));
    assert_eq!(shop.console.copied, [text.trim_end()]);
    assert!(shop.console.bar().contains("с/c копировать"), "{}", shop.console.bar());
    assert_eq!(state(&shop, id), MessageState::Waiting);
    shop.press(KeyCode::Enter);
    assert_eq!(shop.console.model.page(), Some(Page::Card));
    shop.press(KeyCode::Esc);
    shop.press(KeyCode::Enter);
    shop.press(KeyCode::Esc);
    assert!(matches!(shop.console.model.mode, Mode::Command), "one level up");
}

#[test]
fn its_keys_are_named_by_what_they_would_change() {
    for (state, bar) in [
        (
            MessageState::Failed,
            "c copy  s it was sent  x do not send  r try again  Enter card",
        ),
        (
            MessageState::Waiting,
            "c copy  s it was sent  x do not send  e edit  Enter card  ↑↓ scroll",
        ),
    ] {
        let (shop, _) = opened(Lang::En, NARROW, state);
        assert!(shop.console.bar().starts_with(bar), "{}", shop.console.text());
    }
    let (shop, _) = opened(Lang::En, WIDE, MessageState::Failed);
    let head = shop.console.screen()[2..8].join("\n");
    insta::assert_snapshot!(head.replace(['\u{a0}', '\u{202f}'], " "), @r"
      the order as agreed · ₽8,580 · No. 1157
      email · diana.page@example.com · Diana Page
      not delivered · mailbox full

      Заказ № 1157 принят
    ");
}

/// The outbox of the made-up shop, the cursor on the message opened there.
fn in_the_outbox(state: MessageState) -> (Shop, MessageId) {
    let (mut shop, id) = opened(Lang::Ru, WIDE, state);
    shop.press(KeyCode::Esc);
    (shop, id)
}

#[test]
fn one_key_does_to_a_message_only_what_the_line_of_keys_says() {
    for (before, said, act) in [
        (MessageState::Waiting, "m отозвать", MessageAct::Recall),
        (MessageState::Failed, "m ещё раз", MessageAct::Retry),
    ] {
        let (mut shop, id) = in_the_outbox(before);
        assert!(shop.console.bar().contains(said), "{}", shop.console.bar());
        // It left meanwhile, or was taken out; the page does not know yet.
        let other = if before == MessageState::Waiting {
            shop.desk.sent_by_hand(id).unwrap();
            MessageState::Sent
        } else {
            shop.desk.dismiss_message(id).unwrap();
            MessageState::Recalled
        };
        shop.console.asked.clear();
        shop.console.press(KeyCode::Char('m'));
        shop.console.tick(20);
        let asked =
            |(_, request): &(u64, Request)| matches!(request, Request::Message { act: shown, .. } if *shown == act);
        assert!(shop.console.asked.iter().any(asked), "{:?}", shop.console.asked);
        shop.answer();
        assert_eq!(state(&shop, id), other);
        assert!(
            shop.console.notice().contains("ничего не сделано"),
            "{}",
            shop.console.text()
        );
    }
    let (mut shop, id) = in_the_outbox(MessageState::Held);
    assert!(!shop.console.bar().contains("m "), "{}", shop.console.bar());
    shop.console.press(KeyCode::Char('m'));
    shop.console.tick(20);
    shop.answer();
    assert_eq!(state(&shop, id), MessageState::Held);
    assert!(shop.console.notice().contains("Enter"), "{}", shop.console.notice());
}

#[test]
fn a_key_kept_down_on_a_message_does_one_thing() {
    let (mut shop, id) = in_the_outbox(MessageState::Failed);
    shop.console.now = shop.console.now + Span::seconds(2);
    for _ in 0..20 {
        shop.console.press_after(KeyCode::Char('m'), 30);
        shop.console.tick(15);
        shop.console.now = shop.console.now + Span(45);
        // What the line of keys says is another thing by now.
        shop.answer();
        shop.console.model.board = std::sync::Arc::new(crate::desk::tests::queue(&shop.desk));
        shop.answer();
    }
    assert_eq!(
        state(&shop, id),
        MessageState::Waiting,
        "tried again, and not taken out"
    );
    shop.console.now = shop.console.now + Span::seconds(2);
    shop.console.tick(2_000);
    shop.answer();
    assert!(shop.console.bar().contains("m отозвать"), "{}", shop.console.bar());
    shop.console.press(KeyCode::Char('m'));
    shop.console.tick(20);
    shop.answer();
    assert_eq!(state(&shop, id), MessageState::Recalled);
}

#[test]
fn a_paste_over_an_open_message_does_nothing_to_it() {
    for text in ["mail", "sx", "x\n", "kmx", "rrr m", "jjm"] {
        let (mut shop, id) = opened(Lang::Ru, WIDE, MessageState::Failed);
        for (at, c) in text.chars().enumerate() {
            let code = if c == '\n' { KeyCode::Enter } else { KeyCode::Char(c) };
            shop.console.press_after(code, if at == 0 { 100 } else { 1 });
        }
        shop.console.tick(30);
        shop.answer();
        assert_eq!(state(&shop, id), MessageState::Failed, "{text:?}");
    }
    let (mut shop, id) = in_the_outbox(MessageState::Waiting);
    shop.console.burst("mail");
    shop.console.tick(30);
    shop.answer();
    assert_eq!(state(&shop, id), MessageState::Waiting);
}

#[test]
fn another_key_at_once_is_no_key_kept_down() {
    let (mut shop, id) = opened(Lang::Ru, WIDE, MessageState::Failed);
    shop.press(KeyCode::Char('r'));
    assert_eq!(state(&shop, id), MessageState::Waiting);
    shop.press(KeyCode::Char('x'));
    assert_eq!(state(&shop, id), MessageState::Recalled);
}

#[test]
fn an_open_message_is_read_again_when_something_changed() {
    let (mut shop, id) = opened(Lang::Ru, WIDE, MessageState::Waiting);
    shop.desk.sent_by_hand(id).unwrap();
    let board = crate::desk::tests::queue(&shop.desk);
    shop.console.desk(DeskMsg::Board(std::sync::Arc::new(board)));
    shop.answer();
    let Mode::Message(open) = &shop.console.model.mode else {
        panic!("{}", shop.console.text())
    };
    let shown = open.shown.as_ref().map(|shown| shown.row.state);
    assert_eq!(shown, Some(MessageState::Sent));
    // A letter under way was meant for what stood there before.
    shop.console.type_on("c");
    shop.console.tick(20);
    assert!(shop.console.copied.is_empty());
    shop.console.now = shop.console.now + Span::seconds(1);
    shop.console.type_on("c");
    shop.console.tick(20);
    assert_eq!(shop.console.copied.len(), 1);
}
