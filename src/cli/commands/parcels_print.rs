//! `parcels print`: what is packed, and what a carrier's courier signs for (R18, R20).

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Stdio;

use clap::Args;
use clap::ValueEnum;

use crate::cli::context::Context;
use crate::cli::daily_work;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::desk::Desk;
use crate::domain::action::OrderTexts;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::local_time::local;
use crate::domain::money::Money;
use crate::domain::phone::pretty;
use crate::domain::target::CardKey;
use crate::private_file::Existing;
use crate::private_file::write_private;
use crate::reports::PrintPart;
use crate::reports::PrintSheet;
use crate::scripts::StepKind;
use crate::telephony::dial;
use crate::text::clean;
use crate::view::card;
use crate::view::card::Card;
use crate::view::figures::Period;
use crate::view::parcels;
use crate::view::parcels::HandedParcel;
use crate::words;

/// `parcels print`
#[derive(Debug, Args)]
pub struct PrintArgs {
    /// What
    #[arg(value_enum, value_name = "SHEET")]
    what: PrintKind,
    /// The orders it is of; without them those that are ready, or handed over today
    #[arg(value_name = "N")]
    orders: Vec<String>,
    /// As text, on standard output
    #[arg(long, conflicts_with_all = ["json", "out"])]
    text: bool,
    /// As a page, into a new file that only you can read
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    out: Option<PathBuf>,
}

/// What is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PrintKind {
    /// What to pack, order by order, with the points to tick
    Packing,
    /// What each carrier takes, with a line to sign
    Handover,
}

impl PrintKind {
    fn code(self) -> &'static str {
        match self {
            PrintKind::Packing => "packing",
            PrintKind::Handover => "handover",
        }
    }
}

/// Prints it: by the shop's printer, else in the browser.
pub fn run(context: &Context, args: &PrintArgs) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let mut only = Vec::new();
    for named in &args.orders {
        only.push(names::order(context, &desk, named)?);
    }
    let sheet = match args.what {
        PrintKind::Packing => packing(context, &desk, only)?,
        PrintKind::Handover => handover(context, &desk, &only)?,
    };
    if context.form == Form::Json {
        let sheet_shape = object! {
            sheet: args.what.code(),
            #[serde(flatten)]
            of: &sheet,
        };
        return Ok(Reply::json(&sheet_shape));
    }
    if sheet.parts.is_empty() {
        return Ok(Reply::text(&context.tr.coded("print-nothing", args.what.code())));
    }
    if args.text {
        return Ok(Reply::text(&sheet.text()));
    }
    if let Some(path) = &args.out {
        write(context, path, &sheet, Existing::Refuse)?;
        return Ok(Reply::default());
    }
    let count = i64::try_from(sheet.parts.len()).unwrap_or(i64::MAX);
    let printer = &context.settings.printer.command;
    if !printer.is_empty() {
        print_text(printer, &sheet.text()).map_err(|why| {
            let said = [("message", clean(&why).into())];
            let hint = context.tr.text("print-printer_failed-hint");
            Failure::new(Kind::Config, context.tr.with("print-printer_failed", &said), hint)
        })?;
        return Ok(Reply::text(
            &context.tr.with("print-printed", &[("count", count.into())]),
        ));
    }
    // Among the reports: there it is looked for when a person asks to be forgotten.
    let path = daily_work::folder(&context.database()?).join(format!("{}.html", args.what.code()));
    write(context, &path, &sheet, Existing::Replace)?;
    let shown = path.display().to_string();
    let told = [("file", clean(&shown).into())];
    let reply = Reply::text(&context.tr.with("print-opened", &told));
    // A machine without a browser has the file.
    Ok(match dial::open(&shown) {
        Ok(()) => reply,
        Err(_) => Reply::text(&context.tr.with("print-written", &told)),
    })
}

fn write(context: &Context, path: &Path, sheet: &PrintSheet, existing: Existing) -> Result<(), Failure> {
    let html = sheet.html(context.tr.lang().code());
    write_private(path, &html, existing, context.readers())
        .map_err(|error| Failure::unwritten(&context.tr, path, &error))
}

/// Gives a text to a program; what it complained of when it failed.
fn print_text(command: &[String], text: &str) -> Result<(), String> {
    let [program, arguments @ ..] = command else {
        return Ok(());
    };
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("{program}: {error}"))?;
    let written = child.stdin.take().map(|mut reads| reads.write_all(text.as_bytes()));
    let ended = child
        .wait_with_output()
        .map_err(|error| format!("{program}: {error}"))?;
    if ended.status.success() {
        return match written {
            Some(Err(error)) => Err(format!("{program}: {error}")),
            _ => Ok(()),
        };
    }
    let said = String::from_utf8_lossy(&ended.stderr);
    let mut why = format!("{program}: {}", ended.status);
    if let Some(line) = said.lines().find(|line| !line.trim().is_empty()) {
        let _ = write!(why, ", {}", line.trim());
    }
    Err(why)
}

