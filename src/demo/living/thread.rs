//! The thread in which the made-up shop lives while a console is open over it.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::thread::JoinHandle;
use std::time::Duration;

use super::Living;
use super::Speed;
use crate::clock::Clock;
use crate::demo::moments::DemoOpening;
use crate::desk::Desk;
use crate::desk::Location;
use crate::desk::error::DatabaseHint;
use crate::desk::error::DeskError;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::language::Lang;
use crate::domain::settings::Settings;
use crate::domain::time::Span;

/// Later than this the shop has slept: the machine was, or the program was held.
const SLEPT: Span = Span::seconds(10);

/// What the made-up shop needs to live.
#[derive(Clone, Debug)]
pub struct LifeSetup {
    /// Its file, filled.
    pub database: Location,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who looks: nobody made up works under that name.
    pub viewer: String,
    /// The clock of the console.
    pub clock: Clock,
    /// The language of its people.
    pub language: Lang,
    /// The same seed lives the same life.
    pub seed: u64,
    /// How many times faster than life.
    pub speed: Speed,
    /// How it was filled.
    pub opening: DemoOpening,
}

/// A shop that lives; dropping it ends its life and waits for the thread, so that its file can go.
#[derive(Debug)]
pub struct Life {
    end: Option<Sender<()>>,
    thread: Option<JoinHandle<Result<(), DeskError>>>,
}

impl Life {
    /// Begins; a shop that stands still needs no thread.
    pub fn begin(setup: LifeSetup) -> Life {
        if setup.speed == Speed::STILL {
            return Life {
                end: None,
                thread: None,
            };
        }
        let (end, ended) = channel();
        Life {
            end: Some(end),
            thread: Some(thread::spawn(move || live(&setup, &ended))),
        }
    }

    /// Ends it and says why it had ended before, if it had.
    pub fn end(mut self) -> Result<(), DeskError> {
        self.join()
    }

    fn join(&mut self) -> Result<(), DeskError> {
        self.end = None;
        let Some(thread) = self.thread.take() else {
            return Ok(());
        };
        thread.join().unwrap_or_else(|_| {
            Err(DeskError::Database {
                message: "the made-up shop stopped unexpectedly".to_owned(),
                hint: DatabaseHint::Unknown,
            })
        })
    }
}

impl Drop for Life {
    fn drop(&mut self) {
        // Who wanted to know why has asked.
        let _ = self.join();
    }
}

fn live(setup: &LifeSetup, ended: &Receiver<()>) -> Result<(), DeskError> {
    let who = Who {
        operator: setup.viewer.clone(),
        session: "demo".to_owned(),
        claiming: Claiming::WhenAsked,
    };
    let mut desk = Desk::open_existing(&setup.database, Arc::clone(&setup.settings), who, setup.clock)?;
    // What is lost with the machine is made up, and a key waits for no disk behind it.
    desk.hurry()?;
    desk.leave_checkpoints()?;
    let mut living = Living::new(desk, setup.language, setup.seed, setup.speed, setup.opening)?;
    while let Some(at) = living.next() {
        let wait = at - setup.clock.now();
        if wait + SLEPT < Span::ZERO {
            living.put_off(Span(-wait.0));
            continue;
        }
        let wait = Duration::from_millis(u64::try_from(wait.0).unwrap_or(0));
        match ended.recv_timeout(wait) {
            Err(RecvTimeoutError::Timeout) => {}
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
        match living.step() {
            // Somebody else writes for long; the shop does without this one thing.
            Ok(())
            | Err(DeskError::Database {
                hint: DatabaseHint::Busy,
                ..
            }) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}
