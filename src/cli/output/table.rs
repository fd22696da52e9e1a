//! Calm tables: columns as wide as their widest cell, two spaces between, no rules and no colours.

use crate::text;

/// On which side a column is straight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Words.
    Left,
    /// Numbers and money.
    Right,
}

/// The lines of `rows`, each cleaned and without spaces at its end. A column in which every cell is empty is left out.
pub fn table(sides: &[Side], rows: &[Vec<String>]) -> String {
    let rows: Vec<Vec<String>> = rows
        .iter()
        .map(|row| row.iter().map(|cell| text::clean(cell).into_owned()).collect())
        .collect();
    let lines = text::straight(&rows, |at| sides.get(at) == Some(&Side::Right));
    lines.iter().fold(String::new(), |out, line| out + line + "\n")
}

/// Names and values below each other; pairs without a value are left out.
pub fn pairs(pairs: &[(String, String)]) -> String {
    let rows: Vec<Vec<String>> = pairs
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| vec![name.clone(), value.clone()])
        .collect();
    table(&[Side::Left, Side::Left], &rows)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_straight_in_any_script() {
        let rows = [["1", "Елена", ""], ["12", "茶壺", ""], ["3", "a\u{1b}b", ""]];
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
        let sides = [Side::Right, Side::Left, Side::Left];
        assert_eq!(table(&sides, &rows), " 1  Елена\n12  茶壺\n 3  ab\n");
    }
}
