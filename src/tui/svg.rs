//! A drawn screen as a picture: a grid of characters with their colours and weights, for the README and for a test that
//! compares the picture with what is really drawn.

use std::fmt::Write;

use ratatui::buffer::Buffer;
use ratatui::buffer::Cell;
use ratatui::style::Color;
use ratatui::style::Modifier;

/// Pixels of a column and of a row.
const COLUMN: usize = 9;
const ROW: usize = 19;
/// Pixels around the screen.
const MARGIN: usize = 10;
const PAPER: &str = "#1b1d23";
const INK: &str = "#d7dae0";

/// How a run of cells looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Look {
    ink: &'static str,
    paper: &'static str,
    bold: bool,
    italic: bool,
    dim: bool,
}

/// The screen as one SVG file, the same for the same screen.
pub fn svg(buffer: &Buffer) -> String {
    let area = buffer.area;
    let (columns, rows) = (usize::from(area.width), usize::from(area.height));
    let (width, height) = (columns * COLUMN + 2 * MARGIN, rows * ROW + 2 * MARGIN);
    let mut out = String::new();
    // Writing into a String cannot fail.
    let _ = writeln!(
        out,
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"{PAPER}\"/>\n\
         <g font-family=\"'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace\" font-size=\"15\" xml:space=\"preserve\">"
    );
    for y in 0..rows {
        row(&mut out, buffer, y, columns);
    }
    out.push_str("</g>\n</svg>\n");
    out
}

fn row(out: &mut String, buffer: &Buffer, y: usize, columns: usize) {
    let cells = &buffer.content()[y * columns..(y + 1) * columns];
    let top = MARGIN + y * ROW;
    let mut x = 0;
    while x < columns {
        let look = look(&cells[x]);
        let run = cells[x..].iter().take_while(|cell| self::look(cell) == look).count();
        let (left, wide) = (MARGIN + x * COLUMN, run * COLUMN);
        if look.paper != PAPER {
            let paper = look.paper;
            let _ = writeln!(
                out,
                "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{ROW}\" fill=\"{paper}\"/>"
            );
        }
        let text = text(&cells[x..x + run]);
        if !text.trim().is_empty() {
            let weight = if look.bold { " font-weight=\"bold\"" } else { "" };
            let slant = if look.italic { " font-style=\"italic\"" } else { "" };
            let dim = if look.dim { " opacity=\"0.6\"" } else { "" };
            let (base, ink) = (top + 14, look.ink);
            let _ = writeln!(
                out,
                "<text x=\"{left}\" y=\"{base}\" textLength=\"{wide}\" fill=\"{ink}\"{weight}{slant}{dim}>{text}</text>"
            );
        }
        x += run;
    }
}

/// The characters of a run; a wide one is followed by a cell that holds nothing of its own.
fn text(cells: &[Cell]) -> String {
    let mut text = String::new();
    let mut hidden = 0;
    for cell in cells {
        if hidden > 0 {
            hidden -= 1;
            continue;
        }
        let symbol = cell.symbol();
        hidden = crate::text::width(symbol).saturating_sub(1);
        for c in symbol.chars() {
            match c {
                '&' => text.push_str("&amp;"),
                '<' => text.push_str("&lt;"),
                '>' => text.push_str("&gt;"),
                ' ' => text.push('\u{a0}'),
                _ => text.push(c),
            }
        }
    }
    text
}

fn look(cell: &Cell) -> Look {
    let (mut ink, mut paper) = (colour(cell.fg, INK), colour(cell.bg, PAPER));
    if cell.modifier.contains(Modifier::REVERSED) {
        std::mem::swap(&mut ink, &mut paper);
    }
    Look {
        ink,
        paper,
        bold: cell.modifier.contains(Modifier::BOLD),
        italic: cell.modifier.contains(Modifier::ITALIC),
        dim: cell.modifier.contains(Modifier::DIM),
    }
}

fn colour(colour: Color, default: &'static str) -> &'static str {
    match colour {
        Color::Red | Color::LightRed => "#e06c75",
        Color::Yellow | Color::LightYellow => "#e5c07b",
        Color::Green | Color::LightGreen => "#98c379",
        Color::Cyan | Color::LightCyan => "#56b6c2",
        Color::Blue | Color::LightBlue => "#61afef",
        Color::Magenta | Color::LightMagenta => "#c678dd",
        Color::Black => "#1b1d23",
        Color::Gray | Color::White => "#d7dae0",
        Color::DarkGray => "#7f848e",
        _ => default,
    }
}
