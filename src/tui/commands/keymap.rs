//! Which keys the commands have: the defaults, and what a `keymap.toml` beside the settings changes of them.
//!
//! ```toml
//! confirm = "c"
//! search = ["/", "."]
//! ```

use std::collections::HashMap;

use crossterm::event::KeyCode;
use toml::Spanned;
use toml::de::DeTable;
use toml::de::DeValue;

use super::Command;
use super::CommandId;
use super::Letters;
use super::entry;
use super::latin;
use super::with_own_keys;
use super::written;
use crate::tui::msg::Key;
use crate::tui::msg::Millis;
use crate::tui::pick::state::PickKind;

/// The keys of every command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keymap {
    keys: HashMap<CommandId, Vec<KeyCode>>,
}

/// A key file that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeymapError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Default for Keymap {
    fn default() -> Keymap {
        let keys = with_own_keys().map(|command| (command.id, command.keys.to_vec()));
        Keymap { keys: keys.collect() }
    }
}

impl Keymap {
    /// The defaults with what the text of a file changes; a key on two commands and a name of none are errors.
    pub fn parse(text: &str) -> Result<Keymap, KeymapError> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let error = |at: usize, message: String, hint: &str| KeymapError {
            line: 1 + text.get(..at).unwrap_or(text).matches('\n').count(),
            message,
            hint: hint.to_owned(),
        };
        let table = DeTable::parse(text).map_err(|why| {
            let at = why.span().map_or(0, |span| span.start);
            error(
                at,
                format!("this line is not understood: {}", why.message()),
                "a line is `command = \"key\"`",
            )
        })?;
        let mut map = Keymap::default();
        let mut lines: HashMap<CommandId, usize> = HashMap::new();
        for (name, value) in table.get_ref() {
            let at = name.span().start;
            let Some(command) = with_own_keys().find(|command| command.name == name.get_ref().as_ref()) else {
                let message = format!("unknown command `{}`", name.get_ref());
                return Err(error(at, message, "assets/keymap.toml lists every command"));
            };
            let keys = keys(value).map_err(|(wrong, hint)| {
                let message = format!("{}: `{wrong}` is no key", command.name);
                error(value.span().start, message, hint)
            })?;
            lines.insert(command.id, at);
            map.keys.insert(command.id, keys);
        }
        for (id, at) in &lines {
            let command = entry(*id);
            for key in map.of(*id) {
                let also = with_own_keys().find(|other| other.id != *id && map.of(other.id).contains(key));
                if let Some(other) = also {
                    let key = written(*key, Letters::Latin);
                    let message = format!("`{key}` is on both {} and {}", command.name, other.name);
                    return Err(error(*at, message, "give one of the two another key"));
                }
                if matches!(id, CommandId::Cancel | CommandId::Returned) && is_reason(*key) {
                    let key = written(*key, Letters::Latin);
                    let message = format!("{}: `{key}` chooses a reason in the list that it opens", command.name);
                    return Err(error(
                        *at,
                        message,
                        "a key pressed twice must end no order: choose x, b, v, z or w",
                    ));
                }
            }
        }
        Ok(map)
    }

    /// The keys of a command; the first is the one shown.
    pub fn of(&self, id: CommandId) -> &[KeyCode] {
        self.keys.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// The key of a command that is shown.
    pub fn shown(&self, id: CommandId) -> KeyCode {
        self.of(id).first().copied().unwrap_or(KeyCode::Null)
    }

    /// How a command is written that is pressed: `c`, or in a list the keys one after another, `o w`.
    pub fn written(&self, id: CommandId, letters: Letters) -> String {
        let command = entry(id);
        match command.group.opener() {
            None => written(self.shown(id), letters),
            Some(opener) => {
                let second = command.keys.iter().map(|key| written(*key, letters));
                format!("{} {}", self.written(opener, letters), second.collect::<String>())
            }
        }
    }

    /// The command of a key in command mode.
    pub fn command_of(&self, key: &Key) -> Option<&'static Command> {
        if key.character().is_none() && matches!(key.code, KeyCode::Char(_)) {
            return None;
        }
        let code = latin(key);
        with_own_keys().find(|command| self.of(command.id).contains(&code))
    }
}

