//! What a letter that came says of one that left: it could not be delivered (RFC 3464, and servers with words of their own),
//! or who got it wants no offers.

use mail_parser::Message;
use mail_parser::MessageParser;
use mail_parser::MessagePart;
use mail_parser::MimeHeaders;
use mail_parser::PartType;

use super::status::DeliveryStatus;
use super::status::status_of;
use crate::domain::sending::MailNews;
use crate::domain::settings::UNSUBSCRIBE;
use crate::outreach::gateways::MARK;
use crate::text::clean;

/// How much of what a server says is kept, characters.
const KEPT: usize = 200;
/// Whose letters tell what became of others.
const SERVERS: [&str; 6] = [
    "mailer-daemon",
    "mailerdaemon",
    "maildaemon",
    "mail-daemon",
    "mdaemon",
    "postmaster",
];
/// A server that goes on trying says so; it will say more when it gives up.
const TRIES_ON: [&str; 9] = [
    "delay",
    "warning",
    "not been delivered yet",
    "not yet been delivered",
    "will continue to",
    "being retried",
    "will be retried",
    "задерж",
    "будет повторен",
];

/// Whether its headers ask for a look at the whole letter.
pub fn is_report(head: &[u8]) -> bool {
    parsed(head).is_some_and(|letter| is_standard(&letter) || is_of_server(&letter))
}

/// What its headers alone say: who gets an offer need not write a word.
pub fn wish(head: &[u8]) -> Option<MailNews> {
    // A program that does not decode an address writes %20.
    let subject = parsed(head)?.subject()?.trim().to_lowercase().replace("%20", " ");
    let rest = subject.strip_prefix(UNSUBSCRIBE)?;
    let word = rest
        .split(|c: char| !c.is_ascii_alphanumeric() && !".-".contains(c))
        .find(|word| !word.is_empty());
    Some(match word.filter(|word| is_mark(word)) {
        Some(mark) => MailNews::WantsNoOffers { mark: mark.to_owned() },
        None => MailNews::NobodyKnown,
    })
}

/// What a letter says that a server wrote; none when it is about none of ours, or says nothing final.
pub fn report(whole: &[u8]) -> Option<MailNews> {
    let letter = parsed(whole)?;
    if !is_standard(&letter) && !is_of_server(&letter) {
        return None;
    }
    let original = mark_of_original(&letter);
    let is_quoted = original.is_some() || letter.header("X-Failed-Recipients").is_some();
    let mark = original.or_else(|| mark_answered(&letter))?;
    let mut statuses = letter
        .parts
        .iter()
        .filter(|part| is_type(*part, "message", "delivery-status"));
    if let Some(part) = statuses.next() {
        return match status_of(&String::from_utf8_lossy(part.contents()))? {
            DeliveryStatus::Failed { why } => Some(MailNews::Undelivered {
                mark,
                why: short(why.as_deref().or(letter.subject()).unwrap_or_default()),
            }),
            DeliveryStatus::Delivered => Some(MailNews::Delivered { mark }),
        };
    }
    let text = letter.body_text(0).unwrap_or_default();
    let own = own_words(&text);
    let subject = letter.subject().unwrap_or_default();
    let tries_on = |words: &str| TRIES_ON.iter().any(|sign| words.contains(sign));
    if tries_on(&subject.to_lowercase()) || tries_on(&own.to_lowercase()) {
        return None;
    }
    let said = own.lines().map(str::trim).find(|line| has_refusal(line));
    // A person may write from such an address too: an answer that neither refuses nor brings the letter back is theirs.
    if said.is_none() && !is_quoted {
        return None;
    }
    Some(MailNews::Undelivered {
        mark,
        why: short(said.unwrap_or(subject)),
    })
}

fn parsed(bytes: &[u8]) -> Option<Message<'_>> {
    MessageParser::default().parse(bytes)
}

