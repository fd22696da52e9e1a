//! A text in lines of so many columns, broken between words.

use crate::text::cut;
use crate::text::width;

/// The lines of a text; a word longer than a line is cut.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
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
        assert_eq!(wrap("a\nb", 8), ["a", "b"]);
        assert!(wrap("  ", 8).is_empty());
    }
}
