//! How long each carrier keeps a parcel (R21) and when the shop posts with it (R17).

use std::collections::BTreeMap;

use super::keys::keys;
use crate::domain::carrier::Carrier;
use crate::domain::duration::Days;
use crate::domain::local_time::DayTime;

/// The terms of every carrier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carriers(BTreeMap<Carrier, CarrierTerms>);

keys! {
    /// The terms of one carrier.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub struct CarrierTerms {
        /// R21.
        /// Days of free storage from arrival.
        free: Days = Days(7), rules [21];
        /// R21.
        /// Days of free storage in a parcel locker.
        locker: Days = Days(3), rules [21];
        /// R21.
        /// Days from arrival until the parcel goes back.
        hold: Days = Days(14), rules [21];
        /// R19.
        /// Days from the hand-over until the parcel arrives: the estimate customers are told where the order has none of its own.
        days: Option<Days> = None, rules [15, 19, 21], example Some(Days(5));
        /// R17.
        /// A shop that posts once a day: when the day's numbers are known.
        dispatch_by: Option<DayTime> = None, rules [17], example Some(DayTime::new(18, 0));
    }
}

impl Carriers {
    /// The terms of that carrier.
    pub fn of(&self, carrier: Carrier) -> CarrierTerms {
        self.0.get(&carrier).copied().unwrap_or_else(|| usual(carrier))
    }

    /// Sets the terms of that carrier.
    pub fn set(&mut self, carrier: Carrier, terms: CarrierTerms) {
        self.0.insert(carrier, terms);
    }
}

impl Default for Carriers {
    fn default() -> Carriers {
        Carriers(Carrier::ALL.iter().map(|&carrier| (carrier, usual(carrier))).collect())
    }
}

fn usual(carrier: Carrier) -> CarrierTerms {
    let (free, hold) = match carrier {
        Carrier::RussianPost => (15, 30),
        Carrier::Ukrposhta => (14, 30),
        Carrier::NovaPoshta | Carrier::Cdek | Carrier::Other | Carrier::None => (7, 14),
        Carrier::Pickup => (5, 5),
        Carrier::Boxberry | Carrier::Courier => (3, 7),
    };
    CarrierTerms {
        free: Days(free),
        hold: Days(hold),
        ..CarrierTerms::default()
    }
}
