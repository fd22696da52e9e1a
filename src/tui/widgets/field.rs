//! An input field.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use tui_input::Input;

/// Draws a typed text into the first line of an area; gives where its cursor stands.
pub fn field(buffer: &mut Buffer, area: Rect, input: &Input) -> Position {
    let columns = usize::from(area.width.saturating_sub(3)).max(1);
    let scroll = input.visual_scroll(columns);
    let shown: String = after(input.value(), scroll);
    buffer.set_stringn(
        area.x,
        area.y,
        "> ",
        usize::from(area.width),
        ratatui::style::Style::new(),
    );
    if area.width > 2 {
        buffer.set_stringn(area.x + 2, area.y, shown, columns, ratatui::style::Style::new());
    }
    let column = u16::try_from(input.visual_cursor().max(scroll) - scroll).unwrap_or(0);
    Position::new(area.x + 2 + column, area.y)
}

/// The text without its first columns.
pub fn after(text: &str, columns: usize) -> String {
    let mut skipped = 0;
    let rest = text.chars().skip_while(|c| {
        if skipped >= columns {
            return false;
        }
        skipped += crate::text::width(c.encode_utf8(&mut [0; 4]));
        true
    });
    rest.collect()
}
