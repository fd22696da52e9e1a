//! From a frame to what the terminal is sent: only what differs from the frame before, and nothing at all where nothing
//! does.

use std::io;

use crossterm::cursor::Hide;
use crossterm::cursor::MoveTo;
use crossterm::cursor::Show;
use crossterm::queue;
use crossterm::style::Print;
use crossterm::terminal::BeginSynchronizedUpdate;
use crossterm::terminal::Clear;
use crossterm::terminal::ClearType;
use crossterm::terminal::EndSynchronizedUpdate;
use ratatui::backend::Backend;
use ratatui::backend::CrosstermBackend;
use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use crate::text::width;
use crate::tui::card::link;
use crate::tui::card::link::Placed;

/// Moving the cursor costs as much as writing this many cells once more.
const BRIDGED: u16 = 7;

/// What the terminal shows, as far as it was sent.
#[derive(Debug, Default)]
pub struct Painter {
    shown: Buffer,
    next: Buffer,
    cursor: Option<Position>,
    link: Option<Placed>,
}

impl Painter {
    /// Where the next frame is drawn, empty.
    pub fn canvas(&mut self, (width, height): (u16, u16)) -> &mut Buffer {
        self.next.resize(Rect::new(0, 0, width, height));
        self.next.reset();
        &mut self.next
    }

    /// What the terminal is sent to show the frame that was drawn, with its cursor and its link; nothing when it shows
    /// that already.
    pub fn paint(&mut self, cursor: Option<Position>, link: Option<Placed>) -> io::Result<Vec<u8>> {
        let mut out = Vec::new();
        if self.shown.area != self.next.area {
            self.shown = Buffer::empty(self.next.area);
            self.link = None;
            queue!(out, Clear(ClearType::All))?;
        }
        if link != self.link
            && let Some(old) = self.link.take()
        {
            // To a terminal that writes the same letters once more without it, the link is gone.
            spoil(&mut self.shown, &old);
        }
        let changed = self.shown.diff(&self.next);
        let is_other = |(x, y, link): &Placed| {
            let columns = *x..x + columns(link);
            changed.iter().any(|(at, row, _)| row == y && columns.contains(at))
        };
        let linked = link.as_ref().filter(|link| self.link.is_none() || is_other(link));
        if !changed.is_empty() {
            CrosstermBackend::new(&mut out).draw(bridged(&changed, &self.next).into_iter())?;
        }
        if let Some((x, y, link)) = linked {
            queue!(out, Print(link::begun(link)))?;
            let cells = (*x..x + columns(link)).filter_map(|at| Some((at, *y, self.next.cell((at, *y))?)));
            CrosstermBackend::new(&mut out).draw(cells)?;
            queue!(out, Print(link::ENDED))?;
        }
        if out.is_empty() && cursor == self.cursor {
            return Ok(out);
        }
        match cursor {
            Some(at) => queue!(out, MoveTo(at.x, at.y), Show)?,
            None => queue!(out, Hide)?,
        }
        std::mem::swap(&mut self.shown, &mut self.next);
        (self.cursor, self.link) = (cursor, link);
        let mut whole = Vec::with_capacity(out.len() + 16);
        queue!(whole, BeginSynchronizedUpdate)?;
        whole.append(&mut out);
        queue!(whole, EndSynchronizedUpdate)?;
        Ok(whole)
    }
}

/// Makes the cells of a link such as no frame has: nothing on the screen is hidden.
fn spoil(buffer: &mut Buffer, (x, y, link): &Placed) {
    for at in *x..x + columns(link) {
        if let Some(cell) = buffer.cell_mut((at, *y)) {
            cell.modifier.insert(Modifier::HIDDEN);
        }
    }
}

fn columns(link: &link::Link) -> u16 {
    u16::try_from(width(&link.text)).unwrap_or(u16::MAX)
}

