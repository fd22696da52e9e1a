//! `call recordings`, `call play`, `call review`: recordings are listed, heard and reviewed (R28).

use std::sync::Arc;

use clap::Args;
use serde::Serialize;
use serde_json::json;

use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::desk::Desk;
use crate::domain::ids::CallId;
use crate::domain::recorded::CallMark;
use crate::domain::recorded::RecordedCall;
use crate::domain::recorded::WhichRecorded;
use crate::domain::rights::Rights;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::i18n::Tr;
use crate::session::doors::Play;
use crate::telephony::recording;
use crate::text::clean;
use crate::text::clean_lines;
use crate::words;

/// What stands before the number of a call.
const CALL: &str = "call:";

/// `call recordings`
#[derive(Debug, Args)]
pub struct RecordingsArgs {
    /// Whose: the order's number, the customer's phone, or id:12; else everybody's that nobody has reviewed
    #[arg(value_name = "N|PHONE")]
    whom: Option<String>,
    /// At most this many, the newest first
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
}

/// `call play`
#[derive(Debug, Args)]
pub struct PlayArgs {
    /// call:12 of `call recordings`; else the newest of the order's number, the customer's phone, or id:12
    #[arg(value_name = "CALL|N|PHONE")]
    whom: String,
}

/// `call review`
#[derive(Debug, Args)]
pub struct ReviewArgs {
    /// call:12 of `call recordings`
    #[arg(value_name = "CALL")]
    call: String,
    /// How good it was, 1 to 5
    #[arg(long, value_name = "MARK", required_unless_present = "note", value_parser = clap::value_parser!(i64).range(1..=5))]
    mark: Option<i64>,
    /// In words
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// Lists recorded calls.
pub fn list(context: &Context, args: &RecordingsArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let which = if let Some(whom) = &args.whom {
        of(context, &desk, whom)?
    } else {
        context.needs(Rights::Senior)?;
        WhichRecorded::Unheard
    };
    let calls = context.told(desk.read(|look| look.store.recorded_calls(which, i64::from(args.limit))))?;
    let shapes: Vec<_> = calls.iter().map(recorded_json).collect();
    Ok(context.reply(&shapes, || {
        if calls.is_empty() {
            return context.tr.text("recordings-none");
        }
        table(&[4], calls.iter().map(|call| cells(context, call)))
    }))
}

fn cells(context: &Context, call: &RecordedCall) -> Vec<String> {
    let (tr, zone) = (&context.tr, context.zone());
    let points = call.progress().map(|(ticked, all)| {
        let args = [("ticked", ticked.into()), ("all", all.into())];
        tr.with("recordings-points", &args)
    });
    let review = call.review.as_ref();
    let mark = review.and_then(|review| review.mark);
    vec![
        format!("{CALL}{}", call.id.0),
        words::moment(tr, zone, call.at, context.now()),
        tr.text(if call.incoming {
            "recordings-in"
        } else {
            "recordings-out"
        }),
        clean(&format!("{} {}", call.operator, call.phone)).trim().to_owned(),
        tr.span_short(call.talk),
        points.unwrap_or_default(),
        mark.map(|mark| tr.with("recordings-mark", &[("mark", mark.number().into())]))
            .unwrap_or_default(),
        review
            .map(|review| clean(&review.note).into_owned())
            .unwrap_or_default(),
    ]
}

fn recorded_json(call: &RecordedCall) -> impl Serialize {
    let review = call.review.as_ref();
    let (done, all) = call.progress().unzip();
    let points = |done: bool| {
        let points = call.points.iter().filter(move |point| point.done == done);
        points
            .map(|point| object! { script: &point.script, place: point.place, text: &point.text })
            .collect::<Vec<_>>()
    };
    object! {
        call: format!("{CALL}{}", call.id),
        customer: call.customer,
        at: call.at.to_string(),
        incoming: call.incoming,
        operator: &call.operator,
        phone: &call.phone,
        talk_s: call.talk.0 / 1_000,
        recording: &call.recording,
        points: done,
        points_of: all,
        ticked: points(true),
        left_out: points(false),
        mark: review.and_then(|review| review.mark).map(CallMark::number),
        note: review.map(|review| &review.note),
        reviewer: review.map(|review| &review.by),
        reviewed_at: review.map(|review| review.at.to_string()),
    }
}

/// Plays a recording.
pub fn play(context: &Context, args: &PlayArgs) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let desk = context.desk_to_read()?;
    let which = match number(&args.whom) {
        Some(call) => WhichRecorded::One(call),
        None => of(context, &desk, &args.whom)?,
    };
    let found = context
        .told(desk.read(|look| look.store.recorded_calls(which, 1)))?
        .pop();
    let none = || Failure::usage(tr, "cli-play_none", &args.whom).of_kind(Kind::NotFound);
    let file = play_named(tr, &context.settings, &found.ok_or_else(none)?.recording)?;
    Ok(context.reply(&json!({ "recording": file }), || clean(&file).into_owned()))
}

/// Keeps what a reviewer thinks of a call.
pub fn review(context: &Context, args: &ReviewArgs) -> Result<Reply, Failure> {
    let not_a_call = || Failure::usage(&context.tr, "cli-not_a_call", &args.call);
    let call = number(&args.call).ok_or_else(not_a_call)?;
    let note = args.note.as_deref().map(|note| clean_lines(note).into_owned());
    let mut desk = context.desk()?;
    let performed = context.told(desk.review_call(call, args.mark.and_then(CallMark::of), note))?;
    Done::new(performed).reply(context, &desk)
}

/// The call that is named by its own number.
fn number(name: &str) -> Option<CallId> {
    name.trim().strip_prefix(CALL)?.parse().ok().map(CallId)
}

fn of(context: &Context, desk: &Desk, whom: &str) -> Result<WhichRecorded, Failure> {
    let customer = match names::target(context, desk, whom)? {
        Target::Customer(customer) => Some(customer),
        Target::Order(order) => {
            let order = context.told(desk.read(|look| look.store.order(order)))?;
            order.map(|order| order.facts.customer)
        }
    };
    let none = || Failure::usage(&context.tr, "cli-play_none", whom).of_kind(Kind::NotFound);
    customer.map(WhichRecorded::Of).ok_or_else(none)
}

/// Plays it by its name; gives where it lies.
fn play_named(tr: &Tr, settings: &Settings, name: &str) -> Result<String, Failure> {
    let unplaced = || Failure::usage(tr, "cli-play_nowhere", name).of_kind(Kind::Refused);
    let file = recording::place(&settings.telephony, name).ok_or_else(unplaced)?;
    recording::play(&settings.telephony, &file)
        .map_err(|why| Failure::usage(tr, "cli-play_failed", &why.to_string()).of_kind(Kind::Refused))?;
    Ok(file)
}

/// Plays recordings for the console.
pub fn player(context: &Context, settings: &Arc<Settings>) -> Arc<Play> {
    let (settings, tr) = (Arc::clone(settings), context.tr.clone());
    Arc::new(move |name| {
        let played = play_named(&tr, &settings, name);
        played.map(drop).map_err(|failed| clean(&failed.message).into_owned())
    })
}
