//! A desk with parcels under way, and a carrier that is asked about them, on clocks that stand.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::carriers::CarrierRunner;
use crate::carriers::CarrierSetup;
use crate::carriers::CarrierTurn;
use crate::clock::Clock;
use crate::desk::Desk;
use crate::desk::tests::new_order;
use crate::desk::tests::who;
use crate::domain::action::Action;
use crate::domain::action::DetailsEdit;
use crate::domain::action::Shipping;
use crate::domain::carrier::Carrier;
use crate::domain::ids::OrderId;
use crate::domain::order::Terms;
use crate::domain::settings::Following;
use crate::domain::settings::SecretRef;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Wednesday, 12:00 in Moscow.
pub(super) const NOON: Time = Time(1_773_219_600_000);

/// What a test works with.
pub(super) struct Bench {
    folder: tempfile::TempDir,
    pub(super) carrier: Carrier,
    pub(super) following: Following,
}

impl Bench {
    pub(super) fn new(carrier: Carrier, address: &str) -> Bench {
        Bench {
            folder: tempfile::tempdir().unwrap(),
            carrier,
            following: Following {
                poll: Some(Span::minutes(30)),
                login: Some("lavka".to_owned()),
                password: Some(SecretRef::Env("PASSWORD".to_owned())),
                key: Some(SecretRef::Env("KEY".to_owned())),
                address: Some(address.to_owned()),
                ..Following::default()
            },
        }
    }

    pub(super) fn setup(&self, clock: Clock) -> CarrierSetup {
        let mut settings = Settings::default();
        settings.carriers.set_following(self.carrier, self.following.clone());
        CarrierSetup {
            database: self.folder.path().join("desk.db").into(),
            settings: Arc::new(settings),
            who: who("anna"),
            only: None,
            clock,
            variable: Arc::new(|name| Some(format!("s3cret {name}"))),
        }
    }

    pub(super) fn desk_by(&self, clock: Clock) -> Desk {
        let setup = self.setup(clock);
        Desk::open(&setup.database, setup.settings, setup.who, clock).unwrap()
    }

    pub(super) fn desk(&self, at: Time) -> Desk {
        self.desk_by(Clock::Stopped(at))
    }

    pub(super) fn runner(&self) -> CarrierRunner {
        CarrierRunner::new(self.setup(Clock::Stopped(NOON)), self.carrier)
    }

    /// Orders that are on their way by these numbers.
    pub(super) fn sent(&self, desk: &mut Desk, numbers: &[&str]) -> Vec<OrderId> {
        let mut orders = Vec::new();
        for (at, number) in numbers.iter().enumerate() {
            let id = new_order(desk, &format!("+7916123{at:04}"), 1_000);
            let terms = DetailsEdit {
                terms: Some(Terms::OnDelivery),
                ..DetailsEdit::default()
            };
            let ship = Shipping {
                number: (*number).to_owned(),
                carrier: Some(self.carrier),
                ..Shipping::default()
            };
            for action in [Action::Details(terms), Action::Confirm, Action::Ship(ship)] {
                desk.perform(Target::Order(id), &action).unwrap();
            }
            orders.push(id);
        }
        orders
    }
}

/// One turn at that moment.
pub(super) fn turn(bench: &Bench, runner: &mut CarrierRunner, at: Time) -> CarrierTurn {
    runner.turn(&mut bench.desk(at), &AtomicBool::new(false)).unwrap()
}
