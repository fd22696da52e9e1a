//! Plays a story through the desk, so that the demo's file holds what a real one would: facts, journal, history.

use std::sync::atomic::AtomicBool;

use super::maker::Person;
use super::story::Arrival;
use super::story::News;
use super::story::OrderRef;
use super::story::PersonRef;
use super::story::Step;
use super::story::Story;
use super::story::Worker;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::claims::TakeOver;
use crate::desk::error::DeskError;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::seed::NewCustomerRow;
use crate::desk::seed::NewMessage;
use crate::desk::seed::NewOrderRow;
use crate::desk::seed::SeedRows;
use crate::desk::seed::SourceRow;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::ContactKind;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::Value;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::journal::NewEntry;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::money::Currency;
use crate::domain::order::Flags;
use crate::domain::order::OrderFacts;
use crate::domain::target::Target;
use crate::domain::time::Time;

/// The number of the shop's first order of the story.
const FIRST_NUMBER: usize = 1_042;

/// The source of the orders, and their channel.
pub(super) const SITE: &str = "site";

struct Player<'d> {
    desk: &'d mut Desk,
    viewer: String,
    colleague: String,
    people: Vec<Option<CustomerId>>,
    orders: Vec<Option<OrderId>>,
    numbers: Vec<String>,
    arrived: usize,
    currency: Currency,
}

/// Lets everything happen in the order of time; the desk's clock and operator are afterwards what they were.
pub(super) fn play(desk: &mut Desk, mut story: Story) -> Result<(), DeskError> {
    story.steps.sort_by_key(|(at, _)| *at);
    let (clock, who) = (desk.clock(), desk.who().clone());
    let colleagues = story.make.words.colleagues;
    let mut player = Player {
        viewer: who.operator.clone(),
        colleague: colleagues[usize::from(colleagues[0] == who.operator)].to_owned(),
        people: vec![None; story.people.len()],
        orders: vec![None; story.orders.len()],
        numbers: vec![String::new(); story.orders.len()],
        arrived: 0,
        currency: story.make.currency,
        desk,
    };
    let steps = std::mem::take(&mut story.steps);
    let mut played = Ok(());
    for (at, step) in steps {
        player.desk.work_at(Clock::Stopped(at));
        played = player.desk.let_leave(at).and_then(|()| player.step(&story, at, step));
        if played.is_err() {
            break;
        }
    }
    desk.work_at(clock);
    desk.work_as(who);
    let now = desk.now();
    played.and_then(|()| desk.let_leave(now))
}

