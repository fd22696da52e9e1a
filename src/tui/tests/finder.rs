//! The command palette, the window's title and the bell.

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::card_of;
use super::harness::five;
use super::harness::with_row;
use crate::domain::action::Action;
use crate::domain::task::Lane;
use crate::domain::time::Span;
use crate::i18n::Lang;
use crate::tui::commands::COMMANDS;
use crate::tui::header::title::title;
use crate::tui::model::mode::Mode;
use crate::tui::palette::state::Finder;

const SIZE: (u16, u16) = (120, 40);

#[test]
fn a_command_is_found_by_its_name_in_either_language_and_layout_and_run() {
    for typed in ["подтвер", "confirm", "gjlndth", "ПОДТВЕР"] {
        let mut console = Console::new(SIZE, five());
        console.type_str(":");
        console.type_str(typed);
        let screen = console.text();
        assert!(screen.contains("▌ с/c        подтвердить · "), "{typed}: {screen}");
        console.press(KeyCode::Enter);
        assert_eq!(console.actions(), [Action::Confirm], "{typed}");
        assert!(matches!(console.model.mode, Mode::Command));
    }
}

#[test]
fn every_command_is_in_the_palette_with_its_key() {
    let console = Console::new(SIZE, five());
    let found = Finder::new(Lang::Ru).found(&console.model);
    assert_eq!(found.len() + 1, COMMANDS.len(), "all but the palette itself");
    assert!(found.iter().all(|command| !command.keys.is_empty()));
    assert!(found.iter().any(|command| command.keys == "щ/o ц/w"));
}

#[test]
fn an_impossible_one_says_why_and_does_nothing() {
    let mut console = Console::new(SIZE, five());
    console.type_str("Ж");
    console.type_str("прибыл");
    assert!(
        console.text().contains("прибыл · Заказ ещё не подтверждён."),
        "{}",
        console.text()
    );
    console.press(KeyCode::Enter);
    assert_eq!(console.wrote(), []);
    assert!(console.notice().contains("не подтверждён"));
}

#[test]
fn a_rarer_one_is_found_too_and_esc_leaves() {
    let mut console = Console::new(SIZE, five());
    console.card(card_of(&five()[0]));
    console.type_str(":новый заказ");
    console.press(KeyCode::Enter);
    assert!(matches!(console.model.mode, Mode::Form(_)), "{}", console.text());
    let mut console = Console::new(SIZE, Vec::new());
    console.type_str(":жжж");
    assert!(console.text().contains("Такой команды нет"));
    console.press(KeyCode::Enter);
    console.press(KeyCode::Esc);
    assert!(matches!(console.model.mode, Mode::Command));
}

#[test]
fn an_unshifted_letter_opens_no_palette() {
    let mut console = Console::new(SIZE, five());
    console.type_str("жєЄ");
    assert!(matches!(console.model.mode, Mode::Command));
    console.type_str("Ж");
    assert!(matches!(console.model.mode, Mode::Palette(_)));
}

#[test]
fn the_title_counts_who_cannot_wait() {
    let mut rows = five();
    rows[0] = with_row(rows[0].clone(), |row| row.task.lane = Lane::Missed);
    rows[1] = with_row(rows[1].clone(), |row| row.task.lane = Lane::FollowUp);
    let console = Console::new(SIZE, rows);
    assert_eq!(title(&console.model), "dozvon · 1 ✆ 3 •");
    assert_eq!(title(&Console::new(SIZE, Vec::new()).model), "dozvon");
}

#[test]
fn the_bell_rings_at_calls_and_for_the_first_row_but_once_a_minute() {
    let missed = |at: usize| with_row(five().remove(at), |row| row.task.lane = Lane::Missed);
    let mut console = Console::new(SIZE, Vec::new());
    console.board(vec![five().remove(0)]);
    assert_eq!(console.bells, 1, "the queue was empty");
    console.board(vec![missed(0)]);
    assert_eq!(console.bells, 1, "it rang a moment ago");
    console.now = console.now + Span::minutes(1);
    console.board(vec![missed(0), missed(1)]);
    assert_eq!(console.bells, 2);
    console.now = console.now + Span::minutes(1);
    console.board(vec![missed(0), missed(1), five().remove(2)]);
    assert_eq!(console.bells, 2, "a new order beside others is no alarm");
}
