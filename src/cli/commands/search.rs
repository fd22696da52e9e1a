//! `search`: orders and customers by the last digits of a phone, a number or part of a name.

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::filled;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::view::search;
use crate::view::search::Hit;
use crate::words;

/// `search`
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// Whatever is known: digits, a number, letters in any case or layout
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
}

/// Prints what is found, best first.
pub fn run(context: &Context, args: &SearchArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let hits = context.told(desk.read(|look| search::search(look, &args.text.join(" "))))?;
    let shapes: Vec<_> = hits.iter().map(shape).collect();
    let reply = context.reply(&shapes, || plain(context, &hits));
    Ok(context.beside(reply, hits.is_empty().then(|| context.tr.text("cli-nothing_found"))))
}

fn shape(hit: &Hit) -> impl Serialize {
    let (kind, id) = match hit.order {
        Some(order) => ("order", order.0),
        None => ("customer", hit.customer.0),
    };
    object! {
        kind,
        id,
        number: filled(&hit.number),
        name: filled(&hit.name),
        phone: filled(&hit.phone),
        /// Told where there are several shops.
        #[serde(flatten)]
        shop: filled(&hit.shop).map(|shop_name| object! { shop_name }),
    }
}

fn plain(context: &Context, hits: &[Hit]) -> String {
    let tells_shops = hits.iter().any(|hit| !hit.shop.is_empty());
    let rows = hits.iter().map(|hit| {
        let number = match hit.order {
            Some(_) => hit.number.clone(),
            None => format!("id:{}", hit.customer),
        };
        let stage = hit.stage.map(|stage| words::stage(&context.tr, stage));
        let mut row = vec![number, stage.unwrap_or_default(), hit.name.clone(), hit.phone.clone()];
        row.extend(tells_shops.then(|| hit.shop.clone()));
        row
    });
    table(&[], rows)
}
