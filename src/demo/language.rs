//! The language the demo's people and goods are named in.

/// The language the made-up people, goods and towns are named in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
}
