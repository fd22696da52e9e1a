//! The open work in memory: who owes what, recomputed only where a fact or the clock changed something.
//!
//! Facts are not kept: a customer's rows and the moment they next change are. A change of the file or a moment that
//! comes reads that one customer again, so memory follows the queue, not the history.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::collections::BinaryHeap;
use std::collections::HashMap;
use std::collections::HashSet;
use std::sync::Arc;

use super::Board;
use super::BoardRow;
use super::TakenOver;
use super::Talk;
use super::due::Due;
use super::presence::Presence;
use super::recent_actions::Doings;
use crate::domain::call::PlacedCall;
use crate::domain::claim::Claim;
use crate::domain::facts::CustomerFacts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::message::OutboxCounts;
use crate::domain::order::Stage;
use crate::domain::queue::Viewer;
use crate::domain::queue::rank;
use crate::domain::queue::row_text::RowText;
use crate::domain::queue::rows_of;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::agenda;
use crate::domain::settings::Settings;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::LabelKind;
use crate::store::Since;
use crate::store::Snapshot;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::open_work;
use crate::store::open_work::OpenWork;
use crate::store::rulebook as rules;
use crate::store::texts::TextKey;
use crate::text::clean;

/// Rows whose words are read before a snapshot is shown: as many as most screens show.
const FIRST_TEXTS: usize = 40;
/// Rows whose words are read in one go afterwards.
const MORE_TEXTS: usize = 512;
/// Likewise from a server, which is some way off.
const SERVED_TEXTS: usize = 4_096;
/// From this many customers to be read again at once, one walk over the index is quicker.
const RELOAD_OVER: usize = 2_000;

/// The open work in the order it is read: what stands above `follow_up`, then everything.
const PHASES: [&[Stage]; 2] = [&[Stage::New], open_work::LIVE];

/// The live queue of one viewer over one connection.
#[derive(Debug)]
pub struct BoardBuilder {
    settings: Arc<Settings>,
    rules: Arc<Rulebook>,
    operator: String,
    customers: HashMap<CustomerId, Known>,
    wakes: BinaryHeap<Reverse<(Time, CustomerId)>>,
    claims: HashMap<CustomerId, Claim>,
    taken_over: Vec<TakenOver>,
    /// The viewer's last call to somebody, until its outcome is logged.
    placed: Option<PlacedCall>,
    skips: Vec<(RowKey, Time)>,
    viewer: Option<LabelId>,
    presence: Presence,
    texts: HashMap<TextKey, Arc<RowText>>,
    /// Orders came from several sources, and the words name each one's shop.
    has_several_sources: bool,
    /// Kept while the phases are read.
    work: OpenWork,
    /// Customers talked with today in their days of care (R23).
    care_talks: HashSet<CustomerId>,
    /// What was done where rows left.
    doings: Doings,
    day: Time,
    seq: i64,
    phase: usize,
    outbox: OutboxCounts,
    /// When a promised row rises next (R5).
    next_rise: Option<Time>,
}

/// What is kept of a customer.
#[derive(Debug, Default)]
struct Known {
    /// No more room than they take: a vector collected in place keeps that of the rows it was made of.
    rows: Box<[Due]>,
    wake: Option<Time>,
    next_due: Option<Time>,
    waiting: usize,
}

impl BoardBuilder {
    /// Ready to read; nothing is read yet.
    pub fn new(store: &Store, settings: Arc<Settings>, operator: &str, now: Time) -> Result<BoardBuilder, StoreError> {
        let _one_look = store.snapshot()?;
        let rules = rules::rulebook(store, &settings, now)?;
        let mut builder = BoardBuilder {
            day: rules.calendar(None).day_at(now, 0, 0, 0),
            settings,
            rules,
            operator: operator.to_owned(),
            customers: HashMap::new(),
            wakes: BinaryHeap::new(),
            claims: HashMap::new(),
            taken_over: Vec::new(),
            placed: None,
            skips: Vec::new(),
            viewer: None,
            presence: Presence::default(),
            texts: HashMap::new(),
            has_several_sources: false,
            work: OpenWork::default(),
            care_talks: HashSet::new(),
            doings: Doings::default(),
            seq: 0,
            phase: 0,
            outbox: OutboxCounts::default(),
            next_rise: None,
        };
        builder.begin(store, now)?;
        Ok(builder)
    }

