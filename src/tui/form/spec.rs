//! What every form asks, in one table. How a field is drawn, moved about, explained, checked and read follows from it.

use crate::domain::action::Refusal;
use crate::domain::action::delivery_is_open;
use crate::domain::action::terms_are_open;
use crate::domain::b2b::B2b;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::ReturnReason;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::OrderFacts;
use crate::domain::order::Terms;
use crate::domain::phone;
use crate::domain::quantity;
use crate::domain::settings::Shop;
use crate::i18n::Tr;
use crate::words;

/// What is typed into a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldKind {
    /// Whatever is typed.
    Text,
    /// A phone.
    Phone,
    /// An email.
    Email,
    /// What an order costs; the sum of its lines when empty.
    Total,
    /// What goods are worth that come back; what was paid for them when empty.
    Worth,
    /// What one piece costs.
    Price,
    /// How many.
    Quantity,
    /// What is ordered.
    Goods,
    /// A customer of the desk, or the name or phone of somebody new.
    Customer,
    /// A zone of the clock.
    Zone,
    /// How an order goes.
    Delivery,
    /// One of a few.
    Choice(Choices),
}

/// What there is to choose from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choices {
    /// When the order is paid.
    Terms,
    /// Whether everything is agreed.
    Agreed,
    /// Company or private.
    B2b,
    /// Why goods come back.
    ReturnReason,
    /// In what condition they are.
    Condition,
    /// What the customer gets for them.
    Instead,
    /// Whether the shop has them.
    Arrival,
    /// One of an order's returns, as the form words them.
    Return,
    /// What becomes of it.
    ReturnStep,
}

/// What a typed text is read as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Nothing is typed.
    Empty,
    /// As it is typed.
    Text,
    /// It stays as it is typed, though it is of no use; the message that says so.
    Useless(&'static str),
    /// A phone in E.164.
    Phone(String),
    /// An amount.
    Money(Money),
    /// A quantity, in thousandths.
    Quantity(i64),
    /// A carrier.
    Carrier(Carrier),
}

