//! The outbox: what is to be told, what was, and what was taken back before it left.

use std::collections::HashMap;
use std::collections::HashSet;

use super::FeedKind;
use super::Store;
use super::StoreError;
use super::Tx;
use super::db::Args;
use super::db::Conn;
use super::db::DbRow;
use super::db::OptionalRow;
use super::db::Val;
use super::db::args_from;
use super::db::prepare;
use super::db::vals;
use super::lists::marks;
use super::lists::parts;
use super::sources::source_of_message;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::message::OutboxCounts;
use crate::domain::time::Time;

/// A message to be put into the outbox.
#[derive(Clone, Debug)]
pub struct NewMessage<'a> {
    /// To whom.
    pub customer: CustomerId,
    /// About which order.
    pub order: Option<OrderId>,
    /// The fact's own key.
    pub key: &'a str,
    /// What it tells.
    pub told: &'a MessageBody,
    /// By what it goes.
    pub channel: Channel,
    /// Where to.
    pub address: &'a str,
    /// It leaves then.
    pub leaves_at: Time,
    /// It is not sent from then on.
    pub expires_at: Option<Time>,
    /// The told message it corrects.
    pub corrects: Option<MessageId>,
    /// The action it follows from.
    pub entry: Option<EntryId>,
}

/// A fact that goes in another's letter has that one's state, and whatever else becomes of the letter.
const COLUMNS: &str = concat!(
    "m.id, m.customer_id, m.order_id, m.fact_key, m.params, coalesce(l.channel, m.channel), \
    coalesce(l.address, m.address), coalesce(l.state, m.state), m.made_at, coalesce(l.not_before, m.not_before), \
    m.expires_at, coalesce(l.sent_at, m.sent_at), coalesce(l.recalled_by, m.recalled_by), m.corrects, \
    coalesce(l.error, m.error), o.number, c.name, m.letter_id, coalesce(l.subject, m.subject), \
    coalesce(l.body, m.body), coalesce(l.message_id, m.message_id), coalesce(l.edited, m.edited), \
    coalesce(l.tries, m.tries), coalesce(l.released_by, m.released_by), \
    ",
    source_of_message!(),
    ", coalesce(l.delivered_at, m.delivered_at), coalesce(l.failed_at, m.failed_at) \
    from messages m join customers c on c.id = m.customer_id left join orders o on o.id = m.order_id \
    left join messages l on l.id = m.letter_id"
);

/// Of one state, soonest first. Each state stands by time in the index of what is open.
pub(super) const OPEN: &str = "where m.state = $1 and m.state in (1, 4, 6, 8) order by m.not_before, m.id limit $2";
const OF_CUSTOMER: &str = "where m.customer_id = $1 order by m.id desc limit $2";
const NEWEST: &str = "where m.id > $1 and m.letter_id is null order by m.id desc limit $2";
const BECAUSE_OF: &str = "where m.customer_id = $1 and m.journal_id = $2 and coalesce(l.state, m.state) = 1 \
     order by m.id desc";
const GONE_BECAUSE_OF: &str = "where m.customer_id = $1 and m.journal_id = $2 and coalesce(l.state, m.state) in (4, 5, 7, 8) \
     order by m.id desc";
const ONE: &str = "where m.id = $1";
const COUNTS: &str = "select state, count(*) from messages where state in (1, 4, 6, 8) group by state";
/// What shops did not take.
const UNWRITTEN: &str = "select count(*) from shop_writes where state in (6, 8) and state in (1, 4, 6, 8)";
const OVERDUE: &str = "select id, customer_id from messages where state = 1 and state in (1, 4, 6, 8) and expires_at <= $1 \
     order by not_before, id limit $2";
/// Whose messages wait.
const AWAITING: &str = "select customer_id from messages where state = 1 and state in (1, 4, 6, 8)";
const FIRST_EXPIRY: &str = "select min(expires_at) from messages where state = 1 and state in (1, 4, 6, 8)";

impl Store {
    /// Messages in those states, soonest first; of the open states only.
    pub fn open_messages(&self, states: &[MessageState], limit: i64) -> Result<Vec<MessageRow>, StoreError> {
        let mut found = Vec::new();
        for state in states {
            found.extend(select(&self.conn, OPEN, (state.int(), limit))?);
        }
        with_others(&self.conn, &mut found)?;
        Ok(found)
    }

