//! The search: what is typed, and what the desk found.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::state::Search;
use crate::text::clean;
use crate::text::pad_left;
use crate::text::pad_right;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field;
use crate::tui::widgets::framed;
use crate::view::search::Hit;
use crate::words;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &Search) -> Position {
    let inner = framed(pen, buffer, body, &pen.tr().text("search-title"));
    let cursor = field::field(buffer, inner, &open.input);
    let list = Rect::new(inner.x, inner.y + 1, inner.width, inner.height.saturating_sub(1));
    if open.hits.is_empty() {
        let text = if open.answered.is_some() {
            pen.tr().text("search-nothing")
        } else {
            pen.tr().text("search-hint")
        };
        draw_lines(buffer, list, [pen.line(text, Meaning::Quiet)]);
        return cursor;
    }
    let height = usize::from(list.height).max(1);
    let first = (open.cursor + 1).saturating_sub(height);
    for (y, (at, hit)) in (list.y..list.y + list.height).zip(open.hits.iter().enumerate().skip(first)) {
        let area = Rect::new(list.x, y, list.width, 1);
        let text = hit_line(pen, hit, usize::from(list.width.saturating_sub(2)));
        let mark = if at == open.cursor { pen.signs().cursor } else { " " };
        draw_lines(buffer, area, [pen.line(format!("{mark} {text}"), Meaning::Text)]);
        if at == open.cursor {
            pen.select(buffer, area);
        }
    }
    cursor
}

/// Number, shop where there are several, name, phone, when it was placed, what it costs, where it stands; the phone gives way first.
fn hit_line(pen: &Pen<'_>, hit: &Hit, columns: usize) -> String {
    let (number, phone, date, sum, stage) = (8, 18, 12, 12, 17);
    let phone = if columns > 96 { phone } else { 0 };
    let name = columns.saturating_sub(number + phone + date + sum + stage + 5);
    let at = hit.stage.map(|stage| words::stage(pen.tr(), stage)).unwrap_or_default();
    let who = if hit.name.is_empty() && phone == 0 && !hit.phone.is_empty() {
        pen.phone(&hit.phone).into()
    } else if hit.name.is_empty() {
        pen.tr().text("card-nameless").into()
    } else {
        clean(&hit.name)
    };
    // Two shops may have an order of one number.
    let who = if hit.shop.is_empty() {
        who
    } else {
        format!("{} · {who}", clean(&hit.shop)).into()
    };
    let placed = hit.placed.as_ref();
    let day = placed.map(|(at, _)| words::date_short(pen.tr(), pen.zone(), *at, pen.now));
    let money = placed.map(|(_, total)| words::sum(pen.tr(), total.whole()));
    let cells = [
        pad_right(&clean(&hit.number), number),
        pad_right(&who, name),
        pad_right(&pen.phone(&hit.phone), phone),
        pad_right(&day.unwrap_or_default(), date),
        pad_left(&money.unwrap_or_default(), sum),
        pad_right(&at, stage),
    ];
    cells
        .into_iter()
        .filter(|cell| !cell.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}
