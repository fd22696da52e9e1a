//! A full-screen page: sections of rows, their cells in line with each other, like a table without rules.
//!
//! ```text
//! ┌ Сегодня ─────────────────────────────────────┐
//! │ Вчера                                        │
//! │ ▌ заказали и не оплатили — позвонить 17  84 …│
//! └──────────────────────────────────────────────┘
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::figures;
use super::geometry;
use super::head;
use super::state::OpenSheet;
use super::state::SheetLine;
use crate::domain::cell::Cell;
use crate::domain::cell::HeatMark;
use crate::domain::cell::Label;
use crate::domain::message::MessageState;
use crate::text::pad_left;
use crate::text::pad_right;
use crate::text::width;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::frame;
use crate::view::pages::Act;
use crate::view::pages::PageKey;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;
use crate::view::pages::Section;
use crate::words;

/// A text is never cut to fewer columns for the sake of others.
const TEXT_LEAST: usize = 8;
/// How many are enough to know it by.
const TEXT_WHOLE: usize = 12;
/// No bar is longer.
const BAR_MOST: usize = 30;
/// Columns between two cells.
const GAP: usize = 2;

/// Draws the page on top; gives where the cursor's row begins.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, border: Meaning) -> Option<Position> {
    let open = pen.model.open_sheet()?;
    let listing = open.sheet.as_ref().and_then(|sheet| sheet.listing.as_ref());
    let days = open.sheet.as_ref().and_then(|sheet| sheet.days.as_ref());
    let typed = match (listing, days) {
        (Some(listing), _) => head::draw(pen, buffer, area, open, listing),
        (None, Some(days)) => {
            figures::draw(pen, buffer, area, &title(pen, open), open, days);
            None
        }
        (None, None) => {
            frame(pen, buffer, area, &title(pen, open), border);
            None
        }
    };
    let over = geometry::over(area.width, open).min(area.height);
    let inner = Rect::new(area.x, area.y + over, area.width, area.height - over);
    let note = listing.and_then(|listing| head::note(pen, listing));
    // The note has a line of its own.
    let inner = Rect {
        height: inner.height.saturating_sub(u16::from(note.is_some())),
        ..inner
    };
    let Some(sheet) = &open.sheet else {
        let text = pen.tr().text("card-reading");
        put(buffer, inner, 0, 1, &text, pen.style(Meaning::Quiet));
        return None;
    };
    let columns = usize::from(inner.width).saturating_sub(2);
    let mut cursor = None;
    let lines = open.lines();
    let cursor_line = open.cursor_line_in(&lines);
    let seen = lines.iter().skip(open.scroll).take(usize::from(inner.height));
    let tables = tables(pen, open, seen, columns);
    if let (Some(listing), Some(table)) = (listing.filter(|listing| !listing.columns.is_empty()), tables.first()) {
        let heads = PageRow {
            key: PageRowKey::Line("columns"),
            cells: listing.columns.clone(),
            act: Act::None,
        };
        table.put(
            pen,
            buffer,
            Rect {
                y: inner.y - 1,
                height: 1,
                ..inner
            },
            0,
            &heads,
            None,
        );
    }
    for (y, (at, line)) in (0..inner.height).zip(lines.iter().enumerate().skip(open.scroll)) {
        match line {
            SheetLine::Blank => {}
            SheetLine::Title(section) => {
                let said = sheet.sections[*section].title.as_ref();
                let text = said.map(|label| word(pen, label)).unwrap_or_default();
                put(buffer, inner, y, 1, &text, pen.style(Meaning::Heading));
            }
            SheetLine::Empty(section) => {
                let said = sheet.sections[*section].empty.as_ref();
                let text = said.map(|label| word(pen, label)).unwrap_or_default();
                put(buffer, inner, y, 1, &text, pen.style(Meaning::Quiet));
            }
            SheetLine::Row(section, row) => tables[*section].put(pen, buffer, inner, y, row, None),
            SheetLine::Ghost(section, row) => {
                tables[*section].put(pen, buffer, inner, y, row, Some(Meaning::Ghost));
            }
        }
        if let SheetLine::Row(_, row) = line
            && open.is_marked(row.key)
        {
            put(buffer, inner, y, 0, pen.signs().mark, pen.style(Meaning::Key));
        }
        let is_row = matches!(line, SheetLine::Row(..) | SheetLine::Ghost(..));
        if at == cursor_line && is_row {
            let line = Rect::new(inner.x, inner.y + y, inner.width, 1);
            // A row may also leave because something else is asked for: ticked off is what the desk said it did.
            let is_done = matches!(lines[at], SheetLine::Ghost(..)) && open.did.is_some();
            let sign = if is_done { pen.signs().tick } else { pen.signs().cursor };
            if !open.cursor.is_some_and(|key| open.is_marked(key)) {
                buffer.set_stringn(line.x, line.y, sign, 1, pen.style(Meaning::Key));
            }
            pen.select(buffer, line);
            cursor = Some(Position::new(line.x, line.y));
        }
    }
    if let Some(note) = note {
        put(
            buffer,
            area,
            area.height.saturating_sub(1),
            3,
            &note,
            pen.style(Meaning::Quiet),
        );
    }
    typed.or(cursor)
}

