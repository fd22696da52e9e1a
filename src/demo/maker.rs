//! Makes up people, goods and waybills, the same ones for the same seed.

use std::collections::HashSet;

use fastrand::Rng;

use super::words::Good;
use super::words::Lexicon;
use super::words::Town;
use crate::domain::action::OrderTexts;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::language::Lang;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::Terms;
use crate::domain::settings::Settings;
use crate::domain::sex::Sex;

/// From this price on a thing is dear, whole units.
const DEAR: i64 = 20_000;

/// Makes up whatever the shop needs.
#[derive(Debug)]
pub(super) struct Maker {
    pub(super) rng: Rng,
    pub(super) words: &'static Lexicon,
    pub(super) country: Country,
    pub(super) currency: Currency,
    /// Minor units of one whole unit of the currency.
    unit: i64,
    phones: HashSet<String>,
    /// The middle of every number; zeros and ones show that nobody has it.
    pub(super) exchange: &'static str,
}

/// Somebody who buys or calls.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) name: String,
    pub(super) sex: Sex,
    /// As written in the order.
    pub(super) phone: String,
    pub(super) e164: String,
    pub(super) email: String,
    pub(super) town: &'static Town,
    /// Empty for a private customer.
    pub(super) company: String,
    pub(super) address: String,
}

impl Maker {
    pub(super) fn new(settings: &Settings, language: Lang, seed: u64) -> Maker {
        let currency = settings.shop.currency;
        Maker {
            rng: Rng::with_seed(seed),
            words: Lexicon::of(language),
            country: Country::parse(&settings.shop.country).unwrap_or(Country::RU),
            currency,
            unit: 10_i64.pow(currency.digits()),
            phones: HashSet::new(),
            exchange: "000",
        }
    }

