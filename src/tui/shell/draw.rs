//! A command line and what it printed.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::state::Shell;
use crate::text::width;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field;
use crate::tui::widgets::framed;

/// Columns of the frame and what it keeps free.
const FRAME: u16 = 4;
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
    let lines = folded(open, pen.model.size.0).into_iter().skip(open.scroll);
    draw_lines(buffer, below(2), lines.map(|line| pen.line(line, Meaning::Text)));
    cursor
}

/// How it fares.
pub fn said(pen: &Pen<'_>, open: &Shell) -> (String, Meaning) {
    let tr = pen.tr();
    match (&open.running, &open.result) {
        (Some(_), _) => (tr.text("shell-runs"), Meaning::Quiet),
        (None, None) => (tr.text("shell-hint"), Meaning::Quiet),
        (None, Some(Ok(lines))) if lines.is_empty() => (tr.text("shell-ended"), Meaning::Done),
        (None, Some(Ok(_))) => (String::new(), Meaning::Done),
        (None, Some(Err(_))) => (tr.text("shell-failed"), Meaning::Refused),
    }
}

/// How many rows there are for what it printed.
pub fn output_rows(rows: u16) -> u16 {
    rows.saturating_sub(ROWS_AROUND).max(1)
}

/// What it printed in lines that fit a screen of so many columns: nothing of a table is cut off.
pub fn folded(open: &Shell, columns: u16) -> Vec<String> {
    let columns = usize::from(columns.saturating_sub(FRAME)).max(1);
    let mut folded = Vec::new();
    for line in open.lines() {
        let (mut part, mut taken) = (String::new(), 0);
        for c in line.chars() {
            let wide = width(c.encode_utf8(&mut [0; 4]));
            if taken + wide > columns {
                // Between words, where that leaves no row half empty.
                let at = part.rfind(' ').map_or(part.len(), |at| at + 1);
                let whole = width(part.get(..at).unwrap_or_default()) > columns / 2;
                let rest = if whole && c != ' ' {
                    part.split_off(at)
                } else {
                    String::new()
                };
                taken = width(&rest);
                folded.push(std::mem::replace(&mut part, rest));
            }
            part.push(c);
            taken += wide;
        }
        folded.push(part);
    }
    folded
}
