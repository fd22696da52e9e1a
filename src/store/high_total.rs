//! What counts as a high total where the shop has not said (R3): computed from its own orders, once a day.

use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Store;
use crate::store::StoreError;

/// Of how many days the orders are looked at.
const LOOK_BACK: Span = Span::days(90);
/// High is what lies over the total of this many of a hundred orders.
const PERCENTILE: usize = 80;
/// Of fewer orders nothing follows.
const FEWEST: usize = 20;
/// A kept figure older than this is recomputed by who needs it, though they cannot keep it.
const STALE: Span = Span::days(2);

/// Where the figure is kept: the moment it was computed, a space, minor units (nothing when there is none).
pub(crate) const KEY: &str = "high_total";

/// R3's figure for the rules at `now`; not asked for where the shop has set its own.
pub(super) fn usual_high(store: &Store, settings: &Settings, now: Time) -> Result<Option<i64>, StoreError> {
    if settings.regulation.high_total.is_some() {
        return Ok(None);
    }
    match kept(store)? {
        Some((at, total)) if at + STALE > now => Ok(total),
        _ => percentile(store, settings, now),
    }
}

/// True when somebody has computed another figure than `known`; nothing is computed here.
pub(super) fn is_another(
    store: &Store,
    settings: &Settings,
    known: Option<i64>,
    now: Time,
) -> Result<bool, StoreError> {
    if settings.regulation.high_total.is_some() {
        return Ok(false);
    }
    Ok(kept(store)?.is_some_and(|(at, total)| at + STALE > now && total != known))
}

pub(crate) fn kept(store: &Store) -> Result<Option<(Time, Option<i64>)>, StoreError> {
    let kept = store.meta(KEY)?;
    Ok(kept.and_then(|text| {
        let (at, total) = text.split_once(' ')?;
        Some((Time(at.parse().ok()?), total.parse().ok()))
    }))
}

/// By nearest rank.
pub(crate) fn percentile(store: &Store, settings: &Settings, now: Time) -> Result<Option<i64>, StoreError> {
    let mut totals = store.totals_since(now - LOOK_BACK, settings.shop.currency)?;
    totals.sort_unstable();
    let rank = (totals.len() * PERCENTILE).div_ceil(100);
    Ok(totals
        .get(rank.saturating_sub(1))
        .copied()
        .filter(|_| totals.len() >= FEWEST))
}
