//! Full-screen pages: opening one, reading it again, what Enter does there, and the walk through one.

use std::sync::Arc;

use ratatui::layout::Position;

use super::draw;
use super::geometry;
use super::listing;
use super::state::OpenSheet;
use super::state::SheetLine;
use super::state::Under;
use super::walk::Begun;
use super::walk::Walk;
use super::walk::WalkStep;
use crate::board::BoardRow;
use crate::desk::claims::TakeOver;
use crate::domain::action::Refusal;
use crate::domain::cell::Cell;
use crate::domain::ids::CustomerId;
use crate::domain::message::MessageAct;
use crate::domain::order_feed::FeedTouch;
use crate::domain::order_tab::OrderTab;
use crate::domain::rights::Rights;
use crate::domain::settings::Role;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::session::request::Request;
use crate::tui::calls;
use crate::tui::card;
use crate::tui::channel;
use crate::tui::effect::Effect;
use crate::tui::message;
use crate::tui::model::Model;
use crate::tui::model::mode::Focus;
use crate::tui::model::mode::Mode;
use crate::tui::model::mode::Page;
use crate::tui::model::pending::Errand;
use crate::tui::notice::state::Notice;
use crate::tui::pick::state::PickKind;
use crate::tui::queue;
use crate::tui::queue::list::Step;
use crate::tui::screen::layout;
use crate::tui::setting;
use crate::tui::update::requests;
use crate::tui::widgets::Pen;
use crate::tui::write;
use crate::view::pages::Act;
use crate::view::pages::PageKey;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;
use crate::view::pages::STOPPED_OFFER;

/// Opens a page from anywhere: what lay over the queue is left.
pub fn open(model: &mut Model, key: PageKey) {
    // Reports are a senior's, as on the command line.
    if matches!(key, PageKey::Numbers | PageKey::Calls | PageKey::Recordings)
        && let Err(who) = model.setup.settings.permits(&model.setup.operator, Rights::Senior)
    {
        let needs = Rights::Senior;
        model.mode = Mode::Command;
        model.notice = Some(Notice::Refused(Refusal::AboveRights { needs, who }));
        return;
    }
    if key == PageKey::Settings && !model.setup.keeps_settings {
        model.mode = Mode::Command;
        model.notice = Some(Notice::Plain("notice-no_settings"));
        return;
    }
    model.pages.clear();
    model.card.pinned = None;
    model.marked.clear();
    descend(model, key);
}

/// Opens a page over what is open; Esc comes back to that.
fn descend(model: &mut Model, key: PageKey) {
    let under = Under {
        pinned: model.card.pinned.take(),
        marked: std::mem::take(&mut model.marked),
    };
    model.mode = Mode::Command;
    model.card.scroll = 0;
    model.focus = Focus::List;
    model.pages.push(Page::Full(key));
    sheet(model, key).under = under;
}

/// Opens the recorded calls of a customer over what is open.
pub fn recordings(model: &mut Model, customer: CustomerId) {
    descend(model, PageKey::RecordingsOf(customer));
}

/// What is kept of a page, from when it is opened.
fn sheet(model: &mut Model, key: PageKey) -> &mut OpenSheet {
    let at = model.sheets.iter().position(|sheet| sheet.key == key);
    let at = at.unwrap_or_else(|| {
        model.sheets.push(OpenSheet::new(key));
        model.sheets.len() - 1
    });
    &mut model.sheets[at]
}

/// Asks for the page on top when it is its time; forgets what was left.
pub fn ask(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    let walked = model.walk.as_ref().map(|walk| walk.page);
    let (pages, left) = (&model.pages, &model.calls.left);
    model.sheets.retain(|sheet| {
        let page = Page::Full(sheet.key);
        let is_left = || left.iter().any(|left| left.pages.contains(&page));
        walked == Some(sheet.key) || pages.contains(&page) || is_left()
    });
    let Some(key) = model.full_page() else { return };
    let (seq, token) = (model.board.seq, model.asked.last + 1);
    let sheet = sheet(model, key);
    if sheet.is_due(seq, now) {
        (sheet.token, sheet.asked, sheet.seq) = (token, Some(now), seq);
        let mut query = sheet.query.clone();
        query.shop.clone_from(&model.view.shop);
        model.asked.ask(Request::Page { key, query }, effects);
    }
}

