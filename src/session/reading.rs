//! A long reading gives way: to what is asked meanwhile, and to the end of the console.

use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;

use super::request::Request;
use crate::store::Breaker;
use crate::store::Store;

/// What the lookup thread reads, as others may break it off.
#[derive(Debug, Default)]
pub(super) struct LongReading(Mutex<Option<InHand>>);

#[derive(Debug)]
struct InHand {
    of: Request,
    breaker: Breaker,
    is_broken_off: bool,
}

impl LongReading {
    /// Reads what answers `of`; nothing when it was broken off, which it is only where it `gives_way`.
    pub(super) fn run<T, E>(
        &self,
        store: &Store,
        of: &Request,
        gives_way: bool,
        read: impl FnOnce() -> Result<T, E>,
    ) -> Result<Option<T>, E> {
        if gives_way {
            *self.in_hand() = Some(InHand {
                of: of.clone(),
                breaker: store.breaker(),
                is_broken_off: false,
            });
        }
        let done = read();
        let was_broken_off = self.in_hand().take().is_some_and(|in_hand| in_hand.is_broken_off);
        match done {
            Err(_) if was_broken_off => Ok(None),
            done => done.map(Some),
        }
    }

    /// It keeps `asked` waiting: it is of something else.
    pub(super) fn keeps_waiting(&self, asked: &Request) -> bool {
        self.in_hand().as_ref().is_some_and(|in_hand| in_hand.of != *asked)
    }

    /// Breaks it off, if one is in hand.
    pub(super) fn break_off(&self) {
        if let Some(in_hand) = &mut *self.in_hand() {
            in_hand.is_broken_off = true;
            in_hand.breaker.break_off();
        }
    }

    fn in_hand(&self) -> MutexGuard<'_, Option<InHand>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
