//! Figures of a file in memory.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::BehindFigure;
use super::PathStep;
use super::Period;
use super::PeriodChoice;
use super::Spread;
use super::spread::share;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::desk::import::ImportedFile;
use crate::desk::new_customer::NewCustomer;
use crate::desk::new_customer::Whose;
use crate::desk::shifts::Coming;
use crate::desk::tests::desk;
use crate::desk::tests::later;
use crate::desk::tests::new_order;
use crate::desk::tests::order;
use crate::desk::tests::queue;
use crate::desk::tests::who;
use crate::domain::action::Action;
use crate::domain::action::CallLog;
use crate::domain::call::Outcome;
use crate::domain::hours::Opening;
use crate::domain::ids::OrderId;
use crate::domain::incoming::Format;
use crate::domain::incoming::ImportCounts;
use crate::domain::incoming::IncomingOrder;
use crate::domain::incoming::IncomingPhone;
use crate::domain::item::Item;
use crate::domain::line_call::LineCall;
use crate::domain::line_call::Unanswered;
use crate::domain::order::Means;
use crate::domain::order::Reason;
use crate::domain::settings::Settings;
use crate::domain::settings::SourceSetting;
use crate::domain::target::Target;
use crate::domain::task::Rule;
use crate::domain::time::Span;
use crate::view::figures;

