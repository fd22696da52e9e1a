//! A shop's profile: how its export is read when the headings do not say so by themselves.
//!
//! ```toml
//! source = "tableau"
//! currency = "UAH"
//!
//! [columns]
//! number = "Чек"
//! name = ["Прізвище", "Ім'я"]
//!
//! [statuses]
//! "Чекає оплати" = "new"
//! ```

use std::fs;
use std::path::Path;

use chrono_tz::Tz;
use toml::Spanned;
use toml::de::DeValue;

use super::error::ConfigError;
use super::nearest;
use super::section::SectionReader;
use super::section::Source;
use super::section::text;
use super::statuses;
use crate::domain::cell::Label;
use crate::domain::country::Country;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;

/// What a profile says. What it does not say is as in the settings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The name of the shop or feed.
    pub source: Option<String>,
    /// The only sheet of a workbook that counts.
    pub sheet: Option<String>,
    /// Of amounts without one.
    pub currency: Option<Currency>,
    /// Of phones without one: ISO 3166.
    pub country: Option<String>,
    /// Of times without one.
    pub time_zone: Option<Tz>,
    /// How dates are written: `dmy`, `mdy` or `ymd`.
    pub date_order: Option<String>,
    /// What the amounts of a column are counted in.
    pub units: Vec<(String, String)>,
    /// What holds for every order that does not say it itself, by column.
    pub constants: Vec<(String, String)>,
    /// What a column holds, and the headings of the columns it is made of.
    pub columns: Vec<(String, Vec<String>)>,
    /// What status words mean.
    pub statuses: Vec<(String, ShopStatus)>,
}

/// What a table may hold and what it must, by name: the program's own columns.
#[derive(Clone, Copy, Debug)]
pub struct KnownColumns<'a> {
    /// All of them.
    pub all: &'a [&'a str],
    /// Kinds of which one must be there, each with the usual one first.
    pub needed: &'a [&'a [&'a str]],
    /// Those that hold amounts.
    pub amounts: &'a [&'a str],
}

/// How dates may be written.
const DATE_ORDERS: [&str; 3] = ["dmy", "mdy", "ymd"];
/// What amounts may be counted in: kopecks or cents, thousands of roubles.
const UNITS: [&str; 2] = ["minor", "thousands"];

/// Reads a profile, which must exist.
pub fn read(path: &Path, known: KnownColumns<'_>) -> Result<Profile, ConfigError> {
    let bytes = fs::read(path).map_err(|why| ConfigError::unreadable(path, &why))?;
    let text = String::from_utf8(bytes).map_err(|_| ConfigError::not_utf8(path))?;
    parse(&text, path, known)
}

/// Reads the text of a profile; `path` is only for errors.
pub fn parse(file: &str, path: &Path, known: KnownColumns<'_>) -> Result<Profile, ConfigError> {
    let source = Source::new(path, file);
    let document = source.document()?;
    let mut profile = Profile::default();
    let mut whole = SectionReader::whole(source, "profile", &document);
    whole.value("source", &mut profile.source);
    whole.value("sheet", &mut profile.sheet);
    whole.value("currency", &mut profile.currency);
    whole.value("country", &mut profile.country);
    whole.value("time_zone", &mut profile.time_zone);
    whole.value("date_order", &mut profile.date_order);
    let (columns, words) = (whole.part("columns"), whole.part("statuses"));
    let (units, constants) = (whole.part("units"), whole.part("constants"));
    let country = profile.country.as_deref().filter(|code| Country::parse(code).is_err());
    let no_country = country.map(|_| {
        whole.error(
            "country",
            Label::of("setting-country"),
            Label::of("setting-write_country"),
        )
    });
    let order = profile.date_order.as_deref().filter(|code| !DATE_ORDERS.contains(code));
    let no_order = order.map(|code| {
        whole.error(
            "date_order",
            Label::of("setting-date_order"),
            nearest::hint(code, &DATE_ORDERS),
        )
    });
    whole.finish(no_country.or(no_order))?;
    let columns = columns.ok_or_else(|| {
        let hint = Label::of("setting-no_columns_hint");
        source.error(&(0..0), Label::of("setting-no_columns"), hint)
    })?;
    profile.columns = self::columns(source, columns, known)?;
    if let Some(units) = units {
        profile.units = self::words(source, "[units]", units, known.amounts, Some(&UNITS))?;
    }
    if let Some(constants) = constants {
        let needed: Vec<&str> = known.needed.iter().flat_map(|kind| kind.iter().copied()).collect();
        let free: Vec<&str> = known
            .all
            .iter()
            .copied()
            .filter(|name| !needed.contains(name))
            .collect();
        profile.constants = self::words(source, "[constants]", constants, &free, None)?;
    }
    if let Some(words) = words {
        profile.statuses = statuses::words(source, source.table("[statuses]", words)?)?;
    }
    Ok(profile)
}

