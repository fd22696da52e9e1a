//! `customer duplicates`, `customer merge` and `customer keep-apart`.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::json::pair_json;
use crate::cli::output::json::plan_json;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::pairs;
use crate::cli::output::table::table;
use crate::desk::customer_merge::Stays;
use crate::domain::customer_merge::MergePlan;
use crate::domain::customer_merge::Shared;
use crate::view::same_person;
use crate::view::same_person::Alike;
use crate::words;

/// `customer merge`
#[derive(Debug, Args)]
pub struct MergeArgs {
    /// Who stays: a phone, an email, or id:12
    #[arg(value_name = "CUSTOMER")]
    kept: String,
    /// Who becomes one with them
    #[arg(value_name = "OTHER")]
    other: String,
    /// Only show what would change
    #[arg(long)]
    dry_run: bool,
}

/// `customer keep-apart`
#[derive(Debug, Args)]
pub struct ApartArgs {
    /// One of the two: a phone, an email, or id:12
    #[arg(value_name = "CUSTOMER")]
    one: String,
    /// The other
    #[arg(value_name = "OTHER")]
    other: String,
}

/// Everybody who may be one person with somebody.
pub fn duplicates(context: &Context) -> Result<Reply, Failure> {
    let desk = context.desk_to_read()?;
    let found = context.told(desk.read(same_person::duplicates))?;
    let shapes: Vec<_> = found.iter().map(pair_json).collect();
    let reply = context.reply(&shapes, || {
        let rows = found.iter().map(|pair| {
            let shared = pair.one.shared.iter().map(|shared: &Shared| shared.value.clone());
            vec![
                format!("id:{}", pair.one.customer),
                name(context, &pair.one),
                format!("id:{}", pair.other.customer),
                name(context, &pair.other),
                shared.collect::<Vec<_>>().join(", "),
            ]
        });
        table(&[], rows)
    });
    Ok(context.beside(reply, found.is_empty().then(|| context.tr.text("cli-no_duplicates"))))
}

/// Merges two customers, or shows what it would come to.
pub fn merge(context: &Context, args: &MergeArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let kept = names::customer(context, &desk, &args.kept)?;
    let other = names::customer(context, &desk, &args.other)?;
    if kept == other && !args.dry_run {
        let unchanged = context.told(desk.merge(kept, other, None))?;
        return Done::new(unchanged).reply(context, &desk);
    }
    let plan = context.told(desk.merge_plan(kept, other, Stays::First))?;
    let shape = plan_json(&plan, context.settings.shop.currency);
    if args.dry_run {
        return Ok(context.reply(&shape, || plain(context, &plan)));
    }
    let performed = context.told(desk.merge(kept, other, Some(&plan)))?;
    let (done, reply) = Done::new(performed).told(context, &desk)?;
    Ok(match context.form {
        Form::Json => Reply::json(&object! {
            #[serde(flatten)]
            done,
            plan: shape,
        }),
        Form::Plain => Reply {
            data: Reply::text(&(plain(context, &plan) + &reply.data)).data,
            ..reply
        },
    })
}

/// Says that two customers are two people.
pub fn keep_apart(context: &Context, args: &ApartArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let one = names::customer(context, &desk, &args.one)?;
    let other = names::customer(context, &desk, &args.other)?;
    let performed = context.told(desk.keep_apart(one, other))?;
    Done::new(performed).reply(context, &desk)
}

fn plain(context: &Context, plan: &MergePlan) -> String {
    pairs(&words::merge_plan(&context.tr, context.zone(), context.now(), plan))
}

fn name(context: &Context, alike: &Alike) -> String {
    if alike.name.is_empty() {
        context.tr.text("merge-nameless")
    } else {
        alike.name.clone()
    }
}
