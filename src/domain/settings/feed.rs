//! `[[feed]]`: where orders come from by themselves.

use std::collections::BTreeSet;

use super::channels::SecretRef;
use super::channels::Security;
use super::keys::keys;
use super::value::words;
use crate::domain::duration::Days;
use crate::domain::order::Stage;
use crate::domain::order_feed::GoodsApi;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::shop_write::ShopPart;
use crate::domain::time::Span;

keys! {
    /// One `[[feed]]`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct FeedSetting {
        /// As commands and the page of feeds call it.
        name: String = String::new(), example "shop".to_owned();
        /// What it is: "folder", "woocommerce", "insales", "prom", "retailcrm", "keycrm", "shopify", "tilda", "commerceml", "catalogue", "onec", "hook" or "mail".
        kind: OrderFeedKind = OrderFeedKind::Folder, example OrderFeedKind::WooCommerce;
        /// The shop's address, the folder, the catalogue's address, file or folder, or the mailbox's server with its port where that is unusual; prom, keycrm: unset is theirs.
        address: Option<String> = None, example Some("https://lavka.example".to_owned());
        /// catalogue: the shop whose API tells its goods there, "woocommerce", "insales", "prom" or "shopify", with its keys below; unset: a file is read.
        api: Option<GoodsApi> = None, example Some(GoodsApi::InSales);
        /// A shop's: the key, token or login of its API; catalogue: `login:password` where its address asks for one; kept like every secret.
        key: Option<SecretRef> = None, example Some(SecretRef::Env("WOO_KEY".to_owned()));
        /// woocommerce, insales, commerceml: the secret or password beside the key; shopify: of its app, which signs its webhooks; hook, tilda: what the other machine proves itself with, besides its address; mail, onec: the password.
        secret: Option<SecretRef> = None, example Some(SecretRef::Env("WOO_SECRET".to_owned()));
        /// hook: the header in which the other machine signs (HMAC-SHA-256 of the body by the secret).
        signature: Option<String> = None, example Some("X-Shopify-Hmac-Sha256".to_owned());
        /// mail: the login; onec: that of the 1C.
        user: Option<String> = None, example Some("orders@lavka.example".to_owned());
        /// mail: "tls", "starttls" or, on this machine alone, "none".
        security: Security = Security::Tls;
        /// mail: the folder letters come to.
        folder: String = "INBOX".to_owned();
        /// mail: who writes letters of orders, a regular expression.
        from: Option<String> = None, example Some("robot@lavka\\.example".to_owned());
        /// mail: what such letters are about, likewise.
        subject: Option<String> = None, example Some("^New order".to_owned());
        /// The name of the `[[source]]` its orders are of.
        source: Option<String> = None, example Some("Lavka 2".to_owned());
        /// folder, hook, tilda, mail: how its files, or what is told, are described, as `import --profile` has it.
        profile: Option<String> = None, example Some("wholesale".to_owned());
        /// How often it is asked; unset: a shop every 30s, an exchange every 5m, a mailbox every 1m, a folder every 2s, a catalogue every 1h.
        poll: Option<Span> = None, example Some(Span::seconds(30));
        /// A shop's: how far back its first reading and the nightly one go.
        since: Days = Days(30);
        /// woocommerce, retailcrm: what is written back to the shop, of "status", "payment", "tracking" and "note"; keycrm: no payment; prom: "status" and "tracking"; shopify: "payment" and "tracking"; insales: "status"; unset: nothing.
        write: BTreeSet<ShopPart> = BTreeSet::new(), example BTreeSet::from([ShopPart::Status, ShopPart::Tracking]);
        /// The shop's word for an order that is confirmed here; without a word nothing is written there.
        status_confirmed: Option<String> = None, example Some("processing".to_owned());
        /// Likewise confirmed and paid, or to be paid at receipt; unset: that for confirmed.
        status_ready: Option<String> = None, example Some("processing".to_owned());
        /// Likewise handed over to its carrier.
        status_dispatched: Option<String> = None, example Some("completed".to_owned());
        /// Likewise at its pickup point; unset: that for dispatched.
        status_arrived: Option<String> = None, example Some("completed".to_owned());
        /// Likewise received.
        status_received: Option<String> = None, example Some("completed".to_owned());
        /// Likewise cancelled.
        status_cancelled: Option<String> = None, example Some("cancelled".to_owned());
        /// Likewise returned; "refunded" is never written: the shop would count money that nobody gave back.
        status_returned: Option<String> = None, example Some("cancelled".to_owned());
        /// It is left alone.
        pause: bool = false;
    }
}

