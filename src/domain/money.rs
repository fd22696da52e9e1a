//! Money: whole minor units and a currency, never a float.

use std::fmt;
use std::fmt::Write;

use serde::Deserialize;
use serde::Serialize;

/// An ISO 4217 code, upper case: `RUB`, `UAH`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Currency([u8; 3]);

/// The text is not three Latin letters.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("a currency is three Latin letters, such as RUB")]
pub struct NotACurrency;

impl Currency {
    /// The Russian rouble.
    pub const RUB: Currency = Currency(*b"RUB");

    /// Reads a code in any letter case.
    pub fn parse(code: &str) -> Result<Currency, NotACurrency> {
        let bytes: [u8; 3] = code.trim().as_bytes().try_into().map_err(|_| NotACurrency)?;
        if bytes.iter().all(u8::is_ascii_alphabetic) {
            Ok(Currency(bytes.map(|b| b.to_ascii_uppercase())))
        } else {
            Err(NotACurrency)
        }
    }

    /// The three letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }

    /// How many decimal digits the minor unit has (ISO 4217).
    pub fn digits(self) -> u32 {
        match &self.0 {
            b"JPY" | b"KRW" | b"VND" | b"CLP" | b"PYG" | b"ISK" | b"UGX" | b"XAF" | b"XOF" | b"XPF" | b"RWF"
            | b"KMF" | b"GNF" | b"DJF" | b"BIF" | b"VUV" => 0,
            b"BHD" | b"IQD" | b"JOD" | b"KWD" | b"LYD" | b"OMR" | b"TND" => 3,
            _ => 2,
        }
    }

    /// The sign a reader knows it by, or the code.
    pub fn sign(&self) -> &str {
        match &self.0 {
            b"RUB" => "₽",
            b"UAH" => "₴",
            b"KZT" => "₸",
            b"USD" => "$",
            b"EUR" => "€",
            b"GBP" => "£",
            b"BYN" => "Br",
            _ => self.code(),
        }
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl TryFrom<String> for Currency {
    type Error = NotACurrency;
    fn try_from(code: String) -> Result<Currency, NotACurrency> {
        Currency::parse(&code)
    }
}

impl From<Currency> for String {
    fn from(currency: Currency) -> String {
        currency.code().to_owned()
    }
}

/// An amount in minor units (kopecks, cents) of one currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    /// Minor units; negative when owed the other way.
    pub minor: i64,
    /// Of which currency.
    pub currency: Currency,
}

/// Why an amount was not understood.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadAmount {
    /// Not a number at all.
    #[error("not an amount: write 1450, 1450.50 or 1450,50")]
    NotANumber,
    /// More decimal digits than the currency has.
    #[error("more decimal digits than the currency has")]
    TooFine,
    /// Beyond what fits.
    #[error("the amount is too large")]
    TooLarge,
}

impl Money {
    /// No shop's order or payment is larger, minor units: a slip of the finger stays a slip, and sums never overflow.
    pub const MOST: i64 = 10_000_000_000_000;

    /// How many minor units.
    pub const fn new(minor: i64, currency: Currency) -> Money {
        Money { minor, currency }
    }

