//! Which clock a place lives by (R36): the zone of a region, a city or an address.

use std::collections::HashMap;
use std::sync::LazyLock;

use chrono_tz::Tz;

use crate::text::fold;

/// Places and their zones; what a line holds is said at its top.
const PLACES: &str = include_str!("../../assets/zones.tsv");

/// No name of a place has more words.
const LONGEST_NAME: usize = 5;

/// What kind of place a name is; a region outweighs a city, since cities share names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Region,
    City,
}

static BY_NAME: LazyLock<HashMap<String, (Kind, Tz)>> = LazyLock::new(|| {
    let rows = PLACES.lines().filter_map(parse_row);
    let named =
        rows.flat_map(|(kind, zone, names)| names.split(';').map(move |name| (words(name).join(" "), (kind, zone))));
    named.collect()
});

/// The zone a place lies in, as far as it is known here: Russia, Ukraine, Belarus and Kazakhstan.
///
/// `place` is the name of a region or a city, or an address in any order of its parts, in Russian, Ukrainian or English.
/// Only whole words count: a street named after a city is not that city.
pub fn of_place(place: &str) -> Option<Tz> {
    let words = words(place);
    if let [only] = &words[..] {
        // A list to choose from may leave the kind of region out: `Омская`.
        let region = |kind: &str| BY_NAME.get(&format!("{only} {kind}"));
        let found = BY_NAME
            .get(only)
            .or_else(|| region("область"))
            .or_else(|| region("край"));
        return found.map(|(_, zone)| *zone);
    }
    let mut city = None;
    let mut at = 0;
    while at < words.len() {
        let (length, found) = longest(&words[at..]);
        match found {
            Some((Kind::Region, zone)) => return Some(zone),
            Some((Kind::City, zone)) => city = city.or(Some(zone)),
            None => {}
        }
        at += length;
    }
    city
}

/// The longest name that `words` begin with, and how many words it takes; one word where there is none.
fn longest(words: &[String]) -> (usize, Option<(Kind, Tz)>) {
    for length in (1..=words.len().min(LONGEST_NAME)).rev() {
        let name = &words[..length];
        if let Some(found) = BY_NAME.get(&name.join(" ")).or_else(|| turned(name)) {
            return (length, Some(*found));
        }
    }
    (1, None)
}

/// `область Омская`, as address registers write it.
fn turned(name: &[String]) -> Option<&'static (Kind, Tz)> {
    match name {
        [kind, rest @ ..] if matches!(kind.as_str(), "область" | "край") && !rest.is_empty() => {
            BY_NAME.get(&format!("{} {kind}", rest.join(" ")))
        }
        _ => None,
    }
}

/// The words of a text, folded, without punctuation, the usual abbreviations written out.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text).replace(['\'', '’', 'ʼ', '`'], "");
    let words = folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let whole = words.map(|word| match word {
        "обл" => "область",
        "респ" => "республика",
        "obl" => "oblast",
        other => other,
    });
    whole.map(str::to_owned).collect()
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
    use chrono_tz::Asia;
    use chrono_tz::Europe;

    use super::*;

    #[test]
    fn every_row_can_be_read_and_every_name_found() {
        let mut names = 0;
        for row in PLACES.lines().filter(|row| !row.starts_with('#')) {
            let (_, zone, of_row) = parse_row(row).unwrap_or_else(|| panic!("{row}"));
            for name in of_row.split("; ") {
                assert_eq!(of_place(name), Some(zone), "{name}");
                assert_eq!(name, fold(name));
                assert!(words(name).len() <= LONGEST_NAME, "{name}");
                names += 1;
            }
        }
        assert_eq!(names, BY_NAME.len(), "no name stands twice");
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
