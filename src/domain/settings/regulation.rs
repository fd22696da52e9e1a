//! The regulation's numbers. Each field names its rule; the rules themselves stand in `domain/regulation`.

use super::keys::keys;
use super::value::Amount;
use super::value::words;
use crate::domain::coded::coded;
use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::hours::Opening;
use crate::domain::local_time::DayTime;
use crate::domain::time::Span;

keys! {
    /// `[regulation]`: every number the rules apply.
    #[derive(Clone, Debug, PartialEq)]
    pub struct Regulation {
        /// R3: over this an order is high; unset: over the 80th percentile.
        high_total: Option<i64> as Amount = None, rules [3], example Some(1_299_000);
        /// R2: the freshest first in the fresh lanes; false: the oldest.
        fresh_first: bool = true, rules [2];
        /// R4: call a new order within this.
        first_contact_target: Span = Span::minutes(3), rules [4, 32];
        /// R4: and at the latest within this.
        first_contact_limit: Span = Span::hours(1), rules [4];
        /// R4: over this many waiting orders per operator it is peak.
        peak_per_operator: i64 = 10, rules [4];
        /// R4: the last part of the limit, when the order rises.
        last_chance: Span = Span::minutes(10), rules [4];
        /// R4: percent of the chance of a sale lost every 5 minutes.
        chance_lost: f64 = 9.5, rules [4];
        /// R5: a promised call comes within this time of the next opening.
        promise_span: Span = Span::hours(2), rules [5];
        /// R5: the last part of a promise, when the order rises.
        promise_rise: Span = Span::minutes(15), rules [5];
        /// R5: broken for so long, it returns to its lane.
        promise_broken: Span = Span::hours(1), rules [5];
        /// R6: "your order is in work" when nobody called by then.
        in_work_after: Span = Span::minutes(30), rules [6];
        /// R7: after this many calls in vain we write.
        attempts_before_word: i64 = 3, rules [7];
        /// R7: after this many the desk proposes cancelling.
        attempts_max: i64 = 6, rules [7, 27];
        /// R7: the second attempt, after the first.
        retry_second: Span = Span::minutes(40), rules [7];
        /// R7: the third attempt, after the first.
        retry_third: Span = Span::minutes(90), rules [7];
        /// R7: the fourth and on, one a day.
        retry_later: Vec<DayTime> = vec![DayTime::new(10, 0), DayTime::new(14, 0), DayTime::new(18, 0)], rules [7];
        /// A talk without a decision falls due, in working time.
        decide_after: Span = Span::hours(2), rules [4];
        /// And is late.
        decide_limit: Span = Span::hours(4), rules [4];
        /// R8: a claim lapses after the last key in the card.
        claim_lapse: Span = Span::minutes(30), rules [8];
        /// R9: a regular's rows stand first for their own manager.
        own_manager: bool = true, rules [9];
        /// R36: on the customer's own clock.
        calls_between: Opening = Opening::CALLABLE, rules [36];
        /// R13: a reminder call, after confirming.
        payment_reminder: BusinessDays = BusinessDays(2), rules [13];
        /// R14: the requisites once more, after confirming.
        requisites_again: Days = Days(7), rules [14];
        /// R14: after these the desk proposes closing as not paid.
        not_paid_after: BusinessDays = BusinessDays(3), rules [14];
        /// R16: a catalogue price that rose by more is flagged.
        price_rise_over: i64 as Amount = 0, rules [16];
        /// R17: the tracking number reaches the customer within this.
        tracking_target: Span = Span::minutes(10), rules [17];
        /// R17: and at the latest within this.
        tracking_limit: Span = Span::minutes(30), rules [17];
        /// R18: handed over within this.
        dispatch_within: Days = Days(3), rules [18];
        /// R21: a message about a waiting parcel, after arrival.
        pickup_sms: Days = Days(3), rules [21];
        /// R21: calls about it, after arrival.
        pickup_calls: Vec<Days> = vec![Days(4), Days(5)], rules [21];
        /// R21: the last call, before free storage ends.
        last_storage_call: Days = Days(1), rules [21];
        /// R22: does it suit, after receipt.
        quality_call: Days = Days(3), rules [22];
        /// R22: from then on it is too late to ask.
        quality_lapse: Days = Days(7), rules [22];
        /// R23: how do you like it, after receipt.
        courtesy_call: Days = Days(30), rules [23];
        /// R23: lapses after this many days more.
        courtesy_lapse: Days = Days(14), rules [23];
        /// R23: calls of R22 and R23 together, a day.
        care_calls_per_day: i64 = 10, rules [23];
        /// R25: nobody gets offers more often.
        offer_gap: Days = Days(21), rules [25];
        /// R31: so long after a payment failed its order closes as not paid.
        failed_payment_lapse: Days = Days(7), rules [31];
        /// R31: when the morning's report is made.
        report_at: DayTime = DayTime::new(9, 0), rules [31];
        /// R35: how long what leaves by itself can be recalled.
        recall: Span = Span::seconds(15), rules [35];
        /// R30: true where the shop sends no message of its own when an order comes.
        accept_on_arrival: bool = false, rules [30];
        /// R5: so long a call takes; promises rise early enough for all of them.
        handling: Span = Span::minutes(4), rules [5];
        /// R5: how many apologies for broken promises an order gets.
        apologies: i64 = 2, rules [5];
        /// R12: so long after receipt the carrier is asked for the money it took on delivery.
        cod_overdue: Days = Days(14), rules [12];
        /// R4: an open order older than this when first seen is backlog: it is worked by age and told nothing by itself.
        backlog_after: Days = Days(3), rules [4, 5, 6];
        /// R15: message: paid orders that leave nothing to ask are confirmed without a first call.
        paid_first_contact: PaidFirstContact = PaidFirstContact::Call, rules [15];
    }
}

keys! {
    /// `[regulation.b2b]`: the terms of companies; what is unset is as for everybody.
    #[derive(Clone, Debug, PartialEq)]
    pub struct B2bTerms {
        /// R4.
        first_contact_target: Option<Span> = None, rules [10], example Some(Span::minutes(15));
        /// R4.
        first_contact_limit: Option<Span> = None, rules [10], example Some(Span::hours(4));
        /// R13.
        payment_reminder: Option<BusinessDays> = None, rules [10], example Some(BusinessDays(5));
        /// R14.
        requisites_again: Option<Days> = None, rules [10], example Some(Days(14));
        /// R14.
        not_paid_after: Option<BusinessDays> = None, rules [10], example Some(BusinessDays(10));
    }
}

coded! {
    /// How the customer of a paid order is first met.
    pub enum PaidFirstContact {
        /// By a call, as of any other.
        Call = 1 "call",
        /// By the thanks for the money, where nothing is to be asked.
        Message = 2 "message",
    }
}

words! {
    PaidFirstContact: "paid_first_contact";
}

impl B2bTerms {
    /// The numbers that hold for companies where `usual` hold for everybody else.
    #[must_use]
    pub fn applied_to(&self, usual: &Regulation) -> Regulation {
        Regulation {
            first_contact_target: self.first_contact_target.unwrap_or(usual.first_contact_target),
            first_contact_limit: self.first_contact_limit.unwrap_or(usual.first_contact_limit),
            payment_reminder: self.payment_reminder.unwrap_or(usual.payment_reminder),
            requisites_again: self.requisites_again.unwrap_or(usual.requisites_again),
            not_paid_after: self.not_paid_after.unwrap_or(usual.not_paid_after),
            ..usual.clone()
        }
    }
}
