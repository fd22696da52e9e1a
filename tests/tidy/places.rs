//! What may be said only in certain places.

use super::rule::Rule;
use super::rule::said_outside;
use super::source::sources_below;

#[test]
fn the_database_is_spoken_to_in_the_store_alone() {
    Rule {
        asks: "`rusqlite` and `tokio_postgres` are named only in src/store/db.",
        why: "every write is one checked transaction, and another database means another store and nothing else",
        instead: "add a method to the store that says what is wanted, and call it from the desk",
    }
    .hold(&said_outside(
        &sources_below("src"),
        &["rusqlite", "tokio_postgres"],
        &["src/store/db/"],
    ));
}

#[test]
fn sql_is_written_in_the_store_alone() {
    let openings = [
        "select ",
        "insert into ",
        "insert or ",
        "update ",
        "delete from ",
        "create table ",
        "pragma ",
    ];
    let mut found = Vec::new();
    for source in sources_below("src")
        .iter()
        .filter(|source| !source.path.starts_with("src/store/"))
    {
        for (number, line) in source.raw.lines().enumerate() {
            let sql = line.split('"').skip(1).step_by(2).any(|text| {
                let text = text.trim_start().to_lowercase();
                openings.iter().any(|opening| text.starts_with(opening)) && !text.starts_with("update the ")
            });
            if sql {
                found.push(source.at(number + 1));
            }
        }
    }
    Rule {
        asks: "SQL is written only in src/store.",
        why: "a change of the schema is then a change in one folder",
        instead: "add a method to the store that says what is wanted",
    }
    .hold(&found);
}

#[test]
fn the_terminal_is_driven_in_the_console_alone() {
    Rule {
        asks: "`ratatui`, `crossterm` and `tui_input` are named only in src/tui.",
        why: "commands and background work run without a screen, and so do their tests",
        instead: "give back data; the console draws it",
    }
    .hold(&said_outside(
        &sources_below("src"),
        &["ratatui", "crossterm", "tui_input"],
        &["src/tui/"],
    ));
}

#[test]
fn the_clock_is_read_in_one_place() {
    Rule {
        asks: "The system's clock is read only in src/clock.rs.",
        why: "`--now`, the rehearsals and every test of a rule stand on a clock that was handed down",
        instead: "take `now: Time` as an argument, or the `Clock` where time runs on",
    }
    .hold(&said_outside(
        &sources_below("src"),
        &["Utc::now", "Local::now", "SystemTime::now", "SystemTime::UNIX_EPOCH"],
        &["src/clock.rs"],
    ));
}

#[test]
fn lengths_of_time_are_measured_in_few_places() {
    Rule {
        asks: "`Instant::now` is asked only where a real length of time is the point.",
        why: "what depends on how fast the machine is cannot be tested by a table",
        instead: "take the moment as an argument; if the length really must be measured, add the file here with its reason",
    }
    .hold(&said_outside(
        &sources_below("src"),
        &["Instant::now"],
        &[
            "src/clock.rs", // a clock started at a chosen moment runs on by it
            "src/tui/run.rs", // how long to wait for the next key or redraw
            "src/tui/terminal/input.rs", // a pasted burst is known by the gaps between its letters
            "src/cli/commands/import/progress.rs", // how many orders a second come in
            "src/template/fill.rs", // a shop's own text may not hold up the screen
            "src/telephony/asterisk/session.rs", // an exchange that never falls silent is heard no longer than one that does
            "src/session/request.rs", // how long the threads wait for their next round
            "src/store/server_state.rs", // how far the server is
            "src/store/db/pg.rs",        // how long ago a server was asked whether others wrote
            "src/store/tx.rs",           // how long everybody else waits for bulk work
        ],
    ));
}

