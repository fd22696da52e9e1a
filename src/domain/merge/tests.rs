use proptest::prelude::*;

use super::*;
use crate::domain::action::OrderTexts;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Line;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::time::Span;

const T0: Time = Time(1_773_219_600_000);

fn line(sku: &str, total: i64) -> Line {
    Line {
        sku: sku.to_owned(),
        name: format!("Товар {sku}"),
        parameters: String::new(),
        quantity_milli: 1_000,
        price: total,
        total,
    }
}

fn shop() -> IncomingOrder {
    IncomingOrder {
        source: "shop".to_owned(),
        external_id: "1042".to_owned(),
        number: "1042".to_owned(),
        modified_at: Some(T0),
        created_at: T0,
        status: ShopStatus::New,
        status_at: None,
        status_word: "new".to_owned(),
        reason: None,
        payment_failed: false,
        customer: IncomingCustomer {
            name: "Елена Иванова".to_owned(),
            phones: vec![IncomingPhone {
                raw: "89167654321".to_owned(),
                e164: Some("+79167654321".to_owned()),
            }],
            ..IncomingCustomer::default()
        },
        currency: Currency::RUB,
        total: 10_000,
        terms: Some(Terms::Prepaid),
        payment_title: "Карта".to_owned(),
        delivery_title: "Почта".to_owned(),
        carrier: None,
        address: "Москва".to_owned(),
        region: String::new(),
        comment: String::new(),
        do_not_call: false,
        channel: "site".to_owned(),
        lines: vec![line("C803", 10_000)],
        payments: Vec::new(),
        tracking_number: None,
    }
}

fn later(minutes: i64, change: impl FnOnce(&mut IncomingOrder)) -> IncomingOrder {
    let mut version = shop();
    version.modified_at = Some(T0 + Span::minutes(minutes));
    change(&mut version);
    version
}

fn paid(reference: &str, amount: i64) -> IncomingPayment {
    IncomingPayment {
        at: T0,
        amount,
        means: Means::Card,
        reference: reference.to_owned(),
    }
}

/// A desk of one order: what the store would keep.
#[derive(Clone, Debug)]
struct Desk {
    order: OrderRecord,
    payments: KnownPayments,
    contacts: Vec<ContactRecord>,
    shop: IncomingOrder,
}

impl Desk {
    fn new(shop: &IncomingOrder) -> Desk {
        let facts = create(shop, CustomerId(1), T0, None);
        let mut desk = Desk {
            order: OrderRecord {
                facts,
                number: shop.number.clone(),
                tracking_number: shop.tracking_number.clone(),
                texts: OrderTexts {
                    customer_name: shop.customer.name.clone(),
                    address: shop.address.clone(),
                    comment: shop.comment.clone(),
                    payment_title: shop.payment_title.clone(),
                    delivery_title: shop.delivery_title.clone(),
                },
                lines: shop.lines.clone(),
            },
            payments: KnownPayments::default(),
            contacts: Vec::new(),
            shop: shop.clone(),
        };
        desk.order.facts.id = OrderId(7);
        for payment in &shop.payments {
            desk.count(payment.amount, Some(payment.reference.clone()));
        }
        desk
    }

    fn count(&mut self, amount: i64, reference: Option<String>) {
        self.order.facts.paid += amount;
        match reference {
            Some(reference) => {
                self.payments.references.insert(reference);
            }
            None => self.payments.entered.push(amount),
        }
    }

    fn merge(&self, incoming: &IncomingOrder) -> Merged {
        let existing = Existing {
            order: &self.order,
            payments: &self.payments,
            contacts: &self.contacts,
            last_shop: Some(&self.shop),
            modified_at: self.shop.modified_at,
        };
        merge(&existing, incoming, T0 + Span::days(30))
    }

    /// Merges and applies, as the store would; the changes.
    fn take(&mut self, incoming: &IncomingOrder) -> Vec<Change> {
        match self.merge(incoming) {
            Merged::Update { changes, shop } => {
                for change in &changes {
                    self.apply(change);
                }
                self.shop = *shop;
                changes
            }
            _ => Vec::new(),
        }
    }

