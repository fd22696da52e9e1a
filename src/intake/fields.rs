//! What every shape of order shares: texts, phones, and the running of a field that cannot be read.

use serde_json::Value;

use crate::domain::country::Country;
use crate::domain::incoming::IncomingPhone;
use crate::domain::phone;

/// A name, a title, an article number: no longer than this many characters.
pub const SHORT: usize = 500;
/// A comment.
pub const LONG: usize = 10_000;
/// Phones of one order; a cell with more is a list of something else.
const PHONES: usize = 8;
/// How much of a broken place is kept.
const RAW: usize = 256 * 1024;

/// The text as it stands, without NUL characters and the spaces around it, no longer than `limit` characters.
///
/// It is not cleaned otherwise: what the customer wrote is kept, and the screen shows it safely.
pub fn text(raw: &str, limit: usize) -> String {
    let bare = |c: char| c.is_whitespace() || matches!(c, '\0' | '\u{feff}');
    let text = raw.trim_matches(bare);
    // Nearly every text: as many bytes are no more characters.
    if text.len() <= limit && !text.contains('\0') {
        return text.to_owned();
    }
    text.chars().filter(|c| *c != '\0').take(limit).collect()
}

/// A piece of a file for a reject: the whole of it unless it is absurdly long.
pub fn raw(text: &str) -> String {
    match text.char_indices().nth(RAW) {
        Some((end, _)) => text[..end].to_owned(),
        None => text.to_owned(),
    }
}

/// Strings, numbers and booleans as text; nothing for null, lists and objects.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// The scalar under a key as trimmed text; nothing when absent or empty.
pub fn get(object: &Value, key: &str) -> Option<String> {
    let told = match object.get(key)? {
        Value::String(told) => text(told, LONG),
        other => text(&scalar(other)?, LONG),
    };
    Some(told).filter(|told| !told.is_empty())
}

/// The countries a phone is read in: the one its order goes to, then the shop's.
pub fn own_first(own: Option<Country>, shop: Country) -> [Country; 2] {
    [own.unwrap_or(shop), shop]
}

/// Adds the phones of one cell, each number once. Each is read in the first of `countries` that understands it; understood
/// in none it is kept as written.
pub fn add_phones(phones: &mut Vec<IncomingPhone>, cell: &str, countries: &[Country]) {
    for written in phone::split(&text(cell, SHORT)) {
        let mut parsed = countries.iter().map(|country| phone::parse(&written, *country));
        let e164 = parsed.find_map(|parsed| Some(parsed.phone()?.e164().to_owned()));
        let known = phones
            .iter()
            .any(|p| p.raw == written || (e164.is_some() && p.e164 == e164));
        if !known && phones.len() < PHONES {
            phones.push(IncomingPhone { raw: written, e164 });
        }
    }
}

/// True for a number that a spreadsheet shortened to `1,23457E+12`: what it was cannot be known, and two that were
/// different may look the same now.
pub fn is_damaged(number: &str) -> bool {
    let number = number.trim().trim_start_matches('\'');
    let Some((mantissa, exponent)) = number.split_once(['e', 'E', 'е', 'Е']) else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let fraction = mantissa.split_once([',', '.']);
    // 12E45 may well be an article number: only a spreadsheet writes a sign, or a comma after one digit.
    let written_so = fraction.is_some() || exponent.starts_with('+');
    let (whole, rest) = fraction.unwrap_or((mantissa, "0"));
    written_so && whole.len() == 1 && digits(whole) && digits(rest) && digits(exponent.trim_start_matches('+'))
}

/// Parts that are not empty, by `between`, each once.
pub fn joined<'a>(parts: impl IntoIterator<Item = &'a str>, between: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    for part in parts.into_iter().map(str::trim).filter(|p| !p.is_empty()) {
        if !kept.contains(&part) {
            kept.push(part);
        }
    }
    kept.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::country::Country;

    #[test]
    fn a_text_loses_only_its_edges_and_nul() {
        assert_eq!(text("\u{feff} a\0b\u{202e} \n", SHORT), "ab\u{202e}");
        assert_eq!(text("ёжик", 2), "ёж");
    }

    #[test]
    fn phones_of_a_cell_are_taken_once_and_unreadable_ones_kept() {
        let mut phones = Vec::new();
        add_phones(&mut phones, "8 (916) 765-43-21; +7 916 765 43 21", &[Country::RU]);
        add_phones(&mut phones, "звоните вечером", &[Country::RU]);
        add_phones(&mut phones, "050 123 45 67", &[Country::RU, Country::UA]);
        let read: Vec<_> = phones.iter().map(|p| p.e164.as_deref()).collect();
        assert_eq!(read, [Some("+79167654321"), None, Some("+380501234567")]);
        assert_eq!(phones[1].raw, "звоните вечером");
    }

    #[test]
    fn a_phone_is_of_the_country_its_order_goes_to() {
        for (written, own, shop, e164) in [
            ("80291234567", Some(Country::BY), Country::UA, "+375291234567"),
            ("80501234567", Some(Country::UA), Country::BY, "+380501234567"),
            ("80501234567", None, Country::UA, "+380501234567"),
            ("8 916 765-43-21", Some(Country::BY), Country::RU, "+79167654321"),
            ("+7 916 765-43-21", Some(Country::BY), Country::UA, "+79167654321"),
        ] {
            let mut phones = Vec::new();
            add_phones(&mut phones, written, &own_first(own, shop));
            assert_eq!(phones[0].e164.as_deref(), Some(e164), "{written} {own:?} {shop:?}");
        }
    }

    #[test]
    fn a_number_shortened_by_a_spreadsheet_is_known() {
        for text in ["7,9E+10", "7.99E+10", "1E+15", "'2,04500487E13", "3,8Е+11"] {
            assert!(is_damaged(text), "{text}");
        }
        for text in ["12E45", "E5", "7,9", "1-E+2", "5E", "", "79161234567.0", "№1E5"] {
            assert!(!is_damaged(text), "{text}");
        }
    }

    #[test]
    fn parts_are_joined_without_gaps_and_repeats() {
        assert_eq!(
            joined(["Москва", "", " Москва ", "Тверская 1"], ", "),
            "Москва, Тверская 1"
        );
    }
}
