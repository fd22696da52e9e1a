//! What a page is made of: sections of rows of typed cells.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::carrier::Carrier;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageAct;
use crate::domain::money::Money;
use crate::domain::order::OrderFacts;
use crate::domain::order_feed::FeedTouch;
use crate::domain::order_tab::OrderTab;
use crate::domain::product_tab::ProductTab;
use crate::domain::shop_write::ShopWriteTouch;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::figures::BehindFigure;
use crate::view::figures::PeriodChoice;
use crate::view::figures::TodayList;

/// Which page; its own parameters are part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageKey {
    /// The owner's morning (R31).
    Today,
    /// One line of it as a list.
    TodayList(TodayList),
    /// Every order there is.
    Orders,
    /// The catalogue.
    Products,
    /// The calls agreed on.
    Calendar,
    /// Segments, and what falls due again (R25, R26).
    Customers,
    /// A segment, by its place in the settings.
    Segment(usize),
    /// Who is due for the same again.
    Again,
    /// What leaves by itself (R35).
    Outbox,
    /// By what messages leave, and how that fares.
    Channels,
    /// Where orders come from by themselves, and how that fares.
    Feeds,
    /// Who owes what (R12).
    Money,
    /// What one customer was told and will be; it was opened from the card of that order.
    Messages(CustomerId, Option<OrderId>),
    /// The numbers of a period (R29, R32).
    Numbers,
    /// The orders one of them counts.
    Behind(BehindFigure, PeriodChoice),
    /// The calls of a period (R27, R29).
    Calls,
    /// Recorded calls nobody has heard (R28).
    Recordings,
    /// The recorded calls of one customer.
    RecordingsOf(CustomerId),
    /// What the shop offers and has no more (R11).
    Stock,
    /// Every setting there is; who owns the file makes the page.
    Settings,
}

impl PageKey {
    /// The code of its title, `page-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            PageKey::Today => "today",
            PageKey::TodayList(list) => list.code(),
            PageKey::Orders => "orders",
            PageKey::Products => "products",
            PageKey::Calendar => "calendar",
            PageKey::Customers => "customers",
            PageKey::Segment(_) => "segment",
            PageKey::Again => "again",
            PageKey::Outbox => "outbox",
            PageKey::Channels => "channels",
            PageKey::Feeds => "feeds",
            PageKey::Money => "money",
            PageKey::Messages(..) => "messages",
            PageKey::Numbers => "numbers",
            PageKey::Behind(..) => "behind",
            PageKey::Calls => "call_page",
            PageKey::Recordings => "recordings",
            PageKey::RecordingsOf(_) => "recordings_of",
            PageKey::Stock => "stock",
            PageKey::Settings => "settings",
        }
    }

    /// The card a message begun on it is for. Never inlined: rustc 1.95 with LLVM 22 read the order of another page before
    /// they had looked whether it is this one, and the console ended there.
    #[inline(never)]
    pub fn written_to(self) -> Option<CardKey> {
        match self {
            PageKey::Messages(_, Some(order)) => Some(CardKey::Order(order)),
            PageKey::Messages(customer, None) => Some(CardKey::Customer(customer)),
            _ => None,
        }
    }

    /// True for a page that can be of one shop alone: its figures are counted from orders and calls.
    pub fn counts_orders(self) -> bool {
        let counted = [PageKey::Today, PageKey::Money, PageKey::Numbers, PageKey::Calls];
        counted.contains(&self) || matches!(self, PageKey::TodayList(_) | PageKey::Behind(..))
    }

    /// The page it is a part of: its title stands before its own.
    pub fn parent(self) -> Option<PageKey> {
        match self {
            PageKey::TodayList(_) | PageKey::Stock => Some(PageKey::Today),
            PageKey::Segment(_) | PageKey::Again => Some(PageKey::Customers),
            PageKey::Behind(..) => Some(PageKey::Numbers),
            PageKey::Recordings => Some(PageKey::Calls),
            PageKey::Today
            | PageKey::Orders
            | PageKey::Products
            | PageKey::Calendar
            | PageKey::Customers
            | PageKey::Outbox
            | PageKey::Channels
            | PageKey::Feeds
            | PageKey::Money
            | PageKey::Messages(..)
            | PageKey::Numbers
            | PageKey::Calls
            | PageKey::RecordingsOf(_)
            | PageKey::Settings => None,
        }
    }

    /// How much time passes at least between two readings of it while it is open.
    pub fn pace(self) -> Span {
        match self {
            PageKey::Today
            | PageKey::TodayList(_)
            | PageKey::Orders
            | PageKey::Outbox
            | PageKey::Channels
            | PageKey::Feeds
            | PageKey::Recordings
            | PageKey::RecordingsOf(_)
            | PageKey::Messages(..) => Span::seconds(1),
            PageKey::Settings => Span::seconds(5),
            // They walk over all customers.
            PageKey::Calendar | PageKey::Money | PageKey::Customers | PageKey::Segment(_) | PageKey::Again => {
                Span::seconds(30)
            }
            // A month, or every open order, is read whole, and one order more changes little there.
            PageKey::Numbers | PageKey::Behind(..) | PageKey::Calls | PageKey::Stock | PageKey::Products => {
                Span::minutes(1)
            }
        }
    }
}

