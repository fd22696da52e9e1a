//! `money`: what came to the shop's account, and the orders it pays.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use clap::Subcommand;
use serde::Serialize;

use super::import;
use super::import::make;
use super::import::make::MakeProfile;
use super::import::profile;
use super::import::source;
use super::matching;
use super::matching::LineOffer;
use super::matching::Matched;
use super::matching::TakenLines;
use super::report::Written;
use super::report::told_of;
use super::report::write;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::MoneyJson;
use crate::cli::output::json::object;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::config::profile::Profile;
use crate::domain::ids::OrderId;
use crate::domain::money::Money;
use crate::domain::regulation::Debtor;
use crate::domain::reject::Reject;
use crate::domain::statement::Fit;
use crate::intake;
use crate::intake::IntakeError;
use crate::intake::PaidColumn;
use crate::intake::SheetError;
use crate::reports;
use crate::text;
use crate::view::figures;
use crate::view::statement;
use crate::view::statement::FittedLine;
use crate::view::statement::FittedStatement;
use crate::words;

/// `money …`
#[derive(Debug, Subcommand)]
pub enum MoneyCommand {
    /// Match a bank's statement or a carrier's payout register with what is owed
    Import(StatementArgs),
    /// Who owes what now: customers, carriers, the shop
    List(OwedArgs),
}

/// `money list`
#[derive(Debug, Args)]
pub struct OwedArgs {
    /// Only what one side owes
    #[arg(long, value_name = "SIDE", value_parser = codes::debtor())]
    by: Option<Debtor>,
    /// Only the orders of one shop
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    #[command(flatten)]
    written: Written,
}

/// `money import`
#[derive(Debug, Args)]
pub struct StatementArgs {
    /// 1C's exchange file, camt.053, or a table with headings; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Enter the payments that fit exactly, and ask about those that may fit
    #[arg(long)]
    take: bool,
    /// A profile that says what the columns of a table hold: its name or its file
    #[arg(long, value_name = "P")]
    profile: Option<String>,
    /// Match nothing: guess what the columns of a table hold, show it and write it down as a profile
    #[arg(long, conflicts_with_all = ["profile", "take"])]
    make_profile: bool,
    /// The sheet of a workbook, when several may be meant
    #[arg(long, value_name = "NAME", requires = "make_profile")]
    sheet: Option<String>,
    /// Where to write it; - is standard output
    #[arg(long, value_name = "PATH", requires = "make_profile")]
    profile_out: Option<PathBuf>,
}

/// Does what is asked.
pub fn run(context: &Context, command: &MoneyCommand) -> Result<Reply, Failure> {
    match command {
        MoneyCommand::Import(args) if args.make_profile => make_profile(context, args),
        MoneyCommand::Import(args) => match_statement(context, args),
        MoneyCommand::List(args) => list(context, args),
    }
}

fn list(context: &Context, args: &OwedArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let lists = desk.read_of_source(desk.now(), args.source.as_deref(), |look| {
        let mut lists = figures::owed(look)?;
        lists.retain(|list| args.by.is_none_or(|by| by == list.debtor));
        for list in &mut lists {
            figures::name_owed(look, &mut list.orders)?;
        }
        Ok(lists)
    });
    let lists = told_of(context, lists, args.source.as_ref())?;
    let audience = context.audience();
    if lists.iter().all(|list| list.orders.is_empty()) && context.form == Form::Plain && !args.written.csv {
        return Ok(Reply::text(&context.tr.text("owed-nothing")));
    }
    write(context, audience, &reports::owed(audience, &lists), &args.written)
}

fn make_profile(context: &Context, args: &StatementArgs) -> Result<Reply, Failure> {
    let made = MakeProfile {
        command: "money import",
        path: &args.file,
        sheet: args.sheet.as_deref(),
        out: args.profile_out.as_deref(),
        source: None,
    };
    make::make::<PaidColumn>(context, &made, |_| String::new())
}

fn match_statement(context: &Context, args: &StatementArgs) -> Result<Reply, Failure> {
    let input = import::input(context, &args.file, &intake::Shape::Told, &Arc::default())?;
    let name = text::clean(&input.name).into_owned();
    let (profile, mapping) = match &args.profile {
        Some(named) => {
            let (profile, mapping) = profile::of_statement(context, named)?;
            (profile, Some(mapping))
        }
        None => (Profile::default(), None),
    };
    let defaults = source::described(context, "", &profile);
    let file = intake::read_statement(input.bytes, mapping.as_ref(), &defaults).map_err(|error| match error {
        IntakeError::UnknownFormat | IntakeError::Sheet(SheetError::NoHeader { .. }) => {
            Failure::usage(&context.tr, "cli-no_statement", &name)
        }
        error => import::unread(context, &name, &error),
    })?;
    let mut desk = if args.take {
        context.desk()?
    } else {
        context.desk_to_read()?
    };
    let fitted = context.told(desk.read(|look| statement::fitted(look, file.lines.clone())))?;
    let mut taken = TakenLines::default();
    if args.take {
        let row = |of: &FittedLine| row(context, &fitted, of);
        taken = matching::take(context, &fitted.lines, "cli-take_line", row, |of, order| {
            Ok(desk.take_statement_line(order, &of.line)?.entry.is_some())
        })?;
    }
    Ok(told(context, &fitted, &taken, &file.rejects))
}

