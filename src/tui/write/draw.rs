//! A message that is written: the texts to choose from and how the one under the cursor reads, then its words.
//!
//! ```text
//! Новое сообщение · Елена Иванова · №1042
//! SMS · +7 916 765-43-21   почта · elena@mail.example
//!
//! ▌ свой текст            Лавка: заказ № 1042 ещё ждёт оплаты: 12 990 ₽.
//!   реквизиты             Вопросы: +7 495 123-45-67
//!                         2 части, знаков: 71 · 9 ₽
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::text::Line;

use super::state::Editor;
use super::state::Writing;
use super::state::WrittenTo;
use crate::domain::message::Channel;
use crate::domain::message::MessageWords;
use crate::domain::money::Money;
use crate::domain::sms_parts::segments;
use crate::text::clean;
use crate::text::cut;
use crate::text::width;
use crate::tui::notice;
use crate::tui::screen::layout;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field;
use crate::tui::widgets::framed;
use crate::tui::widgets::inside;
use crate::tui::widgets::wrap;
use crate::view::drafts::WritingWay;
use crate::view::offers::OfferPreview;
use crate::words;

/// The width from which the text stands beside those to choose from.
const BESIDE: u16 = 90;
/// How many texts stand over it where it does not.
const OVER: u16 = 6;
/// Columns between two parts.
const GAP: u16 = 3;

/// In how many columns a text is typed.
pub fn columns(size: (u16, u16)) -> usize {
    let inner = inside(layout::areas(size).body);
    // The cursor stands behind the last letter.
    usize::from(inner.width.saturating_sub(1)).max(1)
}

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &Writing) -> Position {
    let inner = framed(pen, buffer, body, &title(pen, open));
    let row = |y: u16| Rect::new(inner.x, inner.y + y.min(inner.height), inner.width, 1.min(inner.height));
    let columns = usize::from(inner.width);
    let above = match open.preview() {
        Some(preview) => {
            let counts = wrap(&offered(pen, preview), columns).into_iter();
            counts.map(|line| pen.line(line, Meaning::Text)).collect()
        }
        None => vec![ways(pen, open, columns)],
    };
    let upper = u16::try_from(above.len() + 1).unwrap_or(inner.height).min(inner.height);
    let top = Rect { height: upper, ..inner };
    draw_lines(buffer, top, above);
    let (said, look) = status(pen, open);
    let foot = Rect {
        y: inner.bottom().saturating_sub(1),
        ..row(0)
    };
    draw_lines(buffer, foot, [pen.line(cut(&said, usize::from(inner.width)), look)]);
    let middle = Rect::new(
        inner.x,
        inner.y + upper,
        inner.width,
        inner.height.saturating_sub(upper + 2),
    );
    match (open.preview(), open.editor()) {
        (Some(preview), _) => previewed(pen, buffer, middle, preview),
        (None, Some(editor)) => typed(pen, buffer, middle, editor),
        (None, None) => chosen(pen, buffer, middle, open),
    }
}

/// How an offer reads to the first of those who get it.
fn previewed(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, preview: &OfferPreview) -> Position {
    let columns = usize::from(area.width);
    let mut lines = Vec::new();
    for (to, words) in &preview.shown {
        if !lines.is_empty() {
            lines.push(Line::default());
        }
        let to = [words::message_channel(pen.tr(), to.channel), pen.phone(&to.address)];
        lines.push(pen.line(cut(&to.join(" · "), columns), Meaning::Quiet));
        match words {
            Ok(words) => lines.extend(self::preview(pen, words, columns)),
            Err(why) => {
                let why = wrap(&clean(why), columns).into_iter();
                lines.extend(why.map(|line| pen.line(line, Meaning::Refused)));
            }
        }
    }
    draw_lines(buffer, area, lines);
    area.as_position()
}

