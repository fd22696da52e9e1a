//! A frame with a title.

use ratatui::buffer::Buffer;
use ratatui::layout::Margin;
use ratatui::layout::Rect;
use ratatui::style::Modifier;
use ratatui::text::Line;
use ratatui::widgets::Block;
use ratatui::widgets::Clear;
use ratatui::widgets::Widget;

use super::Pen;
use crate::text::cut;
use crate::tui::theme::Meaning;

/// Draws a frame and gives what is inside, a column away from its sides.
pub fn frame(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, title: &str, border: Meaning) -> Rect {
    let title = cut(title, usize::from(area.width.saturating_sub(4)));
    // A dim frame does not make its title dim.
    let look = pen.style(Meaning::Title).remove_modifier(Modifier::DIM);
    Block::bordered()
        .border_set(pen.signs().border)
        .border_style(pen.style(border))
        .title(Line::styled(format!(" {title} "), look))
        .render(area, buffer);
    inside(area)
}

/// What is inside a frame.
pub fn inside(area: Rect) -> Rect {
    area.inner(Margin::new(2, 1))
}

/// Clears an area, draws a frame there and gives what is inside: for what lies over something else.
pub fn framed(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, title: &str) -> Rect {
    Clear.render(area, buffer);
    frame(pen, buffer, area, title, Meaning::FocusedFrame)
}
