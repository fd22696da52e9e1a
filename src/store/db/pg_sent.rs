//! What was sent to a server, in its order: answers are read as they come, and may be read long after they were asked for.

use std::cell::Cell;
use std::cell::RefCell;
use std::collections::HashMap;
use std::collections::VecDeque;
use std::future::Future;
use std::future::poll_fn;
use std::pin::Pin;
use std::pin::pin;
use std::sync::Arc;
use std::sync::Weak;
use std::task::Poll;

use tokio::runtime::Runtime;
use tokio_postgres::Error;

use super::super::StoreError;
use super::args::Val;
use super::break_signal::BreakSignal;
use super::break_signal::unless_broken_off;
use super::pg_rows::ServerRows;

/// More writes than this are not on their way at once.
const MOST: usize = 256;

/// What a server answers.
#[derive(Debug, Default)]
pub(in crate::store) struct ServerAnswer {
    /// The rows.
    pub(super) rows: ServerRows,
    /// How many rows were changed, or given.
    pub(super) changed: u64,
    /// The last row of several statements in one, as texts.
    pub(super) texts: Vec<Option<String>>,
}

/// Work for a server.
pub(super) type ServerWork = Pin<Box<dyn Future<Output = Result<ServerAnswer, Error>> + Send>>;

/// What it was sent for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SentFor {
    /// The answer to a statement with these values, for the next that asks so.
    Question(Vec<Val<'static>>),
    /// That many ids for rows of that table.
    Ids(String, usize),
    /// A change of that many rows, where their number matters.
    Change(Option<u64>),
    /// Nobody who comes later.
    Once,
}

struct SentWork {
    number: u64,
    sql: Arc<str>,
    sent_for: SentFor,
    state: SentState,
    /// With which others it was sent.
    together: u64,
}

enum SentState {
    Away(ServerWork),
    Here(Arc<ServerAnswer>),
    Read,
}

/// All that was sent over one connection and not read yet.
#[derive(Default)]
pub(super) struct ServerPipe {
    sent: RefCell<Vec<SentWork>>,
    /// By their table, the ids for rows that the write in hand will add.
    ids: RefCell<HashMap<String, VecDeque<i64>>>,
    numbers: Cell<u64>,
    /// What is sent now is sent together with what has this number.
    together: Cell<u64>,
    /// All that was sent together with this, or before, was answered.
    answered: Cell<u64>,
    trips: Cell<u64>,
    /// What is waited for while it lives is waited for until it is given.
    breaks: RefCell<Weak<BreakSignal>>,
}

#[cfg(test)]
thread_local! {
    static TRIPS: Cell<u64> = const { Cell::new(0) };
}

/// How often this thread waited for a server.
#[cfg(test)]
pub(in crate::store) fn trips_here() -> u64 {
    TRIPS.get()
}

impl ServerPipe {
    /// How often it was waited for the server.
    #[cfg(test)]
    pub(super) fn trips(&self) -> u64 {
        self.trips.get()
    }

    /// From here on `signal` breaks off what is waited for.
    pub(super) fn breaks_by(&self, signal: &Arc<BreakSignal>) {
        self.breaks.replace(Arc::downgrade(signal));
    }

    /// Sends `work` and goes on; its number. None when it failed before it was sent.
    pub(super) fn send(
        &self,
        runtime: &Runtime,
        sql: &Arc<str>,
        sent_for: SentFor,
        mut work: ServerWork,
    ) -> Result<u64, StoreError> {
        // It is on its way with the first look at it, once the connection's task has its turn.
        let first = runtime.block_on(poll_fn(|context| Poll::Ready(work.as_mut().poll(context))));
        let state = match first {
            Poll::Pending => SentState::Away(work),
            Poll::Ready(answer) => SentState::Here(Arc::new(answer?)),
        };
        self.numbers.set(self.numbers.get() + 1);
        self.sent.borrow_mut().push(SentWork {
            number: self.numbers.get(),
            sql: Arc::clone(sql),
            sent_for,
            state,
            together: self.together.get() + 1,
        });
        Ok(self.numbers.get())
    }

