//! `[[source]]`: what differs by shop where several are worked from one desk.

use super::keys::keys;
use super::value::words;
use crate::domain::hours::Opening;
use crate::domain::language::Lang;

keys! {
    /// One `[[source]]`. What it leaves out is as in `[shop]`.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct SourceSetting {
        /// As its customers know it; `import --source` may say it too.
        name: String = String::new(), example "Lavka 2".to_owned();
        /// The shop's system, or the source its profile names.
        platform: Option<String> = None, example Some("woocommerce".to_owned());
        /// Its host in that system, or the name of its feed.
        shop: Option<String> = None, example Some("lavka2.example".to_owned());
        /// R30: its own contacts, where a worried payer gets an answer.
        phone: Option<String> = None, rules [30], example Some("+7 495 123-45-67".to_owned());
        /// R30: likewise.
        email: Option<String> = None, rules [30], example Some("hello@lavka2.example".to_owned());
        /// R30: likewise.
        site: Option<String> = None, rules [30], example Some("lavka2.example".to_owned());
        /// R12: where its customers pay.
        requisites: Option<String> = None, rules [12], example Some("LT60 1010 0123 4567 8901".to_owned());
        /// R5: its own hours, on the days on which `[hours]` is open; "": those.
        hours: Vec<Opening> = Vec::new(), rules [5], example vec![Opening::DAYTIME];
        /// R30: the language its customers are written to in: "en", "ru" or "uk".
        language: Option<Lang> = None, rules [30], example Some(Lang::Ru);
        /// R22: where its customers leave a review.
        review_url: Option<String> = None, rules [22], example Some("https://lavka2.example/reviews".to_owned());
    }
}

words! {
    Lang: "language";
}
