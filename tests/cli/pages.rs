//! `completions` and `man`: the command line told to a shell and to a reader.

use std::fs;

use crate::support::desk::TestDesk;

const COMMANDS: &[&str] = &[
    "queue", "next", "order", "customer", "call", "import", "undo", "journal",
];

#[test]
fn every_shell_is_told_the_commands_and_the_words_they_take() {
    let desk = TestDesk::new().settings("this is no TOML");
    let words = ["too_slow", "nova_poshta"];
    for (shell, words) in [
        ("bash", &words[..]),
        ("zsh", &words),
        ("fish", &words),
        ("powershell", &[]),
        ("elvish", &[]),
    ] {
        let script = desk.run(&["completions", shell]).success().stdout;
        for word in COMMANDS.iter().chain(words).chain(&["operator"]) {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    let error = desk.run(&["completions", "dosshell", "--json"]).code(2).error();
    assert_eq!(error["kind"], "usage");
}

#[test]
fn the_manual_has_a_page_for_every_command() {
    let desk = TestDesk::new();
    let page = desk.run(&["man"]).success().stdout;
    assert!(page.contains(".TH dozvon 1"), "{page}");
    let folder = desk.path_text("pages");
    let told = desk.run(&["man", "--into", &folder]).success().stdout;
    assert_eq!(told, format!("{folder}\n"));
    for command in COMMANDS {
        assert!(page.contains(&format!("dozvon\\-{command}(1)")), "{command}");
        let text = fs::read_to_string(format!("{folder}/dozvon-{command}.1")).unwrap();
        assert!(text.contains(".SH NAME"), "{command}");
    }
    let taken = desk.file("taken", "a file where the folder should be");
    let error = desk.run(&["man", "--into", &taken, "--json"]).code(2).error();
    assert_eq!(error["kind"], "usage");
}
