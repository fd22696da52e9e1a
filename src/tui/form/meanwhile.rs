//! What a form was filled from has changed meanwhile: what stands instead is looked at, what was typed stays.

use super::make;
use super::state::Field;
use super::state::Form;
use super::state::FormKind;
use super::state::Value;
use crate::domain::action::OrderRecord;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::tui::subject::Behind;
use crate::view::card::Card;

impl Form {
    /// The card that must be looked at before the form can be saved; none while nothing is known to have changed.
    pub fn looks_at(&self) -> Option<CardKey> {
        if self.behind != Behind::Looking {
            return None;
        }
        match &self.kind {
            FormKind::NewOrder { .. } => None,
            FormKind::Lines { order } | FormKind::Details { order } => Some(CardKey::Order(order.facts.id)),
            FormKind::Customer { record, .. } => {
                let order = self.subject.as_ref().and_then(|subject| subject.order);
                Some(order.map_or(CardKey::Customer(record.id), CardKey::Order))
            }
        }
    }

    /// Takes what stands by now for what the form was filled from: fields nobody touched follow it, what was typed stays
    /// and may be written over it.
    pub fn look_again(&mut self, card: &Card) {
        match &mut self.kind {
            FormKind::NewOrder { .. } => return,
            FormKind::Lines { order } => match &card.order {
                Some(now) if now.facts.id == order.facts.id => **order = now.clone(),
                _ => return,
            },
            FormKind::Details { order } => {
                let Some(subject) = self.subject.clone() else { return };
                let Some(stands) = card.order.as_ref().filter(|now| now.facts.id == order.facts.id) else {
                    return;
                };
                let now = make::details(subject, stands);
                for (field, now) in self.fields.iter_mut().zip(now.fields) {
                    field.meet(now.start);
                }
                **order = stands.clone();
            }
            FormKind::Customer { record, target } => {
                let Some(subject) = self.subject.clone() else { return };
                let now = make::customer(subject, &card.customer);
                for (field, now) in self.fields.iter_mut().zip(now.fields) {
                    field.meet(now.start);
                }
                **record = card.customer.clone();
                *target = Target::Customer(card.customer.id);
            }
        }
        self.behind = Behind::Seen;
    }

    /// The order as it stands by now, when its lines have changed since the form was opened.
    pub fn stands(&self) -> Option<&OrderRecord> {
        match &self.kind {
            FormKind::Lines { order } if self.behind == Behind::Seen => Some(order),
            _ => None,
        }
    }
}

impl Field {
    /// What somebody else has put there since the form was opened, when something else is typed here.
    pub fn stands(&self) -> Option<&Value> {
        (self.is_contested && !self.value.is_same(&self.start)).then_some(&self.start)
    }

    fn meet(&mut self, now: Value) {
        if now.is_same(&self.start) {
            return;
        }
        if self.value.is_same(&self.start) {
            self.value = now.clone();
        } else {
            self.is_contested = true;
            if let (Value::Choice { of, .. }, Value::Choice { of: now, .. }) = (&mut self.value, &now) {
                *of = *now;
            }
        }
        self.start = now;
    }
}
