//! The lookup thread: cards, pages and searches.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::TryRecvError;
use std::time::Duration;

use super::answer::DeskAnswer;
use super::answer::DeskMsg;
use super::answer::ReadCard;
use super::answer::ShownMessage;
use super::cards::Cards;
use super::reading::LongReading;
use super::request::Envelope;
use super::request::Request;
use super::setup::Outbox;
use super::setup::Setup;
use crate::desk::customer_merge;
use crate::desk::customer_merge::Stays;
use crate::desk::error::DeskError;
use crate::domain::ids::CallId;
use crate::domain::ids::CustomerId;
use crate::domain::ids::MessageId;
use crate::domain::message::MessageRow;
use crate::domain::recorded::WhichRecorded;
use crate::domain::target::CardKey;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Access;
use crate::store::Store;
use crate::store::look::Look;
use crate::store::rulebook as rules;
use crate::view::card::Card;
use crate::view::drafts;
use crate::view::offers;
use crate::view::outbox as messages;
use crate::view::outbox::MessageCards;
use crate::view::pages;
use crate::view::pages::PageKey;
use crate::view::search;
use crate::view::stock;

/// More goods than a form shows are found by another word.
const MOST_GOODS: usize = 6;

/// For how long after it was asked for a page gives way: who goes on through the rows gets it in the end all the same.
const GIVES_WAY_FOR: Span = Span::seconds(5);

/// What is still to be answered: only the newest question of each sort is worth an answer, but for what writes.
#[derive(Clone, Debug, Default)]
struct Open {
    card: Option<(u64, CardKey)>,
    search: Option<(u64, String)>,
    goods: Option<(u64, String)>,
    merging: Option<(u64, CustomerId, CustomerId, Stays)>,
    /// With when it was first asked for.
    page: Option<(u64, Request, Time)>,
    message: Option<(u64, MessageId)>,
    recorded: Option<(u64, CallId)>,
    settings: VecDeque<(u64, String, Option<String>)>,
    drafts: Option<(u64, CardKey, String)>,
    offer: Option<(u64, usize, String, String)>,
    /// The cards that should lie ready, the first wanted last.
    beside: Vec<CardKey>,
    /// Those of them that were read.
    ready: Vec<ReadCard>,
}

impl Open {
    fn put(&mut self, Envelope { token, request }: Envelope, now: Time) {
        match request {
            Request::Card { key, mut beside } => {
                beside.reverse();
                (self.card, self.beside) = (Some((token, key)), beside);
            }
            Request::Search(text) => self.search = Some((token, text)),
            Request::Goods(text) => self.goods = Some((token, text)),
            Request::Page { .. } => {
                let since = self.page.take().filter(|(_, page, _)| *page == request);
                self.page = Some((token, request, since.map_or(now, |(.., since)| since)));
            }
            Request::MessageText(message) => self.message = Some((token, message)),
            Request::Recorded(call) => self.recorded = Some((token, call)),
            Request::SetSetting { name, typed } => self.settings.push_back((token, name, typed)),
            Request::MergePlan { one, other, stays } => self.merging = Some((token, one, other, stays)),
            Request::Drafts { key, text } => self.drafts = Some((token, key, text)),
            Request::OfferPreview { segment, subject, text } => self.offer = Some((token, segment, subject, text)),
            _ => {}
        }
    }

    /// The sort of what is answered next, and what that is about: cards are asked for alike, whatever else is not.
    fn next(&self) -> (i64, i64) {
        let beside = self.beside.last().copied().filter(|_| !self.asks_more());
        let card = self.card.map(|(_, key)| key).or(beside);
        card.map_or((3, 0), CardKey::sort_and_id)
    }

    /// Something else is asked than cards.
    fn asks_more(&self) -> bool {
        self.search.is_some()
            || self.goods.is_some()
            || self.merging.is_some()
            || self.page.is_some()
            || self.message.is_some()
            || self.recorded.is_some()
            || !self.settings.is_empty()
            || self.drafts.is_some()
            || self.offer.is_some()
    }

    fn is_empty(&self) -> bool {
        self.card.is_none() && self.beside.is_empty() && !self.asks_more()
    }
}

/// How long before a server that is out of reach is asked again.
const PAUSE: Duration = Duration::from_secs(1);

pub(super) fn lookup_thread(
    setup: &Setup,
    outbox: &Outbox,
    questions: &Receiver<Envelope>,
    reading: &LongReading,
) -> Result<(), DeskError> {
    // The first question follows the first board: until then it would only stand in the board's way.
    let Ok(first) = questions.recv() else {
        return Ok(());
    };
    let mut open = Open::default();
    open.put(first, setup.clock.now());
    loop {
        match answer_all(setup, outbox, questions, reading, &mut open) {
            Err(error) if error.is_cut_off() => {}
            ended => return ended,
        }
        // What was asked is asked again, unless something newer is by then.
        match questions.recv_timeout(PAUSE) {
            Ok(question) => open.put(question, setup.clock.now()),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Ok(()),
        }
    }
}

