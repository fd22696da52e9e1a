//! The page of channels, trying one, and letting all leave that waits for a look.

use std::sync::Arc;

use ratatui::crossterm::event::KeyCode;

use super::pictures::Shop;
use crate::board::BoardRow;
use crate::domain::action::Action;
use crate::domain::message::Channel;
use crate::domain::message::MessageState;
use crate::domain::order::Stage;
use crate::domain::rights::Rights;
use crate::domain::sending::SendOutcome;
use crate::domain::sending::TakenBy;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Go;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Via;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::store::HELD_FOR;
use crate::store::LISTENER;
use crate::tui::model::mode::Mode;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::view::pages;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;

fn shop(lang: Lang, size: (u16, u16), go: Go) -> Shop {
    Shop::with(lang, size, |settings| {
        let mail = ChannelSetting {
            via: Via::Smtp,
            host: Some("smtp.lavka.example".to_owned()),
            user: Some("hello@lavka.example".to_owned()),
            from: Some("Лавка <hello@lavka.example>".to_owned()),
            secret: Some(SecretRef::Env("SMTP_PASSWORD".to_owned())),
            go,
            ..ChannelSetting::default()
        };
        let sms = ChannelSetting {
            via: Via::Http,
            url: Some("https://user:pw@sms.example/send?key={secret}".to_owned()),
            go: Go::Auto,
            sources: vec!["Чай".to_owned()],
            ..ChannelSetting::default()
        };
        settings.channel_list = vec![("mail".to_owned(), mail), ("tea".to_owned(), sms)];
    })
}

/// Confirms a number of new orders: an acceptance of each goes by email.
fn confirm(shop: &mut Shop, count: usize) {
    let rows = shop.console.model.board.rows.iter();
    let new = rows
        .filter_map(BoardRow::facts)
        .filter(|order| order.stage == Stage::New);
    let ids: Vec<_> = new.map(|order| order.id).take(count).collect();
    for id in ids {
        shop.desk.perform(Target::Order(id), &Action::Confirm).unwrap();
    }
    shop.console
        .desk(DeskMsg::Board(Arc::new(crate::desk::tests::queue(&shop.desk))));
    shop.answer();
}

#[test]
fn the_page_says_what_is_set_how_it_fares_and_nothing_secret() {
    let mut shop = shop(Lang::Ru, (120, 40), Go::Auto);
    confirm(&mut shop, 2);
    let open = shop
        .desk
        .read(|look| outbox::outbox(look, Messages::Open, 100))
        .unwrap();
    let letters: Vec<_> = open.iter().filter(|row| row.channel == Some(Channel::Email)).collect();
    let why = "550 no such mailbox".to_owned();
    let words = crate::domain::message::MessageWords::default();
    shop.desk.clock = crate::clock::Clock::Stopped(shop.desk.now() + Span::seconds(20));
    assert!(shop.desk.take_to_send(letters[0], &words).unwrap());
    let message = shop.desk.message(letters[0].id).unwrap().unwrap();
    let refused = SendOutcome::Refused { why };
    shop.desk
        .record_sending(&message, &TakenBy::channel("mail"), &refused)
        .unwrap();
    shop.desk.rest_channel("mail", Some("connection refused")).unwrap();
    for key in ['v', 'k'] {
        shop.press(KeyCode::Char(key));
    }
    let screen = shop.console.text();
    for part in [
        "Каналы",
        "mail · почта",
        "не берёт с 12:00: connection refused",
        "smtp smtp.lavka.example · hello@lavka.example",
        "env:SMTP_PASSWORD",
        "сообщения         все",
        "ушло 0, доставлено 0",
        "connection refused",
        "tea · SMS",
        "http sms.example",
        "Чай",
    ] {
        assert!(screen.contains(part), "{part}: {screen}");
    }
    assert!(!screen.contains("pw@") && !screen.contains("key="), "{screen}");
    assert!(shop.console.bar().contains("Enter проверить"), "{}", shop.console.bar());
}

