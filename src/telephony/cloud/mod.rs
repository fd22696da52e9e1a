//! Telephone exchanges in the cloud, which tell of calls over HTTP: a file for each provider.
//!
//! What they say comes late, twice and in any order, so each word is a call as far as that word knows it, under the
//! provider's own id; the desk keeps what it knew before (`LineCall`).

mod answer;
mod binotel;
mod callback;
mod ear;
mod fields;
mod mango;
mod ringostat;
#[cfg(test)]
mod tests;
mod uis;
mod zadarma;

pub use self::answer::answer;
pub use self::answer::path;
pub use self::callback::Callback;
pub use self::callback::asked;
pub use self::callback::understood;
pub use self::callback::usual_url;
