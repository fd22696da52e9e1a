//! Runs an action: reads the facts, asks the domain, writes state and journal in one transaction.

use std::sync::Arc;

use super::error::DeskError;
use super::who::Who;
use crate::clock::Clock;
use crate::config;
use crate::domain::action::Refusal;
use crate::domain::regulation::Rulebook;
use crate::domain::rights::Rights;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::store::Access;
use crate::store::Location;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::store::meta;
use crate::store::meta::SETTINGS;
use crate::store::meta::SETTINGS_AT;
use crate::store::rulebook as rules;

/// The desk on one file: every write goes through here.
#[derive(Debug)]
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) settings: Arc<Settings>,
    pub(crate) rules: Arc<Rulebook>,
    pub(crate) clock: Clock,
    pub(crate) who: Who,
    /// Of the settings: what the file must be worked by for automatic work.
    pub(crate) fingerprint: String,
}

impl Desk {
    /// Opens (or makes) the database.
    pub fn open(at: impl Into<Location>, settings: Arc<Settings>, who: Who, clock: Clock) -> Result<Desk, DeskError> {
        Desk::on(Desk::store(at, &settings)?, settings, who, clock)
    }

    /// Opens the database, which is there.
    pub fn open_existing(
        at: impl Into<Location>,
        settings: Arc<Settings>,
        who: Who,
        clock: Clock,
    ) -> Result<Desk, DeskError> {
        let store = Store::open(at, Desk::access(&settings))?;
        Desk::on(store, settings, who, clock)
    }

    /// On an empty file in memory: for what is only tried.
    pub fn in_memory(settings: Arc<Settings>, who: Who, clock: Clock) -> Result<Desk, DeskError> {
        Desk::on(Store::in_memory()?, settings, who, clock)
    }

    /// Makes the file at a path; false when there is one already, and on a server.
    pub fn make(at: impl Into<Location>, settings: &Settings) -> Result<bool, DeskError> {
        Ok(Store::make(at, Desk::access(settings))?)
    }

    /// Opens (or makes) the database for a desk that writes.
    pub(crate) fn store(at: impl Into<Location>, settings: &Settings) -> Result<Store, DeskError> {
        let store = Store::make_and_open(at, Desk::access(settings))?;
        store.check_writable()?;
        Ok(store)
    }

    /// Refuses where nothing can be written: on a server that follows another one.
    pub fn check_writable(&self) -> Result<(), DeskError> {
        Ok(self.store.check_writable()?)
    }

    /// Opens the database again, whose server was out of reach.
    pub fn open_again(&mut self) -> Result<(), DeskError> {
        let location = self.store.location().clone();
        self.store = Store::open(location, Desk::access(&self.settings))?;
        Ok(())
    }

    pub(super) fn access(settings: &Settings) -> Access {
        if settings.files.shared {
            Access::WriteShared
        } else {
            Access::Write
        }
    }

    /// A desk on a file already opened.
    pub fn on(mut store: Store, settings: Arc<Settings>, who: Who, clock: Clock) -> Result<Desk, DeskError> {
        if !clock.is_rehearsal() {
            store.follow_server_clock();
        }
        let rules = rules::rulebook(&store, &settings, clock.now())?;
        let fingerprint = config::fingerprint(&settings);
        let mut desk = Desk {
            store,
            settings,
            rules,
            clock,
            who,
            fingerprint,
        };
        if !desk.store.only_reads() && desk.store.meta(SETTINGS)?.is_none() && desk.store.is_untouched()? {
            desk.adopt_settings()?;
        }
        Ok(desk)
    }

    /// The moment the desk's clock shows.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// Reads, as one state of the file; again from the beginning where the way to a server is lost meanwhile.
    pub fn read<T>(&self, read: impl FnMut(&Look<'_>) -> Result<T, StoreError>) -> Result<T, DeskError> {
        self.read_by(&self.rules, read)
    }

    /// Reads by rules whose calendars reach back to `from`.
    pub fn read_since<T>(
        &self,
        from: Time,
        read: impl FnMut(&Look<'_>) -> Result<T, StoreError>,
    ) -> Result<T, DeskError> {
        let rules = rules::reaching(&self.rules, &self.store, from)?;
        self.read_by(&rules, read)
    }

    fn read_by<T>(
        &self,
        rules: &Rulebook,
        mut read: impl FnMut(&Look<'_>) -> Result<T, StoreError>,
    ) -> Result<T, DeskError> {
        let one_look = || read(&Look::new(&self.store, rules, self.now())?);
        Ok(self.store.read_again(one_look)?)
    }

    /// Likewise figures of one shop alone, where it is named; none where no orders came from one so called.
    pub fn read_of_source<T>(
        &self,
        from: Time,
        source: Option<&str>,
        mut read: impl FnMut(&Look<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, DeskError> {
        self.read_since(from, |look| match source {
            None => read(look).map(Some),
            Some(name) => look.of_source(name)?.map(|look| read(&look)).transpose(),
        })
    }

    /// The clock the desk works by.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// The settings in force.
    pub fn settings(&self) -> &Arc<Settings> {
        &self.settings
    }

    /// The rules in force.
    pub fn rules(&self) -> &Arc<Rulebook> {
        &self.rules
    }

    /// Of the settings the desk works by.
    pub fn fingerprint(&self) -> &str {
        &self.fingerprint
    }

    /// Who works here.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// Refuses what needs more rights than who works here has.
    pub fn needs(&self, rights: Rights) -> Result<(), DeskError> {
        let may = self.settings.permits(&self.who.operator, rights);
        may.map_err(|who| Refusal::AboveRights { needs: rights, who }.into())
    }

    /// True when the file is worked by other rules than this desk's: automatic work rests then.
    pub fn settings_differ(&self) -> Result<bool, DeskError> {
        Ok(meta::other_rules(&self.store, &self.fingerprint)?)
    }

    /// Makes this desk's settings the file's.
    pub fn adopt_settings(&mut self) -> Result<(), DeskError> {
        let now = self.clock.now();
        let tx = self.store.write(now)?;
        tx.set_meta(SETTINGS, &self.fingerprint)?;
        tx.set_meta(SETTINGS_AT, &now.0.to_string())?;
        Ok(tx.commit()?)
    }
}
