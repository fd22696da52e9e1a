//! What a message written by hand begins with: by which ways it could go, and the texts it could be made of.

use crate::domain::action::address_by;
use crate::domain::ids::CustomerId;
use crate::domain::message::Channel;
use crate::domain::message::MessageWords;
use crate::domain::money::Money;
use crate::domain::order::Stage;
use crate::domain::regulation::leaves_by_hand;
use crate::domain::settings::Go;
use crate::domain::target::CardKey;
use crate::domain::target::Target;
use crate::domain::time::Time;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::view::card;
use crate::view::card::Card;

/// Everything a message by hand can be made of, for one card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drafts {
    /// Whose card it was read for.
    pub key: CardKey,
    /// What it will be about.
    pub target: Target,
    /// To whom.
    pub customer: CustomerId,
    /// The customer's name.
    pub name: String,
    /// The order's number; empty when it is about none.
    pub number: String,
    /// Where the order stands.
    pub stage: Option<Stage>,
    /// By what it could go, the usual one first; none where the settings let no message by hand leave.
    pub ways: Vec<WritingWay>,
    /// The texts, the free one first.
    pub texts: Vec<TextDraft>,
}

/// One way to the customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WritingWay {
    /// By what.
    pub channel: Channel,
    /// Where to; none when no good address is known.
    pub address: Option<String>,
    /// What takes it away, as the settings call it; none when nothing does.
    pub via: Option<String>,
    /// What one part of a short message costs.
    pub price: Option<Money>,
    /// It does not leave at once: it is night there.
    pub waits_until: Option<Time>,
}

/// One text, filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextDraft {
    /// Its name; empty when it is written freely.
    pub name: String,
    /// As a short message.
    pub sms: MessageWords,
    /// As a letter.
    pub email: MessageWords,
}

impl TextDraft {
    /// Its words for a channel.
    pub fn words(&self, channel: Channel) -> &MessageWords {
        match channel {
            Channel::Sms => &self.sms,
            Channel::Email => &self.email,
        }
    }
}

impl WritingWay {
    /// A message would leave by it.
    pub fn is_open(&self) -> bool {
        self.address.is_some() && self.via.is_some()
    }
}

/// The way a message goes by unless another is chosen: the first that is open, else the first with an address.
pub fn usual(ways: &[WritingWay]) -> Option<&WritingWay> {
    let reaches = || ways.iter().find(|way| way.address.is_some());
    let open = ways.iter().find(|way| way.is_open());
    open.or_else(reaches).or(ways.first())
}

/// What a message by hand can be made of for a card; `texts` fills them in. None when there is no such card any more.
pub fn of_card(
    look: &Look<'_>,
    key: CardKey,
    texts: impl FnOnce(&Card) -> Vec<TextDraft>,
) -> Result<Option<Drafts>, StoreError> {
    let Some(card) = card::card(look, key)? else {
        return Ok(None);
    };
    let customer = card.customer.id;
    let order = card.order.as_ref();
    Ok(Some(Drafts {
        key,
        target: order.map_or(Target::Customer(customer), |order| Target::Order(order.facts.id)),
        customer,
        name: card.customer.name.clone(),
        number: order.map(|order| order.number.clone()).unwrap_or_default(),
        stage: order.map(|order| order.facts.stage),
        ways: ways(look, &card)?,
        texts: texts(&card),
    }))
}

/// By what a message about a card could go, the usual one first.
pub fn ways(look: &Look<'_>, card: &Card) -> Result<Vec<WritingWay>, StoreError> {
    let settings = look.rules.settings();
    let way = &settings.messages.written;
    if way.go == Go::Never {
        return Ok(Vec::new());
    }
    let Some(facts) = look.store.customer_facts(card.customer.id)? else {
        return Ok(Vec::new());
    };
    let order = card.order.as_ref().map(|order| &order.facts);
    let source = card.source.as_ref().map(|(source, _)| source.as_str());
    let shop = settings.source_of(source).name;
    let of = |channel: &Channel| {
        let set = settings.channel_of(*channel, shop);
        let (_, leaves_at) = leaves_by_hand(&facts, &facts.cases, order, *channel, look.now, look.rules);
        let price = set.and_then(|(_, setting)| setting.price);
        WritingWay {
            channel: *channel,
            address: address_by(&card.customer.contacts, *channel),
            via: set.map(|(name, _)| name.to_owned()),
            price: price.map(|price| Money::new(price, settings.shop.currency)),
            waits_until: Some(leaves_at).filter(|at| *at > look.now + look.rules.regulation().recall),
        }
    };
    Ok(way.channels.iter().map(of).collect())
}
