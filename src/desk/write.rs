//! One write of the desk: read in the transaction, decide, apply, journal, refresh, commit.

use std::collections::BTreeSet;

use crate::desk::outcome::DeskError;
use crate::desk::outcome::Performed;
use crate::desk::outcome::Target;
use crate::desk::perform::Claiming;
use crate::desk::perform::Desk;
use crate::desk::perform::NewCustomer;
use crate::desk::perform::Who;
use crate::desk::tell::Automatic;
use crate::desk::warnings;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::action::CallEvent;
use crate::domain::action::ContactKind;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::action::Permit;
use crate::domain::action::Refusal;
use crate::domain::action::Subject;
use crate::domain::action::Warning;
use crate::domain::action::decide;
use crate::domain::action::permit;
use crate::domain::call::CallEventKind;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::claim::Claimed;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::OrderId;
use crate::domain::journal::Group;
use crate::domain::journal::NewEntry;
use crate::domain::offer::OfferFacts;
use crate::domain::regulation::Rulebook;
use crate::domain::regulation::may_offer;
use crate::domain::regulation::storage;
use crate::domain::time::Time;
use crate::store::Scope;
use crate::store::Store;
use crate::store::StoreError;
use crate::store::Tx;

/// One write of the desk: its transaction and what it acts with.
pub(super) struct Write<'d> {
    pub(super) tx: Tx<'d>,
    pub(super) rules: &'d Rulebook,
    pub(super) who: &'d Who,
    pub(super) group: Group,
    pub(super) automatic: Automatic,
    warnings: Vec<Warning>,
}

