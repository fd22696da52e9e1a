//! What the field under the cursor could be filled with: customers of the desk, goods of the catalogue, well-known words.

use super::spec::Spot;
use crate::domain::ids::CustomerId;
use crate::domain::product::ForSale;

/// What a place is offered.
#[derive(Clone, Debug, Default)]
pub struct Offers {
    /// For which place and text.
    pub(super) place: Option<(Spot, String)>,
    /// The request that was sent for it.
    pub(super) token: Option<u64>,
    /// The desk has answered.
    pub is_answered: bool,
    /// The offers, best first.
    pub found: Vec<Offer>,
    /// The one the arrows were moved to.
    pub on: Option<usize>,
}

/// One thing a field could be filled with.
#[derive(Clone, Debug, PartialEq)]
pub enum Offer {
    /// A customer.
    Customer(OfferedCustomer),
    /// Goods of the catalogue.
    Goods(ForSale),
    /// Words.
    Word(String),
}

impl Offers {
    /// The one Enter would take.
    pub fn chosen(&self) -> Option<&Offer> {
        self.found.get(self.on?)
    }

    /// Moves down through what is offered, or up and out of it; false at its ends.
    pub fn step(&mut self, up: bool) -> bool {
        let to = match self.on {
            None if up => return false,
            None => Some(0),
            Some(at) if up => at.checked_sub(1),
            Some(at) => Some(at + 1),
        };
        let is_there = to.is_none_or(|to| to < self.found.len());
        if is_there {
            self.on = to;
        }
        is_there
    }
}

/// A customer of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedCustomer {
    /// Who.
    pub id: CustomerId,
    /// Their name; empty when only a number is known.
    pub name: String,
    /// Their first phone; empty when none is known.
    pub phone: String,
}

impl OfferedCustomer {
    /// What they are called: their name, else their phone.
    pub fn label(&self) -> &str {
        if self.name.is_empty() { &self.phone } else { &self.name }
    }
}