/// The changed cells, and the narrow ones between those that stand close to each other.
fn bridged<'b>(changed: &[(u16, u16, &'b Cell)], frame: &'b Buffer) -> Vec<(u16, u16, &'b Cell)> {
    let mut all: Vec<(u16, u16, &Cell)> = Vec::with_capacity(changed.len());
    for &(x, y, cell) in changed {
        if let Some(&(before, row, _)) = all.last()
            && row == y
            && (1..=BRIDGED).contains(&(x - before - 1))
            && (before..x).all(|at| width(frame[(at, y)].symbol()) == 1)
        {
            all.extend((before + 1..x).map(|at| (at, y, &frame[(at, y)])));
        }
        all.push((x, y, cell));
    }
    all
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU16;

    use ratatui::style::Color;
    use ratatui::style::Style;
    use vt100::Parser;

    use super::*;

    const SIZE: (u16, u16) = (40, 3);

    /// A terminal with the painter before it.
    struct Shown {
        painter: Painter,
        parser: Parser,
        sent: Vec<u8>,
    }

    impl Shown {
        fn new() -> Shown {
            let size = |cells| NonZeroU16::new(cells).unwrap();
            Shown {
                painter: Painter::default(),
                parser: Parser::new(size(SIZE.1), size(SIZE.0), 0),
                sent: Vec::new(),
            }
        }

        fn show(&mut self, text: &str, link: Option<Placed>) {
            self.painter.canvas(SIZE).set_string(0, 1, text, Style::new());
            self.sent = self.painter.paint(Some(Position::new(0, 1)), link).unwrap();
            self.parser.process(&self.sent);
            assert_eq!(self.parser.screen().contents().trim(), text);
            assert_eq!(self.parser.screen().cursor_position(), (1, 0));
        }
    }

    fn link(x: u16) -> Placed {
        let (text, address) = ("RA123".to_owned(), "https://post.example/RA123".to_owned());
        (x, 1, link::Link { text, address })
    }

    #[test]
    fn a_frame_that_is_shown_already_is_not_sent() {
        let mut shown = Shown::new();
        shown.show("Елена Иванова", None);
        assert!(!shown.sent.is_empty());
        shown.show("Елена Иванова", None);
        assert_eq!(shown.sent, b"");
    }

    #[test]
    fn letters_that_stay_between_others_are_cheaper_than_the_way_over_them() {
        let mut shown = Shown::new();
        shown.show("a b c d e f", None);
        shown.show("A b C d E f", None);
        let sent = String::from_utf8(shown.sent.clone()).unwrap();
        assert!(sent.contains("A b C d E"), "{sent:?}");
    }

    #[test]
    fn a_wide_letter_is_never_written_over_by_its_other_half() {
        let mut shown = Shown::new();
        shown.show("a漢b c", None);
        shown.show("A漢B C", None);
        shown.show("漢字漢", None);
        shown.show("x字y", None);
    }

    #[test]
    fn a_link_has_the_colours_of_its_place() {
        let mut shown = Shown::new();
        let look = Style::new().fg(Color::Rgb(1, 2, 3)).bg(Color::Rgb(250, 251, 252));
        shown.painter.canvas(SIZE).set_string(0, 1, "no. RA123", look);
        let sent = shown.painter.paint(None, Some(link(4))).unwrap();
        shown.parser.process(&sent);
        let cell = |x| shown.parser.screen().cell(1, x).unwrap().clone();
        assert_eq!(cell(4).contents(), "R");
        assert_eq!(
            (cell(4).fgcolor(), cell(4).bgcolor()),
            (cell(0).fgcolor(), cell(0).bgcolor())
        );
        assert_eq!(cell(8).bgcolor(), vt100::Color::Rgb(250, 251, 252));
    }

    #[test]
    fn a_link_is_sent_once_and_taken_off_letters_that_stay() {
        let begun = |shown: &Shown| String::from_utf8_lossy(&shown.sent).matches("]8;;https").count();
        let mut shown = Shown::new();
        shown.show("no. RA123", Some(link(4)));
        assert_eq!(begun(&shown), 1);
        shown.show("No. RA123", Some(link(4)));
        assert_eq!(begun(&shown), 0, "its letters were not touched");
        shown.show("No. RA123", None);
        let sent = String::from_utf8_lossy(&shown.sent).into_owned();
        assert!(sent.contains("RA123") && begun(&shown) == 0, "{sent:?}");
        shown.show("No RA123", Some(link(3)));
        assert_eq!(begun(&shown), 1);
    }
}
