//! What a screen asks of the desk and what it is told; `threads` is behind it.

use std::sync::Arc;

use crate::desk::board::Board;
use crate::desk::board::CardKey;
use crate::desk::card::Card;
use crate::desk::merging::Stays;
use crate::desk::outbox::MessageStep;
use crate::desk::outcome::DeskError;
use crate::desk::outcome::Performed;
use crate::desk::outcome::PerformedAll;
use crate::desk::outcome::Target;
use crate::desk::outcome::UndoHint;
use crate::desk::outcome::Undone;
use crate::desk::pages::PageKey;
use crate::desk::pages::Sheet;
use crate::desk::perform::Whose;
use crate::desk::shift::ShiftStep;
use crate::desk::shift::Shifted;
use crate::domain::action::Action;
use crate::domain::action::SkipReason;
use crate::domain::customer_merge::MergePlan;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::script_point::Tick;
use crate::domain::target::RowKey;

/// What a screen asks of the desk. Every request carries a token that comes back with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Do `action`.
    Perform {
        /// Comes back with the answer.
        token: u64,
        /// On what.
        target: Target,
        /// What.
        action: Box<Action>,
    },
    /// Do an action on several rows, to be taken back together.
    PerformAll {
        /// Comes back with the answer.
        token: u64,
        /// On what, and what there.
        parts: Vec<(Target, Action)>,
    },
    /// Put several rows behind their lanes for a while (R2).
    SkipAll {
        /// Comes back with the answer.
        token: u64,
        /// Which rows.
        rows: Vec<RowKey>,
        /// Why.
        reason: SkipReason,
    },
    /// Take the last action back.
    Undo {
        /// Comes back with the answer.
        token: u64,
        /// Whose last action.
        which: UndoChoice,
    },
    /// Do again what was taken back last.
    Redo {
        /// Comes back with the answer.
        token: u64,
    },
    /// Claim a customer (R8).
    Take {
        /// Comes back with the answer.
        token: u64,
        /// Whom.
        customer: CustomerId,
        /// From whom it may be taken.
        over: TakeOver,
    },
    /// Give the claim up.
    Release {
        /// Comes back with the answer.
        token: u64,
        /// Whom.
        customer: CustomerId,
    },
    /// Put a row behind its lane for a while (R2).
    Skip {
        /// Comes back with the answer.
        token: u64,
        /// Which row.
        row: RowKey,
        /// Why.
        reason: SkipReason,
    },
    /// Keep this operator's claim alive: he works in the card.
    Renew {
        /// Comes back with the answer.
        token: u64,
        /// Whose card.
        customer: CustomerId,
    },
    /// Keep that a point of a script was gone through, or that it was not (R34).
    Tick {
        /// Comes back with the answer.
        token: u64,
        /// For an order, or for a customer without one.
        target: Target,
        /// Which point.
        tick: Tick,
        /// Open again.
        undone: bool,
    },
    /// Take over what the shop changed in a confirmed order.
    AcceptShop {
        /// Comes back with the answer.
        token: u64,
        /// Which order.
        order: OrderId,
    },
    /// Enter an order taken by phone (R37); the answer names it.
    NewOrder {
        /// Comes back with the answer.
        token: u64,
        /// For whom.
        whose: Whose,
        /// What.
        order: Box<IncomingOrder>,
    },
    /// Log in, log out or pause (R29).
    Shift {
        /// Comes back with the answer.
        token: u64,
        /// Which.
        step: ShiftStep,
    },
    /// What merging two customers would come to; only the newest such request is answered.
    MergePlan {
        /// Comes back with the answer.
        token: u64,
        /// One of them.
        one: CustomerId,
        /// The other.
        other: CustomerId,
        /// Which of them stays.
        stays: Stays,
    },
    /// Make two customers one, as it was shown.
    Merge {
        /// Comes back with the answer.
        token: u64,
        /// What was shown.
        plan: Arc<MergePlan>,
    },
    /// Two customers are two people.
    KeepApart {
        /// Comes back with the answer.
        token: u64,
        /// One of them.
        one: CustomerId,
        /// The other.
        other: CustomerId,
    },
    /// Read a card; only the newest such request is answered.
    Card {
        /// Comes back with the answer.
        token: u64,
        /// Whose.
        key: CardKey,
    },
    /// Search; only the newest such request is answered.
    Search {
        /// Comes back with the answer.
        token: u64,
        /// As typed.
        text: String,
    },
    /// Take a message out of the outbox, or correct one that has left.
    Message {
        /// Comes back with the answer.
        token: u64,
        /// Which.
        message: MessageId,
    },
    /// Read a page; only the newest such request is answered.
    Page {
        /// Comes back with the answer.
        token: u64,
        /// Which.
        key: PageKey,
    },
}

