//! `catalogue`: what the shop sells, how much of it there is, and what it offers in vain.

use std::path::PathBuf;
use std::sync::Arc;

use chrono::NaiveDate;
use clap::Args;
use clap::Subcommand;
use serde::Serialize;

use super::import;
use super::report::Written;
use super::report::write;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::MoneyJson;
use crate::cli::output::json::filled;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::headings;
use crate::cli::output::table::table;
use crate::desk::import::catalogue::CatalogueCounts;
use crate::desk::import::catalogue::Unnamed;
use crate::domain::money::Money;
use crate::domain::product::Demand;
use crate::domain::product::Offered;
use crate::domain::product::Product;
use crate::domain::product_tab::ProductColumn;
use crate::domain::product_tab::ProductSort;
use crate::domain::product_tab::ProductTab;
use crate::domain::quantity as amounts;
use crate::domain::reject::Reject;
use crate::intake;
use crate::intake::CatalogueFile;
use crate::intake::IntakeError;
use crate::intake::SheetError;
use crate::reports;
use crate::reports::quantity;
use crate::text;
use crate::view::catalogue;
use crate::view::catalogue::CatalogueQuery;
use crate::view::figures::Period;
use crate::view::stock;
use crate::words;

/// `catalogue …`
#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
    /// Take in the shop's catalogue: a table with headings
    Import(CatalogueArgs),
    /// Everything the shop sells, or what of it there is something to see to
    List(ProductListArgs),
    /// What the shop still offers and has none of
    Check,
}

/// `catalogue import`
#[derive(Debug, Args)]
pub struct CatalogueArgs {
    /// A table of products; - is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// It is the whole catalogue: what it does not name is offered no more
    #[arg(long)]
    whole: bool,
}

/// `catalogue list`
#[derive(Debug, Args)]
pub struct ProductListArgs {
    #[command(flatten)]
    stock: StockArgs,
    /// Only what costs more by now than in open orders
    #[arg(long, group = "tab")]
    price_risen: bool,
    /// Only what the shop has since this day
    #[arg(long, value_name = "YYYY-MM-DD", group = "tab")]
    new_since: Option<NaiveDate>,
    /// Only products whose name or article number holds these words
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
    #[command(flatten)]
    written: Written,
}

/// What open orders and the stock say of each other.
#[derive(Debug, Args)]
#[group(skip)]
pub struct StockArgs {
    /// Only what is still offered and out of stock
    #[arg(long, group = "tab")]
    absent: bool,
    /// Only what open orders leave less of than they ask for
    #[arg(long, group = "tab")]
    running_out: bool,
    /// Only what open orders ask for
    #[arg(long, group = "tab")]
    wanted: bool,
}

/// Does what is asked.
pub fn run(context: &Context, command: &CatalogueCommand) -> Result<Reply, Failure> {
    match command {
        CatalogueCommand::Import(args) => take_in(context, args),
        CatalogueCommand::List(args) => list(context, args),
        CatalogueCommand::Check => check(context),
    }
}

fn take_in(context: &Context, args: &CatalogueArgs) -> Result<Reply, Failure> {
    let input = import::input(context, &args.file, &intake::Shape::Told, &Arc::default())?;
    let name = text::clean(&input.name).into_owned();
    let file = intake::read_catalogue(input.bytes, &import::defaults(context, "")).map_err(|error| match error {
        IntakeError::UnknownFormat | IntakeError::Sheet(SheetError::NoHeader { .. }) => {
            Failure::usage(&context.tr, "cli-no_catalogue", &name)
        }
        error => import::unread(context, &name, &error),
    })?;
    // A file with rows that could not be read is not known to be whole.
    let unnamed = if args.whole && !file.is_part && file.rejects.is_empty() {
        Unnamed::Withdraw
    } else {
        Unnamed::Stay
    };
    let mut desk = context.desk_or_new()?;
    let counts = context.told(desk.import_catalogue(&file.rows, unnamed))?;
    Ok(imported(context, args, &name, &file, counts))
}

