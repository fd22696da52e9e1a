//! A text in lines of a given width, broken between words.

use crate::text::cut;
use crate::text::width;

/// The lines of a text; a word longer than a line is cut.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        // A no-break space holds an amount together.
        let words = paragraph.split(|c: char| c.is_whitespace() && c != '\u{a0}');
        for word in words.filter(|word| !word.is_empty()) {
            if !line.is_empty() && width(&line) + 1 + width(word) > columns {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&cut(word, columns));
        }
        if !line.is_empty() {
            lines.push(line);
        }
    }
    lines
}

/// Parts side by side, three columns between them; a part that does not fit begins a new line and is never broken.
pub fn pack(parts: &[String], columns: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for part in parts {
        match lines.last_mut() {
            Some(line) if width(line) + 3 + width(part) <= columns => {
                line.push_str("   ");
                line.push_str(part);
            }
            _ => lines.push(cut(part, columns)),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_between_words() {
        assert_eq!(
            wrap("позвонить после обеда, ждёт", 13),
            ["позвонить", "после обеда,", "ждёт"]
        );
        assert_eq!(wrap("сверхдлинноеслово да", 8), ["сверхдл…", "да"]);
        assert_eq!(wrap("стоит 1\u{a0}466\u{a0}₽", 9), ["стоит", "1\u{a0}466\u{a0}₽"]);
        assert_eq!(wrap("a\nb", 8), ["a", "b"]);
        assert!(wrap("  ", 8).is_empty());
    }

    #[test]
    fn a_part_is_never_broken() {
        let parts = ["+7 916 123".to_owned(), "a@b.c".to_owned(), "Москва".to_owned()];
        assert_eq!(pack(&parts, 20), ["+7 916 123   a@b.c", "Москва"]);
        assert_eq!(pack(&parts, 8), ["+7 916 …", "a@b.c", "Москва"]);
    }
}
