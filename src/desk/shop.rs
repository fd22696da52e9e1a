//! temp
use crate::desk::outcome::DeskError;
use crate::desk::outcome::Performed;
use crate::desk::perform::Desk;
use crate::domain::action::OrderRecord;
use crate::domain::ids::OrderId;
use crate::domain::merge::Difference;
use crate::store::Store;
pub(super) fn differences(_store: &Store, _order: &OrderRecord) -> Result<Vec<Difference>, DeskError> {
    Ok(Vec::new())
}
impl Desk {
    /// d
    pub fn accept_shop(&mut self, _order: OrderId) -> Result<Performed, DeskError> {
        Err(DeskError::NotFound)
    }
}
