//! The card in three lines, under the list where there is no room beside it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::draw;
use crate::domain::money::Money;
use crate::text::clean;
use crate::text::cut;
use crate::text::width;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::pack;
use crate::view::card::Card;
use crate::words;

/// Columns between its parts.
const GAP: usize = 3;

/// Draws it.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let Some(shown) = pen.card() else { return };
    let area = Rect::new(area.x + 1, area.y, area.width.saturating_sub(2), area.height);
    let columns = usize::from(area.width);
    let mut lines = vec![pen.line(head(pen, shown, columns), Meaning::Title)];
    let why = draw::reasons(pen, shown).into_iter().take(1);
    lines.extend(why.map(|(text, meaning)| pen.line(cut(&text, columns), meaning)));
    if let Some(order) = &shown.order {
        let goods: Vec<_> = order.lines.iter().map(|line| clean(&line.name)).collect();
        let total = words::sum(pen.tr(), Money::new(order.facts.total, order.facts.currency));
        let text = format!(
            "{total} · {} · {}",
            words::payment(pen.tr(), &order.facts),
            goods.join(", ")
        );
        lines.push(pen.line(cut(&text, columns), Meaning::Text));
    }
    draw_lines(buffer, area, lines);
}

/// What is needed for a call first; of the rest what fits whole.
fn head(pen: &Pen<'_>, shown: &Card, columns: usize) -> String {
    let mut contacts = draw::contacts(pen, shown);
    if shown.customer.phone().is_none() {
        contacts.splice(..0, draw::wrong_phones(pen, &shown.customer));
    }
    let beware = |who: String| {
        if shown.clock.callable {
            who
        } else {
            format!("{} {who}", pen.signs().beware)
        }
    };
    let phone = contacts.first().map_or(0, |phone| GAP + width(phone));
    let mut who = beware(draw::title(pen, shown));
    if width(&who) + phone > columns {
        who = beware(draw::who(pen, shown));
    }
    let mut contacts = contacts.into_iter();
    let parts: Vec<String> = std::iter::once(who)
        .chain(contacts.next())
        .chain([draw::place(pen, shown)])
        .chain(contacts)
        .collect();
    pack(&parts, columns).into_iter().next().unwrap_or_default()
}
