//! Figures made of the orders of a period: one reading serves all that are wanted at once.

use super::Period;
use crate::store::OrderFigures;
use crate::store::StoreError;
use crate::store::look::Look;

/// Figures while their orders are read, one after another as they came.
pub trait OfOrders: Default {
    /// What they come to.
    type Figures;

    /// Takes note of an order placed in the period.
    fn add(&mut self, look: &Look<'_>, order: &OrderFigures);

    /// What all of them come to.
    fn finish(self, look: &Look<'_>, period: Period) -> Result<Self::Figures, StoreError>;
}

/// Two of them, of the same orders.
impl<A: OfOrders, B: OfOrders> OfOrders for (A, B) {
    type Figures = (A::Figures, B::Figures);

    fn add(&mut self, look: &Look<'_>, order: &OrderFigures) {
        self.0.add(look, order);
        self.1.add(look, order);
    }

    fn finish(self, look: &Look<'_>, period: Period) -> Result<Self::Figures, StoreError> {
        Ok((self.0.finish(look, period)?, self.1.finish(look, period)?))
    }
}

/// Reads the orders placed in a period.
pub fn of_orders<F: OfOrders>(look: &Look<'_>, period: Period) -> Result<F::Figures, StoreError> {
    let mut figures = F::default();
    look.orders_placed(period.from, period.until, |order| figures.add(look, &order))?;
    figures.finish(look, period)
}
