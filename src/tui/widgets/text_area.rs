//! A text of several lines that is typed: broken between words as it is shown, so that nothing stands outside the screen.

use std::ops::Range;

use ratatui::crossterm::event::KeyCode;
use ratatui::crossterm::event::KeyModifiers;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::width;
use crate::tui::msg::Key;

/// Nobody writes a longer message by hand.
const LONGEST: usize = 20_000;
/// How many lines a page key goes.
const PAGE: usize = 10;

/// A text and the place in it where the next letter goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextArea {
    text: String,
    /// The byte before which the next letter goes.
    cursor: usize,
    /// The column the cursor came from while it goes up and down.
    goal: Option<usize>,
}

impl TextArea {
    /// A text, the cursor at its end.
    pub fn new(text: &str) -> TextArea {
        let text: String = text.nfc().collect();
        TextArea {
            cursor: text.len(),
            text,
            goal: None,
        }
    }

    /// The same, the cursor where a letter's own text ends: before what stands under it.
    #[must_use]
    pub fn before_signature(mut self) -> TextArea {
        if let Some(at) = self.text.find("\n\n-- \n") {
            self.cursor = at;
        }
        self
    }

    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Puts a text in at the cursor.
    pub fn insert(&mut self, text: &str) {
        let room = LONGEST.saturating_sub(self.text.len());
        let mut end = text.len().min(room);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        self.text.insert_str(self.cursor, &text[..end]);
        self.cursor += end;
        self.goal = None;
        if !is_nfc(&self.text) {
            // Some keyboards type й in two.
            let before: String = self.text[..self.cursor].nfc().collect();
            self.text = self.text.nfc().collect();
            self.cursor = before.len().min(self.text.len());
            while !self.text.is_char_boundary(self.cursor) {
                self.cursor -= 1;
            }
        }
    }

    /// Edits the text by a key, as it stands in the given width; true when the key meant something to it.
    pub fn key(&mut self, key: &Key, columns: usize) -> bool {
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        let is_letter = !control && !key.modifiers.contains(KeyModifiers::ALT);
        let goal = self.goal.take();
        match key.code {
            KeyCode::Char(c) if is_letter => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Enter => self.insert("\n"),
            _ if key.is_line_end() => self.insert("\n"),
            KeyCode::Backspace if control => self.remove(self.word_before()..self.cursor),
            KeyCode::Backspace => self.remove(self.before()..self.cursor),
            KeyCode::Delete => self.remove(self.cursor..self.after()),
            KeyCode::Char('u' | 'г') if control => self.remove(self.line().start..self.cursor),
            KeyCode::Char('k' | 'л') if control => self.remove(self.cursor..self.line().end),
            KeyCode::Left if control => self.cursor = self.word_before(),
            KeyCode::Right if control => self.cursor = self.word_after(),
            KeyCode::Left => self.cursor = self.before(),
            KeyCode::Right => self.cursor = self.after(),
            KeyCode::Home if control => self.cursor = 0,
            KeyCode::End if control => self.cursor = self.text.len(),
            KeyCode::Home => self.cursor = self.row(columns).start,
            KeyCode::End => self.go_to_row_end(columns),
            KeyCode::Char('a' | 'ф') if control => self.cursor = self.line().start,
            KeyCode::Char('e' | 'у') if control => self.cursor = self.line().end,
            KeyCode::Up => self.go(columns, goal, |row| row.checked_sub(1)),
            KeyCode::Down => self.go(columns, goal, |row| Some(row + 1)),
            KeyCode::PageUp => self.go(columns, goal, |row| Some(row.saturating_sub(PAGE))),
            KeyCode::PageDown => self.go(columns, goal, |row| Some(row + PAGE)),
            _ => return false,
        }
        true
    }

