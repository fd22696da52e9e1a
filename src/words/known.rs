//! What is said in English where no language is known: of a secret, of a text or a key file of the shop's own, of a server
//! that does not answer.

use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::text::clean;

/// The messages whose English is what is said; `$one` and `$two` stand for anything.
pub const KNOWN: [&str; 34] = [
    "known-not_set",
    "known-command",
    "known-open",
    "known-no_small_file",
    "known-unreadable",
    "known-not_regular",
    "known-no_message",
    "known-no_script",
    "known-not_for_texts",
    "known-undefined",
    "known-syntax",
    "known-too_long",
    "known-too_slow",
    "known-no_question",
    "known-no_layout",
    "known-no_key",
    "known-two_commands",
    "known-reason_key",
    "known-no_command",
    "known-key_line",
    "known-commands_list",
    "known-other_key",
    "known-no_twice",
    "known-key_names",
    "known-utf8",
    "known-unclear",
    "known-silent",
    "known-no_end",
    "known-no_server",
    "known-connection",
    "known-address",
    "known-no_command_set",
    "known-ended",
    "known-login",
];

/// Why something at another machine went wrong, fit for a screen.
pub fn why(tr: &Tr, said: &str) -> String {
    known(tr, &clean(said))
}

/// The same in the reader's language; what is unknown stays as it is.
pub fn known(tr: &Tr, said: &str) -> String {
    if tr.lang() == Lang::En {
        return said.to_owned();
    }
    let english = Tr::new(Lang::En);
    let worded = KNOWN.iter().find_map(|key| {
        let pattern = english.with(key, &[("one", HOLES[0].into()), ("two", HOLES[1].into())]);
        let [one, two] = matched(&pattern, said)?;
        // What stands in it may be known too.
        let one = if one == said { one.to_owned() } else { known(tr, one) };
        Some(tr.with(key, &[("one", one.into()), ("two", two.into())]))
    });
    worded.unwrap_or_else(|| said.to_owned())
}

const HOLES: [&str; 2] = ["\u{1}", "\u{2}"];

/// What stands in the holes of a pattern.
fn matched<'t>(pattern: &str, text: &'t str) -> Option<[&'t str; 2]> {
    let mut found = ["", ""];
    let mut left = text;
    let mut hole: Option<usize> = None;
    for part in pattern.split_inclusive(['\u{1}', '\u{2}']) {
        let fixed = part.trim_end_matches(['\u{1}', '\u{2}']);
        let at = match hole {
            None => left.starts_with(fixed).then_some(0)?,
            Some(_) if fixed.is_empty() => left.len(),
            Some(_) => left.find(fixed)?,
        };
        if let Some(hole) = hole.take() {
            found[hole] = &left[..at];
        }
        left = &left[at + fixed.len()..];
        hole = HOLES.iter().position(|sign| part.ends_with(sign));
    }
    match hole {
        Some(hole) => found[hole] = left,
        None if !left.is_empty() => return None,
        None => {}
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_said_in_the_readers_language_and_the_rest_as_it_is() {
        let ru = Tr::new(Lang::Ru);
        for (said, words) in [
            ("the variable NOPE is not set", "переменная NOPE не задана"),
            (
                "/a b.txt can be read by others: chmod 600 it",
                "файл /a b.txt могут читать другие: сделайте chmod 600",
            ),
            (
                "`p` is on both confirm and pay",
                "клавиша `p` сразу у двух команд: confirm and pay",
            ),
            (
                "cannot be read: it is no regular file",
                "не читается: это не обычный файл",
            ),
            ("this line is not understood: key with no value", "эта строка непонятна"),
            ("give one of the two another key", "дайте одной из двух другую клавишу"),
            ("550 no such user", "550 no such user"),
            ("the variable is not set", "the variable is not set"),
        ] {
            assert_eq!(known(&ru, said), words);
            assert_eq!(known(&Tr::new(Lang::En), said), said);
        }
    }
}
