//! What there is to say of a file besides what was put aside: headings it does not know, orders nobody can be called for.

use serde::Serialize;

use crate::cli::context::Context;
use crate::domain::item::Incomplete;
use crate::intake::Column;
use crate::intake::FileReport;
use crate::intake::UnreadHeading;
use crate::text;

/// A heading that nothing is read of.
#[derive(Serialize)]
pub struct UnknownHeading {
    heading: String,
    /// The column it is nearly the name of.
    did_you_mean: Option<String>,
}

/// What was passed over as no order.
#[derive(Serialize)]
pub struct PassedOver {
    what: String,
    count: u64,
}

impl PassedOver {
    pub fn all(report: &FileReport) -> Vec<PassedOver> {
        let shape = |(what, count): (&String, &u64)| PassedOver {
            what: what.clone(),
            count: *count,
        };
        report.skipped.iter().map(shape).collect()
    }
}

impl UnknownHeading {
    pub fn all(report: &FileReport) -> Vec<UnknownHeading> {
        let shape = |unread: &UnreadHeading| UnknownHeading {
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
    lines.extend(
        report
            .incomplete
            .iter()
            .map(|missing| incomplete(context, report, missing)),
    );
    let untold = report.incomplete_count.saturating_sub(report.incomplete.len());
    if untold > 0 {
        let count = [("count", untold.into())];
        lines.push(context.tr.with("import-more_incomplete", &count));
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

fn incomplete(context: &Context, report: &FileReport, missing: &Incomplete) -> String {
    let shown = |text: &str| text::cut(&text::clean(text), 120);
    match missing {
        Incomplete::Error { message, path } => {
            let args = [("message", shown(message).into()), ("path", shown(path).into())];
            let key = if path.is_empty() {
                "import-answer_error"
            } else {
                "import-answer_error_at"
            };
            context.tr.with(key, &args)
        }
        Incomplete::MorePages { after } => {
            let args = [
                ("orders", report.orders.into()),
                // It is copied from here.
                ("after", text::clean(after.as_deref().unwrap_or_default()).into()),
            ];
            let key = if after.is_none() {
                "import-more_pages"
            } else {
                "import-more_pages_after"
            };
            context.tr.with(key, &args)
        }
        Incomplete::MoreInside { order, list } => {
            let args = [("order", shown(order).into()), ("list", shown(list).into())];
            context.tr.with("import-more_inside", &args)
        }
    }
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
