//! Everything the file holds of one person.

use crate::domain::held::HeldRows;
use crate::domain::ids::CustomerId;
use crate::store::StoreError;
use crate::store::look::Look;

/// Table by table, with those who have become one with them.
pub fn of_person(look: &Look<'_>, customer: CustomerId) -> Result<Vec<HeldRows>, StoreError> {
    look.store.held(customer)
}
