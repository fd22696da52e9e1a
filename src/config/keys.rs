//! Every key of the settings file, once. Reading, writing, the fingerprint and the tests all walk these lists.

use super::value::Amount;
use super::value::Day;
use super::value::Switch;
use super::value::Texts;
use super::value::Value;
use super::value::WEEKDAYS;
use crate::domain::hours::Hours;
use crate::domain::money::Currency;
use crate::domain::segment::Segment;
use crate::domain::settings::B2bTerms;
use crate::domain::settings::CarrierTerms;
use crate::domain::settings::Console;
use crate::domain::settings::Files;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Regulation;
use crate::domain::settings::Shop;

/// What walks the keys: it may set the value, or write it down.
pub(super) trait Keys {
    fn key(&mut self, name: &'static str, value: &mut impl Value);
}

macro_rules! keys {
    ($keys:ident, $of:ident: $($name:ident)+) => { $($keys.key(stringify!($name), &mut $of.$name);)+ };
}

pub(super) fn shop(shop: &mut Shop, keys: &mut impl Keys) {
    keys!(keys, shop: name country time_zone currency phone email site requisites);
}

pub(super) fn hours(hours: &mut Hours, keys: &mut impl Keys) {
    for (name, day) in WEEKDAYS.into_iter().zip(&mut hours.week) {
        keys.key(name, &mut Day(day));
    }
    keys!(keys, hours: holidays business_days);
}

pub(super) fn regulation(regulation: &mut Regulation, currency: Currency, keys: &mut impl Keys) {
    let mut high_total = Amount {
        minor: regulation.high_total,
        currency,
    };
    keys.key("high_total", &mut high_total);
    regulation.high_total = high_total.minor;
    keys!(keys, regulation:
        fresh_first
        first_contact_target first_contact_limit peak_per_operator last_chance chance_lost
        promise_span promise_rise promise_broken in_work_after
        attempts_before_word attempts_max retry_second retry_third retry_later
        decide_after decide_limit claim_lapse own_manager calls_between
        payment_reminder requisites_again not_paid_after);
    let mut price_rise_over = Amount {
        minor: Some(regulation.price_rise_over),
        currency,
    };
    keys.key("price_rise_over", &mut price_rise_over);
    regulation.price_rise_over = price_rise_over.minor.unwrap_or_default();
    keys!(keys, regulation:
        tracking_target tracking_limit dispatch_within pickup_sms pickup_calls last_storage_call
        quality_call quality_lapse courtesy_call courtesy_lapse care_calls_per_day
        offer_gap report_at recall accept_on_arrival);
}

pub(super) fn b2b(terms: &mut B2bTerms, keys: &mut impl Keys) {
    keys!(keys, terms: first_contact_target first_contact_limit payment_reminder requisites_again not_paid_after);
}

pub(super) fn carrier(terms: &mut CarrierTerms, keys: &mut impl Keys) {
    keys!(keys, terms: free hold dispatch_by);
}

pub(super) fn operator(operator: &mut OperatorSetting, keys: &mut impl Keys) {
    keys!(keys, operator: name role);
}

pub(super) fn segment(segment: &mut Segment, currency: Currency, keys: &mut impl Keys) {
    keys!(keys, segment: name sex);
    keys.key("bought", &mut Texts(&mut segment.bought));
    keys!(keys, segment: bought_from bought_to);
    let mut total_over = Amount {
        minor: segment.total_over,
        currency,
    };
    keys.key("total_over", &mut total_over);
    segment.total_over = total_over.minor;
    keys.key("b2b", &mut Switch(&mut segment.b2b));
    keys!(keys, segment: customers manager);
}

pub(super) fn console(console: &mut Console, operator: &mut Option<String>, keys: &mut impl Keys) {
    keys.key("operator", operator);
    keys!(keys, console: language glyphs theme mouse bell log_in);
}

pub(super) fn files(files: &mut Files, keys: &mut impl Keys) {
    keys!(keys, files: shared);
}
