//! `telephony`: whether the exchange is reached, and what it lets be seen.

use clap::Subcommand;
use serde_json::json;

use super::telephony_add;
use super::telephony_add::TelephonyAddArgs;
use super::telephony_test;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::reply::Reply;
use crate::net::sign;
use crate::telephony::cloud;

/// `telephony …`
#[derive(Debug, Subcommand)]
pub enum TelephonyCommand {
    /// Log in at the exchange and say which rights are missing
    Test,
    /// The addresses exchanges in the cloud tell of calls at
    Addresses,
    /// Connect a telephone: asks by what is dialled and which Asterisk is listened to, and writes the settings
    Add(TelephonyAddArgs),
}

/// Does what is asked.
pub fn run(context: &Context, command: &TelephonyCommand) -> Result<Reply, Failure> {
    match command {
        TelephonyCommand::Test => telephony_test::run(context),
        TelephonyCommand::Addresses => addresses(context),
        TelephonyCommand::Add(args) => telephony_add::run(context, args),
    }
}

/// Each holds a secret word: knowing it is the right to tell of calls.
fn addresses(context: &Context) -> Result<Reply, Failure> {
    let tr = &context.tr;
    let settings = &context.settings;
    if settings.clouds.is_empty() {
        return Err(Failure::usage(tr, "cli-telephony_no_cloud", ""));
    }
    let mut desk = context.desk_or_new()?;
    let key = context.told(desk.listen_key_or(sign::fresh_key))?.unwrap_or_default();
    let of = |cloud| {
        let path = cloud::path(cloud);
        let path = format!("{path}/{}", sign::word(&key, &path));
        settings.listen.url(&path).unwrap_or(path)
    };
    let all: Vec<(&str, String)> = settings
        .clouds
        .iter()
        .map(|(cloud, _)| (cloud.code(), of(*cloud)))
        .collect();
    let shape: Vec<_> = all
        .iter()
        .map(|(provider, address)| json!({ "provider": provider, "address": address }))
        .collect();
    Ok(context.reply(&shape, || {
        let mut lines: Vec<String> = all
            .iter()
            .map(|(provider, address)| format!("{provider}  {address}"))
            .collect();
        if settings.listen.url("/").is_none() {
            lines.push(tr.text("cli-telephony_no_listener"));
        }
        lines.join("\n")
    }))
}