impl Player<'_> {
    fn step(&mut self, story: &Story, at: Time, step: Step) -> Result<(), DeskError> {
        match step {
            Step::Arrive { order } => self.arrive(story, order, at),
            Step::Act { by, order, action } => {
                let target = Target::Order(self.order(order)?);
                self.perform(by, target, &action)
            }
            Step::Serve { by, person, action } => {
                let target = Target::Customer(self.person(person)?);
                self.perform(by, target, &action)
            }
            Step::Line {
                person,
                kind,
                reason,
                call_at,
            } => {
                self.sit(Worker::Viewer);
                let done = self.desk.call_event(CallEvent {
                    kind,
                    phone: story.people[person.0].e164.clone(),
                    at,
                    line: String::new(),
                    origin: "demo".to_owned(),
                    external_id: None,
                    call: None,
                    missed_reason: reason,
                    call_at,
                    recording: None,
                })?;
                self.people[person.0] = Some(done.customer);
                Ok(())
            }
            Step::ShopSaid { order, news } => self.shop_said(story, order, at, news),
            Step::Twin { order, of } => self.twin(order, of, at),
            Step::Shift { by, step } => {
                self.sit(by);
                self.desk.shift(step)?;
                Ok(())
            }
            Step::Claim { by, person } => {
                self.sit(by);
                let customer = self.person(person)?;
                self.desk.take(customer, TakeOver::No)?;
                Ok(())
            }
        }
    }

    fn order(&self, order: OrderRef) -> Result<OrderId, DeskError> {
        self.orders[order.0].ok_or(DeskError::NotFound)
    }

    fn person(&self, person: PersonRef) -> Result<CustomerId, DeskError> {
        self.people[person.0].ok_or(DeskError::NotFound)
    }

    fn sit(&mut self, worker: Worker) {
        let name = match worker {
            Worker::Viewer => &self.viewer,
            Worker::Colleague => &self.colleague,
        };
        // The story says itself who holds whom.
        self.desk.work_as(Who {
            operator: name.clone(),
            session: format!("demo-{name}"),
            claiming: Claiming::WhenAsked,
        });
    }

    fn perform(&mut self, by: Worker, target: Target, action: &Action) -> Result<(), DeskError> {
        self.sit(by);
        self.desk.perform(target, action)?;
        Ok(())
    }

    /// An order comes from the shop: its customer is known, or new.
    fn arrive(&mut self, story: &Story, order: OrderRef, at: Time) -> Result<(), DeskError> {
        let arrival = &story.orders[order.0];
        let known = self.people[arrival.person.0];
        let number = (FIRST_NUMBER + self.arrived).to_string();
        let told = told(&story.people[arrival.person.0], arrival, number.clone(), self.currency);
        self.numbers[order.0].clone_from(&number);
        let rows = self.desk.seed(at)?;
        let customer = match known {
            Some(customer) => customer,
            None => new_customer(&rows, story, arrival.person)?,
        };
        let source = SourceRow {
            source: SITE.to_owned(),
            external_id: told.external_id.clone(),
            order: OrderId(0),
            modified_at: None,
            hash: String::new(),
            shop: serde_json::to_string(&told).ok(),
            asked: None,
            replaced: None,
        };
        let id = rows.order(&row(arrival, customer, number, at, self.currency), source)?;
        if let Some((from, until)) = arrival.promised {
            rows.told(&NewMessage {
                customer,
                order: Some(id),
                key: &format!("o{id}.promised"),
                told: &MessageBody::Promise { from, until },
                channel: Channel::Sms,
                address: &story.people[arrival.person.0].e164,
                leaves_at: at,
                expires_at: None,
                corrects: None,
                entry: None,
            })?;
        }
        rows.refresh(customer, &[id])?;
        rows.entry(&imported(id, customer))?;
        rows.commit()?;
        self.arrived += 1;
        self.orders[order.0] = Some(id);
        self.people[arrival.person.0] = Some(customer);
        Ok(())
    }

    /// The shop tells of an order again, and the desk merges it as it would any feed.
    fn shop_said(&mut self, story: &Story, order: OrderRef, at: Time, news: News) -> Result<(), DeskError> {
        let number = self.numbers[order.0].clone();
        let arrival = &story.orders[order.0];
        let mut said = told(&story.people[arrival.person.0], arrival, number, self.currency);
        said.modified_at = Some(at);
        match news {
            News::OneMore => {
                if let Some(line) = said.lines.first_mut() {
                    line.quantity_milli += 1_000;
                    line.total += line.price;
                }
                said.total = super::maker::sum(&said.lines);
            }
            News::Cancelled => {
                said.status = ShopStatus::Cancelled;
                said.status_at = Some(at);
            }
        }
        self.sit(Worker::Viewer);
        let file = ImportedFile {
            name: SITE.to_owned(),
            format: Format::Json,
            source: SITE.to_owned(),
            platform: SITE.to_owned(),
        };
        let mut watch = ImportWatch {
            stop: &AtomicBool::new(false),
            progress: &mut |_| {},
        };
        let mut items = std::iter::once(Ok(Item::Order(Box::new(said))));
        self.desk
            .import(&file, ImportOptions::default(), &mut items, &mut watch)?;
        Ok(())
    }

    fn twin(&mut self, order: OrderRef, of: OrderRef, at: Time) -> Result<(), DeskError> {
        let (order, of) = (self.order(order)?, self.order(of)?);
        let facts = self.desk.order_facts(order)?.ok_or(DeskError::NotFound)?;
        let rows = self.desk.seed(at)?;
        let field = Field::DuplicateOf;
        rows.apply(&set(Entity::Order, order.0, field, Value::Null, of.0.into()))?;
        rows.refresh(facts.customer, &[order])?;
        rows.entry(&imported(order, facts.customer))?;
        rows.commit()
    }
}

