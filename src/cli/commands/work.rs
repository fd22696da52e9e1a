//! `work`: what falls due by itself, without a screen (R35).

use std::path::Path;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::time::Duration;

use super::listen;
use crate::carriers::thread::CarrierThread;
use crate::cli::commands::carriers;
use crate::cli::commands::feed;
use crate::cli::context::Context;
use crate::cli::daily_work;
use crate::cli::feed_files;
use crate::cli::listening::WebhookThread;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json;
use crate::cli::output::json::object;
use crate::cli::output::message;
use crate::cli::output::reply::Reply;
use crate::cli::output::reply::remark;
use crate::cli::signals::asked_to_end;
use crate::clock::JumpWatch;
use crate::desk::Desk;
use crate::desk::error::DatabaseHint;
use crate::desk::error::DeskError;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageRow;
use crate::domain::sending::MailRecorded;
use crate::domain::sending::SendOutcome;
use crate::domain::time::CLOCKS_APART;
use crate::domain::time::Span;
use crate::feeds::thread::FeedThread;
use crate::i18n::Tr;
use crate::outreach::mailbox::MailTurn;
use crate::outreach::mailbox::MailboxReader;
use crate::outreach::mailbox::MailboxThread;
use crate::outreach::sending::SendTurn;
use crate::outreach::sending::SendingSetup;
use crate::outreach::sending::SendingThread;
use crate::reports;
use crate::reports::Kept;
use crate::telephony::asterisk::LinkState;
use crate::telephony::thread::ListeningThread;
use crate::text::clean;
use crate::view::outbox;
use crate::words;
use crate::worker::Turn;
use crate::worker::Worker;
use clap::Args;

/// How soon the end is noticed when one is asked for.
const STEP: Duration = Duration::from_millis(100);
/// How often it is asked whether the morning's sheet is due (R31).
const SHEET_EVERY: Span = Span::minutes(1);
/// How often it is asked, while it rests, whether the shop's settings were published.
const PUBLISHED_EVERY: Span = Span::seconds(5);

/// `work`
#[derive(Debug, Args)]
pub struct WorkArgs {
    /// Do what is due now, say what it was, and end
    #[arg(long)]
    once: bool,
}

/// Works until somebody asks it to end, or once.
pub fn run(context: &Context, args: &WorkArgs) -> Result<Reply, Failure> {
    let stop = asked_to_end();
    let mut context = context.clone();
    loop {
        match work(&context, args, &stop)? {
            WorkEnd::Done(reply) => return Ok(reply),
            WorkEnd::Published(again) => {
                remark(&again.tr.text("cli-work_published"));
                context = *again;
            }
        }
    }
}

/// How a stretch of work ended.
enum WorkEnd {
    /// Nothing is left to do here.
    Done(Reply),
    /// The shop's settings were published meanwhile: it goes on by these.
    Published(Box<Context>),
}

fn work(context: &Context, args: &WorkArgs, stop: &AtomicBool) -> Result<WorkEnd, Failure> {
    let mut desk = context.desk_or_new()?;
    if context.told(desk.settings_differ())? {
        return Err(Failure::usage(&context.tr, "cli-work_other_rules", "").of_kind(Kind::Refused));
    }
    let mut worker = Worker::default();
    if args.once {
        let turn = once(&mut desk, &mut worker);
        let left = worker.leave(&mut desk);
        let turn = context.told(turn)?;
        context.told(left)?;
        // What came back first: it may leave by another way. The sheet too.
        let sending = sending(context)?;
        let mail = read_once(context, &mut desk, &sending)?;
        let mut machines = feed::due_lines(context, &mut desk)?;
        machines.extend(carriers::due_lines(context, &mut desk)?);
        let sheet = sheet(context, &mut desk)?;
        let sent = send_once(context, &mut desk, &sending)?;
        let said = said(context, &desk, &turn, (&mail, &sent), sheet)?;
        return Ok(WorkEnd::Done(said.with_remarks(machines)));
    }
    remark(&context.tr.text("cli-work_begins"));
    let sending = sending(context)?;
    let _mailboxes = MailboxThread::begin(sending.clone(), tell_mail(context));
    let _sending = SendingThread::begin(sending, tell_sent(context));
    let _feeds = FeedThread::begin(feed_files::setup(context, &context.setup()?), feed::tell(context));
    let _carriers = CarrierThread::begin(carriers::setup(context, &context.setup()?), carriers::tell(context));
    let _listening = ListeningThread::begin(context.listening(&context.setup()?), tell_line(context));
    let _webhooks = WebhookThread::begin(context.webhooks(&context.setup()?), listen::tell(context));
    let worked = until_stopped(context, &mut desk, &mut worker, stop);
    let left = worker.leave(&mut desk);
    let again = worked?;
    context.told(left)?;
    Ok(again.map_or_else(
        || WorkEnd::Done(Reply::default()),
        |again| WorkEnd::Published(Box::new(again)),
    ))
}

