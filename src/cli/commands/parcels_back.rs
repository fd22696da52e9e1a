//! `parcels back`: goods that come back, until they are in stock again (R21).

use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::MoneyJson;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::domain::carrier::Carrier;
use crate::domain::money::Money;
use crate::view::parcels;
use crate::view::parcels::ComingBack;
use crate::words;

/// Lists them.
pub fn run(context: &Context) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let found = context.told(desk.read(parcels::coming_back))?;
    let shapes: Vec<_> = found.iter().map(shape).collect();
    Ok(context.reply(&shapes, || {
        if found.is_empty() {
            return context.tr.text("parcels-back_nothing");
        }
        let rows = found.iter().map(|one| row(context, one));
        table(&[4, 5], rows)
    }))
}

fn shape(one: &ComingBack) -> impl Serialize {
    object! {
        order_id: one.order.0,
        order_number: one.number.clone(),
        customer: one.customer.clone(),
        carrier: one.carrier.map(Carrier::code),
        state: one.how.code(),
        since: stamp(one.since),
        refund: MoneyJson::new(one.refund, one.currency),
    }
}

fn row(context: &Context, one: &ComingBack) -> Vec<String> {
    let tr = &context.tr;
    let refund = (one.refund > 0).then(|| {
        let sum = words::exact_sum(tr, Money::new(one.refund, one.currency));
        tr.with("parcels-back_refund", &[("sum", sum.into())])
    });
    vec![
        one.number.clone(),
        one.customer.clone(),
        one.carrier
            .map(|carrier| words::carrier(tr, carrier))
            .unwrap_or_default(),
        tr.coded("parcels", one.how.code()),
        words::date_short(tr, context.zone(), one.since, context.now()),
        refund.unwrap_or_default(),
    ]
}
