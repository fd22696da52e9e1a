//! What a command prints: data on standard output, everything else on standard error.

use std::io;
use std::io::ErrorKind;
use std::io::IsTerminal;
use std::io::Write;

use serde::Serialize;

use super::failure::Failure;
use crate::i18n::Tr;

/// How data is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// For people.
    Plain,
    /// One JSON document.
    Json,
}

/// What a command that was done has to say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reply {
    /// For standard output, line ends included.
    pub data: String,
    /// For standard error, line by line.
    pub remarks: Vec<String>,
    /// Only a part of what was asked could be done.
    pub partly: bool,
}

/// A part was done, or all of it and only the printing failed.
const PARTLY: u8 = 1;

impl Reply {
    /// A reply of `text`, with a line end when there is any.
    pub fn text(mut text: String) -> Reply {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        Reply {
            data: text,
            ..Reply::default()
        }
    }

    /// A reply of one JSON document.
    pub fn json(data: &impl Serialize) -> Reply {
        // Our shapes hold texts, numbers and lists under fixed names, which always can be written.
        Reply::text(serde_json::to_string(data).unwrap_or_default())
    }

    /// The same with something said beside it.
    #[must_use]
    pub fn with_remarks(mut self, remarks: Vec<String>) -> Reply {
        self.remarks.extend(remarks);
        self
    }

    /// The same of work of which only a part was done.
    #[must_use]
    pub fn partly(mut self, partly: bool) -> Reply {
        self.partly = partly;
        self
    }

    /// Prints it and gives the exit code. A reader that has gone away has what it wanted.
    pub fn print(&self) -> u8 {
        for remark in &self.remarks {
            to_error(remark);
        }
        match to_output(&self.data) {
            Err(error) if error.kind() != ErrorKind::BrokenPipe => PARTLY,
            _ if self.partly => PARTLY,
            _ => 0,
        }
    }
}

/// Prints why a command was not done and gives the exit code.
pub fn print_failure(failure: &Failure, form: Form, tr: &Tr) -> u8 {
    match form {
        Form::Json => {
            let error = ErrorShape {
                kind: failure.kind.code(),
                message: &failure.message,
                hint: &failure.hint,
            };
            to_error(serde_json::to_string(&Wrapped { error }).unwrap_or_default().trim_end());
        }
        Form::Plain => {
            to_error(&tr.with("cli-error", &[("message", failure.message.as_str().into())]));
            if !failure.hint.is_empty() {
                to_error(&tr.with("cli-hint", &[("hint", failure.hint.as_str().into())]));
            }
        }
    }
    failure.kind.exit()
}

/// True when somebody sits at a terminal and can be asked.
pub fn somebody_is_there() -> bool {
    io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Says something before the answer, on standard error.
pub fn remark(line: &str) {
    to_error(line);
}

/// What is typed behind `prompt`; nothing when nobody answers any more.
pub fn ask(prompt: &str) -> Option<String> {
    let mut out = io::stderr().lock();
    let _ = write!(out, "{prompt}");
    let _ = out.flush();
    let mut typed = String::new();
    match io::stdin().read_line(&mut typed) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(typed),
    }
}

/// A line on a terminal's standard error that says how far long work has come; nothing where nobody looks.
pub struct Progress {
    seen: bool,
}

impl Progress {
    pub fn new() -> Progress {
        Progress {
            seen: io::stderr().is_terminal(),
        }
    }

    /// True when somebody looks.
    pub fn is_seen(&self) -> bool {
        self.seen
    }

    /// Puts `line` in place of the last one.
    pub fn show(&self, line: &str) {
        if self.seen {
            let _ = write!(io::stderr().lock(), "\r\x1b[K{line}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.show("");
    }
}

#[derive(Serialize)]
struct Wrapped<'a> {
    error: ErrorShape<'a>,
}

#[derive(Serialize)]
struct ErrorShape<'a> {
    kind: &'a str,
    message: &'a str,
    hint: &'a str,
}

fn to_output(data: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(data.as_bytes())?;
    out.flush()
}

/// Nobody is left to tell when this fails.
fn to_error(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
