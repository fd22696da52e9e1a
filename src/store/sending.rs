//! Messages on their way out: taken by one process, tried, and what became of it written down.

use super::FeedKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::prepare;
use super::db::vals;
use super::sources::source_of_message;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::sending::AskedMessage;
use crate::domain::sending::DueMessage;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Letters of one channel whose time has come, soonest first, from one on.
const DUE: &str = concat!(
    "select m.id, m.kind, m.released_by is not null, m.not_before, ",
    source_of_message!(),
    " from messages m where m.state = 1 and m.channel = $1 and (m.not_before, m.id) > ($2, $3) and m.not_before <= $4 \
      and (m.expires_at is null or m.expires_at > $4) order by m.not_before, m.id limit $5"
);
/// Messages whose gateway is to be asked now, the longest due first.
const ASKED: &str = "select id, via, gateway_id, address, sent_at from messages where ask_at is not null \
     and ask_at <= $1 order by ask_at, id limit $2";
/// The message a gateway knows by that id, while it is not known what became of it.
const OF_GATEWAY: &str = "select id, via, gateway_id, address, sent_at from messages where ask_at is not null \
     and gateway_id = $1 and via = $2 order by id limit 1";
/// A lease that ends later than any could was taken by a clock that ran ahead.
const STALE: &str = "select id from messages where state = 4 and state in (1, 4, 6, 8) \
     and (lease_until is null or lease_until <= $1 or lease_until > $2) order by not_before, id limit $3";

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
    /// The channel of the settings that took it, and its gateway's own id of it; unchanged when none.
    pub taken_by: Option<(&'a str, Option<&'a str>)>,
    /// Its gateway is asked then whether it has arrived.
    pub ask_at: Option<Time>,
    /// Who took it out by hand.
    pub by: Option<&'a str>,
    /// Only while this process has it.
    pub holder: Option<&'a str>,
}

impl<'a> Move<'a> {
    /// From any of these states to another, and nothing else.
    pub fn new(from: &'a [MessageState], to: MessageState) -> Move<'a> {
        Move {
            from,
            to,
            leaves_at: None,
            error: None,
            taken_by: None,
            ask_at: None,
            by: None,
            holder: None,
        }
    }
}

impl Store {
    /// Messages of one channel whose time to leave has come, soonest first; those after `after`.
    pub fn messages_due(
        &self,
        channel: Channel,
        after: Option<&DueMessage>,
        now: Time,
        limit: i64,
    ) -> Result<Vec<DueMessage>, StoreError> {
        let (at, id) = after.map_or((i64::MIN, 0), |after| (after.leaves_at.0, after.id.0));
        let mut select = prepare(&self.conn, DUE)?;
        let mut rows = select.query((channel.int(), at, id, now.0, limit))?;
        let mut due = Vec::new();
        while let Some(row) = rows.next()? {
            // A newer program has kinds this one has no words for.
            let Some(kind) = MessageKind::parse(&row.get::<String>(1)?) else {
                continue;
            };
            due.push(DueMessage {
                id: MessageId(row.get(0)?),
                kind,
                is_released: row.get(2)?,
                leaves_at: Time(row.get(3)?),
                source: row.get(4)?,
            });
        }
        Ok(due)
    }

    /// Messages whose gateway is to be asked now whether they have arrived.
    pub fn messages_asked(&self, now: Time, limit: i64) -> Result<Vec<AskedMessage>, StoreError> {
        let mut select = prepare(&self.conn, ASKED)?;
        let rows = select.query_map((now.0, limit), asked)?;
        rows.collect::<Result<_, _>>()
    }

    /// The message that left by that channel and that its gateway knows by that id, while nobody knows what became of it.
    pub fn message_of_gateway(&self, via: &str, id: &str) -> Result<Option<AskedMessage>, StoreError> {
        prepare(&self.conn, OF_GATEWAY)?.query_row((id, via), asked).optional()
    }

    /// The message that left under that mark.
    pub fn message_of_mark(&self, mark: &str) -> Result<Option<MessageId>, StoreError> {
        // The mark begins with the message's own id.
        let Some(id) = mark.split('.').next().and_then(|id| id.parse::<i64>().ok()) else {
            return Ok(None);
        };
        let found: Option<i64> = prepare(&self.conn, "select id from messages where id = $1 and message_id = $2")?
            .query_row((id, mark), |row| row.get(0))
            .optional()?;
        Ok(found.map(MessageId))
    }

    /// Whether any message was on its way when its process ended, or fell silent; none is for longer than `longest`.
    pub fn has_stale(&self, now: Time, longest: Span) -> Result<bool, StoreError> {
        let ahead = now + longest + CLOCKS_APART;
        let own = "select exists (select 1 from own_letters where state = 4 and state in (1, 4, 6, 8) \
             and (lease_until <= $1 or lease_until > $2))";
        let has_own: bool = prepare(&self.conn, own)?.query_row((now.0, ahead.0), |row| row.get(0))?;
        Ok(has_own || !stale(&self.conn, now, longest, 1)?.is_empty())
    }
}

fn asked(row: DbRow<'_>) -> Result<AskedMessage, StoreError> {
    Ok(AskedMessage {
        id: MessageId(row.get(0)?),
        via: row.get::<Option<String>>(1)?.unwrap_or_default(),
        gateway_id: row.get::<Option<String>>(2)?.unwrap_or_default(),
        to: row.get::<Option<String>>(3)?.unwrap_or_default(),
        sent_at: Time(row.get::<Option<i64>>(4)?.unwrap_or_default()),
    })
}

fn stale(conn: &Conn, now: Time, longest: Span, limit: i64) -> Result<Vec<MessageId>, StoreError> {
    let ahead = now + longest + CLOCKS_APART;
    let mut select = prepare(conn, STALE)?;
    let rows = select.query_map((now.0, ahead.0, limit), |row| row.get(0))?;
    rows.map(|id| Ok(MessageId(id?))).collect()
}

impl Tx<'_> {
    /// Asks a message's gateway again at that time, or no more.
    pub fn ask_again(&self, id: MessageId, at: Option<Time>) -> Result<(), StoreError> {
        prepare(&self.conn, "update messages set ask_at = $1 where id = $2")?.later((at.map(|at| at.0), id.0))?;
        Ok(())
    }

