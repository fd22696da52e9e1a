//! Goods that come back after receipt: agreed, followed, refunded or exchanged, undone (R12).

use super::NOON;
use super::card_of;
use super::desk;
use super::later;
use super::queue;
use super::refusal as refused;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::OrderRecord;
use crate::domain::action::RefundOwing;
use crate::domain::action::Refusal;
use crate::domain::carrier::Carrier;
use crate::domain::goods_return::Condition;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::NewReturn;
use crate::domain::goods_return::ReturnReason;
use crate::domain::goods_return::ReturnStep;
use crate::domain::goods_return::WhereGoods;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::money::Money;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Stage;
use crate::domain::order::Terms;
use crate::domain::parcel_news::ParcelEvent;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::parcel_news::ParcelState;
use crate::domain::shipment::Packed;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;

const PHONE: &str = "+79161234567";

fn line(name: &str, pieces: i64, price: i64) -> Line {
    Line {
        sku: String::new(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli: pieces * 1_000,
        price,
        total: pieces * price,
    }
}

/// Two kettles and a filter for 1 000, received and paid by those terms.
fn received(desk: &mut Desk, terms: Terms) -> OrderId {
    let lines = vec![line("Kettle", 2, 400), line("Filter", 1, 200)];
    let order = IncomingOrder {
        terms: Some(terms),
        carrier: Some(Carrier::RussianPost),
        ..IncomingOrder::by_phone(desk.now(), Currency::RUB, lines)
    };
    let customer = NewCustomer {
        name: "Elena".to_owned(),
        phone: Some((PHONE.to_owned(), Some(PHONE.to_owned()))),
        email: None,
    };
    let order = desk.new_order(&Whose::New(customer), order).unwrap().order.unwrap();
    for action in [Action::Confirm, Action::Handed, Action::Received] {
        desk.perform(Target::Order(order), &action).unwrap();
    }
    if terms == Terms::Prepaid {
        let (amount, means, note) = (None, Means::Card, String::new());
        desk.perform(Target::Order(order), &Action::Pay { amount, means, note })
            .unwrap();
    }
    order
}

fn packed(name: &str, pieces: i64) -> Packed {
    Packed {
        sku: String::new(),
        name: name.to_owned(),
        parameters: String::new(),
        quantity_milli: pieces * 1_000,
    }
}

fn sent_back(contents: Vec<Packed>, arrival: WhereGoods) -> NewReturn {
    NewReturn {
        contents,
        amount: None,
        reason: ReturnReason::DoesNotFit,
        condition: None,
        instead: Instead::Refund,
        number: String::new(),
        carrier: None,
        arrival,
    }
}

fn agree(desk: &mut Desk, order: OrderId, new: NewReturn) -> Result<(), DeskError> {
    desk.perform(Target::Order(order), &Action::Return(Box::new(new)))
        .map(drop)
}

fn record(desk: &Desk, order: OrderId) -> OrderRecord {
    desk.store.order(order).unwrap().unwrap()
}

/// What is due for the order: tasks that have come.
fn due(desk: &Desk, order: OrderId) -> Vec<TaskKind> {
    let card = card_of(desk, CardKey::Order(order));
    let own = card.agenda.tasks.iter().filter(|task| task.order == Some(order));
    own.map(|task| task.kind).collect()
}

fn step(desk: &mut Desk, order: OrderId, step: ReturnStep) -> Result<(), DeskError> {
    let id = record(desk, order).returns.last().map_or(0, |one| one.id);
    desk.perform(Target::Order(order), &Action::OfReturn { id, step })
        .map(drop)
}

#[test]
fn a_part_that_came_back_owes_its_money_until_that_is_given() {
    let mut desk = desk();
    let order = received(&mut desk, Terms::Prepaid);
    agree(
        &mut desk,
        order,
        sent_back(vec![packed("Kettle", 1)], WhereGoods::Awaited),
    )
    .unwrap();
    assert_eq!(
        due(&desk, order),
        [],
        "nothing is given for goods that are still to come"
    );
    assert_eq!(record(&desk, order).returns[0].amount, 400);
    let condition = Some(Condition::Opened);
    step(&mut desk, order, ReturnStep::Back { condition }).unwrap();
    assert_eq!(due(&desk, order), [TaskKind::RefundDue]);
    let facts = record(&desk, order).facts;
    assert_eq!((facts.sent_back, facts.to_give_back(), facts.owed()), (400, 400, -400));
    let closed = desk.perform(Target::Order(order), &Action::Close).map(drop);
    assert_eq!(refused(closed), Refusal::RefundOwed(Money::new(400, Currency::RUB)));
    let refund = Action::Refund {
        amount: 400,
        owing: RefundOwing::CostsLess,
    };
    desk.perform(Target::Order(order), &refund).unwrap();
    assert_eq!((due(&desk, order), record(&desk, order).facts.owed()), (vec![], 0));
    // Undone step by step, it is as it was.
    for expected in [vec![TaskKind::RefundDue], vec![], vec![]] {
        desk.undo(UndoChoice::Mine).unwrap();
        assert_eq!(due(&desk, order), expected);
    }
    let after = record(&desk, order);
    assert_eq!((after.returns.len(), after.facts.sent_back), (0, 0));
    desk.redo().unwrap();
    desk.redo().unwrap();
    assert_eq!(due(&desk, order), [TaskKind::RefundDue]);
}

#[test]
fn what_a_carrier_still_has_is_given_back_too() {
    let mut desk = desk();
    let order = received(&mut desk, Terms::OnDelivery);
    agree(&mut desk, order, sent_back(vec![packed("Filter", 1)], WhereGoods::Here)).unwrap();
    let facts = record(&desk, order).facts;
    assert_eq!((facts.paid, facts.to_give_back(), facts.owed()), (0, 200, 800));
    assert!(due(&desk, order).contains(&TaskKind::RefundDue));
    let refund = |amount| Action::Refund {
        amount,
        owing: RefundOwing::CostsLess,
    };
    desk.perform(Target::Order(order), &refund(200)).unwrap();
    let facts = record(&desk, order).facts;
    assert_eq!(
        (facts.to_give_back(), facts.owed()),
        (0, 1_000),
        "the carrier owes all it took"
    );
    let (amount, means, note) = (Some(1_000), Means::CashOnDelivery, String::new());
    desk.perform(Target::Order(order), &Action::Pay { amount, means, note })
        .unwrap();
    assert_eq!(record(&desk, order).facts.owed(), 0);
}

#[test]
fn no_more_comes_back_than_was_bought() {
    let mut desk = desk();
    let order = received(&mut desk, Terms::Prepaid);
    let too_much = |left_milli| Refusal::ReturnTooMuch {
        name: "Kettle".to_owned(),
        left_milli,
    };
    let three = sent_back(vec![packed("Kettle", 2), packed("Kettle", 1)], WhereGoods::Here);
    assert_eq!(refused(agree(&mut desk, order, three)), too_much(2_000));
    agree(
        &mut desk,
        order,
        sent_back(vec![packed("Kettle", 1)], WhereGoods::Awaited),
    )
    .unwrap();
    let two = || sent_back(vec![packed("Kettle", 2)], WhereGoods::Here);
    assert_eq!(
        refused(agree(&mut desk, order, two())),
        too_much(1_000),
        "one is on its way"
    );
    let teapot = sent_back(vec![packed("Teapot", 1)], WhereGoods::Here);
    assert_eq!(
        refused(agree(&mut desk, order, teapot)),
        Refusal::ReturnNotBought("Teapot".to_owned())
    );
    let dear = NewReturn {
        amount: Some(601),
        ..sent_back(vec![packed("Kettle", 1)], WhereGoods::Here)
    };
    assert_eq!(
        refused(agree(&mut desk, order, dear)),
        Refusal::ReturnWorthMore(Money::new(600, Currency::RUB))
    );
    assert_eq!(
        refused(agree(&mut desk, order, sent_back(Vec::new(), WhereGoods::Here))),
        Refusal::NoLines
    );
    // The customer keeps what was to come: it may be sent back later.
    step(&mut desk, order, ReturnStep::Dropped).unwrap();
    agree(&mut desk, order, two()).unwrap();
    let again = step(&mut desk, order, ReturnStep::Back { condition: None });
    assert_eq!(refused(again), Refusal::ReturnIsBack, "comes twice");
    let unreceived = super::new_order(&mut desk, "+79160000009", 500);
    let early = agree(
        &mut desk,
        unreceived,
        sent_back(vec![packed("Kettle", 1)], WhereGoods::Here),
    );
    assert_eq!(refused(early), Refusal::NotReceived);
}

#[test]
fn an_exchange_is_paid_by_what_came_back_and_names_the_other_order() {
    let mut desk = desk();
    let order = received(&mut desk, Terms::Prepaid);
    let exchange = NewReturn {
        instead: Instead::Exchange,
        ..sent_back(vec![packed("Kettle", 1)], WhereGoods::Here)
    };
    agree(&mut desk, order, exchange).unwrap();
    let id = record(&desk, order).returns[0].id;
    let other = |price| IncomingOrder {
        status: ShopStatus::Confirmed,
        ..IncomingOrder::by_phone(NOON, Currency::RUB, vec![line("Samovar", 1, price)])
    };
    desk.exchange(order, id, other(300)).unwrap();
    let (old, by) = (
        record(&desk, order),
        record(&desk, order).returns[0].exchange.clone().unwrap(),
    );
    let new = record(&desk, by.0);
    assert_eq!(
        (new.facts.paid, new.facts.owed(), new.facts.stage),
        (300, 0, Stage::Ready)
    );
    assert_eq!(
        (old.facts.paid, old.facts.to_give_back()),
        (700, 100),
        "the rest is money"
    );
    assert_eq!(card_of(&desk, CardKey::Order(by.0)).exchanged_for, Some(old.number));
    let twice = desk.exchange(order, id, other(300)).map(drop);
    assert_eq!(refused(twice), Refusal::ReturnExchanged);
    desk.undo(UndoChoice::Mine).unwrap();
    let old = record(&desk, order);
    assert_eq!((old.facts.paid, old.facts.to_give_back()), (1_000, 400));
    assert_eq!(
        (old.returns[0].exchange.clone(), desk.store.order(by.0).unwrap()),
        (None, None)
    );
    desk.redo().unwrap();
    assert_eq!(record(&desk, by.0).facts.paid, 300);
    assert_eq!(record(&desk, by.0).facts.stage, Stage::Ready);
}

#[test]
fn its_carrier_says_when_the_shop_has_it() {
    let mut desk = desk();
    let order = received(&mut desk, Terms::Prepaid);
    agree(
        &mut desk,
        order,
        sent_back(vec![packed("Kettle", 2)], WhereGoods::Awaited),
    )
    .unwrap();
    let number = || "62009147017544".to_owned();
    let sent = ReturnStep::Sent {
        number: number(),
        carrier: None,
    };
    step(&mut desk, order, sent).unwrap();
    let asked = |desk: &Desk| desk.numbers_to_ask(Carrier::RussianPost, desk.now(), 9).unwrap();
    assert_eq!(
        (asked(&desk), desk.numbers_followed(Carrier::RussianPost).unwrap()),
        (vec![number()], 1)
    );
    later(&mut desk, Span::days(3));
    let told = |state: ParcelState, at| ParcelNews {
        number: number(),
        events: vec![ParcelEvent {
            at,
            code: state.code().to_owned(),
            said: String::new(),
            state: Some(state),
            place: "Tver".to_owned(),
        }],
        ..ParcelNews::default()
    };
    let now = desk.now();
    let news = [told(ParcelState::OnTheWay, now - Span::hours(5))];
    desk.carrier_told(Carrier::RussianPost, &[number()], &news).unwrap();
    let card = card_of(&desk, CardKey::Order(order));
    let position = record(&desk, order).returns[0].position();
    assert!(card.followed.iter().any(|told| told.position == position));
    assert_eq!(record(&desk, order).returns[0].back_at, None);
    let news = [told(ParcelState::Received, now)];
    for _ in 0..2 {
        desk.carrier_told(Carrier::RussianPost, &[number()], &news).unwrap();
    }
    assert_eq!(record(&desk, order).returns[0].back_at, Some(now));
    assert_eq!(due(&desk, order), [TaskKind::RefundDue]);
    later(&mut desk, Span::hours(9));
    assert_eq!(asked(&desk), Vec::<String>::new(), "it is at its end");
}

#[test]
fn what_does_not_come_is_asked_after_and_care_rests_meanwhile() {
    let mut desk = desk();
    let order = received(&mut desk, Terms::Prepaid);
    agree(
        &mut desk,
        order,
        sent_back(vec![packed("Kettle", 1)], WhereGoods::Awaited),
    )
    .unwrap();
    later(&mut desk, Span::days(4));
    assert_eq!(due(&desk, order), []);
    later(&mut desk, Span::days(6));
    assert_eq!(due(&desk, order), [TaskKind::CheckParcel]);
    let text = "sends it on Monday".to_owned();
    desk.perform(Target::Order(order), &Action::Note { text }).unwrap();
    assert_eq!(due(&desk, order), []);
    // A month later it is closed and looked after all the same.
    desk.perform(Target::Order(order), &Action::Close).unwrap();
    later(&mut desk, Span::days(11));
    assert_eq!(due(&desk, order), [TaskKind::CheckParcel]);
    assert!(queue(&desk).rows.iter().any(|row| row.row.order == Some(order)));
    step(&mut desk, order, ReturnStep::Dropped).unwrap();
    assert!(!record(&desk, order).facts.live);
}

#[test]
fn figures_and_the_customers_purchases_know_what_came_back() {
    let mut desk = desk();
    let order = received(&mut desk, Terms::Prepaid);
    let customer = record(&desk, order).facts.customer;
    let bought = |desk: &Desk| {
        let mut sums = (0, 0);
        desk.store
            .members(Currency::RUB, |member| sums = (member.received, member.bought_total))
            .unwrap();
        sums
    };
    let purchases = |desk: &Desk| -> Vec<(String, i64)> {
        let found = desk.store.purchases(customer, 9).unwrap();
        found.into_iter().map(|(_, name, milli)| (name, milli)).collect()
    };
    let kettles = || ("Kettle".to_owned(), 1_000);
    agree(&mut desk, order, sent_back(vec![packed("Kettle", 1)], WhereGoods::Here)).unwrap();
    assert_eq!(bought(&desk), (1, 600));
    assert_eq!(purchases(&desk), [kettles(), ("Filter".to_owned(), 1_000)]);
    agree(&mut desk, order, sent_back(vec![packed("Filter", 1)], WhereGoods::Here)).unwrap();
    assert_eq!(purchases(&desk), [kettles()]);
    let placed = |desk: &Desk| {
        let mut found: Vec<(i64, bool)> = Vec::new();
        let day = Span::days(1);
        let each = |order: crate::store::OrderFigures| found.push((order.total, order.returned_at.is_some()));
        desk.store.orders_placed(NOON - day, NOON + day, each).unwrap();
        found
    };
    assert_eq!(placed(&desk), [(400, false)]);
    agree(&mut desk, order, sent_back(vec![packed("Kettle", 1)], WhereGoods::Here)).unwrap();
    assert_eq!(
        (bought(&desk), purchases(&desk)),
        ((0, 0), vec![]),
        "all of it came back"
    );
    assert_eq!(placed(&desk), [(1_000, true)]);
    let figures = desk.store.goods_returned(NOON, NOON + Span::days(1), |_| true).unwrap();
    assert_eq!(
        figures.iter().map(|of| (of.count, of.amount)).collect::<Vec<_>>(),
        [(3, 1_000)]
    );
}
