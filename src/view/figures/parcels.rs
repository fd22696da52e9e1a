//! Parcels of a period (R18, R21): of the orders placed in it, how long those that left were on the way, what became of
//! them, whether they came when they should, and what carrying them cost.

use std::collections::HashMap;

use super::Period;
use super::Spread;
use super::spread::share;
use crate::domain::carrier::Carrier;
use crate::domain::local_time::local;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::ParcelFigures;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::text::fold;

/// The parcels of a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParcelNumbers {
    /// Which.
    pub period: Period,
    /// All of them.
    pub all: ParcelLine,
    /// By carrier, the one with most first.
    pub carriers: Vec<ParcelLine>,
    /// By carrier and region, likewise.
    pub regions: Vec<ParcelLine>,
}

/// Some of the parcels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParcelLine {
    /// By whom; none where nobody said, and for all.
    pub carrier: Option<Carrier>,
    /// Where to, as the shop names it; empty where nobody said, and for all.
    pub region: String,
    /// How many left.
    pub sent: i64,
    /// With the customer.
    pub collected: i64,
    /// Came back.
    pub returned: i64,
    /// Nobody knows where they are.
    pub lost: i64,
    /// From the hand-over until they arrived.
    pub on_the_way: Spread,
    /// Of those that were expected by a day: came later than that, or have not come and are late.
    pub late: i64,
    /// How many were expected by a day that tells whether they are late.
    pub expected: i64,
    /// What those cost whose carrier tells, minor units of the shop's currency.
    pub cost: i64,
    /// How many those are.
    pub priced: i64,
}

impl ParcelLine {
    /// Neither with the customer nor back nor lost.
    pub fn under_way(&self) -> i64 {
        self.sent - self.collected - self.returned - self.lost
    }

    /// Of those that are at their end the ones the customer has, in tenths of a per cent.
    pub fn collected_share(&self) -> Option<i64> {
        share(self.collected, self.collected + self.returned + self.lost)
    }

    /// Likewise the late ones of those that were expected.
    pub fn late_share(&self) -> Option<i64> {
        share(self.late, self.expected)
    }

    /// What one costs, minor units.
    pub fn average_cost(&self) -> Option<i64> {
        (self.priced > 0).then(|| self.cost / self.priced)
    }
}

#[derive(Default)]
struct CountedParcels {
    line: ParcelLine,
    on_the_way: Vec<Span>,
}

/// Reads them.
pub fn parcels(look: &Look<'_>, period: Period) -> Result<ParcelNumbers, StoreError> {
    let mut all = CountedParcels::default();
    let mut carriers: HashMap<Option<Carrier>, CountedParcels> = HashMap::new();
    let mut regions: HashMap<(Option<Carrier>, String), CountedParcels> = HashMap::new();
    look.store.parcels_sent(period.from, period.until, |parcel| {
        if !look.counts(parcel.shop) {
            return;
        }
        let region = clean(parcel.region.trim()).into_owned();
        let of_carrier = carriers.entry(parcel.carrier).or_default();
        let of_region = regions.entry((parcel.carrier, fold(&region))).or_default();
        of_carrier.line.carrier = parcel.carrier;
        of_region.line.carrier = parcel.carrier;
        if of_region.line.region.is_empty() {
            of_region.line.region = region;
        }
        for counted in [&mut all, of_carrier, of_region] {
            counted.add(look, &parcel);
        }
    })?;
    Ok(ParcelNumbers {
        period,
        all: all.finished(),
        carriers: in_order(carriers.into_values()),
        regions: in_order(regions.into_values()),
    })
}

fn in_order(counted: impl Iterator<Item = CountedParcels>) -> Vec<ParcelLine> {
    let mut lines: Vec<ParcelLine> = counted.map(CountedParcels::finished).collect();
    lines.sort_by(|a, b| {
        let by = |line: &ParcelLine| (line.carrier, line.region.clone());
        b.sent.cmp(&a.sent).then_with(|| by(a).cmp(&by(b)))
    });
    lines
}

impl CountedParcels {
    fn add(&mut self, look: &Look<'_>, parcel: &ParcelFigures) {
        let line = &mut self.line;
        line.sent += 1;
        match (parcel.returned_at, parcel.received_at, parcel.lost_at) {
            (Some(_), ..) => line.returned += 1,
            (None, Some(_), _) => line.collected += 1,
            (None, None, Some(_)) => line.lost += 1,
            (None, None, None) => {}
        }
        let came = parcel.arrived_at.or(parcel.received_at);
        self.on_the_way.extend(
            came.map(|came| came - parcel.handed_at)
                .filter(|span| *span >= Span::ZERO),
        );
        if let Some(is_late) = is_late(look, parcel, came) {
            line.expected += 1;
            line.late += i64::from(is_late);
        }
        let in_shops_money = parcel.currency == look.rules.settings().shop.currency.code();
        if let Some(cost) = parcel.cost.filter(|_| in_shops_money) {
            line.cost += cost;
            line.priced += 1;
        }
    }

    fn finished(self) -> ParcelLine {
        ParcelLine {
            on_the_way: Spread::of(self.on_the_way),
            ..self.line
        }
    }
}

/// Whether it came after the day it was expected by: its own, else by its carrier's usual days; none where there is no such
/// day, or the day is not over.
fn is_late(look: &Look<'_>, parcel: &ParcelFigures, came: Option<Time>) -> Option<bool> {
    let settings = look.rules.settings();
    let usual = || {
        let days = settings.carriers.of(parcel.carrier?).days?;
        Some(parcel.handed_at + Span::days(days.0))
    };
    let expected = parcel.estimate_at.or_else(usual)?;
    let day = |at: Time| local(settings.shop.time_zone, at).date();
    let is_late = day(came.unwrap_or(look.now)) > day(expected);
    (came.is_some() || is_late && parcel.returned_at.is_none()).then_some(is_late)
}
