//! Keyboard layouts: the same key presses in English, Russian and Ukrainian.
//!
//! The three rows of a table stand key by key; Windows' and X11's `us`, `ru` and `ua` agree on all of them, but for the
//! Ukrainian ґ and apostrophe, which stand where the enhanced layout has them.

const ENGLISH: &str = concat!(
    r"`qwertyuiop[]\asdfghjkl;'zxcvbnm,./",
    r#"~QWERTYUIOP{}|ASDFGHJKL:"ZXCVBNM<>?@#$^&"#
);
const RUSSIAN: &str = concat!(
    r"ёйцукенгшщзхъ\фывапролджэячсмитьбю.",
    r#"ЁЙЦУКЕНГШЩЗХЪ/ФЫВАПРОЛДЖЭЯЧСМИТЬБЮ,"№;:?"#
);
const UKRAINIAN: &str = concat!(
    r"'йцукенгшщзхїґфівапролджєячсмитьбю.",
    r#"₴ЙЦУКЕНГШЩЗХЇҐФІВАПРОЛДЖЄЯЧСМИТЬБЮ,"№;:?"#
);

/// The unshifted key of the US layout that stands in the place of a Russian or Ukrainian letter of either case: `с` → `c`,
/// `ы` and `і` → `s`, `х` → `[`, `ж` → `;`. `None` for anything but such a letter.
pub fn latin_key(letter: char) -> Option<char> {
    let letter = letter
        .to_lowercase()
        .next()
        .filter(|c| c.is_alphabetic() && !c.is_ascii())?;
    key(letter, RUSSIAN, ENGLISH).or_else(|| key(letter, UKRAINIAN, ENGLISH))
}

/// A Cyrillic layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cyrillic {
    /// Russian.
    Russian,
    /// Ukrainian.
    Ukrainian,
}

impl Cyrillic {
    const fn keys(self) -> &'static str {
        match self {
            Cyrillic::Russian => RUSSIAN,
            Cyrillic::Ukrainian => UKRAINIAN,
        }
    }

    /// The layout that has a letter which the other lacks: `і` is Ukrainian, `ы` Russian.
    pub fn of_letter(letter: char) -> Option<Cyrillic> {
        match (RUSSIAN.contains(letter), UKRAINIAN.contains(letter)) {
            _ if !letter.is_alphabetic() => None,
            (true, false) => Some(Cyrillic::Russian),
            (false, true) => Some(Cyrillic::Ukrainian),
            _ => None,
        }
    }
}

/// The small letter of a layout on a key of the US layout, as the action bar shows it: `c` → `с`, `s` → `ы` or `і`. `None`
/// when the key has no letter there.
pub fn cyrillic_key(latin: char, layout: Cyrillic) -> Option<char> {
    key(latin.to_ascii_lowercase(), ENGLISH, layout.keys())
        .filter(|c| c.is_alphabetic())
        .and_then(|c| c.to_lowercase().next())
}

/// What the same key presses give in the other layouts, without repeats and without the text itself: `bdfyjd` → `иванов`,
/// `[fhbnjyjd` → `харитонов`. To be asked before any punctuation is stripped, since on those keys stand letters.
pub fn other_layouts(typed: &str) -> Vec<String> {
    let cyrillic = typed.chars().any(|c| latin_key(c).is_some());
    let latin = typed.chars().any(|c| c.is_ascii_alphabetic());
    let mut readings = Vec::new();
    if latin || !cyrillic {
        readings.extend([swap(typed, ENGLISH, RUSSIAN), swap(typed, ENGLISH, UKRAINIAN)]);
    }
    if cyrillic {
        readings.extend([swap(typed, RUSSIAN, ENGLISH), swap(typed, UKRAINIAN, ENGLISH)]);
    }
    let mut distinct: Vec<String> = Vec::new();
    for reading in readings {
        if reading != typed && !distinct.contains(&reading) {
            distinct.push(reading);
        }
    }
    distinct
}

fn swap(typed: &str, from: &str, to: &str) -> String {
    typed.chars().map(|c| key(c, from, to).unwrap_or(c)).collect()
}

