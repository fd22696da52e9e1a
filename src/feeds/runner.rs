//! Asks one feed when it is its time, takes in what it has, and writes down how it fared.

use std::fs::File;
use std::io::Cursor;
use std::io::Read;
use std::ops::ControlFlow;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;

use super::catalogue;
use super::hook::table;
use super::mail;
use super::mail::KeptLetter;
use super::open::open;
use super::reading::FeedReading;
use super::reading::FeedSetup;
use super::source::FeedAsk;
use super::source::FeedSource;
use super::source::Portion;
use super::source::PortionBody;
use super::source::PortionTaken;
use crate::desk::Desk;
use crate::desk::error::DeskError;
use crate::desk::import::ImportEnd;
use crate::desk::import::ImportOptions;
use crate::desk::import::ImportWatch;
use crate::domain::incoming::ShopStatus;
use crate::domain::item::Item;
use crate::domain::money::Currency;
use crate::domain::order_feed::FeedCounts;
use crate::domain::order_feed::FeedFault;
use crate::domain::order_feed::FeedFile;
use crate::domain::order_feed::FeedStep;
use crate::domain::order_feed::FeedTrouble;
use crate::domain::order_feed::OrderFeedKind;
use crate::domain::order_feed::is_due;
use crate::domain::order_feed::pause_after;
use crate::domain::settings::FeedSetting;
use crate::domain::shop_write::ShopWriteWhy;
use crate::domain::shop_write::WriteOutcome;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::intake;
use crate::intake::Defaults;
use crate::intake::FileReport;
use crate::intake::ImportError;
use crate::intake::InputFile;
use crate::intake::IntakeError;
use crate::intake::ReadProgress;
use crate::intake::Rejected;
use crate::intake::Shape;
use crate::intake::Sink;
use crate::private_file::Readers;

/// How many portions are taken in one turn: what was asked for meanwhile is looked at between.
const PORTIONS: usize = 50;

/// How many writes to the shop are made in one turn.
const WRITES: i64 = 20;
/// Nothing is written for so long to a shop that did not answer a write.
const WRITE_REST: Span = Span::seconds(30);

/// One feed of the settings.
pub struct FeedRunner {
    setup: FeedSetup,
    setting: FeedSetting,
    /// Ready while it answers: its secret is asked for again when it does not.
    ready: Option<Box<dyn FeedSource>>,
    /// Nothing is written to the shop before.
    writes_at: Option<Time>,
}

/// What a turn of a feed came to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedTurn {
    /// It was not its time.
    pub rests: bool,
    /// What it brought.
    pub counts: FeedCounts,
    /// Words of status nobody has explained.
    pub words: Vec<String>,
    /// What was written back to the shop.
    pub written: i64,
    /// What the shop did not take.
    pub unwritten: i64,
    /// Files of which nothing could be read, and why.
    pub unread: Vec<(String, String)>,
    /// There is more.
    pub more: bool,
    /// It was left half-way, and nothing is written down of how the feed fares.
    pub is_left: bool,
    /// Why it brought nothing, or not all.
    pub trouble: Option<FeedTrouble>,
}

impl FeedTurn {
    /// This turn and the next of the same feed.
    #[must_use]
    pub fn and(self, next: FeedTurn) -> FeedTurn {
        let mut words = self.words;
        words.extend(next.words);
        words.sort();
        words.dedup();
        FeedTurn {
            counts: self.counts.and(next.counts),
            words,
            unread: self.unread.into_iter().chain(next.unread).collect(),
            written: self.written + next.written,
            unwritten: self.unwritten + next.unwritten,
            ..next
        }
    }

    /// Something came of it that somebody may want to know.
    pub fn has_news(&self) -> bool {
        self.counts.is_news() || self.has_written() || !self.unread.is_empty() || self.trouble.is_some()
    }

    /// Something was written back to the shop, or was to be.
    pub fn has_written(&self) -> bool {
        self.written + self.unwritten > 0
    }

