//! A message written by hand: chosen, seen, changed, sent; and words of the outbox changed by hand.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;
use ratatui::crossterm::event::KeyModifiers;

use super::pictures::Shop;
use crate::domain::action::Action;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Go;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::session::answer::DeskMsg;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;
use crate::view::outbox;
use crate::view::outbox::Messages;

const WIDE: (u16, u16) = (120, 40);
const NARROW: (u16, u16) = (80, 24);

/// The made-up shop, with these channels set up.
fn shop(lang: Lang, size: (u16, u16), channels: &[(Channel, Go)]) -> Shop {
    Shop::with(lang, size, |settings| {
        settings.channel_list = channels
            .iter()
            .map(|(carries, go)| {
                let setting = ChannelSetting {
                    carries: Some(*carries),
                    go: *go,
                    price: (*carries == Channel::Sms).then_some(450),
                    ..ChannelSetting::default()
                };
                (carries.code().to_owned(), setting)
            })
            .collect();
    })
}

fn both(lang: Lang, size: (u16, u16)) -> Shop {
    shop(lang, size, &[(Channel::Sms, Go::Auto), (Channel::Email, Go::Auto)])
}

fn control(shop: &mut Shop, letter: char) {
    let key = Key {
        code: KeyCode::Char(letter),
        modifiers: KeyModifiers::CONTROL,
        at: Millis(1_000_000),
    };
    shop.console.model.jump = crate::tui::model::jump::Jump::default();
    shop.console.send(Msg::Key(key));
    shop.answer();
}

fn written(shop: &Shop) -> Vec<MessageRow> {
    let all = shop
        .desk
        .read(|look| outbox::outbox(look, Messages::All, 1_000))
        .unwrap();
    all.into_iter()
        .filter(|row| row.kind() == MessageKind::Written)
        .collect()
}

/// Goes to an order that stands so and opens the texts to choose from.
fn choosing(shop: &mut Shop, stage: Stage) -> Target {
    shop.go_to(stage);
    let order = shop.console.model.subject().unwrap().order.unwrap();
    for key in ['m', 'w'] {
        shop.press(KeyCode::Char(key));
    }
    assert!(
        matches!(shop.console.model.mode, Mode::Write(_)),
        "{}",
        shop.console.text()
    );
    Target::Order(order)
}

