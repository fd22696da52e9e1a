//! Countries by their ISO 3166 codes.

use std::fmt;

use chrono_tz::Tz;
use serde::Deserialize;
use serde::Serialize;

/// An ISO 3166-1 alpha-2 code, upper case: `RU`, `UA`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Country([u8; 2]);

/// The text is not two Latin letters.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a country is two Latin letters, such as RU")]
pub struct NotACountry;

impl Country {
    /// Russia.
    pub const RU: Country = Country(*b"RU");
    /// Ukraine.
    pub const UA: Country = Country(*b"UA");
    /// Belarus.
    pub const BY: Country = Country(*b"BY");
    /// Kazakhstan.
    pub const KZ: Country = Country(*b"KZ");

    /// Reads a code in any letter case.
    pub fn parse(code: &str) -> Result<Country, NotACountry> {
        let bytes: [u8; 2] = code.trim().as_bytes().try_into().map_err(|_| NotACountry)?;
        if bytes.iter().all(u8::is_ascii_alphabetic) {
            Ok(Country(bytes.map(|b| b.to_ascii_uppercase())))
        } else {
            Err(NotACountry)
        }
    }

    /// The clock and the money usual there; nothing for a country that nobody asked for yet.
    pub fn usual(self) -> Option<(Tz, &'static str)> {
        Some(match self.code() {
            "RU" => (Tz::Europe__Moscow, "RUB"),
            "UA" => (Tz::Europe__Kyiv, "UAH"),
            "BY" => (Tz::Europe__Minsk, "BYN"),
            "KZ" => (Tz::Asia__Almaty, "KZT"),
            "KG" => (Tz::Asia__Bishkek, "KGS"),
            "UZ" => (Tz::Asia__Tashkent, "UZS"),
            "AM" => (Tz::Asia__Yerevan, "AMD"),
            "AZ" => (Tz::Asia__Baku, "AZN"),
            "GE" => (Tz::Asia__Tbilisi, "GEL"),
            "MD" => (Tz::Europe__Chisinau, "MDL"),
            "PL" => (Tz::Europe__Warsaw, "PLN"),
            "CZ" => (Tz::Europe__Prague, "CZK"),
            "DE" => (Tz::Europe__Berlin, "EUR"),
            "EE" => (Tz::Europe__Tallinn, "EUR"),
            "LV" => (Tz::Europe__Riga, "EUR"),
            "LT" => (Tz::Europe__Vilnius, "EUR"),
            "GB" => (Tz::Europe__London, "GBP"),
            _ => return None,
        })
    }

    /// The two letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("ZZ")
    }
}

impl fmt::Debug for Country {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Country {
    type Error = NotACountry;
    fn try_from(code: String) -> Result<Country, NotACountry> {
        Country::parse(&code)
    }
}

impl From<Country> for String {
    fn from(country: Country) -> String {
        country.code().to_owned()
    }
}