fn once(desk: &mut Desk, worker: &mut Worker) -> Result<Turn, DeskError> {
    let mut turn = worker.turn(desk)?;
    while turn.more {
        turn = turn.and(worker.turn(desk)?);
    }
    Ok(turn)
}

/// What sending needs. A text of the shop's own that is broken keeps its own messages waiting, and nothing else.
fn sending(context: &Context) -> Result<SendingSetup, Failure> {
    let templates = context.templates();
    for broken in &templates.broken {
        remark(&broken.message);
    }
    Ok(context.sending(&context.setup()?, templates.texts))
}

/// Sends what is due now.
fn send_once(context: &Context, desk: &mut Desk, setup: &SendingSetup) -> Result<SendTurn, Failure> {
    let mut sender = setup.sender();
    let mut all = SendTurn::default();
    loop {
        let turn = context.told(sender.turn(desk))?;
        all.tried.extend(turn.tried);
        all.held += turn.held;
        all.own.extend(turn.own);
        all.not_ready.extend(turn.not_ready);
        if !turn.more {
            break;
        }
    }
    context.told(sender.leave(desk))?;
    Ok(all)
}

/// Looks into each mailbox.
fn read_once(context: &Context, desk: &mut Desk, setup: &SendingSetup) -> Result<MailTurn, Failure> {
    let mut reader = MailboxReader::new(&setup.settings, &setup.variable);
    let mut all = MailTurn::default();
    loop {
        let turn = context.told(reader.turn(desk))?;
        all.read.extend(turn.read);
        all.failed.extend(turn.failed);
        if !turn.more {
            break;
        }
    }
    context.told(reader.leave(desk))?;
    Ok(all)
}

/// A line for each turn in which a mailbox had news.
fn tell_mail(context: &Context) -> impl Fn(&MailTurn) + Send + 'static {
    let (tr, zone, clock) = (context.tr.clone(), context.zone(), context.clock);
    move |turn| {
        for line in mail_lines(&tr, turn) {
            remark(&format!("{} {line}", words::clock_time(zone, clock.now())));
        }
    }
}

fn mail_lines(tr: &Tr, turn: &MailTurn) -> Vec<String> {
    let line = |key: &str, count: fn(&MailRecorded) -> usize| {
        let count: usize = turn.read.iter().map(|(_, recorded)| count(recorded)).sum();
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        (count > 0).then(|| tr.with(key, &[("count", count.into())]))
    };
    let failed = turn.failed.iter().map(|(name, why)| {
        let args = [("name", name.clone().into()), ("why", clean(why).into())];
        tr.with("cli-work_mailbox_failed", &args)
    });
    let lines = line("cli-work_came_back", |recorded| recorded.undelivered)
        .into_iter()
        .chain(line("cli-work_unsubscribed", |recorded| recorded.withdrawn));
    lines.chain(failed).collect()
}

/// A line for each turn in which something left.
fn tell_sent(context: &Context) -> impl Fn(&SendTurn) + Send + 'static {
    let (tr, zone, clock) = (context.tr.clone(), context.zone(), context.clock);
    move |turn| {
        for line in sent_lines(&tr, turn) {
            remark(&format!("{} {line}", words::clock_time(zone, clock.now())));
        }
    }
}

