//! Somebody of a base who has bought nothing yet: a card of their own, or more of the one they have.

use super::customers;
use super::options::Came;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::CustomerRecord;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::IncomingPerson;
use crate::domain::incoming::ToldConsent;
use crate::domain::incoming_person::fill;
use crate::domain::time::Time;

/// Takes them in; whose projections are to be recomputed. Who is marked as not a customer stays as they are (R27).
pub(super) fn take(
    write: &DeskTx<'_>,
    person: &IncomingPerson,
    first_seen: Option<Time>,
) -> Result<(Came, Option<CustomerId>), DeskError> {
    let tx = &write.tx;
    let who = &person.customer;
    let known = customers::same_person(tx, who)?;
    let id = match known {
        Some(id) => id,
        None => customers::insert(tx, who, &person.region, None)?,
    };
    withdraw_elsewhere(write, person, id)?;
    let card = tx.customer(id)?.ok_or(DeskError::NotFound)?;
    if card.not_customer {
        return Ok((Came::Unchanged, None));
    }
    let consent = consent(write, &card, person.consent, first_seen)?;
    let changes = fill(&card, person, consent, tx.now());
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

/// What the base says of offers, a plain no without a date since the file was first seen: in many bases that is what stands
/// there for who was never asked, and it ends no agreement that came later, nor one that somebody here was given.
fn consent(
    write: &DeskTx<'_>,
    card: &CustomerRecord,
    told: Option<ToldConsent>,
    first_seen: Option<Time>,
) -> Result<Option<ToldConsent>, DeskError> {
    let (Some(ToldConsent::No(None)), Some(agreed)) = (told, card.offers.consent_at) else {
        return Ok(told);
    };
    let is_given_here = write.tx.has_done(card.id, ActionKind::Consent, agreed)?;
    let said_at = first_seen.unwrap_or(write.tx.now());
    Ok((!is_given_here).then_some(ToldConsent::No(Some(said_at))))
}

/// A phone or an email whose owner wants no offers gets none by any card that has it, by any name there, nor
/// when somebody marked as not a customer comes back (R25): who agreed is careful about names, who withdraws need not be.
fn withdraw_elsewhere(write: &DeskTx<'_>, person: &IncomingPerson, own: CustomerId) -> Result<(), DeskError> {
    let Some(ToldConsent::Withdrawn(at)) = person.consent else {
        return Ok(());
    };
    let tx = &write.tx;
    let at = at.map_or(tx.now(), |at| at.min(tx.now()));
    for (_, _, norm) in person.customer.contacts() {
        let Some(norm) = norm else { continue };
        for id in tx.customers_by_contact(norm)? {
            let card = tx.customer(id)?.ok_or(DeskError::NotFound)?;
            let agrees = card.offers.consent_at.is_some();
            if agrees && (id != own || card.not_customer) {
                write.withdraw(id, at, ActionKind::Import)?;
            }
        }
    }
    Ok(())
}
