//! What orders come by by themselves, and how that fares.

use serde::Serialize;

use super::coded::coded;
use super::incoming::Format;
use super::reject::Reject;
use super::time::Span;
use super::time::Time;

coded! {
    /// What a feed is.
    pub enum OrderFeedKind {
        /// A folder that files are put into.
        Folder = 1 "folder",
        /// A WooCommerce, asked over its REST API v3.
        WooCommerce = 2 "woocommerce",
        /// Any other machine, which tells of orders by itself.
        Hook = 3 "hook",
        /// A mailbox that letters of orders come to.
        Mail = 4 "mail",
        /// An InSales, asked over its API.
        InSales = 5 "insales",
        /// Prom.ua or a marketplace of its platform, asked over its API.
        Prom = 6 "prom",
        /// A retailCRM, asked over its API v5.
        RetailCrm = 7 "retailcrm",
        /// A KeyCRM, asked over its API.
        KeyCrm = 8 "keycrm",
        /// A Shopify, asked over its GraphQL Admin API.
        Shopify = 9 "shopify",
        /// A Tilda, whose forms tell of orders by themselves.
        Tilda = 10 "tilda",
        /// A shop that exchanges orders with 1C by CommerceML 2, asked in the place of 1C.
        CommerceMl = 11 "commerceml",
        /// The shop's catalogue: a file at an address or on this machine.
        Catalogue = 12 "catalogue",
        /// A 1C, which is served as a shop's site: it tells of goods and of what became of orders.
        OneC = 13 "onec",
    }
}

coded! {
    /// Whose API tells a catalogue's goods.
    pub enum GoodsApi {
        /// A WooCommerce's.
        WooCommerce = 1 "woocommerce",
        /// An InSales'.
        InSales = 2 "insales",
        /// Prom's.
        Prom = 3 "prom",
        /// A Shopify's.
        Shopify = 4 "shopify",
    }
}

impl GoodsApi {
    /// The same shop, asked for its orders.
    pub const fn kind(self) -> OrderFeedKind {
        match self {
            GoodsApi::WooCommerce => OrderFeedKind::WooCommerce,
            GoodsApi::InSales => OrderFeedKind::InSales,
            GoodsApi::Prom => OrderFeedKind::Prom,
            GoodsApi::Shopify => OrderFeedKind::Shopify,
        }
    }
}

impl OrderFeedKind {
    /// How much there is of the shop's goods comes by it.
    pub const fn tells_stock(self) -> bool {
        matches!(self, OrderFeedKind::Catalogue | OrderFeedKind::OneC)
    }

    /// The shape of the orders of a shop that is asked for them; none of what is no such shop.
    pub const fn format(self) -> Option<Format> {
        match self {
            OrderFeedKind::Folder
            | OrderFeedKind::Hook
            | OrderFeedKind::Tilda
            | OrderFeedKind::Mail
            | OrderFeedKind::Catalogue
            | OrderFeedKind::OneC => None,
            OrderFeedKind::WooCommerce => Some(Format::WooCommerce),
            OrderFeedKind::InSales => Some(Format::InSales),
            OrderFeedKind::Prom => Some(Format::Prom),
            OrderFeedKind::RetailCrm => Some(Format::RetailCrm),
            OrderFeedKind::KeyCrm => Some(Format::KeyCrm),
            OrderFeedKind::Shopify => Some(Format::Shopify),
            OrderFeedKind::CommerceMl => Some(Format::CommerceMl),
        }
    }

    /// True for what tells of orders by itself and is never asked.
    pub const fn is_told(self) -> bool {
        matches!(self, OrderFeedKind::Hook | OrderFeedKind::Tilda | OrderFeedKind::OneC)
    }

    /// True for a shop that is asked for its orders.
    pub const fn is_shop(self) -> bool {
        self.format().is_some()
    }

    /// Where a shop is asked that does not say it; none where each has an address of its own.
    pub const fn usual_address(self) -> Option<&'static str> {
        match self {
            OrderFeedKind::Prom => Some("https://my.prom.ua"),
            OrderFeedKind::KeyCrm => Some("https://openapi.keycrm.app/v1"),
            _ => None,
        }
    }

    /// True where each shop counts its orders from one, and they do not say which shop they are of.
    pub const fn counts_alone(self) -> bool {
        matches!(
            self,
            OrderFeedKind::RetailCrm | OrderFeedKind::KeyCrm | OrderFeedKind::CommerceMl
        )
    }

    /// True where who asks proves it by two things and not by one.
    pub const fn has_two_keys(self) -> bool {
        matches!(
            self,
            OrderFeedKind::WooCommerce | OrderFeedKind::InSales | OrderFeedKind::CommerceMl
        )
    }
}

