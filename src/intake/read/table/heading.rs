//! Headings compared without case and punctuation.

use crate::text::skeleton;

/// A header for comparing: look-alikes as one, letters, digits and № only, single spaces between.
pub fn plain(header: &str) -> String {
    let words: String = skeleton(header)
        .chars()
        .map(|c| if c.is_alphanumeric() || c == '№' { c } else { ' ' })
        .collect();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
