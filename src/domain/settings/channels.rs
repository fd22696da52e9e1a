//! By what messages leave, and how letters look: `[channels]`.

use super::keys::keys;

keys! {
    /// The shop's letters.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Channels {
        /// Of the logo in letters: https://…; unset: the shop's name stands there.
        logo: Option<String> = None, example Some("https://lavka.example/logo.png".to_owned());
        /// Of headings and links in letters, as CSS writes it.
        color: String = "#1d4ed8".to_owned();
    }
}
