//! Other words for how an order is paid, how and where it goes, and what is to be minded.

use super::changes::Setter;
use crate::domain::action::DetailsEdit;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::action::delivery_is_open;
use crate::domain::action::terms_are_open;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::zone;

/// Only what is other than it stands is changed, and only that need be allowed still.
pub(super) fn edit_details(order: &OrderRecord, edit: &DetailsEdit) -> Result<Vec<Change>, Refusal> {
    let facts = &order.facts;
    let fields = edit.changed(order);
    if fields.iter().any(|field| DELIVERY.contains(field)) {
        delivery_is_open(facts)?;
    }
    if fields.iter().any(|field| PAYMENT.contains(field)) {
        terms_are_open(facts)?;
    }
    if !edit.overwritten(order).is_empty() {
        return Err(Refusal::ChangedMeanwhile);
    }
    let mut set = Setter::of(order);
    let terms = edit.terms.unwrap_or(facts.terms);
    set.value(Field::Terms, facts.terms.int().into(), terms.int().into());
    for (field, before, after) in edit.texts(order) {
        if let Some(after) = after {
            set.text(field, before, after.trim());
        }
    }
    if fields.contains(&Field::DeliveryTitle) {
        let named = edit.delivery.as_deref().and_then(Carrier::named);
        // A number is some carrier's, whatever the delivery is called.
        let carrier = named.or(facts.carrier.filter(|_| order.tracking_number.is_some()));
        let code = |carrier: Option<Carrier>| carrier.map(Carrier::int).into();
        set.value(Field::Carrier, code(facts.carrier), code(carrier));
    }
    if fields.contains(&Field::Address) && edit.address.as_deref().is_some_and(|to| is_elsewhere(order, to)) {
        set.text(Field::Region, &order.texts.region, "");
    }
    Ok(set.changes)
}

/// True when the region the shop named is not where the address lies: it says no more what the customer's clock shows
/// (R36).
fn is_elsewhere(order: &OrderRecord, address: &str) -> bool {
    let (from, to) = (zone::of_place(&order.texts.region), zone::of_place(address));
    from.zip(to).is_some_and(|(from, to)| from != to)
}

/// What stands once the order is handed over.
const DELIVERY: [Field; 2] = [Field::DeliveryTitle, Field::Address];
/// What stands once it is paid, too.
const PAYMENT: [Field; 2] = [Field::Terms, Field::PaymentTitle];

impl DetailsEdit {
    /// The fields of `now` that are neither as they were seen nor as they are to be: somebody else has changed them
    /// meanwhile.
    pub fn overwritten(&self, now: &OrderRecord) -> Vec<Field> {
        let Some(seen) = &self.seen else { return Vec::new() };
        let other = |field: &Field| match field {
            Field::Terms => now.facts.terms != seen.facts.terms,
            field => text_of(now, *field) != text_of(seen, *field),
        };
        self.changed(now).into_iter().filter(other).collect()
    }

    /// The fields that are to be other than they are in `now`.
    fn changed(&self, now: &OrderRecord) -> Vec<Field> {
        let terms = self.terms.filter(|terms| *terms != now.facts.terms);
        let other = |(field, before, after): (Field, &str, &Option<String>)| {
            let is_other = after.as_ref().is_some_and(|after| after.trim() != before);
            is_other.then_some(field)
        };
        let texts = self.texts(now).into_iter().filter_map(other);
        terms.map(|_| Field::Terms).into_iter().chain(texts).collect()
    }

    fn texts<'e>(&'e self, now: &'e OrderRecord) -> [(Field, &'e str, &'e Option<String>); 4] {
        [
            (Field::PaymentTitle, &self.payment),
            (Field::DeliveryTitle, &self.delivery),
            (Field::Address, &self.address),
            (Field::Comment, &self.comment),
        ]
        .map(|(field, after)| (field, text_of(now, field), after))
    }
}

fn text_of(order: &OrderRecord, field: Field) -> &str {
    let texts = &order.texts;
    match field {
        Field::PaymentTitle => &texts.payment_title,
        Field::DeliveryTitle => &texts.delivery_title,
        Field::Address => &texts.address,
        Field::Comment => &texts.comment,
        _ => "",
    }
}
