//! An open message, and its keys.

use crate::desk::outbox::recall::SettledByHand;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageAct;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::settings::Settings;
use crate::session::answer::ShownMessage;

/// A message that is read.
#[derive(Clone, Debug)]
pub struct OpenMessage {
    /// Which; the list under it may move meanwhile.
    pub id: MessageId,
    /// The token of the newest request for its words.
    pub token: u64,
    /// As last read; none before the first answer.
    pub shown: Option<Box<ShownMessage>>,
    /// Lines scrolled away.
    pub scroll: usize,
}

impl OpenMessage {
    /// As it was read before.
    pub fn again(shown: Box<ShownMessage>) -> OpenMessage {
        OpenMessage {
            id: shown.row.id,
            token: 0,
            shown: Some(shown),
            scroll: 0,
        }
    }
}

/// What a letter does with an open message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageKey {
    /// Put its text into the clipboard.
    Copy,
    /// Word it by hand.
    Edit,
    /// What the same key does in the outbox: let it leave, recall or correct it.
    Step,
    /// Settle it by hand.
    Settle(SettledByHand),
}

impl MessageKey {
    /// All, in the order of the line of keys.
    pub const ALL: [MessageKey; 6] = [
        MessageKey::Copy,
        MessageKey::Settle(SettledByHand::Sent),
        MessageKey::Settle(SettledByHand::Dismissed),
        MessageKey::Settle(SettledByHand::Retried),
        MessageKey::Edit,
        MessageKey::Step,
    ];

    /// What a letter does, in its Latin place.
    pub fn of(letter: char) -> Option<MessageKey> {
        MessageKey::ALL.into_iter().find(|key| key.letter() == letter)
    }

    /// The letter, in its Latin place.
    pub fn letter(self) -> char {
        match self {
            MessageKey::Copy => 'c',
            MessageKey::Edit => 'e',
            MessageKey::Step => 'm',
            MessageKey::Settle(SettledByHand::Sent) => 's',
            MessageKey::Settle(SettledByHand::Dismissed) => 'x',
            MessageKey::Settle(SettledByHand::Retried) => 'r',
        }
    }

    /// What it is called for this message, by the code of `bar-<code>`; none where it would change nothing.
    pub fn code(self, row: &MessageRow, settings: &Settings) -> Option<&'static str> {
        let waits = row.state == MessageState::Waiting;
        let failed = matches!(row.state, MessageState::Failed | MessageState::Held);
        match self {
            MessageKey::Copy => Some("message_copy"),
            MessageKey::Edit => waits.then_some("message_edit"),
            // What waits or failed has keys of its own here.
            MessageKey::Step => match settings.message_act(row)? {
                MessageAct::Release => Some("message_send"),
                MessageAct::Correct => Some("message_correct"),
                MessageAct::Recall | MessageAct::Retry => None,
            },
            MessageKey::Settle(SettledByHand::Sent) => (waits || failed).then_some("message_sent"),
            MessageKey::Settle(SettledByHand::Dismissed) => (waits || failed).then_some("message_dismiss"),
            MessageKey::Settle(SettledByHand::Retried) => failed.then_some("message_retry"),
        }
    }
}
