//! Editing one line.

use crossterm::event::KeyCode;
use crossterm::event::KeyModifiers;
use tui_input::Input;
use tui_input::InputRequest;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::is_nfc;

use crate::tui::msg::Key;

/// Edits a text by a key; true when the key meant something to it. Pasted lines are parted by a blank. The text stays in NFC: some keyboards type й in two.
pub fn edit(input: &mut Input, key: &Key) -> bool {
    if key.is_line_end() {
        insert(input, " ");
        return true;
    }
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let request = match key.code {
        KeyCode::Char(c) if !control && !key.modifiers.contains(KeyModifiers::ALT) => InputRequest::InsertChar(c),
        KeyCode::Char('u' | 'г') => InputRequest::DeleteLine,
        KeyCode::Char('k' | 'л') => InputRequest::DeleteTillEnd,
        KeyCode::Backspace if control => InputRequest::DeletePrevWord,
        KeyCode::Backspace => InputRequest::DeletePrevChar,
        KeyCode::Delete => InputRequest::DeleteNextChar,
        KeyCode::Left if control => InputRequest::GoToPrevWord,
        KeyCode::Right if control => InputRequest::GoToNextWord,
        KeyCode::Left => InputRequest::GoToPrevChar,
        KeyCode::Right => InputRequest::GoToNextChar,
        KeyCode::Home | KeyCode::Char('a' | 'ф') => InputRequest::GoToStart,
        KeyCode::End | KeyCode::Char('e' | 'у') => InputRequest::GoToEnd,
        _ => return false,
    };
    input.handle(request);
    compose(input);
    true
}

/// Puts a text in at the cursor.
pub fn insert(input: &mut Input, text: &str) {
    let at = input.value().char_indices().nth(input.cursor());
    let at = at.map_or(input.value().len(), |(at, _)| at);
    let (before, after) = input.value().split_at(at);
    let cursor = input.cursor() + text.chars().count();
    *input = Input::new([before, text, after].concat()).with_cursor(cursor);
    compose(input);
}

fn compose(input: &mut Input) {
    if is_nfc(input.value()) {
        return;
    }
    let before: String = input.value().chars().take(input.cursor()).nfc().collect();
    let whole: String = input.value().nfc().collect();
    let cursor = before.chars().count();
    *input = Input::new(whole).with_cursor(cursor);
}
