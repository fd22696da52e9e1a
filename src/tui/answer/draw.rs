//! Standard answers: what is typed, the questions it finds, and the answer under the cursor as the customer would read it.
//!
//! ```text
//! > трек
//! ▌ Где мой заказ           Заказ № 1042 в пути: трек-номер 80088012345672,
//!   Сроки доставки          Почта России. Отследить: …
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;

use super::state::OpenAnswers;
use crate::text::clean;
use crate::text::clean_lines;
use crate::text::cut;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field;
use crate::tui::widgets::framed;
use crate::tui::widgets::wrap;

/// The width from which the answer stands beside the questions.
const BESIDE: u16 = 90;
/// How many questions stand over it where it does not.
const OVER: u16 = 6;

/// Draws them; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &OpenAnswers) -> Position {
    let inner = framed(pen, buffer, body, &title(pen, open));
    let cursor = field::field(buffer, inner, &open.input);
    let under = Rect::new(
        inner.x,
        inner.y + 2.min(inner.height),
        inner.width,
        inner.height.saturating_sub(2),
    );
    if open.found.is_empty() {
        let nothing = pen.tr().text("answers-nothing");
        draw_lines(buffer, under, [pen.line(nothing, Meaning::Quiet)]);
        return cursor;
    }
    let (list, text) = if inner.width >= BESIDE {
        let left = inner.width * 2 / 5;
        let right = Rect::new(under.x + left + 2, under.y, under.width - left - 2, under.height);
        (Rect { width: left, ..under }, right)
    } else {
        let over = OVER.min(under.height / 2);
        let text = Rect::new(
            under.x,
            under.y + over + 1,
            under.width,
            under.height.saturating_sub(over + 1),
        );
        (Rect { height: over, ..under }, text)
    };
    questions(pen, buffer, list, open);
    answer(pen, buffer, text, open);
    cursor
}

/// For whom they are.
fn title(pen: &Pen<'_>, open: &OpenAnswers) -> String {
    let title = pen.tr().text("answers-title");
    let Some(card) = &open.card else { return title };
    let number = card.order.as_ref().map(|order| {
        let number = clean(&order.number);
        pen.tr().with("card-number", &[("number", number.as_ref().into())])
    });
    let name = clean(&card.customer.name).into_owned();
    let parts = [Some(title), Some(name), number].into_iter().flatten();
    let parts: Vec<String> = parts.filter(|part| !part.is_empty()).collect();
    parts.join(" · ")
}

fn questions(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &OpenAnswers) {
    let height = usize::from(area.height).max(1);
    let first = (open.cursor + 1).saturating_sub(height);
    let seen = open.found.iter().enumerate().skip(first);
    for (y, (at, found)) in (area.y..area.bottom()).zip(seen) {
        let line = Rect::new(area.x, y, area.width, 1);
        let mark = if at == open.cursor { pen.signs().cursor } else { " " };
        let text = cut(&found.title, usize::from(area.width.saturating_sub(2)));
        draw_lines(buffer, line, [pen.line(format!("{mark} {text}"), Meaning::Text)]);
        if at == open.cursor {
            pen.select(buffer, line);
        }
    }
}

fn answer(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &OpenAnswers) {
    let Some(chosen) = open.chosen() else { return };
    let (text, meaning) = match pen
        .model
        .setup
        .answers
        .text(&chosen.name, open.card.as_deref(), pen.now)
    {
        Ok(text) => (text, Meaning::Text),
        Err(why) => (why, Meaning::Warning),
    };
    let columns = usize::from(area.width);
    let mut lines = Vec::new();
    for paragraph in clean_lines(text.trim_end()).lines() {
        let wrapped = wrap(paragraph, columns);
        if wrapped.is_empty() {
            lines.push(String::new());
        }
        lines.extend(wrapped);
    }
    draw_lines(buffer, area, lines.into_iter().map(|line| pen.line(line, meaning)));
}

/// The question under the cursor, in one line.
pub fn chosen(open: &OpenAnswers) -> String {
    open.chosen().map(|found| found.title.clone()).unwrap_or_default()
}
