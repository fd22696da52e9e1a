//! A desk for threads that write now and then: opened when it is needed, and shared by all who listen.

use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::panic::resume_unwind;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use super::Desk;
use super::error::DeskError;
use super::who::Who;
use crate::clock::Clock;
use crate::domain::settings::Settings;
use crate::store::Location;

/// The way to the desk; one writes at a time.
pub struct DeskDoor {
    database: Location,
    settings: Arc<Settings>,
    who: Who,
    clock: Clock,
    open: Mutex<Option<Desk>>,
}

impl std::fmt::Debug for DeskDoor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DeskDoor")
    }
}

impl DeskDoor {
    /// To a database that is there by the time somebody writes.
    pub fn new(database: impl Into<Location>, settings: Arc<Settings>, who: Who, clock: Clock) -> DeskDoor {
        DeskDoor {
            database: database.into(),
            settings,
            who,
            clock,
            open: Mutex::default(),
        }
    }

    /// The settings it works by.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The clock it works by.
    pub fn clock(&self) -> Clock {
        self.clock
    }

    /// Does `work` at the desk, which is opened first where it is not.
    pub fn with<T>(&self, work: impl FnOnce(&mut Desk) -> Result<T, DeskError>) -> Result<T, DeskError> {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let desk = if let Some(desk) = open.take() {
            open.insert(desk)
        } else {
            let settings = Arc::clone(&self.settings);
            open.insert(Desk::open_existing(
                &self.database,
                settings,
                self.who.clone(),
                self.clock,
            )?)
        };
        // Others may have learned of a zone; where that cannot be read, what is known will do.
        let _ = desk.refresh_rules();
        // A desk on which something stopped half-way is not worked on again, nor one whose server is gone.
        let done = catch_unwind(AssertUnwindSafe(|| work(desk)));
        let is_lost = match &done {
            Ok(done) => done.as_ref().is_err_and(DeskError::is_cut_off),
            Err(_) => true,
        };
        if is_lost {
            *open = None;
        }
        done.unwrap_or_else(|why| resume_unwind(why))
    }
}
