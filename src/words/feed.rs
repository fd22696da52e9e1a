//! How a feed of orders fares.

use super::refusal::Explanation;
use crate::domain::order_feed::FeedFault;
use crate::i18n::Tr;
use crate::text::clean;

/// Why it brings nothing, and what to do.
pub fn feed_trouble(tr: &Tr, fault: FeedFault, said: &str) -> Explanation {
    let said = Some(clean(said).into_owned()).filter(|said| !said.is_empty());
    let args = [("said", said.unwrap_or_else(|| "–".to_owned()).into())];
    Explanation {
        message: tr.with(fault.key(), &args),
        hint: tr.with(fault.hint(), &args),
    }
}