    /// Everybody for whom a message waits.
    pub fn customers_with_waiting(&self) -> Result<HashSet<CustomerId>, StoreError> {
        let mut waiting = HashSet::new();
        let mut statement = prepare(&self.conn, AWAITING)?;
        let mut rows = statement.query(())?;
        while let Some(row) = rows.next()? {
            waiting.insert(row.get(0)?);
        }
        Ok(waiting)
    }

    /// The newest messages of any state, newest first.
    pub fn newest_messages(&self, limit: i64) -> Result<Vec<MessageRow>, StoreError> {
        let mut found = select(&self.conn, NEWEST, (0, limit))?;
        with_others(&self.conn, &mut found)?;
        Ok(found)
    }

    /// What one customer was told or is to be, a row for each fact, newest first.
    pub fn messages_of(&self, customer: CustomerId, limit: i64) -> Result<Vec<MessageRow>, StoreError> {
        if limit == 0 {
            return Ok(Vec::new());
        }
        select(&self.conn, OF_CUSTOMER, (customer.0, limit))
    }

    /// Several customers' likewise, each one's newest first.
    pub fn messages_of_several(
        &self,
        customers: &[CustomerId],
    ) -> Result<HashMap<CustomerId, Vec<MessageRow>>, StoreError> {
        let ids: Vec<i64> = customers.iter().map(|id| id.0).collect();
        let mut found: HashMap<CustomerId, Vec<MessageRow>> = HashMap::new();
        for part in parts(&ids) {
            let marks = marks(1, part.len());
            let rest = format!("where m.customer_id in ({marks}) order by m.customer_id desc, m.id desc");
            for message in select(&self.conn, &rest, args_from(part))? {
                found.entry(message.customer).or_default().push(message);
            }
        }
        Ok(found)
    }

    /// One message, with what else its letter tells.
    pub fn message(&self, id: MessageId) -> Result<Option<MessageRow>, StoreError> {
        let mut found = select(&self.conn, ONE, [id.0])?;
        with_others(&self.conn, &mut found)?;
        Ok(found.pop())
    }

    /// How many messages wait, and how many failed, with what a shop did not take.
    pub fn outbox_counts(&self) -> Result<OutboxCounts, StoreError> {
        let mut counts = OutboxCounts::default();
        let mut select = prepare(&self.conn, COUNTS)?;
        for row in select.query_map((), |row| Ok((MessageState::from_int(row.get(0)?), row.get::<i64>(1)?)))? {
            match row? {
                (Some(MessageState::Waiting | MessageState::Sending), count) => counts.waiting += count,
                (_, count) => counts.failed += count,
            }
        }
        counts.failed += prepare(&self.conn, UNWRITTEN)?.query_row((), |row| row.get::<i64>(0))?;
        Ok(counts)
    }

    /// When the first of the waiting messages gets too old to be sent.
    pub fn first_expiry(&self) -> Result<Option<Time>, StoreError> {
        let at: Option<i64> = prepare(&self.conn, FIRST_EXPIRY)?.query_row((), |row| row.get(0))?;
        Ok(at.map(Time))
    }
}