/// How wide each section's columns are by their words: every row is worded once a reading, not once a frame.
pub fn widths(pen: &Pen<'_>, sheet: &PageSnapshot) -> Vec<Vec<usize>> {
    let columns = sheet.listing.iter().flat_map(|listing| &listing.columns);
    let heads: Vec<usize> = columns.map(|cell| width(&cell_text(pen, cell))).collect();
    let section = |section: &Section| {
        let mut widths = heads.clone();
        for row in &section.rows {
            widen(pen, &mut widths, row);
        }
        widths
    };
    let mut widths: Vec<Vec<usize>> = sheet.sections.iter().map(section).collect();
    // The bars of all sections begin under each other.
    let has_bars = |section: &Section| {
        section
            .rows
            .iter()
            .any(|row| matches!(row.cells.get(1), Some(Cell::Bar(_))))
    };
    let with_bars = || {
        widths
            .iter()
            .zip(&sheet.sections)
            .filter(|(_, section)| has_bars(section))
    };
    let names = with_bars().filter_map(|(widths, _)| widths.first().copied()).max();
    for (widths, section) in widths.iter_mut().zip(&sheet.sections) {
        if let (Some(name), Some(names), true) = (widths.first_mut(), names, has_bars(section)) {
            *name = names;
        }
    }
    widths
}

/// The tables of the sections, for the lines that are seen: their words may have grown since the reading.
fn tables<'s>(
    pen: &Pen<'_>,
    open: &OpenSheet,
    seen: impl Iterator<Item = &'s SheetLine<'s>>,
    room: usize,
) -> Vec<Table> {
    let mut widths = open.widths.clone();
    for line in seen {
        if let SheetLine::Row(section, row) | SheetLine::Ghost(section, row) = line
            && let Some(widths) = widths.get_mut(*section)
        {
            widen(pen, widths, row);
        }
    }
    let listing = open.sheet.as_ref().and_then(|sheet| sheet.listing.as_ref());
    let gives_up = listing.map(|listing| listing.gives_up.as_slice()).unwrap_or_default();
    let sections = || open.sheet.iter().flat_map(|sheet| &sheet.sections);
    if matches!(open.key, PageKey::Orders | PageKey::Calendar | PageKey::Money) {
        // One list, in parts: the columns of all stand under each other.
        let count = widths.iter().map(Vec::len).max().unwrap_or(0);
        let widest = |at: usize| widths.iter().filter_map(|widths| widths.get(at)).max();
        let common = (0..count).map(|at| widest(at).copied().unwrap_or(0)).collect();
        let rows = sections().flat_map(|section| &section.rows);
        return vec![Table::of(common, rows, room, gives_up); widths.len()];
    }
    let tables = widths.into_iter().zip(sections());
    tables
        .map(|(widths, section)| Table::of(widths, &section.rows, room, gives_up))
        .collect()
}

fn widen(pen: &Pen<'_>, widths: &mut Vec<usize>, row: &PageRow) {
    widths.resize(widths.len().max(row.cells.len()), 0);
    for (widest, cell) in widths.iter_mut().zip(&row.cells) {
        *widest = (*widest).max(width(&cell_text(pen, cell)));
    }
}

/// The row under the cursor in one line, for a terminal with room for little.
pub fn one_line(pen: &Pen<'_>, open: &OpenSheet) -> String {
    let cells = open.selected().map(|row| row.cells.as_slice()).unwrap_or_default();
    let words: Vec<String> = cells.iter().map(|cell| cell_text(pen, cell)).collect();
    if words.is_empty() {
        return title(pen, open);
    }
    words.join(" ")
}

fn title(pen: &Pen<'_>, open: &OpenSheet) -> String {
    let name = pen.tr().coded("page", open.key.code());
    let shop = &pen.model.view.shop;
    let name = if shop.is_empty() || !open.key.counts_orders() {
        name
    } else {
        format!("{name} · {shop}")
    };
    match open.key.parent() {
        Some(parent) => format!("{} · {name}", pen.tr().coded("page", parent.code())),
        None => name,
    }
}

/// Writes a text into a line of an area, `x` columns from its left side.
fn put(buffer: &mut Buffer, area: Rect, y: u16, x: u16, text: &str, style: Style) {
    let room = usize::from(area.width.saturating_sub(x));
    buffer.set_stringn(area.x + x, area.y + y, text, room, style);
}

/// The widths of a section's columns.
#[derive(Clone)]
struct Table {
    widths: Vec<usize>,
}

