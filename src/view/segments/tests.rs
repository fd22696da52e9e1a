//! Segments, consents, offers, and what falls due again.

use std::sync::Arc;

use super::Again;
use crate::desk::Desk;
use crate::desk::import::catalogue::Unnamed;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::tests::desk;
use crate::desk::tests::later;
use crate::desk::tests::new_order;
use crate::desk::tests::order;
use crate::desk::tests::refusal;
use crate::desk::undo::UndoChoice;
use crate::domain::action::Action;
use crate::domain::action::Consent;
use crate::domain::action::Refusal;
use crate::domain::cell::Cell;
use crate::domain::duration::Days;
use crate::domain::ids::CustomerId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::money::Currency;
use crate::domain::offer::NoOffer;
use crate::domain::order::Means;
use crate::domain::product::CatalogueRow;
use crate::domain::product::OtherKey;
use crate::domain::product::Stock;
use crate::domain::segment::DayMark;
use crate::domain::segment::Segment;
use crate::domain::segment::Standing;
use crate::domain::settings::Settings;
use crate::domain::sex::Sex;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::view::pages;
use crate::view::pages::Act;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;
use crate::view::pages::PageRow;
use crate::view::segments;

const AGREES: Action = Action::Consent(Consent::Given);
const REFUSES: Action = Action::Consent(Consent::Withdrawn);

/// Елена Иванова, who received a «Чайник» just now.
fn buyer(desk: &mut Desk, phone: &str) -> CustomerId {
    let customer = NewCustomer {
        name: "Елена Иванова".to_owned(),
        phone: Some((phone.to_owned(), Some(phone.to_owned()))),
        email: None,
    };
    let placed = IncomingOrder {
        created_at: desk.now(),
        ..order(129_000)
    };
    let order = desk.new_order(&Whose::New(customer), placed).unwrap().order.unwrap();
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    for action in [Action::Confirm, pay, Action::Handed, Action::Received] {
        desk.perform(Target::Order(order), &action).unwrap();
    }
    desk.store.order_facts(order).unwrap().unwrap().customer
}

fn ids(desk: &Desk, segment: &Segment) -> Vec<CustomerId> {
    let found = desk
        .read(|look| segments::segments(look, std::slice::from_ref(segment)))
        .unwrap();
    found[0].iter().map(|belongs| belongs.member.id).collect()
}

#[test]
fn a_segment_holds_women_who_bought_the_goods_in_time() {
    let mut desk = desk();
    let bought = buyer(&mut desk, "+79161234567");
    let order = new_order(&mut desk, "+79161234568", 129_000);
    let only_ordered = desk.store.order_facts(order).unwrap().unwrap().customer;
    let segment = Segment {
        sex: Some(Sex::Female),
        bought: vec!["чайник".to_owned()],
        ..Segment::default()
    };
    assert_eq!(ids(&desk, &segment), [bought]);
    let men = Segment {
        sex: Some(Sex::Male),
        ..segment.clone()
    };
    assert_eq!(ids(&desk, &men), []);
    let other = Segment {
        bought: vec!["кувшин".to_owned()],
        ..Segment::default()
    };
    assert_eq!(ids(&desk, &other), []);
    let new = Segment {
        customers: Some(Standing::New),
        ..Segment::default()
    };
    assert_eq!(ids(&desk, &new), [only_ordered]);
    let rich = |total| Segment {
        total_over: Some(total),
        ..Segment::default()
    };
    assert_eq!(
        (ids(&desk, &rich(128_999)), ids(&desk, &rich(129_000))),
        (vec![bought], vec![])
    );
    later(&mut desk, Span::days(10));
    let since = |days| Segment {
        bought_from: Some(DayMark::Ago(Days(days))),
        ..segment.clone()
    };
    assert_eq!((ids(&desk, &since(10)), ids(&desk, &since(9))), (vec![bought], vec![]));
    let until = |days| Segment {
        bought_to: Some(DayMark::Ago(Days(days))),
        ..segment.clone()
    };
    assert_eq!((ids(&desk, &until(10)), ids(&desk, &until(11))), (vec![bought], vec![]));
}

