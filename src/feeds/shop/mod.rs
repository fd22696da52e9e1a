//! A shop that is asked over its own API, by whichever: what changed since, where that is much page by page, and all of a
//! month by night; its goods, all of them by night. Times are the shop's own: its clock is compared with no other.

mod answer;
mod api;
mod cursor;
mod feed;
mod goods;
mod standing;
mod way;

pub(super) use self::answer::said;
pub(super) use self::answer::second;
pub(super) use self::answer::short;
pub(super) use self::answer::text_at;
pub(super) use self::answer::there;
pub(super) use self::answer::told;
pub(super) use self::answer::value;
pub(super) use self::api::ShopApi;
pub(super) use self::api::ShopOrder;
pub(super) use self::api::ShopPage;
pub(super) use self::api::numbered;
pub(super) use self::feed::ShopFeed;
pub(super) use self::goods::GoodsFeed;
pub(super) use self::standing::PartsApi;
pub(super) use self::standing::ShopStanding;
pub(super) use self::standing::StandingOrder;
pub(super) use self::standing::StatusApi;
pub(super) use self::standing::changed;
pub(super) use self::standing::not_taken;
pub(super) use self::standing::redacted;
pub(super) use self::standing::strange;
pub(super) use self::standing::understood;
pub(super) use self::standing::unsure;
pub(super) use self::standing::write_part;
pub(super) use self::standing::write_standing;
pub(super) use self::standing::write_status;
pub(super) use self::way::ShopWay;
pub(super) use self::way::call;
pub(super) use self::way::fetch;
