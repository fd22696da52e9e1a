//! What is typed and what was found.

use tui_input::Input;

use crate::view::search::Hit;

/// A search that is typed.
#[derive(Clone, Debug, Default)]
pub struct Search {
    /// The text.
    pub input: Input,
    /// What the desk found.
    pub hits: Vec<Hit>,
    /// The text they were found for; none before the first answer.
    pub answered: Option<String>,
    /// The token of the newest request.
    pub token: u64,
    /// Which hit the cursor is on.
    pub cursor: usize,
    /// Enter was pressed before the answer came: open the first hit when it does.
    pub opens_first: bool,
}
