//! Merging, case by case.

use super::create::Basket;
use super::create::History;
use super::create::same_basket;
use super::difference::Differing;
use super::difference::accept;
use super::merge::*;
use super::test_desk::Desk;
use super::test_desk::FIRST;
use super::test_desk::T0;
use super::test_desk::amounts;
use super::test_desk::fields;
use super::test_desk::later;
use super::test_desk::line;
use super::test_desk::paid;
use super::test_desk::shop;
use crate::domain::carrier::Carrier;
use crate::domain::change::Field;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::IncomingCustomer;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPayment;
use crate::domain::incoming::IncomingPhone;
use crate::domain::incoming::PAID_SO_FAR;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::Flags;
use crate::domain::order::Line;
use crate::domain::order::Reason;
use crate::domain::order::Terms;
use crate::domain::order_merge::create::create;
use crate::domain::order_merge::difference::difference;
use crate::domain::time::Span;
use crate::domain::time::Time;

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
    let [difference] = difference(&desk.order, &desk.shop, desk.asked.as_ref())
        .try_into()
        .unwrap();
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
    let differing: Vec<_> = difference(&desk.order, &desk.shop, desk.asked.as_ref())
        .iter()
        .map(|d| d.what)
        .collect();
    assert_eq!(differing, [Differing::Lines, Differing::Total, Differing::Payment]);

    let mut accepted = desk.clone();
    for change in accept(&desk.order, &desk.shop, desk.asked.as_ref()) {
        accepted.apply(&change);
    }
    assert_eq!(
        (accepted.order.facts.total, accepted.order.facts.shop_changed_at),
        (12_000, None)
    );
    assert_eq!(difference(&accepted.order, &accepted.shop, accepted.asked.as_ref()), []);

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
fn money_given_back_does_not_come_again() {
    let so_far = |minutes: i64, amount: i64| later(minutes, |v| v.payments = vec![paid(PAID_SO_FAR, amount)]);
    // The shop's last version was not kept.
    let mut forgotten = Desk::new(&so_far(0, 10_000));
    forgotten.count(-10_000, None);
    assert_eq!(amounts(&forgotten.merge_without_base(&so_far(1, 10_000))), [0_i64; 0]);
    assert_eq!(amounts(&forgotten.merge_without_base(&so_far(1, 12_000))), [2_000]);
    let mut in_parts = Desk::new(&shop());
    in_parts.count(6_000, None);
    in_parts.count(4_000, None);
    in_parts.count(-10_000, None);
    let single = later(1, |v| v.payments = vec![paid("p", 10_000)]);
    assert_eq!(amounts(&in_parts.merge_without_base(&single)), [0_i64; 0]);
    assert_eq!(amounts(&in_parts.merge_without_base(&so_far(1, 10_000))), [0_i64; 0]);

    // It was kept; the shop tells of the operator's money late.
    assert_eq!(amounts(&in_parts.take(&so_far(1, 10_000))), [0_i64; 0]);

    // The shop tells that it went back, then that it was paid again.
    let mut again = Desk::new(&so_far(0, 10_000));
    again.count(-10_000, None);
    assert_eq!(amounts(&again.take(&so_far(1, 0))), [0_i64; 0]);
    assert_eq!(amounts(&again.take(&so_far(2, 10_000))), [10_000]);
}

#[test]
fn the_shops_money_counts_when_an_operator_takes_his_entry_back() {
    for reference in ["p", PAID_SO_FAR] {
        let told = later(1, |v| v.payments = vec![paid(reference, 10_000)]);
        let mut whole = Desk::new(&shop());
        whole.count(10_000, None);
        whole.take(&told);
        assert_eq!(whole.merge(&told), Merged::Unchanged);
        whole.take_back(10_000);
        assert_eq!(amounts(&whole.take(&told)), [10_000], "{reference}");
        assert_eq!(whole.merge(&told), Merged::Unchanged);

        let mut in_parts = Desk::new(&shop());
        in_parts.count(6_000, None);
        in_parts.count(4_000, None);
        in_parts.take(&told);
        in_parts.take_back(4_000);
        assert_eq!(amounts(&in_parts.take(&told)), [4_000], "{reference}");

        let mut wrong_entry = Desk::new(&told);
        wrong_entry.count(500, None);
        wrong_entry.take_back(500);
        assert_eq!(wrong_entry.merge(&told), Merged::Unchanged, "{reference}");
    }
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
            FIRST,
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
        (at(5), at(5), Flags::SHOP_CONFIRMED)
    );
    let received = first(ShopStatus::Received, None);
    assert_eq!(
        (received.received_at, received.arrived_at, received.flags),
        (at(9), None, Flags::HISTORY)
    );
    let cancelled = first(ShopStatus::Cancelled, None);
    assert_eq!((cancelled.cancelled_at, cancelled.reason), (at(9), Some(Reason::Other)));
    assert_eq!(first(ShopStatus::Returned, None).flags, Flags::HISTORY);

    let line = History {
        open_since: Some(T0 + Span::days(1)),
        hold: Span::days(14),
        ..FIRST
    };
    let old = create(&shop(), CustomerId(1), T0, line);
    assert_eq!(old.flags, Flags::HISTORY);
    let company = later(1, |v| {
        v.customer.company = "ООО «Тон»".to_owned();
        v.do_not_call = true;
    });
    let flags = create(&company, CustomerId(1), T0, FIRST).flags;
    assert_eq!(flags, Flags::MAYBE_B2B.with(Flags::DO_NOT_CALL));
}

