//! What a provider said, and what reading it needs.

use chrono_tz::Tz;
use serde_json::Value;

use crate::domain::line_call::LineCall;
use crate::domain::time::Time;
use crate::net::listen::Method;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;

/// One word of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum CloudWord {
    /// A call, which this word may be the first to tell of.
    Call(Box<LineCall>),
    /// Of a call that was told of: alone it does not say whose it is.
    More(Box<LineCall>),
    /// Nothing the desk keeps.
    Nothing,
}

/// What a provider said, and what it waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct CloudAnswer {
    pub(super) word: CloudWord,
    pub(super) reply: WebReply,
    /// What it asks beside.
    pub(super) asks: Option<RouteQuestion>,
}

/// A question at which telephone a call is to ring first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RouteQuestion {
    /// Who calls, as the provider writes it.
    pub(super) number: String,
    /// Where the provider reads the telephone.
    pub(super) read_at: &'static [&'static str],
}

impl RouteQuestion {
    /// The answer: this telephone.
    pub(super) fn answer(&self, extension: String) -> Value {
        let within = |value, name: &&str| Value::from(serde_json::Map::from_iter([((*name).to_owned(), value)]));
        self.read_at.iter().rev().fold(Value::from(extension), within)
    }
}

impl CloudAnswer {
    pub(super) fn of(word: CloudWord) -> CloudAnswer {
        CloudAnswer {
            word,
            reply: WebReply::done(),
            asks: None,
        }
    }
}

/// What reading a word needs.
pub(super) struct Ear<'a> {
    pub(super) request: &'a WebRequest,
    pub(super) secret: Option<&'a str>,
    /// What Mango calls the key of the exchange.
    pub(super) key: Option<&'a str>,
    pub(super) now: Time,
    pub(super) zone: Tz,
}

/// Whether it is a request that tells something.
pub(super) fn is_told(request: &WebRequest) -> bool {
    request.method == Method::Post
}
