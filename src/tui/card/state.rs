//! What the card pane shows.

use std::sync::Arc;

use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::scripts::Script;
use crate::session::answer::ReadCard;
use crate::text::qr::Qr;
use crate::view::card::Card;

/// A card that comes sooner is not announced: the one before stays until then.
const PATIENCE: Span = Span(100);

/// More are not kept.
const BESIDE: usize = 8;

/// The card beside the list.
#[derive(Clone, Debug, Default)]
pub struct CardPane {
    /// Which card was asked for last.
    pub key: Option<CardKey>,
    /// The token of that request.
    pub token: u64,
    /// It must be read again.
    pub stale: bool,
    /// The card; of another key while the one asked for is read.
    pub shown: Option<ReadCard>,
    /// Since when the one asked for is waited for; none when it is shown.
    pub waits_since: Option<Time>,
    /// Those that may be wanted next, and those that were left.
    pub beside: Vec<ReadCard>,
    /// Opened by a search: it stays until the operator moves in the list.
    pub pinned: Option<CardKey>,
    /// Lines scrolled away.
    pub scroll: usize,
    /// The script for what is due, filled from `shown`.
    pub script: Option<Arc<Script>>,
    /// On which of its points the cursor stands.
    pub point: usize,
    /// The text of the code that is shown to be paid by, and its modules: worked out once, and not at every frame.
    pub code: Option<(String, Option<Qr>)>,
}

impl CardPane {
    /// The card that was read last.
    pub fn card(&self) -> Option<&Arc<Card>> {
        self.shown.as_ref()?.card.as_ref()
    }

    /// How much longer the card before stays while another is read; none when none is, or it has stayed long enough.
    pub fn stays(&self, now: Time) -> Option<Span> {
        let since = self.waits_since?;
        (since..since + PATIENCE).contains(&now).then(|| since + PATIENCE - now)
    }

    /// Keeps cards that may be wanted next.
    pub fn keep(&mut self, cards: impl IntoIterator<Item = ReadCard>) {
        for card in cards {
            self.beside.retain(|kept| kept.key != card.key);
            self.beside.insert(0, card);
        }
        self.beside.truncate(BESIDE);
    }

    /// The card of a key that lies ready, and misses nothing up to `seq`.
    pub fn ready(&self, key: CardKey, seq: i64) -> Option<&ReadCard> {
        self.beside.iter().find(|kept| kept.key == key && kept.seq >= seq)
    }
}
