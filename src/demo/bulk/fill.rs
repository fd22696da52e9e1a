//! Fills a new file with a shop of any size: years of history, and work for today.

use std::path::Path;
use std::sync::Arc;

use chrono_tz::Tz;

use super::entries;
use super::entries::Event;
use super::entries::What;
use super::life::Life;
use super::life::LifeCall;
use super::life::LifeCallKind;
use super::life::OPERATORS;
use super::span::History;
use super::span::float;
use crate::demo::maker::Maker;
use crate::demo::maker::Person;
use crate::demo::maker::sum;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::seed::BulkFile;
use crate::desk::seed::BulkWaiting;
use crate::desk::seed::NewCustomerRow;
use crate::desk::seed::NewOrderRow;
use crate::desk::seed::SeedRows;
use crate::desk::seed::SourceRow;
use crate::domain::action::ActionKind;
use crate::domain::action::ContactKind;
use crate::domain::call::AppointmentKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::change::Change;
use crate::domain::change::NewRow;
use crate::domain::ids::CustomerId;
use crate::domain::ids::LabelId;
use crate::domain::ids::OrderId;
use crate::domain::journal::NewEntry;
use crate::domain::language::Lang;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::Means;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::parcel::is_locker;
use crate::domain::projection::CallFact;
use crate::domain::projection::Owner;
use crate::domain::projection::PaymentFact;
use crate::domain::projection::own;
use crate::domain::projection::project;
use crate::domain::regulation::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::domain::zone;

const NAMES: [&str; OPERATORS] = ["anna", "boris", "vera", "gleb"];
/// Orders written before a part is closed and told of.
const PART: usize = 20_000;
/// The number of the first order.
const FIRST_NUMBER: usize = 1_001;
/// How many orders a customer has on average.
const ORDERS_OF_ONE: usize = 5;

/// How large a shop to make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// Orders in all.
    pub orders: usize,
    /// Orders not received yet, of those.
    pub open: usize,
    /// The same seed makes the same shop.
    pub seed: u64,
    /// The moment the shop is to be looked at.
    pub now: Time,
    /// What its people, goods and towns are named in.
    pub language: Lang,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// How many of all orders are written.
    Orders(usize, usize),
    /// How many of all indexes are made.
    Indexes(usize, usize),
}

/// Makes a file at `path`, where nothing may be yet, and fills it; what fails leaves nothing behind.
pub fn fill(
    path: &Path,
    settings: &Arc<Settings>,
    fill: &Fill,
    progress: &mut dyn FnMut(Progress),
) -> Result<(), DeskError> {
    let bulk = BulkFile::new(path)?;
    // Planning a large shop takes a while, too: who looks sees at once that it has begun.
    progress(Progress::Orders(0, fill.orders));
    let done = fill_bulk(bulk, settings, fill, progress);
    if done.is_err() {
        // Whatever stands in the way of removing it stood in the way of filling it too.
        let _ = std::fs::remove_file(path);
    }
    done.map(drop)
}

/// The same, on an empty file already opened.
pub(super) fn fill_bulk(
    mut bulk: BulkFile,
    settings: &Arc<Settings>,
    fill: &Fill,
    progress: &mut dyn FnMut(Progress),
) -> Result<Desk, DeskError> {
    let rules = Rulebook::new(Arc::clone(settings), None, [], [], fill.now);
    let history = History::new(&rules, fill.seed, fill.orders, fill.open.min(fill.orders), fill.now);
    let mut filler = Filler {
        customers: Customers::new(&history),
        make: Maker::new(settings, fill.language, fill.seed),
        history,
        events: Vec::new(),
        channel: LabelId(0),
    };
    for from in (0..fill.orders).step_by(PART) {
        let until = fill.orders.min(from + PART);
        filler.orders(bulk.rows(fill.now)?, from, until)?;
        progress(Progress::Orders(until, fill.orders));
    }
    filler.journal(bulk.rows(fill.now)?)?;
    let steps = bulk.steps();
    bulk.finish(settings, NAMES[0], fill.now, |step| {
        progress(Progress::Indexes(step, steps));
    })
}

/// Who ordered what: customers in the order of their first orders.
struct Customers {
    /// By order.
    of: Vec<u32>,
    /// Where each customer's orders begin in `orders`.
    begins: Vec<u32>,
    orders: Vec<u32>,
}