/// An order as the shop tells of it when it comes.
pub(super) fn told(person: &Person, arrival: &Arrival, number: String, currency: Currency) -> IncomingOrder {
    IncomingOrder {
        source: SITE.to_owned(),
        external_id: number.clone(),
        number,
        shop: String::new(),
        key: String::new(),
        modified_at: None,
        created_at: arrival.at,
        status: ShopStatus::New,
        status_at: None,
        status_word: String::new(),
        reason: None,
        payment_failed: arrival.flags.has(Flags::PAYMENT_FAILED),
        customer: IncomingCustomer {
            name: person.name.clone(),
            phones: vec![IncomingPhone {
                raw: person.phone.clone(),
                e164: Some(person.e164.clone()),
            }],
            email: person.email.clone(),
            company: person.company.clone(),
            tax_id: String::new(),
        },
        currency,
        total: super::maker::sum(&arrival.lines),
        is_total_summed: false,
        is_paid_by_word: false,
        terms: Some(arrival.terms),
        payment_title: arrival.texts.payment_title.clone(),
        delivery_title: arrival.texts.delivery_title.clone(),
        carrier: Some(arrival.carrier),
        address: arrival.texts.address.clone(),
        region: person.town.name.to_owned(),
        comment: arrival.texts.comment.clone(),
        do_not_call: arrival.flags.has(Flags::DO_NOT_CALL),
        channel: SITE.to_owned(),
        lines: arrival.lines.clone(),
        payments: Vec::new(),
        tracking_number: None,
        estimate_at: None,
        parcels: Vec::new(),
    }
}

fn new_customer(rows: &SeedRows<'_>, story: &Story, person: PersonRef) -> Result<CustomerId, DeskError> {
    let person = &story.people[person.0];
    let customer = rows.customer(&NewCustomerRow {
        name: &person.name,
        ..NewCustomerRow::default()
    })?;
    rows.contact(customer, ContactKind::Phone, &person.phone, Some(&person.e164))?;
    rows.contact(customer, ContactKind::Email, &person.email, Some(&person.email))?;
    let field = |field, before: Value, after: Value| set(Entity::Customer, customer.0, field, before, after);
    rows.apply(&field(Field::Region, "".into(), person.town.name.into()))?;
    if !person.company.is_empty() {
        rows.apply(&field(Field::Company, "".into(), person.company.as_str().into()))?;
    }
    if let Some(zone) = person.town.zone {
        rows.apply(&field(Field::TimeZone, Value::Null, zone.name().into()))?;
    }
    Ok(customer)
}

fn set(entity: Entity, id: i64, field: Field, before: Value, after: Value) -> Change {
    Change::Set {
        entity,
        id,
        field,
        before,
        after,
    }
}

fn row(arrival: &Arrival, customer: CustomerId, number: String, at: Time, currency: Currency) -> NewOrderRow {
    let total = super::maker::sum(&arrival.lines);
    let mut facts = OrderFacts::new(OrderId(0), customer, currency, total, at);
    facts.terms = arrival.terms;
    facts.flags = arrival.flags;
    facts.carrier = Some(arrival.carrier);
    NewOrderRow {
        facts,
        number,
        channel: SITE.to_owned(),
        source: String::new(),
        tracking_number: None,
        parcels: Vec::new(),
        texts: arrival.texts.clone(),
        lines: arrival.lines.clone(),
    }
}

fn imported(order: OrderId, customer: CustomerId) -> NewEntry<'static> {
    NewEntry {
        operator: SITE,
        session: "demo",
        kind: ActionKind::Import,
        order: Some(order),
        customer: Some(customer),
        changes: None,
        undoes: None,
        redoes: None,
    }
}
