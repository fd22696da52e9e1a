//! `call`: logs a call, or tells what the telephone line does.
//!
//! The line's events are what a softphone runs: the phone is whatever the caller's exchange sent, so it is only ever
//! data here, and the command is done after one small transaction.

use clap::Args;
use clap::Subcommand;

use crate::cli::codes;
use crate::cli::commands::call_dial;
use crate::cli::commands::call_dial::DialArgs;
use crate::cli::commands::call_import;
use crate::cli::commands::call_import::ImportCdrArgs;
use crate::cli::commands::call_recordings;
use crate::cli::commands::call_recordings::PlayArgs;
use crate::cli::commands::call_recordings::RecordingsArgs;
use crate::cli::commands::call_recordings::ReviewArgs;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::action::CallEvent;
use crate::domain::action::CallLog;
use crate::domain::call::CallEventKind;
use crate::domain::call::MissedReason;
use crate::domain::call::Outcome;
use crate::domain::order::Reason;
use crate::domain::target::Target;
use crate::text;

/// `call …`
#[derive(Debug, Subcommand)]
pub enum CallCommand {
    /// A call was made, and what came of it
    Log(LogArgs),
    /// Call somebody by the means of the settings
    Dial(DialArgs),
    /// Calls that were recorded: those nobody has heard, or those of a customer
    Recordings(RecordingsArgs),
    /// Play the recording of a call
    Play(PlayArgs),
    /// What a reviewer thinks of a recorded call: a mark, a note
    Review(ReviewArgs),
    /// Why nobody took their calls, where the line could not tell
    Why(WhyArgs),
    /// Calls of the past, out of Asterisk's own logs
    ImportCdr(ImportCdrArgs),
    /// The line rings
    Incoming(EventArgs),
    /// Somebody took the call
    Answered(EventArgs),
    /// We call somebody
    Outgoing(EventArgs),
    /// The telephone of the caller's own manager, if on shift: for a dialplan
    Route(RouteArgs),
    /// Nobody took the call
    Missed(MissedArgs),
    /// The call is over
    Ended(EventArgs),
    /// A callback was asked for on the site
    Request(EventArgs),
}

/// `call log`
#[derive(Debug, Args)]
pub struct LogArgs {
    /// The order's number, the customer's phone, or id:12 of an order
    #[arg(value_name = "N|PHONE")]
    whom: String,
    /// What came of it
    #[arg(value_name = "OUTCOME", value_parser = codes::outcome())]
    outcome: Outcome,
    /// For `call_back`: when to call; else when the call took place
    #[arg(long, value_name = "WHEN", required_if_eq("outcome", Outcome::CallBack.code()))]
    at: Option<String>,
    /// For `refused`: why
    #[arg(long, value_name = "CODE", value_parser = codes::reason())]
    reason: Option<Reason>,
}

/// `call why`
#[derive(Debug, Args)]
pub struct WhyArgs {
    /// Whose calls: the customer's phone, or id:12
    #[arg(value_name = "PHONE")]
    whom: String,
    /// Why nobody took them
    #[arg(value_name = "CODE", value_parser = codes::missed_reason())]
    reason: MissedReason,
}

/// What the line says. Put `--` before a phone that comes from outside.
#[derive(Debug, Args)]
pub struct EventArgs {
    /// Who calls, as the line gives it; empty for a hidden number
    #[arg(
        value_name = "PHONE",
        allow_hyphen_values = true,
        required_unless_present = "by_name"
    )]
    phone: Option<String>,
    /// Who calls, as the line gives it; empty for a hidden number
    #[arg(long = "phone", id = "by_name", value_name = "PHONE", allow_hyphen_values = true)]
    by_name: Option<String>,
    /// The file it is recorded in
    #[arg(long, value_name = "FILE")]
    recording: Option<String>,
    /// The exchange's id of the call
    #[arg(long, value_name = "X")]
    id: Option<String>,
    /// Which of our lines
    #[arg(long, value_name = "L", default_value = "", hide_default_value = true)]
    line: String,
    /// When it happened; for a request, when to call
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,
}

impl EventArgs {
    fn phone(&self) -> &str {
        self.by_name.as_ref().or(self.phone.as_ref()).map_or("", String::as_str)
    }
}

/// `call route`
#[derive(Debug, Args)]
pub struct RouteArgs {
    /// Who calls, as the line gives it; empty for a hidden number
    #[arg(value_name = "PHONE", allow_hyphen_values = true)]
    phone: String,
}

