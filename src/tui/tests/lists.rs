//! The cursor and the list under live updates.

use std::sync::Arc;

use crossterm::event::KeyCode;
use proptest::prelude::*;

use super::harness::Console;
use super::harness::NOON;
use super::harness::confirmed;
use super::harness::five;
use super::harness::held;
use super::harness::row;
use super::harness::with_row;
use crate::board::Board;
use crate::board::BoardRow;
use crate::board::Done;
use crate::desk::error::DatabaseHint;
use crate::desk::error::DeskError;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::settings::Theme;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::request::Request;
use crate::tui::queue::list::Item;
use crate::tui::theme::Depth;
use crate::tui::theme::Meaning;
use crate::tui::theme::Palette;
use crate::tui::update::rest;

const SIZE: (u16, u16) = (100, 30);
/// Ten rows are seen.
const SMALL: (u16, u16) = (100, 15);

/// More rows than fit a small window: 101 to 115.
fn many() -> Vec<BoardRow> {
    (101..=115).map(|id| row(id, "Имя", 40 * (id - 100))).collect()
}

/// The line of the screen a number stands on, without the card.
fn line_of(console: &Console, number: &str) -> Option<usize> {
    console
        .screen()
        .iter()
        .position(|line| line.chars().take(10).collect::<String>().contains(number))
}

#[test]
fn the_cursor_moves_by_letters_and_arrows() {
    let mut console = Console::new(SIZE, five());
    console.type_str("jj");
    assert_eq!(console.on(), "103");
    console.press(KeyCode::Up);
    assert_eq!(console.on(), "102");
    console.press(KeyCode::End);
    assert_eq!(console.on(), "105");
    console.press(KeyCode::Down);
    assert_eq!(console.on(), "105");
    console.press(KeyCode::Home);
    assert_eq!(console.on(), "101");
}

#[test]
fn an_arrival_above_leaves_the_row_on_its_line_and_is_counted() {
    let mut console = Console::new(SMALL, many());
    console.type_str("j");
    let before = line_of(&console, "102");
    let mut rows = many();
    rows.insert(0, row(206, "Новый", 1));
    rows.insert(0, row(207, "Новый", 0));
    console.board(rows);
    assert_eq!(console.on(), "102");
    assert_eq!(line_of(&console, "102"), before);
    assert!(console.text().contains("↑2"), "{}", console.text());
    console.press(KeyCode::Home);
    assert!(!console.text().contains('↑'));
    assert_eq!(console.on(), "207");
}

#[test]
fn an_arrival_above_is_seen_when_the_list_has_room() {
    let mut console = Console::new(SIZE, five());
    let mut rows = five();
    rows.insert(0, row(106, "Новый", 1));
    console.board(rows);
    assert_eq!(console.on(), "101");
    assert!(
        line_of(&console, "106") < line_of(&console, "101"),
        "{}",
        console.text()
    );
    assert!(!console.text().contains('↑'));
}

#[test]
fn a_row_that_a_colleague_finished_stays_as_a_ghost_with_the_name_until_the_operator_moves() {
    let mut rows = five();
    rows[0] = held(rows[0].clone(), "борис");
    let mut console = Console::new(SIZE, rows);
    console.type_str("jj");
    let line = line_of(&console, "103");
    console.board(five().split_off(1));
    assert_eq!(line_of(&console, "103"), line);
    let ghost = line_of(&console, "101").map(|at| console.screen()[at].clone()).unwrap();
    assert!(ghost.contains("✓ борис"), "{ghost}");
    console.type_str("j");
    assert_eq!(line_of(&console, "101"), None);
    assert_eq!(console.on(), "104");
}

#[test]
fn a_ghost_says_what_was_done_and_goes_after_a_while() {
    let mut console = Console::new(SIZE, five());
    console.type_str("jj");
    let left = |name: &str, seconds: i64| Board {
        rows: Arc::new(five().split_off(1)),
        as_of: NOON + Span::seconds(seconds),
        done: vec![Done {
            key: five()[0].row.key,
            operator: name.to_owned(),
            did: ActionKind::Confirm.into(),
        }],
        ..Board::default()
    };
    let ghost = |console: &Console| line_of(console, "101").map(|at| console.screen()[at].chars().take(42).collect());
    console.desk(DeskMsg::Board(Arc::new(left("борис", 0))));
    let said: String = ghost(&console).unwrap();
    assert!(said.contains("✓ борис: подтверждён"), "{said}");
    console.now = NOON + Span::seconds(1);
    console.desk(DeskMsg::Board(Arc::new(left("борис", 1))));
    assert_eq!(ghost(&console), Some(said));
    // Time alone takes it away, and the row under the cursor stays on its line.
    console.now = NOON + Span::seconds(2);
    console.tick(1_000);
    assert_eq!(ghost(&console), None);
    assert_eq!(console.on(), "103");

    // What this operator did elsewhere needs no name.
    let mut console = Console::new(SIZE, five());
    console.type_str("jj");
    console.desk(DeskMsg::Board(Arc::new(left("анна", 0))));
    let said = ghost(&console).unwrap();
    assert!(said.contains("✓ подтверждён"), "{said}");
}

