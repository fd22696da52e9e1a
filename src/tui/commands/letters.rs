//! A letter and its place on a Latin keyboard.

use crossterm::event::KeyCode;

use crate::i18n::Lang;
use crate::text::cyrillic_key;
use crate::text::latin_key;
use crate::tui::msg::Key;

/// Which letters the keyboard types, as far as the keys tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Letters {
    /// Latin.
    #[default]
    Latin,
    /// Russian or Ukrainian.
    Cyrillic,
}

impl Letters {
    /// Which to show beside a text in `lang` when `typed` was typed so far: who reads Cyrillic sees both letters.
    pub fn shown_in(lang: Lang, typed: Letters) -> Letters {
        if lang.style().is_cyrillic {
            Letters::Cyrillic
        } else {
            typed
        }
    }
}

/// The key in its place on the Latin layout, in lower case: `с`, `C` and `С` are `c`; other keys as they are.
pub fn latin(key: &Key) -> KeyCode {
    match key.character() {
        // The shifted letter in the place of the colon; unshifted it is no command.
        Some('Ж') => KeyCode::Char(':'),
        Some(c) => KeyCode::Char(latin_key(c).unwrap_or_else(|| c.to_lowercase().next().unwrap_or(c))),
        None => key.code,
    }
}

/// The letters a key was typed in; nothing when it does not tell.
pub fn letters_of(key: &Key) -> Option<Letters> {
    let c = key.character()?;
    if latin_key(c).is_some() {
        Some(Letters::Cyrillic)
    } else if c.is_ascii_alphabetic() {
        Some(Letters::Latin)
    } else {
        None
    }
}

/// How a key is written: `c`, on a Cyrillic keyboard `с/c`; `Enter`.
pub fn written(code: KeyCode, letters: Letters) -> String {
    match code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(':') if letters == Letters::Cyrillic => "Ж/:".to_owned(),
        KeyCode::Char(c) => match (letters, cyrillic_key(c)) {
            (Letters::Cyrillic, Some(cyrillic)) if c.is_ascii_alphabetic() => format!("{cyrillic}/{c}"),
            _ => c.to_string(),
        },
        KeyCode::Enter => "Enter".to_owned(),
        KeyCode::Tab => "Tab".to_owned(),
        KeyCode::Esc => "Esc".to_owned(),
        KeyCode::PageDown => "PgDn".to_owned(),
        KeyCode::PageUp => "PgUp".to_owned(),
        KeyCode::Home => "Home".to_owned(),
        KeyCode::End => "End".to_owned(),
        KeyCode::Up => "↑".to_owned(),
        KeyCode::Down => "↓".to_owned(),
        KeyCode::Left => "←".to_owned(),
        KeyCode::Right => "→".to_owned(),
        other => format!("{other}"),
    }
}

/// The character a key means in a list: in its Latin place, in lower case.
pub(crate) fn letter(key: &Key) -> Option<char> {
    key.character()?;
    match latin(key) {
        KeyCode::Char(c) => Some(c),
        _ => None,
    }
}
