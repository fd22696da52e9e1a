//! `channels`: by what messages leave, and whether it works.

use clap::Subcommand;
use serde::Serialize;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::Side;
use crate::cli::output::table::table;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::who::Who;
use crate::domain::message::Channel;
use crate::domain::rights::Rights;
use crate::domain::sending::ChannelRest;
use crate::domain::sending::SendOutcome;
use crate::domain::settings::Settings;
use crate::i18n::Tr;
use crate::outreach::gateways::Outgoing;
use crate::outreach::gateways::open;
use crate::session::setup::ChannelTester;
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
}

#[derive(Serialize)]
struct ChannelShape<'a> {
    name: &'a str,
    via: &'static str,
    carries: &'static str,
    go: &'static str,
    sources: &'a [String],
    ready: bool,
    problem: Option<String>,
    rests_since: Option<String>,
    rests_why: Option<String>,
}

#[derive(Serialize)]
struct TestShape<'a> {
    channel: &'a str,
    to: &'a str,
    outcome: &'static str,
    id: Option<String>,
    why: Option<String>,
}

/// Does what is asked.
pub fn run(context: &Context, command: &ChannelsCommand) -> Result<Reply, Failure> {
    match command {
        ChannelsCommand::List => list(context),
        ChannelsCommand::Test { name, to } => test(context, name, to),
    }
}

/// The channels that take no messages for now, a line each.
pub fn resting(context: &Context, desk: &Desk) -> Result<Vec<String>, Failure> {
    let rests = context.told(desk.channel_rests())?;
    Ok(rests.iter().map(|rest| rests_line(context, rest)).collect())
}

fn rests_line(context: &Context, rest: &ChannelRest) -> String {
    let since = words::moment(&context.tr, context.zone(), rest.since, context.now());
    let why = clean(&rest.why).into_owned();
    let args = [
        ("name", rest.channel.clone().into()),
        ("since", since.into()),
        ("why", why.into()),
    ];
    context.tr.with("channel_rests", &args)
}

fn list(context: &Context) -> Result<Reply, Failure> {
    let rests = context.told(context.desk_to_try()?.channel_rests())?;
    let rests_of = |name: &str| rests.iter().find(|rest| rest.channel == name);
    let variable = |name: &str| context.variable(name).map(str::to_owned);
    let shapes: Vec<ChannelShape<'_>> = context
        .settings
        .channel_list
        .iter()
        .map(|(name, setting)| {
            let problem = open(setting, &variable).err().map(|why| why.to_string());
            ChannelShape {
                name,
                via: setting.via.code(),
                carries: setting.carries().code(),
                go: setting.go.code(),
                sources: &setting.sources,
                ready: problem.is_none(),
                problem,
                rests_since: rests_of(name).map(|rest| stamp(rest.since)),
                rests_why: rests_of(name).map(|rest| rest.why.clone()),
            }
        })
        .collect();
    Ok(context.reply(&shapes, || {
        if shapes.is_empty() {
            return context.tr.text("cli-no_channels");
        }
        let row = |shape: &ChannelShape<'_>| {
            let carries = Channel::parse(shape.carries).map(|channel| words::message_channel(&context.tr, channel));
            vec![
                shape.name.to_owned(),
                shape.via.to_owned(),
                carries.unwrap_or_default(),
                context.tr.coded("channel_go", shape.go),
                shape
                    .problem
                    .clone()
                    .unwrap_or_else(|| context.tr.text("channel_ready")),
            ]
        };
        let rests: Vec<String> = rests.iter().map(|rest| rests_line(context, rest)).collect();
        table(&[Side::Left; 5], &shapes.iter().map(row).collect::<Vec<_>>()) + &rests.join("\n")
    }))
}

fn test(context: &Context, name: &str, to: &str) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let variable = |name: &str| context.variable(name).map(str::to_owned);
    let (to, outcome) = send_one(&context.settings, &context.tr, &variable, name, to)?;
    let (id, why) = match &outcome {
        SendOutcome::Accepted { id } => (id.clone(), None),
        other => (None, Some(other.said().to_owned())),
    };
    let shape = TestShape {
        channel: name,
        to: &to,
        outcome: outcome.code(),
        id,
        why,
    };
    let reply = context.reply(&shape, || {
        let said = clean(outcome.said()).into_owned();
        context.tr.with(
            &format!("channel_test-{}", outcome.code()),
            &[("to", to.clone().into()), ("said", said.into())],
        )
    });
    let is_accepted = matches!(outcome, SendOutcome::Accepted { .. });
    Ok(reply.partly(!is_accepted))
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
    let mut gateway = open(setting, variable)
        .map_err(|why| Failure::new(Kind::Config, why.to_string(), tr.text("cli-no_secret-hint")))?;
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
pub fn tester(context: &Context, settings: &Arc<Settings>, who: Who, path: PathBuf, clock: Clock) -> ChannelTester {
    let (settings, tr, env) = (Arc::clone(settings), context.tr.clone(), context.env());
    ChannelTester::new(move |name, to| {
        let desk = Desk::open_existing(&path, Arc::clone(&settings), who.clone(), clock);
        let may_send = desk.and_then(|desk| desk.may_send()).unwrap_or(false);
        if !may_send {
            return Err(tr.text("channels-rehearsal"));
        }
        let variable = |name: &str| env.text(name).map(str::to_owned);
        let sent = send_one(&settings, &tr, &variable, name, to);
        sent.map(|(_, outcome)| outcome).map_err(|failure| failure.message)
    })
}
