//! What other machines tell the shop over HTTP: `[listen]`.

use core::net::SocketAddr;

use super::keys::keys;
use super::value::words;

keys! {
    /// The listener; without an address nobody listens.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct ListenSetting {
        /// Where to listen: on this machine, and the shop's web server hands on what comes; unset: nowhere.
        address: Option<SocketAddr> = None, example Some(SocketAddr::from(([127, 0, 0, 1], 8787)));
        /// R25: where that web server is reached from outside, https alone; stands in links and in what gateways are told.
        public_url: Option<String> = None, rules [25], example Some("https://desk.lavka.example".to_owned());
    }
}

words! {
    SocketAddr: "socket_address", |text: &str| text.parse().ok(), SocketAddr::to_string;
}

impl ListenSetting {
    /// The address from outside of a path, which begins with a slash; none while nobody listens, or none is known.
    pub fn url(&self, path: &str) -> Option<String> {
        self.address?;
        let base = self.public_url.as_deref()?.trim_end_matches('/');
        Some(format!("{base}{path}"))
    }

    /// The key that is wrong where both are looked at: a link must be closed, and somebody must listen.
    pub fn slip(&self) -> Option<&'static str> {
        let url = self.public_url.as_deref()?;
        let host = url.strip_prefix("https://").unwrap_or_default();
        let is_address = !host.is_empty() && !host.starts_with('/') && !host.contains(['?', '#', '@', ' ']);
        if !is_address {
            return Some("public_url");
        }
        self.address.is_none().then_some("address")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_an_address_from_outside_where_somebody_listens() {
        let of = |address: Option<&str>, url: Option<&str>| ListenSetting {
            address: address.map(|address| address.parse().unwrap()),
            public_url: url.map(str::to_owned),
        };
        let here = Some("127.0.0.1:8787");
        for (setting, url, slip) in [
            (of(None, None), None, None),
            (of(here, None), None, None),
            (
                of(here, Some("https://desk.lavka.example/")),
                Some("https://desk.lavka.example/stop"),
                None,
            ),
            (
                of(here, Some("https://lavka.example/desk")),
                Some("https://lavka.example/desk/stop"),
                None,
            ),
            (of(None, Some("https://lavka.example")), None, Some("address")),
            (
                of(here, Some("http://lavka.example")),
                Some("http://lavka.example/stop"),
                Some("public_url"),
            ),
            (of(here, Some("https://")), Some("https:/stop"), Some("public_url")),
        ] {
            assert_eq!(setting.url("/stop").as_deref(), url);
            assert_eq!(setting.slip(), slip, "{setting:?}");
        }
    }
}