coded! {
    /// Why a feed brings nothing, so that it can be said in words with what to do.
    pub enum FeedFault {
        /// Nobody answers there.
        Unreached = 1 "unreached",
        /// The answer did not come in time, or not whole.
        Slow = 2 "slow",
        /// The keys are not taken.
        Unauthorized = 3 "unauthorized",
        /// The keys may not read orders.
        Forbidden = 4 "forbidden",
        /// No such shop there.
        NotFound = 5 "not_found",
        /// It leads to another address.
        Moved = 6 "moved",
        /// It asks to be asked less.
        TooMany = 7 "too_many",
        /// It is being worked on.
        Closed = 8 "closed",
        /// It fails itself.
        Broken = 9 "broken",
        /// What it answers is no list of orders.
        NotOrders = 10 "not_orders",
        /// Its secret cannot be had.
        Secret = 11 "secret",
        /// The folder cannot be read.
        Unreadable = 12 "unreadable",
        /// What was taken cannot be put away.
        Unwritable = 13 "unwritable",
        /// Its profile or its words of status cannot be read.
        Profile = 14 "profile",
        /// This program stopped at something.
        Stopped = 15 "stopped",
        /// The mailbox cannot be read.
        Mailbox = 16 "mailbox",
        /// What stands there is no catalogue.
        NotGoods = 17 "not_goods",
        /// Some rows of the catalogue cannot be read.
        Rows = 18 "rows",
        /// The catalogue leaves out most of what was offered.
        Shrunk = 19 "shrunk",
    }
}

impl FeedFault {
    /// What an HTTP status says that is no answer; one of those that are is no list of orders.
    pub const fn of_status(status: u16) -> FeedFault {
        match status {
            301 | 302 | 303 | 307 | 308 => FeedFault::Moved,
            401 => FeedFault::Unauthorized,
            403 => FeedFault::Forbidden,
            404 | 410 => FeedFault::NotFound,
            429 => FeedFault::TooMany,
            503 => FeedFault::Closed,
            200..=299 => FeedFault::NotOrders,
            _ => FeedFault::Broken,
        }
    }

    /// The message that says so.
    pub const fn key(self) -> &'static str {
        match self {
            FeedFault::Unreached => "feed_fault-unreached",
            FeedFault::Slow => "feed_fault-slow",
            FeedFault::Unauthorized => "feed_fault-unauthorized",
            FeedFault::Forbidden => "feed_fault-forbidden",
            FeedFault::NotFound => "feed_fault-not_found",
            FeedFault::Moved => "feed_fault-moved",
            FeedFault::TooMany => "feed_fault-too_many",
            FeedFault::Closed => "feed_fault-closed",
            FeedFault::Broken => "feed_fault-broken",
            FeedFault::NotOrders => "feed_fault-not_orders",
            FeedFault::Secret => "feed_fault-secret",
            FeedFault::Unreadable => "feed_fault-unreadable",
            FeedFault::Unwritable => "feed_fault-unwritable",
            FeedFault::Profile => "feed_fault-profile",
            FeedFault::Stopped => "feed_fault-stopped",
            FeedFault::Mailbox => "feed_fault-mailbox",
            FeedFault::NotGoods => "feed_fault-not_goods",
            FeedFault::Rows => "feed_fault-rows",
            FeedFault::Shrunk => "feed_fault-shrunk",
        }
    }

    /// The message that says what to do.
    pub const fn hint(self) -> &'static str {
        match self {
            FeedFault::Unreached => "feed_fault-unreached-hint",
            FeedFault::Slow => "feed_fault-slow-hint",
            FeedFault::Unauthorized => "feed_fault-unauthorized-hint",
            FeedFault::Forbidden => "feed_fault-forbidden-hint",
            FeedFault::NotFound => "feed_fault-not_found-hint",
            FeedFault::Moved => "feed_fault-moved-hint",
            FeedFault::TooMany => "feed_fault-too_many-hint",
            FeedFault::Closed => "feed_fault-closed-hint",
            FeedFault::Broken => "feed_fault-broken-hint",
            FeedFault::NotOrders => "feed_fault-not_orders-hint",
            FeedFault::Secret => "feed_fault-secret-hint",
            FeedFault::Unreadable => "feed_fault-unreadable-hint",
            FeedFault::Unwritable => "feed_fault-unwritable-hint",
            FeedFault::Profile => "feed_fault-profile-hint",
            FeedFault::Stopped => "feed_fault-stopped-hint",
            FeedFault::Mailbox => "feed_fault-mailbox-hint",
            FeedFault::NotGoods => "feed_fault-not_goods-hint",
            FeedFault::Rows => "feed_fault-rows-hint",
            FeedFault::Shrunk => "feed_fault-shrunk-hint",
        }
    }
}

