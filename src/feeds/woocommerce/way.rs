//! How a shop is reached: which address, and how it hears who asks.

use serde_json::Value;

use super::answer;
use super::oauth;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::time::Time;
use crate::feeds::shop::call;
use crate::net::http;
use crate::net::http::HttpAnswer;
use crate::net::secret::Secret;
/// The routes of the shop itself.
pub(super) const ROUTE: &str = "/wc/v3/";
/// Those of its *Shipment Tracking* plugin.
pub(super) const TRACKING_ROUTE: &str = "/wc-shipment-tracking/v3/";

/// A shop's REST API.
pub(super) struct WooWay {
    /// Without a slash at its end.
    home: String,
    key: Secret,
    secret: Secret,
    /// Addresses under `/wp-json/` are not known to a shop without permalinks.
    by_query: bool,
    /// Some hosts take the header away.
    keys_in_query: bool,
}

impl WooWay {
    /// By the shop's address as the settings have it; that of its API will do.
    pub(super) fn new(address: &str, key: Secret, secret: Secret) -> WooWay {
        let address = address.trim();
        let home = address.split(['?', '#']).next().unwrap_or_default();
        let home = home.find("/wp-json").map_or(home, |at| &home[..at]);
        WooWay {
            home: home.trim_end_matches('/').to_owned(),
            key,
            secret,
            by_query: address.contains("rest_route="),
            keys_in_query: false,
        }
    }

    /// Asks, by whichever of its ways the shop knows.
    pub(super) fn get(&mut self, path: &str, asked: &[(&str, String)], now: Time) -> Result<HttpAnswer, FeedTrouble> {
        self.get_of(ROUTE, path, asked, now)
    }

    /// Likewise, of other routes than the shop's own.
    pub(super) fn get_of(
        &mut self,
        route: &str,
        path: &str,
        asked: &[(&str, String)],
        now: Time,
    ) -> Result<HttpAnswer, FeedTrouble> {
        let mut answer = self.once(&format!("{route}{path}"), asked, None, now)?;
        if answer.status == 404 && !self.by_query && answer::code(&answer).is_empty() {
            self.by_query = true;
            let other = self.once(&format!("{route}{path}"), asked, None, now)?;
            if other.status == 404 || other.header("content-type").is_none_or(|kind| !kind.contains("json")) {
                self.by_query = false;
                return Ok(answer);
            }
            answer = other;
        }
        // A key that is not taken looks like none.
        let looks_unseen = answer.status == 401 && answer::code(&answer) == "woocommerce_rest_cannot_view";
        if looks_unseen && self.is_closed() && !self.keys_in_query {
            self.keys_in_query = true;
            let other = self.once(&format!("{route}{path}"), asked, None, now)?;
            self.keys_in_query = other.status != 401;
            if other.status != 401 {
                return Ok(other);
            }
        }
        Ok(answer)
    }

    /// Has the shop change something, by the way it was asked last: a POST, which some hosts let through alone, is taken for
    /// an update as a PUT is, and for another method where `_method` says so.
    pub(super) fn send(
        &self,
        (route, path): (&str, &str),
        asked: &[(&str, String)],
        body: &Value,
        now: Time,
    ) -> Result<HttpAnswer, FeedTrouble> {
        self.once(&format!("{route}{path}"), asked, Some(body), now)
    }

    fn is_closed(&self) -> bool {
        self.home.to_ascii_lowercase().starts_with("https://")
    }

    fn once(
        &self,
        path: &str,
        asked: &[(&str, String)],
        body: Option<&Value>,
        now: Time,
    ) -> Result<HttpAnswer, FeedTrouble> {
        let mut pairs: Vec<(String, String)> = asked
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        let url = if self.by_query {
            pairs.push(("rest_route".to_owned(), path.to_owned()));
            format!("{}/", self.home)
        } else {
            format!("{}/wp-json{path}", self.home)
        };
        let mut headers = vec![("Accept".to_owned(), "application/json".to_owned())];
        headers.extend(body.map(|_| ("Content-Type".to_owned(), "application/json".to_owned())));
        if !self.is_closed() {
            let nonce = format!("{:016x}", fastrand::u64(..));
            pairs = oauth::signed(
                if body.is_some() { "POST" } else { "GET" },
                &url,
                &pairs,
                &self.key,
                &self.secret,
                (now.0 / 1_000, &nonce),
            );
        } else if self.keys_in_query {
            pairs.push(("consumer_key".to_owned(), self.key.reveal().to_owned()));
            pairs.push(("consumer_secret".to_owned(), self.secret.reveal().to_owned()));
        } else {
            headers.push((
                "Authorization".to_owned(),
                http::basic(self.key.reveal(), self.secret.reveal()),
            ));
        }
        let sent = body.map(|body| ("POST", body.to_string()));
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        call(format!("{url}?{}", http::form(&pairs)), headers, sent).map_err(|trouble| FeedTrouble {
            said: self.redact(&trouble.said),
            ..trouble
        })
    }

    /// Without what nobody may see.
    pub(super) fn redact(&self, text: &str) -> String {
        self.key.redact(&self.secret.redact(text))
    }
}
