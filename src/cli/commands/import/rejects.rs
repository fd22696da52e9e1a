//! What was put aside of a file, in words.

use serde::Serialize;

use super::stages::Stages;
use crate::cli::context::Context;
use crate::domain::reject::Reject;
use crate::intake::FileReport;
use crate::intake::Rejected;
use crate::text;
use crate::words;

/// One reject.
#[derive(Serialize)]
pub struct ToldReject {
    /// In a workbook the row of the sheet.
    line: u64,
    order: Option<String>,
    field: String,
    why: &'static str,
    message: String,
    remedy: String,
}

/// A status word nobody has explained.
#[derive(Serialize)]
pub struct UnexplainedWord {
    word: String,
    orders: u64,
    /// What is to be added to which section of which file.
    section: String,
    key: String,
    path: String,
}

impl ToldReject {
    pub fn all(context: &Context, rejected: &Rejected) -> Vec<ToldReject> {
        let shape = |reject: &Reject| {
            let told = words::reject(&context.tr, reject);
            ToldReject {
                line: reject.line,
                order: reject.order.as_deref().map(words::piece),
                field: reject.field.clone(),
                why: reject.why.code(),
                message: told.message,
                remedy: told.hint,
            }
        };
        rejected.first.iter().map(shape).collect()
    }
}

impl UnexplainedWord {
    pub fn all(stages: &Stages, source: &str, rejected: &Rejected) -> Vec<UnexplainedWord> {
        let shape = |(word, orders): (&String, &u64)| {
            let (section, key, path) = stages.remedy(source, word);
            UnexplainedWord {
                word: word.clone(),
                orders: *orders,
                section,
                key,
                path,
            }
        };
        rejected.unexplained.iter().map(shape).collect()
    }
}

/// A line for each of the first rejects, and one for each word nobody has explained.
pub fn lines(context: &Context, stages: &Stages, source: &str, report: &FileReport) -> Vec<String> {
    let rejected = &report.rejected;
    let mut lines: Vec<String> = rejected
        .first
        .iter()
        .map(|reject| line(context, report.sheet.as_deref(), reject))
        .collect();
    let told = i64::try_from(rejected.told()).unwrap_or(i64::MAX);
    if report.counts.rejected > told {
        let count = report.counts.rejected - told;
        lines.push(context.tr.with("import-more_rejects", &[("count", count.into())]));
    }
    for (word, count) in &rejected.unexplained {
        let (section, key, path) = stages.remedy(source, word);
        let args = [
            ("count", i64::try_from(*count).unwrap_or(i64::MAX).into()),
            ("word", text::clean(word).into()),
            ("section", section.into()),
            ("key", text::clean(&key).into()),
            ("path", path.into()),
        ];
        lines.push(context.tr.with("import-unexplained", &args));
    }
    lines
}

/// `line 12, order 1043, total: “сто” is no amount – write it as 1450, 1450.50 or 1450,50.`
fn line(context: &Context, sheet: Option<&str>, reject: &Reject) -> String {
    let told = words::reject(&context.tr, reject);
    // What was refused for what the desk has stands at no place in particular.
    let is_placed = reject.line > 0;
    let at = reject.line.to_string();
    let at = match sheet {
        Some(sheet) => {
            let args = [("sheet", text::clean(sheet).into()), ("line", at.into())];
            context.tr.with("import-at_row", &args)
        }
        None => context.tr.with("import-at_line", &[("line", at.into())]),
    };
    let order = reject.order.as_ref().map(|order| {
        let order = text::cut(&words::piece(order), 40);
        context.tr.with("import-order", &[("order", order.into())])
    });
    let field = Some(text::clean(&reject.field).into_owned()).filter(|field| !field.is_empty());
    let place_of: Vec<String> = [Some(at).filter(|_| is_placed), order, field]
        .into_iter()
        .flatten()
        .collect();
    let args = [
        ("where", place_of.join(", ").into()),
        ("message", told.message.into()),
        ("hint", told.hint.into()),
    ];
    context.tr.with("import-reject", &args)
}
