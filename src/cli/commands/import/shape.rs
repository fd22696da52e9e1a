//! What came of an import, as JSON and as a table.

use serde::Serialize;

use super::noted::PassedOver;
use super::noted::UnknownHeading;
use super::rejects::ToldReject;
use super::rejects::UnexplainedWord;
use super::stages::Stages;
use crate::cli::context::Context;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::headings;
use crate::cli::output::table::table;
use crate::desk::import::ImportEnd;
use crate::domain::incoming::ImportCounts;
use crate::domain::item::Incomplete;
use crate::intake::FileReport;
use crate::text;

/// What came of one file.
#[derive(Default, Serialize)]
pub struct ToldFile {
    file: String,
    profile: Option<String>,
    /// Of a workbook.
    sheet: Option<String>,
    /// Sheets of it that seem to hold orders too and were not read.
    other_sheets: Vec<String>,
    #[serde(flatten)]
    counts: ImportCounts,
    /// New orders that are open and were placed longer than `backlog_after` ago.
    backlog: i64,
    /// New orders that are history and owe nothing.
    history: i64,
    /// Headings that nothing is read of.
    unread_headings: Vec<UnknownHeading>,
    /// Orders that somebody can be called for.
    with_phone: usize,
    /// What was passed over as no order.
    skipped: Vec<PassedOver>,
    /// What the shop's answer itself says is missing in it.
    incomplete: Vec<Incomplete>,
    /// Orders dated later than they came.
    dated_ahead: usize,
    rejects_file: Option<String>,
    /// The first of them; all are in the file.
    rejects: Vec<ToldReject>,
    unknown_statuses: Vec<UnexplainedWord>,
    /// Somebody stopped it before its end.
    stopped: bool,
    error: Option<String>,
}

/// The answer to a command that was given that many files.
pub fn reply(context: &Context, given: usize, files: Vec<ToldFile>) -> Reply {
    let counts = files
        .iter()
        .fold(ImportCounts::default(), |all, file| all.and(file.counts));
    let is_partly = |file: &ToldFile| file.stopped || file.error.is_some() || !file.incomplete.is_empty();
    let partly = counts.rejected > 0 || files.len() < given || files.iter().any(is_partly);
    let shape = object! {
        #[serde(flatten)]
        counts,
        rejects_file: files.iter().find_map(|file| file.rejects_file.clone()),
        files,
    };
    context.reply(&shape, || plain(context, &shape.files)).partly(partly)
}

fn plain(context: &Context, files: &[ToldFile]) -> String {
    let head = [
        "",
        "",
        "cli-read",
        "cli-created",
        "cli-updated",
        "cli-unchanged_count",
        "cli-rejected",
    ];
    let mut rows = vec![headings(&context.tr, head)];
    rows.extend(files.iter().filter(|file| file.error.is_none()).map(|file| {
        let c = file.counts;
        let numbers = [c.read, c.created, c.updated, c.unchanged, c.rejected].map(|count| count.to_string());
        let name = match &file.sheet {
            Some(sheet) => format!("{} · {}", file.file, text::clean(sheet)),
            None => file.file.clone(),
        };
        let mut row = vec![name, file.profile.clone().unwrap_or_default()];
        row.extend(numbers);
        row
    }));
    table(&[2, 3, 4, 5, 6], rows)
}

impl ToldFile {
    /// Of the file, the profile and the source that `named` says.
    pub fn of(context: &Context, stages: &Stages, named: (String, String, String), report: &FileReport) -> ToldFile {
        let (file, profile, source) = named;
        ToldFile {
            file,
            profile: Some(profile),
            sheet: report.sheet.clone(),
            other_sheets: report.other_sheets.clone(),
            counts: report.counts,
            backlog: report.backlog,
            history: report.history,
            unread_headings: UnknownHeading::all(report),
            with_phone: report.with_phone,
            skipped: PassedOver::all(report),
            incomplete: report.incomplete.clone(),
            dated_ahead: report.dated_ahead,
            rejects_file: report.rejects_file.as_ref().map(|path| path.display().to_string()),
            rejects: ToldReject::all(context, &report.rejected),
            unknown_statuses: UnexplainedWord::all(stages, &source, &report.rejected),
            stopped: report.end == ImportEnd::Stopped,
            error: None,
        }
    }

    /// Of a file whose reading was stopped, as far as it came.
    pub fn stopped(file: String, counts: &ImportCounts) -> ToldFile {
        ToldFile {
            file,
            counts: *counts,
            stopped: true,
            ..ToldFile::default()
        }
    }

    /// Of a file that could not be read.
    pub fn failed(file: String, error: String) -> ToldFile {
        ToldFile {
            file,
            error: Some(error),
            ..ToldFile::default()
        }
    }
}
