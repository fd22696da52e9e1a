//! The shop's life, step by step and without waiting.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::Living;
use super::Speed;
use super::pace::Beat;
use super::pace::Score;
use super::state::Step;
use crate::board::Board;
use crate::board::Done;
use crate::board::builder::BoardBuilder;
use crate::clock::Clock;
use crate::demo;
use crate::demo::DemoOpening;
use crate::desk::Desk;
use crate::desk::undo::UndoChoice;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::action::Action;
use crate::domain::action::ActionKind;
use crate::domain::journal::Page;
use crate::domain::language::Lang;
use crate::domain::queue::Row;
use crate::domain::regulation::agenda;
use crate::domain::rights::Rights;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::target::Target;
use crate::domain::task::Lane;
use crate::domain::task::Rule;
use crate::domain::task::TaskKind;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::store::Store;
use crate::view::history;

/// Wednesday, 12:00 in Moscow.
const NOON: Time = Time(1_773_219_600_000);

/// A console beside the living shop: its board is kept step by step, as the board's thread keeps it.
struct Visit {
    living: Living,
    board: BoardBuilder,
    now: Time,
}

impl Visit {
    fn begin(language: Lang, seed: u64, speed: Speed) -> Visit {
        Visit::beginning(language, seed, speed, DemoOpening::Busy)
    }

    fn beginning(language: Lang, seed: u64, speed: Speed, opening: DemoOpening) -> Visit {
        let mut settings = Settings::default();
        let names = std::iter::once("vera").chain(demo::colleagues(language));
        let operator = |name: &str| OperatorSetting {
            name: name.to_owned(),
            role: Role::All,
            rights: Rights::Owner,
            extension: None,
        };
        settings.operators = names.map(operator).collect();
        let settings = Arc::new(settings);
        let who = Who {
            operator: "vera".to_owned(),
            session: "vera-1".to_owned(),
            claiming: Claiming::OnAction,
        };
        let store = Store::in_memory().unwrap();
        let mut desk = Desk::on(store, Arc::clone(&settings), who, Clock::Stopped(NOON)).unwrap();
        demo::seed(&mut desk, language, seed, opening).unwrap();
        let mut board = BoardBuilder::new(&desk.store, settings, "vera", NOON).unwrap();
        board.load(&desk.store, NOON).unwrap();
        Visit {
            living: Living::new(desk, language, seed, speed, opening).unwrap(),
            board,
            now: NOON,
        }
    }

    /// Lets the shop live on until that moment and gives the board after every step.
    fn until(&mut self, end: Time, mut seen: impl FnMut(&Visit, &Board)) {
        while let Some(at) = self.living.next().filter(|at| *at <= end) {
            self.living.step().unwrap();
            self.now = at;
            let board = self.look();
            seen(self, &board);
        }
        self.now = end;
    }

    fn look(&mut self) -> Board {
        let store = &self.living.desk.store;
        self.board.tick(store, self.now).unwrap();
        self.board.follow(store, self.now).unwrap();
        self.board.board(store, self.now).unwrap()
    }

    /// The whole queue recomputed.
    fn anew(&self) -> Board {
        let store = &self.living.desk.store;
        let settings = Arc::clone(&self.living.desk.settings);
        let mut again = BoardBuilder::new(store, settings, "vera", self.now).unwrap();
        again.load(store, self.now).unwrap();
        again.board(store, self.now).unwrap()
    }

    /// The viewer does something.
    fn does(&mut self, target: Target, action: &Action) {
        self.sits(|desk| {
            desk.perform(target, action).unwrap();
        });
    }

    /// And takes it back.
    fn takes_back(&mut self) {
        self.sits(|desk| {
            desk.undo(UndoChoice::Mine).unwrap();
        });
    }

    fn sits(&mut self, does: impl FnOnce(&mut Desk)) {
        let desk = &mut self.living.desk;
        let (clock, who) = (desk.clock, desk.who.clone());
        desk.clock = Clock::Stopped(self.now);
        desk.who = Who {
            operator: "vera".to_owned(),
            session: "vera-1".to_owned(),
            claiming: Claiming::OnAction,
        };
        does(desk);
        (desk.clock, desk.who) = (clock, who);
    }

    /// What has happened since the start, in words.
    fn story(&self) -> Vec<String> {
        let entries = self
            .living
            .desk
            .read(|look| history::journal(look, Page::All, 100_000))
            .unwrap();
        let since = entries.iter().rev().filter(|entry| entry.at > NOON);
        since
            .map(|entry| {
                format!(
                    "{:?} {} {:?} {:?}",
                    entry.at - NOON,
                    entry.operator,
                    entry.kind,
                    entry.order
                )
            })
            .collect()
    }
}

fn without_risk(row: &Row) -> Row {
    Row {
        at_risk: None,
        ..row.clone()
    }
}

