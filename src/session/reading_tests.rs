//! What is long to read keeps nobody waiting, and is read in the end.

use std::sync::Arc;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use super::answer::DeskAnswer;
use super::answer::DeskMsg;
use super::doors::Doors;
use super::reading::LongReading;
use super::request::Envelope;
use super::request::Request;
use super::session::Session;
use super::settings_file::SettingsDoor;
use super::setup::MessageWriter;
use super::setup::Outbox;
use super::setup::Setup;
use super::setup::TextWatch;
use super::team_tests::fill;
use super::team_tests::setup_of;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::desk;
use crate::desk::tests::new_order;
use crate::desk::tests::who;
use crate::domain::order_sort::Sort;
use crate::domain::order_sort::SortColumn;
use crate::domain::order_tab::OrderTab;
use crate::domain::settings::Settings;
use crate::domain::target::CardKey;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::tests::served::is_of_a_server;
use crate::store::tests::served::read_slowly;
use crate::store::tests::served::wait_until_asked;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;

const NOON: Time = Time(1_773_219_600_000);

fn page() -> Request {
    let by_customer = Sort {
        column: SortColumn::Customer,
        ..Sort::default()
    };
    Request::Page {
        key: PageKey::Orders,
        query: PageQuery {
            sort: by_customer,
            ..PageQuery::default()
        },
    }
}

fn search() -> Request {
    Request::Search("0000".to_owned())
}

/// Reads on and on, while another thread breaks it off as long as it lasts.
fn read_without_end(reading: &LongReading, desk: &Desk, gives_way: bool) -> Result<Option<()>, StoreError> {
    thread::scope(|scope| {
        let (_lasts, has_ended) = channel::<()>();
        scope.spawn(move || {
            // Who takes the lock again at once keeps the other out of it.
            while has_ended.recv_timeout(Duration::from_micros(200)) == Err(RecvTimeoutError::Timeout) {
                reading.break_off();
            }
        });
        reading.run(&desk.store, &page(), gives_way, || {
            // Only the other thread ends what gives way.
            for _ in 0..if gives_way { u32::MAX } else { 100 } {
                desk.store.sorted_tab(OrderTab::All, Sort::default())?;
            }
            Ok(())
        })
    })
}

#[test]
fn a_long_reading_is_broken_off_by_what_comes_meanwhile_and_leaves_the_connection_as_it_was() {
    let mut desk = Desk::in_memory(Arc::default(), who("anna"), Clock::Stopped(NOON)).unwrap();
    for index in 0..50 {
        new_order(&mut desk, &format!("+7916000{index:04}"), 100_000);
    }
    let reading = LongReading::default();
    assert!(!reading.keeps_waiting(&search()));
    assert_eq!(read_without_end(&reading, &desk, true).unwrap(), None);
    assert!(!reading.keeps_waiting(&search()));
    let all = desk.store.sorted_tab(OrderTab::All, Sort::default()).unwrap();
    assert_eq!(all.len(), 50);
    // What another page keeps waiting is told apart from what is asked again.
    let waits = reading.run(&desk.store, &page(), true, || {
        Ok::<_, StoreError>([page(), search()].map(|asked| reading.keeps_waiting(&asked)))
    });
    assert_eq!(waits.unwrap(), Some([false, true]));
    assert_eq!(read_without_end(&reading, &desk, false).unwrap(), Some(()));
}

#[test]
fn on_a_server_too_a_search_waits_for_no_page_and_the_end_of_the_console_for_none() {
    let mut first = desk();
    if !is_of_a_server(&first.store) {
        return;
    }
    fill(&mut first, 3);
    read_slowly(&first.store, "products");
    let (sender, messages) = channel();
    let outbox: Outbox = Arc::new(move |msg| drop(sender.send(msg)));
    let began = Instant::now();
    let live = Session::start(&setup_of(first.store.location(), "boris"), &outbox).unwrap();
    for token in 1..4 {
        live.send(Envelope {
            token,
            request: Request::Page {
                key: PageKey::Products,
                query: PageQuery::default(),
            },
        });
        wait_until_asked(&first.store, "products");
        live.send(Envelope {
            token,
            request: search(),
        });
        let found = loop {
            match messages.recv_timeout(Duration::from_secs(30)).unwrap() {
                DeskMsg::Answer(of, DeskAnswer::Found { hits, .. }) if of == token => break hits,
                DeskMsg::Broken(why) => panic!("{why}"),
                _ => {}
            }
        };
        assert!(!found.is_empty());
    }
    // The page is read again by now, or will be.
    wait_until_asked(&first.store, "products");
    drop(live);
    assert!(began.elapsed() < Duration::from_secs(50), "{:?}", began.elapsed());
}

#[test]
fn every_question_asked_while_a_page_is_read_is_answered_and_the_page_too() {
    let folder = tempfile::tempdir().unwrap();
    let setup = Setup {
        database: folder.path().join("desk.db").into(),
        settings: Arc::new(Settings::default()),
        who: who("anna"),
        clock: Clock::Stopped(NOON),
        messages: MessageWriter::default(),
        doors: Doors::default(),
        settings_file: SettingsDoor::default(),
        texts: TextWatch::default(),
        stays: Arc::default(),
    };
    let mut desk = Desk::open(&setup.database, Arc::clone(&setup.settings), who("boris"), setup.clock).unwrap();
    desk.store.hurry().unwrap();
    let orders: Vec<_> = (0..200)
        .map(|index| new_order(&mut desk, &format!("+7916000{index:04}"), 100_000))
        .collect();
    let (sender, messages) = channel();
    let outbox: Outbox = Arc::new(move |msg| drop(sender.send(msg)));
    let live = Session::start(&setup, &outbox).unwrap();
    let last = u64::try_from(orders.len()).unwrap();
    for (token, order) in (1..).zip(&orders) {
        live.send(Envelope { token, request: page() });
        live.send(Envelope {
            token,
            request: Request::Card {
                key: CardKey::Order(*order),
                beside: Vec::new(),
            },
        });
    }
    let (mut card, mut rows) = (0, 0);
    while card < last || rows < last {
        match messages.recv_timeout(Duration::from_secs(30)).unwrap() {
            DeskMsg::Answer(token, DeskAnswer::Card(read)) => {
                assert!(read.card.is_some());
                card = token;
            }
            DeskMsg::Answer(token, DeskAnswer::Page(page)) => {
                assert!(!page.sections.is_empty());
                rows = token;
            }
            DeskMsg::Broken(why) => panic!("{why}"),
            _ => {}
        }
    }
    // The end of the console waits for no page either.
    live.send(Envelope {
        token: last + 1,
        request: page(),
    });
    drop(live);
}
