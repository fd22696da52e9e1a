//! The screen as a picture, and the pictures of the README: drawn from the made-up shop as it is at a fixed moment.

#[path = "../../../tests/support/svg.rs"]
pub(super) mod svg;

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crossterm::event::KeyCode;

use super::harness::Console;
use super::harness::NOON;
use super::harness::card_of;
use super::harness::five;
use crate::board::BoardRow;
use crate::clock::Clock;
use crate::demo;
use crate::desk::Desk;
use crate::desk::outbox::recall::MessageStep;
use crate::desk::tests::queue;
use crate::desk::undo::UndoChoice;
use crate::desk::who::Claiming;
use crate::desk::who::Who;
use crate::domain::message::MessageRow;
use crate::domain::message::MessageWords;
use crate::domain::order::Stage;
use crate::domain::recorded::WhichRecorded;
use crate::domain::rights::Rights;
use crate::domain::settings::OperatorSetting;
use crate::domain::settings::Role;
use crate::domain::settings::Settings;
use crate::domain::task::Lane;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::outreach::Templates;
use crate::outreach::compose::compose;
use crate::outreach::compose::written;
use crate::outreach::drafts::drafts;
use crate::outreach::values::WritingContext;
use crate::outreach::values::language;
use crate::session::answer::DeskAnswer;
use crate::session::answer::DeskMsg;
use crate::session::answer::ReadCard;
use crate::session::answer::ShownMessage;
use crate::session::request::Request;
use crate::view::card;
use crate::view::card::Card;
use crate::view::drafts::of_card;
use crate::view::offers::offer_preview;
use crate::view::outbox;
use crate::view::outbox::MessageCards;
use crate::view::pages;

/// Set to anything, the pictures are drawn again.
const UPDATE: &str = "UPDATE_SCREENSHOTS";
/// A README is read on slow lines too.
const BYTES_MOST: usize = 60_000;

#[test]
fn a_picture_holds_the_screens_text_and_colours() {
    let mut console = Console::new((100, 15), five());
    console.card(card_of(&five()[0]));
    let (buffer, _) = console.draw();
    let picture = svg::svg(&buffer);
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
    assert!(picture.contains("Елена\u{a0}Иванова"), "{picture}");
    assert!(picture.contains("#5cc8d7"), "keys are coloured");
    assert!(!picture.contains("» <") && picture.matches("<text").count() == picture.matches("</text>").count());
    assert!(!picture.contains('─') && picture.contains("<path "), "rules are lines");
    assert_eq!(picture, svg::svg(&console.draw().0));
}

#[test]
fn the_pictures_of_the_readme_show_what_is_drawn() {
    let mut stale = Vec::new();
    for (lang, name) in [
        (Lang::En, "queue-en.svg"),
        (Lang::Ru, "queue-ru.svg"),
        (Lang::Uk, "queue-uk.svg"),
    ] {
        let mut shop = Shop::open(lang, (120, 40));
        shop.go(a_regular_of_mine);
        let listed = Lane::ALL.iter().filter(|lane| **lane != Lane::Ringing);
        for lane in listed {
            let shown = shop.shown().any(|row| row.row.task.lane == *lane);
            assert!(shown, "{name}: no {lane:?} in view");
        }
        let me = shop.console.model.setup.operator.clone();
        let held = |row: &BoardRow| row.claim.as_ref().is_some_and(|claim| claim.operator != me);
        assert!(shop.shown().any(held), "{name}: no colleague's customer in view");
        stale.extend(keep(name, &svg::svg(&shop.console.draw().0)));
    }
    let mut shop = Shop::open(Lang::En, (80, 24));
    shop.go(a_regular_of_mine);
    shop.press(KeyCode::Enter);
    stale.extend(keep("card-en.svg", &svg::svg(&shop.console.draw().0)));
    are_kept(&stale);
}

/// None of the pictures is stale.
pub(super) fn are_kept(stale: &[String]) {
    assert!(
        stale.is_empty(),
        "no longer what is drawn: {stale:?}. Draw them again with {UPDATE}=1 and look at them."
    );
}

/// A customer who knows the shop and this manager, and has just ordered.
fn a_regular_of_mine(row: &BoardRow) -> bool {
    row.row.task.lane == Lane::New && row.row.manager.is_some()
}

impl Shop {
    /// Compares what is drawn with the picture that is kept under that name; gives the name when it is stale.
    pub(super) fn kept(&mut self, name: &str) -> Option<String> {
        keep(name, &svg::svg(&self.console.draw().0))
    }
}

