//! One file or folder per shop system.

pub(super) mod commerceml;
pub mod generic;
pub(super) mod insales;
pub(super) mod keycrm;
pub(super) mod opencart;
pub(super) mod opencart_dump;
pub(super) mod prom;
pub(super) mod retailcrm;
pub(super) mod shopify;
pub(super) mod woocommerce;