#[test]
fn a_text_is_chosen_seen_changed_and_sent_and_one_key_takes_it_back() {
    let mut shop = both(Lang::Ru, WIDE);
    choosing(&mut shop, Stage::Confirmed);
    let screen = shop.console.text();
    for part in ["Новое сообщение", "▌ свой текст", "реквизиты", "▌ SMS · +7", "почта · "]
    {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    shop.press(KeyCode::Down);
    shop.press(KeyCode::Down);
    let screen = shop.console.text();
    assert!(screen.contains("ещё ждёт оплаты"), "{screen}");
    assert!(screen.contains("₽ · канал sms"), "what it costs: {screen}");
    shop.press(KeyCode::Enter);
    shop.console.type_str(" Ждём!");
    assert!(shop.console.text().contains("Ждём!"), "{}", shop.console.text());
    control(&mut shop, 'ы');
    let sent = written(&shop);
    assert_eq!(
        (sent.len(), sent[0].state, sent[0].channel),
        (1, MessageState::Waiting, Some(Channel::Sms))
    );
    assert!(sent[0].words.as_ref().unwrap().text.ends_with("Ждём!"));
    assert!(
        shop.console.notice().contains("сообщение в исходящих"),
        "{}",
        shop.console.text()
    );
    assert!(matches!(shop.console.model.mode, Mode::Command));
    shop.press(KeyCode::Char('u'));
    shop.undo();
    assert_eq!(written(&shop)[0].state, MessageState::Recalled);
}

#[test]
fn a_letter_is_another_text_and_what_was_typed_for_one_way_stays_there() {
    let mut shop = both(Lang::En, NARROW);
    choosing(&mut shop, Stage::Confirmed);
    shop.press(KeyCode::Right);
    shop.press(KeyCode::Enter);
    let screen = shop.console.text();
    assert!(screen.contains("Subject >"), "{screen}");
    shop.console.type_str("First line");
    shop.press(KeyCode::Enter);
    shop.console.type_str("and another.");
    control(&mut shop, 't');
    shop.console.type_str("short");
    control(&mut shop, 't');
    shop.press(KeyCode::Tab);
    shop.console.type_str("!");
    control(&mut shop, 's');
    let sent = &written(&shop)[0];
    let words = sent.words.clone().unwrap();
    assert_eq!(sent.channel, Some(Channel::Email));
    assert!(words.subject.ends_with('!'), "{}", words.subject);
    assert!(
        words.text.contains("First line\nand another.\n\n-- \n"),
        "{}",
        words.text
    );
}

#[test]
fn keys_kept_down_send_once_and_an_empty_text_is_not_sent() {
    let mut shop = both(Lang::Ru, WIDE);
    choosing(&mut shop, Stage::Confirmed);
    control(&mut shop, 's');
    assert_eq!(written(&shop), []);
    assert!(matches!(shop.console.model.mode, Mode::Write(_)));
    shop.press(KeyCode::Down);
    for at in 0..5 {
        let key = Key {
            code: KeyCode::Char('s'),
            modifiers: KeyModifiers::CONTROL,
            at: Millis(2_000_000 + at * 30),
        };
        shop.console.send(Msg::Key(key));
    }
    shop.answer();
    assert_eq!(written(&shop).len(), 1);
}

#[test]
fn what_was_typed_is_left_by_a_second_esc_only_and_pasted_lines_stay_lines() {
    let mut shop = both(Lang::Ru, WIDE);
    choosing(&mut shop, Stage::Confirmed);
    shop.press(KeyCode::Enter);
    shop.console.send(Msg::Paste("раз\nдва\u{1b}[31m".to_owned()));
    assert!(shop.console.text().contains(": раз"), "{}", shop.console.text());
    assert!(shop.console.text().contains("два"), "{}", shop.console.text());
    shop.press(KeyCode::Esc);
    assert!(matches!(&shop.console.model.mode, Mode::Write(open) if open.leaving && open.is_changed()));
    shop.press(KeyCode::Esc);
    assert!(
        matches!(&shop.console.model.mode, Mode::Write(open) if open.editors.is_empty()),
        "back to the texts"
    );
    shop.press(KeyCode::Esc);
    assert!(matches!(shop.console.model.mode, Mode::Command));
    assert!(written(&shop).is_empty());
}

#[test]
fn where_nothing_carries_it_the_text_is_copied_and_nothing_is_said_to_be_sent() {
    for channels in [&[][..], &[(Channel::Sms, Go::Never), (Channel::Email, Go::Never)]] {
        let mut shop = shop(Lang::Ru, WIDE, channels);
        choosing(&mut shop, Stage::Confirmed);
        shop.press(KeyCode::Down);
        assert!(
            shop.console.text().contains("Канал для SMS не настроен"),
            "{}",
            shop.console.text()
        );
        control(&mut shop, 's');
        assert!(written(&shop).is_empty());
        assert!(shop.console.text().contains("не уйдёт"), "{}", shop.console.text());
        assert!(!shop.console.text().contains("в исходящих"), "{}", shop.console.text());
        control(&mut shop, 'y');
        assert_eq!(shop.console.copied.len(), 1);
    }
}

#[test]
fn an_order_called_off_meanwhile_is_looked_at_before_it_is_written_to() {
    let mut shop = both(Lang::Ru, WIDE);
    let target = choosing(&mut shop, Stage::Confirmed);
    shop.press(KeyCode::Enter);
    shop.console.type_str("Ждём вас");
    let reason = Reason::ChangedMind;
    shop.desk.perform(target, &Action::Cancel { reason }).unwrap();
    control(&mut shop, 's');
    assert!(written(&shop).is_empty());
    let screen = shop.console.text();
    assert!(
        screen.contains("всё изменилось") && screen.contains("Ждём вас"),
        "{screen}"
    );
    control(&mut shop, 's');
    assert_eq!(written(&shop).len(), 1, "seen, it is sent");
}

#[test]
fn the_same_message_again_is_told_of() {
    let mut shop = both(Lang::Ru, WIDE);
    choosing(&mut shop, Stage::Confirmed);
    shop.press(KeyCode::Down);
    control(&mut shop, 's');
    shop.press(KeyCode::Char('w'));
    shop.press(KeyCode::Down);
    control(&mut shop, 's');
    assert_eq!(written(&shop).len(), 1);
    assert!(shop.console.notice().contains("уже был"), "{}", shop.console.text());
}

#[test]
fn a_waiting_message_is_worded_by_hand() {
    let mut shop = both(Lang::Ru, WIDE);
    shop.go_to(Stage::New);
    let order = shop.console.model.subject().unwrap().order.unwrap();
    shop.desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    shop.console
        .desk(DeskMsg::Board(Arc::new(crate::desk::tests::queue(&shop.desk))));
    shop.answer();
    for key in [
        KeyCode::Char('v'),
        KeyCode::Char('o'),
        KeyCode::Enter,
        KeyCode::Char('у'),
    ] {
        shop.press(key);
    }
    assert!(
        matches!(shop.console.model.mode, Mode::Write(_)),
        "{}",
        shop.console.text()
    );
    shop.console.type_str("До встречи!");
    control(&mut shop, 's');
    let Mode::Message(open) = &shop.console.model.mode else {
        panic!("{}", shop.console.text())
    };
    let shown = open.shown.as_ref().unwrap();
    assert!(shown.row.edited);
    assert!(shown.words.as_ref().unwrap().text.contains("До встречи!"));
    assert!(
        shop.console.notice().contains("Текст изменён"),
        "{}",
        shop.console.text()
    );
}

#[test]
fn a_call_leaves_what_is_typed_where_it_is() {
    let mut shop = both(Lang::Ru, WIDE);
    choosing(&mut shop, Stage::Confirmed);
    shop.press(KeyCode::Enter);
    shop.console.type_str("Ждём вас");
    shop.console.now = shop.console.now + Span::seconds(1);
    shop.press(KeyCode::F(2));
    shop.press(KeyCode::Esc);
    assert!(
        matches!(&shop.console.model.mode, Mode::Write(open) if open.is_changed()),
        "{}",
        shop.console.text()
    );
}
