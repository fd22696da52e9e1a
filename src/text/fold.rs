//! Text brought to one form, so that what is the same to a reader compares equal.

use unicode_normalization::UnicodeNormalization;

use super::clean::is_hidden;

/// The form for search and for matching headers: NFC, lower case, ё as е, single spaces between words and none around,
/// nothing invisible.
pub fn fold(text: &str) -> String {
    let shown = text.chars().filter(|c| c.is_whitespace() || !is_hidden(*c));
    if text.chars().all(is_composed) {
        return spaced(shown.map(lower), text.len());
    }
    spaced(shown.nfc().flat_map(char::to_lowercase).nfc(), text.len())
}

/// Letters that are in NFC already, in either case, whatever stands beside them: nearly every text of a shop is made of
/// these alone, and normalising it would take most of the time.
fn is_composed(c: char) -> bool {
    c.is_ascii()
        || matches!(
            c,
            'А'..='я' | 'ё' | 'Ё' | 'і' | 'І' | 'ї' | 'Ї' | 'є' | 'Є' | 'ґ' | 'Ґ' | '№' | '«' | '»' | '\u{a0}'
        )
}

/// The small letter of one [that is in NFC](is_composed), without looking it up.
fn lower(c: char) -> char {
    let ahead = |by| char::from_u32(u32::from(c) + by).unwrap_or(c);
    match c {
        'А'..='Я' => ahead(0x20),
        'Ё' | 'І' | 'Ї' | 'Є' => ahead(0x50),
        'Ґ' => 'ґ',
        _ => c.to_ascii_lowercase(),
    }
}

fn spaced(lower: impl Iterator<Item = char>, length: usize) -> String {
    let mut folded = String::with_capacity(length);
    let mut gap = false;
    for c in lower {
        if c.is_whitespace() {
            gap = !folded.is_empty();
        } else {
            if std::mem::take(&mut gap) {
                folded.push(' ');
            }
            folded.push(if c == 'ё' { 'е' } else { c });
        }
    }
    folded
}

/// True for the same words in any order, letter case aside: `Иванова Елена` and `елена иванова`.
pub fn same_words(one: &str, other: &str) -> bool {
    let words = |text: &str| {
        let folded = fold(text);
        let mut words: Vec<String> = folded.split(' ').map(str::to_owned).collect();
        words.sort_unstable();
        words
    };
    words(one) == words(other)
}

/// [`fold`], and Cyrillic letters that look like Latin ones become those: exports exist whose `Сompleted Date` begins
/// with a Cyrillic С. For comparing only, the result is no word of any language.
pub fn skeleton(text: &str) -> String {
    let folded = fold(text);
    let mut alike = String::with_capacity(folded.len());
    alike.extend(folded.chars().map(look_alike));
    alike
}

/// The digits of a text, full-width ones as ASCII, everything else dropped.
pub fn digits(text: &str) -> String {
    text.chars().filter_map(ascii_digit).collect()
}

fn ascii_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '\u{ff10}'..='\u{ff19}' => char::from_digit(u32::from(c) - 0xff10, 10),
        _ => None,
    }
}

/// Lower-case letters, but alike in either case: В and B are one shape, so в becomes b.
fn look_alike(c: char) -> char {
    match c {
        'а' => 'a',
        'в' => 'b',
        'е' => 'e',
        'к' => 'k',
        'м' => 'm',
        'н' => 'h',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'т' => 't',
        'у' => 'y',
        'х' => 'x',
        'і' => 'i',
        'ї' => 'ï',
        'ј' => 'j',
        'ѕ' => 's',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clean::is_hidden;

    #[test]
    fn small_letters_are_those_of_unicode() {
        for c in ('\0'..='\u{2fff}').filter(|c| is_composed(*c)) {
            assert_eq!(lower(c).to_string(), c.to_lowercase().to_string());
        }
    }

    #[test]
    fn what_reads_the_same_folds_the_same() {
        for (text, folded) in [
            ("  Алёна\u{a0}\t КИМ ", "алена ким"),
            ("Е\u{308}лка", "елка"),
            ("Андреи\u{306}", "андрей"),
            ("\u{feff}Order Id", "order id"),
            ("ЇЖАК", "їжак"),
            ("и\u{200b}\u{306}", "й"),
            ("", ""),
            (" \n ", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn headers_match_through_look_alikes() {
        assert_eq!(skeleton("Сompleted Date"), skeleton("completed date"));
        assert_eq!(skeleton("Сustomer Note"), skeleton("Customer Note"));
        assert_eq!(skeleton("ТЕЛЕФОН"), skeleton("Teлeфoн"));
        assert_ne!(skeleton("Дата"), skeleton("Data"));
    }

    #[test]
    fn only_digits_are_left() {
        assert_eq!(digits("+7 (916) 123-45-67"), "79161234567");
        assert_eq!(digits("９１６ доб. 5"), "9165");
        assert_eq!(digits("нет"), "");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in ".*") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn what_is_composed_needs_no_normalising(text in "[ -~А-яёЁіІїЇєЄґҐ№«»\u{a0}]*") {
            prop_assert!(text.chars().all(is_composed));
            let shown = text.chars().filter(|c| c.is_whitespace() || !is_hidden(*c));
            prop_assert_eq!(fold(&text), spaced(shown.nfc().flat_map(char::to_lowercase).nfc(), 0));
        }
    }
}
