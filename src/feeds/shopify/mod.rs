//! A Shopify over its GraphQL Admin API: <https://shopify.dev/docs/api/admin-graphql>

mod api;
mod bulk;
mod list;
mod write;

pub(super) use self::api::ShopifyApi;
pub(super) use self::api::ShopifyGoods;
