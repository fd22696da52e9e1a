//! Brings the outbox in line with the facts of a customer (R35): what is to be told is put in, what waits and holds no
//! more is taken out, what waits and says something else now is written again.
//!
//! It may be done at any time, by anybody and any number of times: the key of a fact stands in the outbox once.

use super::dedup::corrected;
use super::dedup::is_gone;
use super::dedup::place;
use super::letter::Letter;
use super::letter::digest;
use super::letter::way;
use super::outbox_look::MESSAGES;
use super::outbox_look::OutboxLook;
use super::outbox_look::needs_order;
use super::several::Several;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::Automatic;
use crate::desk::tx::DeskTx;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::ShelfLife;
use crate::domain::order::OrderFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::Telling;
use crate::domain::regulation::given_elsewhere;
use crate::domain::regulation::leaves;
use crate::domain::regulation::messages::requisites as told_requisites;
use crate::domain::regulation::messages::tellings;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::Tx;

/// What became of the outbox.
#[derive(Debug, Default)]
pub(crate) struct OutboxChanges {
    /// Put in, or waiting again.
    pub(crate) made: Vec<MessageId>,
    /// Taken out before they left.
    pub(crate) recalled: Vec<MessageRow>,
    /// When to look at this customer again.
    pub(crate) next_change: Option<Time>,
    /// The keys of what holds of this customer, told or not.
    pub(crate) holds: Vec<String>,
}

/// What became of several customers' outboxes.
#[derive(Debug, Default)]
pub(crate) struct OutboxChangesOfSeveral {
    /// Those in line now.
    pub(crate) done: Vec<(CustomerId, OutboxChanges)>,
    /// Those for whom something is still to be written.
    pub(crate) left: Vec<CustomerId>,
}

impl Desk {
    /// Brings the outbox in line for these customers; reads first, and writes only where something is to be done: for at
    /// most `at_most` of them, so that no key waits long.
    pub(crate) fn tell_customers(
        &mut self,
        ids: &[CustomerId],
        at_most: usize,
    ) -> Result<OutboxChangesOfSeveral, DeskError> {
        if ids.is_empty() {
            return Ok(OutboxChangesOfSeveral::default());
        }
        let now = self.now();
        let (mut done, mut to_do) = (Vec::with_capacity(ids.len()), Vec::new());
        {
            let _one_look = self.store.snapshot()?;
            let read = Several::read(&self.store, ids, &self.rules, now)?;
            let gone = ids.iter().filter(|id| !read.facts.contains_key(id));
            done.extend(gone.map(|id| (*id, OutboxChanges::default())));
            for (id, facts) in &read.facts {
                let plan = plan(&read, &self.rules, facts, Automatic::Works, now)?;
                if plan.steps.is_empty() {
                    let next_change = plan.next_change;
                    done.push((
                        *id,
                        OutboxChanges {
                            next_change,
                            ..OutboxChanges::default()
                        },
                    ));
                } else {
                    to_do.push(*id);
                }
            }
        }
        let left = to_do.split_off(to_do.len().min(at_most));
        if to_do.is_empty() {
            return Ok(OutboxChangesOfSeveral { done, left });
        }
        let write = DeskTx::begin(self)?;
        let read = Several::read(&write.tx, &to_do, write.rules, now)?;
        let mut left = left;
        for (id, facts) in &read.facts {
            if write.tx.is_long() {
                left.push(*id);
            } else {
                done.push((*id, write.bring(&read, facts, None)?));
            }
        }
        write.tx.commit()?;
        Ok(OutboxChangesOfSeveral { done, left })
    }
}