fn columns<'a>(
    source: Source<'a>,
    value: &'a Spanned<DeValue<'a>>,
    known: KnownColumns<'_>,
) -> Result<Vec<(String, Vec<String>)>, ConfigError> {
    let mut columns: Vec<(String, Vec<String>)> = Vec::new();
    for (key, value) in source.table("[columns]", value)? {
        let name = key.get_ref().as_ref();
        if !known.all.contains(&name) {
            let message = Label::of("setting-unknown_column").with("name", text(name));
            return Err(source.error(&key.span(), message, nearest::hint(name, known.all)));
        }
        let headings = headings(value).ok_or_else(|| {
            let message = Label::of("setting-no_heading").with("name", text(name));
            source.error(&value.span(), message, Label::of("setting-no_heading_hint"))
        })?;
        let before = columns
            .iter()
            .find(|(_, other)| other.iter().any(|heading| headings.contains(heading)));
        if let Some((other, _)) = before {
            let message = Label::of("setting-same_heading").with("name", text(name));
            let message = message.with("other", text(other.as_str()));
            return Err(source.error(&value.span(), message, Label::of("setting-same_heading_hint")));
        }
        columns.push((name.to_owned(), headings));
    }
    let has = |needed: &&str| columns.iter().any(|(name, _)| name == needed);
    let missing = known.needed.iter().find(|kind| !kind.iter().any(has));
    match missing.and_then(|kind| kind.first()) {
        None => Ok(columns),
        Some(needed) => {
            let said = |key| Label::of(key).with("name", text(*needed));
            Err(source.error(
                &value.span(),
                said("setting-column_needed"),
                said("setting-column_needed_hint"),
            ))
        }
    }
}

/// A section that says a word of each column: one of `allowed`, where not every word will do.
fn words<'a>(
    source: Source<'a>,
    section: &str,
    value: &'a Spanned<DeValue<'a>>,
    columns: &[&str],
    allowed: Option<&[&str]>,
) -> Result<Vec<(String, String)>, ConfigError> {
    let mut words = Vec::new();
    for (key, value) in source.table(section, value)? {
        let name = key.get_ref().as_ref();
        if !columns.contains(&name) {
            let message = Label::of("setting-not_said_here").with("section", text(section));
            let message = message.with("name", text(name));
            return Err(source.error(&key.span(), message, nearest::hint(name, columns)));
        }
        let word = value.get_ref().as_str().unwrap_or_default().trim();
        if word.is_empty() || allowed.is_some_and(|allowed| !allowed.contains(&word)) {
            let message = Label::of("setting-no_value").with("section", text(section));
            let message = message.with("name", text(name));
            let hint = match allowed {
                Some(allowed) => nearest::hint(word, allowed),
                None => Label::of("setting-no_value_hint"),
            };
            return Err(source.error(&value.span(), message, hint));
        }
        words.push((name.to_owned(), word.to_owned()));
    }
    Ok(words)
}

