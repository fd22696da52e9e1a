//! What the console keeps of an open full-screen page: the newest reading, where the cursor stands, what was read when.
//!
//! The page itself is made by the desk's lookup thread and never changed here. When it is read again the cursor stays on
//! its row; a row that has left the page stays as a ghost under the cursor until the operator moves, so that a key pressed
//! twice never reaches the next customer.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::action::ActionKind;
use crate::domain::ids::CustomerId;
use crate::domain::ids::OrderId;
use crate::domain::order_tab::OrderTab;
use crate::domain::target::CardKey;
use crate::domain::target::RowKey;
use crate::domain::target::Target;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::tui::queue::list::Step;
use crate::tui::subject::Marked;
use crate::view::pages::ListTab;
use crate::view::pages::PageKey;
use crate::view::pages::PageQuery;
use crate::view::pages::PageRow;
use crate::view::pages::PageRowKey;
use crate::view::pages::PageSnapshot;
use crate::view::pages::PageStretch;

/// How many rows below one that has left are remembered, to know its place by.
const BELOW: usize = 50;

/// An open page.
#[derive(Clone, Debug)]
pub struct OpenSheet {
    /// Which.
    pub key: PageKey,
    /// What of it is asked for, where it is long.
    pub query: PageQuery,
    /// As last read; none before the first answer.
    pub sheet: Option<Arc<PageSnapshot>>,
    /// How wide each section's columns are, by the words of that reading.
    pub widths: Vec<Vec<usize>>,
    /// The row the cursor is on.
    pub cursor: Option<PageRowKey>,
    /// The row under the cursor, when it has left the page.
    pub ghost: Option<Ghost>,
    /// What the desk said it did to the row under the cursor.
    pub did: Option<ActionKind>,
    /// The rows an action is for, in the order they were marked; empty: the one under the cursor.
    pub marked: Vec<Marked>,
    /// The first line shown.
    pub scroll: usize,
    /// The token of the newest request.
    pub token: u64,
    /// When it was asked for; none when it never was.
    pub asked: Option<Time>,
    /// The board's place in the change feed then.
    pub seq: i64,
    /// What Esc brings back.
    pub under: Under,
}

/// What lay under a page that was opened over it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Under {
    /// What a search had opened.
    pub pinned: Option<CardKey>,
    /// The rows that were marked.
    pub marked: Vec<RowKey>,
}

/// A row that has left the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ghost {
    /// As it was last seen.
    pub row: PageRow,
    /// In which section.
    section: usize,
    /// Before which of its rows.
    at: usize,
    /// The rows that stood below it, the nearest first.
    below: Vec<PageRowKey>,
}

