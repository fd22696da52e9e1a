//! How a session is set up, and the channels between its threads.

use std::path::PathBuf;
use std::sync::Arc;

use super::answer::DeskMsg;
use crate::clock::Clock;
use crate::desk::who::Who;
use crate::domain::settings::Settings;
/// Where the desk's answers go.
pub type Outbox = Arc<dyn Fn(DeskMsg) + Send + Sync>;

/// What the threads of a desk need.
#[derive(Clone, Debug)]
pub struct Setup {
    /// The file.
    pub path: PathBuf,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who works here.
    pub who: Who,
    /// What time it is.
    pub clock: Clock,
}

/// Look at the file now.
#[derive(Debug)]
pub(super) struct Nudge;
