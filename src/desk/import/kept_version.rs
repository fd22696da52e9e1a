//! A version of an order against the one that is kept of it.

use crate::desk::error::DeskError;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::order_merge::KnownPayments;
use crate::store::SourceRow;
use crate::store::StoreError;
use crate::store::erase::ERASED;

/// How many versions of one time are told apart.
const MOST_REPLACED: usize = 8;

/// True when a version has nothing new: it is the one that is kept, was replaced before, or is of an order that was erased,
/// which does not come back with a later one.
pub(super) fn is_known(
    known: &SourceRow,
    order: &IncomingOrder,
    hash: &str,
    payments: impl FnOnce() -> Result<KnownPayments, StoreError>,
) -> Result<bool, DeskError> {
    if known.hash == ERASED || was_replaced(known, order, hash) {
        return Ok(true);
    }
    Ok(known.hash == hash && !may_miss_money(order, payments)?)
}

/// True for a version that another one of the same time took the place of: whichever came last stays, however often both
/// come again.
fn was_replaced(known: &SourceRow, order: &IncomingOrder, hash: &str) -> bool {
    let is_of_that_time = order.modified_at.is_some() && order.modified_at.map(|at| at.0) == known.modified_at;
    let mut replaced = known.replaced.as_deref().unwrap_or_default().split(' ');
    is_of_that_time && replaced.any(|earlier| earlier == hash)
}

/// The versions of the same time that one takes the place of; a newer one forgets those before it.
pub(super) fn replaced(known: &SourceRow, order: &IncomingOrder, hash: &str) -> Option<String> {
    let at = order.modified_at?;
    let mut replaced: Vec<&str> = known
        .replaced
        .as_deref()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    if known.modified_at != Some(at.0) {
        return None;
    }
    if known.hash != hash {
        replaced.push(&known.hash);
    }
    let oldest = replaced.len().saturating_sub(MOST_REPLACED);
    Some(replaced[oldest..].join(" ")).filter(|hashes| !hashes.is_empty())
}

/// A version that says what the last one said may still bring money: an operator took back what had stood for it.
fn may_miss_money(
    order: &IncomingOrder,
    known: impl FnOnce() -> Result<KnownPayments, StoreError>,
) -> Result<bool, StoreError> {
    Ok(!order.payments.is_empty() && !known()?.taken_back.is_empty())
}

/// What the shop said last: the kept version, or what it says again. A kept version that an older program wrote in another
/// way is none: merging then keeps whatever stands.
pub(super) fn last_shop(known: &SourceRow, order: &IncomingOrder, hash: &str) -> Option<IncomingOrder> {
    let kept = known.shop.as_deref().and_then(|shop| serde_json::from_str(shop).ok());
    kept.or_else(|| (known.hash == hash).then(|| order.clone()))
}

/// What it had said when the question arose that waits.
pub(super) fn asked(known: &SourceRow) -> Option<IncomingOrder> {
    known
        .asked
        .as_deref()
        .and_then(|asked| serde_json::from_str(asked).ok())
}

pub(super) fn source_row(
    shop: &IncomingOrder,
    order: OrderId,
    hash: String,
    keeps: bool,
    asked: Option<&IncomingOrder>,
) -> SourceRow {
    let kept = |version: &IncomingOrder| serde_json::to_string(version).ok().filter(|_| keeps);
    SourceRow {
        source: shop.kept_source(),
        external_id: shop.external_id.clone(),
        order,
        modified_at: shop.modified_at.map(|at| at.0),
        hash,
        shop: kept(shop),
        asked: asked.and_then(kept),
        replaced: None,
    }
}
