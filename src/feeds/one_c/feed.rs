//! What a 1C told and waits, and what of it could not be read.

use super::cursor::OneCCursor;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedTrouble;
use crate::feeds::source::FeedAsk;
use crate::feeds::source::FeedSource;
use crate::feeds::source::FeedTried;
use crate::feeds::source::GoodsPortion;
use crate::feeds::source::Portion;
use crate::feeds::source::PortionBody;

/// What it told of orders; its goods are in the desk before it is answered.
pub(crate) struct OneCFeed {
    pub(crate) name: String,
}

impl FeedSource for OneCFeed {
    fn next(&mut self, ask: &FeedAsk<'_>) -> Result<Option<Portion>, FeedTrouble> {
        if let Some(told) = (ask.inbox)() {
            return Ok(Some(Portion {
                name: self.name.clone(),
                body: PortionBody::Told(told),
                cursor: None,
                more: true,
            }));
        }
        // That something cannot be read is said for as long as it is so.
        let cursor = OneCCursor::of(ask.cursor);
        if let Some(file) = cursor.unread.first() {
            return Err(FeedTrouble::new(FeedFault::NotGoods, file.as_str()));
        }
        if cursor.spared > 0 {
            return Err(FeedTrouble::new(FeedFault::Shrunk, cursor.spared.to_string()));
        }
        let refused: Vec<_> = cursor.refused.into_values().flatten().collect();
        Ok((!refused.is_empty()).then(|| Portion {
            name: self.name.clone(),
            body: PortionBody::Goods(GoodsPortion {
                rows: Vec::new(),
                end: None,
                refused,
                again: String::new(),
            }),
            cursor: None,
            more: false,
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