#[test]
fn ghosts_leave_most_of_the_list_to_the_living() {
    let mut console = Console::new(SMALL, many());
    console.press(KeyCode::Down);
    console.board(many().split_off(8));
    let ghost = |item: &&Item| matches!(item, Item::Ghost(_));
    let ghosts = console.model.list.items.iter().filter(ghost).count();
    let most = console.model.list.height / 4 + 1;
    assert!(
        (1..=most).contains(&ghosts),
        "{ghosts}, the one under the cursor among them"
    );
}

#[test]
fn the_row_under_the_cursor_becomes_a_ghost_and_the_cursor_stays_on_it() {
    let mut console = Console::new(SIZE, five());
    console.type_str("j");
    let mut rows = five();
    rows.remove(1);
    console.board(rows);
    assert_eq!(console.on(), "102");
    console.type_str("j");
    assert_eq!(console.on(), "103");
}

#[test]
fn after_an_action_the_cursor_stays_on_the_order_in_its_new_state() {
    let mut console = Console::new(SMALL, many());
    console.type_str("jc");
    console.did(ActionKind::Confirm, "102");
    let mut rows = many();
    let done = confirmed(rows.remove(1));
    rows.push(done);
    console.board(rows.clone());
    assert_eq!(console.on(), "102");
    let line = line_of(&console, "102").unwrap();
    assert!(console.screen()[line].contains("трек-номер"), "{}", console.text());
    // It stands under the heading of its new lane.
    assert_eq!(line_of(&console, "101").unwrap() + 2, line);
    // What comes in the meantime does not push it away.
    rows.insert(0, row(206, "Новый", 1));
    console.board(rows);
    assert_eq!(line_of(&console, "102"), Some(line));
    console.type_str("j");
    assert_eq!(console.on(), "103");
    console.press(KeyCode::End);
    assert_eq!(console.on(), "102", "it goes where its new task stands");
}

#[test]
fn a_row_is_ticked_off_when_the_file_has_it_and_not_before() {
    let without_first = || five().split_off(1);
    let ticked = |console: &Console| console.text().contains('✓');
    for (answer, is_ticked) in [(true, true), (false, false)] {
        let mut console = Console::new(SIZE, five());
        console.type_str("p");
        assert!(!ticked(&console), "{}", console.text());
        if answer {
            console.did(ActionKind::Pay, "101");
        } else {
            console.refused(DeskError::Database {
                message: "the disk is full".to_owned(),
                hint: DatabaseHint::DiskFull,
            });
        }
        // The row leaves for another reason: its time has come, a colleague was there.
        console.board(without_first());
        let line = line_of(&console, "101").map(|at| console.screen()[at].clone()).unwrap();
        assert_eq!(line.contains('✓'), is_ticked, "{line}");
        assert_eq!(line.contains("оплачен"), is_ticked, "{line}");
    }
}

#[test]
fn thirty_times_c_confirms_one_order() {
    let mut console = Console::new(SIZE, five());
    let mut rows = five();
    let mut confirmations = Vec::new();
    for time in 0..30 {
        console.type_str("c");
        for action in console.actions() {
            confirmations.push((console.on(), action));
            console.did(ActionKind::Confirm, "101");
            if time == 0 {
                rows.remove(0);
                console.board(rows.clone());
            }
        }
    }
    assert!(
        confirmations
            .iter()
            .all(|(number, action)| number == "101" && *action == Action::Confirm)
    );
    assert_eq!(console.on(), "101");
    assert!(console.text().contains("✓ подтверждён"));
}

#[test]
fn an_empty_list_and_a_single_ghost_can_be_moved_in() {
    let mut console = Console::new(SIZE, vec![row(101, "Елена", 10)]);
    console.board(Vec::new());
    console.type_str("jkjk");
    console.press(KeyCode::PageDown);
    assert_eq!(console.model.list.items.len(), 0);
    assert!(console.text().contains("Никто не ждёт"), "{}", console.text());
    console.type_str("cplxnuy");
}

#[test]
fn a_long_list_scrolls_and_pages() {
    let rows: Vec<_> = (1..=500).map(|id| row(id, "Имя", id)).collect();
    let mut console = Console::new(SIZE, rows);
    console.press(KeyCode::PageDown);
    let page = console.model.list.height - 1;
    assert_eq!(console.on(), (1 + page).to_string());
    console.press(KeyCode::End);
    assert_eq!(console.on(), "500");
    assert!(console.text().contains("500 Имя"));
    console.press(KeyCode::PageUp);
    assert_eq!(console.on(), (500 - page).to_string());
}

