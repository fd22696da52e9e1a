//! Takes what providers say, enters it, and answers at once.

use serde_json::Value;

use super::binotel;
use super::ear::CloudAnswer;
use super::ear::CloudWord;
use super::ear::Ear;
use super::fields::kept;
use super::mango;
use super::ringostat;
use super::uis;
use super::zadarma;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::error::DatabaseHint;
use crate::desk::error::DeskError;
use crate::domain::settings::Cloud;
use crate::domain::settings::CloudSetting;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::secret::Secret;
use crate::net::sign;

/// The path of a provider, below which its secret word stands.
pub fn path(cloud: Cloud) -> String {
    format!("/telephony/{}", cloud.code())
}

/// Takes what a provider says at `path/WORD`. Who does not know the word is told nothing, not even that there is something.
pub fn answer(
    cloud: Cloud,
    setting: &CloudSetting,
    secret: impl FnOnce() -> Option<Secret>,
    door: &DeskDoor,
    request: &WebRequest,
) -> WebReply {
    let Ok(Some(key)) = door.with(|desk| desk.listen_key()) else {
        return WebReply::busy();
    };
    let word = request.rest.split('/').next().unwrap_or_default();
    let is_from = setting.from.is_empty() || setting.from.iter().any(|from| from.parse() == Ok(request.from));
    if !is_from || !sign::is_word(word, &key, &path(cloud)) {
        return WebReply::not_found();
    }
    let secret = secret();
    let ear = Ear {
        request,
        secret: secret.as_ref().map(Secret::reveal),
        key: setting.key.as_deref(),
        now: door.clock().now(),
        zone: door.settings().shop.time_zone,
    };
    let heard = match cloud {
        Cloud::Zadarma => zadarma::hear(&ear),
        Cloud::Mango => mango::hear(&ear),
        Cloud::Binotel => Ok(binotel::hear(&ear)),
        Cloud::Uis => uis::hear(&ear),
        Cloud::Ringostat => Ok(ringostat::hear(&ear)),
    };
    let heard = match heard {
        Ok(heard) => heard,
        Err(refused) => return refused,
    };
    let heard = CloudAnswer {
        word: match heard.word {
            CloudWord::Nothing => CloudWord::Nothing,
            CloudWord::Call(call) => CloudWord::Call(Box::new(kept(*call, ear.now))),
            CloudWord::More(call) => CloudWord::More(Box::new(kept(*call, ear.now))),
        },
        ..heard
    };
    match door.with(|desk| enter(desk, cloud, &heard)) {
        Ok(Some(telephone)) => WebReply::json(telephone.to_string()),
        // Told again it would fail again.
        Err(
            DeskError::Refused(_)
            | DeskError::NotFound
            | DeskError::Database {
                hint: DatabaseHint::Unknown,
                ..
            },
        )
        | Ok(None) => heard.reply,
        Err(DeskError::Database { .. }) => WebReply::busy(),
    }
}

/// Gives the answer to what was asked beside, where there is one.
fn enter(desk: &mut Desk, cloud: Cloud, heard: &CloudAnswer) -> Result<Option<Value>, DeskError> {
    match &heard.word {
        CloudWord::Nothing => {}
        CloudWord::Call(call) => drop(desk.line_call(cloud.code(), call)?),
        CloudWord::More(call) => {
            if desk.knows_line_call(cloud.code(), &call.id)? {
                desk.line_call(cloud.code(), call)?;
            }
        }
    }
    let Some(question) = &heard.asks else { return Ok(None) };
    let telephone = desk.route_of(&question.number)?;
    Ok(telephone.map(|extension| question.answer(extension)))
}