    fn apply(&mut self, change: &Change) {
        match change {
            Change::Set {
                field, before, after, ..
            } => {
                let slot = self.slot(*field);
                assert_eq!(&slot, before, "{field:?}");
                self.write(*field, after);
            }
            Change::Lines { before, after, .. } => {
                assert_eq!(&self.order.lines, before);
                self.order.lines.clone_from(after);
            }
            Change::Add { new, .. } => match new {
                NewRow::Payment { amount, reference, .. } => self.count(*amount, reference.clone()),
                NewRow::Contact { kind, raw, norm, .. } => self.contacts.push(ContactRecord {
                    id: 1,
                    kind: ContactKind::from_int(*kind).unwrap(),
                    raw: raw.clone(),
                    norm: norm.clone(),
                    bad_at: None,
                }),
                other => panic!("{other:?}"),
            },
            Change::Void { .. } => panic!("merging voids nothing"),
        }
    }

    fn time(&mut self, field: Field) -> Option<&mut Option<Time>> {
        let f = &mut self.order.facts;
        Some(match field {
            Field::ConfirmedAt => &mut f.confirmed_at,
            Field::HandedAt => &mut f.handed_at,
            Field::NumberAt => &mut f.number_at,
            Field::ArrivedAt => &mut f.arrived_at,
            Field::ReceivedAt => &mut f.received_at,
            Field::ReturnedAt => &mut f.returned_at,
            Field::CancelledAt => &mut f.cancelled_at,
            Field::ReopenedAt => &mut f.reopened_at,
            Field::ShopChangedAt => &mut f.shop_changed_at,
            Field::ShopCancelledAt => &mut f.shop_cancelled_at,
            _ => return None,
        })
    }

    fn slot(&mut self, field: Field) -> Value {
        if let Some(time) = self.time(field) {
            return (*time).into();
        }
        let (f, t) = (&self.order.facts, &self.order.texts);
        match field {
            Field::Total => f.total.into(),
            Field::Flags => f.flags.0.into(),
            Field::Terms => f.terms.int().into(),
            Field::Carrier => f.carrier.map(Carrier::int).into(),
            Field::Reason => f.reason.map(Reason::int).into(),
            Field::TrackingNumber => self.order.tracking_number.as_deref().into(),
            Field::CustomerName => t.customer_name.as_str().into(),
            Field::Address => t.address.as_str().into(),
            Field::Comment => t.comment.as_str().into(),
            Field::PaymentTitle => t.payment_title.as_str().into(),
            Field::DeliveryTitle => t.delivery_title.as_str().into(),
            other => panic!("{other:?}"),
        }
    }

    fn write(&mut self, field: Field, value: &Value) {
        let int = match value {
            Value::Int(int) => Some(*int),
            _ => None,
        };
        let text = match value {
            Value::Text(text) => text.clone(),
            _ => String::new(),
        };
        if let Some(time) = self.time(field) {
            *time = int.map(Time);
            return;
        }
        let (f, t) = (&mut self.order.facts, &mut self.order.texts);
        match field {
            Field::Total => f.total = int.unwrap(),
            Field::Flags => f.flags = Flags(int.unwrap()),
            Field::Terms => f.terms = Terms::from_int(int.unwrap()).unwrap(),
            Field::Carrier => f.carrier = int.and_then(Carrier::from_int),
            Field::Reason => f.reason = int.and_then(Reason::from_int),
            Field::TrackingNumber => self.order.tracking_number = Some(text),
            Field::CustomerName => t.customer_name = text,
            Field::Address => t.address = text,
            Field::Comment => t.comment = text,
            Field::PaymentTitle => t.payment_title = text,
            Field::DeliveryTitle => t.delivery_title = text,
            other => panic!("{other:?}"),
        }
    }
}

fn fields(changes: &[Change]) -> Vec<Field> {
    let field = |change: &Change| match change {
        Change::Set { field, .. } => Some(*field),
        _ => None,
    };
    changes.iter().filter_map(field).collect()
}

fn amounts(changes: &[Change]) -> Vec<i64> {
    let amount = |change: &Change| match change {
        Change::Add {
            new: NewRow::Payment { amount, .. },
            ..
        } => Some(*amount),
        _ => None,
    };
    changes.iter().filter_map(amount).collect()
}

