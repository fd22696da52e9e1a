//! When the night's copy of the file is made: once a day, by one process, and never of made-up work.

use crate::desk::Desk;
use crate::desk::backup::BackupError;
use crate::desk::error::DeskError;
use crate::domain::backup::Backup;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::store::meta::REHEARSAL;

/// Nobody else makes it meanwhile.
const LEASED: &str = "backup";
/// Who makes it has so long before another process tries; what stands in its way is tried again after it too.
const LEASE: Span = Span::hours(1);

/// What came of a look at the clock.
#[derive(Debug)]
pub enum Night {
    /// It is not time yet, there is one already, or it is not this process's to make.
    NotDue,
    /// It was made and proven.
    Made(Backup),
    /// It could not be made; it will be tried again in an hour.
    Failed(BackupError),
}

impl Desk {
    /// Makes the copy of the night when its time has come: at `[backup] at`, or at the first look after it.
    pub fn nightly_backup(&mut self) -> Result<Night, DeskError> {
        // A server is copied by its own means.
        let is_server = self.store.location().is_server();
        if is_server || self.clock.is_rehearsal() || !self.settings.backup.nightly {
            return Ok(Night::NotDue);
        }
        self.backup_when_due()
    }

    /// Likewise, whatever clock runs.
    fn backup_when_due(&mut self) -> Result<Night, DeskError> {
        let now = self.now();
        let since = self.rules.calendar(None).day_on(now, 0, self.settings.backup.at);
        // What a clock that ran ahead left behind says nothing of this night.
        let latest = now + CLOCKS_APART;
        let is_made = self
            .last_backup()?
            .is_some_and(|made| (since..=latest).contains(&made.at));
        let failed = self.backup_failure()?;
        let failed =
            failed.is_some_and(|failure| (now - LEASE..=latest).contains(&failure.at) && failure.at + LEASE > now);
        let is_real = self.store.meta(REHEARSAL)?.is_none() && !self.store.is_untouched()?;
        if now < since || is_made || failed || !is_real || self.settings_differ()? {
            return Ok(Night::NotDue);
        }
        if !self.store.lease(LEASED, &self.who.holder(), now, LEASE)? {
            return Ok(Night::NotDue);
        }
        let keep = usize::try_from(self.settings.backup.keep).unwrap_or(usize::MAX);
        let made = self.back_up_into(&self.backup_folder(), keep);
        self.store.end_lease(LEASED, &self.who.session, now)?;
        match made {
            Ok((made, _)) => Ok(Night::Made(made)),
            Err(error) => {
                self.backup_failed(&error)?;
                Ok(Night::Failed(error))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use tempfile::TempDir;

    use super::*;
    use crate::clock::Clock;
    use crate::desk::tests::later;
    use crate::desk::tests::new_order;
    use crate::desk::tests::who;
    use crate::domain::settings::Settings;

    #[test]
    fn the_copy_of_the_night_is_made_once_a_day_and_after_nights_off() {
        let folder = tempfile::tempdir().unwrap();
        let mut desk = real_desk(&folder, Settings::default());
        assert!(night(&mut desk).is_none(), "there is nothing to lose yet");
        work(&mut desk);

        // It is noon, and the night had no copy.
        let first = night(&mut desk).unwrap();
        assert_eq!((first.at, first.orders), (desk.now(), 1));
        assert!(night(&mut desk).is_none());
        later(&mut desk, Span::hours(14));
        assert!(night(&mut desk).is_none(), "two in the morning");
        later(&mut desk, Span::hours(1));
        assert!(night(&mut desk).is_some());
        // The machine was off for two nights.
        later(&mut desk, Span::days(2));
        assert!(night(&mut desk).is_some());
        assert_eq!(std::fs::read_dir(desk.backup_folder()).unwrap().count(), 3);
        // A clock ran ahead while one was made, or failed: no night is left out for it.
        let before = desk.clock;
        later(&mut desk, Span::days(400));
        assert!(night(&mut desk).is_some());
        let error = std::io::Error::other("no room");
        desk.backup_failed(&error.into()).unwrap();
        desk.clock = before;
        later(&mut desk, Span::minutes(1));
        assert!(night(&mut desk).is_some());
        std::fs::remove_file(&desk.last_backup().unwrap().unwrap().path).unwrap();
        assert_eq!(desk.copies().unwrap().len(), 5);
    }

    #[test]
    fn what_stands_in_its_way_is_kept_and_tried_again_in_an_hour() {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings::default();
        let blocked = folder.path().join("blocked");
        std::fs::write(&blocked, "a file where the folder should be").unwrap();
        settings.backup.folder = Some(blocked.display().to_string());
        let mut desk = real_desk(&folder, settings);
        work(&mut desk);

        let failed = |desk: &mut Desk| matches!(desk.backup_when_due().unwrap(), Night::Failed(_));
        assert!(failed(&mut desk));
        assert!(desk.backup_failure().unwrap().is_some());
        assert!(!failed(&mut desk));
        later(&mut desk, Span::hours(1));
        assert!(failed(&mut desk));
        std::fs::remove_file(&blocked).unwrap();
        later(&mut desk, Span::hours(1));
        assert!(night(&mut desk).is_some());
        assert_eq!(desk.backup_failure().unwrap(), None);
    }

    fn real_desk(folder: &TempDir, settings: Settings) -> Desk {
        Desk::open(
            folder.path().join("desk.db"),
            Arc::new(settings),
            who("anna"),
            Clock::System,
        )
        .unwrap()
    }

    /// A first order, by the machine's clock; from here on it is noon of one day.
    fn work(desk: &mut Desk) {
        new_order(desk, "+79161234567", 290_000);
        desk.clock = Clock::Stopped(crate::desk::tests::desk().now());
    }

    fn night(desk: &mut Desk) -> Option<Backup> {
        match desk.backup_when_due().unwrap() {
            Night::NotDue => None,
            Night::Made(made) => Some(made),
            Night::Failed(error) => panic!("{error}"),
        }
    }
}
