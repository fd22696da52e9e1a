//! `outbox`: what leaves by itself, until it has left (R35).

use clap::Args;
use clap::Subcommand;

use super::channels::resting;
use super::message_text;
use super::outbox_sheet;
use super::outbox_sheet::SheetStep;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::message_json;
use crate::cli::output::json::messages_json;
use crate::cli::output::json::object;
use crate::cli::output::message::line;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::pairs;
use crate::cli::output::table::table;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::ids::MessageId;
use crate::domain::message::Channel;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::sms_parts::segments;
use crate::text::clean;
use crate::text::clean_lines;
use crate::view::outbox;
use crate::view::outbox::Messages;
use crate::words;

/// `outbox …`
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct OutboxArgs {
    #[command(flatten)]
    list: ListArgs,
    #[command(subcommand)]
    command: Option<OutboxCommand>,
}

/// What is asked of the outbox.
#[derive(Debug, Subcommand)]
enum OutboxCommand {
    /// What waits, is on its way or failed
    List(ListArgs),
    /// One message
    Show {
        /// Its id
        id: i64,
    },
    /// Take a waiting message out; it is not made again
    Recall {
        /// Its id
        id: i64,
    },
    /// Tell the customer that a message which has left was a mistake
    Correct {
        /// Its id
        id: i64,
    },
    /// Let messages leave that wait for somebody to look at them
    Send {
        /// Its id
        #[arg(required_unless_present = "all")]
        id: Option<i64>,
        /// All that wait
        #[arg(long, conflicts_with = "id")]
        all: bool,
    },
    /// Try again what failed, or what nobody knows the end of
    Retry {
        /// Its id
        id: i64,
    },
    /// Word a waiting message by hand
    Edit {
        /// Its id
        id: i64,
        /// Its words
        #[arg(long)]
        text: String,
        /// Of an email: its subject; unset: as it was
        #[arg(long)]
        subject: Option<String>,
    },
    /// Settle what failed, or what nobody knows the end of: it is not sent
    Dismiss {
        /// Its id
        id: i64,
    },
    /// It was sent by hand, or is known to have left
    Sent {
        /// Its id
        id: i64,
    },
    /// The morning's sheet that was not mailed, or of which nobody knows whether it was
    Sheet {
        /// What becomes of it; left out: it is shown
        step: Option<SheetStep>,
    },
}

/// `outbox list`
#[derive(Debug, Args)]
struct ListArgs {
    /// Also what was sent, recalled or came too late, newest first
    #[arg(long)]
    all: bool,
    /// At most this many messages
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: u32,
}

/// Does what is asked.
pub fn run(context: &Context, args: &OutboxArgs) -> Result<Reply, Failure> {
    match &args.command {
        None => list(context, &args.list),
        Some(OutboxCommand::List(args)) => list(context, args),
        Some(OutboxCommand::Show { id }) => show(context, MessageId(*id)),
        Some(OutboxCommand::Recall { id }) => recall(context, MessageId(*id)),
        Some(OutboxCommand::Correct { id }) => correct(context, MessageId(*id)),
        Some(OutboxCommand::Send { id, .. }) => send(context, id.map(MessageId)),
        Some(OutboxCommand::Retry { id }) => settle(context, MessageId(*id), Desk::retry_message, "retried"),
        Some(OutboxCommand::Dismiss { id }) => settle(context, MessageId(*id), Desk::dismiss_message, "dismissed"),
        Some(OutboxCommand::Sent { id }) => settle(context, MessageId(*id), Desk::sent_by_hand, "sent_by_hand"),
        Some(OutboxCommand::Sheet { step }) => outbox_sheet::run(context, *step),
        Some(OutboxCommand::Edit { id, text, subject }) => edit(context, MessageId(*id), text, subject.as_deref()),
    }
}

