//! A form over the whole pane: labels, what is in the fields, and below what the field under the cursor means.
//!
//! ```text
//! ┌ №1042 · Елена Иванова · состав заказа ──────────────────────┐
//! │  Что                               Кол-во     Цена     Сумма │
//! │▌ Кофеварка C803                        1     12990    12 990 │
//! │  …                                                           │
//! │  Итого            13 770                                     │
//! │ Количество: 2 или 1,5                                        │
//! └──────────────────────────────────────────────────────────────┘
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::style::Style;
use tui_input::Input;

use crate::domain::action::Refusal;
use crate::domain::action::delivery_is_open;
use crate::domain::action::terms_are_open;
use crate::domain::b2b::B2b;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::order::Terms;
use crate::domain::quantity;
use crate::text::clean;
use crate::text::cut;
use crate::text::pad_left;
use crate::text::pad_right;
use crate::text::width;
use crate::tui::card;
use crate::tui::form;
use crate::tui::form::Field;
use crate::tui::form::FieldId;
use crate::tui::form::Form;
use crate::tui::form::FormKind;
use crate::tui::form::LineRow;
use crate::tui::form::Spot;
use crate::tui::form::Value;
use crate::tui::notice;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::field;
use crate::tui::widgets::framed;
use crate::tui::widgets::subject_words;
use crate::tui::widgets::wrap;
use crate::words;

/// Columns of labels, quantities and amounts.
const LABEL: u16 = 20;
const QUANTITY: u16 = 8;
const PRICE: u16 = 12;

/// One line of the form.
enum Shown<'f> {
    Field(Spot, &'f Field),
    Heading,
    Row(usize, &'f LineRow),
    /// What somebody else has put into the field above meanwhile.
    Stands(&'f Field, &'f Value),
    /// The order's lines and total stand otherwise by now.
    StandsHeading,
    StandsLine(&'f Line),
    StandsTotal(Money),
    /// A number of his that is known to be wrong.
    Wrong(String),
}

impl Shown<'_> {
    /// True for what only tells of somebody else's change.
    fn is_no_place(&self) -> bool {
        !matches!(self, Shown::Field(..) | Shown::Heading | Shown::Row(..))
    }
}

/// Draws it; gives where the cursor stands.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, body: Rect, open: &Form) -> Position {
    let inner = framed(pen, buffer, body, &title(pen, open));
    let (text, meaning) = understood(pen, open);
    let columns = usize::from(inner.width.saturating_sub(1));
    let said = wrap(&text, columns.max(1));
    let rows = u16::try_from(said.len().max(1))
        .unwrap_or(1)
        .min(inner.height.div_ceil(2));
    let height = inner.height - rows;
    let foot = Rect::new(inner.x, inner.y + height, inner.width, rows);
    let said = said.into_iter().map(|text| pen.line(format!(" {text}"), meaning));
    draw_lines(buffer, foot, said);

    let shown = shown(pen, open);
    let on = open.spot();
    let at = shown.iter().position(|line| is_on(line, on)).unwrap_or(0);
    // What stands below a place is seen with it, as far as there is room.
    let beneath = shown.iter().skip(at + 1).take_while(|line| line.is_no_place()).count();
    let scroll = (at + 1 + beneath).saturating_sub(usize::from(height)).min(at);
    let mut cursor = Position::new(inner.x, inner.y);
    for (y, line) in (inner.y..inner.y + height).zip(shown.iter().skip(scroll)) {
        let area = Rect::new(inner.x, y, inner.width, 1);
        let under = is_on(line, on);
        if under {
            buffer.set_stringn(area.x, y, pen.signs().cursor, 1, pen.style(Meaning::Key));
        }
        let drawn = match line {
            Shown::Field(_, field) => Some(field_line(pen, buffer, area, open, field)),
            Shown::Heading => {
                heading(pen, buffer, area);
                None
            }
            Shown::Row(at, row) => Some(row_line(pen, buffer, area, open, *at, row)),
            other => {
                stands(pen, buffer, area, open, other);
                None
            }
        };
        if let (true, Some(drawn)) = (under, drawn) {
            cursor = drawn;
        }
    }
    cursor
}

/// What is entered: `№1042 · Елена Иванова · состав заказа`.
pub fn title(pen: &Pen<'_>, open: &Form) -> String {
    let tr = pen.tr();
    let what = match open.kind {
        FormKind::NewOrder { .. } => return tr.text("form-new_order"),
        FormKind::Lines { .. } => tr.text("form-lines"),
        FormKind::Details { .. } => tr.text("form-details"),
        FormKind::Customer { .. } => tr.text("form-customer"),
    };
    match &open.subject {
        Some(subject) => format!("{} · {what}", subject_words::subject_words(pen, subject)),
        None => what,
    }
}