#[test]
fn the_same_version_changes_nothing() {
    let desk = Desk::new(&shop());
    assert_eq!(desk.merge(&shop()), Merged::Unchanged);
}

#[test]
fn a_later_time_alone_is_remembered_and_changes_nothing() {
    let mut desk = Desk::new(&shop());
    assert_eq!(desk.take(&later(5, |_| ())), []);
    assert_eq!(desk.merge(&later(3, |v| v.total = 1)), Merged::Older);
}

#[test]
fn until_it_is_confirmed_the_shop_owns_an_order() {
    let mut desk = Desk::new(&shop());
    let version = later(5, |v| {
        v.total = 12_000;
        v.lines = vec![line("C803", 10_000), line("F40", 2_000)];
        v.address = "Казань".to_owned();
        v.comment = "домофон 5".to_owned();
        v.delivery_title = "СДЭК".to_owned();
        v.carrier = Some(Carrier::Cdek);
        v.terms = Some(Terms::OnDelivery);
    });
    desk.take(&version);
    assert_eq!((desk.order.facts.total, &desk.order.lines), (12_000, &version.lines));
    assert_eq!(desk.order.texts.address, "Казань");
    assert_eq!(desk.order.texts.comment, "домофон 5");
    assert_eq!(
        (desk.order.facts.terms, desk.order.facts.carrier),
        (Terms::OnDelivery, Some(Carrier::Cdek))
    );
    assert_eq!(desk.order.facts.shop_changed_at, None);
}

#[test]
fn what_an_operator_edited_is_kept_and_a_clash_is_asked_about() {
    let mut desk = Desk::new(&shop());
    desk.order.texts.address = "Тверь".to_owned();
    let changes = desk.take(&later(5, |v| v.comment = "скорее".to_owned()));
    assert_eq!(fields(&changes), [Field::Comment]);
    let changes = desk.take(&later(6, |v| v.address = "Казань".to_owned()));
    assert_eq!(fields(&changes), [Field::ShopChangedAt]);
    assert_eq!(desk.order.texts.address, "Тверь");
    let [difference] = difference(&desk.order, &desk.shop).try_into().unwrap();
    assert_eq!(
        (difference.what, difference.theirs.as_str()),
        (Differing::Address, "Казань")
    );
}

#[test]
fn after_confirmation_the_difference_waits_and_may_be_accepted() {
    let mut desk = Desk::new(&shop());
    desk.order.facts.confirmed_at = Some(T0);
    let changes = desk.take(&later(5, |v| {
        v.total = 12_000;
        v.lines = vec![line("F40", 12_000)];
        v.payment_title = "Счёт".to_owned();
    }));
    assert_eq!(fields(&changes), [Field::ShopChangedAt]);
    assert_eq!(desk.order.facts.total, 10_000);
    let differing: Vec<_> = difference(&desk.order, &desk.shop).iter().map(|d| d.what).collect();
    assert_eq!(differing, [Differing::Lines, Differing::Total]);

    let mut accepted = desk.clone();
    for change in accept(&desk.order, &desk.shop) {
        accepted.apply(&change);
    }
    assert_eq!(
        (accepted.order.facts.total, accepted.order.facts.shop_changed_at),
        (12_000, None)
    );
    assert_eq!(difference(&accepted.order, &accepted.shop), []);

    // Kept ours: the same difference does not come up again.
    desk.order.facts.shop_changed_at = None;
    let changes = desk.take(&later(9, |v| {
        v.total = 12_000;
        v.lines = vec![line("F40", 12_000)];
        v.comment = "скорее".to_owned();
    }));
    assert_eq!(fields(&changes), [Field::Comment]);
}

#[test]
fn a_shop_that_comes_round_to_ours_asks_no_longer() {
    let mut desk = Desk::new(&shop());
    desk.order.facts.confirmed_at = Some(T0);
    desk.take(&later(5, |v| v.total = 12_000));
    let changes = desk.take(&later(6, |_| ()));
    assert_eq!(fields(&changes), [Field::ShopChangedAt]);
    assert_eq!(desk.order.facts.shop_changed_at, None);
}

