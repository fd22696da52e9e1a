//! The demo shows everything the regulation knows, at any hour and for any seed.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::DemoOpening;
use super::clock;
use super::seed;
use super::settle_in;
use crate::board;
use crate::board::Board;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::queue;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::ActionKind;
use crate::domain::action::permit;
use crate::domain::call::AppointmentKind;
use crate::domain::carrier::Carrier;
use crate::domain::country::Country;
use crate::domain::health::Checkup;
use crate::domain::health::Health;
use crate::domain::journal::Page;
use crate::domain::language::Lang;
use crate::domain::order::Reason;
use crate::domain::order::Stage;
use crate::domain::parcel;
use crate::domain::parcel::Check;
use crate::domain::phone;
use crate::domain::settings::Settings;
use crate::domain::task::Lane;
use crate::domain::task::TaskKind;
use crate::domain::task::Why;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Store;
use crate::view::history;
use crate::view::segments;
use crate::view::shifts;
use crate::view::stock;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);

fn settings(country: &str) -> Settings {
    let mut settings = Settings::default();
    settings.shop.country = country.to_owned();
    settings
}

fn seeded(settings: Settings, at: Time, language: Lang, number: u64) -> Desk {
    opened(settings, at, language, number, DemoOpening::Busy)
}

fn opened(settings: Settings, at: Time, language: Lang, number: u64, opening: DemoOpening) -> Desk {
    let now = clock(at, &settings);
    let who = Who {
        operator: "anna".to_owned(),
        session: "anna-1".to_owned(),
        claiming: Claiming::WhenAsked,
    };
    let store = Store::in_memory().unwrap();
    let mut desk = Desk::on(store, Arc::new(settings), who, Clock::Stopped(now)).unwrap();
    seed(&mut desk, language, number, opening).unwrap();
    desk
}

/// Every task on the board and on the cards behind it, with its lane and why.
fn tasks(desk: &Desk, board: &Board) -> Vec<(Lane, TaskKind, Why)> {
    let mut all = Vec::new();
    for row in board.rows.iter() {
        let facts = desk.store.customer_facts(row.row.customer).unwrap().unwrap();
        let agenda = crate::domain::regulation::agenda(&facts, &desk.rules, desk.now());
        all.extend(agenda.tasks.iter().map(|task| (task.lane, task.kind, task.why)));
    }
    all
}

/// What a reason says, without its particulars.
fn sort_of(why: Why) -> String {
    match why {
        Why::Promised { .. } => "promised".to_owned(),
        Why::SameAs(_) => "same".to_owned(),
        other => format!("{other:?}"),
    }
}

fn shows_everything(at: Time, language: Lang, number: u64) {
    let desk = seeded(settings("RU"), at, language, number);
    let board = queue(&desk);
    let due = tasks(&desk, &board);
    let case = format!("{at} {language:?} {number}");

    let lanes: BTreeSet<Lane> = board.rows.iter().map(|row| row.row.task.lane).collect();
    assert_eq!(lanes.into_iter().collect::<Vec<_>>(), Lane::ALL, "{case}");
    let kinds: BTreeSet<TaskKind> = due.iter().map(|(_, kind, _)| *kind).collect();
    for kind in TaskKind::ALL {
        // Messages are not sent in this version, so none can fail.
        if *kind != TaskKind::UndeliveredMessage {
            assert!(kinds.contains(kind), "{case}: no {kind:?}");
        }
    }
    let whys: BTreeSet<String> = due.iter().map(|(_, _, why)| sort_of(*why)).collect();
    let wanted = [
        Why::LastChance,
        Why::Peak,
        Why::InWriting,
        Why::MissedCalls(2),
        Why::Attempt(2),
        Why::Attempt(3),
        Why::Attempt(4),
        Why::Attempt(5),
        Why::Attempt(6),
        Why::Appointed(AppointmentKind::Request),
        Why::Appointed(AppointmentKind::Schedule),
        Why::Unreachable,
        Why::Undecided,
        Why::NotPaid,
        Why::NoContact,
        Why::HoldOver,
        Why::LastStorageDay,
        Why::ParcelRefused,
    ];
    for why in wanted
        .into_iter()
        .map(sort_of)
        .chain(["promised".to_owned(), "same".to_owned()])
    {
        assert!(whys.contains(&why), "{case}: no {why}");
    }
    let promise_rose =
        |(lane, _, why): &(Lane, TaskKind, Why)| *lane == Lane::Callback && matches!(why, Why::Promised { .. });
    assert!(due.iter().any(promise_rose), "{case}: no promise in its last minutes");
    assert!(
        (40..=120).contains(&board.rows.len()),
        "{case}: {} rows",
        board.rows.len()
    );
    assert!(board.rows.iter().any(|row| row.claim.is_some()), "{case}");
    assert!(board.rows.iter().any(|row| row.row.manager.is_some()), "{case}");
}

