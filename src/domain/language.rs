//! The languages of the program and of what customers are told: one case here, one folder in each of `assets/locales`,
//! `messages`, `scripts` and `answers`, and a made-up shop in `demo`.

use super::coded::coded;
use crate::text::Cyrillic;

coded! {
    /// A language the program speaks and customers are written to in; the codes are those of ISO 639-1.
    pub enum Lang {
        /// English.
        En = 0 "en",
        /// Russian.
        Ru = 1 "ru",
        /// Ukrainian.
        Uk = 2 "uk",
    }
}

/// How a language writes what no message says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LangStyle {
    /// Between thousands.
    pub thousands: char,
    /// Before the parts of a whole.
    pub point: char,
    /// A currency's sign stands in front of the figures.
    pub is_sign_first: bool,
    /// Between the cells of a spreadsheet.
    pub separator: char,
    /// A day in a spreadsheet, as chrono writes it.
    pub sheet_day: &'static str,
    /// The keyboard of who reads it: its letters are shown beside the Latin ones.
    pub keyboard: Option<Cyrillic>,
}

const ENGLISH: LangStyle = LangStyle {
    thousands: ',',
    point: '.',
    is_sign_first: true,
    separator: ',',
    sheet_day: "%Y-%m-%d",
    keyboard: None,
};
const RUSSIAN: LangStyle = LangStyle {
    thousands: '\u{a0}',
    point: ',',
    is_sign_first: false,
    separator: ';',
    sheet_day: "%d.%m.%Y",
    keyboard: Some(Cyrillic::Russian),
};
const UKRAINIAN: LangStyle = LangStyle {
    keyboard: Some(Cyrillic::Ukrainian),
    ..RUSSIAN
};

/// One of something in every language, in their order: `in_every_language!(texts)` is `[texts!("en"), …]`.
macro_rules! in_every_language {
    ($one:ident) => {
        [$one!("en"), $one!("ru"), $one!("uk")]
    };
}

pub(crate) use in_every_language;

impl LangStyle {
    /// A number with its thousands apart: `1 184`, `1,184`.
    pub fn grouped(&self, number: i64) -> String {
        let digits = number.unsigned_abs().to_string();
        let mut out = String::new();
        if number < 0 {
            out.push('-');
        }
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                out.push(self.thousands);
            }
            out.push(digit);
        }
        out
    }
}

impl Lang {
    /// How it writes numbers and tables.
    pub const fn style(self) -> &'static LangStyle {
        match self {
            Lang::En => &ENGLISH,
            Lang::Ru => &RUSSIAN,
            Lang::Uk => &UKRAINIAN,
        }
    }

    /// The one of it in what stands `in_every_language!`.
    pub fn of<T>(self, every: &[T; Lang::ALL.len()]) -> &T {
        &every[self as usize]
    }

    /// Reads a language tag or a locale: `ru`, `en-GB`, `uk_UA.UTF-8`. Belarusian and Kazakh locales get
    /// Russian, the nearest; a language without one is nothing.
    pub fn of_locale(locale: &str) -> Option<Lang> {
        let language = locale.trim().split(['_', '-', '.', '@']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "be" | "kk" => Some(Lang::Ru),
            language => Lang::parse(language),
        }
    }

    /// What is understood in a country by its two letters, so far as these languages go.
    pub fn of_country(country: &str) -> Lang {
        match country {
            "UA" => Lang::Uk,
            "RU" | "BY" | "KZ" | "KG" | "UZ" => Lang::Ru,
            _ => Lang::En,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    macro_rules! code {
        ($lang:literal) => {
            $lang
        };
    }

    #[test]
    fn what_stands_in_every_language_stands_in_their_order() {
        let codes = in_every_language!(code);
        for lang in Lang::ALL {
            assert_eq!(*lang.of(&codes), lang.code());
        }
    }

    #[test]
    fn a_language_is_read_from_tags_and_locales() {
        for (locale, lang) in [
            ("ru_RU.UTF-8", Some(Lang::Ru)),
            ("RU", Some(Lang::Ru)),
            ("uk_UA.UTF-8", Some(Lang::Uk)),
            ("be_BY", Some(Lang::Ru)),
            ("en", Some(Lang::En)),
            ("en-GB", Some(Lang::En)),
            ("C.UTF-8", None),
            ("de_DE", None),
            ("", None),
        ] {
            assert_eq!(Lang::of_locale(locale), lang, "{locale}");
        }
    }
}