impl<'d> Write<'d> {
    /// Begins it; a clock that is not the machine's may only write into a rehearsal.
    pub(super) fn begin(desk: &'d mut Desk) -> Result<Write<'d>, DeskError> {
        let now = desk.clock.now();
        if desk.clock.is_rehearsal() {
            rehearse(&mut desk.store, now)?;
        }
        let last = warnings::later_entry(&desk.store, now)?;
        let automatic = if desk.settings_differ()? {
            Automatic::Rests
        } else {
            Automatic::Works
        };
        let warnings = last.map(|last| Warning::ClockBehind { last }).into_iter().collect();
        Ok(Write {
            tx: desk.store.write(now)?,
            rules: &desk.rules,
            who: &desk.who,
            group: Group::Alone,
            automatic,
            warnings,
        })
    }

    pub(super) fn read(&self, target: Target) -> Result<(Option<OrderRecord>, CustomerRecord), DeskError> {
        let order = match target {
            Target::Order(id) => Some(self.tx.order(id)?.ok_or(DeskError::NotFound)?),
            Target::Customer(_) => None,
        };
        let customer = match (&order, target) {
            (Some(order), _) => order.facts.customer,
            (None, Target::Customer(id)) => self.tx.survivor(id)?,
            (None, Target::Order(_)) => return Err(DeskError::NotFound),
        };
        Ok((order, self.tx.customer(customer)?.ok_or(DeskError::NotFound)?))
    }

    pub(super) fn subject<'a>(&'a self, order: Option<&'a OrderRecord>, customer: &'a CustomerRecord) -> Subject<'a> {
        let now = self.tx.now();
        let storage = order.map(|o| storage(o.facts.carrier, now, self.rules));
        Subject {
            order,
            customer,
            operator: &self.who.operator,
            now,
            storage,
            may_offer: may_offer(&customer.offers, self.rules, now),
        }
    }

    /// Two managers never call one customer (R8): whoever does not hold him is refused; a console that acts holds him.
    pub(super) fn respect_claim(&self, customer: CustomerId) -> Result<(), DeskError> {
        let lapse = self.rules.regulation().claim_lapse;
        if self.who.claiming == Claiming::OnAction {
            let claimed = self
                .tx
                .claim(customer, &self.who.operator, &self.who.session, lapse, false)?;
            return match claimed {
                Claimed::Yes { .. } => Ok(()),
                Claimed::No(claim) => Err(Refusal::Claimed {
                    by: claim.operator,
                    since: claim.taken_at,
                }
                .into()),
            };
        }
        self.respect_colleague(customer)
    }

    /// Refuses when a colleague holds the customer.
    pub(super) fn respect_colleague(&self, customer: CustomerId) -> Result<(), DeskError> {
        let lapse = self.rules.regulation().claim_lapse;
        let held = self.tx.claim_of(customer)?;
        let live = held.filter(|c| c.operator != self.who.operator && c.stands(self.tx.now(), lapse));
        match live {
            Some(claim) => Err(Refusal::Claimed {
                by: claim.operator,
                since: claim.taken_at,
            }
            .into()),
            None => Ok(()),
        }
    }

    /// Answering claims (R27), unless a colleague holds him; the time a claim lapses by begins anew with the end.
    pub(super) fn hold_in_call(&self, event: &CallEvent, customer: &CustomerRecord) -> Result<(), DeskError> {
        if customer.not_customer {
            // His calls make no row, and behind hidden numbers is nobody to be held.
            return Ok(());
        }
        let customer = customer.id;
        let lapse = self.rules.regulation().claim_lapse;
        let answered_by = event.call.as_ref().and_then(|call| call.operator.as_deref());
        match (event.kind, answered_by) {
            (CallEventKind::Answered, _) => {
                let (operator, session) = (&self.who.operator, &self.who.session);
                self.tx.claim(customer, operator, session, lapse, false)?;
            }
            (CallEventKind::Ended, Some(operator)) => self.tx.renew_claim(customer, operator)?,
            _ => {}
        }
        Ok(())
    }

    /// Decides, applies, journals, refreshes and commits; `made` are changes already applied for the same entry.
    pub(super) fn finish(
        mut self,
        action: &Action,
        order: Option<OrderRecord>,
        customer: &CustomerRecord,
        made: Vec<Change>,
    ) -> Result<Performed, DeskError> {
        let kind = action.kind();
        if let Ok(Permit::Warn(warning)) = permit(kind, order.as_ref().map(|o| &o.facts)) {
            self.warnings.push(warning);
        }
        let id = order.as_ref().map(|o| o.facts.id);
        let changes = match decide(action, self.subject(order.as_ref(), customer)) {
            Ok(changes) => changes,
            Err(refusal) => return Err(self.overtaken(refusal, action, order.as_ref(), customer)?),
        };
        let mut done = Performed {
            entry: None,
            kind,
            order: id,
            order_number: order.map(|o| o.number),
            customer: customer.id,
            warnings: std::mem::take(&mut self.warnings),
        };
        if changes.is_empty() && made.is_empty() {
            done.warnings.extend(self.done_by(kind, id)?);
            return Ok(done);
        }
        let mut applied = made;
        for change in &changes {
            applied.push(self.tx.apply(change)?);
        }
        if let Some(Change::Add {
            id: Some(id),
            new: NewRow::Order { .. },
        }) = applied.last()
        {
            done.order = Some(OrderId(*id));
        }
        self.tx.refresh(customer.id, Scope::Live(done.order.as_slice()))?;
        self.refresh_moved(customer.id, &applied)?;
        if let Some(id) = done.order.filter(|_| done.order_number.is_none()) {
            done.order_number = self.tx.order(id)?.map(|o| o.number);
        }
        done.entry = Some(self.entry(kind, done.order, customer.id, Some(&applied))?);
        self.tx.see_shift(&self.who.operator)?;
        self.tell(customer.id, done.entry)?;
        self.tx.trim_feed()?;
        self.tx.commit()?;
        Ok(done)
    }

    /// Recomputes what follows for the other customers whose rows were taken or brought.
    pub(super) fn refresh_moved(&self, known: CustomerId, changes: &[Change]) -> Result<(), DeskError> {
        let others: BTreeSet<CustomerId> = changes.iter().flat_map(Change::customers).collect();
        for other in others.into_iter().filter(|other| *other != known) {
            self.tx.refresh(other, Scope::Live(&[]))?;
        }
        Ok(())
    }

    pub(super) fn entry(
        &self,
        kind: ActionKind,
        order: Option<OrderId>,
        customer: CustomerId,
        changes: Option<&[Change]>,
    ) -> Result<EntryId, DeskError> {
        let entry = NewEntry {
            operator: &self.who.operator,
            session: &self.who.session,
            kind,
            order,
            customer: Some(customer),
            changes,
            undoes: None,
            redoes: None,
        };
        Ok(self.tx.write_grouped(&entry, self.group)?)
    }

    /// An entry about the operator himself: no order, no customer.
    pub(super) fn plain_entry(&self, kind: ActionKind) -> Result<EntryId, DeskError> {
        Ok(self.tx.write_entry(&NewEntry {
            operator: &self.who.operator,
            session: &self.who.session,
            kind,
            order: None,
            customer: None,
            changes: None,
            undoes: None,
            redoes: None,
        })?)
    }

    /// What should be known of the write so far.
    pub(super) fn take_warnings(&mut self) -> Vec<Warning> {
        std::mem::take(&mut self.warnings)
    }

    /// The first customer who has the phone of a new one.
    pub(super) fn known(&self, new: &NewCustomer) -> Result<Option<CustomerRecord>, DeskError> {
        let Some((_, Some(norm))) = &new.phone else {
            return Ok(None);
        };
        Ok(match self.tx.customers_by_contact(norm)?.first() {
            Some(id) => self.tx.customer(*id)?,
            None => None,
        })
    }

    /// Makes a customer now; the changes belong to the entry that needed him.
    pub(super) fn new_customer(&self, new: &NewCustomer) -> Result<(CustomerRecord, Vec<Change>), DeskError> {
        let mut made = vec![self.tx.apply(&Change::Add {
            id: None,
            new: NewRow::Customer { name: new.name.clone() },
        })?];
        let Some(Change::Add { id: Some(id), .. }) = made.first() else {
            return Err(DeskError::NotFound);
        };
        let id = *id;
        let mut contact = |kind: ContactKind, raw: &str, norm: Option<String>| {
            let new = NewRow::Contact {
                customer: id,
                kind: kind.int(),
                raw: raw.to_owned(),
                norm,
            };
            made.push(self.tx.apply(&Change::Add { id: None, new })?);
            Ok::<(), StoreError>(())
        };
        if let Some((raw, norm)) = &new.phone {
            contact(ContactKind::Phone, raw, norm.clone())?;
        }
        if let Some(email) = &new.email {
            contact(ContactKind::Email, email, Some(email.to_lowercase()))?;
        }
        let customer = self.tx.customer(CustomerId(id))?.ok_or(DeskError::NotFound)?;
        Ok((customer, made))
    }
}

