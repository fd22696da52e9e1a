//! Phones: what people, shops and telephone exchanges write, brought to E.164; what cannot be is kept raw by the caller.
//!
//! The numbering plans are libphonenumber's. Only a *valid* number counts (a range in use), and the few habits the library
//! does not know are tried after it, each accepted only when all of them together give one number.

use std::fmt;

use rlibphonenumber::PhoneNumber;
use rlibphonenumber::PhoneNumberFormat;
use rlibphonenumber::Region;
use serde::Deserialize;
use serde::Serialize;

use super::country::Country;
use crate::text::clean;
use crate::text::digits;
use crate::text::fold;

/// A valid number in E.164: `+79161234567`, without extension.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// What came of reading a phone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// A number that can be dialled.
    Valid(Phone),
    /// Not one, and why.
    Invalid(Why),
}

/// Why a text is no phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Why {
    /// Nothing is written there.
    #[error("empty")]
    Empty,
    /// Words only: a name, `<unknown>`, `anonymous`.
    #[error("no digits")]
    NoDigits,
    /// A spreadsheet wrote `7,9E+10`: the digits are lost.
    #[error("damaged by a spreadsheet: digits are lost")]
    Damaged,
    /// Too few digits for any number: an extension, an internal line.
    #[error("too few digits")]
    TooShort,
    /// No such number in any numbering plan that could be meant.
    #[error("no such number")]
    NotInUse,
}

impl Phone {
    /// `+79161234567`.
    pub fn e164(&self) -> &str {
        &self.0
    }

    /// As a person reads it: `+7 916 123-45-67`.
    pub fn pretty(&self) -> String {
        pretty(&self.0)
    }
}

/// An E.164 number for reading: `+7 916 123-45-67`; what is none stays as it is.
///
/// The countries of the desk's users are grouped here: a screen full of numbers must not wait for the library's tables,
/// which take ten milliseconds to read when first asked.
pub fn pretty(e164: &str) -> String {
    for (code, area) in [("+7", 3), ("+380", 2), ("+375", 2), ("+998", 2)] {
        let rest = e164
            .strip_prefix(code)
            .filter(|rest| rest.len() == area + 7 && rest.is_ascii());
        if let Some((area, number)) = rest.map(|rest| rest.split_at(area)) {
            return format!("{code} {area} {}-{}-{}", &number[..3], &number[3..5], &number[5..]);
        }
    }
    match PhoneNumber::parse(e164, None) {
        Ok(number) if e164.starts_with('+') => number.format_as(PhoneNumberFormat::International).into_owned(),
        _ => e164.to_owned(),
    }
}

impl Parsed {
    /// The number, if it is one.
    pub fn phone(self) -> Option<Phone> {
        match self {
            Parsed::Valid(phone) => Some(phone),
            Parsed::Invalid(_) => None,
        }
    }
}

/// Another name of a caller than a number is kept up to this many letters: no line gives longer ones.
const LONGEST_CALLER: usize = 64;

/// Who calls, as a line gave it: E.164 when understood, nothing for a hidden number.
pub fn caller(raw: &str, country: Country) -> String {
    let known = parse(raw, country).phone().map(|phone| phone.e164().to_owned());
    let caller = known.unwrap_or_else(|| clean(raw).trim().chars().take(LONGEST_CALLER).collect());
    if digits(&caller).is_empty() {
        String::new()
    } else {
        caller
    }
}