/// To how many it goes, by what, and what it costs, in the lines it takes.
fn offered(pen: &Pen<'_>, preview: &OfferPreview) -> String {
    let tr = pen.tr();
    let said = |key: &str, count: usize| tr.with(key, &[("count", i64::try_from(count).unwrap_or(i64::MAX).into())]);
    let counts = [
        ("offer-by_email", preview.by(Channel::Email)),
        ("offer-by_sms", preview.by(Channel::Sms)),
        ("offer-parts", preview.sms_parts),
        ("offer-unreached", preview.plan.unreached),
        ("offer-without_letter", preview.plan.without_letter),
        ("offer-not_allowed", preview.plan.not_allowed),
    ];
    let counts = counts.into_iter().filter(|(_, count)| *count > 0);
    let would = said("offer-would", preview.plan.to.len());
    let mut parts = vec![would.trim_end_matches('.').to_owned()];
    parts.extend(
        preview
            .cost
            .map(|cost| tr.with("offer-cost", &[("cost", words::sum(tr, cost).into())])),
    );
    parts.extend(counts.map(|(key, count)| said(key, count)));
    parts.join(" · ")
}

/// What is written, and to whom.
pub fn title(pen: &Pen<'_>, open: &Writing) -> String {
    let tr = pen.tr();
    let number = |number: &str| tr.with("card-number", &[("number", clean(number).as_ref().into())]);
    let (what, name, numbers) = match &open.to {
        WrittenTo::Waiting(shown) => (
            words::told(tr, pen.zone(), &shown.row.told, pen.now),
            shown.row.customer_name.clone(),
            shown.row.order_numbers().join(", "),
        ),
        WrittenTo::Customer { drafts, .. } => {
            let what = match open.draft().filter(|_| open.editor().is_some()) {
                Some(draft) if !draft.name.is_empty() => tr.coded("template", &draft.name),
                _ => tr.text("write-title"),
            };
            let drafts = drafts.as_deref();
            let name = drafts.map(|drafts| drafts.name.clone()).unwrap_or_default();
            (
                what,
                name,
                drafts.map(|drafts| drafts.number.clone()).unwrap_or_default(),
            )
        }
        WrittenTo::Segment { name, .. } => (tr.text("write-offer"), name.clone(), String::new()),
    };
    let mut parts = vec![what, clean(&name).into_owned()];
    if !numbers.is_empty() {
        parts.push(number(&numbers));
    }
    parts.retain(|part| !part.is_empty());
    parts.join(" · ")
}

/// The ways there are, the chosen one bright.
fn ways<'t>(pen: &Pen<'_>, open: &Writing, columns: usize) -> Line<'t> {
    let tr = pen.tr();
    if let WrittenTo::Waiting(shown) = &open.to {
        let channel = shown.row.channel.map(|channel| words::message_channel(tr, channel));
        let to = channel.into_iter().chain([pen.phone(&shown.row.address)]);
        return pen.line(to.collect::<Vec<_>>().join(" · "), Meaning::Text);
    }
    if let WrittenTo::Segment { .. } = &open.to {
        return pen.line(cut(&tr.text("write-offer_text"), columns), Meaning::Text);
    }
    let Some(drafts) = open.drafts() else {
        return pen.line(tr.text("card-reading"), Meaning::Quiet);
    };
    let mut spans = Vec::new();
    let mut left = columns;
    for (at, way) in drafts.ways.iter().enumerate() {
        let address = way.address.as_ref().map(|address| pen.phone(address));
        let address = address.unwrap_or_else(|| tr.coded("write-no_address", way.channel.code()));
        let mut text = format!("{} · {address}", words::message_channel(tr, way.channel));
        if at == open.way {
            text = format!("{} {text}", pen.signs().cursor);
        } else {
            text = format!("  {text}");
        }
        let text = cut(&text, left);
        left = left.saturating_sub(width(&text) + usize::from(GAP));
        let look = match (at == open.way, way.address.is_some()) {
            (true, true) => Meaning::Title,
            (true, false) => Meaning::Warning,
            (false, _) => Meaning::Quiet,
        };
        spans.push(pen.span(text, look));
        spans.push(pen.span(" ".repeat(usize::from(GAP)), Meaning::Text));
    }
    Line::from(spans)
}

