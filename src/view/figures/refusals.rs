//! Refusals of a period (R32): of the orders placed in it, those given up, by reason and the rule that leaked, by how far
//! they had come, and by channel.

use std::collections::HashMap;

use super::Period;
use super::numbers;
use super::of_orders::OfOrders;
use super::of_orders::of_orders;
use crate::domain::ids::LabelId;
use crate::domain::order::Reason;
use crate::store::OrderFigures;
pub use crate::store::ReturnFigures;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;

/// The refusals of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusals {
    /// Which.
    pub period: Period,
    /// Orders placed in it.
    pub orders: i64,
    /// By reason, the commonest first.
    pub lines: Vec<RefusalLine>,
    /// Goods that came back after receipt, whole orders and parts.
    pub returns: Vec<ReturnFigures>,
}

/// The refusals of one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RefusalLine {
    /// Why; none when nobody said.
    pub reason: Option<Reason>,
    /// How many.
    pub count: i64,
    /// Of them cancelled before they were confirmed.
    pub unconfirmed: i64,
    /// Cancelled after.
    pub confirmed: i64,
    /// Came back.
    pub returned: i64,
    /// What they would have brought, minor units of the shop's currency; others are not in it.
    pub lost: i64,
    /// By channel, the commonest first.
    pub channels: Vec<(String, i64)>,
}

impl Refusals {
    /// How many in all.
    pub fn count(&self) -> i64 {
        self.lines.iter().map(|line| line.count).sum()
    }
}

/// The refusals of a period while its orders are read.
#[derive(Default)]
pub struct RefusalsSoFar {
    orders: i64,
    lines: HashMap<Option<Reason>, (RefusalLine, HashMap<LabelId, i64>)>,
}

/// Reads them.
pub fn refusals(look: &Look<'_>, period: Period) -> Result<Refusals, StoreError> {
    of_orders::<RefusalsSoFar>(look, period)
}

impl OfOrders for RefusalsSoFar {
    type Figures = Refusals;

    fn add(&mut self, look: &Look<'_>, order: &OrderFigures) {
        if !numbers::counts(order) {
            return;
        }
        self.orders += 1;
        if !numbers::is_refused(order) {
            return;
        }
        let (line, channels) = self.lines.entry(order.reason).or_default();
        line.count += 1;
        if order.cancelled_at.is_none() {
            line.returned += 1;
        } else if order.confirmed_at.is_some() {
            line.confirmed += 1;
        } else {
            line.unconfirmed += 1;
        }
        if order.currency == look.rules.settings().shop.currency {
            line.lost += order.total;
        }
        *channels.entry(order.channel).or_default() += 1;
    }

    fn finish(self, look: &Look<'_>, period: Period) -> Result<Refusals, StoreError> {
        let names = look.store.channel_names()?;
        let mut out = Vec::with_capacity(self.lines.len());
        for (reason, (mut line, channels)) in self.lines {
            line.reason = reason;
            for (channel, count) in channels {
                let name = names.get(&channel).map(|name| clean(name).into_owned());
                line.channels.push((name.unwrap_or_default(), count));
            }
            line.channels.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
            out.push(line);
        }
        out.sort_by_key(|line| (-line.count, line.reason.map(Reason::int)));
        Ok(Refusals {
            period,
            orders: self.orders,
            lines: out,
            returns: look.goods_returned(period.from, period.until)?,
        })
    }
}