impl Write<'_> {
    /// The customer of a caller nobody knows, as changes already applied. Whoever hides his number is counted on one
    /// customer who is none (R27): nobody can be called back, so no row is made.
    pub(super) fn new_caller(&self, phone: &str) -> Result<(CustomerRecord, Vec<Change>), DeskError> {
        let (mut customer, mut made) = self.new_customer(&NewCustomer {
            phone: Some((phone.to_owned(), Some(phone.to_owned()))),
            ..NewCustomer::default()
        })?;
        if phone.is_empty() {
            made.push(self.tx.apply(&Change::Set {
                entity: Entity::Customer,
                id: customer.id.0,
                field: Field::NotCustomer,
                before: 0.into(),
                after: 1.into(),
            })?);
            customer.not_customer = true;
        }
        Ok((customer, made))
    }
}

/// A customer of whom nothing is known: what an event is decided on before its caller is made.
pub(super) fn nobody() -> CustomerRecord {
    CustomerRecord {
        id: CustomerId(0),
        name: String::new(),
        company: String::new(),
        tax_id: String::new(),
        b2b: None,
        manager: None,
        time_zone: None,
        region: String::new(),
        note: String::new(),
        not_customer: false,
        received_count: 0,
        sex: None,
        offers: OfferFacts::default(),
        contacts: Vec::new(),
        appointments: Vec::new(),
        calls: Vec::new(),
    }
}

/// A file whose first write came under a clock of its own is a rehearsal; any other refuses such writes.
fn rehearse(store: &mut Store, now: Time) -> Result<(), DeskError> {
    if store.meta(REHEARSAL)?.is_some() {
        return Ok(());
    }
    if !store.is_untouched()? {
        return Err(Refusal::NotARehearsal.into());
    }
    let tx = store.write(now)?;
    tx.set_meta(REHEARSAL, "1")?;
    Ok(tx.commit()?)
}

/// The key in `meta` under which the fingerprint of the file's settings is kept.
pub(super) const SETTINGS: &str = "settings_sha";

/// The key in `meta` that marks a rehearsal.
pub(super) const REHEARSAL: &str = "rehearsal";
