//! `carriers`: who is asked about parcels by itself, and whether that works.

use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::channel;
use std::time::Duration;

use clap::Subcommand;
use serde::Serialize;

use crate::carriers::CarrierRunner;
use crate::carriers::CarrierSetup;
use crate::carriers::CarrierTurn;
use crate::carriers::carrier_address;
use crate::carriers::thread::CarrierThread;
use crate::carriers::try_carrier;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::MoneyShape;
use crate::cli::output::json::ParcelEventShape;
use crate::cli::output::json::stamp;
use crate::cli::output::reply::Reply;
use crate::cli::output::reply::remark;
use crate::cli::output::table::Side;
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

/// Why a carrier does not answer.
#[derive(Serialize)]
struct CarrierTroubleShape {
    fault: &'static str,
    said: String,
    message: String,
    hint: String,
}

impl CarrierTroubleShape {
    fn of(context: &Context, trouble: &FeedTrouble) -> CarrierTroubleShape {
        let told = words::carrier_trouble(&context.tr, trouble.fault, &trouble.said);
        CarrierTroubleShape {
            fault: trouble.fault.code(),
            said: trouble.said.clone(),
            message: told.message,
            hint: told.hint,
        }
    }

    fn line(&self) -> String {
        format!("{} {}", self.message, self.hint)
    }
}

#[derive(Serialize)]
struct CarrierFailingShape {
    since: String,
    times: i64,
    #[serde(flatten)]
    why: CarrierTroubleShape,
}

#[derive(Serialize)]
struct CarrierShape {
    carrier: &'static str,
    by: &'static str,
    poll_s: i64,
    followed: i64,
    paused: bool,
    tried_at: Option<String>,
    ok_at: Option<String>,
    next_at: Option<String>,
    failing: Option<CarrierFailingShape>,
}

#[derive(Serialize)]
struct CarrierTestShape<'a> {
    carrier: &'static str,
    number: &'a str,
    ok: bool,
    /// The carrier has such a number.
    known: bool,
    state: Option<&'static str>,
    events: Vec<ParcelEventShape>,
    estimate_at: Option<String>,
    storage_until: Option<String>,
    hold_until: Option<String>,
    pickup_code: Option<String>,
    cod: Option<MoneyShape>,
    cod_paid: bool,
    cost: Option<MoneyShape>,
    problem: Option<CarrierTroubleShape>,
}

#[derive(Serialize)]
struct CarrierRunShape {
    carrier: &'static str,
    asked: i64,
    news: i64,
    changed: i64,
    more: bool,
    /// The answer is ready later, and asked for then.
    answer_at: Option<String>,
    problem: Option<CarrierTroubleShape>,
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

#[derive(Serialize)]
struct CarrierHookShape {
    carrier: &'static str,
    url: String,
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
    let shape = CarrierHookShape {
        carrier: carrier.code(),
        url,
    };
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
    let (mut shapes, mut rows) = (Vec::new(), Vec::new());
    for (carrier, following) in context.settings.carriers.followed() {
        let state = context.told(desk.carrier_state(carrier))?;
        let followed = context.told(desk.numbers_followed(carrier))?;
        let failing = state.failing.as_ref().map(|failing| CarrierFailingShape {
            since: stamp(failing.since),
            times: failing.times,
            why: CarrierTroubleShape::of(context, &FeedTrouble::new(failing.fault, failing.said.as_str())),
        });
        let count = context.tr.with("carriers-count", &[("count", followed.into())]);
        rows.push(vec![
            carrier.code().to_owned(),
            words::carrier(&context.tr, carrier),
            count,
            stands(context, &state, failing.as_ref()),
        ]);
        shapes.push(CarrierShape {
            carrier: carrier.code(),
            by: if following.command.is_empty() { "api" } else { "command" },
            poll_s: following.pause_between(carrier).0 / 1_000,
            followed,
            paused: state.paused.is_some(),
            tried_at: state.tried_at.map(stamp),
            ok_at: state.ok_at.map(stamp),
            next_at: state.next_at.map(stamp),
            failing,
        });
    }
    Ok(context.reply(&shapes, || {
        if shapes.is_empty() {
            return context.tr.text("cli-no_carriers");
        }
        table(&[Side::Left; 4], &rows)
    }))
}

fn stands(context: &Context, state: &FeedState, failing: Option<&CarrierFailingShape>) -> String {
    let tr = &context.tr;
    if state.paused.is_some() {
        return tr.text("feed-stands_paused");
    }
    match (failing, state.ok_at) {
        (Some(failing), _) => failing.why.line(),
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
    let shape = test_shape(context, carrier, number, &tried, news);
    let reply = context.reply(&shape, || {
        let tr = &context.tr;
        if let Some(problem) = &shape.problem {
            return problem.line();
        }
        let Some(news) = news.filter(|news| !news.events.is_empty()) else {
            return tr.with("carriers-unknown", &[("number", clean(number).into_owned().into())]);
        };
        let mut events = news.events.clone();
        events.sort_by_key(|event| event.at);
        let lines = events
            .iter()
            .map(|event| words::parcel_event(tr, context.zone(), event, context.now()));
        lines.collect::<Vec<_>>().join("\n")
    });
    Ok(reply.partly(shape.problem.is_some()))
}

fn test_shape<'a>(
    context: &Context,
    carrier: Carrier,
    number: &'a str,
    tried: &Result<Vec<ParcelNews>, FeedTrouble>,
    news: Option<&ParcelNews>,
) -> CarrierTestShape<'a> {
    let nothing = ParcelNews::default();
    let news = news.unwrap_or(&nothing);
    let money = |minor| MoneyShape::new(minor, context.settings.shop.currency);
    CarrierTestShape {
        carrier: carrier.code(),
        number,
        ok: tried.is_ok(),
        known: !news.events.is_empty(),
        state: newest(&news.events).and_then(|newest| Some(newest.state?.code())),
        events: news.events.iter().map(ParcelEventShape::of).collect(),
        estimate_at: news.estimate_at.map(stamp),
        storage_until: news.about.free_until.map(stamp),
        hold_until: news.about.hold_until.map(stamp),
        pickup_code: news.about.pickup_code.clone(),
        cod: news.about.cod.map(money),
        cod_paid: news.about.cod_paid,
        cost: news.about.cost.map(money),
        problem: tried
            .as_ref()
            .err()
            .map(|trouble| CarrierTroubleShape::of(context, trouble)),
    }
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
    let shapes: Vec<CarrierRunShape> = turns
        .iter()
        .map(|(carrier, turn)| CarrierRunShape {
            carrier: carrier.code(),
            asked: turn.counts.asked,
            news: turn.counts.news,
            changed: turn.counts.changed,
            more: turn.more,
            answer_at: turn.later.map(stamp),
            problem: turn
                .trouble
                .as_ref()
                .map(|trouble| CarrierTroubleShape::of(context, trouble)),
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
        lines.push(format!("{name}: {}", CarrierTroubleShape::of(context, trouble).line()));
    }
    lines
}

/// The carrier of that name, which is asked.
fn named(context: &Context, name: &str) -> Result<Carrier, Failure> {
    let asked = || context.settings.carriers.followed().map(|(carrier, _)| carrier);
    let found = Carrier::parse(name).filter(|carrier| asked().any(|asked| asked == *carrier));
    found.ok_or_else(|| {
        let names: Vec<&str> = asked().map(Carrier::code).collect();
        let args = [
            ("value", clean(name).into_owned().into()),
            ("names", names.join(", ").into()),
        ];
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
