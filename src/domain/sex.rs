//! Who a customer is: a woman or a man, as somebody said or as the name tells (R24).

use super::coded::coded;
use crate::text::fold;

coded! {
    /// A customer's sex.
    pub enum Sex {
        /// A woman.
        Female = 1 "female",
        /// A man.
        Male = 2 "male",
    }
}

/// What a Russian or Ukrainian name tells: a patronymic does for certain, else a family name with an ending of its own;
/// nothing when it tells nothing, or two things.
pub fn sex_of_name(name: &str) -> Option<Sex> {
    sex_of_folded(&fold(name))
}

/// Likewise of a name folded already.
pub fn sex_of_folded(name: &str) -> Option<Sex> {
    let words: Vec<&str> = name.split([' ', '-']).filter(|word| word.chars().count() > 3).collect();
    told(&words, &PATRONYMICS).or_else(|| told(&words, &FAMILIES))
}

type Endings = [(Sex, &'static [&'static str]); 2];

const PATRONYMICS: Endings = [
    (Sex::Female, &["овна", "евна", "ична", "инична", "івна", "ївна"]),
    (Sex::Male, &["ович", "евич", "йович", "ьич", "мич", "ліч"]),
];

const FAMILIES: Endings = [
    (
        Sex::Female,
        &[
            "ова", "ева", "єва", "ина", "ына", "іна", "їна", "ская", "цкая", "ська", "цька", "зька",
        ],
    ),
    (
        Sex::Male,
        &[
            "ов",
            "ев",
            "єв",
            "ин",
            "ын",
            "ін",
            "їн",
            "ский",
            "цкий",
            "ський",
            "цький",
            "зький",
        ],
    ),
];

/// Given names that end like family names of the other sex, or of either.
const GIVEN: &[&str] = &[
    "марина",
    "ирина",
    "арина",
    "карина",
    "алина",
    "полина",
    "галина",
    "регина",
    "кристина",
    "екатерина",
    "валентина",
    "ангелина",
    "нина",
    "дина",
    "зина",
    "мартин",
    "константин",
    "валентин",
    "вениамин",
    "лев",
    "августин",
    "ева",
    "катерина",
    "антонина",
    "сабина",
    "альбина",
    "ірина",
    "каріна",
    "аліна",
    "поліна",
    "регіна",
    "христина",
    "крістіна",
    "ангеліна",
    "ніна",
    "діна",
    "зіна",
    "василина",
    "сабіна",
    "альбіна",
    "єва",
    "павлина",
    "костянтин",
    "веніамін",
];

fn told(words: &[&str], endings: &Endings) -> Option<Sex> {
    let of = |word: &&str| {
        let ends = |(_, endings): &&(Sex, &[&str])| endings.iter().any(|ending| word.ends_with(ending));
        endings.iter().find(ends).map(|(sex, _)| *sex)
    };
    let mut found = words.iter().filter(|word| !GIVEN.contains(*word)).filter_map(of);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_patronymic_or_a_family_name_tells_and_a_given_name_does_not() {
        for (name, sex) in [
            ("Елена Иванова", Some(Sex::Female)),
            ("ИВАНОВ Пётр", Some(Sex::Male)),
            ("Бондаренко Оксана Петрівна", Some(Sex::Female)),
            ("Ким Сергей Львович", Some(Sex::Male)),
            ("Мария Достоевская", Some(Sex::Female)),
            ("Ільїна Поліна", Some(Sex::Female)),
            ("Єгор Лєсєв", Some(Sex::Male)),
            ("Андрій Запорізький", Some(Sex::Male)),
            ("Ткач Павло Ілліч", Some(Sex::Male)),
            ("Ґудзь Ірина", None),
            ("Поліна Шевченко", None),
            ("Костянтин Ким", None),
            ("Константин Дзюба", None),
            ("Марина", None),
            ("Ирина Константин", None),
            ("Иванов Иванова", None),
            ("Anna Smith", None),
            ("", None),
        ] {
            assert_eq!(sex_of_name(name), sex, "{name}");
        }
    }
}
