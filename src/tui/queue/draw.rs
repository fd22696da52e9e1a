//! The list: one line per row, its columns in line with each other.
//!
//! ```text
//! ▌★ 1042 Елена Ив…  12 990 новый, дорогой    1:40/3:00
//! ```

use std::borrow::Cow;

use crossterm::event::KeyCode;
use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::laid;
use super::laid::ListLine;
use super::list::Ghost;
use super::list::Item;
use crate::board::BoardRow;
use crate::domain::money::Money;
use crate::domain::order::CustomerFlags;
use crate::domain::order::OrderFacts;
use crate::domain::task::Lane;
use crate::domain::task::Why;
use crate::text::cut;
use crate::text::cut_start;
use crate::text::pad_left;
use crate::text::pad_right;
use crate::text::width;
use crate::tui::calls::state::ringing;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::greeting;
use crate::tui::greeting::state::greets;
use crate::tui::screen::layout;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::draw_lines;
use crate::tui::widgets::frame;
use crate::tui::widgets::wrap;
use crate::words;
use crate::words::Pressure;
use crate::words::Timer;

/// Columns in which the usual reasons are not cut.
const REASON: usize = 26;
/// The fewest columns of a number.
const NUMBER_LEAST: usize = 4;
/// The most columns a shop's name takes of a name's.
const SHOP: usize = 8;
/// The fewest columns a name keeps for their sake.
const NAME_LEAST: usize = 14;

/// The columns of a list so wide.
#[derive(Clone, Copy, Debug)]
struct Columns {
    number: usize,
    customer: usize,
    total: usize,
    channel: usize,
    reason: usize,
    timer: usize,
}

impl Columns {
    /// What is fixed stands fixed, so that nothing jumps when other rows scroll in; names and reasons share the rest.
    /// `numbers`: the columns of the longest number in the queue.
    fn of(width: usize, numbers: usize) -> Columns {
        let (most, total, channel, timer) = match width {
            0..66 => (7, 7, 0, 15),
            66..90 => (9, 9, 0, 17),
            _ => (12, 11, 10, 17),
        };
        let number = numbers.clamp(NUMBER_LEAST, most);
        let gaps = if channel > 0 { 6 } else { 5 };
        let rest = width.saturating_sub(2 + number + total + channel + timer + gaps);
        // A reason is read to its end; of a name its beginning is enough.
        let customer = rest.saturating_sub(REASON).max(NAME_LEAST).min(rest / 2);
        Columns {
            number,
            customer,
            total,
            channel,
            reason: rest - customer,
            timer,
        }
    }
}

impl Columns {
    /// What stands over them.
    fn names(self, pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
        let tr = pen.tr();
        let total = 1 + 2 + self.number + 1 + self.customer + 1 + self.total;
        let channel = if self.channel > 0 { self.channel + 1 } else { 0 };
        let reason = total + 1 + channel;
        let end = reason + self.reason + 1 + self.timer;
        let sum = tr.with("orders-total", &[("sign", pen.model.currency().sign().into())]);
        let due = tr.text("list-due");
        let time = tr.text("list-time");
        let names = [
            (total.saturating_sub(width(&sum)), sum),
            (reason, due),
            (end.saturating_sub(width(&time)), time),
        ];
        for (at, name) in names {
            let x = area.x + u16::try_from(at).unwrap_or(0);
            // Where the heading is long it stays whole.
            let from = x.saturating_sub(1);
            let taken = (from..x + 2).any(|x| {
                let cell = buffer.cell((x, area.y)).map(ratatui::buffer::Cell::symbol);
                cell.is_some_and(|symbol| symbol != " " && symbol != pen.signs().rule)
            });
            if taken || x + 2 > area.right() {
                continue;
            }
            let name = format!(" {name} ");
            buffer.set_stringn(
                from,
                area.y,
                &name,
                usize::from(area.right() - from),
                pen.style(Meaning::Quiet),
            );
        }
    }
}

