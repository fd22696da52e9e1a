//! What a piece of work asks next, by what work of its name asked before: so that a server can be asked ahead.
//!
//! Nothing is decided here. An answer that was foreseen serves only the very statement and values that are asked, within one
//! transaction and until that writes; what was foreseen wrongly was asked in vain, no more.

use std::collections::HashMap;
use std::sync::Arc;

use super::args::Val;

/// Of an answer, this many rows are looked at for values that are asked by later.
const ROWS: usize = 8;
/// A step that this number of pieces of work in a row did without is foreseen no more.
const UNUSED: u8 = 4;
/// Longer work repeats itself too little.
const LONGEST: usize = 200;
/// An integer from here on may be a moment.
const MOMENT: i64 = 100_000_000_000;

/// What a piece of work is called: its sort, and which of that.
pub(super) type WorkName = (&'static str, i64);

/// What each sort of work asked, and the piece in hand.
#[derive(Debug, Default)]
pub(super) struct Foresight {
    known: HashMap<WorkName, Vec<WorkStep>>,
    run: Option<WorkRun>,
    numbers: u64,
}

/// What a step of a piece of work does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum StepSort {
    /// It asks and changes nothing.
    Ask,
    /// It adds a row that gets an id.
    Add,
    /// It changes something.
    Change,
}

/// A statement, and where its values come from: all that agrees with every time it was run.
#[derive(Clone, Debug)]
struct WorkStep {
    number: u64,
    sql: Arc<str>,
    sort: StepSort,
    values: Vec<Vec<ValueOrigin>>,
    seen: u32,
    unused: u8,
}

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
enum ValueOrigin {
    /// What the work is about.
    Key(usize),
    /// The answer to an earlier step.
    Told { step: u64, row: usize, column: usize },
    /// A time before or after the moment of the work.
    Since(i64),
    /// Always the same.
    Same(Val<'static>),
}

/// A piece of work in hand.
#[derive(Debug)]
struct WorkRun {
    name: WorkName,
    keys: Vec<Val<'static>>,
    now: Option<i64>,
    /// How far it is in what is known of its sort.
    at: usize,
    steps: Vec<WorkStep>,
    told: Vec<(u64, Vec<Vec<Option<i64>>>)>,
}

impl Foresight {
    /// A piece of work begins, about `keys`.
    pub(super) fn begin(&mut self, name: WorkName, keys: Vec<Val<'static>>, now: Option<i64>) {
        self.run = Some(WorkRun {
            name,
            keys,
            now,
            at: 0,
            steps: Vec::new(),
            told: Vec::new(),
        });
    }

    /// True while a piece of work is in hand.
    pub(super) fn is_on(&self) -> bool {
        self.run.is_some()
    }

    /// The moment the work happens at.
    pub(super) fn set_now(&mut self, now: i64) {
        if let Some(run) = &mut self.run {
            run.now = Some(now);
        }
    }

