//! The subcommands of `order` and how each runs.

use clap::Args;
use clap::Subcommand;

use super::Named;
use super::claim;
use super::claim::SkipArgs;
use super::claim::TakeArgs;
use super::edit::EditArgs;
use super::lines;
use super::lines::LinesArgs;
use super::money;
use super::money::ClaimsPaidArgs;
use super::money::PayArgs;
use super::money::RefundArgs;
use super::new;
use super::new::NewArgs;
use super::parcel;
use super::parcel::ReturnedArgs;
use super::parcel::StepArgs;
use super::pay_code;
use super::pay_code::PayCodeArgs;
use super::perform::perform;
use super::returns;
use super::returns::ExchangeArgs;
use super::returns::ReturnArgs;
use super::returns::ReturnBackArgs;
use super::returns::ReturnSentArgs;
use super::returns::WhichArgs;
use super::script;
use super::ship;
use super::ship::ShipArgs;
use super::show;
use crate::cli::codes;
use crate::cli::commands::order;
use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::done::Done;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::domain::action::Action;
use crate::domain::action::ParcelStep;
use crate::domain::case::CaseOutcome;
use crate::domain::order::Reason;

/// `order …`
#[derive(Debug, Subcommand)]
pub enum OrderCommand {
    /// Everything about it
    Show(Named),
    /// What to say and to go through now
    Script(Named),
    /// The customer agreed to everything
    Confirm(Named),
    /// Money came: all that is owed, or AMOUNT
    Pay(PayArgs),
    /// Money went back
    Refund(RefundArgs),
    /// How it can be paid: a link, and a code for the app of a bank
    PayCode(PayCodeArgs),
    /// The tracking number is known
    Ship(ShipArgs),
    /// Claim its customer
    Take(TakeArgs),
    /// Give the claim up
    Release(Named),
    /// Leave its row for ten minutes
    Skip(SkipArgs),
    /// Handed over to the carrier
    Handed(StepArgs),
    /// At the pickup point
    Arrived(StepArgs),
    /// With the customer
    Received(StepArgs),
    /// It came back
    Returned(ReturnedArgs),
    /// Goods of it are to come back after receipt
    Return(ReturnArgs),
    /// Goods that come back are on their way
    ReturnSent(ReturnSentArgs),
    /// The shop has goods that came back
    ReturnBack(ReturnBackArgs),
    /// The customer keeps goods that were to come back
    ReturnDrop(WhichArgs),
    /// Send other goods for those that come back
    Exchange(ExchangeArgs),
    /// Open it again
    Reopen(Named),
    /// It is finished
    Close(Named),
    /// Enter an order taken by phone
    New(Box<NewArgs>),
    /// Call it off
    Cancel(CancelArgs),
    /// Write a note
    Note(NoteArgs),
    /// Call at a time
    Schedule(ScheduleArgs),
    /// It is to be handed over by a term of its own
    DispatchBy(DispatchByArgs),
    /// Put other lines into it
    Lines(LinesArgs),
    /// Change its payment, delivery, address or comment
    Edit(EditArgs),
    /// It only looks like another: both stay
    KeepBoth(Named),
    /// Take over what the shop changed
    AcceptShop(Named),
    /// Keep ours against the shop's change or cancel
    KeepOurs(Named),
    /// Put the desk's proposal off, with a reason
    PutOff(PutOffArgs),
    /// The customer was told that dispatch is late
    ToldLate(Named),
    /// Something is wrong with it; or how that was settled
    Complaint(ComplaintArgs),
    /// The customer refused the parcel
    ParcelRefused(StepArgs),
    /// What came back is in stock again
    PutInStock(Named),
    /// The customer says to have paid
    ClaimsPaid(ClaimsPaidArgs),
    /// The customer was told that no payment came
    ToldUnpaid(Named),
    /// How they like it is known: the next follow-up call is not needed
    CareDone(Named),
}

/// `order cancel`
#[derive(Debug, Args)]
pub struct CancelArgs {
    #[command(flatten)]
    named: Named,
    /// Why
    #[arg(long, value_name = "CODE", value_parser = codes::reason())]
    reason: Reason,
}

/// `order note`
#[derive(Debug, Args)]
pub struct NoteArgs {
    #[command(flatten)]
    named: Named,
    /// What
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
}

/// `order complaint`
#[derive(Debug, Args)]
pub struct ComplaintArgs {
    #[command(flatten)]
    named: Named,
    /// What the customer says
    #[arg(value_name = "TEXT", required_unless_present = "settle", conflicts_with = "settle")]
    text: Vec<String>,
    /// How its complaints were settled
    #[arg(long, value_name = "OUTCOME", value_parser = codes::case_outcome())]
    settle: Option<CaseOutcome>,
}

