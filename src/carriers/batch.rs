//! Answers that are ready later: who asks about many numbers is given a ticket, and shows it when the answer is ready. The
//! ticket is kept beside how its carrier fares, so that no restart has the same asked twice.

use serde::Deserialize;
use serde::Serialize;

use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// What came of showing a ticket.
pub(super) enum BatchReply {
    /// The answer: of each number what is known, or nothing.
    Ready(Vec<NumberTold>),
    /// It is not ready.
    NotYet,
    /// It was thrown away.
    Gone,
}

/// A number that was asked about, and what is known of it.
pub(super) type NumberTold = (String, Option<ParcelNews>);

/// A carrier that is asked about many numbers by tickets.
pub(super) trait BatchSource {
    /// From how many waiting numbers on a ticket is asked for.
    fn beyond(&self) -> usize;

    /// About how many one ticket is.
    fn at_most(&self) -> usize;

    /// Whether the number may be one of this carrier's: another would spoil the question about all.
    fn fits(&self, number: &str) -> bool;

    /// The answer is not ready sooner, and asked for again no sooner.
    fn patience(&self) -> Span;

    /// So long the answer is kept there.
    fn keeps(&self) -> Span;

    /// Whose tickets are given out.
    fn account(&self) -> &str;

    /// Asks about the numbers; the ticket.
    fn order(&mut self, numbers: &[String], now: Time) -> Result<String, FeedTrouble>;

    /// Shows a ticket.
    fn fetch(&mut self, ticket: &str, now: Time) -> Result<BatchReply, FeedTrouble>;
}

/// A ticket that was given out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Ticket {
    /// As the carrier calls it.
    pub(super) id: String,
    /// To whom it was given.
    account: String,
    /// When, milliseconds.
    given_at: i64,
    /// Not shown sooner.
    show_at: i64,
}

impl Ticket {
    /// One given out just now.
    pub(super) fn new(id: String, source: &dyn BatchSource, now: Time) -> Ticket {
        Ticket {
            id,
            account: source.account().to_owned(),
            given_at: now.0,
            show_at: (now + source.patience()).0,
        }
    }

    /// The one that is kept, while its answer is there to be had.
    pub(super) fn kept(state: &FeedState, source: &dyn BatchSource, now: Time) -> Option<Ticket> {
        let ticket: Ticket = serde_json::from_str(state.cursor.as_deref()?).ok()?;
        let is_kept = now < Time(ticket.given_at) + source.keeps();
        Some(ticket).filter(|ticket| is_kept && ticket.account == source.account())
    }

    /// When it is shown; now where a clock was set back.
    pub(super) fn show_at(&self, now: Time) -> Time {
        let is_set_back = now < Time(self.given_at);
        if is_set_back { now } else { Time(self.show_at) }
    }

    /// The same, shown just now.
    pub(super) fn shown(self, source: &dyn BatchSource, now: Time) -> Ticket {
        Ticket {
            given_at: self.given_at.min(now.0),
            show_at: (now + source.patience()).0,
            ..self
        }
    }

    /// As it is kept.
    pub(super) fn written(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}
