//! CommerceML 2: `orders.xml`, as sites exchange it with 1C (1C-Bitrix, UMI.CMS, CS-Cart, exchange modules of OpenCart).
//!
//! Source: the CommerceML 2 standard (versions 2.03 to 2.10; 3.1 puts each document into a `Контейнер`) and 1C-Bitrix's
//! description of the exchange. A `Документ` is an order. The same exchange also carries answers of 1C (a `Документ` with
//! neither goods nor a buyer, but with `Номер по 1С`) and documents of money, which are news of their orders; what else it
//! carries is passed over and counted.

mod documents;
mod money;
mod order;
#[cfg(test)]
mod tests;

pub use self::documents::CommerceMl;
pub use self::documents::is_root;
pub use self::order::SOURCE;
