//! What must hold at any moment of a simulated day or month.

use std::sync::Arc;

use crate::board::Board;
use crate::board::builder::BoardBuilder;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::action::Refusal;
use crate::domain::ids::CustomerId;
use crate::domain::queue::Row;
use crate::domain::target::Target;
use crate::store::Scope;

pub(super) fn target(row: &Row) -> Target {
    row.order.map_or(Target::Customer(row.customer), Target::Order)
}

/// A refusal is an answer; anything else that fails is a mistake.
pub(super) fn allowed<T>(result: Result<T, DeskError>) -> Option<T> {
    match result {
        Ok(done) => Some(done),
        Err(error) => {
            assert!(matches!(error, DeskError::Refused(_)), "{error}");
            assert!(
                !matches!(error, DeskError::Refused(Refusal::ChangedMeanwhile)),
                "{error}"
            );
            None
        }
    }
}

/// The board kept up by changes and by the clock is the one a fresh look gives.
pub(super) fn as_read_again(desk: &Desk, board: &Board) {
    let now = desk.now();
    let mut again = BoardBuilder::new(&desk.store, Arc::clone(&desk.settings), "anna", now).unwrap();
    again.load(&desk.store, now).unwrap();
    let anew = again.board(&desk.store, now).unwrap();
    for (row, new) in board.rows.iter().zip(anew.rows.iter()) {
        assert_eq!(without_risk(&row.row), without_risk(&new.row), "{now}");
        assert_eq!((&row.order, &row.claim), (&new.order, &new.claim), "{now}");
        // The words of rows far down are read later.
        let worded = !new.text.number.is_empty() || !new.text.phone.is_empty();
        assert!(!worded || row.text == new.text, "{:?} {:?}", row.text, new.text);
    }
    assert_eq!(board.rows.len(), anew.rows.len(), "{now}");
}

/// What waiting costs is computed when a row is made, and rows are not made at the same moment.
fn without_risk(row: &Row) -> Row {
    Row {
        at_risk: None,
        ..row.clone()
    }
}

/// What is kept of a customer, but for counters of changes.
pub(super) fn whole(desk: &Desk, customer: CustomerId) -> String {
    let store = &desk.store;
    let orders = store.orders_of(customer, 1_000).unwrap();
    let orders: Vec<_> = orders.iter().map(|row| store.order(row.facts.id).unwrap()).collect();
    let payments: Vec<_> = orders
        .iter()
        .flatten()
        .map(|order| store.payments_of(order.facts.id).unwrap())
        .collect();
    format!(
        "{:?} {:?} {orders:?} {payments:?} {:?} {:?}",
        store.customer(customer).unwrap(),
        store.customer_facts(customer).unwrap(),
        store.calls_of(customer, 1_000).unwrap(),
        store.notes_of(customer, 1_000).unwrap()
    )
}

/// Projections are what their source rows make of them.
pub(super) fn projections_follow(desk: &mut Desk) {
    let now = desk.now();
    let tables = ["orders", "customers", "calls", "appointments"];
    let before = desk.store.dump(&tables);
    let customers = desk.store.dump(&["customers"]).len();
    let tx = desk.store.write(now).unwrap();
    // A server leaves ids out.
    let there = (1..).filter(|id| tx.customer_facts(CustomerId(*id)).unwrap().is_some());
    for id in there.take(customers) {
        // Of a finished order only what is its own is kept up; a talk about the next one is no fact of it.
        let facts = tx.refresh(CustomerId(id), Scope::Live(&[])).unwrap();
        assert_eq!(Some(facts), tx.customer_facts(CustomerId(id)).unwrap());
    }
    tx.commit().unwrap();
    for (kept, new) in before.iter().zip(&desk.store.dump(&tables)) {
        assert_eq!(kept, new);
    }
    assert_eq!(desk.store.check(), "ok");
}