fn headings(value: &Spanned<DeValue<'_>>) -> Option<Vec<String>> {
    let text = |value: &Spanned<DeValue<'_>>| {
        let text = value.get_ref().as_str()?.trim();
        (!text.is_empty()).then(|| text.to_owned())
    };
    match value.get_ref().as_array() {
        Some(several) if several.is_empty() => None,
        Some(several) => several.iter().map(text).collect(),
        None => text(value).map(|text| vec![text]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::error::ConfigError;
    use crate::domain::incoming::ShopStatus;
    use crate::domain::money::Currency;
    use crate::i18n::Lang;
    use crate::i18n::Tr;
    use crate::words;

    const KNOWN: KnownColumns<'static> = KnownColumns {
        all: &[
            "number",
            "id",
            "created",
            "total",
            "name",
            "phone",
            "line_total",
            "channel",
        ],
        needed: &[&["number", "id"], &["created"], &["total", "line_total"]],
        amounts: &["total", "line_total"],
    };

    fn read(text: &str) -> Result<Profile, ConfigError> {
        parse(text, Path::new("shop.toml"), KNOWN)
    }

    #[test]
    fn a_profile_says_what_a_table_does_not() {
        let text = "source = \"tableau\"\ncurrency = \"UAH\"\ncountry = \"UA\"\ndate_order = \"mdy\"\ntime_zone = \"Europe/Kyiv\"\nsheet = \"Лист 2\"\n\
                    [columns]\nnumber = \"Чек\"\ncreated = \"Коли\"\ntotal = \" Разом \"\nname = [\"Прізвище\", \"Ім'я\"]\n\
                    [statuses]\n\"Чекає\" = \"new\"\n\
                    [units]\ntotal = \"minor\"\n[constants]\nchannel = \"ярмарок\"\n";
        let profile = read(text).unwrap();
        assert_eq!(profile.source.as_deref(), Some("tableau"));
        assert_eq!(
            (profile.currency, profile.time_zone),
            (Currency::parse("UAH").ok(), Some(Tz::Europe__Kyiv))
        );
        assert_eq!(profile.statuses, [("Чекає".to_owned(), ShopStatus::New)]);
        assert_eq!(profile.date_order.as_deref(), Some("mdy"));
        assert_eq!(profile.units, [("total".to_owned(), "minor".to_owned())]);
        assert_eq!(profile.constants, [("channel".to_owned(), "ярмарок".to_owned())]);
        let columns: Vec<_> = profile
            .columns
            .iter()
            .map(|(name, of)| (name.as_str(), of.join("+")))
            .collect();
        let expected = [
            ("created", "Коли"),
            ("name", "Прізвище+Ім'я"),
            ("number", "Чек"),
            ("total", "Разом"),
        ];
        assert_eq!(columns, expected.map(|(name, of)| (name, of.to_owned())));
    }

    #[test]
    fn a_slip_is_told_with_its_line_and_the_remedy() {
        let good = "[columns]\nnumber = \"a\"\ncreated = \"b\"\ntotal = \"c\"\n";
        for (text, line, message, hint) in [
            (String::new(), 1, "no [columns]", "number ="),
            (
                "[columns]\nnumber = \"a\"\n".to_owned(),
                1,
                "`created` is missing",
                "created =",
            ),
            (
                format!("{good}fone = \"d\"\n"),
                5,
                "no column `fone`",
                "did you mean `phone`?",
            ),
            (format!("{good}phone = 5\n"), 5, "`phone` is not a heading", "in quotes"),
            (
                format!("{good}phone = \"\"\n"),
                5,
                "`phone` is not a heading",
                "in quotes",
            ),
            (
                format!("{good}phone = []\n"),
                5,
                "`phone` is not a heading",
                "in quotes",
            ),
            (format!("{good}phone = \"a\"\n"), 5, "the same heading", "belongs to"),
            (
                format!("\ncurency = \"RUB\"\n{good}"),
                2,
                "unknown key `curency`",
                "did you mean `currency`?",
            ),
            (
                format!("currency = \"roubles\"\n{good}"),
                1,
                "currency",
                "three Latin letters",
            ),
            (
                format!("country = \"Russia\"\n{good}"),
                1,
                "not a country",
                "two Latin letters",
            ),
            (
                format!("{good}[statuses]\n\"a\" = \"neu\"\n"),
                6,
                "unknown meaning",
                "did you mean `new`?",
            ),
            (format!("{good}total = \"d\"\n"), 5, "stands twice", ""),
            (
                format!("date_order = \"mdd\"\n{good}"),
                1,
                "no order of a date",
                "did you mean",
            ),
            (format!("{good}[units]\ntotal = \"kg\"\n"), 6, "no value", "minor"),
            (
                format!("{good}[units]\nname = \"minor\"\n"),
                6,
                "cannot be said",
                "line_total",
            ),
            (
                format!("{good}[constants]\nnumber = \"5\"\n"),
                6,
                "cannot be said",
                "channel",
            ),
            (format!("{good}[constants]\nchannel = 5\n"), 6, "no value", "in quotes"),
            (
                format!("statuses = 5\n{good}"),
                1,
                "[statuses] is not a section",
                "its keys below",
            ),
        ] {
            let error = read(&text).unwrap_err();
            assert_eq!(error.line, Some(line), "{text}: {error:?}");
            let tr = Tr::new(Lang::En);
            let said = (words::said(&tr, &error.message), words::said(&tr, &error.hint));
            assert!(said.0.contains(message) && said.1.contains(hint), "{text}: {said:?}");
        }
    }
}
