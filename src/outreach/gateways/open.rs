//! A channel of the settings, made ready: its secret asked for.

use std::time::Duration;

use super::command::Program;
use super::discreet::Discreet;
use super::gateway::Gateway;
use super::http::AnyGateway;
use super::http::ReportsAt;
use super::smsc;
use super::smsc::Smsc;
use super::smsru;
use super::smsru::SmsRu;
use super::smtp::Smtp;
use super::turbosms;
use super::turbosms::TurboSms;
use super::twilio;
use super::twilio::Twilio;
use crate::domain::settings::ChannelSetting;
use crate::domain::settings::Security;
use crate::domain::settings::Via;
use crate::net::secret::Secret;
use crate::net::secret::SecretError;

/// A mail server says many words for each letter.
const SMTP_WORD: Duration = Duration::from_secs(20);
/// The longest a server may take, milliseconds.
const LONGEST_MS: u64 = 60_000;

/// Reads a variable of the environment.
pub type Variables = dyn Fn(&str) -> Option<String> + Send + Sync;

/// What takes the channel's messages away; `variable` reads the environment.
pub fn open(
    setting: &ChannelSetting,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<Box<dyn Gateway>, SecretError> {
    let secret = match &setting.secret {
        Some(at) => Some(Secret::ask(at, variable)?),
        None => None,
    };
    let needed = || secret.clone().unwrap_or_else(|| Secret::new(String::new()));
    let text = |set: &Option<String>| set.clone().unwrap_or_default();
    // Longer, and the message would count as silent.
    let patience = u64::try_from(setting.timeout.0)
        .unwrap_or_default()
        .clamp(1, LONGEST_MS);
    let patience = Duration::from_millis(patience);
    let url = |usual: &str| setting.url.clone().unwrap_or_else(|| usual.to_owned());
    let gateway: Box<dyn Gateway> = match setting.via {
        Via::Smtp => Box::new(Smtp {
            host: text(&setting.host),
            port: port(setting),
            security: setting.security,
            certificate: setting.certificate.clone(),
            user: setting.user.clone(),
            from: text(&setting.from),
            reply_to: setting.reply_to.clone(),
            secret: secret.clone(),
            patience: patience.min(SMTP_WORD),
            talks: None,
            open: None,
        }),
        Via::Command => Box::new(Program {
            line: setting.command.clone(),
            from: setting.from.clone(),
            secret: secret.clone(),
        }),
        Via::Http => Box::new(AnyGateway {
            url: url(""),
            body: setting.body.clone(),
            headers: setting.headers.clone(),
            accepted: setting.accepted.clone(),
            id_at: setting.id_at.clone(),
            from: setting.from.clone(),
            secret: secret.clone(),
            reports: ReportsAt {
                url: setting.report_url.clone(),
                delivered: setting.delivered.clone(),
                undelivered: setting.undelivered.clone(),
            },
            patience,
        }),
        Via::SmsRu => Box::new(SmsRu {
            url: url(smsru::URL),
            secret: needed(),
            from: setting.from.clone(),
            patience,
        }),
        Via::Smsc => Box::new(Smsc {
            url: url(smsc::URL),
            user: text(&setting.user),
            secret: needed(),
            from: setting.from.clone(),
            patience,
        }),
        Via::TurboSms => Box::new(TurboSms {
            url: url(turbosms::URL),
            secret: needed(),
            from: text(&setting.from),
            patience,
        }),
        Via::Twilio => Box::new(Twilio {
            url: url(twilio::URL),
            user: text(&setting.user),
            secret: needed(),
            from: text(&setting.from),
            patience,
        }),
    };
    Ok(Box::new(Discreet { gateway, secret }))
}

fn port(setting: &ChannelSetting) -> u16 {
    let usual = match setting.security {
        Security::Tls => 465,
        Security::StartTls => 587,
        Security::None => 25,
    };
    u16::try_from(setting.port)
        .ok()
        .filter(|port| *port > 0)
        .unwrap_or(usual)
}