#[test]
fn a_cancellation_is_taken_over_before_confirmation_and_asked_about_after() {
    let cancel = later(5, |v| {
        v.status = ShopStatus::Cancelled;
        v.reason = Some(Reason::ChangedMind);
    });
    let mut desk = Desk::new(&shop());
    desk.take(&cancel);
    assert_eq!(desk.order.facts.cancelled_at, Some(T0 + Span::minutes(5)));
    assert_eq!(desk.order.facts.reason, Some(Reason::ChangedMind));

    let mut desk = Desk::new(&shop());
    desk.order.facts.confirmed_at = Some(T0);
    let changes = desk.take(&cancel);
    assert_eq!(fields(&changes), [Field::ShopCancelledAt]);
    let changes = desk.take(&later(8, |_| ()));
    assert_eq!(fields(&changes), [Field::ShopCancelledAt], "taken back");
    assert_eq!(desk.order.facts.shop_cancelled_at, None);
}

#[test]
fn a_shop_takes_back_its_own_cancellation_and_nobody_elses() {
    let cancel = later(60, |v| v.status = ShopStatus::Cancelled);
    let mut desk = Desk::new(&shop());
    desk.take(&cancel);
    let revived = later(70, |v| v.payments = vec![paid("p", 10_000)]);
    let mut operators = desk.clone();
    desk.take(&revived);
    assert_eq!((desk.order.facts.cancelled_at, desk.order.facts.reason), (None, None));
    assert_eq!(
        (desk.order.facts.paid, desk.order.facts.reopened_at.is_some()),
        (10_000, true)
    );

    operators.order.facts.cancelled_at = Some(T0 + Span::minutes(65));
    let changes = operators.take(&revived);
    assert_eq!((fields(&changes), amounts(&changes)), (vec![], vec![10_000]));

    let mut history = Desk::new(&cancel);
    assert!(history.order.facts.flags.has(Flags::HISTORY));
    history.take(&revived);
    assert!(!history.order.facts.flags.has(Flags::HISTORY));
}

#[test]
fn news_lead_forward_and_never_back() {
    let mut desk = Desk::new(&shop());
    desk.take(&later(10, |v| v.status = ShopStatus::Confirmed));
    desk.take(&later(20, |v| {
        v.status = ShopStatus::Dispatched;
        v.tracking_number = Some("RA644000001RU".to_owned());
    }));
    let at = |minutes: i64| Some(T0 + Span::minutes(minutes));
    let f = desk.order.facts.clone();
    assert_eq!((f.confirmed_at, f.handed_at, f.number_at), (at(10), at(20), at(20)));
    assert_eq!(desk.take(&later(30, |v| v.status = ShopStatus::New)), []);
    desk.take(&later(40, |v| v.status = ShopStatus::Received));
    assert_eq!(
        (desk.order.facts.received_at, desk.order.facts.arrived_at),
        (at(40), None)
    );
    desk.take(&later(50, |v| v.status = ShopStatus::Returned));
    assert_eq!(
        (desk.order.facts.returned_at, desk.order.facts.reason),
        (at(50), Some(Reason::Other))
    );
}

#[test]
fn what_an_operator_did_first_stands() {
    let mut desk = Desk::new(&shop());
    desk.order.facts.handed_at = Some(T0 + Span::minutes(1));
    desk.order.tracking_number = Some("ours".to_owned());
    let changes = desk.take(&later(20, |v| {
        v.status = ShopStatus::Dispatched;
        v.tracking_number = Some("theirs".to_owned());
    }));
    assert_eq!(fields(&changes), []);
    // Undone by an operator, told again by the shop: no news.
    desk.order.facts.handed_at = None;
    let changes = desk.take(&later(21, |v| {
        v.status = ShopStatus::Dispatched;
        v.tracking_number = Some("theirs".to_owned());
    }));
    assert_eq!(fields(&changes), []);
}

