//! The shop's money beside what operators entered and took back.

use super::*;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::RefundOwing;
use crate::domain::goods_return::Instead;
use crate::domain::goods_return::NewReturn;
use crate::domain::goods_return::ReturnReason;
use crate::domain::goods_return::WhereGoods;
use crate::domain::incoming::ShopStatus;
use crate::domain::order::Means;
use crate::domain::order_news::MoneyDocument;
use crate::domain::order_news::OrderNews;
use crate::domain::shipment::Packed;
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

/// A document of money as 1C tells it, of the order `number`.
fn document(number: &str, reference: &str, amount: i64) -> OrderNews {
    OrderNews {
        source: "shop".to_owned(),
        external_id: number.to_owned(),
        number: number.to_owned(),
        money: Some(MoneyDocument {
            payment: IncomingPayment {
                at: NOON,
                amount,
                means: Means::BankAccount,
                reference: reference.to_owned(),
                note: "ПП-7".to_owned(),
            },
            currency: Currency::RUB,
        }),
        raw: format!("{number} {reference} {amount}"),
        ..OrderNews::default()
    }
}

fn take(desk: &mut Desk, news: OrderNews) -> ImportCounts {
    let items = vec![Item::News(Box::new(news))];
    import_with(desk, &file("1c.xml"), ImportOptions::default(), items).counts
}

#[test]
fn a_document_of_money_counts_once_and_as_it_was_corrected() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let paid = |desk: &Desk| record(desk, "1").facts.paid;
    for (reference, amount, came, is) in [
        ("a", 4_000, counts(0, 1, 0, 0), 4_000),
        ("a", 4_000, counts(0, 0, 1, 0), 4_000),
        ("b", 1_000, counts(0, 1, 0, 0), 5_000),
        ("a", 4_000, counts(0, 0, 1, 0), 5_000),
        ("a", 4_500, counts(0, 1, 0, 0), 5_500),
        ("a", 0, counts(0, 1, 0, 0), 1_000),
        ("a", 0, counts(0, 0, 1, 0), 1_000),
        ("a", 4_500, counts(0, 1, 0, 0), 5_500),
        ("c", -1_000, counts(0, 1, 0, 0), 4_500),
        ("c", -1_000, counts(0, 0, 1, 0), 4_500),
    ] {
        assert_eq!(
            take(&mut desk, document("1", reference, amount)),
            came,
            "{reference} {amount}"
        );
        assert_eq!(paid(&desk), is, "{reference} {amount}");
        assert_eq!(
            import(&mut desk, vec![order(1)]),
            counts(0, 0, 1, 0),
            "{reference} {amount}"
        );
    }
    let id = record(&desk, "1").facts.id;
    let amounts: Vec<i64> = desk.store.payments_of(id).unwrap().iter().map(|row| row.1).collect();
    assert_eq!(amounts, [4_000, 1_000, 500, -4_500, 4_500, -1_000]);
}

#[test]
fn documents_of_money_are_part_of_the_sum_their_order_is_paid_by() {
    let whole = || changed(1, |v| paid_so_far(v, 10_000));
    let mut sum_first = desk();
    import(&mut sum_first, vec![whole()]);
    take(&mut sum_first, document("1", "a", 4_000));
    take(&mut sum_first, document("1", "b", 6_000));
    assert_eq!(record(&sum_first, "1").facts.paid, 10_000);
    let mut documents_first = desk();
    import(&mut documents_first, vec![order(1)]);
    take(&mut documents_first, document("1", "a", 4_000));
    import(&mut documents_first, vec![whole()]);
    take(&mut documents_first, document("1", "b", 6_000));
    assert_eq!(record(&documents_first, "1").facts.paid, 10_000);
}

#[test]
fn each_entry_of_an_operator_is_one_document_of_money() {
    let mut desk = desk();
    import(&mut desk, vec![order(1)]);
    let id = record(&desk, "1").facts.id;
    let pay = Action::Pay {
        amount: Some(4_000),
        means: Means::BankAccount,
        note: String::new(),
    };
    desk.perform(Target::Order(id), &pay).unwrap();
    take(&mut desk, document("1", "a", 4_000));
    assert_eq!(record(&desk, "1").facts.paid, 4_000);
    take(&mut desk, document("1", "b", 4_000));
    assert_eq!(
        record(&desk, "1").facts.paid,
        8_000,
        "the entry was the first document's money"
    );
}

