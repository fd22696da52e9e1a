//! Takes the last action back, and does it again: also after a restart and from another process.

use std::collections::BTreeSet;

use super::Desk;
use super::error::DeskError;
use super::outbox::sync::told_now;
use super::result::UndoHint;
use super::result::Undone;
use super::tx::Automatic;
use super::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::action::Warning;
use crate::domain::aspect::Aspect;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::history::deed;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::journal::Entry;
use crate::domain::journal::Group;
use crate::domain::journal::NewEntry;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::store::Scope;
use crate::store::StoreError;

impl Desk {
    /// Takes back the last action of this operator (or of this console); refuses when later work of somebody else
    /// stands on it.
    pub fn undo(&mut self, which: UndoChoice) -> Result<Undone, DeskError> {
        let (mut undone, mut rest) = self.undo_begin(which)?;
        while let Some(next) = rest {
            rest = self.replay_next(&next, &mut undone)?;
        }
        Ok(undone)
    }

    /// The same of an offer to many some at a time, so that no key waits for the rest; gives how it goes on.
    pub fn undo_begin(&mut self, which: UndoChoice) -> Result<(Undone, Option<ReplayRest>), DeskError> {
        let now = self.now();
        self.store
            .announce("undo", i64::from(which == UndoChoice::Mine), &[], now);
        let write = DeskTx::begin(self)?;
        let session = match which {
            UndoChoice::Mine => Some(write.who.session.as_str()),
            UndoChoice::Operator | UndoChoice::Seen(_) => None,
        };
        let entry = write
            .tx
            .undo_candidate(&write.who.operator, session)?
            .ok_or(Refusal::NothingToUndo)?;
        if matches!(which, UndoChoice::Seen(seen) if seen != entry.id) {
            return Err(Refusal::ChangedMeanwhile.into());
        }
        let count = write.tx.undo_count(&entry)?;
        let entries = write.replayed_next(&entry, ActionKind::Undo, EntryId::LAST)?;
        write.replay_some(&entry, ActionKind::Undo, group_of(&entry), (entries, count))
    }

    /// Does again what this operator took back last, unless they have acted since.
    pub fn redo(&mut self) -> Result<Undone, DeskError> {
        let (mut undone, mut rest) = self.redo_begin()?;
        while let Some(next) = rest {
            rest = self.replay_next(&next, &mut undone)?;
        }
        Ok(undone)
    }

    /// The same of an offer to many some at a time.
    pub fn redo_begin(&mut self) -> Result<(Undone, Option<ReplayRest>), DeskError> {
        self.store.announce("redo", 0, &[], self.now());
        let write = DeskTx::begin(self)?;
        let entry = write
            .tx
            .redo_candidate(&write.who.operator)?
            .ok_or(Refusal::NothingToRedo)?;
        let count = write.tx.redo_count(&entry)?;
        let entries = write.replayed_next(&entry, ActionKind::Redo, EntryId::LAST)?;
        write.replay_some(&entry, ActionKind::Redo, group_of(&entry), (entries, count))
    }

    /// Goes on with an undo or redo of many; gives how it goes on, none when it is over.
    pub fn replay_next(&mut self, rest: &ReplayRest, undone: &mut Undone) -> Result<Option<ReplayRest>, DeskError> {
        let write = DeskTx::begin(self)?;
        let entries = write.replayed_next(&rest.of, rest.kind, rest.before)?;
        if entries.is_empty() {
            return Ok(None);
        }
        let (next, rest) = write.replay_some(&rest.of, rest.kind, Group::Of(rest.group), (entries, rest.count))?;
        undone.count += next.count;
        undone.all.extend(next.all);
        undone.recalled.extend(next.recalled);
        undone.already_sent.extend(next.already_sent);
        for warning in next.warnings {
            let is_known = undone.warnings.contains(&warning);
            let known = undone.warnings.iter_mut().find_map(|known| match (known, &warning) {
                (Warning::MessagesRecalled(known), Warning::MessagesRecalled(more))
                | (Warning::MessagesGone(known), Warning::MessagesGone(more)) => Some((known, more.clone())),
                _ => None,
            });
            match known {
                Some((known, more)) => known.extend(more),
                None if is_known => {}
                None => undone.warnings.push(warning),
            }
        }
        Ok(rest)
    }