/// What is to be known before it is sent: why it was not, what it costs, when it leaves.
pub fn status(pen: &Pen<'_>, open: &Writing) -> (String, Meaning) {
    let tr = pen.tr();
    if open.leaving {
        return (tr.text("form-leave"), Meaning::Warning);
    }
    if open.sent.is_some() {
        return (tr.text("write-sent"), Meaning::Quiet);
    }
    if let Some(fault) = &open.fault {
        return notice::draw::words_of(pen, fault);
    }
    if let WrittenTo::Segment { preview, .. } = &open.to {
        let gentle = pen.model.setup.settings.channels.offers_per_minute;
        let said = match preview {
            Some(preview) if preview.plan.to.is_empty() => tr.text("write-offer_nobody"),
            Some(_) => tr.with("write-offer_leaves", &[("count", gentle.into())]),
            None => tr.text("write-offer_look"),
        };
        return (said, Meaning::Quiet);
    }
    let Some(drafts) = open.drafts() else {
        let size = open
            .editor()
            .map(|editor| size(pen, editor.channel, &editor.words(), None));
        return (size.unwrap_or_default(), Meaning::Quiet);
    };
    let Some(way) = drafts.ways.get(open.way) else {
        return (tr.text("refusal-not_by_hand"), Meaning::Warning);
    };
    let bare = open.editors.is_empty() && open.draft().is_none_or(|draft| draft.name.is_empty());
    let size = if bare {
        String::new()
    } else {
        size(pen, way.channel, &open.words(), way.price)
    };
    let (stands, look) = stands(pen, way);
    let parts: Vec<String> = [size, stands].into_iter().filter(|part| !part.is_empty()).collect();
    (parts.join(" · "), look)
}

/// Whether it would leave by that way, and when.
fn stands(pen: &Pen<'_>, way: &WritingWay) -> (String, Meaning) {
    let tr = pen.tr();
    if way.address.is_none() {
        return (tr.text("write-copy_only"), Meaning::Warning);
    }
    let Some(via) = &way.via else {
        return (tr.coded("write-no_channel", way.channel.code()), Meaning::Warning);
    };
    if let Some(at) = way.waits_until {
        let when = words::moment(tr, pen.zone(), at, pen.now);
        return (tr.with("write-waits", &[("when", when.into())]), Meaning::Soon);
    }
    let via = clean(via).into_owned();
    (tr.with("write-by", &[("channel", via.into())]), Meaning::Quiet)
}

/// How many parts a short message is sent in, and what they cost.
fn size(pen: &Pen<'_>, channel: Channel, words: &MessageWords, price: Option<Money>) -> String {
    if channel == Channel::Email {
        return String::new();
    }
    let tr = pen.tr();
    let size = segments(&words.text);
    let count = |count: usize| i64::try_from(count).unwrap_or(i64::MAX);
    let args = [
        ("parts", count(size.parts).into()),
        ("length", count(size.length).into()),
    ];
    let said = tr.with("message-segments", &args);
    let cost = price.map(|price| Money::new(price.minor.saturating_mul(count(size.parts)), price.currency));
    cost.map_or(said.clone(), |cost| format!("{said} · {}", words::sum(tr, cost)))
}

/// The texts, and how the one under the cursor reads.
fn chosen(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &Writing) -> Position {
    let Some(drafts) = open.drafts() else {
        return area.as_position();
    };
    let (list, text) = if area.width >= BESIDE {
        let left = area.width * 2 / 5;
        let right = Rect::new(area.x + left + 2, area.y, area.width - left - 2, area.height);
        (Rect { width: left, ..area }, right)
    } else {
        let over = OVER.min(area.height / 2);
        let y = area.y + over + 1.min(area.height);
        let under = Rect::new(area.x, y, area.width, area.height.saturating_sub(over + 1));
        (Rect { height: over, ..area }, under)
    };
    let height = usize::from(list.height).max(1);
    let first = (open.text + 1).saturating_sub(height);
    let mut cursor = list.as_position();
    for (y, (at, draft)) in (list.y..list.bottom()).zip(drafts.texts.iter().enumerate().skip(first)) {
        let line = Rect::new(list.x, y, list.width, 1);
        let name = if draft.name.is_empty() { "written" } else { &draft.name };
        let mark = if at == open.text { pen.signs().cursor } else { " " };
        let text = cut(
            &pen.tr().coded("template", name),
            usize::from(list.width.saturating_sub(2)),
        );
        draw_lines(buffer, line, [pen.line(format!("{mark} {text}"), Meaning::Text)]);
        if at == open.text {
            pen.select(buffer, line);
            cursor = line.as_position();
        }
    }
    let columns = usize::from(text.width);
    let is_free = open.draft().is_some_and(|draft| draft.name.is_empty());
    let lines = if is_free {
        let lines = wrap(&pen.tr().text("write-free"), columns);
        lines.into_iter().map(|line| pen.line(line, Meaning::Quiet)).collect()
    } else {
        preview(pen, &open.words(), columns)
    };
    draw_lines(buffer, text, lines);
    cursor
}

