//! `report`: the morning's sheet and the numbers, as text, CSV or JSON.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use clap::Subcommand;

use crate::cli::context::Context;
use crate::cli::output::csv_style::CsvStyle;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::local_time::local;
use crate::domain::rights::Rights;
use crate::private_file::Existing;
use crate::private_file::write_private;
use crate::reports;
use crate::reports::Daily;
use crate::reports::Report;
use crate::view::figures;
use crate::view::figures::Day;
use crate::view::figures::Period;
use crate::view::figures::TodayList;
use crate::words::Audience;

/// `report`
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// What happened yesterday and whom to call today
    Daily(DailyArgs),
    /// Conversion, speed and repeat sales, by channel
    Numbers(PeriodArgs),
    /// Why orders were given up, and which rule leaked
    Refusals(PeriodArgs),
    /// Calls: answered, missed and why, over hours and weekdays, by operator and line; who was there
    Calls(PeriodArgs),
    /// When orders come and when they are served
    Hours(PeriodArgs),
    /// What came and by what means, what went back, how long carriers kept theirs, what is owed now
    Money(PeriodArgs),
    /// How parcels fare: days on the way, collected, returned, late, their cost, by carrier and region
    Parcels(PeriodArgs),
}

/// `report daily`
#[derive(Debug, Args)]
pub struct DailyArgs {
    /// The day it tells of; yesterday when left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    day: Option<NaiveDate>,
    /// Only the orders of one shop
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[command(flatten)]
    written: Written,
}

/// A report of a period
#[derive(Debug, Args)]
pub struct PeriodArgs {
    /// The first day; 30 days before the last when left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    from: Option<NaiveDate>,
    /// The last day; today when left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    to: Option<NaiveDate>,
    /// Only the orders of one shop, and the calls of those who ordered there last
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[command(flatten)]
    written: Written,
}