#[test]
fn nobody_sleeps_but_who_waits_for_the_file() {
    let rule = Rule {
        asks: "`sleep` is called only where the file is waited for.",
        why: "a thread that sleeps answers no key, and a test that sleeps is slow on a fast machine and wrong on a slow one",
        instead: "wait for the thing itself: a channel with a deadline, or in tests the console's `wait_for`",
    };
    rule.hold(&said_outside(
        &sources_below("src"),
        &["sleep"],
        &["src/store/open.rs", "src/store/db/wait.rs"],
    ));
    let tests = sources_below("tests");
    // A measure presses its keys at a steady pace.
    let tests = tests.iter().filter(|source| !source.path.starts_with("tests/bench/"));
    let said = tests.flat_map(|source| {
        let lines = source.lines().filter(|(_, line)| line.contains("thread::sleep"));
        lines.map(|(number, _)| source.at(number))
    });
    rule.hold(&said.collect::<Vec<_>>());
}

#[test]
fn printing_is_left_to_the_commands() {
    Rule {
        asks: "`print!`, `println!`, `eprint!`, `eprintln!`, `stdout()` and `stderr()` stand only in src/cli and src/main.rs.",
        why: "stdout carries nothing but data that scripts read, and a stray line tears the console's screen",
        instead: "give the value back to the caller; progress goes through what the command handed in",
    }
    .hold(&said_outside(
        &sources_below("src"),
        &["print!", "println!", "eprint!", "eprintln!", "stdout", "stderr", "dbg!"],
        &[
            "src/cli/",
            "src/main.rs",
            "src/tui/terminal/screen.rs",
            "src/net/secret.rs", // of a command that says a secret
            "src/net/program.rs", // of programs of the settings
        ],
    ));
}

#[test]
fn the_environment_is_read_in_one_place() {
    Rule {
        asks: "Environment variables are read only in src/config/env.rs, the user's folders in src/config/paths.rs.",
        why: "a test hands down an environment of its own and never meets the user's files",
        instead: "take an `&Env`, or the path",
    }
    .hold(&said_outside(
        &sources_below("src"),
        &[
            "env::var",
            "env::vars",
            "env::var_os",
            "env::vars_os",
            "home_dir",
            "ProjectDirs",
            "BaseDirs",
        ],
        &["src/config/env.rs", "src/config/paths.rs"],
    ));
}

#[test]
fn rules_and_words_do_no_input_or_output() {
    let pure: Vec<_> = sources_below("src")
        .into_iter()
        .filter(|source| {
            let layers = ["src/domain", "src/text", "src/words", "src/i18n"];
            layers.iter().any(|layer| source.path.starts_with(layer))
        })
        .collect();
    Rule {
        asks: "domain, text, words and i18n read no file, no network, no environment and start no thread.",
        why: "facts and a moment in, tasks out: the same answer every time, thousands of times a second",
        instead: "read it in the layer above and hand it in",
    }
    .hold(&said_outside(
        &pure,
        &[
            "std::fs",
            "std::io",
            "std::env",
            "std::net",
            "std::process",
            "std::thread",
            "std::path",
        ],
        &[],
    ));
}

#[test]
fn the_program_ends_in_one_place() {
    Rule {
        asks: "`process::exit` and `ExitCode` stand only in src/main.rs and src/cli.",
        why: "leaving in the middle skips the terminal's restoring and the file's last checkpoint",
        instead: "return an error with its kind; the exit code follows from it",
    }
    .hold(&said_outside(
        &sources_below("src"),
        &["process::exit", "process::abort", "ExitCode"],
        &["src/main.rs", "src/cli/"],
    ));
}

#[test]
fn nothing_gives_up_outside_tests() {
    Rule {
        asks: "No `unwrap`, `expect`, `panic!`, `unreachable!`, `todo!` outside tests.",
        why: "a manager in the middle of a call must not lose the screen to a case we did not think through",
        instead: "return an error, or let the types make the case impossible",
    }
    .hold(&said_outside(
        &sources_below("src"),
        &[
            ".unwrap()",
            ".unwrap_err()",
            ".expect(",
            ".expect_err(",
            "panic!",
            "unreachable!",
            "todo!",
            "unimplemented!",
        ],
        &[],
    ));
}
