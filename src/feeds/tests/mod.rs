//! Feeds against desks on files.

mod folder;
mod hook;
mod interleaved;
mod setting_up;
mod shop;
mod threads;
mod woocommerce;
