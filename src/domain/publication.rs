//! The shop's settings as they were published: on a server every console works by them.

use super::time::Time;

/// One revision of the shop's settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Publication {
    /// Its number, from 1.
    pub revision: i64,
    /// When it was published.
    pub at: Time,
    /// By whom.
    pub operator: String,
    /// The version of the program that did.
    pub program: String,
    /// SHA-256 of the text.
    pub digest: String,
    /// What changed by it: names of settings, words and texts, with a comma between two.
    pub keys: String,
    /// All that was published, as TOML.
    pub text: String,
}

/// What is published next.
#[derive(Clone, Copy, Debug)]
pub struct NewPublication<'a> {
    /// The revision that stands before; none before the first.
    pub over: Option<i64>,
    /// SHA-256 of the text.
    pub digest: &'a str,
    /// What changes by it.
    pub keys: &'a str,
    /// All that is published.
    pub text: &'a str,
    /// Of the settings that hold then: automatic work goes by them.
    pub fingerprint: &'a str,
}

/// Of which revision settings are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfPublication {
    /// Its number.
    pub revision: i64,
    /// When it was published.
    pub at: Time,
    /// By whom.
    pub operator: String,
    /// SHA-256 of its text.
    pub digest: String,
    /// What this program, an older one, does not know of it and leaves out.
    pub left_out: Vec<String>,
}

impl Publication {
    /// What settings say of where they are from.
    pub fn of(&self, left_out: Vec<String>) -> OfPublication {
        OfPublication {
            revision: self.revision,
            at: self.at,
            operator: self.operator.clone(),
            digest: self.digest.clone(),
            left_out,
        }
    }
}
