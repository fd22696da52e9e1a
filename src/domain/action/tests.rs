//! Which actions are allowed in which stage, and what they change.

use super::permit::Permit;
use super::permit::Refusal;
use super::record::ContactKind;
use super::record::ContactRecord;
use super::record::CustomerRecord;
use super::record::OrderRecord;
use super::record::OrderTexts;
use super::record::Subject;
use super::shipping::Handing;
use super::shipping::Shipping;
use crate::domain::action::CallLog;
use crate::domain::action::decide;
use crate::domain::action::permit::permit;
use crate::domain::call::Outcome;
use crate::domain::carrier::Carrier;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::time::Time;
mod details;
mod seen;

use super::action::*;
use crate::domain::call::AppointmentKind;
use crate::domain::change::Change;
use crate::domain::change::Field;
use crate::domain::change::NewRow;
use crate::domain::change::Value;
use crate::domain::field_changes::fields_of;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::OrderFacts;
use crate::domain::order::Stage;
use crate::domain::projection::PaymentFact;
use crate::domain::projection::project;
use crate::domain::shipment::Parcel;
use crate::domain::time::Span;

const NOW: Time = Time(1_773_219_600_000);

/// An order of 1 000 that stands at `stage`, paid in full from `Ready` on.
fn at(stage: Stage) -> OrderFacts {
    let mut o = OrderFacts::new(OrderId(1), CustomerId(1), Currency::RUB, 1_000, NOW - Span::days(9));
    let day = |n: i64| Some(NOW - Span::days(9 - n));
    let past = |s: Stage| stage.int() >= s.int() && stage != Stage::Cancelled;
    o.confirmed_at = day(1).filter(|_| past(Stage::Confirmed));
    o.handed_at = day(3).filter(|_| past(Stage::Dispatched));
    o.arrived_at = day(4).filter(|_| past(Stage::Arrived));
    o.received_at = day(5).filter(|_| past(Stage::Received));
    o.closed_at = day(6).filter(|_| stage == Stage::Closed);
    o.returned_at = day(6).filter(|_| stage == Stage::Returned);
    o.cancelled_at = day(2).filter(|_| stage == Stage::Cancelled);
    o.reason = Some(Reason::Other).filter(|_| matches!(stage, Stage::Cancelled | Stage::Returned));
    let paid = PaymentFact {
        at: NOW - Span::days(7),
        amount: 1_000,
        due_again: false,
    };
    project(
        &mut o,
        if past(Stage::Ready) {
            std::slice::from_ref(&paid)
        } else {
            &[]
        },
        &[],
    );
    assert_eq!(o.stage, stage);
    o
}

fn record(facts: OrderFacts) -> OrderRecord {
    OrderRecord {
        parcels: Vec::from_iter(Parcel::only(&facts, None)),
        facts,
        number: "1042".to_owned(),
        tracking_number: None,
        claims_paid: None,
        returns: Vec::new(),
        texts: OrderTexts::default(),
        lines: vec![line(1_000)],
    }
}

fn line(total: i64) -> Line {
    Line {
        sku: "A".to_owned(),
        name: "Чайник".to_owned(),
        parameters: String::new(),
        quantity_milli: 1_000,
        price: total,
        total,
    }
}

fn customer() -> CustomerRecord {
    let contact = |id, norm: &str| ContactRecord {
        id,
        kind: ContactKind::Phone,
        raw: norm.to_owned(),
        norm: Some(norm.to_owned()),
        bad_at: None,
    };
    CustomerRecord {
        id: CustomerId(1),
        name: "Анна Ким".to_owned(),
        company: String::new(),
        tax_id: String::new(),
        b2b: None,
        manager: None,
        time_zone: None,
        region: String::new(),
        note: String::new(),
        not_customer: false,
        received_count: 0,
        sex: None,
        offers: crate::domain::offer::OfferFacts::default(),
        contacts: vec![contact(11, "+79160000001"), contact(12, "+79160000002")],
        appointments: Vec::new(),
        cases: Vec::new(),
        calls: Vec::new(),
    }
}

