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
    /// The words of the other language.
    pub other: Tr,
}

impl Finder {
    /// An empty one beside a console that speaks `lang`.
    pub fn new(lang: Lang) -> Finder {
        let other = match lang {
            Lang::En => Lang::Ru,
            Lang::Ru => Lang::En,
        };
        Finder {
            input: Input::default(),
            cursor: 0,
            other: Tr::new(other),
        }
    }
}
