//! An order named on the command line: by number or `id:N`.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::action::OrderRecord;
use crate::domain::ids::OrderId;
use crate::domain::target::CardKey;
use crate::view::card;

/// Which order.
#[derive(Debug, Args)]
pub struct Named {
    /// The order's number, or id:12
    #[arg(value_name = "N")]
    pub order: String,
}

/// The order as kept.
pub fn record(context: &Context, desk: &Desk, id: OrderId) -> Result<OrderRecord, Failure> {
    let card = context.told(desk.read(|look| card::card(look, CardKey::Order(id))))?;
    let order = card.and_then(|card| card.order).ok_or(DeskError::NotFound);
    context.told(order)
}
