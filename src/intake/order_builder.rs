//! What shops' orders have in common, whatever they are written in: an order nothing is told of yet, and the sums of its
//! lines.

use super::Defaults;
use super::amount;
use super::amount::rounded;
use super::reading::Refused;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Time;

/// What no order can do without.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Core {
    /// The shop's own id.
    pub id: String,
    /// The number people call it by.
    pub number: String,
    /// When it was placed.
    pub created_at: Time,
    /// Of all amounts.
    pub currency: Currency,
    /// What the whole of it costs, minor units.
    pub total: i64,
}

/// A new order of which only `core` is told. `system` is its source and channel unless the defaults name one.
pub fn order(core: Core, system: &str, defaults: &Defaults) -> IncomingOrder {
    let source = if defaults.source.is_empty() {
        system
    } else {
        &defaults.source
    };
    IncomingOrder {
        source: source.to_owned(),
        external_id: core.id,
        number: core.number,
        shop: String::new(),
        key: String::new(),
        modified_at: None,
        created_at: core.created_at,
        status: ShopStatus::New,
        status_at: None,
        status_word: String::new(),
        reason: None,
        payment_failed: false,
        customer: IncomingCustomer::default(),
        currency: core.currency,
        total: core.total,
        is_total_summed: false,
        is_paid_by_word: false,
        terms: None,
        payment_title: String::new(),
        delivery_title: String::new(),
        carrier: None,
        address: String::new(),
        region: String::new(),
        comment: String::new(),
        do_not_call: false,
        channel: source.to_owned(),
        lines: Vec::new(),
        payments: Vec::new(),
        tracking_number: None,
        estimate_at: None,
        parcels: Vec::new(),
    }
}

/// An amount as a program writes it, or as a person or a plugin does.
pub fn money(text: &str, currency: Currency) -> Result<i64, RejectWhy> {
    amount::decimal(text, currency).or_else(|_| amount::typed(text, currency))
}

/// The field the order cannot do without is missing.
pub fn missing(field: &str) -> Refused {
    (field.to_owned(), RejectWhy::Missing)
}

/// `price` times `quantity_milli` thousandths, minor units; the price itself when that does not fit.
pub fn times(price: i64, quantity_milli: i64) -> i64 {
    rounded(i128::from(price) * i128::from(quantity_milli), 1_000).unwrap_or(price)
}

/// `total` divided by `quantity_milli` thousandths, minor units.
pub fn each(total: i64, quantity_milli: i64) -> i64 {
    rounded(i128::from(total) * 1_000, i128::from(quantity_milli.max(1))).unwrap_or(total)
}

/// A line that is no goods: delivery, a fee.
pub fn service(name: &str, total: i64) -> Line {
    Line {
        sku: String::new(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli: 1_000,
        price: total,
        total,
    }
}

/// Makes the lines cost `goods` together: a discount or tax told for the whole order falls on each by what it costs.
pub fn spread(lines: &mut [Line], goods: i64) {
    let sum: i128 = lines.iter().map(|line| i128::from(line.total.max(0))).sum();
    if sum <= 0 || goods < 0 || sum == i128::from(goods) || lines.iter().any(|line| line.total < 0) {
        return;
    }
    let (mut left, mut of) = (i128::from(goods), sum);
    for line in lines {
        // Each takes its part of what is left, so that nothing is lost to rounding.
        let part = if of == 0 {
            Some(0)
        } else {
            rounded(left * i128::from(line.total), of)
        };
        of -= i128::from(line.total);
        line.total = part.unwrap_or(line.total);
        left -= i128::from(line.total);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::order::Line;

    #[test]
    fn a_discount_on_the_whole_falls_on_the_lines() {
        let mut lines = vec![service("a", 10_000), service("b", 0), service("c", 5_000)];
        spread(&mut lines, 10_001);
        let totals: Vec<_> = lines.iter().map(|line| line.total).collect();
        assert_eq!(totals, [6_667, 0, 3_334]);
        assert_eq!(lines[0].price, 10_000, "the price stays as it is on the shelf");
    }

    #[test]
    fn lines_that_tell_nothing_are_left_alone() {
        let mut lines = vec![service("a", 0)];
        spread(&mut lines, 500);
        assert_eq!(lines[0].total, 0);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_to_rounding(totals in prop::collection::vec(0..1_000_000_i64, 1..9), goods in 0..2_000_000_i64) {
            let mut lines: Vec<Line> = totals.iter().map(|total| service("", *total)).collect();
            spread(&mut lines, goods);
            if totals.iter().sum::<i64>() > 0 {
                prop_assert_eq!(lines.iter().map(|line| line.total).sum::<i64>(), goods);
            }
        }
    }
}
