//! How a session is set up, and the channels between its threads.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::AtomicI64;
use std::sync::atomic::Ordering;

use super::answer::DeskMsg;
use super::doors::Doors;
use super::settings_file::SettingsDoor;
use crate::clock::Clock;
use crate::desk::who::Who;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageWords;
use crate::domain::regulation::Rulebook;
use crate::domain::settings::Settings;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Location;
use crate::store::look::Look;
use crate::view::card::Card;
use crate::view::drafts::TextDraft;
use crate::view::outbox::MessageCards;

/// What fails for so long is told of.
const FAILS_FOR: Span = Span::minutes(1);

/// Where the desk's answers go.
pub type Outbox = Arc<dyn Fn(DeskMsg) + Send + Sync>;

/// What the threads of a desk need.
#[derive(Clone, Debug)]
pub struct Setup {
    /// Where the desk is.
    pub database: Location,
    /// The shop's settings.
    pub settings: Arc<Settings>,
    /// Who works here.
    pub who: Who,
    /// What time it is.
    pub clock: Clock,
    /// Puts messages into words.
    pub messages: MessageWriter,
    /// What layers above do for it.
    pub doors: Doors,
    /// The shop's file of settings.
    pub settings_file: SettingsDoor,
    /// Looks whether the shop's own texts were changed.
    pub texts: TextWatch,
    /// Set when the console is opened again at once: it leaves no shift then.
    pub stays: Arc<AtomicBool>,
}

/// Looks at the shop's own texts: what is wrong with them when they were changed since the last look, none when not.
type LookAtTexts = dyn Fn() -> Option<Vec<String>> + Send + Sync;

/// The shop's own texts, which are read again while the console runs: a layer above this one hands them in.
#[derive(Clone, Default)]
pub struct TextWatch(Option<Arc<LookAtTexts>>);

impl TextWatch {
    /// By a function that looks at them.
    pub fn new(look: impl Fn() -> Option<Vec<String>> + Send + Sync + 'static) -> TextWatch {
        TextWatch(Some(Arc::new(look)))
    }

    /// Looks once.
    pub(super) fn look(&self) -> Option<Vec<String>> {
        self.0.as_ref().and_then(|look| look())
    }
}

impl fmt::Debug for TextWatch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TextWatch")
    }
}

/// Puts a message into the words its reader has, or says in a sentence why it cannot.
type WriteMessage = dyn Fn(&MessageRow, &MessageCards, &Rulebook, Time) -> Result<MessageWords, String> + Send + Sync;

/// The texts a message by hand can be made of, for a card, the free one with some words in it.
type MakeDrafts = dyn Fn(&Card, &str, &Rulebook, Time) -> Vec<TextDraft> + Send + Sync;

/// Puts messages into words: their texts belong to a layer above this one, which hands it in.
#[derive(Clone)]
pub struct MessageWriter {
    write: Arc<WriteMessage>,
    drafts: Arc<MakeDrafts>,
}

impl MessageWriter {
    /// By a function of the message, the cards it is written of, the rules in force and the moment.
    pub fn new(
        write: impl Fn(&MessageRow, &MessageCards, &Rulebook, Time) -> Result<MessageWords, String> + Send + Sync + 'static,
    ) -> MessageWriter {
        MessageWriter {
            write: Arc::new(write),
            drafts: Arc::new(|_, text, _, _| {
                let words = MessageWords {
                    text: text.to_owned(),
                    ..MessageWords::default()
                };
                vec![TextDraft {
                    name: String::new(),
                    sms: words.clone(),
                    email: words,
                }]
            }),
        }
    }

    /// The same with the texts a message by hand can be made of.
    #[must_use]
    pub fn with_drafts(
        mut self,
        drafts: impl Fn(&Card, &str, &Rulebook, Time) -> Vec<TextDraft> + Send + Sync + 'static,
    ) -> MessageWriter {
        self.drafts = Arc::new(drafts);
        self
    }

    pub(super) fn drafts(&self, card: &Card, text: &str, look: &Look<'_>) -> Vec<TextDraft> {
        (self.drafts)(card, text, look.rules, look.now)
    }

    pub(super) fn write(
        &self,
        message: &MessageRow,
        cards: &MessageCards,
        look: &Look<'_>,
    ) -> Result<MessageWords, String> {
        (self.write)(message, cards, look.rules, look.now)
    }
}

/// Knows only the words that are fixed already.
impl Default for MessageWriter {
    fn default() -> MessageWriter {
        MessageWriter::new(|message, _, _, _| Ok(message.words.clone().unwrap_or_default()))
    }
}

impl fmt::Debug for MessageWriter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MessageWriter")
    }
}

/// Look at the file now.
#[derive(Debug)]
pub(super) struct Nudge;

/// Since when the work that is due by itself fails here: told by the thread that does it, read by the board's.
#[derive(Clone, Debug, Default)]
pub(super) struct Failing(Arc<AtomicI64>);

impl Failing {
    /// It could not be done at `now`.
    pub(super) fn failed(&self, now: Time) {
        let _ = self.0.compare_exchange(0, now.0, Ordering::Relaxed, Ordering::Relaxed);
    }

    /// It was done.
    pub(super) fn worked(&self) {
        self.0.store(0, Ordering::Relaxed);
    }

    /// Since when it fails; a file that is busy for a moment is no failure.
    pub(super) fn since(&self, now: Time) -> Option<Time> {
        let since = Time(self.0.load(Ordering::Relaxed));
        (since.0 != 0 && now - since >= FAILS_FOR).then_some(since)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_fails_for_a_minute_is_told_of_until_it_is_done() {
        let (failing, start) = (Failing::default(), Time(1_773_219_600_000));
        assert_eq!(failing.since(start), None);
        failing.failed(start);
        failing.failed(start + Span::seconds(50));
        assert_eq!(failing.since(start + Span::seconds(59)), None);
        assert_eq!(failing.since(start + Span::seconds(60)), Some(start));
        failing.worked();
        assert_eq!(failing.since(start + Span::seconds(61)), None);
    }
}
