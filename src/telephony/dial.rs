//! Calling out by the means the settings name. Whether it is the hour for it (R36) was asked before.

use std::time::Duration;

use thiserror::Error;

use super::asterisk::AmiSession;
use super::asterisk::LinkError;
use super::cloud::Callback;
use super::cloud::asked;
use super::cloud::understood;
use super::cloud::usual_url;
use super::thread::account;
use crate::domain::country::Country;
use crate::domain::phone;
use crate::domain::settings::AsteriskSetting;
use crate::domain::settings::Cloud;
use crate::domain::settings::DialBy;
use crate::domain::settings::Settings;
use crate::net::http;
use crate::net::http::HttpError;
use crate::net::program::begin;
use crate::net::secret::Secret;
use crate::net::secret::SecretError;
use crate::net::sign::fresh_key;
use crate::text::clean;

/// The manager's telephone rings for so long.
const RINGS: Duration = Duration::from_secs(30);
/// The exchange's word on that comes a little later.
const ANSWERS: Duration = Duration::from_secs(45);
/// A program that fails does so at once; one that goes on is a telephone.
const FAILS_WITHIN: Duration = Duration::from_secs(2);

/// Why nothing was dialled.
#[derive(Debug, Error)]
pub enum DialError {
    /// The settings name no means.
    #[error("nothing is set to dial by")]
    NoMeans,
    /// It is not a number that can be dialled.
    #[error("{0} is no telephone number")]
    NoNumber(String),
    /// The operator has no telephone in the settings.
    #[error("no extension")]
    NoExtension,
    /// The exchange is not reached.
    #[error("{0}")]
    Exchange(#[from] LinkError),
    /// Its secret cannot be read.
    #[error("{0}")]
    Secret(#[from] SecretError),
    /// The exchange does not do it: what it said.
    #[error("{0}")]
    NotDone(String),
    /// The operator's own telephone was not picked up, or is not there.
    #[error("not picked up")]
    NotPickedUp,
    /// The program did not run, or failed.
    #[error("{0}")]
    Program(String),
}

/// Dials a number as a card has it, for this operator.
pub fn dial(
    settings: &Settings,
    operator: &str,
    number: &str,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<(), DialError> {
    let by = settings.telephony.dial.ok_or(DialError::NoMeans)?;
    let country = Country::parse(&settings.shop.country).unwrap_or(Country::RU);
    // Only what is understood as a number gets into a link, a command or an action: it came from outside.
    let known = phone::parse(number, country).phone();
    let number = known.ok_or_else(|| DialError::NoNumber(clean(number).into_owned()))?;
    let number = number.e164();
    match by {
        DialBy::Asterisk => originate(settings, operator, number, variable),
        DialBy::Zadarma | DialBy::Mango | DialBy::Binotel => {
            let cloud = by.cloud().ok_or(DialError::NoMeans)?;
            let url = usual_url(cloud).ok_or(DialError::NoMeans)?;
            call_back(settings, cloud, url, operator, number, variable)
        }
        DialBy::Link => open(&filled(&settings.telephony.link, number)),
        DialBy::Command => {
            let line = settings.telephony.command.iter().map(|part| filled(part, number));
            run(&line.collect::<Vec<_>>())
        }
    }
}

fn filled(text: &str, number: &str) -> String {
    text.replace("{number}", number)
        .replace("{digits}", number.trim_start_matches('+'))
}

fn extension<'a>(settings: &'a Settings, operator: &str) -> Result<&'a str, DialError> {
    let own = settings.operators.iter().find(|one| one.name == operator);
    own.and_then(|one| one.extension.as_deref())
        .ok_or(DialError::NoExtension)
}

/// An exchange in the cloud, asked at `url`, rings the operator's telephone first, and then the number.
pub(super) fn call_back(
    settings: &Settings,
    cloud: Cloud,
    url: &str,
    operator: &str,
    number: &str,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<(), DialError> {
    let extension = extension(settings, operator)?;
    let of_cloud = settings.clouds.iter().find(|(known, _)| *known == cloud);
    let (_, setting) = of_cloud.ok_or(DialError::NoMeans)?;
    let (Some(key), Some(secret)) = (&setting.key, &setting.secret) else {
        return Err(DialError::NoMeans);
    };
    let secret = Secret::ask(secret, variable)?;
    let id = fresh_key().unwrap_or_default();
    let callback = Callback {
        key,
        secret: secret.reveal(),
        extension,
        number,
        id: id.get(..16).unwrap_or_default(),
    };
    let asked = asked(cloud, url, &callback).ok_or(DialError::NoMeans)?;
    // What was sent may be repeated in what is said of it.
    let said = |why: &str| DialError::NotDone(clean(&secret.redact(why)).into_owned());
    match http::call(&asked) {
        Ok(answer) => understood(cloud, answer.status, &answer.body).map_err(|why| said(&why)),
        Err(HttpError::NotReached(why)) => Err(said(&why)),
        // It may ring already: said to have failed, it would be dialled twice.
        Err(HttpError::Unknown(_)) => Ok(()),
    }
}

/// The operator's telephone rings first; then the dialplan takes the number as if it had been dialled there.
fn originate(
    settings: &Settings,
    operator: &str,
    number: &str,
    variable: &dyn Fn(&str) -> Option<String>,
) -> Result<(), DialError> {
    let setting: &AsteriskSetting = &settings.asterisk;
    let extension = extension(settings, operator)?;
    let (mut session, _) = AmiSession::open(&account(setting, variable)?)?;
    let id = session.send(
        "Originate",
        &[
            ("Channel", &setting.dial_channel.replace("{extension}", extension)),
            ("Context", &setting.dial_context),
            ("Exten", &filled(&setting.dial_number, number)),
            ("Priority", "1"),
            ("CallerID", extension),
            ("Timeout", &RINGS.as_millis().to_string()),
            ("Async", "true"),
        ],
    )?;
    let is_answer = |event: &str, packet: &super::asterisk::Packet| {
        packet.get("ActionID") == id && packet.event() == event && !packet.get("Response").is_empty()
    };
    let queued = session
        .hear(ANSWERS, |packet| is_answer("", packet))?
        .ok_or(LinkError::Silent)?;
    if !queued.get("Response").eq_ignore_ascii_case("Success") {
        return Err(DialError::NotDone(clean(queued.get("Message")).into_owned()));
    }
    // The exchange calls now, whatever becomes of the link: only what it tells itself is a failure. A user without the right
    // to hear of calls hears nothing of it.
    match session.hear(ANSWERS, |packet| is_answer("OriginateResponse", packet)) {
        Ok(Some(told)) if told.get("Response").eq_ignore_ascii_case("Failure") => Err(DialError::NotPickedUp),
        _ => Ok(()),
    }
}

/// Opens a link or a file by whatever the system has for it.
pub fn open(what: &str) -> Result<(), DialError> {
    let opener: &[&str] = if cfg!(target_os = "macos") {
        &["open"]
    } else if cfg!(windows) {
        &["rundll32.exe", "url.dll,FileProtocolHandler"]
    } else {
        &["xdg-open"]
    };
    let line = opener.iter().copied().chain([what]).map(str::to_owned);
    run(&line.collect::<Vec<_>>())
}

/// Runs a program, which may go on by itself.
pub fn run(line: &[String]) -> Result<(), DialError> {
    begin(line, FAILS_WITHIN).map_err(|why| {
        let program = line.first().map(String::as_str).unwrap_or_default();
        DialError::Program(format!("{}: {}", clean(program), clean(&why)))
    })
}