fn run(action: &Action, order: &OrderRecord, customer: &CustomerRecord) -> Result<Vec<Change>, Refusal> {
    let storage = Some((NOW + Span::days(7), NOW + Span::days(14)));
    decide(
        action,
        Subject {
            may_offer: Ok(()),
            next_care: Some(crate::domain::task::TaskKind::QualityCall),
            talk: None,
            order: Some(order),
            customer,
            operator: "anna",
            now: NOW,
            storage,
        },
    )
    .map(|decision| decision.changes)
}

fn on(stage: Stage, action: &Action) -> Result<Vec<Change>, Refusal> {
    run(action, &record(at(stage)), &customer())
}

/// `field=value` of each set, the row's name of each addition.
fn said(changes: &[Change]) -> Vec<String> {
    let name = |field: &Field| serde_json::to_value(field).unwrap().as_str().unwrap().to_owned();
    let value = |value: &Value| match value {
        Value::Null => "-".to_owned(),
        Value::Int(int) if *int == NOW.0 => "now".to_owned(),
        Value::Int(int) => int.to_string(),
        Value::Text(text) => text.clone(),
    };
    let say = |change: &Change| match change {
        Change::Set { .. } | Change::Parcels { .. } => {
            let fields = fields_of(change).into_iter();
            let said = fields.map(|set| format!("{}={}", name(&set.field), value(&set.after)));
            said.collect()
        }
        Change::Add { new, .. } => vec![format!("+{:?}", new.entity())],
        Change::Void { entity, .. } => vec![format!("void {entity:?}")],
        Change::Lines { .. } => vec!["lines".to_owned()],
        Change::Move { entity, .. } => vec![format!("move {entity:?}")],
        Change::Stock { more } => vec![format!("stock {more:?}")],
    };
    changes.iter().flat_map(say).collect()
}

/// d: may be done, a: is so already, w: may be done with a warning, anything else: the refusal.
fn mark(answer: &Result<Permit, Refusal>) -> String {
    match answer {
        Ok(Permit::Do) => "d".to_owned(),
        Ok(Permit::Already) => "a".to_owned(),
        Ok(Permit::Warn(_)) => "w".to_owned(),
        Err(refusal) => {
            let text = format!("{refusal:?}");
            text.split(['(', ' ']).next().unwrap_or_default().to_owned()
        }
    }
}

#[test]
fn every_action_has_its_answer_in_every_stage() {
    let stages = [
        Stage::New,
        Stage::Confirmed,
        Stage::Ready,
        Stage::Dispatched,
        Stage::Arrived,
        Stage::Received,
        Stage::Closed,
        Stage::Cancelled,
        Stage::Returned,
    ];
    let table = [
        (ActionKind::Confirm, "d a a a a a Closed Cancelled Returned"),
        (ActionKind::Pay, "d d a a a a a Cancelled a"),
        (ActionKind::Refund, "NothingPaid NothingPaid d d d d d NothingPaid d"),
        (
            ActionKind::Ship,
            "NotConfirmed w d d d AlreadyReceived Closed Cancelled Returned",
        ),
        (
            ActionKind::Handed,
            "NotConfirmed w d a a AlreadyReceived Closed Cancelled Returned",
        ),
        (
            ActionKind::Arrived,
            "NotConfirmed NotDispatched d d a a Closed Cancelled Returned",
        ),
        (
            ActionKind::Received,
            "NotConfirmed NotDispatched d d d a Closed Cancelled Returned",
        ),
        (
            ActionKind::Returned,
            "NotDispatched NotDispatched NotDispatched d d d d Cancelled a",
        ),
        (
            ActionKind::Cancel,
            "d d d OnItsWay OnItsWay AlreadyReceived Closed a Returned",
        ),
        (
            ActionKind::Reopen,
            "NotFinished NotFinished NotFinished NotFinished NotFinished NotFinished d d d",
        ),
        (
            ActionKind::Close,
            "NotReceived NotReceived NotReceived NotReceived NotReceived d a Cancelled Returned",
        ),
        (
            ActionKind::Lines,
            "d d d OnItsWay OnItsWay AlreadyReceived Closed Cancelled Returned",
        ),
        (
            ActionKind::PutInStock,
            "NotReturned NotReturned NotReturned NotReturned NotReturned NotReturned NotReturned NotReturned d",
        ),
        (
            ActionKind::ToldLate,
            "NotConfirmed d d OnItsWay OnItsWay OnItsWay Closed Cancelled Returned",
        ),
        (ActionKind::PutOff, "d d d d d d Closed Cancelled Returned"),
        (ActionKind::Note, "d d d d d d d d d"),
        (ActionKind::Call, "d d d d d d d d d"),
    ];
    for (kind, expected) in table {
        let got: Vec<String> = stages
            .iter()
            .map(|stage| mark(&permit(kind, Some(&at(*stage)))))
            .collect();
        assert_eq!(got.join(" "), expected, "{kind:?}");
    }
}

