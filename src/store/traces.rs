//! What of a person can stand in a text: how a row of a file, a report or a copy is known to be theirs.

use super::StoreError;
use super::db::Conn;
use super::db::prepare;
use crate::domain::ids::CustomerId;
use crate::text::digits;
use crate::text::fold;

/// How many of a phone's last digits are looked for: numbers are written with and without their country's code.
const DIGITS: usize = 10;
/// Fewer digits are no phone of one person.
const LEAST_DIGITS: usize = 7;

/// The person's ids: their own, and those merged into it.
pub(super) const PEOPLE: &str = "with recursive people (id) as (select cast($1 as bigint) union \
    select c.id from customers c join people p on c.merged_into = p.id) ";

/// A person's phones, emails and names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traces {
    /// Last digits.
    phones: Vec<String>,
    /// In small letters.
    emails: Vec<String>,
    /// Folded, of at least two words: one word alone is many people's.
    names: Vec<String>,
}

impl Traces {
    /// Of a customer, and of those who have become one with them.
    pub(super) fn of(conn: &Conn, id: CustomerId) -> Result<Traces, StoreError> {
        let texts = |sql: &str| -> Result<Vec<String>, StoreError> {
            let sql = format!("{PEOPLE} {sql}");
            let mut select = prepare(conn, &sql)?;
            let rows = select.query_map([id.0], |row| row.get(0))?;
            rows.collect::<Result<_, _>>()
        };
        let mut traces = Traces::default();
        let contacts = "select raw from contacts where customer_id in (select id from people) union \
             select norm from contacts where customer_id in (select id from people) and norm is not null union \
             select phone from calls where customer_id in (select id from people) union \
             select t.customer_phone from order_texts t join orders o on o.id = t.order_id \
             where o.customer_id in (select id from people)";
        for contact in texts(contacts)? {
            traces.add_contact(&contact);
        }
        let names = "select name from customers where id in (select id from people) union \
             select t.customer_name from order_texts t join orders o on o.id = t.order_id \
             where o.customer_id in (select id from people)";
        for name in texts(names)? {
            traces.add_name(&name);
        }
        Ok(traces)
    }

    /// These and another person's.
    pub fn extend(&mut self, more: Traces) {
        self.phones.extend(more.phones);
        self.emails.extend(more.emails);
        self.names.extend(more.names);
    }

    fn add_contact(&mut self, contact: &str) {
        if contact.contains('@') {
            push(&mut self.emails, contact.trim().to_lowercase());
            return;
        }
        let digits = digits(contact);
        if digits.len() >= LEAST_DIGITS {
            push(
                &mut self.phones,
                digits[digits.len().saturating_sub(DIGITS)..].to_owned(),
            );
        }
    }

    fn add_name(&mut self, name: &str) {
        let name = fold(name);
        if name.split_whitespace().count() >= 2 {
            push(&mut self.names, name);
        }
    }

    /// True when the text has one of them.
    pub fn are_in(&self, text: &str) -> bool {
        let small = text.to_lowercase();
        if self.emails.iter().any(|email| small.contains(email)) {
            return true;
        }
        let digits = digits(text);
        if self.phones.iter().any(|phone| digits.contains(phone)) {
            return true;
        }
        let folded = fold(text);
        self.names.iter().any(|name| folded.contains(name))
    }
}

fn push(all: &mut Vec<String>, one: String) {
    if !all.contains(&one) {
        all.push(one);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_is_known_however_the_text_writes_them() {
        let mut traces = Traces::default();
        for contact in ["+79161234567", "Elena@Mail.Example", "112"] {
            traces.add_contact(contact);
        }
        for name in ["Елена Иванова", "Анна"] {
            traces.add_name(name);
        }
        for (text, found) in [
            ("1;8 (916) 123-45-67;сто", true),
            ("{\"phone\":\"+7916 1234567\"}", true),
            ("1;ELENA@mail.example;5", true),
            ("заказ ЕЛЕНА  ИВАНОВА".to_owned().replace("  ", " ").as_str(), true),
            ("1;8 916 123-45-68;Елена Петрова;5", false),
            ("Анна; 112", false),
        ] {
            assert_eq!(traces.are_in(text), found, "{text}");
        }
    }
}
