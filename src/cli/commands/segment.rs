//! `customer segments`, `customer segment NAME`, `customer due`: who may be offered what (R25, R26).

use std::collections::HashSet;
use std::io::ErrorKind;
use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::segment_offer::OfferArgs;
use super::segment_offer::offer as offer_to_all;
use crate::cli::context::Context;
use crate::cli::output::csv_style::CsvStyle;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::MoneyJson;
use crate::cli::output::json::filled;
use crate::cli::output::json::object;
use crate::cli::output::json::stamp;
use crate::cli::output::json::time;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::headings;
use crate::cli::output::table::table;
use crate::desk::Desk;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::cell::Cell;
use crate::domain::ids::CustomerId;
use crate::domain::local_time;
use crate::domain::offer::NoOffer;
use crate::domain::segment::Segment;
use crate::domain::sex::Sex;
use crate::domain::target::Target;
use crate::private_file::Existing;
use crate::private_file::write_private;
use crate::reports::CellColumns;
use crate::reports::Table;
use crate::reports::csv;
use crate::view::segments;
use crate::view::segments::Again;
use crate::view::segments::Belongs;
use crate::view::segments::DueAgain;
use crate::view::segments::Reached;
use crate::words;

/// `customer segment`
#[derive(Debug, Args)]
pub struct SegmentArgs {
    /// Its name in the settings
    #[arg(value_name = "NAME")]
    name: String,
    /// Write those who may be offered something as a table
    #[arg(long, value_name = "FILE")]
    csv: Option<PathBuf>,
    /// How the table is written
    #[arg(long, value_enum, value_name = "STYLE", default_value = "data", requires = "csv")]
    csv_style: CsvStyle,
    /// The table is what they are offered something by: nothing more for three weeks; `undo` takes all of it back
    #[arg(long, requires = "csv", conflicts_with = "all")]
    offered: bool,
    /// Also those to whom nothing may be offered
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    offer: OfferArgs,
}

/// Every segment with how many it holds.
pub fn all(context: &Context) -> Result<Reply, Failure> {
    let segments = &context.settings.segments;
    let found = context.told(context.desk_to_read()?.read(|look| segments::segments(look, segments)))?;
    let shapes: Vec<_> = segments
        .iter()
        .zip(&found)
        .map(|(segment, found)| {
            object! {
                name: &segment.name,
                allowed: found.iter().filter(|belongs| belongs.may_offer.is_ok()).count(),
                all: found.len(),
            }
        })
        .collect();
    let plain = || {
        if shapes.is_empty() {
            return context.tr.text("cli-no_segments");
        }
        let head = headings(&context.tr, ["", "cli-allowed", "cli-all"]);
        let rows = shapes
            .iter()
            .map(|shape| vec![shape.name.to_owned(), shape.allowed.to_string(), shape.all.to_string()]);
        table(&[1, 2], std::iter::once(head).chain(rows))
    };
    Ok(context.reply(&shapes, plain))
}

