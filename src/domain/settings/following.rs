//! How a carrier is asked about parcels: keys of its `[carriers.NAME]`, of which each carrier has those it needs.

use super::channels::SecretRef;
use super::keys::KeyVisitor;
use super::keys::Keys;
use super::keys::SettingKey;
use super::keys::keys;
use super::value::SettingValue;
use crate::domain::carrier::Carrier;
use crate::domain::money::Currency;
use crate::domain::time::Span;

keys! {
    /// How one carrier is asked.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Following {
        /// R21: how often it is asked about each parcel.
        /// Unset: every hour, Russian Post every 6 hours; Nova Poshta without a key never.
        poll: Option<Span> = None, rules [21], example Some(Span::minutes(30));
        /// The login of its API, as its contract has it.
        /// Of cdek the account.
        login: Option<String> = None, example Some("lavka".to_owned());
        /// Where its password is, like every secret.
        /// Of cdek the secure password.
        password: Option<SecretRef> = None, example Some(SecretRef::Env("CARRIER_PASSWORD".to_owned()));
        /// Where the key of its API is, like every secret.
        /// Of ukrposhta the bearer of its tracking.
        key: Option<SecretRef> = None, example Some(SecretRef::Env("CARRIER_KEY".to_owned()));
        /// Where its API is, when not in its usual place.
        address: Option<String> = None, example Some("https://proxy.lavka.example".to_owned());
        /// R21: whom to call about a parcel that is lost or stands still; unset: the carrier's public number, where it has one.
        phone: Option<String> = None, rules [21], example Some("+7 495 123-45-67".to_owned());
        /// A program that is asked instead, with its arguments.
        /// It gets the numbers as JSON, and answers so.
        command: Vec<String> = Vec::new(), example vec!["parcels".to_owned(), "--json".to_owned()];
    }
}

/// Whatever the settings say, no carrier is asked about a parcel more often.
const OFTEN: Span = Span::minutes(5);

impl Following {
    /// Visits the keys that a carrier has.
    pub fn visit_of(&mut self, carrier: Carrier, currency: Currency, visitor: &mut impl KeyVisitor) {
        self.visit(currency, &mut OfCarrier(carrier, visitor));
    }

    /// The carrier is asked: all that takes is set.
    pub fn is_on(&self, carrier: Carrier) -> bool {
        let is_wanted = match carrier {
            Carrier::NovaPoshta => self.poll.is_some() || self.key.is_some(),
            Carrier::Ukrposhta => self.key.is_some(),
            _ => self.login.is_some(),
        };
        !self.command.is_empty() || (is_wanted && self.missing(carrier).is_none())
    }

    /// The first key that is needed beside those that are set, and is not.
    pub fn missing(&self, carrier: Carrier) -> Option<&'static str> {
        let is_begun = self.poll.is_some() || self.login.is_some() || self.password.is_some() || self.key.is_some();
        if !self.command.is_empty() || !is_begun {
            return None;
        }
        let login = self.login.as_deref().is_some_and(|login| !login.trim().is_empty());
        match carrier {
            Carrier::NovaPoshta => None,
            Carrier::Ukrposhta => self.key.is_none().then_some("key"),
            Carrier::RussianPost | Carrier::Cdek if !login => Some("login"),
            Carrier::RussianPost | Carrier::Cdek => self.password.is_none().then_some("password"),
            _ => Some("command"),
        }
    }

    /// How long a parcel is left alone after its carrier answered.
    pub fn pause_between(&self, carrier: Carrier) -> Span {
        let gentle = match carrier {
            // A hundred questions a day are free.
            Carrier::RussianPost => Span::hours(6),
            _ => Span::hours(1),
        };
        self.poll.unwrap_or(gentle).max(OFTEN)
    }
}

/// Lets the keys of one carrier through.
struct OfCarrier<'v, V>(Carrier, &'v mut V);

impl<V: KeyVisitor> KeyVisitor for OfCarrier<'_, V> {
    fn key(&mut self, key: &SettingKey, value: &mut impl SettingValue) {
        let has_it = match key.name {
            "login" | "password" => matches!(self.0, Carrier::RussianPost | Carrier::Cdek),
            "key" => matches!(self.0, Carrier::NovaPoshta | Carrier::Ukrposhta),
            "address" => matches!(
                self.0,
                Carrier::RussianPost | Carrier::Cdek | Carrier::NovaPoshta | Carrier::Ukrposhta
            ),
            _ => !matches!(self.0, Carrier::Pickup | Carrier::None),
        };
        if has_it {
            self.1.key(key, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_carrier_is_asked_when_all_it_takes_is_set() {
        let secret = Some(SecretRef::Env("KEY".to_owned()));
        let cases = [
            (Carrier::NovaPoshta, Following::default(), false, None),
            (
                Carrier::NovaPoshta,
                Following {
                    poll: Some(Span::minutes(30)),
                    ..Following::default()
                },
                true,
                None,
            ),
            (
                Carrier::Cdek,
                Following {
                    poll: Some(Span::minutes(30)),
                    ..Following::default()
                },
                false,
                Some("login"),
            ),
            (
                Carrier::RussianPost,
                Following {
                    login: Some("lavka".to_owned()),
                    ..Following::default()
                },
                false,
                Some("password"),
            ),
            (
                Carrier::RussianPost,
                Following {
                    login: Some("lavka".to_owned()),
                    password: secret.clone(),
                    ..Following::default()
                },
                true,
                None,
            ),
            (
                Carrier::Ukrposhta,
                Following {
                    key: secret,
                    ..Following::default()
                },
                true,
                None,
            ),
            (
                Carrier::Boxberry,
                Following {
                    poll: Some(Span::hours(1)),
                    ..Following::default()
                },
                false,
                Some("command"),
            ),
            (
                Carrier::Boxberry,
                Following {
                    command: vec!["boxes".to_owned()],
                    ..Following::default()
                },
                true,
                None,
            ),
        ];
        for (carrier, following, is_on, missing) in cases {
            assert_eq!(following.is_on(carrier), is_on, "{carrier:?} {following:?}");
            assert_eq!(following.missing(carrier), missing, "{carrier:?} {following:?}");
        }
    }

    #[test]
    fn nobody_is_asked_more_often_than_is_gentle() {
        let often = Following {
            poll: Some(Span::seconds(1)),
            ..Following::default()
        };
        assert_eq!(often.pause_between(Carrier::Cdek), Span::minutes(5));
        let usual = Following::default();
        assert_eq!(usual.pause_between(Carrier::Cdek), Span::hours(1));
        assert_eq!(usual.pause_between(Carrier::RussianPost), Span::hours(6));
    }
}
