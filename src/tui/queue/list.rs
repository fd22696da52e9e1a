//! What stands in the list and where the cursor is.
//!
//! The cursor is a row's key on a line of the screen. A new snapshot of the board scrolls under it, so that the row stays
//! on its line while there is more to show than fits; rows that left the queue stay as ghosts, and the row an action was done on stays in its place and in
//! its new state, until the operator moves. Thirty times `c` confirms one order.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::board::Board;
use crate::board::BoardRow;
use crate::domain::history::Deed;
use crate::domain::ids::CustomerId;
use crate::domain::target::RowKey;
use crate::domain::time::Span;
use crate::domain::time::Time;

/// How many lines of the screen there are to one ghost.
const LINES_TO_A_GHOST: usize = 4;
/// What came is marked, and what left stays dim, for so long; then it is repainted once.
const CHANGE_STAYS: Span = Span::seconds(2);

/// The rows as they stand, some of them ghosts.
#[derive(Clone, Debug, Default)]
pub struct List {
    /// Top first.
    pub items: Vec<Item>,
    /// Which one the cursor is on.
    pub cursor: usize,
    /// Which one stands on the first line.
    pub scroll: usize,
    /// Rows that came above the first line since the operator looked there.
    pub arrivals: usize,
    /// How many lines there are.
    pub height: usize,
    /// The rows that came lately, and when.
    fresh: Vec<(RowKey, Time)>,
    held: Option<Held>,
}

/// One line of the list.
#[derive(Clone, Debug)]
pub enum Item {
    /// A row of the board, by its place there.
    Row(usize),
    /// A row that was on the board.
    Ghost(Box<Ghost>),
}

/// A row that left the queue while it was in view.
#[derive(Clone, Debug)]
pub struct Ghost {
    /// As it was last seen.
    pub row: BoardRow,
    /// Who finished it, when somebody else held it.
    pub by: Option<String>,
    /// What was done, when that is known.
    pub did: Option<Deed>,
    /// When it left.
    pub since: Time,
}

/// The row an action was done on.
#[derive(Clone, Debug)]
struct Held {
    row: BoardRow,
    did: Option<Deed>,
}

/// A way to move.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// One row up.
    Up,
    /// One row down.
    Down,
    /// A screen up.
    PageUp,
    /// A screen down.
    PageDown,
    /// To the first row.
    First,
    /// To the last row.
    Last,
}

impl List {
    /// The row or ghost on an item.
    pub fn row<'a>(&'a self, board: &'a Board, item: usize) -> Option<&'a BoardRow> {
        match self.items.get(item)? {
            Item::Row(at) => board.rows.get(*at),
            Item::Ghost(ghost) => Some(&ghost.row),
        }
    }

    /// The row or ghost under the cursor.
    pub fn selected<'a>(&'a self, board: &'a Board) -> Option<&'a BoardRow> {
        self.row(board, self.cursor)
    }

    /// Takes over a new snapshot. `wanted` says which rows the view shows, `me` who looks.
    pub fn adopt(&mut self, old: &Board, new: &Board, wanted: impl Fn(&BoardRow) -> bool, me: &str) {
        let line = self.cursor.saturating_sub(self.scroll);
        let before: Vec<RowKey> = (0..self.items.len())
            .filter_map(|item| self.row(old, item).map(|row| row.row.key))
            .collect();
        let cursor_key = before.get(self.cursor).copied();
        let first_look = before.is_empty();

        let held_at = self.held.as_ref().and_then(|held| find_held(held, new));
        let mut items: Vec<(RowKey, Item)> = new
            .rows
            .iter()
            .enumerate()
            .filter(|(at, row)| Some(*at) != held_at && wanted(row))
            .map(|(at, row)| (row.row.key, Item::Row(at)))
            .collect();
        let mut present: HashSet<RowKey> = items.iter().map(|(key, _)| *key).collect();
        let known: HashSet<RowKey> = before.iter().copied().collect();

        // From the last upwards, so that a ghost can stand before the one below it.
        let haunted = self.haunted(&before, &present, new.as_of);
        let mut cursor_at = None;
        for (old_at, &key) in before.iter().enumerate().rev() {
            let on_cursor = Some(key) == cursor_key && old_at == self.cursor;
            let stays = match (&self.held, on_cursor) {
                (Some(held), true) => Some(match held_at {
                    Some(at) => (new.rows[at].row.key, Item::Row(at)),
                    None => (key, ghost_of(&held.row, held.did, new, me)),
                }),
                _ if present.contains(&key) || held_at.is_some_and(|at| new.rows[at].row.key == key) => None,
                _ if on_cursor || haunted.contains(&old_at) => match &self.items[old_at] {
                    Item::Ghost(ghost) => Some((key, Item::Ghost(ghost.clone()))),
                    Item::Row(at) => old.rows.get(*at).map(|row| (key, ghost_of(row, None, new, me))),
                },
                _ => None,
            };
            if let Some(stays) = stays {
                let place = place(&items, &present, &before, old_at);
                present.insert(stays.0);
                if on_cursor {
                    cursor_at = Some(stays.0);
                }
                items.insert(place, stays);
            }
        }
        let cursor_key = cursor_at.or(cursor_key);
        self.cursor = cursor_key
            .and_then(|key| items.iter().position(|(here, _)| *here == key))
            .unwrap_or(self.cursor)
            .min(items.len().saturating_sub(1));
        // Nothing is hidden above while lines below are empty.
        let most = items.len().saturating_sub(self.height.max(1));
        self.scroll = self.cursor.saturating_sub(line).min(most);
        if !first_look {
            self.arrivals += items
                .iter()
                .take(self.scroll)
                .filter(|(key, _)| !known.contains(key) && Some(*key) != cursor_key)
                .count();
        }
        self.arrivals = self.arrivals.min(self.scroll);
        // What a board brings that is still being read was there before.
        if !first_look && old.complete {
            let came = items.iter().map(|(key, _)| *key).filter(|key| !known.contains(key));
            self.fresh.extend(came.map(|key| (key, new.as_of)));
        }
        self.items = items.into_iter().map(|(_, item)| item).collect();
        self.keep_in_view();
    }

