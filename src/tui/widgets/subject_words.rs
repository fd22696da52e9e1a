//! The order or customer, in a few words.

use super::Pen;
use crate::text::clean;
use crate::tui::subject::Subject;

/// The order and the customer a mode is about.
pub fn subject_words(pen: &Pen<'_>, subject: &Subject) -> String {
    if !subject.marked.is_empty() {
        return pen
            .tr()
            .with("console-marked", &[("count", subject.marked.len().into())]);
    }
    let name = if subject.name.is_empty() {
        pen.tr().text("card-nameless")
    } else {
        clean(&subject.name).into_owned()
    };
    if subject.number.is_empty() {
        return name;
    }
    let number = pen
        .tr()
        .with("card-number", &[("number", clean(&subject.number).as_ref().into())]);
    format!("{number} · {name}")
}