/// One line of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetLine<'s> {
    /// Nothing, between two sections.
    Blank,
    /// The heading of a section, by its place.
    Title(usize),
    /// What an empty section says, by its place.
    Empty(usize),
    /// A row of a section.
    Row(usize, &'s PageRow),
    /// A row that has left it.
    Ghost(usize, &'s PageRow),
}

impl OpenSheet {
    /// A page that is about to be asked for.
    pub fn new(key: PageKey) -> OpenSheet {
        OpenSheet {
            key,
            query: PageQuery::default(),
            sheet: None,
            widths: Vec::new(),
            cursor: None,
            ghost: None,
            did: None,
            marked: Vec::new(),
            scroll: 0,
            token: 0,
            asked: None,
            seq: 0,
            under: Under::default(),
        }
    }

    /// Its tab that is open.
    pub fn tab(&self) -> ListTab {
        match self.key {
            PageKey::Products => ListTab::Product(self.query.products.tab),
            _ => ListTab::Order(self.query.tab),
        }
    }

    /// True when it is to be read again now; at most once in its pace.
    pub fn is_due(&self, seq: i64, now: Time) -> bool {
        self.asked
            .is_none_or(|asked| now - asked >= if seq == self.seq { self.key.holds() } else { self.pace() })
    }

    /// How long until it is due; nothing when it is or only a change could make it so.
    pub fn due_in(&self, seq: i64, now: Time) -> Option<Span> {
        let wait = if seq == self.seq {
            // What holds for long is looked at with the clock.
            Some(self.key.holds()).filter(|holds| *holds < Span::minutes(1))?
        } else {
            self.pace()
        };
        Some(Span((self.asked? + wait - now).0.max(1)))
    }

    /// What waits for its hour is found by a walk over all open work.
    fn pace(&self) -> Span {
        match self.query.tab {
            OrderTab::Later => Span::seconds(30),
            _ => self.key.pace(),
        }
    }

    /// Takes over a new reading; the cursor's row stays on its line.
    pub fn adopt(&mut self, sheet: Arc<PageSnapshot>) {
        let line = self.cursor.map(|_| self.cursor_line().saturating_sub(self.scroll));
        self.take_over(sheet);
        if let (Some(line), true) = (line, self.sheet.iter().any(|sheet| sheet.listing.is_some())) {
            self.scroll = self.cursor_line().saturating_sub(line);
        }
    }

    fn take_over(&mut self, sheet: Arc<PageSnapshot>) {
        let was = self.sheet.take();
        let stays = |key: &PageRowKey| sheet.rows().any(|row| row.key == *key);
        match (self.cursor, was) {
            (Some(key), _) if stays(&key) => self.ghost = None,
            (Some(key), Some(was)) if self.ghost.is_none() => self.ghost = Ghost::of(&was, key),
            _ => {}
        }
        if let Some(ghost) = &mut self.ghost {
            ghost.stand(&sheet);
        }
        if self.ghost.is_none() && !self.cursor.is_some_and(|key| stays(&key)) {
            let last = (self.query.stretch == PageStretch::Last)
                .then(|| sheet.rows().last())
                .flatten();
            let first = last.or_else(|| sheet.rows().find(|row| !row.is_heading()));
            self.cursor = first.or_else(|| sheet.rows().next()).map(|row| row.key);
        }
        self.look_at_marked(&sheet);
        self.sheet = Some(sheet);
    }

    /// The marked orders as they stand by now; who is not on a page that was read whole is marked no longer.
    fn look_at_marked(&mut self, sheet: &PageSnapshot) {
        let Some(listing) = &sheet.listing else { return };
        let is_whole = !listing.above && !listing.below;
        let shown: HashSet<RowKey> = sheet.rows().filter_map(|row| marked_by(row.key)).collect();
        self.marked.retain(|marked| !is_whole || shown.contains(&marked.row));
        for marked in &mut self.marked {
            if let Target::Order(order) = marked.target
                && let Some(facts) = listing.orders.get(&order)
            {
                marked.facts = Some(Arc::clone(facts));
            }
        }
    }

    /// Marks the row under the cursor, or unmarks it; false when it is about nobody, or was done with.
    pub fn mark(&mut self) -> bool {
        let Some(listing) = self.sheet.as_ref().and_then(|sheet| sheet.listing.as_ref()) else {
            return false;
        };
        let Some(key) = self.selected().filter(|_| self.ghost.is_none()).map(|row| row.key) else {
            return false;
        };
        let Some(row) = marked_by(key) else { return false };
        if let Some(at) = self.marked.iter().position(|marked| marked.row == row) {
            self.marked.remove(at);
            return true;
        }
        let (target, customer) = match key {
            PageRowKey::Order(order, customer) if listing.orders.contains_key(&order) => {
                (Target::Order(order), customer)
            }
            PageRowKey::Customer(customer) => (Target::Customer(customer), customer),
            _ => return false,
        };
        let facts = match target {
            Target::Order(order) => listing.orders.get(&order).cloned(),
            Target::Customer(_) => None,
        };
        self.marked.push(Marked {
            row,
            customer,
            target,
            facts,
        });
        true
    }

    /// Whether a row of it is marked.
    pub fn is_marked(&self, key: PageRowKey) -> bool {
        let key = marked_by(key);
        self.marked.iter().any(|marked| Some(marked.row) == key)
    }

    /// The row under the cursor.
    pub fn selected(&self) -> Option<&PageRow> {
        if let Some(ghost) = &self.ghost {
            return Some(&ghost.row);
        }
        let key = self.cursor?;
        self.sheet.as_ref()?.rows().find(|row| row.key == key)
    }

    /// All its lines, top first.
    pub fn lines(&self) -> Vec<SheetLine<'_>> {
        let mut lines = Vec::new();
        let Some(sheet) = &self.sheet else { return lines };
        for (place, section) in sheet.sections.iter().enumerate() {
            let ghost = self.ghost.as_ref().filter(|ghost| ghost.section == place);
            if section.rows.is_empty() && section.empty.is_none() && ghost.is_none() {
                continue;
            }
            if !lines.is_empty() {
                lines.push(SheetLine::Blank);
            }
            if section.title.is_some() {
                lines.push(SheetLine::Title(place));
            }
            let ghost_at = ghost.map(|ghost| ghost.at.min(section.rows.len()));
            for (at, row) in section.rows.iter().enumerate() {
                if let Some(ghost) = ghost.filter(|_| ghost_at == Some(at)) {
                    lines.push(SheetLine::Ghost(place, &ghost.row));
                }
                lines.push(SheetLine::Row(place, row));
            }
            match ghost {
                Some(ghost) if ghost_at == Some(section.rows.len()) => {
                    lines.push(SheetLine::Ghost(place, &ghost.row));
                }
                None if section.rows.is_empty() => lines.push(SheetLine::Empty(place)),
                _ => {}
            }
        }
        lines
    }

    /// The line the cursor is on.
    pub fn cursor_line(&self) -> usize {
        self.cursor_line_in(&self.lines())
    }

    /// The same among lines that are at hand.
    pub fn cursor_line_in(&self, lines: &[SheetLine<'_>]) -> usize {
        let on = |line: &SheetLine<'_>| match line {
            SheetLine::Ghost(..) => true,
            SheetLine::Row(_, row) => self.ghost.is_none() && Some(row.key) == self.cursor,
            _ => false,
        };
        lines.iter().position(on).unwrap_or(0)
    }

    /// Moves the cursor among the rows, `height` lines in a screen; a ghost is let go.
    pub fn step(&mut self, step: Step, height: usize) {
        let lines = self.lines();
        let cursor = self.cursor_line_in(&lines);
        let rows: Vec<(Option<PageRowKey>, usize)> = lines
            .iter()
            .enumerate()
            .filter_map(|(line, what)| match what {
                SheetLine::Row(_, row) if !row.is_heading() => Some((Some(row.key), line)),
                SheetLine::Ghost(..) => Some((None, line)),
                _ => None,
            })
            .collect();
        let at = rows.iter().position(|(_, line)| *line == cursor).unwrap_or(0);
        let (last, page) = (rows.len().saturating_sub(1), height.max(2) - 1);
        let to = match step {
            Step::Up => at.saturating_sub(1),
            Step::Down => (at + 1).min(last),
            Step::PageUp => at.saturating_sub(page),
            Step::PageDown => (at + page).min(last),
            Step::First => 0,
            Step::Last => last,
        };
        // Above the first row of a section stand its headings: who goes up to it wants to see them.
        let top = to.checked_sub(1).and_then(|before| rows.get(before));
        self.scroll = self.scroll.min(top.map_or(0, |(_, line)| line + 1));
        if let Some((Some(key), _)) = rows.get(to) {
            if self.cursor != Some(*key) || self.ghost.is_some() {
                self.did = None;
            }
            self.cursor = Some(*key);
            self.ghost = None;
        }
        self.keep_in_view(height);
    }

    /// Puts the cursor on a row; false when the page has no such row.
    pub fn go(&mut self, key: PageRowKey, height: usize) -> bool {
        let there = self
            .sheet
            .as_ref()
            .is_some_and(|sheet| sheet.rows().any(|row| row.key == key));
        if there {
            self.cursor = Some(key);
            self.ghost = None;
            self.did = None;
            self.keep_in_view(height);
        }
        there
    }

    /// The desk did something to an order or a customer: where that is the row under the cursor, it can be ticked off.
    pub fn done(&mut self, order: Option<OrderId>, customer: CustomerId, kind: ActionKind) {
        let is_it = match self.cursor {
            Some(PageRowKey::Order(on, _)) => order == Some(on),
            Some(PageRowKey::Customer(on)) => on == customer,
            _ => false,
        };
        if is_it {
            self.did = Some(kind);
        }
    }

    /// Scrolls so that the cursor's line is among `height` lines.
    pub fn keep_in_view(&mut self, height: usize) {
        let (line, height) = (self.cursor_line(), height.max(1));
        self.scroll = self.scroll.min(line);
        if line >= self.scroll + height {
            self.scroll = line + 1 - height;
        }
    }
}

