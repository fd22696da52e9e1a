//! `init`: asks where a shop is, when it is open and how it is reached, and writes that into the settings, what each key is
//! for beside it.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Reply;
use crate::cli::settings_draft::NOTHING;
use crate::cli::settings_draft::SettingsDraft;
use crate::domain::country::Country;
use crate::domain::phone;
use crate::domain::zone;
use crate::i18n::Lang;
use crate::text::clean;

const WEEKDAYS: [&str; 5] = ["mon", "tue", "wed", "thu", "fri"];

/// `init`
#[derive(Debug, Args)]
pub struct InitArgs {
    /// The shop's name, as customers know it
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    /// Its country, two letters: RU
    #[arg(long, value_name = "CODE")]
    country: Option<String>,
    /// Its clock: a town or Europe/Moscow
    #[arg(long, value_name = "ZONE")]
    clock: Option<String>,
    /// Its currency: RUB
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    /// When it is open from Monday to Friday: 9-21, with a break 9-13,14-21; "-": closed
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    weekdays: Option<String>,
    /// Likewise on Saturday
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    saturday: Option<String>,
    /// Likewise on Sunday
    #[arg(long, value_name = "HOURS", allow_hyphen_values = true)]
    sunday: Option<String>,
    /// Its phone, as it stands in the messages
    #[arg(long)]
    phone: Option<String>,
}

/// Asks what is not said, and writes all of it at once.
pub fn run(context: &Context, args: &InitArgs) -> Result<Reply, Failure> {
    let mut draft = SettingsDraft::of(context)?;
    let shop = &context.settings.shop;
    draft.take("init-ask_name", args.name.as_deref(), &shop.name, |_, typed| {
        Ok(vec![("shop.name".to_owned(), typed)])
    })?;
    let guess = if draft.says("shop.country") {
        shop.country.clone()
    } else {
        guessed_country(context)
    };
    let country = draft.take("init-ask_country", args.country.as_deref(), &guess, |context, typed| {
        let code = Country::parse(&typed).map_err(|_| wrong(context, "init-no_country", &typed))?;
        Ok(vec![("shop.country".to_owned(), code.code().to_owned())])
    })?;
    let usual = Country::parse(&country).ok().and_then(Country::usual);
    let is_elsewhere = !country.eq_ignore_ascii_case(&shop.country);
    let (clock, money) = match usual.filter(|_| is_elsewhere || !draft.says("shop.time_zone")) {
        Some((clock, money)) => (clock.name().to_owned(), money.to_owned()),
        None => (shop.time_zone.name().to_owned(), shop.currency.code().to_owned()),
    };
    // Who says only the country means its clock and its money too.
    let is_implied = args.country.is_some() && !draft.asks();
    let clock_said = args.clock.as_deref().or(is_implied.then_some(clock.as_str()));
    let money_said = args.currency.as_deref().or(is_implied.then_some(money.as_str()));
    draft.take("init-ask_clock", clock_said, &clock, |_, typed| {
        let named = zone::of_place(&typed).map_or(typed, |zone| zone.name().to_owned());
        Ok(vec![("shop.time_zone".to_owned(), named)])
    })?;
    draft.take("init-ask_currency", money_said, &money, |_, typed| {
        Ok(vec![("shop.currency".to_owned(), typed.to_uppercase())])
    })?;
    let hours = &context.settings.hours.week;
    for (what, said, days, at) in [
        ("init-ask_weekdays", args.weekdays.as_deref(), &WEEKDAYS[..], 0),
        ("init-ask_saturday", args.saturday.as_deref(), &["sat"][..], 5),
        ("init-ask_sunday", args.sunday.as_deref(), &["sun"][..], 6),
    ] {
        let open: Vec<String> = hours[at].iter().map(ToString::to_string).collect();
        let open = if open.is_empty() {
            NOTHING.to_owned()
        } else {
            open.join(",")
        };
        draft.take(what, said, &open, |_, typed| {
            Ok(days.iter().map(|day| (format!("hours.{day}"), typed.clone())).collect())
        })?;
    }
    let reached = if shop.phone.is_empty() { NOTHING } else { &shop.phone };
    draft.take("init-ask_phone", args.phone.as_deref(), reached, |context, typed| {
        let read = Country::parse(&country).map(|country| phone::parse(&typed, country));
        match read.ok().map(|read| read.phone().is_some()) {
            Some(false) if !typed.is_empty() => Err(wrong(context, "init-no_phone", &typed)),
            _ => Ok(vec![("shop.phone".to_owned(), typed)]),
        }
    })?;
    let file = draft.file().display().to_string();
    let (after, changed) = draft.keep()?;
    let shape = object! { changed, file };
    Ok(after.reply(&shape, || {
        let key = if changed { "init-done" } else { "init-same" };
        after.tr.with(key, &[("file", shape.file.as_str().into())])
    }))
}

fn wrong(context: &Context, key: &str, typed: &str) -> Failure {
    Failure::usage(&context.tr, key, &clean(typed))
}

/// Where the system's locale is from; else where most who read the language are; else as the settings are without any.
fn guessed_country(context: &Context) -> String {
    let locale = ["LC_ALL", "LANG"].into_iter().find_map(|name| context.variable(name));
    let territory = locale.and_then(|locale| locale.split(['.', '@']).next()?.split_once('_'));
    let territory = territory.and_then(|(_, territory)| Country::parse(territory).ok());
    match (territory, context.tr.lang()) {
        (Some(territory), lang) if lang != Lang::En || territory.usual().is_some() => territory.code().to_owned(),
        (_, Lang::Uk) => Country::UA.code().to_owned(),
        _ => context.settings.shop.country.clone(),
    }
}
