//! Everything the rules read of one customer: the unit of work (R1).

use super::call::Appointment;
use super::call::PendingCall;
use super::case::Case;
use super::case::CaseKind;
use super::ids::CustomerId;
use super::ids::LabelId;
use super::ids::OrderId;
use super::order::CustomerFlags;
use super::order::OrderFacts;
use super::time::Time;

/// One customer's live orders, pending calls and appointments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustomerFacts {
    /// Which customer.
    pub id: CustomerId,
    /// The zone they live in, when known (R36).
    pub zone: Option<LabelId>,
    /// Their own manager (R9).
    pub manager: Option<LabelId>,
    /// What they mean for the rules.
    pub marks: CustomerFlags,
    /// When the last of their numbers was found not to work; none while one does, or when there never was one.
    pub no_phone_at: Option<Time>,
    /// Their live orders.
    pub orders: Vec<OrderFacts>,
    /// Their incoming calls that still owe something.
    pub calls: Vec<PendingCall>,
    /// Times at which they are to be called.
    pub appointments: Vec<Appointment>,
    /// Complaints and letters that are open.
    pub cases: Vec<Case>,
    /// Messages that could not be delivered, or of which nobody knows whether they left.
    pub undelivered: Vec<UndeliveredFact>,
}

/// A message that the customer may never have had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UndeliveredFact {
    /// Whose.
    pub customer: CustomerId,
    /// About which order.
    pub order: Option<OrderId>,
    /// When it was tried last.
    pub at: Time,
}

impl CustomerFacts {
    /// Puts one of their live orders to them; what they mean for the rules is kept on each of them.
    pub fn add(&mut self, order: OrderFacts) {
        self.zone = order.zone;
        self.manager = order.manager.or(self.manager);
        self.marks = self.marks.with(order.marks.of_customer());
        self.orders.push(order);
    }

    /// Gives them these as all their live orders. While they have any, what they mean for the rules is what stands on them.
    pub fn set_orders(&mut self, orders: impl IntoIterator<Item = OrderFacts>) {
        self.orders.clear();
        for order in orders {
            if self.orders.is_empty() {
                (self.manager, self.marks) = (None, CustomerFlags::default());
            }
            self.add(order);
        }
    }

    /// A complaint is open: nobody asks how they like it, and nothing is offered (R38).
    pub fn complains(&self) -> bool {
        self.cases.iter().any(|case| case.kind == CaseKind::Complaint)
    }

    /// A customer of whom nothing is known yet.
    pub fn new(id: CustomerId) -> CustomerFacts {
        CustomerFacts {
            id,
            zone: None,
            manager: None,
            marks: CustomerFlags::default(),
            no_phone_at: None,
            orders: Vec::new(),
            calls: Vec::new(),
            appointments: Vec::new(),
            cases: Vec::new(),
            undelivered: Vec::new(),
        }
    }
}

/// A call is a way to them: they do not mind, and no number of theirs that was tried has proved wrong without another being
/// known.
pub(super) fn can_be_called(facts: &CustomerFacts, order: &OrderFacts) -> bool {
    !order.wants_no_call() && facts.no_phone_at.is_none()
}
