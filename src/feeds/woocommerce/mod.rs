//! A WooCommerce, 7 or later, over its REST API v3: <https://woocommerce.github.io/woocommerce-rest-api-docs/>
//!
//! What changed is asked for by time, the newest first; where that is more than one page, it is walked by id, since pages by
//! time move under who reads them.

mod answer;
mod api;
mod oauth;
mod way;
mod write;

pub(super) use self::api::WooCommerceApi;
pub(super) use self::api::WooCommerceGoods;
