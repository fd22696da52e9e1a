//! Who works on a customer (R8).

use super::ids::CustomerId;
use super::time::CLOCKS_APART;
use super::time::Span;
use super::time::Time;

/// How long a skipped row stands behind its lane (R2).
pub const SKIPPED_FOR: Span = Span::minutes(10);

/// A claim as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimRow {
    /// Whom.
    pub customer: CustomerId,
    /// Who.
    pub operator: String,
    /// In which console or command.
    pub session: String,
    /// Since when.
    pub taken_at: Time,
    /// The last key in that card.
    pub renewed_at: Time,
    /// Since when the two talk; none when they do not.
    pub talks_since: Option<Time>,
}

impl ClaimRow {
    /// True unless it has lapsed: `lapse` after the last key in the card, and never during a call. One of a clock that ran
    /// ahead does not hold anybody.
    pub fn stands(&self, now: Time, lapse: Span) -> bool {
        self.talks_since.is_some() || self.renewed_at > now - lapse && self.renewed_at <= now + CLOCKS_APART
    }
}

/// What became of a wish to hold a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Claimed {
    /// Held now; `from` is the colleague it was taken from.
    Yes {
        /// The former holder.
        from: Option<String>,
    },
    /// A colleague holds them.
    No(ClaimRow),
}

/// A customer held by an operator (R8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Who.
    pub operator: String,
    /// In which console or command.
    pub session: String,
    /// Since when.
    pub taken_at: Time,
    /// The last key in that card.
    pub renewed_at: Time,
    /// Since when the two talk; none when they do not. Meanwhile the claim does not lapse.
    pub talks_since: Option<Time>,
}

impl From<ClaimRow> for Claim {
    fn from(row: ClaimRow) -> Claim {
        Claim {
            operator: row.operator,
            session: row.session,
            taken_at: row.taken_at,
            renewed_at: row.renewed_at,
            talks_since: row.talks_since,
        }
    }
}