fn key(c: char, from: &str, to: &str) -> Option<char> {
    from.chars()
        .zip(to.chars())
        .find(|(here, _)| *here == c)
        .map(|(_, there)| there)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_tables_stand_key_by_key() {
        for table in [RUSSIAN, UKRAINIAN] {
            assert_eq!(table.chars().count(), ENGLISH.chars().count());
            assert_eq!(swap(&swap(ENGLISH, ENGLISH, table), table, ENGLISH), ENGLISH);
        }
        for table in [ENGLISH, RUSSIAN, UKRAINIAN] {
            let different: BTreeSet<char> = table.chars().collect();
            assert_eq!(different.len(), table.chars().count(), "a character stands twice");
        }
    }

    #[test]
    fn every_letter_of_three_alphabets_is_on_a_key() {
        let alphabets = [
            (ENGLISH, "abcdefghijklmnopqrstuvwxyz"),
            (RUSSIAN, "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"),
            (UKRAINIAN, "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"),
        ];
        for (table, alphabet) in alphabets {
            for letter in alphabet.chars().chain(alphabet.to_uppercase().chars()) {
                assert!(table.contains(letter), "{letter}");
            }
        }
    }

    #[test]
    fn every_cyrillic_letter_has_its_unshifted_key() {
        let unshifted: String = ENGLISH.chars().take(35).collect();
        for letter in RUSSIAN.chars().chain(UKRAINIAN.chars()).filter(|c| c.is_alphabetic()) {
            let key = latin_key(letter);
            assert!(key.is_some_and(|key| unshifted.contains(key)), "{letter} {key:?}");
            assert_eq!(key, latin_key(letter.to_lowercase().next().unwrap()));
        }
        for (letters, key) in [
            ("ыіЫІ", 's'),
            ("хХ", '['),
            ("ъї", ']'),
            ("жЖ", ';'),
            ("эє", '\''),
            ("б", ','),
            ("ю", '.'),
            ("ё", '`'),
            ("ґ", '\\'),
            ("с", 'c'),
            ("р", 'h'),
        ] {
            for letter in letters.chars() {
                assert_eq!(latin_key(letter), Some(key), "{letter}");
            }
        }
        for other in ['c', '.', '\'', '1', 'é', '№', '₴'] {
            assert_eq!(latin_key(other), None, "{other}");
        }
    }

    #[test]
    fn the_action_bar_letter_leads_back_to_its_key() {
        for (layout, bare) in [(Cyrillic::Russian, r"/\"), (Cyrillic::Ukrainian, "/`")] {
            for latin in ENGLISH.chars().take(35) {
                match cyrillic_key(latin, layout) {
                    Some(letter) => assert_eq!(latin_key(letter), Some(latin)),
                    None => assert!(bare.contains(latin), "{latin}"),
                }
            }
            assert_eq!(cyrillic_key('C', layout), Some('с'));
            assert_eq!(cyrillic_key('5', layout), None);
        }
        assert_eq!(cyrillic_key('s', Cyrillic::Russian), Some('ы'));
        assert_eq!(cyrillic_key('s', Cyrillic::Ukrainian), Some('і'));
    }

    #[test]
    fn only_a_letter_of_its_own_tells_the_layout() {
        for (letters, layout) in [
            ("ыЫэъё", Some(Cyrillic::Russian)),
            ("іІїєґ", Some(Cyrillic::Ukrainian)),
            ("сСйяs'/₴", None),
        ] {
            for letter in letters.chars() {
                assert_eq!(Cyrillic::of_letter(letter), layout, "{letter}");
            }
        }
    }

    #[test]
    fn a_name_typed_in_the_wrong_layout_is_found() {
        for (typed, meant) in [
            ("bdfyjd", "иванов"),
            ("Bdfyjd", "Иванов"),
            ("[fhbnjyjd", "харитонов"),
            ("'kkf", "элла"),
            ("~krby", "Ёлкин"),
            ("sdfyjdf", "іванова"),
            ("]drf", "ївка"),
            ("ыьшер", "smith"),
            ("іьшер", "smith"),
            ("КВ123456789КГ", "RD123456789RU"),
        ] {
            let readings = other_layouts(typed);
            assert!(readings.iter().any(|reading| reading == meant), "{typed} {readings:?}");
        }
        assert_eq!(other_layouts("1042"), Vec::<String>::new());
        assert_eq!(other_layouts("+7 916 123-45-67"), Vec::<String>::new());
        assert_eq!(other_layouts("bdfyjd"), ["иванов"]);
    }
}
