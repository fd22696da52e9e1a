//! `--make-profile`: what the columns of an unknown table seem to hold, shown and written down to be mended.

use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::ImportArgs;
use super::failed::unread;
use super::input;
use super::profile;
use super::source::STANDARD_INPUT;
use super::written;
use super::written::ProfileOf;
use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::cli::output::json::object;
use crate::cli::output::reply as output;
use crate::cli::output::reply::Form;
use crate::cli::output::reply::Reply;
use crate::cli::output::table::headings;
use crate::cli::output::table::table;
use crate::i18n::Tr;
use crate::intake;
use crate::intake::Column;
use crate::intake::DateOrder;
use crate::intake::Doubt;
use crate::intake::Guess;
use crate::intake::Guessable;
use crate::intake::Guessed;
use crate::intake::Heading;
use crate::intake::OrderOfDates;
use crate::intake::Shape;
use crate::intake::missing_columns;
use crate::private_file::Existing;
use crate::private_file::write_private;
use crate::text;

/// Standard output, in place of a file.
const STANDARD_OUTPUT: &str = "-";
/// How wide a sample is shown.
const SAMPLE: usize = 28;

/// What a profile is asked of.
pub struct MakeProfile<'a> {
    /// The command that reads by it.
    pub command: &'static str,
    /// The file it is guessed of.
    pub path: &'a Path,
    /// The only sheet that counts.
    pub sheet: Option<&'a str>,
    /// Where to write it.
    pub out: Option<&'a Path>,
    /// The name of the shop, of orders alone; empty where the profile's own is taken.
    pub source: Option<&'a str>,
}

/// Guesses the columns of an export of orders, shows and writes.
pub fn run(context: &Context, args: &ImportArgs) -> Result<Reply, Failure> {
    let [path] = args.files.as_slice() else {
        return Err(Failure::usage(&context.tr, "import-profile_one_file", ""));
    };
    let made = MakeProfile {
        command: "import",
        path,
        sheet: args.sheet.as_deref(),
        out: args.profile_out.as_deref(),
        source: Some(args.source.trim()),
    };
    make::<Column>(context, &made, |guess| written::statuses(&context.tr, guess))
}

/// Guesses, shows and writes; `below` is what else stands in the profile.
pub fn make<C: Guessable>(
    context: &Context,
    made: &MakeProfile<'_>,
    below: impl FnOnce(&Guess<C>) -> String,
) -> Result<Reply, Failure> {
    let (name, guess) = look::<C>(context, made)?;
    let out = target(context, made, &name)?;
    let stem = out.as_deref().unwrap_or(made.path).file_stem();
    let stem = stem.map_or_else(|| "shop".to_owned(), |stem| stem.to_string_lossy().into_owned());
    let order = date_order(context, made.path, &guess);
    let of = ProfileOf {
        command: made.command,
        file: &short(&name),
        name: &stem,
        source: made.source.map(|source| if source.is_empty() { &stem } else { source }),
    };
    let toml = written::profile(&context.tr, &guess, order, &of) + &below(&guess);
    if let Some(path) = &out {
        write_private(path, &toml, Existing::Refuse, context.readers())
            .map_err(|why| unwritten(&context.tr, path, &why))?;
    }
    let found: Vec<C> = guess.columns().map(|(column, _)| column).collect();
    let missing: Vec<String> = missing_columns(&found).map(C::key).collect();
    let mut remarks: Vec<String> = guess
        .headings
        .iter()
        .filter_map(|heading| doubt(&context.tr, heading))
        .collect();
    if !missing.is_empty() {
        let args = [("columns", missing.join(", ").into())];
        remarks.push(context.tr.with("import-profile_missing", &args));
    }
    if order.is_none() && guess.dates == OrderOfDates::Undecided {
        remarks.push(context.tr.text("import-dates_undecided"));
    }
    if let Some(path) = &out {
        let is_kept = profile::folder(context).is_some_and(|folder| path.parent() == Some(&folder));
        let call = if is_kept {
            stem.clone()
        } else {
            path.display().to_string()
        };
        let clean = |text: &str| text::clean(text).into_owned();
        let args = [
            ("command", made.command.into()),
            ("path", clean(&path.display().to_string()).into()),
            ("file", clean(&short(&name)).into()),
            ("name", clean(&call).into()),
        ];
        remarks.push(context.tr.with("import-profile_written", &args));
    }
    let shape = object! {
        file: name,
        sheet: guess.sheet.clone(),
        profile_file: out.as_ref().map(|path| path.display().to_string()),
        columns: guess.headings.iter().map(column_json).collect::<Vec<_>>(),
        /// In which order dates write their parts, where the file proves it or somebody said so: `dmy`, `mdy`.
        date_order: order.map(DateOrder::code),
        /// Columns no order can be read without, for which nothing was found.
        missing,
        toml,
    };
    let reply = context.reply(&shape, || match out {
        Some(_) => shown(&context.tr, &guess),
        None => shape.toml.clone(),
    });
    Ok(context.beside(reply, remarks))
}

