//! Reads for screens and commands: the queue at once, a card, a search, the journal.

use std::sync::Arc;

use crate::desk::board::Board;
use crate::desk::board::CardKey;
use crate::desk::board::Claim;
use crate::desk::card::Card;
use crate::desk::card::CustomerClock;
use crate::desk::card::Detail;
use crate::desk::card::Happened;
use crate::desk::card::OrderBrief;
use crate::desk::card::TimelineItem;
use crate::desk::catalogue;
use crate::desk::detail;
use crate::desk::live::Hit;
use crate::desk::merging;
use crate::desk::outcome::DeskError;
use crate::desk::pages;
use crate::desk::pages::PageKey;
use crate::desk::pages::Reader;
use crate::desk::pages::Sheet;
use crate::desk::perform::Desk;
use crate::desk::reckon::Reckoner;
use crate::desk::warnings;
use crate::domain::action::ActionKind;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
pub use crate::domain::journal::Entry;
pub use crate::domain::journal::Page;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::agenda;
use crate::domain::regulation::promise;
use crate::domain::regulation::waiting;
use crate::domain::target::RowKey;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;
use crate::text;

/// How much of a customer's past a card shows.
const ORDERS: i64 = 50;
const TIMELINE: usize = 200;

impl Desk {
    /// The whole queue now, every row with its words.
    pub fn queue(&self) -> Result<Board, DeskError> {
        let now = self.now();
        let mut reckoner = Reckoner::new(&self.store, Arc::clone(&self.settings), &self.who.operator, now)?;
        reckoner.load(&self.store, now)?;
        let board = reckoner.board(&self.store, now)?;
        while reckoner.more_texts(&self.store, &board)? {}
        let amiss = warnings::of(&self.store, &self.fingerprint, now)?;
        Ok(reckoner.board(&self.store, now)?.with_warnings(&amiss))
    }

    /// A card; `None` when there is no such order or customer.
    pub fn card(&self, key: CardKey) -> Result<Option<Card>, DeskError> {
        card(&self.store, &self.rules, key, self.now())
    }

    /// A page of the console as it is now.
    pub fn page(&self, key: PageKey) -> Result<Sheet, DeskError> {
        pages::read(&Reader::new(&self.store, &self.rules, self.now()), key)
    }

    /// What `text` finds, best first.
    pub fn search(&self, text: &str) -> Result<Vec<Hit>, DeskError> {
        search(&self.store, text)
    }

    /// The orders a number names; two shops may share one. `id:12` names the desk's own id.
    pub fn orders_named(&self, name: &str) -> Result<Vec<OrderId>, DeskError> {
        if let Some(id) = own_id(name) {
            return Ok(self.store.order_facts(OrderId(id))?.map(|o| o.id).into_iter().collect());
        }
        Ok(self.store.orders_numbered(name)?)
    }

    /// The customers a phone (E.164), an email or `id:12` names; whoever has become one with another is that one.
    pub fn customers_named(&self, name: &str) -> Result<Vec<CustomerId>, DeskError> {
        if let Some(id) = own_id(name) {
            let id = self.store.survivor(CustomerId(id))?;
            return Ok(self.store.customer(id)?.map(|c| c.id).into_iter().collect());
        }
        Ok(self.store.customers_by_contact(name)?)
    }

    /// The number of an order as the shop writes it.
    pub fn order_number(&self, order: OrderId) -> Result<Option<String>, DeskError> {
        Ok(self.store.order(order)?.map(|order| order.number))
    }

    /// What an order is paid in.
    pub fn order_currency(&self, order: OrderId) -> Result<Option<Currency>, DeskError> {
        Ok(self.store.order_facts(order)?.map(|facts| facts.currency))
    }

    /// The newest entries of the journal, newest first.
    pub fn journal(&self, page: Page, limit: i64) -> Result<Vec<Entry>, DeskError> {
        Ok(self.store.journal(page, limit)?)
    }

    /// What says more of an entry than its kind.
    pub fn detail(&self, entry: &Entry) -> Result<Detail, DeskError> {
        Ok(detail::of(&self.store, entry, &[])?)
    }

    /// The payments of an order that count, oldest first: when, minor units, means.
    pub fn payments(&self, order: OrderId) -> Result<Vec<(Time, i64, Option<Means>)>, DeskError> {
        let rows = self.store.payments_of(order)?;
        Ok(rows
            .into_iter()
            .map(|(at, amount, means)| (at, amount, Means::from_int(means)))
            .collect())
    }
}

fn own_id(name: &str) -> Option<i64> {
    name.strip_prefix("id:").and_then(|id| id.trim().parse().ok())
}

/// Searches as `Desk::search`, on any connection.
pub(super) fn search(store: &Store, typed: &str) -> Result<Vec<Hit>, DeskError> {
    let _one_look = store.snapshot()?;
    let found = store.search(typed, &text::other_layouts(typed))?;
    let mut hits = Vec::with_capacity(found.len());
    for hit in found {
        let words = store.row_text(hit.customer, None)?;
        hits.push(Hit {
            key: hit.order.map_or(CardKey::Customer(hit.customer), CardKey::Order),
            customer: hit.customer,
            order: hit.order,
            number: text::clean(&hit.number).into_owned(),
            name: text::clean(&words.customer).into_owned(),
            phone: text::clean(&words.phone).into_owned(),
            stage: hit.stage,
        });
    }
    Ok(hits)
}

