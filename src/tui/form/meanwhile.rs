//! What a form was filled from has changed meanwhile: what stands instead is looked at, what was typed stays.

use super::make;
use super::spec::Spot;
use super::state::Field;
use super::state::Form;
use super::state::FormKind;
use super::state::LineRow;
use super::state::Value;
use crate::domain::action::OrderRecord;
use crate::domain::action::Refusal;
use crate::domain::order::Line;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::tui::notice::state::Notice;
use crate::tui::subject::Behind;
use crate::view::card::Card;

/// What of a colleague's is taken instead of one's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// The customer, whom they hold.
    Customer,
    /// What they put into the field under the cursor.
    Value,
    /// Their lines, brought together with those typed here.
    Lines,
}

impl Form {
    /// The card that must be looked at before the form can be saved; none while nothing is known to have changed.
    pub fn looks_at(&self) -> Option<CardKey> {
        if self.behind != Behind::Looking {
            return None;
        }
        match &self.kind {
            FormKind::NewOrder { .. } | FormKind::Return { .. } | FormKind::ReturnStep { .. } => None,
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
            FormKind::NewOrder { .. } | FormKind::Return { .. } | FormKind::ReturnStep { .. } => return,
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

    /// Whether a card says otherwise than what the form was filled from; not while the form itself is being saved.
    pub fn is_behind(&self, card: &Card) -> bool {
        if self.sent.is_some() {
            return false;
        }
        let is_other = |now: Form| {
            let fields = self.fields.iter().zip(now.fields);
            fields.into_iter().any(|(field, now)| !field.start.is_same(&now.start))
        };
        let of = |order: &OrderRecord| {
            card.order
                .as_ref()
                .filter(|now| now.facts.id == order.facts.id)
                .cloned()
        };
        let subject = self.subject.clone();
        match (&self.kind, subject) {
            (FormKind::Lines { order }, _) => {
                of(order).is_some_and(|now| now.lines != order.lines || now.facts.total != order.facts.total)
            }
            (FormKind::Details { order }, Some(subject)) => {
                of(order).is_some_and(|now| is_other(make::details(subject, &now)))
            }
            (FormKind::Customer { record, .. }, Some(subject)) => {
                card.customer.id == record.id && is_other(make::customer(subject, &card.customer))
            }
            (
                FormKind::NewOrder { .. }
                | FormKind::Return { .. }
                | FormKind::ReturnStep { .. }
                | FormKind::Details { .. }
                | FormKind::Customer { .. },
                _,
            ) => false,
        }
    }

    /// What Ctrl-T does now: take the customer over, take a colleague's value, or their lines; nothing else.
    pub fn offers_theirs(&self) -> Option<Theirs> {
        if matches!(&self.fault, Some(Notice::Refused(Refusal::Claimed { .. }))) {
            return Some(Theirs::Customer);
        }
        match self.at {
            Spot::Field(id) if self.find(id).is_some_and(|field| field.stands().is_some()) => Some(Theirs::Value),
            _ => self.stands().map(|_| Theirs::Lines),
        }
    }

    /// Puts a colleague's value into the field under the cursor.
    pub(super) fn take_value(&mut self) {
        let here = self.at;
        if let Some(field) = self.fields.iter_mut().find(|field| Spot::Field(field.id) == here) {
            field.value = field.start.clone();
        }
    }

    /// Brings the lines together: those that stand now, but for what was changed here, and then what was added here.
    pub(super) fn merge_lines(&mut self) {
        let FormKind::Lines { order } = &self.kind else { return };
        let begun = self.begun.clone();
        let is_same = |one: &Line, other: &Line| one.sku == other.sku && one.name == other.name;
        let mut rows = Vec::new();
        for line in &order.lines {
            let before = begun.iter().find(|before| is_same(before, line));
            let here = self
                .rows
                .iter()
                .find(|row| row.kept.as_ref().is_some_and(|kept| is_same(kept, line)));
            let now = make::row(line, order.facts.currency);
            match (before, here) {
                // Taken out here.
                (Some(_), None) => {}
                (Some(before), Some(here)) if here.texts() != make::row(before, order.facts.currency).texts() => {
                    rows.push(here.clone());
                }
                _ => rows.push(now),
            }
        }
        rows.extend(
            self.rows
                .iter()
                .filter(|row| row.kept.is_none() && !row.is_blank())
                .cloned(),
        );
        rows.push(LineRow::default());
        self.rows = rows;
        self.begun.clone_from(&order.lines);
        self.behind = Behind::No;
        self.at = Spot::Row(0, 0);
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