    pub(super) fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.rng.usize(..from.len())]
    }

    /// True `percent` times out of a hundred.
    pub(super) fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(..100) < percent
    }

    /// A private customer who lives by the shop's clock.
    pub(super) fn person(&mut self) -> Person {
        self.person_in(|town| town.zone.is_none())
    }

    /// Somebody who may live by another clock.
    pub(super) fn person_anywhere(&mut self) -> Person {
        self.person_in(|_| true)
    }

    /// A company with a person who orders for it.
    pub(super) fn company(&mut self) -> Person {
        let company = self.pick(self.words.companies).to_owned();
        Person {
            company,
            ..self.person()
        }
    }

    /// Somebody with a number nobody has had before.
    fn person_in(&mut self, fits: impl Fn(&Town) -> bool) -> Person {
        let e164 = loop {
            let number = self.phone();
            if self.phones.insert(number.clone()) {
                break number;
            }
        };
        self.owner_of(e164, fits)
    }

    /// Somebody whose number that is.
    pub(super) fn owner_of(&mut self, e164: String, fits: impl Fn(&Town) -> bool) -> Person {
        let woman = self.chance(60);
        let (man_family, woman_family) = self.pick(self.words.families);
        let (given, family) = if woman {
            (self.pick(self.words.women), woman_family)
        } else {
            (self.pick(self.words.men), man_family)
        };
        let towns = self.words.towns(self.country);
        let town = loop {
            let town = &towns[self.rng.usize(..towns.len())];
            if fits(town) {
                break town;
            }
        };
        let (street, house, flat) = (self.pick(self.words.streets), self.rng.u32(1..90), self.rng.u32(1..140));
        let street = (self.words.street_and_house)(street, house, flat);
        Person {
            name: format!("{given} {family}"),
            sex: if woman { Sex::Female } else { Sex::Male },
            phone: self.written(&e164),
            email: format!("{}.{}@example.com", latin(given), latin(family)),
            e164,
            town,
            company: String::new(),
            address: format!("{}, {street}", town.name),
        }
    }

    /// A number of the right form in the shop's country; its middle shows that nobody has it.
    fn phone(&mut self) -> String {
        let (code, prefixes) = self.prefixes();
        let middle = match (self.country, self.exchange) {
            (Country::BY, "000") => "600",
            (Country::BY, _) => "601",
            (_, exchange) => exchange,
        };
        format!("{code}{}{middle}{:04}", self.pick(prefixes), self.rng.u32(..10_000))
    }

    /// The number of that customer of a large shop: no two have the same, and hardly anybody has any.
    pub(super) fn numbered_phone(&self, index: usize) -> String {
        let (code, prefixes) = self.prefixes();
        let prefix = prefixes[index % prefixes.len()];
        // A step that shares no factor with the count visits every number once.
        let index = u64::try_from(index / prefixes.len()).unwrap_or(0);
        let end = (index * 617_971 + 137) % 1_000_000;
        let lead = if self.country == Country::BY { "6" } else { "0" };
        format!("{code}{prefix}{lead}{end:06}")
    }

    /// The country's code, and those of some mobile networks.
    fn prefixes(&self) -> (&'static str, &'static [&'static str]) {
        match self.country {
            Country::UA => ("+380", &["50", "63", "67", "95", "97"]),
            Country::BY => ("+375", &["29", "33", "44"]),
            Country::KZ => ("+7", &["701", "702", "705", "777"]),
            _ => ("+7", &["903", "905", "910", "916", "921", "926", "965", "985"]),
        }
    }

    /// A number as people write it in a form.
    fn written(&mut self, e164: &str) -> String {
        let Some(national) = e164.strip_prefix("+7").filter(|_| self.chance(60)) else {
            return e164.to_owned();
        };
        let (code, rest) = national.split_at(3);
        let (first, last) = rest.split_at(3);
        if self.rng.bool() {
            format!("8 {code} {first}-{}-{}", &last[..2], &last[2..])
        } else {
            format!("+7 ({code}) {first}-{}-{}", &last[..2], &last[2..])
        }
    }

    /// One to four things, for everyday money.
    pub(super) fn lines(&mut self) -> Vec<Line> {
        let count = self.rng.usize(1..=4);
        let mut lines: Vec<Line> = Vec::with_capacity(count);
        while lines.len() < count {
            let good = &self.words.goods[self.rng.usize(..self.words.goods.len())];
            if good.price < DEAR && lines.iter().all(|line| line.sku != good.sku) {
                let pieces = if good.price < 1_000 { self.rng.i64(1..=4) } else { 1 };
                lines.push(self.line(good, pieces));
            }
        }
        lines
    }

    /// The same and something dear, as many of it as make all together cost over `over` minor units.
    pub(super) fn dear_lines(&mut self, over: i64) -> Vec<Line> {
        let dear: Vec<&'static Good> = self.words.goods.iter().filter(|good| good.price >= DEAR).collect();
        let good = self.pick(&dear);
        let pieces = (over / (good.price * self.unit)).max(0) + 1;
        let mut lines = vec![self.line(good, pieces)];
        lines.extend(self.lines());
        lines
    }

    fn line(&mut self, good: &Good, pieces: i64) -> Line {
        let price = good.price * self.unit;
        Line {
            sku: good.sku.to_owned(),
            name: good.name.to_owned(),
            parameters: self.pick(good.kinds).to_owned(),
            quantity_milli: pieces * 1_000,
            price,
            total: price * pieces,
        }
    }

    /// A carrier usual in the shop's country.
    pub(super) fn carrier(&mut self) -> Carrier {
        match self.country {
            Country::RU => self.pick(&[Carrier::RussianPost, Carrier::Cdek, Carrier::Cdek, Carrier::Boxberry]),
            Country::UA => self.pick(&[Carrier::NovaPoshta, Carrier::NovaPoshta, Carrier::Ukrposhta]),
            _ => self.pick(&[Carrier::Cdek, Carrier::Other]),
        }
    }

    /// The carrier of the shop's country whose numbers and terms the rules know best.
    pub(super) fn known_carrier(&self) -> Carrier {
        match self.country {
            Country::UA => Carrier::NovaPoshta,
            _ => Carrier::Cdek,
        }
    }

    /// The one that keeps a parcel free of charge the shortest.
    pub(super) fn brief_carrier(&self) -> Carrier {
        match self.country {
            Country::UA => Carrier::NovaPoshta,
            _ => Carrier::Boxberry,
        }
    }

    /// A waybill as that carrier writes it.
    pub(super) fn waybill(&mut self, carrier: Carrier) -> String {
        match carrier {
            Carrier::RussianPost => with_inland_check(&format!(
                "{}{:02}{:05}",
                self.pick(&["101000", "190000", "420000"]),
                self.rng.u32(1..=12),
                self.rng.u32(..100_000)
            )),
            Carrier::NovaPoshta => format!("2045{:010}", self.rng.u64(..10_000_000_000)),
            Carrier::Ukrposhta => format!("05{:011}", self.rng.u64(..100_000_000_000)),
            Carrier::Boxberry => format!("BXB{:09}", self.rng.u32(..1_000_000_000)),
            _ => format!("10{:08}", self.rng.u32(..100_000_000)),
        }
    }

    /// The texts of an order.
    pub(super) fn texts(&mut self, person: &Person, terms: Terms, carrier: Carrier) -> OrderTexts {
        let payment = match terms {
            Terms::OnDelivery => self.words.on_delivery,
            Terms::Prepaid if self.chance(70) => self.words.card,
            Terms::Prepaid => self.words.invoice,
        };
        let comment = if self.chance(25) {
            self.pick(self.words.comments)
        } else {
            ""
        };
        OrderTexts {
            customer_name: person.name.clone(),
            customer_phone: person.e164.clone(),
            address: person.address.clone(),
            region: String::new(),
            comment: comment.to_owned(),
            payment_title: payment.to_owned(),
            delivery_title: (self.words.carriers)(carrier).to_owned(),
        }
    }
}

/// What the lines cost together.
pub(super) fn sum(lines: &[Line]) -> i64 {
    lines.iter().map(|line| line.total).sum()
}

/// `13` digits and the check digit of Russian Post's inland numbers.
fn with_inland_check(digits: &str) -> String {
    let weighed = digits.chars().filter_map(|c| c.to_digit(10)).enumerate();
    let sum: u32 = weighed.map(|(at, digit)| digit * if at % 2 == 0 { 3 } else { 1 }).sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// A name in Latin letters, for an address that cannot exist.
fn latin(name: &str) -> String {
    name.to_lowercase().chars().map(letter).collect()
}

fn letter(letter: char) -> &'static str {
    const LATIN: [&str; 32] = [
        "a", "b", "v", "g", "d", "e", "zh", "z", "i", "y", "k", "l", "m", "n", "o", "p", "r", "s", "t", "u", "f", "kh",
        "ts", "ch", "sh", "sch", "", "y", "", "e", "yu", "ya",
    ];
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz";
    match letter {
        'ё' | 'є' => return "e",
        'і' | 'ї' => return "i",
        'ґ' => return "g",
        _ => {}
    }
    let cyrillic = u32::from(letter).checked_sub(u32::from('а'));
    if let Some(latin) = cyrillic.and_then(|at| LATIN.get(at as usize)) {
        return latin;
    }
    ASCII.find(letter).map_or("", |at| &ASCII[at..=at])
}