    /// Takes a message for sending, with the words it will leave in; false when it does not wait any more as it was read:
    /// somebody worded it, looked at it, or put another fact into it.
    pub fn take_to_send(
        &self,
        message: &MessageRow,
        words: &MessageWords,
        holder: &str,
        until: Time,
    ) -> Result<bool, StoreError> {
        if self.message(message.id)?.as_ref() != Some(message) {
            return Ok(false);
        }
        let taken = prepare(
            &self.conn,
            "update messages set state = 4, subject = $1, body = $2, message_id = $3, lease_by = $4, lease_until = $5, \
               tries = tries + 1 where id = $6 and state = 1 and not_before <= $7",
        )?
        .execute(vals![
            words.subject.as_str(),
            words.text.as_str(),
            words.mark.as_str(),
            holder,
            until.0,
            message.id.0,
            self.now().0,
        ])?;
        if taken > 0 {
            self.note(FeedKind::Outbox, message.customer.0);
        }
        Ok(taken > 0)
    }

    /// Moves a message; false when it stands elsewhere.
    pub fn settle_message(&self, id: MessageId, go: &Move<'_>) -> Result<bool, StoreError> {
        let sent = (go.to == MessageState::Sent).then(|| self.now().0);
        let delivered = (go.to == MessageState::Delivered).then(|| self.now().0);
        let failed = (go.to == MessageState::Failed).then(|| self.now().0);
        let (via, gateway_id) = go.taken_by.map_or((None, None), |(via, id)| (Some(via), id));
        for from in go.from {
            let moved: Option<(i64, String)> = prepare(
                &self.conn,
                "update messages set state = $1, not_before = coalesce($2, not_before), error = $3, \
                   gateway_id = coalesce($4, gateway_id), sent_at = coalesce($5, sent_at), \
                   recalled_by = coalesce($6, recalled_by), via = coalesce($7, via), ask_at = $8, \
                   delivered_at = coalesce($9, delivered_at), failed_at = coalesce($10, failed_at), lease_until = null \
                 where id = $11 and state = $12 and (cast($13 as text) is null or lease_by = $13) returning customer_id, kind",
            )?
            .query_row(
                vals![
                    go.to.int(),
                    go.leaves_at.map(|at| at.0),
                    go.error,
                    gateway_id,
                    sent,
                    go.by,
                    via,
                    go.ask_at.map(|at| at.0),
                    delivered,
                    failed,
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
    pub fn hold_stale(&self, why: &str, longest: Span, limit: i64) -> Result<Vec<MessageId>, StoreError> {
        let ids = stale(&self.conn, self.now(), longest, limit)?;
        for id in &ids {
            let held = Move {
                error: Some(why),
                ..Move::new(&[MessageState::Sending], MessageState::Held)
            };
            self.settle_message(*id, &held)?;
        }
        Ok(ids)
    }

    /// Sends a waiting or failed message by another way, in other words, from now on; nobody has looked at those.
    pub fn reroute_message(&self, id: MessageId, channel: Channel, address: &str) -> Result<bool, StoreError> {
        let done = prepare(
            &self.conn,
            "update messages set channel = $1, address = $2, subject = null, body = null, message_id = null, edited = 0, \
               tries = 0, released_by = null, gateway_id = null, via = null where id = $3 and state in (1, 6)",
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

    /// Lets offers and messages written by hand wait again that were taken out because their action was taken back.
    pub fn send_again(&self, customer: CustomerId, entry: EntryId, leaves_at: Time) -> Result<(), StoreError> {
        let sql = "update messages set state = 1, not_before = case when not_before < $1 then $1 else not_before end \
             where customer_id = $2 and journal_id = $3 and kind in ('offer', 'written') and state = 2 \
               and recalled_by is null returning customer_id";
        self.changed(sql, (leaves_at.0, customer.0, entry.0)).map(|_| ())
    }

    /// Takes back an offer or a message written by hand that failed: it must not be tried again after its undo.
    pub fn dismiss_failed_with(&self, customer: CustomerId, entry: EntryId) -> Result<(), StoreError> {
        let sql = "update messages set state = 2 where customer_id = $1 and journal_id = $2 \
             and kind in ('offer', 'written') and state = 6 returning customer_id";
        self.changed(sql, (customer.0, entry.0)).map(|_| ())
    }

    /// What was written by hand about an order and waits is to be looked at once more.
    pub fn look_again(&self, order: OrderId) -> Result<(), StoreError> {
        let sql = "update messages set released_by = null where order_id = $1 and kind = 'written' and state = 1 \
             and released_by is not null returning customer_id";
        self.changed(sql, [order.0]).map(|_| ())
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
        .later((until.0, id.0))?;
        Ok(())
    }

    /// Lets a message be tried from the beginning, as `by` says, who has looked at it then.
    pub fn forget_tries(&self, id: MessageId, by: &str) -> Result<(), StoreError> {
        prepare(
            &self.conn,
            "update messages set tries = 0, released_by = coalesce(released_by, $1) where id = $2 and state in (1, 6, 8)",
        )?
        .later((by, id.0))?;
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
