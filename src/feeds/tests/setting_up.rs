//! A desk with one feed, on a clock that stands.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::who;
use crate::domain::action::OrderRecord;
use crate::domain::country::Country;
use crate::domain::ids::OrderId;
use crate::domain::incoming::ShopStatus;
use crate::domain::money::Currency;
use crate::domain::order::OrderFacts;
use crate::domain::order_feed::FeedState;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::feeds::FeedFiles;
use crate::feeds::FeedReading;
use crate::feeds::FeedRunner;
use crate::feeds::FeedSetup;
use crate::feeds::FeedTurn;
use crate::feeds::PortionTaken;
use crate::intake::Defaults;
use crate::intake::ImportError;
use crate::intake::Shape;
use crate::intake::Statuses;

/// Wednesday, 12:00 in Moscow.
pub(super) const NOON: Time = Time(1_773_219_600_000);

/// What a test works with.
pub(super) struct Bench {
    pub(super) folder: tempfile::TempDir,
    pub(super) setting: FeedSetting,
    pub(super) files: TestFiles,
}

/// How a feed's orders are described.
#[derive(Clone, Default)]
pub(super) struct TestFiles {
    pub(super) words: Vec<(String, String, ShopStatus)>,
    pub(super) shape: Shape,
    pub(super) source: String,
}

impl FeedFiles for TestFiles {
    fn reading(&self, _: &FeedSetting) -> Result<FeedReading, String> {
        Ok(FeedReading {
            shape: self.shape.clone(),
            defaults: Defaults {
                country: Country::RU,
                currency: Currency::RUB,
                time_zone: chrono_tz::Europe::Moscow,
                date_order: None,
                source: self.source.clone(),
                statuses: Statuses::default(),
            },
            words: self.words.clone(),
            own_words: Vec::new(),
        })
    }

    fn unread(&self, name: &str, error: &ImportError) -> String {
        format!("{name}: {error}")
    }

    fn report(&self, name: &str, taken: &PortionTaken) -> String {
        match taken {
            PortionTaken::Whole(report) => format!("{name} {:?}", report.counts),
            other => format!("{name} {other:?}"),
        }
    }
}

impl Bench {
    pub(super) fn of_shop(address: &str) -> Bench {
        Bench::new(FeedSetting {
            kind: OrderFeedKind::WooCommerce,
            address: Some(address.to_owned()),
            key: Some(SecretRef::Env("KEY".to_owned())),
            secret: Some(SecretRef::Env("SECRET".to_owned())),
            ..FeedSetting::default()
        })
    }

    pub(super) fn of_folder() -> Bench {
        let mut bench = Bench::new(FeedSetting::default());
        let inbox = bench.folder.path().join("inbox");
        std::fs::create_dir(&inbox).unwrap();
        bench.setting.address = Some(inbox.to_string_lossy().into_owned());
        bench
    }

    pub(super) fn new(setting: FeedSetting) -> Bench {
        Bench {
            folder: tempfile::tempdir().unwrap(),
            setting: FeedSetting {
                name: "shop".to_owned(),
                ..setting
            },
            files: TestFiles::default(),
        }
    }

    pub(super) fn inbox(&self) -> PathBuf {
        PathBuf::from(self.setting.address.clone().unwrap())
    }

    pub(super) fn settings(&self) -> Arc<Settings> {
        Arc::new(Settings {
            feeds: vec![self.setting.clone()],
            ..Settings::default()
        })
    }

    pub(super) fn setup(&self, clock: Clock) -> FeedSetup {
        FeedSetup {
            database: self.folder.path().join("desk.db").into(),
            settings: self.settings(),
            who: who("anna"),
            only: None,
            clock,
            variable: Arc::new(|name| match name {
                "KEY" => Some("ck_key".to_owned()),
                "SECRET" => Some("cs_secret".to_owned()),
                "LOGIN" => Some("anna:secret".to_owned()),
                _ => None,
            }),
            files: Arc::new(self.files.clone()),
        }
    }

    pub(super) fn desk(&self, now: Time) -> Desk {
        Desk::open(
            self.folder.path().join("desk.db"),
            self.settings(),
            who("anna"),
            Clock::Stopped(now),
        )
        .unwrap()
    }

    pub(super) fn runner(&self) -> FeedRunner {
        FeedRunner::new(self.setup(Clock::Stopped(NOON)), self.setting.clone())
    }

    /// A turn of a process that begins with it.
    pub(super) fn turn(&self, now: Time) -> FeedTurn {
        self.runner()
            .turn(&mut self.desk(now), &AtomicBool::new(false))
            .unwrap()
    }

    /// All there is, whether or not it is time.
    pub(super) fn run(&self, now: Time) -> FeedTurn {
        let mut turn = self.runner().run(&mut self.desk(now), &AtomicBool::new(false)).unwrap();
        while turn.more && turn.trouble.is_none() {
            turn = self.runner().run(&mut self.desk(now), &AtomicBool::new(false)).unwrap();
        }
        turn
    }

    pub(super) fn state(&self) -> FeedState {
        self.desk(NOON).feed_state("shop").unwrap()
    }

    /// Number and total of each order, by number.
    pub(super) fn orders(&self) -> Vec<(String, i64)> {
        let mut orders: Vec<(String, i64)> = self
            .records()
            .into_iter()
            .map(|order| (order.number, order.facts.total / 100))
            .collect();
        orders.sort();
        orders
    }

    /// What stands of the first order.
    pub(super) fn first(&self) -> OrderFacts {
        self.records().remove(0).facts
    }

    pub(super) fn records(&self) -> Vec<OrderRecord> {
        let desk = self.desk(NOON + Span::hours(1));
        (1..).map_while(|id| desk.store.order(OrderId(id)).unwrap()).collect()
    }
}
