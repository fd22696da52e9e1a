//! Messages on their way out: taken by one process, tried, and what became of it written down.

use super::FeedKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use super::messages::select;
use super::messages::with_others;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::message::Channel;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::time::Time;

/// Letters whose time has come, soonest first.
const DUE: &str = "where m.state = 1 and m.state in (1, 4, 6, 8) and m.not_before <= $1 \
     and (m.expires_at is null or m.expires_at > $1) order by m.not_before, m.id limit $2";
const STALE: &str = "select id, customer_id, kind from messages where state = 4 and state in (1, 4, 6, 8) \
     and (lease_until is null or lease_until <= $1) order by not_before, id limit $2";

/// Where a message goes from a state, by compare-and-set.
#[derive(Clone, Copy, Debug)]
pub struct Move<'a> {
    /// Where it stands now; any of these.
    pub from: &'a [MessageState],
    /// Where it is to stand.
    pub to: MessageState,
    /// It leaves then, not earlier; unchanged when none.
    pub leaves_at: Option<Time>,
    /// Why it could not be delivered.
    pub error: Option<&'a str>,
    /// The gateway's own id of it; unchanged when none.
    pub gateway_id: Option<&'a str>,
    /// Who took it out by hand.
    pub by: Option<&'a str>,
    /// Only while this process has it.
    pub holder: Option<&'a str>,
}

impl Store {
    /// Messages whose time to leave has come, soonest first.
    pub fn messages_due(&self, now: Time, limit: i64) -> Result<Vec<MessageRow>, StoreError> {
        let mut found = select(&self.conn, DUE, (now.0, limit))?;
        with_others(&self.conn, &mut found)?;
        Ok(found)
    }
}

impl Tx<'_> {
    /// Takes a message for sending, with the words it will leave in; false when it does not wait any more as it was read.
    pub fn take_to_send(
        &self,
        message: &MessageRow,
        words: &MessageWords,
        holder: &str,
        until: Time,
    ) -> Result<bool, StoreError> {
        let taken = prepare(
            &self.conn,
            "update messages set state = 4, subject = $1, body = $2, message_id = $3, lease_by = $4, lease_until = $5, \
               tries = tries + 1 where id = $6 and state = 1 and made_at = $7 and not_before <= $8 and tries = $9 \
               and channel = $10 and address = $11 and (select count(*) from messages f where f.letter_id = $6) = $12",
        )?
        .execute(vals![
            words.subject.as_str(),
            words.text.as_str(),
            words.mark.as_str(),
            holder,
            until.0,
            message.id.0,
            message.made_at.0,
            self.now().0,
            message.tries,
            message.channel.map(Channel::int),
            message.address.as_str(),
            i64::try_from(message.others.len()).unwrap_or(i64::MAX),
        ])?;
        if taken > 0 {
            self.note(FeedKind::Outbox, message.customer.0);
        }
        Ok(taken > 0)
    }

    /// Moves a message; false when it stands elsewhere.
    pub fn settle_message(&self, id: MessageId, go: &Move<'_>) -> Result<bool, StoreError> {
        let sent = (go.to == MessageState::Sent).then(|| self.now().0);
        for from in go.from {
            let moved: Option<(i64, String)> = prepare(
                &self.conn,
                "update messages set state = $1, not_before = coalesce($2, not_before), error = $3, \
                   gateway_id = coalesce($4, gateway_id), sent_at = coalesce($5, sent_at), \
                   recalled_by = coalesce($6, recalled_by), lease_until = null \
                 where id = $7 and state = $8 and ($9 is null or lease_by = $9) returning customer_id, kind",
            )?
            .query_row(
                vals![
                    go.to.int(),
                    go.leaves_at.map(|at| at.0),
                    go.error,
                    go.gateway_id,
                    sent,
                    go.by,
                    id.0,
                    from.int(),
                    go.holder,
                ],
                |row| Ok((row.get(0)?, row.get(1)?)),
            )
            .optional()?;
            if let Some((customer, kind)) = moved {
                self.note(FeedKind::Outbox, customer);
                self.note_told(id, CustomerId(customer), &kind)?;
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Holds what was on its way when its process ended, or fell silent: nobody knows whether it left.
    pub fn hold_stale(&self, why: &str, limit: i64) -> Result<Vec<MessageId>, StoreError> {
        let mut stale = prepare(&self.conn, STALE)?;
        let rows = stale.query_map((self.now().0, limit), |row| row.get(0))?;
        let ids: Vec<MessageId> = rows.map(|id| Ok(MessageId(id?))).collect::<Result<_, StoreError>>()?;
        for id in &ids {
            let held = Move {
                from: &[MessageState::Sending],
                to: MessageState::Held,
                leaves_at: None,
                error: Some(why),
                gateway_id: None,
                by: None,
                holder: None,
            };
            self.settle_message(*id, &held)?;
        }
        Ok(ids)
    }

    /// Sends a waiting or failed message by another way, in other words, from now on.
    pub fn reroute_message(&self, id: MessageId, channel: Channel, address: &str) -> Result<bool, StoreError> {
        let done = prepare(
            &self.conn,
            "update messages set channel = $1, address = $2, subject = null, body = null, message_id = null, edited = 0, \
               tries = 0 where id = $3 and state in (1, 6)",
        )?
        .execute((channel.int(), address, id.0))?;
        Ok(done > 0)
    }

    /// Says who looked at a waiting message, which leaves at `leaves_at` then, or later if it was to; false when it does not
    /// wait, or somebody had.
    pub fn release_message(&self, id: MessageId, by: &str, leaves_at: Time) -> Result<bool, StoreError> {
        let sql = "update messages set released_by = $1, \
               not_before = case when not_before < $2 then $2 else not_before end \
             where id = $3 and state = 1 and released_by is null returning customer_id";
        self.changed(sql, vals![by, leaves_at.0, id.0])
    }

    /// Puts words written by hand into a waiting message.
    pub fn word_message(&self, id: MessageId, words: &MessageWords) -> Result<bool, StoreError> {
        let sql = "update messages set subject = $1, body = $2, edited = 1 where id = $3 and state = 1 \
             returning customer_id";
        self.changed(sql, vals![words.subject.as_str(), words.text.as_str(), id.0])
    }

    /// Keeps a message of use until then.
    pub fn keep_message(&self, id: MessageId, until: Time) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update messages set expires_at = $1 where id = $2 and expires_at < $1",
        )?
        .execute((until.0, id.0))?;
        Ok(())
    }

    /// Lets a message be tried from the beginning.
    pub fn forget_tries(&self, id: MessageId) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update messages set tries = 0 where id = $1 and state in (1, 6, 8)",
        )?
        .execute([id.0])?;
        Ok(())
    }

    fn changed(&self, sql: &str, args: impl super::db::Args) -> Result<bool, StoreError> {
        let customer: Option<i64> = prepare(&self.conn, sql)?.query_row(args, |row| row.get(0)).optional()?;
        if let Some(customer) = customer {
            self.note(FeedKind::Outbox, customer);
        }
        Ok(customer.is_some())
    }
}
