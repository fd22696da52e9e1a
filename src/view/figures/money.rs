//! The money of a period (R12): what came and by what means, what went back, how long carriers kept what they took on
//! delivery; and what is owed now.

use super::Period;
use super::Spread;
use super::owed::OwedList;
use super::owed::owed;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Means;
use crate::domain::time::Span;
use crate::store::StoreError;
use crate::store::look::Look;

/// The money of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyFigures {
    /// Which.
    pub period: Period,
    /// What came, by means and currency, the most first.
    pub came: Vec<CameByMeans>,
    /// What went back, by currency.
    pub went_back: Vec<MoneyCount>,
    /// From the receipt to the payment of what carriers took on delivery.
    pub payout: Spread,
    /// What is owed now, whatever the period.
    pub owed: Vec<OwedList>,
}

/// What came by one means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CameByMeans {
    /// By which.
    pub means: Means,
    /// How often, and how much.
    pub sum: MoneyCount,
}

/// How often money moved, and how much of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoneyCount {
    /// How often.
    pub count: i64,
    /// How much.
    pub sum: Money,
}

/// Reads it.
pub fn money(look: &Look<'_>, period: Period) -> Result<MoneyFigures, StoreError> {
    let (mut came, mut went_back): (Vec<CameByMeans>, Vec<MoneyCount>) = (Vec::new(), Vec::new());
    let mut lags: Vec<Span> = Vec::new();
    look.money_moved(period.from, period.until, |moved| {
        if moved.amount < 0 {
            add(&mut went_back, moved.amount.saturating_neg(), moved.currency);
            return;
        }
        let known = came
            .iter_mut()
            .find(|one| one.means == moved.means && one.sum.sum.currency == moved.currency);
        match known {
            Some(one) => one.sum.add(moved.amount),
            None => came.push(CameByMeans {
                means: moved.means,
                sum: MoneyCount::of(moved.amount, moved.currency),
            }),
        }
        let collected = moved.collected_at.filter(|_| moved.means == Means::CashOnDelivery);
        lags.extend(collected.map(|at| (moved.at - at).max(Span::ZERO)));
    })?;
    let shops = look.rules.settings().shop.currency;
    let is_other = |sum: &MoneyCount| (sum.sum.currency != shops, sum.sum.currency);
    came.sort_by_key(|one| (is_other(&one.sum), std::cmp::Reverse(one.sum.sum.minor), one.means));
    went_back.sort_by_key(is_other);
    Ok(MoneyFigures {
        period,
        came,
        went_back,
        payout: Spread::of(lags),
        owed: owed(look)?,
    })
}

fn add(sums: &mut Vec<MoneyCount>, amount: i64, currency: Currency) {
    match sums.iter_mut().find(|sum| sum.sum.currency == currency) {
        Some(sum) => sum.add(amount),
        None => sums.push(MoneyCount::of(amount, currency)),
    }
}

impl MoneyCount {
    fn of(amount: i64, currency: Currency) -> MoneyCount {
        MoneyCount {
            count: 1,
            sum: Money::new(amount, currency),
        }
    }

    fn add(&mut self, amount: i64) {
        self.count += 1;
        self.sum.minor = self.sum.minor.saturating_add(amount);
    }
}
