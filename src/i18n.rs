//! What a person reads, in their language: messages by key from `assets/locales`, built into the program.
//!
//! A key is `area-name`; the words for an enum are `area-code` (`task-first_contact`). All languages hold the same keys
//! with the same variables; the tests below compare them, and look for every key the sources name.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::FluentArgs;
use fluent_bundle::FluentResource;
use fluent_bundle::FluentValue;
use fluent_bundle::concurrent::FluentBundle;
use unic_langid::LanguageIdentifier;

pub use crate::domain::language::Lang;
pub(crate) use crate::domain::language::in_every_language;
use crate::domain::time::Span;

/// What the screens and commands say; help of the command line is apart.
macro_rules! locale {
    ($lang:literal) => {
        locale!(
            $lang: "common" "console" "refusals" "cli" "demo" "rules" "import" "reports" "messages" "settings" "palette"
        )
    };
    ($lang:literal: $($file:literal)*) => {
        [$(include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/locales/", $lang, "/", $file, ".ftl"))),*]
    };
}

/// What `--help` says; in English the doc comments of the commands say it.
macro_rules! help {
    ("en") => {
        ""
    };
    ($lang:tt) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/assets/locales/",
            $lang,
            "/help.ftl"
        ))
    };
}

macro_rules! messages_of {
    ($lang:literal) => {
        LazyLock::new(|| bundle($lang, &locale!($lang)))
    };
}

macro_rules! help_of {
    ($lang:tt) => {
        LazyLock::new(|| bundle($lang, &[help!($lang)]))
    };
}

/// The value of a variable in a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg<'a> {
    /// Put in as it is.
    Text(Cow<'a, str>),
    /// Put in without grouping, and chooses the plural.
    Number(i64),
    /// Put in with its thousands apart, and chooses the plural.
    Count(i64),
}

/// The messages of one language; cheap to clone. They are read once, when the first of them is asked for.
#[derive(Clone)]
pub struct Tr {
    lang: Lang,
    made_up: bool,
}

type Bundle = FluentBundle<FluentResource>;

static MESSAGES: [LazyLock<Bundle>; Lang::ALL.len()] = in_every_language!(messages_of);
static HELP: [LazyLock<Bundle>; Lang::ALL.len()] = in_every_language!(help_of);