fn packing(context: &Context, desk: &Desk, only: Vec<OrderId>) -> Result<PrintSheet, Failure> {
    let scripts = context.scripts().texts.kept();
    let orders = if only.is_empty() {
        context.told(desk.read(parcels::to_pack))?
    } else {
        only
    };
    let mut parts = Vec::new();
    for order in orders {
        let card = context.told(desk.read(|look| card::card(look, CardKey::Order(order))))?;
        let Some(card) = card else { continue };
        let script = scripts.packing(&card, &context.settings, &context.tr, context.now());
        let steps = script.into_iter().flat_map(|script| script.steps);
        let points = steps.filter(|step| step.kind == StepKind::Point);
        parts.push(PrintPart {
            points: points.map(|step| step.text).collect(),
            ..about(context, &card)
        });
    }
    Ok(PrintSheet {
        title: title(context, PrintKind::Packing),
        parts,
    })
}

/// Whose it is and how it goes.
fn about(context: &Context, card: &Card) -> PrintPart {
    let Some(order) = &card.order else {
        return PrintPart::default();
    };
    let tr = &context.tr;
    let name = [&card.customer.name, &card.customer.company, &order.texts.customer_name];
    let name = name
        .into_iter()
        .find(|name| !name.is_empty())
        .cloned()
        .unwrap_or_default();
    // The shop's words for the delivery name the carrier more often than not.
    let delivery = &order.texts.delivery_title;
    let carrier = order
        .facts
        .carrier
        .filter(|carrier| Carrier::named(delivery) != Some(*carrier));
    let carrier = carrier.map(|carrier| words::carrier(tr, carrier));
    let total = words::exact_sum(tr, Money::new(order.facts.total, order.facts.currency));
    let lines = [
        joined(&[carrier.unwrap_or_default(), delivery.clone(), total]),
        order.texts.comment.clone(),
    ];
    PrintPart {
        heading: joined(&[order.number.clone(), name]),
        lines: lines
            .into_iter()
            .map(|line| clean(&line).into_owned())
            .filter(|line| !line.is_empty())
            .collect(),
        ..PrintPart::default()
    }
}

fn handover(context: &Context, desk: &Desk, only: &[OrderId]) -> Result<PrintSheet, Failure> {
    let today = local(context.zone(), context.now()).date();
    let since = Period::new(context.zone(), today, today).from;
    let handed = context.told(desk.read(|look| parcels::to_hand_over(look, since, only)))?;
    let tr = &context.tr;
    let columns = ["number", "order", "name", "town", "cod", "weight"].map(|code| tr.coded("print-column", code));
    let blanks = ["handed", "taken"].map(|code| tr.coded("print-blank", code));
    let mut parts: Vec<PrintPart> = Vec::new();
    for of_carrier in handed.chunk_by(|one, next| one.carrier == next.carrier) {
        let carrier = of_carrier[0].carrier.map(|carrier| words::carrier(tr, carrier));
        let count = i64::try_from(of_carrier.len()).unwrap_or(i64::MAX);
        let args = [
            ("carrier", carrier.unwrap_or_else(|| tr.text("print-no_carrier")).into()),
            ("count", count.into()),
        ];
        parts.push(PrintPart {
            heading: tr.with("print-of_carrier", &args),
            columns: columns.to_vec(),
            rows: of_carrier.iter().map(|parcel| row(context, parcel)).collect(),
            blanks: blanks.to_vec(),
            ..PrintPart::default()
        });
    }
    Ok(PrintSheet {
        title: title(context, PrintKind::Handover),
        parts,
    })
}

/// Number, order, whom it is for, town, what is taken for it, and room for its weight.
fn row(context: &Context, parcel: &HandedParcel) -> Vec<String> {
    let texts = &parcel.order.texts;
    let cod = parcel.cod.map(|cod| Money::new(cod, parcel.order.facts.currency));
    let name = joined(&[parcel.receiver.clone(), pretty(&parcel.phone)]);
    let cells = [
        parcel.number.clone().unwrap_or_default(),
        parcel.order.number.clone(),
        name,
        town(texts).to_owned(),
        cod.map(|cod| words::exact_sum(&context.tr, cod)).unwrap_or_default(),
        String::new(),
    ];
    cells.map(|cell| clean(&cell).into_owned()).to_vec()
}

fn title(context: &Context, kind: PrintKind) -> String {
    let day = words::date_short(&context.tr, context.zone(), context.now(), context.now());
    let shop = context.settings.shop.name.clone();
    joined(&[context.tr.coded("print-title", kind.code()), shop, day])
}

/// Where it goes: the town of an address that begins with it, or with its postcode.
fn town(texts: &OrderTexts) -> &str {
    if !texts.region.is_empty() {
        return &texts.region;
    }
    let mut parts = texts.address.split([',', '\n']).map(str::trim);
    parts
        .find(|part| part.contains(char::is_alphabetic))
        .unwrap_or_default()
}

/// What there is of these, in a line.
fn joined(parts: &[String]) -> String {
    let told: Vec<String> = parts
        .iter()
        .map(|part| clean(part).trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect();
    told.join(" · ")
}
