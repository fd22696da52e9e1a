//! What falls due, and when to look again.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::collections::HashMap;
use std::time::Duration;

use crate::desk::Desk;
use crate::desk::doctor::WORK as LEASE;
use crate::desk::error::DeskError;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageRow;
use crate::domain::order::Terms;
use crate::domain::regulation::Telling;
use crate::domain::regulation::messages::tellings;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::HELD_FOR;
use crate::store::Since;
use crate::store::open_work::LIVE;
use crate::store::open_work::OpenWork;

/// The lease is renewed, or tried for, so often.
const RENEWED: Span = Span::seconds(20);
/// How often the file is looked at for what others did.
const LOOK: Duration = Duration::from_millis(500);
/// How many customers are looked at in one go: nobody waits for who reads.
const READ_AT_ONCE: usize = 250;
/// For how many of them something is written in one transaction, so that no key waits long for the file.
const WRITTEN_AT_ONCE: usize = 50;
/// How many messages expire in one go.
const EXPIRE_AT_ONCE: i64 = 200;
/// Does what falls due, turn by turn.
#[derive(Debug, Default)]
pub struct Worker {
    known: Option<Known>,
    lease: Lease,
    sweep_at: Option<Time>,
    last: Option<Time>,
    /// Whether the file is worked by other rules, as of the writes that were seen then.
    differs: Option<(SeenWrites, bool)>,
}

/// What others wrote, as the data version tells, and how often this process did: while both stand, nothing changed.
type SeenWrites = (i64, u64);

/// Whether this process does the work.
#[derive(Clone, Copy, Debug, Default)]
enum Lease {
    /// Never asked, or given back.
    #[default]
    None,
    /// Held, to be renewed then.
    Held(Time),
    /// Another process has it; to be asked for again then.
    Elsewhere(Time),
}

/// Whose moment comes when.
#[derive(Debug)]
struct Known {
    wakes: BinaryHeap<Reverse<(Time, CustomerId)>>,
    wake_of: HashMap<CustomerId, Time>,
    to_do: Vec<CustomerId>,
    /// Those of them who were looked at, and for whom something is to be written.
    to_write: Vec<CustomerId>,
    seq: i64,
    seen: SeenWrites,
    rules_of: Time,
    first_expiry: Option<Time>,
}

/// What one turn did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// Another process does the work, or works by other rules.
    pub rests: bool,
    /// Messages put into the outbox.
    pub made: Vec<MessageId>,
    /// Messages taken out of it: their facts hold no more.
    pub recalled: Vec<MessageId>,
    /// Messages that had become too old to be sent.
    pub expired: usize,
    /// Orders that lapsed.
    pub closed: usize,
    /// More is due already.
    pub more: bool,
}

impl Turn {
    /// This and that.
    #[must_use]
    pub fn and(mut self, next: Turn) -> Turn {
        self.made.extend(next.made);
        self.recalled.extend(next.recalled);
        self.expired += next.expired;
        self.closed += next.closed;
        self.rests = next.rests;
        self.more = next.more;
        self
    }
}

impl Worker {
    /// Does some of what is due now.
    pub fn turn(&mut self, desk: &mut Desk) -> Result<Turn, DeskError> {
        let now = desk.now();
        // A clock that was set back would let everything wait for what it showed before.
        if self.last.is_some_and(|last| now + CLOCKS_APART < last) {
            *self = Worker::default();
        }
        self.last = Some(now);
        let seen = (desk.store.data_version()?, desk.store.own_writes());
        let differs = match self.differs {
            Some((then, differs)) if then == seen => differs,
            _ => desk.settings_differ()?,
        };
        self.differs = Some((seen, differs));
        if differs || !self.holds_lease(desk, now)? {
            self.known = None;
            return Ok(Turn {
                rests: true,
                ..Turn::default()
            });
        }
        let mut turn = Turn::default();
        if self.sweep_at.is_none_or(|at| at <= now) {
            let swept = desk.sweep()?;
            turn.closed = swept.closed;
            self.sweep_at = Some(if swept.more { now } else { now + EVERY });
            turn.more |= swept.more;
        }
        self.follow(desk, now)?;
        let Some(known) = &mut self.known else { return Ok(turn) };
        let batch = known.due(now);
        let told = match desk.tell_customers(&batch, WRITTEN_AT_ONCE) {
            Ok(told) => told,
            Err(error) => {
                // The file was busy: who was taken in hand is due still.
                known.to_do.extend(batch);
                return Err(error);
            }
        };
        known.to_write.extend(told.left);
        for (customer, brought) in told.done {
            known.wake(customer, brought.next_change);
            turn.made.extend(brought.made);
            turn.recalled
                .extend(brought.recalled.iter().map(|message: &MessageRow| message.id));
        }
        turn.more |= known.has_due(now);
        // What was kept from leaving while the desk did not run is looked at first: it may still leave (R35).
        if !turn.more {
            self.expire(desk, now, &mut turn)?;
        }
        Ok(turn)
    }

    /// How long it may wait until its next turn.
    pub fn patience(&self, now: Time, more: bool) -> Duration {
        if more {
            return Duration::from_millis(2);
        }
        let known = self.known.as_ref();
        let expiry = known.and_then(|known| known.first_expiry);
        let wake = known.and_then(Known::next_wake).into_iter().chain(expiry).min();
        let ahead = wake.map_or(LOOK, |at| {
            let span = u64::try_from((at - now).0.max(1)).unwrap_or(1);
            Duration::from_millis(span)
        });
        ahead.min(LOOK)
    }

