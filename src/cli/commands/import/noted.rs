//! What there is to say of a file besides what was put aside: headings it does not know, orders nobody can be called for.

use serde::Serialize;

use crate::cli::context::Context;
use crate::intake::Column;
use crate::intake::FileReport;
use crate::intake::UnreadHeading;
use crate::text;

/// A heading that nothing is read of.
#[derive(Serialize)]
pub struct UnreadShape {
    heading: String,
    /// The column it is nearly the name of.
    did_you_mean: Option<String>,
}

/// What was passed over as no order.
#[derive(Serialize)]
pub struct SkippedShape {
    what: String,
    count: u64,
}

impl SkippedShape {
    pub fn all(report: &FileReport) -> Vec<SkippedShape> {
        let shape = |(what, count): (&String, &u64)| SkippedShape {
            what: what.clone(),
            count: *count,
        };
        report.skipped.iter().map(shape).collect()
    }
}

impl UnreadShape {
    pub fn all(report: &FileReport) -> Vec<UnreadShape> {
        let shape = |unread: &UnreadHeading| UnreadShape {
            heading: unread.heading.clone(),
            did_you_mean: unread.nearest.map(|(column, _)| Column::key(column)),
        };
        report.unread_headings.iter().map(shape).collect()
    }
}

/// A line for each thing worth knowing.
pub fn lines(context: &Context, report: &FileReport) -> Vec<String> {
    let mut lines = Vec::new();
    if !report.unread_headings.is_empty() {
        let shown = report.unread_headings.iter().map(|unread| heading(context, unread));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let key = if report.format.is_of_people() {
            "import-unread_people"
        } else {
            "import-unread"
        };
        lines.push(context.tr.with(key, &[("headings", shown.into())]));
    }
    if !report.other_sheets.is_empty() {
        let sheets = report.other_sheets.iter();
        let sheets = sheets
            .map(|sheet| text::cut(&text::clean(sheet), 40))
            .collect::<Vec<_>>();
        lines.push(
            context
                .tr
                .with("import-other_sheets", &[("sheets", sheets.join(", ").into())]),
        );
    }
    if !report.skipped.is_empty() {
        let kinds = report.skipped.iter();
        let kinds = kinds.map(|(what, count)| format!("{} ({count})", text::cut(&text::clean(what), 40)));
        let kinds = kinds.collect::<Vec<_>>().join(", ");
        lines.push(context.tr.with("import-skipped", &[("kinds", kinds.into())]));
    }
    if report.backlog > 0 || report.history > 0 {
        let args = [("backlog", report.backlog.into()), ("history", report.history.into())];
        lines.push(context.tr.with("import-aged", &args));
    }
    if report.orders > 0 && report.with_phone == 0 {
        lines.push(context.tr.text("import-no_phone"));
    }
    if report.dated_ahead > 0 {
        let count = [("count", report.dated_ahead.into())];
        lines.push(context.tr.with("import-dated_ahead", &count));
    }
    lines
}

fn heading(context: &Context, unread: &UnreadHeading) -> String {
    let shown = text::cut(&text::clean(&unread.heading), 40);
    match unread.nearest {
        Some((_, name)) => {
            let args = [("heading", shown.into()), ("name", name.into())];
            context.tr.with("import-unread_near", &args)
        }
        None => context.tr.with("import-unread_one", &[("heading", shown.into())]),
    }
}