fn assert_same(board: &Board, anew: &Board, now: Time) {
    assert_eq!(board.rows.len(), anew.rows.len(), "{now}");
    for (row, new) in board.rows.iter().zip(anew.rows.iter()) {
        assert_eq!(without_risk(&row.row), without_risk(&new.row), "{now}");
        assert_eq!((&row.order, &row.claim), (&new.order, &new.claim), "{now}");
    }
}

#[test]
fn the_first_minute_shows_every_lane_task_and_rule() {
    for (language, seed) in [(Lang::Ru, 1), (Lang::En, 2)] {
        let mut visit = Visit::begin(language, seed, Speed::USUAL);
        let mut lanes = BTreeSet::new();
        let mut kinds = BTreeSet::new();
        let mut rules = BTreeSet::new();
        let mut claims = 0;
        visit.until(NOON + Span::minutes(1), |visit, board| {
            claims += usize::from(board.rows.iter().any(|row| row.claim.is_some()));
            for row in board.rows.iter() {
                lanes.insert(row.row.task.lane);
                let store = &visit.living.desk.store;
                let facts = store.customer_facts(row.row.customer).unwrap().unwrap();
                for task in agenda(&facts, &visit.living.desk.rules, visit.now).tasks {
                    kinds.insert(task.kind);
                    rules.insert(task.rule);
                }
            }
        });
        assert_eq!(lanes.into_iter().collect::<Vec<_>>(), Lane::ALL);
        for kind in TaskKind::ALL {
            // No message is sent yet that could fail.
            assert!(
                kinds.contains(kind) || *kind == TaskKind::UndeliveredMessage,
                "no {kind:?}"
            );
        }
        for rule in [1, 4, 5, 7, 12, 13, 14, 17, 18, 21, 22, 23, 27, 30, 36, 37].map(Rule) {
            assert!(rules.contains(&rule), "no {rule}: {rules:?}");
        }
        assert!(claims > 3, "the colleague is seen holding somebody");
    }
}

#[test]
fn everything_that_may_happen_does_within_some_minutes() {
    let mut score = Score::new(3, Speed::USUAL);
    let mut seen = BTreeSet::new();
    let mut passed = Span::ZERO;
    while passed < Span::minutes(4) {
        let next = score.next();
        passed = passed + next.after;
        seen.insert(next.beat);
    }
    assert_eq!(seen.len(), 22, "{seen:?}");
    let first = Score::new(3, Speed::USUAL).next();
    assert!(first.after <= Span::seconds(2) && first.beat == Beat::Order);
}

#[test]
fn the_board_kept_step_by_step_is_the_board_read_again() {
    for (speed, minutes) in [(Speed::USUAL, 2), (Speed::new(120).unwrap(), 1)] {
        let mut visit = Visit::begin(Lang::Ru, 5, speed);
        let end = NOON + Span::minutes(minutes);
        visit.until(end, |visit, board| assert_same(board, &visit.anew(), visit.now));
        let board = visit.look();
        assert_same(&board, &visit.anew(), visit.now);
    }
}

#[test]
fn the_same_seed_and_speed_live_the_same_life() {
    let life = |seed, speed| {
        let mut visit = Visit::begin(Lang::En, seed, speed);
        visit.until(NOON + Span::minutes(2), |_, _| {});
        visit.story()
    };
    let one = life(7, Speed::USUAL);
    assert!(one.len() > 40, "{one:?}");
    assert_eq!(one, life(7, Speed::USUAL));
    assert_ne!(one, life(8, Speed::USUAL));
    assert_ne!(one, life(7, Speed::new(30).unwrap()));
}

#[test]
fn what_the_viewer_does_moves_nothing_that_comes_from_outside() {
    let beats = |works: bool| {
        let mut visit = Visit::begin(Lang::En, 7, Speed::USUAL);
        let mut beats = Vec::new();
        for second in 1..90 {
            let planned = visit.living.steps.iter();
            beats.extend(planned.filter_map(|((at, _), step)| match step {
                Step::Beat(beat, _) => Some((*at, *beat)),
                _ => None,
            }));
            visit.until(NOON + Span::seconds(second), |_, _| {});
            if works && second % 9 == 0 {
                let board = visit.look();
                let new =
                    |row: &&crate::board::BoardRow| row.row.task.kind == TaskKind::FirstContact && row.claim.is_none();
                let order = board.rows.iter().find(new).and_then(|row| row.row.order).unwrap();
                visit.does(Target::Order(order), &Action::Confirm);
            }
        }
        beats.dedup();
        beats
    };
    assert_eq!(beats(false), beats(true));
}