    /// The work does this now; gives the number of the step, by which its answer is told.
    pub(super) fn note(&mut self, sort: StepSort, sql: &str, vals: &[Val<'_>]) -> Option<u64> {
        let run = self.run.as_mut()?;
        if run.steps.len() == LONGEST {
            self.run = None;
            return None;
        }
        let found: Vec<Vec<ValueOrigin>> = vals.iter().map(|val| run.origins(val)).collect();
        let known = self.known.get(&run.name).map(Vec::as_slice).unwrap_or_default();
        let is_it = |step: &WorkStep| step.sort == sort && *step.sql == *sql;
        let place = known.iter().skip(run.at).position(is_it).map(|ahead| run.at + ahead);
        let step = if let Some((place, step)) = place.and_then(|place| Some((place, known.get(place)?))) {
            run.at = place + 1;
            let agreed = |(known, found): (&Vec<ValueOrigin>, Vec<ValueOrigin>)| {
                known.iter().filter(|origin| found.contains(origin)).cloned().collect()
            };
            WorkStep {
                values: step.values.iter().zip(found).map(agreed).collect(),
                seen: step.seen + 1,
                unused: 0,
                ..step.clone()
            }
        } else {
            self.numbers += 1;
            WorkStep {
                number: self.numbers,
                sql: sql.into(),
                sort,
                values: found,
                seen: 1,
                unused: 0,
            }
        };
        let number = step.number;
        run.steps.push(step);
        Some(number)
    }

    /// What was answered to a step: the integers of its first rows.
    pub(super) fn told(&mut self, step: u64, rows: impl Iterator<Item = Vec<Option<i64>>>) {
        if let Some(run) = &mut self.run {
            run.told.push((step, rows.take(ROWS).collect()));
        }
    }

    /// What will be asked before the next change, as far as its values are known.
    pub(super) fn questions(&self) -> Vec<(Arc<str>, Vec<Val<'static>>)> {
        let Some((run, ahead)) = self.ahead() else {
            return Vec::new();
        };
        let asks = ahead.iter().take_while(|step| step.sort == StepSort::Ask);
        asks.filter_map(|step| {
            let vals = step.values.iter().map(|origins| run.value(origins, step.seen));
            Some((Arc::clone(&step.sql), vals.collect::<Option<_>>()?))
        })
        .collect()
    }

    /// The rows that will be added, by the statements that add them.
    pub(super) fn additions(&self) -> Vec<Arc<str>> {
        let ahead = self.ahead().map(|(_, ahead)| ahead).unwrap_or_default();
        let adds = ahead.iter().filter(|step| step.sort == StepSort::Add);
        adds.map(|step| Arc::clone(&step.sql)).collect()
    }

    /// Everything that work of this name does, as far as is known.
    #[cfg(test)]
    fn statements(&self, name: WorkName) -> Vec<Arc<str>> {
        let known = self.known.get(&name).map(Vec::as_slice).unwrap_or_default();
        known.iter().map(|step| Arc::clone(&step.sql)).collect()
    }

    fn ahead(&self) -> Option<(&WorkRun, &[WorkStep])> {
        let run = self.run.as_ref()?;
        Some((run, self.known.get(&run.name)?.get(run.at..)?))
    }

    /// The work is over. What was given up half-way says nothing of the next.
    pub(super) fn end(&mut self, is_whole: bool) {
        let Some(run) = self.run.take().filter(|_| is_whole) else {
            return;
        };
        let known = self.known.entry(run.name).or_default();
        let mut steps = run.steps;
        let mut behind = None;
        for mut step in std::mem::take(known) {
            let number = Some(step.number);
            if !steps.iter().any(|done| Some(done.number) == number) {
                step.unused += 1;
                if step.unused > UNUSED {
                    continue;
                }
                let place = steps.iter().position(|done| Some(done.number) == behind);
                steps.insert(place.map_or(0, |place| place + 1), step);
            }
            behind = number;
        }
        *known = steps;
    }
}

impl WorkRun {
    /// Where this value may come from.
    fn origins(&self, val: &Val<'_>) -> Vec<ValueOrigin> {
        let keys = self.keys.iter().enumerate().filter(|(_, key)| *key == val);
        let mut origins: Vec<ValueOrigin> = keys.map(|(at, _)| ValueOrigin::Key(at)).collect();
        if let Val::Int(int) = val {
            for (step, rows) in &self.told {
                for (row, columns) in rows.iter().enumerate() {
                    let same = columns.iter().enumerate().filter(|(_, told)| **told == Some(*int));
                    origins.extend(same.map(|(column, _)| ValueOrigin::Told {
                        step: *step,
                        row,
                        column,
                    }));
                }
            }
            let since = self.now.filter(|_| *int >= MOMENT).and_then(|now| int.checked_sub(now));
            origins.extend(since.map(ValueOrigin::Since));
        }
        origins.push(ValueOrigin::Same(val.owned()));
        origins
    }

