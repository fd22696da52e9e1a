//! How lengths of time spread: the median and the 90th percentile, by nearest rank.

use crate::domain::time::Span;

/// Many lengths of time in a few numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many there were.
    pub count: i64,
    /// Half of them were no longer; none without any.
    pub median: Option<Span>,
    /// Nine of ten were no longer.
    pub ninetieth: Option<Span>,
}

impl Spread {
    /// Of these.
    pub fn of(mut spans: Vec<Span>) -> Spread {
        spans.sort_unstable();
        let rank = |percent: usize| {
            let nearest = (spans.len() * percent).div_ceil(100).checked_sub(1)?;
            spans.get(nearest).copied()
        };
        Spread {
            count: count(&spans),
            median: rank(50),
            ninetieth: rank(90),
        }
    }
}

/// How many.
pub fn count<T>(things: &[T]) -> i64 {
    i64::try_from(things.len()).unwrap_or(i64::MAX)
}

/// `part` of `whole` in tenths of a per cent, rounded; none of nothing.
pub fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 2_000 / whole + 1).div_euclid(2))
}