/// Who belongs to one.
pub fn one(context: &Context, args: &SegmentArgs) -> Result<Reply, Failure> {
    let segments = &context.settings.segments;
    let segment = segments.iter().find(|segment| segment.name == args.name);
    let segment = segment.ok_or_else(|| unknown(context, segments, &args.name))?;
    if let Some(text) = args.offer.text() {
        return offer_to_all(context, segment, &args.offer, text);
    }
    let mut desk = if args.offered {
        context.desk()?
    } else {
        context.desk_to_read()?
    };
    let found = context.told(desk.read(|look| segments::segments(look, std::slice::from_ref(segment))))?;
    let mut members = Vec::new();
    for belongs in found.into_iter().flatten() {
        if args.all || belongs.may_offer.is_ok() {
            let reached = context.told(desk.read(|look| segments::reached(look, belongs.member.id)))?;
            members.push((belongs, reached));
        }
    }
    if args.offered && members.is_empty() {
        return Ok(context.reply(&members_json(context, &members), || {
            context.tr.text("cli-nobody_to_offer")
        }));
    }
    let found = members.len();
    if let Some(path) = &args.csv {
        if args.offered {
            offer(context, &mut desk, path, &mut members)?;
        }
        if let Err(unwritten) = write(context, path, args.csv_style, &members) {
            if args.offered {
                // What nobody can be shown was not offered; that it still is marked so must be heard.
                context.told(desk.undo(UndoChoice::Mine))?;
            }
            return Err(unwritten);
        }
    }
    let shapes = members_json(context, &members);
    let plain = || match &args.csv {
        Some(path) => {
            let path = crate::text::clean(&path.display().to_string()).into_owned();
            let values = [("count", members.len().into()), ("path", path.into())];
            let mut text = context.tr.with("cli-exported", &values);
            if args.offered {
                text = format!("{text} {}", context.tr.text("cli-all_offered"));
            }
            if found > members.len() {
                let values = [("count", (found - members.len()).into())];
                text = format!("{text}\n{}", context.tr.with("cli-not_all_offered", &values));
            }
            text
        }
        None if members.is_empty() => context.tr.text("cli-nothing_found"),
        None => {
            let rows = members
                .iter()
                .map(|(belongs, reached)| cells(context, belongs, reached));
            table(&[], rows)
        }
    };
    Ok(context.reply(&shapes, plain))
}

fn members_json<'a>(context: &Context, members: &'a [(Belongs, Reached)]) -> Vec<impl Serialize + use<'a>> {
    members
        .iter()
        .map(|(belongs, reached)| member_json(context, belongs, reached))
        .collect()
}

/// Marks them as offered something, and leaves those who are there: a colleague may have been faster, or talk with one.
fn offer(
    context: &Context,
    desk: &mut Desk,
    path: &Path,
    members: &mut Vec<(Belongs, Reached)>,
) -> Result<(), Failure> {
    if path.symlink_metadata().is_ok() {
        return Err(Failure::unwritten(&context.tr, path, &ErrorKind::AlreadyExists.into()));
    }
    let parts: Vec<(Target, Action)> = members
        .iter()
        .map(|(belongs, _)| (Target::Customer(belongs.member.id), Action::Offered))
        .collect();
    let all = desk.perform_all(&parts);
    let offered: HashSet<CustomerId> = all.done.iter().map(|done| done.customer).collect();
    members.retain(|(belongs, _)| offered.contains(&belongs.member.id));
    match all.refused.into_iter().next() {
        Some(refused) if members.is_empty() => context.told(Err(refused.error)),
        _ => Ok(()),
    }
}

fn write(context: &Context, path: &Path, style: CsvStyle, members: &[(Belongs, Reached)]) -> Result<(), Failure> {
    let text = exported(context, style, members).csv_file(style.reader(context.audience()));
    write_private(path, &text, Existing::Refuse, context.readers())
        .map_err(|error| Failure::unwritten(&context.tr, path, &error))
}

/// Who is due for the same again.
pub fn due(context: &Context) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let due = context.told(desk.read(segments::due_again))?;
    let mut rows = Vec::with_capacity(due.len());
    for due in due {
        let reached = context.told(desk.read(|look| segments::reached(look, due.customer)))?;
        rows.push((due, reached));
    }
    let shapes: Vec<_> = rows.iter().map(due_shape).collect();
    let plain = || {
        if rows.is_empty() {
            return context.tr.text("cli-nothing_due");
        }
        let rows = rows.iter().map(|(due, reached)| {
            let why = match &due.why {
                Again::UsedUp(name) => name.clone(),
                Again::Interval(days) => context.tr.with("customers-interval", &[("days", (*days).into())]),
            };
            let when = words::date_short(&context.tr, context.zone(), due.due, context.now());
            let not = due.may_offer.err().map(|why| no_offer(context, why));
            vec![
                reached.name.clone(),
                reached.phone.clone(),
                why,
                when,
                not.unwrap_or_default(),
            ]
        });
        table(&[], rows)
    };
    Ok(context.reply(&shapes, plain))
}

