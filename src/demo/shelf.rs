//! The made-up shop's catalogue: some goods are gone, some have become dearer, some are used up in time (R11, R16, R26).

use super::words::Lexicon;
use crate::domain::language::Lang;
use crate::domain::product::CatalogueRow;
use crate::domain::product::Offered;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::settings::Settings;

/// Pieces of what stands in no table below.
const USUAL: i64 = 240;
/// Article number, pieces.
const STOCK: [(&str, i64); 6] = [
    ("TP-210", 0),
    ("CP-060", 24),
    ("SP-011", 0),
    ("CM-300", 4),
    ("CM-120", 9),
    ("TE-517", 140),
];
/// Article number, how much dearer than in the orders, per cent.
const DEARER: [(&str, i64); 2] = [("GR-015", 10), ("TE-501", 15)];
/// Article number, days.
const LASTS: [(&str, i64); 4] = [("TE-501", 60), ("TE-517", 60), ("CF-330", 30), ("FL-002", 90)];

/// What the shop has lately.
const NEW: [&str; 2] = ["CM-300", "TE-517"];

/// Everything the shop sells, as its catalogue says now.
pub(super) fn rows(settings: &Settings, language: Lang) -> Vec<CatalogueRow> {
    let currency = settings.shop.currency;
    let unit = 10_i64.pow(currency.digits());
    let goods = Lexicon::of(language).goods.iter();
    goods
        .map(|good| {
            let price = good.price + good.price * of(&DEARER, good.sku).unwrap_or(0) / 100;
            CatalogueRow {
                sku: good.sku.to_owned(),
                name: good.name.to_owned(),
                price: Some(price * unit),
                currency,
                stock: Stock::Milli(of(&STOCK, good.sku).unwrap_or(USUAL) * 1_000),
                offered: Some(Offered::Yes),
                life_days: of(&LASTS, good.sku),
                other_key: OtherKey::None,
            }
        })
        .collect()
}

/// When products came to the shop, the first day first: how many days ago, and which.
pub(super) fn arrivals(all: &[CatalogueRow]) -> [(i64, Vec<&CatalogueRow>); 2] {
    let (new, old) = all.iter().partition(|product| NEW.contains(&product.sku.as_str()));
    [(200, old), (9, new)]
}

fn of(table: &[(&str, i64)], sku: &str) -> Option<i64> {
    table.iter().find(|(known, _)| *known == sku).map(|(_, value)| *value)
}
