//! Lines of a file beside orders: what fits is entered, what may fit is asked about, what does not is left.

use std::collections::HashMap;

use serde::Serialize;

use super::import;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::reply::ask;
use crate::cli::output::reply::somebody_is_there;
use crate::cli::output::table::table;
use crate::desk::error::DeskError;
use crate::domain::ids::OrderId;
use crate::domain::reject::Reject;

/// What was taken at another time: no news.
pub const TAKEN: &str = "taken";
/// What was entered now.
pub const TOOK: &str = "took";

/// What is to be done with a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineOffer {
    /// It is entered.
    Enter(OrderId),
    /// A person is asked.
    Ask(OrderId),
    /// It is left.
    Leave,
}

/// A line of a file that is matched with orders.
pub trait Matched {
    /// Where it stands in the file.
    fn line(&self) -> u64;
    /// How it fits.
    fn code(&self) -> &'static str;
    /// What follows from that.
    fn offer(&self) -> LineOffer;
}

/// What came of entering.
#[derive(Default)]
pub struct TakenLines {
    /// The lines that were entered.
    pub took: Vec<u64>,
    /// The lines the desk would not take now, and why.
    refused: Vec<(u64, Failure)>,
}

impl TakenLines {
    /// What was refused, for programs.
    pub fn refused_json(&self) -> Vec<impl Serialize> {
        let refused = self.refused.iter();
        refused
            .map(|(line, why)| object! { line, message: &why.message, hint: &why.hint })
            .collect()
    }
}

/// Enters what fits exactly, and what somebody says fits, by `enter`, which says whether that was news. The question has the
/// key `question` and stands below the line's row. What a colleague holds stays for another time.
pub fn take<M: Matched>(
    context: &Context,
    lines: &[M],
    question: &str,
    row: impl Fn(&M) -> Vec<String>,
    mut enter: impl FnMut(&M, OrderId) -> Result<bool, DeskError>,
) -> Result<TakenLines, Failure> {
    let can_ask = somebody_is_there() && context.form == Form::Plain;
    let mut taken = TakenLines::default();
    for of in lines {
        let order = match of.offer() {
            LineOffer::Enter(order) => order,
            LineOffer::Ask(order) if can_ask => {
                let question = format!("{}\n{} ", row(of).join("  "), context.tr.text(question));
                match ask(&question) {
                    Some(typed) if says_yes(&typed) => order,
                    Some(_) => continue,
                    None => break,
                }
            }
            LineOffer::Ask(_) | LineOffer::Leave => continue,
        };
        match enter(of, order) {
            Ok(true) => taken.took.push(of.line()),
            Ok(false) => {}
            Err(DeskError::Refused(refusal)) => {
                let why = Failure::of_desk(&context.tr, context.zone(), &DeskError::Refused(refusal));
                taken.refused.push((of.line(), why));
            }
            Err(error) => return context.told(Err(error)),
        }
    }
    Ok(taken)
}

/// In every language, also typed in the other layout.
fn says_yes(typed: &str) -> bool {
    ["y", "yes", "д", "да", "так", "l", "lf", "nfr"].contains(&typed.trim().to_lowercase().as_str())
}

/// How many lines there are of each fit.
pub fn counts<M: Matched>(lines: &[M], took: &[u64]) -> HashMap<&'static str, usize> {
    let mut counts: HashMap<&'static str, usize> = HashMap::new();
    for of in lines {
        *counts.entry(code(of, took)).or_default() += 1;
    }
    counts
}

/// The lines by how they fit, in the order of `codes`, each part under the heading `family`-code.
pub fn parts<M: Matched>(
    context: &Context,
    lines: &[M],
    took: &[u64],
    (family, codes): (&str, &[&str]),
    right: &[usize],
    row: impl Fn(&M) -> Vec<String>,
) -> String {
    let mut parts = Vec::new();
    for fit in codes {
        let of: Vec<&M> = lines.iter().filter(|of| code(*of, took) == *fit).collect();
        if of.is_empty() {
            continue;
        }
        let heading = format!("{family}-{fit}");
        parts.push(context.tr.with(&heading, &[("count", of.len().into())]));
        if *fit != TAKEN {
            parts.push(table(right, of.into_iter().map(&row)));
        }
    }
    if parts.is_empty() {
        parts.push(context.tr.text(&format!("{family}-empty")));
    }
    parts.join("\n")
}

fn code<M: Matched>(of: &M, took: &[u64]) -> &'static str {
    if took.contains(&of.line()) { TOOK } else { of.code() }
}

/// The answer with what could not be read and what was refused beside it.
pub fn reply(context: &Context, reply: Reply, taken: &TakenLines, rejects: &[Reject]) -> Reply {
    let unread = rejects.iter().map(|reject| import::refused(context, reject));
    let refused = taken.refused.iter().map(|(line, why)| {
        let args = [
            ("line", line.to_string().into()),
            ("message", why.message.clone().into()),
            ("hint", why.hint.clone().into()),
        ];
        context.tr.with("statement-refused", &args)
    });
    let is_part = !rejects.is_empty() || !taken.refused.is_empty();
    context.beside(reply.partly(is_part), unread.chain(refused))
}

/// What could not be read, for programs.
pub fn unread_json(rejects: &[Reject]) -> Vec<impl Serialize> {
    let unread = |reject: &Reject| {
        object! {
            line: reject.line,
            field: reject.field.clone(),
            why: reject.why.code(),
            message: reject.why.to_string(),
        }
    };
    rejects.iter().map(unread).collect()
}
