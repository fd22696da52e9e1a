//! Goods that come back after receipt, and what is sent or given for them (R12).

use super::changes::Setter;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::action::Subject;
use crate::domain::carrier::Carrier;
use crate::domain::change::Change;
use crate::domain::change::Entity;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::field_changes::change_of;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::goods_return::NewReturn;
use crate::domain::goods_return::ReturnStep;
use crate::domain::goods_return::WhereGoods;
use crate::domain::goods_return::left_of;
use crate::domain::goods_return::worth;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::order::Flags;
use crate::domain::order::Means;
use crate::domain::shipment::Packed;

/// What comes back is of the order and still with the customer, and worth no more than the rest of it.
pub(super) fn agree_return(order: &OrderRecord, subject: Subject<'_>, new: &NewReturn) -> Result<Vec<Change>, Refusal> {
    let contents = together(&new.contents);
    if contents.is_empty() {
        return Err(Refusal::NoLines);
    }
    for packed in &contents {
        let line = order.lines.iter().find(|line| packed.is_of(line));
        let line = line.ok_or_else(|| Refusal::ReturnNotBought(packed.name.clone()))?;
        let left_milli = left_of(line, &order.lines, &order.returns);
        if packed.quantity_milli > left_milli {
            let name = line.name.clone();
            return Err(Refusal::ReturnTooMuch { name, left_milli });
        }
    }
    let facts = &order.facts;
    let worth_left = facts.total - order.returns.iter().map(|one| one.amount).sum::<i64>();
    let usual = || worth(&contents, &order.lines, facts.total).min(worth_left.max(0));
    let amount = new.amount.unwrap_or_else(usual);
    if amount < 0 {
        return Err(Refusal::AmountNotPositive);
    }
    if amount > worth_left {
        return Err(Refusal::ReturnWorthMore(Money::new(worth_left, facts.currency)));
    }
    let number = new.number.trim();
    let number = (!number.is_empty()).then(|| number.to_owned());
    let mut changes = vec![Change::Add {
        id: None,
        new: NewRow::Return {
            order: facts.id.0,
            made_at: subject.now,
            operator: subject.operator.to_owned(),
            reason: new.reason.int(),
            condition: new.condition.map(Condition::int),
            instead: new.instead.int(),
            contents,
            amount,
            carrier: new.carrier.map(Carrier::int),
            number_at: number.as_ref().map(|_| subject.now),
            number,
            back_at: (new.arrival == WhereGoods::Here).then_some(subject.now),
        },
    }];
    if facts.flags.has(Flags::HISTORY) && facts.closed_at.is_none() {
        // What was finished before the desk saw it owes no care, but what comes back of it is looked after.
        let mut set = Setter::of(order);
        set.time(Field::ClosedAt, None, Some(subject.now));
        changes.extend(set.changes);
    }
    Ok(changes)
}

/// The goods of one kind once.
fn together(contents: &[Packed]) -> Vec<Packed> {
    let mut found: Vec<Packed> = Vec::new();
    for packed in contents.iter().filter(|packed| packed.quantity_milli > 0) {
        let goods = |packed: &Packed| Packed {
            quantity_milli: 0,
            ..packed.clone()
        };
        match found.iter_mut().find(|other| goods(other) == goods(packed)) {
            Some(same) => same.quantity_milli = same.quantity_milli.saturating_add(packed.quantity_milli),
            None => found.push(packed.clone()),
        }
    }
    found
}

pub(super) fn of_return(
    order: &OrderRecord,
    subject: Subject<'_>,
    id: i64,
    step: &ReturnStep,
) -> Result<Vec<Change>, Refusal> {
    let of = find(order, id)?;
    let mut set = ReturnSetter::of(of);
    match step {
        _ if of.back_at.is_some() => return Err(Refusal::ReturnIsBack),
        ReturnStep::Sent { number, .. } if number.trim().is_empty() => return Err(Refusal::EmptyText),
        ReturnStep::Sent { number, carrier } => {
            let number = number.trim();
            if of.number.as_deref() != Some(number) {
                set.value(Field::TrackingNumber, of.number.as_deref().into(), number.into());
                set.value(Field::NumberAt, of.number_at.into(), subject.now.into());
            }
            let carrier = carrier.or(of.carrier);
            let int = |carrier: Option<Carrier>| Value::from(carrier.map(Carrier::int));
            set.value(Field::Carrier, int(of.carrier), int(carrier));
        }
        ReturnStep::Back { condition } => {
            let int = |condition: Option<Condition>| Value::from(condition.map(Condition::int));
            set.value(Field::BackAt, Value::Null, subject.now.into());
            set.value(Field::Condition, int(of.condition), int(condition.or(of.condition)));
        }
        ReturnStep::Dropped if of.exchange.is_some() => return Err(Refusal::ReturnExchanged),
        ReturnStep::Dropped => {
            return Ok(vec![Change::Void {
                entity: Entity::Return,
                id,
                voided: true,
            }]);
        }
    }
    Ok(set.changes)
}

/// What the goods are worth pays for those sent instead, as far as these cost as much; the rest is still to be given back.
pub(super) fn exchanged(
    order: &OrderRecord,
    subject: Subject<'_>,
    id: i64,
    (by, total): (OrderId, i64),
) -> Result<Vec<Change>, Refusal> {
    let of = find(order, id)?;
    if of.exchange.is_some() {
        return Err(Refusal::ReturnExchanged);
    }
    let mut set = ReturnSetter::of(of);
    set.value(Field::ExchangeOrder, Value::Null, by.0.into());
    let moved = of.amount.min(total).min(order.facts.refundable().max(0));
    let payment = |order: OrderId, amount: i64| Change::Add {
        id: None,
        new: NewRow::Payment {
            order: order.0,
            at: subject.now,
            amount,
            means: Means::Other.int(),
            note: String::new(),
            reference: None,
            due_again: false,
        },
    };
    if moved > 0 {
        set.changes
            .extend([payment(order.facts.id, -moved), payment(by, moved)]);
    }
    Ok(set.changes)
}

fn find(order: &OrderRecord, id: i64) -> Result<&GoodsReturn, Refusal> {
    order
        .returns
        .iter()
        .find(|one| one.id == id)
        .ok_or(Refusal::NoSuchReturn)
}

/// Collects `Set` changes of one return, leaving out those that change nothing.
struct ReturnSetter {
    id: i64,
    changes: Vec<Change>,
}

impl ReturnSetter {
    fn of(one: &GoodsReturn) -> ReturnSetter {
        let changes = Vec::new();
        ReturnSetter { id: one.id, changes }
    }

    fn value(&mut self, field: Field, before: Value, after: Value) {
        self.changes
            .extend(change_of(Entity::Return, self.id, field, before, after));
    }
}
