//! Keys that came faster than a hand types.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;

use super::harness::Console;
use super::harness::five;
use crate::desk::undo::UndoChoice;
use crate::domain::action::ActionKind;
use crate::session::answer::DeskAnswer;
use crate::session::request::Request;
use crate::tui::model::mode::Mode;
use crate::tui::msg::Msg;
use crate::view::search::Hit;

const SIZE: (u16, u16) = (100, 30);

#[test]
fn a_pasted_word_does_nothing_and_is_offered() {
    let mut console = Console::new(SIZE, five());
    console.burst("kazan pax");
    console.tick(20);
    assert_eq!(console.wrote(), []);
    assert!(console.text().contains("«kazan pax»"), "{}", console.text());
    console.type_str("f");
    assert!(matches!(&console.model.mode, Mode::Search(search) if search.input.value() == "kazan pax"));
}

#[test]
fn what_the_first_letter_of_a_paste_did_is_taken_back() {
    let mut console = Console::new(SIZE, five());
    console.burst("confirm");
    let asked = console.wrote();
    assert!(matches!(asked.as_slice(), [Request::Perform { .. }]), "{asked:?}");
    console.did(ActionKind::Confirm, "101");
    let asked = console.wrote();
    assert!(
        matches!(asked.as_slice(), [Request::Undo(UndoChoice::Mine)]),
        "{asked:?}"
    );
}

#[test]
fn an_answer_that_came_before_the_third_letter_is_taken_back_too() {
    let mut console = Console::new(SIZE, five());
    console.press(KeyCode::Char('c'));
    console.did(ActionKind::Confirm, "101");
    console.press_after(KeyCode::Char('o'), 2);
    console.press_after(KeyCode::Char('n'), 2);
    let asked = console.wrote();
    assert!(
        matches!(asked.as_slice(), [Request::Perform { .. }, Request::Undo(_)]),
        "{asked:?}"
    );
}

