//! A terminal with room for little: the row under the cursor in one line, then what was said, then what is asked.

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use crate::text::cut;
use crate::text::width;
use crate::tui::answer;
use crate::tui::calls;
use crate::tui::channel;
use crate::tui::form;
use crate::tui::line;
use crate::tui::message;
use crate::tui::model::mode::Mode;
use crate::tui::notice;
use crate::tui::page;
use crate::tui::palette;
use crate::tui::pick;
use crate::tui::queue;
use crate::tui::setting;
use crate::tui::shell;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::write;
use crate::words::Timer;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) -> Position {
    let (prompt, cursor) = prompt(pen);
    let mut lines: Vec<(String, Meaning)> = prompt.into_iter().map(|text| (text, Meaning::Title)).collect();
    if lines.is_empty() {
        lines.push((row(pen), Meaning::Text));
    }
    lines.extend(notice::draw::said(pen));
    let columns = usize::from(area.width);
    for (y, (text, meaning)) in (area.y..area.y + area.height).zip(lines) {
        buffer.set_stringn(area.x, y, cut(&text, columns), columns, pen.style(meaning));
    }
    let x = u16::try_from(cursor).unwrap_or(0).min(area.width - 1);
    Position::new(area.x + x, area.y)
}

fn row(pen: &Pen<'_>) -> String {
    let model = pen.model;
    if let Some(open) = model.open_sheet() {
        return page::draw::one_line(pen, open);
    }
    if let Some(call) = model.calls.shown(&model.board) {
        return calls::draw::line(pen, call, usize::from(model.size.0));
    }
    let Some(row) = model.list.selected(&model.board) else {
        return pen.tr().text("console-empty");
    };
    let timer = Timer::of_row(&row.row, pen.now);
    let parts = [
        pen.signs().lane(row.row.task.lane).to_owned(),
        timer.cell(pen.tr(), pen.zone()),
        row.text.number.clone(),
        queue::draw::name(pen, row).into_owned(),
        queue::draw::reason(pen, row),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// What an open mode asks, and the column of its cursor.
fn prompt(pen: &Pen<'_>) -> (Option<String>, usize) {
    match &pen.model.mode {
        Mode::Command => (None, 0),
        Mode::Message(open) => (Some(message::draw::title(pen, open)), 0),
        Mode::Channel(open) => {
            let (said, _) = channel::draw::said(pen, open);
            (
                Some(format!("{} {said}", open.input.value())),
                open.input.visual_cursor(),
            )
        }
        Mode::Write(open) => {
            let (text, cursor) = write::draw::one_line(pen, open);
            (Some(text), cursor)
        }
        Mode::Shell(open) => {
            let (said, _) = shell::draw::said(pen, open);
            (
                Some(format!("{} {said}", open.input.value())),
                open.input.visual_cursor(),
            )
        }
        Mode::Help(_) => (Some(pen.tr().text("help-title")), 0),
        Mode::Pick(open) => (Some(pick::draw::title(pen, open)), 0),
        Mode::Line(open) => {
            let (text, _) = line::draw::understood(pen, open);
            (
                Some(format!("{} {text}", open.input.value())),
                open.input.visual_cursor(),
            )
        }
        Mode::Setting(open) => (
            Some(format!("{} {}", open.input.value(), setting::draw::title(open))),
            open.input.visual_cursor(),
        ),
        Mode::Filter(input) => (Some(format!("/{}", input.value())), width("/") + input.visual_cursor()),
        Mode::Answers(open) => {
            let text = format!("{} {}", open.input.value(), answer::draw::chosen(open));
            (Some(text), open.input.visual_cursor())
        }
        Mode::Palette(open) => {
            let text = format!(":{} {}", open.input.value(), palette::draw::chosen(pen, open));
            (Some(text), width(":") + open.input.visual_cursor())
        }
        Mode::Form(open) => {
            let text = open.input().map_or("", |input| input.value());
            let label = format!("{}: ", form::draw::label(pen, open));
            let cursor = width(&label) + open.input().map_or(0, tui_input::Input::visual_cursor);
            let (understood, _) = form::draw::understood(pen, open);
            (Some(format!("{label}{text} {understood}")), cursor)
        }
        Mode::Search(open) => {
            let hit = open
                .hits
                .get(open.cursor)
                .map(|hit| format!("{} {}", hit.number, hit.name));
            let text = format!("/{} {}", open.input.value(), hit.unwrap_or_default());
            (Some(text), width("/") + open.input.visual_cursor())
        }
    }
}
