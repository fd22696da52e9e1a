//! A frame with a title.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;
use ratatui::widgets::Block;
use ratatui::widgets::Clear;
use ratatui::widgets::Widget;

use super::Pen;
use crate::text::cut;
use crate::tui::theme::Meaning;

/// Draws a frame and gives what is inside.
pub fn frame(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, title: &str, border: Meaning) -> Rect {
    let title = cut(title, usize::from(area.width.saturating_sub(4)));
    let block = Block::bordered()
        .border_set(pen.signs().border)
        .border_style(pen.style(border))
        .title(Line::styled(format!(" {title} "), pen.style(Meaning::Title)));
    let inner = block.inner(area);
    block.render(area, buffer);
    inner
}

/// Clears an area, draws a frame there and gives what is inside: for what lies over something else.
pub fn framed(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, title: &str) -> Rect {
    Clear.render(area, buffer);
    frame(pen, buffer, area, title, Meaning::FocusedFrame)
}
