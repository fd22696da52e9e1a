//! A pane: its title, and what is under it. Grounds and air part panes, no lines do.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Clear;
use ratatui::widgets::Widget;

use super::Pen;
use crate::text::cut;
use crate::tui::theme::Meaning;

/// Draws a pane's title and gives what is under it, two columns away from its sides. Bold where the keys act.
pub fn frame(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, title: &str, border: Meaning) -> Rect {
    let title = cut(title, usize::from(area.width.saturating_sub(4)));
    let look = match border {
        Meaning::FocusedFrame => Meaning::Title,
        _ => Meaning::Heading,
    };
    buffer.set_stringn(area.x + 2, area.y, &title, usize::from(area.width), pen.style(look));
    inside(area)
}

/// What is under a pane's title.
pub fn inside(area: Rect) -> Rect {
    Rect::new(
        area.x + 2.min(area.width),
        area.y + 1.min(area.height),
        area.width.saturating_sub(4),
        area.height.saturating_sub(1),
    )
}

/// Clears an area for what lies over something else, gives it a ground and a title, and gives what is under that.
pub fn framed(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, title: &str) -> Rect {
    ground(pen, buffer, area, Meaning::Bar);
    if pen.model.setup.palette.is_flat() {
        let rule = pen.signs().rule.repeat(usize::from(area.width));
        buffer.set_stringn(area.x, area.y, rule, usize::from(area.width), pen.style(Meaning::Frame));
        let title = format!(" {title} ");
        frame(
            pen,
            buffer,
            Rect {
                x: area.x.saturating_sub(1),
                ..area
            },
            &title,
            Meaning::FocusedFrame,
        );
        return inside(area);
    }
    frame(pen, buffer, area, title, Meaning::FocusedFrame)
}

/// Empties an area and gives it a ground.
pub fn ground(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, meaning: Meaning) {
    Clear.render(area, buffer);
    buffer.set_style(area, pen.style(Meaning::Canvas));
    buffer.set_style(area, pen.style(meaning));
}
