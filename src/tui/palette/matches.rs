//! The command palette: every command by its name, in both languages, with its key and, when it is impossible now, why.

use super::state::Finder;
use crate::domain::action::ActionKind;
use crate::domain::action::Permit;
use crate::domain::action::Refusal;
use crate::domain::action::permit;
use crate::i18n::Lang;
use crate::i18n::Tr;
use crate::text::fold;
use crate::text::other_layouts;
use crate::tui::commands;
use crate::tui::commands::COMMANDS;
use crate::tui::commands::CommandId;
use crate::tui::commands::Letters;
use crate::tui::model::Model;
use crate::tui::pick::state::Choice;
use crate::tui::pick::state::Editing;
use crate::tui::pick::state::Other;
use crate::tui::pick::state::PickKind;
use crate::tui::pick::state::kind_of;
use crate::view::pages::PageKey;

/// One command of the palette.
#[derive(Clone, Debug)]
pub struct Found {
    /// What Enter runs.
    pub runs: Runs,
    /// Its key, or the keys one after another.
    pub keys: String,
    /// Its short name.
    pub name: String,
    /// What it does, in full; empty when the name says it.
    pub help: String,
    /// Its short name in the other language.
    pub other: String,
    /// Why it is impossible now.
    pub not_now: Option<NotNow>,
}

/// What Enter runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// A command with a key.
    Command(CommandId),
    /// A rarer one.
    Other(Other),
    /// An edit.
    Edit(Editing),
    /// A full-screen page.
    Page(PageKey),
}

/// Why a command is impossible now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotNow {
    /// It is so already.
    Already(ActionKind),
    /// The regulation stands against it.
    Refused(Refusal),
}

impl Finder {
    /// The commands that what is typed names, in either language and in any layout: those whose name begins so first.
    pub fn found(&self, model: &Model) -> Vec<Found> {
        let typed = self.input.value().trim();
        let queries: Vec<String> = std::iter::once(typed.to_owned())
            .chain(other_layouts(typed))
            .map(|query| fold(&query))
            .collect();
        let mut ranked: Vec<(u8, Found)> = self
            .all(model)
            .into_iter()
            .filter_map(|found| {
                let rank = queries.iter().filter_map(|query| rank(&found, query)).min()?;
                Some((rank, found))
            })
            .collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, found)| found).collect()
    }

    fn all(&self, model: &Model) -> Vec<Found> {
        let (tr, letters) = (&model.setup.tr, letters(model));
        let commands = COMMANDS.iter().filter(|command| command.id != CommandId::Palette);
        let commands = commands.map(|command| Found {
            runs: Runs::Command(command.id),
            keys: commands::written(model.setup.keymap.shown(command.id), letters),
            name: tr.coded("bar", command.name),
            help: tr.coded("help", command.name),
            other: self.other.coded("bar", command.name),
            not_now: command
                .kind
                .filter(|_| command.id != CommandId::Next)
                .and_then(|kind| not_now(model, kind)),
        });
        let first = model.setup.keymap.shown(CommandId::Other);
        let rarer = PickKind::Other.entries().into_iter().filter_map(|choice| {
            let Choice::Other(other) = choice.choice else {
                return None;
            };
            let key = |code| commands::written(code, letters);
            let second = key(crossterm::event::KeyCode::Char(choice.letter));
            Some(Found {
                runs: Runs::Other(other),
                keys: format!("{} {second}", key(first)),
                name: tr.coded("other", other.code()),
                help: String::new(),
                other: self.other.coded("other", other.code()),
                not_now: match other {
                    other if other.needs_no_row() => None,
                    _ => kind_of(other).and_then(|kind| not_now(model, kind)),
                },
            })
        });
        let first = model.setup.keymap.shown(CommandId::Edit);
        let edits = PickKind::Edit.entries().into_iter().filter_map(|choice| {
            let Choice::Edit(what) = choice.choice else {
                return None;
            };
            let key = |code| commands::written(code, letters);
            let second = key(crossterm::event::KeyCode::Char(choice.letter));
            let name = |tr: &Tr| format!("{}: {}", tr.coded("bar", "edit"), tr.coded("pick", what.code()));
            Some(Found {
                runs: Runs::Edit(what),
                keys: format!("{} {second}", key(first)),
                name: name(tr),
                help: String::new(),
                other: name(&self.other),
                not_now: not_now(model, what.kind()),
            })
        });
        let views = model.setup.keymap.shown(CommandId::Views);
        let pages = PageKey::DOORS.into_iter().map(|(letter, page)| {
            let key = |code| commands::written(code, letters);
            let second = key(crossterm::event::KeyCode::Char(letter));
            Found {
                runs: Runs::Page(page),
                keys: format!("{} {second}", key(views)),
                name: tr.coded("page", page.code()),
                help: tr.coded("page-help", page.code()),
                other: self.other.coded("page", page.code()),
                not_now: None,
            }
        });
        commands.chain(pages).chain(edits).chain(rarer).collect()
    }
}

/// Who reads Cyrillic sees both letters, whatever he typed so far.
fn letters(model: &Model) -> Letters {
    match model.setup.tr.lang() {
        Lang::Ru => Letters::Cyrillic,
        Lang::En => model.letters,
    }
}

fn not_now(model: &Model, kind: ActionKind) -> Option<NotNow> {
    let permit = match model.subject() {
        Some(subject) => subject.permit(kind),
        None => match kind {
            ActionKind::Undo | ActionKind::Redo => permit(kind, None),
            _ => Err(Refusal::NoOrder),
        },
    };
    match permit {
        Ok(Permit::Do | Permit::Warn(_)) => None,
        Ok(Permit::Already) => Some(NotNow::Already(kind)),
        Err(refusal) => Some(NotNow::Refused(refusal)),
    }
}

/// How well a folded query names a command; nothing when it does not.
fn rank(found: &Found, query: &str) -> Option<u8> {
    let names = [fold(&found.name), fold(&found.other)];
    if names.iter().any(|name| name.starts_with(query)) {
        return Some(0);
    }
    if names.iter().any(|name| name.contains(query)) {
        return Some(1);
    }
    let whole = format!("{} {} {}", names[0], names[1], fold(&found.help));
    query.split_whitespace().all(|word| whole.contains(word)).then_some(2)
}
