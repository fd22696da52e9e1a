//! Which order of the desk a shop's version is of.

use std::collections::BTreeMap;

use crate::desk::error::DeskError;
use crate::domain::action::ContactKind;
use crate::domain::action::CustomerRecord;
use crate::domain::action::OrderRecord;
use crate::domain::ids::OrderId;
use crate::domain::incoming::IncomingOrder;
use crate::domain::order_news::OrderNews;
use crate::domain::order_news::order_of_exchange;
use crate::domain::reject::Reject;
use crate::domain::reject::RejectWhy;
use crate::domain::time::Span;
use crate::store::SourceRow;
use crate::store::Tx;
use crate::text::same_words;

/// Two versions of one order tell one moment it was placed at, give or take what a program rounds.
const SAME_MOMENT: Span = Span::minutes(1);
/// A time zone set right later moves an order by hours, not by days.
const SAME_DAY: Span = Span::hours(25);

/// What the desk has under an order's id.
pub(super) enum Identity {
    /// Nothing.
    New,
    /// The order itself.
    Own(SourceRow),
    /// The order itself, kept under its system alone, before the shop was told.
    Alone(SourceRow),
    /// Another order.
    Stranger(Box<Reject>),
}

/// Looks an order up by its shop and id, then by its system alone; `hash` is of the version that came.
pub(super) fn known(
    tx: &Tx<'_>,
    order: &IncomingOrder,
    hash: &str,
    platform: &str,
    shops: &mut ShopsKnown,
) -> Result<Identity, DeskError> {
    let own = order.kept_source();
    let names = names(&own, order, platform);
    let mut kept = tx.order_sources(&names, &order.external_id)?;
    let mut take = |name: &str| {
        let at = kept.iter().position(|row| row.source == name)?;
        Some(kept.swap_remove(at))
    };
    if let Some(row) = take(&own) {
        if row.hash == hash {
            return Ok(Identity::Own(row));
        }
        let stranger = stranger(tx, &row, order)?;
        return Ok(stranger.map_or(Identity::Own(row), |reject| Identity::Stranger(Box::new(reject))));
    }
    for alone in &names[1..] {
        if let Some(row) = take(alone)
            && let Some(record) = tx.order(row.order)?
            && record.number == order.number
            && apart(&record, order) <= SAME_MOMENT
            && may_be_it(tx, &row, &record, order)?
        {
            return Ok(Identity::Alone(row));
        }
    }
    if let Some(row) = of_a_shop(tx, order, shops)? {
        return Ok(Identity::Own(row));
    }
    Ok(Identity::New)
}

/// What an order may be kept under: its shop, else its system alone.
pub(super) fn names<'o>(own: &'o str, order: &'o IncomingOrder, platform: &'o str) -> [&'o str; 3] {
    [own, &order.source, platform]
}

/// Whether a system's orders are kept by shop here, asked once in a batch.
#[derive(Default)]
pub(super) struct ShopsKnown(BTreeMap<String, bool>);

impl ShopsKnown {
    /// An order came in that names its shop.
    pub(super) fn learn(&mut self, order: &IncomingOrder) {
        if !order.shop.is_empty() {
            self.0.insert(order.source.clone(), true);
        }
    }

    fn are_of(&mut self, tx: &Tx<'_>, source: &str) -> Result<bool, DeskError> {
        if let Some(are) = self.0.get(source) {
            return Ok(*are);
        }
        let are = tx.has_shops_of(source)?;
        self.0.insert(source.to_owned(), are);
        Ok(are)
    }
}

/// The order of one of the system's shops, where the version does not say of which: a file by other means than the one it
/// came in by first. Its key or its moment must agree, and no other shop have such an order.
fn of_a_shop(tx: &Tx<'_>, order: &IncomingOrder, shops: &mut ShopsKnown) -> Result<Option<SourceRow>, DeskError> {
    if !order.shop.is_empty() || !shops.are_of(tx, &order.source)? {
        return Ok(None);
    }
    let mut found = Vec::new();
    for row in tx.order_sources_of_shops(&order.source, &order.number, &order.external_id)? {
        let is_it = match is_same_key(&row, order) {
            Some(is_same) => is_same,
            None => tx
                .order(row.order)?
                .is_some_and(|record| apart(&record, order) <= SAME_MOMENT),
        };
        if is_it {
            found.push(row);
        }
    }
    let only = found.len() == 1;
    Ok(found.pop().filter(|_| only))
}

/// Whether the order's key is that of the version that is kept; nothing where one of them has none.
fn is_same_key(row: &SourceRow, order: &IncomingOrder) -> Option<bool> {
    let last: Option<IncomingOrder> = row.shop.as_deref().and_then(|shop| serde_json::from_str(shop).ok());
    let key = last.map(|last| last.key)?;
    Some(key == order.key).filter(|_| !key.is_empty() && !order.key.is_empty())
}