impl DeskTx<'_> {
    /// Brings the outbox in line with what this write made of the customer; `entry` is the action it follows from.
    pub(crate) fn tell(&self, facts: &CustomerFacts, entry: Option<EntryId>) -> Result<OutboxChanges, DeskError> {
        self.bring(&self.tx, facts, entry)
    }

    /// Reads what they were told before their facts are written down, for [`tell`](DeskTx::tell).
    pub(crate) fn read_told(&self, customer: CustomerId) -> Result<(), StoreError> {
        self.tx.read_messages_ahead(customer, MESSAGES)
    }

    /// Likewise, for a customer whose facts are not at hand.
    pub(crate) fn tell_customer(&self, id: CustomerId, entry: Option<EntryId>) -> Result<OutboxChanges, DeskError> {
        match self.tx.customer_facts(id)? {
            Some(facts) => self.tell(&facts, entry),
            None => Ok(OutboxChanges::default()),
        }
    }

    fn bring(
        &self,
        look: &impl OutboxLook,
        facts: &CustomerFacts,
        entry: Option<EntryId>,
    ) -> Result<OutboxChanges, DeskError> {
        let plan = plan(look, self.rules, facts, self.automatic, self.tx.now())?;
        let mut brought = OutboxChanges {
            next_change: plan.next_change,
            holds: plan.holds,
            ..OutboxChanges::default()
        };
        for step in &plan.steps {
            self.step(facts.id, entry, step, &mut brought)?;
        }
        if plan.may_share {
            self.gather(facts.id)?;
        }
        Ok(brought)
    }

    /// Takes out what waits because of an action that is taken back, and whose fact is not among those that hold: by the
    /// file's own rules it might stand, but not for this.
    pub(crate) fn recall_with(
        &self,
        id: CustomerId,
        undone: EntryId,
        holds: &[String],
    ) -> Result<Vec<MessageRow>, DeskError> {
        let mut recalled = Vec::new();
        for message in self.tx.waiting_because_of(id, undone)? {
            // Of other kinds the clock is the cause, and the action only the occasion.
            let caused = matches!(message.kind(), MessageKind::Accepted | MessageKind::CallsInVain);
            if caused && !holds.contains(&message.key) {
                self.tx.open_letters(&[message.id])?;
                if self.take_out(&message)? {
                    recalled.push(message);
                }
            }
        }
        Ok(recalled)
    }

    fn step(
        &self,
        customer: CustomerId,
        entry: Option<EntryId>,
        step: &Step,
        brought: &mut OutboxChanges,
    ) -> Result<(), DeskError> {
        match step {
            Step::Make(letter) => {
                if let Some(id) = self.tx.add_message_of_new_fact(&letter.new_message(customer, entry))? {
                    brought.made.push(id);
                }
            }
            Step::Renew(old, letter) => {
                if self.tx.renew_message(old, &letter.new_message(customer, entry))? {
                    brought.made.push(old.id);
                }
            }
            Step::Part(letter) => self.tx.open_letters(&[*letter])?,
            Step::Recall(message) => {
                if self.take_out(message)? {
                    brought.recalled.push((**message).clone());
                }
            }
        }
        Ok(())
    }
}

/// The messages that have gone to the customer and whose facts hold now, asked before an action takes them away.
pub(crate) fn told_now(
    tx: &Tx<'_>,
    rules: &Rulebook,
    id: CustomerId,
    now: Time,
) -> Result<Vec<MessageRow>, StoreError> {
    let messages = tx.messages(id)?;
    // Most customers were told nothing, and their facts need not be read.
    if !messages.iter().any(is_gone) {
        return Ok(Vec::new());
    }
    let Some(facts) = tx.customer_facts(id)? else {
        return Ok(Vec::new());
    };
    let mut keys = Vec::new();
    for mut telling in tellings(&facts, rules, now).due {
        complete(tx, rules, &facts, &mut telling, &messages, now)?;
        keys.push(telling.key);
    }
    Ok(messages
        .into_iter()
        .filter(|message| is_gone(message) && keys.contains(&message.key))
        .collect())
}

struct Plan {
    steps: Vec<Step>,
    next_change: Option<Time>,
    /// The keys of the facts that hold.
    holds: Vec<String>,
    /// Several facts may wait then (R35).
    may_share: bool,
}

enum Step {
    Make(Letter),
    Renew(Box<MessageRow>, Letter),
    /// The others of this letter get letters of their own.
    Part(MessageId),
    Recall(Box<MessageRow>),
}

fn plan(
    look: &impl OutboxLook,
    rules: &Rulebook,
    facts: &CustomerFacts,
    automatic: Automatic,
    now: Time,
) -> Result<Plan, StoreError> {
    let found = tellings(facts, rules, now);
    let messages = look.messages(facts.id)?;
    let mut steps = Vec::new();
    let mut keys = Vec::with_capacity(found.due.len());
    for mut telling in found.due {
        complete(look, rules, facts, &mut telling, &messages, now)?;
        if automatic == Automatic::Works {
            steps.extend(step(look, rules, facts, &messages, &telling, now)?);
        }
        keys.push(telling.key);
    }
    let waiting = messages.iter().filter(|message| message.state == MessageState::Waiting);
    let mut waiting = waiting.count() + steps.len();
    let shared: Vec<MessageId> = messages.iter().filter_map(|message| message.letter).collect();
    let rests = automatic == Automatic::Rests;
    let elsewhere = |message: &MessageRow| given_elsewhere(facts, message.order, &message.told, &message.key);
    for message in messages {
        let waits = message.state == MessageState::Waiting && message.kind().follows_facts();
        let expired = message.expires_at.is_some_and(|at| at <= now);
        let stands = keys.contains(&message.key) || rests && elsewhere(&message);
        if waits && !expired && !stands {
            waiting -= 1;
            if shared.contains(&message.id) {
                steps.push(Step::Part(message.id));
            }
            steps.push(Step::Recall(Box::new(message)));
        }
    }
    Ok(Plan {
        may_share: !steps.is_empty() && waiting > 1,
        steps,
        next_change: found.next_change,
        holds: keys,
    })
}

