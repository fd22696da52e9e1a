//! The page of settings: found as one types, changed with Enter, refused with the remedy.

use std::collections::HashMap;
use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::five;
use super::pages::queries;
use super::pages::sheet;
use crate::board::Board;
use crate::board::BoardWarning;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::time::Span;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::session::settings_file::SettingRefused;
use crate::session::settings_file::SettingSet;
use crate::tui::model::mode::Mode;
use crate::tui::model::setup::OpensOn;
use crate::view::pages::Act;
use crate::view::pages::LongList;
use crate::view::pages::PageKey;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;
use crate::view::pages::Shape;

fn setting(id: i64, words: &str, value: Cell, name: &str) -> PageRow {
    PageRow {
        key: PageRowKey::Id(id),
        cells: vec![
            Cell::Text(words.to_owned()),
            value,
            Cell::Text("1h".to_owned()),
            Cell::Text("config.toml:4".to_owned()),
            Cell::Text("R4".to_owned()),
            Cell::Text(name.to_owned()),
        ],
        act: Act::Setting,
    }
}

fn page() -> PageSnapshot {
    let limit = Cell::Text("45m".to_owned());
    let rows = vec![
        setting(0, "Первый звонок: не позже", limit, "first_contact_limit"),
        setting(
            1,
            "sms: Секрет",
            Label::of("settings-set").into(),
            "channels.sms.secret",
        ),
    ];
    PageSnapshot {
        listing: Some(LongList {
            tabs: Vec::new(),
            columns: Vec::new(),
            gives_up: Vec::new(),
            found: 2,
            is_all: true,
            of: 2,
            sum: None,
            above: false,
            below: false,
            note: None,
            orders: HashMap::new(),
        }),
        ..sheet(PageKey::Settings, Shape::Whole, rows)
    }
}

fn opened(size: (u16, u16)) -> Console {
    let mut console = Console::new(size, five());
    console.type_str("vw");
    let (token, _) = queries(&mut console).pop().unwrap();
    let page = Arc::new(page());
    console.answer(token, DeskAnswer::Page(page));
    console
}

/// The newest request to change one.
fn asked(console: &mut Console) -> (u64, String, Option<String>) {
    match console.wrote_by_token().pop() {
        Some((token, Request::SetSetting { name, typed })) => (token, name, typed),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_setting_is_found_as_one_types_and_changed_with_enter() {
    for size in [(80, 24), (120, 30), (200, 50)] {
        let mut console = opened(size);
        let text = console.text();
        assert!(
            text.contains("Первый звонок: не позже") && text.contains("45m"),
            "{text}"
        );
        console.type_str("/R4");
        let (token, query) = queries(&mut console).pop().unwrap();
        assert_eq!(query.filter, "R4");
        let found = Arc::new(page());
        console.answer(token, DeskAnswer::Page(found));
        console.press(KeyCode::Enter);
        console.press(KeyCode::Enter);
        let text = console.text();
        assert!(text.contains("Первый звонок: не позже · first_contact_limit"), "{text}");
        assert!(text.contains("Обычно: 1h"), "{text}");
        console.press(KeyCode::Backspace);
        console.type_str("h");
        console.press(KeyCode::Enter);
        let (token, name, typed) = asked(&mut console);
        assert_eq!((name.as_str(), typed.as_deref()), ("first_contact_limit", Some("45h")));
        // What is being written is not typed over.
        console.type_str("x");
        let result = Err(SettingRefused {
            message: "это не длительность".to_owned(),
            hint: "напишите \"90s\"".to_owned(),
        });
        console.answer(token, DeskAnswer::SettingSet(result));
        let text = console.text();
        assert!(
            text.contains("это не длительность") && text.contains("напишите"),
            "{text}"
        );
        assert!(text.contains("> 45h"), "what was typed stays: {text}");
        console.press(KeyCode::Backspace);
        assert!(!console.text().contains("это не длительность"));
        console.type_str("m");
        console.press(KeyCode::Enter);
        let (token, ..) = asked(&mut console);
        let result = Ok(SettingSet {
            said: "Первый звонок: не позже: \"45m\"".to_owned(),
            is_new: true,
        });
        console.answer(token, DeskAnswer::SettingSet(result));
        assert!(console.reopens, "what holds now takes a console that is opened again");
        assert!(matches!(console.model.mode, Mode::Command));
    }
}

#[test]
fn tab_brings_the_usual_value_back_and_esc_leaves() {
    let mut console = opened((120, 30));
    console.press(KeyCode::Enter);
    console.press(KeyCode::Tab);
    let text = console.text();
    assert!(text.contains("> 1h") && text.contains("уберёт из файла"), "{text}");
    console.press(KeyCode::Enter);
    assert_eq!(asked(&mut console).2, None);
    let mut console = opened((120, 30));
    console.press(KeyCode::Enter);
    console.type_str("n");
    console.press(KeyCode::Esc);
    assert_eq!(console.wrote(), []);
    assert!(console.model.full_page() == Some(PageKey::Settings));
}

#[test]
fn a_secret_is_shown_as_set_and_typed_anew() {
    let mut console = opened((120, 30));
    assert!(console.text().contains("задан"), "{}", console.text());
    console.press(KeyCode::Down);
    console.press(KeyCode::Enter);
    match &console.model.mode {
        Mode::Setting(open) => assert_eq!((open.name.as_str(), open.input.value()), ("channels.sms.secret", "")),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_demo_has_no_settings_to_change() {
    let mut console = Console::new((120, 30), five());
    console.model.setup.keeps_settings = false;
    console.type_str("vw");
    assert!(console.notice().contains("демо"), "{}", console.notice());
    assert!(console.model.pages.is_empty());
}

#[test]
fn the_shops_settings_are_taken_once_when_they_are_published_and_nothing_is_under_way() {
    let board = |console: &Console, since| {
        DeskMsg::Board(Arc::new(Board {
            rows: console.model.board.rows.clone(),
            complete: true,
            warnings: vec![BoardWarning::Published { since }],
            ..Board::default()
        }))
    };
    let mut console = Console::new((100, 30), five());
    console.model.setup.keeps_settings = true;
    // What somebody types is theirs to end.
    console.type_str("/");
    assert!(matches!(console.model.mode, Mode::Search(_)));
    let published = board(&console, NOON);
    console.desk(published);
    assert!(!console.reopens, "not while something is typed");
    console.press(KeyCode::Esc);
    let published = board(&console, NOON);
    console.desk(published);
    assert!(console.reopens);
    // Once it has been opened again for these, not again; for the next it is.
    let opens = OpensOn {
        page: None,
        filter: String::new(),
        row: None,
        said: String::new(),
        taken: Some(NOON),
    };
    for (since, reopens) in [(NOON, false), (NOON + Span::minutes(1), true)] {
        let mut console = Console::new((100, 30), five());
        console.model.setup.keeps_settings = true;
        console.model.setup.opens = Some(opens.clone());
        let published = board(&console, since);
        console.desk(published);
        assert_eq!(console.reopens, reopens, "{since:?}");
    }
}