impl Customers {
    fn new(history: &History) -> Customers {
        let mut rng = history.rng(4, 0);
        let share = 1.0 / float(ORDERS_OF_ONE);
        let mut of: Vec<u32> = Vec::with_capacity(history.orders);
        let mut known = 0_u32;
        for _ in 0..history.orders {
            if known == 0 || rng.f64() < share {
                of.push(known);
                known += 1;
            } else if rng.u32(..2_500) == 0 {
                // One customer orders far more than any other.
                of.push(0);
            } else {
                of.push(rng.u32(..known));
            }
        }
        let mut begins = vec![0_u32; known as usize + 1];
        for customer in &of {
            begins[*customer as usize + 1] += 1;
        }
        for index in 1..begins.len() {
            begins[index] += begins[index - 1];
        }
        let mut next = begins.clone();
        let mut orders = vec![0_u32; of.len()];
        for (order, customer) in (0_u32..).zip(&of) {
            let place = &mut next[*customer as usize];
            orders[*place as usize] = order;
            *place += 1;
        }
        Customers { of, begins, orders }
    }

    fn orders_of(&self, customer: usize) -> &[u32] {
        &self.orders[self.begins[customer] as usize..self.begins[customer + 1] as usize]
    }
}

struct Filler {
    history: History,
    customers: Customers,
    make: Maker,
    /// What the journal tells of the time the desk was at work.
    events: Vec<Event>,
    channel: LabelId,
}

/// What of a customer's other orders matters for one of them.
struct Whole {
    calls: Vec<LifeCall>,
    received: i64,
    /// When they received the first of them.
    first_received_at: Option<Time>,
    manager: Option<usize>,
}

impl Filler {
    fn orders(&mut self, mut rows: SeedRows<'_>, from: usize, until: usize) -> Result<(), DeskError> {
        if from == 0 {
            rows.begin_rehearsal()?;
            rows.installed_at(self.history.installed)?;
            self.channel = rows.channel("site")?;
        }
        for index in from..until {
            self.order(&mut rows, index)?;
        }
        rows.commit()
    }

    fn order(&mut self, rows: &mut SeedRows<'_>, index: usize) -> Result<(), DeskError> {
        let number = self.customers.of[index] as usize;
        let mine = self.customers.orders_of(number);
        let lives: Vec<Life> = mine
            .iter()
            .map(|order| Life::of(&self.history, *order as usize))
            .collect();
        let is_first = mine.first().is_some_and(|first| *first as usize == index);
        let place = mine.iter().position(|order| *order as usize == index).unwrap_or(0);
        let whole = Whole::of(&self.history, &lives);
        let life = &lives[place];
        let person = self.person(number);
        let customer = CustomerId(id(number));
        if is_first {
            new_customer(rows, &person, &whole)?;
        }
        self.make.rng = self.history.rng(5, index);
        let lines = self.make.lines();
        let total = sum(&lines);
        let blank = OrderFacts::new(OrderId(id(index)), customer, self.make.currency, total, life.created);
        let mut facts = blank;
        life.set(&mut facts);
        facts.channel = self.channel;
        facts.last_note_at = life.note;
        own(&mut facts, &whole.owner(rows, &person)?);
        let payments = payments(life, total);
        let paid: Vec<PaymentFact> = payments.iter().map(|(fact, _)| *fact).collect();
        let calls: Vec<CallFact> = whole.calls.iter().map(|call| call.fact()).collect();
        project(&mut facts, &paid, &calls);
        let waybill = life.number.map(|_| self.make.waybill(life.carrier));
        let texts = self.make.texts(&person, life.terms, life.carrier);
        if is_locker(&texts.delivery_title) || is_locker(&texts.address) {
            facts.marks = facts.marks.with(CustomerFlags::LOCKER);
        }
        let row = NewOrderRow {
            facts,
            number: (FIRST_NUMBER + index).to_string(),
            channel: "site".to_owned(),
            source: "site".to_owned(),
            tracking_number: waybill,
            parcels: Vec::new(),
            texts,
            lines,
        };
        let source = SourceRow {
            source: "site".to_owned(),
            external_id: (FIRST_NUMBER + index).to_string(),
            order: row.facts.id,
            modified_at: Some(life.created.0),
            hash: format!("{:032x}", self.make.rng.u128(..)),
            shop: None,
            asked: None,
            replaced: None,
        };
        rows.order(&row, source)?;
        self.rest(rows, index, life, &whole, &person, &payments)
    }

