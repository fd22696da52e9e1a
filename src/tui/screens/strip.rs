//! The card in three lines, under the list where there is no room beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::domain::money::Money;
use crate::text::clean;
use crate::text::cut;
use crate::tui::screens::card;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;

/// Draws it.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let Some(shown) = pen.model.current_card() else { return };
    let area = Rect::new(area.x + 1, area.y, area.width.saturating_sub(2), area.height);
    let columns = usize::from(area.width);
    let mut parts = vec![card::title(pen, shown)];
    parts.extend(card::contacts(pen, shown));
    parts.push(card::place(pen, shown));
    let mut head = parts.join("   ");
    if !shown.clock.callable {
        head = format!("{} {head}", pen.signs().beware);
    }
    let mut lines = vec![pen.line(cut(&head, columns), Meaning::Title)];
    lines.extend(card::reasons(pen, shown, columns).into_iter().take(1));
    if let Some(order) = &shown.order {
        let goods: Vec<_> = order.lines.iter().map(|line| clean(&line.name)).collect();
        let total = Money::new(order.facts.total, order.facts.currency).text();
        let text = format!("{total} · {} · {}", card::payment(pen, order), goods.join(", "));
        lines.push(pen.line(cut(&text, columns), Meaning::Text));
    }
    draw_lines(buffer, area, lines);
}
