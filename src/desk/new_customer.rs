//! Customers made on the way: by an order entered by hand, or by a first call.

use super::error::DeskError;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::action::ContactKind;
use crate::domain::action::CustomerEdit;
use crate::domain::action::CustomerRecord;
use crate::domain::action::decide;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::offer::OfferFacts;
use crate::store::StoreError;

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

impl DeskTx<'_> {
    /// Who is meant, and the changes already made when that is somebody new.
    pub(super) fn whose(&self, whose: &Whose) -> Result<(CustomerRecord, Vec<Change>), DeskError> {
        let known = match whose {
            Whose::Known(id) => Some(self.tx.customer(self.tx.survivor(*id)?)?.ok_or(DeskError::NotFound)?),
            Whose::New(new) => self.known(new)?,
        };
        match (known, whose) {
            (Some(known), _) => Ok((known, Vec::new())),
            (None, Whose::New(new)) => self.new_customer(new),
            (None, Whose::Known(_)) => Err(DeskError::NotFound),
        }
    }

    /// The first customer who has the phone of a new one; without a phone, the email.
    fn known(&self, new: &NewCustomer) -> Result<Option<CustomerRecord>, DeskError> {
        let norm = match (&new.phone, &new.email) {
            (Some((_, norm)), _) => norm.clone(),
            (None, email) => email.as_ref().map(|email| email.to_lowercase()),
        };
        let Some(norm) = norm else { return Ok(None) };
        Ok(match self.tx.customers_by_contact(&norm)?.first() {
            Some(id) => self.tx.customer(*id)?,
            None => None,
        })
    }

    /// `customer` with the name and the email of `said` where the card lacks them, and the changes already made for that.
    pub(super) fn completed(
        &self,
        mut customer: CustomerRecord,
        said: &IncomingCustomer,
    ) -> Result<(CustomerRecord, Vec<Change>), DeskError> {
        let edit = CustomerEdit {
            name: Some(said.name.clone()).filter(|name| customer.name.is_empty() && !name.is_empty()),
            add_email: Some(said.email.clone()).filter(|email| !email.is_empty()),
            ..CustomerEdit::default()
        };
        if edit == CustomerEdit::default() {
            return Ok((customer, Vec::new()));
        }
        let decision = decide(&Action::Customer(edit), self.subject(None, &customer))?;
        let made = decision
            .changes
            .iter()
            .map(|change| self.tx.apply(change))
            .collect::<Result<_, _>>()?;
        customer = self.tx.customer(customer.id)?.ok_or(DeskError::NotFound)?;
        Ok((customer, made))
    }

    /// Makes a customer now; the changes belong to the entry that needed them.
    fn new_customer(&self, new: &NewCustomer) -> Result<(CustomerRecord, Vec<Change>), DeskError> {
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

impl DeskTx<'_> {
    /// The customer of a caller nobody knows, as changes already applied. Who hides their number is counted on one
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
        cases: Vec::new(),
        calls: Vec::new(),
    }
}
