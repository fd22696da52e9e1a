//! Reading feeds beside a console or `work`.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::reading::FeedSetup;
use super::runner::FeedRunner;
use super::runner::FeedTurn;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::domain::settings::FeedSetting;
use crate::worker::PollThread;
use crate::worker::Polled;
use crate::worker::PolledTurn;
use crate::worker::Polling;

/// Reads until it is dropped.
#[derive(Debug)]
pub struct FeedThread {
    _thread: Option<PollThread>,
}

impl FeedThread {
    /// Begins where feeds are set; `told` hears of every turn in which something happened.
    pub fn begin(setup: FeedSetup, told: impl Fn(&str, &FeedTurn) + Clone + Send + 'static) -> FeedThread {
        let settings = &setup.settings;
        let is_set = !settings.feeds.is_empty() && settings.may_ask_feeds_here() && !setup.clock.is_rehearsal();
        let thread = is_set.then(|| {
            let of = setup.clone();
            let open =
                move || Desk::open_existing(&of.database, Arc::clone(&of.settings), of.who.clone(), of.clock).ok();
            PollThread::begin(Polling {
                open,
                lease: Desk::lease_feeds,
                end: Desk::end_feeds,
                machines: move || runners(&setup),
                told: move |runner: &FeedRunner, turn: &FeedTurn| told(runner.name(), turn),
            })
        });
        FeedThread { _thread: thread }
    }
}

fn runners(setup: &FeedSetup) -> Vec<FeedRunner> {
    let is_meant = |feed: &&FeedSetting| !feed.pause && setup.only.as_ref().is_none_or(|only| *only == feed.name);
    let feeds = setup.settings.feeds.iter().filter(is_meant);
    feeds.map(|feed| FeedRunner::new(setup.clone(), feed.clone())).collect()
}

impl Polled for FeedRunner {
    type Turn = FeedTurn;

    fn turn(&mut self, desk: &mut Desk, stop: &AtomicBool) -> Result<FeedTurn, DeskError> {
        self.turn(desk, stop)
    }
}

impl PolledTurn for FeedTurn {
    fn rests(&self) -> bool {
        self.rests
    }

    fn brings(&self) -> bool {
        self.counts.is_news() || self.has_written() || !self.unread.is_empty()
    }

    fn fails(&self) -> bool {
        self.trouble.is_some()
    }

    fn is_left(&self) -> bool {
        self.is_left
    }
}
