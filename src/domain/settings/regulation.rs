//! The regulation's numbers. Each field names its rule; the rules themselves stand in `domain/regulation`.

use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::hours::Opening;
use crate::domain::local_time::DayTime;
use crate::domain::time::Span;

/// `[regulation]`: every number the rules apply, under the names of the config's keys.
#[derive(Clone, Debug, PartialEq)]
pub struct Regulation {
    /// Over this many minor units of the shop's currency an order is high; unset: over the 80th percentile (R3).
    pub high_total: Option<i64>,
    /// The freshest first in the fresh lanes; else the oldest (R2).
    pub fresh_first: bool,
    /// A new order should be called within this callable time (R4).
    pub first_contact_target: Span,
    /// A new order must be called within this callable time (R4).
    pub first_contact_limit: Span,
    /// Over this many waiting orders per operator it is peak (R4).
    pub peak_per_operator: i64,
    /// The last part of R4's limit, when the order stands in `callback` (R4).
    pub last_chance: Span,
    /// Percent of the chance of a sale lost every 5 minutes (R4).
    pub chance_lost: f64,
    /// A promised call comes in the first so much of the next opening (R5).
    pub promise_span: Span,
    /// The last part of a promise, when it stands in `callback` (R5).
    pub promise_rise: Span,
    /// Broken for so long, a promise returns to its lane (R5).
    pub promise_broken: Span,
    /// Not contacted for so long, the customer hears that his order is in work (R6).
    pub in_work_after: Span,
    /// After so many calls in vain the customer is written to (R7).
    pub attempts_before_word: i64,
    /// After so many calls in vain the desk proposes cancelling (R7).
    pub attempts_max: i64,
    /// The second attempt, so long after the first (R7).
    pub retry_second: Span,
    /// The third attempt, at least so long after the first (R7).
    pub retry_third: Span,
    /// The fourth attempt and on, one a day at these times of the shop's clock (R7).
    pub retry_later: Vec<DayTime>,
    /// A talk without a decision falls due after this working time (the table of tasks, `decide`).
    pub decide_after: Span,
    /// Its limit, likewise.
    pub decide_limit: Span,
    /// A claim lapses so long after the last key in the card (R8).
    pub claim_lapse: Span,
    /// A regular's rows stand first for his own manager (R9).
    pub own_manager: bool,
    /// Customers are called within these times of their own clock (R36).
    pub calls_between: Opening,
    /// A reminder call, so long after confirming (R13).
    pub payment_reminder: BusinessDays,
    /// The requisites once more, so long after confirming (R14).
    pub requisites_again: Days,
    /// After these the desk proposes closing as not paid (R14).
    pub not_paid_after: BusinessDays,
    /// A catalogue price that rose by more than so many minor units is flagged (R16).
    pub price_rise_over: i64,
    /// The tracking number should reach the customer within this working time (R17).
    pub tracking_target: Span,
    /// And must within this (R17).
    pub tracking_limit: Span,
    /// Handed over within so many days (R18).
    pub dispatch_within: Days,
    /// A message about a waiting parcel, so long after arrival (R21).
    pub pickup_sms: Days,
    /// Calls about a waiting parcel, so long after arrival (R21).
    pub pickup_calls: Vec<Days>,
    /// The last call, so long before free storage ends (R21).
    pub last_storage_call: Days,
    /// Does it suit: so long after receipt (R22).
    pub quality_call: Days,
    /// From then on it is too late to ask (R22).
    pub quality_lapse: Days,
    /// The courtesy call, so long after receipt (R23).
    pub courtesy_call: Days,
    /// It lapses after so many days more (R23).
    pub courtesy_lapse: Days,
    /// R22 and R23 together, at most so many calls a day (R23).
    pub care_calls_per_day: i64,
    /// Nobody gets offers more than once in so long (R25).
    pub offer_gap: Days,
    /// When the morning's report is made (R31).
    pub report_at: DayTime,
    /// How long what leaves by itself can be recalled (R35).
    pub recall: Span,
    /// The acceptance message goes when the order comes, because the shop itself sends none (R30).
    pub accept_on_arrival: bool,
    /// What is different for companies (R10).
    pub b2b: B2bTerms,
}

/// `[regulation.b2b]`: the terms of companies; what is unset is as for everybody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct B2bTerms {
    /// R4's target.
    pub first_contact_target: Option<Span>,
    /// R4's limit.
    pub first_contact_limit: Option<Span>,
    /// R13's reminder.
    pub payment_reminder: Option<BusinessDays>,
    /// R14's requisites once more.
    pub requisites_again: Option<Days>,
    /// R14's proposal to close as not paid.
    pub not_paid_after: Option<BusinessDays>,
}

impl Regulation {
    /// The numbers that hold for companies.
    #[must_use]
    pub fn for_companies(&self) -> Regulation {
        let own = &self.b2b;
        Regulation {
            first_contact_target: own.first_contact_target.unwrap_or(self.first_contact_target),
            first_contact_limit: own.first_contact_limit.unwrap_or(self.first_contact_limit),
            payment_reminder: own.payment_reminder.unwrap_or(self.payment_reminder),
            requisites_again: own.requisites_again.unwrap_or(self.requisites_again),
            not_paid_after: own.not_paid_after.unwrap_or(self.not_paid_after),
            ..self.clone()
        }
    }
}

impl Default for Regulation {
    fn default() -> Regulation {
        Regulation {
            high_total: None,
            fresh_first: true,
            first_contact_target: Span::minutes(3),
            first_contact_limit: Span::hours(1),
            peak_per_operator: 10,
            last_chance: Span::minutes(10),
            chance_lost: 9.5,
            promise_span: Span::hours(2),
            promise_rise: Span::minutes(15),
            promise_broken: Span::hours(1),
            in_work_after: Span::minutes(30),
            attempts_before_word: 3,
            attempts_max: 6,
            retry_second: Span::minutes(40),
            retry_third: Span::minutes(90),
            retry_later: vec![DayTime::new(10, 0), DayTime::new(14, 0), DayTime::new(18, 0)],
            decide_after: Span::hours(2),
            decide_limit: Span::hours(4),
            claim_lapse: Span::minutes(30),
            own_manager: true,
            calls_between: Opening::CALLABLE,
            payment_reminder: BusinessDays(2),
            requisites_again: Days(7),
            not_paid_after: BusinessDays(3),
            price_rise_over: 0,
            tracking_target: Span::minutes(10),
            tracking_limit: Span::minutes(30),
            dispatch_within: Days(3),
            pickup_sms: Days(3),
            pickup_calls: vec![Days(4), Days(5)],
            last_storage_call: Days(1),
            quality_call: Days(3),
            quality_lapse: Days(7),
            courtesy_call: Days(30),
            courtesy_lapse: Days(14),
            care_calls_per_day: 10,
            offer_gap: Days(21),
            report_at: DayTime::new(9, 0),
            recall: Span::seconds(15),
            accept_on_arrival: false,
            b2b: B2bTerms::default(),
        }
    }
}
