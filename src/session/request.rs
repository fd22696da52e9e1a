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
    /// Take a customer's call that rings (R27).
    Answer {
        /// Comes back with the answer.
        token: u64,
        /// Whose call.
        customer: CustomerId,
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
    /// Put rows back that were skipped last.
    Unskip {
        /// Comes back with the answer.
        token: u64,
        /// Which rows.
        rows: Vec<RowKey>,
    },
    /// Keep this operator's claim alive: they work in the card.
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
        tick: ScriptPoint,
        /// All points of the script as they are shown.
        shown: Vec<ShownPoint>,
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
    /// Enter an order of what is sent for goods that come back.
    Exchange {
        /// Comes back with the answer.
        token: u64,
        /// The order they were of.
        of: OrderId,
        /// Which return.
        id: i64,
        /// What is sent.
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
        /// Those that may be wanted next, the likeliest first; they come afterwards, while nothing else is asked.
        beside: Vec<CardKey>,
    },
    /// Search; only the newest such request is answered.
    Search {
        /// Comes back with the answer.
        token: u64,
        /// As typed.
        text: String,
    },
    /// Look goods up in the catalogue; only the newest such request is answered.
    Goods {
        /// Comes back with the answer.
        token: u64,
        /// As typed.
        text: String,
    },
    /// Do with a message what its key was shown to do.
    Message {
        /// Comes back with the answer.
        token: u64,
        /// Which.
        message: MessageId,
        /// What was shown.
        act: MessageAct,
    },
    /// Let these messages leave that waited for a look.
    ReleaseAll {
        /// Comes back with the answer.
        token: u64,
        /// Those that were shown.
        messages: Vec<MessageId>,
    },
    /// Settle by hand a message that has not left by itself.
    SettleMessage {
        /// Comes back with the answer.
        token: u64,
        /// Which.
        message: MessageId,
        /// As what.
        how: SettledByHand,
    },
    /// How an offer to a segment would read and what it would cost; only the newest such request is answered.
    OfferPreview {
        /// Comes back with the answer.
        token: u64,
        /// The segment's place in the settings.
        segment: usize,
        /// Of a letter; empty: the usual one.
        subject: String,
        /// What is offered.
        text: String,
    },
    /// Make an offer as it was shown, to those who were shown.
    Offer {
        /// Comes back with the answer.
        token: u64,
        /// What was shown.
        preview: Arc<OfferPreview>,
    },
    /// Read a message in its words; only the newest such request is answered.
    MessageText {
        /// Comes back with the answer.
        token: u64,
        /// Which.
        message: MessageId,
    },
    /// Read what a message by hand can be made of; only the newest such request is answered.
    Drafts {
        /// Comes back with the answer.
        token: u64,
        /// For whose card.
        key: CardKey,
        /// What the free text says already.
        text: String,
    },
    /// Have a feed asked, left alone or asked again.
    TouchFeed {
        /// Comes back with the answer.
        token: u64,
        /// The feed, as the settings call it.
        feed: String,
        /// What is wanted.
        touch: FeedTouch,
    },
    /// Have what is to be written to a shop tried again, or not written.
    TouchShopWrite {
        /// Comes back with the answer.
        token: u64,
        /// Its number in the file.
        id: i64,
        /// What is wanted.
        touch: ShopWriteTouch,
    },
    /// Send one message by a channel, to see whether it works.
    TryChannel {
        /// Comes back with the answer.
        token: u64,
        /// The channel, as the settings call it.
        channel: String,
        /// Where to.
        to: String,
    },
    /// Run a command of the command line.
    RunCommand {
        /// Comes back with the answer.
        token: u64,
        /// As it is typed in a terminal, without the program's name.
        line: String,
        /// What it reads as its standard input; empty for none.
        input: String,
    },
    /// Call a number by the shop's means.
    Dial {
        /// Comes back with the answer.
        token: u64,
        /// Whose number.
        of: CardKey,
        /// As the card has it.
        number: String,
        /// Though it is night there (R36).
        anyway: bool,
    },
    /// Read a recorded call.
    Recorded {
        /// Comes back with the answer.
        token: u64,
        /// Which.
        call: CallId,
    },
    /// Play a recording.
    Hear {
        /// Comes back with the answer.
        token: u64,
        /// Its name as the exchange gave it.
        recording: String,
    },
    /// Put a message written by hand into the outbox.
    Write {
        /// Comes back with the answer.
        token: u64,
        /// About what.
        target: Target,
        /// The message.
        message: Box<OwnMessage>,
    },
    /// Put words written by hand into a message that waits.
    Word {
        /// Comes back with the answer.
        token: u64,
        /// As it was seen: of other facts or words by now, it stays as it is.
        seen: Box<MessageRow>,
        /// Its words.
        words: MessageWords,
    },
    /// Read a page; only the newest such request is answered.
    Page {
        /// Comes back with the answer.
        token: u64,
        /// Which.
        key: PageKey,
        /// What of it, where it is long.
        query: PageQuery,
    },
    /// Set a setting in the file, or take it out of it.
    SetSetting {
        /// Comes back with the answer.
        token: u64,
        /// Its name with its section.
        name: String,
        /// What was typed; none: its default is to hold.
        typed: Option<String>,
    },
}
