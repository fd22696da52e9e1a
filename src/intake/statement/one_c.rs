//! `1CClientBankExchange`, the exchange file of 1C with the programs of banks (`kl_to_1c.txt`).
//!
//! Sections of `name=value` lines; a document is money in when it is paid to an account of the shop's (`РасчСчет`), or names
//! the day it came (`ДатаПоступило`) where the file names no account.

use std::collections::HashMap;

use super::file::StatementFile;
use crate::domain::order::Means;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::statement::StatementLine;
use crate::intake::Defaults;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::intake::moment;

/// What such a file begins with.
pub const FIRST_LINE: &str = "1CClientBankExchange";

/// Its names and values.
type ExchangeSection<'t> = HashMap<&'t str, &'t str>;

pub fn read(text: &str, defaults: &Defaults) -> StatementFile {
    let mut file = StatementFile::default();
    let mut accounts = Vec::new();
    let mut document: Option<(usize, ExchangeSection<'_>)> = None;
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let (name, value) = line.split_once('=').unwrap_or((line, ""));
        match (name.trim(), &mut document) {
            ("СекцияДокумент", _) => document = Some((at, ExchangeSection::new())),
            ("КонецДокумента", of) => {
                if let Some((from, document)) = of.take() {
                    take(&mut file, &document, &accounts, from, &lines[from..=at], defaults);
                }
            }
            ("РасчСчет", None) => accounts.push(value.trim()),
            (name, Some((_, document))) => {
                document.insert(name, value.trim());
            }
            _ => {}
        }
    }
    if let Some((from, _)) = document {
        let raw = lines[from..].join("\n");
        file.rejects.push(reject(from, "", RejectWhy::CutShort, &raw));
    }
    file
}

fn take(
    file: &mut StatementFile,
    document: &ExchangeSection<'_>,
    accounts: &[&str],
    from: usize,
    lines: &[&str],
    defaults: &Defaults,
) {
    let get = |name: &str| document.get(name).copied().unwrap_or_default();
    let came = if accounts.is_empty() {
        !get("ДатаПоступило").is_empty()
    } else {
        accounts.contains(&get("ПолучательСчет")) && !accounts.contains(&get("ПлательщикСчет"))
    };
    if !came {
        return;
    }
    let raw = lines.join("\n");
    let amount = match amount::decimal(get("Сумма"), defaults.currency) {
        Ok(amount) => amount,
        Err(why) => return file.rejects.push(reject(from, "Сумма", why, &raw)),
    };
    let day = [get("ДатаПоступило"), get("Дата")]
        .into_iter()
        .find(|day| !day.is_empty());
    let day = match day.map(|day| moment::when(day, defaults.time_zone)).transpose() {
        Ok(day) => day,
        Err(why) => return file.rejects.push(reject(from, "Дата", why, &raw)),
    };
    let parts = (1..=6).map(|at| document.get(format!("НазначениеПлатежа{at}").as_str()));
    let parts: Vec<&str> = parts.flatten().copied().collect();
    let purpose = match get("НазначениеПлатежа") {
        "" => parts.join(" "),
        whole => whole.to_owned(),
    };
    let payer = [get("Плательщик1"), get("Плательщик")]
        .into_iter()
        .find(|payer| !payer.is_empty());
    file.lines.push(StatementLine {
        line: u64::try_from(from).unwrap_or(0) + 1,
        key: String::new(),
        day: day.map(|at| crate::domain::local_time::local(defaults.time_zone, at).date()),
        amount,
        withheld: 0,
        currency: defaults.currency,
        payer: fields::text(payer.unwrap_or_default(), SHORT),
        purpose: fields::text(&purpose, LONG),
        number: String::new(),
        means: Means::BankAccount,
    });
}

fn reject(from: usize, field: &str, why: RejectWhy, raw: &str) -> Reject {
    Reject {
        line: u64::try_from(from).unwrap_or(0) + 1,
        order: None,
        field: field.to_owned(),
        why,
        head: None,
        raw: fields::raw(raw),
    }
}
