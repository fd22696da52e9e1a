//! What gateways say of messages they took: that they have arrived, or never will (R35).

use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::tx::DeskTx;
use crate::domain::message::MessageState;
use crate::domain::sending::AskedMessage;
use crate::domain::sending::DeliveryReport;
use crate::domain::sending::ReportOf;
use crate::domain::sending::ReportedMessage;
use crate::domain::sending::ToldReport;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// A gateway is asked for the first time so long after it took a message.
pub const FIRST_ASKED: Span = Span::minutes(1);
/// Then after as long as the message is on its way, and no less often than this.
const LONGEST_PAUSE: Span = Span::hours(6);
/// What has not arrived by then is not asked for any more.
const GIVEN_UP: Span = Span::days(3);
/// Letters of a reason that are kept: a gateway's whole answer is none.
const LONGEST_REASON: usize = 160;

impl Desk {
    /// Messages whose gateway is to be asked now, the longest due first.
    pub fn messages_asked(&self, limit: i64) -> Result<Vec<AskedMessage>, DeskError> {
        Ok(self.store.messages_asked(self.now(), limit)?)
    }

    /// Writes down what a gateway says of a message; of one that cannot be delivered the next way is tried, and where
    /// there is none somebody is to look after it. None: it could not be asked.
    pub fn record_report(&mut self, asked: &AskedMessage, report: Option<&DeliveryReport>) -> Result<(), DeskError> {
        let write = DeskTx::begin(self)?;
        write.record_report(asked, report)?;
        Ok(write.tx.commit()?)
    }

    /// Writes down all that a channel's gateway says at once; false when nobody has written down yet that one of the
    /// messages left.
    pub fn record_reports(&mut self, channel: &str, told: &[ToldReport]) -> Result<bool, DeskError> {
        let write = DeskTx::begin(self)?;
        let mut is_early = false;
        for ToldReport { of, report } in told {
            match write.reported(channel, of)? {
                ReportedMessage::Asked(asked) => write.record_report(&asked, Some(report))?,
                ReportedMessage::Sending => is_early = true,
                ReportedMessage::Unknown => {}
            }
        }
        write.tx.commit()?;
        Ok(!is_early)
    }
}

impl DeskTx<'_> {
    fn reported(&self, channel: &str, of: &ReportOf) -> Result<ReportedMessage, DeskError> {
        let mark = match of {
            ReportOf::GatewayId(id) => {
                let asked = self.tx.message_of_gateway(channel, id)?;
                return Ok(asked.map_or(ReportedMessage::Unknown, ReportedMessage::Asked));
            }
            ReportOf::Mark(mark) => mark,
        };
        let found = match self.tx.message_of_mark(mark)? {
            Some(id) => self.tx.message(id)?,
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

    fn record_report(&self, asked: &AskedMessage, report: Option<&DeliveryReport>) -> Result<(), DeskError> {
        match report {
            Some(DeliveryReport::Delivered) => {
                self.delivered(asked.id)?;
                self.tx.ask_again(asked.id, None)?;
                self.tx.note_heard(&asked.via, MessageState::Delivered)?;
            }
            Some(DeliveryReport::Undelivered { why }) => {
                let why: String = why.chars().take(LONGEST_REASON).collect();
                self.undelivered(asked.id, &why)?;
                self.tx.note_heard(&asked.via, MessageState::Failed)?;
            }
            Some(DeliveryReport::OnTheWay) | None => {
                let next = asked_next(asked.sent_at, self.tx.now());
                self.tx.ask_again(asked.id, next)?;
            }
        }
        Ok(())
    }
}

/// When a gateway is asked again for what left then.
fn asked_next(sent_at: Time, now: Time) -> Option<Time> {
    let on_its_way = now - sent_at;
    let pause = on_its_way.max(FIRST_ASKED).min(LONGEST_PAUSE);
    (on_its_way < GIVEN_UP).then(|| now + pause)
}