    /// Money, calls, notes and the journal of one order.
    fn rest(
        &mut self,
        rows: &mut SeedRows<'_>,
        index: usize,
        life: &Life,
        whole: &Whole,
        person: &Person,
        payments: &[(PaymentFact, Means)],
    ) -> Result<(), DeskError> {
        let (order, customer) = (id(index), id(self.customers.of[index] as usize));
        let imported = life.seen;
        if life.flags.has(Flags::HISTORY) {
            rows.turn_to(imported);
            rows.entry(&entries::imported(OrderId(order), CustomerId(customer)))?;
        } else {
            self.tell(imported, index, What::Import, 0);
            entries::of_order(life, |at, what| {
                self.events.extend(entries::event(at, index, what, 0, imported));
            });
        }
        for (fact, means) in payments {
            let row = added(rows, entries::payment_row(order, fact, *means))?;
            let what = if fact.amount < 0 { What::Refund } else { What::Pay };
            self.tell(fact.at, index, what, row);
        }
        for (at, call) in life.calls.iter().enumerate() {
            let row = added(rows, call_row(order, customer, person, *call, life, (index, at)))?;
            match call.kind {
                LifeCallKind::Ours(_) => self.tell(call.at, index, What::Call, row),
                LifeCallKind::Missed => rows.missed(row, &whole.waits_since(call.at, call.at))?,
                LifeCallKind::Taken => {}
            }
        }
        if let Some(at) = life.note {
            let text = self.make.pick(self.make.words.notes).to_owned();
            let row = added(rows, entries::note(order, customer, at, NAMES[life.operator], text))?;
            self.tell(at, index, What::Note, row);
        }
        if let Some((made_at, at)) = life.call_again {
            let new = NewRow::Appointment {
                customer,
                order: Some(order),
                kind: AppointmentKind::Schedule.int(),
                made_at,
                at,
                operator: NAMES[life.operator].to_owned(),
            };
            let row = added(rows, new)?;
            let settled_from = AppointmentKind::Schedule.settled_from(made_at, at);
            rows.appointment(row, &whole.waits_since(settled_from, at))?;
        }
        Ok(())
    }

    /// Keeps for the journal what happened while the desk was at work.
    fn tell(&mut self, at: Time, index: usize, what: What, row: i64) {
        self.events
            .extend(entries::event(at, index, what, row, self.history.installed));
    }

    /// The customer with that number.
    fn person(&mut self, number: usize) -> Person {
        self.make.rng = self.history.rng(6, number);
        let phone = self.make.numbered_phone(number);
        let mut person = self.make.owner_of(phone, |_| true);
        let (name, domain) = person.email.split_once('@').unwrap_or((&person.email, ""));
        person.email = format!("{name}{number}@{domain}");
        if self.make.chance(40) {
            person.email.clear();
        }
        if self.make.chance(4) {
            self.make
                .pick(self.make.words.companies)
                .clone_into(&mut person.company);
        }
        person
    }

    /// Writes what happened in the order it happened.
    fn journal(&mut self, mut rows: SeedRows<'_>) -> Result<(), DeskError> {
        let mut events = std::mem::take(&mut self.events);
        events.sort_by_key(|event| (event.at, event.order));
        for event in &events {
            let index = event.order as usize;
            let life = Life::of(&self.history, index);
            let number = self.customers.of[index] as usize;
            let person = self.person(number);
            self.make.rng = self.history.rng(5, index);
            let total = sum(&self.make.lines());
            let waybill = life.number.map(|_| self.make.waybill(life.carrier));
            let before = self.manager_before(number, &life);
            let told = entries::Told {
                order: id(index),
                customer: id(number),
                life: &life,
                operator: NAMES[life.operator],
                manager: before.map(|operator| NAMES[operator]),
                waybill: waybill.as_deref(),
                payments: &payments(&life, total),
                call: |call| call_row(id(index), id(number), &person, call, &life, (0, 0)),
            };
            let changes = entries::changes(event, &told);
            rows.turn_to(event.at);
            rows.entry(&NewEntry {
                operator: NAMES[life.operator],
                session: "fill",
                kind: event.what.kind(),
                order: Some(OrderId(id(index))),
                customer: Some(CustomerId(id(number))),
                changes: (event.what.kind() != ActionKind::Import).then_some(&changes),
                undoes: None,
                redoes: None,
            })?;
        }
        rows.commit()
    }

    /// Whose customer they were when that order of theirs was confirmed.
    fn manager_before(&self, customer: usize, life: &Life) -> Option<usize> {
        let lives = self.customers.orders_of(customer).iter();
        lives
            .map(|order| Life::of(&self.history, *order as usize))
            .filter_map(|other| worked_confirm(&self.history, &other))
            .filter(|(at, _)| Some(*at) < life.confirmed)
            .max_by_key(|(at, _)| *at)
            .map(|(_, operator)| operator)
    }
}

/// When the desk itself confirmed the order, and who.
fn worked_confirm(history: &History, life: &Life) -> Option<(Time, usize)> {
    let at = life.confirmed.filter(|at| *at >= history.installed)?;
    (!life.flags.has(Flags::HISTORY)).then_some((at, life.operator))
}

impl Whole {
    fn of(history: &History, lives: &[Life]) -> Whole {
        let mut calls: Vec<LifeCall> = lives.iter().flat_map(|life| life.calls.iter().copied()).collect();
        calls.sort_by_key(|call| call.at);
        let confirms = lives.iter().filter_map(|life| worked_confirm(history, life));
        let kept = || lives.iter().filter(|life| life.is_received());
        Whole {
            calls,
            received: id(kept().count()) - 1,
            first_received_at: kept().filter_map(|life| life.received).min(),
            manager: confirms.max_by_key(|(at, _)| *at).map(|(_, operator)| operator),
        }
    }