/// A line when the exchange is reached and when it is lost.
fn tell_line(context: &Context) -> impl Fn(&LinkState) + Clone + Send + 'static {
    let (tr, zone, clock) = (context.tr.clone(), context.zone(), context.clock);
    move |state| {
        let said = match state {
            LinkState::Up(name) => tr.with("cli-work_line_up", &[("name", name.as_str().into())]),
            LinkState::Down(why) => tr.with(
                "cli-work_line_down",
                &[("why", words::known(&tr, &clean(&why.to_string())).into())],
            ),
        };
        remark(&format!("{} {said}", words::clock_time(zone, clock.now())));
    }
}

fn sent_lines(tr: &Tr, turn: &SendTurn) -> Vec<String> {
    let line = |key: &str, count: usize| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        (count > 0).then(|| tr.with(key, &[("count", count.into())]))
    };
    let outcomes = || turn.tried.iter().map(|(_, outcome)| outcome).chain(&turn.own);
    let sent = outcomes()
        .filter(|outcome| matches!(outcome, SendOutcome::Accepted { .. }))
        .count();
    let troubles = outcomes().filter_map(|outcome| match outcome {
        SendOutcome::Accepted { .. } => None,
        SendOutcome::Refused { why }
        | SendOutcome::Later { why }
        | SendOutcome::Deferred { why }
        | SendOutcome::Unknown { why } => Some(tr.with("cli-work_not_sent", &[("why", clean(why).into())])),
    });
    let not_ready = turn.not_ready.iter().map(|(channel, why)| {
        let why = format!("{channel}: {}", words::known(tr, &clean(why)));
        tr.with("cli-work_not_sent", &[("why", why.into())])
    });
    let lines = line("cli-work_sent", sent).into_iter().chain(troubles).chain(not_ready);
    lines.chain(line("cli-work_held", turn.held)).collect()
}

/// Works until somebody asks it to end, or, with what holds then, until the shop's settings were published.
fn until_stopped(
    context: &Context,
    desk: &mut Desk,
    worker: &mut Worker,
    stop: &AtomicBool,
) -> Result<Option<Context>, Failure> {
    // Nothing is ever said on this line: it is what to wait on.
    let (_line, nobody) = channel::<()>();
    let (mut sheet_at, mut published_at) = (desk.now(), desk.now());
    let mut watch = JumpWatch::new(desk.clock());
    while !stop.load(Ordering::Relaxed) {
        // The clock may have been set back since.
        if desk.now() >= sheet_at || desk.now() + SHEET_EVERY + CLOCKS_APART < sheet_at {
            sheet_at = desk.now() + SHEET_EVERY;
            if let Some(made) = sheet(context, desk)? {
                let clock = words::clock_time(context.zone(), desk.now());
                remark(&format!("{clock} {}", sheet_line(context, &made)));
            }
        }
        if let Some(by) = watch.look() {
            remark(&words::clock_jumped(&context.tr, by));
        }
        let mut wait = match worker.turn(desk) {
            Ok(turn) => {
                tell(context, desk, &turn)?;
                let now = desk.now();
                if turn.rests && (now >= published_at || published_at - now > PUBLISHED_EVERY) {
                    published_at = now + PUBLISHED_EVERY;
                    let again = context.told(desk.settings_differ())?.then(|| context.published_since());
                    if let Some(again) = again.flatten() {
                        return Ok(Some(again));
                    }
                }
                worker.patience(desk.now(), turn.more)
            }
            Err(error) if passes(&error) => {
                if error.is_cut_off() {
                    // It is asked again at the next step.
                    let _ = desk.open_again();
                }
                STEP
            }
            Err(error) => return context.told(Err(error)),
        };
        while !wait.is_zero() && !stop.load(Ordering::Relaxed) {
            let step = wait.min(STEP);
            let _ = nobody.recv_timeout(step);
            wait -= step;
        }
    }
    Ok(None)
}

/// Somebody writes for long, or the server is out of reach: later will do.
fn passes(error: &DeskError) -> bool {
    let is_busy = matches!(
        error,
        DeskError::Database {
            hint: DatabaseHint::Busy,
            ..
        }
    );
    is_busy || error.is_cut_off()
}