#[test]
fn a_waybill_alone_says_that_it_went() {
    let mut desk = Desk::new(&shop());
    desk.order.facts.confirmed_at = Some(T0);
    let mut changes = fields(&desk.take(&later(20, |v| v.tracking_number = Some("1100285492".to_owned()))));
    changes.sort();
    assert_eq!(changes, [Field::TrackingNumber, Field::NumberAt, Field::HandedAt]);
    let changes = desk.take(&later(25, |v| v.tracking_number = Some("1100285493".to_owned())));
    assert_eq!(
        fields(&changes),
        [Field::TrackingNumber, Field::NumberAt],
        "the shop mends its own slip"
    );
}

#[test]
fn money_is_counted_once() {
    let pay = |payments: Vec<IncomingPayment>| later(5, |v| v.payments = payments);
    let mut desk = Desk::new(&shop());
    assert_eq!(amounts(&desk.take(&pay(vec![paid("p", 10_000)]))), [10_000]);
    assert_eq!(
        amounts(&desk.take(&pay(vec![paid("p", 10_000), paid("r", -3_000)]))),
        [-3_000]
    );
    assert_eq!(
        amounts(&desk.take(&pay(vec![paid("p", 10_000), paid("r", -3_000)]))),
        Vec::<i64>::new()
    );

    let mut entered = Desk::new(&shop());
    entered.count(10_000, None);
    assert_eq!(
        amounts(&entered.take(&pay(vec![paid("p", 10_000)]))),
        Vec::<i64>::new(),
        "the same money"
    );
    entered.count(-10_000, None);
    assert_eq!(
        amounts(&entered.take(&pay(vec![paid("p", 10_000), paid("r", -10_000)]))),
        Vec::<i64>::new()
    );
    assert_eq!(entered.order.facts.paid, 0);

    let mut in_parts = Desk::new(&shop());
    in_parts.count(6_000, None);
    assert_eq!(amounts(&in_parts.take(&pay(vec![paid("p", 10_000)]))), [4_000]);

    let mut nothing_came = Desk::new(&shop());
    assert_eq!(
        amounts(&nothing_came.take(&pay(vec![paid("r", -3_000)]))),
        Vec::<i64>::new()
    );

    let mut other_currency = Desk::new(&shop());
    let mut version = pay(vec![paid("p", 10_000)]);
    version.currency = Currency::parse("USD").unwrap();
    assert_eq!(amounts(&other_currency.take(&version)), Vec::<i64>::new());
}

#[test]
fn a_sum_of_all_that_came_adds_only_what_is_missing() {
    let so_far = |minutes: i64, amount: i64| later(minutes, |v| v.payments = vec![paid(PAID_SO_FAR, amount)]);
    let mut desk = Desk::new(&shop());
    assert_eq!(amounts(&desk.take(&so_far(1, 4_000))), [4_000]);
    assert_eq!(amounts(&desk.take(&so_far(2, 10_000))), [6_000]);
    assert_eq!(amounts(&desk.take(&so_far(3, 7_000))), [-3_000]);
    let mut entered = Desk::new(&shop());
    entered.count(9_000, None);
    assert_eq!(amounts(&entered.take(&so_far(1, 10_000))), [1_000]);
}

#[test]
fn a_new_phone_is_added_and_a_known_one_is_not() {
    let mut desk = Desk::new(&shop());
    let phone = |number: &str| IncomingPhone {
        raw: number.to_owned(),
        e164: Some(number.to_owned()),
    };
    let version = later(5, |v| {
        v.customer.phones.push(phone("+74951234567"));
        v.customer.email = "e@mail.example".to_owned();
    });
    desk.take(&version);
    let contacts: Vec<_> = desk.contacts.iter().filter_map(|c| c.norm.as_deref()).collect();
    assert_eq!(contacts, ["+74951234567", "e@mail.example"]);
    desk.take(&later(6, |v| v.customer.phones = vec![phone("+74951234567")]));
    assert_eq!(desk.contacts.len(), 2);
}

#[test]
fn what_a_version_leaves_out_is_not_erased() {
    let mut desk = Desk::new(&shop());
    let changes = desk.take(&later(5, |v| {
        v.lines = Vec::new();
        v.address = String::new();
        v.customer = IncomingCustomer::default();
        v.payment_title = String::new();
        v.terms = None;
    }));
    assert_eq!(changes, []);
    assert_eq!(desk.shop.lines, shop().lines);
}

