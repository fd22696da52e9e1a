//! What reading feeds needs: how each one's orders are described, and what their words mean.

use std::fmt;
use std::sync::Arc;

use super::source::PortionTaken;
use crate::clock::Clock;
use crate::desk::Location;
use crate::desk::who::Who;
use crate::domain::incoming::ShopStatus;
use crate::domain::reject::Reject;
use crate::domain::settings::FeedSetting;
use crate::domain::settings::Settings;
use crate::intake::Defaults;
use crate::intake::ImportError;
use crate::intake::Opened;
use crate::intake::Shape;
use crate::intake::Statuses;

/// How the orders of one feed are read.
#[derive(Clone, Debug)]
pub struct FeedReading {
    /// The shape of its files, where a profile says it.
    pub shape: Shape,
    /// What they do not say of themselves.
    pub defaults: Defaults,
    /// What the words of a source mean.
    pub words: Vec<(String, String, ShopStatus)>,
    /// What the profile itself says of words.
    pub own_words: Vec<(String, ShopStatus)>,
}

impl FeedReading {
    /// What an opened portion does not say of itself.
    pub(super) fn defaults_of(&self, opened: &Opened<'_>) -> Defaults {
        Defaults {
            statuses: self.statuses_of(&opened.source(&self.defaults)),
            ..self.defaults.clone()
        }
    }

    /// What a word of a source means, where somebody said.
    pub(super) fn meaning(&self, source: &str, word: &str) -> Option<ShopStatus> {
        self.statuses_of(source).of([word])
    }

    fn statuses_of(&self, source: &str) -> Statuses {
        let kept = self.words.iter().filter(|(of, ..)| *of == source);
        let kept = kept.map(|(_, word, status)| (word.as_str(), *status));
        let own = self.own_words.iter().map(|(word, status)| (word.as_str(), *status));
        kept.chain(own).collect()
    }
}

/// Reads a variable of the environment.
pub type FeedVariables = dyn Fn(&str) -> Option<String> + Send + Sync;

/// What lies beside the settings, and the words of reports: the layer above hands them in.
pub trait FeedFiles: Send + Sync {
    /// How a feed's orders are read; else in a sentence why that is not known.
    fn reading(&self, setting: &FeedSetting) -> Result<FeedReading, String>;

    /// Why a file of that name cannot be read, in a sentence.
    fn unread(&self, name: &str, error: &ImportError) -> String;

    /// Which rows were refused and why, in a sentence.
    fn refused(&self, rejects: &[Reject]) -> String {
        rejects.len().to_string()
    }

    /// What is written beside a file that was taken.
    fn report(&self, name: &str, taken: &PortionTaken) -> String;
}

/// What reading feeds needs.
#[derive(Clone)]
pub struct FeedSetup {
    /// Where the desk is.
    pub database: Location,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who works here.
    pub who: Who,
    /// The only feed that is read, as the settings call it; none: all of them.
    pub only: Option<String>,
    /// What time it is.
    pub clock: Clock,
    /// Reads the environment, for secrets.
    pub variable: Arc<FeedVariables>,
    /// What lies beside the settings.
    pub files: Arc<dyn FeedFiles>,
}

impl fmt::Debug for FeedSetup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FeedSetup({} feeds)", self.settings.feeds.len())
    }
}