#[test]
fn nobody_is_offered_anything_without_consent_or_twice_in_three_weeks() {
    let mut desk = desk();
    let who = Target::Customer(buyer(&mut desk, "+79161234567"));
    let no = |why| Refusal::NoOffer(why);
    assert_eq!(refusal(desk.perform(who, &Action::Offered)), no(NoOffer::NoConsent));
    desk.perform(who, &AGREES).unwrap();
    assert_eq!(desk.perform(who, &AGREES).unwrap().entry, None, "its date stays");
    desk.perform(who, &Action::Offered).unwrap();
    later(&mut desk, Span::days(20));
    let refused = refusal(desk.perform(who, &Action::Offered));
    assert!(matches!(refused, Refusal::NoOffer(NoOffer::TooSoon(_))), "{refused:?}");
    later(&mut desk, Span::days(1));
    desk.perform(who, &Action::Offered).unwrap();
    desk.undo(UndoChoice::Operator).unwrap();
    desk.perform(who, &Action::Offered).unwrap();
    desk.perform(who, &REFUSES).unwrap();
    later(&mut desk, Span::days(100));
    assert_eq!(refusal(desk.perform(who, &Action::Offered)), no(NoOffer::Withdrawn));
    assert_eq!(refusal(desk.perform(who, &AGREES)), no(NoOffer::Withdrawn), "for ever");
    desk.undo(UndoChoice::Operator).unwrap();
    desk.perform(who, &Action::Offered).unwrap();
}

#[test]
fn what_is_used_up_falls_due_until_it_is_ordered_again() {
    let mut desk = desk();
    let product = CatalogueRow {
        sku: "A1".to_owned(),
        name: "Чайник".to_owned(),
        price: None,
        currency: Currency::RUB,
        stock: Stock::NotSaid,
        offered: None,
        life_days: Some(90),
        other_key: OtherKey::None,
    };
    desk.import_catalogue(&[product], Unnamed::Stay).unwrap();
    let who = buyer(&mut desk, "+79161234567");
    later(&mut desk, Span::days(89));
    assert_eq!(desk.read(segments::due_again).unwrap(), []);
    later(&mut desk, Span::days(1));
    let due = desk.read(segments::due_again).unwrap();
    assert_eq!(
        (due[0].customer, &due[0].why),
        (who, &Again::UsedUp("Чайник".to_owned()))
    );
    new_order(&mut desk, "+79161234567", 129_000);
    assert_eq!(desk.read(segments::due_again).unwrap(), [], "it is under way");
}

#[test]
fn a_business_is_due_when_its_usual_interval_has_passed() {
    let mut desk = desk();
    let mut who = CustomerId(0);
    for _ in 0..3 {
        who = buyer(&mut desk, "+79161234567");
        later(&mut desk, Span::days(30));
    }
    assert_eq!(desk.read(segments::due_again).unwrap(), []);
    let company = crate::domain::b2b::B2b::Yes;
    desk.perform(Target::Customer(who), &Action::B2b { company }).unwrap();
    let due = desk.read(segments::due_again).unwrap();
    assert_eq!((due.len(), &due[0].why), (1, &Again::Interval(30)));
}

#[test]
fn the_page_counts_who_may_be_offered_something_and_lists_them() {
    let mut desk = desk();
    let segment = Segment {
        name: "чай".to_owned(),
        bought: vec!["A1".to_owned()],
        ..Segment::default()
    };
    let settings = Settings {
        segments: vec![segment],
        ..Settings::default()
    };
    let agreed = buyer(&mut desk, "+79161234567");
    buyer(&mut desk, "+79161234568");
    desk.perform(Target::Customer(agreed), &AGREES).unwrap();
    let settings = Arc::new(settings);
    desk.rules = crate::store::rulebook::rulebook(&desk.store, &settings, desk.now()).unwrap();
    let page = desk
        .read(|look| pages::page(look, PageKey::Customers, &PageQuery::default()))
        .unwrap();
    let segment = page
        .rows()
        .find(|row| row.act == Act::Walk(PageKey::Segment(0)))
        .unwrap();
    assert_eq!(segment.cells[1], Cell::Count(1));
    let list = desk
        .read(|look| pages::page(look, PageKey::Segment(0), &PageQuery::default()))
        .unwrap();
    let listed: Vec<_> = list.rows().filter_map(PageRow::customer).collect();
    assert_eq!(listed, [agreed]);
    assert_eq!(
        desk.read(|look| pages::page(look, PageKey::Again, &PageQuery::default()))
            .unwrap()
            .rows()
            .count(),
        0
    );
}
