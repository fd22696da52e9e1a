//! How long each carrier keeps a parcel (R21), when the shop posts with it (R17), and how it is asked about parcels.

use std::collections::BTreeMap;

use super::following::Following;
use super::keys::keys;
use crate::domain::carrier::Carrier;
use crate::domain::duration::Days;
use crate::domain::local_time::DayTime;

/// The terms of every carrier, and how it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carriers {
    terms: BTreeMap<Carrier, CarrierTerms>,
    following: BTreeMap<Carrier, Following>,
}

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
        self.terms.get(&carrier).copied().unwrap_or_else(|| usual(carrier))
    }

    /// Sets the terms of that carrier.
    pub fn set(&mut self, carrier: Carrier, terms: CarrierTerms) {
        self.terms.insert(carrier, terms);
    }

    /// How that carrier is asked.
    pub fn following(&self, carrier: Carrier) -> Following {
        self.following.get(&carrier).cloned().unwrap_or_default()
    }

    /// Whom to call about its parcels; none where nobody said and it has no public number.
    pub fn phone(&self, carrier: Carrier) -> Option<&str> {
        let set = self
            .following
            .get(&carrier)
            .and_then(|following| following.phone.as_deref());
        set.filter(|phone| !phone.trim().is_empty()).or(carrier.public_phone())
    }

    /// Sets how that carrier is asked.
    pub fn set_following(&mut self, carrier: Carrier, following: Following) {
        if following == Following::default() {
            self.following.remove(&carrier);
        } else {
            self.following.insert(carrier, following);
        }
    }

    /// The carriers that are asked, each with how.
    pub fn followed(&self) -> impl Iterator<Item = (Carrier, &Following)> {
        let all = self.following.iter().map(|(carrier, following)| (*carrier, following));
        all.filter(|(carrier, following)| following.is_on(*carrier))
    }
}

impl Default for Carriers {
    fn default() -> Carriers {
        Carriers {
            terms: Carrier::ALL.iter().map(|&carrier| (carrier, usual(carrier))).collect(),
            following: BTreeMap::new(),
        }
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
