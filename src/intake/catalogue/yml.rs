//! YML, the catalogue that shops give to Yandex Market, Prom and others: `yml_catalog/shop/offers/offer`.
//!
//! Source: *YML format* of Yandex's help. An offer is read by its tags alone, so that one that is not well formed costs only
//! itself.

use super::cells;
use super::file::CatalogueFile;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Offered;
use crate::domain::product::Stock;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::read::entities;
use crate::intake::read::xml::Node;
use crate::intake::vocabulary as words;

const OPENING: &str = "<offer";
const CLOSING: &str = "</offer>";

/// True for the beginning of such a catalogue.
pub fn is_root(beginning: &str) -> bool {
    beginning.contains("<yml_catalog")
}

/// Reads its offers.
pub fn read(text: &str, defaults: &Defaults) -> Result<CatalogueFile, IntakeError> {
    let mut file = CatalogueFile::default();
    let mut line = 1;
    let mut seen = 0;
    let mut at = 0;
    while let Some(begin) = opening(text, at) {
        line += text[seen..begin].matches('\n').count();
        seen = begin;
        let next = opening(text, begin + OPENING.len()).unwrap_or(text.len());
        let end = text[begin..next]
            .find(CLOSING)
            .map_or(next, |end| begin + end + CLOSING.len());
        let offer = &text[begin..end];
        match product(offer, defaults) {
            Ok(product) => file.add(product)?,
            Err((field, why)) => file.refuse(Reject {
                line: u64::try_from(line).unwrap_or(u64::MAX),
                order: attribute(offer, "id"),
                field: field.to_owned(),
                why,
                head: None,
                raw: fields::raw(offer),
            })?,
        }
        at = end;
    }
    Ok(file)
}

/// Where the next offer opens: `<offer id="5">`, not `<offers>`.
fn opening(text: &str, from: usize) -> Option<usize> {
    let mut places = text[from..].match_indices(OPENING).map(|(at, _)| from + at);
    places.find(|at| text[at + OPENING.len()..].starts_with(|c: char| c == '>' || c.is_whitespace()))
}

/// What an attribute of the offer's own tag says.
fn attribute(offer: &str, name: &str) -> Option<String> {
    let tag = &offer[..offer.find('>')?];
    let mut places = tag.match_indices(name);
    let behind = places.find_map(|(at, _)| {
        let is_whole = tag[..at].ends_with(char::is_whitespace);
        let value = tag[at + name.len()..].trim_start().strip_prefix('=')?.trim_start();
        Some(value).filter(|_| is_whole)
    })?;
    let mark = behind.chars().next().filter(|mark| matches!(mark, '"' | '\''))?;
    let value = behind[1..].split(mark).next()?;
    Some(fields::text(&entities::decode(value), SHORT)).filter(|value| !value.is_empty())
}

fn product(offer: &str, defaults: &Defaults) -> Result<CatalogueRow, (&'static str, RejectWhy)> {
    let node = Node::read(offer).map_err(|malformed| {
        let message = malformed.message;
        (
            "offer",
            RejectWhy::Syntax {
                line: 1,
                column: 1,
                message,
            },
        )
    })?;
    let text = |name: &str| fields::text(node.get(name), SHORT);
    let parts = ["typePrefix", "vendor", "model"].map(&text);
    let name = match text("name") {
        name if name.is_empty() => fields::joined(parts.iter().map(String::as_str), " "),
        name => name,
    };
    let code = text("vendorCode");
    let sku = if code.is_empty() {
        attribute(offer, "id").unwrap_or_default()
    } else {
        code
    };
    if sku.is_empty() && name.is_empty() {
        return Err(("id", RejectWhy::Missing));
    }
    let currency = match text("currencyId") {
        word if word.is_empty() => defaults.currency,
        word => words::currency(&word).ok_or(("currencyId", RejectWhy::NotACurrency { found: word }))?,
    };
    let price = Some(text("price")).filter(|price| !price.is_empty());
    let price = price.map(|price| amount::typed(&price, currency).or_else(|_| amount::decimal(&price, currency)));
    let available = attribute(offer, "available").map(|word| cells::flag(&word)).transpose();
    let counted = ["count", "quantity_in_stock", "stock_quantity"].map(&text);
    let counted = counted
        .iter()
        .find(|count| !count.is_empty())
        .map(|count| cells::stock(count));
    let is_hidden = cells::is_yes(&text("disabled"));
    Ok(CatalogueRow {
        sku,
        name,
        price: price.transpose().map_err(|why| ("price", why))?,
        currency,
        stock: match counted.transpose().map_err(|why| ("count", why))? {
            Some(counted) => counted,
            None => available.map_err(|why| ("available", why))?.unwrap_or(Stock::NotSaid),
        },
        offered: is_hidden.then_some(Offered::No),
        life_days: None,
    })
}
