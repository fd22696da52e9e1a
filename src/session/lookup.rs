//! The lookup thread: cards, pages and searches.

use std::sync::Arc;
use std::sync::mpsc::Receiver;

use super::answer::DeskMsg;
use super::request::Request;
use super::setup::Outbox;
use super::setup::Setup;
use crate::desk::customer_merge;
use crate::desk::error::DeskError;
use crate::store::Access;
use crate::store::Store;
use crate::store::look::Look;
use crate::store::rulebook as rules;
use crate::view::card;
use crate::view::pages;
use crate::view::search;

pub(super) fn lookup_thread(setup: &Setup, outbox: &Outbox, questions: &Receiver<Request>) -> Result<(), DeskError> {
    // The first question follows the first board: until then it would only stand in the board's way.
    let Ok(mut question) = questions.recv() else {
        return Ok(());
    };
    let store = Store::open(&setup.path, Access::Read)?;
    let mut rules = rules::rulebook(&store, &setup.settings, setup.clock.now())?;
    loop {
        // Only the newest question of each sort is worth an answer.
        let (mut card, mut search, mut page, mut merging) = (None, None, None, None);
        for question in std::iter::once(question).chain(questions.try_iter()) {
            match question {
                Request::Card { .. } => card = Some(question),
                Request::Search { .. } => search = Some(question),
                Request::Page { .. } => page = Some(question),
                Request::MergePlan { .. } => merging = Some(question),
                _ => {}
            }
        }
        let now = setup.clock.now();
        rules::refresh(&mut rules, &store, &setup.settings, now)?;
        if let Some(Request::MergePlan {
            token,
            one,
            other,
            stays,
        }) = merging
        {
            let result = customer_merge::plan(&store, one, other, stays).map(Arc::new);
            outbox(DeskMsg::MergePlan { token, result });
        }
        let look = Look::new(&store, &rules, now)?;
        if let Some(Request::Card { token, key }) = card {
            let card = card::card(&look, key)?.map(Arc::new);
            outbox(DeskMsg::Card { token, key, card });
        }
        if let Some(Request::Search { token, text }) = search {
            let hits = search::search(&look, &text)?;
            outbox(DeskMsg::Found { token, text, hits });
        }
        // Pages take longest and come last.
        if let Some(Request::Page { token, key }) = page {
            let page = Arc::new(pages::page(&look, key)?);
            outbox(DeskMsg::Page { token, page });
        }
        drop(look);
        match questions.recv() {
            Ok(next) => question = next,
            Err(_) => return Ok(()),
        }
    }
}
