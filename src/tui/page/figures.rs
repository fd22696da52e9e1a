//! What stands over the figures of a period: which periods there are, and the figures that are read first.
//!
//! ```text
//!   Цифры   сегодня  вчера  7 дней  30 дней  этот месяц  прошлый месяц
//!
//!   Звонок в срок           Первый звонок           Поговорили              Подтвердили
//!   52 %  из 106            4:10  цель 3:00         214  из 340             162  1,24 млн
//!   хуже на 9 п.            дольше на 0:50          больше на 31            больше на 18
//!   ▆▆ ▆▆ ▅▅ ▅▅ ▄▄ ▃▃ ▄▄    ▃▃ ▃▃ ▄▄ ▅▅ ▆▆ ██ ▆▆    …
//!   пн вт ср чт пт сб вс    пн вт ср чт пт сб вс
//! ```

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::state::OpenSheet;
use crate::domain::cell::Cell;
use crate::text::cut;
use crate::text::width;
use crate::tui::theme::Meaning;
use crate::tui::widgets::Pen;
use crate::view::figures::PeriodChoice;
use crate::view::pages::FigureDays;
use crate::view::pages::Tile;
use crate::view::pages::TileTurn;
use crate::words;

/// The width from which the days of a tile are named.
const WIDE: u16 = 100;
/// Columns between two tiles.
const GAP: u16 = 2;
/// Columns on both sides of what a tile says.
const PADDING: u16 = 1;
/// The days a tile shows.
const DAYS: u16 = 7;

/// How many lines it takes.
pub fn height(columns: u16, days: &FigureDays) -> u16 {
    match (days.tiles.is_empty(), columns >= WIDE) {
        (true, _) => 2,
        (false, true) => 8,
        (false, false) => 7,
    }
}

/// Draws periods and tiles.
pub fn draw(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, title: &str, open: &OpenSheet, days: &FigureDays) {
    periods(pen, buffer, area, title, open, days);
    let count = u16::try_from(days.tiles.len()).unwrap_or(1).max(1);
    let columns = area.width.saturating_sub(2 + GAP * (count - 1)) / count;
    let height = height(area.width, days).saturating_sub(3);
    for (at, tile) in (0..count).zip(&days.tiles) {
        let place = Rect::new(area.x + 1 + at * (columns + GAP), area.y + 2, columns, height);
        draw_tile(pen, buffer, place.intersection(area), tile);
    }
}

fn periods(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, title: &str, open: &OpenSheet, days: &FigureDays) {
    let mut x = area.x + 2;
    let put = |buffer: &mut Buffer, x: u16, text: &str, look: Meaning| {
        let room = usize::from(area.right().saturating_sub(x));
        buffer.set_stringn(x, area.y, text, room, pen.style(look)).0
    };
    x = put(buffer, x, title, Meaning::Title) + 2;
    for choice in PeriodChoice::ALL {
        let name = pen.tr().coded("period", choice.code());
        let columns = u16::try_from(width(&name)).unwrap_or(area.width) + 2;
        if x + columns > area.right() {
            return;
        }
        let chosen = *choice == open.query.period;
        put(
            buffer,
            x + 1,
            &name,
            if chosen { Meaning::Title } else { Meaning::Quiet },
        );
        if chosen {
            pen.select(buffer, Rect::new(x, area.y, columns, 1));
        }
        x += columns;
    }
    let said = words::label(pen.audience(), &days.said);
    let columns = u16::try_from(width(&said)).unwrap_or(area.width);
    if x + columns + 2 <= area.right() {
        put(buffer, area.right() - columns - 1, &said, Meaning::Quiet);
    }
}

fn draw_tile(pen: &Pen<'_>, buffer: &mut Buffer, area: Rect, tile: &Tile) {
    buffer.set_style(area, pen.style(Meaning::Panel));
    let room = area.width.saturating_sub(2 * PADDING);
    let put = |buffer: &mut Buffer, y: u16, x: u16, text: &str, look: Meaning| {
        if y < area.height && x < room {
            let room = usize::from(room - x);
            buffer.set_stringn(area.x + PADDING + x, area.y + y, cut(text, room), room, pen.style(look));
        }
    };
    put(buffer, 0, 0, &words::label(pen.audience(), &tile.name), Meaning::Quiet);
    let value = match &tile.value {
        Cell::Empty => "–".to_owned(),
        cell => words::cell(pen.audience(), cell),
    };
    put(buffer, 1, 0, &value, Meaning::Title);
    if let Some(beside) = &tile.beside {
        let beside = words::label(pen.audience(), beside);
        let gap = if width(&value) + width(&beside) + 2 > usize::from(room) {
            1
        } else {
            2
        };
        let x = u16::try_from(width(&value) + gap).unwrap_or(room);
        put(buffer, 1, x, &beside, Meaning::Quiet);
    }
    if let Some((said, turn)) = &tile.change {
        let look = match turn {
            TileTurn::Better => Meaning::Done,
            TileTurn::Worse => Meaning::Overdue,
            TileTurn::Same => Meaning::Quiet,
        };
        put(buffer, 2, 0, &words::label(pen.audience(), said), look);
    }
    let wide = room >= DAYS * 3 - 1;
    let step = if wide { 3 } else { 2 };
    for ((day, share), x) in (0..).zip(&tile.week).zip((0..).step_by(step)) {
        let column = column(pen, *share).repeat(if wide { 2 } else { 1 });
        put(buffer, 3, x, &column, Meaning::Data);
        if wide && area.height > 4 {
            let weekday = (tile.first_weekday - 1 + day) % 7 + 1;
            let name = pen.tr().coded("weekday", &weekday.to_string());
            let short: String = name.chars().take(2).collect();
            put(buffer, 4, x, &short, Meaning::Quiet);
        }
    }
}

/// A small column for a share of a thousand; anything that was counted shows.
fn column(pen: &Pen<'_>, share: Option<i64>) -> &'static str {
    let heights = pen.signs().heights;
    let top = heights.len() - 1;
    let height = share.map_or(0, |share| {
        usize::try_from(share.clamp(0, 1_000)).unwrap_or(0) * top / 1_000
    });
    heights[height.max(usize::from(share.is_some()))]
}