    /// Not all that was there has come in.
    pub fn is_partly(&self) -> bool {
        self.trouble.is_some() || self.is_left || self.counts.rejected + self.unwritten > 0 || !self.unread.is_empty()
    }
}

impl FeedRunner {
    /// Of that feed.
    pub fn new(setup: FeedSetup, setting: FeedSetting) -> FeedRunner {
        FeedRunner {
            setup,
            setting,
            ready: None,
            writes_at: None,
        }
    }

    /// As the settings call it.
    pub fn name(&self) -> &str {
        &self.setting.name
    }

    /// Asks the feed if it is its time, and takes in what it has; `stop` is set when this process is to leave off.
    pub fn turn(&mut self, desk: &mut Desk, stop: &AtomicBool) -> Result<FeedTurn, DeskError> {
        let state = desk.feed_state(&self.setting.name)?;
        let mut turn = FeedTurn {
            rests: true,
            ..FeedTurn::default()
        };
        if self.setting.pause || state.paused.is_some() {
            return Ok(turn);
        }
        if is_due(&state, desk.now()) {
            return self.run(desk, stop);
        }
        // A shop that does not answer would take nothing either.
        if state.failing.is_none() {
            self.write_back(desk, stop, &mut turn)?;
        }
        Ok(turn)
    }

    /// The same, whether or not it is its time.
    pub fn run(&mut self, desk: &mut Desk, stop: &AtomicBool) -> Result<FeedTurn, DeskError> {
        let began = desk.now();
        let mut turn = FeedTurn::default();
        let ended = self.portions(desk, stop, &mut turn);
        let (name, poll) = (self.setting.name.clone(), self.setting.pause_between());
        match ended {
            Ok(()) => {
                let next = if turn.more { desk.now() } else { desk.now() + poll };
                desk.feed_works(&name, next, Some(began).filter(|_| !turn.more))?;
                self.write_back(desk, stop, &mut turn)?;
            }
            Err(FeedStop::Trouble(trouble)) => {
                self.ready = None;
                let times = desk.feed_state(&name)?.failing.map_or(0, |failing| failing.times);
                let pause = pause_after(times, poll, trouble.rest);
                desk.feed_failed(&name, &trouble, desk.now() + pause, began)?;
                turn.trouble = Some(trouble);
            }
            Err(FeedStop::Left) => (turn.more, turn.is_left) = (true, true),
            Err(FeedStop::Desk(error)) => return Err(error),
        }
        Ok(turn)
    }

