//! `carriers`: who is asked about parcels by itself, and whether that works.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::time::Duration;

use clap::Subcommand;

use crate::carriers::CarrierRunner;
use crate::carriers::CarrierSetup;
use crate::carriers::CarrierTurn;
use crate::carriers::carrier_address;
use crate::carriers::thread::CarrierThread;
use crate::carriers::try_carrier;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::MoneyJson;
use crate::cli::output::json::failing_json;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::json::trouble_json;
use crate::cli::output::reply::Reply;
use crate::cli::output::reply::remark;
use crate::cli::output::table::table;
use crate::cli::signals::asked_to_end;
use crate::desk::Desk;
use crate::domain::carrier::Carrier;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::FeedTouch;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::is_due;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::newest;
use crate::domain::rights::Rights;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::session::setup::Setup;
use crate::text::clean;
use crate::words;
use crate::words::Explanation;

/// How soon the end is noticed when one is asked for.
const STEP: Duration = Duration::from_millis(100);

/// `carriers …`
#[derive(Debug, Subcommand)]
pub enum CarriersCommand {
    /// The carriers of the settings that are asked about parcels, and how that fares
    List,
    /// Ask a carrier about a number, and keep nothing
    Test {
        /// The carrier, as the settings call it
        name: String,
        /// The tracking number
        number: String,
    },
    /// The address at which a carrier may tell of parcels by itself
    Hook {
        /// The carrier, as the settings call it
        name: String,
    },
    /// Ask carriers about the parcels under way, and go on until it is ended
    Run {
        /// The carrier, as the settings call it; without it all of them
        name: Option<String>,
        /// Now about every parcel, and end
        #[arg(long)]
        once: bool,
    },
}

/// Does what is asked.
pub fn run(context: &Context, command: &CarriersCommand) -> Result<Reply, Failure> {
    match command {
        CarriersCommand::List => list(context),
        CarriersCommand::Test { name, number } => test(context, name, number),
        CarriersCommand::Hook { name } => hook(context, name),
        CarriersCommand::Run { name, once } => ask(context, name.as_deref(), *once),
    }
}

fn hook(context: &Context, name: &str) -> Result<Reply, Failure> {
    context.needs(Rights::Owner)?;
    let carrier = named(context, name)?;
    let mut desk = context.desk_or_new()?;
    let Some(url) = context.told(carrier_address(&mut desk, carrier))? else {
        let key = match context.settings.listen.url("") {
            None => "cli-nobody_outside",
            Some(_) => "carriers-no_hook",
        };
        return Err(Failure::usage(&context.tr, key, name).of_kind(Kind::Config));
    };
    let shape = object! { carrier, url };
    Ok(context.reply(&shape, || shape.url.clone()))
}

/// What asking carriers needs, for who works by `setup`.
pub fn setup(context: &Context, setup: &Setup) -> CarrierSetup {
    CarrierSetup {
        database: setup.database.clone(),
        settings: setup.settings.clone(),
        who: setup.who.clone(),
        only: None,
        clock: setup.clock,
        variable: context.variables(),
    }
}

/// A line for each turn in which a carrier told something, or began or ceased to fail.
pub fn tell(context: &Context) -> impl Fn(Carrier, &CarrierTurn) + Clone + Send + 'static {
    let context = context.clone();
    move |carrier, turn| {
        let clock = words::clock_time(context.zone(), context.clock.now());
        for line in turn_lines(&context, carrier, turn) {
            remark(&format!("{clock} {line}"));
        }
    }
}

/// Asks carriers whose time has come, unless another process does; a line for each that told something.
pub fn due_lines(context: &Context, desk: &mut Desk) -> Result<Vec<String>, Failure> {
    let is_ours = context.settings.carriers.followed().next().is_some() && context.settings.may_ask_carriers_here();
    if !is_ours || !context.told(desk.lease_carriers())? {
        return Ok(Vec::new());
    }
    let setup = setup(context, &context.setup()?);
    let mut lines = Vec::new();
    let never = AtomicBool::new(false);
    for (carrier, following) in context.settings.carriers.followed() {
        let state = context.told(desk.carrier_state(carrier))?;
        if !is_due(&state, context.now()) {
            continue;
        }
        let heard_by = context.now() - following.pause_between(carrier);
        let mut runner = CarrierRunner::new(setup.clone(), carrier);
        let turn = to_the_end(context, desk, &mut runner, heard_by, &never)?;
        if turn.has_news() {
            lines.extend(turn_lines(context, carrier, &turn));
        }
    }
    context.told(desk.end_carriers())?;
    Ok(lines)
}

