//! From a `[carriers.NAME]` of the settings to who can be asked.

use super::cdek;
use super::cdek::Cdek;
use super::command::CarrierProgram;
use super::nova_poshta;
use super::nova_poshta::NovaPoshta;
use super::russian_post;
use super::russian_post::RussianPost;
use super::source::CarrierSetup;
use super::source::CarrierSource;
use super::source::CarrierVariables;
use super::ukrposhta;
use super::ukrposhta::Ukrposhta;
use crate::domain::carrier::Carrier;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::settings::Following;
use crate::domain::settings::SecretRef;
use crate::domain::time::Time;
use crate::net::secret::Secret;

/// Makes it ready; nothing is asked yet.
pub(super) fn open(
    setup: &CarrierSetup,
    carrier: Carrier,
    following: &Following,
) -> Result<Box<dyn CarrierSource>, FeedTrouble> {
    let variable = &*setup.variable;
    if !following.command.is_empty() {
        return Ok(Box::new(CarrierProgram {
            carrier,
            line: following.command.clone(),
            zone: setup.settings.shop.time_zone,
        }));
    }
    let home = |usual: &str| {
        let set = following.address.as_deref().map(str::trim);
        let set = set.filter(|set| !set.is_empty());
        set.map_or(usual, |set| set.trim_end_matches('/')).to_owned()
    };
    let login = following.login.as_deref().unwrap_or_default().trim().to_owned();
    match carrier {
        Carrier::NovaPoshta => Ok(Box::new(NovaPoshta {
            home: home(nova_poshta::HOME),
            key: secret(following.key.as_ref(), variable)?,
        })),
        Carrier::RussianPost => Ok(Box::new(RussianPost {
            home: home(russian_post::HOME),
            login,
            password: secret(following.password.as_ref(), variable)?,
        })),
        Carrier::Cdek => Ok(Box::new(Cdek {
            home: home(cdek::HOME),
            login,
            password: secret(following.password.as_ref(), variable)?,
            token: None,
        })),
        Carrier::Ukrposhta => Ok(Box::new(Ukrposhta {
            home: home(ukrposhta::HOME),
            key: secret(following.key.as_ref(), variable)?,
        })),
        Carrier::Boxberry | Carrier::Courier | Carrier::Pickup | Carrier::Other | Carrier::None => {
            Err(FeedTrouble::new(FeedFault::Unreached, carrier.code()))
        }
    }
}

/// Asks a carrier about a number without anything being kept.
pub fn try_carrier(
    setup: &CarrierSetup,
    carrier: Carrier,
    number: &str,
    now: Time,
) -> Result<Vec<ParcelNews>, FeedTrouble> {
    let following = setup.settings.carriers.following(carrier);
    open(setup, carrier, &following)?.ask(&[number.to_owned()], now)
}

fn secret(at: Option<&SecretRef>, variable: &CarrierVariables) -> Result<Secret, FeedTrouble> {
    let Some(at) = at else {
        return Ok(Secret::new(String::new()));
    };
    Secret::ask(at, variable).map_err(|why| FeedTrouble::new(FeedFault::Secret, why.to_string()))
}
