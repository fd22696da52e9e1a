//! What the threads tell the console.

use std::sync::Arc;

use super::settings_file::SettingRefused;
use super::settings_file::SettingSet;
use crate::board::Board;
use crate::desk::error::DeskError;
use crate::desk::outbox::recall::MessageStep;
use crate::desk::result::Performed;
use crate::desk::result::PerformedAll;
use crate::desk::result::UndoHint;
use crate::desk::result::Undone;
use crate::desk::shifts::Shifted;
use crate::domain::customer_merge::MergePlan;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageWords;
use crate::domain::order_feed::FeedTouch;
use crate::domain::product::ForSale;
use crate::domain::recorded::RecordedCall;
use crate::domain::sending::SendOutcome;
use crate::domain::settings::NoOfferWay;
use crate::domain::shop_write::ShopWriteTouch;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::view::card::Card;
use crate::view::drafts::Drafts;
use crate::view::offers::OfferPreview;
use crate::view::pages::PageSnapshot;
use crate::view::search::Hit;

/// A card as it was read.
#[derive(Clone, Debug, PartialEq)]
pub struct ReadCard {
    /// Whose.
    pub key: CardKey,
    /// The file's place in the change feed; nothing that changed up to there is missing.
    pub seq: i64,
    /// The card; none when there is no such order or customer (any more).
    pub card: Option<Arc<Card>>,
}

/// A message as its reader has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownMessage {
    /// The message.
    pub row: MessageRow,
    /// Its words, or the sentence that says why it cannot be written.
    pub words: Result<MessageWords, String>,
}

/// What the desk tells a screen.
#[derive(Debug)]
pub enum DeskMsg {
    /// A new snapshot.
    Board(Arc<Board>),
    /// A request is answered: its token, and what came of it.
    Answer(u64, DeskAnswer),
    /// Cards beside it that may be wanted next.
    CardsBeside(Vec<ReadCard>),
    /// The console has logged its operator in by itself.
    LoggedIn(Box<Shifted>),
    /// The shop's own scripts, answers or messages were changed.
    TextsChanged {
        /// What is wrong with them: file, line and why.
        troubles: Vec<String>,
    },
    /// The file's place in the change feed after what was asked was done or refused; sent before that answer. A board
    /// that stands there knows of it.
    Written(i64),
    /// What undo and redo would take back or do again next; sent whenever it changes.
    Hints {
        /// Undo.
        undo: Option<UndoHint>,
        /// Redo.
        redo: Option<UndoHint>,
    },
    /// The clock went ahead so far, or back, while another went on: it was set, or the machine slept.
    ClockJumped(Span),
    /// A thread failed; the screen says so and ends.
    Broken(String),
}

/// What comes of a request.
#[derive(Debug)]
pub enum DeskAnswer {
    /// A card that was asked for.
    Card(ReadCard),
    /// What a search found.
    Found {
        /// The text searched for.
        text: String,
        /// The hits, best first, at most 50.
        hits: Vec<Hit>,
    },
    /// Goods that were looked up.
    Goods(Vec<ForSale>),
    /// A message was taken out of the outbox or corrected.
    Message(Result<MessageStep, DeskError>),
    /// How many messages were let leave, or why none more.
    ReleasedAll(Result<usize, DeskError>),
    /// A message that was asked for in its words.
    MessageText(Option<Box<ShownMessage>>),
    /// What became of the message by which a channel was tried, or why it was not.
    ChannelTried(Result<SendOutcome, String>),
    /// A command of the command line came to its end.
    CommandRan(Result<String, String>),
    /// What is to be written to a shop is tried again, or is not written, or neither.
    ShopWriteTouched {
        /// What was wanted.
        touch: ShopWriteTouch,
        /// False when it stands otherwise by now.
        result: Result<bool, DeskError>,
    },
    /// A feed is to be asked, left alone or asked again, or not.
    FeedTouched {
        /// What was wanted.
        touch: FeedTouch,
        /// Whether it was written down.
        result: Result<(), DeskError>,
    },
    /// A number was dialled, or why not.
    Dialled(Result<(), String>),
    /// A recorded call was read.
    Recorded(Option<Box<RecordedCall>>),
    /// A recording plays, or why not.
    Heard(Result<(), String>),
    /// How an offer would read, or why none can leave.
    OfferPreview(Option<Result<Arc<OfferPreview>, NoOfferWay>>),
    /// What a message by hand can be made of.
    Drafts(Option<Arc<Drafts>>),
    /// A page that was asked for.
    Page(Arc<PageSnapshot>),
    /// A setting was asked to be changed.
    SettingSet(Result<SettingSet, SettingRefused>),
    /// How many skipped rows are back.
    Unskipped(Result<usize, DeskError>),
    /// An action was done or refused.
    Performed(Result<Performed, DeskError>),
    /// An action was asked for on several rows.
    PerformedAll(PerformedAll),
    /// A point of a script was ticked, or could not be.
    Ticked(Result<(), DeskError>),
    /// A claim was kept alive, or could not be.
    Renewed(Result<(), DeskError>),
    /// An offer to many, or its undo, goes on.
    Going {
        /// How many are done.
        done: usize,
        /// Of how many.
        of: usize,
    },
    /// An undo or redo was done or refused.
    Undone(Result<Undone, DeskError>),
    /// Somebody came to this console or went.
    Shift(Result<Box<Shifted>, DeskError>),
    /// What merging two customers would come to, or why they cannot be.
    MergePlan(Result<Arc<MergePlan>, DeskError>),
}
