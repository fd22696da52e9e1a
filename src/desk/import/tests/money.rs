//! The shop's money beside what operators entered and took back.

use super::*;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::RefundOwing;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Means;
use crate::domain::target::Target;
use crate::domain::time::Span;

#[test]
fn money_given_back_stays_given_back_when_the_shops_version_is_not_kept() {
    let mut desk = desk();
    let cancelled = |comment: &str| {
        changed(1, |v| {
            v.created_at = NOON - Span::days(100);
            v.status = ShopStatus::Cancelled;
            v.comment = comment.to_owned();
            paid_so_far(v, 10_000);
        })
    };
    import(&mut desk, vec![cancelled("")]);
    let id = record(&desk, "1").facts.id;
    desk.perform(
        Target::Order(id),
        &Action::Refund {
            amount: 10_000,
            owing: RefundOwing::CostsLess,
        },
    )
    .unwrap();
    assert_eq!(import(&mut desk, vec![cancelled("спасибо")]), counts(0, 1, 0, 0));
    assert_eq!(record(&desk, "1").facts.paid, 0);
}

#[test]
fn the_shops_money_counts_once_when_an_operator_takes_his_entry_of_it_back() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let id = record(&desk, "1").facts.id;
    let pay = Action::Pay {
        amount: Some(10_000),
        means: Means::Card,
        note: String::new(),
    };
    desk.perform(Target::Order(id), &pay).unwrap();
    let paid = || {
        changed(1, |v| {
            v.modified_at = Some(NOON + Span::minutes(1));
            paid_so_far(v, 10_000);
        })
    };
    assert_eq!(import(&mut desk, vec![paid()]), counts(0, 0, 1, 0));
    assert_eq!(record(&desk, "1").facts.paid, 10_000);
    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(record(&desk, "1").facts.paid, 0);
    assert_eq!(import(&mut desk, vec![paid()]), counts(0, 1, 0, 0));
    assert_eq!(import(&mut desk, vec![paid()]), counts(0, 0, 1, 0));
    assert_eq!(record(&desk, "1").facts.paid, 10_000);
}
