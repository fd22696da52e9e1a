//! A command of the command line, run from the console.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;

use super::harness::Console;
use super::harness::five;
use crate::session::answer::DeskAnswer;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::msg::Msg;

const SIZE: (u16, u16) = (80, 24);

fn opened(typed: &str) -> Console {
    let mut console = Console::new(SIZE, five());
    console.type_str(":");
    console.type_str(typed);
    console.press(KeyCode::Enter);
    console
}

/// The lines that were asked for.
fn ran(console: &mut Console) -> Vec<(u64, String)> {
    let run = |asked| match asked {
        (token, Request::RunCommand { line, .. }) => Some((token, line)),
        _ => None,
    };
    console.wrote_by_token().into_iter().filter_map(run).collect()
}

#[test]
fn one_that_needs_nothing_more_is_run_at_once_and_read_to_its_end() {
    let mut console = opened("план на день");
    let asked = ran(&mut console);
    let [(token, line)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert_eq!(line, "plan");
    assert!(console.text().contains("> dozvon plan"), "{}", console.text());
    assert!(console.text().contains("Выполняется"), "{}", console.text());
    // It is not run twice meanwhile.
    console.press(KeyCode::Enter);
    assert_eq!(ran(&mut console), []);
    let printed: Vec<String> = (1..=30).map(|at| format!("строка {at}")).collect();
    console.answer(*token, DeskAnswer::CommandRan(Ok(printed.join("\n"))));
    assert!(console.text().contains("строка 17"), "{}", console.text());
    assert!(!console.text().contains("строка 18"), "{}", console.text());
    console.press(KeyCode::PageDown);
    console.press(KeyCode::PageDown);
    assert!(console.text().contains("строка 30"), "{}", console.text());
    assert!(console.text().contains("строка 14"), "{}", console.text());
    console.send(Msg::Key(Key {
        code: KeyCode::Char('н'),
        modifiers: KeyModifiers::CONTROL,
        at: Millis(900_000),
    }));
    assert!(console.copied[0].starts_with("строка 1\nстрока 2\n"));
    console.press(KeyCode::Esc);
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn one_that_needs_a_file_waits_for_it_and_says_why_it_failed() {
    let mut console = opened("загрузить заказы");
    assert_eq!(ran(&mut console), []);
    assert!(console.text().contains("файл можно вставить"), "{}", console.text());
    console.send(Msg::Paste("'май заказы.csv'\n".to_owned()));
    console.press(KeyCode::Enter);
    let asked = ran(&mut console);
    let [(token, line)] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert_eq!(line, "import 'май заказы.csv'");
    console.answer(
        *token,
        DeskAnswer::CommandRan(Err("май заказы.csv: нет такого файла\u{1b}[31m\n".to_owned())),
    );
    let text = console.text();
    assert!(text.contains("Не получилось:"), "{text}");
    assert!(text.contains("май заказы.csv: нет такого файла"), "{text}");
    // It is mended and run again.
    console.press(KeyCode::Backspace);
    console.type_str("2'");
    console.press(KeyCode::Enter);
    assert_eq!(ran(&mut console)[0].1, "import 'май заказы.csv2'");
}

#[test]
fn several_pasted_lines_are_what_a_command_reads_each_time_it_is_run() {
    let mut console = opened("трек-номера");
    console.send(Msg::Paste("1042 80088012345674\r\n\n1043\t80088012345681\n".to_owned()));
    assert!(console.text().contains("Вставлено 2 строки"), "{}", console.text());
    for _ in 0..2 {
        console.press(KeyCode::Enter);
        let asked = console.wrote_by_token();
        let [(token, Request::RunCommand { line, input })] = asked.as_slice() else {
            panic!("{asked:?}")
        };
        assert_eq!(line, "parcels import --take -");
        assert_eq!(input, "1042 80088012345674\n1043\t80088012345681");
        console.answer(*token, DeskAnswer::CommandRan(Ok("Записано: 2\n".to_owned())));
    }
}

#[test]
fn what_ends_after_its_line_was_closed_is_said_in_a_line() {
    let mut console = opened("план на день");
    let token = ran(&mut console)[0].0;
    console.press(KeyCode::Esc);
    console.answer(token, DeskAnswer::CommandRan(Ok("план\nвсего 14\n\n".to_owned())));
    assert!(console.notice().contains("всего 14"), "{}", console.notice());
}

#[test]
fn a_line_wider_than_the_screen_goes_on_below() {
    let mut console = opened("план на день");
    let token = ran(&mut console)[0].0;
    console.answer(token, DeskAnswer::CommandRan(Ok("слово ".repeat(30) + "конец")));
    assert!(console.text().contains("конец"), "{}", console.text());
    // As many rows as the screen has columns for it now.
    console.send(Msg::Resize(60, 24));
    assert!(console.text().contains("слово слово конец"), "{}", console.text());
    console.send(Msg::Resize(200, 24));
    assert_eq!(console.text().lines().filter(|line| line.contains("слово")).count(), 1);
}