/// Messages as a table: id, state or when it leaves, order, to whom, by what, what it tells.
pub fn rows(context: &Context, messages: &[MessageRow]) -> String {
    let (tr, zone, now) = (&context.tr, context.zone(), context.now());
    let cells = |message: &MessageRow| {
        let state = words::message_state(tr, message.state);
        let when = match message.state {
            MessageState::Waiting => words::leaves(tr, zone, &context.settings, message, now),
            MessageState::Sent | MessageState::Delivered => message
                .sent_at
                .map_or(String::new(), |at| words::moment(tr, zone, at, now)),
            _ => words::moment(tr, zone, message.made_at, now),
        };
        let to = if message.customer_name.is_empty() {
            message.address.clone()
        } else {
            message.customer_name.clone()
        };
        vec![
            message.id.to_string(),
            state,
            when,
            message.order_numbers().join(", "),
            to,
            message
                .channel
                .map(|channel| words::message_channel(tr, channel))
                .unwrap_or_default(),
            line(context, message),
        ]
    };
    let rows = messages.iter().map(cells);
    table(&[0], rows)
}

fn list(context: &Context, args: &ListArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let which = if args.all { Messages::All } else { Messages::Open };
    let messages = context.told(desk.read(|look| outbox::outbox(look, which, i64::from(args.limit))))?;
    let mut below = Vec::new();
    if !args.all {
        below.extend(resting(context, &desk)?);
        below.extend(outbox_sheet::lines(context, &desk)?);
    }
    Ok(context.reply(&messages_json(context, &messages), || {
        rows(context, &messages) + &below.join("\n")
    }))
}

fn show(context: &Context, id: MessageId) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let message = letter(context, &desk, id)?;
    let written = message_text::of_row(context, &desk, &message)?;
    let shape = object! {
        #[serde(flatten)]
        message: message_json(&message, line(context, &message)),
        subject: Some(written.subject.clone()).filter(|subject| !subject.is_empty()),
        body: written.text.clone(),
    };
    let size = (message.channel == Some(Channel::Sms)).then(|| segments(&written.text));
    Ok(context.reply(&shape, || {
        let text = message_text::plain(&context.tr, &written, size);
        format!("{}\n\n{text}", plain(context, &message))
    }))
}

fn recall(context: &Context, id: MessageId) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let before = found(context, &desk, id)?;
    let changed = context.told(desk.recall(id))?;
    let named = match before.letter {
        Some(letter) => found(context, &desk, letter)?,
        None => before.clone(),
    };
    let orders = named.order_numbers().join(", ");
    let key = match (changed, before.letter, before.others.len()) {
        (false, ..) => "cli-message_not_waiting",
        (true, Some(_), _) => "cli-message_recalled_alone",
        (true, None, 0) => "cli-message_recalled",
        (true, None, _) => "cli-message_recalled_whole",
    };
    let what = line(context, &before);
    let text = context
        .tr
        .with(key, &[("what", what.into()), ("orders", orders.into())]);
    said(context, &desk, id, changed, text)
}

fn correct(context: &Context, id: MessageId) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let before = found(context, &desk, id)?;
    let (answer, changed) = context.told(desk.take_back(id))?;
    let key = if changed {
        "cli-message_corrected"
    } else {
        "cli-message_corrected_before"
    };
    let text = context.tr.with(key, &[("what", line(context, &before).into())]);
    said(context, &desk, answer.id, changed, text)
}

fn settle(
    context: &Context,
    id: MessageId,
    act: fn(&mut Desk, MessageId) -> Result<bool, DeskError>,
    done: &str,
) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let before = letter(context, &desk, id)?;
    let id = before.id;
    let changed = context.told(act(&mut desk, id))?;
    let key = if changed { done } else { "unchanged" };
    let what = line(context, &before);
    let text = context.tr.with(&format!("cli-message_{key}"), &[("what", what.into())]);
    said(context, &desk, id, changed, text)
}

