//! Entry forms (R37): an order taken by phone, the lines of an order, its payment and delivery, the card of a customer.
//!
//! A form is plain fields above, rows of lines in the middle (`name · quantity · price`) and plain fields below; the cursor
//! is a place counted through all three. The last row is always blank: typing there adds the next. What the fields mean
//! is read by [`taken`].

pub(super) mod draw;
mod make;
mod meanwhile;
mod state;
mod taken;
pub(super) mod update;

pub use self::make::Meant;
pub use self::make::customer;
pub use self::make::details;
pub use self::make::lines;
pub use self::make::new_order;
pub use self::state::Field;
pub use self::state::FieldId;
pub use self::state::Form;
pub use self::state::FormKind;
pub use self::state::LineRow;
pub use self::state::Spot;
pub use self::state::Value;
pub use self::taken::Taken;
pub use self::taken::sum;
pub use self::taken::taken;
