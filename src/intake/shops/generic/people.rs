//! A base of people who have bought nothing yet: a row or an object for each.
//!
//! | column | what stands there |
//! |---|---|
//! | `name` | in one column, or in several: given name, family name, patronymic |
//! | `phone` `email` | one of them at least; phones in any number of columns |
//! | `sex` | male or female |
//! | `company` `tax_id` `region` `country` | the country only says how phones are read |
//! | `comment` | becomes the note on the card |
//! | `consent` `consent_at` | agreed to offers: yes, no or unsubscribed; the date of it |

use std::io;
use std::io::BufRead;
use std::sync::Arc;

use serde_json::Value;

use super::columns::Cell;
use super::columns::Cells;
use super::columns::Column;
use super::draft::Draft;
use super::header::ANY_DELIMITER;
use super::header::Header;
use super::json;
use super::mapping::Mapping;
use super::naming::person;
use super::table::without_columns;
use crate::domain::incoming::IncomingPerson;
use crate::domain::incoming::ToldConsent;
use crate::domain::item::Item;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::sex::Sex;
use crate::intake::Defaults;
use crate::intake::Parser;
use crate::intake::Sink;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::read::json::orders::Shape;
use crate::intake::read::json::orders::each_object;
use crate::intake::read::table::rows::Quotes;
use crate::intake::read::table::rows::Rows;
use crate::intake::reading::Read;
use crate::intake::reading::Refused;
use crate::intake::reading::refused;
use crate::intake::vocabulary::YesNo;
use crate::intake::vocabulary::yes_no;
use crate::text::fold;

/// Columns of which one must be there, the usual one first.
pub const NEEDED_OF_PEOPLE: [&[Column]; 1] = [&[Column::Phone, Column::Email]];

