//! Feeds against desks on files.

mod catalogue;
mod exchange;
mod figures;
mod folder;
mod goods;
mod goods_server;
mod hook;
mod interleaved;
mod mail;
mod one_c;
mod parts;
mod platform;
mod platform_writes;
mod platforms;
mod server;
mod setting_up;
mod shop;
mod shopify;
mod shopify_bulk;
mod standing;
mod threads;
mod woocommerce;
mod writing;
mod written;
