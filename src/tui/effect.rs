//! What `update` asks the outside to do.

use crate::session::request::Envelope;

/// One thing to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Ask the desk; the answer comes as a message.
    Ask(Envelope),
    /// Put a text into the clipboard.
    Copy(String),
    /// Ring the terminal's bell.
    Bell,
    /// Have the terminal notify an operator who looks elsewhere.
    Notify(String),
    /// Open the console again, by the settings as they stand now.
    Reopen,
    /// Leave the terminal to a command of the command line, and open the console again when that has ended.
    Outside(String),
    /// End the program.
    Quit,
}
