//! Orders that a machine told of by itself: they were kept before it was answered, and are taken in here.

use crate::domain::order_feed::FeedTrouble;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedSource;
use crate::feeds::source::FeedTried;
use crate::feeds::source::Portion;
use crate::feeds::source::PortionBody;

/// What was told and waits.
pub struct HookFeed {
    pub name: String,
}

impl FeedSource for HookFeed {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        let found = (ask.inbox)();
        Ok(found.map(|body| Portion {
            name: self.name.clone(),
            body: PortionBody::Told(body),
            cursor: None,
            more: true,
        }))
    }

    fn try_out(&mut self, ask: &FeedAsk<'_>) -> Result<FeedTried, FeedTrouble> {
        Ok(FeedTried {
            found: i64::from((ask.inbox)().is_some()),
            newest: None,
            words: None,
        })
    }
}