/// The name of the place under the cursor.
pub fn label(pen: &Pen<'_>, open: &Form) -> String {
    let tr = pen.tr();
    match (open.field(), open.spot()) {
        (Some(field), _) => tr.coded("form", field.id.code()),
        (None, Spot::Row(_, 1)) => tr.text("form-line_quantity"),
        (None, Spot::Row(_, 2)) => tr.text("form-line_price"),
        (None, _) => tr.text("form-line_name"),
    }
}

/// Why it was not taken, else what the field under the cursor is understood as.
pub fn understood(pen: &Pen<'_>, open: &Form) -> (String, Meaning) {
    let tr = pen.tr();
    if open.leaving {
        return (tr.text("form-leave"), Meaning::Warning);
    }
    if let Some(fault) = &open.fault {
        return (notice::draw::words_of(pen, fault).0, Meaning::Refused);
    }
    if open.sent.is_some() {
        return (tr.text("form-sent"), Meaning::Quiet);
    }
    let Some(field) = open.field() else {
        let hint = match open.spot() {
            Spot::Row(_, 1) => "form-line_quantity-hint",
            Spot::Row(_, 2) => "line-amount-hint",
            _ => "form-line_name-hint",
        };
        return (tr.text(hint), Meaning::Quiet);
    };
    if let Some(refusal) = stands_by_now(open, field.id) {
        let told = words::refusal(tr, pen.zone(), &refusal);
        return (told.line(), Meaning::Warning);
    }
    let typed = match &field.value {
        Value::Text(input) => input.value().trim(),
        Value::Choice { .. } => return (tr.text("form-choice-hint"), Meaning::Quiet),
    };
    match field.id {
        FieldId::Phone | FieldId::AddPhone => phone(pen, open, typed),
        FieldId::TimeZone if !typed.is_empty() && typed.parse::<chrono_tz::Tz>().is_err() => {
            (tr.text("form-bad_zone"), Meaning::Soon)
        }
        FieldId::TimeZone => (tr.text("form-time_zone-hint"), Meaning::Quiet),
        FieldId::Total => (tr.text("form-total-hint"), Meaning::Quiet),
        FieldId::Delivery => match crate::domain::carrier::Carrier::named(typed) {
            Some(carrier) if !typed.is_empty() => (words::carrier(tr, carrier), Meaning::Done),
            _ => (tr.text("form-hint"), Meaning::Quiet),
        },
        _ => (tr.text("form-hint"), Meaning::Quiet),
    }
}

/// Why a field of the order cannot be changed any more.
fn stands_by_now(open: &Form, id: FieldId) -> Option<Refusal> {
    let FormKind::Details { order } = &open.kind else {
        return None;
    };
    match id {
        FieldId::Terms | FieldId::Payment => terms_are_open(&order.facts).err(),
        FieldId::Delivery | FieldId::Address => delivery_is_open(&order.facts).err(),
        _ => None,
    }
}

fn phone(pen: &Pen<'_>, open: &Form, typed: &str) -> (String, Meaning) {
    let tr = pen.tr();
    if typed.is_empty() {
        return (tr.text("form-phone-hint"), Meaning::Quiet);
    }
    let Some(phone) = open.phone(&pen.model.setup.settings.shop) else {
        return (tr.text("form-bad_phone"), Meaning::Soon);
    };
    let good = format!("{} {}", pen.signs().tick, pen.phone(&phone));
    match &open.known_as {
        Some(name) => {
            let name = clean(name);
            let known = tr.with("form-known_as", &[("name", name.as_ref().into())]);
            (format!("{good} · {known}"), Meaning::Warning)
        }
        None => (good, Meaning::Done),
    }
}

fn shown<'f>(pen: &Pen<'_>, open: &'f Form) -> Vec<Shown<'f>> {
    let head = open.head().iter().enumerate();
    let head = head.flat_map(|(at, field)| {
        let wrong = match &open.kind {
            FormKind::Customer { record, .. } if field.id == FieldId::AddPhone => card::draw::wrong_phones(pen, record),
            _ => Vec::new(),
        };
        with_stands(Spot::Head(at), field).chain(wrong.into_iter().map(Shown::Wrong))
    });
    let heading = (!open.rows.is_empty()).then_some(Shown::Heading);
    let rows = open.rows.iter().enumerate().map(|(at, row)| Shown::Row(at, row));
    let tail = open.tail.iter().enumerate();
    let tail = tail.flat_map(|(at, field)| with_stands(Spot::Tail(at), field));
    let all = head.chain(heading).chain(rows).chain(tail);
    match open.stands() {
        Some(order) => {
            let total = Money::new(order.facts.total, order.facts.currency);
            let lines = order.lines.iter().map(Shown::StandsLine);
            all.chain([Shown::StandsHeading])
                .chain(lines)
                .chain([Shown::StandsTotal(total)])
                .collect()
        }
        None => all.collect(),
    }
}