    /// What undo and redo would be about now.
    pub fn hints(&self) -> Result<(Option<UndoHint>, Option<UndoHint>), DeskError> {
        let who = self.who();
        let hint = |entry: Entry, count: usize| UndoHint {
            entry: entry.id,
            did: deed(entry.kind, &entry.changes),
            mine: entry.session == who.session,
            at: entry.at,
            order_number: entry.order_number.filter(|_| count == 1),
            count,
        };
        let undo = match self.store.undo_candidate(&who.operator, Some(&who.session))? {
            Some(mine) => Some(mine),
            None => self.store.undo_candidate(&who.operator, None)?,
        };
        let undo = match undo {
            Some(entry) => {
                let count = self.store.undo_count(&entry)?;
                Some(hint(entry, count))
            }
            None => None,
        };
        let redo = match self.store.redo_candidate(&who.operator)? {
            Some(entry) => {
                let count = self.store.redo_count(&entry)?;
                Some(hint(entry, count))
            }
            None => None,
        };
        Ok((undo, redo))
    }
}

impl DeskTx<'_> {
    /// Refuses when work of somebody else later than `after` touches what `entry` touches.
    fn refuse_later_work(&self, entry: &Entry, after: EntryId) -> Result<(), DeskError> {
        let touched = aspects(entry);
        for later in self.tx.later_by_others(entry, after)? {
            let same_order = later.order.is_none() || entry.order.is_none() || later.order == entry.order;
            if same_order && !touched.is_disjoint(&stands_on(&later)) {
                return Err(Refusal::LaterWork {
                    by: later.operator,
                    kind: later.kind,
                }
                .into());
            }
        }
        Ok(())
    }

    /// It is no longer as the entry left it: whose work stands on it, as far as the journal tells.
    fn who_changed(&self, entry: &Entry) -> Result<DeskError, DeskError> {
        let touched = aspects(entry);
        let later = self.tx.later_by_anyone(entry, entry.id)?;
        let on_it = later
            .into_iter()
            .filter(|later| later.order.is_none() || entry.order.is_none() || later.order == entry.order)
            .find(|later| !touched.is_disjoint(&aspects(later)));
        let refusal = on_it.map_or(Refusal::ChangedMeanwhile, |later| Refusal::LaterWork {
            by: later.operator,
            kind: later.kind,
        });
        Ok(refusal.into())
    }

    /// What of that go is replayed next.
    fn replayed_next(&self, of: &Entry, kind: ActionKind, before: EntryId) -> Result<Vec<Entry>, StoreError> {
        let limit = if is_by_the_way(of) { SOME } else { i64::MAX };
        match kind {
            ActionKind::Redo => self.tx.redo_group(of, before, limit),
            _ => self.tx.undo_group(of, before, limit),
        }
    }

    /// Takes back, or does again, what was done in one go with `of`: all of it or nothing, but of offers some.
    fn replay_some(
        self,
        of: &Entry,
        kind: ActionKind,
        group: Group,
        (entries, count): (Vec<Entry>, usize),
    ) -> Result<(Undone, Option<ReplayRest>), DeskError> {
        let is_redo = kind == ActionKind::Redo;
        // What came between the undo and now may be the very thing that is to be done again. An offer is taken back whatever
        // a colleague did to its customer since.
        for entry in entries.iter().filter(|entry| !is_by_the_way(entry)) {
            let after = entry.undone_by.filter(|_| is_redo).unwrap_or(entry.id);
            self.refuse_later_work(entry, after)?;
        }
        let undone = self.replay(&entries, kind, group, |entry| {
            if is_redo {
                entry.changes.iter().filter_map(Change::again).collect()
            } else {
                entry.changes.iter().rev().filter_map(Change::inverse).collect()
            }
        })?;
        let is_more = is_by_the_way(of) && group != Group::Alone;
        let rest = is_more.then(|| ReplayRest {
            of: of.clone(),
            kind,
            before: entries.last().map_or(EntryId::LAST, |last| {
                last.undone_by.filter(|_| is_redo).unwrap_or(last.id)
            }),
            group: match group {
                Group::Of(first) => first,
                Group::First | Group::Alone => undone.entry,
            },
            count,
        });
        Ok((undone, rest))
    }

    /// Applies the changes that `replayed` gives for each of `entries` and journals them, all or none.
    fn replay(
        mut self,
        entries: &[Entry],
        kind: ActionKind,
        mut group: Group,
        replayed: impl Fn(&Entry) -> Vec<Change>,
    ) -> Result<Undone, DeskError> {
        let is_alone = entries.len() == 1;
        let is_call = |entry: &&Entry| entry.kind == ActionKind::Call;
        let calls = entries.iter().filter(is_call).count();
        // A call that was logged with something else is not counted: the operator reads what came of it.
        let count = if calls < entries.len() {
            entries.len() - calls
        } else {
            calls
        };
        let mut warnings = self.take_warnings();
        let mut first: Option<Undone> = None;
        let (mut recalled, mut already_sent) = (Vec::new(), Vec::new());
        for entry in entries {
            // They may have become one with somebody since, or be somebody of their own again.
            let named = entry.customer.ok_or(DeskError::NotFound)?;
            let customer = match entry.order {
                // What was replayed before may have given the order to another.
                Some(order) if entries.len() > 1 => self.tx.owner_of(order)?.ok_or(DeskError::NotFound)?,
                Some(_) => entry.order_owner.ok_or(DeskError::NotFound)?,
                None => self.tx.survivor(named)?,
            };
            if !is_by_the_way(entry) {
                self.respect_claim(customer)?;
            }
            let undo = kind == ActionKind::Undo;
            let told_before = told_now(&self.tx, self.rules, customer, self.tx.now())?;
            let sends = matches!(entry.kind, ActionKind::Offered | ActionKind::Message);
            let gone = if sends {
                self.tx.gone_because_of(customer, entry.id)?
            } else if undo {
                self.left_since(entry)?
            } else {
                Vec::new()
            };
            let mut changes = if gone.is_empty() {
                replayed(entry)
            } else {
                // What was offered stays offered, for three weeks (R25), what was answered answered, and what has left is
                // not called back.
                Vec::new()
            };
            let decides = entry.kind.is_of_outbox();
            if decides && undo && is_alone {
                self.refuse_decided_since(entry)?;
            }
            if decides && undo {
                self.part_corrections(entry)?;
            }
            let mut is_stale = false;
            let before = self.before_shop(entry.order)?;
            for change in &changes {
                let applied = self.tx.apply(change).and_then(|_| {
                    if is_offer(entry) || decides {
                        self.tx.settle()
                    } else {
                        Ok(())
                    }
                });
                match applied {
                    Ok(()) => {}
                    Err(StoreError::Stale) if is_offer(entry) || decides && !is_alone => {
                        is_stale = true;
                        break;
                    }
                    Err(StoreError::Stale) => return Err(self.who_changed(entry)?),
                    Err(error) => return Err(error.into()),
                }
            }
            if is_stale {
                // Something else was offered since, or done with the message, and that stays.
                changes.clear();
            }
            if decides {
                self.wait_afresh(entry)?;
            }
            let moved = changes.iter().filter_map(Change::order_moved);
            let touched: Vec<OrderId> = entry.order.into_iter().chain(moved).collect();
            let facts = self.read_told(customer);
            let facts = facts.and_then(|()| self.tx.refresh(customer, Scope::Live(&touched)));
            let facts = match facts {
                Err(StoreError::Stale) => return Err(self.who_changed(entry)?),
                facts => facts?,
            };
            if named != customer {
                self.tx.refresh(named, Scope::Live(&[]))?;
            }
            self.refresh_moved(customer, &changes)?;
            let new = NewEntry {
                operator: &self.who.operator,
                session: &self.who.session,
                kind,
                order: entry.order,
                customer: entry.customer,
                changes: Some(&changes),
                undoes: Some(entry.id).filter(|_| undo),
                redoes: Some(entry.id).filter(|_| !undo),
            };
            let id = self.tx.write_grouped(&new, group)?;
            group = group.after(id);
            let brought = self.tell(&facts, Some(id))?;
            let corrected = self.corrected(&brought.made)?;
            if let Some(before) = &before {
                self.want_of_shop(before, &changes)?;
            }
            recalled.extend(brought.recalled);
            if sends && undo {
                recalled.extend(self.recall_sent_with(customer, entry.id)?);
            } else if sends {
                let leaves_at = self.tx.now() + self.rules.regulation().recall;
                self.tx.send_again(customer, entry.id, leaves_at)?;
            }
            if undo && !is_offer(entry) {
                // Tried again, and nobody knows its end as before: it stands as it stood.
                let is_known = |message: &MessageRow| !decides || message.state != MessageState::Held;
                already_sent.extend(gone.into_iter().filter(is_known));
            }
            let mut holds = brought.holds;
            if undo && self.automatic == Automatic::Rests {
                recalled.extend(self.recall_with(customer, entry.id, &holds)?);
            }
            let others: BTreeSet<CustomerId> = changes.iter().flat_map(Change::customers).collect();
            for other in others.into_iter().filter(|other| *other != customer) {
                let brought = self.tell_customer(other, Some(id))?;
                recalled.extend(brought.recalled);
                // Told to who is somebody of their own again, it is true of them.
                holds.extend(brought.holds);
            }
            // What a message now waiting corrects needs no other word.
            let left = told_before
                .into_iter()
                .filter(|message| !corrected.contains(&message.id));
            already_sent.extend(left.filter(|message| !holds.contains(&message.key)));
            if calls < entries.len() && is_call(&entry) {
                continue;
            }
            first.get_or_insert_with(|| Undone {
                entry: id,
                of: entry.id,
                did: deed(entry.kind, &entry.changes),
                order: entry.order,
                order_number: entry.order_number.clone().filter(|_| count == 1),
                customer,
                count,
                all: entries.iter().map(|entry| entry.id).collect(),
                warnings: std::mem::take(&mut warnings),
                recalled: Vec::new(),
                already_sent: Vec::new(),
            });
        }
        self.tx.commit()?;
        let mut first = first.ok_or(DeskError::NotFound)?;
        let kinds = |messages: &[MessageRow]| messages.iter().map(MessageRow::kind).collect::<Vec<_>>();
        if !recalled.is_empty() {
            first.warnings.push(Warning::MessagesRecalled(kinds(&recalled)));
        }
        if !already_sent.is_empty() {
            first.warnings.push(Warning::MessagesGone(kinds(&already_sent)));
        }
        Ok(Undone {
            recalled,
            already_sent,
            ..first
        })
    }
}

