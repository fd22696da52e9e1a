//! Who may be offered something (R25), and when goods that are used up fall due again (R26).

use super::Rulebook;
use super::days::morning;
use crate::domain::duration::Days;
use crate::domain::offer::NoOffer;
use crate::domain::offer::OfferFacts;
use crate::domain::time::Time;

/// Whether a customer may be offered something at `now`: with their consent, and not before `offer_gap` has passed since the
/// last offer, whatever it was about. Every offer is asked of here and nowhere else.
pub fn may_offer(facts: &OfferFacts, rules: &Rulebook, now: Time) -> Result<(), NoOffer> {
    if facts.not_customer {
        return Err(NoOffer::NotCustomer);
    }
    if facts.complains {
        return Err(NoOffer::Complains);
    }
    if facts.consent_off_at.is_some() {
        return Err(NoOffer::Withdrawn);
    }
    if facts.consent_at.is_none() {
        return Err(NoOffer::NoConsent);
    }
    let gap = rules.regulation().offer_gap;
    let again = facts.last_offer_at.map(|last| morning(rules.calendar(None), last, gap));
    match again {
        Some(again) if now < again => Err(NoOffer::TooSoon(again)),
        _ => Ok(()),
    }
}

/// When what lasts `life` days falls due again after it was received, and when it lapses: a whole life later they have it from
/// somewhere else.
pub fn used_up(received: Time, life: Days, rules: &Rulebook) -> (Time, Time) {
    let calendar = rules.calendar(None);
    (
        morning(calendar, received, life),
        morning(calendar, received, Days(life.0 * 2)),
    )
}

/// How many days usually pass between a regular's orders: the median, whole days; nothing before their third.
pub fn usual_interval(ordered: &[Time]) -> Option<Days> {
    let mut at = ordered.to_vec();
    at.sort_unstable();
    let mut gaps: Vec<i64> = at.windows(2).map(|pair| (pair[1] - pair[0]).0 / DAY).collect();
    if gaps.len() < 2 {
        return None;
    }
    gaps.sort_unstable();
    let usual = gaps[gaps.len() / 2];
    (usual > 0).then_some(Days(usual))
}

const DAY: i64 = 86_400_000;

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::domain::duration::Days;
    use crate::domain::offer::NoOffer;
    use crate::domain::offer::OfferFacts;
    use crate::domain::regulation::rulebook::Rulebook;
    use crate::domain::settings::Settings;
    use crate::domain::time::Span;
    use crate::domain::time::Time;

    /// Wednesday, 12:00 in Moscow.
    const NOON: Time = Time(1_773_219_600_000);

    fn rules() -> Rulebook {
        Rulebook::new(Arc::new(Settings::default()), None, [], [], NOON)
    }

    #[test]
    fn an_offer_needs_a_consent_that_stands_and_three_weeks_since_the_last() {
        let agreed = OfferFacts {
            consent_at: Some(NOON - Span::days(100)),
            ..OfferFacts::default()
        };
        let offered = |days| OfferFacts {
            last_offer_at: Some(NOON - Span::days(days)),
            ..agreed
        };
        let cases = [
            (OfferFacts::default(), Err(NoOffer::NoConsent)),
            (agreed, Ok(())),
            (
                OfferFacts {
                    consent_off_at: Some(NOON),
                    ..agreed
                },
                Err(NoOffer::Withdrawn),
            ),
            (
                offered(1),
                Err(NoOffer::TooSoon(NOON + Span::days(20) - Span::hours(2))),
            ),
            (
                offered(20),
                Err(NoOffer::TooSoon(NOON + Span::days(1) - Span::hours(2))),
            ),
            (offered(21), Ok(())),
            (
                OfferFacts {
                    not_customer: true,
                    ..agreed
                },
                Err(NoOffer::NotCustomer),
            ),
        ];
        for (facts, answer) in cases {
            assert_eq!(may_offer(&facts, &rules(), NOON), answer, "{facts:?}");
        }
    }

    #[test]
    fn goods_fall_due_in_the_morning_of_their_day_and_lapse_a_life_later() {
        let (due, lapse) = used_up(NOON, Days(90), &rules());
        assert_eq!(due, NOON + Span::days(90) - Span::hours(2));
        assert_eq!(lapse, NOON + Span::days(180) - Span::hours(2));
    }

    #[test]
    fn a_usual_interval_is_the_median_of_those_there_were() {
        let days = |days: &[i64]| -> Vec<Time> { days.iter().map(|day| NOON + Span::days(*day)).collect() };
        assert_eq!(usual_interval(&days(&[0, 30, 62])), Some(Days(32)));
        assert_eq!(usual_interval(&days(&[62, 0, 30, 300])), Some(Days(32)));
        assert_eq!(usual_interval(&days(&[0, 30])), None);
        assert_eq!(usual_interval(&days(&[0, 0, 0])), None);
    }
}
