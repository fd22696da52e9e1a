//! A command line and what it printed.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::state::Shell;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field;
use crate::tui::widgets::framed;

/// Rows of header, notice, bar, frame, the line itself and what is said of it.
const ROWS_AROUND: u16 = 7;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &Shell) -> Position {
    let inner = framed(pen, buffer, body, &pen.tr().text("shell-title"));
    let cursor = field::field(buffer, inner, &open.input);
    let below = |rows: u16| {
        let rows = rows.min(inner.height);
        Rect::new(inner.x, inner.y + rows, inner.width, inner.height - rows)
    };
    let (said, look) = said(pen, open);
    draw_lines(buffer, below(1), [pen.line(said, look)]);
    let rows = open.rows.iter().skip(open.scroll);
    draw_lines(buffer, below(2), rows.map(|row| pen.line(row.clone(), Meaning::Text)));
    cursor
}

/// How it fares.
pub fn said(pen: &Pen<'_>, open: &Shell) -> (String, Meaning) {
    let tr = pen.tr();
    match (&open.running, &open.result) {
        (Some(_), _) => (tr.text("shell-runs"), Meaning::Quiet),
        (None, None) if !open.pasted.is_empty() => {
            let count = i64::try_from(open.pasted.lines().count()).unwrap_or(i64::MAX);
            (tr.with("shell-pasted", &[("count", count.into())]), Meaning::Quiet)
        }
        (None, None) => (tr.text("shell-hint"), Meaning::Quiet),
        (None, Some(Ok(lines))) if lines.is_empty() => (tr.text("shell-ended"), Meaning::Done),
        (None, Some(Ok(_))) if open.tried().is_some() => (tr.text("shell-tried"), Meaning::Key),
        (None, Some(Ok(_))) => (String::new(), Meaning::Done),
        (None, Some(Err(_))) => (tr.text("shell-failed"), Meaning::Refused),
    }
}

/// How many rows there are for what it printed.
pub fn output_rows(rows: u16) -> u16 {
    rows.saturating_sub(ROWS_AROUND).max(1)
}
