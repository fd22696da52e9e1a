//! Points of scripts ticked beside a card (R20, R34).

use crate::desk::outcome::DeskError;
use crate::desk::outcome::Target;
use crate::desk::perform::Desk;
use crate::desk::write::Write;
use crate::domain::queue::RowKey;
use crate::store::FeedKind;
pub use crate::store::Tick;

impl Desk {
    /// Keeps that a point was gone through for an order, or for a customer without one.
    pub fn tick(&mut self, target: Target, tick: &Tick) -> Result<(), DeskError> {
        let write = Write::begin(self)?;
        let (_, customer) = write.read(target)?;
        write.tx.tick(key(target), tick, &write.who.operator)?;
        write.tx.note(FeedKind::Customer, customer.id.0)?;
        Ok(write.tx.commit()?)
    }

    /// The point is open again.
    pub fn untick(&mut self, target: Target, tick: &Tick) -> Result<(), DeskError> {
        let write = Write::begin(self)?;
        let (_, customer) = write.read(target)?;
        write.tx.untick(key(target), tick)?;
        write.tx.note(FeedKind::Customer, customer.id.0)?;
        Ok(write.tx.commit()?)
    }
}

fn key(target: Target) -> RowKey {
    match target {
        Target::Order(id) => RowKey::Order(id),
        Target::Customer(id) => RowKey::Customer(id),
    }
}
