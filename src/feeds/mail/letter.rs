//! What a letter says, without its dress.

use mail_parser::Message;
use mail_parser::MessageParser;
use serde::Deserialize;
use serde::Serialize;

/// How much of a letter is kept, characters.
const KEPT: usize = 40_000;

/// A letter as it is kept until it is taken in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptLetter {
    /// It tells of an order; else somebody asks something.
    pub is_order: bool,
    /// Who wrote it: the address, in small letters.
    pub from: String,
    /// And the name.
    pub name: String,
    /// What it is about.
    pub subject: String,
    /// What it says.
    pub text: String,
    /// What tells it from any other (RFC 5322, `Message-ID`).
    pub id: String,
}

impl KeptLetter {
    /// What it says; none of what is no letter.
    pub fn of(whole: &[u8], is_order: bool) -> Option<KeptLetter> {
        let letter = MessageParser::default().parse(whole)?;
        let (from, name) = author(&letter);
        let text = letter.body_text(0).unwrap_or_default();
        Some(KeptLetter {
            is_order,
            from,
            name,
            subject: letter.subject().unwrap_or_default().trim().to_owned(),
            text: text.replace("\r\n", "\n").chars().take(KEPT).collect(),
            id: letter.message_id().unwrap_or_default().to_owned(),
        })
    }

    /// All of it that a pattern may look for.
    pub fn words(&self) -> String {
        format!("{}\n{}", self.subject, self.text)
    }
}

/// What a letter's headers say: who wrote it, and about what.
pub fn heading(head: &[u8]) -> Option<(String, String)> {
    let letter = MessageParser::default().parse_headers(head)?;
    let (from, _) = author(&letter);
    Some((from, letter.subject().unwrap_or_default().trim().to_owned()))
}

/// Whether a program wrote it, or it went to many: nobody waits for an answer.
pub fn is_of_no_person(whole: &[u8]) -> bool {
    let Some(letter) = MessageParser::default().parse_headers(whole) else {
        return true;
    };
    let says = |name: &str| letter.header_raw(name).map(|said| said.trim().to_ascii_lowercase());
    let is_automatic = says("Auto-Submitted").is_some_and(|said| said != "no");
    let is_to_many = says("Precedence").is_some_and(|said| ["bulk", "list", "junk"].contains(&said.as_str()))
        || says("List-Unsubscribe").is_some()
        || says("List-Id").is_some();
    let is_of_a_server = says("Return-Path").is_some_and(|said| said == "<>");
    is_automatic || is_to_many || is_of_a_server
}

fn author(letter: &Message<'_>) -> (String, String) {
    let from = letter.from().and_then(|from| from.first());
    let address = from.and_then(|from| from.address()).unwrap_or_default();
    let name = from.and_then(|from| from.name()).unwrap_or_default();
    (address.trim().to_lowercase(), name.trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_is_its_words_whatever_its_dress() {
        let whole = "From: =?utf-8?B?0JXQu9C10L3QsA==?= <Elena@Mail.example>\r\nSubject: =?utf-8?Q?=D0=97=D0=B0=D0=BA=D0=B0=D0=B7?= 5\r\n\
            Message-ID: <a@b>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n\
            <p>Заказ №5</p><p>Чайник<br>1 450</p>\r\n";
        let letter = KeptLetter::of(whole.as_bytes(), true).unwrap();
        assert_eq!(
            (
                letter.from.as_str(),
                letter.name.as_str(),
                letter.subject.as_str(),
                letter.id.as_str()
            ),
            ("elena@mail.example", "Елена", "Заказ 5", "a@b")
        );
        let lines: Vec<&str> = letter.text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Заказ №5", "Чайник", "1 450"]);
        assert_eq!(
            heading(whole.as_bytes()),
            Some(("elena@mail.example".to_owned(), "Заказ 5".to_owned()))
        );
    }

    #[test]
    fn what_programs_write_and_what_goes_to_many_asks_nothing() {
        for (head, is_so) in [
            ("Subject: a", false),
            ("Auto-Submitted: no", false),
            ("Auto-Submitted: auto-replied", true),
            ("Precedence: Bulk", true),
            ("List-Unsubscribe: <mailto:x@y>", true),
            ("Return-Path: <>", true),
        ] {
            let whole = format!("From: a@b.example\r\n{head}\r\n\r\ntext\r\n");
            assert_eq!(is_of_no_person(whole.as_bytes()), is_so, "{head}");
        }
    }
}
