//! Takes what a bank or a carrier says that it paid (R12).

use super::Desk;
use super::error::DeskError;
use super::result::Performed;
use super::tx::DeskTx;
use crate::domain::action::Action;
use crate::domain::ids::OrderId;
use crate::domain::statement::StatementLine;
use crate::domain::target::Target;

impl Desk {
    /// Enters a line's payment of an order, once: a second time nothing changes, in any file and by any operator.
    pub fn take_statement_line(&mut self, order: OrderId, line: &StatementLine) -> Result<Performed, DeskError> {
        let write = DeskTx::begin(self)?;
        let (order, customer) = write.read(Target::Order(order))?;
        let action = Action::PayByStatement(Box::new(line.clone()));
        if write.tx.is_statement_taken(&line.key)? {
            let (order, order_number) = order.map(|order| (order.facts.id, order.number)).unzip();
            return Ok(Performed {
                entry: None,
                kind: action.kind(),
                order,
                order_number,
                customer: customer.id,
                warnings: Vec::new(),
            });
        }
        write.respect_claim(customer.id)?;
        write.finish(&action, order, &customer, Vec::new())
    }
}
