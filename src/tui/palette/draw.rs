//! The command palette: what is typed, and the commands it names.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::matches::Found;
use super::matches::NotNow;
use super::state::Finder;
use crate::text::cut;
use crate::text::fold;
use crate::text::pad_right;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field;
use crate::tui::widgets::framed;
use crate::words;

/// Columns of the keys.
const KEYS: usize = 10;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &Finder) -> Position {
    let inner = framed(pen, buffer, body, &pen.tr().text("palette-title"));
    let cursor = field::field(buffer, inner, &open.input);
    let list = Rect::new(inner.x, inner.y + 1, inner.width, inner.height.saturating_sub(1));
    let found = open.found(pen.model);
    if found.is_empty() {
        draw_lines(
            buffer,
            list,
            [pen.line(pen.tr().text("palette-nothing"), Meaning::Quiet)],
        );
        return cursor;
    }
    let first = (open.cursor + 1).saturating_sub(usize::from(list.height).max(1));
    for (y, (at, found)) in (list.y..list.y + list.height).zip(found.iter().enumerate().skip(first)) {
        let area = Rect::new(list.x, y, list.width, 1);
        let under = at == open.cursor;
        let mark = if under { pen.signs().cursor } else { " " };
        let typed = fold(open.input.value().trim());
        let mut text = command_line(pen, found, &typed, usize::from(list.width.saturating_sub(2)));
        text.spans.insert(0, pen.span(format!("{mark} "), Meaning::Text));
        draw_lines(buffer, area, [text]);
        if under {
            pen.select(buffer, area);
        }
    }
    cursor
}

/// The command the cursor is on, in one line; empty when nothing is found.
pub fn chosen(pen: &Pen<'_>, open: &Finder) -> String {
    let found = open.found(pen.model);
    let chosen = found.get(open.cursor);
    chosen.map(|found| found.name.clone()).unwrap_or_default()
}

/// `с/c   подтвердить · покупатель со всем согласен`; what it is called in another language only where that is typed.
fn command_line<'t>(pen: &Pen<'_>, found: &Found, typed: &str, columns: usize) -> Line<'t> {
    let rest = columns.saturating_sub(KEYS + 1);
    let holds = |name: &String| !typed.is_empty() && fold(name).contains(typed);
    let other = found.others.iter().find(|name| holds(name) && !holds(&found.name));
    let help = match &found.not_now {
        Some(not_now) => why(pen, not_now),
        None => found.help.clone(),
    };
    let parts = [Some(&found.name), Some(&help), other].into_iter().flatten();
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).map(String::as_str).collect();
    let said = parts.join(" · ");
    let meaning = match found.not_now {
        Some(_) => Meaning::Ghost,
        None => Meaning::Text,
    };
    Line::from(vec![
        pen.span(format!("{} ", pad_right(&found.keys, KEYS)), Meaning::Key),
        pen.span(cut(&said, rest), meaning),
    ])
}

fn why(pen: &Pen<'_>, not_now: &NotNow) -> String {
    let tr = pen.tr();
    match not_now {
        NotNow::Already(kind) => {
            let what = words::done(tr, *kind);
            tr.with("notice-already", &[("what", what.into())])
        }
        NotNow::Refused(refusal) => words::refusal(tr, pen.zone(), refusal).message,
    }
}
