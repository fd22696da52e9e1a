//! A command line that is typed or runs, and what it printed.

use tui_input::Input;

use crate::text::clean;
use crate::text::width;

/// What stands before each command; it may be typed too.
pub const PROGRAM: &str = "dozvon ";

/// What stands for its standard input in the place of a file.
pub const INPUT: &str = "-";
/// Only looks what a command would do.
const TRY: &str = " --dry-run";

/// Columns of the frame and what it keeps free.
const FRAME: u16 = 4;

/// An open command line.
#[derive(Clone, Debug)]
pub struct Shell {
    /// As it is typed.
    pub input: Input,
    /// What it reads as its standard input; empty when nothing was pasted.
    pub pasted: String,
    /// The line that was run last.
    pub ran: String,
    /// The request that waits for its end.
    pub running: Option<u64>,
    /// What it printed; what it complained of where it failed.
    pub result: Option<Result<Vec<String>, Vec<String>>>,
    /// The same in rows that fit the screen: made once, as it may be much.
    pub rows: Vec<String>,
    /// Rows scrolled away.
    pub scroll: usize,
}

impl Shell {
    /// With a line to begin with.
    pub fn new(line: &str) -> Shell {
        Shell {
            input: Input::new(line.to_owned()),
            pasted: String::new(),
            ran: String::new(),
            running: None,
            result: None,
            rows: Vec::new(),
            scroll: 0,
        }
    }

    /// The line that does what has been tried; nothing when nothing was, or another line is typed by now.
    pub fn tried(&self) -> Option<String> {
        let is_fine = matches!(&self.result, Some(Ok(_))) && self.ran == self.input.value();
        let parts = self.input.value().split_once(TRY).filter(|_| is_fine)?;
        Some(format!("{}{}", parts.0, parts.1))
    }

    /// What it printed, in lines.
    pub fn lines(&self) -> &[String] {
        match &self.result {
            None => &[],
            Some(Ok(lines) | Err(lines)) => lines,
        }
    }

    /// It is run again.
    pub fn begun(&mut self, token: u64) {
        self.input.value().clone_into(&mut self.ran);
        (self.running, self.result) = (Some(token), None);
        self.rows.clear();
    }

    /// The screen has this many columns.
    pub fn fit(&mut self, columns: u16) {
        let columns = usize::from(columns.saturating_sub(FRAME)).max(1);
        self.rows = self.lines().iter().flat_map(|line| folded(line, columns)).collect();
        self.scroll = self.scroll.min(self.rows.len());
    }

    /// It came to its end.
    pub fn ended(&mut self, result: Result<String, String>) {
        let lines = |text: String| text.lines().map(|line| clean(line).into_owned()).collect();
        self.running = None;
        self.scroll = 0;
        self.result = Some(result.map(lines).map_err(lines));
    }
}

/// A line in rows of `columns`, broken between words where that leaves no row half empty: nothing of a table is cut off.
fn folded(line: &str, columns: usize) -> Vec<String> {
    let mut folded = Vec::new();
    let (mut part, mut taken) = (String::new(), 0);
    for c in line.chars() {
        let wide = width(c.encode_utf8(&mut [0; 4]));
        if taken + wide > columns {
            let at = part.rfind(' ').map_or(part.len(), |at| at + 1);
            let is_full = width(part.get(..at).unwrap_or_default()) > columns / 2;
            let rest = if is_full && c != ' ' {
                part.split_off(at)
            } else {
                String::new()
            };
            taken = width(&rest);
            folded.push(std::mem::replace(&mut part, rest));
        }
        part.push(c);
        taken += wide;
    }
    folded.push(part);
    folded
}