#[test]
fn a_failed_payment_is_a_mark_until_it_succeeds() {
    let mut desk = Desk::new(&shop());
    desk.take(&later(5, |v| v.payment_failed = true));
    assert!(desk.order.facts.flags.has(Flags::PAYMENT_FAILED));
    desk.take(&later(6, |_| ()));
    assert!(!desk.order.facts.flags.has(Flags::PAYMENT_FAILED));
}

#[test]
fn the_first_facts_follow_from_where_the_shop_says_it_stands() {
    let at = |minutes: i64| Some(T0 + Span::minutes(minutes));
    let first = |status: ShopStatus, since: Option<Time>| {
        create(
            &later(9, |v| {
                v.status = status;
                v.status_at = since;
            }),
            CustomerId(1),
            T0 + Span::days(1),
            None,
        )
    };
    let new = first(ShopStatus::New, None);
    assert_eq!(
        (new.confirmed_at, new.flags, new.seen_at),
        (None, Flags(0), T0 + Span::days(1))
    );
    let sent = first(ShopStatus::Dispatched, at(5));
    assert_eq!(
        (sent.confirmed_at, sent.handed_at, sent.flags),
        (at(5), at(5), Flags(0))
    );
    let received = first(ShopStatus::Received, None);
    assert_eq!(
        (received.received_at, received.arrived_at, received.flags),
        (at(9), None, Flags::HISTORY)
    );
    let cancelled = first(ShopStatus::Cancelled, None);
    assert_eq!((cancelled.cancelled_at, cancelled.reason), (at(9), Some(Reason::Other)));
    assert_eq!(first(ShopStatus::Returned, None).flags, Flags::HISTORY);

    let old = create(&shop(), CustomerId(1), T0, Some(T0 + Span::days(1)));
    assert_eq!(old.flags, Flags::HISTORY);
    let company = later(1, |v| {
        v.customer.company = "ООО «Тон»".to_owned();
        v.do_not_call = true;
    });
    let flags = create(&company, CustomerId(1), T0, None).flags;
    assert_eq!(flags, Flags::MAYBE_B2B.with(Flags::DO_NOT_CALL));
}

#[test]
fn the_same_goods_for_the_same_phone_within_ten_minutes_are_probably_one_order() {
    let phones = ["+79167654321".to_owned()];
    let others = ["+79160000000".to_owned()];
    let lines = [line("a", 100), line("b", 200)];
    let turned = [line("b", 200), line("a", 100)];
    let basket = |minutes: i64, phones, lines| Basket {
        phones,
        created_at: T0 + Span::minutes(minutes),
        total: 300,
        lines,
    };
    let one = basket(0, &phones, &lines);
    assert!(same_basket(&one, &basket(10, &phones, &turned)));
    assert!(same_basket(&basket(10, &phones, &turned), &one));
    assert!(!same_basket(&one, &basket(11, &phones, &lines)));
    assert!(!same_basket(&one, &basket(1, &others, &lines)));
    assert!(!same_basket(&one, &basket(1, &phones, &lines[..1])));
    assert!(same_basket(&basket(0, &phones, &[]), &basket(1, &phones, &[])));
    assert!(!same_basket(&one, &basket(1, &phones, &[])));
}

fn any_version() -> impl Strategy<Value = IncomingOrder> {
    let status = prop::sample::select(ShopStatus::ALL);
    let payments = prop::collection::vec((0..3_usize, -10_000..10_000_i64), 0..3);
    let numbers = prop::option::of(prop::sample::select(vec!["1100285492", "62009147017544"]));
    let flags = any::<(bool, bool, bool)>();
    let goods = prop::collection::vec(prop::sample::select(vec!["a", "b"]), 0..3);
    (
        0..100_i64,
        status,
        0..3_i64,
        payments,
        numbers,
        flags,
        goods,
        0..3_usize,
    )
        .prop_map(
            |(minutes, status, total, payments, number, (failed, quiet, timed), goods, address)| {
                later(minutes, |v| {
                    v.status = status;
                    v.total = 10_000 + total * 1_000;
                    v.payments = payments
                        .iter()
                        .map(|(which, amount)| paid(["p", "q", PAID_SO_FAR][*which], *amount))
                        .collect();
                    v.tracking_number = number.map(str::to_owned);
                    v.payment_failed = failed;
                    v.do_not_call = quiet;
                    v.modified_at = v.modified_at.filter(|_| timed);
                    v.lines = goods.iter().map(|sku| line(sku, 100)).collect();
                    v.address = ["", "Казань", "Тверь"][address].to_owned();
                })
            },
        )
}

