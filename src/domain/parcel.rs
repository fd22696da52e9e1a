//! Parcels: tracking numbers recognised as they are typed or scanned, and carriers known by their names.
//!
//! Digits alone do not tell the carrier: a Nova Poshta number may pass Russian Post's check digit. So the order's delivery
//! decides first, then what is unmistakable (a postal S10 number names its country), then the shop's country.

use std::borrow::Cow;
use std::sync::LazyLock;

use super::carrier::Carrier;
use crate::text::clean;
use crate::text::other_layouts;
use crate::text::skeleton;

/// What a typed tracking number is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recognised {
    /// The number to keep: upper case, no spaces; of an S10 number the letters are Latin whatever they were typed as.
    pub number: String,
    /// Whose it is; the order's own carrier when the number does not tell.
    pub carrier: Option<Carrier>,
    /// What the number says of itself.
    pub check: Check,
}

/// Whether a tracking number is whole and typed without a slip. Nothing here forbids a number: a carrier's own test number
/// is known to fail its check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Check {
    /// Whole, and its check digit is right.
    Ok,
    /// Whole, and its check digit is wrong: probably a slip of the finger.
    Failed,
    /// Whole, of a format that has no check digit.
    None,
    /// Of no format known here.
    Unknown,
    /// The beginning of a number.
    Incomplete,
}

/// Reads a tracking number, whole or half typed. `country` is the shop's (ISO 3166 alpha-2), `hint` the carrier that the
/// order's delivery names.
pub fn recognise(typed: &str, country: &str, hint: Option<Carrier>) -> Recognised {
    let written = tidy(typed);
    let compact: String = written.chars().filter(|c| c.is_alphanumeric()).collect();
    if let Some(postal) = as_postal(&compact) {
        let check = match s10_check(&postal) {
            _ if postal.len() < 13 => Check::Incomplete,
            true => Check::Ok,
            false => Check::Failed,
        };
        let carrier = match postal.get(11..) {
            Some("RU") => Some(Carrier::RussianPost),
            Some("UA") => Some(Carrier::Ukrposhta),
            _ => hint,
        };
        return Recognised {
            number: postal,
            carrier,
            check,
        };
    }
    let only_digits = compact.chars().all(|c| c.is_ascii_digit());
    if !only_digits || matches!(hint, Some(Carrier::Boxberry | Carrier::Courier)) {
        return Recognised {
            number: written,
            carrier: hint,
            check: Check::Unknown,
        };
    }
    let (carrier, check) = read_digits(&compact, country, hint);
    Recognised {
        number: if check == Check::Unknown { written } else { compact },
        carrier,
        check,
    }
}

impl Carrier {
    /// The carrier that a shop's words for a delivery name, in Russian, Ukrainian or English: `Почта России, 1 класс`,
    /// `Нова Пошта (відділення)`, `CDEK pickup point`. A carrier's own courier or pickup point is that carrier.
    pub fn named(words: &str) -> Option<Carrier> {
        let words = squeezed(words);
        let named = SQUEEZED_NAMES.iter().find(|(name, _)| words.contains(name.as_str()));
        named.map(|(_, carrier)| *carrier).or_else(|| Carrier::parse(&words))
    }

    /// True when a number of theirs can be told from a slip; a courier's or a locker's has no form to know it by.
    pub fn has_number_forms(self) -> bool {
        !matches!(
            self,
            Carrier::Boxberry | Carrier::Courier | Carrier::Pickup | Carrier::Other
        )
    }
}

/// True when the words for a delivery or its address name a parcel locker (R21), in Russian, Ukrainian or English.
pub fn is_locker(words: &str) -> bool {
    let words = squeezed(words);
    LOCKERS.iter().any(|name| words.contains(name.as_str()))
}

static LOCKERS: LazyLock<[String; 5]> =
    LazyLock::new(|| ["почтомат", "поштомат", "постамат", "locker", "packstation"].map(squeezed));