impl DeskTx<'_> {
    /// The told messages that these correct.
    fn corrected(&self, made: &[MessageId]) -> Result<Vec<MessageId>, StoreError> {
        let mut corrected = Vec::new();
        for id in made {
            corrected.extend(self.tx.message(*id)?.and_then(|message| message.corrects));
        }
        Ok(corrected)
    }
}

/// What is left of an undo or redo of an offer to many.
#[derive(Debug)]
pub struct ReplayRest {
    of: Entry,
    kind: ActionKind,
    /// It goes on with what was done, or for a redo taken back, before this.
    before: EntryId,
    /// The first entry that was written for it.
    group: EntryId,
    count: usize,
}

impl ReplayRest {
    /// The go it is of: its first entry.
    pub fn group(&self) -> Option<EntryId> {
        self.of.group
    }

    /// How many entries it is in all.
    pub fn count(&self) -> usize {
        self.count
    }
}

/// Offers to many, and decisions about many messages, are taken back, and made again, this many in one write.
const SOME: i64 = 5;

/// It changes nothing a colleague at the customer works with: no claim and no later work stands against its undo.
fn is_by_the_way(entry: &Entry) -> bool {
    is_offer(entry) || entry.kind.is_of_outbox()
}

fn is_offer(entry: &Entry) -> bool {
    entry.kind == ActionKind::Offered
}

fn group_of(entry: &Entry) -> Group {
    entry.group.map_or(Group::Alone, |_| Group::First)
}

/// What an entry touches; notes stand alone.
fn aspects(entry: &Entry) -> BTreeSet<Aspect> {
    entry
        .changes
        .iter()
        .map(Change::aspect)
        .filter(|a| *a != Aspect::Note)
        .collect()
}

/// What a later entry would no longer hold without: an order was closed because nothing was owed, by its total and by
/// what was paid (R12).
fn stands_on(later: &Entry) -> BTreeSet<Aspect> {
    let mut aspects = aspects(later);
    let closes =
        |change: &Change| matches!(change, Change::Set { field: Field::ClosedAt, after, .. } if *after != Value::Null);
    if later.changes.iter().any(closes) {
        aspects.extend([Aspect::Money, Aspect::Lines]);
    }
    aspects
}

/// Whose last action undo takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoChoice {
    /// The last of this session (this console).
    Mine,
    /// The last of this operator, whatever session made it.
    Operator,
    /// The same, while it is still this entry: the operator was asked about it.
    Seen(EntryId),
}
