//! Orders that a machine told of by itself: they were kept before it was answered, and are taken in here.

use super::tilda::order;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::ToldBody;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedSource;
use crate::feeds::source::FeedTried;
use crate::feeds::source::Portion;
use crate::feeds::source::PortionBody;

/// What was told and waits.
pub struct HookFeed {
    pub name: String,
    /// It is told by forms of a Tilda, which no profile describes.
    pub is_tilda: bool,
}

impl FeedSource for HookFeed {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        let found = (ask.inbox)();
        Ok(found.map(|told| Portion {
            name: self.name.clone(),
            body: PortionBody::Told(if self.is_tilda { of_tilda(told) } else { told }),
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

fn of_tilda(mut told: ToldBody) -> ToldBody {
    // What was kept is a tree.
    let tree = serde_json::from_str(&told.body).unwrap_or_default();
    told.body = order(&tree, told.at).to_string();
    told
}
