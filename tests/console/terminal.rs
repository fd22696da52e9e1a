//! The tests' own terminal, against a shell.

use portable_pty::CommandBuilder;
use vt100::Color;

use crate::support::pty::Pty;
use crate::support::pty::key;

fn shell(script: &str, columns: u16, rows: u16) -> Pty {
    let mut command = CommandBuilder::new("/bin/sh");
    command.args(["-c", script]);
    command.env_clear();
    Pty::spawn(command, columns, rows)
}

#[test]
fn keys_reach_the_program_and_its_words_the_screen() {
    let mut pty = shell("echo ready; read line; echo \"got $line\"; exit 3", 40, 10);
    pty.wait_for("ready");
    pty.press("Ёлка");
    pty.press(key::ENTER);
    pty.wait_for("got Ёлка");
    assert_eq!(pty.wait_for_end(), 3);
}

#[test]
fn a_new_size_reaches_the_program() {
    let mut pty = shell(
        "trap 'stty size' WINCH; echo ready; while :; do read line; done",
        40,
        10,
    );
    pty.wait_for("ready");
    pty.resize(60, 20);
    pty.wait_for("20 60");
}

#[test]
fn colours_the_title_and_the_bell_are_kept() {
    let pty = shell(
        r"printf 'a\033[1;31m\344\270\255red\033[0m\033]2;title\a\a\033[?1049hsecond'; read line",
        40,
        10,
    );
    pty.wait_for("second");
    assert!(pty.is_on_second_screen());
    assert_eq!(pty.title(), "title");
    assert_eq!(pty.bells(), 1);
    let pty = shell(r"printf 'a\033[1;31m\344\270\255red\033[0m end'; read line", 40, 10);
    pty.wait_for("end");
    let look = pty.look_of("red");
    assert_eq!(look.foreground, Color::Idx(1));
    assert!(look.bold);
    assert!(!pty.look_of("end").bold);
}
