//! The lookup thread: cards, pages and searches.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::TryRecvError;
use std::time::Duration;

use super::answer::DeskMsg;
use super::answer::ReadCard;
use super::answer::ShownMessage;
use super::cards::Cards;
use super::reading::LongReading;
use super::reading::is_same_page;
use super::request::Request;
use super::setup::Outbox;
use super::setup::Setup;
use crate::desk::customer_merge;
use crate::desk::error::DeskError;
use crate::domain::ids::CallId;
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
    search: Option<Request>,
    goods: Option<Request>,
    merging: Option<Request>,
    /// With when it was first asked for.
    page: Option<(Request, Time)>,
    message: Option<Request>,
    recorded: Option<(u64, CallId)>,
    settings: VecDeque<Request>,
    drafts: Option<Request>,
    offer: Option<Request>,
    /// The cards that should lie ready, the first wanted last.
    beside: Vec<CardKey>,
    /// Those of them that were read.
    ready: Vec<ReadCard>,
}

impl Open {
    fn put(&mut self, question: Request, now: Time) {
        match question {
            Request::Card { token, key, mut beside } => {
                beside.reverse();
                (self.card, self.beside) = (Some((token, key)), beside);
            }
            Request::Search { .. } => self.search = Some(question),
            Request::Goods { .. } => self.goods = Some(question),
            Request::Page { .. } => {
                let since = self.page.take().filter(|(page, _)| is_same_page(page, &question));
                self.page = Some((question, since.map_or(now, |(_, since)| since)));
            }
            Request::MessageText { .. } => self.message = Some(question),
            Request::Recorded { token, call } => self.recorded = Some((token, call)),
            Request::SetSetting { .. } => self.settings.push_back(question),
            Request::MergePlan { .. } => self.merging = Some(question),
            Request::Drafts { .. } => self.drafts = Some(question),
            Request::OfferPreview { .. } => self.offer = Some(question),
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
        let questions = [
            &self.search,
            &self.goods,
            &self.merging,
            &self.message,
            &self.drafts,
            &self.offer,
        ];
        self.page.is_some()
            || self.recorded.is_some()
            || !self.settings.is_empty()
            || questions.into_iter().any(Option::is_some)
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
    questions: &Receiver<Request>,
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
    questions: &Receiver<Request>,
    reading: &LongReading,
    still_open: &mut Open,
) -> Result<(), DeskError> {
    let store = Store::open(&setup.database, Access::Read)?;
    let mut rules = rules::rulebook(&store, &setup.settings, setup.clock.now())?;
    let (mut open, mut cards) = (still_open.clone(), Cards::default());
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
        if let (None, Some(Request::Search { text, .. })) = (open.card, &open.search) {
            // It is on its way with what the rules ask.
            store.ask_ahead(|| search::search(&Look::new(&store, &rules, now)?, text));
        }
        rules::refresh(&mut rules, &store, &setup.settings, now)?;
        let look = Look::new(&store, &rules, now)?;
        if let Some((token, key)) = open.card.take() {
            cards.follow(&look)?;
            let read = cards.read(&look, key)?;
            outbox(DeskMsg::Card { token, read });
        } else if let Some(Request::Search { token, text }) = open.search.take() {
            let hits = search::search(&look, &text)?;
            outbox(DeskMsg::Found { token, text, hits });
        } else if let Some(Request::Goods { token, text }) = open.goods.take() {
            let found = stock::for_sale(&look, &text, MOST_GOODS)?;
            outbox(DeskMsg::Goods { token, found });
        } else if let Some(Request::MergePlan {
            token,
            one,
            other,
            stays,
        }) = open.merging.take()
        {
            let result = customer_merge::plan(&store, one, other, stays).map(Arc::new);
            outbox(DeskMsg::MergePlan { token, result });
        } else if let Some(Request::MessageText { token, message }) = open.message.take() {
            let message = shown(setup, &look, message)?.map(Box::new);
            outbox(DeskMsg::MessageText { token, message });
        } else if let Some((token, call)) = open.recorded.take() {
            let call = store.recorded_calls(WhichRecorded::One(call), 1)?.pop().map(Box::new);
            outbox(DeskMsg::Recorded { token, call });
        } else if let Some(Request::Drafts { token, key, text }) = open.drafts.take() {
            let texts = |card: &Card| setup.messages.drafts(card, &text, &look);
            let drafts = drafts::of_card(&look, key, texts)?.map(Arc::new);
            outbox(DeskMsg::Drafts { token, drafts });
        } else if let Some(Request::OfferPreview {
            token,
            segment,
            subject,
            text,
        }) = open.offer.take()
        {
            let write = |row: &MessageRow, cards: &MessageCards| setup.messages.write(row, cards, &look);
            let segment = setup.settings.segments.get(segment);
            let result = segment.map(|segment| offers::offer_preview(&look, segment, &subject, &text, write));
            let result = result.transpose()?.map(|preview| preview.map(Arc::new));
            outbox(DeskMsg::OfferPreview { token, result });
        } else if let Some(Request::SetSetting { token, name, typed }) = open.settings.pop_front() {
            let result = setup.settings_file.set(&name, typed.as_deref());
            outbox(DeskMsg::SettingSet { token, result });
        } else if let Some((asked, since)) = open.page.take() {
            let Request::Page { token, key, query } = &asked else {
                continue;
            };
            let page = match key {
                PageKey::Settings => Some(setup.settings_file.page(&query.filter, now)),
                key => reading.run(&store, &asked, now - since < GIVES_WAY_FOR, || {
                    pages::page(&look, *key, query)
                })?,
            };
            match page.map(Arc::new) {
                Some(page) => outbox(DeskMsg::Page { token: *token, page }),
                None => open.page = Some((asked, since)),
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
