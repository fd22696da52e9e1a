//! Amounts and quantities as programs and as people write them.

use std::iter;

use crate::domain::money::Currency;
use crate::domain::reject::RejectWhy;

/// Words and signs that may stand beside an amount.
const MONEY_WORDS: &[&str] = &[
    "₽",
    "руб",
    "р",
    "rub",
    "rur",
    "рублей",
    "₴",
    "грн",
    "uah",
    "гривен",
    "$",
    "usd",
    "€",
    "eur",
    "₸",
    "тг",
    "тенге",
    "kzt",
    "br",
    "byn",
    "бр",
    "£",
    "gbp",
    "zł",
    "pln",
    "сум",
    "uzs",
];

/// Nothing is sold for more; larger numbers are something else, and sums of them would not fit.
const MOST: i64 = 1_000_000_000_000_000;

/// An amount of a program: `31.20`, `-8.1`, `170.19999999999999`. Minor units, rounded to the nearest one.
pub fn decimal(text: &str, currency: Currency) -> Result<i64, RejectWhy> {
    let bad = || RejectWhy::NotAnAmount { found: text.to_owned() };
    let (negative, body) = match text.trim().strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.trim()),
    };
    let (whole, fraction) = body.split_once('.').unwrap_or((body, ""));
    let minor = scaled(whole, fraction, currency.digits()).ok_or_else(bad)?;
    Ok(if negative { -minor } else { minor })
}

/// An amount of a person or a spreadsheet: `12 990,50 ₽`, `1,234.56`, `'1450`, `39 грн`. Minor units, rounded to the
/// nearest one. A lone separator with three digits behind it may be either kind and is refused.
pub fn typed(text: &str, currency: Currency) -> Result<i64, RejectWhy> {
    let found = || text.trim().to_owned();
    let bad = || RejectWhy::NotAnAmount { found: found() };
    let first = text.find(|c: char| c.is_ascii_digit()).ok_or_else(bad)?;
    let last = text.rfind(|c: char| c.is_ascii_digit()).ok_or_else(bad)?;
    let (before, core, after) = (&text[..first], &text[first..=last], &text[last + 1..]);
    let negative = before.contains(['-', '\u{2212}', '(']);
    if !is_money_word(before, currency) || !is_money_word(after, currency) {
        return Err(bad());
    }
    let core: String = core
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’'))
        .collect();
    let (whole, fraction) = match core.rfind(['.', ',']) {
        None => (core.as_str(), ""),
        Some(at) => {
            let mark = &core[at..=at];
            let (whole, fraction) = (&core[..at], &core[at + 1..]);
            if whole.contains(mark) && !whole.contains(other(mark)) {
                (core.as_str(), "")
            } else if !whole.contains(['.', ',']) && is_ambiguous(whole, fraction, currency) {
                return Err(RejectWhy::AmbiguousAmount { found: found() });
            } else {
                (whole, fraction)
            }
        }
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    if groups.len() > 1 && (groups[0].is_empty() || groups[1..].iter().any(|group| group.len() != 3)) {
        return Err(bad());
    }
    let minor = scaled(&groups.concat(), fraction, currency.digits()).ok_or_else(bad)?;
    Ok(if negative { -minor } else { minor })
}

/// How many, in thousandths: `2`, `1,5`, `0.5 кг`, `2 шт.`.
pub fn quantity(text: &str) -> Result<i64, RejectWhy> {
    let bad = || RejectWhy::NotAQuantity {
        found: text.trim().to_owned(),
    };
    let plain = text.trim().trim_start_matches('\'');
    let end = plain
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ',') || c.is_whitespace()))
        .unwrap_or(plain.len());
    let (number, unit) = plain.split_at(end);
    if unit.contains(|c: char| c.is_ascii_digit()) || unit.starts_with(['-', '+', 'e', 'E']) {
        return Err(bad());
    }
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let number = number.trim_end_matches(['.', ',']);
    let (whole, fraction) = number.split_once(['.', ',']).unwrap_or((number, ""));
    scaled(whole, fraction, 3).ok_or_else(bad)
}

