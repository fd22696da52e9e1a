//! Everything that happened with a customer, over the whole screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::draw;
use super::timeline;
use crate::text::cut;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::frame;
use crate::view::card::Card;

/// Draws it with its frame.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, border: Meaning) {
    let Some(shown) = pen.card() else {
        return draw::draw(pen, buffer, area, border);
    };
    let title = format!("{} · {}", pen.tr().text("history-title"), draw::title(pen, shown));
    let inner = frame(pen, buffer, area, &title, border);
    let lines = lines(pen, shown, usize::from(inner.width));
    let most = lines.len().saturating_sub(usize::from(inner.height));
    draw_lines(buffer, inner, lines.into_iter().skip(pen.model.card.scroll.min(most)));
}

/// All its lines, in the given width.
pub fn lines<'t>(pen: &Pen<'_>, shown: &Card, columns: usize) -> Vec<Line<'t>> {
    let orders = shown.orders.iter().map(|brief| {
        let text = timeline::order_line(pen, brief);
        pen.line(cut(&text, columns), Meaning::Text)
    });
    let mut lines: Vec<Line<'t>> = orders.collect();
    lines.push(pen.line(pen.signs().rule.repeat(columns), Meaning::Frame));
    lines.extend(timeline::lines(pen, shown, columns));
    lines
}