fn is_standard(letter: &Message<'_>) -> bool {
    let about = letter.content_type().and_then(|of| of.attribute("report-type"));
    is_type(letter, "multipart", "report") && about.is_none_or(|about| about.eq_ignore_ascii_case("delivery-status"))
}

/// A server wrote it, or says whom it could not reach.
fn is_of_server(letter: &Message<'_>) -> bool {
    let sender = letter
        .from()
        .and_then(|from| from.first())
        .and_then(|from| from.address());
    let name = sender
        .and_then(|address| address.split('@').next())
        .unwrap_or_default()
        .to_lowercase();
    letter.header("X-Failed-Recipients").is_some()
        || SERVERS.contains(&name.as_str())
        || name.starts_with("microsoftexchange")
}

fn is_type<'x>(part: &impl MimeHeaders<'x>, kind: &str, of: &str) -> bool {
    part.content_type().is_some_and(|found| {
        let subtype = found.subtype().unwrap_or_default();
        let subtype = subtype.strip_prefix("global-").unwrap_or(subtype);
        found.ctype().eq_ignore_ascii_case(kind) && subtype.eq_ignore_ascii_case(of)
    })
}

/// The mark of the letter that came back: it, its headers, or what of them stands in the text.
fn mark_of_original(letter: &Message<'_>) -> Option<String> {
    let of_part = |part: &MessagePart<'_>| match &part.body {
        PartType::Message(original) => mark_in_headers(original),
        PartType::Text(text) | PartType::Html(text) => mark_in_text(text),
        PartType::Binary(bytes) | PartType::InlineBinary(bytes) => mark_in_text(&String::from_utf8_lossy(bytes)),
        PartType::Multipart(_) => None,
    };
    letter.parts.iter().rev().find_map(of_part)
}

fn mark_in_headers(original: &Message<'_>) -> Option<String> {
    let own = original.header_raw(MARK).map(str::trim);
    own.into_iter().chain(original.message_id()).find_map(mark)
}

fn mark_in_text(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let (name, value) = line.trim_start_matches(['>', ' ', '\t']).split_once(':')?;
        let is_named = [MARK, "Message-ID"]
            .iter()
            .any(|known| name.eq_ignore_ascii_case(known));
        mark(value).filter(|_| is_named)
    })
}

/// The letter it answers; some servers send nothing back but that.
fn mark_answered(letter: &Message<'_>) -> Option<String> {
    let answered = letter.in_reply_to().clone().into_text_list().unwrap_or_default();
    let thread = letter.references().clone().into_text_list().unwrap_or_default();
    let mut ids = answered.iter().chain(&thread);
    ids.find_map(|id| mark(id))
}

/// The mark in an id such as `<7.00ff00ff00ff00ff@lavka.example>`.
fn mark(id: &str) -> Option<String> {
    let id = id.trim().trim_start_matches('<');
    let id = id.split(['@', '>']).next().unwrap_or_default();
    Some(id.to_owned()).filter(|id| is_mark(id))
}

fn is_mark(word: &str) -> bool {
    word.split_once('.').is_some_and(|(id, rest)| {
        let is_id = (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        is_id && rest.len() == 16 && rest.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

/// What the server says itself, before it quotes the letter.
fn own_words(text: &str) -> &str {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let begins = line.trim_start().to_lowercase();
        if ["received:", "return-path:", "message-id:"]
            .iter()
            .any(|name| begins.starts_with(name))
        {
            break;
        }
        end += line.len();
    }
    text.get(..end).unwrap_or(text)
}

/// A word of a server such as `550 no such user`, or `5.1.1`.
fn has_refusal(line: &str) -> bool {
    line.split([' ', ':', '-', '<', '>', '"']).any(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        word.starts_with('5') && (word.len() == 3 && digits == 3 || word.len() >= 5 && word.get(1..2) == Some("."))
    })
}

fn short(why: &str) -> String {
    let why: String = clean(why).split_whitespace().collect::<Vec<_>>().join(" ");
    why.chars().take(KEPT).collect()
}
