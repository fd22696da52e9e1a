//! A channel of the settings, made ready: its secret asked for.

use super::command::Program;
use super::discreet::Discreet;
use super::gateway::Gateway;
use super::http::AnyGateway;
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
        }),
        Via::SmsRu => Box::new(SmsRu {
            url: url(smsru::URL),
            secret: needed(),
            from: setting.from.clone(),
        }),
        Via::Smsc => Box::new(Smsc {
            url: url(smsc::URL),
            user: text(&setting.user),
            secret: needed(),
            from: setting.from.clone(),
        }),
        Via::TurboSms => Box::new(TurboSms {
            url: url(turbosms::URL),
            secret: needed(),
            from: text(&setting.from),
        }),
        Via::Twilio => Box::new(Twilio {
            url: url(twilio::URL),
            user: text(&setting.user),
            secret: needed(),
            from: text(&setting.from),
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