    fn owner(&self, rows: &SeedRows<'_>, person: &Person) -> Result<Owner, DeskError> {
        let zone = person.town.zone.or_else(|| zone::of_place(person.town.name));
        let zone = zone.map(|zone| rows.zone(zone.name()));
        let manager = self.manager.map(|index| rows.operator(NAMES[index]));
        Ok(Owner {
            zone: zone.transpose()?,
            manager: manager.transpose()?,
            marks: if person.company.is_empty() {
                CustomerFlags::default()
            } else {
                CustomerFlags::MAYBE_B2B
            },
            first_received_at: self.first_received_at,
            kept: self.received,
        })
    }

    /// What is still owed since a moment: nothing after a talk from `settled_by` on; calls in vain count from `tried_from`.
    fn waits_since(&self, settled_by: Time, tried_from: Time) -> BulkWaiting {
        let fact = |call: &&LifeCall| call.fact();
        let talked = self.calls.iter().any(|call| call.at >= settled_by && fact(&call).talk);
        let vain = || {
            let vain = self
                .calls
                .iter()
                .filter(|call| call.at >= tried_from && fact(call).attempt);
            vain.map(|call| call.at)
        };
        BulkWaiting {
            pending: !talked,
            tries: id(vain().count()) - 1,
            first_try_at: vain().min(),
            last_try_at: vain().max(),
        }
    }
}

/// Rows are numbered from one.
fn id(index: usize) -> i64 {
    i64::try_from(index).unwrap_or(i64::MAX - 1) + 1
}

fn added(rows: &SeedRows<'_>, new: NewRow) -> Result<i64, DeskError> {
    match rows.apply(&Change::Add { id: None, new })? {
        Change::Add { id: Some(id), .. } => Ok(id),
        _ => Err(DeskError::NotFound),
    }
}

fn new_customer(rows: &SeedRows<'_>, person: &Person, whole: &Whole) -> Result<(), DeskError> {
    let emails = match person.email.as_str() {
        "" => String::new(),
        email => format!("{email} "),
    };
    let customer = rows.whole_customer(&NewCustomerRow {
        name: &person.name,
        company: &person.company,
        region: person.town.name,
        zone: person.town.zone.map(Tz::name),
        manager: whole.manager.map(|index| NAMES[index]),
        emails: &emails,
        received: whole.received,
        ..NewCustomerRow::default()
    })?;
    rows.contact(customer, ContactKind::Phone, &person.phone, Some(&person.e164))?;
    if !person.email.is_empty() {
        rows.contact(customer, ContactKind::Email, &person.email, Some(&person.email))?;
    }
    Ok(())
}

/// The money of an order, and how it came.
fn payments(life: &Life, total: i64) -> Vec<(PaymentFact, Means)> {
    let amount = if life.paid_half { total / 2 } else { total };
    let means = match life.terms {
        Terms::OnDelivery => Means::CashOnDelivery,
        Terms::Prepaid if life.operator.is_multiple_of(2) => Means::Card,
        Terms::Prepaid => Means::BankAccount,
    };
    let fact = |at, amount| PaymentFact {
        at,
        amount,
        due_again: false,
    };
    let came = life.paid.map(|at| (fact(at, amount), means));
    let back = life.paid.and(life.refunded).map(|at| (fact(at, -amount), Means::Other));
    came.into_iter().chain(back).collect()
}

fn call_row(order: i64, customer: i64, person: &Person, call: LifeCall, life: &Life, place: (usize, usize)) -> NewRow {
    let outcome = match call.kind {
        LifeCallKind::Ours(outcome) => Some(outcome),
        LifeCallKind::Taken => Some(Outcome::Talked),
        LifeCallKind::Missed => None,
    };
    let incoming = !matches!(call.kind, LifeCallKind::Ours(_));
    let is_missed = call.kind == LifeCallKind::Missed;
    NewRow::Call {
        customer,
        order: (!incoming).then_some(order),
        phone: person.e164.clone(),
        incoming,
        origin: if incoming { "pbx" } else { "desk" }.to_owned(),
        external_id: incoming.then(|| format!("{}-{}", place.0, place.1)),
        line: None,
        started_at: call.at,
        answered_at: outcome.filter(|outcome| outcome.is_talk()).map(|_| call.at),
        ended_at: Some(call.at + Span::seconds(if incoming { 40 } else { 0 })),
        outcome: outcome.map(Outcome::int),
        missed_reason: is_missed.then_some(MissedReason::Busy.int()),
        operator: (!is_missed).then(|| NAMES[life.operator].to_owned()),
        line_facts: Box::default(),
    }
}
