//! Tracking numbers without headings: a line has a number and, beside it in any order, whose it is.

use super::file::RegisterFile;
use crate::domain::parcel::Check;
use crate::domain::parcel::recognise;
use crate::domain::phone;
use crate::domain::phone::Phone;
use crate::domain::register::RegisterLine;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::fields;
use crate::intake::fields::SHORT;

/// No carrier's number has fewer characters, and few orders' have as many.
const SHORTEST: usize = 10;
/// A number is written in no more groups: `RA 123 456 785 RU`.
const GROUPS: usize = 5;

pub fn read(text: &str, defaults: &Defaults) -> Result<RegisterFile, IntakeError> {
    let mut file = RegisterFile::default();
    for (at, written) in (1..).zip(text.trim_start_matches('\u{feff}').lines()) {
        if written.trim().is_empty() {
            continue;
        }
        match line(at, written, defaults) {
            Some(line) => file.lines.push(line),
            None => file.rejects.push(Reject {
                line: at,
                order: None,
                field: String::new(),
                why: RejectWhy::Missing,
                head: None,
                raw: fields::raw(written),
            }),
        }
    }
    if file.lines.is_empty() {
        return Err(IntakeError::UnknownFormat);
    }
    Ok(file)
}

fn line(at: u64, written: &str, defaults: &Defaults) -> Option<RegisterLine> {
    let divided: Vec<&str> = written.split(['\t', ';', ',', '|']).map(str::trim).collect();
    let mut parts: Vec<String> = match divided[..] {
        [only] => only.split_whitespace().map(str::to_owned).collect(),
        _ => divided.iter().map(|part| (*part).to_owned()).collect(),
    };
    parts.retain(|part| !part.is_empty());
    let phone = take_phone(&mut parts, defaults);
    let number = take_number(&mut parts, defaults.country.code())?;
    let has_digit = |part: &String| part.contains(|c: char| c.is_ascii_digit());
    let order = parts.iter().position(has_digit).map(|at| parts.remove(at));
    parts.retain(|part| part.contains(char::is_alphabetic));
    Some(RegisterLine {
        line: at,
        number,
        order: fields::text(&order.unwrap_or_default(), SHORT),
        phone: phone.map(|phone| phone.e164().to_owned()),
        name: fields::text(&parts.join(" "), SHORT),
        ..RegisterLine::default()
    })
}

/// A phone is one where another part may be the number: the only part that is long enough is the number itself.
fn take_phone(parts: &mut Vec<String>, defaults: &Defaults) -> Option<Phone> {
    let read = |text: &str| phone::parse(text, defaults.country).phone();
    if let Some(from) = parts.iter().position(|part| part.starts_with('+')) {
        // In groups, as people write it.
        let to = (from + 1..=parts.len()).rev().find(|to| {
            let is_bare = |part: &String| !part.contains(char::is_alphabetic);
            parts[from..*to].iter().all(is_bare) && read(&parts[from..*to].concat()).is_some()
        })?;
        let written: String = parts.drain(from..to).collect();
        return read(&written);
    }
    let long = |part: &String| part.chars().filter(char::is_ascii_digit).count() >= SHORTEST;
    if parts.iter().filter(|part| long(part)).count() < 2 {
        return None;
    }
    let at = parts.iter().position(|part| long(part) && read(part).is_some())?;
    read(&parts.remove(at))
}

/// One part that is a number, else one in groups, else the longest that could be one.
fn take_number(parts: &mut Vec<String>, country: &str) -> Option<String> {
    let check = |text: &str| recognise(text, country, None).check;
    let is_long = |text: &str| text.chars().filter(char::is_ascii_alphanumeric).count() >= SHORTEST;
    let is_whole = |text: &str| is_long(text) && matches!(check(text), Check::Ok | Check::None);
    if let Some(at) = parts.iter().position(|part| is_whole(part)) {
        return Some(parts.remove(at));
    }
    for groups in (2..=GROUPS.min(parts.len())).rev() {
        let from = (0..=parts.len() - groups).find(|from| is_whole(&parts[*from..from + groups].concat()));
        if let Some(from) = from {
            return Some(parts.drain(from..from + groups).collect());
        }
    }
    let could_be = |part: &String| is_long(part) && part.contains(|c: char| c.is_ascii_digit());
    let at = (0..parts.len())
        .filter(|at| could_be(&parts[*at]))
        .max_by_key(|at| parts[*at].len())?;
    Some(parts.remove(at))
}