#[test]
fn every_lane_task_and_reason_shows_itself_at_any_hour() {
    for (hours, language, number) in [
        (0, Lang::Ru, 1),
        (3, Lang::En, 2),
        (7, Lang::Ru, 3),
        (10, Lang::En, 4),
        (15, Lang::Ru, 5),
        (21, Lang::En, 6),
        // A Saturday, a Sunday and a Monday.
        (24 * 3, Lang::Ru, 7),
        (24 * 4 + 2, Lang::En, 8),
        (24 * 5 - 1, Lang::Ru, 9),
    ] {
        shows_everything(NOON + Span::hours(hours), language, number);
    }
}

#[test]
fn the_customers_page_the_stock_and_the_shifts_are_alive() {
    for language in Lang::ALL.iter().copied() {
        let mut settings = Settings::default();
        settle_in(&mut settings.shop, language);
        let desk = seeded(settings, NOON, language, 1);
        let segments = super::segments(language);
        for (segment, members) in segments
            .iter()
            .zip(desk.read(|look| segments::segments(look, &segments)).unwrap())
        {
            let allowed = members.iter().filter(|member| member.may_offer.is_ok()).count();
            assert!(0 < allowed && allowed < members.len(), "{}: {allowed}", segment.name);
        }
        assert!(!desk.read(segments::due_again).unwrap().is_empty());
        assert!(
            desk.read(stock::check_stock)
                .unwrap()
                .iter()
                .any(|(_, demand)| demand.orders > 0)
        );
        let shifts = desk.read(|look| shifts::shifts(look, Time(0), 100)).unwrap();
        assert!(
            shifts
                .iter()
                .any(|shift| shift.ended_at.is_none() && !shift.pauses.is_empty())
        );
        assert!(
            shifts
                .iter()
                .any(|shift| shift.operator == "anna" && shift.ended_at.is_some())
        );
    }
}

#[test]
fn the_same_seed_makes_the_same_shop() {
    let numbers = |number| {
        let desk = seeded(settings("RU"), NOON, Lang::Ru, number);
        let board = queue(&desk);
        let text = |row: &board::BoardRow| (row.text.customer.clone(), row.row.total, row.row.key);
        board.rows.iter().map(text).collect::<Vec<_>>()
    };
    assert_eq!(numbers(11), numbers(11));
    assert_ne!(numbers(11), numbers(12));
}

#[test]
fn every_reason_of_cancelling_is_in_the_past() {
    let desk = seeded(settings("RU"), NOON, Lang::En, 1);
    let mut reasons = BTreeMap::new();
    for entry in desk.read(|look| history::journal(look, Page::All, 10_000)).unwrap() {
        if let crate::domain::history::Detail::Reason(reason) = crate::domain::history::detail(&entry.changes) {
            *reasons.entry(reason).or_insert(0) += 1;
        }
    }
    assert_eq!(reasons.len(), Reason::ALL.len(), "{reasons:?}");
}

#[test]
fn phones_and_waybills_have_the_form_of_the_shops_country() {
    for country in ["RU", "UA", "BY", "KZ"] {
        let desk = seeded(settings(country), NOON, Lang::En, 3);
        let code = Country::parse(country).unwrap();
        for row in queue(&desk).rows.iter() {
            let phone = &row.text.phone;
            // An order whose only number was wrong shows that number still.
            assert!(phone::parse(phone, code).phone().is_some(), "{country}: {phone}");
        }
        for entry in desk.read(|look| history::journal(look, Page::All, 10_000)).unwrap() {
            if let crate::domain::history::Detail::Number(number) = crate::domain::history::detail(&entry.changes) {
                let carrier = entry.order.and_then(|id| desk.store.order_facts(id).unwrap()?.carrier);
                let read = parcel::recognise(&number, country, carrier);
                assert!(
                    !matches!(read.check, Check::Failed | Check::Incomplete),
                    "{country}: {number} {carrier:?}"
                );
            }
        }
    }
}

