//! What a guess asks of the columns a table may hold.

use super::content::Content;

/// A kind of column that is guessed.
pub trait Guessable: Copy + Eq + 'static {
    /// All that a profile may name.
    fn all() -> Vec<Self>;

    /// Kinds of which one must be there, each with the usual one first.
    fn needed() -> &'static [&'static [Self]];

    /// Its name in a profile.
    fn key(self) -> String;

    /// What a heading is known to mean.
    fn named(heading: &str) -> Option<Self>;

    /// What a telling word in it hints at.
    fn alike(heading: &str) -> Option<Self>;

    /// What the cells below it alone tell.
    fn of_content(content: &Content) -> Option<Self>;

    /// True unless the cells below speak against it.
    fn bears(self, content: &Content) -> bool;

    /// True when two headings hold parts of one thing.
    fn are_parts(self, one: &str, other: &str) -> bool;

    /// True when it holds dates.
    fn is_date(self) -> bool;

    /// True when it holds an amount of money.
    fn is_amount(self) -> bool;
}

/// The usual column of each kind that must be there and was not found.
pub fn missing<C: Guessable>(found: &[C]) -> impl Iterator<Item = C> {
    let missing = C::needed()
        .iter()
        .filter(|kind| !kind.iter().any(|column| found.contains(column)));
    missing.filter_map(|kind| kind.first().copied())
}
