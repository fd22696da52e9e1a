//! `telephony add`: asks by what is dialled and which exchange is listened to, writes it into the settings and tries it.

use clap::Args;

use super::telephony_test;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::json::object;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::reply::remark;
use crate::cli::settings_draft::NOTHING;
use crate::cli::settings_draft::SettingsDraft;
use crate::domain::settings::DialBy;
use crate::domain::settings::value::Word;

/// `telephony add`
#[derive(Debug, Args)]
pub struct TelephonyAddArgs {
    /// By what is dialled: link, asterisk, zadarma, mango, binotel, command; "-": the number is only shown
    #[arg(long, value_name = "CODE", allow_hyphen_values = true)]
    dial: Option<String>,
    /// The machine of an Asterisk to listen to; "-": none
    #[arg(long, value_name = "ADDRESS", allow_hyphen_values = true)]
    host: Option<String>,
    /// A user of its manager.conf
    #[arg(long, value_name = "USER")]
    user: Option<String>,
    /// The user's secret, or where it is, as `env:NAME`
    #[arg(long, value_name = "SECRET")]
    secret: Option<String>,
}

/// Asks what is not said, and writes all of it at once. An exchange that is not reached is set up all the same: it may not
/// stand there yet.
pub fn run(context: &Context, args: &TelephonyAddArgs) -> Result<Reply, Failure> {
    let mut draft = SettingsDraft::of(context)?;
    let settings = &context.settings;
    let host = settings.asterisk.host.as_deref().unwrap_or(NOTHING);
    let host = draft.take("telephony-ask_host", args.host.as_deref(), host, |_, _| Ok(Vec::new()))?;
    let listens = !host.is_empty() && host != NOTHING;
    if listens {
        // An exchange is none without its user, so the user is known first.
        let user = settings.asterisk.user.as_deref().unwrap_or("dozvon");
        let said = args.user.as_deref().or((!draft.asks()).then_some(user));
        draft.take("telephony-ask_user", said, user, |_, typed| {
            Ok(set("telephony.asterisk.user", typed))
        })?;
        let key = "telephony.asterisk.secret";
        draft.take_secret("telephony-ask_secret", args.secret.as_deref(), key, "asterisk")?;
        draft.set(&set("telephony.asterisk.host", host))?;
    }
    let usual = if listens { DialBy::Asterisk } else { DialBy::Link };
    let usual = match settings.telephony.dial {
        Some(dial) if draft.says("telephony.dial") => dial.word(),
        _ => usual.word(),
    };
    draft.take("telephony-ask_dial", args.dial.as_deref(), &usual, |_, typed| {
        Ok(set("telephony.dial", typed))
    })?;
    let file = draft.file().display().to_string();
    let (after, changed) = draft.keep()?;
    let reached = listens.then(|| match telephony_test::run(&after) {
        Ok(reply) => {
            if after.form == Form::Plain {
                remark(reply.data.trim_end());
            }
            true
        }
        Err(failure) => {
            remark(&format!("{} {}", failure.message, failure.hint));
            false
        }
    });
    let shape = object! { changed, file, reached };
    Ok(after.reply(&shape, || {
        let key = if changed { "init-done" } else { "init-same" };
        after.tr.with(key, &[("file", shape.file.as_str().into())])
    }))
}

/// A key left empty is unset: a text of its kind is never nothing.
fn set(key: &str, typed: String) -> Vec<(String, String)> {
    if typed.is_empty() {
        Vec::new()
    } else {
        vec![(key.to_owned(), typed)]
    }
}