    /// Gives the connection a moment to put what was sent on its way, and reads what came when there is much of it.
    pub(super) fn push(&self, runtime: &Runtime) -> Result<(), StoreError> {
        if self.sent.borrow().len() > MOST {
            return self.settle(runtime);
        }
        runtime.block_on(tokio::task::yield_now());
        Ok(())
    }

    /// The answer to what was sent under this number, once all before it are here. What went wrong first is told.
    pub(super) fn read(&self, runtime: &Runtime, number: u64) -> Result<Arc<ServerAnswer>, StoreError> {
        let mut sent = self.sent.take();
        if let Some(work) = sent.iter().find(|work| work.number == number) {
            self.count(work.together);
        }
        let done = runtime.block_on(unless_broken_off(&self.breaks.borrow(), read_until(&mut sent, number)));
        let mut answer = None;
        sent.retain_mut(|work| {
            let is_it = work.number == number;
            if let (true, SentState::Here(here)) = (is_it, &work.state) {
                answer = Some(Arc::clone(here));
            }
            let is_for_later = matches!(work.sent_for, SentFor::Question(_)) || !is_it && !is_over(work);
            is_for_later && !matches!(work.state, SentState::Read)
        });
        self.sent.replace(sent);
        done?;
        answer.ok_or(StoreError::NoRow)
    }

    /// Likewise where it is not asked for again: a large answer is not kept until the reading of that state ends.
    pub(super) fn read_once(&self, runtime: &Runtime, number: u64) -> Result<Arc<ServerAnswer>, StoreError> {
        let answer = self.read(runtime, number)?;
        if answer.rows.is_large() {
            self.sent.borrow_mut().retain(|work| work.number != number);
        }
        Ok(answer)
    }

    /// Sends `work` behind what was sent before, and waits for all of it. What went wrong first is told.
    pub(super) fn wait<T>(
        &self,
        runtime: &Runtime,
        work: impl Future<Output = Result<T, Error>>,
    ) -> Result<T, StoreError> {
        self.count(self.together.get() + 1);
        let mut sent = self.sent.take();
        let waits = async {
            let mut work = pin!(work);
            let at_once = poll_fn(|context| {
                Poll::Ready(match work.as_mut().poll(context) {
                    Poll::Ready(done) => Some(done),
                    Poll::Pending => None,
                })
            });
            let at_once = at_once.await;
            let before = read_until(&mut sent, u64::MAX).await;
            let done = match at_once {
                Some(done) => done,
                None => work.await,
            };
            before.and(done.map_err(StoreError::from))
        };
        let done = runtime.block_on(unless_broken_off(&self.breaks.borrow(), waits));
        sent.retain(|work| !is_over(work));
        self.sent.replace(sent);
        done
    }

    /// Waits for all that was sent.
    pub(super) fn settle(&self, runtime: &Runtime) -> Result<(), StoreError> {
        let mut sent = self.sent.take();
        if sent.iter().any(|work| matches!(work.state, SentState::Away(_))) {
            self.count(self.together.get() + 1);
        }
        let done = runtime.block_on(read_until(&mut sent, u64::MAX));
        sent.retain(|work| !is_over(work));
        self.sent.replace(sent);
        done
    }

    /// The number of what was sent last.
    pub(super) fn last(&self) -> u64 {
        self.numbers.get()
    }