/// Reads one phone as written, a number without a country code being of the shop's country. Words around it and an
/// extension are left out.
pub fn parse(raw: &str, country: Country) -> Parsed {
    let text = clean(raw);
    let text = text.trim_matches(|c: char| c.is_whitespace() || "'\u{2019}`\"=".contains(c));
    if text.is_empty() {
        return Parsed::Invalid(Why::Empty);
    }
    if is_damaged(text) {
        return Parsed::Invalid(Why::Damaged);
    }
    let main = &text[..extension_at(text).unwrap_or(text.len())];
    let main = without_decimal_zero(main);
    let count = digits(main).len();
    if count == 0 {
        return Parsed::Invalid(Why::NoDigits);
    }
    if count < SHORTEST {
        return Parsed::Invalid(Why::TooShort);
    }
    let mut found: Vec<Phone> = Vec::new();
    for run in runs(main) {
        let phone = literal(&run, country).or_else(|| by_habit(&run, country));
        found.extend(phone.filter(|phone| !found.contains(phone)));
    }
    if found.is_empty() && main.starts_with('+') {
        found.extend(valid(&format!("+{}", digits(main)), country));
    }
    match found.pop() {
        Some(phone) if found.is_empty() => Parsed::Valid(phone),
        _ => Parsed::Invalid(Why::NotInUse),
    }
}

/// The numbers of one cell: `+7 916 123-45-67, 8 495 765-43-21 доб. 12` are two. An extension, a name and the short ends
/// of a number (`123-45-67/68`) stay with the number they stand behind. Never empty strings.
pub fn split(raw: &str) -> Vec<String> {
    let mut numbers: Vec<String> = Vec::new();
    for (separator, piece) in pieces(raw) {
        let opens = digits(&piece).len() >= SHORTEST && extension_at(piece.trim_start()) != Some(0);
        match numbers.last_mut() {
            Some(last) if !opens || digits(last).len() < COMPLETE => {
                last.push_str(&separator);
                last.push_str(&piece);
            }
            _ => numbers.push(piece),
        }
    }
    let trimmed = numbers
        .iter()
        .map(|number| number.trim().trim_end_matches([',', ';', '/', '|']).trim());
    trimmed.filter(|number| !number.is_empty()).map(str::to_owned).collect()
}

/// Fewer digits than any number a customer has.
const SHORTEST: usize = 5;
/// How many digits may stand alone: a city number without its code.
const COMPLETE: usize = 7;
/// E.164 has 15, an exchange's prefix adds up to 3.
const LONGEST: usize = 18;

/// The phone as it is written, by the plan of the country.
fn literal(run: &str, country: Country) -> Option<Phone> {
    let sign = if run.starts_with('+') { "+" } else { "" };
    valid(&format!("{sign}{}", digits(run)), country)
}

/// The one number that people's other habits make of it.
fn by_habit(run: &str, country: Country) -> Option<Phone> {
    // 123-45-67/68, 123-45-67,8: a second number shortened to its end.
    if let Some((first, end)) = run.split_once([',', ';', '/'])
        && digits(first).len() >= COMPLETE
        && digits(end).len() < SHORTEST
    {
        return literal(first, country).or_else(|| by_habit(first, country));
    }
    let number = digits(run);
    let mut readings: Vec<String> = Vec::new();
    let soviet = [Country::RU, Country::KZ, Country::UA, Country::BY].contains(&country);
    // Before Ukraine's own plan (2009) the trunk prefix was 8, and 80 67 … is still written.
    if country == Country::UA && number.len() == 11 && number.starts_with("80") {
        readings.push(format!("3{number}"));
    }
    // 8, also behind a plus, for +7.
    if soviet && number.len() == 11 && number.starts_with('8') {
        readings.push(format!("7{}", &number[1..]));
    }
    // An exchange dials abroad by 8~10.
    readings.extend(number.strip_prefix("810").map(str::to_owned));
    // A country code without its plus.
    let abroad = number.len() >= 12 || (number.len() == 11 && (number.starts_with('7') || number.starts_with("37")));
    if abroad {
        readings.push(number.clone());
    }
    // The code twice, or a domestic prefix behind the code: +7 7 916…, +7 8 916…, 8 7 916…, +38 380 50…, +38 8 050….
    for (written, meant) in [
        ("77", "7"),
        ("78", "7"),
        ("87", "7"),
        ("380380", "380"),
        ("38380", "380"),
        ("3880", "380"),
        ("375375", "375"),
        ("37580", "375"),
    ] {
        readings.extend(number.strip_prefix(written).map(|rest| format!("{meant}{rest}")));
    }
    let mut phones: Vec<Phone> = readings
        .iter()
        .filter_map(|digits| valid(&format!("+{digits}"), country))
        .collect();
    phones.sort();
    phones.dedup();
    phones.pop().filter(|_| phones.is_empty())
}