    fn portions(&mut self, desk: &mut Desk, stop: &AtomicBool, turn: &mut FeedTurn) -> Result<(), FeedStop> {
        let reading = self
            .setup
            .files
            .reading(&self.setting)
            .map_err(|why| FeedTrouble::new(FeedFault::Profile, why))?;
        if let (OrderFeedKind::Mail, Shape::Mapping(mapping)) = (self.setting.kind, &reading.shape) {
            mail::check(mapping).map_err(|why| FeedTrouble::new(FeedFault::Profile, why))?;
        }
        for _ in 0..PORTIONS {
            if stop.load(Ordering::Relaxed) {
                return Err(FeedStop::Left);
            }
            let state = desk.feed_state(&self.setting.name)?;
            let Some(portion) = self.ask(desk, state.cursor.as_deref(), reading.defaults.currency)? else {
                turn.more = false;
                return Ok(());
            };
            // Meanwhile another process may read.
            if stop.load(Ordering::Relaxed) {
                return Err(FeedStop::Left);
            }
            let step = FeedStep {
                feed: self.setting.name.clone(),
                revision: state.revision,
                cursor: portion.cursor.clone(),
                file: None,
                told: None,
                words: Vec::new(),
            };
            // A portion that stops this program once would each time: the feed is as one that fails.
            let took = catch_unwind(AssertUnwindSafe(|| {
                take(desk, &self.setup, &reading, &portion, step, stop, turn)
            }));
            let taken =
                took.unwrap_or_else(|_| Err(FeedTrouble::new(FeedFault::Stopped, portion.name.as_str()).into()))?;
            if !turn.words.is_empty() {
                self.explained_meanwhile(desk, turn)?;
            }
            if let Some(taken) = taken
                && let Some(source) = &mut self.ready
            {
                source.put_away(&portion, &taken)?;
            }
            turn.more = portion.more;
            if !portion.more {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Somebody may have explained a word after this turn had read what is known, and before its orders came in: they
    /// looked for orders that wait for it in vain.
    fn explained_meanwhile(&self, desk: &mut Desk, turn: &mut FeedTurn) -> Result<(), FeedStop> {
        let Ok(reading) = self.setup.files.reading(&self.setting) else {
            return Ok(());
        };
        for word in desk.feed_words()? {
            if let Some(means) = reading.meaning(&word.platform, &word.word) {
                desk.explain_feed_word(&word, means)?;
                turn.words.retain(|waiting| *waiting != word.word);
            }
        }
        Ok(())
    }

    /// Writes back to the shop what is due: taken in a short write, sent outside of any, and written down.
    fn write_back(&mut self, desk: &mut Desk, stop: &AtomicBool, turn: &mut FeedTurn) -> Result<(), DeskError> {
        let now = desk.now();
        let rests = self.writes_at.is_some_and(|at| now < at && at <= now + WRITE_REST);
        if self.setting.write.is_empty() || rests {
            return Ok(());
        }
        for wanted in desk.shop_writes_due(&self.setting.name, WRITES)? {
            if stop.load(Ordering::Relaxed) {
                return Ok(());
            }
            if !desk.take_shop_write(&wanted)? {
                continue;
            }
            let outcome = match self.opened() {
                Ok(source) => source.write(&wanted, desk.now()),
                Err(trouble) => WriteOutcome::Later(ShopWriteWhy::Secret, trouble.said, trouble.rest),
            };
            desk.end_shop_write(&wanted, &outcome)?;
            match outcome {
                WriteOutcome::Taken { .. } => turn.written += 1,
                WriteOutcome::Overtaken { .. } | WriteOutcome::Refused(..) => turn.unwritten += 1,
                WriteOutcome::Later(..) => {
                    turn.unwritten += 1;
                    self.ready = None;
                    self.writes_at = Some(desk.now() + WRITE_REST);
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn opened(&mut self) -> Result<&mut Box<dyn FeedSource>, FeedTrouble> {
        let ready = if let Some(ready) = self.ready.take() {
            ready
        } else {
            let setup = &self.setup;
            let readers = Readers::of(setup.settings.files);
            open(&self.setting, readers, &setup.files, &*setup.variable)?
        };
        Ok(self.ready.insert(ready))
    }

    fn ask(&mut self, desk: &Desk, cursor: Option<&str>, currency: Currency) -> Result<Option<Portion>, FeedStop> {
        self.opened()?;
        let Some(source) = &mut self.ready else { return Ok(None) };
        let name = &self.setting.name;
        let ask = FeedAsk {
            cursor,
            now: desk.now(),
            zone: self.setup.settings.shop.time_zone,
            currency,
            taken: &|digest| desk.feed_file(name, digest).ok().flatten(),
            inbox: &|| desk.waiting_feed_body(name).ok().flatten(),
        };
        let asked = catch_unwind(AssertUnwindSafe(|| source.next(&ask)));
        let asked = asked.unwrap_or_else(|_| Err(FeedTrouble::new(FeedFault::Stopped, "")));
        Ok(asked?)
    }
}

/// Why a turn ended early.
enum FeedStop {
    /// This process is to leave off.
    Left,
    Trouble(FeedTrouble),
    Desk(DeskError),
}

impl From<FeedTrouble> for FeedStop {
    fn from(trouble: FeedTrouble) -> FeedStop {
        FeedStop::Trouble(trouble)
    }
}

impl From<DeskError> for FeedStop {
    fn from(error: DeskError) -> FeedStop {
        FeedStop::Desk(error)
    }
}

/// Takes a portion in; none when it holds nothing to be put away.
fn take(
    desk: &mut Desk,
    setup: &FeedSetup,
    reading: &FeedReading,
    portion: &Portion,
    mut step: FeedStep,
    stop: &AtomicBool,
    turn: &mut FeedTurn,
) -> Result<Option<PortionTaken>, FeedStop> {
    match &portion.body {
        PortionBody::Nothing => {
            desk.feed_read_on(&step, 0)?;
            return Ok(None);
        }
        PortionBody::Catalogue(bytes) => {
            let file = (portion.name.as_str(), bytes.as_slice());
            let (counts, trouble) = catalogue::take(desk, &*setup.files, &reading.defaults, file, &step)?;
            turn.counts = turn.counts.and(counts);
            return trouble.map_or(Ok(None), |trouble| Err(trouble.into()));
        }
        PortionBody::Goods(goods) => {
            let (counts, trouble) = catalogue::take_goods(desk, &*setup.files, goods, &mut step)?;
            turn.counts = turn.counts.and(counts);
            return trouble.map_or(Ok(None), |trouble| Err(trouble.into()));
        }
        PortionBody::Again(_, _, at) => return Ok(Some(PortionTaken::Before(*at))),
        PortionBody::File(path, digest) => {
            step.file = Some(FeedFile {
                name: file_name(path),
                digest: digest.clone(),
            });
        }
        PortionBody::Letters(letters) => {
            let bodies: Vec<String> = letters
                .iter()
                .filter_map(|letter| serde_json::to_string(letter).ok())
                .collect();
            desk.keep_feed_bodies(&step, &bodies)?;
            return Ok(None);
        }
        PortionBody::Letter(kept) => {
            let letter: Option<KeptLetter> = serde_json::from_str(&kept.body).ok();
            if let Some(letter) = letter.filter(|letter| !letter.is_order) {
                desk.feed_question(kept.id, &letter.from, &letter.words())?;
                return Ok(None);
            }
            step.told = Some(kept.id);
        }
        PortionBody::Told(body) => step.told = Some(body.id),
        PortionBody::Text(..) => {}
    }
    match import(desk, reading, portion, &mut step, stop) {
        Ok(report) => {
            if report.end == ImportEnd::Stopped {
                return Err(FeedStop::Left);
            }
            let counts = &report.counts;
            turn.counts = turn.counts.and(FeedCounts {
                created: counts.created,
                updated: counts.updated,
                unchanged: counts.unchanged,
                rejected: counts.rejected,
            });
            turn.words.extend(step.words);
            Ok(Some(PortionTaken::Whole(Box::new(report))))
        }
        Err(ImportError::Desk(error)) => Err(error.into()),
        Err(error) => {
            let why = setup.files.unread(&portion.name, &error);
            match (&portion.body, error) {
                // The system would not give it just now: that says nothing of the file.
                (PortionBody::File(..), ImportError::Intake(IntakeError::Io(io))) if io.raw_os_error().is_some() => {
                    Err(FeedTrouble::new(FeedFault::Unreadable, why).into())
                }
                (PortionBody::File(path, digest), _) => {
                    let file = FeedFile {
                        name: file_name(path),
                        digest: digest.clone(),
                    };
                    desk.feed_file_unread(&step.feed, &file, &why)?;
                    turn.unread.push((file.name, why.clone()));
                    Ok(Some(PortionTaken::Unreadable(why)))
                }
                // One that cannot be read holds up none behind it.
                (PortionBody::Told(body) | PortionBody::Letter(body), _) => {
                    desk.feed_body_unread(body.id, &why)?;
                    turn.unread.push((portion.name.clone(), why.clone()));
                    Ok(Some(PortionTaken::Unreadable(why)))
                }
                (_, ImportError::Parser) => Err(FeedTrouble::new(FeedFault::Stopped, why).into()),
                _ => Err(FeedTrouble::new(FeedFault::NotOrders, why).into()),
            }
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Reads a portion twice: what its words mean must be known before the first order comes in.
pub(super) fn import(
    desk: &mut Desk,
    reading: &FeedReading,
    portion: &Portion,
    step: &mut FeedStep,
    stop: &AtomicBool,
) -> Result<FileReport, ImportError> {
    // A parser that stops at a portion once would each time.
    let looked = catch_unwind(AssertUnwindSafe(|| look(portion, reading)));
    let (mut defaults, words) = looked.unwrap_or(Err(ImportError::Parser))?;
    step.words = words;
    for word in &step.words {
        defaults.statuses.set(word, ShopStatus::New);
    }
    let opened = intake::open(input(portion, reading)?, &defaults).map_err(ImportError::Intake)?;
    let mut watch = ImportWatch {
        stop,
        progress: &mut |_| (),
    };
    intake::import_step(
        desk,
        opened,
        &defaults,
        ImportOptions::default(),
        Some(step),
        &mut watch,
    )
}

/// What a portion does not say of itself, and its words that nobody has explained.
fn look(portion: &Portion, reading: &FeedReading) -> Result<(Defaults, Vec<String>), ImportError> {
    let opened = intake::open(input(portion, reading)?, &reading.defaults).map_err(ImportError::Intake)?;
    let defaults = reading.defaults_of(&opened);
    let mut looking = WordsLook(Rejected::default());
    opened
        .parse(&defaults, &mut looking)
        .map_err(|why| ImportError::Intake(why.into()))?;
    Ok((defaults, looking.0.unexplained.into_keys().collect()))
}

fn input<'a>(portion: &'a Portion, reading: &FeedReading) -> Result<InputFile<'a>, ImportError> {
    let (bytes, shape): (Box<dyn Read + Send + 'a>, Shape) = match &portion.body {
        PortionBody::File(path, _) => {
            let file = File::open(path).map_err(|why| ImportError::Intake(why.into()))?;
            (Box::new(file), reading.shape.clone())
        }
        PortionBody::Told(told) => {
            let Shape::Mapping(mapping) = &reading.shape else {
                let text = Cursor::new(told.body.as_bytes());
                return Ok(input_of(portion, Box::new(text), reading.shape.clone()));
            };
            let tree = serde_json::from_str(&told.body).map_err(|_| IntakeError::UnknownFormat);
            let (mapping, text) = table(&tree.map_err(ImportError::Intake)?, mapping, told.at);
            (Box::new(Cursor::new(text)), Shape::Mapping(mapping))
        }
        PortionBody::Letter(kept) => {
            let letter =
                serde_json::from_str(&kept.body).map_err(|_| ImportError::Intake(IntakeError::UnknownFormat))?;
            let Shape::Mapping(mapping) = &reading.shape else {
                return Err(ImportError::Intake(IntakeError::UnknownFormat));
            };
            let (mapping, text) = mail::table(&letter, mapping, kept.at);
            (Box::new(Cursor::new(text)), Shape::Mapping(mapping))
        }
        PortionBody::Text(shape, text) => (Box::new(Cursor::new(text.as_slice())), shape.clone()),
        PortionBody::Nothing
        | PortionBody::Letters(_)
        | PortionBody::Again(..)
        | PortionBody::Catalogue(_)
        | PortionBody::Goods(_) => (Box::new(Cursor::new(&[][..])), Shape::Told),
    };
    Ok(input_of(portion, bytes, shape))
}

fn input_of<'a>(portion: &Portion, bytes: Box<dyn Read + Send + 'a>, shape: Shape) -> InputFile<'a> {
    InputFile {
        name: portion.name.clone(),
        bytes,
        shape,
        passed: ReadProgress::of(0),
    }
}

/// Sees which words nobody has explained.
struct WordsLook(Rejected);

impl Sink for WordsLook {
    fn take(&mut self, item: Item) -> ControlFlow<()> {
        self.0.take(item)
    }
}
