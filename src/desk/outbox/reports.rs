//! What gateways say of messages they took: that they have arrived, or never will (R35).

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageState;
use crate::domain::sending::AskedMessage;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::ReportedMessage;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// A gateway is asked for the first time so long after it took a message.
pub const FIRST_ASKED: Span = Span::minutes(1);
/// Then after as long as the message is on its way, and no less often than this.
const LONGEST_PAUSE: Span = Span::hours(6);
/// What has not arrived by then is not asked for any more.
const GIVEN_UP: Span = Span::days(3);

impl Desk {
    /// Messages whose gateway is to be asked now, the longest due first.
    pub fn messages_asked(&self, limit: i64) -> Result<Vec<AskedMessage>, DeskError> {
        Ok(self.store.messages_asked(self.now(), limit)?)
    }

    /// The message a channel's gateway knows by that id of its own.
    pub fn message_reported(&self, channel: &str, id: &str) -> Result<ReportedMessage, DeskError> {
        let asked = self.store.message_of_gateway(channel, id)?;
        Ok(asked.map_or(ReportedMessage::Unknown, ReportedMessage::Asked))
    }

    /// The message that left by that channel under that mark.
    pub fn message_reported_by_mark(&self, channel: &str, mark: &str) -> Result<ReportedMessage, DeskError> {
        let found = match self.store.message_of_mark(mark)? {
            Some(id) => self.store.message(id)?,
            None => None,
        };
        Ok(match found {
            Some(message) if message.state == MessageState::Sending => ReportedMessage::Sending,
            Some(message) if message.state == MessageState::Sent => ReportedMessage::Asked(AskedMessage {
                id: message.id,
                via: channel.to_owned(),
                gateway_id: String::new(),
                to: message.address.clone(),
                sent_at: message.sent_at.unwrap_or_default(),
            }),
            _ => ReportedMessage::Unknown,
        })
    }

    /// Writes down what a gateway says of a message; of one that cannot be delivered the next way is tried, and where
    /// there is none somebody is to look after it. None: it could not be asked.
    pub fn record_report(&mut self, asked: &AskedMessage, report: Option<&DeliveryReport>) -> Result<(), DeskError> {
        match report {
            Some(DeliveryReport::Delivered) => {
                let write = DeskTx::begin(self)?;
                write.delivered(asked.id)?;
                write.tx.ask_again(asked.id, None)?;
                write.tx.note_heard(&asked.via, MessageState::Delivered)?;
                Ok(write.tx.commit()?)
            }
            Some(DeliveryReport::Undelivered { why }) => {
                self.record_undelivered(asked.id, why)?;
                let write = DeskTx::begin(self)?;
                write.tx.note_heard(&asked.via, MessageState::Failed)?;
                Ok(write.tx.commit()?)
            }
            Some(DeliveryReport::OnTheWay) | None => {
                let write = DeskTx::begin(self)?;
                write
                    .tx
                    .ask_again(asked.id, asked_next(asked.sent_at, write.tx.now()))?;
                Ok(write.tx.commit()?)
            }
        }
    }

    /// What had left did not arrive; false when it stands as something else.
    pub fn record_undelivered(&mut self, id: MessageId, why: &str) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let failed = write.undelivered(id, why)?;
        write.tx.commit()?;
        Ok(failed)
    }
}

/// When a gateway is asked again for what left then.
fn asked_next(sent_at: Time, now: Time) -> Option<Time> {
    let on_its_way = now - sent_at;
    let pause = on_its_way.max(FIRST_ASKED).min(LONGEST_PAUSE);
    (on_its_way < GIVEN_UP).then(|| now + pause)
}
