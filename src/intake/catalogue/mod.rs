//! A shop's catalogue as a table: one product a row, the columns known by their names in English, Russian or Ukrainian.
//!
//! | column | what it holds |
//! |---|---|
//! | `sku` | the article number orders name the product by |
//! | `name` | what it is; needed where there is no `sku` |
//! | `price`, `sale_price`, `currency` | what one costs now; the sale's price counts while there is one |
//! | `stock` | how many there are: `12`, `0`, `>10`, `in stock`, `нет` |
//! | `in_stock` | the same as yes or no, for tables that have a column of its own for it |
//! | `offered` | whether customers see it: yes, no, `active`, `скрыт` … |
//! | `life_days` | days after receipt until it is used up (R26) |
//! | `key` | a marketplace's own id of it, where there is no `sku` |
//!
//! An empty cell leaves what was known. Exports of WooCommerce, Shopify, InSales and Prom.ua are such
//! tables; Yandex's YML and 1C's CommerceML are read too.

pub(super) mod catalogue;
mod cells;
mod columns;
mod commerceml;
pub(super) mod file;
pub(super) mod goods;
#[cfg(test)]
mod tests;
mod variants;
mod yml;