impl PageKey {
    /// How long a reading of it holds though nothing was told of.
    pub fn holds(self) -> Span {
        match self {
            // How feeds fare is no news to anybody who does not look.
            PageKey::Feeds => Span::seconds(2),
            _ => Span::minutes(1),
        }
    }
}

/// A page as it was at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageSnapshot {
    /// Which.
    pub key: PageKey,
    /// The moment it was read.
    pub as_of: Time,
    /// How it stands on a wide screen.
    pub shape: Shape,
    /// Its parts, top first.
    pub sections: Vec<Section>,
    /// Of a list too long to be read whole: its tabs and columns, and what the rows are of.
    pub listing: Option<LongList>,
    /// Of a page of figures: of which days they are.
    pub days: Option<FigureDays>,
}

/// What stands over the figures of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureDays {
    /// Which period was chosen.
    pub choice: PeriodChoice,
    /// Its days, and those it is held against.
    pub said: Label,
    /// The figures that are read first.
    pub tiles: Vec<Tile>,
}

/// A figure in large.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What it counts.
    pub name: Label,
    /// The figure.
    pub value: Cell,
    /// What it is of, or should be.
    pub beside: Option<Label>,
    /// How it differs from the time before, and whether that is better; none where there is nothing to hold it against.
    pub change: Option<(Label, TileTurn)>,
    /// The seven days that end with the period, each as a share of a thousand of the best; none where nothing was counted.
    pub week: Vec<Option<i64>>,
    /// The weekday the first of them is, Monday is 1.
    pub first_weekday: i64,
}

/// Which way a figure went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TileTurn {
    /// For the better.
    Better,
    /// For the worse.
    Worse,
    /// Neither.
    Same,
}

/// What stands over the rows of a long list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LongList {
    /// Its tabs.
    pub tabs: Vec<PageTab>,
    /// What stands over its columns.
    pub columns: Vec<Cell>,
    /// Which columns are left out where there is little room, the first first.
    pub gives_up: Vec<usize>,
    /// How many rows the filter leaves.
    pub found: i64,
    /// False where there may be more that were not looked at.
    pub is_all: bool,
    /// Of how many.
    pub of: i64,
    /// What they cost.
    pub sum: Option<Money>,
    /// There are more above the first row.
    pub above: bool,
    /// There are more below the last.
    pub below: bool,
    /// What else is to be said of them.
    pub note: Option<Label>,
    /// The rows' orders as they stand, where the rows can be marked.
    pub orders: HashMap<OrderId, Arc<OrderFacts>>,
}

/// Which tab of which list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListTab {
    /// Of all orders.
    Order(OrderTab),
    /// Of the catalogue.
    Product(ProductTab),
}

impl ListTab {
    /// Its message is `tab-<code>`.
    pub fn code(self) -> &'static str {
        match self {
            ListTab::Order(tab) => tab.code(),
            ListTab::Product(tab) => tab.code(),
        }
    }
}

/// A tab of a long list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageTab {
    /// Which.
    pub tab: ListTab,
    /// How many rows stand there; none where that is not counted.
    pub count: Option<i64>,
    /// What they cost.
    pub sum: Option<Money>,
}