type NoKey = (String, &'static str);

fn keys(value: &Spanned<DeValue<'_>>) -> Result<Vec<KeyCode>, NoKey> {
    const HINT: &str =
        "write one character, Space, Enter, Tab, Esc, Up, Down, Left, Right, PgUp, PgDn, Home, End or F2, in quotes";
    let one = |value: &Spanned<DeValue<'_>>| match value.get_ref() {
        DeValue::String(text) => key(text).ok_or_else(|| (text.to_string(), HINT)),
        _ => Err(("…".to_owned(), HINT)),
    };
    match value.get_ref() {
        DeValue::Array(several) if several.is_empty() => Err(("[]".to_owned(), HINT)),
        DeValue::Array(several) => several.iter().map(one).collect(),
        _ => Ok(vec![one(value)?]),
    }
}

/// A key by its name; a letter of either layout and case is the key in its place. Digits begin a search.
fn key(name: &str) -> Option<KeyCode> {
    let mut characters = name.chars();
    if let (Some(c), None) = (characters.next(), characters.next()) {
        let key = latin(&Key::plain(KeyCode::Char(c), Millis(0)));
        let usable = !c.is_control() && !c.is_ascii_digit();
        return usable.then_some(key);
    }
    NAMED.iter().find(|(_, named)| *named == name).map(|(key, _)| *key)
}

const NAMED: [(KeyCode, &str); 14] = [
    (KeyCode::Char(' '), "Space"),
    (KeyCode::Enter, "Enter"),
    (KeyCode::Tab, "Tab"),
    (KeyCode::Esc, "Esc"),
    (KeyCode::Up, "Up"),
    (KeyCode::Down, "Down"),
    (KeyCode::Left, "Left"),
    (KeyCode::Right, "Right"),
    (KeyCode::F(2), "F2"),
    (KeyCode::F(8), "F8"),
    (KeyCode::PageUp, "PgUp"),
    (KeyCode::PageDown, "PgDn"),
    (KeyCode::Home, "Home"),
    (KeyCode::End, "End"),
];

fn is_reason(key: KeyCode) -> bool {
    match key {
        KeyCode::Char(c) => PickKind::Cancel.choice(c).is_some(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Key;
    use crate::tui::msg::Millis;

    const DEFAULTS: &str = include_str!("../../../assets/keymap.toml");

    #[test]
    fn the_file_of_defaults_names_every_command_and_changes_nothing() {
        assert_eq!(Keymap::parse(DEFAULTS), Ok(Keymap::default()));
        let table: toml::Table = DEFAULTS.parse().unwrap();
        let mut names: Vec<&str> = table.keys().map(String::as_str).collect();
        let mut wanted: Vec<&str> = with_own_keys().map(|command| command.name).collect();
        names.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(names, wanted);
    }

    #[test]
    fn a_command_moves_to_another_key_in_any_layout() {
        let map = Keymap::parse("pay = \";\"\nconfirm = \"З\"").unwrap();
        for (typed, name) in [(';', "pay"), ('p', "confirm"), ('з', "confirm")] {
            let key = Key::plain(KeyCode::Char(typed), Millis(0));
            assert_eq!(map.command_of(&key).map(|command| command.name), Some(name));
        }
        let old = Key::plain(KeyCode::Char('c'), Millis(0));
        assert!(map.command_of(&old).is_none());
    }

    #[test]
    fn what_cannot_be_is_told_with_its_line_and_both_names() {
        for (text, line, message) in [
            ("\nconfirm = \"p\"", 2, "`p` is on both confirm and pay"),
            ("confrim = \"c\"", 1, "unknown command `confrim`"),
            ("pay = \"F13\"", 1, "pay: `F13` is no key"),
            ("pay = \"7\"", 1, "pay: `7` is no key"),
            ("pay = []", 1, "pay: `[]` is no key"),
            (
                "views = \";\"\ncancel = \"h\"\nhistory = \"v\"",
                2,
                "cancel: `h` chooses a reason in the list that it opens",
            ),
            (
                "returned = \"h\"\nhistory = \"b\"",
                1,
                "returned: `h` chooses a reason in the list that it opens",
            ),
        ] {
            let error = Keymap::parse(text).unwrap_err();
            assert_eq!((error.line, error.message.as_str()), (line, message), "{text}");
        }
        assert!(Keymap::parse("pay").is_err());
    }
}
