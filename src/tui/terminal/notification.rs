//! Notifies an operator who looks at another window, through the terminal: OSC 9 (iTerm2, kitty and most others) or
//! OSC 777 (rxvt, foot, VTE). A terminal that knows neither passes it over.

use crate::domain::settings::Notify;
use crate::text::one_line;

/// What it is headed by, where that is told apart.
const TITLE: &str = "dozvon";

/// What a terminal of that name is sent so that it notifies; nothing where it would print it, or nobody wants it.
pub fn notification(by: Notify, term: Option<&str>, text: &str) -> String {
    let text = one_line(text);
    let is_777 = |term: &str| ["rxvt", "foot", "vte"].iter().any(|known| term.starts_with(known));
    match (by, term) {
        (Notify::Off, _) | (Notify::Auto, None | Some("linux" | "dumb")) => String::new(),
        (Notify::Auto, Some(term)) if is_777(term) => notify_777(&text),
        (Notify::Osc777, _) => notify_777(&text),
        (Notify::Osc9 | Notify::Auto, _) => format!("\x1b]9;{TITLE}: {text}\x07"),
    }
}

fn notify_777(text: &str) -> String {
    format!("\x1b]777;notify;{TITLE};{text}\x07")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_is_told_in_words_it_knows_and_none_that_would_print_them() {
        let nine = "\x1b]9;dozvon: 2 new\x07";
        let other = "\x1b]777;notify;dozvon;2 new\x07";
        for (by, term, expected) in [
            (Notify::Auto, Some("xterm-256color"), nine),
            (Notify::Auto, Some("foot"), other),
            (Notify::Auto, Some("rxvt-unicode-256color"), other),
            (Notify::Auto, Some("linux"), ""),
            (Notify::Auto, None, ""),
            (Notify::Osc9, Some("foot"), nine),
            (Notify::Osc777, None, other),
            (Notify::Off, Some("foot"), ""),
        ] {
            assert_eq!(notification(by, term, "2 new"), expected, "{by:?} {term:?}");
        }
        assert_eq!(
            notification(Notify::Osc9, None, "a\x07\x1b]0;b"),
            "\x1b]9;dozvon: a]0;b\x07"
        );
    }
}