/// Makes the morning's sheet when it is due: where it lies, if it was made now. What stands in its way stops no other
/// work, and it is tried again.
fn sheet(context: &Context, desk: &mut Desk) -> Result<Option<PathBuf>, Failure> {
    let folder = daily_work::folder(&context.database()?);
    match reports::keep_morning(desk, &context.tr, &folder) {
        Ok(Kept::Written(path)) => Ok(Some(path)),
        Ok(Kept::NotDue) => Ok(None),
        Ok(Kept::Failed(error)) => {
            let why = clean(&error.to_string()).into_owned();
            remark(&context.tr.with("cli-work_no_sheet", &[("message", why.into())]));
            Ok(None)
        }
        Err(error) if passes(&error) => Ok(None),
        Err(error) => context.told(Err(error)),
    }
}

fn sheet_line(context: &Context, path: &Path) -> String {
    let file = path.display().to_string();
    context.tr.with("cli-work_sheet", &[("file", clean(&file).into())])
}

/// A line for each thing done.
fn tell(context: &Context, desk: &Desk, turn: &Turn) -> Result<(), Failure> {
    let clock = words::clock_time(context.zone(), desk.now());
    for line in lines(context, desk, turn)? {
        remark(&format!("{clock} {line}"));
    }
    Ok(())
}

fn lines(context: &Context, desk: &Desk, turn: &Turn) -> Result<Vec<String>, Failure> {
    let tr = &context.tr;
    let mut lines = Vec::new();
    for (key, ids) in [("cli-work_made", &turn.made), ("cli-work_recalled", &turn.recalled)] {
        for message in messages(context, desk, ids)? {
            let orders = message.order_numbers().join(", ");
            let what = format!("{orders} {}", message::line(context, &message));
            lines.push(tr.with(key, &[("what", what.trim_start().into())]));
        }
    }
    for (key, count) in [("cli-work_expired", turn.expired), ("cli-work_closed", turn.closed)] {
        if count > 0 {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            lines.push(tr.with(key, &[("count", count.into())]));
        }
    }
    Ok(lines)
}

fn said(
    context: &Context,
    desk: &Desk,
    turn: &Turn,
    (mail, sent): (&MailTurn, &SendTurn),
    sheet: Option<PathBuf>,
) -> Result<Reply, Failure> {
    let made = messages(context, desk, &turn.made)?;
    let recalled = messages(context, desk, &turn.recalled)?;
    let shape = object! {
        rests: turn.rests,
        made: json::messages_json(context, &made),
        recalled: json::messages_json(context, &recalled),
        expired: turn.expired,
        closed: turn.closed,
        sent: sent
            .tried
            .iter()
            .filter(|(_, outcome)| matches!(outcome, SendOutcome::Accepted { .. }))
            .map(|(id, _)| id.0)
            .collect::<Vec<_>>(),
        sheet: sheet.as_ref().map(|path| path.display().to_string()),
    };
    let mut lines = lines(context, desk, turn)?;
    lines.extend(mail_lines(&context.tr, mail));
    lines.extend(sent_lines(&context.tr, sent));
    lines.extend(sheet.map(|path| sheet_line(context, &path)));
    if turn.rests {
        lines.push(context.tr.text("cli-work_rests"));
    } else if lines.is_empty() {
        lines.push(context.tr.text("cli-work_nothing"));
    }
    Ok(context.reply(&shape, || lines.join("\n")))
}

/// The letters that tell these facts, each once.
fn messages(context: &Context, desk: &Desk, ids: &[MessageId]) -> Result<Vec<MessageRow>, Failure> {
    let mut found: Vec<MessageRow> = Vec::with_capacity(ids.len());
    let read = |id| context.told(desk.read(|look| outbox::message(look, id)));
    for id in ids {
        let Some(mut message) = read(*id)? else { continue };
        if let Some(letter) = message.letter {
            let Some(letter) = read(letter)? else { continue };
            message = letter;
        }
        if found.iter().all(|other| other.id != message.id) {
            found.push(message);
        }
    }
    Ok(found)
}