coded! {
    /// What somebody wants of a feed.
    pub enum FeedTouch {
        /// That it is asked now.
        Ask "ask",
        /// That it is left alone.
        Pause "pause",
        /// That it is asked again.
        Resume "resume",
        /// That what of it could not be read is tried again.
        Again "again",
    }
}

/// Why a feed brings nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedTrouble {
    /// What it is.
    pub fault: FeedFault,
    /// What the other machine or the system said, without anything secret; empty when nothing.
    pub said: String,
    /// It asks to be left alone for so long.
    pub rest: Option<Span>,
}

impl FeedTrouble {
    /// With what was said.
    pub fn new(fault: FeedFault, said: impl Into<String>) -> FeedTrouble {
        FeedTrouble {
            fault,
            said: said.into(),
            rest: None,
        }
    }
}

/// Since when a feed brings nothing, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedFailing {
    /// Since when.
    pub since: Time,
    /// Why.
    pub fault: FeedFault,
    /// What was said.
    pub said: String,
    /// How many times in a row.
    pub times: i64,
}

/// How a feed fares, as all who work on the file know it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// How far it was read, in its kind's own words; none before the first reading.
    pub cursor: Option<String>,
    /// Counts the cursors: a reader of another one writes none.
    pub revision: i64,
    /// When it was asked last.
    pub tried_at: Option<Time>,
    /// When it answered well last.
    pub ok_at: Option<Time>,
    /// All it had until then was taken.
    pub reached_at: Option<Time>,
    /// When it brought a new order last.
    pub new_at: Option<Time>,
    /// How many orders it brought.
    pub created: i64,
    /// Why it brings nothing; none while it does.
    pub failing: Option<FeedFailing>,
    /// It is asked again then.
    pub next_at: Option<Time>,
    /// Since when and by whom it is left alone.
    pub paused: Option<(Time, String)>,
    /// Somebody wants it asked now.
    pub asked_at: Option<Time>,
}

/// A file that a folder brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedFile {
    /// Its name, without the folder.
    pub name: String,
    /// The digest of its bytes.
    pub digest: String,
}

/// A feed that the file knows and the settings do not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LostFeed {
    /// As the settings called it.
    pub name: String,
    /// How far it was read; none where it never was.
    pub reached_at: Option<Time>,
    /// How much of it waits to be written to its shop.
    pub writes: i64,
}

/// An order of a feed that could not be read and that nobody has mended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedReject {
    /// Its number.
    pub id: i64,
    /// The feed, as the settings called it.
    pub feed: String,
    /// The shape of what it stood in.
    pub format: Option<Format>,
    /// What and why.
    pub reject: Reject,
}

/// What a machine told by itself and was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldBody {
    /// Its number.
    pub id: i64,
    /// When it was told first.
    pub at: Time,
    /// As JSON.
    pub body: String,
}

/// A file of a folder, or what a machine told, of which not all could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadFeedFile {
    /// Its name; empty for what was told.
    pub name: String,
    /// When it came.
    pub at: Time,
    /// Why nothing of it could be read; empty where some orders of it were rejected.
    pub why: String,
}

/// What is written down together with what a portion of a feed brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedStep {
    /// The feed.
    pub feed: String,
    /// The revision of the cursor that was read on from.
    pub revision: i64,
    /// How far it is read now; none: as before.
    pub cursor: Option<String>,
    /// The file that is taken whole with it.
    pub file: Option<FeedFile>,
    /// What a machine told by itself, by its number, that is taken with it.
    pub told: Option<i64>,
    /// Words of status that nobody has explained: their orders are taken for new.
    pub words: Vec<String>,
}

