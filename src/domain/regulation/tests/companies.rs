//! Companies may have terms of their own (R10): for R4, R13 and R14.

use super::support::*;
use crate::domain::duration::BusinessDays;
use crate::domain::duration::Days;
use crate::domain::order::CustomerFlags;
use crate::domain::order::Flags;
use crate::domain::order::Terms;
use crate::domain::regulation::Rulebook;
use crate::domain::settings::B2bTerms;
use crate::domain::time::Span;

fn rules_of_two() -> Rulebook {
    rules_with(|s| {
        s.b2b = B2bTerms {
            first_contact_limit: Some(Span::hours(4)),
            payment_reminder: Some(BusinessDays(5)),
            requisites_again: Some(Days(14)),
            not_paid_after: Some(BusinessDays(10)),
            ..B2bTerms::default()
        };
    })
}

#[test]
fn a_company_is_called_by_its_own_limit() {
    let person = order("11 12:00");
    let mut company = order("11 12:00");
    company.marks = CustomerFlags::B2B;
    let limit = |order| lines(&customer_of([order]), &rules_of_two(), "11 12:00");
    assert_eq!(limit(person), ["first_contact new R4 11 12:00 to 11 13:00"]);
    assert_eq!(limit(company), ["first_contact new R4 11 12:00 to 11 16:00"]);
}

#[test]
fn a_company_pays_by_its_own_ladder() {
    let mut confirmed = order("9 12:00");
    confirmed.terms = Terms::Prepaid;
    confirmed.confirmed_at = Some(at("9 12:00"));
    let person = after(confirmed.clone(), &[]);
    confirmed.marks = CustomerFlags::B2B;
    let company = after(confirmed, &[]);
    let ladder = |order| lines(&customer_of([order]), &rules_of_two(), "9 13:00");
    assert_eq!(
        ladder(person),
        [
            "  remind_payment follow_up R13 11 10:00 to 16 10:00",
            "  propose_cancel follow_up R14 19 10:00 to - NotPaid"
        ]
    );
    assert_eq!(
        ladder(company),
        [
            "  remind_payment follow_up R13 16 10:00 to 23 10:00",
            "  propose_cancel follow_up R14 37 10:00 to - NotPaid"
        ]
    );
}

#[test]
fn a_hint_is_a_question_until_somebody_settles_it() {
    let hinted = |flags, marks| {
        let mut order = order("11 12:00");
        (order.flags, order.marks) = (flags, marks);
        order.is_maybe_b2b()
    };
    assert!(hinted(Flags::MAYBE_B2B, CustomerFlags::default()));
    assert!(hinted(Flags::default(), CustomerFlags::MAYBE_B2B));
    assert!(!hinted(Flags::default(), CustomerFlags::default()));
    assert!(!hinted(Flags::MAYBE_B2B, CustomerFlags::B2B));
    assert!(!hinted(Flags::MAYBE_B2B, CustomerFlags::PRIVATE));
}