/// Draws the list; gives where the cursor's row begins.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, border: Meaning) -> Option<Position> {
    let model = pen.model;
    // The cursor's row goes from side to side; its text keeps off the side.
    let inner = Rect::new(area.x, area.y + 1, area.width, area.height.saturating_sub(1));
    if model.list.items.is_empty() {
        let view = model.view.name(pen.tr());
        let title = format!("{} · {view}", pen.tr().text("console-queue"));
        frame(pen, buffer, area, &title, border);
        empty(pen, buffer, inner);
        return None;
    }
    let columns = Columns::of(usize::from(inner.width).saturating_sub(1), model.numbers);
    let lines = laid::lines(model);
    let first = lines.iter().find_map(|line| match line {
        ListLine::Item(at) => laid::lane_of(model, *at),
        ListLine::Lane(_) => None,
    });
    if let Some(lane) = first {
        let top = Rect::new(area.x, area.y, area.width, 1);
        heading(pen, buffer, top, &top_words(pen, lane), border);
        columns.names(pen, buffer, top);
    }
    let mut cursor = None;
    for (line, y) in lines.iter().zip(inner.y..inner.bottom()) {
        let area = Rect::new(inner.x, y, inner.width, 1);
        let at = match *line {
            ListLine::Lane(lane) => {
                heading(pen, buffer, area, &lane_words(pen, lane), border);
                continue;
            }
            ListLine::Item(at) => at,
        };
        match model.list.items.get(at) {
            Some(Item::Row(row)) => {
                let Some(row) = model.board.rows.get(*row) else {
                    continue;
                };
                row_line(pen, buffer, area, row, columns);
                if model.list.is_fresh(row.row.key) {
                    buffer.set_stringn(area.x, area.y, pen.signs().came, 1, pen.style(Meaning::Key));
                }
                if model.marked.contains(&row.row.key) {
                    buffer.set_stringn(area.x, area.y, pen.signs().mark, 1, pen.style(Meaning::Key));
                }
            }
            Some(Item::Ghost(ghost)) => ghost_line(pen, buffer, area, ghost, columns),
            None => continue,
        }
        if at == model.list.cursor && model.calls.on.is_none() {
            cursor = Some(Position::new(area.x, area.y));
            if !is_marked(pen, at) {
                buffer.set_stringn(area.x, area.y, pen.signs().cursor, 1, pen.style(Meaning::Key));
            }
            pen.select(buffer, area);
        }
    }
    let covered = layout::covered(model.size, false, model.notice_lines);
    let inner = Rect {
        height: inner.height.saturating_sub(covered),
        ..inner
    };
    not_here(pen, buffer, inner);
    cursor
}

/// A lane and how many rows stand in it: `Новые 5`.
fn lane_words(pen: &Pen<'_>, lane: Lane) -> String {
    let count = Lane::ALL
        .iter()
        .position(|of| *of == lane)
        .map_or(0, |at| pen.model.lanes[at]);
    format!("{} {count}", pen.tr().coded("lanes", lane.code()))
}

/// Over the first row also which rows are shown, what came above it, and how many are marked.
fn top_words(pen: &Pen<'_>, lane: Lane) -> String {
    let (tr, model) = (pen.tr(), pen.model);
    let mut words = lane_words(pen, lane);
    if !model.view.is_all() {
        words = format!("{words} · {}", model.view.name(tr));
    }
    if model.list.arrivals > 0 {
        words = format!("{words} · {}{}", pen.signs().above, model.list.arrivals);
    }
    if !model.marked.is_empty() {
        let marked = tr.with("console-marked", &[("count", model.marked.len().into())]);
        words = format!("{words} · {marked}");
    }
    words
}

/// A quiet heading, and the rest of its line a rule.
fn heading(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, words: &str, border: Meaning) {
    let look = match border {
        Meaning::FocusedFrame => Meaning::Heading,
        _ => Meaning::Quiet,
    };
    let (x, _) = buffer.set_stringn(area.x + 1, area.y, words, usize::from(area.width), pen.style(look));
    let rest = usize::from(area.right().saturating_sub(x + 2));
    let rule = pen.signs().rule.repeat(rest);
    buffer.set_stringn(x + 1, area.y, rule, rest, pen.style(Meaning::Frame));
}

