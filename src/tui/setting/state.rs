//! The setting that is being changed.

use tui_input::Input;

use crate::domain::cell::Cell;
use crate::session::settings_file::SettingRefused;
use crate::view::pages::PageRow;

/// A setting that is being changed.
#[derive(Clone, Debug)]
pub struct OpenSetting {
    /// Its name with its section.
    pub name: String,
    /// What it sets.
    pub words: String,
    /// Its value when nobody sets it.
    pub usual: String,
    /// What is typed.
    pub input: Input,
    /// Enter takes it out of the file: the usual value is to hold.
    pub resets: bool,
    /// Why Enter did not take it.
    pub fault: Option<SettingRefused>,
    /// The request that is under way.
    pub sent: Option<u64>,
}

impl OpenSetting {
    /// Of a row of the page: what it sets, the value, the usual one, where from, the rules, the name. A secret's place is
    /// typed again.
    pub fn of(row: &PageRow) -> Option<OpenSetting> {
        let text = |at: usize| match row.cells.get(at) {
            Some(Cell::Text(text) | Cell::Number(text)) => text.clone(),
            _ => String::new(),
        };
        let name = text(5);
        (!name.is_empty()).then(|| OpenSetting {
            name,
            words: text(0),
            usual: text(2),
            input: Input::new(text(1)),
            resets: false,
            fault: None,
            sent: None,
        })
    }

    /// What was said of the text before is said no longer.
    pub fn touched(&mut self) {
        self.fault = None;
        self.resets = false;
    }
}
