//! The code an order is paid by, for a customer at the counter: black on white, whatever the theme (R12).

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Color;
use ratatui::style::Style;
use ratatui::text::Line;

use super::draw;
use crate::domain::time::Time;
use crate::text::clean;
use crate::text::qr::Qr;
use crate::text::qr::qr;
use crate::tui::model::Model;
use crate::tui::model::mode::Page;
use crate::tui::theme::Meaning;
use crate::tui::theme::Signs;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::wrap;
use crate::view::card::Card;
use crate::view::how_to_pay::HowToPay;
use crate::view::how_to_pay::how_to_pay_all;
use crate::words;

/// White modules around the code; the fewest where there is no room for more.
const QUIET: [usize; 2] = [4, 2];

/// The same in every terminal, whatever its own sixteen colours are.
const BLACK: Color = Color::Indexed(16);
/// Likewise.
const WHITE: Color = Color::Indexed(231);

/// Works out the code that is to be shown, where it is another than before.
pub fn work_out(model: &mut Model, now: Time) {
    let text = if model.page() == Some(Page::PayCode) {
        let pen = Pen { model, now };
        pen.card().and_then(|shown| how(&pen, shown)?.code)
    } else {
        None
    };
    let known = model.card.code.as_ref().map(|(known, _)| known);
    if known != text.as_ref() {
        model.card.code = text.map(|text| {
            let code = qr(&text);
            (text, code)
        });
    }
}

/// Draws it with its frame.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, border: Meaning) {
    let Some(shown) = pen.card() else {
        return draw::draw(pen, buffer, area, border);
    };
    let title = format!("{} · {}", pen.tr().text("pay-title"), draw::title(pen, shown));
    let inner = frame(pen, buffer, area, &title, border);
    let code = pen.model.card.code.as_ref().and_then(|(_, code)| code.as_ref());
    let lines = lines(pen, shown, usize::from(inner.width));
    let over = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(inner.height);
    draw_lines(buffer, inner, lines);
    let below = Rect {
        y: inner.y + over,
        height: inner.height - over,
        ..inner
    };
    let Some(code) = code else { return };
    if let Some(quiet) = fitting(pen, code, below) {
        return blocks(buffer, below, code, quiet);
    }
    let text = no_room(pen, shown, code, below);
    let said = wrap(&text, usize::from(below.width)).into_iter();
    draw_lines(buffer, below, said.map(|line| pen.line(line, Meaning::Warning)));
}

/// What stands over the code.
pub fn lines<'t>(pen: &Pen<'_>, shown: &Card, columns: usize) -> Vec<Line<'t>> {
    let tr = pen.tr();
    let Some(how) = how(pen, shown) else {
        return vec![pen.line(tr.text("pay-nothing"), Meaning::Text)];
    };
    let sum = words::exact_sum(tr, how.sum);
    let mut lines = vec![pen.line(tr.with("pay-sum", &[("sum", sum.into())]), Meaning::Title)];
    if let Some(link) = &how.link {
        let said = tr.with("pay-link", &[("link", link.as_str().into())]);
        lines.extend(
            wrap(&said, columns)
                .into_iter()
                .map(|line| pen.line(line, Meaning::Text)),
        );
    }
    let caption = match how.code {
        Some(_) => tr.text("pay-code_caption"),
        None => tr.text("pay-no_account"),
    };
    lines.extend(
        wrap(&caption, columns)
            .into_iter()
            .map(|line| pen.line(line, Meaning::Quiet)),
    );
    lines
}

fn how(pen: &Pen<'_>, shown: &Card) -> Option<HowToPay> {
    let number = shown.order.as_ref().map_or("", |order| order.number.as_str());
    let purpose = words::pay_purpose(pen.tr(), number);
    how_to_pay_all(&pen.model.setup.settings, shown, &purpose)
}

/// How much white fits around it; none where the code does not fit, or cannot be drawn.
fn fitting(pen: &Pen<'_>, code: &Qr, area: Rect) -> Option<usize> {
    if *pen.signs() == Signs::ASCII {
        return None;
    }
    let fits = |quiet: &usize| {
        code.lines(*quiet) <= usize::from(area.height) && code.size() + 2 * quiet <= usize::from(area.width)
    };
    QUIET.into_iter().find(fits)
}

fn no_room(pen: &Pen<'_>, shown: &Card, code: &Qr, area: Rect) -> String {
    let tr = pen.tr();
    if *pen.signs() == Signs::ASCII {
        let number = shown.order.as_ref().map_or("", |order| order.number.as_str());
        return tr.with("pay-no_blocks", &[("number", clean(number).as_ref().into())]);
    }
    let lines = |count: usize| count.to_string();
    tr.with(
        "pay-no_room",
        &[
            ("needed", lines(code.lines(QUIET[1])).into()),
            ("rows", lines(usize::from(area.height)).into()),
        ],
    )
}

/// Two modules a cell, the upper one as the sign and the lower one behind it.
fn blocks(buffer: &mut Buffer, area: Rect, code: &Qr, quiet: usize) {
    let color = |x: usize, y: usize| {
        if code.is_dark(x, y, quiet) { BLACK } else { WHITE }
    };
    for (row, y) in (0..code.lines(quiet)).zip(area.y..) {
        for (column, x) in (0..code.size() + 2 * quiet).zip(area.x..) {
            let cell = &mut buffer[(x, y)];
            cell.reset();
            cell.set_symbol("▀");
            let (upper, lower) = (color(column, 2 * row), color(column, 2 * row + 1));
            cell.set_style(Style::new().fg(upper).bg(lower));
        }
    }
}
