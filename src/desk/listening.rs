//! Who listens to what other machines tell, why nobody can, and the key of secret words in addresses.

use super::Desk;
use super::error::DeskError;
use crate::domain::health::Checkup;
use crate::domain::health::Health;
use crate::store::HELD_FOR;
use crate::store::LISTENER;
use crate::store::LeaseRow;
use crate::store::meta::LISTEN_FAILED;
use crate::store::meta::LISTEN_KEY;

use super::doctor::Finding;

impl Desk {
    /// Takes or renews the lease of who listens; false while another process has it, or where this one does no work by
    /// itself.
    pub fn lease_listening(&mut self) -> Result<bool, DeskError> {
        self.lease_if_working(LISTENER, HELD_FOR)
    }

    /// Gives it back.
    pub fn end_listening(&mut self) -> Result<(), DeskError> {
        self.end_lease(LISTENER)
    }

    /// Who listens.
    pub fn listener(&self) -> Result<Option<LeaseRow>, DeskError> {
        Ok(self.store.lease_of(LISTENER, self.now(), HELD_FOR)?)
    }

    /// Says why the address cannot be had, or that it can.
    pub fn listening_failed(&mut self, why: Option<&str>) -> Result<(), DeskError> {
        let why = why.unwrap_or_default();
        if self.store.meta(LISTEN_FAILED)?.unwrap_or_default() == why {
            return Ok(());
        }
        let tx = self.store.write(self.clock.now())?;
        tx.set_meta(LISTEN_FAILED, why)?;
        Ok(tx.commit()?)
    }

    /// The key of the secret words in this file's addresses; none before the first was made.
    pub fn listen_key(&self) -> Result<Option<String>, DeskError> {
        Ok(self.store.meta(LISTEN_KEY)?)
    }

    /// The same, one that is `made` from now on where there was none; none where none can be made.
    pub fn listen_key_or(&mut self, made: impl FnOnce() -> Option<String>) -> Result<Option<String>, DeskError> {
        if let Some(key) = self.listen_key()? {
            return Ok(Some(key));
        }
        let Some(fresh) = made() else { return Ok(None) };
        let tx = self.store.write(self.clock.now())?;
        let key = tx.meta_or(LISTEN_KEY, &fresh)?;
        tx.commit()?;
        Ok(Some(key))
    }

    /// Whether somebody listens, where somebody should.
    pub(super) fn examine_listening(&self) -> Result<Finding, DeskError> {
        let of = |health, case, text: String| Finding {
            case,
            text,
            ..Finding::new(Checkup::Listening, health)
        };
        let Some(address) = self.settings.listen.address else {
            return Ok(of(Health::Fine, "off", String::new()));
        };
        if !self.may_send()? {
            return Ok(of(Health::Fine, "rehearsal", String::new()));
        }
        let failed = self.store.meta(LISTEN_FAILED)?.filter(|why| !why.is_empty());
        Ok(match (self.listener()?, failed) {
            (Some(lease), None) => Finding {
                since: lease.since,
                ..of(Health::Fine, "", format!("{address} · {}", lease.worker()))
            },
            (_, Some(why)) => of(Health::Warning, "failed", format!("{address}: {why}")),
            (None, None) => of(Health::Warning, "", address.to_string()),
        })
    }
}