/// A word of a feed's orders that nobody has explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedWord {
    /// The feed.
    pub feed: String,
    /// What its meaning is kept under.
    pub platform: String,
    /// The word.
    pub word: String,
    /// When it came first.
    pub since: Time,
    /// How many orders stand so.
    pub orders: i64,
}

/// What became of a turn of a feed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FeedCounts {
    /// Orders not known before.
    pub created: i64,
    /// Orders of which something changed.
    pub updated: i64,
    /// Orders that were known so.
    pub unchanged: i64,
    /// Orders that cannot be read.
    pub rejected: i64,
}

impl FeedCounts {
    /// Both together.
    #[must_use]
    pub fn and(self, other: FeedCounts) -> FeedCounts {
        FeedCounts {
            created: self.created + other.created,
            updated: self.updated + other.updated,
            unchanged: self.unchanged + other.unchanged,
            rejected: self.rejected + other.rejected,
        }
    }

    /// Something came that was not known.
    pub fn is_news(self) -> bool {
        self.created + self.updated + self.rejected > 0
    }
}

/// How long a feed is left alone after this many failures in a row: twice as long each time, up to a quarter of an
/// hour; and never shorter than it asks for, up to a day.
pub fn pause_after(times: i64, poll: Span, rest: Option<Span>) -> Span {
    let doubled = u32::try_from(times.clamp(0, 12)).unwrap_or(12);
    let grown = Span(poll.0.saturating_mul(1 << doubled)).min(LONGEST_PAUSE).max(poll);
    rest.map_or(grown, |rest| grown.max(rest.min(LONGEST_REST)))
}

/// Nobody waits longer for a shop that was down.
const LONGEST_PAUSE: Span = Span::minutes(15);
const LONGEST_REST: Span = Span::hours(24);

/// However often somebody wants it, no feed is asked more often.
const BREATH: Span = Span::seconds(1);

/// True when a feed is to be asked now. A clock that was set back is not waited for.
pub fn is_due(state: &FeedState, now: Time) -> bool {
    if state.paused.is_some() {
        return false;
    }
    let is_set_back = state.tried_at.is_some_and(|tried| tried > now);
    let waits = state.next_at.is_some_and(|next| now < next && !is_set_back);
    let has_breath = is_set_back || state.tried_at.is_none_or(|tried| now - tried >= BREATH);
    !waits || (state.asked_at.is_some() && has_breath)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_what_is_asked_for_holds() {
        let poll = Span::seconds(30);
        let pauses: Vec<i64> = (0..8).map(|times| pause_after(times, poll, None).0 / 1_000).collect();
        assert_eq!(pauses, [30, 60, 120, 240, 480, 900, 900, 900]);
        let rest = Some(Span::minutes(10));
        assert_eq!(pause_after(0, poll, rest), Span::minutes(10));
        assert_eq!(pause_after(9, poll, rest), Span::minutes(15));
        assert_eq!(pause_after(0, poll, Some(Span::hours(90))), Span::hours(24));
        assert_eq!(
            pause_after(3, Span::hours(2), None),
            Span::hours(2),
            "seldom asked, seldom asked again"
        );
    }

    #[test]
    fn a_feed_is_asked_when_its_time_comes_or_somebody_wants_it() {
        let now = Time(1_773_219_600_000);
        let waits = FeedState {
            tried_at: Some(now - Span::seconds(10)),
            next_at: Some(now + Span::seconds(20)),
            ..FeedState::default()
        };
        assert!(is_due(&FeedState::default(), now));
        assert!(!is_due(&waits, now));
        assert!(is_due(&waits, now + Span::seconds(20)));
        assert!(is_due(&waits, now - Span::hours(3)), "the clock was set back");
        let asked = FeedState {
            asked_at: Some(now),
            ..waits.clone()
        };
        assert!(is_due(&asked, now));
        let just_tried = FeedState {
            tried_at: Some(now - Span::seconds(1) + Span(1)),
            ..asked.clone()
        };
        assert!(!is_due(&just_tried, now), "a storm of wishes is no storm of questions");
        assert!(is_due(&just_tried, now + Span(1)));
        let paused = FeedState {
            paused: Some((now, "anna".to_owned())),
            ..asked
        };
        assert!(!is_due(&paused, now));
    }
}
