//! What a carrier is to who asks it.

use std::fmt;
use std::sync::Arc;

use super::batch::BatchSource;
use crate::clock::Clock;
use crate::desk::Location;
use crate::desk::who::Who;
use crate::domain::carrier::Carrier;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::parcel_news::ParcelNews;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// Reads a variable of the environment.
pub type CarrierVariables = dyn Fn(&str) -> Option<String> + Send + Sync;

/// What asking carriers needs.
#[derive(Clone)]
pub struct CarrierSetup {
    /// Where the desk is.
    pub database: Location,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who works here.
    pub who: Who,
    /// The only carrier that is asked; none: all that are set.
    pub only: Option<Carrier>,
    /// What time it is.
    pub clock: Clock,
    /// Reads the environment, for secrets.
    pub variable: Arc<CarrierVariables>,
}

impl fmt::Debug for CarrierSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "CarrierSetup({} carriers)",
            self.settings.carriers.followed().count()
        )
    }
}

/// A carrier that can be asked.
pub trait CarrierSource: Send {
    /// About how many numbers at once.
    fn at_once(&self) -> usize;

    /// How long it is left alone after an answer, before it is asked about others.
    fn breath(&self) -> Span;

    /// What it knows of these numbers; nothing of one it does not know.
    fn ask(&mut self, numbers: &[String], now: Time) -> Result<Vec<ParcelNews>, FeedTrouble>;

    /// The same of many numbers at once, whose answer is ready later; none where it always answers at once.
    fn batches(&mut self) -> Option<&mut dyn BatchSource> {
        None
    }
}
