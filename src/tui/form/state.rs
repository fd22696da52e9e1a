//! A form as it is filled in: fields, rows, cursor.

use tui_input::Input;

use super::spec::CELLS;
use super::spec::FieldId;
use super::spec::of;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::ids::CustomerId;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::settings::Shop;
use crate::domain::target::Target;
use crate::text::clean;
use crate::tui::notice::state::Notice;
use crate::tui::subject::Behind;
use crate::tui::subject::Subject;

/// An open form.
#[derive(Clone, Debug)]
pub struct Form {
    /// What it was opened for; bound then.
    pub subject: Option<Subject>,
    /// What it enters.
    pub kind: FormKind,
    /// Its fields.
    pub fields: Vec<Field>,
    /// The lines; the last row is blank. None at all where a form has no lines.
    pub rows: Vec<LineRow>,
    /// The place the keys fill.
    pub at: Spot,
    /// Why it was not taken.
    pub fault: Option<Notice>,
    /// Esc was pressed and something was typed: once more throws it away.
    pub leaving: bool,
    /// The request that waits for its answer.
    pub sent: Option<u64>,
    /// The phone looked up last and the token of that request.
    pub looked_up: Option<(String, u64)>,
    /// Who has that phone already.
    pub known_as: Option<String>,
    /// What it was filled from has changed meanwhile.
    pub behind: Behind,
    pub(super) before: Vec<[String; 3]>,
}

/// What a form enters.
#[derive(Clone, Debug)]
pub enum FormKind {
    /// An order taken by phone.
    NewOrder {
        /// The customer on the card, for whom it may be.
        known: Option<(CustomerId, String)>,
    },
    /// Other lines of an order.
    Lines {
        /// As it was when it was last looked at: when the form was opened, or since.
        order: Box<OrderRecord>,
    },
    /// How an order is paid and delivered.
    Details {
        /// As it was when it was last looked at: when the form was opened, or since.
        order: Box<OrderRecord>,
    },
    /// A customer's card.
    Customer {
        /// As it was when it was last looked at: when the form was opened, or since.
        record: Box<CustomerRecord>,
        /// What the action is aimed at.
        target: Target,
    },
}

/// One field.
#[derive(Clone, Debug)]
pub struct Field {
    /// What it is.
    pub id: FieldId,
    /// What is in it.
    pub value: Value,
    pub(super) start: Value,
    pub(super) is_contested: bool,
}

/// What is in a field.
#[derive(Clone, Debug)]
pub enum Value {
    /// A text.
    Text(Input),
    /// One of so many choices.
    Choice {
        /// Which.
        at: usize,
        /// Of how many.
        of: usize,
    },
}

/// One line of an order as it is typed: name, quantity, price.
#[derive(Clone, Debug, Default)]
pub struct LineRow {
    /// The three texts.
    pub cells: [Input; 3],
    /// The line it was.
    pub kept: Option<Line>,
}

/// A place the cursor can stand on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// A field.
    Field(FieldId),
    /// A row and one of its cells.
    Row(usize, usize),
}

impl Spot {
    /// What is asked there.
    pub fn asks(self) -> FieldId {
        match self {
            Spot::Field(id) => id,
            Spot::Row(_, cell) => CELLS[cell.min(CELLS.len() - 1)],
        }
    }
}

impl FormKind {
    /// The message that names it, and its fields from above.
    pub fn spec(&self) -> (&'static str, &'static [FieldId]) {
        match self {
            FormKind::NewOrder { .. } => ("form-new_order", of::NEW_ORDER),
            FormKind::Lines { .. } => ("form-lines", of::LINES),
            FormKind::Details { .. } => ("form-details", of::DETAILS),
            FormKind::Customer { .. } => ("form-customer", of::CUSTOMER),
        }
    }

    /// The order it changes.
    pub fn order(&self) -> Option<&OrderRecord> {
        match self {
            FormKind::Lines { order } | FormKind::Details { order } => Some(order),
            FormKind::NewOrder { .. } | FormKind::Customer { .. } => None,
        }
    }
}

impl Form {
    /// True when the order is for the customer on the card.
    pub fn is_for_known(&self) -> bool {
        self.known().is_some() && self.choice(FieldId::Whose) == 0
    }

    /// The customer on the card, when an order is taken.
    fn known(&self) -> Option<&str> {
        match &self.kind {
            FormKind::NewOrder { known: Some((_, name)) } => Some(name),
            _ => None,
        }
    }

    /// Whether a field is asked: who is known by name is asked nothing, who only called is asked their name and email.
    fn is_asked(&self, id: FieldId) -> bool {
        match (id, self.known()) {
            (FieldId::Whose, known) => known.is_some(),
            (FieldId::Name | FieldId::Email, Some(name)) if self.is_for_known() => name.is_empty(),
            (FieldId::Phone, Some(_)) => !self.is_for_known(),
            _ => true,
        }
    }

    /// The fields that are shown.
    pub fn shown(&self) -> impl Iterator<Item = FieldId> {
        let (_, fields) = self.kind.spec();
        fields.iter().copied().filter(|id| self.is_asked(*id))
    }