/// What the file holds; of several sheets that fit the one that was named, or that somebody names when asked.
fn look<C: Guessable>(context: &Context, made: &MakeProfile<'_>) -> Result<(String, Guess<C>), Failure> {
    let defaults = super::defaults(context, made.source.unwrap_or_default());
    let mut sheet = made.sheet.map(str::to_owned);
    loop {
        let file = input(context, made.path, &Shape::Told, &Arc::default())?;
        let name = file.name.clone();
        let guessed =
            intake::guess(file, sheet.as_deref(), &defaults).map_err(|error| unread(context, &name, &error))?;
        let guess = match guessed {
            Guessed::Table(guess) => guess,
            Guessed::Known(format) => return Err(known_shape(&context.tr, &name, format.code())),
            Guessed::NoTable => return Err(Failure::usage(&context.tr, "import-profile_no_table", &name)),
        };
        if sheet.is_some() || guess.other_sheets.is_empty() {
            return Ok((name, guess));
        }
        let sheets: Vec<&String> = guess.sheet.iter().chain(&guess.other_sheets).collect();
        sheet = Some(which_sheet(context, made.path, &sheets)?);
    }
}

/// The sheet somebody names.
fn which_sheet(context: &Context, path: &Path, sheets: &[&String]) -> Result<String, Failure> {
    let shown = sheets.iter().map(|sheet| text::clean(sheet).into_owned());
    if !is_asked(context, path) {
        let args = [("value", shown.collect::<Vec<_>>().join(", ").into())];
        let hint = context.tr.text("import-several_sheets-hint");
        return Err(Failure::new(
            Kind::Usage,
            context.tr.with("import-several_sheets", &args),
            hint,
        ));
    }
    output::remark(&context.tr.text("import-ask_sheet"));
    for (number, sheet) in shown.enumerate() {
        output::remark(&format!("  {}  {sheet}", number + 1));
    }
    loop {
        let typed = output::ask("> ").ok_or_else(|| Failure::usage(&context.tr, "import-profile_no_table", ""))?;
        let number = typed
            .trim()
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        if let Some(sheet) = number.and_then(|at| sheets.get(at)) {
            return Ok((*sheet).clone());
        }
        output::remark(&context.tr.text("import-not_one"));
    }
}

/// In which order the dates write their parts: as they prove, else as somebody says who is asked.
fn date_order<C: Guessable>(context: &Context, path: &Path, guess: &Guess<C>) -> Option<DateOrder> {
    match guess.dates {
        OrderOfDates::Proven(order) => return Some(order),
        OrderOfDates::Clear => return None,
        OrderOfDates::Undecided => {}
    }
    if !is_asked(context, path) {
        return None;
    }
    output::remark(&context.tr.text("import-ask_dates"));
    loop {
        match output::ask("> ")?.trim() {
            "1" => return Some(DateOrder::DayFirst),
            "2" => return Some(DateOrder::MonthFirst),
            "" => return None,
            _ => output::remark(&context.tr.text("import-not_one")),
        }
    }
}