fn list(context: &Context) -> Result<Reply, Failure> {
    let desk = context.desk_to_try()?;
    let mut found = Vec::new();
    for (carrier, following) in context.settings.carriers.followed() {
        let state = context.told(desk.carrier_state(carrier))?;
        let failing = state.failing.as_ref();
        let told = failing.map(|failing| words::carrier_trouble(&context.tr, failing.fault, &failing.said));
        let followed = context.told(desk.numbers_followed(carrier))?;
        found.push((carrier, following, state, told, followed));
    }
    let shapes: Vec<_> = found
        .iter()
        .map(|(carrier, following, state, told, followed)| {
            object! {
                carrier,
                by: if following.command.is_empty() { "api" } else { "command" },
                poll_s: following.pause_between(*carrier).0 / 1_000,
                followed,
                paused: state.paused.is_some(),
                tried_at: state.tried_at.map(stamp),
                ok_at: state.ok_at.map(stamp),
                next_at: state.next_at.map(stamp),
                failing: state.failing.as_ref().zip(told.as_ref()).map(|(failing, told)| failing_json(failing, told)),
            }
        })
        .collect();
    Ok(context.reply(&shapes, || {
        if found.is_empty() {
            return context.tr.text("cli-no_carriers");
        }
        let row = |(carrier, _, state, told, followed): &(Carrier, _, FeedState, Option<Explanation>, i64)| {
            vec![
                carrier.code().to_owned(),
                words::carrier(&context.tr, *carrier),
                context.tr.with("carriers-count", &[("count", (*followed).into())]),
                stands(context, state, told.as_ref()),
            ]
        };
        let rows = found.iter().map(row);
        table(&[], rows)
    }))
}

fn stands(context: &Context, state: &FeedState, failing: Option<&Explanation>) -> String {
    let tr = &context.tr;
    if state.paused.is_some() {
        return tr.text("feed-stands_paused");
    }
    match (failing, state.ok_at) {
        (Some(failing), _) => failing.line(),
        (None, Some(at)) => {
            let at = words::moment(tr, context.zone(), at, context.now());
            tr.with("feed-stands_ok", &[("time", at.into())])
        }
        (None, None) => tr.text("feed-stands_new"),
    }
}

