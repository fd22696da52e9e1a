//! One message to be queued: what it tells, to whom, by which channel.

use crate::domain::action::ContactRecord;
use crate::domain::action::OrderRecord;
use crate::domain::action::address_by;
use crate::domain::ids::CustomerId;
use crate::domain::ids::EntryId;
use crate::domain::ids::MessageId;
use crate::domain::ids::OrderId;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageKind;
use crate::domain::message::MessageRow;
use crate::domain::settings::Go;
use crate::domain::settings::Settings;
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

/// By which way a kind of message reaches the customer of that shop: of what its setting names what is set up, else what
/// could be sent by hand; none when it never goes.
pub(super) fn way(
    contacts: &[ContactRecord],
    kind: MessageKind,
    settings: &Settings,
    shop: &str,
) -> Option<(Channel, String)> {
    let way = settings.messages.of(kind);
    if way.go == Go::Never {
        return None;
    }
    let reached = || {
        way.channels
            .iter()
            .filter_map(|channel| Some((*channel, address_by(contacts, *channel)?)))
    };
    let set_up = reached().find(|(channel, _)| settings.channel_of(*channel, shop).is_some());
    set_up.or_else(|| reached().next())
}

/// By which channel a message goes that could not be delivered by its own: the next its setting names, if it is set up.
pub(super) fn next_way(
    contacts: &[ContactRecord],
    message: &MessageRow,
    settings: &Settings,
    shop: &str,
) -> Option<(Channel, String)> {
    let channels = &settings.messages.of(message.kind()).channels;
    let at = channels.iter().position(|channel| Some(*channel) == message.channel)?;
    let mut next = channels.iter().skip(at + 1);
    next.find_map(|channel| {
        settings.channel_of(*channel, shop)?;
        Some((*channel, address_by(contacts, *channel)?))
    })
}
