//! A guessed profile as a person wants to find it: what was found, what was not, and what else there is to say.

use crate::config;
use crate::config::quoted::quoted;
use crate::domain::incoming::ShopStatus;
use crate::i18n::Tr;
use crate::intake;
use crate::intake::Column;
use crate::intake::DateOrder;
use crate::intake::Doubt;
use crate::intake::Guess;
use crate::intake::Guessable;
use crate::intake::GuessedBy;
use crate::intake::Heading;
use crate::intake::OrderOfDates;
use crate::intake::missing_columns;
use crate::text;

/// What a profile is of.
pub struct ProfileOf<'a> {
    /// The command that reads by it.
    pub command: &'a str,
    /// The file it was guessed of.
    pub file: &'a str,
    /// What it is called.
    pub name: &'a str,
    /// What the orders come from; none of what is no order.
    pub source: Option<&'a str>,
}

/// The TOML of what was guessed.
pub fn profile<C: Guessable>(tr: &Tr, guess: &Guess<C>, order: Option<DateOrder>, of: &ProfileOf<'_>) -> String {
    let found: Vec<(C, Vec<&Heading<C>>)> = guess.columns().collect();
    let usage = [("command", of.command.into()), ("name", of.name.into())];
    let mut lines = vec![
        comment(&tr.with("import-toml_head", &[("file", of.file.into())])),
        comment(&tr.with("import-toml_use", &usage)),
        String::new(),
    ];
    if let Some(source) = of.source {
        lines.push(comment(&tr.text("import-toml_source")));
        lines.push(format!("source = {}", quoted(source)));
    }
    if let Some(sheet) = &guess.sheet {
        lines.push(comment(&tr.text("import-toml_sheet")));
        lines.push(format!("sheet = {}", quoted(sheet)));
    }
    if let Some(order) = order {
        lines.push(comment(&tr.text("import-toml_dates")));
        lines.push(format!("date_order = {}", quoted(order.code())));
    } else if guess.dates == OrderOfDates::Undecided {
        lines.push(comment(&tr.text("import-toml_dates_undecided")));
        lines.push(comment("date_order = \"mdy\""));
    }
    lines.push(comment(&tr.text("import-toml_defaults")));
    lines.extend(["currency = \"UAH\"", "country = \"UA\"", "time_zone = \"Europe/Kyiv\""].map(comment));
    lines.push(String::new());
    lines.push(comment(&tr.text("import-toml_columns")));
    lines.push("[columns]".to_owned());
    let is_free = |column: &C| found.iter().all(|(other, _)| other != column);
    let needed = tr.text("import-toml_needed");
    let columns: Vec<C> = found.iter().map(|(column, _)| *column).collect();
    lines.extend(missing_columns(&columns).map(|column| format!("# {} = \"\"  # {needed}", column.key())));
    lines.extend(
        found
            .iter()
            .map(|(column, headings)| self::column(tr, *column, headings)),
    );
    let unused = guess.headings.iter().filter(|heading| heading.column.is_none());
    let unused: Vec<String> = unused.map(|heading| quoted(&heading.heading)).collect();
    if !unused.is_empty() {
        let args = [("headings", unused.join(", ").into())];
        lines.push(comment(&tr.with("import-toml_unused", &args)));
    }
    let free: Vec<String> = C::all().into_iter().filter(is_free).map(C::key).collect();
    lines.push(comment(
        &tr.with("import-toml_free", &[("columns", free.join(", ").into())]),
    ));
    lines.push(String::new());
    lines.join("\n")
}

/// The section of a shop's own words for where its orders stand.
pub fn statuses(tr: &Tr, guess: &Guess<Column>) -> String {
    let mut lines = vec![comment(&tr.text("import-toml_statuses")), "[statuses]".to_owned()];
    let of_status = guess.columns().filter(|(column, _)| *column == Column::Status);
    // What is no word of the shop's for sure stays out: a profile is passed on, its customers are not.
    let words = of_status
        .flat_map(|(_, headings)| headings)
        .filter(|heading| matches!(heading.by, GuessedBy::Name | GuessedBy::Likeness))
        .flat_map(Heading::words)
        .filter(|word| !word.contains(|c: char| c.is_ascii_digit() || c == '@'));
    let unknown = words.filter(|word| !intake::is_known_status(word));
    lines.extend(unknown.map(|word| comment(&config::statuses::line(word, ShopStatus::New))));
    lines.push(String::new());
    lines.join("\n")
}

/// `name = ["Фамилия", "Имя"]`
fn column<C: Guessable>(tr: &Tr, column: C, headings: &[&Heading<C>]) -> String {
    let names: Vec<String> = headings.iter().map(|heading| quoted(&heading.heading)).collect();
    let value = match names.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    };
    let line = format!("{} = {value}", column.key());
    let doubt = headings.iter().find_map(|heading| heading.doubt.as_ref());
    match doubt {
        Some(Doubt::Rival(rival)) => {
            let args = [("rival", text::clean(rival).into())];
            format!("{line}  # {}", tr.with("import-toml_rival", &args))
        }
        Some(doubt) => format!("{line}  # {}", tr.text(&format!("import-toml_{}", doubt.code()))),
        None => line,
    }
}

/// A heading may hold anything, and a comment ends with its line.
fn comment(text: &str) -> String {
    format!("# {}", text::clean(text))
}
