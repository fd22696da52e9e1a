//! Runs `plan`: the tasks of the days ahead.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

use clap::Args;

use super::against;
use super::task::Stretch;
use super::task::assumption;
use super::task::task;
use super::task::texts;
use super::task::who;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::domain::local_time;
use crate::domain::queue::row_text::RowText;
use crate::domain::regulation::Expected;
use crate::domain::task::Rule;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::view::plan;
use crate::words;

/// `plan`
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Which day: today (what is left of it), tomorrow, or a date
    #[arg(long, value_name = "DATE", default_value = "today")]
    day: String,
    /// Show what would change by the settings of that file
    #[arg(long, value_name = "FILE")]
    against: Option<PathBuf>,
    /// Only this many rows; the counts are of all
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

/// The furthest day there are calendars for.
const FURTHEST: Span = Span::days(365);

/// Prints the plan, or the difference.
pub fn run(context: &Context, args: &PlanArgs) -> Result<Reply, Failure> {
    let stretch = stretch(context, &args.day)?;
    match &args.against {
        Some(other) => against::run(context, stretch, other, args.limit),
        None => plan(context, stretch, args.limit),
    }
}

fn plan(context: &Context, stretch: Stretch, limit: Option<usize>) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let plan = context.told(desk.read(|look| plan::plan(look, stretch.from, stretch.until)))?;
    let mut by_rule: BTreeMap<Rule, usize> = BTreeMap::new();
    let mut by_hour: BTreeMap<Time, usize> = BTreeMap::new();
    for planned in &plan.tasks {
        *by_rule.entry(planned.what.task.rule).or_default() += 1;
        *by_hour.entry(hour(context, planned.what.at)).or_default() += 1;
    }
    let shown = &plan.tasks[..limit.unwrap_or(plan.tasks.len()).min(plan.tasks.len())];
    let texts = texts(context, &desk, shown)?;
    if context.form == Form::Json {
        let tasks = shown.iter().zip(&texts);
        return Ok(Reply::json(&object! {
            from: stamp(stretch.from),
            until: stamp(stretch.until),
            due_already: plan.standing,
            count: plan.tasks.len(),
            by_rule: by_rule
                .iter()
                .map(|(rule, count)| object! { rule, count })
                .collect::<Vec<_>>(),
            by_hour: by_hour
                .iter()
                .map(|(hour, count)| object! { hour: stamp(*hour), count })
                .collect::<Vec<_>>(),
            tasks: tasks
                .map(|(planned, text)| task(context, planned.customer, &planned.what, text))
                .collect::<Vec<_>>(),
        }));
    }
    let cells = shown
        .iter()
        .zip(&texts)
        .map(|(planned, text)| cells(context, &planned.what, text));
    let mut out = String::new();
    let mut current = None;
    for (line, planned) in table(&[], cells).lines().zip(shown) {
        let hour = hour(context, planned.what.at);
        if current.replace(hour) != Some(hour) {
            let count = by_hour.get(&hour).copied().unwrap_or_default();
            let args = [
                ("hour", words::clock_time(context.zone(), hour).into()),
                ("count", count.into()),
            ];
            out.push_str(&context.tr.with("plan-hour", &args));
            out.push('\n');
        }
        let _ = writeln!(out, "  {line}");
    }
    if !by_rule.is_empty() {
        let _ = writeln!(out, "\n{}", context.tr.text("plan-by_rule"));
        let rows = by_rule
            .iter()
            .map(|(rule, count)| vec![rule.to_string(), count.to_string(), words::rule(&context.tr, *rule)]);
        out.push_str(&table(&[1], rows));
    }
    let mut remarks = vec![assumption(context, stretch)];
    if plan.standing > 0 {
        remarks.push(context.tr.with("plan-due_already", &[("count", plan.standing.into())]));
    }
    if plan.tasks.is_empty() {
        remarks.push(context.tr.text("plan-nothing"));
    }
    let care = plan
        .tasks
        .iter()
        .filter(|planned| planned.what.task.kind.is_care())
        .count();
    let a_day = context.settings.regulation.care_calls_per_day;
    if i64::try_from(care).is_ok_and(|care| care > a_day) {
        remarks.push(context.tr.with("plan-care", &[("count", a_day.into())]));
    }
    Ok(Reply::text(&out).with_remarks(remarks))
}

fn cells(context: &Context, expected: &Expected, text: &RowText) -> Vec<String> {
    let task = &expected.task;
    let until = |limit| {
        let moment = words::moment(&context.tr, context.zone(), limit, expected.at);
        context.tr.with("plan-until", &[("moment", moment.into())])
    };
    vec![
        words::clock_time(context.zone(), expected.at),
        text.number.clone(),
        who(text).to_owned(),
        words::task(&context.tr, context.zone(), task),
        task.rule.to_string(),
        task.limit.map(until).unwrap_or_default(),
    ]
}

/// The full hour of the shop's clock a moment falls in.
fn hour(context: &Context, at: Time) -> Time {
    let into = local_time::local(context.zone(), at).and_utc().timestamp_millis();
    at - Span(into.rem_euclid(Span::hours(1).0))
}

/// The day that is meant, from now on when it is today.
fn stretch(context: &Context, typed: &str) -> Result<Stretch, Failure> {
    let now = context.now();
    let day = names::day(context, typed)?;
    let calendar = context.settings.calendar(None, now);
    let (begins, until) = (calendar.day_at(day, 0, 0, 0), calendar.end_of_day(day));
    if until <= now {
        return Err(Failure::usage(&context.tr, "plan-past", typed));
    }
    if begins > now + FURTHEST {
        return Err(Failure::usage(&context.tr, "plan-far", typed));
    }
    Ok(Stretch {
        from: begins.max(now),
        until,
    })
}