#[test]
fn a_list_opened_by_a_paste_is_closed_and_chooses_nothing() {
    let mut console = Console::new(SIZE, five());
    console.burst("x111");
    console.tick(20);
    assert_eq!(console.wrote(), []);
    assert!(console.text().contains("«x111»"));
    console.press(KeyCode::Esc);
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn two_quick_keys_are_two_keys() {
    let mut console = Console::new(SIZE, five());
    console.press(KeyCode::Char('j'));
    console.press_after(KeyCode::Char('k'), 3);
    assert_eq!(console.on(), "102", "the second waits");
    console.tick(12);
    assert_eq!(console.on(), "101");
}

#[test]
fn a_held_key_repeats() {
    let mut console = Console::new(SIZE, five());
    console.burst("jjj");
    assert_eq!(console.on(), "104");
}

#[test]
fn a_marked_paste_in_command_mode_is_offered_and_as_a_tracking_number_it_is_recognised() {
    let rows = vec![super::harness::confirmed(five().remove(0))];
    let mut console = Console::new(SIZE, rows);
    console.send(Msg::Paste(" 80088012345672\n".to_owned()));
    assert!(console.text().contains("«80088012345672»"));
    console.type_str("t");
    assert!(matches!(&console.model.mode, Mode::Line(line) if line.input.value() == "80088012345672"));
    assert!(console.text().contains("Почта России"), "{}", console.text());
}

#[test]
fn a_scanner_that_begins_with_a_digit_searches() {
    let mut console = Console::new(SIZE, five());
    console.burst("80088012345672");
    assert!(matches!(&console.model.mode, Mode::Search(search) if search.input.value() == "80088012345672"));
}

#[test]
fn a_marked_paste_goes_into_the_line_that_is_typed() {
    let mut console = Console::new(SIZE, five());
    console.type_str("w");
    console.send(Msg::Paste("просил и\u{306}од\u{1b}[31m\nзавтра".to_owned()));
    assert!(matches!(&console.model.mode, Mode::Line(line) if line.input.value() == "просил йод[31m · завтра"));
    assert!(console.text().contains("Вставлено одной строкой"), "{}", console.text());
}

#[test]
fn the_lines_of_a_paste_that_is_not_marked_stay_apart() {
    let mut console = Console::new(SIZE, five());
    console.burst("Оставить");
    console.press_after(KeyCode::Enter, 1);
    for c in "код".chars() {
        console.press_after(KeyCode::Char(c), 1);
    }
    console.tick(100);
    assert!(console.text().contains("«Оставить · код»"), "{}", console.text());
}

#[test]
fn the_line_feeds_of_a_paste_that_is_not_marked_part_words_wherever_they_come() {
    let line_feed = |console: &mut Console| {
        console.at_once(KeyModifiers::CONTROL, 'j');
    };
    let mut console = Console::new(SIZE, five());
    console.burst("Оставить");
    line_feed(&mut console);
    for c in "код".chars() {
        console.press_after(KeyCode::Char(c), 1);
    }
    console.tick(100);
    assert!(console.text().contains("«Оставить · код»"), "{}", console.text());
    console.press(KeyCode::Esc);
    console.type_str("w");
    console.burst("у двери");
    line_feed(&mut console);
    console.press_after(KeyCode::Char('к'), 1);
    assert!(
        matches!(&console.model.mode, Mode::Line(line) if line.input.value() == "у двери к"),
        "{}",
        console.text()
    );
}

#[test]
fn a_pasted_text_becomes_a_note_or_begins_an_order() {
    let mut console = Console::new(SIZE, five());
    console.send(Msg::Paste("Оставить у двери\r\n\u{1b}]0;x\u{7}код 12\n".to_owned()));
    assert!(
        console.text().contains("«Оставить у двери · ]0;xкод 12»"),
        "{}",
        console.text()
    );
    console.type_str("ц");
    assert!(
        matches!(&console.model.mode, Mode::Line(line) if line.input.value() == "Оставить у двери · ]0;xкод 12"),
        "{}",
        console.text()
    );
    console.press(KeyCode::Esc);
    for (text, field, said) in [
        ("+7 916 765-43-21", "Для кого", "+7 916 765-43-21"),
        ("две кофеварки\nна завтра", "Комментарий", "две кофеварки · на завтра"),
    ] {
        console.send(Msg::Paste(text.to_owned()));
        console.type_str("щ");
        let screen = console.text();
        let line = screen.lines().find(|line| line.contains(field)).unwrap();
        assert!(line.contains(said), "{screen}");
        console.press(KeyCode::Esc);
        console.press(KeyCode::Esc);
        assert!(matches!(console.model.mode, Mode::Command));
    }
}

#[test]
fn a_page_may_be_pasted_anywhere_and_no_page_is_searched_for() {
    let mut console = Console::new(SIZE, five());
    let page = "страница\u{301} ".repeat(20_000);
    console.type_str("wаб");
    console.press(KeyCode::Left);
    console.send(Msg::Paste(page.clone()));
    console.type_str("!");
    let whole = format!("а{}!б", page.trim());
    assert!(matches!(&console.model.mode, Mode::Line(line) if line.input.value() == whole));
    console.press(KeyCode::Esc);
    console.type_str("/");
    console.send(Msg::Paste(page));
    match console.asked.last() {
        Some((token, Request::Search(text))) => {
            assert_eq!(text.chars().count(), 200);
            let (token, text) = (*token, text.clone());
            let row = &five()[1];
            let hit = Hit {
                placed: None,
                shop: String::new(),
                key: super::harness::key_of(row),
                customer: row.row.customer,
                order: row.row.order,
                number: "102".to_owned(),
                name: String::new(),
                phone: String::new(),
                stage: None,
            };
            console.answer(token, DeskAnswer::Found { text, hits: vec![hit] });
        }
        other => panic!("{other:?}"),
    }
    console.press(KeyCode::Enter);
    assert!(matches!(&console.model.mode, Mode::Command));
    assert_eq!(console.on(), "102");
}