/// The page on top shows what was just done: it is read again at once.
pub fn read_again(model: &mut Model) {
    if let Some(open) = model.open_sheet_mut() {
        open.asked = None;
    }
}

/// How long until the page on top is to be read again because something changed; nothing when nothing did.
pub fn due_in(model: &Model, now: Time) -> Option<Span> {
    model.open_sheet()?.due_in(model.board.seq, now)
}

/// A page was read.
pub fn answered(model: &mut Model, token: u64, sheet: &Arc<PageSnapshot>, now: Time, effects: &mut Vec<Effect>) {
    let widths = draw::widths(&Pen { model, now }, sheet);
    let Some(open) = model.sheets.iter_mut().find(|open| open.token == token) else {
        return;
    };
    open.adopt(Arc::clone(sheet));
    open.widths = widths;
    let begun = model.walk.as_ref().filter(|walk| walk.page == sheet.key);
    match begun.map(|walk| walk.begun) {
        Some(Begun::Waits) => model.walk = Some(Walk::new(sheet)),
        Some(Begun::WaitsToGo) => {
            model.walk = Some(Walk::new(sheet));
            next(model, 0, effects);
        }
        Some(Begun::Yes) | None => {}
    }
    let height = geometry::rows(model);
    if let Some(open) = model.open_sheet_mut() {
        open.keep_in_view(height);
    }
}

/// Enter on a page.
pub fn enter(model: &mut Model, effects: &mut Vec<Effect>) {
    let Some((act, key)) = selected(model) else { return };
    match act {
        Act::None => {}
        Act::Card => {
            let page = model.full_page();
            if let Some(walk) = model.walk.as_mut().filter(|walk| Some(walk.page) == page) {
                walk.go_on_from(key);
            }
            card::update::open(model, effects);
        }
        Act::Page(key) => descend(model, key),
        Act::Orders => orders_of(model),
        Act::Walk(key) => begin(model, key, Begun::Waits),
        Act::Message(id, _) => message::update::open(model, id, effects),
        Act::Recording(call) => calls::review::open(model, call, effects),
        Act::Channel(at) => channel::update::open(model, at),
        Act::Feed(at, touch) => {
            if let Some(feed) = model.setup.settings.feeds.get(at).map(|feed| feed.name.clone()) {
                touch_feed(model, feed, touch, effects);
            }
        }
        Act::Carrier(carrier, touch) => touch_feed(model, carrier.feed_name(), touch, effects),
        Act::FeedWord => {
            if let Some(word) = selected_word(model) {
                model.mode = Mode::pick(None, PickKind::FeedWord(word));
            }
        }
        Act::FeedReject(id) => model.mode = Mode::pick(None, PickKind::FeedReject(id)),
        Act::ShopWrite(id, touch) => {
            model.asked.ask(Request::TouchShopWrite { id, touch }, effects);
        }
        Act::ReleaseAll => {
            let rows = model.open_sheet().and_then(|open| open.sheet.as_ref());
            let released = rows
                .iter()
                .flat_map(|sheet| sheet.rows())
                .filter_map(|row| match row.act {
                    Act::Message(id, Some(MessageAct::Release)) => Some(id),
                    _ => None,
                });
            model.mode = Mode::pick(None, PickKind::ReleaseAll(released.collect()));
        }
        Act::Setting => setting::update::open(model),
    }
}

/// Opens all orders, narrowed to what stands first in the row under the cursor.
fn orders_of(model: &mut Model) {
    let row = model.open_sheet().and_then(OpenSheet::selected);
    let Some(Cell::Text(name)) = row.and_then(|row| row.cells.first()).cloned() else {
        return;
    };
    descend(model, PageKey::Orders);
    listing::narrow(model, OrderTab::All, name);
}

/// The word of a feed's orders that the row under the cursor is about.
fn selected_word(model: &Model) -> Option<String> {
    let row = model.open_sheet().and_then(OpenSheet::selected)?;
    row.cells.iter().find_map(|cell| match cell {
        Cell::Warning(label) => label.args.iter().find_map(|(name, value)| match value {
            Cell::Text(word) if *name == "word" => Some(word.clone()),
            _ => None,
        }),
        _ => None,
    })
}