#[test]
fn what_was_sent_longer_ago_than_its_carrier_keeps_it_is_history() {
    for (status, number, days, is_history) in [
        (ShopStatus::Dispatched, None, 13, false),
        (ShopStatus::Dispatched, None, 15, true),
        (ShopStatus::Arrived, None, 15, true),
        (ShopStatus::Confirmed, None, 15, false),
        (ShopStatus::New, None, 15, false),
        (ShopStatus::New, Some("RA123456785RU"), 15, true),
        (ShopStatus::New, Some("RA123456785RU"), 13, false),
        (ShopStatus::Cancelled, Some("RA123456785RU"), 15, true),
    ] {
        let version = later(9, |v| {
            v.status = status;
            v.tracking_number = number.map(str::to_owned);
            v.created_at = T0 - Span::days(days + 30);
            v.status_at = Some(T0 - Span::days(days));
        });
        let history = History {
            first_import: T0,
            ..FIRST
        };
        let flags = create(&version, CustomerId(1), T0, history).flags;
        assert_eq!(flags.has(Flags::HISTORY), is_history, "{status:?} {number:?} {days}");
    }
}

#[test]
fn what_is_finished_at_first_sight_is_history_only_from_before_the_desk() {
    let at_the_desk = History {
        first_import: T0,
        open_since: None,
        hold: Span::days(14),
    };
    for (status, else_is) in [
        (ShopStatus::Received, Flags::SHOP_CONFIRMED),
        (ShopStatus::Cancelled, Flags(0)),
        (ShopStatus::Returned, Flags(0)),
    ] {
        let version = later(9, |v| v.status = status);
        let flags = |history: History| create(&version, CustomerId(1), T0, history).flags;
        assert_eq!(
            (flags(at_the_desk), flags(FIRST)),
            (else_is, Flags::HISTORY),
            "{status:?}"
        );
    }
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

#[test]
fn a_list_of_lines_alone_leaves_a_told_total_and_what_was_paid_of_it() {
    let order = |total: i64, lines: &[Line]| {
        let mut version = shop();
        version.modified_at = None;
        version.total = total;
        version.lines = lines.to_vec();
        version.payments = vec![paid(PAID_SO_FAR, total)];
        version
    };
    let orders = order(4_500, &[]);
    let items = IncomingOrder {
        is_total_summed: true,
        is_paid_by_word: true,
        ..order(4_000, &[line("T-1", 3_000), line("C-1", 1_000)])
    };
    let mut desk = Desk::new(&orders);
    let told = desk.take(&items);
    assert_eq!((amounts(&told), desk.order.lines.len()), (vec![], 2));
    assert_eq!((desk.order.facts.total, desk.order.facts.paid), (4_500, 4_500));
    for again in [&orders, &items] {
        assert_eq!(desk.merge(again), Merged::Unchanged);
    }

    let mut desk = Desk::new(&items);
    assert_eq!(amounts(&desk.take(&orders)), [500]);
    assert_eq!((desk.order.facts.total, desk.merge(&items)), (4_500, Merged::Unchanged));
    // Where no total was ever told, the lines go on telling it.
    let more = IncomingOrder {
        is_total_summed: true,
        is_paid_by_word: true,
        ..order(5_000, &[line("T-1", 5_000)])
    };
    let mut desk = Desk::new(&items);
    desk.take(&more);
    assert_eq!(desk.order.facts.total, 5_000);
}

#[test]
fn money_paid_for_the_lines_alone_is_not_the_whole_of_a_told_total() {
    let orders = |told_paid: &[i64]| {
        let mut version = shop();
        (version.modified_at, version.total) = (None, 4_500);
        version.lines = Vec::new();
        version.payments = told_paid.iter().map(|amount| paid(PAID_SO_FAR, *amount)).collect();
        version
    };
    let items = |is_paid_by_word: bool, amount: i64| {
        let mut version = orders(&[amount]);
        (version.total, version.is_total_summed) = (4_000, true);
        version.is_paid_by_word = is_paid_by_word;
        version.lines = vec![line("T-1", 4_000)];
        version
    };
    // What the order was told to be paid by before, whether the lines say so by a word, their sum, what came in the end.
    for (before, by_word, sum, paid) in [
        (&[][..], false, 4_000, 4_000),
        (&[], true, 4_000, 4_500),
        (&[], false, 1_000, 1_000),
        (&[4_500], false, 4_000, 4_500),
        (&[4_500], true, 4_000, 4_500),
        (&[1_000], false, 4_000, 4_000),
        (&[1_000], true, 4_000, 4_500),
    ] {
        let mut desk = Desk::new(&orders(before));
        desk.take(&items(by_word, sum));
        let told = (before, by_word, sum);
        assert_eq!(
            (desk.order.facts.total, desk.order.facts.paid),
            (4_500, paid),
            "{told:?}"
        );
        assert_eq!(desk.merge(&items(by_word, sum)), Merged::Unchanged, "{told:?}");
    }
}