fn bundle(lang: &str, sources: &[&str]) -> Bundle {
    let id: LanguageIdentifier = lang.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // The marks that keep directions apart are shown as boxes by some terminals.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(match Lang::parse(lang) {
        Some(Lang::Ru) => grouped::<{ Lang::Ru as usize }, _>,
        Some(Lang::Uk) => grouped::<{ Lang::Uk as usize }, _>,
        Some(Lang::En) | None => grouped::<{ Lang::En as usize }, _>,
    }));
    for source in sources {
        // A broken message is left out and shows as its key; the tests see to it that there is none.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(parsed, _)| parsed);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

impl Tr {
    /// The messages of a language.
    pub fn new(lang: Lang) -> Tr {
        Tr { lang, made_up: false }
    }

    /// The same for a past that somebody made up: nothing in it was ever sent to anybody.
    #[must_use]
    pub fn of_a_made_up_past(self) -> Tr {
        Tr { made_up: true, ..self }
    }

    /// Whether what they tell of was made up.
    pub fn is_made_up(&self) -> bool {
        self.made_up
    }

    /// Which language it is.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// A message without variables; the key itself when there is no such message.
    pub fn text(&self, key: &str) -> String {
        self.with(key, &[])
    }

    /// A message with its variables filled in: `tr.with("count-orders", &[("count", 5.into())])`.
    pub fn with(&self, key: &str, args: &[(&str, Arg<'_>)]) -> String {
        said(self.lang.of::<LazyLock<_>>(&MESSAGES), key, args).unwrap_or_else(|| key.to_owned())
    }

    /// What `--help` and a misunderstood command line say; nothing for an unknown key and in English, where the
    /// definition of the command line speaks for itself.
    pub fn help(&self, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
        said(self.lang.of::<LazyLock<_>>(&HELP), key, args)
    }

    /// The words for one case of an enum: `tr.coded("lane", lane.code())`.
    pub fn coded(&self, area: &str, code: &str) -> String {
        self.text(&format!("{area}-{code}"))
    }

    /// A length of time for a narrow column, without its sign: `m:ss` under ten minutes, then whole minutes, hours from
    /// one hour (halves of them up to three), days from one day: `9:59`, `12 мин`, `1½ ч`, `3 ч`, `4 дня`.
    pub fn span_short(&self, span: Span) -> String {
        let seconds = span.0.saturating_abs() / 1_000;
        let (key, count) = match seconds {
            ..600 => return format!("{}:{:02}", seconds / 60, seconds % 60),
            600..3_600 => ("span-minutes", seconds / 60),
            3_600..10_800 if seconds % 3_600 >= 1_800 => ("span-half_hours", seconds / 3_600),
            3_600..86_400 => ("span-hours", seconds / 3_600),
            _ => ("span-days", seconds / 86_400),
        };
        self.with(key, &[("count", count.into())])
    }

    /// The same to the minute under a day, and to the nearest day behind that: `2 ч 59 мин`.
    pub fn span_exact(&self, span: Span) -> String {
        let minutes = (span.0.saturating_abs() + 30_000) / 60_000;
        let whole = |minutes: i64| self.span_short(Span::minutes(minutes));
        match (minutes / 60, minutes % 60) {
            (24.., _) => whole((minutes + 12 * 60) / (24 * 60) * 24 * 60),
            (hours @ 1.., rest @ 1..) => {
                let rest = self.with("span-minutes", &[("count", rest.into())]);
                format!("{} {rest}", whole(hours * 60))
            }
            (1.., 0) => whole(minutes),
            _ => self.span_short(span),
        }
    }
}

fn said(bundle: &Bundle, key: &str, args: &[(&str, Arg<'_>)]) -> Option<String> {
    let pattern = bundle.get_message(key)?.value()?;
    let values: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, arg.value())).collect();
    let text = bundle.format_pattern(pattern, Some(&values), &mut Vec::new());
    Some(text.into_owned())
}

/// How many digits a count has that is written with its thousands apart; in a number it marks one.
const APART_FROM: usize = 4;

fn counted(count: i64) -> FluentValue<'static> {
    match FluentValue::from(count) {
        // A marked number equals no unmarked one: small ones are held against those that messages name, `[0]`, `[1]`.
        FluentValue::Number(mut number) if count.unsigned_abs() >= 1_000 => {
            number.options.minimum_integer_digits = Some(APART_FROM);
            FluentValue::Number(number)
        }
        other => other,
    }
}

/// Writes a count with its thousands apart.
fn grouped<const LANG: usize, M>(value: &FluentValue<'_>, _: &M) -> Option<String> {
    match value {
        FluentValue::Number(number) if number.options.minimum_integer_digits == Some(APART_FROM) => {
            // No count is so large that a float loses any of it.
            #[expect(clippy::cast_possible_truncation, reason = "a whole number within an i64")]
            let whole = number.value as i64;
            Some(Lang::ALL[LANG].style().grouped(whole))
        }
        _ => None,
    }
}

impl fmt::Debug for Tr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tr").field("lang", &self.lang).finish_non_exhaustive()
    }
}

impl Arg<'_> {
    fn value(&self) -> FluentValue<'_> {
        match self {
            Arg::Text(text) => FluentValue::from(text.as_ref()),
            Arg::Number(number) => FluentValue::from(*number),
            Arg::Count(number) => counted(*number),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(Cow::Borrowed(text))
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(Cow::Owned(text))
    }
}

impl<'a> From<Cow<'a, str>> for Arg<'a> {
    fn from(text: Cow<'a, str>) -> Arg<'a> {
        Arg::Text(text)
    }
}

impl From<i64> for Arg<'_> {
    fn from(number: i64) -> Self {
        Arg::Number(number)
    }
}

impl From<i32> for Arg<'_> {
    fn from(number: i32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<u32> for Arg<'_> {
    fn from(number: u32) -> Self {
        Arg::Number(number.into())
    }
}

impl From<usize> for Arg<'_> {
    fn from(number: usize) -> Self {
        Arg::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

#[cfg(test)]
mod tests;
