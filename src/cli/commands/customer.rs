//! `customer`: looks at a customer and works on the card.

use clap::Args;
use clap::Subcommand;

use super::customer_erase;
use super::customer_erase::EraseArgs;
use super::customer_export;
use super::customer_merge as merging;
use super::customer_merge::ApartArgs;
use super::customer_merge::MergeArgs;
use super::customer_retention;
use super::customer_show;
use super::import;
use super::import::PeopleArgs;
use super::order::release_customer;
use super::order::take_customer;
use super::order::take_over;
use super::segment;
use super::segment::SegmentArgs;
use crate::cli::codes;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::domain::action::Action;
use crate::domain::action::Consent;
use crate::domain::action::CustomerEdit;
use crate::domain::b2b::B2b;
use crate::domain::sex::Sex;
use crate::domain::target::Target;

/// `customer …`
#[derive(Debug, Subcommand)]
pub enum CustomerCommand {
    /// Take in a base of people who have bought nothing yet
    Import(PeopleArgs),
    /// Everything known of them
    Show(Named),
    /// All that is held of this person, to hand over to them
    Export(Named),
    /// This person asks to be forgotten: nothing brings them back
    Erase(EraseArgs),
    /// All whose data are older than `[retention]` keeps them, and how to erase them
    Retention,
    /// Change their card
    Edit(Box<EditArgs>),
    /// Write a note
    Note(NoteArgs),
    /// Claim them
    Take(TakeArgs),
    /// Give the claim up
    Release(Named),
    /// Nobody we sell to: their calls make no work any more
    NotCustomer(Named),
    /// A company, or not
    B2b(B2bArgs),
    /// All who share a phone or an email and may be one person
    Duplicates,
    /// Two customers are one person: everything of the second goes to the first
    Merge(MergeArgs),
    /// Two customers who share a phone or an email are two people
    KeepApart(ApartArgs),
    /// They agree to offers; or want none, for ever
    Consent(ConsentArgs),
    /// Something was offered to them: nothing more for three weeks
    Offered(Named),
    /// The customer wrote: a letter, a chat, a question in the shop
    Wrote(WroteArgs),
    /// What the customer wrote is answered
    Replied(RepliedArgs),
    /// Segments of the settings, with how many may be offered something
    Segments,
    /// Who of a segment may be offered something
    Segment(SegmentArgs),
    /// Who is due for the same again
    Due,
}

/// Which customer.
#[derive(Debug, Args)]
pub struct Named {
    /// A phone, an email, or id:12
    #[arg(value_name = "PHONE")]
    customer: String,
}

/// `customer edit`
#[derive(Debug, Args)]
pub struct EditArgs {
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    values: Values,
}

/// What is to be changed; an empty text clears.
#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub struct Values {
    /// Their name
    #[arg(long, value_name = "TEXT")]
    name: Option<String>,
    /// Their company
    #[arg(long, value_name = "TEXT")]
    company: Option<String>,
    /// Its tax id
    #[arg(long, value_name = "TEXT")]
    tax_id: Option<String>,
    /// Their zone: Europe/Moscow
    #[arg(long, value_name = "ZONE")]
    time_zone: Option<String>,
    /// Their region or city
    #[arg(long, value_name = "TEXT")]
    region: Option<String>,
    /// The card's standing note
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// A woman or a man
    #[arg(long, value_name = "SEX", value_parser = codes::sex())]
    sex: Option<Sex>,
    /// A phone to add
    #[arg(long, value_name = "PHONE")]
    add_phone: Option<String>,
    /// An email to add
    #[arg(long, value_name = "EMAIL")]
    add_email: Option<String>,
}

/// `customer note`
#[derive(Debug, Args)]
pub struct NoteArgs {
    #[command(flatten)]
    named: Named,
    /// What
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
}

/// `customer wrote`
#[derive(Debug, Args)]
pub struct WroteArgs {
    /// A phone, an email, or id:12; who is not known is a customer from now on
    #[arg(value_name = "PHONE")]
    customer: String,
    /// What
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
}

/// `customer replied`
#[derive(Debug, Args)]
pub struct RepliedArgs {
    #[command(flatten)]
    named: Named,
    /// The answer, to be kept as a note
    #[arg(value_name = "TEXT")]
    text: Vec<String>,
}

/// `customer take`
#[derive(Debug, Args)]
pub struct TakeArgs {
    #[command(flatten)]
    named: Named,
    /// Also from a colleague; the journal says so
    #[arg(long)]
    over: bool,
}

/// `customer b2b`
#[derive(Debug, Args)]
pub struct B2bArgs {
    #[command(flatten)]
    named: Named,
    /// Which
    #[arg(value_name = "WHICH", value_parser = codes::b2b())]
    company: B2b,
}

