//! What gateways say by themselves of messages they took (R35).
//!
//! sms.ru and smsc.ru are given one address in their accounts, `channels reports NAME` prints it; Twilio and a gateway of
//! the settings get one with each message. The word in the address proves who speaks, and Twilio's signature besides.

use std::sync::Arc;

use super::links::REPORT;
use super::links::is_of_channel;
use crate::desk::door::DeskDoor;
use crate::desk::error::DeskError;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::ReportOf;
use crate::domain::sending::ToldReport;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Via;
use crate::net::http::base64;
use crate::net::http::encoded;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::secret::AskedSecret;
use crate::net::secret::Secret;
use crate::net::sign::hmac_sha1;
use crate::net::sign::is_same;
use crate::outreach::gateways::Variables;
use crate::outreach::gateways::http_state;
use crate::outreach::gateways::smsc_state;
use crate::outreach::gateways::smsru_state;
use crate::outreach::gateways::twilio_state;

/// No gateway tells of more in one request; what is left out is asked for.
const MOST: usize = 200;

/// One message, by the gateway's own id or by the mark in the address, and what became of it.
type ToldState = (Option<String>, DeliveryReport);

/// Answers `/report/…`.
pub fn reports(door: &Arc<DeskDoor>, variable: &Arc<Variables>) -> Route {
    let (door, variable) = (Arc::clone(door), Arc::clone(variable));
    let channels = door.settings().channel_list.iter();
    let secrets: Vec<(String, AskedSecret)> = channels
        .map(|(name, setting)| (name.clone(), AskedSecret::new(setting.secret.clone())))
        .collect();
    Route::new(REPORT, move |request| {
        let secret_of = |name: &str| {
            let (_, secret) = secrets.iter().find(|(known, _)| known == name)?;
            secret.get(&*variable, door.clock().now())
        };
        answer(&door, request, secret_of).unwrap_or_else(|_| WebReply::busy())
    })
}

fn answer(
    door: &DeskDoor,
    request: &WebRequest,
    secret_of: impl Fn(&str) -> Option<Secret>,
) -> Result<WebReply, DeskError> {
    let mut parts = request.rest.split('/');
    let (name, word) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let mark = parts.next().filter(|mark| !mark.is_empty());
    let channels = &door.settings().channel_list;
    let Some((name, setting)) = channels.iter().find(|(known, _)| encoded(known) == name) else {
        return Ok(WebReply::not_found());
    };
    let key = door.with(|desk| desk.listen_key())?.unwrap_or_default();
    if !is_of_channel(&key, name, word) {
        return Ok(WebReply::not_found());
    }
    if request.method == Method::Other {
        return Ok(WebReply::of(405));
    }
    let said = match setting.via {
        Via::SmsRu => smsru(request),
        Via::Smsc => smsc(request),
        Via::Twilio => {
            let url = door.settings().listen.url(&request.path).unwrap_or_default();
            let Some(secret) = secret_of(name) else {
                return Ok(WebReply::busy());
            };
            if !is_signed(request, &url, &secret) {
                return Ok(WebReply::refused());
            }
            twilio(request)
        }
        Via::Http => any(request, setting),
        Via::Smtp | Via::Command | Via::TurboSms => return Ok(WebReply::not_found()),
    };
    let told = said.into_iter().take(MOST).filter_map(|(id, report)| {
        let of = mark.map(|mark| ReportOf::Mark(mark.to_owned()));
        let of = of.or(id.map(ReportOf::GatewayId))?;
        Some(ToldReport { of, report })
    });
    let told: Vec<ToldReport> = told.collect();
    if !told.is_empty() && !door.with(|desk| desk.record_reports(name, &told))? {
        return Ok(WebReply::busy());
    }
    // Without that word sms.ru takes the shop for one that does not hear.
    Ok(WebReply::text(if setting.via == Via::SmsRu { "100" } else { "OK" }))
}

/// <https://sms.ru/api/callback>: `data[0]=sms_status⏎ID⏎CODE⏎…`, up to a hundred.
fn smsru(request: &WebRequest) -> Vec<ToldState> {
    let form = request.form();
    let entries = form.iter().filter(|(name, _)| name.starts_with("data"));
    let said = entries.filter_map(|(_, entry)| {
        let mut lines = entry.lines().map(str::trim);
        let (kind, id, code) = (lines.next()?, lines.next()?, lines.next()?);
        let report = smsru_state(code.parse().ok()?, "");
        (kind == "sms_status" && report != DeliveryReport::OnTheWay).then(|| (Some(id.to_owned()), report))
    });
    said.collect()
}

/// <https://smsc.ru/api/http/status_messages/statuses_url/>: `id`, `phone`, `status`, `err`, by GET or POST.
fn smsc(request: &WebRequest) -> Vec<ToldState> {
    let pairs: Vec<(String, String)> = request.query().into_iter().chain(request.form()).collect();
    let value = |name: &str| {
        pairs
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let (Some(id), Some(Ok(status))) = (value("id"), value("status").map(str::parse)) else {
        return Vec::new();
    };
    let error = value("err").and_then(|error| error.parse().ok());
    of_one(Some(id), smsc_state(status, error))
}

/// <https://www.twilio.com/docs/messaging/guides/track-outbound-message-status>
fn twilio(request: &WebRequest) -> Vec<ToldState> {
    let form = request.form();
    let value = |name: &str| {
        form.iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    };
    let (Some(id), Some(status)) = (value("MessageSid"), value("MessageStatus")) else {
        return Vec::new();
    };
    of_one(Some(id), twilio_state(status, value("ErrorCode").unwrap_or_default()))
}

/// A gateway of the settings: what its answer would hold stands in what it says by itself.
fn any(request: &WebRequest, setting: &ChannelSetting) -> Vec<ToldState> {
    let pairs = request.query().into_iter().chain(request.form());
    let pairs: Vec<String> = pairs.map(|(name, value)| format!("{name}={value}")).collect();
    let said = format!("{}\n{}\n{}", request.query, request.text(), pairs.join("&"));
    let report = http_state(&said, setting.delivered.as_deref(), setting.undelivered.as_deref());
    let report = match report {
        DeliveryReport::Undelivered { .. } => DeliveryReport::Undelivered {
            why: if pairs.is_empty() {
                request.text()
            } else {
                pairs.join("&")
            },
        },
        other => other,
    };
    of_one(None, report)
}

/// That it is on its way is known.
fn of_one(id: Option<&str>, report: DeliveryReport) -> Vec<ToldState> {
    if report == DeliveryReport::OnTheWay {
        return Vec::new();
    }
    vec![(id.map(str::to_owned), report)]
}

/// <https://www.twilio.com/docs/usage/security>: the address, then all names with their values in the order of the names.
fn is_signed(request: &WebRequest, url: &str, secret: &Secret) -> bool {
    let mut form = request.form();
    form.sort();
    let signed: String = form
        .iter()
        .fold(url.to_owned(), |text, (name, value)| text + name + value);
    let own = base64(&hmac_sha1(secret.reveal().as_bytes(), signed.as_bytes()));
    let said = request.header("x-twilio-signature").unwrap_or_default();
    !secret.reveal().is_empty() && is_same(own.as_bytes(), said.as_bytes())
}