/// Compares a picture with the one that is kept, or keeps it; gives its name when it is stale.
fn keep(name: &str, picture: &str) -> Option<String> {
    assert!(picture.len() < BYTES_MOST, "{name} has {} bytes", picture.len());
    let file = folder().join(name);
    if fs::read_to_string(&file).is_ok_and(|kept| kept == picture) {
        return None;
    }
    if std::env::var_os(UPDATE).is_none() {
        return Some(name.to_owned());
    }
    fs::write(&file, picture).unwrap();
    None
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/screenshots")
}

/// The made-up shop at noon and a console over it; what the console asks is answered at once.
pub(super) struct Shop {
    pub(super) console: Console,
    pub(super) desk: Desk,
    _folder: tempfile::TempDir,
}

impl Shop {
    pub(super) fn open(lang: Lang, size: (u16, u16)) -> Shop {
        Shop::with(lang, size, |_| {})
    }

    /// The same with other settings.
    pub(super) fn with(lang: Lang, size: (u16, u16), set: impl FnOnce(&mut Settings)) -> Shop {
        let mut console = Console::empty(lang, size);
        let operator = match lang {
            Lang::En => "anna",
            Lang::Ru => "анна",
            Lang::Uk => "олена",
        };
        let setup = &mut console.model.setup;
        operator.clone_into(&mut setup.operator);
        let settings = Arc::make_mut(&mut setup.settings);
        settings.shop.name = setup.tr.text("demo-shop");
        let names = std::iter::once(operator).chain(demo::colleagues(lang));
        let operators = names.map(|name| OperatorSetting {
            name: name.to_owned(),
            role: Role::All,
            rights: Rights::Owner,
            extension: None,
        });
        settings.operators = operators.collect();
        demo::settle_in(&mut settings.shop, lang);
        set(settings);
        let folder = tempfile::tempdir().unwrap();
        let who = Who {
            operator: operator.to_owned(),
            session: "picture".to_owned(),
            claiming: Claiming::OnAction,
        };
        let clock = Clock::Stopped(NOON);
        let mut desk = Desk::open(folder.path().join("desk.db"), setup.settings.clone(), who, clock).unwrap();
        demo::seed(&mut desk, lang, 1, demo::DemoOpening::Busy).unwrap();
        console.desk(DeskMsg::Board(Arc::new(queue(&desk))));
        let mut shop = Shop {
            console,
            desk,
            _folder: folder,
        };
        shop.hints();
        shop.answer();
        shop
    }

    pub(super) fn press(&mut self, code: KeyCode) {
        self.console.press(code);
        // It is known to be no paste.
        self.console.tick(20);
        self.answer();
    }

    /// Moves down to the first order that stands there.
    pub(super) fn go_to(&mut self, stage: Stage) {
        let board = Arc::clone(&self.console.model.board);
        let stands = |row: &BoardRow| row.facts().is_some_and(|order| order.stage == stage);
        let row = board.rows.iter().position(stands).unwrap();
        for _ in 0..row {
            self.press(KeyCode::Char('j'));
        }
    }

    /// The desk says what undo and redo would be about.
    pub(super) fn hints(&mut self) {
        let (undo, redo) = self.desk.hints().unwrap();
        self.console.desk(DeskMsg::Hints { undo, redo });
    }

    /// The desk takes back what was asked for last.
    pub(super) fn undo(&mut self) {
        let token = self.console.model.asked.last;
        let result = self.desk.undo(UndoChoice::Mine);
        self.console.answer(token, DeskAnswer::Undone(result));
    }

    /// Moves down to the first row that is wanted.
    fn go(&mut self, wanted: fn(&BoardRow) -> bool) {
        let board = Arc::clone(&self.console.model.board);
        let row = board.rows.iter().position(wanted).unwrap();
        for _ in 0..row {
            self.press(KeyCode::Char('j'));
        }
        assert!(wanted(self.console.model.list.selected(&board).unwrap()));
    }

    /// The rows between the frame's lines.
    fn shown(&self) -> impl Iterator<Item = &BoardRow> {
        let model = &self.console.model;
        let rows = model.list.scroll..model.list.scroll + model.list.height;
        rows.filter_map(|item| model.list.row(&model.board, item))
    }

    pub(super) fn answer(&mut self) {
        while !self.console.asked.is_empty() {
            self.answer_once();
        }
    }

