//! Claims that came along with something else, a look, a note, an edit (R8): they last as long as the card is worked on.

use super::Model;
use super::holder::holder;
use crate::domain::ids::CustomerId;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::tui::subject::Subject;

/// So long after the last key in that card they end.
const LASTS: Span = Span::minutes(5);

/// What is about to be done claims a customer nobody holds.
pub fn begin(model: &mut Model, subject: &Subject) {
    if holder(model, subject).is_none() && !holds(model, subject.customer) {
        model.passing.push((subject.customer, None));
    }
}

/// The customer is held on purpose from now on, by NEXT, by the key for it, by a call, or no longer at all.
pub fn forget(model: &mut Model, customer: CustomerId) {
    model.passing.retain(|(whom, _)| *whom != customer);
}

/// Whether a customer was claimed in passing.
pub fn holds(model: &Model, customer: CustomerId) -> bool {
    model.passing.iter().any(|(whom, _)| *whom == customer)
}

/// A key was pressed in the card under the cursor.
pub fn touch(model: &mut Model, now: Time) {
    let customer = model.subject().map(|subject| subject.customer);
    for (whom, at) in &mut model.passing {
        if Some(*whom) == customer {
            *at = Some(now);
        }
    }
}

/// Those in whose cards no key was pressed for long.
pub fn lapsed(model: &mut Model, now: Time) -> Vec<CustomerId> {
    let mut lapsed = Vec::new();
    for (whom, at) in &mut model.passing {
        if now - *at.get_or_insert(now) >= LASTS {
            lapsed.push(*whom);
        }
    }
    lapsed
}