/// Two shops may have an order of one id, number and minute: its key decides, else who ordered.
fn may_be_it(tx: &Tx<'_>, row: &SourceRow, record: &OrderRecord, order: &IncomingOrder) -> Result<bool, DeskError> {
    if let Some(is_same) = is_same_key(row, order) {
        return Ok(is_same);
    }
    let customer = tx.customer(record.facts.customer)?;
    Ok(!customer.is_some_and(|card| is_somebody_else(&card, record, order)))
}

/// The order that news are of: by its id, else by its number.
pub(super) fn of_news(tx: &Tx<'_>, news: &OrderNews) -> Result<Option<SourceRow>, DeskError> {
    if let Some(order) = order_of_exchange(&news.external_id) {
        return ours(tx, news, order);
    }
    for id in [&news.external_id, &news.number] {
        if !id.is_empty()
            && let Some(row) = tx.order_source(&news.source, id)?
        {
            return Ok(Some(row));
        }
    }
    Ok(tx.order_source_by_number(&news.source, &news.number)?)
}

/// An order that another system was told of by us: as its shop has it, else as it stands here.
fn ours(tx: &Tx<'_>, news: &OrderNews, order: OrderId) -> Result<Option<SourceRow>, DeskError> {
    if let Some(row) = tx.source_of_order(order)? {
        return Ok(Some(row));
    }
    let Some(record) = tx.order(order)? else {
        return Ok(None);
    };
    let (facts, texts) = (&record.facts, &record.texts);
    let told = IncomingOrder {
        number: record.number.clone(),
        total: facts.total,
        terms: Some(facts.terms),
        payment_title: texts.payment_title.clone(),
        delivery_title: texts.delivery_title.clone(),
        carrier: facts.carrier,
        address: texts.address.clone(),
        region: texts.region.clone(),
        comment: texts.comment.clone(),
        tracking_number: record.tracking_number.clone(),
        ..IncomingOrder::by_phone(facts.created_at, facts.currency, record.lines.clone())
    };
    Ok(Some(SourceRow {
        source: news.source.clone(),
        external_id: news.external_id.clone(),
        order,
        modified_at: None,
        hash: String::new(),
        shop: serde_json::to_string(&told).ok().filter(|_| facts.live),
        asked: None,
        replaced: None,
    }))
}

/// The refusal of news of an order: they come in when it is here, or when they are mended.
pub(super) fn refused(news: &OrderNews, why: RejectWhy) -> Reject {
    Reject {
        line: news.line,
        order: Some(news.number.clone()).filter(|number| !number.is_empty()),
        field: String::new(),
        why,
        head: news.head.clone(),
        raw: news.raw.clone(),
    }
}

/// The refusal of a version whose id is another order's here: by the key the shop made for the order, else when two of its
/// number, its day and its customer are others.
fn stranger(tx: &Tx<'_>, row: &SourceRow, order: &IncomingOrder) -> Result<Option<Reject>, DeskError> {
    let is_same = is_same_key(row, order);
    if is_same == Some(true) {
        return Ok(None);
    }
    let Some(record) = tx.order(row.order)? else {
        return Ok(None);
    };
    let customer = tx.customer(record.facts.customer)?;
    let others = [
        record.number != order.number,
        apart(&record, order) > SAME_DAY,
        customer.is_some_and(|card| is_somebody_else(&card, &record, order)),
    ];
    let is_stranger = is_same.is_some() || others.iter().filter(|is_other| **is_other).count() >= 2;
    Ok(is_stranger.then(|| Reject {
        line: 0,
        order: Some(order.number.clone()),
        field: "id".to_owned(),
        why: RejectWhy::OtherOrder {
            found: record.number.clone(),
        },
        head: None,
        raw: format!("{} {}", order.kept_source(), order.external_id),
    }))
}

/// How far apart both say it was placed.
fn apart(record: &OrderRecord, order: &IncomingOrder) -> Span {
    let (ours, theirs) = (record.facts.created_at, order.created_at);
    if ours > theirs { ours - theirs } else { theirs - ours }
}

/// Another name, and none of the phones.
fn is_somebody_else(card: &CustomerRecord, record: &OrderRecord, order: &IncomingOrder) -> bool {
    let who = &order.customer;
    let names = [&card.name, &card.company, &record.texts.customer_name];
    let is_named = who.called().is_empty() || names.iter().any(|name| same_words(name, who.called()));
    let is_theirs = |written: &str| {
        let mut ours = card
            .contacts
            .iter()
            .filter(|contact| contact.kind == ContactKind::Phone);
        ours.any(|contact| contact.is(written))
    };
    let mut phones = who.phones.iter().map(|phone| phone.e164.as_ref().unwrap_or(&phone.raw));
    let is_called = phones.any(|phone| is_theirs(phone));
    !is_named && !who.phones.is_empty() && !is_called
}
