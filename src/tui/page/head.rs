//! What stands over a long list: its tabs, its filter, the names of its columns.
//!
//! ```text
//!   Все      Новые    К оплате
//!   1 184    19       11
//!   6,3 млн  278 тыс  96 тыс
//! / казань                                                26 из 1 184   323 910 ₽
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use tui_input::Input;

use super::state::OpenSheet;
use crate::domain::order_tab::OrderTab;
use crate::domain::product_tab::ProductTab;
use crate::text::width;
use crate::tui::commands;
use crate::tui::commands::CommandId;
use crate::tui::model::mode::Mode;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::tui::widgets::field::after;
use crate::view::pages::ListTab;
use crate::view::pages::LongList;
use crate::view::pages::PageKey;
use crate::view::pages::PageTab;
use crate::words;

/// The width from which a tab has its count and its sum under its name.
const WIDE: u16 = 120;

/// How many lines it takes.
pub fn height(columns: u16, listing: &LongList) -> u16 {
    let names = u16::from(!listing.columns.is_empty());
    match (listing.tabs.is_empty(), columns >= WIDE) {
        (false, true) => 4 + names + u16::from(has_sums(listing)),
        _ => 2 + names,
    }
}

/// Draws tabs and filter; gives where the cursor stands while the filter is typed.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &OpenSheet, listing: &LongList) -> Option<Position> {
    let line = |y: u16| Rect::new(area.x, area.y + y, area.width, 1);
    let filter_at = if listing.tabs.is_empty() {
        0
    } else if area.width >= WIDE {
        tall_tabs(pen, buffer, area, open, listing);
        2 + u16::from(has_sums(listing))
    } else {
        short_tabs(pen, buffer, line(0), open, listing);
        1
    };
    filter(pen, buffer, line(filter_at), open, listing)
}

fn name(pen: &Pen<'_>, tab: &PageTab) -> String {
    pen.tr().coded("tab", tab.tab.code())
}

fn count(pen: &Pen<'_>, tab: &PageTab) -> String {
    let known = match tab.tab {
        // What the queue says of itself.
        ListTab::Order(OrderTab::Later) => i64::try_from(pen.model.board.waiting).ok(),
        _ => tab.count,
    };
    known.map(|count| words::grouped(pen.tr(), count)).unwrap_or_default()
}

/// Whether anything on its tabs costs something.
fn has_sums(listing: &LongList) -> bool {
    listing.tabs.iter().any(|tab| tab.sum.is_some())
}

fn sum(pen: &Pen<'_>, tab: &PageTab) -> String {
    let sum = tab.sum.filter(|_| tab.count.is_some_and(|count| count > 0));
    sum.map(|sum| words::rounded(pen.tr(), sum)).unwrap_or_default()
}

fn tall_tabs(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &OpenSheet, listing: &LongList) {
    let mut x = area.x + 2;
    for tab in &listing.tabs {
        let chosen = tab.tab == open.tab();
        let lines = [name(pen, tab), count(pen, tab), sum(pen, tab)];
        let widest = lines.iter().map(|line| width(line)).max().unwrap_or(0);
        let columns = u16::try_from(widest + 2).unwrap_or(area.width);
        if x + columns > area.right() {
            break;
        }
        let looks = if chosen {
            [Meaning::Title, Meaning::Title, Meaning::Text]
        } else if tab.count == Some(0) {
            [Meaning::Quiet, Meaning::Quiet, Meaning::Quiet]
        } else {
            [Meaning::Text, Meaning::Title, Meaning::Quiet]
        };
        for ((line, look), y) in lines.iter().zip(looks).zip(area.y..) {
            buffer.set_stringn(x, y, line, widest, pen.style(look));
        }
        if chosen {
            let lines = 2 + u16::from(has_sums(listing));
            pen.select(buffer, Rect::new(x.saturating_sub(1), area.y, columns, lines));
        }
        x += columns;
    }
}

