//! Which clock a place lives by (R36): the zone of a region, a city or an address.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::LazyLock;

use chrono_tz::Tz;

use crate::text::fold;

/// Places and their zones; what a line holds is said at its top.
const PLACES: &str = include_str!("../../assets/zones.tsv");

/// What kind of place a name is; a region outweighs a city, since cities share names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Region,
    City,
}

/// A name of a place, word by word.
struct Name {
    words: Vec<&'static str>,
    kind: Kind,
    zone: Tz,
}

/// The places as they are looked for. Their names are folded as they stand.
static FOLDED: LazyLock<String> = LazyLock::new(|| without_apostrophes(PLACES.to_owned()));

/// Every name under its first word, the longest first: most words of an address begin none.
static BY_FIRST_WORD: LazyLock<HashMap<&'static str, Vec<Name>>> = LazyLock::new(|| {
    let mut index: HashMap<&str, Vec<Name>> = HashMap::new();
    for (kind, zone, names) in FOLDED.lines().filter_map(parse_row) {
        for name in names.split(';') {
            let words = words(name);
            let turned = turned(&words);
            for words in std::iter::once(words).chain(turned) {
                if let Some(first) = words.first() {
                    index.entry(first).or_default().push(Name { words, kind, zone });
                }
            }
        }
    }
    for names in index.values_mut() {
        names.sort_by_key(|name| Reverse(name.words.len()));
    }
    index
});

/// The zone a place lies in, as far as it is known here: Russia, Ukraine, Belarus and Kazakhstan.
///
/// `place` is the name of a region or a city, or an address in any order of its parts, in Russian, Ukrainian or English.
/// Only whole words count: a street named after a city is not that city.
pub fn of_place(place: &str) -> Option<Tz> {
    let folded = without_apostrophes(fold(place));
    let words = words(&folded);
    if let [only] = words[..] {
        // A list to choose from may leave the kind of region out: `Омская`.
        let named = |name: &[&str]| names_from(only).iter().find(|known| known.words == name);
        let found = named(&[only])
            .or_else(|| named(&[only, "область"]))
            .or_else(|| named(&[only, "край"]));
        return found.map(|name| name.zone);
    }
    let mut city = None;
    let mut at = 0;
    while let [first, ..] = words[at..] {
        let found = names_from(first)
            .iter()
            .find(|name| words[at..].starts_with(&name.words));
        match found {
            Some(name) if name.kind == Kind::Region => return Some(name.zone),
            Some(name) => city = city.or(Some(name.zone)),
            None => {}
        }
        at += found.map_or(1, |name| name.words.len());
    }
    city
}

/// The names that begin with `word`, the longest first.
fn names_from(word: &str) -> &'static [Name] {
    BY_FIRST_WORD.get(word).map_or(&[], Vec::as_slice)
}

/// `область Омская`, as address registers write it.
fn turned(name: &[&'static str]) -> Option<Vec<&'static str>> {
    match name {
        [rest @ .., kind @ ("область" | "край")] if !rest.is_empty() => {
            Some(std::iter::once(*kind).chain(rest.iter().copied()).collect())
        }
        _ => None,
    }
}

/// `Кам’янець` is one word.
fn without_apostrophes(mut text: String) -> String {
    text.retain(|c| !matches!(c, '\'' | '’' | 'ʼ' | '`'));
    text
}

/// The words of a folded text, without punctuation, the usual abbreviations written out.
fn words(folded: &str) -> Vec<&str> {
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let whole = words.map(|word| match word {
        "обл" => "область",
        "респ" => "республика",
        "obl" => "oblast",
        other => other,
    });
    whole.collect()
}

fn parse_row(row: &'static str) -> Option<(Kind, Tz, &'static str)> {
    let mut columns = row.split('\t');
    let kind = match columns.next()? {
        "region" => Kind::Region,
        "city" => Kind::City,
        _ => return None,
    };
    Some((kind, columns.next()?.parse().ok()?, columns.next()?))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use chrono_tz::Asia;
    use chrono_tz::Europe;

    use super::*;

    #[test]
    fn every_row_can_be_read_and_every_name_found() {
        let mut names = HashSet::new();
        for row in PLACES.lines().filter(|row| !row.starts_with('#')) {
            let (_, zone, of_row) = parse_row(row).unwrap_or_else(|| panic!("{row}"));
            for name in of_row.split("; ") {
                assert_eq!(of_place(name), Some(zone), "{name}");
                assert_eq!(name, fold(name));
                assert!(names.insert(name), "{name} stands twice");
            }
        }
    }

    #[test]
    fn a_place_lives_by_its_zone() {
        let cases = [
            ("Владивосток", Asia::Vladivostok),
            ("Новосибирск", Asia::Novosibirsk),
            ("Новосибирская обл.", Asia::Novosibirsk),
            ("г. Екатеринбург", Asia::Yekaterinburg),
            ("Калининград", Europe::Kaliningrad),
            ("САМАРА", Europe::Samara),
            ("Алматы", Asia::Almaty),
            ("м. Київ, Відділення №5", Europe::Kyiv),
            ("Кам'янець-Подільський", Europe::Kyiv),
            ("Кам’янець-Подільський", Europe::Kyiv),
            ("Минск", Europe::Minsk),
            ("Primorsky Krai", Asia::Vladivostok),
            ("Omsk", Asia::Omsk),
            ("Москва, ул. Омская, 4", Europe::Moscow),
            ("г. Омск, ул. Московская 1", Asia::Omsk),
            ("644000, обл. Омская, р-н Азовский", Asia::Omsk),
            ("Омская", Asia::Omsk),
            ("Приморский", Asia::Vladivostok),
            ("Респ. Саха (Якутия), г. Мирный", Asia::Yakutsk),
            ("Благовещенск, Башкортостан", Asia::Yekaterinburg),
            ("Благовещенск", Asia::Yakutsk),
            ("Ханты-Мансийский автономный округ — Югра", Asia::Yekaterinburg),
            ("Петропавловск-Камчатский", Asia::Kamchatka),
            ("Петропавловск", Asia::Almaty),
            ("Каменск-Уральский", Asia::Yekaterinburg),
            ("Орёл", Europe::Moscow),
        ];
        for (place, zone) in cases {
            assert_eq!(of_place(place), Some(zone), "{place}");
        }
    }

    #[test]
    fn a_place_that_is_not_known_has_no_zone() {
        for place in [
            "",
            "—",
            "Берлин",
            "ул. Московская 1",
            "Подомск",
            "ул. Кирова, 5",
            "Самарканд",
            "Советский район, 7",
        ] {
            assert_eq!(of_place(place), None, "{place}");
        }
    }
}
