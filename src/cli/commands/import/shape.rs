//! What came of an import, as JSON and as a table.

use serde::Serialize;

use super::noted::IncompleteShape;
use super::noted::SkippedShape;
use super::noted::UnreadShape;
use super::rejects::RejectShape;
use super::rejects::UnexplainedShape;
use super::stages::Stages;
use crate::cli::context::Context;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::Side;
use crate::cli::output::table::table;
use crate::desk::import::ImportEnd;
use crate::domain::incoming::ImportCounts;
use crate::intake::FileReport;
use crate::text;

/// What came of all files.
#[derive(Serialize)]
struct ImportShape {
    #[serde(flatten)]
    counts: CountsShape,
    rejects_file: Option<String>,
    files: Vec<FileShape>,
}

/// What came of one file.
#[derive(Serialize)]
pub struct FileShape {
    file: String,
    profile: Option<String>,
    /// Of a workbook.
    sheet: Option<String>,
    /// Sheets of it that seem to hold orders too and were not read.
    other_sheets: Vec<String>,
    #[serde(flatten)]
    counts: CountsShape,
    /// New orders that are open and were placed longer than `backlog_after` ago.
    backlog: i64,
    /// New orders that are history and owe nothing.
    history: i64,
    /// Headings that nothing is read of.
    unread_headings: Vec<UnreadShape>,
    /// Orders that somebody can be called for.
    with_phone: usize,
    /// What was passed over as no order.
    skipped: Vec<SkippedShape>,
    /// What the shop's answer itself says is missing in it.
    incomplete: Vec<IncompleteShape>,
    /// Orders dated later than they came.
    dated_ahead: usize,
    rejects_file: Option<String>,
    /// The first of them; all are in the file.
    rejects: Vec<RejectShape>,
    unknown_statuses: Vec<UnexplainedShape>,
    /// Somebody stopped it before its end.
    stopped: bool,
    error: Option<String>,
}

#[derive(Clone, Copy, Default, Serialize)]
struct CountsShape {
    read: i64,
    created: i64,
    updated: i64,
    unchanged: i64,
    rejected: i64,
}

/// The answer to a command that was given that many files.
pub fn reply(context: &Context, given: usize, files: Vec<FileShape>) -> Reply {
    let mut counts = CountsShape::default();
    for file in &files {
        counts.add(file.counts);
    }
    let is_partly = |file: &FileShape| file.stopped || file.error.is_some() || !file.incomplete.is_empty();
    let partly = counts.rejected > 0 || files.len() < given || files.iter().any(is_partly);
    let shape = ImportShape {
        counts,
        rejects_file: files.iter().find_map(|file| file.rejects_file.clone()),
        files,
    };
    context.reply(&shape, || plain(context, &shape.files)).partly(partly)
}

fn plain(context: &Context, files: &[FileShape]) -> String {
    let head = [
        "",
        "",
        "cli-read",
        "cli-created",
        "cli-updated",
        "cli-unchanged_count",
        "cli-rejected",
    ];
    let head = head.map(|key| {
        if key.is_empty() {
            String::new()
        } else {
            context.tr.text(key)
        }
    });
    let mut rows = vec![head.to_vec()];
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
    let right = [Side::Right; 5];
    table(&[&[Side::Left; 2][..], &right].concat(), &rows)
}

impl FileShape {
    /// Of the file, the profile and the source that `named` says.
    pub fn of(context: &Context, stages: &Stages, named: (String, String, String), report: &FileReport) -> FileShape {
        let (file, profile, source) = named;
        FileShape {
            file,
            profile: Some(profile),
            sheet: report.sheet.clone(),
            other_sheets: report.other_sheets.clone(),
            counts: CountsShape::of(&report.counts),
            backlog: report.backlog,
            history: report.history,
            unread_headings: UnreadShape::all(report),
            with_phone: report.with_phone,
            skipped: SkippedShape::all(report),
            incomplete: IncompleteShape::all(report),
            dated_ahead: report.dated_ahead,
            rejects_file: report.rejects_file.as_ref().map(|path| path.display().to_string()),
            rejects: RejectShape::all(context, &report.rejected),
            unknown_statuses: UnexplainedShape::all(stages, &source, &report.rejected),
            stopped: report.end == ImportEnd::Stopped,
            error: None,
        }
    }

    /// Of a file whose reading was stopped, as far as it came.
    pub fn stopped(file: String, counts: &ImportCounts) -> FileShape {
        FileShape {
            counts: CountsShape::of(counts),
            stopped: true,
            error: None,
            ..FileShape::failed(file, String::new())
        }
    }

    pub fn failed(file: String, error: String) -> FileShape {
        FileShape {
            file,
            profile: None,
            sheet: None,
            other_sheets: Vec::new(),
            counts: CountsShape::default(),
            backlog: 0,
            history: 0,
            unread_headings: Vec::new(),
            with_phone: 0,
            skipped: Vec::new(),
            incomplete: Vec::new(),
            dated_ahead: 0,
            rejects_file: None,
            rejects: Vec::new(),
            unknown_statuses: Vec::new(),
            stopped: false,
            error: Some(error),
        }
    }
}

impl CountsShape {
    fn of(counts: &ImportCounts) -> CountsShape {
        CountsShape {
            read: counts.read,
            created: counts.created,
            updated: counts.updated,
            unchanged: counts.unchanged,
            rejected: counts.rejected,
        }
    }

    fn add(&mut self, other: CountsShape) {
        self.read += other.read;
        self.created += other.created;
        self.updated += other.updated;
        self.unchanged += other.unchanged;
        self.rejected += other.rejected;
    }
}
