//! What leaves by itself, until it has left, and what became of it (R35).

use super::Act;
use super::PageKey;
use super::PageRow;
use super::PageRowKey;
use super::PageSnapshot;
use super::Section;
use super::Shape;
use crate::domain::cell::Cell;
use crate::domain::cell::Label;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::message::MessageAct;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageState;
use crate::domain::shop_write::ShopWrite;
use crate::domain::target::CardKey;
use crate::store::StoreError;
use crate::store::look::Look;
use crate::text::clean;
use crate::view::outbox;

/// How many of each section at most.
const SHOWN: i64 = 200;
/// How many of those that have left or were taken out.
const PAST: i64 = 50;

/// What failed, what waits for a look, what waits, what is over.
pub(super) fn sheet(look: &Look<'_>) -> Result<PageSnapshot, StoreError> {
    let mut messages = look
        .store
        .open_messages(&[MessageState::Held, MessageState::Failed], SHOWN)?;
    messages.extend(
        look.store
            .open_messages(&[MessageState::Sending, MessageState::Waiting], SHOWN)?,
    );
    messages.extend(look.store.newest_messages(PAST)?.into_iter().filter(is_over));
    let mut page = page(look, PageKey::Outbox, &messages);
    if look.rules.settings().writes_back() {
        page.sections.push(to_shops(look)?);
    }
    Ok(page)
}

/// What feeds write back to their shops: what is not taken yet, then what was lately.
fn to_shops(look: &Look<'_>) -> Result<Section, StoreError> {
    let mut writes = Vec::new();
    for state in [
        MessageState::Failed,
        MessageState::Held,
        MessageState::Sending,
        MessageState::Waiting,
    ] {
        writes.extend(look.store.open_shop_writes(state, SHOWN)?);
    }
    let past = look.store.newest_shop_writes(PAST)?;
    writes.extend(
        past.into_iter()
            .filter(|write| write.touch().is_none() && write.state != MessageState::Sending),
    );
    Ok(Section {
        title: Some(Label::of("outbox-to_shops")),
        rows: writes.iter().map(shop_row).collect(),
        empty: Some(Label::of("outbox-nothing")),
    })
}

/// When it leaves or what became of it, of which order, by which feed, what, and why it was not taken.
fn shop_row(write: &ShopWrite) -> PageRow {
    PageRow {
        key: PageRowKey::Id(write.id),
        cells: vec![
            Cell::Message(write.state, write.leaves_at),
            Cell::Number(clean(&write.order_number).into_owned()),
            Cell::Text(clean(&write.feed).into_owned()),
            write.label().into(),
            write.why_label().map_or(Cell::Empty, Cell::Warning),
        ],
        act: write.touch().map_or(Act::None, |touch| Act::ShopWrite(write.id, touch)),
    }
}

/// The same of one customer.
pub(super) fn of_customer(
    look: &Look<'_>,
    customer: CustomerId,
    order: Option<OrderId>,
) -> Result<PageSnapshot, StoreError> {
    let mut messages = outbox::messages_of(look, customer)?;
    messages.truncate(usize::try_from(SHOWN).unwrap_or(usize::MAX));
    Ok(page(look, PageKey::Messages(customer, order), &messages))
}

fn page(look: &Look<'_>, key: PageKey, messages: &[MessageRow]) -> PageSnapshot {
    let settings = look.rules.settings();
    let [mut failed, mut to_look_at, mut waiting, mut over] = [const { Vec::new() }; 4];
    for message in messages {
        let part = match message.state {
            MessageState::Held | MessageState::Failed => &mut failed,
            MessageState::Sending | MessageState::Waiting if settings.awaits_look(message) => &mut to_look_at,
            MessageState::Sending | MessageState::Waiting => &mut waiting,
            _ => &mut over,
        };
        // What waits for a look leaves at no time.
        let stands = if settings.awaits_look(message) {
            Cell::At(message.made_at)
        } else {
            Cell::Message(message.state, message.leaves_at)
        };
        part.push(row(message, stands, settings.message_act(message)));
    }
    if to_look_at.len() > 1 {
        let count = i64::try_from(to_look_at.len()).unwrap_or(i64::MAX);
        let all = Label::of("outbox-release_all").with("count", Cell::Count(count));
        to_look_at.push(PageRow {
            key: PageRowKey::Line("release_all"),
            cells: vec![all.into()],
            act: Act::ReleaseAll,
        });
    }
    let section = |title, rows, empty| Section {
        title: Some(Label::of(title)),
        rows,
        empty,
    };
    PageSnapshot {
        shape: Shape::BesideCard,
        sections: vec![
            section("outbox-failed", failed, None),
            section("outbox-look", to_look_at, None),
            section("outbox-waiting", waiting, Some(Label::of("outbox-nothing"))),
            section("outbox-over", over, None),
        ],
        ..PageSnapshot::blank(key, look.now)
    }
}

fn is_over(message: &MessageRow) -> bool {
    matches!(
        message.state,
        MessageState::Sent | MessageState::Delivered | MessageState::Recalled | MessageState::Expired
    )
}

/// When it leaves or what became of it, to whom, what.
fn row(message: &MessageRow, stands: Cell, key: Option<MessageAct>) -> PageRow {
    let card = message
        .order
        .map_or(CardKey::Customer(message.customer), CardKey::Order);
    let name = if message.customer_name.is_empty() {
        &message.address
    } else {
        &message.customer_name
    };
    PageRow {
        key: PageRowKey::Message(message.id, card, message.customer),
        cells: vec![
            stands,
            Cell::Number(clean(&message.order_numbers().join(", ")).into_owned()),
            Cell::Text(clean(name).into_owned()),
            message.channel.map_or(Cell::Empty, Cell::Channel),
            Cell::Told(message.told.clone()),
        ],
        act: Act::Message(message.id, key),
    }
}
