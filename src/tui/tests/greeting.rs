//! An empty file greets.

use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use crate::board::Board;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::greeting::state::Start;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Msg;
use crate::view::pages::PageKey;

fn blank(lang: Lang, size: (u16, u16)) -> Console {
    let mut console = Console::empty(lang, size);
    console.desk(DeskMsg::Board(Arc::new(Board {
        complete: true,
        is_blank: true,
        ..Board::default()
    })));
    console
}

#[test]
fn every_choice_stands_there_whole_in_every_language_and_size() {
    for lang in Lang::ALL {
        let tr = Tr::new(*lang);
        for size in [(80, 24), (120, 40)] {
            let console = blank(*lang, size);
            let screen = console.text();
            assert!(screen.contains(&tr.text("start-title")), "{screen}");
            for (at, start) in Start::ALL.iter().enumerate() {
                let choice = format!("{}  {}", at + 1, tr.coded("start", start.code()));
                assert!(screen.contains(&choice), "{choice}: {screen}");
            }
        }
    }
}

#[test]
fn a_digit_begins_what_it_stands_for() {
    for (digit, line) in [
        ("2", "init"),
        ("3", "feed add"),
        ("4", "telephony add"),
        ("5", "feed add --kind mail"),
        ("7", "demo"),
    ] {
        let mut console = blank(Lang::Uk, (120, 40));
        console.type_str(digit);
        assert_eq!(console.outside, [line]);
    }
    let mut console = blank(Lang::Uk, (120, 40));
    console.type_str("6");
    assert!(matches!(console.model.mode, Mode::Form(_)));
    let mut console = blank(Lang::Uk, (120, 40));
    console.type_str("8");
    assert_eq!(console.model.full_page(), Some(PageKey::Settings));
}

#[test]
fn a_dropped_file_is_shown_first_and_taken_in_by_another_enter() {
    let mut console = blank(Lang::Uk, (120, 40));
    console.send(Msg::Paste("'/home/olena/мої замовлення.csv'".to_owned()));
    let asked = |console: &mut Console| match console.asked.pop() {
        Some((token, Request::RunCommand { line, .. })) => (token, line),
        other => panic!("{other:?}"),
    };
    let (token, line) = asked(&mut console);
    assert_eq!(line, "import --dry-run '/home/olena/мої замовлення.csv'");
    let said = "прочитано 3, нових 3".to_owned();
    console.answer(token, DeskAnswer::CommandRan(Ok(said)));
    assert!(
        console.text().contains(&Tr::new(Lang::Uk).text("shell-tried")),
        "{}",
        console.text()
    );
    console.press(KeyCode::Enter);
    assert_eq!(asked(&mut console).1, "import '/home/olena/мої замовлення.csv'");
}

#[test]
fn what_could_not_be_read_is_not_taken_in() {
    let mut console = blank(Lang::En, (120, 40));
    console.send(Msg::Paste("/nowhere/orders.csv".to_owned()));
    let Some((token, Request::RunCommand { .. })) = console.asked.pop() else {
        panic!()
    };
    console.answer(token, DeskAnswer::CommandRan(Err("no such file".to_owned())));
    console.press(KeyCode::Enter);
    let Some((_, Request::RunCommand { line, .. })) = console.asked.pop() else {
        panic!()
    };
    assert_eq!(line, "import --dry-run /nowhere/orders.csv");
}

#[test]
fn a_file_with_orders_or_a_made_up_shop_greets_nobody() {
    let mut console = blank(Lang::Uk, (120, 40));
    console.model.setup.keeps_settings = false;
    console.type_str("2");
    assert!(console.outside.is_empty() && matches!(console.model.mode, Mode::Search(_)));
    let mut console = Console::empty(Lang::Uk, (120, 40));
    console.desk(DeskMsg::Board(Arc::new(Board::default())));
    assert!(!console.text().contains(&Tr::new(Lang::Uk).text("start-title")));
    console.type_str("2");
    assert!(console.outside.is_empty());
    // A phone number that is pasted is looked for, on an empty file too.
    let mut console = blank(Lang::Uk, (120, 40));
    console.send(Msg::Paste("+380 67 000 57 06".to_owned()));
    assert!(matches!(console.model.mode, Mode::Pick(_)));
}
