//! Which pane stands where, by the size of the terminal.

use ratatui::layout::Rect;

/// The width from which the card stands beside the list.
const BESIDE: u16 = 100;
/// The width from which the card has a larger share, columns.
const WIDE: u16 = 140;
/// Under this there is one line.
const LEAST: (u16, u16) = (60, 15);
/// Lines of the card under the list.
const STRIP: u16 = 3;

/// Where everything stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Areas {
    /// The line at the top.
    pub header: Rect,
    /// Who rings, or with whom the operator talks; always there, so that a call moves no row.
    pub calls: Rect,
    /// Between the calls and the notice.
    pub body: Rect,
    /// The list with its frame.
    pub list: Rect,
    /// The card with its frame, beside the list.
    pub card: Option<Rect>,
    /// The card in three lines, under the list.
    pub strip: Option<Rect>,
    /// What was done or refused.
    pub notice: Rect,
    /// The keys.
    pub bar: Rect,
}

/// True when there is room for one line only.
pub fn is_tiny(size: (u16, u16)) -> bool {
    size.0 < LEAST.0 || size.1 < LEAST.1
}

/// True when the card stands beside the list.
pub fn shows_card(size: (u16, u16)) -> bool {
    size.0 >= BESIDE && !is_tiny(size)
}

/// The areas of a terminal that is not tiny.
pub fn areas(size: (u16, u16)) -> Areas {
    let (width, height) = size;
    let body = Rect::new(0, 2, width, height.saturating_sub(4));
    let line = |y: u16| Rect::new(0, y, width, 1);
    let (list, card, strip) = if width >= BESIDE {
        // Where there is less room the list needs more of it.
        let share = if width < WIDE { 58 } else { 56 };
        let left = (width / 100 * share + width % 100 * share / 100).max(60);
        let list = Rect::new(0, body.y, left, body.height);
        let card = Rect::new(left, body.y, width - left, body.height);
        (list, Some(card), None)
    } else {
        let tall = body.height.saturating_sub(STRIP);
        let strip = Rect::new(0, body.y + tall, width, body.height - tall);
        (Rect::new(0, body.y, width, tall), None, Some(strip))
    };
    Areas {
        header: line(0),
        calls: line(1),
        body,
        list,
        card,
        strip,
        notice: line(height.saturating_sub(2)),
        bar: line(height.saturating_sub(1)),
    }
}

/// How many rows of the list are seen over a notice of `notice` lines.
pub fn list_rows(size: (u16, u16), notice: u16) -> usize {
    if is_tiny(size) {
        return 1;
    }
    let rows = areas(size).list.height.saturating_sub(2 + covered(size, false, notice));
    usize::from(rows)
}

/// How many lines of the list a notice stands over; the card in short gives way first.
pub fn covered(size: (u16, u16), is_whole: bool, notice: u16) -> u16 {
    let strip = areas(size).strip.filter(|_| !is_whole).map_or(0, |strip| strip.height);
    notice.saturating_sub(1 + strip)
}