fn test(context: &Context, name: &str, number: &str) -> Result<Reply, Failure> {
    let carrier = named(context, name)?;
    let setup = setup(context, &context.setup()?);
    let tried = try_carrier(&setup, carrier, number, context.now());
    let news = tried.as_ref().ok().and_then(|told| told.first());
    let problem = tried.as_ref().err();
    let told = problem.map(|trouble| told_trouble(context, trouble));
    let nothing = ParcelNews::default();
    let heard = news.unwrap_or(&nothing);
    let money = |minor| MoneyJson::new(minor, context.settings.shop.currency);
    let shape = object! {
        carrier,
        number,
        ok: tried.is_ok(),
        /// The carrier has such a number.
        known: !heard.events.is_empty(),
        state: newest(&heard.events).and_then(|newest| newest.state),
        events: &heard.events,
        estimate_at: heard.estimate_at.map(stamp),
        storage_until: heard.about.free_until.map(stamp),
        hold_until: heard.about.hold_until.map(stamp),
        pickup_code: &heard.about.pickup_code,
        cod: heard.about.cod.map(money),
        cod_paid: heard.about.cod_paid,
        cost: heard.about.cost.map(money),
        problem: problem.zip(told.as_ref()).map(|(trouble, told)| trouble_json(trouble.fault, &trouble.said, told)),
    };
    let reply = context.reply(&shape, || {
        let tr = &context.tr;
        if let Some(told) = &told {
            return told.line();
        }
        let Some(news) = news.filter(|news| !news.events.is_empty()) else {
            return tr.with("carriers-unknown", &[("number", clean(number).into())]);
        };
        let mut events = news.events.clone();
        events.sort_by_key(|event| event.at);
        let lines = events
            .iter()
            .map(|event| words::parcel_event(tr, context.zone(), event, context.now()));
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(reply.partly(tried.is_err()))
}

/// Asks about every parcel once, or goes on until somebody asks it to end.
fn ask(context: &Context, name: Option<&str>, once: bool) -> Result<Reply, Failure> {
    let only = name.map(|name| named(context, name)).transpose()?;
    let mut desk = context.desk_or_new()?;
    if !context.told(desk.may_send())? {
        return Err(Failure::usage(&context.tr, "carriers-rehearsal", "").of_kind(Kind::Refused));
    }
    if context.told(desk.settings_differ())? {
        return Err(Failure::usage(&context.tr, "cli-work_other_rules", "").of_kind(Kind::Refused));
    }
    let setup = CarrierSetup {
        only,
        ..setup(context, &context.setup()?)
    };
    let asked: Vec<Carrier> = context
        .settings
        .carriers
        .followed()
        .map(|(carrier, _)| carrier)
        .collect();
    let asked = asked
        .into_iter()
        .filter(|carrier| only.is_none_or(|only| only == *carrier));
    if !context.told(desk.lease_carriers())? {
        // The process that asks them is told, and does it at once.
        for carrier in asked {
            context.told(desk.touch_carrier(carrier, FeedTouch::Ask))?;
        }
        return Err(Failure::usage(&context.tr, "carriers-elsewhere", "").of_kind(Kind::Refused));
    }
    let stop = asked_to_end();
    if !once {
        context.told(desk.end_carriers())?;
        remark(&context.tr.text("carriers-run_begins"));
        let _carriers = CarrierThread::begin(setup, tell(context));
        wait(&stop, None);
        return Ok(Reply::default());
    }
    let began = context.now();
    let mut turns = Vec::new();
    for carrier in asked {
        let mut runner = CarrierRunner::new(setup.clone(), carrier);
        turns.push((carrier, to_the_end(context, &mut desk, &mut runner, began, &stop)?));
    }
    context.told(desk.end_carriers())?;
    let partly = turns
        .iter()
        .any(|(_, turn)| turn.trouble.is_some() || turn.more || turn.later.is_some());
    let shapes: Vec<_> = turns
        .iter()
        .map(|(carrier, turn)| {
            object! {
                carrier,
                asked: turn.counts.asked,
                news: turn.counts.news,
                changed: turn.counts.changed,
                more: turn.more,
                /// The answer is ready later, and asked for then.
                answer_at: turn.later.map(stamp),
                problem: turn
                    .trouble
                    .as_ref()
                    .map(|trouble| trouble_json(trouble.fault, &trouble.said, told_trouble(context, trouble))),
            }
        })
        .collect();
    let reply = context.reply(&shapes, || {
        if turns.is_empty() {
            return context.tr.text("cli-no_carriers");
        }
        let lines = turns
            .iter()
            .flat_map(|(carrier, turn)| turn_lines(context, *carrier, turn));
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(reply.partly(partly))
}

/// Asks about all parcels not heard of since `heard_by`, at the carrier's own pace, or up to where it fails.
fn to_the_end(
    context: &Context,
    desk: &mut Desk,
    runner: &mut CarrierRunner,
    heard_by: Time,
    stop: &AtomicBool,
) -> Result<CarrierTurn, Failure> {
    let mut all = CarrierTurn::default();
    loop {
        all = all.and(context.told(runner.run(desk, stop, heard_by))?);
        if !all.more || all.trouble.is_some() || stop.load(Ordering::Relaxed) {
            return Ok(all);
        }
        let next = context.told(desk.carrier_state(runner.carrier()))?.next_at;
        wait(stop, next.map(|next| next - desk.now()));
        if !context.told(desk.lease_carriers())? {
            return Ok(all);
        }
    }
}

/// Waits for so long, or until somebody asks it to end.
fn wait(stop: &AtomicBool, span: Option<Span>) {
    // Nothing is ever said on this line: it is what to wait on.
    let (_line, nobody) = channel::<()>();
    let mut left = span.map(|span| Duration::from_millis(u64::try_from(span.0).unwrap_or(0)));
    while !stop.load(Ordering::Relaxed) && left.is_none_or(|left| !left.is_zero()) {
        let step = left.map_or(STEP, |left| left.min(STEP));
        let _ = nobody.recv_timeout(step);
        left = left.map(|left| left.saturating_sub(step));
    }
}

fn turn_lines(context: &Context, carrier: Carrier, turn: &CarrierTurn) -> Vec<String> {
    let name = words::carrier(&context.tr, carrier);
    let args = [
        ("carrier", name.as_str().into()),
        ("asked", turn.counts.asked.into()),
        ("news", turn.counts.news.into()),
        ("changed", turn.counts.changed.into()),
    ];
    let mut lines = vec![context.tr.with("carriers-counts", &args)];
    if let Some(at) = turn.later {
        let at = words::moment(&context.tr, context.zone(), at, context.now());
        let args = [("carrier", name.as_str().into()), ("time", at.into())];
        lines.push(context.tr.with("carriers-later", &args));
    }
    if let Some(trouble) = &turn.trouble {
        lines.push(format!("{name}: {}", told_trouble(context, trouble).line()));
    }
    lines
}

/// The carrier of that name, which is asked.
fn named(context: &Context, name: &str) -> Result<Carrier, Failure> {
    let asked = || context.settings.carriers.followed().map(|(carrier, _)| carrier);
    let found = Carrier::parse(name).filter(|carrier| asked().any(|asked| asked == *carrier));
    found.ok_or_else(|| {
        let names: Vec<&str> = asked().map(Carrier::code).collect();
        let args = [("value", clean(name).into()), ("names", names.join(", ").into())];
        let hint = if names.is_empty() {
            "cli-no_carriers"
        } else {
            "cli-no_carrier-hint"
        };
        Failure::new(
            Kind::NotFound,
            context.tr.with("cli-no_carrier", &args),
            context.tr.with(hint, &args),
        )
    })
}

fn told_trouble(context: &Context, trouble: &FeedTrouble) -> Explanation {
    words::carrier_trouble(&context.tr, trouble.fault, &trouble.said)
}
