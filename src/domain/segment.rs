//! Segments: customers who are alike in what they bought, when, for how much and who they are (R25).

use chrono::NaiveDate;

use super::b2b::B2b;
use super::coded::coded;
use super::duration::Days;
use super::ids::CustomerId;
use super::offer::OfferFacts;
use super::settings::keys::keys;
use super::settings::value::Amount;
use super::settings::value::words;
use super::sex::Sex;
use super::time::Time;
use crate::text::fold;
use crate::text::skeleton;

keys! {
    /// `[[segment]]`: what is not set does not matter; what is set must all hold.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct Segment {
        /// What it is called.
        name: String = String::new(), example "women with a coffee machine".to_owned();
        /// Or "male": as you said, else as the name tells.
        sex: Option<Sex> = None, example Some(Sex::Female);
        /// Article numbers or parts of names: received one of them.
        bought: Vec<String> = Vec::new(), example ["C803", "кофеварка"].map(str::to_owned).to_vec();
        /// The last time on that day or later: a number of days ago, or "2026-01-31".
        bought_from: Option<DayMark> = None, example Some(DayMark::Ago(Days(365)));
        /// And on that day or earlier.
        bought_to: Option<DayMark> = None, example Some(DayMark::Ago(Days(30)));
        /// All received orders cost more.
        total_over: Option<i64> as Amount = None, example Some(1_000_000);
        /// Companies or not.
        b2b: Option<bool> = None, example Some(false);
        /// Or "new": nothing received yet.
        customers: Option<Standing> = None, example Some(Standing::Existing);
        /// Their own manager.
        manager: Option<String> = None, example Some("anna".to_owned());
        /// The shop they ordered at last: a name of a `[[source]]`.
        source: Option<String> = None, example Some("second shop".to_owned());
    }
}

coded! {
    /// Whether they bought before (R10).
    pub enum Standing {
        /// Nothing yet.
        New = 1 "new",
        /// They received an order.
        Existing = 2 "existing",
    }
}

/// A day: by its date, or a number of days ago.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DayMark {
    /// That date of the shop's calendar.
    On(NaiveDate),
    /// How many days before today.
    Ago(Days),
}

words! {
    Standing: "standing";
}

words! {
    DayMark: "day",
        |text| {
            let ago = Days::parse(text).ok().map(DayMark::Ago);
            ago.or_else(|| NaiveDate::read(text).map(DayMark::On))
        },
        |mark: &DayMark| match mark {
            DayMark::On(date) => date.to_string(),
            DayMark::Ago(days) => days.text(),
        };
}

/// What a segment asks of a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Member {
    /// Which.
    pub id: CustomerId,
    /// As somebody said, else as their name tells.
    pub sex: Option<Sex>,
    /// Whether a company, when somebody said.
    pub b2b: Option<B2b>,
    /// Their own manager.
    pub manager: Option<String>,
    /// Orders they received and kept.
    pub received: i64,
    /// What those cost, minor units of the shop's currency.
    pub bought_total: i64,
    /// When they received the last of them; of the goods asked for, where goods are asked for.
    pub last_bought_at: Option<Time>,
    /// Whether something may be offered to them.
    pub offers: OfferFacts,
}

impl Segment {
    /// Whether a customer belongs to it; `from` and `until` are its days as moments, `until` exclusive. Whether they bought
    /// the goods is known by who asks.
    pub fn holds(&self, member: &Member, from: Option<Time>, until: Option<Time>) -> bool {
        let is_company = member.b2b == Some(B2b::Yes);
        let bought = member.last_bought_at;
        self.sex.is_none_or(|sex| member.sex == Some(sex))
            && self.b2b.is_none_or(|b2b| b2b == is_company)
            && self
                .customers
                .is_none_or(|standing| (standing == Standing::Existing) == (member.received > 0))
            && self
                .manager
                .as_ref()
                .is_none_or(|manager| member.manager.as_ref() == Some(manager))
            && self.total_over.is_none_or(|total| member.bought_total > total)
            && from.is_none_or(|from| bought.is_some_and(|at| at >= from))
            && until.is_none_or(|until| bought.is_some_and(|at| at < until))
    }

    /// Whether some goods are among those asked for: by article number, or by a part of their name.
    pub fn asks_for(&self, sku: &str, name: &str) -> bool {
        let (sku, name) = (skeleton(sku), fold(name));
        let is = |asked: &String| !asked.trim().is_empty() && (skeleton(asked) == sku || name.contains(&fold(asked)));
        self.bought.iter().any(is)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::CustomerId;
    use crate::domain::offer::OfferFacts;
    use crate::domain::sex::Sex;
    use crate::domain::time::Time;

    fn member() -> Member {
        Member {
            id: CustomerId(1),
            sex: Some(Sex::Female),
            b2b: None,
            manager: Some("anna".to_owned()),
            received: 2,
            bought_total: 500_000,
            last_bought_at: Some(Time(1_000)),
            offers: OfferFacts::default(),
        }
    }

    #[test]
    fn every_condition_that_is_set_must_hold() {
        let none = Segment::default();
        let cases = [
            (none.clone(), true),
            (
                Segment {
                    sex: Some(Sex::Female),
                    ..none.clone()
                },
                true,
            ),
            (
                Segment {
                    sex: Some(Sex::Male),
                    ..none.clone()
                },
                false,
            ),
            (
                Segment {
                    b2b: Some(true),
                    ..none.clone()
                },
                false,
            ),
            (
                Segment {
                    b2b: Some(false),
                    ..none.clone()
                },
                true,
            ),
            (
                Segment {
                    customers: Some(Standing::New),
                    ..none.clone()
                },
                false,
            ),
            (
                Segment {
                    customers: Some(Standing::Existing),
                    ..none.clone()
                },
                true,
            ),
            (
                Segment {
                    manager: Some("boris".to_owned()),
                    ..none.clone()
                },
                false,
            ),
            (
                Segment {
                    total_over: Some(499_999),
                    ..none.clone()
                },
                true,
            ),
            (
                Segment {
                    total_over: Some(500_000),
                    ..none.clone()
                },
                false,
            ),
            (
                Segment {
                    sex: Some(Sex::Female),
                    b2b: Some(true),
                    ..none.clone()
                },
                false,
            ),
        ];
        for (segment, holds) in cases {
            assert_eq!(segment.holds(&member(), None, None), holds, "{segment:?}");
        }
        assert!(none.holds(&member(), Some(Time(1_000)), Some(Time(1_001))));
        assert!(!none.holds(&member(), Some(Time(1_001)), None) && !none.holds(&member(), None, Some(Time(1_000))));
    }

    #[test]
    fn goods_are_asked_for_by_article_number_or_a_part_of_the_name() {
        let segment = Segment {
            bought: vec!["c803".to_owned(), "Кофеварк".to_owned(), " ".to_owned()],
            ..Segment::default()
        };
        assert!(segment.asks_for("С803", "Чайник") && segment.asks_for("", "кофеварка рожковая"));
        assert!(!segment.asks_for("C80", "Чайник") && !segment.asks_for("", ""));
    }
}
