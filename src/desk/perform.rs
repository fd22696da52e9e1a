//! Runs an action: reads the facts, asks the domain, writes state and journal in one transaction.

use std::path::Path;
use std::sync::Arc;

use crate::clock::Clock;
use crate::config;
use crate::desk::live::TakeOver;
use crate::desk::outcome::DeskError;
use crate::desk::outcome::Performed;
use crate::desk::outcome::Target;
use crate::desk::rules;
use crate::desk::warnings;
use crate::desk::write::SETTINGS;
use crate::desk::write::Write;
use crate::desk::write::nobody;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::Refusal;
use crate::domain::action::SkipReason;
use crate::domain::action::decide;
use crate::domain::call::CallEventKind;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::claim::Claimed;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::regulation::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Access;
use crate::store::Store;

/// Whether acting on a customer also claims him (R8).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Claiming {
    /// A console: whoever acts holds the customer.
    OnAction,
    /// A command: it respects claims and makes none unless asked.
    WhenAsked,
}

/// Who works at the desk, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Who {
    /// The operator's name.
    pub operator: String,
    /// This console or command, unlike any other.
    pub session: String,
    /// Whether acting claims.
    pub claiming: Claiming,
}

/// The desk on one file: every write goes through here.
#[derive(Debug)]
pub struct Desk {
    pub(super) store: Store,
    pub(super) settings: Arc<Settings>,
    pub(super) rules: Arc<Rulebook>,
    pub(super) clock: Clock,
    pub(super) who: Who,
    /// Of the settings: what the file must be worked by for automatic work.
    pub(super) fingerprint: String,
}

impl Desk {
    /// Opens (or makes) the file at `path`.
    pub fn open(path: &Path, settings: Arc<Settings>, who: Who, clock: Clock) -> Result<Desk, DeskError> {
        Desk::on(Desk::file(path, &settings)?, settings, who, clock)
    }

    /// Opens (or makes) the file at `path` for a desk.
    pub(super) fn file(path: &Path, settings: &Settings) -> Result<Store, DeskError> {
        let access = if settings.files.shared {
            Access::WriteShared
        } else {
            Access::Write
        };
        Ok(Store::open(path, access)?)
    }

    /// A desk on a file already opened.
    pub fn on(store: Store, settings: Arc<Settings>, who: Who, clock: Clock) -> Result<Desk, DeskError> {
        let rules = rules::rulebook(&store, &settings, clock.now())?;
        let fingerprint = config::fingerprint(&settings);
        let mut desk = Desk {
            store,
            settings,
            rules,
            clock,
            who,
            fingerprint,
        };
        if desk.store.meta(SETTINGS)?.is_none() && desk.store.is_untouched()? {
            desk.adopt_settings()?;
        }
        Ok(desk)
    }

    /// The moment the desk's clock shows.
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// The rules in force.
    pub fn rules(&self) -> &Arc<Rulebook> {
        &self.rules
    }

    /// Who works here.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// True when the file is worked by other rules than this desk's: automatic work rests then.
    pub fn settings_differ(&self) -> Result<bool, DeskError> {
        Ok(warnings::other_rules(&self.store, &self.fingerprint)?)
    }

    /// Makes this desk's settings the file's.
    pub fn adopt_settings(&mut self) -> Result<(), DeskError> {
        let tx = self.store.write(self.clock.now())?;
        tx.set_meta(SETTINGS, &self.fingerprint)?;
        Ok(tx.commit()?)
    }

    /// Does `action` on `target`; durable when this returns.
    pub fn perform(&mut self, target: Target, action: &Action) -> Result<Performed, DeskError> {
        let write = Write::begin(self)?;
        let (order, customer) = write.read(target)?;
        write.respect_claim(customer.id)?;
        write.finish(action, order, &customer, Vec::new())
    }

    /// Enters what the line said. An unknown caller gets a customer of his own; a hidden number is only counted (R27).
    pub fn call_event(&mut self, mut event: CallEvent) -> Result<Performed, DeskError> {
        let write = Write::begin(self)?;
        let ongoing = write.tx.ongoing_call(
            &event.origin,
            event.external_id.as_deref(),
            &event.phone,
            event.kind == CallEventKind::Incoming,
        )?;
        let known = match &ongoing {
            Some((customer, _)) => Some(*customer),
            None if event.phone.is_empty() => write.tx.hidden_caller()?,
            None => write.tx.customers_by_contact(&event.phone)?.first().copied(),
        };
        event.call = ongoing.map(|(_, call)| call);
        let action = Action::CallEvent(event.clone());
        if event.call.is_none() {
            // Nothing is made for an event that will be refused.
            let stub = nobody();
            decide(&action, write.subject(None, &stub))?;
        }
        let (customer, made) = match known {
            Some(id) => (write.tx.customer(id)?.ok_or(DeskError::NotFound)?, Vec::new()),
            None => write.new_caller(&event.phone)?,
        };
        write.hold_in_call(&event, &customer)?;
        write.finish(&action, None, &customer, made)
    }

