//! `call dial`: calls somebody by the shop's means (R36); and the same for the console.

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
use crate::desk::Location;
use crate::desk::error::DeskError;
use crate::desk::who::Who;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::i18n::Tr;
use crate::session::doors::Dial;
use crate::telephony::dial::DialError;
use crate::telephony::dial::dial;
use crate::text::clean;
use crate::view::card;
use crate::view::card::CustomerClock;
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
    let may_send = context.told(desk.may_send())?;
    may_call(may_send, card.clock, args.anyway).map_err(|why| refused(tr, why))?;
    let variable = context.variables();
    dial(&context.settings, &context.operator()?, &number, &*variable).map_err(|why| failure(tr, &why))?;
    Ok(context.reply(&json!({ "dialled": number }), || {
        tr.with(
            "cli-dialled",
            &[("phone", crate::domain::phone::pretty(&number).into())],
        )
    }))
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

/// A rehearsal calls nobody, and nobody is called at night unasked (R36); else what is to be said.
fn may_call(may_send: bool, there: CustomerClock, anyway: bool) -> Result<(), &'static str> {
    if !may_send {
        Err("cli-dial_rehearsal")
    } else if !there.callable && !anyway {
        Err("cli-dial_night")
    } else {
        Ok(())
    }
}

fn refused(tr: &Tr, why: &str) -> Failure {
    Failure::usage(tr, why, "").of_kind(Kind::Refused)
}

/// Calls out for the console, by the same rule.
pub fn dialler(context: &Context, settings: &Arc<Settings>, who: Who, database: Location, clock: Clock) -> Arc<Dial> {
    let (settings, tr, variable) = (Arc::clone(settings), context.tr.clone(), context.variables());
    Arc::new(move |of, number, anyway| {
        let look = || {
            let desk = Desk::open_existing(&database, Arc::clone(&settings), who.clone(), clock)?;
            let card = desk.read(|look| card::card(look, of))?.ok_or(DeskError::NotFound)?;
            Ok((desk.may_send()?, card.clock))
        };
        let dialled = look()
            .map_err(|error| Failure::of_desk(&tr, settings.shop.time_zone, &error))
            .and_then(|(may_send, there)| may_call(may_send, there, anyway).map_err(|why| refused(&tr, why)))
            .and_then(|()| dial(&settings, &who.operator, number, &*variable).map_err(|why| failure(&tr, &why)));
        dialled.map_err(|failed| clean(&failed.message).into_owned())
    })
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    #[test]
    fn nobody_is_called_at_night_unasked_nor_from_a_rehearsal() {
        let there = |callable| CustomerClock {
            offset_minutes: 0,
            callable,
            zone: Tz::UTC,
        };
        assert_eq!(may_call(true, there(true), false), Ok(()));
        assert_eq!(may_call(true, there(false), false), Err("cli-dial_night"));
        assert_eq!(may_call(true, there(false), true), Ok(()));
        assert_eq!(may_call(false, there(true), true), Err("cli-dial_rehearsal"));
    }
}
