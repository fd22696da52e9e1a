//! What the desk tells customers by itself, and when (R35): facts, settings and a moment in, messages due out.
//!
//! Every telling carries a key made of the fact it tells. The outbox takes a key once, so the same fact is never told
//! twice, who asks and however often; a telling that is no longer given has lost its fact, and is recalled.

mod by_hand;
mod calls;
mod care;
mod contact;
mod elsewhere;
pub mod found;
mod parcel;
mod tellings;

pub use self::by_hand::leaves_by_hand;
pub use self::contact::requisites;
pub use self::elsewhere::given_elsewhere;
pub use self::found::Telling;
pub use self::found::Tellings;
pub use self::tellings::leaves;
pub use self::tellings::leaves_from;
pub use self::tellings::tellings;