    /// Enters an order taken by phone (R37), for a customer of the desk or a new one. A new one whose phone a customer
    /// has already is that customer.
    pub fn new_order(&mut self, whose: &Whose, order: IncomingOrder) -> Result<Performed, DeskError> {
        let write = Write::begin(self)?;
        let (customer, made) = match whose {
            Whose::Known(id) => (
                write.tx.customer(write.tx.survivor(*id)?)?.ok_or(DeskError::NotFound)?,
                Vec::new(),
            ),
            Whose::New(new) => match write.known(new)? {
                Some(known) => (known, Vec::new()),
                None => write.new_customer(new)?,
            },
        };
        write.finish(&Action::NewOrder(Box::new(order)), None, &customer, made)
    }

    /// Holds a customer (R8); a colleague's claim only with `over`. The journal says so when it was his.
    pub fn take(&mut self, customer: CustomerId, over: TakeOver) -> Result<Performed, DeskError> {
        let write = Write::begin(self)?;
        let customer = write.tx.survivor(customer)?;
        let record = write.tx.customer(customer)?.ok_or(DeskError::NotFound)?;
        let lapse = write.rules.regulation().claim_lapse;
        let claimed = write.tx.claim(
            customer,
            &write.who.operator,
            &write.who.session,
            lapse,
            over == TakeOver::Yes,
        )?;
        let from = match claimed {
            Claimed::Yes { from } => from,
            Claimed::No(claim) => {
                return Err(Refusal::Claimed {
                    by: claim.operator,
                    since: claim.taken_at,
                }
                .into());
            }
        };
        let entry = match from {
            // It is written down and never applied: a claim is taken back by another claim only.
            Some(from) => {
                let taken = Change::Set {
                    entity: Entity::Claim,
                    id: customer.0,
                    field: Field::Operator,
                    before: from.as_str().into(),
                    after: write.who.operator.as_str().into(),
                };
                Some(write.entry(ActionKind::Take, None, customer, Some(&[taken]))?)
            }
            None => None,
        };
        let done = Performed {
            entry,
            kind: ActionKind::Take,
            order: None,
            order_number: None,
            customer: record.id,
            warnings: Vec::new(),
        };
        write.tx.commit()?;
        Ok(done)
    }

    /// Gives a claim up; no entry when none was held.
    pub fn release(&mut self, customer: CustomerId) -> Result<Performed, DeskError> {
        let write = Write::begin(self)?;
        let customer = write.tx.survivor(customer)?;
        write.tx.release(customer, &write.who.operator)?;
        let kind = ActionKind::Release;
        write.tx.commit()?;
        Ok(Performed {
            entry: None,
            kind,
            order: None,
            order_number: None,
            customer,
            warnings: Vec::new(),
        })
    }

    /// Keeps this operator's claim on a customer alive while he works in the card.
    pub fn renew(&mut self, customer: CustomerId) -> Result<(), DeskError> {
        let write = Write::begin(self)?;
        let customer = write.tx.survivor(customer)?;
        let lapse = write.rules.regulation().claim_lapse;
        if write
            .tx
            .claim_of(customer)?
            .is_some_and(|c| c.operator == write.who.operator)
        {
            write
                .tx
                .claim(customer, &write.who.operator, &write.who.session, lapse, false)?;
        }
        write.tx.commit()?;
        Ok(())
    }

    /// Puts a row behind its lane for this operator for ten minutes (R2).
    pub fn skip(&mut self, row: RowKey, reason: SkipReason) -> Result<Performed, DeskError> {
        let write = Write::begin(self)?;
        let (kind, id, order, customer) = match row {
            RowKey::Customer(id) => (1, id.0, None, id),
            RowKey::Order(id) => {
                let order = write.tx.order(id)?.ok_or(DeskError::NotFound)?;
                (2, id.0, Some(id), order.facts.customer)
            }
        };
        let until = write.tx.now() + SKIPPED_FOR;
        write.tx.skip(&write.who.operator, kind, id, until, reason.int())?;
        let entry = write.entry(ActionKind::Skip, order, customer, None)?;
        let kind = ActionKind::Skip;
        write.tx.commit()?;
        Ok(Performed {
            entry: Some(entry),
            kind,
            order,
            order_number: None,
            customer,
            warnings: Vec::new(),
        })
    }
}

/// How long a skipped row stands behind its lane (R2).
pub const SKIPPED_FOR: Span = Span::minutes(10);

/// For whom an order is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// A customer of the desk.
    Known(CustomerId),
    /// Somebody new.
    New(NewCustomer),
}

/// A customer to be made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NewCustomer {
    /// Name; empty when unknown.
    pub name: String,
    /// As written, and E.164 when understood.
    pub phone: Option<(String, Option<String>)>,
    /// Email.
    pub email: Option<String>,
}