/// `order schedule`
#[derive(Debug, Args)]
pub struct ScheduleArgs {
    #[command(flatten)]
    named: Named,
    /// When to call
    #[arg(required = true, value_name = "WHEN")]
    when: Vec<String>,
}

/// The term every order has without one of its own.
const USUAL: &str = "usual";

/// `order dispatch-by`
#[derive(Debug, Args)]
pub struct DispatchByArgs {
    #[command(flatten)]
    named: Named,
    /// When, or `usual`
    #[arg(required = true, value_name = "WHEN")]
    when: Vec<String>,
}

/// `order put-off`
#[derive(Debug, Args)]
pub struct PutOffArgs {
    #[command(flatten)]
    named: Named,
    /// Until when
    #[arg(value_name = "WHEN")]
    until: String,
    /// Why
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
}

/// Does what is asked.
pub fn run(context: &Context, command: &OrderCommand) -> Result<Reply, Failure> {
    match command {
        OrderCommand::Show(named) => show::run(context, named),
        OrderCommand::Script(named) => script::run(context, named),
        OrderCommand::Pay(args) => money::pay(context, args),
        OrderCommand::Refund(args) => money::refund(context, args),
        OrderCommand::PayCode(args) => pay_code::run(context, args),
        OrderCommand::Ship(args) => ship::run(context, args),
        OrderCommand::Take(args) => claim::take(context, args),
        OrderCommand::Release(named) => claim::release(context, named),
        OrderCommand::Skip(args) => claim::skip(context, args),
        OrderCommand::New(args) => new::run(context, args),
        OrderCommand::Lines(args) => lines::run(context, args),
        OrderCommand::Edit(args) => order::edit::run(context, args),
        OrderCommand::Confirm(named) => perform(context, named, &Action::Confirm),
        OrderCommand::Handed(args) => parcel::step(context, args, ParcelStep::Handed, &Action::Handed),
        OrderCommand::Arrived(args) => parcel::step(context, args, ParcelStep::Arrived, &Action::Arrived),
        OrderCommand::Received(args) => parcel::step(context, args, ParcelStep::Received, &Action::Received),
        OrderCommand::Reopen(named) => perform(context, named, &Action::Reopen),
        OrderCommand::Close(named) => perform(context, named, &Action::Close),
        OrderCommand::KeepBoth(named) => perform(context, named, &Action::KeepBoth),
        OrderCommand::KeepOurs(named) => perform(context, named, &Action::KeepOurs),
        OrderCommand::ToldLate(named) => perform(context, named, &Action::ToldLate),
        OrderCommand::Complaint(args) => {
            let text = args.text.join(" ");
            let action = args
                .settle
                .map_or(Action::Complaint { text }, |outcome| Action::ComplaintSettled {
                    outcome,
                });
            perform(context, &args.named, &action)
        }
        OrderCommand::ParcelRefused(args) => parcel::step(context, args, ParcelStep::Refused, &Action::ParcelRefused),
        OrderCommand::PutInStock(named) => perform(context, named, &Action::PutInStock),
        OrderCommand::ClaimsPaid(args) => money::claims_paid(context, args),
        OrderCommand::ToldUnpaid(named) => perform(context, named, &Action::ToldUnpaid),
        OrderCommand::CareDone(named) => perform(context, named, &Action::CareDone),
        OrderCommand::Returned(args) => parcel::returned(context, args),
        OrderCommand::Return(args) => returns::agree(context, args),
        OrderCommand::ReturnSent(args) => returns::sent(context, args),
        OrderCommand::ReturnBack(args) => returns::back(context, args),
        OrderCommand::ReturnDrop(args) => returns::dropped(context, args),
        OrderCommand::Exchange(args) => returns::exchange(context, args),
        OrderCommand::Cancel(args) => perform(context, &args.named, &Action::Cancel { reason: args.reason }),
        OrderCommand::Note(args) => {
            let text = args.text.join(" ");
            perform(context, &args.named, &Action::Note { text })
        }
        OrderCommand::Schedule(args) => {
            let at = names::moment(context, &args.when.join(" "))?;
            perform(context, &args.named, &Action::Schedule { at })
        }
        OrderCommand::DispatchBy(args) => {
            let when = args.when.join(" ");
            let at = (when != USUAL).then(|| names::moment(context, &when)).transpose()?;
            perform(context, &args.named, &Action::DispatchBy { at })
        }
        OrderCommand::PutOff(args) => {
            let until = names::moment(context, &args.until)?;
            let text = args.text.join(" ");
            perform(context, &args.named, &Action::PutOff { until, text })
        }
        OrderCommand::AcceptShop(named) => {
            let mut desk = context.desk()?;
            let id = names::order(context, &desk, &named.order)?;
            let performed = context.told(desk.accept_shop(id))?;
            Done::new(performed).about(id).reply(context, &desk)
        }
    }
}