fn imported(
    context: &Context,
    args: &CatalogueArgs,
    name: &str,
    file: &CatalogueFile,
    counts: CatalogueCounts,
) -> Reply {
    let shape = object! {
        read: file.rows.len() + file.rejects.len(),
        /// Rows that are of no product: one more image of the one above.
        images: file.images,
        created: counts.created,
        updated: counts.updated,
        unchanged: counts.unchanged,
        withdrawn: counts.withdrawn,
        rejected: file.rejects.iter().map(reject_json).collect::<Vec<_>>(),
    };
    let tr = &context.tr;
    let plain = || {
        let head = [
            "",
            "cli-read",
            "cli-created",
            "cli-updated",
            "cli-unchanged_count",
            "cli-withdrawn",
            "cli-rejected",
        ];
        let row = [
            name.to_owned(),
            shape.read.to_string(),
            counts.created.to_string(),
            counts.updated.to_string(),
            counts.unchanged.to_string(),
            counts.withdrawn.to_string(),
            file.rejects.len().to_string(),
        ];
        table(&[1, 2, 3, 4, 5, 6], [headings(tr, head), row.to_vec()])
    };
    let reply = context.reply(&shape, plain).partly(!file.rejects.is_empty());
    let mut remarks: Vec<String> = file
        .rejects
        .iter()
        .map(|reject| import::refused(context, reject))
        .collect();
    if file.images > 0 {
        remarks.push(tr.with(
            "cli-images",
            &[("count", i64::try_from(file.images).unwrap_or(i64::MAX).into())],
        ));
    }
    if args.whole && !file.rejects.is_empty() {
        remarks.push(tr.text("cli-not_whole"));
    }
    context.beside(reply, remarks)
}

fn list(context: &Context, args: &ProductListArgs) -> Result<Reply, Failure> {
    let tabs = [
        (args.stock.absent, ProductTab::Absent),
        (args.stock.running_out, ProductTab::RunningOut),
        (args.stock.wanted, ProductTab::Wanted),
        (args.price_risen, ProductTab::PriceRisen),
        (args.new_since.is_some(), ProductTab::New),
    ];
    let asked = tabs.into_iter().find(|(is_asked, _)| *is_asked);
    let tab = asked.map_or(ProductTab::All, |(_, tab)| tab);
    // The whole catalogue stands by name, as a list to look something up in.
    let column = (tab == ProductTab::All).then_some(ProductColumn::Name);
    let query = CatalogueQuery {
        tab,
        sort: ProductSort {
            column,
            reversed: false,
        },
        filter: args.text.join(" "),
        since: args.new_since.map(|day| Period::new(context.zone(), day, day).from),
    };
    let read = context.desk_to_read()?;
    let found = context.told(read.read(|look| catalogue::products(look, &query, usize::MAX)))?;
    let audience = context.audience();
    write(
        context,
        audience,
        &reports::catalogue(audience, tab, &found.products),
        &args.written,
    )
}

fn check(context: &Context) -> Result<Reply, Failure> {
    let found = context.told(context.desk_to_read()?.read(stock::check_stock))?;
    let shapes: Vec<_> = found.iter().map(checked_json).collect();
    let plain = || {
        if found.is_empty() {
            return context.tr.text("cli-stock_fine");
        }
        let row = |(product, demand): &(Product, Demand)| {
            let mut row = cells(context, product);
            row.push(match demand.orders {
                0 => String::new(),
                count => context.tr.with("cli-open_orders", &[("count", count.into())]),
            });
            row
        };
        table(&[2, 3], found.iter().map(row))
    };
    Ok(context.reply(&shapes, plain))
}

fn cells(context: &Context, product: &Product) -> Vec<String> {
    let tr = &context.tr;
    let price = product
        .price
        .map(|minor| words::exact_sum(tr, Money::new(minor, product.currency)));
    let stock = product.stock_milli.map(|milli| match milli {
        1.. => tr.with("stock-left", &[("count", amounts::text(milli).into())]),
        _ => tr.text("stock-none"),
    });
    let withdrawn = match product.offered {
        Offered::Yes => String::new(),
        Offered::No => tr.text("cli-not_offered"),
    };
    let life = product
        .life_days
        .map(|days| tr.with("cli-lasts", &[("count", days.into())]));
    vec![
        product.sku.clone(),
        product.name.clone(),
        price.unwrap_or_default(),
        stock.unwrap_or_default(),
        withdrawn,
        life.unwrap_or_default(),
    ]
}

fn reject_json(reject: &Reject) -> impl Serialize {
    object! {
        line: reject.line,
        sku: &reject.order,
        field: &reject.field,
        why: reject.why.code(),
        message: reject.why.to_string(),
        remedy: reject.why.cell_remedy(),
    }
}

fn checked_json((product, demand): &(Product, Demand)) -> impl Serialize {
    object! {
        sku: filled(&product.sku),
        name: &product.name,
        price: product.price.map(|minor| MoneyJson::new(minor, product.currency)),
        stock: product.stock_milli.map(quantity),
        offered: product.offered == Offered::Yes,
        life_days: product.life_days,
        open_orders: demand.orders,
        ordered: quantity(demand.quantity_milli),
    }
}
