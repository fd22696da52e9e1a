//! The program's own commands, run from an open console on the console's file.

use std::env;
use std::io;
use std::io::Read;
use std::io::Write;
use std::process::Command;
use std::process::Stdio;
use std::sync::Arc;
use std::thread;

use super::context::Context;
use super::context::DEMO;
use super::output::reply;
use super::output::reply::remark;
use crate::clock::Clock;
use crate::desk::Location;
use crate::desk::who::Who;
use crate::session::doors::RunCommand;

/// What is shown of what a command prints, bytes: of more nobody reads the rest in a console.
const MOST_PRINTED: u64 = 1 << 20;
/// These run until they are ended, or ask for a terminal of their own.
const ENDLESS: [&str; 5] = ["work", "listen", "demo", "feed run", "telephony listen"];

/// What a console works on.
struct Worked {
    context: Context,
    database: Location,
    operator: String,
    clock: Clock,
}

/// Runs lines on the file of a console, as its operator, at its time.
pub fn runner(context: &Context, who: &Who, database: Location, clock: Clock) -> Arc<RunCommand> {
    let worked = Worked::of(context, who, database, clock);
    Arc::new(move |line, input| {
        let words = split(line).map_err(|error| error.to_string())?;
        let begins = format!("{} ", words.join(" "));
        let is_endless = ENDLESS.iter().any(|endless| begins.starts_with(&format!("{endless} ")));
        if words.is_empty() || is_endless && !words.iter().any(|word| word == "--once") {
            return Err(worked.context.tr.text("cli-needs_own_terminal"));
        }
        run(&worked, &words, input).unwrap_or_else(|error| Err(error.to_string()))
    })
}

/// Runs lines that have the terminal to themselves, likewise, and waits until what they said has been read.
pub fn outside(context: &Context, who: &Who, database: Location, clock: Clock) -> Arc<RunCommand> {
    let worked = Worked::of(context, who, database, clock);
    Arc::new(move |line, _| {
        let words = split(line).map_err(|error| error.to_string())?;
        let ended = worked.command(&words).and_then(|mut command| command.status());
        if let Err(error) = &ended {
            remark(&error.to_string());
        }
        // A made-up shop had a screen of its own: nothing of it is left to be read.
        if words.first().is_none_or(|word| word != "demo") || !ended.is_ok_and(|ended| ended.success()) {
            let _ = reply::ask(&format!("\n{} ", worked.context.tr.text("cli-back_to_console")));
        }
        Ok(String::new())
    })
}

/// In what the system calls a path a backslash is a letter like others.
fn split(line: &str) -> Result<Vec<String>, shell_words::ParseError> {
    if cfg!(windows) {
        return shell_words::split(&line.replace('\\', r"\\"));
    }
    shell_words::split(line)
}

impl Worked {
    fn of(context: &Context, who: &Who, database: Location, clock: Clock) -> Worked {
        Worked {
            context: context.clone(),
            database,
            operator: who.operator.clone(),
            clock,
        }
    }

    /// The program itself with those words, on the console's file.
    fn command(&self, words: &[String]) -> io::Result<Command> {
        let mut command = Command::new(env::current_exe()?);
        command
            .args(words)
            .env("DOZVON_DB", self.database.to_string())
            .env("DOZVON_OPERATOR", &self.operator)
            .env("DOZVON_LANG", self.context.tr.lang().code());
        if self.context.tr.is_made_up() {
            command.env(DEMO, "1");
        }
        if let Some(file) = self.context.config_file() {
            command.env("DOZVON_CONFIG", file);
        }
        if self.clock.is_rehearsal() && !words.iter().any(|word| word.starts_with("--now")) {
            command.args(["--now", &self.clock.now().rfc3339()]);
        }
        Ok(command)
    }
}

fn run(worked: &Worked, words: &[String], input: &str) -> io::Result<Result<String, String>> {
    let (hears, says) = io::pipe()?;
    let mut command = worked.command(words)?;
    command
        .stdin(if input.is_empty() {
            Stdio::null()
        } else {
            Stdio::piped()
        })
        .stdout(says.try_clone()?)
        .stderr(says);
    let mut child = command.spawn()?;
    // Its ends of the pipe are its own alone now: what it prints comes to an end with it.
    drop(command);
    if let Some(mut reads) = child.stdin.take() {
        let input = input.to_owned();
        // It may print before it has read all; one that reads nothing closes its end.
        thread::spawn(move || reads.write_all(input.as_bytes()));
    }
    let mut hears = hears;
    let mut printed = Vec::new();
    hears.by_ref().take(MOST_PRINTED).read_to_end(&mut printed)?;
    let unseen = io::copy(&mut hears, &mut io::sink())?;
    let mut text = String::from_utf8_lossy(&printed).into_owned();
    if unseen > 0 {
        text.push_str("\n\n");
        text.push_str(&worked.context.tr.text("cli-printed_more"));
    }
    Ok(if child.wait()?.success() { Ok(text) } else { Err(text) })
}
