//! Calm tables: columns as wide as their widest cell, two spaces between, no rules and no colours.

use crate::i18n::Tr;
use crate::text;

/// The lines of `rows`, each cleaned and without spaces at its end; the columns of `right` hold numbers and stand on the
/// right. A column in which every cell is empty is left out.
pub fn table(right: &[usize], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let cleaned = |row: Vec<String>| row.iter().map(|cell| text::clean(cell).into_owned()).collect();
    let rows: Vec<Vec<String>> = rows.into_iter().map(cleaned).collect();
    let lines = text::straight(&rows, |at| right.contains(&at));
    lines.iter().fold(String::new(), |out, line| out + line + "\n")
}

/// The words of these keys as headings; an empty key heads nothing.
pub fn headings<const N: usize>(tr: &Tr, keys: [&str; N]) -> Vec<String> {
    let words = keys.map(|key| if key.is_empty() { String::new() } else { tr.text(key) });
    words.to_vec()
}

/// Names and values below each other; pairs without a value are left out.
pub fn pairs(pairs: &[(String, String)]) -> String {
    let filled = pairs.iter().filter(|(_, value)| !value.is_empty());
    table(&[], filled.map(|(name, value)| vec![name.clone(), value.clone()]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_straight_in_any_script() {
        let rows = [["1", "Елена", ""], ["12", "茶壺", ""], ["3", "a\u{1b}b", ""]];
        let rows = rows.map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&[0], rows), " 1  Елена\n12  茶壺\n 3  ab\n");
    }
}
