//! Straight columns of plain text.

use super::pad_left;
use super::pad_right;
use super::width;

/// A line for each row, its cells as wide as the widest of their column, two spaces between them and none at the end;
/// `is_right` says which columns are straight on the right. A column of empty cells is left out. Cells must be clean.
pub fn straight(rows: &[Vec<String>], is_right: impl Fn(usize) -> bool) -> Vec<String> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widest = |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max();
    let columns: Vec<(usize, bool)> = (0..count).map(|at| (widest(at).unwrap_or(0), is_right(at))).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&columns).filter(|(_, (width, _))| *width > 0);
        let cells = cells.map(|(cell, (width, right))| match right {
            true => pad_left(cell, *width),
            false => pad_right(cell, *width),
        });
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    rows.iter().map(line).collect()
}