/// Standard input cannot be read twice, and nobody answers a script.
fn is_asked(context: &Context, path: &Path) -> bool {
    output::somebody_is_there() && context.form == Form::Plain && path.as_os_str() != STANDARD_INPUT
}

/// Why the guess of a column may be wrong.
fn doubt<C: Guessable>(tr: &Tr, heading: &Heading<C>) -> Option<String> {
    let doubt = heading.doubt.as_ref()?;
    let rival = match doubt {
        Doubt::Rival(rival) => rival.as_str(),
        Doubt::Content | Doubt::Blank => "",
    };
    let clean = |shown: &str| text::cut(&text::clean(shown), SAMPLE);
    let args = [
        ("heading", clean(&heading.heading).into()),
        ("column", heading.column.map(C::key).unwrap_or_default().into()),
        ("rival", clean(rival).into()),
    ];
    Some(tr.with(&format!("import-doubt_{}", doubt.code()), &args))
}

/// Where it is written: as said, else into the folder of profiles under the file's name; nothing for the screen. What is
/// there already is never written over: a person may have mended it.
fn target(context: &Context, made: &MakeProfile<'_>, name: &str) -> Result<Option<PathBuf>, Failure> {
    let path = match made.out {
        Some(path) if path.as_os_str() == STANDARD_OUTPUT => return Ok(None),
        Some(path) => path.to_owned(),
        None => {
            let folder = profile::folder(context);
            let folder = folder.ok_or_else(|| Failure::usage(&context.tr, "import-profile_no_place", ""))?;
            let stem = Path::new(name)
                .file_stem()
                .map(|stem| stem.to_string_lossy().into_owned());
            let stem = stem.filter(|stem| stem != STANDARD_INPUT);
            folder.join(format!("{}.toml", stem.unwrap_or_else(|| "shop".to_owned())))
        }
    };
    if path.exists() {
        let shown = path.display().to_string();
        return Err(Failure::usage(&context.tr, "import-profile_exists", &shown));
    }
    Ok(Some(path))
}

fn unwritten(tr: &Tr, path: &Path, why: &io::Error) -> Failure {
    let what = format!("{}: {why}", path.display());
    Failure::usage(tr, "import-profile_unwritten", &what)
}

fn known_shape(tr: &Tr, name: &str, format: &str) -> Failure {
    let args = [("value", text::clean(name).into()), ("format", format.into())];
    let hint = tr.text("import-profile_known_shape-hint");
    Failure::new(Kind::Usage, tr.with("import-profile_known_shape", &args), hint)
}

fn column_json<C: Guessable>(heading: &Heading<C>) -> impl Serialize {
    object! {
        heading: &heading.heading,
        column: heading.column.map(C::key),
        guessed_by: heading.by.code(),
        /// Why it may be wrong: `content`, `blank`, `rival`.
        doubt: heading.doubt.as_ref().map(Doubt::code),
        samples: &heading.samples,
    }
}

fn shown<C: Guessable>(tr: &Tr, guess: &Guess<C>) -> String {
    let mut rows = vec![headings(tr, ["import-heading", "import-column", "import-sample"])];
    rows.extend(guess.headings.iter().map(|heading| {
        let column = match (heading.column, &heading.doubt) {
            (Some(column), Some(_)) => format!("{} ?", column.key()),
            (Some(column), _) => column.key(),
            (None, _) => "–".to_owned(),
        };
        let mut row = vec![text::cut(&text::clean(&heading.heading), SAMPLE), column];
        row.extend(
            heading
                .samples
                .iter()
                .map(|sample| text::cut(&text::clean(sample), SAMPLE)),
        );
        row
    }));
    table(&[], rows)
}

fn short(name: &str) -> String {
    Path::new(name)
        .file_name()
        .map_or_else(|| name.to_owned(), |name| name.to_string_lossy().into_owned())
}
