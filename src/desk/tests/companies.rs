//! What hints at a company, and how it is settled (R10).

use super::*;
use crate::desk::Desk;
use crate::desk::tests::queue;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::CustomerEdit;
use crate::domain::b2b::B2b;
use crate::domain::order::CustomerFlags;
use crate::domain::target::Target;

#[test]
fn a_company_in_the_card_is_a_question_and_one_action_settles_it() {
    let mut desk = desk();
    let id = new_order(&mut desk, "+79161234567", 129_000);
    let customer = queue(&desk).rows[0].row.customer;
    let facts = |desk: &Desk| queue(desk).rows[0].facts().unwrap();
    assert!(!facts(&desk).is_maybe_b2b());
    let edit = CustomerEdit {
        tax_id: Some("7707083893".to_owned()),
        ..CustomerEdit::default()
    };
    desk.perform(Target::Customer(customer), &Action::Customer(edit))
        .unwrap();
    assert!(facts(&desk).is_maybe_b2b());
    for (company, is_company) in [(B2b::Yes, true), (B2b::No, false)] {
        desk.perform(Target::Order(id), &Action::B2b { company }).unwrap();
        let facts = facts(&desk);
        assert_eq!(
            (facts.marks.has(CustomerFlags::B2B), facts.is_maybe_b2b()),
            (is_company, false)
        );
    }
    desk.undo(UndoChoice::Operator).unwrap();
    desk.undo(UndoChoice::Operator).unwrap();
    assert!(facts(&desk).is_maybe_b2b());
}
