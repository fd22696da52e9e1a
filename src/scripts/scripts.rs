//! The scripts of the shop, chosen and filled for an order.

use std::sync::Arc;

use super::Script;
use super::choose;
use super::template;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::i18n::in_every_language;
use crate::template::LiveTexts;
use crate::template::values;
use crate::view::card::Card;

macro_rules! texts {
    ($lang:literal) => {
        texts!($lang: "answer" "first_contact" "first_contact-b2b" "first_contact-existing" "return_call" "call_back"
            "decide" "remind_payment" "send_tracking" "dispatch_late" "check_parcel" "remind_pickup" "quality_call" "courtesy_call")
    };
    ($lang:literal: $($name:literal)*) => {
        &[$(($name, include_str!(concat!("../../assets/scripts/", $lang, "/", $name, ".md")))),*]
    };
}

/// Those the program brings, with their names.
pub(super) const BROUGHT: [&[(&str, &str)]; Lang::ALL.len()] = in_every_language!(texts);

/// The texts of one language; cheap to clone.
#[derive(Clone, Debug)]
pub struct Scripts {
    pub(super) lang: Lang,
    pub(super) own: Arc<[(String, String)]>,
}

/// Scripts as they stand at this moment.
pub type LiveScripts = LiveTexts<Scripts>;

impl Scripts {
    /// The texts the program brings.
    pub fn of(lang: Lang) -> Scripts {
        Scripts {
            lang,
            own: Arc::new([]),
        }
    }

    /// The script for what is due for the order in view; none when there is nothing to say.
    pub fn script(&self, card: &Card, settings: &Settings, tr: &Tr, now: Time) -> Option<Script> {
        self.filled(&choose::names(card), card, settings, tr, now)
    }

    /// What is to be packed with the order in view, whatever is due for it (R20).
    pub fn packing(&self, card: &Card, settings: &Settings, tr: &Tr, now: Time) -> Option<Script> {
        self.filled(&choose::special(card, choose::PACKING), card, settings, tr, now)
    }

    fn filled(&self, names: &[String], card: &Card, settings: &Settings, tr: &Tr, now: Time) -> Option<Script> {
        let values = values::of(card, settings, tr, now);
        // The shop's texts were tried when they were read; one that still cannot be filled gives way to the next best.
        let texts = names
            .iter()
            .flat_map(|name| self.texts(name).map(move |text| (name, text)));
        texts
            .into_iter()
            .find_map(|(name, text)| template::fill(name, text, values.clone()).ok())
    }

    /// The texts of a name, the shop's own first.
    pub(super) fn texts(&self, name: &str) -> impl Iterator<Item = &str> {
        let own = self.own.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let all = own.chain(self.lang.of(&BROUGHT).iter().copied());
        all.filter_map(move |(known, text)| (known == name).then_some(text))
    }
}