words! {
    OrderFeedKind: "feed_kind";
    GoodsApi: "feed_api";
    ShopPart: "shop_part";
}

/// Whatever the settings say, no shop is asked more often.
const OFTEN: Span = Span::seconds(5);

impl FeedSetting {
    /// How what stands there is spoken with: a catalogue's API as the shop it is of.
    pub fn spoken(&self) -> OrderFeedKind {
        match (self.kind, self.api) {
            (OrderFeedKind::Catalogue, Some(api)) => api.kind(),
            (kind, _) => kind,
        }
    }

    /// The first key it cannot do without and does not set.
    pub fn missing(&self) -> Option<&'static str> {
        let is_mail = self.kind == OrderFeedKind::Mail;
        let is_one_c = self.kind == OrderFeedKind::OneC;
        let has_two_keys = self.spoken().has_two_keys();
        let is_said = |text: &Option<String>| text.as_deref().is_some_and(|text| !text.trim().is_empty());
        let set = [
            ("address", self.kind.is_told() || !self.address_or_usual().is_empty()),
            ("key", !self.spoken().is_shop() || self.key.is_some()),
            ("user", !(is_mail || is_one_c) || is_said(&self.user)),
            (
                "secret",
                !(has_two_keys || is_mail || is_one_c || self.signature.is_some()) || self.secret.is_some(),
            ),
            ("profile", !is_mail || is_said(&self.profile)),
            ("subject", !is_mail || is_said(&self.subject) || is_said(&self.from)),
        ];
        set.into_iter().find(|(_, is_set)| !is_set).map(|(name, _)| name)
    }

    /// The shop's word for an order that stands there, without the `wc-` before it; none where nothing is written.
    pub fn status_word(&self, stage: Stage) -> Option<&str> {
        let word = match stage {
            Stage::New | Stage::Closed => &None,
            Stage::Confirmed => &self.status_confirmed,
            Stage::Ready if self.status_ready.is_none() => &self.status_confirmed,
            Stage::Ready => &self.status_ready,
            Stage::Arrived if self.status_arrived.is_some() => &self.status_arrived,
            Stage::Dispatched | Stage::Arrived => &self.status_dispatched,
            Stage::Received => &self.status_received,
            Stage::Cancelled => &self.status_cancelled,
            Stage::Returned => &self.status_returned,
        };
        let word = word.as_deref().map(str::trim).filter(|word| !word.is_empty())?;
        Some(word.strip_prefix("wc-").unwrap_or(word))
    }

    /// Every word of the shop's that may be written, with the key that says so.
    pub fn status_words(&self) -> Vec<(&'static str, &str)> {
        let all = [
            ("status_confirmed", &self.status_confirmed),
            ("status_ready", &self.status_ready),
            ("status_dispatched", &self.status_dispatched),
            ("status_arrived", &self.status_arrived),
            ("status_received", &self.status_received),
            ("status_cancelled", &self.status_cancelled),
            ("status_returned", &self.status_returned),
        ];
        all.into_iter()
            .filter_map(|(key, word)| Some((key, word.as_deref()?.trim())))
            .collect()
    }

    /// Its address, or the one every shop of its kind has; empty where there is none.
    pub fn address_or_usual(&self) -> &str {
        let own = self.address.as_deref().map(str::trim).filter(|own| !own.is_empty());
        own.or(self.spoken().usual_address()).unwrap_or_default()
    }

    /// The host it is asked at, as orders that name their shop call it.
    pub fn host(&self) -> String {
        let address = self.address_or_usual();
        let host = address.split_once("://").map_or(address, |(_, behind)| behind);
        let host = host
            .split(['/', '?', '#', ':'])
            .next()
            .unwrap_or_default()
            .to_lowercase();
        host.strip_prefix("www.").unwrap_or(&host).to_owned()
    }

    /// How long it is left alone after a reading that went well.
    pub fn pause_between(&self) -> Span {
        match self.kind {
            OrderFeedKind::Folder | OrderFeedKind::Hook | OrderFeedKind::Tilda | OrderFeedKind::OneC => {
                self.poll.unwrap_or(Span::seconds(2)).max(Span::seconds(1))
            }
            OrderFeedKind::Mail => self.poll.unwrap_or(Span::minutes(1)).max(OFTEN),
            // A site writes out all that changed each time.
            OrderFeedKind::CommerceMl => self.poll.unwrap_or(Span::minutes(5)).max(OFTEN),
            OrderFeedKind::Catalogue => self.poll.unwrap_or(Span::hours(1)).max(Span::minutes(1)),
            _ => self.poll.unwrap_or(Span::seconds(30)).max(OFTEN),
        }
    }
}
