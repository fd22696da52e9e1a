//! ISO 20022 camt.053, a bank's statement: entries (`Ntry`) with their transactions (`TxDtls`).

use super::file::StatementFile;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::statement::StatementLine;
use crate::intake::Defaults;
use crate::intake::IntakeError;
use crate::intake::amount;
use crate::intake::fields;
use crate::intake::fields::LONG;
use crate::intake::fields::SHORT;
use crate::text::xml::Node;

/// Money in, and one transaction of an entry of many.
const IN: &str = "CRDT";

pub fn read(text: &str, defaults: &Defaults) -> Result<StatementFile, IntakeError> {
    let document = Node::read(text).map_err(|_| IntakeError::UnknownFormat)?;
    let statements: Vec<&Node> = document.list("BkToCstmrStmt", "Stmt").collect();
    if statements.is_empty() {
        return Err(IntakeError::UnknownFormat);
    }
    let mut file = StatementFile::default();
    let entries = statements.iter().flat_map(|statement| statement.all("Ntry"));
    for (at, entry) in entries.enumerate() {
        // What was taken back again came to nothing.
        if entry.get("CdtDbtInd") != IN || entry.get("RvslInd") == "true" {
            continue;
        }
        let place = u64::try_from(at).unwrap_or(0) + 1;
        let parts: Vec<&Node> = entry.list("NtryDtls", "TxDtls").collect();
        let one = [entry];
        let parts = if parts.len() > 1 { &parts[..] } else { &one[..] };
        for part in parts {
            match line(entry, part, place, defaults) {
                Ok(line) => file.lines.push(line),
                Err((field, why)) => file.rejects.push(Reject {
                    line: place,
                    order: Some(entry.get("NtryRef").to_owned()).filter(|reference| !reference.is_empty()),
                    field: field.to_owned(),
                    why,
                    head: None,
                    raw: String::new(),
                }),
            }
        }
    }
    Ok(file)
}

fn line(
    entry: &Node,
    part: &Node,
    place: u64,
    defaults: &Defaults,
) -> Result<StatementLine, (&'static str, RejectWhy)> {
    let told = part
        .child("NtryDtls")
        .and_then(|details| details.child("TxDtls"))
        .unwrap_or(part);
    let sum = [part, told].into_iter().find_map(|of| {
        let whole = of.child("AmtDtls").and_then(|details| details.child("TxAmt"));
        of.child("Amt").or_else(|| whole?.child("Amt"))
    });
    let sum = sum.ok_or(("Amt", RejectWhy::Missing))?;
    let currency = match sum.attribute("Ccy") {
        "" => defaults.currency,
        code => Currency::parse(code).map_err(|_| {
            let found = code.to_owned();
            ("Ccy", RejectWhy::NotACurrency { found })
        })?,
    };
    let amount = amount::decimal(sum.text(), currency).map_err(|why| ("Amt", why))?;
    let day = entry.child("BookgDt").or_else(|| entry.child("ValDt"));
    let day = day.map_or("", |day| match day.get("Dt") {
        "" => day.get("DtTm"),
        only => only,
    });
    let payer = told.child("RltdPties").and_then(|parties| parties.child("Dbtr"));
    // Since the version of 2019 a party is one level deeper.
    let payer = payer.map_or("", |payer| payer.child("Pty").unwrap_or(payer).get("Nm"));
    let said: Vec<&str> = told.list("RmtInf", "Ustrd").map(Node::text).collect();
    let reference = told.child("Refs").map_or("", |refs| refs.get("EndToEndId"));
    let reference = Some(reference).filter(|known| !known.is_empty() && *known != "NOTPROVIDED");
    let purpose: Vec<&str> = said.into_iter().chain(reference).collect();
    Ok(StatementLine {
        line: place,
        key: String::new(),
        day: day.get(..10).and_then(|day| day.parse().ok()),
        amount,
        withheld: 0,
        currency,
        payer: fields::text(payer, SHORT),
        purpose: fields::text(&purpose.join(" "), LONG),
        number: String::new(),
        means: Means::BankAccount,
    })
}