/// A number format made of digits only.
struct Format {
    carrier: Carrier,
    /// Shops of these countries use it without a hint.
    countries: &'static [&'static str],
    begins: &'static str,
    /// How many digits, at least and at most.
    length: (usize, usize),
    check: fn(&str) -> Check,
}

/// Formats of digits, as the carriers write them on their waybills.
const FORMATS: [Format; 5] = [
    Format {
        carrier: Carrier::NovaPoshta,
        countries: &["UA"],
        begins: "",
        length: (14, 14),
        check: |_| Check::None,
    },
    Format {
        carrier: Carrier::NovaPoshta,
        countries: &["UA"],
        begins: "",
        length: (11, 11),
        check: |_| Check::None,
    },
    Format {
        carrier: Carrier::Ukrposhta,
        countries: &["UA"],
        begins: "05",
        length: (13, 13),
        check: |_| Check::None,
    },
    Format {
        carrier: Carrier::RussianPost,
        countries: &["RU"],
        begins: "",
        length: (14, 14),
        check: inland_check,
    },
    Format {
        carrier: Carrier::Cdek,
        countries: &["RU", "BY", "KZ"],
        begins: "",
        length: (10, 11),
        check: |_| Check::None,
    },
];

/// An import asks once per order.
static SQUEEZED_NAMES: LazyLock<Vec<(String, Carrier)>> =
    LazyLock::new(|| NAMES.iter().map(|(name, carrier)| (squeezed(name), *carrier)).collect());

const NAMES: [(&str, Carrier); 36] = [
    ("без доставк", Carrier::None),
    ("цифров", Carrier::None),
    ("digital", Carrier::None),
    ("no delivery", Carrier::None),
    ("no shipping", Carrier::None),
    ("download", Carrier::None),
    ("новая почта", Carrier::NovaPoshta),
    ("новой почт", Carrier::NovaPoshta),
    ("нова пошта", Carrier::NovaPoshta),
    ("нової пошт", Carrier::NovaPoshta),
    ("новою пошт", Carrier::NovaPoshta),
    ("nova poshta", Carrier::NovaPoshta),
    ("nova pochta", Carrier::NovaPoshta),
    ("nova post", Carrier::NovaPoshta),
    ("укрпошт", Carrier::Ukrposhta),
    ("укрпочт", Carrier::Ukrposhta),
    ("ukrposhta", Carrier::Ukrposhta),
    ("ukrpost", Carrier::Ukrposhta),
    ("сдэк", Carrier::Cdek),
    ("сдек", Carrier::Cdek),
    ("cdek", Carrier::Cdek),
    ("почта росси", Carrier::RussianPost),
    ("почтой росси", Carrier::RussianPost),
    ("почта рф", Carrier::RussianPost),
    ("russian post", Carrier::RussianPost),
    ("pochta ross", Carrier::RussianPost),
    ("боксберри", Carrier::Boxberry),
    ("boxberry", Carrier::Boxberry),
    ("самовыв", Carrier::Pickup),
    ("самовив", Carrier::Pickup),
    ("pickup", Carrier::Pickup),
    ("курьер", Carrier::Courier),
    ("кур'єр", Carrier::Courier),
    ("courier", Carrier::Courier),
    ("электронн", Carrier::None),
    ("електронн", Carrier::None),
];

/// What is left of a number when everything around and between is taken away: spaces, invisible characters, a leading `№`,
/// `#` or apostrophe; full-width characters as ASCII, upper case.
fn tidy(typed: &str) -> String {
    let shown: Cow<'_, str> = clean(typed);
    let narrow = shown.chars().map(|c| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        _ => c,
    });
    let kept: String = narrow.map(upper).filter(|c| !c.is_whitespace()).collect();
    kept.trim_start_matches(['№', '#', '=', '\'', '\u{2019}', '"'])
        .trim_end_matches('"')
        .to_owned()
}

/// The capital of a letter that has one of its own; the few whose capital is two letters stay, so that reading a number
/// again changes nothing.
fn upper(letter: char) -> char {
    let mut capital = letter.to_uppercase();
    match (capital.next(), capital.next()) {
        (Some(one), None) => one,
        _ => letter,
    }
}