#[test]
fn a_spread_is_by_nearest_rank() {
    let minutes = |of: &[i64]| Spread::of(of.iter().map(|n| Span::minutes(*n)).collect());
    let at = |spread: Spread| (spread.count, spread.median, spread.ninetieth);
    assert_eq!(at(minutes(&[])), (0, None, None));
    assert_eq!(at(minutes(&[7])), (1, Some(Span::minutes(7)), Some(Span::minutes(7))));
    let ten = minutes(&[10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    assert_eq!(at(ten), (10, Some(Span::minutes(5)), Some(Span::minutes(9))));
}

#[test]
fn a_share_is_rounded_and_nothing_has_none() {
    assert_eq!(share(1, 0), None);
    assert_eq!(share(2, 3), Some(667));
    assert_eq!(share(1, 3), Some(333));
    assert_eq!(share(5, 5), Some(1_000));
}

/// Four orders of a morning: one received, one refused for our slowness, one open, one that was a test.
fn four() -> (crate::desk::Desk, Period) {
    let mut desk = desk();
    let phones = ["+79161234561", "+79161234562", "+79161234563", "+79161234564"];
    let [sold, slow, _open, test] = phones.map(|phone| new_order(&mut desk, phone, 100_000));
    later(&mut desk, Span::minutes(2));
    talk(&mut desk, sold);
    desk.perform(Target::Order(sold), &Action::Confirm).unwrap();
    later(&mut desk, Span::hours(2));
    for (order, reason) in [(slow, Reason::TooSlow), (test, Reason::Test)] {
        desk.perform(Target::Order(order), &Action::Cancel { reason }).unwrap();
    }
    let pay = Action::Pay {
        amount: None,
        means: Means::Card,
        note: String::new(),
    };
    desk.perform(Target::Order(sold), &pay).unwrap();
    let period = Period::last_days(desk.rules().settings().shop.time_zone, desk.now(), 30);
    (desk, period)
}

fn talk(desk: &mut crate::desk::Desk, order: OrderId) {
    let call = CallLog {
        outcome: Outcome::Talked,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    desk.perform(Target::Order(order), &Action::LogCall(call)).unwrap();
}

#[test]
fn conversion_counts_the_decided_and_no_test_orders() {
    let (desk, period) = four();
    let numbers = desk
        .read_since(period.from, |look| figures::numbers(look, period))
        .unwrap();
    let all = &numbers.all;
    assert_eq!((all.orders, all.sold, all.refused, all.open()), (3, 1, 1, 1));
    assert_eq!(all.conversion(), Some(500));
    assert_eq!(all.contact.median, Some(Span::minutes(2)));
    assert_eq!((all.in_target, all.repeat), (1, 0));
    assert_eq!(all.handling.count, 2);
    assert_eq!(all.handled_1_to_4, 1, "two hours and two minutes");
    assert_eq!(numbers.channels.len(), 1);
    assert_eq!(numbers.channels[0].channel, "phone");
    let long_ago = Period::last_days(chrono_tz::Europe::Moscow, desk.now() - Span::days(900), 30);
    assert_eq!(
        desk.read_since(long_ago.from, |look| figures::numbers(look, long_ago))
            .unwrap()
            .all
            .orders,
        0
    );
}

#[test]
fn how_far_orders_came_is_counted_and_leads_to_them() {
    let (desk, period) = four();
    let read = |of| {
        desk.read_since(period.from, |look| figures::behind(look, of, period))
            .unwrap()
    };
    let path = desk
        .read_since(period.from, |look| figures::path(look, period))
        .unwrap();
    let counts: Vec<i64> = path.iter().map(|(_, count)| *count).collect();
    assert_eq!(counts, [3, 1, 0, 0], "the test order is none");
    for (step, count) in path {
        assert_eq!(
            i64::try_from(read(BehindFigure::Step(step)).len()),
            Ok(count),
            "{step:?}"
        );
    }
    let numbers = desk
        .read_since(period.from, |look| figures::numbers(look, period))
        .unwrap();
    let channel = numbers.channels[0].id.unwrap();
    assert_eq!(read(BehindFigure::Channel(channel)).len(), 3);
    let confirmed = read(BehindFigure::Step(PathStep::Confirmed))[0].order;
    let slow = read(BehindFigure::Refused(Some(Reason::TooSlow)));
    assert_eq!(slow.len(), 1);
    assert_ne!(slow[0].order, confirmed);
    assert!(
        read(BehindFigure::Refused(Some(Reason::Test))).is_empty(),
        "nor is it a refusal"
    );
    assert!(read(BehindFigure::LateContact).is_empty());
}

#[test]
fn a_period_is_held_against_the_one_before_and_has_its_days() {
    let (mut desk, _) = four();
    later(&mut desk, Span::days(1));
    let incoming = IncomingOrder {
        created_at: desk.now(),
        ..order(30_000)
    };
    let order = desk
        .new_order(&Whose::New(NewCustomer::default()), incoming)
        .unwrap()
        .order
        .unwrap();
    later(&mut desk, Span::minutes(9));
    talk(&mut desk, order);
    desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    let zone = desk.rules().settings().shop.time_zone;
    let today = PeriodChoice::Today.period(zone, desk.now());
    let trend = desk.read_since(today.from, |look| figures::trend(look, today)).unwrap();
    let (now, before) = (&trend.now, &trend.before);
    assert_eq!((now.confirmed, now.sum, now.calls, now.talks), (1, 30_000, 1, 1));
    assert_eq!(
        (now.contact.median, now.target_share()),
        (Some(Span::minutes(9)), Some(0))
    );
    assert_eq!((before.confirmed, before.sum, before.talks), (1, 100_000, 1));
    assert_eq!(
        (before.contact.median, before.target_share()),
        (Some(Span::minutes(2)), Some(1_000))
    );
    let days: Vec<i64> = trend.days.iter().map(|day| day.confirmed).collect();
    assert_eq!(days, [0, 0, 0, 0, 0, 1, 1]);
    // Yesterday is not held against a day on which nothing was done as if that were its whole.
    let yesterday = PeriodChoice::Yesterday.period(zone, desk.now());
    let trend = desk
        .read_since(yesterday.from, |look| figures::trend(look, yesterday))
        .unwrap();
    assert_eq!((trend.now.confirmed, trend.before.confirmed), (1, 0));
}

#[test]
fn a_refusal_names_the_rule_that_leaked_and_how_far_the_order_had_come() {
    let (desk, period) = four();
    let refusals = desk
        .read_since(period.from, |look| figures::refusals(look, period))
        .unwrap();
    assert_eq!((refusals.orders, refusals.count()), (3, 1));
    let line = &refusals.lines[0];
    assert_eq!(line.reason.and_then(Reason::leaked), Some(Rule(4)));
    assert_eq!((line.unconfirmed, line.confirmed, line.returned), (1, 0, 0));
    assert_eq!(line.lost, 100_000);
    assert_eq!(line.channels, [("phone".to_owned(), 1)]);
}

#[test]
fn hours_tell_when_more_came_than_was_served() {
    let (desk, period) = four();
    let hours = desk
        .read_since(period.from, |look| figures::hours(look, period))
        .unwrap();
    // Wednesday noon: three came, one was talked with.
    let noon = hours.week[2][12];
    assert_eq!((noon.came, noon.served, noon.is_outrun()), (3, 1, true));
    assert_eq!((hours.most(), hours.hour(12)), (3, noon));
}

#[test]
fn calls_are_counted_by_what_came_of_them_and_how_many_tries_it_took() {
    let mut desk = desk();
    let order = new_order(&mut desk, "+79161234561", 100_000);
    for (outcome, minutes) in [(Outcome::NoAnswer, 1), (Outcome::Talked, 50)] {
        later(&mut desk, Span::minutes(minutes));
        let call = CallLog {
            outcome,
            at: desk.now(),
            phone: None,
            reason: None,
            call_at: None,
        };
        desk.perform(Target::Order(order), &Action::LogCall(call)).unwrap();
    }
    let period = Period::last_days(chrono_tz::Europe::Moscow, desk.now(), 1);
    later(&mut desk, Span::minutes(1));
    let calls = desk
        .read_since(period.from, |look| figures::calls(look, period))
        .unwrap();
    assert_eq!((calls.made, calls.through, calls.reached), (2, 1, 1));
    assert_eq!((calls.first_try, calls.tries_tenths()), (0, Some(20)));
    assert_eq!((calls.hours[12].made, calls.weekdays[2].made), (2, 2));
}

#[test]
fn the_shift_counts_each_operators_calls_contacts_and_orders_and_what_waits() {
    let (desk, _) = four();
    let shift = desk.read(figures::work).unwrap();
    let [anna] = &shift.operators[..] else {
        panic!("{:?}", shift.operators)
    };
    assert_eq!((anna.name.as_str(), anna.calls, anna.talks), ("anna", 1, 1));
    assert_eq!((anna.contacts, anna.in_time), (1, 1));
    assert_eq!(anna.handled, 3, "one confirmed, two cancelled");
    assert_eq!(shift.oldest, Some(Span::minutes(122)));
    assert!(shift.at_risk > 0);
}

#[test]
fn the_morning_is_due_once_a_day_from_its_hour_on_and_never_in_a_rehearsal() {
    let (mut desk, _) = four();
    assert_eq!(desk.morning_due().unwrap(), None, "the clock is not the machine's");
    let made_up = desk.morning_due_at(desk.now()).unwrap();
    assert_eq!(made_up, None, "and so the file is a rehearsal");

    let store = crate::store::Store::in_memory().unwrap();
    let settings = Arc::new(Settings::default());
    let mut desk = crate::desk::Desk::on(store, settings, who("anna"), crate::clock::Clock::System).unwrap();
    let now = desk.now();
    let at = |hour| desk.rules().calendar(None).day_at(now, 0, hour, 0);
    let (early, nine) = (at(8), at(9));
    assert_eq!(desk.morning_due_at(nine).unwrap(), None, "there is no order to tell of");
    new_order(&mut desk, "+79161234561", 100_000);
    assert_eq!(desk.morning_due_at(early).unwrap(), None);
    let today = desk.morning_due_at(nine).unwrap().expect("it is nine");
    desk.morning_made("2099-01-01", "", "").unwrap();
    let again = desk.morning_due_at(nine).unwrap();
    assert_eq!(again.as_ref(), Some(&today), "a clock ran ahead");
    desk.morning_made(&today, "", "").unwrap();
    assert_eq!(desk.morning_due_at(nine + Span::hours(3)).unwrap(), None);
    assert!(desk.morning_due_at(nine + Span::days(1)).unwrap().is_some());
}

#[test]
fn a_shop_with_hours_of_its_own_is_waited_for_by_those() {
    let mut desk = desk();
    let own = SourceSetting {
        name: "Лавка".to_owned(),
        platform: Some("lavka".to_owned()),
        shop: None,
        hours: vec![Opening::parse("14:00-18:00").unwrap()],
        ..SourceSetting::example()
    };
    desk.settings = Arc::new(Settings {
        sources: vec![own],
        ..Settings::default()
    });
    let mut told = order(100_000);
    "lavka".clone_into(&mut told.source);
    "7".clone_into(&mut told.number);
    "7".clone_into(&mut told.external_id);
    told.customer.phones = vec![IncomingPhone {
        raw: "+79161234561".to_owned(),
        e164: Some("+79161234561".to_owned()),
    }];
    let file = ImportedFile {
        name: "orders.csv".to_owned(),
        format: Format::Csv,
        source: "lavka".to_owned(),
        platform: "lavka".to_owned(),
    };
    let (stop, mut progress) = (AtomicBool::new(false), |_: &ImportCounts| {});
    let mut watch = ImportWatch {
        stop: &stop,
        progress: &mut progress,
    };
    let mut items = std::iter::once(Ok(Item::Order(Box::new(told))));
    desk.import(&file, ImportOptions::default(), &mut items, &mut watch)
        .unwrap();
    let order = desk.read(|look| look.store.orders_numbered("7")).unwrap()[0];
    desk.adopt_settings().unwrap();
    desk.reread_rules().unwrap();
    // At 12:00 that shop is closed still.
    later(&mut desk, Span::minutes(122));
    talk(&mut desk, order);
    desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    let period = Period::last_days(desk.rules().settings().shop.time_zone, desk.now(), 30);
    let numbers = desk
        .read_since(period.from, |look| figures::numbers(look, period))
        .unwrap()
        .all;
    let two = Some(Span::minutes(2));
    assert_eq!(
        (numbers.contact.median, numbers.handling.median, numbers.in_target),
        (two, two, 1)
    );
    assert_eq!(desk.read(figures::work).unwrap().all.in_time, 1);
    assert_eq!(queue(&desk).contacted_today, (1, 1), "and in the header");
}

/// They call this many minutes after noon, wait, and talk or give up.
fn line_call(desk: &mut crate::desk::Desk, id: &str, phone: &str, wait: Span, talk: Option<Span>) {
    let mut call = LineCall::begun(id.to_owned(), true, phone.to_owned(), desk.now());
    call.line = "74950000001".to_owned();
    later(desk, wait);
    if let Some(talk) = talk {
        call.answered_at = Some(desk.now());
        call.talk = talk;
        later(desk, talk);
    } else {
        call.unanswered = Some(Unanswered::NotPickedUp);
    }
    call.ended_at = Some(desk.now());
    desk.line_call("asterisk", &call).unwrap();
}

#[test]
fn waiting_talk_and_the_return_of_missed_calls_are_measured() {
    let mut desk = desk();
    let (one, other) = ("+79161234561", "+79161234562");
    line_call(&mut desk, "1.1", one, Span::seconds(10), Some(Span::minutes(3)));
    line_call(&mut desk, "1.2", one, Span::seconds(20), None);
    line_call(&mut desk, "1.3", other, Span::seconds(30), None);
    later(&mut desk, Span::minutes(15));
    let customer = desk.store.customers_by_contact(one).unwrap()[0];
    let call = CallLog {
        outcome: Outcome::NoAnswer,
        at: desk.now(),
        phone: None,
        reason: None,
        call_at: None,
    };
    desk.perform(Target::Customer(customer), &Action::LogCall(call))
        .unwrap();
    let period = Period::last_days(chrono_tz::Europe::Moscow, desk.now(), 1);
    later(&mut desk, Span::minutes(1));
    let calls = desk
        .read_since(period.from, |look| figures::calls(look, period))
        .unwrap();
    assert_eq!((calls.answered, calls.missed, calls.made), (1, 2, 1));
    assert_eq!(
        (calls.waiting.count, calls.waiting.median),
        (1, Some(Span::seconds(10)))
    );
    assert_eq!((calls.talk.count, calls.talk.median), (1, Some(Span::minutes(3))));
    assert_eq!(
        (calls.returned.count, calls.returned_soon, calls.not_returned),
        (1, 1, 1)
    );
    assert_eq!(calls.returned.median, Some(Span::minutes(15) + Span::seconds(50)));
    assert_eq!(calls.returned_soon_share(), Some(500));
    let noon = calls.week[2][12];
    assert_eq!((noon.answered, noon.missed, noon.made), (1, 2, 1));
    let [line] = &calls.lines[..] else {
        panic!("{:?}", calls.lines)
    };
    assert_eq!((line.line.as_str(), line.answered, line.missed), ("74950000001", 1, 2));
    let [anna] = &calls.operators[..] else {
        panic!("{:?}", calls.operators)
    };
    assert_eq!((anna.name.as_str(), anna.made, anna.through), ("anna", 1, 0));
}

#[test]
fn log_in_log_out_and_pauses_are_told_with_their_part_of_the_opening_hours() {
    let mut desk = desk();
    // From noon to closing at nine, with an hour's pause, and an hour more after it.
    desk.log_in(Coming::ByHand).unwrap();
    later(&mut desk, Span::hours(2));
    desk.pause().unwrap();
    later(&mut desk, Span::hours(1));
    desk.resume().unwrap();
    later(&mut desk, Span::hours(7));
    desk.log_out().unwrap();
    let period = Period::last_days(chrono_tz::Europe::Moscow, desk.now(), 2);
    let presence = desk
        .read_since(period.from, |look| figures::presence(look, period))
        .unwrap();
    let [anna] = &presence[..] else { panic!("{presence:?}") };
    assert_eq!((anna.name.as_str(), anna.days), ("anna", 1));
    assert_eq!((anna.there, anna.paused), (Span::hours(10), Span::hours(1)));
    // Eight of the twelve hours from nine to nine.
    assert_eq!(anna.adherence, Some(666));
    assert_eq!(anna.last.and_then(|(_, out)| out), Some(desk.now()));
}
