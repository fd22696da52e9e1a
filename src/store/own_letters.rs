//! Letters to the shop itself, and what becomes of them (R31).

use super::Store;
use super::StoreError;
use super::Tx;
use super::db::prepare;
use super::db::vals;
use crate::domain::message::MessageState;
use crate::domain::sending::OpenOwnLetter;
use crate::domain::sending::OwnLetter;
use crate::domain::time::Span;
use crate::domain::time::Time;

const DUE: &str = "select id, address, subject, body, message_id, expires_at, tries from own_letters where state = 1 \
     and state in (1, 4, 6, 8) and not_before <= $1 and expires_at > $1 and body <> '' order by not_before, id limit 5";

/// What comes back comes within this.
const MAY_COME_BACK: Span = Span::days(14);

impl Store {
    /// Letters to the shop whose time to leave has come, soonest first.
    pub fn own_letters_due(&self, now: Time) -> Result<Vec<OwnLetter>, StoreError> {
        let mut select = prepare(&self.conn, DUE)?;
        let rows = select.query_map([now.0], |row| {
            Ok(OwnLetter {
                id: row.get(0)?,
                address: row.get(1)?,
                subject: row.get(2)?,
                text: row.get(3)?,
                mark: row.get(4)?,
                expires_at: Time(row.get(5)?),
                tries: row.get(6)?,
            })
        })?;
        rows.collect::<Result<_, _>>()
    }

    /// Letters to the shop made since `since` that did not leave in time or did not arrive, or of which nobody knows whether
    /// they left; the newest first.
    pub fn own_letters_open(&self, since: Time, now: Time) -> Result<Vec<OpenOwnLetter>, StoreError> {
        let sql = "select id, address, subject, state, made_at, error from own_letters where made_at >= $1 \
             and (state in (6, 8) or state = 1 and expires_at <= $2) order by made_at desc, id desc limit 20";
        let mut select = prepare(&self.conn, sql)?;
        let rows = select.query_map((since.0, now.0), |row| {
            Ok(OpenOwnLetter {
                id: row.get(0)?,
                address: row.get(1)?,
                subject: row.get(2)?,
                state: MessageState::from_int(row.get(3)?).unwrap_or(MessageState::Failed),
                made_at: Time(row.get(4)?),
                why: row.get::<Option<String>>(5)?.unwrap_or_default(),
            })
        })?;
        rows.collect::<Result<_, _>>()
    }
}

impl Tx<'_> {
    /// Puts a letter to the shop into the outbox; nothing when one of that key is there, whatever became of it.
    pub fn add_own_letter(&self, key: &str, letter: &OwnLetter) -> Result<(), StoreError> {
        // One that never left has no reader any more, and names customers.
        let ended = "update own_letters set body = '' where state = 1 and state in (1, 4, 6, 8) and expires_at <= $1";
        prepare(&self.conn, ended)?.later([self.now().0])?;
        prepare(
            &self.conn,
            "insert into own_letters (key, address, subject, body, state, made_at, not_before, expires_at, message_id) \
             values ($1, $2, $3, $4, 1, $5, $6, $7, $8) on conflict (key) do nothing",
        )?
        .later((
            key,
            &letter.address,
            &letter.subject,
            &letter.text,
            self.now().0,
            self.now().0,
            letter.expires_at.0,
            &letter.mark,
        ))?;
        Ok(())
    }

    /// Takes it for sending; false when it does not wait any more as it was read.
    pub fn take_own_letter(&self, letter: &OwnLetter, holder: &str, until: Time) -> Result<bool, StoreError> {
        let sql = "update own_letters set state = 4, lease_by = $1, lease_until = $2, tries = tries + 1 \
             where id = $3 and state = 1 and tries = $4";
        let taken = prepare(&self.conn, sql)?.execute((holder, until.0, letter.id, letter.tries))?;
        Ok(taken > 0)
    }

    /// Writes down what became of one this process has taken; it leaves again at `again`. What does not is read no more,
    /// and names customers: its text goes.
    pub fn settle_own_letter(
        &self,
        id: i64,
        to: MessageState,
        again: Option<Time>,
        error: Option<&str>,
        holder: &str,
    ) -> Result<(), StoreError> {
        let sent = (to == MessageState::Sent).then(|| self.now().0);
        let sql = "update own_letters set state = $1, not_before = coalesce($2, not_before), error = $3, sent_at = $4, \
             lease_until = null, body = case when cast($1 as bigint) = 1 then body else '' end where id = $5 and state in (4, 8) and lease_by = $6";
        prepare(&self.conn, sql)?.later(vals![to.int(), again.map(|at| at.0), error, sent, id, holder])?;
        Ok(())
    }

    /// Settles by hand one that did not leave, or of which nobody knows whether it did; false when it is neither. With a
    /// text it waits again, until `expires_at`.
    pub fn reopen_own_letter(
        &self,
        id: i64,
        to: MessageState,
        text: &str,
        expires_at: Time,
    ) -> Result<bool, StoreError> {
        let sql = "update own_letters set state = $1, body = $2, not_before = $3, expires_at = $4, tries = 0, error = null \
             where id = $5 and (state in (6, 8) or state = 1 and expires_at <= $3)";
        let done = prepare(&self.conn, sql)?.execute(vals![to.int(), text, self.now().0, expires_at.0, id])?;
        Ok(done > 0)
    }

    /// One that had left did not arrive; false when there is none of that mark that has.
    pub fn fail_own_letter(&self, mark: &str, why: &str) -> Result<bool, StoreError> {
        let sql = "update own_letters set state = 6, error = $1 where id in \
             (select id from own_letters where message_id = $2 and made_at >= $3) and state in (5, 8)";
        let failed = prepare(&self.conn, sql)?.execute((why, mark, (self.now() - MAY_COME_BACK).0))?;
        Ok(failed > 0)
    }

    /// Holds those whose process ended, or fell silent, while they were on their way.
    pub fn hold_own_letters(&self, why: &str, longest: Span) -> Result<usize, StoreError> {
        let ahead = self.now() + longest;
        let sql = "update own_letters set state = 8, error = $1, body = '' where state = 4 and state in (1, 4, 6, 8) \
             and (lease_until <= $2 or lease_until > $3)";
        prepare(&self.conn, sql)?.execute((why, self.now().0, ahead.0))
    }
}
