//! `plan --against`: which tasks other settings would bring, drop or move.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::task::AsExpected;
use super::task::Stretch;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::filled;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::json::time;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::config;
use crate::domain::ids::CustomerId;
use crate::domain::queue::row_text::RowText;
use crate::domain::regulation::Expected;
use crate::domain::regulation::Shift;
use crate::domain::task::Rule;
use crate::view::plan;
use crate::view::plan::Planned;
use crate::words;

/// Appears, vanishes, moves.
#[derive(Clone, Copy, Default)]
struct Counts([usize; 3]);

impl AsExpected for Shift {
    fn expected(&self) -> &Expected {
        self.first()
    }
}

/// Compares with the settings of the file `other`.
pub fn run(context: &Context, stretch: Stretch, other: &Path, limit: Option<usize>) -> Result<Reply, Failure> {
    let others = Arc::new(context.read_config(config::load(Some(other)))?.settings);
    let desk = context.desk_to_read()?;
    let shifts = context.told(desk.read(|look| plan::plan_against(look, &others, stretch.from, stretch.until)))?;
    let mut by_rule: BTreeMap<Rule, Counts> = BTreeMap::new();
    for shift in &shifts {
        by_rule.entry(shift.what.first().task.rule).or_default().0[sort_of(&shift.what)] += 1;
    }
    let shown = &shifts[..limit.unwrap_or(shifts.len()).min(shifts.len())];
    let texts = super::task::texts(context, &desk, shown)?;
    let rows: Vec<(&Planned<Shift>, &RowText)> = shown.iter().zip(texts.iter().map(AsRef::as_ref)).collect();
    if context.form == Form::Json {
        return Ok(Reply::json(&shape(context, stretch, other, &by_rule, &rows)));
    }
    let mut remarks = vec![super::task::assumption(context, stretch)];
    if shifts.is_empty() {
        remarks.push(context.tr.text("plan-no_difference"));
    }
    Ok(Reply::text(&plain(context, &by_rule, &rows)).with_remarks(remarks))
}

fn sort_of(shift: &Shift) -> usize {
    match shift {
        Shift::Appears(_) => 0,
        Shift::Vanishes(_) => 1,
        Shift::Moves { .. } => 2,
    }
}

fn shape(
    context: &Context,
    stretch: Stretch,
    other: &Path,
    by_rule: &BTreeMap<Rule, Counts>,
    rows: &[(&Planned<Shift>, &RowText)],
) -> impl Serialize {
    let (mut appears, mut vanishes, mut moves) = (Vec::new(), Vec::new(), Vec::new());
    for (planned, text) in rows {
        let task = |expected| super::task::task(context, planned.customer, expected, text);
        match &planned.what {
            Shift::Appears(expected) => appears.push(task(expected)),
            Shift::Vanishes(expected) => vanishes.push(task(expected)),
            Shift::Moves { from, to } => moves.push(moved(planned.customer, from, to, text)),
        }
    }
    object! {
        from: stamp(stretch.from),
        until: stamp(stretch.until),
        against: other.display().to_string(),
        by_rule: by_rule
            .iter()
            .map(|(rule, Counts([appears, vanishes, moves]))| object! {
                rule, appears, vanishes, moves
            })
            .collect::<Vec<_>>(),
        appears,
        vanishes,
        moves,
    }
}

fn moved(customer: CustomerId, from: &Expected, to: &Expected, text: &RowText) -> impl Serialize {
    let stand = |expected: &Expected| {
        object! {
            at: stamp(expected.at),
            rule: expected.task.rule.to_string(),
            lane: expected.task.lane.code(),
            limit: time(expected.task.limit),
        }
    };
    object! {
        order_id: from.task.order.map(|id| id.0),
        order_number: filled(&text.number),
        customer_id: customer.0,
        customer: filled(&text.customer),
        phone: filled(&text.phone),
        task: from.task.kind.code(),
        from: stand(from),
        to: stand(to),
    }
}

fn plain(context: &Context, by_rule: &BTreeMap<Rule, Counts>, rows: &[(&Planned<Shift>, &RowText)]) -> String {
    let mut out = String::new();
    let cells = rows.iter().map(|(planned, text)| cells(context, &planned.what, text));
    out.push_str(&table(&[], cells));
    if by_rule.is_empty() {
        return out;
    }
    let said = |key: &str, count: usize| match count {
        0 => String::new(),
        count => context.tr.with(key, &[("count", count.into())]),
    };
    let rows = by_rule.iter().map(|(rule, Counts([appears, vanishes, moves]))| {
        vec![
            rule.to_string(),
            said("plan-count-appears", *appears),
            said("plan-count-vanishes", *vanishes),
            said("plan-count-moves", *moves),
            words::rule(&context.tr, *rule),
        ]
    });
    let _ = write!(
        out,
        "\n{}\n{}",
        context.tr.text("plan-by_rule"),
        table(&[1, 2, 3], rows)
    );
    out
}

fn cells(context: &Context, shift: &Shift, text: &RowText) -> Vec<String> {
    let (sign, from, to) = match shift {
        Shift::Appears(to) => ("+", None, Some(to)),
        Shift::Vanishes(from) => ("-", Some(from), None),
        Shift::Moves { from, to } => ("~", Some(from), Some(to)),
    };
    let stands = |expected: Option<&Expected>| expected.map(|expected| stands(context, expected)).unwrap_or_default();
    let task = &shift.first().task;
    vec![
        sign.to_owned(),
        text.number.clone(),
        super::task::who(text).to_owned(),
        words::task_kind(&context.tr, task.kind),
        stands(from),
        if from.is_some() && to.is_some() { "→" } else { "" }.to_owned(),
        stands(to),
    ]
}

/// Rule, lane, moment and limit in a few words.
fn stands(context: &Context, expected: &Expected) -> String {
    let moment = |at| words::moment(&context.tr, context.zone(), at, context.now());
    let (rule, lane) = (expected.task.rule, words::lane(&context.tr, expected.task.lane));
    let at = moment(expected.at);
    match expected.task.limit {
        Some(limit) => {
            let until = context.tr.with("plan-until", &[("moment", moment(limit).into())]);
            format!("{rule} {lane} {at} {until}")
        }
        None => format!("{rule} {lane} {at}"),
    }
}
