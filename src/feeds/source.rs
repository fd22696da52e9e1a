//! What a kind of feed is to the engine.

use std::path::PathBuf;

use chrono_tz::Tz;

use super::mail::KeptLetter;
use crate::desk::import::catalogue::CatalogueEnd;
use crate::domain::money::Currency;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::ToldBody;
use crate::domain::product::CatalogueRow;
use crate::domain::reject::Reject;
use crate::domain::shop_write::ShopWrite;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Time;
use crate::intake::FileReport;
use crate::intake::Shape;

/// What a feed is asked with.
pub struct FeedAsk<'a> {
    /// How far it was read, in its own words; none at first.
    pub cursor: Option<&'a str>,
    /// The moment.
    pub now: Time,
    /// The shop's zone.
    pub zone: Tz,
    /// What goods cost whose shop names no currency.
    pub currency: Currency,
    /// When a file of a digest was taken whole.
    pub taken: &'a dyn Fn(&str) -> Option<Time>,
    /// What a machine told by itself and waits, the oldest first.
    pub inbox: &'a dyn Fn() -> Option<ToldBody>,
}

/// Some of what a feed has.
#[derive(Debug)]
pub struct Portion {
    /// What it is called in the list of imports.
    pub name: String,
    /// The orders.
    pub body: PortionBody,
    /// How far the feed is read with it; none: as before.
    pub cursor: Option<String>,
    /// There is more at once.
    pub more: bool,
}

/// The orders of a portion, as they came.
#[derive(Debug)]
pub enum PortionBody {
    /// Nothing new: only how far the feed is read.
    Nothing,
    /// In that shape.
    Text(Shape, Vec<u8>),
    /// What a machine told by itself.
    Told(ToldBody),
    /// Letters that came: they are kept, and taken in from there.
    Letters(Vec<KeptLetter>),
    /// A letter that was kept.
    Letter(ToldBody),
    /// The shop's catalogue, whatever its shape.
    Catalogue(Vec<u8>),
    /// Some of the shop's goods.
    Goods(GoodsPortion),
    /// A whole file of that digest.
    File(PathBuf, String),
    /// A file of that digest that was taken whole at that time already.
    Again(PathBuf, String, Time),
}

/// Some of a shop's goods.
#[derive(Debug)]
pub struct GoodsPortion {
    /// What is said of them.
    pub rows: Vec<CatalogueRow>,
    /// What ends with them; none while there is more.
    pub end: Option<CatalogueEnd>,
    /// What could not be read so far.
    pub refused: Vec<Reject>,
    /// How far the feed is read where most of what is offered was not named.
    pub again: String,
}

/// What became of a portion.
#[derive(Debug)]
pub enum PortionTaken {
    /// It is in the desk.
    Whole(Box<FileReport>),
    /// It cannot be read; why, in a sentence.
    Unreadable(String),
    /// It was there already, taken at that time.
    Before(Time),
}

/// What a feed answers that is tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeedTried {
    /// How many orders, or files, it has.
    pub found: i64,
    /// The newest of them, as a person calls it.
    pub newest: Option<String>,
    /// The words of status it has, where it tells them.
    pub words: Option<Vec<String>>,
}

/// A feed.
pub trait FeedSource: Send {
    /// What it has behind the cursor; none when that is nothing.
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble>;

    /// What it answers, without anything being taken.
    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble>;

    /// Has the shop take what is to be written back to it. It asks first how things stand there, so that what may have been
    /// taken before is not written twice.
    fn write(&mut self, write: &ShopWrite, now: Time) -> WriteOutcome {
        let _ = (write, now);
        WriteOutcome::Refused(ShopWriteWhy::Refused, String::new())
    }

    /// A portion is in the desk: where it lay it may be put away.
    fn put_away(&mut self, portion: &Portion, taken: &PortionTaken) -> Result<(), FeedTrouble> {
        let _ = (portion, taken);
        Ok(())
    }
}
