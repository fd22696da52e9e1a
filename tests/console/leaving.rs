//! Every way to end leaves the terminal as it was and what was done in the file.

use crate::given;
use crate::support::pty::Pty;
use crate::support::pty::key;

#[test]
fn quitting_gives_the_terminal_back() {
    let desk = given::shop();
    let mut pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Elena Ivanova");
    pty.press("q");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_given_back();
    assert_eq!(pty.screen().trim(), "", "nothing is left behind");
}

#[test]
fn interrupting_gives_the_terminal_back() {
    let desk = given::shop();
    let mut pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Elena Ivanova");
    // While something is typed it only leaves that.
    pty.press("w");
    pty.wait_for("Enter keeps it");
    pty.press(key::CONTROL_C);
    pty.wait_for_no("Enter keeps it");
    pty.press(key::CONTROL_C);
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_given_back();
}

#[test]
fn a_signal_to_end_gives_the_terminal_back() {
    let desk = given::shop();
    let mut pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Elena Ivanova");
    pty.signal("TERM");
    assert_eq!(pty.wait_for_end(), 0);
    pty.assert_given_back();
}

#[test]
fn what_the_screen_shows_as_done_is_in_the_file_though_the_program_is_killed() {
    let desk = given::shop();
    let mut pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Elena Ivanova");
    pty.press("c");
    pty.wait_for("✓ No. 1001 · confirmed");
    pty.signal("KILL");
    pty.wait_for_end();
    assert_eq!(desk.json(&["order", "show", "1001"])["stage"], "confirmed");
    let journal = desk.json(&["journal", "--order", "1001"]);
    assert_eq!(journal[0]["kind"], "confirm");
    // The next console opens on it without ado.
    let pty = Pty::console(&desk, 80, 24);
    pty.wait_for("Igor Popov");
}