/// `customer consent`
#[derive(Debug, Args)]
pub struct ConsentArgs {
    #[command(flatten)]
    named: Named,
    /// Which
    #[arg(value_name = "ANSWER", value_parser = codes::consent())]
    consent: Consent,
}

fn wrote(context: &Context, args: &WroteArgs) -> Result<Reply, Failure> {
    let mut desk = context.desk_or_new()?;
    let named = args.customer.trim();
    let phone = names::e164(context, named);
    let whose = match names::customers(context, &desk, named)?.first() {
        Some(known) => Whose::Known(*known),
        None if phone.is_some() => Whose::New(NewCustomer {
            phone: Some((named.to_owned(), phone)),
            ..NewCustomer::default()
        }),
        None if named.contains('@') => Whose::New(NewCustomer {
            email: Some(named.to_owned()),
            ..NewCustomer::default()
        }),
        None => Whose::Known(names::customer(context, &desk, named)?),
    };
    let performed = context.told(desk.wrote(&whose, &args.text.join(" ")))?;
    Done::new(performed).reply(context, &desk)
}

/// Does what is asked.
pub fn run(context: &Context, command: &CustomerCommand) -> Result<Reply, Failure> {
    match command {
        CustomerCommand::Import(args) => import::run_people(context, args),
        CustomerCommand::Show(named) => customer_show::run(context, &named.customer),
        CustomerCommand::Erase(args) => customer_erase::run(context, args),
        CustomerCommand::Retention => customer_retention::run(context),
        CustomerCommand::Export(named) => customer_export::run(context, &named.customer),
        CustomerCommand::Edit(args) => perform(context, &args.named, &Action::Customer(edit(context, &args.values)?)),
        CustomerCommand::Note(args) => {
            let text = args.text.join(" ");
            perform(context, &args.named, &Action::Note { text })
        }
        CustomerCommand::Wrote(args) => wrote(context, args),
        CustomerCommand::Replied(args) => {
            let text = args.text.join(" ");
            perform(context, &args.named, &Action::Replied { text })
        }
        CustomerCommand::NotCustomer(named) => perform(context, named, &Action::NotCustomer),
        CustomerCommand::B2b(args) => perform(context, &args.named, &Action::B2b { company: args.company }),
        CustomerCommand::Duplicates => merging::duplicates(context),
        CustomerCommand::Merge(args) => merging::merge(context, args),
        CustomerCommand::KeepApart(args) => merging::keep_apart(context, args),
        CustomerCommand::Consent(args) => perform(context, &args.named, &Action::Consent(args.consent)),
        CustomerCommand::Offered(named) => perform(context, named, &Action::Offered),
        CustomerCommand::Segments => segment::all(context),
        CustomerCommand::Segment(args) => segment::one(context, args),
        CustomerCommand::Due => segment::due(context),
        CustomerCommand::Take(args) => {
            let mut desk = context.desk()?;
            let id = names::customer(context, &desk, &args.named.customer)?;
            let done = take_customer(context, &mut desk, id, take_over(args.over))?;
            done.reply(context, &desk)
        }
        CustomerCommand::Release(named) => {
            let mut desk = context.desk()?;
            let id = names::customer(context, &desk, &named.customer)?;
            let done = release_customer(context, &mut desk, id)?;
            done.reply(context, &desk)
        }
    }
}

fn perform(context: &Context, named: &Named, action: &Action) -> Result<Reply, Failure> {
    let mut desk = context.desk()?;
    let id = names::customer(context, &desk, &named.customer)?;
    let performed = context.told(desk.perform(Target::Customer(id), action))?;
    Done::new(performed).reply(context, &desk)
}

fn edit(context: &Context, values: &Values) -> Result<CustomerEdit, Failure> {
    let is_zone = |zone: &str| zone.is_empty() || zone.parse::<chrono_tz::Tz>().is_ok();
    if let Some(zone) = values.time_zone.as_deref().filter(|zone| !is_zone(zone)) {
        return Err(Failure::usage(&context.tr, "cli-not_a_zone", zone));
    }
    if let Some(phone) = values.add_phone.as_deref().filter(|phone| phone.trim().is_empty()) {
        return Err(Failure::usage(&context.tr, "cli-not_a_phone", phone));
    }
    let phone = |raw: &String| (raw.clone(), names::e164(context, raw));
    Ok(CustomerEdit {
        name: values.name.clone(),
        company: values.company.clone(),
        tax_id: values.tax_id.clone(),
        time_zone: values.time_zone.clone(),
        region: values.region.clone(),
        note: values.note.clone(),
        add_phone: values.add_phone.as_ref().map(phone),
        add_email: values
            .add_email
            .as_deref()
            .map(|typed| names::email(context, typed))
            .transpose()?,
        b2b: None,
        sex: values.sex,
        seen: None,
    })
}