/// How a page stands on a wide screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Over the whole screen.
    Whole,
    /// Where the list of the queue stands, the card of the row under the cursor beside it.
    BesideCard,
}

/// A part of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// Its heading; none where the page's title says it.
    pub title: Option<Label>,
    /// Its rows; their cells stand in line with each other.
    pub rows: Vec<PageRow>,
    /// What stands there instead of rows when there are none; the section is left out when this is none too.
    pub empty: Option<Label>,
}

impl Section {
    /// No rows, and what is said instead.
    pub fn nothing(said: Label) -> Section {
        Section {
            title: None,
            rows: Vec::new(),
            empty: Some(said),
        }
    }
}

/// A line of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRow {
    /// What it is about: the cursor stays on it when the page is read again. No two rows of a page share one.
    pub key: PageRowKey,
    /// What it shows, left to right.
    pub cells: Vec<Cell>,
    /// What Enter does.
    pub act: Act,
}

/// What a line is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageRowKey {
    /// An order and its customer.
    Order(OrderId, CustomerId),
    /// A customer.
    Customer(CustomerId),
    /// A line of the page itself, by its code.
    Line(&'static str),
    /// A message, with the card of what it is about and its customer.
    Message(MessageId, CardKey, CustomerId),
    /// A call and its customer.
    Call(CallId, CustomerId),
    /// Anything with a number of its own: a segment, an hour.
    Id(i64),
}

/// What Enter does on a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    None,
    /// Opens the card over the whole screen, claiming its customer as in the queue.
    Card,
    /// Opens another page.
    Page(PageKey),
    /// Opens all orders, those of what stands first in the row.
    Orders,
    /// Opens another page and begins to walk through its customers: NEXT goes from one to the next.
    Walk(PageKey),
    /// Lets all messages of the page leave that wait for a look: asks first.
    ReleaseAll,
    /// Tries a channel, by its place in the settings: asks to whom.
    Channel(usize),
    /// Touches a feed, by its place in the settings.
    Feed(usize, FeedTouch),
    /// Something is wanted of asking a carrier.
    Carrier(Carrier, FeedTouch),
    /// Opens the setting of the row to be changed; its cells are those of the page of settings.
    Setting,
    /// Plays the recording of a call, and asks what is thought of it.
    Recording(CallId),
    /// Says what a word of a feed's orders means, which stands in the row: asks first.
    FeedWord,
    /// Takes an order of a feed in that could not be read, or lets it be: asks first.
    FeedReject(i64),
    /// Has what is to be written to a shop tried again, or not written.
    ShopWrite(i64, ShopWriteTouch),
    /// Opens a message in its words; one key does the other to it.
    Message(MessageId, Option<MessageAct>),
}

impl PageRow {
    /// True for the headings over columns: the cursor passes them over.
    pub fn is_heading(&self) -> bool {
        self.cells.iter().any(|cell| matches!(cell, Cell::Head(_)))
    }

    /// The card the line is about; none for lines of the page itself.
    pub fn card(&self) -> Option<CardKey> {
        match self.key {
            PageRowKey::Order(order, _) => Some(CardKey::Order(order)),
            PageRowKey::Customer(customer) | PageRowKey::Call(_, customer) => Some(CardKey::Customer(customer)),
            PageRowKey::Message(_, card, _) => Some(card),
            PageRowKey::Line(_) | PageRowKey::Id(_) => None,
        }
    }

    /// Whose line it is.
    pub fn customer(&self) -> Option<CustomerId> {
        match self.key {
            PageRowKey::Order(_, customer)
            | PageRowKey::Customer(customer)
            | PageRowKey::Call(_, customer)
            | PageRowKey::Message(_, _, customer) => Some(customer),
            PageRowKey::Line(_) | PageRowKey::Id(_) => None,
        }
    }
}

impl PageSnapshot {
    /// A page with nothing on it.
    pub fn blank(key: PageKey, as_of: Time) -> PageSnapshot {
        PageSnapshot {
            key,
            as_of,
            shape: Shape::Whole,
            sections: Vec::new(),
            listing: None,
            days: None,
        }
    }

    /// All its rows in order.
    pub fn rows(&self) -> impl Iterator<Item = &PageRow> {
        self.sections.iter().flat_map(|section| &section.rows)
    }
}