    /// The rules it goes by.
    #[cfg(test)]
    pub(crate) fn rules(&self) -> &Arc<Rulebook> {
        &self.rules
    }

    /// True when every phase of the open work is in.
    pub fn is_complete(&self) -> bool {
        self.phase >= PHASES.len()
    }

    /// Reads the next phase of the open work.
    pub fn load_phase(&mut self, store: &Store, now: Time) -> Result<(), StoreError> {
        let Some(stages) = PHASES.get(self.phase) else {
            return Ok(());
        };
        let _one_look = store.snapshot()?;
        let first = self.phase == 0;
        self.phase += 1;
        store.ask_ahead(|| {
            let awaited = first.then(|| store.awaited());
            let talks = (!first).then(|| store.care_talks_since(self.day));
            drop((awaited, talks, store.live_customers(stages, |_| {})));
        });
        let mut work = if first {
            OpenWork::begin(store)?
        } else {
            self.care_talks = store.care_talks_since(self.day)?.into_iter().collect();
            std::mem::take(&mut self.work)
        };
        work.walk(store, stages, |facts| self.put(facts, now))?;
        if first {
            self.work = work;
        }
        Ok(())
    }

    /// Reads everything at once.
    pub fn load(&mut self, store: &Store, now: Time) -> Result<(), StoreError> {
        while !self.is_complete() {
            self.load_phase(store, now)?;
        }
        Ok(())
    }

