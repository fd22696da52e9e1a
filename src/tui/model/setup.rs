//! What the console is started with.

use std::sync::Arc;

use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::i18n::Tr;
use crate::scripts::LiveScripts;
use crate::tui::answer::source::Answers;
use crate::tui::commands::Keymap;
use crate::tui::theme::Palette;
use crate::tui::theme::Signs;
use crate::tui::tour::state::Tour;
use crate::view::pages::PageKey;
use crate::view::pages::PageRowKey;

/// What stays the same while the console runs.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The messages.
    pub tr: Tr,
    /// The shop and its rules.
    pub settings: Arc<Settings>,
    /// Who sits here.
    pub operator: String,
    /// Which keys the commands have.
    pub keymap: Keymap,
    /// What the terminal calls itself.
    pub terminal: Option<String>,
    /// The signs the font has.
    pub signs: Signs,
    /// Colours or none.
    pub palette: Palette,
    /// The view to begin with (R10).
    pub role: Role,
    /// Standard answers to standard questions (R33).
    pub answers: Answers,
    /// What to say and go through, beside the card (R34).
    pub scripts: LiveScripts,
    /// What of the shop's own keys and scripts could not be read: file, line and why.
    pub troubles: Vec<String>,
    /// Where a newcomer's tour begins, if one is led.
    pub tour: Option<Tour>,
    /// The settings stand in a file that may be changed.
    pub keeps_settings: bool,
    /// What it opens on: where it was when it was opened again.
    pub opens: Option<OpensOn>,
}

/// Where a console was that is opened again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpensOn {
    /// On which page; none: on the queue.
    pub page: Option<PageKey>,
    /// What that was narrowed to.
    pub filter: String,
    /// On which row of it.
    pub row: Option<PageRowKey>,
    /// What was done.
    pub said: String,
    /// When the settings were published it was opened again for: once is enough.
    pub taken: Option<Time>,
}