fn with_stands(at: Spot, field: &Field) -> impl Iterator<Item = Shown<'_>> {
    let stands = field.stands().map(|value| Shown::Stands(field, value));
    [Shown::Field(at, field)].into_iter().chain(stands)
}

fn is_on(line: &Shown<'_>, on: Spot) -> bool {
    match (line, on) {
        (Shown::Field(at, _), on) => *at == on,
        (Shown::Row(at, _), Spot::Row(row, _)) => *at == row,
        _ => false,
    }
}

fn field_line(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &Form, field: &Field) -> Position {
    let label = pad_right(&pen.tr().coded("form", field.id.code()), usize::from(LABEL) - 1);
    let quiet = pen.style(Meaning::Quiet);
    buffer.set_stringn(
        area.x + 2,
        area.y,
        label,
        usize::from(area.width.saturating_sub(2)),
        quiet,
    );
    let x = (area.x + 2 + LABEL).min(area.x + area.width);
    let area = Rect::new(x, area.y, (area.x + area.width).saturating_sub(x + 1), 1);
    match &field.value {
        Value::Text(input) if input.value().is_empty() => {
            let instead = instead(pen, open, field.id);
            buffer.set_stringn(area.x, area.y, instead, usize::from(area.width), quiet);
            Position::new(area.x, area.y)
        }
        Value::Text(input) => text(buffer, area, input),
        Value::Choice { at, .. } => {
            let said = format!("< {} >", choice(pen, open, field.id, *at));
            buffer.set_stringn(area.x, area.y, said, usize::from(area.width), Style::new());
            Position::new(area.x, area.y)
        }
    }
}

/// What somebody else has changed since the form was opened.
fn stands(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &Form, line: &Shown<'_>) {
    let tr = pen.tr();
    let style = pen.style(Meaning::Warning);
    let mut put = |area: Rect, text: &str| {
        let columns = usize::from(area.width);
        buffer.set_stringn(area.x, area.y, cut(text, columns), columns, style);
    };
    let beside = |label: &str, value: &str| format!("{}{value}", pad_right(label, usize::from(LABEL)));
    let whole = Rect::new(area.x + 2.min(area.width), area.y, area.width.saturating_sub(2), 1);
    match line {
        Shown::Stands(field, value) => {
            let value = match value {
                Value::Text(input) if input.value().is_empty() => tr.text("form-stands-empty"),
                Value::Text(input) => input.value().to_owned(),
                Value::Choice { at, .. } => choice(pen, open, field.id, *at),
            };
            put(whole, &beside(&tr.text("form-stands"), &value));
        }
        Shown::StandsHeading => put(whole, &tr.text("form-stands-lines")),
        Shown::StandsTotal(total) => put(whole, &beside(&tr.text("form-total"), &total.short_text())),
        Shown::StandsLine(line) => {
            let money = |minor| Money::new(minor, currency(pen, open)).short();
            let [name, quantity, price, sum] = columns(area);
            put(name, &words::goods(line));
            for (area, text) in [
                (quantity, quantity::text(line.quantity_milli)),
                (price, money(line.price)),
                (sum, money(line.total)),
            ] {
                put(area, &pad_left(&text, usize::from(area.width)));
            }
        }
        Shown::Wrong(phone) => put(whole, &beside("", phone)),
        Shown::Field(..) | Shown::Heading | Shown::Row(..) => {}
    }
}

/// What an empty field stands for.
fn instead(pen: &Pen<'_>, open: &Form, id: FieldId) -> String {
    if id != FieldId::Total {
        return String::new();
    }
    let currency = currency(pen, open);
    let besides = match &open.kind {
        FormKind::Lines { order } => order.facts.total - order.lines.iter().map(|line| line.total).sum::<i64>(),
        _ => 0,
    };
    Money::new(form::sum(&open.rows, currency).saturating_add(besides), currency).short_text()
}