    /// Its lines as they are shown in the given width.
    pub fn rows(&self, columns: usize) -> Vec<Range<usize>> {
        let mut rows = Vec::new();
        let mut at = 0;
        for line in self.text.split('\n') {
            let (mut start, mut used, mut space) = (0, 0, None);
            for (place, sign) in line.grapheme_indices(true) {
                let wide = width(sign);
                let is_space = sign.chars().all(char::is_whitespace) && sign != "\u{a0}";
                // Spaces hang over the edge, a word goes down whole where it can.
                if used + wide > columns && !is_space && place > start {
                    let cut = space.filter(|space| *space > start).unwrap_or(place);
                    rows.push(at + start..at + cut);
                    (start, used, space) = (cut, width(&line[cut..place]), None);
                }
                used += wide;
                if is_space {
                    space = Some(place + sign.len());
                }
            }
            rows.push(at + start..at + line.len());
            at += line.len() + 1;
        }
        rows
    }

    /// In which of its shown lines the cursor stands, and in which column.
    pub fn place(&self, columns: usize) -> (usize, usize) {
        let rows = self.rows(columns);
        let row = self.row_of(&rows);
        let before = &self.text[rows[row].start..self.cursor];
        (row, width(before).min(columns))
    }

    fn row_of(&self, rows: &[Range<usize>]) -> usize {
        rows.iter().rposition(|row| row.start <= self.cursor).unwrap_or(0)
    }

    fn row(&self, columns: usize) -> Range<usize> {
        let rows = self.rows(columns);
        rows[self.row_of(&rows)].clone()
    }

    /// The whole line between two line ends.
    fn line(&self) -> Range<usize> {
        let start = self.text[..self.cursor].rfind('\n').map_or(0, |at| at + 1);
        let end = self.text[self.cursor..].find('\n');
        start..end.map_or(self.text.len(), |at| self.cursor + at)
    }

    fn go(&mut self, columns: usize, goal: Option<usize>, to: impl Fn(usize) -> Option<usize>) {
        let rows = self.rows(columns);
        let at = self.row_of(&rows);
        let column = goal.unwrap_or_else(|| width(&self.text[rows[at].start..self.cursor]));
        let Some(to) = to(at).map(|to| to.min(rows.len() - 1)).filter(|to| *to != at) else {
            // Up on the first line goes to its beginning, down on the last to its end.
            self.cursor = match to(at) {
                None | Some(0) => 0,
                Some(_) => self.text.len(),
            };
            return;
        };
        let row = &rows[to];
        let mut used = 0;
        let mut place = row.start;
        for sign in self.text[row.clone()].graphemes(true) {
            if used + width(sign) > column {
                break;
            }
            used += width(sign);
            place += sign.len();
        }
        self.cursor = self.before_break(place, row, rows.get(to + 1));
        self.goal = Some(column);
    }

    fn go_to_row_end(&mut self, columns: usize) {
        let rows = self.rows(columns);
        let at = self.row_of(&rows);
        self.cursor = self.before_break(rows[at].end, &rows[at], rows.get(at + 1));
    }

    /// The end of a line that goes on below is the beginning of the next: the cursor stays on its own.
    fn before_break(&self, place: usize, row: &Range<usize>, next: Option<&Range<usize>>) -> usize {
        let goes_on = next.is_some_and(|next| next.start == row.end);
        if place < row.end || !goes_on {
            return place;
        }
        let last = self.text[row.clone()].graphemes(true).next_back();
        row.end - last.map_or(0, str::len)
    }

    fn before(&self) -> usize {
        let last = self.text[..self.cursor].graphemes(true).next_back();
        self.cursor - last.map_or(0, str::len)
    }

