//! Addresses nobody can guess: a path, and the secret word that belongs to it in this file.

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::ids::CustomerId;
use crate::net::http::encoded;
use crate::net::sign::fresh_key;
use crate::net::sign::is_word;
use crate::net::sign::word;

/// Below it gateways say what became of messages: `/report/CHANNEL/WORD`, and the message's mark behind it where the gateway is
/// told an address for each.
pub(super) const REPORT: &str = "/report";
/// Below it customers say that they want no offers: `/stop/CUSTOMER.WORD`.
pub(super) const STOP: &str = "/stop";

/// Where a gateway reports to; none while nobody is reached from outside.
pub fn report_url(desk: &mut Desk, channel: &str, mark: Option<&str>) -> Result<Option<String>, DeskError> {
    outside(desk, |key| {
        let mark = mark.map(|mark| format!("/{mark}")).unwrap_or_default();
        let own = word(key, &of_channel(channel));
        format!("{REPORT}/{}/{own}{mark}", encoded(channel))
    })
}

/// Where a customer says that they want no offers; likewise.
pub fn stop_url(desk: &mut Desk, customer: CustomerId) -> Result<Option<String>, DeskError> {
    outside(desk, |key| {
        format!("{STOP}/{customer}.{}", word(key, &of_customer(customer)))
    })
}

/// Whether `said` is the word of that channel's reports.
pub(super) fn is_of_channel(key: &str, channel: &str, said: &str) -> bool {
    is_word(said, key, &of_channel(channel))
}

/// The customer whose word it is.
pub(super) fn customer(key: &str, said: &str) -> Option<CustomerId> {
    let (id, said) = said.split_once('.')?;
    let customer = CustomerId(id.parse().ok()?);
    is_word(said, key, &of_customer(customer)).then_some(customer)
}

fn of_channel(channel: &str) -> String {
    format!("report {channel}")
}

fn of_customer(customer: CustomerId) -> String {
    format!("stop {customer}")
}

fn outside(desk: &mut Desk, path: impl FnOnce(&str) -> String) -> Result<Option<String>, DeskError> {
    if desk.settings().listen.url("").is_none() {
        return Ok(None);
    }
    let Some(key) = desk.listen_key_or(fresh_key)? else {
        return Ok(None);
    };
    Ok(desk.settings().listen.url(&path(&key)))
}
