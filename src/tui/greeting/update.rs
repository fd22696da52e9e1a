//! A digit on the greeting begins something; a pasted path is read and shown before anything is taken in.

use super::state::Start;
use super::state::greets;
use crate::domain::time::Time;
use crate::tui::commands::CommandId;
use crate::tui::effect::Effect;
use crate::tui::model::Model;
use crate::tui::notice::state::Notice;
use crate::tui::page;
use crate::tui::shell;
use crate::tui::update::command;
use crate::view::pages::PageKey;

/// What is read is shown first and taken in by another Enter.
const TRY: &str = "dozvon import --dry-run ";

/// Begins what the digit stands for; false where nothing greets or it stands for nothing.
pub fn digit(model: &mut Model, digit: char, now: Time, effects: &mut Vec<Effect>) -> bool {
    let Some(start) = Start::of(digit).filter(|_| greets(model)) else {
        return false;
    };
    match start {
        Start::Import => shell::update::open(model, TRY, effects),
        Start::Shop => outside(model, "init", effects),
        Start::Feed => outside(model, "feed add", effects),
        Start::Telephone => outside(model, "telephony add", effects),
        Start::Mailbox => outside(model, "feed add --kind mail", effects),
        Start::Demo => outside(model, "demo", effects),
        Start::Order => command::run(model, CommandId::NewOrder, now, effects),
        Start::Settings => page::update::open(model, PageKey::Settings),
    }
    true
}

/// What asks for itself has the terminal meanwhile; where a console cannot leave it, the line is said.
fn outside(model: &mut Model, line: &str, effects: &mut Vec<Effect>) {
    if cfg!(unix) {
        effects.push(Effect::Outside(line.to_owned()));
    } else {
        let line = format!("dozvon {line}");
        let said = model.setup.tr.with("start-elsewhere", &[("line", line.into())]);
        model.notice = Some(Notice::Said(said));
    }
}

/// A file that was dropped into the window, or whose path was pasted, is tried; false for any other text.
pub fn pasted(model: &mut Model, text: &str, effects: &mut Vec<Effect>) -> bool {
    let Some(path) = path_of(text).filter(|_| greets(model)) else {
        return false;
    };
    shell::update::open(model, &format!("{TRY}{}", quoted(&path)), effects);
    true
}

/// The path a terminal pastes for a dropped file: bare, in quotes, with escaped spaces, or as an address.
fn path_of(text: &str) -> Option<String> {
    let text = text.trim();
    if text.is_empty() || text.contains('\n') {
        return None;
    }
    let quoted = |mark: char| text.strip_prefix(mark)?.strip_suffix(mark);
    let path = match (text.strip_prefix("file://"), quoted('\'').or_else(|| quoted('"'))) {
        (Some(address), _) => decoded(address),
        (None, Some(inside)) => inside.to_owned(),
        (None, None) if cfg!(windows) => text.to_owned(),
        (None, None) => text.replace("\\ ", " "),
    };
    let is_path = path.contains(['/', '\\'])
        || path
            .rsplit_once('.')
            .is_some_and(|(_, end)| (2..=5).contains(&end.len()));
    is_path.then_some(path)
}

/// An address with its `%20` and the like as what they stand for.
fn decoded(address: &str) -> String {
    let mut parts = address.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let code = part.get(..2).and_then(|code| u8::from_str_radix(code, 16).ok());
        match code {
            Some(byte) => {
                bytes.push(byte);
                bytes.extend_from_slice(&part.as_bytes()[2..]);
            }
            None => bytes.extend(["%", part].concat().bytes()),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// As a word of a command line.
fn quoted(path: &str) -> String {
    if cfg!(windows) {
        format!("\"{path}\"")
    } else {
        shell_words::quote(path).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dropped_file_is_its_path_however_the_terminal_writes_it() {
        for (pasted, path) in [
            ("/home/anna/orders.csv", Some("/home/anna/orders.csv")),
            ("'/home/anna/my orders.csv'", Some("/home/anna/my orders.csv")),
            ("file:///home/anna/my%20orders.csv\n", Some("/home/anna/my orders.csv")),
            ("orders.json", Some("orders.json")),
            ("/a\n/b", None),
            ("Елена Иванова", None),
            ("+7 916 123-45-67", None),
            ("", None),
        ] {
            assert_eq!(path_of(pasted).as_deref(), path, "{pasted:?}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_path_is_one_word_of_the_line() {
        let path = path_of("/home/anna/my\\ orders.csv").unwrap();
        assert_eq!(
            shell_words::split(&quoted(&path)).unwrap(),
            ["/home/anna/my orders.csv"]
        );
    }
}
