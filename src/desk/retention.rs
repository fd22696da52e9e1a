//! Customers whose data are older than the shop keeps them: proposed for erasing, and never erased by the desk itself.

use super::Desk;
use super::error::DeskError;
use crate::domain::duration::Years;
use crate::domain::erasure::IdleCustomer;
use crate::domain::local_time::Twice;
use crate::domain::local_time::local;
use crate::domain::local_time::moment;
use crate::domain::rights::Rights;
use crate::domain::time::Time;
use crate::store::FeedKind;
use crate::store::meta;
use crate::store::meta::IDLE;

impl Desk {
    /// The midnight before which a customer must have been heard of last; none where nothing is set.
    pub fn kept_since(&self) -> Option<Time> {
        let zone = self.settings.shop.time_zone;
        let years = self.settings.retention.customers?;
        let day = years.before(local(zone, self.now()).date());
        Some(moment(zone, day.and_time(chrono::NaiveTime::MIN), Twice::First))
    }

    /// Whose data are older; nobody where nothing is set.
    pub fn kept_too_long(&self) -> Result<Vec<IdleCustomer>, DeskError> {
        self.needs(Rights::Senior)?;
        self.find_idle()
    }

    fn find_idle(&self) -> Result<Vec<IdleCustomer>, DeskError> {
        let since = self.kept_since();
        Ok(since.map_or(Ok(Vec::new()), |since| self.store.idle_customers(since))?)
    }

    /// How many they are: looked for, since a check looks at everything.
    pub(super) fn count_idle(&self) -> Result<Option<(Years, usize)>, DeskError> {
        let Some(years) = self.settings.retention.customers else {
            return Ok(None);
        };
        Ok(Some((years, self.find_idle()?.len())))
    }

    /// Counts them once a day, for *Today*; at once when the setting is another, or with `again`.
    pub(super) fn keep_idle_count(&mut self, again: bool) -> Result<(), DeskError> {
        let today = local(self.settings.shop.time_zone, self.now()).date().to_string();
        let Some(years) = self.settings.retention.customers else {
            return Ok(());
        };
        let head = format!("{today} {}", years.text());
        let kept = self.store.meta(IDLE)?.unwrap_or_default();
        if kept.starts_with(&head) && !again {
            return Ok(());
        }
        let count = self.find_idle()?.len();
        let before = meta::idle_count(&self.store, years)?;
        let now = self.now();
        let tx = self.store.write(now)?;
        tx.set_meta(IDLE, &format!("{head} {count}"))?;
        if before != i64::try_from(count).ok() {
            tx.note(FeedKind::Label, 0);
        }
        Ok(tx.commit()?)
    }
}
