//! What somebody decides about a message of the outbox: an entry of the journal each, taken back like any other action
//! while nobody else has acted on the message since (R35).

use super::sending::may_leave;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::action::ActionKind;
use crate::domain::action::Refusal;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::ids::EntryId;
use crate::domain::ids::MessageId;
use crate::domain::journal::Entry;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::store::Move;

impl DeskTx<'_> {
    /// Journals what this write has made of a message, which stood so before it, and commits; none when nothing changed.
    pub(super) fn decided(self, kind: ActionKind, before: &MessageRow) -> Result<Option<EntryId>, DeskError> {
        let after = self.tx.message(before.id)?.ok_or(DeskError::NotFound)?;
        let changes = moved(before, &after);
        self.journal_decision(kind, before, &changes)
    }

    /// Journals a decision about a message that changed these, and commits; none when there are none.
    pub(super) fn journal_decision(
        self,
        kind: ActionKind,
        about: &MessageRow,
        changes: &[Change],
    ) -> Result<Option<EntryId>, DeskError> {
        if changes.is_empty() {
            return Ok(None);
        }
        let entry = self.entry(kind, about.order, about.customer, Some(changes))?;
        self.see_shift()?;
        self.tx.commit()?;
        Ok(Some(entry))
    }

    /// Of the messages a decision let leave those that have left since, or may have: they are not called back.
    pub(in crate::desk) fn left_since(&self, entry: &Entry) -> Result<Vec<MessageRow>, DeskError> {
        if !matches!(
            entry.kind,
            ActionKind::MessageReleased | ActionKind::MessageRetried | ActionKind::MessageCorrected
        ) {
            return Ok(Vec::new());
        }
        let mut left = Vec::new();
        for id in messages_of(&entry.changes) {
            left.extend(self.tx.message(id)?.filter(|message| message.state.is_gone()));
        }
        Ok(left)
    }

    /// Refuses to take a decision back on which a later one about the same message stands, or a correction of it.
    pub(in crate::desk) fn refuse_decided_since(&self, entry: &Entry) -> Result<(), DeskError> {
        let ids = messages_of(&entry.changes);
        for later in self.tx.later_by_anyone(entry, entry.id)? {
            if !later.kind.is_of_outbox() {
                continue;
            }
            for id in messages_of(&later.changes) {
                let corrects = self.tx.message(id)?.and_then(|message| message.corrects);
                if ids.contains(&id) || corrects.is_some_and(|corrected| ids.contains(&corrected)) {
                    return Err(Refusal::LaterWork {
                        by: later.operator,
                        kind: later.kind,
                    }
                    .into());
                }
            }
        }
        Ok(())
    }

    /// Takes a correction that is taken back out of the letters it was gathered into.
    pub(in crate::desk) fn part_corrections(&self, entry: &Entry) -> Result<(), DeskError> {
        if entry.kind == ActionKind::MessageCorrected {
            let ids = messages_of(&entry.changes);
            for id in &ids {
                self.tx.leave_letter(*id)?;
            }
            self.tx.open_letters(&ids)?;
        }
        Ok(())
    }

    /// What waits again after its undo can be recalled like anything that has just been put into the outbox.
    pub(in crate::desk) fn wait_afresh(&self, entry: &Entry) -> Result<(), DeskError> {
        let recallable = self.tx.now() + self.rules.regulation().recall;
        for id in messages_of(&entry.changes) {
            let Some(message) = self.tx.message(id)?.filter(|row| row.state == MessageState::Waiting) else {
                continue;
            };
            let at = may_leave(&self.tx, self.rules, &message, recallable)?;
            let put_off = Move {
                leaves_at: Some(at.max(message.leaves_at)),
                error: message.error.as_deref(),
                ..Move::new(&[MessageState::Waiting], MessageState::Waiting)
            };
            self.tx.settle_message(id, &put_off)?;
        }
        Ok(())
    }
}

/// What makes of a message as it was `before` what it is `after`.
fn moved(before: &MessageRow, after: &MessageRow) -> Vec<Change> {
    let pairs = fields(before).into_iter().zip(fields(after));
    let changed = pairs.filter(|((_, before), (_, after))| before != after);
    changed
        .map(|((field, before_it), (_, after_it))| set(before.id, field, before_it, after_it))
        .collect()
}

/// Taken back in the opposite order: first that which must still be so.
fn fields(row: &MessageRow) -> [(Field, Value); 8] {
    [
        (Field::SentAt, row.sent_at.into()),
        (Field::LeavesAt, row.leaves_at.into()),
        (Field::MessageError, row.error.as_deref().into()),
        (Field::Tries, row.tries.into()),
        (Field::ExpiresAt, row.expires_at.into()),
        (Field::RecalledBy, row.recalled_by.as_deref().into()),
        (Field::ReleasedBy, row.released_by.as_deref().into()),
        (Field::MessageState, row.state.int().into()),
    ]
}

/// A message that was not there, or had been taken back, waits.
pub(super) fn waits(message: MessageId) -> Change {
    let state = |state: MessageState| state.int().into();
    set(
        message,
        Field::MessageState,
        state(MessageState::Recalled),
        state(MessageState::Waiting),
    )
}

fn set(message: MessageId, field: Field, before: Value, after: Value) -> Change {
    Change::Set {
        entity: Entity::Message,
        id: message.0,
        field,
        before,
        after,
    }
}

/// The messages whose rows these set, each once.
fn messages_of(changes: &[Change]) -> Vec<MessageId> {
    let ids = changes.iter().filter_map(|change| match change {
        Change::Set {
            entity: Entity::Message,
            id,
            ..
        } => Some(MessageId(*id)),
        _ => None,
    });
    let mut ids: Vec<MessageId> = ids.collect();
    ids.dedup();
    ids
}
