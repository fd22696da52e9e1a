//! Entry forms (R37): an order taken by phone, the lines of an order, its payment and delivery, the card of a customer.
//!
//! What every form asks stands in `spec`; from it follow its places, its drawing, its checks. The last row of the lines is
//! always blank: typing there adds the next. What a filled form asks of the desk is said by [`taken`].

mod complete;
pub(super) mod draw;
mod make;
mod meanwhile;
mod offers;
mod spec;
mod state;
mod taken;
pub(super) mod update;

pub use self::make::customer;
pub use self::make::details;
pub use self::make::exchange;
pub use self::make::goods_return;
pub use self::make::lines;
pub use self::make::new_order;
pub use self::make::return_step;
pub use self::meanwhile::Theirs;
pub use self::offers::Offer;
pub use self::offers::OfferedCustomer;
pub use self::spec::CELLS;
pub use self::spec::Choices;
pub use self::spec::FieldId;
pub use self::spec::FieldKind;
pub use self::spec::Reading;
pub use self::spec::Spot;
pub use self::state::Field;
pub use self::state::Form;
pub use self::state::FormKind;
pub use self::state::LineRow;
pub use self::state::Value;
pub use self::taken::Taken;
pub use self::taken::sum;
pub use self::taken::taken;
