//! YML, the catalogue that shops give to Yandex Market, Prom and others: `yml_catalog/shop/offers/offer`.
//!
//! Source: *YML format* of Yandex's help. An offer is read by its tags alone, so that one that is not well formed costs only
//! itself.

use std::io;
use std::io::BufRead;

use super::cells;
use super::file::CatalogueFile;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Offered;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::SHORT;
use crate::intake::read::text_buffer::CHUNK;
use crate::intake::read::text_buffer::TextBuffer;
use crate::intake::vocabulary as words;
use crate::text::entities;
use crate::text::xml::Node;

const OPENING: &str = "<offer";
const CLOSING: &str = "</offer>";
/// What every whole catalogue ends with.
const END: &str = "</yml_catalog";

/// True for the beginning of such a catalogue.
pub fn is_root(beginning: &str) -> bool {
    beginning.contains("<yml_catalog")
}

/// Reads its offers, one after the other: a feed may be of any length.
pub fn read(text: impl BufRead, defaults: &Defaults) -> Result<CatalogueFile, IntakeError> {
    let mut file = CatalogueFile::default();
    let mut ids = Vec::new();
    let mut text = TextBuffer::new(text);
    let mut is_whole = false;
    while reach_offer(&mut text, &mut is_whole)? {
        let line = text.place().line;
        let refused = |offer: &str, field: &str, why| Reject {
            line,
            order: attribute(offer, "id"),
            field: field.to_owned(),
            why,
            head: None,
            raw: fields::raw(offer),
        };
        let Some(end) = end_of_offer(&mut text)? else {
            let offer = String::from_utf8_lossy(&text.text()[..SHOWN]).into_owned();
            file.refuse(refused(&offer, "offer", RejectWhy::TooLarge))?;
            text.pass(OPENING.len());
            continue;
        };
        let offer = String::from_utf8_lossy(&text.text()[..end]).into_owned();
        is_whole |= offer.contains(END);
        match product(&offer, defaults) {
            Ok(product) => {
                file.add(product)?;
                ids.push(attribute(&offer, "id"));
            }
            // What ends with the file is told once, below.
            Err((_, RejectWhy::Syntax { .. }))
                if text.is_ended() && end == text.text().len() && !offer.contains(END) => {}
            Err((field, why)) => file.refuse(refused(&offer, field, why))?,
        }
        text.pass(end);
    }
    if !is_whole {
        text.pass(text.text().len());
        file.refuse(Reject {
            line: text.place().line,
            order: None,
            field: String::new(),
            why: RejectWhy::CutShort,
            head: None,
            raw: String::new(),
        })?;
    }
    file.tell_apart(ids);
    Ok(file)
}

/// No offer with all its words is longer.
const LONGEST: usize = 1024 * 1024;
/// What is shown of a longer one.
const SHOWN: usize = 4 * 1024;

/// Passes what stands before the next offer; false when there is none. The end of the catalogue is noted where it stands.
fn reach_offer(text: &mut TextBuffer<impl BufRead>, is_whole: &mut bool) -> io::Result<bool> {
    loop {
        let at = opening(text.text(), 0);
        let before = &text.text()[..at.unwrap_or(text.text().len())];
        *is_whole |= find(before, END, 0).is_some();
        if let Some(at) = at {
            text.pass(at);
            return Ok(true);
        }
        if text.is_ended() {
            return Ok(false);
        }
        // An opening, or the end, may be cut where the text read so far ends.
        text.pass(text.text().len().saturating_sub(END.len()));
        text.fill(text.text().len() + CHUNK)?;
    }
}

/// Where the offer ends at which the text stands: behind its closing tag, else before the next one; none when it is too
/// long.
fn end_of_offer(text: &mut TextBuffer<impl BufRead>) -> io::Result<Option<usize>> {
    let mut seen = OPENING.len();
    loop {
        let read = text.text();
        let next = opening(read, seen);
        let closing = find(&read[..next.unwrap_or(read.len())], CLOSING, seen);
        if let Some(end) = closing.map(|at| at + CLOSING.len()).or(next) {
            return Ok(Some(end));
        }
        if text.is_ended() {
            return Ok(Some(read.len()));
        }
        if read.len() > LONGEST {
            return Ok(None);
        }
        seen = seen.max(read.len().saturating_sub(CLOSING.len()));
        text.fill(read.len() + CHUNK)?;
    }
}

/// Where the next offer opens: `<offer id="5">`, not `<offers>`.
fn opening(text: &[u8], from: usize) -> Option<usize> {
    let mut from = from;
    loop {
        let at = find(text, OPENING, from)?;
        let behind = text.get(at + OPENING.len())?;
        if *behind == b'>' || behind.is_ascii_whitespace() {
            return Some(at);
        }
        from = at + OPENING.len();
    }
}

/// Where a tag stands next.
fn find(text: &[u8], what: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += text.get(at..)?.iter().position(|byte| *byte == b'<')?;
        if text[at..].starts_with(what.as_bytes()) {
            return Some(at);
        }
        at += 1;
    }
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
        other_key: OtherKey::None,
    })
}