/// What is not in the list and the way there, on its last line.
fn not_here(pen: &Pen<'_>, buffer: &mut Buffer, inner: Rect) {
    let (tr, board) = (pen.tr(), &pen.model.board);
    let below = pen
        .model
        .list
        .items
        .len()
        .saturating_sub(pen.model.list.scroll + pen.model.list.height);
    let y = inner.bottom().saturating_sub(1);
    if below > 0 {
        let text = format!("↓ {below}");
        let x = inner
            .right()
            .saturating_sub(u16::try_from(width(&text)).unwrap_or(0) + 1);
        buffer.set_stringn(x, y, text, usize::from(inner.width), pen.style(Meaning::Quiet));
    }
    let Some(due) = board.next_due.filter(|_| board.waiting > 0) else {
        return;
    };
    let when = words::moment(tr, pen.zone(), due, pen.now);
    let text = tr.with(
        "console-ahead",
        &[("count", board.waiting.into()), ("when", when.into())],
    );
    let way = [CommandId::Views].map(|id| commands::written(pen.model.setup.keymap.shown(id), pen.model.letters));
    let letter = commands::written(KeyCode::Char('l'), pen.model.letters);
    let way = format!("{} {letter} ←", way.concat());
    let room = usize::from(inner.width).saturating_sub(12);
    if width(&text) + width(&way) + 2 > room {
        return;
    }
    let (x, _) = buffer.set_stringn(inner.x + 3, y, text, room, pen.style(Meaning::Quiet));
    buffer.set_stringn(x + 2, y, way, room, pen.style(Meaning::Key));
}

/// The mark stands where the cursor's sign would: that row is shown reversed anyway.
fn is_marked(pen: &Pen<'_>, item: usize) -> bool {
    let row = pen.model.list.row(&pen.model.board, item);
    row.is_some_and(|row| pen.model.marked.contains(&row.row.key))
}

/// The name for a row: the customer's, else their phone, else their email, else that there is none of them.
pub fn name<'t>(pen: &Pen<'_>, row: &'t BoardRow) -> Cow<'t, str> {
    if !row.text.customer.is_empty() {
        return Cow::Borrowed(&row.text.customer);
    }
    if row.text.phone.is_empty() && !row.text.email.is_empty() {
        return Cow::Borrowed(&row.text.email);
    }
    Cow::Owned(match (row.text.phone.is_empty(), row.row.order) {
        (false, _) => pen.phone(&row.text.phone),
        (true, Some(_)) => pen.tr().text("card-nameless"),
        (true, None) => pen.tr().text("card-hidden"),
    })
}

/// What is due there; first of all, that they sleep now (R36): a word, so that it is read without colours and signs too.
pub fn reason(pen: &Pen<'_>, row: &BoardRow) -> String {
    let order = row.facts();
    words::of_goods(pen.tr(), due(pen, row, order.as_ref()), order.as_ref())
}

/// The same but for the goods.
fn due(pen: &Pen<'_>, row: &BoardRow, order: Option<&OrderFacts>) -> String {
    let words = words::task_of(pen.tr(), pen.zone(), &row.row.task, order);
    let words = words::of_buyer(pen.tr(), words, order);
    if is_asleep(pen, row) {
        format!("{} · {words}", pen.tr().text("row-asleep"))
    } else {
        words
    }
}

/// True while nobody should ring there (R36).
fn is_asleep(pen: &Pen<'_>, row: &BoardRow) -> bool {
    row.row.asleep_until.is_some_and(|until| until > pen.now)
}

/// There is too little of its goods, or what there is is promised (R11).
fn lacks_goods(row: &BoardRow) -> bool {
    let marks = row.order.as_ref().map(|order| order.marks);
    marks.is_some_and(|marks| marks.has(CustomerFlags::OUT_OF_STOCK) || marks.has(CustomerFlags::PROMISED_AWAY))
}

/// What is due there, and whose regular waits for it (R9): `◇ new` their own manager's, `◇ boris · new` a colleague's.
fn of_manager(pen: &Pen<'_>, row: &BoardRow, words: String) -> String {
    let sign = pen.signs().regular;
    match row.text.manager.as_deref().filter(|_| row.has_own_manager) {
        None => words,
        Some(manager) if manager == pen.model.setup.operator => format!("{sign} {words}"),
        Some(manager) => format!("{sign} {manager} · {words}"),
    }
}

/// Goods that are not there, attempts and further tasks: ` ▲ ×2 +1`.
fn marks(pen: &Pen<'_>, row: &BoardRow) -> String {
    // What is due may say the attempt itself.
    let is_said = matches!(row.row.task.why, Why::Attempt(_));
    let mut attempts = match row.row.attempts {
        1.. if !is_said => format!(" {}{}", pen.signs().times, row.row.attempts),
        _ => String::new(),
    };
    if lacks_goods(row) {
        attempts = format!(" {}{attempts}", pen.signs().beware);
    }
    match row.row.more.len() {
        0 => attempts,
        more => format!("{attempts} +{more}"),
    }
}