fn unknown(context: &Context, segments: &[Segment], name: &str) -> Failure {
    let names: Vec<&str> = segments.iter().map(|segment| segment.name.as_str()).collect();
    let name = crate::text::clean(name).into_owned();
    let args = [("value", name.into()), ("names", names.join(", ").into())];
    let hint = context.tr.with("cli-unknown_segment-hint", &args);
    Failure::new(Kind::NotFound, context.tr.with("cli-unknown_segment", &args), hint)
}

fn member_json(context: &Context, belongs: &Belongs, reached: &Reached) -> impl Serialize + use<> {
    let member = &belongs.member;
    let until = match belongs.may_offer {
        Err(NoOffer::TooSoon(until)) => Some(until),
        _ => None,
    };
    object! {
        id: member.id.0,
        name: filled(&reached.name),
        phone: filled(&reached.phone),
        email: filled(&reached.email),
        sex: member.sex.map(Sex::code),
        last_bought_at: time(member.last_bought_at),
        bought_total: MoneyJson::new(member.bought_total, context.settings.shop.currency),
        may_offer: belongs.may_offer.is_ok(),
        why_not: belongs.may_offer.err().map(NoOffer::code),
        offer_from: time(until),
    }
}

fn due_shape((due, reached): &(DueAgain, Reached)) -> impl Serialize {
    let (why, goods, interval_days) = match &due.why {
        Again::UsedUp(name) => ("used_up", Some(name.clone()), None),
        Again::Interval(days) => ("interval", None, Some(*days)),
    };
    object! {
        customer_id: due.customer.0,
        customer: filled(&reached.name),
        phone: filled(&reached.phone),
        why,
        goods,
        interval_days,
        since: stamp(due.since),
        due: stamp(due.due),
        may_offer: due.may_offer.is_ok(),
        why_not: due.may_offer.err().map(NoOffer::code),
    }
}

fn cells(context: &Context, belongs: &Belongs, reached: &Reached) -> Vec<String> {
    let member = &belongs.member;
    let last = member.last_bought_at;
    vec![
        format!("id:{}", member.id),
        reached.name.clone(),
        reached.phone.clone(),
        reached.email.clone(),
        last.map(|at| words::date_short(&context.tr, context.zone(), at, context.now()))
            .unwrap_or_default(),
        belongs
            .may_offer
            .err()
            .map(|why| no_offer(context, why))
            .unwrap_or_default(),
    ]
}

fn no_offer(context: &Context, why: NoOffer) -> String {
    words::no_offer(&context.tr, context.zone(), why, context.now())
}

/// A table for a spreadsheet or a mailing service.
fn exported(context: &Context, style: CsvStyle, members: &[(Belongs, Reached)]) -> Table {
    let day = |at| match style {
        CsvStyle::Data => Cell::Text(local_time::local(context.zone(), at).format("%Y-%m-%d").to_string()),
        CsvStyle::Sheet => Cell::Day(at),
    };
    let yes_or_no = |may| match (style, may) {
        (CsvStyle::Data, true) => "yes".to_owned(),
        (CsvStyle::Data, false) => "no".to_owned(),
        (CsvStyle::Sheet, may) => context.tr.text(if may { "report-yes" } else { "report-no" }),
    };
    CellColumns::none()
        .column(csv("id"), |(belongs, _): &(Belongs, Reached)| {
            Cell::Count(belongs.member.id.0)
        })
        .column(csv("name"), |(_, reached)| Cell::Text(reached.name.clone()))
        .column(csv("phone"), |(_, reached)| Cell::Phone(reached.phone.clone()))
        .column(csv("email"), |(_, reached)| Cell::Text(reached.email.clone()))
        .column(csv("last_bought"), |(belongs, _)| {
            Cell::of(belongs.member.last_bought_at, day)
        })
        .column(csv("may_offer"), |(belongs, _)| {
            Cell::Text(yes_or_no(belongs.may_offer.is_ok()))
        })
        .table(members)
}