    /// Reads `1450`, `1450.50`, `1450,50`, with spaces (also no-break ones) between groups of digits. Zeros beyond the currency's digits are dropped, other digits there are an error.
    pub fn parse(text: &str, currency: Currency) -> Result<Money, BadAmount> {
        let clean: String = text
            .trim()
            .chars()
            .filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}'))
            .collect();
        let (negative, body) = match clean.strip_prefix(['-', '\u{2212}']) {
            Some(rest) => (true, rest),
            None => (false, clean.as_str()),
        };
        let (whole, fraction) = body.split_once(['.', ',']).unwrap_or((body, ""));
        let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
        if whole.is_empty() || !digits(whole) || !digits(fraction) {
            return Err(BadAmount::NotANumber);
        }
        let places = currency.digits() as usize;
        if fraction.chars().skip(places).any(|c| c != '0') {
            return Err(BadAmount::TooFine);
        }
        let cents: String = fraction.chars().chain(std::iter::repeat('0')).take(places).collect();
        let minor: i64 = format!("{whole}{cents}").parse().map_err(|_| BadAmount::TooLarge)?;
        if minor > Money::MOST {
            return Err(BadAmount::TooLarge);
        }
        Ok(Money::new(if negative { -minor } else { minor }, currency))
    }

    /// `12 990,00 ₽`: groups of three by no-break spaces, a decimal comma, the sign behind; in whatever language, for JSON and what is kept.
    pub fn text(self) -> String {
        let digits = self.currency.digits();
        let scale = 10_u64.pow(digits);
        let minor = self.minor.unsigned_abs();
        let mut out = self.grouped(minor / scale);
        if digits > 0 {
            let _ = write!(out, ",{:0width$}", minor % scale, width = digits as usize);
        }
        out.push('\u{a0}');
        out.push_str(self.currency.sign());
        out
    }

    /// `12990.00`: for other programs.
    pub fn decimal(self) -> String {
        let digits = self.currency.digits();
        let scale = 10_u64.pow(digits);
        let minor = self.minor.unsigned_abs();
        let sign = if self.minor < 0 { "-" } else { "" };
        match digits {
            0 => format!("{sign}{minor}"),
            _ => format!(
                "{sign}{}.{:0width$}",
                minor / scale,
                minor % scale,
                width = digits as usize
            ),
        }
    }

    /// `12 990` without sign or minor units when those are zero, else `12 990,50`: as it is typed.
    pub fn short(self) -> String {
        let scale = 10_u64.pow(self.currency.digits());
        let minor = self.minor.unsigned_abs();
        let whole = self.grouped(minor / scale);
        if minor.is_multiple_of(scale) {
            whole
        } else {
            format!(
                "{whole},{:0width$}",
                minor % scale,
                width = self.currency.digits() as usize
            )
        }
    }

    /// Without minor units, where they would only be noise; cut, not rounded.
    #[must_use]
    pub fn whole(self) -> Money {
        let scale = 10_i64.pow(self.currency.digits());
        Money::new(self.minor / scale * scale, self.currency)
    }

    fn grouped(self, whole: u64) -> String {
        let plain = whole.to_string();
        let mut out = String::with_capacity(plain.len() * 2);
        if self.minor < 0 {
            out.push('-');
        }
        for (i, digit) in plain.chars().enumerate() {
            if i > 0 && (plain.len() - i).is_multiple_of(3) {
                out.push('\u{a0}');
            }
            out.push(digit);
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        let rub = |text: &str| Money::parse(text, Currency::RUB).map(|m| m.minor);
        assert_eq!(rub("1450"), Ok(145_000));
        assert_eq!(rub("1450,5"), Ok(145_050));
        assert_eq!(rub("1\u{a0}450.50"), Ok(145_050));
        assert_eq!(rub("-8.10"), Ok(-810));
        assert_eq!(rub("106.0000"), Ok(10_600));
        assert_eq!(rub("1.005"), Err(BadAmount::TooFine));
        assert_eq!(rub("1.2.3"), Err(BadAmount::NotANumber));
        assert_eq!(rub(""), Err(BadAmount::NotANumber));
        assert_eq!(rub("99999999999999999999"), Err(BadAmount::TooLarge));
        assert_eq!(rub("100000000000"), Ok(Money::MOST));
        assert_eq!(rub("100000000000.01"), Err(BadAmount::TooLarge));
    }

    #[test]
    fn amounts_are_shown_in_groups() {
        assert_eq!(Money::new(1_299_000, Currency::RUB).text(), "12\u{a0}990,00\u{a0}₽");
        assert_eq!(Money::new(-5, Currency::RUB).text(), "-0,05\u{a0}₽");
        assert_eq!(Money::new(123_456_700, Currency::RUB).short(), "1\u{a0}234\u{a0}567");
    }
}
