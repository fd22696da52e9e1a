//! `/carriers/NAME/WORD`: who knows the word may say that something became of a parcel. CDEK does (`ORDER_STATUS`), and signs
//! nothing: it is not believed, the carrier is asked about that parcel soon.

use std::sync::Arc;

use serde_json::Value;

use super::answer::text;
use crate::desk::Desk;
use crate::desk::door::DeskDoor;
use crate::desk::error::DeskError;
use crate::domain::carrier::Carrier;
use crate::net::listen::Method;
use crate::net::listen::Route;
use crate::net::listen::WebReply;
use crate::net::listen::WebRequest;
use crate::net::sign::fresh_key;
use crate::net::sign::is_word;
use crate::net::sign::word;

/// Below it carriers tell of parcels.
const CARRIERS: &str = "/carriers";

/// Where a carrier tells of parcels; none while nobody is reached from outside, and of one that tells nothing.
pub fn carrier_address(desk: &mut Desk, carrier: Carrier) -> Result<Option<String>, DeskError> {
    if carrier != Carrier::Cdek || desk.settings().listen.url("").is_none() {
        return Ok(None);
    }
    let Some(key) = desk.listen_key_or(fresh_key)? else {
        return Ok(None);
    };
    let own = word(&key, &of_carrier(carrier));
    Ok(desk
        .settings()
        .listen
        .url(&format!("{CARRIERS}/{}/{own}", carrier.code())))
}

/// Answers `/carriers/…`.
pub fn told_of_parcels(door: &Arc<DeskDoor>) -> Route {
    let door = Arc::clone(door);
    Route::new(CARRIERS, move |request| answer(&door, request))
}

fn answer(door: &DeskDoor, request: &WebRequest) -> WebReply {
    let said = request.rest.split_once('/');
    let said = said.filter(|(name, _)| *name == Carrier::Cdek.code());
    let Some((_, said)) = said else {
        return WebReply::not_found();
    };
    let Ok(key) = door.with(|desk| desk.listen_key()) else {
        return WebReply::busy();
    };
    let is_known = is_word(said, &key.unwrap_or_default(), &of_carrier(Carrier::Cdek));
    if !is_known || request.method != Method::Post {
        return WebReply::not_found();
    }
    let told: Option<Value> = serde_json::from_slice(&request.body).ok();
    let number = told
        .map(|told| text(&told["attributes"], "cdek_number"))
        .unwrap_or_default();
    // Whatever else it tells of is none of a parcel that is followed.
    if number.is_empty() {
        return WebReply::done();
    }
    match door.with(|desk| desk.carrier_hinted(Carrier::Cdek, &number)) {
        Ok(()) => WebReply::done(),
        Err(_) => WebReply::busy(),
    }
}

fn of_carrier(carrier: Carrier) -> String {
    format!("parcels of {}", carrier.code())
}