/// What is to be done about one telling.
fn step(
    look: &impl OutboxLook,
    rules: &Rulebook,
    facts: &CustomerFacts,
    messages: &[MessageRow],
    telling: &Telling,
    now: Time,
) -> Result<Option<Step>, StoreError> {
    let there = messages.iter().find(|message| message.key == telling.key);
    let may_be_written = |message: &MessageRow| match message.state {
        MessageState::Waiting => telling.fresh,
        MessageState::Recalled => {
            message.recalled_by.is_none() && (telling.fresh || message.expires_at.is_some_and(|at| at > now))
        }
        _ => false,
    };
    let is_due = match there {
        Some(message) => may_be_written(message),
        None => telling.fresh,
    };
    if !is_due {
        return Ok(None);
    }
    let kind = telling.told.kind();
    let contacts = look.contacts_of(facts.id)?;
    let newest = || facts.orders.iter().map(|order| order.id).max();
    let source = match telling.order.or_else(newest) {
        Some(order) if !rules.settings().sources.is_empty() => look.source_of(order)?,
        _ => None,
    };
    let shop = rules.settings().source_of(source.as_deref()).name;
    let Some((channel, address)) = way(&contacts, kind, rules.settings(), shop) else {
        return Ok(None);
    };
    let reaches = there.is_some_and(|message| {
        let mut good = contacts.iter().filter(|contact| contact.bad_at.is_none());
        good.any(|contact| contact.norm.as_deref() == Some(&message.address))
    });
    let order = facts.orders.iter().find(|order| Some(order.id) == telling.order);
    let calendar = order.map_or_else(
        || rules.calendar(facts.zone),
        |order| rules.order_calendar(order, facts.zone),
    );
    // A promise kept with the order has the words it was told in, and is of use for as long as it was.
    let kept = there.filter(|_| !telling.fresh);
    let told = kept.map_or_else(|| telling.told.clone(), |message| message.told.clone());
    let expires_at = kept
        .and_then(|message| message.expires_at)
        .max(Some(telling.expires_at));
    let letter = Letter {
        order: telling.order,
        key: telling.key.clone(),
        corrects: corrected(messages, telling),
        told,
        channel,
        address,
        leaves_at: leaves(kind, now, calendar, rules),
        expires_at: expires_at.map_or(now, |at| at.max(now)),
    };
    Ok(match there {
        None => Some(Step::Make(letter)),
        Some(message) if stands(message, &letter) && reaches => None,
        Some(message) => Some(Step::Renew(Box::new(message.clone()), letter)),
    })
}

/// It waits as it is to stand.
fn stands(message: &MessageRow, letter: &Letter) -> bool {
    let is_kept_long_enough = message.kind().shelf_life() != ShelfLife::WorkingDay
        || message.expires_at.is_none_or(|at| at >= letter.expires_at);
    // What it corrects was told, and is not: somebody has taken back that it left.
    let corrects_nothing = message.corrects.is_some() && letter.corrects.is_none();
    message.state == MessageState::Waiting
        && is_kept_long_enough
        && !corrects_nothing
        && (message.order, &message.told) == (letter.order, &letter.told)
}

/// Fills in what only the whole order tells, the tracking number and the goods and terms an acceptance is about, and
/// finds what the customer knows of it.
fn complete(
    look: &impl OutboxLook,
    rules: &Rulebook,
    facts: &CustomerFacts,
    telling: &mut Telling,
    messages: &[MessageRow],
    now: Time,
) -> Result<(), StoreError> {
    let order = facts.orders.iter().find(|order| Some(order.id) == telling.order);
    if let Some(order) = order {
        fill_in(look, rules, order, telling, messages)?;
    }
    place(telling, messages, now);
    Ok(())
}

fn fill_in(
    look: &impl OutboxLook,
    rules: &Rulebook,
    facts: &OrderFacts,
    telling: &mut Telling,
    messages: &[MessageRow],
) -> Result<(), StoreError> {
    if !needs_order(telling, messages) {
        return Ok(());
    }
    let Some(order) = look.order_of(facts)? else {
        return Ok(());
    };
    match &mut telling.told {
        MessageBody::Tracking { number, .. } | MessageBody::Dispatched { number, .. } if facts.parcels.is_empty() => {
            *number = order.tracking_number.unwrap_or_default();
        }
        MessageBody::Accepted { requisites, .. } => {
            let settings = rules.settings();
            if !settings.sources.is_empty() {
                let source = look.source_of(facts.id)?;
                *requisites = told_requisites(&settings.source_of(source.as_deref()).how_to_pay(), facts);
            }
            telling.key = format!("{}:{:016x}", telling.key, digest(&order));
        }
        _ => {}
    }
    Ok(())
}
