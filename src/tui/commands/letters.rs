//! A letter and its place on a Latin keyboard.

use crossterm::event::KeyCode;

use crate::i18n::Lang;
use crate::text::Cyrillic;
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
    Cyrillic(Cyrillic),
}

impl Letters {
    /// Which to show beside a text in `lang` when `typed` was typed so far: who reads Cyrillic sees both letters.
    pub fn shown_in(lang: Lang, typed: Letters) -> Letters {
        match (lang.style().keyboard, typed) {
            (Some(own), Letters::Latin) => Letters::Cyrillic(own),
            _ => typed,
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

/// The Cyrillic letters a key was typed in by who reads `lang` and typed `before`; nothing when it tells of none. Most
/// letters are of several layouts: they leave it as it was.
pub fn cyrillic_of(key: &Key, lang: Lang, before: Letters) -> Option<Letters> {
    let c = key.character().filter(|c| latin_key(*c).is_some())?;
    let kept = match before {
        Letters::Cyrillic(layout) => Some(layout),
        Letters::Latin => lang.style().keyboard,
    };
    let layout = Cyrillic::of_letter(c).or(kept);
    Some(Letters::Cyrillic(layout.unwrap_or(Cyrillic::Russian)))
}

/// How a key is written: `c`, on a Cyrillic keyboard `с/c`; `Enter`.
pub fn written(code: KeyCode, letters: Letters) -> String {
    match code {
        KeyCode::Char(' ') => "Space".to_owned(),
        KeyCode::Char(':') if letters != Letters::Latin => "Ж/:".to_owned(),
        KeyCode::Char(c) => match letters {
            Letters::Cyrillic(layout) if c.is_ascii_alphabetic() => {
                cyrillic_key(c, layout).map_or_else(|| c.to_string(), |letter| format!("{letter}/{c}"))
            }
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