fn choice(pen: &Pen<'_>, open: &Form, id: FieldId, at: usize) -> String {
    let tr = pen.tr();
    match (id, at) {
        (FieldId::Whose, 0) => match &open.kind {
            FormKind::NewOrder { known: Some((_, name)) } if !name.is_empty() => clean(name).into_owned(),
            _ => tr.text("card-nameless"),
        },
        (FieldId::Whose, _) => tr.text("form-somebody_new"),
        (FieldId::Terms, at) => Terms::ALL
            .get(at)
            .map(|terms| words::terms(tr, *terms))
            .unwrap_or_default(),
        (FieldId::Agreed, 0) => tr.text("form-agreed-yes"),
        (FieldId::Agreed, _) => tr.text("form-agreed-no"),
        (_, 0) => words::b2b(tr, B2b::Yes),
        (_, 1) => words::b2b(tr, B2b::No),
        _ => tr.text("form-not_said"),
    }
}

fn heading(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let [name, quantity, price, sum] = columns(area);
    let tr = pen.tr();
    let style = pen.style(Meaning::Title);
    for (area, key) in [
        (quantity, "form-line_quantity"),
        (price, "form-line_price"),
        (sum, "form-line_sum"),
    ] {
        let columns = usize::from(area.width);
        buffer.set_stringn(area.x, area.y, pad_left(&tr.text(key), columns), columns, style);
    }
    buffer.set_stringn(
        name.x,
        name.y,
        tr.text("form-line_name"),
        usize::from(name.width),
        style,
    );
}

fn row_line(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &Form, at: usize, row: &LineRow) -> Position {
    let [name, quantity, price, sum] = columns(area);
    let on = match open.spot() {
        Spot::Row(here, cell) if here == at => Some(cell),
        _ => None,
    };
    let mut cursor = Position::new(name.x, name.y);
    for (cell, (area, input)) in [name, quantity, price].into_iter().zip(&row.cells).enumerate() {
        if on == Some(cell) {
            cursor = text(buffer, area, input);
        } else if cell == 0 {
            let shown = cut(input.value(), usize::from(area.width));
            buffer.set_stringn(area.x, area.y, shown, usize::from(area.width), Style::new());
        } else {
            let instead = cell == 1 && input.value().is_empty() && !row.is_blank();
            let shown = if instead { "1" } else { input.value() };
            let shown = pad_left(shown, usize::from(area.width));
            buffer.set_stringn(area.x, area.y, shown, usize::from(area.width), Style::new());
        }
    }
    let parameters = row.same_thing().map(|line| clean(&line.parameters)).unwrap_or_default();
    let taken = u16::try_from(width(row.cells[0].value()) + 2).unwrap_or(u16::MAX);
    if !parameters.is_empty() && taken < name.width {
        let (x, columns) = (name.x + taken, usize::from(name.width - taken));
        buffer.set_stringn(x, name.y, cut(&parameters, columns), columns, pen.style(Meaning::Quiet));
    }
    let currency = currency(pen, open);
    let cost = form::sum(std::slice::from_ref(row), currency);
    if cost > 0 {
        let shown = pad_left(&Money::new(cost, currency).short(), usize::from(sum.width));
        buffer.set_stringn(sum.x, sum.y, shown, usize::from(sum.width), pen.style(Meaning::Money));
    }
    cursor
}

/// Name, quantity, price and sum of a row.
fn columns(area: Rect) -> [Rect; 4] {
    let fixed = QUANTITY + 2 * PRICE + 3;
    let name = area.width.saturating_sub(2 + fixed + 1);
    let mut x = area.x + 2;
    [name, QUANTITY, PRICE, PRICE].map(|wide| {
        let at = x.min(area.x + area.width);
        let wide = wide.min(area.x + area.width - at);
        x = at + wide + 1;
        Rect::new(at, area.y, wide, 1)
    })
}

/// Draws a typed text into an area; gives where its cursor stands.
fn text(buffer: &mut Buffer, area: Rect, input: &Input) -> Position {
    let columns = usize::from(area.width.saturating_sub(1)).max(1);
    let scroll = input.visual_scroll(columns);
    let shown = field::after(input.value(), scroll);
    buffer.set_stringn(area.x, area.y, shown, usize::from(area.width), Style::new());
    let column = u16::try_from(input.visual_cursor().max(scroll) - scroll).unwrap_or(0);
    Position::new(area.x + column, area.y)
}

fn currency(pen: &Pen<'_>, open: &Form) -> Currency {
    match &open.kind {
        FormKind::Lines { order } => order.facts.currency,
        _ => pen.model.currency(),
    }
}
