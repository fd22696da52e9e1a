//! Columns of a terminal: a wide character takes two of them, a combining mark none.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// How many columns a clean line takes.
pub fn width(text: &str) -> usize {
    text.width()
}

/// The text, or as much of its beginning as fits into the columns with `…` behind it. Never wider than asked; a
/// character of two columns is left out rather than halved.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else {
        return String::new();
    };
    let mut shown = String::new();
    let mut taken = 0;
    for cluster in text.graphemes(true) {
        taken += width(cluster);
        if taken > room {
            break;
        }
        shown.push_str(cluster);
    }
    // Neighbours may measure more together than apart; the measure of the whole counts.
    while width(&shown) > room {
        shown.pop();
    }
    shown.push('…');
    shown
}

/// The text, or as much of its end as fits into the columns with `…` before it: of long numbers the end differs.
pub fn cut_start(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let Some(room) = columns.checked_sub(1) else {
        return String::new();
    };
    let ends = text.grapheme_indices(true).map(|(at, _)| &text[at..]);
    let end = ends.into_iter().find(|end| width(end) <= room);
    format!("…{}", end.unwrap_or_default())
}

/// Cut, then filled with spaces on the right to exactly the columns given.
pub fn pad_right(text: &str, columns: usize) -> String {
    let mut cell = cut(text, columns);
    cell.push_str(&spaces(columns, &cell));
    cell
}

/// Cut, then filled with spaces on the left to exactly the columns given: for numbers.
pub fn pad_left(text: &str, columns: usize) -> String {
    let cell = cut(text, columns);
    spaces(columns, &cell) + &cell
}

fn spaces(columns: usize, cell: &str) -> String {
    " ".repeat(columns.saturating_sub(width(cell)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::clean;

    #[test]
    fn a_cut_text_says_so() {
        for (text, columns, shown) in [
            ("Елена", 5, "Елена"),
            ("Елена", 4, "Еле…"),
            ("Елена", 1, "…"),
            ("Елена", 0, ""),
            ("茶壺です", 8, "茶壺です"),
            ("茶壺です", 7, "茶壺で…"),
            ("茶壺です", 6, "茶壺…"),
            ("и\u{306}од и мёд", 4, "и\u{306}од…"),
            ("👩\u{200d}🍳 повар", 4, "👩\u{200d}🍳 …"),
        ] {
            assert_eq!(cut(text, columns), shown, "{text} in {columns}");
        }
    }

    #[test]
    fn a_number_keeps_its_end() {
        for (number, columns, shown) in [
            ("1042", 4, "1042"),
            ("1000959", 5, "…0959"),
            ("1000959", 1, "…"),
            ("1000959", 0, ""),
            ("и\u{306}-42", 3, "…42"),
            ("茶壺42", 5, "…壺42"),
            ("茶壺42", 4, "…42"),
        ] {
            assert_eq!(cut_start(number, columns), shown, "{number} in {columns}");
        }
    }

    #[test]
    fn cells_have_exactly_their_columns() {
        assert_eq!(pad_right("Анна", 6), "Анна  ");
        assert_eq!(pad_left("450", 6), "   450");
        assert_eq!(pad_right("茶壺です", 4), "茶… ");
    }

    proptest! {
        #[test]
        fn nothing_outgrows_its_cell(text in ".*", columns in 0_usize..40) {
            let text = clean(&text);
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert!(width(&cut_start(&text, columns)) <= columns);
            prop_assert!(width(&pad_left(&text, columns)) >= columns);
        }
    }
}
