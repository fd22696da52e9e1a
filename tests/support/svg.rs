//! A drawn screen as a picture: a grid of characters with their colours and weights, for the README and for a test that
//! compares the picture with what is really drawn.
//!
//! Lines of frames are drawn as lines, not as characters: whatever font shows the picture, they meet.

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
const PAPER: &str = "#14171b";
const INK: &str = "#cdd2d9";
const RULE: &str = "#3a424d";

/// How a run of cells looks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Look {
    ink: String,
    paper: String,
    bold: bool,
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
         <g font-family=\"'DejaVu Sans Mono', 'Liberation Mono', Menlo, Consolas, monospace\" font-size=\"15\" fill=\"{INK}\" xml:space=\"preserve\">"
    );
    for y in 0..rows {
        row(&mut out, buffer, y, columns);
    }
    out.push_str("</g>\n");
    lines(&mut out, buffer, columns);
    out.push_str("</svg>\n");
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
            let paper = &look.paper;
            let _ = writeln!(
                out,
                "<rect x=\"{left}\" y=\"{top}\" width=\"{wide}\" height=\"{ROW}\" fill=\"{paper}\" shape-rendering=\"crispEdges\"/>"
            );
        }
        for (at, long, text) in pieces(&cells[x..x + run]) {
            let weight = if look.bold { " font-weight=\"bold\"" } else { "" };
            let ink = if look.ink == INK {
                String::new()
            } else {
                format!(" fill=\"{}\"", look.ink)
            };
            let (left, base, wide) = (left + at * COLUMN, top + 14, long * COLUMN);
            let _ = writeln!(
                out,
                "<text x=\"{left}\" y=\"{base}\" textLength=\"{wide}\"{ink}{weight}>{text}</text>"
            );
        }
        x += run;
    }
}

/// Where the lines of a frame's character go from its middle: up, right, down, left.
fn arms(cell: &Cell) -> [bool; 4] {
    match cell.symbol() {
        "─" => [false, true, false, true],
        "│" => [true, false, true, false],
        "┌" => [false, true, true, false],
        "┐" => [false, false, true, true],
        "└" => [true, true, false, false],
        "┘" => [true, false, false, true],
        _ => [false; 4],
    }
}

/// All rules, as one path. Lines that run on are one stroke.
fn lines(out: &mut String, buffer: &Buffer, columns: usize) {
    let rows = usize::from(buffer.area.height);
    let arms = |x: usize, y: usize| arms(&buffer.content()[y * columns + x]);
    let middle_x = |x: usize| MARGIN * 2 + x * COLUMN * 2 + COLUMN;
    let middle_y = |y: usize| MARGIN * 2 + y * ROW * 2 + ROW;
    let mut path = String::new();
    for y in 0..rows {
        let halves = (0..columns).map(|x| (middle_x(x), COLUMN, arms(x, y)[3], arms(x, y)[1]));
        for (from, to) in strokes(halves) {
            let _ = write!(path, "M{} {}H{}", half(from), half(middle_y(y)), half(to));
        }
    }
    for x in 0..columns {
        let halves = (0..rows).map(|y| (middle_y(y), ROW, arms(x, y)[0], arms(x, y)[2]));
        for (from, to) in strokes(halves) {
            let _ = write!(path, "M{} {}V{}", half(middle_x(x)), half(from), half(to));
        }
    }
    if !path.is_empty() {
        let _ = writeln!(out, "<path d=\"{path}\" fill=\"none\" stroke=\"{RULE}\"/>");
    }
}

/// Joins the halves of cells that follow each other: of each its middle, half its length, and whether its first and its
/// second half is drawn. In half pixels.
fn strokes(cells: impl Iterator<Item = (usize, usize, bool, bool)>) -> Vec<(usize, usize)> {
    let mut strokes: Vec<(usize, usize)> = Vec::new();
    for (middle, length, first, second) in cells {
        let halves = [(first, middle - length, middle), (second, middle, middle + length)];
        for (_, from, to) in halves.into_iter().filter(|(drawn, ..)| *drawn) {
            match strokes.last_mut() {
                Some((_, end)) if *end == from => *end = to,
                _ => strokes.push((from, to)),
            }
        }
    }
    strokes
}

/// Half pixels as pixels.
fn half(halves: usize) -> String {
    if halves.is_multiple_of(2) {
        (halves / 2).to_string()
    } else {
        format!("{}.5", halves / 2)
    }
}

/// The texts of a run, each with its first column and its length: apart where there is a gap, and signs that may come
/// from another font alone, so that no column depends on what stands before it. A wide character is followed by a cell
/// that holds nothing of its own.
fn pieces(cells: &[Cell]) -> Vec<(usize, usize, String)> {
    let mut pieces: Vec<(usize, usize, String)> = Vec::new();
    let mut hidden = 0;
    let mut gap = 2;
    let mut alone = false;
    for (at, cell) in cells.iter().enumerate() {
        if hidden > 0 {
            hidden -= 1;
            continue;
        }
        let symbol = if is_line(cell) { " " } else { cell.symbol() };
        let columns = crate::text::width(symbol).max(1);
        hidden = columns - 1;
        if symbol.trim_matches(['\u{a0}', ' ']).is_empty() {
            gap += 1;
            continue;
        }
        let sign = symbol.chars().any(|c| c >= '\u{2190}');
        match pieces.last_mut() {
            Some((_, length, text)) if gap < 2 && !sign && !alone => {
                text.push_str(if gap == 1 { "\u{a0}" } else { "" });
                *length += gap + columns;
                escape(text, symbol);
            }
            _ => {
                let mut text = String::new();
                escape(&mut text, symbol);
                pieces.push((at, columns, text));
            }
        }
        (gap, alone) = (0, sign);
    }
    pieces
}

fn escape(text: &mut String, symbol: &str) {
    for c in symbol.chars() {
        match c {
            '&' => text.push_str("&amp;"),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            _ => text.push(c),
        }
    }
}

fn is_line(cell: &Cell) -> bool {
    arms(cell).contains(&true)
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
    }
}

fn colour(colour: Color, default: &str) -> String {
    let name = match colour {
        Color::Rgb(red, green, blue) => return format!("#{red:02x}{green:02x}{blue:02x}"),
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
    };
    name.to_owned()
}