/// Whose last action undo takes back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoChoice {
    /// The last of this session (this console).
    Mine,
    /// The last of this operator, whatever session made it.
    Operator,
}

/// Whether a claim may be taken from its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakeOver {
    /// Only a free customer.
    No,
    /// Explicitly also from a colleague; the journal says so.
    Yes,
}

/// What the desk tells a screen.
#[derive(Debug)]
pub enum DeskMsg {
    /// A new snapshot.
    Board(Arc<Board>),
    /// A card that was asked for; none when there is no such order or customer (any more).
    Card {
        /// Of the request.
        token: u64,
        /// Whose.
        key: CardKey,
        /// The card.
        card: Option<Arc<Card>>,
    },
    /// What a search found.
    Found {
        /// Of the request.
        token: u64,
        /// The text searched for.
        text: String,
        /// The hits, best first, at most 50.
        hits: Vec<Hit>,
    },
    /// A message was taken out of the outbox or corrected.
    Message {
        /// Of the request.
        token: u64,
        /// What came of it.
        result: Result<MessageStep, DeskError>,
    },
    /// A page that was asked for.
    Page {
        /// Of the request.
        token: u64,
        /// The page.
        page: Arc<Sheet>,
    },
    /// An action was done or refused.
    Performed {
        /// Of the request.
        token: u64,
        /// What came of it.
        result: Result<Performed, DeskError>,
    },
    /// An action was asked for on several rows.
    PerformedAll {
        /// Of the request.
        token: u64,
        /// What came of it.
        all: PerformedAll,
    },
    /// A point of a script was ticked, or could not be.
    Ticked {
        /// Of the request.
        token: u64,
        /// What came of it.
        result: Result<(), DeskError>,
    },
    /// A claim was kept alive, or could not be.
    Renewed {
        /// Of the request.
        token: u64,
        /// What came of it.
        result: Result<(), DeskError>,
    },
    /// An undo or redo was done or refused.
    Undone {
        /// Of the request.
        token: u64,
        /// What came of it.
        result: Result<Undone, DeskError>,
    },
    /// Somebody's coming or going at this console.
    Shift {
        /// Of the request; none when the console did it by itself.
        token: Option<u64>,
        /// What came of it.
        result: Result<Box<Shifted>, DeskError>,
    },
    /// What merging two customers would come to, or why they cannot be.
    MergePlan {
        /// Of the request.
        token: u64,
        /// The plan.
        result: Result<Arc<MergePlan>, DeskError>,
    },
    /// What undo and redo would take back or do again next; sent whenever it changes.
    Hints {
        /// Undo.
        undo: Option<UndoHint>,
        /// Redo.
        redo: Option<UndoHint>,
    },
    /// A thread failed; the screen says so and ends.
    Broken(String),
}

/// One hit of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The card it opens.
    pub key: CardKey,
    /// Whose.
    pub customer: CustomerId,
    /// The order, when the hit is one.
    pub order: Option<OrderId>,
    /// Its number; empty for a customer.
    pub number: String,
    /// The customer's name.
    pub name: String,
    /// His first phone.
    pub phone: String,
    /// Where the order stands.
    pub stage: Option<crate::domain::order::Stage>,
}