/// Has a feed asked, left alone or asked again.
fn touch_feed(model: &mut Model, feed: String, touch: FeedTouch, effects: &mut Vec<Effect>) {
    let needs = Rights::Senior;
    let permitted = model.setup.settings.permits(&model.setup.operator, needs);
    if let Err(who) = permitted
        && touch != FeedTouch::Ask
    {
        model.notice = Some(Notice::Refused(Refusal::AboveRights { needs, who }));
        return;
    }
    model.asked.ask(Request::TouchFeed { feed, touch }, effects);
}

/// To whose card a key of the page on top writes: on a customer's messages the note's key does.
pub fn writes(model: &Model) -> Option<CardKey> {
    match model.page() {
        Some(Page::Full(key)) => key.written_to(),
        _ => None,
    }
}

/// Does with the message under the cursor what the line of keys says; elsewhere shows those of the customer.
pub fn message(model: &mut Model, now: Time, effects: &mut Vec<Effect>) {
    if let Some(at) = offered(model) {
        let begun = begun_offer(model);
        return write::update::open_offer(model, at, &begun);
    }
    if !model.lists_messages() {
        let Some(subject) = model.subject() else {
            model.notice = Some(Notice::Refused(Refusal::NoOrder));
            return;
        };
        return descend(model, PageKey::Messages(subject.customer, subject.order));
    }
    match selected(model) {
        Some((Act::Message(id, Some(act)), _)) => message::update::act_on(model, id, act, now, effects),
        Some((Act::Message(_, None), _)) => model.notice = Some(Notice::Plain("notice-message_settles")),
        _ => model.notice = Some(Notice::Plain("notice-no_message")),
    }
}

/// The segment the key of messages offers something to here: on its line among the customers.
pub fn offered(model: &Model) -> Option<usize> {
    match selected(model)? {
        (Act::Walk(PageKey::Segment(at)), _) => Some(at),
        _ => None,
    }
}

/// The words of the offer under the cursor that stopped halfway.
fn begun_offer(model: &Model) -> String {
    let row = model.open_sheet().and_then(OpenSheet::selected);
    let row = row.filter(|row| row.key == STOPPED_OFFER);
    match row.and_then(|row| row.cells.first()) {
        Some(Cell::Text(text)) => text.clone(),
        _ => String::new(),
    }
}

/// True when Enter tries a channel.
pub fn is_channel(model: &Model) -> bool {
    matches!(selected(model), Some((Act::Channel(_), _)))
}

/// What the key of messages does here.
pub fn message_act(model: &Model) -> Option<MessageAct> {
    match selected(model).filter(|_| model.lists_messages())? {
        (Act::Message(_, act), _) => act,
        _ => None,
    }
}

/// Moves the cursor of the page on top.
pub fn step(model: &mut Model, step: Step) {
    let height = geometry::rows(model);
    model.card.scroll = 0;
    if let Some(sheet) = model.open_sheet_mut() {
        sheet.step(step, height);
    }
    listing::follow(model, step);
}

/// The row under the cursor of the page on top stays in view when there is less room.
pub fn keep_in_view(model: &mut Model) {
    let height = geometry::rows(model);
    if let Some(open) = model.open_sheet_mut() {
        open.keep_in_view(height);
    }
}

/// A click on the page on top puts the cursor on that row.
pub fn click(model: &mut Model, at: Position) {
    let area = geometry::area(model.size, geometry::shape(model));
    let (height, over) = (geometry::rows(model), geometry::over_rows(model));
    let Some(open) = model.open_sheet_mut() else { return };
    if !area.contains(at) || at.y < area.y + over {
        return;
    }
    let line = open.scroll + usize::from(at.y - area.y - over);
    let Some(SheetLine::Row(_, row)) = open.lines().get(line).copied() else {
        return;
    };
    let key = row.key;
    open.go(key, height);
    model.focus = Focus::List;
}

/// NEXT: the next of the walk; on a line that starts one, the first of that; else the queue's.
pub fn next_or_queue(model: &mut Model, effects: &mut Vec<Effect>) {
    if let (Some(Page::Full(_)), Some((Act::Walk(key), _))) = (model.page(), selected(model)) {
        return begin(model, key, Begun::WaitsToGo);
    }
    // Who works on repeat sales goes on with those who are due for the same again and those to be offered something.
    if model.walk.is_none() && model.view.role == Role::Repeat && !queue::update::has_next(model) {
        open(model, PageKey::Customers);
        model.notice = Some(Notice::Plain("notice-next_repeat"));
        return;
    }
    match &mut model.walk {
        None => queue::update::next(model, Vec::new(), effects),
        Some(walk) if walk.begun != Begun::Yes => walk.begun = Begun::WaitsToGo,
        Some(walk) => {
            let at = walk.at;
            next(model, at, effects);
        }
    }
}

