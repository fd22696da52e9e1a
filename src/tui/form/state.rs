//! A form as it is filled in: fields, rows, cursor.

use tui_input::Input;

use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::coded::coded;
use crate::domain::ids::CustomerId;
use crate::domain::order::Line;
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
    /// The fields above the lines.
    pub head: Vec<Field>,
    /// The lines; the last row is blank. None at all where a form has no lines.
    pub rows: Vec<LineRow>,
    /// The fields below the lines.
    pub tail: Vec<Field>,
    /// Which place the keys fill, counted through all that is shown.
    pub cursor: usize,
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

coded! {
    /// What a field is; its label is `form-<code>`.
    pub enum FieldId {
        /// For the customer on the card or for a new one.
        Whose "whose",
        /// A name.
        Name "name",
        /// The phone of a new customer.
        Phone "phone",
        /// The email of a new customer.
        Email "email",
        /// What the order costs, when it is not the sum.
        Total "total",
        /// When he pays.
        Terms "terms",
        /// The means of payment.
        Payment "payment",
        /// How it goes.
        Delivery "delivery",
        /// Where it goes.
        Address "address",
        /// What they asked for besides.
        Comment "comment",
        /// Everything was agreed in the talk (R37).
        Agreed "agreed",
        /// A company's name.
        Company "company",
        /// Its tax id.
        TaxId "tax_id",
        /// Company or private.
        B2b "b2b",
        /// One more phone.
        AddPhone "add_phone",
        /// One more email.
        AddEmail "add_email",
        /// The zone of the customer's clock.
        TimeZone "time_zone",
        /// The region or city.
        Region "region",
        /// The card's standing note.
        Note "note",
    }
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
    /// A field above the lines.
    Head(usize),
    /// A row and one of its cells.
    Row(usize, usize),
    /// A field below the lines.
    Tail(usize),
}

impl Form {
    /// True when the order is for the customer on the card.
    pub fn is_for_known(&self) -> bool {
        matches!(
            self.head.first(),
            Some(Field {
                id: FieldId::Whose,
                value: Value::Choice { at: 0, .. },
                ..
            })
        )
    }

    /// The fields above the lines that are shown: who is known by name is asked nothing, who only called is asked their
    /// name and email.
    pub fn head(&self) -> &[Field] {
        match &self.kind {
            FormKind::NewOrder { known: Some((_, name)) } if self.is_for_known() => {
                &self.head[..if name.is_empty() { 3 } else { 1 }]
            }
            _ => &self.head,
        }
    }

    /// How many places there are.
    pub fn places(&self) -> usize {
        self.head().len() + 3 * self.rows.len() + self.tail.len()
    }

    /// The place the cursor stands on.
    pub fn spot(&self) -> Spot {
        let (head, rows) = (self.head().len(), 3 * self.rows.len());
        match self.cursor {
            at if at < head => Spot::Head(at),
            at if at < head + rows => Spot::Row((at - head) / 3, (at - head) % 3),
            at => Spot::Tail((at - head - rows).min(self.tail.len().saturating_sub(1))),
        }
    }

    /// Puts the cursor on a place.
    pub fn go(&mut self, spot: Spot) {
        let (head, rows) = (self.head().len(), 3 * self.rows.len());
        let at = match spot {
            Spot::Head(at) => at,
            Spot::Row(row, cell) => head + 3 * row + cell,
            Spot::Tail(at) => head + rows + at,
        };
        self.cursor = at.min(self.places().saturating_sub(1));
    }

    /// The field under the cursor; none on a line.
    pub fn field(&self) -> Option<&Field> {
        match self.spot() {
            Spot::Head(at) => self.head.get(at),
            Spot::Tail(at) => self.tail.get(at),
            Spot::Row(..) => None,
        }
    }

    /// The text under the cursor; none on a choice.
    pub fn input_mut(&mut self) -> Option<&mut Input> {
        let value = match self.spot() {
            Spot::Row(row, cell) => return self.rows.get_mut(row).map(|row| &mut row.cells[cell]),
            Spot::Head(at) => &mut self.head.get_mut(at)?.value,
            Spot::Tail(at) => &mut self.tail.get_mut(at)?.value,
        };
        match value {
            Value::Text(input) => Some(input),
            Value::Choice { .. } => None,
        }
    }

    /// The text under the cursor, to be read; none on a choice.
    pub fn input(&self) -> Option<&Input> {
        match self.spot() {
            Spot::Row(row, cell) => self.rows.get(row).map(|row| &row.cells[cell]),
            Spot::Head(_) | Spot::Tail(_) => match &self.field()?.value {
                Value::Text(input) => Some(input),
                Value::Choice { .. } => None,
            },
        }
    }

    /// Chooses the next or the one before on a field of choices.
    pub fn choose(&mut self, back: bool) {
        let field = match self.spot() {
            Spot::Head(at) => self.head.get_mut(at),
            Spot::Tail(at) => self.tail.get_mut(at),
            Spot::Row(..) => None,
        };
        if let Some(Field {
            value: Value::Choice { at, of },
            ..
        }) = field
        {
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
        let Spot::Row(row, _) = self.spot() else { return };
        if row + 1 < self.rows.len() {
            self.rows.remove(row);
        } else if let Some(row) = self.rows.get_mut(row) {
            *row = LineRow::default();
        }
        self.go(Spot::Row(row.min(self.rows.len().saturating_sub(1)), 0));
    }

    /// True when leaving would lose something.
    pub fn is_changed(&self) -> bool {
        let changed = |field: &Field| !field.value.is_same(&field.start);
        self.head.iter().chain(&self.tail).any(changed) || self.written() != self.before
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

    fn find(&self, id: FieldId) -> Option<&Field> {
        self.head.iter().chain(&self.tail).find(|field| field.id == id)
    }

    /// Where a field stands.
    pub(super) fn place_of(&self, id: FieldId) -> Spot {
        let head = self.head.iter().position(|field| field.id == id);
        let tail = || self.tail.iter().position(|field| field.id == id);
        head.map(Spot::Head)
            .or_else(|| tail().map(Spot::Tail))
            .unwrap_or(Spot::Head(0))
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
