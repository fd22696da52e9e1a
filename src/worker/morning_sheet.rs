//! When the morning's sheet is to be made (R31): once a day, by one process, and never of made-up work.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::local_time::local;
use crate::domain::sending::OwnLetter;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::meta::MADE;
use crate::store::meta::REHEARSAL;

/// Nobody else makes it meanwhile.
const LEASED: &str = "report";
/// Who makes it has so long before another process tries.
const LEASE: Span = Span::minutes(5);

/// The next morning has a sheet of its own.
const MAILED_WITHIN: Span = Span::days(1);

impl Desk {
    /// The day whose morning's sheet this process is to make now, `2026-03-11`; none before `report_at`, once it was made,
    /// in a rehearsal, in a file without orders, and where other rules hold.
    pub fn morning_due(&mut self) -> Result<Option<String>, DeskError> {
        if self.clock.is_rehearsal() {
            return Ok(None);
        }
        self.morning_due_at(self.now())
    }

    /// Likewise at `now`, whatever clock runs.
    pub(crate) fn morning_due_at(&mut self, now: Time) -> Result<Option<String>, DeskError> {
        let at = self.rules.regulation().report_at;
        if now < self.rules.calendar(None).day_on(now, 0, at) {
            return Ok(None);
        }
        let today = local(self.settings.shop.time_zone, now).date().to_string();
        let made = self.store.meta(MADE)?.is_some_and(|day| day == today);
        let is_real = self.store.meta(REHEARSAL)?.is_none() && !self.store.is_untouched()?;
        if made || !is_real || self.settings_differ()? {
            return Ok(None);
        }
        let ours = self.store.lease(LEASED, &self.who.holder(), now, LEASE)?;
        Ok(ours.then_some(today))
    }

    /// Remembers that the day had its sheet, and mails it where the shop wants that: in one write, so that it goes once.
    pub fn morning_made(&mut self, day: &str, subject: &str, text: &str) -> Result<(), DeskError> {
        let mail_to = self.settings.reports.mail_to.clone();
        let tx = self.store.write(self.clock.now())?;
        tx.set_meta(MADE, day)?;
        if let Some(address) = mail_to {
            let key = format!("sheet:{day}");
            let letter = OwnLetter {
                id: 0,
                address,
                subject: subject.to_owned(),
                text: text.to_owned(),
                mark: format!("sheet-{day}.{:016x}", fastrand::u64(..)),
                expires_at: tx.now() + MAILED_WITHIN,
                tries: 0,
            };
            tx.add_own_letter(&key, &letter)?;
        }
        Ok(tx.commit()?)
    }

    /// Leaves the sheet to who tries next: what stopped this process, a folder that is not its own to write in, need
    /// not stop another, and each try of this one would keep the others out again.
    pub fn morning_failed(&mut self) -> Result<(), DeskError> {
        let now = self.now();
        Ok(self.store.end_lease(LEASED, &self.who.session, now)?)
    }
}
