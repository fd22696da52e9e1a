//! Points of scripts ticked beside a card (R20, R34).

use super::Desk;
use super::error::DeskError;
use super::tx::DeskTx;
use crate::domain::ids::CustomerId;
pub use crate::domain::script_point::ScriptPoint;
pub use crate::domain::script_point::ShownPoint;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::store::FeedKind;

impl Desk {
    /// Keeps that a point was gone through for an order, or for a customer without one; the script's points were `shown`.
    pub fn tick(&mut self, target: Target, tick: &ScriptPoint, shown: &[ShownPoint]) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let (_, customer) = write.read(target)?;
        write
            .tx
            .tick(key(target, customer.id), tick, shown, &write.who.operator)?;
        write.tx.note(FeedKind::Customer, customer.id.0);
        Ok(write.tx.commit()?)
    }

    /// The point is open again.
    pub fn untick(&mut self, target: Target, tick: &ScriptPoint) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        let (_, customer) = write.read(target)?;
        write.tx.untick(key(target, customer.id), tick)?;
        write.tx.note(FeedKind::Customer, customer.id.0);
        Ok(write.tx.commit()?)
    }
}

/// A customer may have become one with somebody: then it is kept for that one.
fn key(target: Target, customer: CustomerId) -> RowKey {
    match target {
        Target::Order(id) => RowKey::Order(id),
        Target::Customer(_) => RowKey::Customer(customer),
    }
}

#[cfg(test)]
mod tests {
    use crate::desk::Desk;
    use crate::desk::tests::desk;
    use crate::desk::tests::new_order;
    use crate::desk::undo::UndoChoice;
    use crate::domain::ids::CustomerId;
    use crate::domain::script_point::ScriptPoint;
    use crate::domain::script_point::ShownPoint;
    use crate::domain::target::RowKey;
    use crate::domain::target::Target;

    const IVAN: CustomerId = CustomerId(1);
    const PETR: CustomerId = CustomerId(2);

    fn point(step: i64) -> ScriptPoint {
        ScriptPoint {
            script: "first".to_owned(),
            step,
        }
    }

    fn shown() -> Vec<ShownPoint> {
        let point = |step| ShownPoint {
            step,
            text: format!("point {step}"),
        };
        (1..5).map(point).collect()
    }

    fn ticked(desk: &Desk) -> [Vec<i64>; 2] {
        [IVAN, PETR].map(|customer| {
            let ticks = desk.store.ticks(RowKey::Customer(customer)).unwrap();
            ticks.into_iter().map(|tick| tick.step).collect()
        })
    }

    #[test]
    fn points_go_over_with_the_one_who_becomes_another_and_come_back() {
        let mut desk = desk();
        new_order(&mut desk, "+79161234567", 1_000);
        new_order(&mut desk, "+79161234568", 2_000);
        for (customer, step) in [(IVAN, 1), (IVAN, 2), (PETR, 2), (PETR, 3)] {
            desk.tick(Target::Customer(customer), &point(step), &shown()).unwrap();
        }
        desk.merge(IVAN, PETR, None).unwrap();
        assert_eq!(
            ticked(&desk),
            [vec![1, 2, 3], vec![2]],
            "what both have stays with each"
        );
        desk.undo(UndoChoice::Operator).unwrap();
        assert_eq!(ticked(&desk), [vec![1, 2], vec![2, 3]]);
        desk.merge(IVAN, PETR, None).unwrap();
        desk.tick(Target::Customer(PETR), &point(4), &shown()).unwrap();
        assert_eq!(ticked(&desk), [vec![1, 2, 3, 4], vec![2]], "kept for the one he became");
    }
}