/// NEXT while a list is walked: claims the next customer of it who is free, from the step `from` on.
pub fn next(model: &mut Model, from: usize, effects: &mut Vec<Effect>) {
    let Some(walk) = &model.walk else { return };
    let Some(at) = walk.next(from, |step| is_free(model, walk.page, *step)) else {
        let page = model.sheets.iter().find(|sheet| sheet.key == walk.page);
        // An empty page says itself that nobody is left on it.
        let is_empty = page.is_some_and(|page| page.selected().is_none());
        model.walk = None;
        model.notice = Some(Notice::Plain(if is_empty {
            "notice-walk_left"
        } else {
            "notice-walk_done"
        }));
        return;
    };
    let customer = walk.steps[at].customer;
    let errand = Errand::Walk { customer, at };
    requests::take(model, customer, TakeOver::No, errand, effects);
}

/// The desk gave the customer of a walk's step: the cursor goes there.
pub fn arrive(model: &mut Model, at: usize) {
    let Some(walk) = &mut model.walk else { return };
    let Some(step) = walk.steps.get(at).copied() else {
        return;
    };
    walk.at = at + 1;
    let full = Page::Full(walk.page);
    if model.pages.contains(&full) {
        while model.page() != Some(full) && model.pages.pop().is_some() {}
    } else {
        model.pages.clear();
        model.pages.push(full);
    }
    model.card.pinned = None;
    model.card.scroll = 0;
    model.focus = Focus::List;
    let height = geometry::rows(model);
    if let Some(sheet) = model.open_sheet_mut() {
        sheet.go(step.row, height);
    }
    if !layout::shows_card(model.size) {
        model.pages.push(Page::Card);
    }
}

/// Esc left a page, or the queue itself: what lay under it is back, and who leaves the list they walk through has ended
/// the walk.
pub fn left(model: &mut Model, page: Option<Page>) {
    if let Some(Page::Full(key)) = page {
        let under = std::mem::take(&mut sheet(model, key).under);
        model.card.pinned = under.pinned;
        model.marked = under.marked;
        let board = &model.board;
        model
            .marked
            .retain(|key| board.rows.iter().any(|row| row.row.key == *key));
    }
    let ends = match (page, &model.walk) {
        (Some(Page::Full(key)), Some(walk)) => walk.page == key,
        (None, walk) => walk.is_some(),
        _ => false,
    };
    if ends {
        model.walk = None;
        model.notice = Some(Notice::Plain("notice-walk_left"));
    }
}

fn begin(model: &mut Model, key: PageKey, begun: Begun) {
    // What was read of it before may be old: the walk goes by a fresh reading.
    model.sheets.retain(|sheet| sheet.key != key);
    model.walk = Some(Walk::waiting(key, begun));
    descend(model, key);
}

/// What Enter does on the row under the cursor, and the row.
fn selected(model: &Model) -> Option<(Act, PageRowKey)> {
    let row = model.open_sheet()?.selected()?;
    Some((row.act, row.key))
}

/// Whether a step of a walk is worth a visit: still on its page, not a colleague's, not skipped.
fn is_free(model: &Model, page: PageKey, step: WalkStep) -> bool {
    let open = model.sheets.iter().find(|sheet| sheet.key == page);
    let gone = open
        .and_then(|open| open.sheet.as_ref())
        .is_some_and(|sheet| sheet.rows().all(|row| row.key != step.row));
    let foreign = |row: &BoardRow| {
        let claim = row.claim.as_ref();
        claim.is_some_and(|claim| claim.operator != model.setup.operator)
    };
    let skipped = |row: &BoardRow| {
        let until = row.row.skipped_until;
        until.is_some_and(|until| until > model.board.as_of)
    };
    let mut rows = model.board.rows.iter().filter(|row| row.row.customer == step.customer);
    !gone && !rows.any(|row| foreign(row) || skipped(row))
}