#[test]
fn the_colleague_keeps_the_queue_from_growing_and_from_emptying() {
    let mut visit = Visit::begin(Lang::Ru, 4, Speed::USUAL);
    let mut most = BTreeMap::new();
    let mut rows = Vec::new();
    let mut told = false;
    visit.until(NOON + Span::minutes(20), |_, board| {
        rows.push(board.rows.len());
        let confirmed = |done: &&Done| done.operator == "анна" && done.did == ActionKind::Confirm;
        told |= board.done.last().as_ref().is_some_and(confirmed);
        for lane in Lane::ALL {
            let count = board.count(*lane);
            let most = most.entry(*lane).or_insert(0);
            *most = count.max(*most);
        }
    });
    assert!(rows.iter().all(|rows| (40..100).contains(rows)), "{rows:?}");
    for (lane, limit) in [
        (Lane::Ringing, 4),
        (Lane::Missed, 6),
        (Lane::Callback, 11),
        (Lane::NewHigh, 8),
        (Lane::New, 18),
    ] {
        assert!(most[&lane] <= limit, "{lane:?}: {}", most[&lane]);
    }
    assert!(told, "a row that leaves says who did what");
    let did: BTreeSet<ActionKind> = visit
        .living
        .desk
        .read(|look| history::journal(look, Page::All, 100_000))
        .unwrap()
        .iter()
        .filter(|entry| entry.at > NOON && entry.operator == "анна")
        .map(|entry| entry.kind)
        .collect();
    for kind in [
        ActionKind::Confirm,
        ActionKind::Call,
        ActionKind::Ship,
        ActionKind::CallEvent,
    ] {
        assert!(did.contains(&kind), "{did:?}");
    }
}

#[test]
fn whom_the_viewer_holds_the_colleague_leaves_alone() {
    let mut visit = Visit::begin(Lang::Ru, 6, Speed::USUAL);
    let board = visit.look();
    let mine: Vec<_> = board.rows.iter().map(|row| row.row.customer).collect();
    let desk = &mut visit.living.desk;
    for customer in &mine {
        desk.who.operator = "vera".to_owned();
        desk.who.session = "vera-1".to_owned();
        let _ = desk.take(*customer, crate::desk::claims::TakeOver::Yes).unwrap();
    }
    visit.until(NOON + Span::minutes(3), |_, board| {
        for row in board.rows.iter().filter(|row| mine.contains(&row.row.customer)) {
            let holder = row.claim.as_ref().map(|claim| claim.operator.as_str());
            assert!(holder.is_none_or(|name| name == "vera"), "{holder:?}");
        }
    });
}

#[test]
fn a_shop_that_was_held_up_goes_on_where_it_stood() {
    let mut visit = Visit::begin(Lang::En, 9, Speed::USUAL);
    visit.until(NOON + Span::seconds(20), |_, _| {});
    let next = visit.living.next().unwrap();
    visit.living.put_off(Span::hours(1));
    assert_eq!(visit.living.next(), Some(next + Span::hours(1)));
}

#[test]
fn a_shop_that_stands_still_does_nothing() {
    let visit = Visit::begin(Lang::En, 9, Speed::STILL);
    assert_eq!(visit.living.next(), None);
}

fn waits_for_a_call(board: &Board) -> bool {
    let lanes = [Lane::Ringing, Lane::Missed, Lane::Callback];
    lanes.iter().any(|lane| board.count(*lane) > 0)
}

#[test]
fn in_a_calm_shop_nobody_calls_for_a_minute_and_then_somebody_does() {
    let mut visit = Visit::beginning(Lang::Ru, 1, Speed::USUAL, DemoOpening::Calm);
    let mut arrivals = BTreeSet::new();
    visit.until(NOON + Span::seconds(59), |visit, board| {
        assert!(!waits_for_a_call(board), "{:?}", visit.now - NOON);
        arrivals.extend(board.rows.iter().filter_map(|row| row.row.order));
    });
    let first = visit.look().rows.len();
    assert!(arrivals.len() > first, "orders come meanwhile");
    let mut called = None;
    visit.until(NOON + Span::seconds(100), |visit, board| {
        if called.is_none() && waits_for_a_call(board) {
            called = Some(visit.now - NOON);
        }
    });
    assert!(called.is_some_and(|after| after < Span::seconds(70)), "{called:?}");
}

#[test]
fn who_has_taken_something_back_is_called_soon() {
    let mut visit = Visit::beginning(Lang::En, 1, Speed::USUAL, DemoOpening::Calm);
    visit.until(NOON + Span::seconds(8), |_, _| {});
    let order = visit.look().rows[0].row.order.unwrap();
    visit.does(Target::Order(order), &Action::Confirm);
    visit.until(NOON + Span::seconds(14), |_, board| assert!(!waits_for_a_call(board)));
    visit.takes_back();
    let mut called = None;
    visit.until(NOON + Span::seconds(50), |visit, board| {
        if called.is_none() && waits_for_a_call(board) {
            called = Some(visit.now - NOON);
        }
    });
    assert!(called.is_some_and(|after| after < Span::seconds(45)), "{called:?}");
}
