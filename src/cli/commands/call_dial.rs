//! `call dial`: calls somebody by the shop's means (R36); and the same for the console.

use std::path::PathBuf;
use std::sync::Arc;

use clap::Args;
use serde_json::json;

use crate::cli::context::Context;
use crate::cli::names;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::reply::Reply;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::who::Who;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::i18n::Tr;
use crate::session::setup::Dialler;
use crate::telephony::dial::DialError;
use crate::telephony::dial::dial;
use crate::telephony::recording;
use crate::text::clean;
use crate::view::card;
use crate::words;

/// `call dial`
#[derive(Debug, Args)]
pub struct DialArgs {
    /// The order's number, the customer's phone, or id:12 of an order
    #[arg(value_name = "N|PHONE")]
    whom: String,
    /// Though it is night where the customer is
    #[arg(long)]
    anyway: bool,
}

/// Does it.
pub fn run(context: &Context, args: &DialArgs) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let desk = context.desk_to_read()?;
    let key = match names::target(context, &desk, &args.whom)? {
        Target::Order(order) => CardKey::Order(order),
        Target::Customer(customer) => CardKey::Customer(customer),
    };
    let card = context.told(desk.read(|look| card::card(look, key)))?;
    let card = card.ok_or_else(|| Failure::usage(tr, "cli-nobody", &args.whom).of_kind(Kind::NotFound))?;
    // Of several numbers the one that was named.
    let named = names::e164(context, &args.whom).filter(|phone| card.customer.contacts.iter().any(|one| one.is(phone)));
    let own = card
        .customer
        .phone()
        .map(|one| one.norm.clone().unwrap_or_else(|| one.raw.clone()));
    let Some(number) = named.or(own) else {
        return Err(Failure::usage(tr, "cli-dial_no_phone", &args.whom).of_kind(Kind::Refused));
    };
    if !card.clock.callable && !args.anyway {
        return Err(Failure::usage(tr, "cli-dial_night", "").of_kind(Kind::Refused));
    }
    if !context.told(desk.may_send())? {
        return Err(Failure::usage(tr, "cli-dial_rehearsal", "").of_kind(Kind::Refused));
    }
    let variable = context.variables();
    dial(&context.settings, &context.operator()?, &number, &*variable).map_err(|why| failure(tr, &why))?;
    Ok(context.reply(&json!({ "dialled": number }), || {
        tr.with(
            "cli-dialled",
            &[("phone", crate::domain::phone::pretty(&number).into())],
        )
    }))
}

/// Plays the newest recording of a customer's calls (R28).
pub fn play(context: &Context, name: &str) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let desk = context.desk_to_read()?;
    let found = context.told(desk.read(|look| match names::target(context, &desk, name) {
        Ok(Target::Customer(customer)) => look.store.last_recording(customer),
        Ok(Target::Order(order)) => match look.store.order(order)? {
            Some(order) => look.store.last_recording(order.facts.customer),
            None => Ok(None),
        },
        Err(_) => Ok(None),
    }))?;
    let none = || Failure::usage(tr, "cli-play_none", name).of_kind(Kind::NotFound);
    let (_, recording) = found.ok_or_else(none)?;
    let setting = &context.settings.telephony;
    let unplaced = || Failure::usage(tr, "cli-play_nowhere", &recording).of_kind(Kind::Refused);
    let file = recording::place(setting, &recording).ok_or_else(unplaced)?;
    recording::play(setting, &file)
        .map_err(|why| Failure::usage(tr, "cli-play_failed", &why.to_string()).of_kind(Kind::Refused))?;
    Ok(context.reply(&json!({ "recording": file }), || clean(&file).into_owned()))
}

fn failure(tr: &Tr, why: &DialError) -> Failure {
    let (key, value) = match why {
        DialError::NoMeans => ("cli-dial_no_means", String::new()),
        DialError::NoNumber(number) => ("cli-dial_no_number", number.clone()),
        DialError::NoExtension => ("cli-dial_no_extension", String::new()),
        DialError::Exchange(why) => ("cli-telephony_unreached", why.to_string()),
        DialError::Secret(why) => ("cli-telephony_unreached", words::known(tr, &why.to_string())),
        DialError::NotDone(said) => ("cli-dial_not_done", said.clone()),
        DialError::NotPickedUp => ("cli-dial_not_picked_up", String::new()),
        DialError::Program(why) => ("cli-dial_program", why.clone()),
    };
    Failure::usage(tr, key, &value).of_kind(Kind::Refused)
}

/// Calls out for the console; a rehearsal calls nobody.
pub fn dialler(context: &Context, settings: &Arc<Settings>, who: Who, path: PathBuf, clock: Clock) -> Dialler {
    let (settings, tr, variable) = (Arc::clone(settings), context.tr.clone(), context.variables());
    Dialler::new(move |number| {
        let desk = Desk::open_existing(&path, Arc::clone(&settings), who.clone(), clock);
        if !desk.and_then(|desk| desk.may_send()).unwrap_or(false) {
            return Err(tr.text("cli-dial_rehearsal"));
        }
        dial(&settings, &who.operator, number, &*variable)
            .map_err(|why| clean(&failure(&tr, &why).message).into_owned())
    })
}
