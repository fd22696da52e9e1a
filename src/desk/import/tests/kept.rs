//! What follows from the orders of a batch stands as it would be recomputed.

use proptest::prelude::*;

use super::*;
use crate::desk::doctor::WORK;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::store::HELD_FOR;
use crate::store::Holder;

fn received(order: &mut IncomingOrder) {
    order.status = ShopStatus::Received;
    order.status_at = Some(NOON - Span::minutes(1));
}

fn wrong(desk: &mut Desk) -> i64 {
    desk.store.wrong_projections(NOON, false).unwrap()
}

#[test]
fn what_follows_goes_in_with_the_rows_and_need_not_be_recomputed() {
    let paid = |order: &mut IncomingOrder| {
        order.payments = [(2, 4_000), (4, 4_000), (4, 6_000)]
            .map(|(minutes, amount)| IncomingPayment {
                at: NOON - Span::minutes(minutes),
                amount,
                means: Means::Card,
                reference: format!("p{minutes}"),
                note: String::new(),
            })
            .to_vec();
    };
    let first = |order: &mut IncomingOrder| order.customer = super::order(1).customer;
    let cases: [fn(&mut IncomingOrder); 7] = [
        received,
        |order| order.status = ShopStatus::Confirmed,
        |order| order.status = ShopStatus::Cancelled,
        |order| order.customer.company = "ООО Ромашка".to_owned(),
        |order| order.customer.phones[0].e164 = None,
        |order| (order.region, order.address) = (String::new(), "Владивосток, Светланская, 1".to_owned()),
        |order| (order.carrier, order.delivery_title) = (Some(Carrier::Cdek), "Постамат СДЭК".to_owned()),
    ];
    let mut orders = vec![order(1)];
    for (number, change) in (2..).step_by(4).zip(cases) {
        orders.push(changed(number, change));
        orders.push(changed(number + 1, |order| {
            change(order);
            paid(order);
        }));
        orders.push(changed(number + 2, |order| {
            change(order);
            first(order);
        }));
        // Of somebody who came in this very batch.
        orders.push(changed(number + 3, |order| {
            change(order);
            order.customer = changed(number, change).customer;
        }));
    }
    let mut desk = desk();
    let count = i64::try_from(orders.len()).unwrap();
    assert_eq!(import(&mut desk, orders).created, count);
    assert_eq!(wrong(&mut desk), 0);
    let later = (101..=107).map(|number| {
        changed(number, |order| {
            received(order);
            order.customer = super::order(number % 8).customer;
        })
    });
    import(&mut desk, later.collect());
    assert_eq!(wrong(&mut desk), 0);
}

#[test]
fn what_comes_later_in_a_batch_is_recomputed_with_what_came_first() {
    let mut desk = desk();
    let again = changed(1, |order| {
        received(order);
        order.modified_at = Some(NOON + Span::minutes(1));
    });
    let counts = import(&mut desk, vec![order(1), again]);
    assert_eq!((counts.created, counts.updated), (1, 1));
    assert_eq!(wrong(&mut desk), 0);
}

/// One of three people orders, and what comes of it.
#[derive(Clone, Debug)]
struct Came {
    whose: i64,
    status: ShopStatus,
    placed: i64,
    currency: Currency,
    region: &'static str,
    company: &'static str,
    is_paid: bool,
    /// They write from another mailbox this time.
    other_email: bool,
    /// It comes with those before it.
    is_same_file: bool,
}

fn came() -> impl Strategy<Value = Came> {
    use ShopStatus::*;
    let statuses = prop::sample::select(vec![New, Confirmed, Received, Received, Received, Cancelled, Returned]);
    let region = prop::sample::select(vec!["", "Омск", "Владивосток"]);
    let company = prop::sample::select(vec!["", "", "", "ООО Ромашка"]);
    let currency = prop::sample::select(vec![Currency::RUB, Currency::RUB, Currency::parse("UAH").unwrap()]);
    let placed = prop::sample::select(vec![5_i64, 60, 60, 3_000]);
    let told = (any::<bool>(), prop::bool::weighted(0.1), any::<bool>());
    (1..=3_i64, statuses, placed, currency, region, company, told).prop_map(
        |(whose, status, placed, currency, region, company, (is_paid, other_email, is_same_file))| Came {
            whose,
            status,
            placed,
            currency,
            region,
            company,
            is_paid,
            other_email,
            is_same_file,
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_follows_from_the_orders_of_known_customers_goes_in_with_them(
        came in prop::collection::vec(came(), 1..12),
    ) {
        let mut desk = desk();
        let mut files: Vec<Vec<IncomingOrder>> = Vec::new();
        for (number, came) in (1..).zip(&came) {
            let order = changed(number, |order| {
                order.customer = super::order(came.whose).customer;
                order.customer.company = came.company.to_owned();
                if came.other_email {
                    order.customer.email = format!("other{number}@mail.example");
                }
                order.created_at = NOON - Span::minutes(came.placed);
                order.status = came.status;
                order.status_at = Some(order.created_at + Span::minutes(1));
                order.currency = came.currency;
                order.region = came.region.to_owned();
                order.payments.extend(came.is_paid.then(|| IncomingPayment {
                    at: order.created_at,
                    amount: 10_000,
                    means: Means::Card,
                    reference: format!("p{number}"),
                    note: String::new(),
                }));
            });
            match files.last_mut().filter(|_| came.is_same_file) {
                Some(file) => file.push(order),
                None => files.push(vec![order]),
            }
        }
        for file in files {
            import(&mut desk, file);
            prop_assert_eq!(wrong(&mut desk), 0);
        }
    }
}

#[test]
fn a_batch_is_short_while_somebody_works_beside_it() {
    let batches = |desk: &mut Desk, meanwhile: &mut dyn FnMut()| {
        let mut done = Vec::new();
        let mut watch = ImportWatch {
            stop: &AtomicBool::new(false),
            progress: &mut |counts| {
                done.push(counts.read);
                meanwhile();
            },
        };
        let mut items = (1..=700).map(|number| Ok(Item::Order(Box::new(order(number)))));
        desk.import(&file("x"), ImportOptions::default(), &mut items, &mut watch)
            .unwrap();
        done
    };
    let mut alone = desk();
    let done = batches(&mut alone, &mut || ());
    if alone.store.location().is_server() {
        // There time bounds them too.
        assert_eq!(done.last(), Some(&700));
        assert!(done[0] <= 200 && done.is_sorted());
        return;
    }
    assert_eq!(done, [200, 700]);

    let mut beside = desk();
    let holder = Holder {
        session: "ivan-1",
        operator: "ivan",
    };
    assert!(beside.store.lease(WORK, &holder, NOON, HELD_FOR).unwrap());
    assert_eq!(batches(&mut beside, &mut || ()), [200, 400, 600, 700]);

    // A console that leaves the work to others writes all the same.
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut desk = on(Store::make_and_open(&path, Access::Write).unwrap());
    let mut other = on(Store::open(&path, Access::Write).unwrap());
    let note = Action::Note {
        text: "перезвонить".to_owned(),
    };
    let mut notes = || drop(other.perform(Target::Order(OrderId(1)), &note).unwrap());
    assert_eq!(batches(&mut desk, &mut notes), [200, 400, 600, 700]);
}