/// How a report is written down.
#[derive(Debug, Args)]
pub struct Written {
    /// A table for a spreadsheet
    #[arg(long, conflicts_with = "json")]
    pub csv: bool,
    /// How the table is written
    #[arg(long, value_enum, value_name = "STYLE", default_value = "data", requires = "csv")]
    csv_style: CsvStyle,
    /// Into a new file that only you can read
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

/// Days of a report nobody gave dates.
const DAYS: u64 = 30;

/// Makes the report.
pub fn run(context: &Context, command: &ReportCommand) -> Result<Reply, Failure> {
    context.needs(Rights::Senior)?;
    let desk = context.desk_to_read()?;
    let audience = context.audience();
    let (report, written) = match command {
        ReportCommand::Daily(args) => (daily(context, &desk, audience, args)?, &args.written),
        ReportCommand::Numbers(args) => {
            let period = period(context, &desk, args)?;
            let numbers = desk.read_of_source(period.from, args.source.as_deref(), |look| {
                figures::numbers(look, period)
            });
            let numbers = told_of(context, numbers, args.source.as_ref())?;
            (reports::numbers(audience, &numbers), &args.written)
        }
        ReportCommand::Refusals(args) => {
            let period = period(context, &desk, args)?;
            let refusals = desk.read_of_source(period.from, args.source.as_deref(), |look| {
                figures::refusals(look, period)
            });
            let refusals = told_of(context, refusals, args.source.as_ref())?;
            let currency = context.settings.shop.currency;
            (reports::refusals(audience, &refusals, currency), &args.written)
        }
        ReportCommand::Calls(args) => {
            let period = period(context, &desk, args)?;
            let calls = desk.read_of_source(period.from, args.source.as_deref(), |look| figures::calls(look, period));
            let calls = told_of(context, calls, args.source.as_ref())?;
            let presence = context.told(desk.read_since(period.from, |look| figures::presence(look, period)))?;
            (reports::calls(audience, &calls, &presence), &args.written)
        }
        ReportCommand::Hours(args) => {
            let period = period(context, &desk, args)?;
            let hours = desk.read_of_source(period.from, args.source.as_deref(), |look| figures::hours(look, period));
            let hours = told_of(context, hours, args.source.as_ref())?;
            (reports::hours(audience, &hours), &args.written)
        }
        ReportCommand::Money(args) => {
            let period = period(context, &desk, args)?;
            let money = desk.read_of_source(period.from, args.source.as_deref(), |look| figures::money(look, period));
            let money = told_of(context, money, args.source.as_ref())?;
            (reports::money(audience, &money), &args.written)
        }
        ReportCommand::Parcels(args) => {
            let period = period(context, &desk, args)?;
            let parcels = desk.read_of_source(period.from, args.source.as_deref(), |look| {
                figures::parcels(look, period)
            });
            let parcels = told_of(context, parcels, args.source.as_ref())?;
            let currency = context.settings.shop.currency;
            (reports::parcels(audience, &parcels, currency), &args.written)
        }
    };
    write(context, audience, &report, written)
}

/// What was read, of one shop alone where it is named: that shop must be known.
pub fn told_of<T>(
    context: &Context,
    read: Result<Option<T>, DeskError>,
    source: Option<&String>,
) -> Result<T, Failure> {
    let name = source.map_or("", String::as_str);
    context
        .told(read)?
        .ok_or_else(|| Failure::usage(&context.tr, "cli-no_source", name))
}

/// Writes a report down as asked.
pub fn write(context: &Context, audience: Audience<'_>, report: &Report, written: &Written) -> Result<Reply, Failure> {
    let reader = written.csv_style.reader(audience);
    let reply = match context.form {
        Form::Json => Reply::json(&report.json),
        // Every line of a spreadsheet ends by CR LF, the last one too.
        Form::Plain if written.csv && written.out.is_some() => Reply::verbatim(report.flat.csv_file(reader)),
        Form::Plain if written.csv => Reply::verbatim(report.flat.csv(reader)),
        Form::Plain => Reply::text(&report.plain(audience)),
    };
    let Some(path) = &written.out else { return Ok(reply) };
    write_private(path, &reply.data, Existing::Refuse, context.readers())
        .map_err(|error| Failure::unwritten(&context.tr, path, &error))?;
    Ok(Reply::default())
}

fn period(context: &Context, desk: &Desk, args: &PeriodArgs) -> Result<Period, Failure> {
    let today = local(context.zone(), desk.now()).date();
    let last = args.to.unwrap_or(today);
    let usual = || last.checked_sub_days(chrono::Days::new(DAYS - 1)).unwrap_or(last);
    let first = args.from.unwrap_or_else(usual);
    if first > last {
        return Err(Failure::usage(
            &context.tr,
            "cli-report_backwards",
            &format!("{first} – {last}"),
        ));
    }
    Ok(Period::new(context.zone(), first, last))
}

fn daily(context: &Context, desk: &Desk, audience: Audience<'_>, args: &DailyArgs) -> Result<Report, Failure> {
    let yesterday = Day::before(desk.rules(), desk.now());
    let day = args.day.map_or(yesterday, |date| {
        let period = Period::new(context.zone(), date, date);
        Day {
            from: period.from,
            until: period.until,
        }
    });
    // Whom to call is known of today only.
    let is_yesterday = day == yesterday;
    let mut lists = Vec::new();
    for list in TodayList::ALL
        .iter()
        .copied()
        .filter(|list| is_yesterday || list.is_past())
    {
        let found = desk.read_of_source(day.from, args.source.as_deref(), |look| {
            figures::listed(look, list, day)
        });
        lists.push((list, told_of(context, found, args.source.as_ref())?));
    }
    // Who works does so for all shops.
    let shift = if is_yesterday && args.source.is_none() {
        Some(context.told(desk.read(figures::work))?)
    } else {
        None
    };
    let daily = Daily {
        day: local(context.zone(), day.from).date().to_string(),
        lists,
        shift,
        currency: context.settings.shop.currency,
    };
    Ok(reports::daily(audience, &daily))
}
