//! Search, help and windows of any size.

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::pty::Pty;
use crate::support::pty::key;

fn console() -> (TestDesk, Pty) {
    let desk = given::shop();
    let pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Elena Ivanova");
    (desk, pty)
}

#[test]
fn a_search_finds_names_in_any_layout_and_opens_the_card() {
    let (_desk, mut pty) = console();
    pty.press("/");
    pty.wait_for("Search");
    // `smirn` typed on a Russian layout.
    pty.press("ыьшкт");
    pty.wait_for("Olga Smirnova");
    pty.press(key::ENTER);
    pty.wait_for_no("Search");
    pty.wait_for("No. 1003 · Olga Smirnova");
}

#[test]
fn a_digit_begins_a_search_by_the_end_of_a_phone() {
    let (_desk, mut pty) = console();
    pty.press("4");
    pty.wait_for("> 4");
    pty.press("504");
    pty.wait_for("> 4504");
    pty.wait_until("Peter Kim alone", |screen| {
        let text = screen.contents();
        text.contains("Peter Kim") && !text.contains("Vera Titova")
    });
    pty.press(key::ENTER);
    pty.wait_for("No. 1004 · Peter Kim");
}

/// In the release build too (`.ci/long`): what a compiler makes of a page is seen on its screen alone.
#[test]
fn every_page_opens_and_the_console_is_still_there() {
    let (_desk, mut pty) = console();
    for (letter, title) in [
        ("t", "Yesterday"),
        ("l", "All"),
        ("g", "product"),
        ("d", "Calendar"),
        ("r", "How far orders came"),
        ("f", "Calls"),
        ("c", "customer"),
        ("o", "Outbox"),
        ("k", "Channels"),
        ("i", "Orders' feeds"),
        ("h", "not heard yet"),
        ("w", "Settings"),
    ] {
        pty.press("v");
        pty.wait_for("Which rows, or which page?");
        pty.press(letter);
        pty.wait_for_no("Which rows, or which page?");
        pty.wait_for(title);
        pty.press(key::DOWN);
        pty.press(key::ESC);
        pty.wait_for("what to do");
    }
}

#[test]
fn a_command_of_the_command_line_runs_in_place_on_the_same_file() {
    let (_desk, mut pty) = console();
    pty.press(":");
    pty.wait_for("Command");
    pty.press("any command");
    pty.wait_for("any command of dozvon");
    pty.press(key::ENTER);
    pty.wait_for("> dozvon");
    pty.press("search Smirnova");
    pty.press(key::ENTER);
    pty.wait_for("1003");
    pty.wait_for("Olga Smirnova");
    pty.press(" --nonsense");
    pty.press(key::ENTER);
    pty.wait_for("It failed:");
    // What never ends by itself is not begun.
    pty.press("\u{15}work");
    pty.press(key::ENTER);
    pty.wait_for("start it in a terminal of its own");
    pty.press(key::ESC);
    pty.wait_for_no("It failed:");
    pty.wait_for("what to do");
}

#[test]
fn help_shows_the_keys_and_goes_away() {
    let (_desk, mut pty) = console();
    pty.press("?");
    pty.wait_for("All keys");
    pty.wait_for("the customer agreed to everything");
    pty.press(key::ESC);
    pty.wait_for_no("All keys");
    pty.wait_for("Elena Ivanova");
}

#[test]
fn a_window_of_any_size_shows_what_it_can() {
    let (_desk, mut pty) = console();
    pty.resize(60, 15);
    pty.wait_until("the list with its strip", |screen| {
        let text = screen.contents();
        text.contains("what to do") && text.contains("? keys") && text.contains("No. 1001 · Elena Ivanova")
    });
    pty.resize(40, 10);
    pty.wait_for_no("what to do");
    pty.wait_for("1001");
    // The keys live in one line too.
    pty.press("j");
    pty.wait_for("1002 Igor Popov");
    pty.resize(1, 1);
    pty.resize(200, 60);
    pty.wait_until("list and card", |screen| {
        let text = screen.contents();
        text.contains("what to do") && text.contains("No. 1002 · Igor Popov")
    });
    pty.resize(120, 40);
    pty.wait_for("? keys");
    pty.press("k");
    pty.wait_for("No. 1001 · Elena Ivanova");
}

/// What of a screen a move of the cursor changes: where the cursor stands, and the card.
fn cursor_and_card(lines: &[String]) -> (Option<usize>, Vec<String>) {
    let cursor = lines.iter().position(|line| line.starts_with("│▌"));
    let card = lines.iter().map(|line| line.chars().skip(67).collect());
    (cursor, card.collect())
}

#[test]
fn a_row_down_and_up_is_one_frame_with_its_card_in_it() {
    const MOVES: usize = 10;
    let desk = given::shop();
    // What falls due by itself is done before: it would change the cards meanwhile.
    let _ = desk.run(&["work", "--once"]).success();
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("No. 1001 · Elena Ivanova");
    let go = |pty: &mut Pty, to: usize| {
        pty.press(["k", "j"][to]);
        let title = ["No. 1001 · Elena Ivanova", "No. 1002 · Igor Popov"][to];
        pty.wait_for(title);
    };
    // The first time the cards may not be there yet.
    go(&mut pty, 1);
    go(&mut pty, 0);
    let first = pty.frames().len() - 1;
    for step in 1..=MOVES {
        go(&mut pty, step % 2);
    }
    pty.press("?");
    pty.wait_for("All keys");
    let mut frames = pty.frames().split_off(first);
    frames.pop();
    let moved = frames
        .windows(2)
        .filter(|pair| cursor_and_card(&pair[0].lines) != cursor_and_card(&pair[1].lines));
    let moved: Vec<_> = moved.map(|pair| &pair[1]).collect();
    assert_eq!(moved.len(), MOVES, "{moved:#?}");
    assert!(moved.iter().all(|frame| frame.bytes <= 5_000), "{moved:#?}");
}