fn row_line(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, row: &BoardRow, columns: Columns) {
    let timer = Timer::of_row(&row.row, pen.now);
    let holder = row.claim.as_ref().map(|claim| claim.operator.as_str());
    let foreign = holder.filter(|holder| *holder != pen.model.setup.operator);
    let skipped = row.row.skipped_until.is_some_and(|until| until > pen.now);
    let base = if foreign.is_some() || skipped || is_asleep(pen, row) {
        Meaning::Claimed
    } else if row.row.task.lane == Lane::Ringing {
        Meaning::Title
    } else {
        Meaning::Text
    };
    // A name that has just come is bold.
    let named = if base == Meaning::Text && pen.model.list.is_fresh(row.row.key) {
        Meaning::Title
    } else {
        base
    };
    let why = |words: String| match (foreign, holder) {
        (Some(holder), _) => format!("{holder}: {words}"),
        // Alone, nobody needs to be told (R8).
        (None, Some(_)) if !pen.model.board.alone => {
            format!("{} {}", pen.signs().mine, of_manager(pen, row, words))
        }
        (None, _) => of_manager(pen, row, words),
    };
    let (word, clock) = timer.parts(pen.tr(), pen.zone());
    // The words go on where the clock needs no room.
    let timing = width(&word) + 1 + width(&clock);
    let reason_room = (columns.reason + columns.timer).saturating_sub(timing.min(columns.timer));
    let timer_room = columns.reason + columns.timer - reason_room;
    let marks = marks(pen, row);
    let room = reason_room.saturating_sub(width(&marks));
    let mut reason = why(reason(pen, row));
    if width(&reason) > room {
        // The sign and the card tell of the goods.
        reason = why(due(pen, row, row.facts().as_ref()));
    }
    let mut line = Cells::new(buffer, area);
    let sign = if row.row.task.lane == Lane::Ringing {
        Meaning::Live
    } else {
        base
    };
    line.put(pen.signs().lane(row.row.task.lane), 1, pen.style(sign));
    line.put_right(
        &cut_start(&row.text.number, columns.number),
        columns.number,
        pen.style(base),
    );
    if row.row.order.is_some() {
        let mut name = name(pen, row);
        // Where one shop is looked at nobody asks which.
        if columns.channel == 0 && !row.text.shop.is_empty() && pen.model.view.shop.is_empty() {
            let half = columns.customer.saturating_sub(3).div_ceil(2);
            let shop = cut(&row.text.shop, SHOP.min(half));
            let room = columns.customer.saturating_sub(width(&shop) + 3);
            name = format!("{} · {shop}", cut(&name, room)).into();
        }
        line.put(&name, columns.customer, pen.style(named));
        line.put_right(&total(pen, row, columns.total), columns.total, pen.style(base));
    } else {
        line.put(&name(pen, row), columns.customer + 1 + columns.total, pen.style(named));
    }
    if columns.channel > 0 {
        let came_by = match row.text.shop.as_str() {
            "" => words::channel(pen.tr(), &row.text.channel),
            shop => shop.to_owned(),
        };
        line.put(&came_by, columns.channel, pen.style(Meaning::Quiet));
    }
    line.put(&(cut(&reason, room) + &marks), reason_room, pen.style(base));
    let look = pen.style(pen.pressure(timer.pressure));
    let beside = match timer.pressure {
        Pressure::Calm => pen.style(Meaning::Quiet),
        _ => look,
    };
    line.put_both((&word, beside), (&clock, look), timer_room);
}

fn ghost_line(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, ghost: &Ghost, columns: Columns) {
    let style = pen.style(Meaning::Ghost);
    let tick = pen.signs().tick;
    let customer = ghost.row.row.customer;
    let rings = ringing(&pen.model.board).any(|row| row.row.customer == customer);
    let talks = pen
        .model
        .board
        .talk
        .as_ref()
        .is_some_and(|talk| talk.customer == customer);
    let what = match (&ghost.by, ghost.did) {
        (Some(by), Some(kind)) => format!("{tick} {by}: {}", words::done(pen.tr(), kind)),
        (Some(by), None) => format!("{tick} {by}"),
        (None, Some(kind)) => format!("{tick} {}", words::done(pen.tr(), kind)),
        // It left the list by itself: nobody has done anything that could be ticked off.
        (None, None) if rings => format!("{} {}", pen.signs().call, pen.tr().text("lane-ringing")),
        (None, None) if talks => format!("{} {}", pen.signs().call, pen.tr().text("row-talk")),
        (None, None) => String::new(),
    };
    let mut line = Cells::new(buffer, area);
    line.put(pen.signs().lane(ghost.row.row.task.lane), 1, style);
    line.put_right(
        &cut_start(&ghost.row.text.number, columns.number),
        columns.number,
        style,
    );
    line.put(&name(pen, &ghost.row), columns.customer, style);
    line.put(&what, usize::from(area.width), style);
}