#[test]
fn a_shop_in_ukrainian_stands_in_ukraine_unless_its_settings_say_where() {
    let mut unset = Settings::default();
    settle_in(&mut unset.shop, Lang::Uk);
    assert_eq!((unset.shop.country.as_str(), unset.shop.currency.code()), ("UA", "UAH"));
    assert_eq!(unset.shop.time_zone, chrono_tz::Europe::Kyiv);
    let mut set = settings("KZ");
    settle_in(&mut set.shop, Lang::Uk);
    assert_eq!(set.shop, settings("KZ").shop);
    let mut russian = Settings::default();
    settle_in(&mut russian.shop, Lang::Ru);
    assert_eq!(russian.shop, Settings::default().shop);

    let desk = seeded(unset, NOON, Lang::Uk, 1);
    let russian_letters = |text: &str| text.contains(['ы', 'э', 'ъ', 'ё', 'Ы', 'Э', 'Ъ', 'Ё']);
    let mut carriers = BTreeSet::new();
    for row in queue(&desk).rows.iter() {
        assert!(!russian_letters(&row.text.customer), "{}", row.text.customer);
        let order = row.facts().and_then(|order| desk.store.order_facts(order.id).unwrap());
        carriers.extend(order.and_then(|order| order.carrier).map(Carrier::code));
    }
    assert!(
        carriers.contains("nova_poshta") && !carriers.contains("cdek"),
        "{carriers:?}"
    );
}

#[test]
fn nothing_happens_after_now_and_the_clock_never_goes_back() {
    let desk = seeded(settings("RU"), NOON, Lang::Ru, 2);
    let mut last = Time(0);
    for entry in desk
        .read(|look| history::journal(look, Page::All, 10_000))
        .unwrap()
        .into_iter()
        .rev()
    {
        assert!(entry.at >= last && entry.at <= desk.now(), "{entry:?}");
        last = entry.at;
    }
    assert_eq!(desk.store.meta("rehearsal").unwrap().as_deref(), Some("1773219600000"));
}

#[test]
fn the_clock_stands_where_the_shops_day_is_in_full_swing() {
    let settings = Settings::default();
    for hours in 0..48 {
        let at = NOON + Span::hours(hours);
        let now = clock(at, &settings);
        let calendar = settings.calendar(None, now);
        let (opening, closing) = calendar.working().day_around(now).unwrap();
        assert!(
            opening + Span::hours(2) <= now && now + Span::hours(1) <= closing,
            "{at} {now}"
        );
        assert!(
            now == at || calendar.local(now).format("%H:%M").to_string() == "12:00",
            "{at} {now}"
        );
    }
}

/// A newcomer's keys: NEXT takes a new order that can be confirmed, and nobody waits for a call.
#[test]
fn a_calm_shop_opens_on_a_new_order_at_any_hour() {
    for (hours, language, number) in [(0, Lang::Ru, 1), (4, Lang::En, 1), (9, Lang::Ru, 2), (31, Lang::En, 3)] {
        let settings = Settings::default();
        let at = clock(NOON + Span::hours(hours), &settings);
        let desk = opened(settings, at, language, number, DemoOpening::Calm);
        let board = queue(&desk);
        let case = format!("{hours} {language:?}");
        let first = board.offers("anna").next().unwrap();
        assert_eq!(first.row.key, board.rows[0].row.key, "{case}");
        let facts = first.facts();
        let facts = facts.as_ref();
        assert_eq!(
            facts.map(|order| order.stage),
            Some(Stage::New),
            "{case}: {:?}",
            first.row.task
        );
        assert_eq!(first.row.task.lane, Lane::NewHigh, "{case}: {:?}", first.row.task);
        assert!(permit(ActionKind::Confirm, facts).is_ok(), "{case}");
        assert!(board.rows.len() >= 40, "{case}: {}", board.rows.len());
    }
}

#[test]
fn its_kept_figures_agree_with_its_past() {
    let mut desk = seeded(settings("RU"), NOON, Lang::Ru, 1);
    let found = desk.examine(false).unwrap();
    let figures = found.iter().find(|finding| finding.check == Checkup::Figures).unwrap();
    assert_eq!(figures.health, Health::Fine, "{figures:?}");
}
