//! The words a made-up shop is made of: names, goods, towns.

use chrono_tz::Tz;

use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
/// All the words of one language.
#[derive(Debug)]
pub(super) struct Lexicon {
    pub(super) women: &'static [&'static str],
    pub(super) men: &'static [&'static str],
    /// Family names: of a man, of a woman.
    pub(super) families: &'static [(&'static str, &'static str)],
    pub(super) companies: &'static [&'static str],
    pub(super) goods: &'static [Good],
    pub(super) streets: &'static [&'static str],
    pub(super) towns_ru: &'static [Town],
    pub(super) towns_ua: &'static [Town],
    pub(super) towns_elsewhere: &'static [Town],
    /// What customers write under an order.
    pub(super) comments: &'static [&'static str],
    /// What managers note on an order or a customer.
    pub(super) notes: &'static [&'static str],
    /// Why a proposal is put off, and the like.
    pub(super) waits_for_stock: &'static str,
    /// What is wrong with an order (R38).
    pub(super) complaint: &'static str,
    /// What a customer writes (R39).
    pub(super) letter: &'static str,
    pub(super) colleagues: [&'static str; 2],
    /// What goods of coffee are called, and the names of the segments.
    pub(super) segments: [&'static str; 4],
    pub(super) card: &'static str,
    pub(super) invoice: &'static str,
    pub(super) on_delivery: &'static str,
    pub(super) carriers: fn(Carrier) -> &'static str,
    pub(super) street_and_house: fn(&str, u32, u32) -> String,
    /// Where the shop is when its settings do not say so; nothing: as the settings are without any.
    pub(super) home: Option<Country>,
}

/// Something the shop sells.
#[derive(Debug)]
pub(super) struct Good {
    pub(super) sku: &'static str,
    pub(super) name: &'static str,
    /// Colours, sizes and the like; one is chosen.
    pub(super) kinds: &'static [&'static str],
    /// In whole units of the shop's currency.
    pub(super) price: i64,
}

/// Where customers live.
#[derive(Debug)]
pub(super) struct Town {
    pub(super) name: &'static str,
    /// Its zone, where the region's name tells it.
    pub(super) zone: Option<Tz>,
}

impl Lexicon {
    pub(super) fn towns(&self, country: Country) -> &'static [Town] {
        match country {
            Country::RU => self.towns_ru,
            Country::UA => self.towns_ua,
            _ => self.towns_elsewhere,
        }
    }
}
