//! `channels`: by what messages leave, and whether it works.

use clap::Subcommand;
use std::sync::Arc;

use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::table;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::Location;
use crate::desk::who::Who;
use crate::domain::message::Channel;
use crate::domain::rights::Rights;
use crate::domain::sending::ChannelRest;
use crate::domain::sending::MailboxState;
use crate::domain::sending::SendOutcome;
use crate::domain::settings::Settings;
use crate::domain::settings::Via;
use crate::i18n::Tr;
use crate::outreach::gateways::Outgoing;
use crate::outreach::gateways::open;
use crate::outreach::hooks::report_url;
use crate::outreach::mailbox::try_mailbox;
use crate::session::doors::TryChannel;
use crate::text::clean;
use crate::words;

/// `channels …`
#[derive(Debug, Subcommand)]
pub enum ChannelsCommand {
    /// The channels of the settings, and what each lacks
    List,
    /// Send one message by a channel, and say what came back
    Test {
        /// The channel, as the settings call it
        name: String,
        /// Where to: a phone or an email
        #[arg(long)]
        to: String,
    },
    /// The address at which a gateway may say by itself what became of a message
    Reports {
        /// The channel, as the settings call it
        name: String,
    },
}

/// Does what is asked.
pub fn run(context: &Context, command: &ChannelsCommand) -> Result<Reply, Failure> {
    match command {
        ChannelsCommand::List => list(context),
        ChannelsCommand::Test { name, to } => test(context, name, to),
        ChannelsCommand::Reports { name } => reports(context, name),
    }
}

/// The channels that take no messages for now, a line each.
pub fn resting(context: &Context, desk: &Desk) -> Result<Vec<String>, Failure> {
    let rests = context.told(desk.channel_rests())?;
    Ok(rests.iter().map(|rest| rests_line(context, rest)).collect())
}

fn rests_line(context: &Context, rest: &ChannelRest) -> String {
    let since = words::moment(&context.tr, context.zone(), rest.since, context.now());
    let why = words::known(&context.tr, &clean(&rest.why));
    let args = [
        ("name", rest.channel.clone().into()),
        ("since", since.into()),
        ("why", why.into()),
    ];
    context.tr.with("channel_rests", &args)
}

fn list(context: &Context) -> Result<Reply, Failure> {
    let desk = context.desk_to_try()?;
    let (rests, mailboxes) = (
        context.told(desk.channel_rests())?,
        context.told(desk.mailbox_states())?,
    );
    let mailbox_of = |name: &str| {
        mailboxes
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, state)| state)
    };
    let rests_of = |name: &str| rests.iter().find(|rest| rest.channel == name);
    let variable = context.variables();
    let shapes: Vec<_> = context
        .settings
        .channel_list
        .iter()
        .map(|(name, setting)| {
            let problem = open(setting, &*variable)
                .err()
                .map(|why| words::known(&context.tr, &why.to_string()));
            object! {
                name,
                via: setting.via.code(),
                carries: setting.carries(),
                go: setting.go.code(),
                sources: &setting.sources,
                ready: problem.is_none(),
                problem,
                rests_since: rests_of(name).map(|rest| stamp(rest.since)),
                rests_why: rests_of(name).map(|rest| words::known(&context.tr, &rest.why)),
                /// What comes to its mailbox; null where none is set.
                mailbox: mailbox_of(name).map(|state| object! {
                    read_at: state.read_at.map(stamp),
                    failed_since: state.trouble.as_ref().map(|(since, _)| stamp(*since)),
                    failed_why: state.trouble.as_ref().map(|(_, why)| why.clone()),
                    /// Letters that want no offers and name nobody.
                    strangers: state.strangers,
                }),
            }
        })
        .collect();
    Ok(context.reply(&shapes, || {
        if shapes.is_empty() {
            return context.tr.text("cli-no_channels");
        }
        let rows = shapes.iter().map(|shape| {
            let problem = shape.problem.clone();
            vec![
                shape.name.to_owned(),
                shape.via.to_owned(),
                words::message_channel(&context.tr, shape.carries),
                context.tr.coded("channel_go", shape.go),
                problem.unwrap_or_else(|| context.tr.text("channel_ready")),
            ]
        });
        let rests = rests.iter().map(|rest| rests_line(context, rest));
        let mailboxes = mailboxes
            .iter()
            .flat_map(|(name, state)| mailbox_lines(context, name, state));
        let lines: Vec<String> = rests.chain(mailboxes).collect();
        table(&[], rows) + &lines.join("\n")
    }))
}

/// How a mailbox fares, and what in it asks for a look.
fn mailbox_lines(context: &Context, name: &str, state: &MailboxState) -> Vec<String> {
    let tr = &context.tr;
    let moment = |at| words::moment(tr, context.zone(), at, context.now()).into();
    let name = || ("name", name.to_owned().into());
    let read = match (&state.trouble, state.read_at) {
        (Some((since, why)), _) => {
            let why = words::known(tr, &clean(why));
            tr.with(
                "channel_mailbox-failed",
                &[name(), ("since", moment(*since)), ("why", why.into())],
            )
        }
        (None, Some(at)) => tr.with("channel_mailbox-read", &[name(), ("time", moment(at))]),
        (None, None) => tr.with("channel_mailbox-unread", &[name()]),
    };
    let strangers = (state.strangers > 0).then(|| {
        tr.with(
            "channel_mailbox-strangers",
            &[name(), ("count", state.strangers.into())],
        )
    });
    [read].into_iter().chain(strangers).collect()
}

