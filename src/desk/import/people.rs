//! Somebody of a base who has bought nothing yet: a card of their own, or more of the one they have.

use super::customers;
use super::options::Came;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::IncomingPerson;
use crate::domain::incoming_person::fill;

/// Takes them in; whose projections are to be recomputed. Whoever is marked as not a customer stays as they are (R27).
pub(super) fn take(write: &DeskTx<'_>, person: &IncomingPerson) -> Result<(Came, Option<CustomerId>), DeskError> {
    let tx = &write.tx;
    let who = &person.customer;
    let known = customers::same_person(tx, who)?;
    let id = match known {
        Some(id) => id,
        None => customers::insert(tx, who, &person.region)?,
    };
    let card = tx.customer(id)?.ok_or(DeskError::NotFound)?;
    if card.not_customer {
        return Ok((Came::Unchanged, None));
    }
    let changes = fill(&card, person, tx.now());
    if known.is_some() && changes.is_empty() {
        return Ok((Came::Unchanged, None));
    }
    let applied: Vec<_> = changes
        .iter()
        .map(|change| tx.apply(change))
        .collect::<Result<_, _>>()?;
    // What made a card is no change of it.
    let told = known.map(|_| applied.as_slice());
    write.entry(ActionKind::Import, None, id, told)?;
    let came = known.map_or(Came::Created, |_| Came::Updated);
    Ok((came, Some(id)))
}