/// The total in the given width; minor units are left out before digits are.
fn total(pen: &Pen<'_>, row: &BoardRow, columns: usize) -> String {
    let currency = row.row.currency.unwrap_or(pen.model.currency());
    let total = Money::new(row.row.total, currency);
    // The heading names the shop's currency, and no other.
    let said = if currency == pen.model.currency() {
        words::figures
    } else {
        words::sum
    };
    let text = said(pen.tr(), total);
    if width(&text) <= columns {
        text
    } else {
        said(pen.tr(), total.whole())
    }
}

fn empty(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect) {
    let tr = pen.tr();
    let inner = Rect::new(area.x + 1, area.y, area.width.saturating_sub(2), area.height);
    if greets(pen.model) {
        return greeting::draw::draw(pen, buffer, inner);
    }
    let text = if !pen.model.loaded {
        tr.text("console-loading")
    } else if pen
        .model
        .board
        .rows
        .iter()
        .all(|row| row.row.task.lane == Lane::Ringing)
    {
        format!("{}\n{}", tr.text("console-empty"), ahead(pen))
    } else {
        tr.text("console-empty_view")
    };
    let lines = wrap(&text, usize::from(inner.width));
    draw_lines(
        buffer,
        inner,
        lines.into_iter().map(|line| pen.line(line, Meaning::Quiet)),
    );
}

/// What will come into the empty queue, or how to bring something there.
fn ahead(pen: &Pen<'_>) -> String {
    let (tr, board) = (pen.tr(), &pen.model.board);
    let Some(due) = board.next_due else {
        return tr.text("console-empty_hint");
    };
    let when = words::moment(tr, pen.zone(), due, pen.now);
    let next = tr.with("console-next_due", &[("when", when.into())]);
    if board.waiting == 0 {
        return next;
    }
    let waiting = tr.with("console-waiting", &[("count", board.waiting.into())]);
    format!("{next}\n{waiting}")
}

/// Writes cells of fixed widths one after another, with a column between them.
struct Cells<'b> {
    buffer: &'b mut Buffer,
    x: u16,
    y: u16,
    end: u16,
}

impl<'b> Cells<'b> {
    /// Begins behind the column of the cursor.
    fn new(buffer: &'b mut Buffer, area: Rect) -> Cells<'b> {
        Cells {
            buffer,
            x: area.x + 1,
            y: area.y,
            end: area.x + area.width,
        }
    }

    fn put(&mut self, text: &str, columns: usize, style: Style) {
        self.write(columns, style, |columns| pad_right(text, columns));
    }

    fn put_right(&mut self, text: &str, columns: usize, style: Style) {
        self.write(columns, style, |columns| pad_left(text, columns));
    }

    /// A word and its value, straight on their right side; the word gives way.
    fn put_both(&mut self, (word, beside): (&str, Style), (value, look): (&str, Style), columns: usize) {
        let room = columns.saturating_sub(width(value) + 1);
        let word = if width(word) <= room { word } else { "" };
        let x = self.x;
        self.put_right(&format!("{word} {value}"), columns, beside);
        let at = usize::from(self.x.saturating_sub(1)).saturating_sub(width(value));
        let at = u16::try_from(at).unwrap_or(x).max(x);
        self.buffer.set_stringn(at, self.y, value, columns, look);
    }

    fn write(&mut self, columns: usize, style: Style, cell: impl Fn(usize) -> String) {
        let columns = columns.min(usize::from(self.end.saturating_sub(self.x)));
        if columns == 0 {
            return;
        }
        self.buffer.set_stringn(self.x, self.y, cell(columns), columns, style);
        self.x = self.x.saturating_add(u16::try_from(columns + 1).unwrap_or(u16::MAX));
    }
}
