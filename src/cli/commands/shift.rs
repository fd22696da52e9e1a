//! `shift`: who comes and goes (R29).

use clap::Args;
use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::json::shift_json;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::desk::shifts::ShiftStep;
use crate::desk::shifts::Shifted;
use crate::domain::shift::Ending;
use crate::domain::shift::Shift;
use crate::domain::time::Time;
use crate::view::shifts;
use crate::words;

/// `shift …`
#[derive(Debug, Subcommand)]
pub enum ShiftCommand {
    /// Log in; the shift lasts until `shift out`
    In,
    /// Log out, whatever consoles are open
    Out,
    /// Away for a while
    Pause,
    /// Back again
    Resume,
    /// Who was there and when, newest first
    List(ListArgs),
}

/// `shift list`
#[derive(Debug, Args)]
pub struct ListArgs {
    /// Only who is there now
    #[arg(long)]
    open: bool,
    /// At most this many shifts
    #[arg(long, value_name = "N", default_value_t = 50)]
    limit: u32,
}

/// Does what is asked.
pub fn run(context: &Context, command: &ShiftCommand) -> Result<Reply, Failure> {
    let step = match command {
        ShiftCommand::In => ShiftStep::In,
        ShiftCommand::Out => ShiftStep::Out,
        ShiftCommand::Pause => ShiftStep::Pause,
        ShiftCommand::Resume => ShiftStep::Resume,
        ShiftCommand::List(args) => return list(context, args),
    };
    let mut desk = context.desk_or_new()?;
    let done = context.told(desk.shift(step))?;
    Ok(said(context, &done))
}

fn list(context: &Context, args: &ListArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let shifts = if args.open {
        context.told(desk.read(shifts::on_shift))?
    } else {
        context.told(desk.read(|look| shifts::shifts(look, Time(i64::MIN), i64::from(args.limit))))?
    };
    let now = context.now();
    let shapes: Vec<_> = shifts.iter().map(|shift| shift_json(shift, now)).collect();
    Ok(context.reply(&shapes, || {
        let rows = shifts.iter().map(|shift| cells(context, shift, now));
        table(&[3], rows)
    }))
}

/// Who, from when, until when, how long without the pauses, and what of it is not usual.
fn cells(context: &Context, shift: &Shift, now: Time) -> Vec<String> {
    let (tr, zone) = (&context.tr, context.zone());
    let until = shift.ended_at.map(|at| words::moment(tr, zone, at, now));
    let remark = match (shift.paused_since(), shift.ending) {
        (Some(since), None) => {
            let since = words::clock_time(zone, since);
            tr.with("cli-shift_paused", &[("since", since.into())])
        }
        (_, Some(Ending::Lost)) => tr.text("cli-shift_lost"),
        _ => String::new(),
    };
    vec![
        shift.operator.clone(),
        words::moment(tr, zone, shift.began_at, now),
        until.unwrap_or_else(|| "…".to_owned()),
        tr.span_short(shift.worked(now)),
        remark,
    ]
}

fn said(context: &Context, done: &Shifted) -> Reply {
    let (tr, zone) = (&context.tr, context.zone());
    let line = words::done(tr, done.kind);
    let changed = done.entry.is_some();
    let text = if changed {
        line
    } else {
        tr.with("cli-unchanged", &[("what", line.into())])
    };
    let mut warnings: Vec<String> = done.warnings.iter().map(|w| words::warning(tr, zone, w)).collect();
    warnings.extend(done.lost.as_ref().map(|lost| {
        let at = lost.ended_at.unwrap_or(lost.seen_at);
        words::shift_lost(tr, zone, at, context.now())
    }));
    let shape = object! {
        entry: done.entry.map(|id| id.0),
        changed,
        text: text.clone(),
        warnings: warnings.clone(),
        shift: done.shift.as_ref().map(|shift| shift_json(shift, context.now())),
    };
    let reply = context.reply(&shape, || text);
    let remark = |warning: String| tr.with("cli-warning", &[("message", warning.into())]);
    context.beside(reply, warnings.into_iter().map(remark))
}