    /// Keeps the row under the cursor in its place from now on: an action was asked for on it.
    pub fn hold(&mut self, board: &Board) {
        if let Some(row) = self.selected(board) {
            self.held = Some(Held {
                row: row.clone(),
                did: None,
            });
        }
    }

    /// The held row of `customer` says what was done on it: only what is in the file is said.
    pub fn done(&mut self, customer: CustomerId, did: impl Into<Deed>) {
        let Some(held) = self.held.as_mut().filter(|held| held.row.row.customer == customer) else {
            return;
        };
        let did = did.into();
        held.did = Some(did);
        if let Some(Item::Ghost(ghost)) = self.items.get_mut(self.cursor) {
            ghost.did = Some(did);
        }
    }

    /// Moves the cursor; ghosts and the held row are let go.
    pub fn step(&mut self, step: Step, board: &Board, wanted: impl Fn(&BoardRow) -> bool) {
        let page = self.height.max(2) - 1;
        let last = self.items.len().saturating_sub(1);
        let to = match step {
            Step::Up => self.live_from(self.cursor, 1, false),
            Step::Down => self.live_from(self.cursor, 1, true),
            Step::PageUp => self.live_from(self.cursor, page, false),
            Step::PageDown => self.live_from(self.cursor, page, true),
            Step::First => 0,
            Step::Last => last,
        };
        let key = self.row(board, to).map(|row| row.row.key);
        self.settle(board, wanted);
        if let Some(at) = key.and_then(|key| self.position(board, key)) {
            self.cursor = at;
        } else {
            self.cursor = to.min(self.items.len().saturating_sub(1));
        }
        self.keep_in_view();
        self.arrivals = self.arrivals.min(self.scroll);
    }

    /// Puts the cursor on a row; nothing happens when it is not there.
    pub fn go(&mut self, key: RowKey, board: &Board, wanted: impl Fn(&BoardRow) -> bool) -> bool {
        self.settle(board, wanted);
        let Some(at) = self.position(board, key) else {
            self.cursor = self.cursor.min(self.items.len().saturating_sub(1));
            self.keep_in_view();
            return false;
        };
        self.cursor = at;
        self.keep_in_view();
        self.arrivals = self.arrivals.min(self.scroll);
        true
    }

    /// Shows another view from its top.
    pub fn restart(&mut self, board: &Board, wanted: impl Fn(&BoardRow) -> bool) {
        self.settle(board, wanted);
        self.cursor = 0;
        self.scroll = 0;
        self.arrivals = 0;
    }

    /// True for a row that has just come.
    pub fn is_fresh(&self, key: RowKey) -> bool {
        self.fresh.iter().any(|(fresh, _)| *fresh == key)
    }

    /// What came a while ago is marked no longer, and what left is gone; the row under the cursor stays on its line.
    pub fn expire(&mut self, now: Time) {
        let lately = |at: Time| (at..at + CHANGE_STAYS).contains(&now);
        self.fresh.retain(|(_, at)| lately(*at));
        let line = self.cursor.saturating_sub(self.scroll);
        let gone = |item: &Item| matches!(item, Item::Ghost(ghost) if !lately(ghost.since));
        let cursor = self.cursor;
        let above = self.items.iter().take(cursor).filter(|item| gone(item)).count();
        let count = self.items.len();
        let mut at = 0..;
        self.items.retain(|item| at.next() == Some(cursor) || !gone(item));
        if self.items.len() < count {
            self.cursor -= above;
            let most = self.items.len().saturating_sub(self.height.max(1));
            self.scroll = self.cursor.saturating_sub(line).min(most);
            self.arrivals = self.arrivals.min(self.scroll);
            self.keep_in_view();
        }
    }

