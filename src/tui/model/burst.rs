//! Keys that come too fast to be typed.

use super::mode::Page;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;

/// Keys that came closer together than a hand types.
#[derive(Clone, Debug, Default)]
pub struct Burst {
    /// The character before, where it was a command or a choice.
    pub first: Option<First>,
    /// A key of what cannot be taken back, which waits to be told from a paste.
    pub held: Option<Key>,
    /// The second character, which waits to be told from a paste.
    pub second: Option<Key>,
    /// What a paste brought so far.
    pub text: String,
    /// When the last character came.
    pub last: Option<Millis>,
}

/// The first key of what may be a burst, and what to go back to if it is one.
#[derive(Clone, Debug)]
pub struct First {
    /// The character.
    pub character: char,
    /// What was open.
    pub pages: Vec<Page>,
    /// The request it made.
    pub token: Option<u64>,
}

impl Burst {
    /// True while something waits for time to pass.
    pub fn is_open(&self) -> bool {
        self.held.is_some() || self.second.is_some() || !self.text.is_empty()
    }
}
