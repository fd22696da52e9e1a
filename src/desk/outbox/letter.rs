//! One message to be queued: what it tells, to whom, by which channel.

use crate::domain::action::ContactKind;
use crate::domain::action::ContactRecord;
use crate::domain::action::OrderRecord;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::time::Time;
use crate::store::NewMessage;
use crate::text::fnv1a;
/// A message as it is to stand in the outbox.
pub(super) struct Letter {
    pub(super) order: Option<OrderId>,
    pub(super) key: String,
    pub(super) told: MessageBody,
    pub(super) channel: Channel,
    pub(super) address: String,
    pub(super) leaves_at: Time,
    pub(super) expires_at: Time,
    pub(super) corrects: Option<MessageId>,
    /// The window of the order's promise before.
    pub(super) promised: Option<(Option<Time>, Option<Time>)>,
}

impl Letter {
    pub(super) fn new_message(&self, customer: CustomerId, entry: Option<EntryId>) -> NewMessage<'_> {
        NewMessage {
            customer,
            order: self.order,
            key: &self.key,
            told: &self.told,
            channel: self.channel,
            address: &self.address,
            leaves_at: self.leaves_at,
            expires_at: Some(self.expires_at),
            corrects: self.corrects,
            entry,
        }
    }
}

/// Of everything an acceptance says of the order: another digest is another fact.
pub(super) fn digest(order: &OrderRecord) -> u64 {
    let said = (
        order.facts.total,
        order.facts.terms,
        &order.lines,
        &order.texts.delivery_title,
        &order.texts.payment_title,
        &order.texts.address,
    );
    fnv1a(&serde_json::to_string(&said).unwrap_or_default())
}

/// By which way a kind of message reaches the customer: what it prefers, else the other.
pub(super) fn way(contacts: &[ContactRecord], kind: MessageKind) -> Option<(Channel, String)> {
    let of = |contact: ContactKind| {
        let mut good = contacts.iter().filter(|c| c.kind == contact && c.bad_at.is_none());
        good.find_map(|contact| contact.norm.clone())
    };
    let sms = of(ContactKind::Phone).map(|phone| (Channel::Sms, phone));
    let email = of(ContactKind::Email).map(|email| (Channel::Email, email));
    match kind.prefers() {
        Channel::Sms => sms.or(email),
        Channel::Email => email.or(sms),
    }
}
