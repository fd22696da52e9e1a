//! What is typed in the palette.

use tui_input::Input;

use crate::i18n::Lang;
use crate::i18n::Tr;

/// An open palette.
#[derive(Clone, Debug)]
pub struct Finder {
    /// What is typed.
    pub input: Input,
    /// Which of the commands found the cursor is on.
    pub cursor: usize,
    /// The words of the other languages.
    pub others: Vec<Tr>,
}

impl Finder {
    /// An empty one beside a console that speaks `lang`.
    pub fn new(lang: Lang) -> Finder {
        Finder {
            input: Input::default(),
            cursor: 0,
            others: Lang::ALL
                .iter()
                .filter(|other| **other != lang)
                .map(|other| Tr::new(*other))
                .collect(),
        }
    }
}
