//! `telephony test`: whether the exchange is reached, and what it lets be seen.

use serde_json::json;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::reply::Reply;
use crate::domain::settings::DialBy;
use crate::telephony::asterisk::ExchangeRights;
use crate::telephony::asterisk::UseOfExchange;
use crate::telephony::thread::account;

/// Logs in at the exchange and says which rights are missing.
pub(super) fn run(context: &Context) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let setting = &context.settings.asterisk;
    if setting.host.is_none() {
        return Err(Failure::usage(tr, "cli-telephony_not_set", ""));
    }
    let refused = |why: String| Failure::usage(tr, "cli-telephony_unreached", &why).of_kind(Kind::Refused);
    let variable = context.variables();
    let account = account(setting, &*variable).map_err(|why| refused(why.to_string()))?;
    let rights = ExchangeRights::look(&account).map_err(|why| refused(why.to_string()))?;
    let use_of_it = match context.settings.telephony.dial {
        Some(DialBy::Asterisk) => UseOfExchange::Dials,
        _ => UseOfExchange::Listens,
    };
    let needed = ExchangeRights::needed(use_of_it);
    let shape = json!({
        "greeting": rights.greeting,
        "version": rights.version,
        "read": rights.read,
        "missing_read": rights.missing_read,
        "lists_channels": rights.lists_channels,
        "filters": rights.filters,
        "dials": rights.dials,
        "manager_conf": needed,
    });
    let reply = context.reply(&shape, || {
        let name = format!("{} {}", rights.greeting, rights.version);
        let mut lines = vec![tr.with("cli-telephony_reached", &[("name", name.trim().to_owned().into())])];
        lines.push(match &rights.read {
            Some(read) => tr.with("cli-telephony_hears", &[("rights", read.join(", ").into())]),
            None => tr.text("cli-telephony_hears_unknown"),
        });
        if !rights.lists_channels {
            lines.push(tr.text("cli-telephony_no_list"));
        }
        if use_of_it == UseOfExchange::Dials && !rights.dials {
            lines.push(tr.text("cli-telephony_no_dialling"));
        }
        if rights.is_short(use_of_it) || rights.read.is_none() {
            lines.push(tr.with("cli-telephony_needs", &[("user", account.user.clone().into())]));
            lines.extend(needed.iter().map(|line| format!("  {line}")));
        } else {
            lines.push(tr.text("cli-telephony_complete"));
        }
        lines.join("\n")
    });
    Ok(reply.partly(rights.is_short(use_of_it)))
}