/// Reads a table by its headings, or by what a profile says of them; its cells are divided by one of these.
#[derive(Clone, Debug)]
pub struct PeopleTable(pub(crate) Option<Arc<Mapping>>, pub(crate) &'static [char]);

/// Reads it from a text.
pub static PEOPLE: PeopleTable = PeopleTable(None, ANY_DELIMITER);
/// What imports of people are written down as.
pub const SOURCE: &str = "people";

/// Reads objects.
#[derive(Clone, Copy, Debug)]
pub struct PeopleObjects;

impl PeopleTable {
    fn header(&self, beginning: &str) -> Option<Header> {
        match &self.0 {
            Some(mapping) => Header::mapped(beginning, mapping, self.1).ok(),
            None => Header::of_people(beginning, self.1),
        }
    }
}

impl Parser for PeopleTable {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        let beginning = String::from_utf8_lossy(input.fill_buf()?).into_owned();
        let Some(header) = self.header(&beginning) else {
            let names = [Column::Phone, Column::Email].map(Column::name).join(", ");
            let raw = beginning.lines().next().unwrap_or_default();
            let _ = sink.take(Item::Reject(without_columns(1, names, raw)));
            return Ok(());
        };
        let mut rows = Rows::new(input, header.delimiter);
        while rows.next_row()?.is_some_and(|row| row.raw != header.raw) {}
        let mut rows_are_full = true;
        while let Some(row) = rows.next_row()? {
            let is_full = row.cells.len() >= header.width;
            let is_cut = !is_full && !row.has_end && rows_are_full;
            rows_are_full &= is_full || row.is_empty();
            if row.is_empty() || row.raw == header.raw {
                continue;
            }
            let read = if is_cut {
                Err((String::new(), RejectWhy::CutShort))
            } else if row.quotes == Quotes::Open {
                Err((String::new(), RejectWhy::OpenQuote))
            } else {
                let (mut cells, _) = header.cells(&row);
                for (column, constant) in &header.constants {
                    cells.entry(*column).or_insert_with(|| Cell::Typed(constant.clone()));
                }
                read(cells, defaults)
            };
            let item = match read {
                Ok(person) => Item::Person(Box::new(person)),
                Err((field, why)) => Item::Reject(Reject {
                    line: row.line,
                    order: None,
                    field,
                    why,
                    head: Some(header.raw.clone()),
                    raw: fields::raw(&row.raw),
                }),
            };
            if sink.take(item).is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl Parser for PeopleObjects {
    fn parse(&self, input: &mut dyn BufRead, defaults: &Defaults, sink: &mut dyn Sink) -> io::Result<()> {
        each_object(input, &PersonObjects(defaults), sink)
    }
}

struct PersonObjects<'a>(&'a Defaults);

impl Shape for PersonObjects<'_> {
    fn read(&self, object: &Value) -> Result<Read, Refused> {
        let read_of = |(key, value): (&String, &Value)| person(key).and(json::misshapen(key, value));
        if let Some(refused) = object.as_object().into_iter().flatten().find_map(read_of) {
            return Err(refused);
        }
        let person = read(cells(object), self.0)?;
        Ok(Read::Person(Box::new(person)))
    }

    fn is_one(&self, object: &Value) -> bool {
        let cells = cells(object);
        [Column::Phone, Column::Email]
            .iter()
            .any(|column| cells.contains_key(column))
    }

    fn label(&self, _: &Value) -> Option<String> {
        None
    }
}

fn cells(object: &Value) -> Cells {
    let mut cells = Cells::new();
    for (key, value) in object.as_object().into_iter().flatten() {
        let Some((named, cell)) = person(key).zip(json::cell(value)) else {
            continue;
        };
        let joint = named.column.joint().filter(|_| named.is_part);
        match (cells.get_mut(&named.column), joint) {
            (Some(Cell::Typed(before)), Some(joint)) => *before = format!("{before}{joint}{}", cell.as_str()),
            (None, _) => drop(cells.insert(named.column, cell)),
            _ => {}
        }
    }
    cells
}

fn read(cells: Cells, defaults: &Defaults) -> Result<IncomingPerson, Refused> {
    let draft = Draft {
        order: cells,
        ..Draft::default()
    };
    let mut customer = draft.customer(defaults);
    if yes_no(&customer.email) == Some(YesNo::No) {
        customer.email.clear();
    }
    if customer.phones.is_empty() && customer.email.is_empty() {
        return Err(refused(Column::Phone, RejectWhy::Missing));
    }
    let unclear = |column: Column, found: &str| {
        let found = found.to_owned();
        Err(refused(column, RejectWhy::NotAContact { found }))
    };
    if let Some(phone) = customer.phones.iter().find(|phone| fields::is_damaged(&phone.raw)) {
        let found = phone.raw.clone();
        return Err(refused(Column::Phone, RejectWhy::Damaged { found }));
    }
    if !customer.email.is_empty() && !customer.email.contains('@') {
        return unclear(Column::Email, &customer.email);
    }
    let is_understood = customer.phones.iter().any(|phone| phone.e164.is_some());
    if let Some(phone) = customer
        .phones
        .first()
        .filter(|_| !is_understood && customer.email.is_empty())
    {
        return unclear(Column::Phone, &phone.raw);
    }
    Ok(IncomingPerson {
        sex: sex(&draft.text(Column::Sex, SHORT))?,
        region: draft.text(Column::Region, SHORT),
        note: draft.text(Column::Comment, LONG),
        consent: consent(&draft, defaults)?,
        customer,
    })
}

fn sex(word: &str) -> Result<Option<Sex>, Refused> {
    Ok(match fold(word).trim_end_matches('.') {
        "" | "-" | "н/д" | "не указан" | "unknown" => None,
        "f" | "female" | "woman" | "ж" | "жен" | "женский" | "женщина" | "жін" | "жіноча" => {
            Some(Sex::Female)
        }
        "m" | "male" | "man" | "м" | "муж" | "мужской" | "мужчина" | "чол" | "чоловіча" => {
            Some(Sex::Male)
        }
        _ => {
            let found = word.to_owned();
            return Err(refused(Column::Sex, RejectWhy::NotASex { found }));
        }
    })
}

/// Only a plain yes is a consent, or the date of one: a date in the column of the answer itself may be of anything.
fn consent(draft: &Draft, defaults: &Defaults) -> Result<Option<ToldConsent>, Refused> {
    let at = draft.time(Column::ConsentAt, defaults)?;
    let word = draft.text(Column::Consent, SHORT);
    if word.is_empty() {
        return Ok(at.map(ToldConsent::At));
    }
    let folded = fold(&word).replace('-', " ");
    if WITHDRAWN.contains(&folded.as_str()) {
        return Ok(Some(ToldConsent::Withdrawn(at)));
    }
    let said = match folded.as_str() {
        "подписан"
        | "подписана"
        | "согласен"
        | "согласна"
        | "підписаний"
        | "підписана"
        | "згоден"
        | "згодна"
        | "subscribed"
        | "opted in" => Some(YesNo::Yes),
        "не подписан" | "не подписана" | "not subscribed" => Some(YesNo::No),
        other => yes_no(other),
    };
    match said {
        Some(YesNo::Yes) => Ok(Some(at.map_or(ToldConsent::Undated, ToldConsent::At))),
        Some(YesNo::No) => Ok(Some(ToldConsent::No(at))),
        None => Err(refused(Column::Consent, RejectWhy::NotAYesOrNo { found: word })),
    }
}

/// What a base writes of those who want no more letters (R25): that they said so, not that nobody asked them.
const WITHDRAWN: [&str; 19] = [
    "отписан",
    "отписана",
    "отписался",
    "отписалась",
    "отказ",
    "отказался",
    "отказалась",
    "против",
    "відписаний",
    "відписана",
    "відписався",
    "відписалась",
    "відмова",
    "відмовився",
    "відмовилась",
    "unsubscribed",
    "unsubscribe",
    "opted out",
    "opt out",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::shops::generic::columns::Column;
    use crate::intake::shops::generic::header::ANY_DELIMITER;
    use crate::intake::test_support::defaults;

    fn items(parser: &dyn Parser, text: &str) -> (Vec<IncomingPerson>, Vec<Reject>) {
        let mut items: Vec<Item> = Vec::new();
        parser.parse(&mut text.as_bytes(), &defaults(), &mut items).unwrap();
        let mut people = Vec::new();
        let mut rejects = Vec::new();
        for item in items {
            match item {
                Item::Person(person) => people.push(*person),
                Item::Reject(reject) => rejects.push(reject),
                other => panic!("{other:?}"),
            }
        }
        (people, rejects)
    }

    #[test]
    fn a_table_is_read_by_its_headings_in_whatever_columns_names_and_phones_stand() {
        let text = "База за 2025\n\nФамилия;Имя;Тел. 1;Тел. 2;E-mail;Пол;Город;Примечание;Согласие;Дата согласия;Рост\n\
                    Иванова;Елена;8 916 765-43-21;8 495 123-45-67;E@Mail.example;ж;Омск;с ярмарки;да;11.03.2026;170\n\
                    ;;;;;;;;;;\n;Пётр;;;p@mail.example;;;;;;\n";
        let (people, rejects) = items(&PEOPLE, text);
        assert_eq!(rejects, []);
        let [elena, peter] = people.as_slice() else {
            panic!("{people:?}")
        };
        assert_eq!(
            (elena.customer.name.as_str(), elena.customer.phones.len()),
            ("Иванова Елена", 2)
        );
        assert_eq!(
            (elena.sex, elena.region.as_str(), elena.note.as_str()),
            (Some(Sex::Female), "Омск", "с ярмарки")
        );
        assert_eq!(elena.customer.email, "e@mail.example");
        assert!(matches!(elena.consent, Some(ToldConsent::At(at)) if at.rfc3339() == "2026-03-10T21:00:00Z"));
        assert_eq!((peter.customer.name.as_str(), peter.consent), ("Пётр", None));
        let header = Header::of_people(text, ANY_DELIMITER).unwrap();
        assert_eq!(
            header
                .unread
                .iter()
                .map(|unread| unread.heading.as_str())
                .collect::<Vec<_>>(),
            ["Рост"]
        );
    }

    #[test]
    fn objects_say_the_same() {
        let text = r#"[{"name":"Елена","phones":["+7 916 765-43-21"],"sex":"female","consent":true},
                       {"first_name":"Anna","last_name":"Kim","email":"a@x.example","consent":false}, {"name":"Nobody"},
                       {"name":{"first":"Anna"},"phone":"+7 916 765-43-22"}]"#;
        let (people, rejects) = items(&PeopleObjects, text);
        let names: Vec<_> = people.iter().map(|person| person.customer.name.as_str()).collect();
        assert_eq!(names, ["Елена", "Anna Kim"]);
        assert_eq!(
            (people[0].consent, people[1].consent),
            (Some(ToldConsent::Undated), Some(ToldConsent::No(None)))
        );
        assert_eq!(
            (rejects[1].field.as_str(), rejects[1].why.code()),
            ("name", "other_shape")
        );
        assert_eq!(
            (rejects[0].field.as_str(), &rejects[0].why),
            ("phone", &RejectWhy::Missing)
        );
    }

    #[test]
    fn what_cannot_be_read_is_a_reject_with_its_field() {
        let head = "name;phone;email;sex;consent;consent date\n";
        for (row, field, code) in [
            ("Елена;;;;;", "phone", "missing"),
            ("Елена;звонить вечером;;;;", "phone", "not_a_contact"),
            ("Елена;7,9E+10;;;;", "phone", "damaged"),
            ("Елена;;mail.example;;;", "email", "not_a_contact"),
            ("Елена;;нет;;;", "phone", "missing"),
            ("Елена;89167654321;;не знаю;;", "sex", "not_a_sex"),
            ("Елена;89167654321;;;может быть;", "consent", "not_a_yes_or_no"),
            ("Елена;89167654321;;;11.03.2026;", "consent", "not_a_yes_or_no"),
            ("Елена;89167654321;;;;вчера", "consent_at", "not_a_date"),
            ("Елена;891", "", "cut_short"),
            ("\"Елена;89167654321;;;;\n", "", "open_quote"),
        ] {
            let (people, rejects) = items(&PEOPLE, &format!("{head}{row}"));
            assert_eq!(people, [], "{row}");
            assert_eq!(
                (rejects[0].field.as_str(), rejects[0].why.code()),
                (field, code),
                "{row}"
            );
            assert_eq!(
                (rejects[0].line, rejects[0].order.as_deref()),
                (2, None),
                "nothing of theirs is a label"
            );
        }
        let (_, rejects) = items(&PEOPLE, "Имя;Рост\nЕлена;170\n");
        assert_eq!(rejects[0].why.code(), "no_columns");
    }

    #[test]
    fn what_says_yes_is_a_consent_and_nothing_else() {
        let (yes, no) = (Some(ToldConsent::Undated), Some(ToldConsent::No(None)));
        for (word, consent) in [
            ("да", yes),
            ("1", yes),
            ("подписана", yes),
            ("нет", no),
            ("0", no),
            ("не подписан", no),
            ("", None),
        ] {
            let (people, _) = items(&PEOPLE, &format!("phone;consent\n89167654321;{word}\n"));
            assert_eq!(people[0].consent, consent, "{word}");
        }
        for word in ["отписан", "Отказ", "unsubscribed", "opt-out"] {
            let (people, _) = items(
                &PEOPLE,
                &format!("phone;consent;consent date\n89167654321;{word};11.03.2026\n"),
            );
            let Some(ToldConsent::Withdrawn(Some(at))) = people[0].consent else {
                panic!("{word}: {:?}", people[0].consent);
            };
            assert_eq!(at.rfc3339(), "2026-03-10T21:00:00Z", "{word}");
        }
    }

    #[test]
    fn a_profile_says_what_the_columns_hold() {
        let mapping = Mapping {
            columns: vec![
                (Column::Name, vec!["Кто".to_owned()]),
                (Column::Phone, vec!["Куда".to_owned(), "Ещё".to_owned()]),
            ],
            constants: vec![(Column::Comment, "форум".to_owned())],
            ..Mapping::default()
        };
        let table = PeopleTable(Some(Arc::new(mapping)), ANY_DELIMITER);
        let (people, rejects) = items(&table, "Кто;Куда;Ещё\nАнна;89167654321;84951234567\n");
        assert_eq!(rejects, []);
        assert_eq!((people[0].customer.phones.len(), people[0].note.as_str()), (2, "форум"));
    }
}