    /// How long until something of that is due; nothing when nothing is.
    pub fn expires_in(&self, now: Time) -> Option<Span> {
        let ghosts = self.items.iter().enumerate().filter_map(|(at, item)| match item {
            Item::Ghost(ghost) if at != self.cursor => Some(ghost.since),
            _ => None,
        });
        let fresh = self.fresh.iter().map(|(_, at)| *at);
        let first = ghosts.chain(fresh).min()?;
        Some(Span((first + CHANGE_STAYS - now).0.clamp(1, CHANGE_STAYS.0)))
    }

    /// There are `height` lines now.
    pub fn resize(&mut self, height: usize) {
        self.height = height;
        self.keep_in_view();
    }

    /// The lines in view whose rows have left and that stay as ghosts: the latest.
    fn haunted(&self, before: &[RowKey], present: &HashSet<RowKey>, now: Time) -> HashSet<usize> {
        let visible = self.scroll..(self.scroll + self.height.max(1)).min(before.len());
        let since = |at: usize| match &self.items[at] {
            Item::Ghost(ghost) => ghost.since,
            Item::Row(_) => now,
        };
        let mut left: Vec<usize> = visible
            .filter(|at| !present.contains(&before[*at]) && now - since(*at) < CHANGE_STAYS)
            .collect();
        left.sort_by_key(|at| Reverse(since(*at)));
        left.truncate((self.height / LINES_TO_A_GHOST).max(1));
        left.into_iter().collect()
    }

    fn settle(&mut self, board: &Board, wanted: impl Fn(&BoardRow) -> bool) {
        self.held = None;
        self.items = (0..board.rows.len())
            .filter(|&at| wanted(&board.rows[at]))
            .map(Item::Row)
            .collect();
    }

    fn position(&self, board: &Board, key: RowKey) -> Option<usize> {
        (0..self.items.len()).find(|&item| self.row(board, item).is_some_and(|row| row.row.key == key))
    }

    /// The row `count` rows away, ghosts not counted; the farthest there is.
    fn live_from(&self, from: usize, count: usize, down: bool) -> usize {
        let live = |at: &usize| matches!(self.items.get(*at), Some(Item::Row(_)));
        let reached = if down {
            (from + 1..self.items.len()).filter(live).take(count).last()
        } else {
            (0..from).rev().filter(live).take(count).last()
        };
        reached.unwrap_or(from)
    }

    fn keep_in_view(&mut self) {
        let height = self.height.max(1);
        self.scroll = self.scroll.min(self.cursor);
        if self.cursor >= self.scroll + height {
            self.scroll = self.cursor + 1 - height;
        }
    }
}

/// Where the row an action was done on stands on the new board: the same row, else one about the same order.
fn find_held(held: &Held, new: &Board) -> Option<usize> {
    let same_row = |row: &BoardRow| row.row.key == held.row.row.key && row.row.order == held.row.row.order;
    let same_order = |row: &BoardRow| held.row.row.order.is_some() && row.row.order == held.row.row.order;
    new.rows
        .iter()
        .position(same_row)
        .or_else(|| new.rows.iter().position(same_order))
}

/// A row that is not on `new` any more. What was done there says the desk, and who did it; of what nobody of the desk
/// did, a colleague who held the customer is named.
fn ghost_of(row: &BoardRow, did: Option<Deed>, new: &Board, me: &str) -> Item {
    let done = new.done.iter().rev().find(|done| done.key == row.row.key);
    let by = match done {
        Some(done) if done.did.kind().is_undoable() => Some(done.operator.clone()),
        _ => row.claim.as_ref().map(|claim| claim.operator.clone()),
    };
    Item::Ghost(Box::new(Ghost {
        row: row.clone(),
        by: by.filter(|operator| operator != me),
        did: did.or(done.map(|done| done.did)),
        since: new.as_of,
    }))
}

/// Where what stood at `old_at` belongs among the new items: before the nearest that stood below it, else behind the
/// nearest that stood above.
fn place(items: &[(RowKey, Item)], present: &HashSet<RowKey>, before: &[RowKey], old_at: usize) -> usize {
    let find = |key: &RowKey| items.iter().position(|(here, _)| here == key);
    let below = before[old_at + 1..]
        .iter()
        .find(|key| present.contains(key))
        .and_then(find);
    let above = || {
        let above = before[..old_at].iter().rev().find(|key| present.contains(key));
        above.and_then(find).map(|at| at + 1)
    };
    below.or_else(above).unwrap_or(items.len().min(old_at))
}