#[test]
fn money_of_an_order_that_is_not_here_comes_in_once_the_order_is() {
    let mut desk = desk();
    assert_eq!(
        take(&mut desk, document("1", "a", 0)),
        counts(0, 0, 1, 0),
        "only planned"
    );
    let items = vec![Item::News(Box::new(document("1", "a", 4_000)))];
    let refused = import_with(&mut desk, &file("1c.xml"), ImportOptions::default(), items);
    assert_eq!(refused.counts, counts(0, 0, 0, 1));
    let why: Vec<_> = refused.noticed.refused.iter().map(|reject| reject.why.code()).collect();
    assert_eq!(why, ["unknown_order"]);
    let waiting = |desk: &Desk| desk.store.open_rejects(refused.id.unwrap()).unwrap().len();
    assert_eq!(waiting(&desk), 1);
    import(&mut desk, vec![order(1)]);
    assert_eq!(waiting(&desk), 1, "the order alone brings no money");
    assert_eq!(take(&mut desk, document("1", "a", 4_000)), counts(0, 1, 0, 0));
    assert_eq!(waiting(&desk), 0);
    assert_eq!(record(&desk, "1").facts.paid, 4_000);
}

#[test]
fn money_of_an_old_order_counts_and_of_another_currency_is_refused() {
    let mut desk = desk();
    let old = changed(1, |v| {
        v.created_at = NOON - Span::days(200);
        v.status = ShopStatus::Received;
    });
    import(&mut desk, vec![old]);
    assert_eq!(take(&mut desk, document("1", "a", 4_000)), counts(0, 1, 0, 0));
    assert_eq!(take(&mut desk, document("1", "a", 4_000)), counts(0, 0, 1, 0));
    assert_eq!(record(&desk, "1").facts.paid, 4_000);
    let mut foreign = document("1", "b", 4_000);
    foreign.money.as_mut().unwrap().currency = Currency::parse("USD").unwrap();
    assert_eq!(take(&mut desk, foreign), counts(0, 0, 0, 1));
}

/// A received order of two kettles for 4 000 each and a delivery for 2 000, paid in the shop, with what went back there.
fn bought(refunds: &[(&str, i64)]) -> IncomingOrder {
    changed(1, |v| {
        let kettle = v.lines[0].clone();
        v.lines = vec![Line {
            name: "Kettle".to_owned(),
            quantity_milli: 2_000,
            price: 4_000,
            total: 8_000,
            ..kettle
        }];
        v.total = 10_000;
        v.status = ShopStatus::Received;
        v.modified_at = Some(NOON + Span::minutes(i64::try_from(refunds.len()).unwrap()));
        let paid = [("woo:paid:1", 10_000)];
        let payment = |(reference, amount): &(&str, i64)| IncomingPayment {
            at: NOON,
            amount: *amount,
            means: Means::Card,
            reference: (*reference).to_owned(),
            note: String::new(),
        };
        v.payments = paid.iter().chain(refunds).map(payment).collect();
    })
}

/// One kettle is back, as an operator enters it.
fn kettle_back() -> Box<Action> {
    let back = NewReturn {
        contents: vec![Packed {
            sku: bought(&[]).lines[0].sku.clone(),
            name: "Kettle".to_owned(),
            parameters: bought(&[]).lines[0].parameters.clone(),
            quantity_milli: 1_000,
        }],
        amount: None,
        reason: ReturnReason::DoesNotFit,
        condition: None,
        instead: Instead::Refund,
        number: String::new(),
        carrier: None,
        arrival: WhereGoods::Here,
    };
    Box::new(Action::Return(Box::new(back)))
}

fn give_back(amount: i64) -> Box<Action> {
    let owing = RefundOwing::CostsLess;
    Box::new(Action::Refund { amount, owing })
}