/// Lets one leave, or all that wait.
fn send(context: &Context, id: Option<MessageId>) -> Result<Reply, Failure> {
    if let Some(id) = id {
        return settle(context, id, Desk::release_message, "released");
    }
    let mut desk = context.desk()?;
    let waiting = context.told(desk.read(|look| outbox::outbox(look, Messages::Open, i64::MAX)))?;
    let ids: Vec<MessageId> = waiting.iter().map(|message| message.id).collect();
    let released: Vec<i64> = context.told(desk.release_all(&ids))?.iter().map(|id| id.0).collect();
    let count = i64::try_from(released.len()).unwrap_or(i64::MAX);
    let text = context.tr.with("cli-messages_released", &[("count", count.into())]);
    let shape = object! {
        changed: !released.is_empty(),
        text: text.clone(),
        messages: released,
    };
    Ok(context.reply(&shape, || text))
}

fn edit(context: &Context, id: MessageId, text: &str, subject: Option<&str>) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let before = letter(context, &desk, id)?;
    let id = before.id;
    let subject = match subject {
        Some(subject) => subject.to_owned(),
        None => message_text::of_row(context, &desk, &before)?.subject,
    };
    let words = MessageWords {
        subject: clean(&subject).into_owned(),
        text: clean_lines(text).into_owned(),
        ..MessageWords::default()
    };
    context.told(desk.word_message(id, &words))?;
    let text = context
        .tr
        .with("cli-message_edited", &[("what", line(context, &before).into())]);
    said(context, &desk, id, true, text)
}

fn said(context: &Context, desk: &Desk, id: MessageId, changed: bool, text: String) -> Result<Reply, Failure> {
    let message = found(context, desk, id)?;
    let shape = object! {
        changed,
        text: text.clone(),
        message: message_json(&message, line(context, &message)),
    };
    Ok(context.reply(&shape, || text))
}

fn found(context: &Context, desk: &Desk, id: MessageId) -> Result<MessageRow, Failure> {
    let message = context.told(desk.read(|look| outbox::message(look, id)))?;
    message.ok_or_else(|| Failure::usage(&context.tr, "cli-no_message", &id.to_string()).of_kind(Kind::NotFound))
}

/// The letter in which it goes; itself when it is one.
fn letter(context: &Context, desk: &Desk, id: MessageId) -> Result<MessageRow, Failure> {
    let message = found(context, desk, id)?;
    match message.letter {
        Some(letter) => found(context, desk, letter),
        None => Ok(message),
    }
}

fn plain(context: &Context, message: &MessageRow) -> String {
    let (tr, zone, now) = (&context.tr, context.zone(), context.now());
    let at = |at: Option<crate::domain::time::Time>| at.map(|at| words::moment(tr, zone, at, now)).unwrap_or_default();
    let rule = message.kind().rule();
    let head = format!("{} · {rule} {}\n", line(context, message), words::rule(tr, rule));
    let leaves = (message.state == MessageState::Waiting).then_some(message.leaves_at);
    let rows = [
        ("cli-message_state", words::message_state(tr, message.state)),
        ("cli-message_order", message.order_numbers().join(", ")),
        ("cli-message_to", message.customer_name.clone()),
        ("cli-message_address", message.address.clone()),
        ("cli-message_made", at(Some(message.made_at))),
        (
            "cli-message_leaves",
            match leaves {
                Some(_) if context.settings.awaits_look(message) => {
                    words::leaves(tr, zone, &context.settings, message, now)
                }
                leaves => at(leaves),
            },
        ),
        ("cli-message_expires", at(leaves.and(message.expires_at))),
        ("cli-message_sent", at(message.sent_at)),
        (
            "cli-message_recalled_by",
            message.recalled_by.clone().unwrap_or_default(),
        ),
        (
            "cli-message_error",
            message
                .error
                .as_deref()
                .map(|why| words::why(tr, why))
                .unwrap_or_default(),
        ),
    ];
    let rows: Vec<(String, String)> = rows.into_iter().map(|(key, value)| (tr.text(key), value)).collect();
    head + &pairs(&rows)
}