    fn after(&self) -> usize {
        let next = self.text[self.cursor..].graphemes(true).next();
        self.cursor + next.map_or(0, str::len)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.cursor].unicode_word_indices();
        words.next_back().map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.cursor..];
        let next = rest.unicode_word_indices().next();
        next.map_or(self.text.len(), |(at, word)| self.cursor + at + word.len())
    }

    fn remove(&mut self, part: Range<usize>) {
        self.cursor = part.start;
        self.text.replace_range(part, "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tui::msg::Millis;

    fn shown(area: &TextArea, columns: usize) -> Vec<&str> {
        area.rows(columns).into_iter().map(|row| &area.text()[row]).collect()
    }

    fn press(area: &mut TextArea, codes: &[KeyCode]) {
        for code in codes {
            assert!(area.key(&Key::plain(*code, Millis(0)), 12));
        }
    }

    #[test]
    fn a_text_is_broken_between_words_and_nothing_of_it_is_lost() {
        let area = TextArea::new("Заказ собран, ждём\n\nсверхдлинноеслово да");
        let rows = shown(&area, 12);
        assert_eq!(rows, ["Заказ ", "собран, ждём", "", "сверхдлинное", "слово да"]);
        for columns in 1..30 {
            let rows = area.rows(columns);
            let whole: String = rows.iter().map(|row| &area.text()[row.clone()]).collect();
            assert_eq!(whole, area.text().replace('\n', ""), "{columns}");
            for row in shown(&area, columns) {
                assert!(width(row.trim_end()) <= columns, "{columns}: {row:?}");
            }
        }
    }

    #[test]
    fn lines_of_a_paste_the_terminal_does_not_mark_stay_lines() {
        let mut area = TextArea::new("раз");
        let key = Key {
            code: KeyCode::Char('j'),
            modifiers: KeyModifiers::CONTROL,
            at: Millis(0),
        };
        assert!(area.key(&key, 12));
        press(&mut area, &[KeyCode::Char('2')]);
        assert_eq!(area.text(), "раз\n2");
    }

    #[test]
    fn the_cursor_walks_by_what_is_seen() {
        use KeyCode::Down;
        use KeyCode::End;
        use KeyCode::Home;
        use KeyCode::Up;

        let mut area = TextArea::new("Заказ собран, ждём\nда");
        press(&mut area, &[Up, Up, Up]);
        assert_eq!(area.rows(12).len(), 3);
        press(&mut area, &[Down]);
        assert_eq!(area.place(12), (1, 0));
        press(&mut area, &[End]);
        assert_eq!(area.place(12), (1, 12), "the end of a line that ends there is its end");
        press(&mut area, &[Down]);
        assert_eq!(area.place(12), (2, 2));
        press(&mut area, &[Up]);
        assert_eq!(area.place(12), (1, 12), "the column it came from");
        press(&mut area, &[Up]);
        assert_eq!(area.place(12), (0, 5), "before the space at which the line goes on");
        press(&mut area, &[Home, Up]);
        assert_eq!(area.place(12), (0, 0));
        press(&mut area, &[Down, Down, Down]);
        assert_eq!(area.place(12), (2, 2));
    }

    #[test]
    fn a_sign_of_several_characters_is_typed_and_removed_as_one() {
        let mut area = TextArea::new("");
        for c in "и\u{306}👍🏽x".chars() {
            press(&mut area, &[KeyCode::Char(c)]);
        }
        assert_eq!(area.text(), "й👍🏽x");
        press(&mut area, &[KeyCode::Backspace, KeyCode::Backspace]);
        assert_eq!(area.text(), "й");
        press(
            &mut area,
            &[KeyCode::Enter, KeyCode::Char('а'), KeyCode::Left, KeyCode::Backspace],
        );
        assert_eq!(area.text(), "йа");
        assert_eq!(area.place(12), (0, 1));
        press(&mut area, &[KeyCode::Delete]);
        assert_eq!(area.text(), "й");
    }

    #[test]
    fn no_text_grows_for_ever() {
        let mut area = TextArea::new(&"я".repeat(LONGEST));
        let before = area.text().len();
        area.insert("ещё");
        assert_eq!(area.text().len(), before);
    }
}