    /// The value, from the likeliest of its origins.
    fn value(&self, origins: &[ValueOrigin], seen: u32) -> Option<Val<'static>> {
        let likely = |origin: &&ValueOrigin| match origin {
            ValueOrigin::Key(_) => 0,
            ValueOrigin::Same(_) if seen > 1 => 1,
            ValueOrigin::Told { .. } => 2,
            ValueOrigin::Since(_) => 3,
            ValueOrigin::Same(_) => 4,
        };
        match origins.iter().min_by_key(likely)? {
            ValueOrigin::Key(at) => self.keys.get(*at).cloned(),
            ValueOrigin::Told { step, row, column } => {
                let (_, rows) = self.told.iter().rev().find(|(told, _)| told == step)?;
                let int = *rows.get(*row)?.get(*column)?;
                int.map(Val::Int)
            }
            ValueOrigin::Since(span) => self.now.and_then(|now| now.checked_add(*span)).map(Val::Int),
            ValueOrigin::Same(val) => Some(val.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORK: WorkName = ("test", 1);

    fn ints(of: &[i64]) -> Vec<Val<'static>> {
        of.iter().map(|int| Val::Int(*int)).collect()
    }

    /// Work about an order: the order tells whose it is, and theirs is asked by that and by a moment before now.
    fn run(foresight: &mut Foresight, order: i64, customer: i64, now: i64) -> [Vec<(Arc<str>, Vec<Val<'static>>)>; 2] {
        foresight.begin(WORK, ints(&[order]), Some(now));
        let at_first = foresight.questions();
        let step = foresight.note(StepSort::Ask, "order", &ints(&[order])).unwrap();
        foresight.told(step, [vec![Some(order), Some(customer), None]].into_iter());
        let then = foresight.questions();
        foresight.note(StepSort::Ask, "theirs", &ints(&[2, customer, now - 5]));
        foresight.note(StepSort::Change, "write", &ints(&[order]));
        foresight.note(StepSort::Ask, "order", &ints(&[order]));
        foresight.note(StepSort::Add, "insert into journal", &[]);
        foresight.end(true);
        [at_first, then]
    }

    #[test]
    fn what_was_asked_is_foreseen_by_its_keys_its_answers_and_its_moment() {
        let mut foresight = Foresight::default();
        let now = 1_773_219_600_000;
        assert_eq!(run(&mut foresight, 7, 3, now), [vec![], vec![]]);
        let [at_first, then] = run(&mut foresight, 8, 2, now + 900);
        // Whose it is was not known yet, and what is asked after the write is not asked before it.
        assert_eq!(at_first, [("order".into(), ints(&[8]))]);
        // The 2 of a kind and the customer 2 were not told apart by the first time alone.
        assert_eq!(then, [("theirs".into(), ints(&[2, 2, now + 895]))]);
        let [_, then] = run(&mut foresight, 9, 6, now + 70_000);
        assert_eq!(then, [("theirs".into(), ints(&[2, 6, now + 69_995]))]);
    }

    #[test]
    fn ids_are_foreseen_behind_changes_too() {
        let mut foresight = Foresight::default();
        run(&mut foresight, 7, 3, 0);
        foresight.begin(WORK, ints(&[8]), None);
        assert_eq!(foresight.additions(), ["insert into journal".into()]);
        foresight.note(StepSort::Add, "insert into journal", &[]);
        assert!(foresight.additions().is_empty());
    }

    #[test]
    fn what_is_not_asked_any_more_is_forgotten_and_what_was_given_up_teaches_nothing() {
        let mut foresight = Foresight::default();
        run(&mut foresight, 7, 3, 0);
        let only_order = |foresight: &mut Foresight, is_whole: bool| {
            foresight.begin(WORK, ints(&[7]), None);
            foresight.note(StepSort::Ask, "order", &ints(&[7]));
            foresight.end(is_whole);
        };
        only_order(&mut foresight, false);
        for _ in 0..UNUSED {
            only_order(&mut foresight, true);
        }
        assert_eq!(foresight.statements(WORK).len(), 5);
        only_order(&mut foresight, true);
        assert_eq!(foresight.statements(WORK), ["order".into()]);
    }

    #[test]
    fn what_comes_from_nowhere_is_not_foreseen() {
        let mut foresight = Foresight::default();
        for value in [4, 9, 16, 25] {
            foresight.begin(WORK, Vec::new(), None);
            if value > 9 {
                assert!(foresight.questions().is_empty());
            }
            foresight.note(StepSort::Ask, "made up", &ints(&[value]));
            foresight.end(true);
        }
    }
}