    /// Gives the lease back.
    pub fn leave(&mut self, desk: &mut Desk) -> Result<(), DeskError> {
        self.known = None;
        if let Lease::Held(_) = std::mem::take(&mut self.lease) {
            let now = desk.now();
            desk.store.end_lease(LEASE, &desk.who.session, now)?;
        }
        Ok(())
    }

    fn holds_lease(&mut self, desk: &mut Desk, now: Time) -> Result<bool, DeskError> {
        match self.lease {
            Lease::Held(until) if now < until => return Ok(true),
            Lease::Elsewhere(until) if now < until => return Ok(false),
            _ => {}
        }
        let holds = desk.store.lease(LEASE, &desk.who.holder(), now, HELD_FOR)?;
        let next = now + RENEWED;
        self.lease = if holds {
            Lease::Held(next)
        } else {
            Lease::Elsewhere(next)
        };
        Ok(holds)
    }

    /// Reads what others did since the last turn; at first, everything that is open.
    fn follow(&mut self, desk: &mut Desk, now: Time) -> Result<(), DeskError> {
        let seen = (desk.store.data_version()?, desk.store.own_writes());
        let Some(known) = &mut self.known else {
            desk.reread_rules()?;
            self.known = Some(Known::read(desk, seen, now)?);
            return Ok(());
        };
        if now - known.rules_of > Span::days(1) {
            desk.reread_rules()?;
            known.rules_of = now;
        }
        if known.seen == seen {
            return Ok(());
        }
        let first_expiry = desk.store.first_expiry()?;
        match desk.store.feed_since(known.seq)? {
            Since::Everything => self.known = Some(Known::read(desk, seen, now)?),
            Since::Changes {
                seq, customers, others, ..
            } => {
                if others {
                    desk.reread_rules()?;
                }
                // Only when all of it is read: what failed is read again the next turn.
                known.to_do.extend(customers.into_iter().map(CustomerId));
                known.first_expiry = first_expiry;
                known.seq = seq;
                known.seen = seen;
            }
        }
        Ok(())
    }

    /// Lets go of what is too old to be sent, when the first of it is.
    fn expire(&mut self, desk: &mut Desk, now: Time, turn: &mut Turn) -> Result<(), DeskError> {
        let Some(known) = &mut self.known else { return Ok(()) };
        if known.first_expiry.is_none_or(|at| at > now) {
            return Ok(());
        }
        turn.expired = desk.expire_messages(EXPIRE_AT_ONCE)?;
        known.first_expiry = desk.store.first_expiry()?;
        turn.more |= known.first_expiry.is_some_and(|at| at <= now);
        Ok(())
    }
}

/// What is agreed with the requisites of today: other ones may have been told before the settings changed (R30).
fn names_requisites(telling: &Telling) -> bool {
    let MessageBody::Accepted { owed, terms, .. } = &telling.told else {
        return false;
    };
    *terms == Terms::Prepaid && owed.minor > 0
}

impl Known {
    fn read(desk: &Desk, seen: SeenWrites, now: Time) -> Result<Known, DeskError> {
        let store = &desk.store;
        let _one_look = store.snapshot()?;
        let mut known = Known {
            wakes: BinaryHeap::new(),
            wake_of: HashMap::new(),
            to_do: Vec::new(),
            to_write: Vec::new(),
            seq: store.feed_position()?,
            seen,
            rules_of: now,
            first_expiry: store.first_expiry()?,
        };
        let mut waits = store.customers_with_waiting()?;
        OpenWork::begin(store)?.walk(store, LIVE, |facts| {
            let found = tellings(facts, &desk.rules, now);
            let is_settled = |telling: &Telling| !telling.fresh && !names_requisites(telling);
            if !waits.contains(&facts.id) && found.due.iter().all(is_settled) {
                known.wake(facts.id, found.next_change);
            } else {
                waits.insert(facts.id);
            }
        })?;
        known.to_do.extend(waits);
        Ok(known)
    }

    fn wake(&mut self, customer: CustomerId, at: Option<Time>) {
        match at {
            Some(at) => {
                if self.wake_of.insert(customer, at) != Some(at) {
                    self.wakes.push(Reverse((at, customer)));
                }
            }
            None => drop(self.wake_of.remove(&customer)),
        }
    }

    fn next_wake(&self) -> Option<Time> {
        self.wakes.peek().map(|Reverse((at, _))| *at)
    }

    fn has_due(&self, now: Time) -> bool {
        !self.to_do.is_empty() || !self.to_write.is_empty() || self.next_wake().is_some_and(|at| at <= now)
    }

    /// Some of those whose moment has come, each once.
    fn due(&mut self, now: Time) -> Vec<CustomerId> {
        while let Some(Reverse((at, customer))) = self.wakes.peek().copied().filter(|Reverse((at, _))| *at <= now) {
            self.wakes.pop();
            if self.wake_of.get(&customer) == Some(&at) {
                self.wake_of.remove(&customer);
                self.to_do.push(customer);
            }
        }
        let (from, most) = if self.to_write.is_empty() {
            (&mut self.to_do, READ_AT_ONCE)
        } else {
            (&mut self.to_write, WRITTEN_AT_ONCE)
        };
        let rest = from.split_off(from.len().min(most));
        let mut batch = std::mem::replace(from, rest);
        batch.sort_unstable();
        batch.dedup();
        batch
    }
}

/// How often there is anything to look for.
pub const EVERY: Span = Span::hours(1);