/// The enum and the table from one list: a field, the code of its messages, what is typed into it.
macro_rules! fields {
    ($($(#[$doc:meta])* $id:ident $code:literal $kind:expr;)+) => {
        /// What a field is; its label is `form-<code>`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum FieldId { $($(#[$doc])* $id),+ }

        impl FieldId {
            /// Every field there is.
            pub const ALL: &'static [FieldId] = &[$(FieldId::$id),+];

            /// The code of its messages.
            pub const fn code(self) -> &'static str {
                match self { $(FieldId::$id => $code),+ }
            }

            /// What is typed into it.
            pub const fn kind(self) -> FieldKind {
                match self { $(FieldId::$id => $kind),+ }
            }
        }
    };
}

fields! {
    /// For whom.
    Whose "whose" FieldKind::Customer;
    /// A name.
    Name "name" FieldKind::Text;
    /// The phone of a new customer.
    Phone "phone" FieldKind::Phone;
    /// The email of a new customer.
    Email "email" FieldKind::Email;
    /// What is ordered.
    Goods "line_name" FieldKind::Goods;
    /// How many of it.
    Quantity "line_quantity" FieldKind::Quantity;
    /// For how much a piece.
    Price "line_price" FieldKind::Price;
    /// What the order costs, when it is not the sum.
    Total "total" FieldKind::Total;
    /// When it is paid.
    Terms "terms" FieldKind::Choice(Choices::Terms);
    /// The means of payment.
    Payment "payment" FieldKind::Text;
    /// How it goes.
    Delivery "delivery" FieldKind::Delivery;
    /// Where it goes.
    Address "address" FieldKind::Text;
    /// What they asked for besides.
    Comment "comment" FieldKind::Text;
    /// Everything was agreed in the talk (R37).
    Agreed "agreed" FieldKind::Choice(Choices::Agreed);
    /// A company's name.
    Company "company" FieldKind::Text;
    /// Its tax id.
    TaxId "tax_id" FieldKind::Text;
    /// Company or private.
    B2b "b2b" FieldKind::Choice(Choices::B2b);
    /// One more phone.
    AddPhone "add_phone" FieldKind::Phone;
    /// One more email.
    AddEmail "add_email" FieldKind::Email;
    /// The zone of the customer's clock.
    TimeZone "time_zone" FieldKind::Zone;
    /// The region or city.
    Region "region" FieldKind::Text;
    /// The card's standing note.
    Note "note" FieldKind::Text;
    /// Why goods come back.
    ReturnReason "return_reason" FieldKind::Choice(Choices::ReturnReason);
    /// In what condition they are.
    Condition "condition" FieldKind::Choice(Choices::Condition);
    /// What the customer gets for them.
    Instead "instead" FieldKind::Choice(Choices::Instead);
    /// What they are worth.
    Worth "worth" FieldKind::Worth;
    /// Whether the shop has them.
    Arrival "arrival" FieldKind::Choice(Choices::Arrival);
    /// The tracking number of the parcel they come back in.
    ReturnNumber "return_number" FieldKind::Text;
    /// Which of several returns.
    WhichReturn "which_return" FieldKind::Choice(Choices::Return);
    /// What becomes of it.
    ReturnStep "return_step" FieldKind::Choice(Choices::ReturnStep);
}

/// The cells of a line; in a form the first of them stands for all lines.
pub const CELLS: [FieldId; 3] = [FieldId::Goods, FieldId::Quantity, FieldId::Price];

/// What becomes of a return: the shop has the goods.
pub(super) const IS_BACK: usize = 0;
/// It is on its way.
pub(super) const IS_SENT: usize = 1;
/// The customer keeps them.
pub(super) const IS_DROPPED: usize = 2;

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

/// The fields of each form, from above.
pub(super) mod of {
    use super::FieldId as Id;

    pub const NEW_ORDER: &[Id] = &[
        Id::Whose,
        Id::Name,
        Id::Phone,
        Id::Email,
        Id::Goods,
        Id::Total,
        Id::Terms,
        Id::Delivery,
        Id::Address,
        Id::Comment,
        Id::Agreed,
    ];
    pub const LINES: &[Id] = &[Id::Goods, Id::Total];
    pub const DETAILS: &[Id] = &[Id::Terms, Id::Payment, Id::Delivery, Id::Address, Id::Comment];
    pub const RETURN: &[Id] = &[
        Id::Goods,
        Id::ReturnReason,
        Id::Condition,
        Id::Instead,
        Id::Worth,
        Id::Arrival,
        Id::ReturnNumber,
    ];
    pub const RETURN_STEP: &[Id] = &[Id::WhichReturn, Id::ReturnStep, Id::Condition, Id::ReturnNumber];
    pub const CUSTOMER: &[Id] = &[
        Id::Name,
        Id::AddPhone,
        Id::AddEmail,
        Id::Company,
        Id::TaxId,
        Id::B2b,
        Id::Region,
        Id::TimeZone,
        Id::Note,
    ];
}

impl FieldId {
    /// Why it cannot be changed any more in an order; none while it can.
    pub fn refused(self, order: &OrderFacts) -> Option<Refusal> {
        match self {
            FieldId::Terms | FieldId::Payment => terms_are_open(order).err(),
            FieldId::Delivery | FieldId::Address => delivery_is_open(order).err(),
            _ => None,
        }
    }
}

impl FieldKind {
    /// The message that says what may be typed.
    pub const fn hint(self) -> &'static str {
        match self {
            FieldKind::Text | FieldKind::Email | FieldKind::Delivery => "form-hint",
            FieldKind::Phone => "form-phone-hint",
            FieldKind::Total => "form-total-hint",
            FieldKind::Worth => "form-worth-hint",
            FieldKind::Price => "line-amount-hint",
            FieldKind::Quantity => "form-line_quantity-hint",
            FieldKind::Goods => "form-line_name-hint",
            FieldKind::Customer => "form-whose-hint",
            FieldKind::Zone => "form-time_zone-hint",
            FieldKind::Choice(_) => "form-choice-hint",
        }
    }

    /// What a text means there; when it cannot be taken, the message that says why.
    pub fn read(self, text: &str, shop: &Shop, currency: Currency) -> Result<Reading, &'static str> {
        let text = text.trim();
        if text.is_empty() {
            return Ok(Reading::Empty);
        }
        match self {
            FieldKind::Text | FieldKind::Goods | FieldKind::Choice(_) => Ok(Reading::Text),
            FieldKind::Customer if !is_number(text) => Ok(Reading::Text),
            FieldKind::Phone | FieldKind::Customer => {
                Ok(e164(text, shop).map_or(Reading::Useless("form-bad_phone"), Reading::Phone))
            }
            FieldKind::Email if text.contains('@') => Ok(Reading::Text),
            FieldKind::Email => Err("form-bad_email"),
            FieldKind::Total | FieldKind::Worth | FieldKind::Price => match Money::parse(text, currency) {
                Ok(money) if money.minor >= 0 => Ok(Reading::Money(money)),
                _ => Err("form-bad_price"),
            },
            FieldKind::Quantity => quantity::parse(text).map(Reading::Quantity).ok_or("form-bad_quantity"),
            FieldKind::Zone if text.parse::<chrono_tz::Tz>().is_ok() => Ok(Reading::Text),
            FieldKind::Zone => Err("form-bad_zone"),
            FieldKind::Delivery => Ok(Carrier::named(text).map_or(Reading::Text, Reading::Carrier)),
        }
    }
}