    /// The number of what was sent for the same question.
    pub(super) fn asked(&self, sql: &str, vals: &[Val<'_>]) -> Option<u64> {
        let sent = self.sent.borrow();
        let same = |work: &&SentWork| {
            *work.sql == *sql && matches!(&work.sent_for, SentFor::Question(of) if of.as_slice() == vals)
        };
        sent.iter().find(same).map(|work| work.number)
    }

    /// An id of that table that was asked for before; none where none was, or where rows of it get theirs otherwise.
    pub(super) fn next_id(&self, runtime: &Runtime, table: &str) -> Result<Option<i64>, StoreError> {
        loop {
            if let Some(id) = self.ids.borrow_mut().get_mut(table).and_then(VecDeque::pop_front) {
                return Ok(Some(id));
            }
            let of_table = |work: &&SentWork| matches!(&work.sent_for, SentFor::Ids(of, _) if of == table);
            let Some(number) = self.sent.borrow().iter().find(of_table).map(|work| work.number) else {
                return Ok(None);
            };
            let answer = self.read(runtime, number)?;
            let ids: Result<Vec<Option<i64>>, StoreError> = answer.rows.iter().map(|row| row.get(0)).collect();
            let mut kept = self.ids.borrow_mut();
            kept.entry(table.to_owned())
                .or_default()
                .extend(ids?.into_iter().flatten());
        }
    }

    /// How many ids of that table are in hand or on their way.
    pub(super) fn ids_of(&self, table: &str) -> usize {
        let on_their_way = self
            .sent
            .borrow()
            .iter()
            .map(|work| match &work.sent_for {
                SentFor::Ids(of, count) if of == table => *count,
                _ => 0,
            })
            .sum::<usize>();
        on_their_way + self.ids.borrow().get(table).map_or(0, VecDeque::len)
    }

    /// Something is written: what was answered before may be otherwise after.
    pub(super) fn forget_answers(&self) {
        let mut sent = self.sent.borrow_mut();
        sent.retain(|work| !matches!(work.sent_for, SentFor::Question(_)));
    }

    /// True while it is not known whether a change met as many rows as it should.
    pub(super) fn is_in_doubt(&self) -> bool {
        let sent = self.sent.borrow();
        sent.iter()
            .any(|work| matches!(work.sent_for, SentFor::Change(Some(_))))
    }

    /// What was sent is over, or was lost.
    pub(super) fn clear(&self) {
        self.sent.borrow_mut().clear();
        // Who writes next takes later ones.
        self.ids.borrow_mut().clear();
    }

    fn count(&self, together: u64) {
        if together > self.answered.get() {
            self.trips.set(self.trips.get() + 1);
            #[cfg(test)]
            TRIPS.set(TRIPS.get() + 1);
            self.answered.set(together);
            self.together.set(self.together.get().max(together));
        }
    }
}

/// Nobody will ask for it: a change that was made, or what was read.
fn is_over(work: &SentWork) -> bool {
    match work.state {
        SentState::Away(_) => false,
        SentState::Here(_) => matches!(work.sent_for, SentFor::Change(_) | SentFor::Once),
        SentState::Read => true,
    }
}

/// Reads the answers in their order, to that of `last`: who answers is not heard further before what came is read.
async fn read_until(sent: &mut [SentWork], last: u64) -> Result<(), StoreError> {
    for work in sent.iter_mut().take_while(|work| work.number <= last) {
        let SentState::Away(away) = &mut work.state else {
            continue;
        };
        let answer = away.await;
        work.state = SentState::Read;
        let answer = answer.map_err(|error| in_statement(error.into(), &work.sql))?;
        let expected = match work.sent_for {
            SentFor::Change(expected) => expected,
            _ => None,
        };
        if expected.is_some_and(|expected| expected != answer.changed) {
            return Err(StoreError::Stale);
        }
        work.state = SentState::Here(Arc::new(answer));
    }
    Ok(())
}

/// While the program is written, the statement that went wrong is named.
pub(super) fn in_statement(error: StoreError, sql: &str) -> StoreError {
    if cfg!(debug_assertions)
        && let StoreError::Engine(said) = &error
    {
        return StoreError::Engine(format!("{said}\n{sql}").into());
    }
    error
}