    /// Begins the reading of one state in which the file is followed.
    pub fn begin_follow<'s>(&self, store: &'s Store, now: Time) -> Result<Snapshot<'s>, StoreError> {
        store.announce("change on a board", 0, &[self.seq.into()], now);
        store.snapshot()
    }

    /// Follows the file: reads again what others (or this desk) changed since. True when something may look different.
    pub fn follow(&mut self, store: &Store, now: Time) -> Result<bool, StoreError> {
        let _one_look = self.begin_follow(store, now)?;
        match store.feed_since(self.seq)? {
            Since::Everything => {
                self.restart(store, now)?;
                Ok(true)
            }
            Since::Changes {
                seq,
                customers,
                others,
                outbox,
            } => {
                self.seq = seq;
                if outbox {
                    self.outbox = store.outbox_counts()?;
                }
                let changed = others || !customers.is_empty();
                if others {
                    self.ask_for_viewer(store, now);
                    let high = self.rules.high_total();
                    self.rules = rules::rulebook(store, &self.settings, now)?;
                    self.read_viewer(store, now)?;
                    if self.rules.high_total() != high && self.phase > 0 {
                        self.restart(store, now)?;
                        return Ok(true);
                    }
                }
                if customers.len() > RELOAD_OVER {
                    self.restart(store, now)?;
                    return Ok(true);
                }
                let customers: Vec<CustomerId> = customers.into_iter().map(CustomerId).collect();
                if !customers.is_empty() {
                    self.placed = store.placed_call(&self.operator, now)?;
                }
                self.follow_customers(store, &customers, now)?;
                Ok(changed)
            }
        }
    }

    /// Lets the clock do its part: whose moment has come is computed again. True when somebody's had.
    pub fn tick(&mut self, store: &Store, now: Time) -> Result<bool, StoreError> {
        let day = self.rules.calendar(None).day_at(now, 0, 0, 0);
        if day != self.day {
            self.restart(store, now)?;
            return Ok(true);
        }
        let mut due = Vec::new();
        while let Some(Reverse((at, customer))) = self.wakes.peek().copied() {
            if at > now {
                break;
            }
            self.wakes.pop();
            if self
                .customers
                .get(&customer)
                .is_some_and(|known| known.wake == Some(at))
            {
                due.push(customer);
            }
        }
        if due.len() > RELOAD_OVER {
            self.restart(store, now)?;
            return Ok(true);
        }
        let lapse = self.rules.regulation().claim_lapse;
        let claims = self.claims.len();
        self.claims
            .retain(|_, claim| claim.talks_since.is_some() || claim.renewed_at > now - lapse);
        let lapsed: Vec<RowKey> = self
            .skips
            .iter()
            .filter(|(_, until)| *until <= now)
            .map(|(key, _)| *key)
            .collect();
        self.skips.retain(|(_, until)| *until > now);
        let rises = self.next_rise.take_if(|at| *at <= now).is_some();
        let is_stale = self.presence.is_stale(now);
        if due.is_empty() && lapsed.is_empty() && !is_stale {
            return Ok(rises || claims != self.claims.len());
        }
        let _one_look = store.snapshot()?;
        self.read(store, &due, now)?;
        self.read_rows(store, &lapsed, now)?;
        let came_or_went = is_stale && self.presence.read(store, &self.rules, now)?;
        Ok(rises || came_or_went || !due.is_empty() || claims != self.claims.len() || !lapsed.is_empty())
    }

    /// When the clock will next do its part.
    pub fn next_wake(&self) -> Option<Time> {
        let wake = self.wakes.peek().map(|Reverse((at, _))| *at);
        wake.into_iter().chain(self.next_rise).min()
    }

    /// A snapshot of the queue at `now`, with the words of the rows on top.
    pub fn board(&mut self, store: &Store, now: Time) -> Result<Board, StoreError> {
        let mut due: Vec<Due> = Vec::with_capacity(self.customers.values().map(|known| known.rows.len()).sum());
        due.extend(self.customers.values().flat_map(|known| known.rows.iter().cloned()));
        self.next_rise = rank(&mut due, &self.rules, &self.viewer(), now);
        let mut risk = 0;
        let mut out = Vec::with_capacity(due.len());
        for Due { row, order, stake, .. } in due {
            risk += stake.map_or(0, |stake| stake.at_risk(&self.rules, now));
            let text = self.texts.get(&(row.customer, row.order)).cloned();
            let claim = self.claims.get(&row.customer).cloned().map(Box::new);
            out.push(BoardRow {
                has_own_manager: self.viewer().own_manager(&row).is_some(),
                row,
                text: text.unwrap_or_default(),
                order,
                claim,
            });
        }
        let _one_look = store.snapshot()?;
        store.ask_ahead(|| {
            let keys = out
                .iter()
                .take(FIRST_TEXTS)
                .map(|shown| (shown.row.customer, shown.row.order));
            let wordless: Vec<TextKey> = keys.filter(|key| !self.texts.contains_key(key)).collect();
            let texts = store.row_texts(&wordless);
            drop((texts, store.has_several_sources(), store.contacts_since(self.day)));
        });
        let several = store.has_several_sources()?;
        if several != self.has_several_sources {
            self.has_several_sources = several;
            self.texts.clear();
        }
        let first = out.iter().take(FIRST_TEXTS);
        let keys = first.map(|shown| (shown.row.customer, shown.row.order));
        let wordless: Vec<TextKey> = keys.filter(|key| !self.texts.contains_key(key)).collect();
        self.read_texts(store, &wordless)?;
        for shown in out.iter_mut().take(FIRST_TEXTS) {
            if let Some(text) = self.texts.get(&(shown.row.customer, shown.row.order)) {
                shown.text = Arc::clone(text);
            }
        }
        Ok(Board {
            rows: Arc::new(out),
            as_of: now,
            seq: self.seq,
            complete: self.is_complete(),
            contacted_today: self.contacted_today(store)?,
            at_risk: risk,
            next_due: self.customers.values().filter_map(|known| known.next_due).min(),
            waiting: self.customers.values().map(|known| known.waiting).sum(),
            is_blank: self.customers.is_empty() && store.is_blank()?,
            shifts: self.presence.shifts.clone(),
            alone: self.is_alone(),
            taken_over: std::mem::take(&mut self.taken_over),
            talk: self.talk(store)?,
            placed: self.placed.clone(),
            shops: if several { self.shops(store)? } else { Vec::new() },
            outbox: self.outbox,
            done: self.doings.kept(),
            warnings: Vec::new(),
        })
    }

    fn shops(&self, store: &Store) -> Result<Vec<String>, StoreError> {
        let kept = store.labels(LabelKind::Source)?;
        let called = kept.iter().map(|(_, kept)| self.settings.source_label(kept));
        let shops: BTreeSet<String> = called
            .filter(|name| !name.is_empty())
            .map(|name| clean(name).into_owned())
            .collect();
        Ok(shops.into_iter().collect())
    }

    /// Reads the words of some rows of `board` that have none yet; false when all have theirs.
    pub fn more_texts(&mut self, store: &Store, board: &Board) -> Result<bool, StoreError> {
        let keys = board.rows.iter().map(|row| (row.row.customer, row.row.order));
        let wordless = keys.filter(|key| !self.texts.contains_key(key));
        let most = if store.location().is_server() {
            SERVED_TEXTS
        } else {
            MORE_TEXTS
        };
        let wordless: Vec<TextKey> = wordless.take(most).collect();
        let _one_look = store.snapshot()?;
        self.read_texts(store, &wordless)?;
        Ok(!wordless.is_empty())
    }

    fn read_texts(&mut self, store: &Store, keys: &[TextKey]) -> Result<(), StoreError> {
        for (key, mut text) in store.row_texts(keys)? {
            let words = Arc::make_mut(&mut text);
            if self.has_several_sources {
                words.shop = self.settings.source_label(&words.source).to_owned();
            }
            self.texts.insert(key, text);
        }
        Ok(())
    }

    /// Whom the viewer talks with; the newest talk when the end of another was not told of.
    fn talk(&mut self, store: &Store) -> Result<Option<Talk>, StoreError> {
        let mine = self.claims.iter().filter(|(_, claim)| claim.operator == self.operator);
        let talks = mine.filter_map(|(customer, claim)| Some((claim.talks_since?, *customer)));
        let Some((since, customer)) = talks.max() else {
            return Ok(None);
        };
        let key = (customer, None);
        if !self.texts.contains_key(&key) {
            self.read_texts(store, &[key])?;
        }
        let text = self.texts.get(&key).cloned().unwrap_or_default();
        Ok(Some(Talk { customer, since, text }))
    }

    fn is_alone(&self) -> bool {
        let mut there = self.presence.shifts.iter().map(|shift| &shift.operator);
        let mut holders = self.claims.values().map(|claim| &claim.operator);
        there.all(|name| *name == self.operator) && holders.all(|name| *name == self.operator)
    }

    fn viewer(&self) -> Viewer<'_> {
        Viewer {
            operator: self.viewer,
            on_shift: &self.presence.at_work,
            serving: self.presence.serving,
            skips: &self.skips,
            care_done_today: i64::try_from(self.care_talks.len()).unwrap_or(i64::MAX),
        }
    }

    fn begin(&mut self, store: &Store, now: Time) -> Result<(), StoreError> {
        let lapse = self.rules.regulation().claim_lapse;
        store.ask_ahead(|| {
            drop((store.feed_position(), store.outbox_counts(), store.claims(now, lapse)));
            self.ask_for_viewer(store, now);
        });
        self.seq = store.feed_position()?;
        self.outbox = store.outbox_counts()?;
        self.read_viewer(store, now)?;
        self.claims = store
            .claims(now, lapse)?
            .into_iter()
            .map(|row| (row.customer, Claim::from(row)))
            .collect();
        Ok(())
    }

    fn restart(&mut self, store: &Store, now: Time) -> Result<(), StoreError> {
        self.rules = rules::rulebook(store, &self.settings, now)?;
        self.day = self.rules.calendar(None).day_at(now, 0, 0, 0);
        self.texts.clear();
        self.begin(store, now)?;
        self.customers.clear();
        self.work = OpenWork::default();
        self.wakes.clear();
        self.phase = 0;
        self.load(store, now)
    }

    /// Sends a server what [`read_viewer`](Self::read_viewer) asks.
    fn ask_for_viewer(&self, store: &Store, now: Time) {
        store.ask_ahead(|| {
            let labels = (
                store.label(LabelKind::Operator, &self.operator),
                store.labels(LabelKind::Operator),
            );
            drop((labels, store.open_shifts(), store.skips(&self.operator, now)));
        });
    }

    fn read_viewer(&mut self, store: &Store, now: Time) -> Result<(), StoreError> {
        self.ask_for_viewer(store, now);
        self.viewer = store.label(LabelKind::Operator, &self.operator)?;
        self.presence.read(store, &self.rules, now)?;
        let skips = store.skips(&self.operator, now)?;
        let key = |kind: i64, id: i64| match kind {
            1 => RowKey::Customer(CustomerId(id)),
            _ => RowKey::Order(OrderId(id)),
        };
        let skips: Vec<(RowKey, Time)> = skips
            .into_iter()
            .map(|(kind, id, until)| (key(kind, id), until))
            .collect();
        let unlike = |a: &[(RowKey, Time)], b: &[(RowKey, Time)]| -> Vec<RowKey> {
            a.iter().filter(|skip| !b.contains(skip)).map(|(key, _)| *key).collect()
        };
        let mut changed = unlike(&skips, &self.skips);
        changed.extend(unlike(&self.skips, &skips));
        self.skips = skips;
        if self.phase > 0 {
            self.read_rows(store, &changed, now)
        } else {
            Ok(())
        }
    }

    /// Reads the customers of these rows again.
    fn read_rows(&mut self, store: &Store, rows: &[RowKey], now: Time) -> Result<(), StoreError> {
        let (mut customers, mut orders) = (Vec::new(), Vec::new());
        for row in rows {
            match row {
                RowKey::Customer(id) => customers.push(*id),
                RowKey::Order(id) => orders.push(*id),
            }
        }
        customers.extend(store.order_facts_of(&orders)?.iter().map(|order| order.customer));
        self.read(store, &customers, now)
    }

    /// Reads everything of these customers again: something of theirs changed.
    fn follow_customers(&mut self, store: &Store, ids: &[CustomerId], now: Time) -> Result<(), StoreError> {
        let changed: HashSet<CustomerId> = ids.iter().copied().collect();
        self.texts.retain(|(customer, _), _| !changed.contains(customer));
        self.read_claims(store, ids, now)?;
        self.care_talks.retain(|id| !changed.contains(id));
        self.care_talks.extend(store.care_talks_of(ids, self.day)?);
        let before: Vec<Vec<RowKey>> = ids.iter().map(|id| self.keys_of(*id)).collect();
        self.read(store, ids, now)?;
        for (id, before) in ids.iter().zip(before) {
            let after = self.keys_of(*id);
            let left: Vec<RowKey> = before.into_iter().filter(|key| !after.contains(key)).collect();
            self.doings.left(store, *id, &left)?;
        }
        Ok(())
    }

    fn read_claims(&mut self, store: &Store, ids: &[CustomerId], now: Time) -> Result<(), StoreError> {
        let lapse = self.rules.regulation().claim_lapse;
        let mut held = HashMap::new();
        for claim in store.claims_of(ids, now)? {
            if claim.stands(now, lapse) {
                held.insert(claim.customer, claim);
            }
        }
        for id in ids {
            let before = self.claims.remove(id);
            let Some(claim) = held.remove(id) else { continue };
            let by = claim.operator.clone();
            self.claims.insert(*id, claim.into());
            if by != self.operator && before.is_some_and(|before| before.operator == self.operator) {
                let whom = store.row_text(*id, None)?;
                let name = if whom.customer.is_empty() {
                    whom.phone.clone()
                } else {
                    whom.customer.clone()
                };
                self.taken_over.push(TakenOver { by, name });
            }
        }
        Ok(())
    }

    fn read(&mut self, store: &Store, ids: &[CustomerId], now: Time) -> Result<(), StoreError> {
        let found = store.customer_facts_of(ids)?;
        let there: HashSet<CustomerId> = found.iter().map(|facts| facts.id).collect();
        for gone in ids.iter().filter(|id| !there.contains(id)) {
            self.customers.remove(gone);
        }
        for facts in found {
            self.put(&facts, now);
        }
        Ok(())
    }

    fn keys_of(&self, id: CustomerId) -> Vec<RowKey> {
        let rows = self.customers.get(&id).into_iter().flat_map(|known| &known.rows);
        rows.map(|due| due.row.key).collect()
    }

    fn put(&mut self, facts: &CustomerFacts, now: Time) {
        let agenda = agenda(facts, &self.rules, now);
        let rows = rows_of(facts, &agenda, &self.rules, &self.viewer(), now)
            .into_iter()
            .map(|row| Due::of(row, facts, &self.rules))
            .collect();
        if let Some(at) = agenda.next_change {
            self.wakes.push(Reverse((at, facts.id)));
        }
        self.customers.insert(
            facts.id,
            Known {
                rows,
                wake: agenda.next_change,
                next_due: agenda.waiting().next().map(|task| task.due),
                waiting: agenda.waiting().count(),
            },
        );
    }

    /// First contacts made today, and those of them within R4's target.
    fn contacted_today(&self, store: &Store) -> Result<(i64, i64), StoreError> {
        let target = self.rules.regulation().first_contact_target;
        let contacts = store.contacts_since(self.day)?;
        let within = contacts.iter().filter(|of| {
            let calendar = self.rules.shop_calendar(of.shop, of.zone).callable();
            within(calendar.between(of.created_at, of.contacted_at), target)
        });
        let within = i64::try_from(within.count()).unwrap_or(0);
        Ok((i64::try_from(contacts.len()).unwrap_or(0), within))
    }
}

fn within(waited: Span, target: Span) -> bool {
    waited <= target
}