/// What a row of a page is marked by; nothing when it is about nobody.
fn marked_by(key: PageRowKey) -> Option<RowKey> {
    match key {
        PageRowKey::Order(order, _) => Some(RowKey::Order(order)),
        PageRowKey::Customer(customer) => Some(RowKey::Customer(customer)),
        PageRowKey::Message(..) | PageRowKey::Call(..) | PageRowKey::Line(_) | PageRowKey::Id(_) => None,
    }
}

impl Ghost {
    fn of(sheet: &PageSnapshot, key: PageRowKey) -> Option<Ghost> {
        sheet.sections.iter().enumerate().find_map(|(section, part)| {
            let at = part.rows.iter().position(|row| row.key == key)?;
            let row = part.rows[at].clone();
            let below = part.rows[at + 1..].iter().take(BELOW).map(|row| row.key).collect();
            Some(Ghost {
                row,
                section,
                at,
                below,
            })
        })
    }

    /// Stands before the nearest of the rows that were below it and still are there.
    fn stand(&mut self, sheet: &PageSnapshot) {
        let Some(part) = sheet.sections.get(self.section) else {
            return;
        };
        let place = |key: &PageRowKey| part.rows.iter().position(|row| row.key == *key);
        if let Some(at) = self.below.iter().find_map(place) {
            self.at = at;
        }
    }
}