impl Tx<'_> {
    /// Reads one customer's messages for who asks for them next: nothing that is written until then changes them, and a server
    /// answers with what else is asked now.
    pub fn read_messages_ahead(&self, customer: CustomerId, limit: i64) -> Result<(), StoreError> {
        let messages = self.messages_of(customer, limit)?;
        self.read_once.borrow_mut().messages = Some((customer, messages));
        Ok(())
    }

    /// One customer's messages, which may have been read ahead.
    pub fn messages_once(&self, customer: CustomerId, limit: i64) -> Result<Vec<MessageRow>, StoreError> {
        match self.read_once.borrow_mut().messages.take() {
            Some((of, messages)) if of == customer => Ok(messages),
            _ => self.messages_of(customer, limit),
        }
    }

    /// One customer's waiting messages that follow from one action.
    pub fn waiting_because_of(&self, customer: CustomerId, entry: EntryId) -> Result<Vec<MessageRow>, StoreError> {
        select(&self.conn, BECAUSE_OF, (customer.0, entry.0))
    }

    /// What follows from one action and has left, is about to, or may have.
    pub fn gone_because_of(&self, customer: CustomerId, entry: EntryId) -> Result<Vec<MessageRow>, StoreError> {
        select(&self.conn, GONE_BECAUSE_OF, (customer.0, entry.0))
    }

    /// Puts a message into the outbox; none when its fact stands there already, in whatever state.
    pub fn add_message(&self, new: &NewMessage<'_>) -> Result<Option<MessageId>, StoreError> {
        let mut insert = prepare(&self.conn, &format!("{ADD} returning id"))?;
        let id = insert.query_row(self.values(new), |row| row.get(0)).optional()?;
        self.added(id, new)
    }

    /// Likewise where that customer's messages were read in this write and its fact was not among them. A server is not waited
    /// for: should the fact stand under another customer's name nothing is added, and the id given is nobody's.
    pub fn add_message_of_new_fact(&self, new: &NewMessage<'_>) -> Result<Option<MessageId>, StoreError> {
        let id = prepare(&self.conn, ADD)?.insert_unless_there(self.values(new))?;
        self.added(id, new)
    }

    fn values<'n>(&self, new: &'n NewMessage<'_>) -> Vec<Val<'n>> {
        vec![
            new.customer.0.into(),
            new.order.map(|id| id.0).into(),
            Val::Text(new.told.kind().code().into()),
            Val::Text(new.key.into()),
            new.channel.int().into(),
            Val::Text(new.address.into()),
            self.now().0.into(),
            new.leaves_at.0.into(),
            new.expires_at.map(|at| at.0).into(),
            written(new.told).into(),
            new.corrects.map(|id| id.0).into(),
            new.entry.map(|id| id.0).into(),
        ]
    }

    fn added(&self, id: Option<i64>, new: &NewMessage<'_>) -> Result<Option<MessageId>, StoreError> {
        if let Some(id) = id {
            self.note(FeedKind::Outbox, new.customer.0);
            self.note_told(MessageId(id), new.customer, new.told.kind().code())?;
        }
        Ok(id.map(MessageId))
    }

    /// Writes a message that has not left again: its order, its words, its address and its time. A recalled one waits again;
    /// one that waits in another's letter stays there, and the letter has new words. `old` was read in this write; false when it
    /// may not be written any more.
    pub fn renew_message(&self, old: &MessageRow, new: &NewMessage<'_>) -> Result<bool, StoreError> {
        let id = old.id;
        let may_be = match old.state {
            MessageState::Waiting => true,
            MessageState::Recalled => old.recalled_by.is_none(),
            _ => false,
        };
        if !may_be {
            return Ok(false);
        }
        prepare(
            &self.conn,
            "update messages set kind = $1, channel = $2, address = $3, made_at = $4, not_before = $5, expires_at = $6, \
               params = $7, corrects = $8, order_id = $9, subject = null, body = null, message_id = null, \
               edited = 0, tries = 0, released_by = null, error = null, state = case when state = 0 then 0 else 1 end \
             where id = $10 and (state = 1 or state = 2 and recalled_by is null or state = 0 \
               and (select l.state from messages l where l.id = messages.letter_id) = 1)",
        )?
        .later(vals![
            new.told.kind().code(),
            new.channel.int(),
            new.address,
            self.now().0,
            new.leaves_at.0,
            new.expires_at.map(|at| at.0),
            written(new.told),
            new.corrects.map(|id| id.0),
            new.order.map(|id| id.0),
            id.0,
        ])?;
        if old.letter.is_some() {
            let sql = "select letter_id from messages where id = $1 and state = 0";
            let letter: Option<Option<i64>> = prepare(&self.conn, sql)?
                .query_row([id.0], |row| row.get(0))
                .optional()?;
            if let Some(letter) = letter.flatten() {
                self.reword_letter(MessageId(letter))?;
            }
        }
        self.note(FeedKind::Outbox, new.customer.0);
        self.note_told(id, new.customer, new.told.kind().code())?;
        Ok(true)
    }

    /// Takes a waiting message out of the outbox, by compare-and-set; false when it waits no more. `by` is who took it
    /// out by hand; none when its fact holds no more.
    pub fn recall_message(&self, id: MessageId, by: Option<&str>) -> Result<bool, StoreError> {
        self.move_message(id, MessageState::Waiting, MessageState::Recalled, by)
    }

    /// Moves a message from one state to another, by compare-and-set; false when it is not in the first.
    pub fn move_message(
        &self,
        id: MessageId,
        from: MessageState,
        to: MessageState,
        by: Option<&str>,
    ) -> Result<bool, StoreError> {
        let sent = matches!(to, MessageState::Sent).then(|| self.now().0);
        let moved = prepare(
            &self.conn,
            "update messages set state = $1, recalled_by = $2, sent_at = coalesce($3, sent_at) \
             where id = $4 and state = $5 returning customer_id, kind",
        )?
        .query_row((to.int(), by, sent, id.0, from.int()), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
        let moved: Option<(i64, String)> = moved;
        if let Some((customer, kind)) = &moved {
            self.note(FeedKind::Outbox, *customer);
            self.note_told(id, CustomerId(*customer), kind)?;
        }
        Ok(moved.is_some())
    }

    /// Lets go of waiting messages that are too old to be sent now (R35); how many.
    pub fn expire_messages(&self, limit: i64) -> Result<usize, StoreError> {
        let mut overdue = prepare(&self.conn, OVERDUE)?;
        let rows = overdue.query_map((self.now().0, limit), |row| row.get(0))?;
        let ids: Vec<MessageId> = rows.map(|id| Ok(MessageId(id?))).collect::<Result<_, StoreError>>()?;
        // What is told in the same letter may be younger.
        self.open_letters(&ids)?;
        for id in &ids {
            self.move_message(*id, MessageState::Waiting, MessageState::Expired, None)?;
        }
        Ok(ids.len())
    }

    /// A message stands otherwise than before: its page is read again, and what counts from it is.
    pub(super) fn note_message(&self, id: MessageId) -> Result<(), StoreError> {
        let sql = "select customer_id, kind from messages where id = $1";
        let of: Option<(i64, String)> = prepare(&self.conn, sql)?
            .query_row([id.0], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        if let Some((customer, kind)) = of {
            self.note(FeedKind::Outbox, customer);
            self.note_told(id, CustomerId(customer), &kind)?;
        }
        Ok(())
    }

    /// The payment ladder counts from the requisites that left (R14); what was promised is the window that left last, and
    /// promises end with the apologies made (R5).
    pub(super) fn note_told(&self, id: MessageId, customer: CustomerId, kind: &str) -> Result<(), StoreError> {
        if kind == MessageKind::Requisites.code() {
            let sql = format!(
                "update orders set requisites_at = {} {}",
                last_told("$1"),
                told_by("$2")
            );
            prepare(&self.conn, &sql)?.later((kind, id.0))?;
        } else if PROMISES.iter().any(|promise| promise.code() == kind) {
            let [promise, broken] = PROMISES.map(MessageKind::code);
            let (told, apologies, orders) = (last_promise("$1", "$2"), apologised("$2"), told_by("$3"));
            let sql = format!("select orders.id, {told}, {apologies} from orders {orders}");
            let mut select = prepare(&self.conn, &sql)?;
            let rows = select.query_map((promise, broken, id.0), |row| {
                let window = window_in(row.get(1)?).map(|(from, until)| (from.0, until.0));
                Ok((window.unzip(), row.get::<i64>(2)?, row.get::<i64>(0)?))
            })?;
            let sql = "update orders set promised_from = $1, promised_until = $2, apologies = $3 where id = $4";
            let mut update = prepare(&self.conn, sql)?;
            for order in rows.collect::<Result<Vec<_>, StoreError>>()? {
                let ((from, until), apologies, order) = order;
                update.later((from, until, apologies, order))?;
            }
        } else {
            return Ok(());
        }
        self.note(FeedKind::Customer, customer.0);
        Ok(())
    }
}

/// What names a time to be called at (R5).
pub(super) const PROMISES: [MessageKind; 2] = [MessageKind::Promise, MessageKind::PromiseBroken];

/// SQL: of the orders that message, or the letter it is, tells of.
fn told_by(id: &str) -> String {
    format!(
        "where orders.id in (select t.order_id from messages t where t.id = {id} \
           union all select t.order_id from messages t where t.letter_id = {id})"
    )
}

/// SQL: what the last promise about the order that left the desk said, of these two kinds.
pub(super) fn last_promise(promise: &str, broken: &str) -> String {
    format!(
        "(select m.params from messages m left join messages l on l.id = m.letter_id \
           where m.order_id = orders.id and m.kind in ({promise}, {broken}) and coalesce(l.state, m.state) in (4, 5, 7, 8) \
           order by m.id desc limit 1)"
    )
}

/// The window that promise names.
pub(super) fn window_in(params: Option<String>) -> Option<(Time, Time)> {
    match serde_json::from_str(&params?).ok()? {
        MessageBody::Promise { from, until } | MessageBody::PromiseBroken { from, until } => Some((from, until)),
        _ => None,
    }
}

/// SQL: when the last message of a kind about the order left, or leaves.
pub(super) fn last_told(kind: &str) -> String {
    format!(
        "(select max(coalesce(l.sent_at, m.sent_at, l.not_before, m.not_before)) from messages m \
           left join messages l on l.id = m.letter_id \
           where m.order_id = orders.id and m.kind = {kind} and coalesce(l.state, m.state) in (1, 4, 5, 7, 8))"
    )
}

/// SQL: how many messages of a kind about the order neither wait nor were recalled; what came before a reopening is over with it.
/// One that expired or failed is not made again: who did not get it would be promised another time at every window.
pub(super) fn apologised(kind: &str) -> String {
    format!(
        "(select count(*) from messages m left join messages l on l.id = m.letter_id \
           where m.order_id = orders.id and m.kind = {kind} and coalesce(l.state, m.state) not in (1, 2) \
             and m.made_at >= coalesce(orders.reopened_at, 0))"
    )
}

const ADD: &str = "insert into messages (customer_id, order_id, kind, fact_key, channel, address, made_at, not_before, \
    expires_at, params, corrects, journal_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
    on conflict (fact_key) do nothing";

fn written(told: &MessageBody) -> String {
    serde_json::to_string(told).unwrap_or_default()
}

/// Gives each letter what else it tells.
pub(super) fn with_others(conn: &Conn, letters: &mut [MessageRow]) -> Result<(), StoreError> {
    let ids: Vec<i64> = letters.iter().map(|letter| letter.id.0).collect();
    let mut by_id: HashMap<MessageId, &mut MessageRow> = letters.iter_mut().map(|letter| (letter.id, letter)).collect();
    for part in parts(&ids) {
        let rest = format!("where m.letter_id in ({}) order by m.id", marks(1, part.len()));
        for fact in select(conn, &rest, args_from(part))? {
            if let Some(letter) = fact.letter.and_then(|id| by_id.get_mut(&id)) {
                letter.others.push(fact.into());
            }
        }
    }
    Ok(())
}

pub(super) fn select(conn: &Conn, rest: &str, values: impl Args) -> Result<Vec<MessageRow>, StoreError> {
    let mut select = prepare(conn, &format!("select {COLUMNS} {rest}"))?;
    let mut rows = select.query(values)?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.extend(message_from(row)?);
    }
    Ok(found)
}

