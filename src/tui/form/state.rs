//! A form as it is filled in: fields, rows, cursor.

use tui_input::Input;

use super::offers::OfferedCustomer;
use super::offers::Offers;
use super::spec::CELLS;
use super::spec::FieldId;
use super::spec::IS_BACK;
use super::spec::IS_SENT;
use super::spec::Spot;
use super::spec::is_number;
use super::spec::of;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::goods_return::GoodsReturn;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::product::ForSale;
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
    /// What the place under the cursor is offered.
    pub offers: Offers,
    /// The goods looked up last: the token of that request, for which row, what was typed there.
    pub(super) goods_asked: Option<(u64, usize, String)>,
    /// What it was filled from has changed meanwhile.
    pub behind: Behind,
    pub(super) before: Vec<[String; 3]>,
    /// The lines of the order when it was opened, or when others' were brought together with it.
    pub(super) begun: Vec<Line>,
}

/// What a form enters.
#[derive(Clone, Debug)]
pub enum FormKind {
    /// An order taken by phone.
    NewOrder {
        /// For whom it is, once that is a customer of the desk.
        chosen: Option<OfferedCustomer>,
        /// The customer on the card, for whom it may be.
        beside: Option<OfferedCustomer>,
        /// The order and its return for whose goods it is sent.
        exchange: Option<(OrderId, i64)>,
    },
    /// Goods of an order that come back.
    Return {
        /// As it was when the form was opened.
        order: Box<OrderRecord>,
    },
    /// What becomes of goods that were to come back.
    ReturnStep {
        /// As it was when the form was opened.
        order: Box<OrderRecord>,
        /// Those still to come, the oldest first.
        awaited: Vec<GoodsReturn>,
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
    /// One of a number of choices.
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
    /// The goods of the catalogue it was filled with.
    pub(super) goods: Option<ForSale>,
}

impl FormKind {
    /// The message that names it, and its fields from above.
    pub fn spec(&self) -> (&'static str, &'static [FieldId]) {
        match self {
            FormKind::NewOrder { exchange: Some(_), .. } => ("form-exchange", of::NEW_ORDER),
            FormKind::NewOrder { .. } => ("form-new_order", of::NEW_ORDER),
            FormKind::Return { .. } => ("form-return", of::RETURN),
            FormKind::ReturnStep { .. } => ("form-return_awaited", of::RETURN_STEP),
            FormKind::Lines { .. } => ("form-lines", of::LINES),
            FormKind::Details { .. } => ("form-details", of::DETAILS),
            FormKind::Customer { .. } => ("form-customer", of::CUSTOMER),
        }
    }

    /// The order it changes.
    pub fn order(&self) -> Option<&OrderRecord> {
        match self {
            FormKind::Lines { order }
            | FormKind::Details { order }
            | FormKind::Return { order }
            | FormKind::ReturnStep { order, .. } => Some(order),
            FormKind::NewOrder { .. } | FormKind::Customer { .. } => None,
        }
    }
}

impl Form {
    /// The customer of the desk an order is for.
    pub fn customer(&self) -> Option<&OfferedCustomer> {
        match &self.kind {
            FormKind::NewOrder { chosen, .. } => {
                let typed = self.text(FieldId::Whose);
                chosen.as_ref().filter(|chosen| chosen.label().trim() == typed)
            }
            _ => None,
        }
    }

    /// Whether a field is asked: who is known by name is asked nothing, who only called is asked their name and email,
    /// somebody new whatever was not said yet.
    fn is_asked(&self, id: FieldId) -> bool {
        match (&self.kind, id) {
            (FormKind::ReturnStep { .. }, FieldId::Condition) => return self.choice(FieldId::ReturnStep) == IS_BACK,
            (FormKind::ReturnStep { .. }, FieldId::ReturnNumber) => return self.choice(FieldId::ReturnStep) == IS_SENT,
            (FormKind::NewOrder { .. }, _) => {}
            _ => return true,
        }
        let is_number = || is_number(&self.text(FieldId::Whose));
        match (id, self.customer()) {
            (FieldId::Name | FieldId::Email, Some(known)) => known.name.is_empty(),
            (FieldId::Phone, Some(_)) => false,
            (FieldId::Name, None) => is_number(),
            (FieldId::Phone, None) => !is_number(),
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

    /// What is typed at a place, trimmed.
    pub fn typed(&self, at: Spot) -> String {
        match at {
            Spot::Field(id) => self.text(id),
            Spot::Row(row, cell) => self
                .rows
                .get(row)
                .map_or_else(String::new, |row| row.texts()[cell].clone()),
        }
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

    /// Puts a text in that an order is entered from: a phone says for whom it is, anything else is a comment.
    pub(super) fn begin_with(&mut self, text: &str) {
        let id = if is_number(text) && self.customer().is_none() {
            FieldId::Whose
        } else {
            FieldId::Comment
        };
        if let Some(field) = self.fields.iter_mut().find(|field| field.id == id) {
            field.value = Value::Text(text.into());
        }
    }

    /// All that is typed, to be kept elsewhere: a line of each field that says something, and of each row.
    pub(super) fn written_out(&self) -> String {
        let fields = self.shown().map(|id| self.text(id)).filter(|text| !text.is_empty());
        let rows = self
            .written()
            .into_iter()
            .map(|cells| cells.join(" ").trim().to_owned());
        fields.chain(rows).collect::<Vec<_>>().join("\n")
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
    /// Fills it with goods of the catalogue; a price that was typed stays.
    pub(super) fn take(&mut self, goods: &ForSale) {
        let price = |goods: &ForSale| {
            let product = &goods.product;
            product.price.map(|price| plain_amount(price, product.currency))
        };
        let before = self.goods.as_ref().and_then(price).unwrap_or_default();
        self.cells[0] = clean(&goods.product.name).into_owned().into();
        if let Some(price) = price(goods)
            && [String::new(), before].contains(&self.texts()[2])
        {
            self.cells[2] = price.into();
        }
        self.goods = Some(goods.clone());
    }

    /// The goods of the catalogue it was filled with, while it names them.
    pub fn for_sale(&self) -> Option<&ForSale> {
        let name = self.cells[0].value().trim();
        let goods = self.goods.as_ref();
        goods.filter(|goods| clean(&goods.product.name).trim() == name)
    }

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

/// An amount as it is typed: `1450,50`.
pub(super) fn plain_amount(minor: i64, currency: Currency) -> String {
    let short = Money::new(minor, currency).short();
    short.chars().filter(|c| !c.is_whitespace()).collect()
}
