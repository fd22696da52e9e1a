//! What is heard and not yet in the file. Every word about a call tells the whole, so only the last one waits.

use std::collections::HashMap;
use std::collections::VecDeque;
use std::sync::Condvar;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;

use crate::domain::line_call::LineCall;
use crate::domain::line_call::LineNews;
use crate::domain::line_call::LineStep;
use crate::domain::line_call::MemberNews;

/// How many may wait; an exchange of a shop has a few at a time.
const MOST: usize = 20_000;

/// One thing to enter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LineWord {
    /// A call, as it is now.
    Call(LineStep, LineCall),
    /// Somebody at a telephone.
    Member(MemberNews),
    /// All who are logged in at the queues.
    Members(Vec<String>),
    /// All calls that go on: any other has ended while nobody listened.
    Live(Vec<String>),
}

/// Between who listens and who writes.
#[derive(Debug, Default)]
pub struct Inbox {
    waiting: Mutex<WaitingWords>,
    come: Condvar,
}

#[derive(Debug, Default)]
struct WaitingWords {
    order: VecDeque<QueuedWord>,
    calls: HashMap<String, (LineStep, LineCall)>,
}

#[derive(Debug)]
enum QueuedWord {
    Call(String),
    Other(LineWord),
}

impl Inbox {
    /// A word came.
    pub fn put(&self, news: LineNews) {
        self.add(
            match news {
                LineNews::Call(step, call) => LineWord::Call(step, call),
                LineNews::Member(member) => LineWord::Member(member),
                LineNews::Members(extensions) => LineWord::Members(extensions),
            },
            true,
        );
    }

    /// All calls that go on.
    pub fn put_live(&self, ids: Vec<String>) {
        self.add(LineWord::Live(ids), true);
    }

    /// A word could not be entered yet: it is the next one again, unless a newer one came.
    pub fn give_back(&self, word: LineWord) {
        self.add(word, false);
    }

    fn add(&self, word: LineWord, is_new: bool) {
        let mut waiting = self.lock();
        // What comes when nothing more can wait is lost: it ends with the next list of all calls, or the next start.
        if waiting.order.len() < MOST {
            waiting.add(word, is_new);
        }
        drop(waiting);
        self.come.notify_one();
    }

    /// The next word to enter, waiting for one for a while.
    pub fn take(&self, patience: Duration) -> Option<LineWord> {
        let mut waiting = self.lock();
        if waiting.order.is_empty() {
            waiting = self
                .come
                .wait_timeout(waiting, patience)
                .unwrap_or_else(PoisonError::into_inner)
                .0;
        }
        match waiting.order.pop_front()? {
            QueuedWord::Call(id) => waiting.calls.remove(&id).map(|(step, call)| LineWord::Call(step, call)),
            QueuedWord::Other(word) => Some(word),
        }
    }

    fn lock(&self) -> MutexGuard<'_, WaitingWords> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl WaitingWords {
    fn add(&mut self, word: LineWord, is_new: bool) {
        let next = match word {
            LineWord::Call(step, call) => {
                let id = call.id.clone();
                match self.calls.get_mut(&id) {
                    Some(known) if is_new => {
                        *known = (step, call);
                        return;
                    }
                    Some(_) => return,
                    None => drop(self.calls.insert(id.clone(), (step, call))),
                }
                QueuedWord::Call(id)
            }
            other => QueuedWord::Other(other),
        };
        if is_new {
            self.order.push_back(next);
        } else {
            self.order.push_front(next);
        }
    }
}
