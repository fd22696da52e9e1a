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

/// Several lines as one, where each ended still to be seen: `one · two`.
pub fn one_line(text: &str) -> String {
    let cleaned = clean_lines(text);
    let lines = cleaned.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.collect::<Vec<_>>().join(" · ")
}

/// What is about to be printed, line by line as it stands: only line ends and tabs are left of what steers a terminal.
pub fn printable(text: &str) -> Cow<'_, str> {
    let steers = |c: char| is_hidden(c) && !matches!(c, '\n' | '\t');
    if text.contains(steers) {
        Cow::Owned(text.replace(steers, ""))
    } else {
        Cow::Borrowed(text)
    }
}

/// True for what no reader sees: control characters, and what Unicode calls default ignorable or a format character
/// without a shape of its own (UAX #44, `Default_Ignorable_Code_Point`; U+FFF9 to U+FFFB).
pub fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{1bca0}'..='\u{1bca3}'
                | '\u{1d173}'..='\u{1d17a}'
                | '\u{e0000}'..='\u{e0fff}'
        )
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

    #[test]
    fn what_is_printed_keeps_its_lines_and_loses_what_steers_the_terminal() {
        assert_eq!(
            printable("a\tб\r\n\u{1b}]0;x\u{7}\u{9b}31m\u{202e}в\n"),
            "a\tб\n]0;x31mв\n"
        );
        assert!(matches!(printable("раз\nдва\t👩\u{200d}🍳"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_a_screen_must_not_get_no_reader_sees() {
        let hidden = (0..=0x0010_ffff).filter_map(char::from_u32).filter(|c| is_hidden(*c));
        for c in hidden.chain(['\u{ad}', '\u{180e}', '\u{200d}', '\u{2060}', '\u{fe0f}', '\u{e0041}']) {
            assert!(is_invisible(c), "{c:?}");
        }
        for c in ['a', ' ', '\u{a0}', 'й', '\u{301}', '👩', '\u{2027}', '\u{2030}'] {
            assert!(!is_invisible(c), "{c:?}");
        }
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