/// Reads a card as `Desk::card`, on any connection.
pub(super) fn card(store: &Store, rules: &Rulebook, key: CardKey, now: Time) -> Result<Option<Card>, DeskError> {
    let _one_look = store.snapshot()?;
    let order = match key {
        CardKey::Order(id) => match store.order(id)? {
            Some(order) => Some(order),
            None => return Ok(None),
        },
        CardKey::Customer(_) => None,
    };
    let id = match (&order, key) {
        (Some(order), _) => order.facts.customer,
        (None, CardKey::Customer(id)) => store.survivor(id)?,
        (None, CardKey::Order(_)) => return Ok(None),
    };
    let (Some(customer), Some(facts)) = (store.customer(id)?, store.customer_facts(id)?) else {
        return Ok(None);
    };
    let (channel, source) = match &order {
        Some(order) => (store.channel_of(order.facts.id)?, store.source_of(order.facts.id)?),
        None => (String::new(), None),
    };
    let stock = match &order {
        Some(order) => catalogue::of_lines(store, rules, order)?,
        None => Vec::new(),
    };
    let duplicate = order.as_ref().and_then(|o| o.facts.duplicate_of);
    let duplicate_number = match duplicate {
        Some(other) => store.order(other)?.map(|o| o.number),
        None => None,
    };
    let differences = match &order {
        Some(order) if order.facts.shop_changed_at.is_some() => super::shop::differences(store, order)?,
        _ => Vec::new(),
    };
    let lapse = rules.regulation().claim_lapse;
    let claim = store.claim_of(id, now)?.filter(|claim| claim.stands(now, lapse));
    let claim = claim.map(Claim::from);
    let calendar = rules.calendar(facts.zone);
    let local = calendar.customer_local(now);
    let offset = local.and_utc().timestamp_millis() - now.0;
    Ok(Some(Card {
        alike: merging::alike(store, id)?,
        merged: merging::merged(store, id)?,
        orders: orders(store, id)?,
        agenda: agenda(&facts, rules, now),
        waiting: order.as_ref().map(|o| waiting(&o.facts)),
        promise: order.as_ref().and_then(|o| promise(&facts, &o.facts, rules, now)),
        ticks: store.ticks(
            order
                .as_ref()
                .map_or(RowKey::Customer(id), |o| RowKey::Order(o.facts.id)),
        )?,
        timeline: timeline(store, id, now)?,
        clock: CustomerClock {
            offset_minutes: i32::try_from(offset.div_euclid(60_000)).unwrap_or(0),
            callable: rules.regulation().calls_between.contains(local.time()),
            zone: calendar.customer_zone(),
        },
        customer,
        order,
        stock,
        channel,
        source,
        claim,
        differences,
        duplicate_number,
    }))
}

fn orders(store: &Store, customer: CustomerId) -> Result<Vec<OrderBrief>, StoreError> {
    let rows = store.orders_of(customer, ORDERS)?;
    let brief = |row: crate::store::OrderRow| OrderBrief {
        id: row.id,
        number: row.number,
        stage: row.stage,
        created_at: row.created_at,
        total: row.total,
        currency: row.currency,
    };
    Ok(rows.into_iter().map(brief).collect())
}

/// Orders, actions, calls and notes of one customer in one list, newest first.
fn timeline(store: &Store, customer: CustomerId, now: Time) -> Result<Vec<TimelineItem>, StoreError> {
    let limit = i64::try_from(TIMELINE).unwrap_or(i64::MAX);
    let mut items: Vec<TimelineItem> = Vec::new();
    for order in store.orders_of(customer, ORDERS)? {
        items.push(TimelineItem {
            at: order.created_at,
            operator: String::new(),
            order_number: Some(order.number),
            what: Happened::Ordered { channel: order.channel },
        });
    }
    for call in store.calls_of(customer, limit)? {
        let missed = call.is_missed(now);
        items.push(TimelineItem {
            at: call.at,
            operator: call.operator,
            order_number: call.order_number,
            what: Happened::Call {
                incoming: call.incoming,
                outcome: call.outcome,
                missed,
                missed_reason: call.missed_reason,
                phone: call.phone,
            },
        });
    }
    for note in store.notes_of(customer, limit)? {
        items.push(TimelineItem {
            at: note.at,
            operator: note.operator,
            order_number: note.order_number,
            what: Happened::Note { text: note.text },
        });
    }
    for message in store.messages_of(customer, limit)? {
        items.push(TimelineItem {
            at: message.sent_at.unwrap_or(message.made_at),
            operator: message.recalled_by.unwrap_or_default(),
            order_number: message.order_number,
            what: Happened::Message {
                told: message.told,
                channel: message.channel,
                state: message.state,
                leaves_at: message.leaves_at,
            },
        });
    }
    let entries = store.journal(Page::Customer(customer), limit)?;
    for entry in &entries {
        // Calls and notes stand in the list as themselves, and so does an order the shop brought.
        if entry.kind == ActionKind::Import && entry.changes.is_empty() {
            continue;
        }
        if matches!(
            entry.kind,
            ActionKind::Call | ActionKind::CallEvent | ActionKind::Note | ActionKind::Skip
        ) {
            continue;
        }
        items.push(TimelineItem {
            at: entry.at,
            operator: entry.operator.clone(),
            order_number: entry.order_number.clone(),
            what: Happened::Entry {
                id: entry.id,
                kind: entry.kind,
                undone: entry.undone_by.is_some(),
                detail: detail::of(store, entry, &entries)?,
            },
        });
    }
    items.sort_by_key(|item| std::cmp::Reverse(item.at));
    items.truncate(TIMELINE);
    Ok(items)
}