/// The number as (the beginning of) an S10 number in Latin letters, when it is one: also typed with Cyrillic letters that
/// look like them, or scanned while the keyboard was in a Cyrillic layout.
fn as_postal(compact: &str) -> Option<String> {
    let first = compact.chars().next().filter(|c| c.is_alphabetic())?;
    let by_eye: String = compact.chars().map(latin_capital).collect();
    if is_s10_prefix(&by_eye) {
        return Some(by_eye);
    }
    if first.is_ascii() {
        return None;
    }
    other_layouts(compact)
        .into_iter()
        .find(|reading| is_s10_prefix(reading))
}

/// Universal Postal Union, S10: two letters, eight digits and a check digit, the two letters of the country.
fn is_s10_prefix(number: &str) -> bool {
    number.chars().count() <= 13
        && number.chars().enumerate().all(|(at, c)| match at {
            0 | 1 | 11 | 12 => c.is_ascii_uppercase(),
            _ => c.is_ascii_digit(),
        })
}

/// S10: weights 8 6 4 2 3 5 9 7; eleven less the rest of the sum by eleven, where 10 is written 0 and 11 is written 5.
fn s10_check(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .zip([8, 6, 4, 2, 3, 5, 9, 7])
        .map(|(digit, weight)| digit * weight)
        .sum();
    let expected = match 11 - sum % 11 {
        10 => 0,
        11 => 5,
        digit => digit,
    };
    digits.get(8) == Some(&expected)
}

/// Russian Post, inland: index, month, serial; the digits in odd places threefold and the others, filled up to ten.
fn inland_check(number: &str) -> Check {
    let digits: Vec<u32> = number.chars().filter_map(|c| c.to_digit(10)).collect();
    let sum: u32 = digits
        .iter()
        .take(13)
        .enumerate()
        .map(|(at, digit)| digit * if at % 2 == 0 { 3 } else { 1 })
        .sum();
    if digits.get(13) == Some(&((10 - sum % 10) % 10)) {
        Check::Ok
    } else {
        Check::Failed
    }
}

/// The carrier and state of a number of digits: the hinted carrier's formats first, then the country's; a whole number
/// before the beginning of a longer one, except that a hinted carrier's is waited for.
fn read_digits(number: &str, country: &str, hint: Option<Carrier>) -> (Option<Carrier>, Check) {
    let whole = |format: &&Format| {
        number.starts_with(format.begins) && (format.length.0..=format.length.1).contains(&number.len())
    };
    let begun = |format: &&Format| {
        number.len() < format.length.0 && (format.begins.starts_with(number) || number.starts_with(format.begins))
    };
    let hinted = || FORMATS.iter().filter(|format| Some(format.carrier) == hint);
    let local = || {
        FORMATS
            .iter()
            .filter(|format| format.countries.iter().any(|c| c.eq_ignore_ascii_case(country)))
    };
    if let Some(format) = hinted().find(whole) {
        return (hint, (format.check)(number));
    }
    if hinted().any(|format| begun(&format)) {
        return (hint, Check::Incomplete);
    }
    if let Some(format) = local().find(whole) {
        return (Some(format.carrier), (format.check)(number));
    }
    if local().any(|format| begun(&format)) || number.len() < SHORTEST {
        return (hint, Check::Incomplete);
    }
    (hint, Check::Unknown)
}

/// No carrier's number is shorter.
const SHORTEST: usize = 8;

/// The Latin capital that a Cyrillic one looks like.
fn latin_capital(c: char) -> char {
    match c {
        'А' => 'A',
        'В' => 'B',
        'Е' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        'І' => 'I',
        'Ј' => 'J',
        'Ѕ' => 'S',
        _ => c,
    }
}

/// Letters and digits only, look-alikes as one: `Nova-Poshta` and `nova_poshta` are the same words.
fn squeezed(words: &str) -> String {
    let mut letters = skeleton(words);
    letters.retain(char::is_alphanumeric);
    letters
}

#[cfg(test)]
mod tests;
