//! A cart that was left behind (R31): who did it has a card, and the morning's list; the queue has nothing of it.

use super::customers;
use super::options::KEPT;
use super::people;
use super::touched::Touched;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPerson;
use crate::store::CartKnown;

/// Takes it in. One that is told again changes nothing, nor one that became an order.
pub(super) fn take(write: &DeskTx<'_>, touched: &mut Touched, cart: &IncomingOrder) -> Result<(), DeskError> {
    let tx = &write.tx;
    if cart.created_at < tx.now() - KEPT {
        return Ok(());
    }
    let known = tx.cart_known(cart)?;
    let customer = match known {
        CartKnown::Over | CartKnown::AsTold => return Ok(()),
        CartKnown::Otherwise(customer) => Some(customer),
        CartKnown::Not => None,
    };
    let person = IncomingPerson {
        customer: cart.customer.clone(),
        sex: None,
        region: cart.region.clone(),
        note: String::new(),
        consent: None,
    };
    let (_, changed) = people::take(write, &person, None)?;
    if let Some(customer) = changed {
        touched.touch(customer, None);
    }
    let whose = match customer {
        Some(customer) => Some(customer),
        None => customers::same_person(tx, &cart.customer)?,
    };
    if let Some(customer) = whose {
        tx.keep_cart(cart, customer)?;
        tx.forget_carts(tx.now() - KEPT)?;
    }
    Ok(())
}