/// None when a newer program wrote a message this one has no words for.
fn message_from(row: DbRow<'_>) -> Result<Option<MessageRow>, StoreError> {
    let params: Option<String> = row.get(4)?;
    let told = params.and_then(|params| serde_json::from_str(&params).ok());
    let (Some(told), Some(state)) = (told, MessageState::from_int(row.get(7)?)) else {
        return Ok(None);
    };
    let time = |at: Option<i64>| at.map(Time);
    Ok(Some(MessageRow {
        id: MessageId(row.get(0)?),
        customer: CustomerId(row.get(1)?),
        order: row.get::<Option<i64>>(2)?.map(OrderId),
        key: row.get(3)?,
        told,
        channel: row.get::<Option<i64>>(5)?.and_then(Channel::from_int),
        address: row.get::<Option<String>>(6)?.unwrap_or_default(),
        state,
        made_at: Time(row.get(8)?),
        leaves_at: Time(row.get(9)?),
        expires_at: time(row.get(10)?),
        sent_at: time(row.get(11)?),
        recalled_by: row.get(12)?,
        corrects: row.get::<Option<i64>>(13)?.map(MessageId),
        error: row.get(14)?,
        order_number: row.get(15)?,
        customer_name: row.get(16)?,
        letter: row.get::<Option<i64>>(17)?.map(MessageId),
        others: Vec::new(),
        words: row
            .get::<Option<String>>(19)?
            .map(|text| {
                Ok::<_, StoreError>(MessageWords {
                    subject: row.get::<Option<String>>(18)?.unwrap_or_default(),
                    text,
                    mark: row.get::<Option<String>>(20)?.unwrap_or_default(),
                })
            })
            .transpose()?,
        edited: row.get::<i64>(21)? > 0,
        tries: row.get(22)?,
        released_by: row.get(23)?,
        source: row.get(24)?,
        delivered_at: time(row.get(25)?),
        failed_at: time(row.get(26)?),
    }))
}
