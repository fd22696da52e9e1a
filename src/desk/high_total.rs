//! Recomputes the high total once a day (R3) and re-reads the rules.

use super::Desk;
use super::error::DeskError;
use crate::domain::local_time;
use crate::store::FeedKind;
use crate::store::high_total::KEY;
use crate::store::high_total::kept;
use crate::store::high_total::percentile;
use crate::store::rulebook as rules;

impl Desk {
    /// Works out today's figure, unless somebody did; true when it was due.
    pub(crate) fn update_high_total(&mut self) -> Result<bool, DeskError> {
        let now = self.now();
        if self.settings.regulation.high_total.is_some() {
            return Ok(false);
        }
        let zone = self.settings.shop.time_zone;
        let today = local_time::local(zone, now).date();
        if kept(&self.store)?.is_some_and(|(at, _)| local_time::local(zone, at).date() == today) {
            return Ok(false);
        }
        let usual = percentile(&self.store, &self.settings, now)?;
        let tx = self.store.write(now)?;
        let figure = usual.map(|total| total.to_string()).unwrap_or_default();
        tx.set_meta(KEY, &format!("{} {figure}", now.0))?;
        tx.note(FeedKind::Label, 0);
        tx.commit()?;
        Ok(true)
    }

    /// Takes the rules over where others have changed what they read; cheap enough for every key.
    pub(crate) fn refresh_rules(&mut self) -> Result<(), DeskError> {
        let now = self.clock.now();
        Ok(rules::refresh(&mut self.rules, &self.store, &self.settings, now)?)
    }

    /// Takes the rules over as the file now gives them.
    pub(crate) fn reread_rules(&mut self) -> Result<(), DeskError> {
        self.rules = rules::rulebook(&self.store, &self.settings, self.clock.now())?;
        Ok(())
    }
}
