//! Who of a segment can be sent an offer, and by what (R25).

use std::collections::BTreeMap;
use std::collections::HashMap;

use crate::domain::action::address_by;
use crate::domain::ids::MessageId;
use crate::domain::message::Channel;
use crate::domain::message::MessageBody;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::message::MessageWords;
use crate::domain::money::Money;
use crate::domain::offer_to::OfferTo;
use crate::domain::segment::Segment;
use crate::domain::settings::NoOfferWay;
use crate::domain::sms_parts;
use crate::domain::target::CardKey;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::view::card;
use crate::view::outbox::MessageCards;
use crate::view::segments::segments;

/// How many are shown before any leaves.
const SHOWN: usize = 3;

/// An offer before it is made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfferPlan {
    /// To whom it goes, and by what.
    pub to: Vec<OfferTo>,
    /// Who may be offered something, and has no address that a channel reaches.
    pub unreached: usize,
    /// Whom a letter could reach, if its channel said how to get no more.
    pub without_letter: usize,
    /// Who may not be offered anything now: no consent, or something was offered not long ago.
    pub not_allowed: usize,
}

/// Who of the segment an offer would reach; else why offers leave by nothing.
pub fn offer_plan(look: &Look<'_>, segment: &Segment) -> Result<Result<OfferPlan, NoOfferWay>, StoreError> {
    let settings = look.rules.settings();
    if let Err(why) = settings.offer_channels() {
        return Ok(Err(why));
    }
    let members = segments(look, std::slice::from_ref(segment))?.into_iter().flatten();
    let (mut plan, mut allowed) = (OfferPlan::default(), Vec::new());
    for belongs in members {
        match belongs.may_offer {
            Ok(()) => allowed.push(belongs.member.id),
            Err(_) => plan.not_allowed += 1,
        }
    }
    let contacts = look.store.contacts_of_several(&allowed)?;
    let sources = if settings.sources.is_empty() {
        HashMap::new()
    } else {
        look.store.sources_of_customers(&allowed)?
    };
    let mut ways: HashMap<&str, Vec<Channel>> = HashMap::new();
    let mut lacking: HashMap<&str, bool> = HashMap::new();
    for customer in allowed {
        let shop = settings.source_of(sources.get(&customer).map(String::as_str)).name;
        let channels = ways
            .entry(shop)
            .or_insert_with(|| settings.offer_channels_of(shop).unwrap_or_default());
        let theirs = contacts.get(&customer).map(Vec::as_slice).unwrap_or_default();
        let lacks = lacking
            .entry(shop)
            .or_insert_with(|| settings.offers_lack_unsubscribe(shop));
        plan.without_letter += usize::from(*lacks && address_by(theirs, Channel::Email).is_some());
        let way = channels
            .iter()
            .find_map(|channel| Some((*channel, address_by(theirs, *channel)?)));
        match way {
            Some((channel, address)) => plan.to.push(OfferTo {
                customer,
                channel,
                address,
                shop: shop.to_owned(),
            }),
            None => plan.unreached += 1,
        }
    }
    Ok(Ok(plan))
}

/// An offer as it would read, before it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferPreview {
    /// To which segment, as the settings call it.
    pub segment: String,
    /// To whom it goes, and by what.
    pub plan: OfferPlan,
    /// Of a letter; empty: the usual one.
    pub subject: String,
    /// What is offered.
    pub text: String,
    /// How it reads to the first of them; why it cannot be written, in a sentence.
    pub shown: Vec<(OfferTo, Result<MessageWords, String>)>,
    /// Parts of short messages in all.
    pub sms_parts: usize,
    /// What they cost, where the channel says.
    pub cost: Option<Money>,
}

impl OfferPreview {
    /// How many get it by that.
    pub fn by(&self, channel: Channel) -> usize {
        self.plan.to.iter().filter(|to| to.channel == channel).count()
    }
}

/// How an offer would read and what it would cost; `write` puts a message into words.
pub fn offer_preview(
    look: &Look<'_>,
    segment: &Segment,
    subject: &str,
    text: &str,
    write: impl Fn(&MessageRow, &MessageCards) -> Result<MessageWords, String>,
) -> Result<Result<OfferPreview, NoOfferWay>, StoreError> {
    let plan = match offer_plan(look, segment)? {
        Ok(plan) => plan,
        Err(why) => return Ok(Err(why)),
    };
    let told = MessageBody::Offer {
        subject: subject.to_owned(),
        text: text.to_owned(),
    };
    let words = |to: &OfferTo| {
        let card = card::card(look, CardKey::Customer(to.customer))?;
        Ok::<_, StoreError>(card.map(|card| {
            let row = unsent(look, to, &told);
            write(
                &row,
                &MessageCards {
                    card,
                    others: Vec::new(),
                },
            )
        }))
    };
    let mut shown = Vec::new();
    for to in plan.to.iter().take(SHOWN) {
        shown.extend(words(to)?.map(|words| (to.clone(), words)));
    }
    // A short message names nobody: those of one shop are all as long.
    let mut by_shop: BTreeMap<&str, (&OfferTo, usize)> = BTreeMap::new();
    for to in plan.to.iter().filter(|to| to.channel == Channel::Sms) {
        by_shop.entry(&to.shop).or_insert((to, 0)).1 += 1;
    }
    let settings = look.rules.settings();
    let (mut parts, mut cost) = (0, Some(0).filter(|_| !by_shop.is_empty()));
    for (shop, (first, count)) in by_shop {
        let of_one = words(first)?.and_then(Result::ok);
        let of_all = count * of_one.map_or(0, |words| sms_parts::segments(&words.text).parts);
        parts += of_all;
        let price = settings.channel_of(Channel::Sms, shop);
        let price = price.and_then(|(_, setting)| setting.price);
        let of_all = i64::try_from(of_all).unwrap_or(i64::MAX);
        cost = cost
            .zip(price)
            .map(|(cost, price): (i64, i64)| cost.saturating_add(price.saturating_mul(of_all)));
    }
    Ok(Ok(OfferPreview {
        segment: segment.name.clone(),
        plan,
        subject: subject.to_owned(),
        text: text.to_owned(),
        shown,
        sms_parts: parts,
        cost: cost.map(|cost| Money::new(cost, settings.shop.currency)),
    }))
}

/// The message it would be.
fn unsent(look: &Look<'_>, to: &OfferTo, told: &MessageBody) -> MessageRow {
    MessageRow {
        id: MessageId(0),
        customer: to.customer,
        order: None,
        key: String::new(),
        told: told.clone(),
        channel: Some(to.channel),
        address: to.address.clone(),
        state: MessageState::Waiting,
        made_at: look.now,
        leaves_at: look.now,
        expires_at: None,
        sent_at: None,
        delivered_at: None,
        failed_at: None,
        recalled_by: None,
        corrects: None,
        error: None,
        order_number: None,
        source: None,
        customer_name: String::new(),
        letter: None,
        others: Vec::new(),
        words: None,
        edited: false,
        tries: 0,
        released_by: None,
    }
}