fn preview<'t>(pen: &Pen<'_>, words: &MessageWords, columns: usize) -> Vec<Line<'t>> {
    let mut lines = Vec::new();
    if !words.subject.is_empty() {
        let subject = wrap(&clean(&words.subject), columns).into_iter();
        lines.extend(subject.map(|line| pen.line(line, Meaning::Title)));
        lines.push(Line::default());
    }
    for paragraph in crate::text::clean_lines(words.text.trim_end()).lines() {
        let wrapped = wrap(paragraph, columns);
        if wrapped.is_empty() {
            lines.push(Line::default());
        }
        lines.extend(wrapped.into_iter().map(|line| pen.line(line, Meaning::Text)));
    }
    lines
}

/// The subject of a letter, and the text.
fn typed(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, editor: &Editor) -> Position {
    let mut area = area;
    let mut cursor = None;
    if editor.channel == Channel::Email {
        let label = format!("{} ", pen.tr().text("write-subject"));
        let columns = u16::try_from(width(&label)).unwrap_or(0).min(area.width);
        let line = Rect::new(area.x, area.y, area.width, 1.min(area.height));
        buffer.set_stringn(line.x, line.y, &label, usize::from(columns), pen.style(Meaning::Quiet));
        let field = Rect {
            x: line.x + columns,
            width: line.width - columns,
            ..line
        };
        let at = field::field(buffer, field, &editor.subject);
        cursor = editor.in_subject.then_some(at);
        area.y += 2.min(area.height);
        area.height = area.height.saturating_sub(2);
    }
    let columns = usize::from(area.width.saturating_sub(1)).max(1);
    let rows = editor.text.rows(columns);
    let (row, column) = editor.text.place(columns);
    let scroll = (row + 1).saturating_sub(usize::from(area.height).max(1));
    let lines = rows.into_iter().skip(scroll);
    let lines = lines.map(|row| pen.line(editor.text.text()[row].trim_end().to_owned(), Meaning::Text));
    draw_lines(buffer, area, lines);
    cursor.unwrap_or_else(|| {
        let y = u16::try_from(row - scroll).unwrap_or(0);
        let x = u16::try_from(column).unwrap_or(0);
        Position::new(area.x + x, area.y + y)
    })
}

/// What is typed in one line, and the column of the cursor in it, for a terminal with room for little.
pub fn one_line(pen: &Pen<'_>, open: &Writing) -> (String, usize) {
    let Some(editor) = open.editor() else {
        let name = open.draft().map_or("", |draft| draft.name.as_str());
        let name = if name.is_empty() { "written" } else { name };
        return (
            format!("{} · {}", title(pen, open), pen.tr().coded("template", name)),
            0,
        );
    };
    if editor.in_subject {
        return (editor.subject.value().to_owned(), editor.subject.visual_cursor());
    }
    let columns = usize::from(pen.model.size.0).max(2) - 1;
    let (row, column) = editor.text.place(columns);
    let rows = editor.text.rows(columns);
    let line = rows
        .get(row)
        .map(|row| editor.text.text()[row.clone()].trim_end().to_owned());
    (line.unwrap_or_default(), column)
}