/// `call missed`
#[derive(Debug, Args)]
pub struct MissedArgs {
    #[command(flatten)]
    event: EventArgs,
    /// Why nobody took it
    #[arg(long, value_name = "CODE", value_parser = codes::missed_reason())]
    reason: Option<MissedReason>,
}

/// Who says what the line does.
const ORIGIN: &str = "cli";

/// Nobody can be called by fewer digits than a town's own numbers have.
const SHORTEST_PHONE: usize = 5;

/// Does what is asked.
pub fn run(context: &Context, command: &CallCommand) -> Result<Reply, Failure> {
    match command {
        CallCommand::Log(args) => log(context, args),
        CallCommand::Dial(args) => call_dial::run(context, args),
        CallCommand::Why(args) => why(context, args),
        CallCommand::Play(args) => call_recordings::play(context, args),
        CallCommand::Recordings(args) => call_recordings::list(context, args),
        CallCommand::Review(args) => call_recordings::review(context, args),
        CallCommand::ImportCdr(args) => call_import::run(context, args),
        CallCommand::Incoming(args) => event(context, CallEventKind::Incoming, args, None),
        CallCommand::Outgoing(args) => event(context, CallEventKind::Outgoing, args, None),
        CallCommand::Route(args) => route(context, args),
        CallCommand::Answered(args) => event(context, CallEventKind::Answered, args, None),
        CallCommand::Missed(args) => event(context, CallEventKind::Missed, &args.event, args.reason),
        CallCommand::Ended(args) => event(context, CallEventKind::Ended, args, None),
        CallCommand::Request(args) => event(context, CallEventKind::CallbackRequest, args, None),
    }
}

fn log(context: &Context, args: &LogArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let target = names::target(context, &desk, &args.whom)?;
    let (mut at, mut call_at) = (context.now(), None);
    match &args.at {
        Some(typed) if args.outcome == Outcome::CallBack => call_at = Some(names::moment(context, typed)?),
        Some(typed) => at = names::past_moment(context, typed)?,
        None => {}
    }
    let phone = match target {
        // Of a customer's several numbers it was this one that was called.
        Target::Customer(_) => names::e164(context, &args.whom),
        Target::Order(_) => None,
    };
    let action = Action::LogCall(CallLog {
        outcome: args.outcome,
        at,
        phone,
        reason: args.reason,
        call_at,
    });
    let performed = context.told(desk.perform(target, &action))?;
    Done::new(performed).reply(context, &desk)
}

fn why(context: &Context, args: &WhyArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let customer = names::customer(context, &desk, &args.whom)?;
    let reason = args.reason;
    let performed = context.told(desk.perform(Target::Customer(customer), &Action::MissedWhy { reason }))?;
    Done::new(performed).reply(context, &desk)
}

fn event(
    context: &Context,
    kind: CallEventKind,
    args: &EventArgs,
    missed_reason: Option<MissedReason>,
) -> Result<Reply, Failure> {
    let (mut at, mut call_at) = (context.now(), None);
    match &args.at {
        Some(typed) if kind == CallEventKind::CallbackRequest => call_at = Some(names::moment(context, typed)?),
        Some(typed) => at = names::past_moment(context, typed)?,
        None => {}
    }
    let phone = names::caller(context, args.phone());
    if kind == CallEventKind::CallbackRequest && text::digits(&phone).len() < SHORTEST_PHONE {
        return Err(Failure::usage(&context.tr, "cli-no_phone", args.phone()));
    }
    let mut desk = context.desk_or_new()?;
    let event = CallEvent {
        kind,
        phone,
        at,
        line: text::clean(&args.line).into_owned(),
        origin: ORIGIN.to_owned(),
        external_id: args.id.clone().filter(|id| !id.is_empty()),
        call: None,
        missed_reason,
        call_at,
        recording: args.recording.as_deref().map(|file| text::clean(file).into_owned()),
    };
    let performed = context.told(desk.call_event(event))?;
    Done::new(performed).reply(context, &desk)
}

/// Prints the extension alone, or nothing where the call is everybody's (R9).
fn route(context: &Context, args: &RouteArgs) -> Result<Reply, Failure> {
    let phone = names::caller(context, &args.phone);
    let desk = context.desk_to_read()?;
    let extension = context.told(desk.route(&phone))?;
    Ok(context.reply(&serde_json::json!({ "extension": extension }), || {
        extension.clone().unwrap_or_default()
    }))
}