    fn answer_once(&mut self) {
        for request in std::mem::take(&mut self.console.asked) {
            match request {
                (token, Request::Card { key, .. }) => {
                    let card = self.desk.read(|look| card::card(look, key)).unwrap().map(Arc::new);
                    let read = ReadCard { key, seq: 0, card };
                    self.console.answer(token, DeskAnswer::Card(read));
                }
                (token, Request::Page { key, query }) => {
                    let page = Arc::new(self.desk.read(|look| pages::page(look, key, &query)).unwrap());
                    self.console.answer(token, DeskAnswer::Page(page));
                }
                (token, Request::MessageText(message)) => {
                    let row = self.desk.read(|look| outbox::letter(look, message)).unwrap();
                    let shown = row.map(|row| {
                        let composed = compose(&self.desk, &Templates::brought(), &row);
                        let words = composed.map(|composed| MessageWords {
                            subject: composed.written.subject,
                            text: composed.written.text,
                            ..MessageWords::default()
                        });
                        let words = words.map_err(|why| why.to_string());
                        Box::new(ShownMessage { row, words })
                    });
                    let message = shown;
                    self.console.answer(token, DeskAnswer::MessageText(message));
                }
                (token, Request::SettleMessage { message, how }) => {
                    let result = self.desk.settle_by_hand(message, how);
                    self.console.answer(token, DeskAnswer::Message(result));
                }
                (token, Request::Message { message, act }) => {
                    let result = self.desk.message_step(message, act);
                    self.console.answer(token, DeskAnswer::Message(result));
                }
                (token, Request::Drafts { key, text }) => {
                    let drafts = self.desk.read(|look| {
                        let texts = |card: &Card| {
                            let around = WritingContext {
                                card,
                                rules: look.rules,
                                tr: &Tr::new(language(look.rules.settings(), card)),
                                now: look.now,
                                orders: None,
                                stop_url: None,
                            };
                            drafts(&Templates::brought(), &text, &around).unwrap()
                        };
                        of_card(look, key, texts)
                    });
                    let drafts = drafts.unwrap().map(Arc::new);
                    self.console.answer(token, DeskAnswer::Drafts(drafts));
                }
                (token, Request::OfferPreview { segment, subject, text }) => {
                    let templates = Templates::brought();
                    let write = |row: &MessageRow, cards: &MessageCards| {
                        let (rules, now) = (self.desk.rules(), self.desk.now());
                        let written = written(&templates, row, cards, rules, now).map_err(|why| why.to_string())?;
                        Ok(MessageWords {
                            subject: written.subject,
                            text: written.text,
                            ..MessageWords::default()
                        })
                    };
                    let of = self.desk.settings().segments.get(segment);
                    let result = of.map(|of| {
                        let preview = self.desk.read(|look| offer_preview(look, of, &subject, &text, write));
                        preview.unwrap().map(Arc::new)
                    });
                    self.console.answer(token, DeskAnswer::OfferPreview(result));
                }
                (token, Request::Offer(preview)) => {
                    let all = self
                        .desk
                        .offer_all(&preview.segment, &preview.plan.to, &preview.subject, &preview.text);
                    let all = all.unwrap();
                    self.console.answer(token, DeskAnswer::PerformedAll(all));
                }
                (token, Request::Recorded(call)) => {
                    let call = self
                        .desk
                        .store
                        .recorded_calls(WhichRecorded::One(call), 1)
                        .unwrap()
                        .pop();
                    let call = call.map(Box::new);
                    self.console.answer(token, DeskAnswer::Recorded(call));
                }
                (token, Request::ReleaseAll(messages)) => {
                    let result = self.desk.release_all(&messages).map(|released| released.len());
                    self.console.answer(token, DeskAnswer::ReleasedAll(result));
                }
                (token, Request::Write { target, message }) => {
                    let result = self.desk.write_message(target, &message);
                    self.console.answer(token, DeskAnswer::Performed(result));
                }
                (token, Request::Word { seen, words }) => {
                    let result = self.desk.reword_message(&seen, &words).map(|()| MessageStep::Worded);
                    self.console.answer(token, DeskAnswer::Message(result));
                }
                _ => {}
            }
        }
    }
}

/// What to do is read to its end where the screen is not narrow, in every language.
#[test]
fn what_to_do_is_not_cut_in_a_busy_queue() {
    for lang in Lang::ALL.iter().copied() {
        for (columns, most) in [(80, 1), (120, 4), (160, 1), (200, 0)] {
            let shop = Shop::open(lang, (columns, 100));
            let list = usize::from(crate::tui::screen::layout::areas((columns, 100)).list.width);
            let mut cut = Vec::new();
            for line in shop.console.screen().iter().skip(3).take(75) {
                let line: String = line.chars().take(list).collect();
                // The name may be cut: its beginning is enough.
                let Some((_, words)) = line.rsplit_once('\u{a0}') else {
                    continue;
                };
                if words.contains('…') {
                    cut.push(line);
                }
            }
            assert!(cut.len() <= most, "{columns} {lang:?}: {cut:#?}");
        }
    }
}