impl Table {
    /// As wide as the widest cell; where that is too much texts give way, and bars take what is left.
    fn of<'r>(
        mut widths: Vec<usize>,
        rows: impl IntoIterator<Item = &'r PageRow>,
        room: usize,
        gives_up: &[usize],
    ) -> Table {
        let count = widths.len();
        let mut gives_way = vec![false; count];
        let mut takes_rest = vec![false; count];
        for row in rows {
            for (at, cell) in row.cells.iter().enumerate().take(count) {
                gives_way[at] |= gives_way_first(cell);
                takes_rest[at] |= matches!(cell, Cell::Bar(_));
            }
        }
        let used = |widths: &[usize]| {
            let shown = widths.iter().filter(|width| **width > 0).count();
            widths.iter().sum::<usize>() + GAP * shown.saturating_sub(1)
        };
        if let Some(bar) = takes_rest.iter().position(|takes| *takes) {
            let rest = room.saturating_sub(used(&widths) + GAP).min(BAR_MOST);
            widths[bar] = rest;
        }
        // A whole column less is better than all of them cut beyond reading.
        for &at in gives_up {
            let texts = (0..count).filter(|at| gives_way[*at]);
            let spare: usize = texts.map(|at| widths[at].saturating_sub(TEXT_WHOLE)).sum();
            if used(&widths) <= room + spare {
                break;
            }
            if let Some(width) = widths.get_mut(at) {
                *width = 0;
            }
        }
        while used(&widths) > room {
            let widest = (0..count)
                .filter(|at| gives_way[*at] && widths[*at] > TEXT_LEAST)
                .max_by_key(|at| widths[*at]);
            let Some(widest) = widest else { break };
            widths[widest] -= 1;
        }
        Table { widths }
    }

    fn put(&self, pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, y: u16, row: &PageRow, all: Option<Meaning>) {
        let mut x = 1;
        for (cell, columns) in row.cells.iter().zip(&self.widths) {
            if *columns == 0 {
                continue;
            }
            let text = match cell {
                Cell::Bar(share) => bar(pen, *share, *columns),
                _ => cell_text(pen, cell),
            };
            let text = if cell.is_number() {
                pad_left(&text, *columns)
            } else {
                pad_right(&text, *columns)
            };
            put(buffer, area, y, x, &text, pen.style(all.unwrap_or(meaning(cell))));
            x += u16::try_from(columns + GAP).unwrap_or(u16::MAX / 4);
        }
    }
}

/// Words, which are understood though they are cut.
fn gives_way_first(cell: &Cell) -> bool {
    matches!(
        cell,
        Cell::Text(_)
            | Cell::Label(_)
            | Cell::Task(_)
            | Cell::Told(_)
            | Cell::Kinds(_)
            | Cell::Warning(_)
            | Cell::OrderChannel(_)
            | Cell::Stage(_)
            | Cell::Leak(_)
            | Cell::Reject(_)
    )
}

fn meaning(cell: &Cell) -> Meaning {
    match cell {
        Cell::Message(MessageState::Failed | MessageState::Held, _) | Cell::Warning(_) => Meaning::Warning,
        Cell::Message(MessageState::Waiting | MessageState::Sending, _) => Meaning::Soon,
        Cell::Bar(_) => Meaning::Data,
        Cell::Clock(_) => Meaning::Title,
        Cell::Late(_) => Meaning::Overdue,
        Cell::Column(_, Some(_)) => Meaning::Key,
        Cell::Phone(_)
        | Cell::At(_)
        | Cell::Head(_)
        | Cell::Column(..)
        | Cell::Why(_)
        | Cell::Channel(_)
        | Cell::Message(..) => Meaning::Quiet,
        _ => Meaning::Text,
    }
}

/// The words of a cell.
fn cell_text(pen: &Pen<'_>, cell: &Cell) -> String {
    match cell {
        Cell::Phone(phone) => pen.phone(phone),
        Cell::Money(money) => words::sum(pen.tr(), money.whole()),
        Cell::Column(label, Some(down)) => {
            let sign = if *down { pen.signs().down } else { pen.signs().up };
            format!("{} {sign}", word(pen, label))
        }
        Cell::Heat(marks) => marks.iter().map(|mark| heat(pen, *mark)).collect(),
        cell => words::cell(pen.audience(), cell),
    }
}

/// The words of a message.
fn word(pen: &Pen<'_>, label: &Label) -> String {
    words::label(pen.audience(), label)
}

/// A shade, and a sign behind it where it is to be looked at: without colour too.
fn heat(pen: &Pen<'_>, mark: HeatMark) -> String {
    let shades = pen.signs().shades;
    let shade = shades[usize::from(mark.shade).min(shades.len() - 1)];
    let sign = if mark.warns { "!" } else { " " };
    format!("{shade}{sign}")
}

/// A bar of the given width for a share of a thousand; anything above nothing shows.
fn bar(pen: &Pen<'_>, share: i64, columns: usize) -> String {
    let share = usize::try_from(share.clamp(0, 1_000)).unwrap_or(0);
    let filled = (columns * share).div_ceil(1_000);
    pen.signs().bar.repeat(filled)
}
