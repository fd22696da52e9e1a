//! Expires messages past their shelf life (R35).

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
impl Desk {
    /// Lets go of waiting messages that are too old to be sent, at most `limit`; how many.
    pub(crate) fn expire_messages(&mut self, limit: i64) -> Result<usize, DeskError> {
        let write = DeskTx::begin(self)?;
        let expired = write.tx.expire_messages(limit)?;
        write.tx.commit()?;
        Ok(expired)
    }
}
