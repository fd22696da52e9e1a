//! What a piece of work is about, for foreseeing what it will ask.

use super::args::Val;

/// Something a piece of work is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkKey<'a> {
    /// An id, or another number.
    Number(i64),
    /// A text.
    Text(&'a str),
}

impl From<i64> for WorkKey<'_> {
    fn from(number: i64) -> Self {
        WorkKey::Number(number)
    }
}

impl<'a> From<&'a str> for WorkKey<'a> {
    fn from(text: &'a str) -> Self {
        WorkKey::Text(text)
    }
}

impl WorkKey<'_> {
    /// As it would be bound.
    pub(super) fn val(self) -> Val<'static> {
        match self {
            WorkKey::Number(number) => Val::Int(number),
            WorkKey::Text(text) => Val::from(text.to_owned()),
        }
    }
}
