//! A filled file is what the desk itself would have made of the same history.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fill::fill;
use super::fill::fill_bulk;
use crate::demo::Fill;
use crate::desk::Desk;
use crate::desk::seed::BulkFile;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::journal::Page;
use crate::domain::language::Lang;
use crate::domain::order::Stage;
use crate::domain::settings::Settings;
use crate::domain::time::Time;
use crate::store::Scope;
use crate::store::Store;
use crate::view::history;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);

fn settings(country: &str) -> Arc<Settings> {
    let mut settings = Settings::default();
    settings.shop.country = country.to_owned();
    Arc::new(settings)
}

fn filled(orders: usize, open: usize, country: &str) -> Desk {
    let fill = Fill {
        orders,
        open,
        seed: 5,
        now: NOON,
        language: Lang::Ru,
    };
    let bulk = BulkFile::in_memory();
    fill_bulk(bulk, &settings(country), &fill, &mut |_| {}).unwrap()
}

fn count(text: &[String]) -> usize {
    text.len()
}

#[test]
fn reading_every_customer_again_changes_nothing() {
    for (orders, open) in [(1_500, 400), (700, 0), (60, 60)] {
        let mut desk = filled(orders, open, "RU");
        let tables = ["orders", "customers", "calls", "appointments", "payments"];
        let before = desk.store.dump(&tables);
        let customers = count(&desk.store.dump(&["customers"]));
        let tx = desk.store.write(NOON).unwrap();
        for id in 1..=customers {
            tx.refresh(CustomerId(i64::try_from(id).unwrap()), Scope::All).unwrap();
        }
        tx.commit().unwrap();
        let after = desk.store.dump(&tables);
        for (a, b) in before.iter().zip(&after) {
            assert_eq!(a, b);
        }
        assert_eq!(before.len(), after.len());
    }
}

#[test]
fn a_filled_file_has_the_schema_of_any_other() {
    let desk = filled(100, 20, "RU");
    assert_eq!(desk.store.schema(), Store::in_memory().unwrap().schema());
    assert_eq!(desk.store.check(), "ok");
}

#[test]
fn the_orders_asked_for_are_there_and_those_of_them_are_open() {
    let desk = filled(1_200, 240, "UA");
    let mut stages: BTreeMap<Stage, i64> = BTreeMap::new();
    let mut live = 0;
    for id in 1..=1_200 {
        let facts = desk.store.order_facts(OrderId(id)).unwrap().unwrap();
        *stages.entry(facts.stage).or_default() += 1;
        live += i64::from(facts.live);
        assert!(facts.created_at <= NOON && facts.seen_at <= NOON, "{facts:?}");
    }
    let open: i64 = stages.range(Stage::New..=Stage::Arrived).map(|(_, n)| n).sum();
    assert_eq!(open, 240, "{stages:?}");
    for stage in Stage::ALL {
        assert!(stages.contains_key(stage), "no {stage:?}: {stages:?}");
    }
    assert!(live > open && live < 1_000, "{live}");
}

#[test]
fn the_journal_of_a_filled_shop_reads_from_front_to_back_and_ends_before_now() {
    let desk = filled(800, 200, "RU");
    let mut last = Time(0);
    for entry in desk
        .read(|look| history::journal(look, Page::All, 100_000))
        .unwrap()
        .into_iter()
        .rev()
    {
        assert!(entry.at >= last && entry.at <= NOON, "{entry:?}");
        last = entry.at;
    }
    assert!(desk.sweep_has_nothing_to_do());
}

#[test]
fn the_same_seed_fills_the_same_shop() {
    let tables = ["orders", "customers", "calls", "journal"];
    assert_eq!(
        filled(300, 60, "RU").store.dump(&tables),
        filled(300, 60, "RU").store.dump(&tables)
    );
}

#[test]
fn a_place_where_something_is_already_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let small = Fill {
        orders: 40,
        open: 10,
        seed: 1,
        now: NOON,
        language: Lang::En,
    };
    let mut told = Vec::new();
    fill(&path, &settings("RU"), &small, &mut |progress| told.push(progress)).unwrap();
    assert!(told.len() > 5);
    let before = std::fs::read(&path).unwrap();
    assert!(fill(&path, &settings("RU"), &small, &mut |_| {}).is_err());
    assert_eq!(std::fs::read(&path).unwrap(), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;

        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

impl Desk {
    fn sweep_has_nothing_to_do(&self) -> bool {
        let line = self.rules.calendar(None).day_at(NOON, -44, 0, 0);
        self.store.lapsed(line, 6, 10).unwrap().is_empty()
    }
}