impl Matched for FittedLine {
    fn line(&self) -> u64 {
        self.line.line
    }

    fn code(&self) -> &'static str {
        match &self.fit {
            None => matching::TAKEN,
            Some(Fit::Exact(_)) => "exact",
            Some(Fit::OtherSum(_)) => "other_sum",
            Some(Fit::NameAndSum(_)) => "name_and_sum",
            Some(Fit::Several(_)) => "several",
            Some(Fit::Nothing) => "nothing",
        }
    }

    fn offer(&self) -> LineOffer {
        match self.fit {
            Some(Fit::Exact(order)) => LineOffer::Enter(order),
            Some(Fit::OtherSum(order) | Fit::NameAndSum(order)) => LineOffer::Ask(order),
            Some(Fit::Several(_) | Fit::Nothing) | None => LineOffer::Leave,
        }
    }
}

/// How lines fit, as they are told.
const FITS: [&str; 7] = [
    matching::TOOK,
    "exact",
    "other_sum",
    "name_and_sum",
    "several",
    "nothing",
    matching::TAKEN,
];

fn told(context: &Context, fitted: &FittedStatement, taken: &TakenLines, rejects: &[Reject]) -> Reply {
    let took = taken.took.as_slice();
    let shape = object! {
        read: fitted.lines.len() + rejects.len(),
        /// How many lines there are of each fit.
        counts: matching::counts(&fitted.lines, took),
        lines: fitted.lines.iter().map(|of| line_shape(fitted, of, took)).collect::<Vec<_>>(),
        rejected: matching::unread_json(rejects),
        /// Lines that fit and could not be entered now: a colleague has the customer.
        refused: taken.refused_json(),
    };
    let plain = || {
        let row = |of: &FittedLine| row(context, fitted, of);
        matching::parts(context, &fitted.lines, took, ("statement", &FITS), &[2], row)
    };
    matching::reply(context, context.reply(&shape, plain), taken, rejects)
}

fn orders(of: &FittedLine) -> Vec<OrderId> {
    match &of.fit {
        Some(Fit::Exact(order) | Fit::OtherSum(order) | Fit::NameAndSum(order)) => vec![*order],
        Some(Fit::Several(orders)) => orders.clone(),
        Some(Fit::Nothing) | None => Vec::new(),
    }
}

/// Day, order, sum, payer, what for.
fn row(context: &Context, fitted: &FittedStatement, of: &FittedLine) -> Vec<String> {
    let orders = orders(of);
    let named = orders.iter().filter_map(|order| fitted.orders.get(order));
    let named: Vec<String> = match orders.len() {
        1 => named.map(|(number, customer)| format!("{number} {customer}")).collect(),
        _ => named.map(|(number, _)| number.clone()).collect(),
    };
    let line = &of.line;
    let withheld = Some(Money::new(line.withheld, line.currency)).filter(|kept| kept.minor > 0);
    let withheld = withheld.map(|kept| words::exact_sum(&context.tr, kept));
    let withheld = withheld.map(|sum| context.tr.with("statement-withheld", &[("sum", sum.into())]));
    let what = [line.purpose.clone(), line.number.clone(), withheld.unwrap_or_default()];
    let what: Vec<String> = what.into_iter().filter(|text| !text.is_empty()).collect();
    let day = line.day.map(|day| day.format("%d.%m").to_string()).unwrap_or_default();
    vec![
        day,
        named.join(", "),
        words::exact_sum(&context.tr, Money::new(line.amount, line.currency)),
        line.payer.clone(),
        what.join(" · "),
    ]
}

fn line_shape(fitted: &FittedStatement, of: &FittedLine, took: &[u64]) -> impl Serialize {
    let line = &of.line;
    let orders = orders(of);
    let named = orders.iter().filter_map(|order| fitted.orders.get(order));
    object! {
        line: line.line,
        day: line.day.map(|day| day.to_string()),
        amount: MoneyJson::new(line.amount, line.currency),
        /// What of it the carrier or the bank kept for itself.
        withheld: MoneyJson::new(line.withheld, line.currency),
        payer: line.payer.clone(),
        purpose: line.purpose.clone(),
        number: line.number.clone(),
        fit: of.code(),
        orders: named.map(|(number, _)| number.clone()).collect::<Vec<_>>(),
        /// Its payment was entered now.
        took: took.contains(&line.line),
    }
}
