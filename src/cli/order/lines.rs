//! `order lines`, and how a line is typed: `NAME;QTY;PRICE[;SKU]`.

use clap::Args;

use super::Named;
use super::record;
use crate::cli::done::Done;
use crate::cli::failure::Failure;
use crate::cli::names;
use crate::cli::output::Reply;
use crate::cli::place::Place;
use crate::desk::outcome::Target;
use crate::domain::action::Action;
use crate::domain::money::Currency;
use crate::domain::order::Line;

/// `order lines`
#[derive(Debug, Args)]
pub(in crate::cli) struct LinesArgs {
    #[command(flatten)]
    named: Named,
    /// One of all its lines: NAME;QTY;PRICE[;SKU]
    #[arg(long = "line", required = true, value_name = "LINE")]
    lines: Vec<String>,
    /// What the order costs; the sum of the lines when left out
    #[arg(long, value_name = "AMOUNT")]
    total: Option<String>,
}

/// Puts other lines into an order.
pub(super) fn run(place: &Place, args: &LinesArgs) -> Result<Reply, Failure> {
    let mut desk = place.desk()?;
    let id = names::order(place, &desk, &args.named.order)?;
    let currency = record(place, &desk, id)?.facts.currency;
    let lines = parse_all(place, &args.lines, currency)?;
    let total = match &args.total {
        Some(typed) => Some(names::amount(place, typed, currency)?),
        None => None,
    };
    let performed = place.told(desk.perform(Target::Order(id), &Action::Lines { lines, total }))?;
    Done::new(performed).reply(place, &desk)
}

/// Lines as typed, their amounts in `currency`.
pub(super) fn parse_all(place: &Place, typed: &[String], currency: Currency) -> Result<Vec<Line>, Failure> {
    typed
        .iter()
        .map(|line| parse(place, line, currency)?.ok_or_else(|| Failure::usage(&place.tr, "cli-not_a_line", line)))
        .collect()
}

/// The line, or nothing when it cannot be understood.
fn parse(place: &Place, typed: &str, currency: Currency) -> Result<Option<Line>, Failure> {
    let parts: Vec<&str> = typed.split(';').map(str::trim).collect();
    let (name, quantity, price, sku) = match parts[..] {
        [name, quantity, price] => (name, quantity, price, ""),
        [name, quantity, price, sku] => (name, quantity, price, sku),
        _ => return Ok(None),
    };
    let price = names::amount(place, price, currency)?;
    let Some(quantity_milli) = thousandths(quantity).filter(|_| !name.is_empty() && price >= 0) else {
        return Ok(None);
    };
    // Half a minor unit counts as a whole one.
    let total = (i128::from(price) * i128::from(quantity_milli) + 500) / 1_000;
    Ok(i64::try_from(total).ok().map(|total| Line {
        sku: sku.to_owned(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli,
        price,
        total,
    }))
}

/// `2`, `1.5` or `0,125` in thousandths; nothing when it is no positive number or finer.
fn thousandths(typed: &str) -> Option<i64> {
    let (whole, fraction) = typed.split_once(['.', ',']).unwrap_or((typed, ""));
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || fraction.len() > 3 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let milli: i64 = format!("{whole}{fraction:0<3}").parse().ok()?;
    (milli > 0).then_some(milli)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_are_read_in_thousandths() {
        for (typed, milli) in [
            ("2", Some(2_000)),
            ("1.5", Some(1_500)),
            ("0,125", Some(125)),
            ("0", None),
            ("-1", None),
            ("1.0005", None),
            ("two", None),
            ("", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(thousandths(typed), milli, "{typed}");
        }
    }
}