#[test]
fn what_the_bar_offers_is_what_decide_allows() {
    let actions = [
        Action::Confirm,
        Action::Handed,
        Action::Arrived,
        Action::Received,
        Action::Returned {
            reason: Reason::NotCollected,
        },
        Action::Cancel {
            reason: Reason::Cheaper,
        },
        Action::Reopen,
        Action::Close,
        Action::PutInStock,
        Action::ToldLate,
    ];
    for stage in Stage::ALL {
        let facts = at(*stage);
        for action in &actions {
            match (permit(action.kind(), Some(&facts)), on(*stage, action)) {
                (Ok(Permit::Already), Ok(changes)) => assert!(changes.is_empty()),
                (Ok(_), Ok(changes)) => assert!(!changes.is_empty(), "{action:?} at {stage:?}"),
                (Err(a), Err(b)) => assert_eq!(a, b),
                (answer, got) => panic!("{action:?} at {stage:?}: {answer:?} but {got:?}"),
            }
        }
    }
}

#[test]
fn confirming_makes_the_operator_the_customers_manager_and_settles_what_was_agreed() {
    let mut whose = customer();
    whose.appointments.push(crate::domain::call::Appointment {
        id: 5,
        customer: CustomerId(1),
        order: Some(OrderId(1)),
        kind: AppointmentKind::Schedule,
        made_at: NOW - Span::days(1),
        at: NOW,
        tries: 0,
        first_try_at: None,
        last_try_at: None,
    });
    let changes = run(&Action::Confirm, &record(at(Stage::New)), &whose).unwrap();
    assert_eq!(said(&changes), ["confirmed_at=now", "manager=anna", "done_at=now"]);
}