impl Choices {
    /// What a choice is called.
    pub fn label(self, tr: &Tr, at: usize) -> String {
        match (self, at) {
            (Choices::Terms, at) => Terms::ALL
                .get(at)
                .map_or_else(String::new, |terms| words::terms(tr, *terms)),
            (Choices::Agreed, 0) => tr.text("form-agreed-yes"),
            (Choices::Agreed, _) => tr.text("form-agreed-no"),
            (Choices::B2b, 0) => words::b2b(tr, B2b::Yes),
            (Choices::B2b, 1) => words::b2b(tr, B2b::No),
            (Choices::B2b, _) => tr.text("form-not_said"),
            (Choices::ReturnReason, at) => ReturnReason::ALL
                .get(at)
                .map_or_else(String::new, |reason| words::return_reason(tr, *reason)),
            (Choices::Condition, at) => match at.checked_sub(1).and_then(|at| Condition::ALL.get(at)) {
                Some(condition) => words::condition(tr, *condition),
                None => tr.text("form-not_said"),
            },
            (Choices::Instead, at) => Instead::ALL
                .get(at)
                .map_or_else(String::new, |instead| words::instead(tr, *instead)),
            (Choices::Arrival, 0) => tr.text("form-arrival-awaited"),
            (Choices::Arrival, _) => tr.text("form-arrival-here"),
            (Choices::Return, _) => String::new(),
            (Choices::ReturnStep, IS_BACK) => tr.text("form-return_step-back"),
            (Choices::ReturnStep, IS_SENT) => tr.text("form-return_step-sent"),
            (Choices::ReturnStep, _) => tr.text("form-return_step-dropped"),
        }
    }
}

/// True for what can only be a phone.
pub(super) fn is_number(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}

/// The phone in E.164, when it can be understood.
pub(super) fn e164(raw: &str, shop: &Shop) -> Option<String> {
    let country = Country::parse(&shop.country).unwrap_or(Country::RU);
    let phone = phone::parse(raw, country).phone()?;
    Some(phone.e164().to_owned())
}
