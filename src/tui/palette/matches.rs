//! The command palette: every command by its name, in every language, with its key and, when it is impossible now, why.

use super::state::Finder;
use crate::domain::action::ActionKind;
use crate::domain::action::Permit;
use crate::domain::action::Refusal;
use crate::i18n::Tr;
use crate::text::fold;
use crate::text::other_layouts;
use crate::tui::commands::COMMANDS;
use crate::tui::commands::Command;
use crate::tui::commands::CommandId;
use crate::tui::commands::Group;
use crate::tui::commands::Letters;
use crate::tui::commands::entry;
use crate::tui::model::Model;
use crate::tui::subject::Subject;

/// What Enter does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Runs {
    /// What its key does.
    Command(CommandId),
    /// A command of the command line; one that ends in a space is finished by the operator.
    Line(&'static str),
}

/// What has no screen of its own: its code and its command line; what is to be added is typed behind the space.
pub const LINES: [(&str, &str); 32] = [
    ("import", "dozvon import "),
    ("catalogue", "dozvon catalogue import "),
    ("tracking", "dozvon parcels import --take "),
    ("packing", "dozvon parcels print packing"),
    ("handover", "dozvon parcels print handover"),
    ("parcels_back", "dozvon parcels back"),
    ("money", "dozvon money import --take "),
    ("plan", "dozvon plan"),
    ("journal", "dozvon journal"),
    ("duplicates", "dozvon customer duplicates"),
    ("sheet", "dozvon report daily"),
    ("numbers", "dozvon report numbers"),
    ("numbers_csv", "dozvon report numbers --csv --csv-style sheet --out "),
    ("calls", "dozvon report calls"),
    ("calls_csv", "dozvon report calls --csv --csv-style sheet --out "),
    ("refusals", "dozvon report refusals"),
    ("refusals_csv", "dozvon report refusals --csv --csv-style sheet --out "),
    ("hours", "dozvon report hours"),
    ("hours_csv", "dozvon report hours --csv --csv-style sheet --out "),
    ("parcels", "dozvon report parcels"),
    ("parcels_csv", "dozvon report parcels --csv --csv-style sheet --out "),
    ("segments", "dozvon customer segment"),
    ("promise", "dozvon promise"),
    ("explain", "dozvon config explain"),
    ("check", "dozvon config check"),
    ("adopt", "dozvon config adopt"),
    ("channels", "dozvon channels list"),
    ("feeds", "dozvon feed list"),
    ("backup", "dozvon backup"),
    ("doctor", "dozvon doctor"),
    ("restore", "dozvon restore "),
    ("any", "dozvon "),
];

/// One command of the palette.
#[derive(Clone, Debug)]
pub struct Found {
    /// What Enter does.
    pub runs: Runs,
    /// Its key, or the keys one after another.
    pub keys: String,
    /// Its short name.
    pub name: String,
    /// What it does, in full; empty when the name says it.
    pub help: String,
    /// Its short names in the other languages.
    pub others: Vec<String>,
    /// What else it is called, in every language.
    pub also: String,
    /// Why it is impossible now.
    pub not_now: Option<NotNow>,
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
    /// The commands that what is typed names, in any language and in any layout: those whose name begins so first.
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
        let tr = &model.setup.tr;
        let letters = Letters::shown_in(tr.lang(), model.letters);
        let subject = model.subject();
        let commands = COMMANDS.iter().filter(|command| command.id != CommandId::Palette);
        let lines = LINES.iter().map(|(code, line)| Found {
            runs: Runs::Line(line),
            keys: "dozvon".to_owned(),
            name: tr.coded("line-command", code),
            help: line.trim_end().to_owned(),
            others: self.in_others(|tr| tr.coded("line-command", code)),
            also: self.also(tr, &format!("line_{code}")),
            not_now: None,
        });
        commands
            .map(|command| Found {
                runs: Runs::Command(command.id),
                also: self.also(tr, command.name),
                keys: model.setup.keymap.written(command.id, letters),
                name: name(tr, command),
                help: command.help(tr),
                others: self.in_others(|tr| name(tr, command)),
                not_now: not_now(command, subject.as_ref()),
            })
            .chain(lines)
            .collect()
    }

    fn in_others(&self, said: impl Fn(&Tr) -> String) -> Vec<String> {
        self.others.iter().map(said).collect()
    }

    /// What else it is called, in every language; empty when nothing is said of that.
    fn also(&self, tr: &Tr, name: &str) -> String {
        let key = format!("also-{name}");
        std::iter::once(tr)
            .chain(&self.others)
            .map(|tr| tr.text(&key))
            .filter(|words| *words != key)
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// What is edited says so, since its line stands in no list here.
fn name(tr: &Tr, command: &Command) -> String {
    match command.group {
        Group::Edit => format!("{}: {}", entry(CommandId::Edit).label(tr), command.label(tr)),
        _ => command.label(tr),
    }
}

fn not_now(command: &Command, subject: Option<&Subject>) -> Option<NotNow> {
    match (command.permit(subject), command.kind()) {
        (Ok(Permit::Already), Some(kind)) => Some(NotNow::Already(kind)),
        (Ok(_), _) => None,
        (Err(refusal), _) => Some(NotNow::Refused(refusal)),
    }
}

/// How well a folded query names a command; nothing when it does not.
fn rank(found: &Found, query: &str) -> Option<u8> {
    let names: Vec<String> = std::iter::once(&found.name)
        .chain(&found.others)
        .map(|name| fold(name))
        .collect();
    if names.iter().any(|name| name.starts_with(query)) {
        return Some(0);
    }
    if names.iter().any(|name| name.contains(query)) {
        return Some(1);
    }
    let whole = format!("{} {}", names.join(" "), fold(&found.help));
    if query.split_whitespace().all(|word| whole.contains(word)) {
        return Some(2);
    }
    // Other words for it count from their beginning: `план` is not in `эксплантат`.
    let also = fold(&found.also);
    let begins = |word: &str| also.split_whitespace().any(|other| other.starts_with(word));
    query
        .split_whitespace()
        .all(|word| begins(word) || whole.contains(word))
        .then_some(3)
}
