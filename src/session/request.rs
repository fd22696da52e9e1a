//! What a screen asks of the desk and what it is told; `threads` is behind it.

use std::sync::Arc;

use crate::desk::claims::TakeOver;
use crate::desk::customer_merge::Stays;
use crate::desk::new_customer::Whose;
use crate::desk::outbox::recall::SettledByHand;
use crate::desk::shifts::ShiftStep;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::SkipReason;
use crate::domain::customer_merge::MergePlan;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::message::MessageAct;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageWords;
use crate::domain::message::OwnMessage;
use crate::domain::order_feed::FeedTouch;
use crate::domain::script_point::ScriptPoint;
use crate::domain::script_point::ShownPoint;
use crate::domain::shop_write::ShopWriteTouch;
use crate::domain::target::CardKey;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::view::offers::OfferPreview;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;

/// A request on its way to the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Comes back with the answer.
    pub token: u64,
    /// What is asked.
    pub request: Request,
}

/// What a screen asks of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Request {
    /// Do `action`.
    Perform {
        /// On what.
        target: Target,
        /// What.
        action: Box<Action>,
    },
    /// Do an action on several rows, to be taken back together.
    PerformAll(Vec<(Target, Action)>),
    /// Put several rows behind their lanes for a while (R2).
    SkipAll {
        /// Which rows.
        rows: Vec<RowKey>,
        /// Why.
        reason: SkipReason,
    },
    /// Take the last action back.
    Undo(UndoChoice),
    /// Do again what was taken back last.
    Redo,
    /// Claim a customer (R8).
    Take {
        /// Whom.
        customer: CustomerId,
        /// From whom it may be taken.
        over: TakeOver,
    },
    /// Take a customer's call that rings (R27).
    Answer(CustomerId),
    /// Give the claim up.
    Release(CustomerId),
    /// Put a row behind its lane for a while (R2).
    Skip {
        /// Which row.
        row: RowKey,
        /// Why.
        reason: SkipReason,
    },
    /// Put rows back that were skipped last.
    Unskip(Vec<RowKey>),
    /// Keep this operator's claim alive: they work in the card.
    Renew(CustomerId),
    /// Keep that a point of a script was gone through, or that it was not (R34).
    Tick {
        /// For an order, or for a customer without one.
        target: Target,
        /// Which point.
        tick: ScriptPoint,
        /// All points of the script as they are shown.
        shown: Vec<ShownPoint>,
        /// Open again.
        undone: bool,
    },
    /// Take over what the shop changed in a confirmed order.
    AcceptShop(OrderId),
    /// Enter an order taken by phone (R37); the answer names it.
    NewOrder {
        /// For whom.
        whose: Whose,
        /// What.
        order: Box<IncomingOrder>,
    },
    /// Enter an order of what is sent for goods that come back.
    Exchange {
        /// The order they were of.
        of: OrderId,
        /// Which return.
        id: i64,
        /// What is sent.
        order: Box<IncomingOrder>,
    },
    /// Log in, log out or pause (R29).
    Shift(ShiftStep),
    /// What merging two customers would come to; only the newest such request is answered.
    MergePlan {
        /// One of them.
        one: CustomerId,
        /// The other.
        other: CustomerId,
        /// Which of them stays.
        stays: Stays,
    },
    /// Make two customers one, as it was shown.
    Merge(Arc<MergePlan>),
    /// Two customers are two people.
    KeepApart {
        /// One of them.
        one: CustomerId,
        /// The other.
        other: CustomerId,
    },
    /// Read a card; only the newest such request is answered.
    Card {
        /// Whose.
        key: CardKey,
        /// Those that may be wanted next, the likeliest first; they come afterwards, while nothing else is asked.
        beside: Vec<CardKey>,
    },
    /// Search; only the newest such request is answered.
    Search(String),
    /// Look goods up in the catalogue; only the newest such request is answered.
    Goods(String),
    /// Do with a message what its key was shown to do.
    Message {
        /// Which.
        message: MessageId,
        /// What was shown.
        act: MessageAct,
    },
    /// Let these messages leave that waited for a look.
    ReleaseAll(Vec<MessageId>),
    /// Settle by hand a message that has not left by itself.
    SettleMessage {
        /// Which.
        message: MessageId,
        /// As what.
        how: SettledByHand,
    },
    /// How an offer to a segment would read and what it would cost; only the newest such request is answered.
    OfferPreview {
        /// The segment's place in the settings.
        segment: usize,
        /// Of a letter; empty: the usual one.
        subject: String,
        /// What is offered.
        text: String,
    },
    /// Make an offer as it was shown, to those who were shown.
    Offer(Arc<OfferPreview>),
    /// Read a message in its words; only the newest such request is answered.
    MessageText(MessageId),
    /// Read what a message by hand can be made of; only the newest such request is answered.
    Drafts {
        /// For whose card.
        key: CardKey,
        /// What the free text says already.
        text: String,
    },
    /// Have a feed asked, left alone or asked again.
    TouchFeed {
        /// The feed, as the settings call it.
        feed: String,
        /// What is wanted.
        touch: FeedTouch,
    },
    /// Have what is to be written to a shop tried again, or not written.
    TouchShopWrite {
        /// Its number in the file.
        id: i64,
        /// What is wanted.
        touch: ShopWriteTouch,
    },
    /// Send one message by a channel, to see whether it works.
    TryChannel {
        /// The channel, as the settings call it.
        channel: String,
        /// Where to.
        to: String,
    },
    /// Run a command of the command line.
    RunCommand {
        /// As it is typed in a terminal, without the program's name.
        line: String,
        /// What it reads as its standard input; empty for none.
        input: String,
    },
    /// Call a number by the shop's means.
    Dial {
        /// Whose number.
        of: CardKey,
        /// As the card has it.
        number: String,
        /// Though it is night there (R36).
        anyway: bool,
    },
    /// Read a recorded call.
    Recorded(CallId),
    /// Play a recording.
    Hear(String),
    /// Put a message written by hand into the outbox.
    Write {
        /// About what.
        target: Target,
        /// The message.
        message: Box<OwnMessage>,
    },
    /// Put words written by hand into a message that waits.
    Word {
        /// As it was seen: of other facts or words by now, it stays as it is.
        seen: Box<MessageRow>,
        /// Its words.
        words: MessageWords,
    },
    /// Read a page; only the newest such request is answered.
    Page {
        /// Which.
        key: PageKey,
        /// What of it, where it is long.
        query: PageQuery,
    },
    /// Set a setting in the file, or take it out of it.
    SetSetting {
        /// Its name with its section.
        name: String,
        /// What was typed; none: its default is to hold.
        typed: Option<String>,
    },
}
