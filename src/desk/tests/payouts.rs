//! Money a carrier took on delivery: owed by the carrier until it is paid out (R12).

use super::card_of;
use super::desk;
use super::later;
use super::order;
use super::queue;
use crate::desk::Desk;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::Shipping;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::statement::Fit;
use crate::domain::statement::STATEMENT;
use crate::domain::statement::StatementLine;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::view::statement::fitted;

/// A parcel with its customer, paid on delivery.
fn collected(desk: &mut Desk) -> OrderId {
    let customer = NewCustomer {
        name: "Елена Иванова".to_owned(),
        phone: Some(("+79161234567".to_owned(), Some("+79161234567".to_owned()))),
        email: None,
    };
    let mut order = order(1_000);
    order.terms = Some(Terms::OnDelivery);
    order.carrier = Some(Carrier::NovaPoshta);
    let id = desk.new_order(&Whose::New(customer), order).unwrap().order.unwrap();
    let ship = Action::Ship(Shipping {
        number: "20450012345678".to_owned(),
        ..Shipping::default()
    });
    for action in [Action::Confirm, ship, Action::Handed, Action::Received] {
        desk.perform(Target::Order(id), &action).unwrap();
        later(desk, Span::minutes(5));
    }
    id
}

fn line(number: &str, amount: i64, withheld: i64) -> StatementLine {
    StatementLine {
        line: 1,
        key: format!("{STATEMENT}{number}.{amount}"),
        day: None,
        amount,
        withheld,
        currency: Currency::RUB,
        payer: String::new(),
        purpose: String::new(),
        number: number.to_owned(),
        means: Means::CashOnDelivery,
    }
}

fn fit(desk: &Desk, line: &StatementLine) -> Option<Fit> {
    let found = desk.read(|look| fitted(look, vec![line.clone()])).unwrap();
    found.lines[0].fit.clone()
}

fn owes(desk: &Desk, kind: TaskKind) -> bool {
    queue(desk).rows.iter().any(|row| row.row.task.kind == kind)
}

#[test]
fn money_a_carrier_took_is_owed_by_it_until_its_register_says_it_is_paid_out() {
    let mut desk = desk();
    let id = collected(&mut desk);
    let paid = |desk: &Desk| card_of(desk, CardKey::Order(id)).order.unwrap().facts.paid;
    assert_eq!(paid(&desk), 0, "collected is not received");
    assert!(!owes(&desk, TaskKind::CheckPayout));
    later(&mut desk, Span::hours(24 * 15));
    assert!(owes(&desk, TaskKind::CheckPayout));

    let line = line("20 4500 1234 5678", 1_000, 30);
    assert_eq!(fit(&desk, &line), Some(Fit::Exact(id)));
    desk.take_statement_line(id, &line).unwrap();
    assert_eq!(
        paid(&desk),
        1_000,
        "the commission is the shop's cost, not the customer's debt"
    );
    assert!(!owes(&desk, TaskKind::CheckPayout));
    assert_eq!(fit(&desk, &line), None, "the same register once more");

    desk.undo(UndoChoice::Mine).unwrap();
    assert_eq!(paid(&desk), 0);
    assert!(owes(&desk, TaskKind::CheckPayout));
    assert_eq!(fit(&desk, &line), Some(Fit::Exact(id)));
    desk.take_statement_line(id, &line).unwrap();

    // It comes back after all: the money is the customer's again.
    let back = Action::Returned {
        reason: Reason::ChangedMind,
    };
    desk.perform(Target::Order(id), &back).unwrap();
    assert!(owes(&desk, TaskKind::RefundDue));
    assert!(!owes(&desk, TaskKind::CheckPayout));
}

#[test]
fn what_came_back_unpaid_is_owed_by_nobody() {
    let mut desk = desk();
    let id = collected(&mut desk);
    later(&mut desk, Span::hours(24 * 15));
    assert!(owes(&desk, TaskKind::CheckPayout));
    let back = Action::Returned {
        reason: Reason::ChangedMind,
    };
    desk.perform(Target::Order(id), &back).unwrap();
    assert!(!owes(&desk, TaskKind::CheckPayout));
    assert!(!owes(&desk, TaskKind::RefundDue));
    assert_eq!(fit(&desk, &line("20450012345678", 1_000, 0)), Some(Fit::Nothing));
    desk.undo(UndoChoice::Mine).unwrap();
    assert!(owes(&desk, TaskKind::CheckPayout));
}