fn answer_all(
    setup: &Setup,
    outbox: &Outbox,
    questions: &Receiver<Envelope>,
    reading: &LongReading,
    still_open: &mut Open,
) -> Result<(), DeskError> {
    let store = Store::open(&setup.database, Access::Read)?;
    let mut rules = rules::rulebook(&store, &setup.settings, setup.clock.now())?;
    let (mut open, mut cards) = (still_open.clone(), Cards::default());
    let tell = |token, answer| outbox(DeskMsg::Answer(token, answer));
    loop {
        if open.is_empty() {
            match questions.recv() {
                Ok(question) => open.put(question, setup.clock.now()),
                Err(_) => return Ok(()),
            }
        }
        let now = setup.clock.now();
        // A question that comes meanwhile goes before those that take longer.
        let none_left = loop {
            match questions.try_recv() {
                Ok(question) => open.put(question, now),
                Err(none_left) => break none_left,
            }
        };
        // Nobody reads an answer any more; what is to be written still is.
        if none_left == TryRecvError::Disconnected && open.settings.is_empty() {
            return Ok(());
        }
        still_open.clone_from(&open);
        let (sort, about) = open.next();
        store.announce("look-up", sort, &[about.into(), cards.seq().into()], now);
        let _one_look = store.snapshot()?;
        if let (None, Some((_, text))) = (open.card, &open.search) {
            // It is on its way with what the rules ask.
            store.ask_ahead(|| search::search(&Look::new(&store, &rules, now)?, text));
        }
        rules::refresh(&mut rules, &store, &setup.settings, now)?;
        let look = Look::new(&store, &rules, now)?;
        if let Some((token, key)) = open.card.take() {
            cards.follow(&look)?;
            let read = cards.read(&look, key)?;
            tell(token, DeskAnswer::Card(read));
        } else if let Some((token, text)) = open.search.take() {
            let hits = search::search(&look, &text)?;
            tell(token, DeskAnswer::Found { text, hits });
        } else if let Some((token, text)) = open.goods.take() {
            let found = stock::for_sale(&look, &text, MOST_GOODS)?;
            tell(token, DeskAnswer::Goods(found));
        } else if let Some((token, one, other, stays)) = open.merging.take() {
            let result = customer_merge::plan(&store, one, other, stays).map(Arc::new);
            tell(token, DeskAnswer::MergePlan(result));
        } else if let Some((token, message)) = open.message.take() {
            let message = shown(setup, &look, message)?.map(Box::new);
            tell(token, DeskAnswer::MessageText(message));
        } else if let Some((token, call)) = open.recorded.take() {
            let call = store.recorded_calls(WhichRecorded::One(call), 1)?.pop().map(Box::new);
            tell(token, DeskAnswer::Recorded(call));
        } else if let Some((token, key, text)) = open.drafts.take() {
            let texts = |card: &Card| setup.messages.drafts(card, &text, &look);
            let drafts = drafts::of_card(&look, key, texts)?.map(Arc::new);
            tell(token, DeskAnswer::Drafts(drafts));
        } else if let Some((token, segment, subject, text)) = open.offer.take() {
            let write = |row: &MessageRow, cards: &MessageCards| setup.messages.write(row, cards, &look);
            let segment = setup.settings.segments.get(segment);
            let result = segment.map(|segment| offers::offer_preview(&look, segment, &subject, &text, write));
            let result = result.transpose()?.map(|preview| preview.map(Arc::new));
            tell(token, DeskAnswer::OfferPreview(result));
        } else if let Some((token, name, typed)) = open.settings.pop_front() {
            let result = setup.settings_file.set(&name, typed.as_deref());
            tell(token, DeskAnswer::SettingSet(result));
        } else if let Some((token, asked, since)) = open.page.take() {
            let Request::Page { key, query } = &asked else {
                continue;
            };
            let page = match key {
                PageKey::Settings => Some(setup.settings_file.page(&query.filter, now)),
                key => reading.run(&store, &asked, now - since < GIVES_WAY_FOR, || {
                    pages::page(&look, *key, query)
                })?,
            };
            match page.map(Arc::new) {
                Some(page) => tell(token, DeskAnswer::Page(page)),
                None => open.page = Some((token, asked, since)),
            }
        } else if let Some(key) = open.beside.pop() {
            cards.follow(&look)?;
            open.ready.push(cards.kept(&look, key)?);
            if open.beside.is_empty() {
                outbox(DeskMsg::CardsBeside(std::mem::take(&mut open.ready)));
            }
        }
    }
}

/// A message in its words, or the letter it goes in.
fn shown(setup: &Setup, look: &Look<'_>, id: MessageId) -> Result<Option<ShownMessage>, DeskError> {
    let Some(row) = messages::letter(look, id)? else {
        return Ok(None);
    };
    let Some(cards) = messages::cards(look, &row)? else {
        return Ok(None);
    };
    let words = setup.messages.write(&row, &cards, look);
    Ok(Some(ShownMessage { row, words }))
}