#[test]
fn a_channel_is_tried_and_what_came_back_is_shown() {
    for size in [(120, 40), (80, 24)] {
        let mut shop = shop(Lang::En, size, Go::Auto);
        for key in [KeyCode::Char('v'), KeyCode::Char('k')] {
            shop.press(key);
        }
        shop.console.press(KeyCode::Enter);
        shop.console.type_str("me@lavka.example");
        shop.console.asked.clear();
        shop.console.press(KeyCode::Enter);
        shop.console.press(KeyCode::Enter);
        let tries: Vec<_> = shop
            .console
            .asked
            .iter()
            .filter_map(|request| match request {
                (token, Request::TryChannel { channel, to }) => Some((*token, channel.clone(), to.clone())),
                _ => None,
            })
            .collect();
        let [(token, channel, to)] = &tries[..] else {
            panic!("once: {tries:?}")
        };
        assert_eq!((channel.as_str(), to.as_str()), ("mail", "me@lavka.example"));
        assert!(shop.console.text().contains("Sending…"), "{}", shop.console.text());
        let result = Ok(SendOutcome::Refused {
            why: "535 authentication\u{1b}[31m failed".to_owned(),
        });
        shop.console.answer(*token, DeskAnswer::ChannelTried(result));
        let screen = shop.console.text();
        assert!(
            screen.contains("Refused for me@lavka.example: 535 authentication"),
            "{screen}"
        );
        assert!(!screen.contains('\u{1b}'));
        shop.console.press(KeyCode::Esc);
        assert!(matches!(shop.console.model.mode, Mode::Command));
    }
}

#[test]
fn who_may_not_set_up_channels_may_not_try_them() {
    let mut shop = shop(Lang::En, (80, 24), Go::Auto);
    let settings = Arc::make_mut(&mut shop.console.model.setup.settings);
    for operator in &mut settings.operators {
        if operator.name == "anna" {
            operator.rights = Rights::Manager;
        }
    }
    for key in [KeyCode::Char('v'), KeyCode::Char('k'), KeyCode::Enter] {
        shop.press(key);
    }
    assert!(
        matches!(shop.console.model.mode, Mode::Command),
        "{}",
        shop.console.text()
    );
}

#[test]
fn without_channels_the_page_says_what_to_do() {
    let mut shop = Shop::open(Lang::En, (80, 24));
    for key in ['v', 'k'] {
        shop.press(KeyCode::Char(key));
    }
    assert!(
        shop.console.text().contains("No channels: messages wait"),
        "{}",
        shop.console.text()
    );
    shop.press(KeyCode::Enter);
    assert!(matches!(shop.console.model.mode, Mode::Command));
}

#[test]
fn all_that_waits_for_a_look_leaves_by_one_more_key_and_nothing_unseen_with_it() {
    let mut shop = shop(Lang::Ru, (120, 40), Go::Look);
    confirm(&mut shop, 2);
    for key in ['v', 'o'] {
        shop.press(KeyCode::Char(key));
    }
    let screen = shop.console.text();
    assert!(screen.contains("Отправить все: 2"), "{screen}");
    while !shop.console.text().contains("▌Отправить все") {
        shop.press(KeyCode::Down);
    }
    shop.press(KeyCode::Enter);
    assert!(
        shop.console.text().contains("Отправить всё, что ждёт просмотра: 2?"),
        "{}",
        shop.console.text()
    );
    // One more comes while it is asked.
    confirm(&mut shop, 1);
    shop.press(KeyCode::Char('y'));
    assert!(
        shop.console.notice().contains("Отправляются 2 сообщения"),
        "{}",
        shop.console.text()
    );
    let all = shop
        .desk
        .read(|look| outbox::outbox(look, Messages::Open, 100))
        .unwrap();
    let waiting = |row: &&crate::domain::message::MessageRow| row.state == MessageState::Waiting;
    let settings = shop.desk.settings();
    let unseen = all
        .iter()
        .filter(waiting)
        .filter(|row| settings.awaits_look(row))
        .count();
    assert_eq!(unseen, 1);
}

#[test]
fn who_listens_stands_below_the_channels_and_is_not_tried() {
    let mut shop = Shop::with(Lang::Ru, (120, 40), |settings| {
        settings.listen.address = Some("127.0.0.1:8787".parse().unwrap());
    });
    for key in ['v', 'k'] {
        shop.press(KeyCode::Char(key));
    }
    let text = shop.console.text();
    assert!(text.contains("никто не слушает"), "{text}");
    shop.press(KeyCode::End);
    assert!(!shop.console.bar().contains("проверить"), "{}", shop.console.bar());
    shop.press(KeyCode::Enter);
    assert!(matches!(shop.console.model.mode, Mode::Command));
    let (who, now) = (shop.desk.who().clone(), shop.desk.now());
    let listens = shop.desk.store.lease(LISTENER, &who.holder(), now, HELD_FOR);
    assert!(listens.unwrap());
    let page = shop
        .desk
        .read(|look| pages::page(look, PageKey::Channels, &PageQuery::default()))
        .unwrap();
    let stands = page.sections.last().unwrap().rows[0].cells[1].clone();
    assert!(format!("{stands:?}").contains("анна"), "{stands:?}");
}
