//! What is seen when the console opens.

use std::time::Duration;
use std::time::Instant;

use vt100::Color;
use vt100::Screen;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;
use crate::support::pty::Pty;

/// A program built without optimisation on a busy machine; by hand it is a few hundredths of a second.
const SOON: Duration = Duration::from_secs(5);

#[test]
fn the_queue_stands_there_soon_after_the_start() {
    let desk = given::shop();
    let start = Instant::now();
    let pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Elena Ivanova");
    let took = start.elapsed();
    println!("the queue after {took:?}");
    assert!(took < SOON, "{took:?}");
    pty.wait_for("Vera Titova");
    // The card of the row under the cursor.
    pty.wait_for("+7 916 123-45-01");
    pty.wait_for("Teapot");
    assert!(pty.is_on_second_screen());
    pty.wait_until("the terminal's cursor on the row", |screen| {
        screen.cursor_position() == (3, 0)
    });
}

#[test]
fn an_empty_desk_says_how_to_fill_it() {
    let desk = TestDesk::new();
    let pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Nothing here yet.");
    pty.wait_for("1  take in the orders of a shop's file");
}

#[test]
fn the_made_up_shop_fills_every_lane() {
    of_a_file!("a made-up shop is one");
    let desk = TestDesk::new().without("DOZVON_DB").variable("LANG", "ru_RU.UTF-8");
    let temporary = desk.path_text("home");
    let desk = desk.variable("TMPDIR", &temporary);
    let mut pty = Pty::run(&desk, &["demo"], 120, 40);
    pty.wait_for("звонит");
    pty.wait_for("новый, дорогой");
    pty.press("q");
    assert_eq!(pty.wait_for_end(), 0);
    let left = std::fs::read_dir(temporary).unwrap().count();
    assert_eq!(left, 0, "its file goes with it");
}

#[test]
fn the_made_up_shop_lives_and_leaves_nothing_behind() {
    of_a_file!("a made-up shop is one");
    let desk = TestDesk::new().without("DOZVON_DB");
    let temporary = desk.path_text("home");
    let desk = desk.variable("TMPDIR", &temporary);
    let mut pty = Pty::run(&desk, &["demo", "--speed", "60"], 120, 40);
    pty.wait_for("n takes who comes first");
    // Nobody has pressed a key: a new order has come, and a colleague holds a customer.
    pty.wait_until("a new order", |screen| screen.contents().contains("↑"));
    pty.wait_until("a colleague's customer", |screen| {
        screen.contents().contains("anna: ") || screen.contents().contains("ben: ")
    });
    pty.signal("TERM");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_given_back();
    let left = std::fs::read_dir(temporary).unwrap().count();
    assert_eq!(left, 0, "its file goes with it");
}

#[test]
fn a_made_up_shop_ended_while_it_is_filled_leaves_nothing_behind() {
    of_a_file!("a made-up shop is one");
    let desk = TestDesk::new().without("DOZVON_DB");
    let temporary = desk.path_text("home");
    let desk = desk.variable("TMPDIR", &temporary);
    let mut pty = Pty::run(&desk, &["demo", "--orders", "2000000"], 120, 40);
    pty.wait_for("/ 2000000");
    pty.signal("TERM");
    assert_ne!(pty.wait_for_end(), 0);
    let left = std::fs::read_dir(temporary).unwrap().count();
    assert_eq!(left, 0, "its file goes with it");
}

#[test]
fn without_colours_nothing_is_coloured() {
    let is_coloured = |screen: &Screen| {
        let (rows, columns) = screen.size();
        let cells = (0..rows.get()).flat_map(|row| (0..columns.get()).map(move |column| (row, column)));
        cells.filter_map(|(row, column)| screen.cell(row, column)).any(|cell| {
            [cell.fgcolor(), cell.bgcolor()]
                .iter()
                .any(|colour| *colour != Color::Default)
        })
    };
    let desk = given::shop();
    let pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Elena Ivanova");
    pty.wait_until("colours", is_coloured);
    drop(pty);
    let desk = desk.variable("NO_COLOR", "1");
    let pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Elena Ivanova");
    pty.wait_for("? keys");
    pty.wait_until("no colours", |screen| !is_coloured(screen));
}
