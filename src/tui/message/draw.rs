//! A message over the whole screen.
//!
//! ```text
//! Заказ отправлен · №1021
//! письмо · ivan@example.com · Иван Петров
//! не доставлено · адрес не существует
//!
//! Ваш заказ отправлен
//!
//! Здравствуйте, Иван! …
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::state::MessageKey;
use super::state::OpenMessage;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::time::Time;
use crate::session::answer::ShownMessage;
use crate::text::clean;
use crate::text::clean_lines;
use crate::tui::model::Model;
use crate::tui::model::mode::Mode;
use crate::tui::screen::layout;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::framed;
use crate::tui::widgets::inside;
use crate::tui::widgets::wrap;
use crate::words;

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &OpenMessage) -> Position {
    let inner = framed(pen, buffer, body, &title(pen, open));
    let lines = lines(pen, open, usize::from(inner.width));
    draw_lines(buffer, inner, lines.into_iter().skip(open.scroll));
    Position::new(inner.x, inner.y)
}

/// What it tells, and about which orders.
pub fn title(pen: &Pen<'_>, open: &OpenMessage) -> String {
    let Some(shown) = &open.shown else {
        return pen.tr().text("card-reading");
    };
    let told = words::told(pen.tr(), pen.zone(), &shown.row.told, pen.now);
    let numbers = shown.row.order_numbers().join(", ");
    if numbers.is_empty() {
        return told;
    }
    let number = pen
        .tr()
        .with("card-number", &[("number", clean(&numbers).as_ref().into())]);
    format!("{told} · {number}")
}

/// How far it can be scrolled.
pub fn scroll_most(model: &Model, now: Time) -> usize {
    let Mode::Message(open) = &model.mode else { return 0 };
    let inner = inside(layout::areas(model.size).body);
    let length = lines(&Pen { model, now }, open, usize::from(inner.width)).len();
    length.saturating_sub(usize::from(inner.height))
}

/// The letters that do something with it now, and what they do.
pub fn keys(pen: &Pen<'_>, open: &OpenMessage) -> Vec<(char, String)> {
    let Some(shown) = &open.shown else { return Vec::new() };
    let settings = &pen.model.setup.settings;
    let keys = MessageKey::ALL.into_iter().filter_map(|key| {
        let code = key.code(&shown.row, settings)?;
        Some((key.letter(), pen.tr().coded("bar", code)))
    });
    keys.collect()
}

/// Undo takes back a decision about a message that was made here last: what was done with orders is not seen here.
pub fn undoes(model: &Model) -> bool {
    let last = model.undo.as_ref().filter(|_| model.asked.skipped.is_empty());
    last.is_some_and(|hint| hint.mine && hint.did.kind().is_of_outbox())
}

fn lines<'t>(pen: &Pen<'_>, open: &OpenMessage, columns: usize) -> Vec<Line<'t>> {
    let Some(shown) = &open.shown else { return Vec::new() };
    let mut lines = head(pen, &shown.row, columns);
    lines.push(Line::default());
    lines.extend(text(pen, shown, columns));
    lines
}

fn head<'t>(pen: &Pen<'_>, row: &MessageRow, columns: usize) -> Vec<Line<'t>> {
    let (tr, zone, now) = (pen.tr(), pen.zone(), pen.now);
    let mut to = vec![pen.phone(&row.address)];
    if let Some(channel) = row.channel {
        to.insert(0, words::message_channel(tr, channel));
    }
    to.push(clean(&row.customer_name).into_owned());
    to.retain(|part| !part.is_empty());
    let mut stands = vec![words::message_state(tr, row.state)];
    stands.extend(match row.state {
        MessageState::Waiting => Some(words::leaves(tr, zone, &pen.model.setup.settings, row, now)),
        MessageState::Sent | MessageState::Delivered => row.sent_at.map(|at| words::moment(tr, zone, at, now)),
        MessageState::Recalled => row.recalled_by.as_deref().map(|who| clean(who).into_owned()),
        _ => None,
    });
    // Also of what waits: why it is tried again, or goes by another way.
    stands.extend(row.error.as_deref().map(|why| words::why(tr, why)));
    let meaning = match row.state {
        MessageState::Failed | MessageState::Held => Meaning::Warning,
        _ => Meaning::Quiet,
    };
    let of = |parts: Vec<String>, meaning| {
        let wrapped = wrap(&parts.join(" · "), columns).into_iter();
        wrapped.map(move |line| pen.line(line, meaning))
    };
    of(to, Meaning::Quiet).chain(of(stands, meaning)).collect()
}

fn text<'t>(pen: &Pen<'_>, shown: &ShownMessage, columns: usize) -> Vec<Line<'t>> {
    let worded = match &shown.words {
        Ok(worded) => worded,
        Err(why) => {
            let lines = wrap(&clean(why), columns).into_iter();
            return lines.map(|line| pen.line(line, Meaning::Warning)).collect();
        }
    };
    let mut lines = Vec::new();
    if !worded.subject.is_empty() {
        let subject = wrap(&clean(&worded.subject), columns).into_iter();
        lines.extend(subject.map(|line| pen.line(line, Meaning::Title)));
        lines.push(Line::default());
    }
    for paragraph in clean_lines(worded.text.trim_end()).lines() {
        let wrapped = wrap(paragraph, columns);
        if wrapped.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(wrapped.into_iter().map(|line| pen.line(line, Meaning::Text)));
    }
    lines
}