proptest! {
    #[test]
    fn whatever_comes_the_row_under_the_cursor_is_the_same(
        boards in prop::collection::vec(prop::sample::subsequence((1..60_i64).collect::<Vec<_>>(), 0..59), 1..6),
        steps in prop::collection::vec(0..6_u8, 1..6),
    ) {
        let rows = |ids: &[i64]| ids.iter().map(|id| row(*id, "Имя", *id)).collect::<Vec<_>>();
        let mut console = Console::new((100, 16), rows(&boards[0]));
        for (ids, step) in boards.iter().zip(steps.iter().cycle()) {
            let keys = [KeyCode::Up, KeyCode::Down, KeyCode::PageDown, KeyCode::PageUp, KeyCode::Home, KeyCode::End];
            console.press(keys[usize::from(*step)]);
            let (before, list) = (console.on(), &console.model.list);
            let line = list.cursor - list.scroll;
            console.board(rows(ids));
            let list = &console.model.list;
            if !before.is_empty() {
                prop_assert_eq!(&console.on(), &before);
                let fits = list.scroll == list.items.len().saturating_sub(list.height);
                prop_assert!(list.cursor - list.scroll <= line || fits);
            }
            prop_assert!(list.items.is_empty() || list.cursor < list.items.len());
            prop_assert!(list.cursor < list.scroll + list.height);
        }
    }
}

#[test]
fn rows_name_their_shop_where_there_are_several() {
    for columns in [80, 120, 160, 200] {
        let named = |row: BoardRow, shop: &str| {
            let mut text = (*row.text).clone();
            shop.clone_into(&mut text.shop);
            BoardRow {
                text: Arc::new(text),
                ..row
            }
        };
        let rows = vec![
            named(row(101, "Имя Имярековна Длиннофамильная", 40), "Чай у дома"),
            named(row(102, "Имя", 80), ""),
        ];
        let console = Console::new((columns, 24), rows);
        let screen = console.screen();
        let line = screen.iter().find(|line| line.contains("101"));
        let line = line.unwrap_or_else(|| panic!("{screen:#?}"));
        assert!(line.contains("Чай у"), "{columns}: {line}");
    }
}

#[test]
fn what_came_is_marked_for_two_seconds_and_then_painted_once_more() {
    let mut console = Console::new(SIZE, five());
    console.type_str("jj");
    let came = row(300, "Роман Шевчук", 0);
    console.board([vec![came], five()].concat());
    let line = |console: &Console| line_of(console, "300").map(|at| console.screen()[at].clone()).unwrap();
    assert!(line(&console).starts_with('+'), "{}", console.text());
    assert_eq!(console.on(), "103");
    let rest = rest(&console.model, console.now).unwrap();
    assert!(rest <= std::time::Duration::from_secs(2), "{rest:?}");
    console.now = console.now + Span::seconds(2);
    console.tick(2_000);
    assert!(!line(&console).contains('+'), "{}", console.text());
    // What is there at the first look is nothing new, nor what the rest of it brings.
    let mut console = Console::empty(Lang::Ru, SIZE);
    let part = |rows: Vec<BoardRow>, complete| Board {
        rows: Arc::new(rows),
        as_of: NOON,
        complete,
        ..Board::default()
    };
    console.desk(DeskMsg::Board(Arc::new(part(five().split_off(3), false))));
    console.desk(DeskMsg::Board(Arc::new(part(five(), true))));
    assert!(!console.text().contains('+'), "{}", console.text());
    assert!(!Console::new(SIZE, five()).text().contains('+'));
}

#[test]
fn a_skip_is_taken_back_by_the_same_key_as_everything_else() {
    let mut console = Console::new(SIZE, five());
    console.type_str("zs");
    assert!(matches!(&console.wrote()[..], [Request::Skip { .. }]));
    console.did(ActionKind::Skip, "101");
    assert!(console.bar().contains("u вернуть: пропущен"), "{}", console.bar());
    console.type_str("u");
    let asked = console.wrote_by_token();
    let [(token, Request::Unskip(rows))] = &asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(rows, &[five()[0].row.key]);
    let token = *token;
    console.answer(token, DeskAnswer::Unskipped(Ok(1)));
    assert!(
        console.notice().contains("снова на своём месте"),
        "{}",
        console.notice()
    );
    assert!(!console.bar().contains("пропущен"), "{}", console.bar());
    // A claim is nothing to take back; what was done since is taken back before.
    console.type_str("zs");
    console.did(ActionKind::Skip, "101");
    console.type_str("g");
    console.did(ActionKind::Take, "101");
    assert!(console.bar().contains("u вернуть: пропущен"), "{}", console.bar());
    console.type_str("c");
    console.did(ActionKind::Confirm, "101");
    console.wrote();
    console.type_str("u");
    assert!(!matches!(&console.wrote()[..], [Request::Unskip(_)]));
}

#[test]
fn nothing_is_red_while_the_shop_is_closed() {
    let overdue = row(300, "Роман Шевчук", 4_000);
    let console = |hours: i64| {
        let mut console = Console::new(
            SIZE,
            vec![with_row(overdue.clone(), |row| {
                row.task.limit = Some(NOON - Span::minutes(5));
            })],
        );
        console.now = NOON + Span::hours(hours);
        console
    };
    let red = Palette::of(Theme::Dark, Depth::True).style(Meaning::Overdue);
    let is_red = |console: &Console| {
        let (buffer, _) = console.draw();
        buffer
            .content()
            .iter()
            .any(|cell| Some(cell.fg) == red.fg && cell.symbol() != " ")
    };
    assert!(is_red(&console(0)));
    assert!(!is_red(&console(11)), "23:00");
}