/// On one line, as many as fit around the one that is open.
fn short_tabs(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &OpenSheet, listing: &LongList) {
    let texts: Vec<String> = listing
        .tabs
        .iter()
        .map(|tab| format!("{} {}", name(pen, tab), count(pen, tab)).trim_end().to_owned())
        .collect();
    let chosen = listing.tabs.iter().position(|tab| tab.tab == open.tab()).unwrap_or(0);
    let room = usize::from(area.width.saturating_sub(2));
    let ends = |from: usize| -> usize { texts[from..=chosen].iter().map(|text| width(text) + 2).sum() };
    let first = (0..=chosen).find(|from| ends(*from) <= room).unwrap_or(chosen);
    let mut x = area.x + 1;
    for (at, text) in texts.iter().enumerate().skip(first) {
        let columns = u16::try_from(width(text)).unwrap_or(area.width);
        if x + columns > area.right() {
            break;
        }
        let look = if at == chosen { Meaning::Title } else { Meaning::Quiet };
        buffer.set_stringn(x, area.y, text, usize::from(columns), pen.style(look));
        if at == chosen {
            pen.select(buffer, Rect::new(x.saturating_sub(1), area.y, columns + 2, 1));
        }
        x += columns + 2;
    }
}

fn filter(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, open: &OpenSheet, listing: &LongList) -> Option<Position> {
    let tr = pen.tr();
    let (asks, all, some, least) = match open.key {
        PageKey::Products => (
            match open.query.products.tab {
                ProductTab::New => "products-filter_new",
                _ => "products-filter",
            },
            "products-found_all",
            "products-found",
            "products-found",
        ),
        PageKey::Money => ("owed-filter", "orders-found_all", "orders-found", "orders-found_least"),
        PageKey::Settings => ("settings-filter", "settings-found", "settings-found", "settings-found"),
        PageKey::Customers => (
            "customers-filter",
            "customers-found",
            "customers-found",
            "customers-found_least",
        ),
        _ => (
            "orders-filter",
            "orders-found_all",
            "orders-found",
            "orders-found_least",
        ),
    };
    buffer.set_style(area, pen.style(Meaning::Bar));
    let key = match (listing.is_all, listing.found == listing.of) {
        (false, _) => least,
        (true, true) => all,
        (true, false) => some,
    };
    let mut found = tr.with(
        key,
        &[
            ("count", listing.found.into()),
            ("number", words::grouped(tr, listing.found).into()),
            ("of", words::grouped(tr, listing.of).into()),
        ],
    );
    if open.key == PageKey::Customers && open.query.filter.is_empty() {
        // How many there are is not counted.
        found.clear();
    }
    if let Some(sum) = listing.sum.filter(|_| listing.is_all) {
        found = format!("{found}   {}", words::sum(tr, sum.whole()));
    }
    if !open.marked.is_empty() {
        let marked = tr.with("console-marked", &[("count", open.marked.len().into())]);
        found = if found.is_empty() {
            marked
        } else {
            format!("{marked}   {found}")
        };
    }
    let columns = u16::try_from(width(&found)).unwrap_or(0).min(area.width);
    let end = area.right().saturating_sub(columns + 1);
    buffer.set_stringn(end, area.y, &found, usize::from(columns), pen.style(Meaning::Title));
    let key = commands::written(pen.model.setup.keymap.shown(CommandId::Search), pen.model.letters);
    buffer.set_stringn(area.x + 1, area.y, &key, 3, pen.style(Meaning::Key));
    let x = area.x + 3;
    let room = usize::from(end.saturating_sub(x + 2));
    let typed = match &pen.model.mode {
        Mode::Filter(input) => Some(input),
        _ => None,
    };
    let (text, look) = match typed {
        Some(input) => (shown(input, room), Meaning::Title),
        None if open.query.filter.is_empty() => (tr.text(asks), Meaning::Quiet),
        None => (open.query.filter.clone(), Meaning::Title),
    };
    buffer.set_stringn(x, area.y, text, room, pen.style(look));
    typed.map(|input| {
        let scroll = input.visual_scroll(room.max(1));
        let column = u16::try_from(input.visual_cursor().max(scroll) - scroll).unwrap_or(0);
        Position::new(x + column, area.y)
    })
}

fn shown(input: &Input, room: usize) -> String {
    after(input.value(), input.visual_scroll(room.max(1)))
}

/// What is to be known of the rows, under them.
pub fn note(pen: &Pen<'_>, listing: &LongList) -> Option<String> {
    listing.note.as_ref().map(|note| words::label(pen.audience(), note))
}
