//! What an action does, and what it did.

use crate::domain::action::ActionKind;
use crate::domain::history::Deed;
use crate::i18n::Tr;

/// What it does, for a key or a list: `confirm`, `paid`.
pub fn action(tr: &Tr, kind: ActionKind) -> String {
    tr.coded("action", kind.code())
}

/// What it did, in the past: `confirmed`, `note written`; a call by what came of it: `no answer`.
pub fn done(tr: &Tr, did: impl Into<Deed>) -> String {
    match did.into() {
        Deed::Did(kind) => tr.coded("done", kind.code()),
        Deed::Called(outcome) => super::outcome(tr, outcome),
    }
}

/// What it did and to which order, in the past: `No. 1042 · confirmed`; without a number only what.
pub fn done_line(tr: &Tr, did: impl Into<Deed>, number: Option<&str>) -> String {
    of_order(tr, number, done(tr, did))
}

/// What was done, with the order it was done to: `No. 1042 · confirmed`; without a number only what.
pub fn of_order(tr: &Tr, number: Option<&str>, what: String) -> String {
    match number.filter(|number| !number.is_empty()) {
        Some(number) => tr.with("done-line", &[("number", number.into()), ("what", what.into())]),
        None => what,
    }
}

/// What it did to a number of them: `3 × confirmed`; to one, as [`done_line`] says it.
pub fn done_count(tr: &Tr, did: impl Into<Deed>, count: usize, number: Option<&str>) -> String {
    if count <= 1 {
        return done_line(tr, did, number);
    }
    tr.with("done-count", &[("count", count.into()), ("what", done(tr, did).into())])
}

/// That it was taken back: `Undone: No. 1042 · confirmed`.
pub fn undid_line(tr: &Tr, did: impl Into<Deed>, count: usize, number: Option<&str>) -> String {
    tr.with("undid-line", &[("what", done_count(tr, did, count, number).into())])
}

/// That it was done again: `Done again: No. 1042 · confirmed`.
pub fn redid_line(tr: &Tr, did: impl Into<Deed>, count: usize, number: Option<&str>) -> String {
    tr.with("redid-line", &[("what", done_count(tr, did, count, number).into())])
}
