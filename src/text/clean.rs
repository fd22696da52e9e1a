//! Text from outside made safe for a screen: nothing in it may move the cursor, colour a line or turn it around.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

/// One line for the screen, in NFC: control, bidirectional and zero-width characters are gone, every line break or tab
/// is a space.
pub fn clean(text: &str) -> Cow<'_, str> {
    clean_with(text, ' ')
}

/// The same for a note of several lines: `\n` stays, every other kind of line break becomes one.
pub fn clean_lines(text: &str) -> Cow<'_, str> {
    clean_with(text, '\n')
}

/// True for what is shown as nothing and yet changes what is shown: C0, DEL, C1, marks and overrides of direction,
/// the zero-width space and the byte order mark. Joiners stay, emoji and some scripts are made with them.
pub(super) fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{feff}')
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn clean_with(text: &str, line_break: char) -> Cow<'_, str> {
    let breaks = |c| matches!(c, '\u{2028}' | '\u{2029}');
    if !text.chars().any(|c| (is_hidden(c) && c != line_break) || breaks(c)) && is_nfc(text) {
        return Cow::Borrowed(text);
    }
    let mut kept = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' if chars.peek() == Some(&'\n') => {}
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' => kept.push(line_break),
            '\t' => kept.push(' '),
            _ if breaks(c) => kept.push(line_break),
            _ if is_hidden(c) => {}
            _ => kept.push(c),
        }
    }
    Cow::Owned(if is_nfc(&kept) { kept } else { kept.nfc().collect() })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_steers_a_terminal_is_removed() {
        for (dirty, safe) in [
            ("Иван\u{1b}[31m", "Иван[31m"),
            ("a\u{7f}\u{9b}b", "ab"),
            ("\u{feff}Заказ\u{200b}", "Заказ"),
            ("счёт \u{202e}gpj.exe\u{202c}", "счёт gpj.exe"),
            ("\u{2066}x\u{2069}\u{200e}\u{200f}", "x"),
            ("дом 5\r\nкв.\t7", "дом 5 кв. 7"),
            ("и\u{306}", "й"),
            ("👩\u{200d}🍳", "👩\u{200d}🍳"),
        ] {
            assert_eq!(clean(dirty), safe);
        }
        assert!(matches!(clean("обычный текст"), Cow::Borrowed(_)));
    }

    #[test]
    fn a_note_keeps_its_lines() {
        assert_eq!(clean_lines("раз\r\nдва\rтри\u{2028}ч\u{1b}ет"), "раз\nдва\nтри\nчет");
        assert!(matches!(clean_lines("раз\nдва"), Cow::Borrowed(_)));
    }

    proptest! {
        #[test]
        fn a_clean_text_is_clean_already(text in ".*") {
            let once = clean(&text).into_owned();
            prop_assert!(!once.chars().any(is_hidden));
            prop_assert_eq!(clean(&once), once.as_str());
        }
    }
}
