//! A command line that is typed or runs, and what it printed.

use tui_input::Input;

use crate::text::clean;

/// What stands before each command; it may be typed too.
pub const PROGRAM: &str = "dozvon ";

/// An open command line.
#[derive(Clone, Debug)]
pub struct Shell {
    /// As it is typed.
    pub input: Input,
    /// The request that waits for its end.
    pub running: Option<u64>,
    /// What it printed; what it complained of where it failed.
    pub result: Option<Result<Vec<String>, Vec<String>>>,
    /// Lines scrolled away.
    pub scroll: usize,
}

impl Shell {
    /// With a line to begin with.
    pub fn new(line: &str) -> Shell {
        Shell {
            input: Input::new(line.to_owned()),
            running: None,
            result: None,
            scroll: 0,
        }
    }

    /// What it printed, in lines.
    pub fn lines(&self) -> &[String] {
        match &self.result {
            None => &[],
            Some(Ok(lines) | Err(lines)) => lines,
        }
    }

    /// It came to its end.
    pub fn ended(&mut self, result: Result<String, String>) {
        let lines = |text: String| text.lines().map(|line| clean(line).into_owned()).collect();
        self.running = None;
        self.scroll = 0;
        self.result = Some(result.map(lines).map_err(lines));
    }
}
