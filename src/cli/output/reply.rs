//! What a command prints: data on standard output, everything else on standard error.

use std::fmt::Write as _;
use std::io;
use std::io::ErrorKind;
use std::io::IsTerminal;
use std::io::Write;

use serde::Serialize;

use super::failure::Failure;
use super::json::object;
use crate::i18n::Tr;
use crate::text::clean;
use crate::text::is_invisible;
use crate::text::printable;

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
    /// A reply of `text` for people, with a line end when there is any: nothing in it steers the terminal.
    pub fn text(text: &str) -> Reply {
        Reply::verbatim(printable(text).into_owned())
    }

    /// A reply of `text` as it is, for what another program reads, with a line end when there is any.
    pub fn verbatim(mut text: String) -> Reply {
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
        Reply::verbatim(escaped_json(data))
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
            let error = object! {
                kind: failure.kind.code(),
                message: clean(&failure.message),
                hint: clean(&failure.hint),
            };
            to_error(&escaped_json(&object! { error }));
        }
        Form::Plain => {
            to_error(&tr.with("cli-error", &[("message", clean(&failure.message).into())]));
            if !failure.hint.is_empty() {
                to_error(&tr.with("cli-hint", &[("hint", clean(&failure.hint).into())]));
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
    let _ = write!(out, "{}", printable(prompt));
    let _ = out.flush();
    let mut typed = String::new();
    match io::stdin().read_line(&mut typed) {
        Ok(0) | Err(_) => None,
        Ok(_) => Some(typed),
    }
}

/// Likewise, without what is typed being shown.
pub fn ask_unseen(prompt: &str) -> Option<String> {
    rpassword::prompt_password(printable(prompt)).ok()
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
            let _ = write!(io::stderr().lock(), "\r\x1b[K{}", printable(line));
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.show("");
    }
}

fn to_output(data: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(data.as_bytes())?;
    out.flush()
}

/// Nobody is left to tell when this fails.
fn to_error(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{}", printable(line));
}

/// `data` as one line of JSON in which every character is seen: those that no reader sees stand as `\uXXXX`, in the
/// surrogate pairs of RFC 8259 where they need two.
fn escaped_json(data: &impl Serialize) -> String {
    // Our shapes hold texts, numbers and lists under fixed names, which always can be written.
    let json = serde_json::to_string(data).unwrap_or_default();
    if !json.contains(is_invisible) {
        return json;
    }
    let mut escaped = String::with_capacity(json.len() + 16);
    for c in json.chars() {
        if is_invisible(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                let _ = write!(escaped, "\\u{unit:04x}");
            }
        } else {
            escaped.push(c);
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn json_shows_every_character_it_holds_and_reads_back_the_same() {
        for (text, written) in [
            ("Иван", r#""Иван""#),
            ("a\u{7f}\u{9b}31m\u{85}", r#""a\u007f\u009b31m\u0085""#),
            ("\u{1b}[2J\n", r#""\u001b[2J\n""#),
            ("счёт \u{202e}gpj.exe\u{2069}", r#""счёт \u202egpj.exe\u2069""#),
            (
                "a\u{ad}\u{200b}\u{200d}\u{2028}\u{2060}\u{feff}",
                r#""a\u00ad\u200b\u200d\u2028\u2060\ufeff""#,
            ),
            ("\u{e0041}🍳", r#""\udb40\udc41🍳""#),
        ] {
            let json = escaped_json(&text);
            assert_eq!(json, written);
            assert_eq!(serde_json::from_str::<String>(&json).ok().as_deref(), Some(text));
        }
        assert_eq!(
            Reply::json(&json!({ "name": "x\u{9b}" })).data,
            "{\"name\":\"x\\u009b\"}\n"
        );
    }

    #[test]
    fn text_for_people_steers_no_terminal_and_a_file_stays_as_it_is() {
        let text = "имя\u{1b}]0;x\u{7}\tа\r\n\u{9b}2J".to_owned();
        assert_eq!(Reply::text(&text).data, "имя]0;x\tа\n2J\n");
        assert_eq!(Reply::verbatim(text.clone()).data, format!("{text}\n"));
    }
}
