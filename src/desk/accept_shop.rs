//! What the shop changed after an order was confirmed: shown beside ours, taken over when a manager says so.

use super::Desk;
use super::error::DeskError;
use super::result::Performed;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::action::Refusal;
use crate::domain::ids::OrderId;
use crate::domain::order_merge;
use crate::domain::target::Target;

impl Desk {
    /// Takes over what the shop changed in a confirmed order.
    pub fn accept_shop(&mut self, order: OrderId) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let (record, customer) = write.read(Target::Order(order))?;
        let Some(record) = record else {
            return Err(DeskError::NotFound);
        };
        let (shop, asked) = write.tx.shop_versions(order)?.ok_or(Refusal::NoShopChange)?;
        write.respect_claim(customer.id)?;
        let changes = order_merge::accept(&record, &shop, asked.as_ref());
        write.finish(&Action::AcceptShop { changes }, Some(record), &customer, Vec::new())
    }
}
