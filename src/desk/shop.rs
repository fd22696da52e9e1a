//! What the shop changed after an order was confirmed: shown beside ours, taken over when a manager says so.

use crate::desk::outcome::DeskError;
use crate::desk::outcome::Performed;
use crate::desk::outcome::Target;
use crate::desk::perform::Desk;
use crate::desk::write::Write;
use crate::domain::action::Action;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::ids::OrderId;
use crate::domain::order_merge as merge;
use crate::domain::order_merge::Difference;
use crate::store::Store;

/// How the shop's version of `order` differs from ours; nothing when it kept none.
pub(super) fn differences(store: &Store, order: &OrderRecord) -> Result<Vec<Difference>, DeskError> {
    let shop = store.shop_versions(order.facts.id)?;
    Ok(shop
        .map(|(shop, asked)| merge::difference(order, &shop, asked.as_ref()))
        .unwrap_or_default())
}

impl Desk {
    /// Takes over what the shop changed in a confirmed order.
    pub fn accept_shop(&mut self, order: OrderId) -> Result<Performed, DeskError> {
        let write = Write::begin(self)?;
        let (record, customer) = write.read(Target::Order(order))?;
        let Some(record) = record else {
            return Err(DeskError::NotFound);
        };
        let (shop, asked) = write.tx.shop_versions(order)?.ok_or(Refusal::NoShopChange)?;
        write.respect_claim(customer.id)?;
        let changes = merge::accept(&record, &shop, asked.as_ref());
        write.finish(&Action::AcceptShop { changes }, Some(record), &customer, Vec::new())
    }
}
