//! One action on several rows: a transaction each, so that one refusal stops no other, and one group, so that they are
//! taken back together.

use crate::desk::outcome::DeskError;
use crate::desk::outcome::Performed;
use crate::desk::outcome::PerformedAll;
use crate::desk::outcome::RefusedOne;
use crate::desk::outcome::Target;
use crate::desk::perform::Desk;
use crate::desk::write::Write;
use crate::domain::action::Action;
use crate::domain::action::SkipReason;
use crate::domain::journal::Group;
use crate::domain::target::RowKey;

impl Desk {
    /// Does each action on its target, and says what became of each; the database's failures are told one by one too.
    pub fn perform_all(&mut self, parts: &[(Target, Action)]) -> PerformedAll {
        let mut all = PerformedAll::default();
        let mut group = Group::First;
        for (target, action) in parts {
            match self.perform_in(*target, action, group) {
                Ok(done) => {
                    if let Some(entry) = done.entry {
                        group = group.after(entry);
                    }
                    all.done.push(done);
                }
                Err(error) => {
                    let number = self.number_of(*target);
                    all.refused.push(RefusedOne { number, error });
                }
            }
        }
        all
    }

    /// Puts rows behind their lanes for this operator for ten minutes (R2).
    pub fn skip_all(&mut self, rows: &[RowKey], reason: SkipReason) -> PerformedAll {
        let mut all = PerformedAll::default();
        for row in rows {
            match self.skip(*row, reason) {
                Ok(done) => all.done.push(done),
                Err(error) => {
                    let number = match row {
                        RowKey::Order(id) => self.number_of(Target::Order(*id)),
                        RowKey::Customer(id) => self.number_of(Target::Customer(*id)),
                    };
                    all.refused.push(RefusedOne { number, error });
                }
            }
        }
        all
    }

    fn perform_in(&mut self, target: Target, action: &Action, group: Group) -> Result<Performed, DeskError> {
        let mut write = Write::begin(self)?;
        write.group = group;
        let (order, customer) = write.read(target)?;
        write.respect_claim(customer.id)?;
        write.finish(action, order, &customer, Vec::new())
    }

    /// The number of an order, for saying which was refused; nothing when it cannot be read either.
    fn number_of(&self, target: Target) -> Option<String> {
        match target {
            Target::Order(id) => self.order_number(id).ok().flatten(),
            Target::Customer(_) => None,
        }
    }
}