fn test(context: &Context, name: &str, to: &str) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let variable = context.variables();
    let (to, outcome) = send_one(&context.settings, &context.tr, &*variable, name, to)?;
    let (id, why) = match &outcome {
        SendOutcome::Accepted { id } => (id.clone(), None),
        other => (None, Some(other.said().to_owned())),
    };
    let tried = try_mailbox(&context.settings, name, context.now(), &*variable);
    let shape = object! {
        channel: name,
        to: &to,
        outcome: outcome.code(),
        id,
        why,
        mailbox: tried.as_ref().map(|tried| object! { letters: tried.as_ref().ok(), why: tried.as_ref().err() }),
    };
    let reply = context.reply(&shape, || {
        let said = words::why(&context.tr, outcome.said());
        let sent = context.tr.with(
            &format!("channel_test-{}", outcome.code()),
            &[("to", to.clone().into()), ("said", said.into())],
        );
        let mailbox = tried.as_ref().map(|tried| mailbox_tried(&context.tr, tried));
        [sent].into_iter().chain(mailbox).collect::<Vec<_>>().join("\n")
    });
    let is_read = tried.as_ref().is_none_or(Result::is_ok);
    let is_accepted = matches!(outcome, SendOutcome::Accepted { .. });
    Ok(reply.partly(!is_accepted || !is_read))
}

/// What came of trying a mailbox, in a line.
fn mailbox_tried(tr: &Tr, tried: &Result<usize, String>) -> String {
    match tried {
        Ok(letters) => {
            let count = i64::try_from(*letters).unwrap_or(i64::MAX);
            tr.with("cli-mailbox_test-read", &[("count", count.into())])
        }
        Err(why) => {
            let why = words::known(tr, &clean(why));
            tr.with("cli-mailbox_test-failed", &[("why", why.into())])
        }
    }
}

/// The address to give to the gateway of a channel, which no other screen or command shows.
fn reports(context: &Context, name: &str) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let mut all = context.settings.channel_list.iter();
    let found = all.find(|(known, _)| known == name);
    let (_, setting) = found.ok_or_else(|| Failure::usage(&context.tr, "cli-no_channel", name))?;
    let with_each = matches!(setting.via, Via::Twilio | Via::Http);
    if !with_each && !matches!(setting.via, Via::SmsRu | Via::Smsc) {
        return Err(Failure::usage(&context.tr, "cli-no_reports", name));
    }
    if with_each {
        return Err(Failure::usage(&context.tr, "cli-reports_with_each", name));
    }
    let mut desk = context.desk_or_new()?;
    let url = context.told(report_url(&mut desk, name, None))?;
    let url = url.ok_or_else(|| Failure::usage(&context.tr, "cli-nobody_outside", ""))?;
    Ok(context.reply(&object! { channel: name, url: &url }, || url.clone()))
}

/// Sends one message by a channel; where to, as it was understood, and what came back.
fn send_one(
    settings: &Settings,
    tr: &Tr,
    variable: &dyn Fn(&str) -> Option<String>,
    name: &str,
    to: &str,
) -> Result<(String, SendOutcome), Failure> {
    let found = settings.channel_list.iter().find(|(known, _)| known == name);
    let (_, setting) = found.ok_or_else(|| Failure::usage(tr, "cli-no_channel", name))?;
    let to = match setting.carries() {
        Channel::Email => to.trim().to_owned(),
        Channel::Sms => names::e164_of(settings, to).unwrap_or_else(|| to.trim().to_owned()),
    };
    let mut gateway = open(setting, variable).map_err(|why| {
        Failure::new(
            Kind::Config,
            words::known(tr, &why.to_string()),
            tr.text("cli-no_secret-hint"),
        )
    })?;
    let shop = clean(&settings.shop.name).into_owned();
    let outgoing = Outgoing {
        mark: format!("test.{:016x}", fastrand::u64(..)),
        kind: "test".to_owned(),
        to: to.clone(),
        subject: tr.with("cli-channel_test_subject", &[("shop", shop.clone().into())]),
        text: tr.with("cli-channel_test_text", &[("shop", shop.into())]),
        ..Outgoing::default()
    };
    let outcome = gateway.send(setting.carries(), &outgoing);
    Ok((to, outcome))
}

/// Tries channels for the console; nothing leaves a rehearsal.
pub fn tester(
    context: &Context,
    settings: &Arc<Settings>,
    who: Who,
    database: Location,
    clock: Clock,
) -> Arc<TryChannel> {
    let (settings, tr, env) = (Arc::clone(settings), context.tr.clone(), context.env());
    Arc::new(move |name, to| {
        let desk = Desk::open_existing(&database, Arc::clone(&settings), who.clone(), clock);
        let may_send = desk.and_then(|desk| desk.may_send()).unwrap_or(false);
        if !may_send {
            return Err(tr.text("channels-rehearsal"));
        }
        let variable = |name: &str| env.text(name).map(str::to_owned);
        let sent = send_one(&settings, &tr, &variable, name, to);
        sent.map(|(_, outcome)| outcome).map_err(|failure| failure.message)
    })
}