#[test]
fn a_payment_in_full_is_what_is_owed_and_a_part_is_what_was_said() {
    let amount = |amount| {
        let changes = on(
            Stage::New,
            &Action::Pay {
                amount,
                means: Means::Cash,
                note: String::new(),
            },
        )?;
        match &changes[0] {
            Change::Add {
                new: NewRow::Payment { amount, .. },
                ..
            } => Ok(*amount),
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(amount(None), Ok(1_000));
    assert_eq!(amount(Some(400)), Ok(400));
    assert_eq!(amount(Some(0)), Err(Refusal::AmountNotPositive));
    assert_eq!(amount(Some(-5)), Err(Refusal::AmountNotPositive));
}

#[test]
fn money_that_came_for_a_cancelled_order_is_entered_and_in_full_is_refused() {
    let part = Action::Pay {
        amount: Some(300),
        means: Means::Card,
        note: String::new(),
    };
    assert_eq!(said(&on(Stage::Cancelled, &part).unwrap()), ["+Payment"]);
    let full = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    assert_eq!(on(Stage::Cancelled, &full), Err(Refusal::Cancelled));
}

#[test]
fn a_refund_never_exceeds_what_was_paid() {
    assert_eq!(
        said(
            &on(
                Stage::Received,
                &Action::Refund {
                    amount: 1_000,
                    owing: RefundOwing::CostsLess
                }
            )
            .unwrap()
        ),
        ["+Payment"]
    );
    let most = Refusal::RefundTooLarge(Money::new(1_000, Currency::RUB));
    assert_eq!(
        on(
            Stage::Received,
            &Action::Refund {
                amount: 1_001,
                owing: RefundOwing::CostsLess
            }
        ),
        Err(most)
    );
}

#[test]
fn a_tracking_number_hands_over_unless_said_otherwise_and_may_be_corrected() {
    let ship = |number: &str, handed| {
        Action::Ship(Shipping {
            seen: None,
            number: number.to_owned(),
            carrier: Some(Carrier::RussianPost),
            handed,
            ..Shipping::default()
        })
    };
    let both = on(Stage::Ready, &ship("62009147017544", Handing::WithNumber)).unwrap();
    assert_eq!(
        said(&both),
        [
            "tracking_number=62009147017544",
            "number_at=now",
            "handed_at=now",
            "carrier=1"
        ]
    );
    let number_only = on(Stage::Ready, &ship("62009147017544", Handing::Later)).unwrap();
    assert_eq!(
        said(&number_only),
        ["tracking_number=62009147017544", "number_at=now", "carrier=1"]
    );
    let mut sent = record(at(Stage::Dispatched));
    sent.tracking_number = Some("62009147017544".to_owned());
    sent.facts.number_at = sent.facts.handed_at;
    sent.facts.carrier = Some(Carrier::RussianPost);
    sent.parcels = Vec::from_iter(Parcel::only(&sent.facts, sent.tracking_number.as_deref()));
    let again = run(&ship("62009147017544", Handing::WithNumber), &sent, &customer()).unwrap();
    assert!(again.is_empty(), "the same number again changes nothing");
    let corrected = run(&ship("62009147017551", Handing::WithNumber), &sent, &customer()).unwrap();
    assert_eq!(said(&corrected), ["tracking_number=62009147017551", "number_at=now"]);
    assert_eq!(
        on(Stage::Ready, &ship(" ", Handing::WithNumber)),
        Err(Refusal::EmptyText)
    );
}

#[test]
fn arrival_starts_the_carriers_storage_and_implies_the_hand_over() {
    let changes = on(Stage::Ready, &Action::Arrived).unwrap();
    let free = (NOW + Span::days(7)).0;
    let hold = (NOW + Span::days(14)).0;
    assert_eq!(
        said(&changes),
        [
            "handed_at=now",
            "arrived_at=now",
            &format!("free_until={free}"),
            &format!("hold_until={hold}")
        ]
    );
}

#[test]
fn reopening_clears_only_the_closing_fact_and_restarts_the_clocks() {
    let changes = on(Stage::Cancelled, &Action::Reopen).unwrap();
    assert_eq!(said(&changes), ["cancelled_at=-", "reason=-", "reopened_at=now"]);
    let changes = on(Stage::Returned, &Action::Reopen).unwrap();
    assert_eq!(said(&changes), ["reopened_at=now", "reason=-", "reopened_at=now"]);
}

#[test]
fn an_order_does_not_close_while_money_is_owed_either_way() {
    let mut order = record(at(Stage::Received));
    (order.facts.paid, order.facts.full_paid_at) = (400, None);
    assert_eq!(
        run(&Action::Close, &order, &customer()),
        Err(Refusal::MoneyOwed(Money::new(600, Currency::RUB)))
    );
    order.facts.paid = 1_200;
    assert_eq!(
        run(&Action::Close, &order, &customer()),
        Err(Refusal::RefundOwed(Money::new(200, Currency::RUB)))
    );
}

#[test]
fn a_payment_claimed_twice_is_looked_for_since_the_first_time() {
    let mut order = record(at(Stage::Confirmed));
    let claim = |amount| Action::ClaimsPaid { amount: Some(amount) };
    let first = NOW - Span::days(2);
    (order.facts.claims_paid_at, order.claims_paid) = (Some(first), Some(500));
    assert_eq!(run(&claim(500), &order, &customer()), Ok(Vec::new()));
    assert_eq!(
        said(&run(&claim(700), &order, &customer()).unwrap()),
        ["claims_paid=700"]
    );
    // What was paid since answers the first.
    order.facts.last_paid_at = Some(NOW - Span::days(1));
    let changes = run(&claim(700), &order, &customer()).unwrap();
    assert_eq!(said(&changes), ["claims_paid=700", "claims_paid_at=now"]);
}

fn log(outcome: Outcome, reason: Option<Reason>, call_at: Option<Time>) -> Action {
    Action::LogCall(CallLog {
        outcome,
        at: NOW,
        phone: None,
        reason,
        call_at,
    })
}

#[test]
fn outcomes_do_what_they_say_in_one_action() {
    let new = |action: &Action| on(Stage::New, action);
    assert_eq!(said(&new(&log(Outcome::Talked, None, None)).unwrap()), ["+Call"]);
    assert_eq!(said(&new(&log(Outcome::NoAnswer, None, None)).unwrap()), ["+Call"]);
    let wrong = new(&log(Outcome::WrongNumber, None, None)).unwrap();
    assert_eq!(said(&wrong), ["+Call", "bad_at=now"]);
    assert!(
        matches!(wrong[1], Change::Set { id: 11, .. }),
        "the first good number is the one that was called"
    );
    assert_eq!(new(&log(Outcome::CallBack, None, None)), Err(Refusal::NeedsTime));
    let tomorrow = Some(NOW + Span::days(1));
    assert_eq!(
        said(&new(&log(Outcome::CallBack, None, tomorrow)).unwrap()),
        ["+Call", "+Appointment"]
    );
    assert_eq!(new(&log(Outcome::CallBack, None, Some(NOW))), Err(Refusal::InThePast));
    assert_eq!(new(&log(Outcome::Refused, None, None)), Err(Refusal::NeedsReason));
    let refused = log(Outcome::Refused, Some(Reason::Cheaper), None);
    assert_eq!(said(&new(&refused).unwrap()), ["+Call", "cancelled_at=now", "reason=9"]);
    assert_eq!(
        said(&on(Stage::Ready, &refused).unwrap()),
        ["+Call"],
        "a confirmed order is not cancelled by a word"
    );
}

#[test]
fn new_lines_bring_their_total() {
    let lines = |lines: Vec<Line>, total| {
        on(
            Stage::New,
            &Action::Lines {
                lines,
                total,
                seen: None,
            },
        )
    };
    assert_eq!(
        said(&lines(vec![line(700), line(500)], None).unwrap()),
        ["lines", "total=1200"]
    );
    assert_eq!(
        said(&lines(vec![line(700)], Some(650)).unwrap()),
        ["lines", "total=650"]
    );
    assert!(lines(vec![line(1_000)], None).unwrap().is_empty());
    assert_eq!(lines(Vec::new(), None), Err(Refusal::NoLines));
}

#[test]
fn a_card_takes_only_what_is_new() {
    let edit = |edit: CustomerEdit| on(Stage::New, &Action::Customer(edit)).map(|changes| said(&changes));
    let none = CustomerEdit {
        name: Some("Анна Ким".to_owned()),
        ..CustomerEdit::default()
    };
    assert_eq!(edit(none), Ok(Vec::new()));
    let known = CustomerEdit {
        add_phone: Some(("8 916 000-00-01".to_owned(), Some("+79160000001".to_owned()))),
        ..CustomerEdit::default()
    };
    assert_eq!(edit(known), Ok(Vec::new()));
    let more = CustomerEdit {
        name: Some("Анна Ли".to_owned()),
        add_email: Some("Anna@Example.org".to_owned()),
        ..CustomerEdit::default()
    };
    assert_eq!(edit(more), Ok(vec!["name=Анна Ли".to_owned(), "+Contact".to_owned()]));
}

#[test]
fn actions_on_an_order_need_one() {
    for kind in [
        ActionKind::Confirm,
        ActionKind::Pay,
        ActionKind::Cancel,
        ActionKind::KeepBoth,
    ] {
        assert_eq!(permit(kind, None), Err(Refusal::NoOrder));
    }
    for kind in [
        ActionKind::Note,
        ActionKind::Call,
        ActionKind::Schedule,
        ActionKind::NotCustomer,
    ] {
        assert_eq!(permit(kind, None), Ok(Permit::Do));
    }
}

#[test]
fn codes_and_integers_of_kinds_are_unlike_each_other() {
    for (i, a) in ActionKind::ALL.iter().enumerate() {
        assert_eq!(ActionKind::parse(a.code()), Some(*a));
        assert_eq!(ActionKind::from_int(a.int()), Some(*a));
        for b in &ActionKind::ALL[i + 1..] {
            assert!(a.code() != b.code() && a.int() != b.int());
        }
    }
}