fn valid(number: &str, country: Country) -> Option<Phone> {
    if number.len() > LONGEST {
        return None;
    }
    let region = country.code().parse::<Region>().ok();
    let number = PhoneNumber::parse(number, region).ok().filter(PhoneNumber::is_valid)?;
    Some(Phone(number.format_as(PhoneNumberFormat::E164).into_owned()))
}

/// The stretches between letters that are long enough for a number, each from its first digit or plus on.
fn runs(text: &str) -> Vec<String> {
    text.split(char::is_alphabetic)
        .filter_map(|run| {
            run.find(|c: char| c == '+' || c == '\u{ff0b}' || c.is_numeric())
                .map(|start| &run[start..])
        })
        .filter(|run| digits(run).len() >= SHORTEST)
        .map(|run| run.replace('\u{ff0b}', "+"))
        .collect()
}

/// Where an extension begins: `#` or a word for it, not inside another word, with few digits behind it.
fn extension_at(text: &str) -> Option<usize> {
    const WORDS: [&str; 12] = [
        "доб",
        "добав",
        "добавочный",
        "дод",
        "додатковий",
        "вн",
        "внутр",
        "внутренний",
        "ext",
        "extension",
        "x",
        "х",
    ];
    let mut after_letter = false;
    for (at, c) in text.char_indices() {
        let rest = &text[at..];
        let word: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        if (c == '#' || (!after_letter && WORDS.contains(&fold(&word).as_str())))
            && (1..=COMPLETE).contains(&digits(rest).len())
        {
            return Some(at);
        }
        after_letter = c.is_alphabetic();
    }
    None
}

/// `7,9E+10`, `3.80501E+11`, also with a Cyrillic Е.
fn is_damaged(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E', 'е', 'Е']) else {
        return false;
    };
    let exponent = exponent.trim_start_matches(['+', '-']);
    let number =
        |part: &str, extra: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit() || extra.contains(c));
    number(mantissa, "+.,") && number(exponent, "") && exponent.len() <= 3
}

/// `79161234567.0` without what a spreadsheet added.
fn without_decimal_zero(text: &str) -> &str {
    match text.split_once(['.', ',']) {
        Some((whole, zeros))
            if matches!(zeros, "0" | "00") && whole.trim_start_matches('+').chars().all(|c| c.is_ascii_digit()) =>
        {
            whole
        }
        _ => text,
    }
}

/// What stands between separators, each with the separator before it.
fn pieces(raw: &str) -> Vec<(String, String)> {
    const WORDS: [&str; 5] = ["или", "либо", "or", "або", "чи"];
    let mut pieces = vec![(String::new(), String::new())];
    for word in raw.split_inclusive(char::is_whitespace) {
        if WORDS.contains(&fold(word).as_str()) {
            pieces.push((word.to_owned(), String::new()));
            continue;
        }
        for c in word.chars() {
            match c {
                ',' | ';' | '/' | '|' | '\n' => pieces.push((c.to_string(), String::new())),
                '+' => pieces.push((String::new(), "+".to_owned())),
                _ => {
                    if let Some((_, piece)) = pieces.last_mut() {
                        piece.push(c);
                    }
                }
            }
        }
    }
    pieces
}

impl fmt::Display for Phone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Phone {
    type Error = Why;
    /// Takes E.164 as the file keeps it; the plan is not asked again, for a number once valid stays what it was.
    fn try_from(e164: String) -> Result<Phone, Why> {
        let number = e164.strip_prefix('+').ok_or(Why::NotInUse)?;
        if !number.chars().all(|c| c.is_ascii_digit()) || number.len() > 15 {
            return Err(Why::NotInUse);
        }
        if number.len() < SHORTEST {
            return Err(Why::TooShort);
        }
        Ok(Phone(e164))
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

#[cfg(test)]
mod tests;
