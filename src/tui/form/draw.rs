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

use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::product::ForSale;
use crate::domain::product::LineStock;
use crate::domain::product::line_stock;
use crate::domain::quantity;
use crate::text::clean;
use crate::text::cut;
use crate::text::pad_left;
use crate::text::pad_right;
use crate::text::width;
use crate::tui::card;
use crate::tui::form;
use crate::tui::form::CELLS;
use crate::tui::form::Choices;
use crate::tui::form::Field;
use crate::tui::form::FieldId;
use crate::tui::form::FieldKind;
use crate::tui::form::Form;
use crate::tui::form::FormKind;
use crate::tui::form::LineRow;
use crate::tui::form::Offer;
use crate::tui::form::Reading;
use crate::tui::form::Spot;
use crate::tui::form::Value;
use crate::tui::notice;
use crate::tui::subject::Behind;
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
    Field(&'f Field),
    Heading,
    Row(usize, &'f LineRow),
    /// What the place above could be filled with, and which that is.
    Offer(usize, &'f Offer),
    /// What somebody else has put into the field above meanwhile.
    Stands(&'f Field, &'f Value),
    /// The order's lines and total stand otherwise by now.
    StandsHeading,
    StandsLine(&'f Line),
    StandsTotal(Money),
    /// A number of theirs that is known to be wrong.
    Wrong(String),
}

impl Shown<'_> {
    /// True for what only tells of somebody else's change.
    fn is_no_place(&self) -> bool {
        !matches!(self, Shown::Field(_) | Shown::Heading | Shown::Row(..))
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
    let on = open.at;
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
            Shown::Field(field) => Some(field_line(pen, buffer, area, open, field)),
            Shown::Heading => {
                heading(pen, buffer, area);
                None
            }
            Shown::Row(at, row) => Some(row_line(pen, buffer, area, open, *at, row)),
            Shown::Offer(at, offer) => {
                offer_line(pen, buffer, area, offer);
                if open.offers.on == Some(*at) {
                    pen.select(buffer, area);
                }
                None
            }
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
    let what = pen.tr().text(open.kind.spec().0);
    let is_new = matches!(open.kind, FormKind::NewOrder { .. });
    match open.subject.as_ref().filter(|_| !is_new) {
        Some(subject) => format!("{} · {what}", subject_words::subject_words(pen, subject)),
        None => what,
    }
}

/// The name of the place under the cursor.
pub fn label(pen: &Pen<'_>, open: &Form) -> String {
    pen.tr().coded("form", open.at.asks().code())
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
    let asks = open.at.asks();
    let order = open
        .kind
        .order()
        .filter(|_| matches!(open.kind, FormKind::Details { .. }));
    if let Some(refusal) = order.and_then(|order| asks.refused(&order.facts)) {
        let told = words::refusal(tr, pen.zone(), &refusal);
        return (told.line(), Meaning::Warning);
    }
    let known = |known: &str| tr.with("form-known_as", &[("name", clean(known).as_ref().into())]);
    let row = match open.at {
        Spot::Row(row, _) => open.rows.get(row),
        Spot::Field(_) => None,
    };
    let short = row.and_then(|row| row_stock(pen, open, row));
    let others = match open.offers.found.first() {
        Some(Offer::Customer(first)) if open.offers.is_answered => Some(first.label()),
        _ => None,
    };
    let read = open.read(open.at, &pen.model.setup.settings.shop);
    if let (Ok(_), FieldKind::Goods | FieldKind::Quantity, Some(short)) = (&read, asks.kind(), &short) {
        return short.clone();
    }
    match (read, asks.kind()) {
        (Err(fault) | Ok(Reading::Useless(fault)), _) => (tr.text(fault), Meaning::Soon),
        (Ok(Reading::Phone(phone)), _) => {
            let good = format!("{} {}", pen.signs().tick, pen.phone(&phone));
            match others {
                Some(name) => (format!("{good} · {}", known(name)), Meaning::Warning),
                None => (good, Meaning::Done),
            }
        }
        (Ok(Reading::Text), FieldKind::Customer) => match open.customer() {
            Some(chosen) => (
                format!("{} {}", pen.signs().tick, pen.phone(&chosen.phone)),
                Meaning::Done,
            ),
            None if others.is_some() => (tr.text("form-whose-found"), Meaning::Soon),
            None => (tr.text("form-whose-new"), Meaning::Quiet),
        },
        (Ok(Reading::Text), FieldKind::Goods) if open.offers.is_answered && open.offers.found.is_empty() => {
            (tr.text("form-line_name-unknown"), Meaning::Quiet)
        }
        (Ok(Reading::Carrier(carrier)), _) => (words::carrier(tr, carrier), Meaning::Done),
        (Ok(_), _) if open.behind == Behind::Seen => (tr.text("form-behind"), Meaning::Warning),
        (Ok(Reading::Empty | Reading::Text | Reading::Money(_) | Reading::Quantity(_)), kind) => {
            (tr.text(kind.hint()), Meaning::Quiet)
        }
    }
}

fn shown<'f>(pen: &Pen<'_>, open: &'f Form) -> Vec<Shown<'f>> {
    let mut shown = Vec::new();
    let offers = open.offers.found.iter().enumerate();
    let offers = offers.map(|(at, offer)| Shown::Offer(at, offer));
    for id in open.shown() {
        if id == FieldId::Goods {
            shown.push(Shown::Heading);
            for (at, row) in open.rows.iter().enumerate() {
                shown.push(Shown::Row(at, row));
                if open.at == Spot::Row(at, 0) {
                    shown.extend(offers.clone());
                }
            }
        }
        let Some(field) = open.find(id) else { continue };
        shown.push(Shown::Field(field));
        if open.at == Spot::Field(id) {
            shown.extend(offers.clone());
        }
        shown.extend(field.stands().map(|value| Shown::Stands(field, value)));
        if let (FormKind::Customer { record, .. }, FieldId::AddPhone) = (&open.kind, id) {
            shown.extend(card::draw::wrong_phones(pen, record).into_iter().map(Shown::Wrong));
        }
    }
    if let Some(order) = open.stands() {
        let total = Money::new(order.facts.total, order.facts.currency);
        shown.push(Shown::StandsHeading);
        shown.extend(order.lines.iter().map(Shown::StandsLine));
        shown.push(Shown::StandsTotal(total));
    }
    shown
}

fn is_on(line: &Shown<'_>, on: Spot) -> bool {
    match (line, on) {
        (Shown::Field(field), Spot::Field(id)) => field.id == id,
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
        Shown::StandsTotal(total) => put(whole, &beside(&tr.text("form-total"), &words::sum(tr, *total))),
        Shown::StandsLine(line) => {
            let money = |minor| words::figures(pen.tr(), Money::new(minor, currency(pen, open)));
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
        Shown::Field(_) | Shown::Heading | Shown::Row(..) | Shown::Offer(..) => {}
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
    let sum = form::sum(&open.rows, currency).saturating_add(besides);
    words::sum(pen.tr(), Money::new(sum, currency))
}

fn choice(pen: &Pen<'_>, open: &Form, id: FieldId, at: usize) -> String {
    match id.kind() {
        FieldKind::Choice(Choices::Return) => match &open.kind {
            FormKind::ReturnStep { awaited, .. } => awaited.get(at).map(words::return_goods).unwrap_or_default(),
            _ => String::new(),
        },
        FieldKind::Choice(choices) => choices.label(pen.tr(), at),
        _ => String::new(),
    }
}

/// One thing a place could be filled with: `Елена Иванова  +7 916 123-45-67`, `Чайник  T40   4 250 ₽ · на складе 2`.
fn offer_line(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, offer: &Offer) {
    let (name, beside, right) = match offer {
        Offer::Customer(known) if known.name.is_empty() => (pen.phone(&known.phone), String::new(), String::new()),
        Offer::Customer(known) => (known.name.clone(), pen.phone(&known.phone), String::new()),
        Offer::Goods(goods) => {
            let (product, tr) = (&goods.product, pen.tr());
            let price = product
                .price
                .map(|price| words::sum(tr, Money::new(price, product.currency)));
            let stock = words::stock(
                tr,
                &stock_of(goods, 1_000, product.price.unwrap_or(0), product.currency),
            );
            let right = price.into_iter().chain(stock).collect::<Vec<_>>().join(" · ");
            (
                clean(&product.name).into_owned(),
                clean(&product.sku).into_owned(),
                right,
            )
        }
        Offer::Word(word) => (word.clone(), String::new(), String::new()),
    };
    let x = match offer {
        Offer::Goods(_) => area.x + 2,
        Offer::Customer(_) | Offer::Word(_) => area.x + 2 + LABEL,
    };
    let columns = usize::from((area.x + area.width).saturating_sub(x));
    let room = columns.saturating_sub(width(&right) + 1);
    let left = if beside.is_empty() {
        name.clone()
    } else {
        format!("{name}  {beside}")
    };
    buffer.set_stringn(x, area.y, cut(&left, room), room, pen.style(Meaning::Quiet));
    buffer.set_stringn(x, area.y, cut(&name, room), room, pen.style(Meaning::Text));
    let at = (area.x + area.width).saturating_sub(u16::try_from(width(&right)).unwrap_or(area.width));
    buffer.set_stringn(at, area.y, right, columns, pen.style(Meaning::Quiet));
}

/// What the catalogue says of a row's goods, their quantity and price (R11).
fn stock_of(goods: &ForSale, quantity_milli: i64, price: i64, currency: Currency) -> LineStock {
    let line = Line {
        sku: String::new(),
        name: String::new(),
        parameters: String::new(),
        quantity_milli,
        price,
        total: price,
    };
    line_stock(&line, currency, Some((&goods.product, goods.wanted_milli)), i64::MAX)
}

/// How much there is of what a row orders, and whether that is too little; none where the catalogue does not say.
fn row_stock(pen: &Pen<'_>, open: &Form, row: &LineRow) -> Option<(String, Meaning)> {
    let goods = row.for_sale()?;
    let quantity = row.cells[1].value().trim();
    let quantity = quantity::parse(quantity).unwrap_or(1_000);
    let stock = stock_of(goods, quantity, goods.product.price.unwrap_or(0), currency(pen, open));
    let marks = words::line_marks(pen.tr(), &stock, currency(pen, open));
    if marks.is_empty() {
        return Some((words::stock(pen.tr(), &stock)?, Meaning::Quiet));
    }
    Some((format!("{} {}", pen.signs().beware, marks.join(", ")), Meaning::Warning))
}

fn heading(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let style = pen.style(Meaning::Title);
    let labels = CELLS.map(FieldId::code).into_iter().chain(["line_sum"]);
    for (at, (area, label)) in columns(area).into_iter().zip(labels).enumerate() {
        let (columns, label) = (usize::from(area.width), pen.tr().coded("form", label));
        let label = if at == 0 { label } else { pad_left(&label, columns) };
        buffer.set_stringn(area.x, area.y, label, columns, style);
    }
}

fn row_line(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &Form, at: usize, row: &LineRow) -> Position {
    let [name, quantity, price, sum] = columns(area);
    let on = match open.at {
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
    let kept = row.same_thing().map(|line| clean(&line.parameters).into_owned());
    let kept = kept.filter(|text| !text.is_empty()).map(|text| (text, Meaning::Quiet));
    let taken = u16::try_from(width(row.cells[0].value()) + 2).unwrap_or(u16::MAX);
    if let Some((text, meaning)) = kept.or_else(|| row_stock(pen, open, row))
        && taken < name.width
    {
        let (x, columns) = (name.x + taken, usize::from(name.width - taken));
        buffer.set_stringn(x, name.y, cut(&text, columns), columns, pen.style(meaning));
    }
    let currency = currency(pen, open);
    let cost = form::sum(std::slice::from_ref(row), currency);
    if cost > 0 {
        let shown = pad_left(
            &words::figures(pen.tr(), Money::new(cost, currency)),
            usize::from(sum.width),
        );
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
    open.currency(&pen.model.setup.settings.shop)
}