    /// The places the cursor can stand on, in order.
    pub fn places(&self) -> Vec<Spot> {
        let mut places = Vec::new();
        for id in self.shown() {
            match id {
                FieldId::Goods => {
                    let cells = |row| (0..CELLS.len()).map(move |cell| Spot::Row(row, cell));
                    places.extend((0..self.rows.len()).flat_map(cells));
                }
                id => places.push(Spot::Field(id)),
            }
        }
        places
    }

    /// The currency of its amounts.
    pub fn currency(&self, shop: &Shop) -> Currency {
        self.kind.order().map_or(shop.currency, |order| order.facts.currency)
    }

    /// The text under the cursor; none on a choice.
    pub fn input_mut(&mut self) -> Option<&mut Input> {
        let value = match self.at {
            Spot::Row(row, cell) => return self.rows.get_mut(row)?.cells.get_mut(cell),
            Spot::Field(id) => &mut self.fields.iter_mut().find(|field| field.id == id)?.value,
        };
        match value {
            Value::Text(input) => Some(input),
            Value::Choice { .. } => None,
        }
    }

    /// The text under the cursor, to be read; none on a choice.
    pub fn input(&self) -> Option<&Input> {
        match self.at {
            Spot::Row(row, cell) => self.rows.get(row)?.cells.get(cell),
            Spot::Field(id) => match &self.find(id)?.value {
                Value::Text(input) => Some(input),
                Value::Choice { .. } => None,
            },
        }
    }

    /// Chooses the next or the one before on a field of choices.
    pub fn choose(&mut self, back: bool) {
        let here = self.at;
        let field = self.fields.iter_mut().find(|field| Spot::Field(field.id) == here);
        if let Some(Value::Choice { at, of }) = field.map(|field| &mut field.value) {
            *at = (*at + if back { *of - 1 } else { 1 }) % *of;
        }
    }

    /// Sees to the blank row at the end of the lines.
    pub fn tidy(&mut self) {
        if self.rows.last().is_some_and(|row| !row.is_blank()) {
            self.rows.push(LineRow::default());
        }
    }

    /// Takes the row under the cursor away.
    pub fn remove_row(&mut self) {
        let Spot::Row(row, _) = self.at else { return };
        if row + 1 < self.rows.len() {
            self.rows.remove(row);
        } else if let Some(row) = self.rows.get_mut(row) {
            *row = LineRow::default();
        }
        self.at = Spot::Row(row, 0);
    }

    /// True when leaving would lose something.
    pub fn is_changed(&self) -> bool {
        let changed = |field: &Field| !field.value.is_same(&field.start);
        self.fields.iter().any(changed) || self.written() != self.before
    }

    /// The value of a field, trimmed; empty when there is no such field or it is a choice.
    pub fn text(&self, id: FieldId) -> String {
        match self.find(id).map(|field| &field.value) {
            Some(Value::Text(input)) => input.value().trim().to_owned(),
            _ => String::new(),
        }
    }

    /// Which choice a field is on.
    pub fn choice(&self, id: FieldId) -> usize {
        match self.find(id).map(|field| &field.value) {
            Some(Value::Choice { at, .. }) => *at,
            _ => 0,
        }
    }

    /// A field's text when it is another than at the beginning.
    pub(super) fn changed(&self, id: FieldId) -> Option<String> {
        let field = self.find(id)?;
        (!field.value.is_same(&field.start)).then(|| self.text(id))
    }

    pub(super) fn find(&self, id: FieldId) -> Option<&Field> {
        self.fields.iter().find(|field| field.id == id)
    }

    pub(super) fn written(&self) -> Vec<[String; 3]> {
        let rows = self.rows.iter().filter(|row| !row.is_blank());
        rows.map(LineRow::texts).collect()
    }
}

impl Field {
    pub(super) fn text(id: FieldId, text: &str) -> Field {
        Field::of(id, Value::Text(Input::new(clean(text).into_owned())))
    }

    pub(super) fn choice(id: FieldId, at: usize, of: usize) -> Field {
        Field::of(id, Value::Choice { at, of })
    }

    fn of(id: FieldId, value: Value) -> Field {
        Field {
            id,
            start: value.clone(),
            value,
            is_contested: false,
        }
    }
}

impl Value {
    pub(super) fn is_same(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Text(a), Value::Text(b)) => a.value() == b.value(),
            (Value::Choice { at: a, .. }, Value::Choice { at: b, .. }) => a == b,
            _ => false,
        }
    }
}

impl LineRow {
    /// The line it was, while it names the same thing.
    pub fn same_thing(&self) -> Option<&Line> {
        let name = self.cells[0].value().trim();
        self.kept.as_ref().filter(|kept| clean(&kept.name).trim() == name)
    }

    /// True when nothing is typed there.
    pub fn is_blank(&self) -> bool {
        self.cells.iter().all(|cell| cell.value().trim().is_empty())
    }

    pub(super) fn texts(&self) -> [String; 3] {
        self.cells.each_ref().map(|cell| cell.value().trim().to_owned())
    }
}