/// What is kept of the money, what went back, and what is still to be given for goods.
fn money(desk: &Desk) -> (i64, i64, i64) {
    let facts = record(desk, "1").facts;
    (facts.paid, facts.refunded, facts.to_give_back())
}

#[test]
fn a_refund_of_the_shop_and_a_return_entered_by_hand_are_one() {
    enum Step {
        Entered(Box<Action>),
        Told(&'static [(&'static str, i64)]),
        Undone,
    }
    use Step::Entered;
    use Step::Told;
    use Step::Undone;
    /// What is done, and what it comes to.
    type Case = (&'static str, Vec<Step>, (i64, i64, i64));
    let cases: Vec<Case> = vec![
        (
            "the goods and the money by hand, then the shop's refund, told twice",
            vec![
                Entered(kettle_back()),
                Entered(give_back(4_000)),
                Told(&[("a", -4_000)]),
                Told(&[("a", -4_000)]),
            ],
            (6_000, 4_000, 0),
        ),
        (
            "the goods by hand, the money in the shop",
            vec![Entered(kettle_back()), Told(&[("a", -4_000)]), Told(&[("a", -4_000)])],
            (6_000, 4_000, 0),
        ),
        (
            "the shop's refund first, then the goods by hand",
            vec![Told(&[("a", -4_000)]), Entered(kettle_back()), Told(&[("a", -4_000)])],
            (6_000, 4_000, 0),
        ),
        (
            "the return is taken back",
            vec![
                Told(&[("a", -4_000)]),
                Entered(kettle_back()),
                Undone,
                Told(&[("a", -4_000)]),
            ],
            (6_000, 4_000, 0),
        ),
        (
            "the money entered by hand is taken back: the shop's counts",
            vec![
                Entered(kettle_back()),
                Entered(give_back(4_000)),
                Told(&[("a", -4_000)]),
                Undone,
                Told(&[("a", -4_000), ("b", -1)]),
            ],
            (5_999, 4_001, 0),
        ),
        (
            "the shop gave back part of the delivery too",
            vec![
                Entered(kettle_back()),
                Entered(give_back(4_000)),
                Told(&[("a", -4_500)]),
                Told(&[("a", -4_500)]),
            ],
            (5_500, 4_500, 0),
        ),
        (
            "in the shop in parts",
            vec![
                Entered(kettle_back()),
                Entered(give_back(4_000)),
                Told(&[("a", -2_500), ("b", -1_500)]),
                Told(&[("a", -2_500), ("b", -1_500), ("c", -100)]),
            ],
            (5_900, 4_100, 0),
        ),
        (
            "by hand in parts",
            vec![
                Entered(kettle_back()),
                Entered(give_back(2_500)),
                Entered(give_back(1_500)),
                Told(&[("a", -4_000)]),
                Told(&[("a", -4_000), ("b", -100)]),
            ],
            (5_900, 4_100, 0),
        ),
        (
            "a second kettle, whose money the shop alone gave back",
            vec![
                Entered(kettle_back()),
                Entered(give_back(4_000)),
                Told(&[("a", -4_500)]),
                Entered(kettle_back()),
                Told(&[("a", -4_500), ("b", -4_000)]),
                Told(&[("a", -4_500), ("b", -4_000)]),
            ],
            (1_500, 8_500, 0),
        ),
        (
            "another sum is other money",
            vec![
                Entered(kettle_back()),
                Entered(give_back(4_000)),
                Told(&[("a", -3_000)]),
            ],
            (3_000, 7_000, 0),
        ),
    ];
    for (case, steps, expected) in cases {
        let mut desk = desk();
        import(&mut desk, vec![bought(&[])]);
        let id = record(&desk, "1").facts.id;
        for step in steps {
            match step {
                Entered(action) => drop(desk.perform(Target::Order(id), &action).unwrap()),
                Told(refunds) => drop(import(&mut desk, vec![bought(refunds)])),
                Undone => drop(desk.undo(UndoChoice::Mine).unwrap()),
            }
        }
        assert_eq!(money(&desk), expected, "{case}");
    }
}