/// `whole.fraction` in units of 10^-`places`, rounded half up; nothing when it is no number or does not fit.
fn scaled(whole: &str, fraction: &str, places: u32) -> Option<i64> {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(fraction) {
        return None;
    }
    let places = usize::try_from(places).ok()?;
    let mut behind = fraction
        .bytes()
        .map(|digit| i64::from(digit - b'0'))
        .chain(iter::repeat(0));
    let number = behind
        .by_ref()
        .take(places)
        .try_fold(whole.parse::<i64>().ok()?, |number, digit| {
            number.checked_mul(10)?.checked_add(digit)
        })?;
    let up = behind.next().is_some_and(|next| next >= 5);
    number.checked_add(i64::from(up)).filter(|number| *number <= MOST)
}

fn is_ambiguous(whole: &str, fraction: &str, currency: Currency) -> bool {
    fraction.len() == 3 && currency.digits() != 3 && whole.len() <= 3 && whole != "0"
}

fn other(mark: &str) -> char {
    if mark == "." { ',' } else { '.' }
}

fn is_money_word(around: &str, currency: Currency) -> bool {
    let word = around
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2212}' | '(' | ')' | '.' | '\'' | '='))
        .to_lowercase();
    word.is_empty() || MONEY_WORDS.contains(&word.as_str()) || word == currency.code().to_lowercase()
}

/// `number ÷ by` to the nearest whole, halves away from zero; nothing when it does not fit.
pub fn rounded(number: i128, by: i128) -> Option<i64> {
    let half = if number < 0 { -by / 2 } else { by / 2 };
    i64::try_from((number + half) / by).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::money::Currency;
    use crate::domain::reject::RejectWhy;

    #[test]
    fn amounts_of_programs_are_rounded_to_the_minor_unit() {
        for (text, minor) in [
            ("31.20", 3_120),
            ("-8.10", -810),
            ("14.99", 1_499),
            ("170.19999999999999", 17_020),
            ("1.9975", 200),
            ("106.0000", 10_600),
            ("10", 1_000),
        ] {
            assert_eq!(decimal(text, Currency::RUB), Ok(minor), "{text}");
        }
        for text in ["", "abc", "1,5", "1e16", "--1", ".5", "99999999999999999999"] {
            assert!(decimal(text, Currency::RUB).is_err(), "{text}");
        }
    }

    #[test]
    fn amounts_of_people_are_read_as_they_type_them() {
        for (text, minor) in [
            ("1450", 145_000),
            ("1450,5", 145_050),
            ("12 990,00 ₽", 1_299_000),
            ("12\u{a0}990.50", 1_299_050),
            ("1 234,50 грн", 123_450),
            ("39 руб.", 3_900),
            ("1,234.56", 123_456),
            ("1.234,56", 123_456),
            ("1,234,567", 123_456_700),
            ("'1450", 145_000),
            ("-8,10", -810),
            ("RUB 5", 500),
            ("0,125", 13),
            ("1450,125", 145_013),
        ] {
            assert_eq!(typed(text, Currency::RUB), Ok(minor), "{text}");
        }
        for text in ["", "нет", "7,9E+10", "1,23,4", "12 попугаев", "1.2.3", "5-6"] {
            let why = typed(text, Currency::RUB);
            assert!(matches!(why, Err(RejectWhy::NotAnAmount { .. })), "{text}: {why:?}");
        }
        for text in ["1,234", "12.500 руб"] {
            let why = typed(text, Currency::RUB);
            assert!(matches!(why, Err(RejectWhy::AmbiguousAmount { .. })), "{text}: {why:?}");
        }
    }

    #[test]
    fn quantities_may_be_fractions_and_carry_a_unit() {
        for (text, milli) in [
            ("2", 2_000),
            ("2 шт.", 2_000),
            ("1,5", 1_500),
            ("0.25 кг", 250),
            ("1.000", 1_000),
            ("3шт", 3_000),
            ("10.0", 10_000),
        ] {
            assert_eq!(quantity(text), Ok(milli), "{text}");
        }
        for text in ["", "-1", "много", "1e3", "2 по 3", "1,2,3"] {
            assert!(quantity(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_has_an_answer(text: String) {
            let _ = (decimal(&text, Currency::RUB), typed(&text, Currency::RUB), quantity(&text));
        }
    }
}