/// What an operator may do between two versions.
fn meddle(desk: &mut Desk, what: u8, at: Time) {
    let order = &mut desk.order;
    match what {
        0 => order.facts.confirmed_at = order.facts.confirmed_at.or(Some(at)),
        1 => order.facts.handed_at = order.facts.handed_at.or(Some(at)),
        2 => order.facts.received_at = order.facts.received_at.or(Some(at)),
        3 => order.facts.cancelled_at = order.facts.cancelled_at.or(Some(at)),
        4 => order.facts.closed_at = order.facts.closed_at.or(Some(at)),
        5 => order.texts.address = "Рязань".to_owned(),
        6 => order.facts.total = 5_000,
        7 => order.lines = vec![line("c", 5_000)],
        8 => desk.count(2_000, None),
        _ => {}
    }
}

proptest! {
    #[test]
    fn merging_twice_changes_nothing_more(versions in prop::collection::vec((any_version(), 0..12_u8), 1..6)) {
        let mut desk = Desk::new(&shop());
        for (version, what) in versions {
            let at = T0 + Span(desk.order.facts.paid.rem_euclid(97) + 1);
            meddle(&mut desk, what, at);
            desk.take(&version);
            let again = desk.merge(&version);
            prop_assert!(matches!(again, Merged::Unchanged | Merged::Older), "{:?}", again);
        }
    }

    #[test]
    fn an_older_version_never_wins(newer in any_version(), older in any_version()) {
        let mut desk = Desk::new(&shop());
        desk.take(&newer);
        if let (Some(known), Some(theirs)) = (desk.shop.modified_at, older.modified_at)
            && theirs < known
        {
            prop_assert!(matches!(desk.merge(&older), Merged::Older | Merged::Unchanged));
        }
    }

    #[test]
    fn no_fact_of_an_operator_is_unset(versions in prop::collection::vec((any_version(), 0..12_u8), 1..6)) {
        let mut desk = Desk::new(&shop());
        for (index, (version, what)) in versions.into_iter().enumerate() {
            // Never the very moment of a version of the shop's.
            let at = T0 + Span::minutes(i64::try_from(index).unwrap()) + Span(1);
            meddle(&mut desk, what, at);
            let before = desk.order.clone();
            let payments = desk.payments.clone();
            let changes = desk.take(&version);
            for change in &changes {
                if let Change::Set { field, before, .. } = change
                    && matches!(field, Field::ConfirmedAt | Field::HandedAt | Field::ArrivedAt | Field::ReceivedAt
                        | Field::ReturnedAt | Field::ClosedAt)
                {
                    prop_assert_eq!(before, &Value::Null);
                }
            }
            let kept = |at: Option<Time>| at.is_none_or(|at| at.0 % 60_000 != 1);
            prop_assert!(kept(before.facts.cancelled_at) || desk.order.facts.cancelled_at == before.facts.cancelled_at);
            prop_assert_eq!(&desk.payments.entered, &payments.entered);
            if before.texts.address == "Рязань" {
                prop_assert_eq!(&desk.order.texts.address, "Рязань");
            }
        }
    }

    #[test]
    fn accepting_leaves_no_difference(version in any_version()) {
        let mut desk = Desk::new(&shop());
        desk.order.facts.confirmed_at = Some(T0);
        desk.take(&version);
        for change in accept(&desk.order, &desk.shop.clone()) {
            desk.apply(&change);
        }
        prop_assert_eq!(difference(&desk.order, &desk.shop), []);
        prop_assert_eq!(desk.order.facts.shop_changed_at, None);
    }
}
