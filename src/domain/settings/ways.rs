//! Which message goes by what, and whether by itself: `[messages]`.

use super::channels::Go;
use super::keys::keys;
use super::value::words;
use crate::domain::message::Channel;
use crate::domain::message::MessageKind;

/// How a message goes: by itself or not, and by which channels, the first that reaches the customer before the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageWay {
    /// Whether by itself.
    pub go: Go,
    /// By what, best first; never empty.
    pub channels: Vec<Channel>,
}

const SMS: [Channel; 2] = [Channel::Sms, Channel::Email];
const EMAIL: [Channel; 2] = [Channel::Email, Channel::Sms];

impl MessageWay {
    fn usual(channels: [Channel; 2]) -> MessageWay {
        MessageWay {
            go: Go::Auto,
            channels: channels.to_vec(),
        }
    }

    fn read(text: &str) -> Option<MessageWay> {
        let mut words = text.split_whitespace();
        let go = Go::parse(words.next()?)?;
        let channels: Vec<Channel> = words.map(Channel::parse).collect::<Option<_>>()?;
        (!channels.is_empty() || go == Go::Never).then_some(MessageWay { go, channels })
    }

    fn written(&self) -> String {
        let channels = self.channels.iter().map(|channel| channel.code());
        [self.go.code()]
            .into_iter()
            .chain(channels)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

words! {
    MessageWay: "message_way", MessageWay::read, MessageWay::written;
}

keys! {
    /// Of each kind of message how it goes. Letters with goods and requisites go by email (R30), what is urgent by SMS.
    #[derive(Clone, Debug, PartialEq, Eq)]
    pub struct MessageWays {
        /// R5: a call is promised.
        promise: MessageWay = MessageWay::usual(SMS), rules [5];
        /// R5: an apology with a new time.
        promise_broken: MessageWay = MessageWay::usual(SMS), rules [5];
        /// R5: who called after hours is called back.
        call_after_hours: MessageWay = MessageWay::usual(SMS), rules [5];
        /// R6: the order is in work.
        in_work: MessageWay = MessageWay::usual(SMS), rules [6];
        /// R7: we missed their calls.
        calls_missed: MessageWay = MessageWay::usual(SMS), rules [7];
        /// R7: we could not reach them.
        calls_in_vain: MessageWay = MessageWay::usual(SMS), rules [7];
        /// R7: the number is somebody else's.
        wrong_number: MessageWay = MessageWay::usual(SMS), rules [7];
        /// R30: the order as agreed.
        accepted: MessageWay = MessageWay::usual(EMAIL), rules [30];
        /// R14: the requisites again.
        requisites: MessageWay = MessageWay::usual(SMS), rules [14];
        /// R15: thank you for the payment.
        paid: MessageWay = MessageWay::usual(EMAIL), rules [15];
        /// R18: dispatch is late.
        dispatch_late: MessageWay = MessageWay::usual(EMAIL), rules [18];
        /// R17: the tracking number.
        tracking: MessageWay = MessageWay::usual(SMS), rules [17];
        /// R19: it is on its way.
        dispatched: MessageWay = MessageWay::usual(SMS), rules [19];
        /// R21: it can be collected.
        arrived: MessageWay = MessageWay::usual(SMS), rules [21];
        /// R21: it still waits.
        pickup_waits: MessageWay = MessageWay::usual(SMS), rules [21];
        /// R21: the last word before storage costs.
        pickup_last: MessageWay = MessageWay::usual(SMS), rules [21];
        /// R22: does it suit.
        quality: MessageWay = MessageWay::usual(EMAIL), rules [22];
        /// R23: how do you like it.
        courtesy: MessageWay = MessageWay::usual(EMAIL), rules [23];
        /// R35: what was told before is not so.
        taken_back: MessageWay = MessageWay::usual(SMS), rules [35];
        /// R30: they have it, thank you.
        received: MessageWay = MessageWay::usual(EMAIL), rules [30];
        /// R30: what is written by hand.
        written: MessageWay = MessageWay::usual(SMS), rules [30];
        /// R25: an offer to a segment.
        offer: MessageWay = MessageWay::usual(EMAIL), rules [25];
    }
}

impl MessageWays {
    /// How that kind goes.
    pub fn of(&self, kind: MessageKind) -> &MessageWay {
        match kind {
            MessageKind::Promise => &self.promise,
            MessageKind::PromiseBroken => &self.promise_broken,
            MessageKind::CallAfterHours => &self.call_after_hours,
            MessageKind::InWork => &self.in_work,
            MessageKind::CallsMissed => &self.calls_missed,
            MessageKind::CallsInVain => &self.calls_in_vain,
            MessageKind::WrongNumber => &self.wrong_number,
            MessageKind::Accepted => &self.accepted,
            MessageKind::Requisites => &self.requisites,
            MessageKind::Paid => &self.paid,
            MessageKind::DispatchLate => &self.dispatch_late,
            MessageKind::Tracking => &self.tracking,
            MessageKind::Dispatched => &self.dispatched,
            MessageKind::Arrived => &self.arrived,
            MessageKind::PickupWaits => &self.pickup_waits,
            MessageKind::PickupLast => &self.pickup_last,
            MessageKind::Quality => &self.quality,
            MessageKind::Courtesy => &self.courtesy,
            MessageKind::TakenBack => &self.taken_back,
            MessageKind::Received => &self.received,
            MessageKind::Offer => &self.offer,
            MessageKind::Written => &self.written,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::value::Word;

    #[test]
    fn a_way_is_written_as_it_is_read() {
        for text in ["auto sms email", "look email", "never", "never sms"] {
            assert_eq!(MessageWay::read(text).unwrap().word(), text);
        }
        for text in ["", "auto", "sms", "auto viber", "look email viber"] {
            assert_eq!(MessageWay::read(text), None, "{text}");
        }
    }

    #[test]
    fn every_kind_goes_by_what_it_prefers() {
        for kind in MessageKind::ALL {
            let ways = MessageWays::default();
            assert_eq!(ways.of(*kind).channels[0], kind.prefers(), "{kind:?}");
        }
    }
}
