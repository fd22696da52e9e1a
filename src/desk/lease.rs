//! Work that one process does of all that work on a file: it holds a lease, and renews it.

use super::Desk;
use super::error::DeskError;
use crate::domain::time::Span;

impl Desk {
    /// Takes or renews a lease; false while another process has it, and where this one does no work by itself: the file is
    /// one to rehearse in, or works by other settings.
    pub(super) fn lease_if_working(&mut self, name: &str, length: Span) -> Result<bool, DeskError> {
        if !self.may_send()? || self.settings_differ()? {
            return Ok(false);
        }
        let now = self.now();
        Ok(self.store.lease(name, &self.who.holder(), now, length)?)
    }

    /// Gives it back.
    pub(super) fn end_lease(&mut self, name: &str) -> Result<(), DeskError> {
        let now = self.now();
        Ok(self.store.end_lease(name, &self.who.session, now)?)
    }
}
