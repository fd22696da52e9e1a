//! `--profile P`: a known shape, or a shop's own description of its export.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::context::Context;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::config::paths;
use crate::config::profile;
use crate::config::profile::KnownColumns;
use crate::config::profile::Profile;
use crate::domain::incoming::Format;
use crate::intake::AmountUnit;
use crate::intake::Column;
use crate::intake::Guessable;
use crate::intake::Mapping;
use crate::intake::NEEDED_COLUMNS;
use crate::intake::NEEDED_OF_PEOPLE;
use crate::intake::PaidColumn;
use crate::intake::Shape;
use crate::text;

/// What `--profile` said.
pub struct Chosen {
    pub shape: Shape,
    /// Empty when it said no more than the shape.
    pub profile: Profile,
}

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Orders.
    Orders,
    /// An order a machine or a letter tells of: it need not say when it was placed, for it is told of then.
    Told,
    /// People who have bought nothing yet.
    People,
}

/// A shape's code; a file; or a profile's name in the folder of profiles.
pub fn choose(context: &Context, named: Option<&str>, of: Of) -> Result<Chosen, Failure> {
    let known = |shape: Shape| Chosen {
        shape,
        profile: Profile::default(),
    };
    let Some(named) = named else {
        return Ok(known(match of {
            Of::Orders | Of::Told => Shape::Told,
            Of::People => Shape::People(None),
        }));
    };
    if let Some(format) = formats(of).find(|format| format.code() == named) {
        return Ok(known(match of {
            Of::Orders | Of::Told => Shape::Format(format),
            Of::People => Shape::People(None),
        }));
    }
    let path = file(context, named).ok_or_else(|| nobody(context, named, &codes(of)))?;
    let (columns, needed): (Vec<Column>, &[&[Column]]) = match of {
        Of::Orders | Of::Told => (Column::of_orders().collect(), &NEEDED_COLUMNS),
        Of::People => (Column::of_people().collect(), &NEEDED_OF_PEOPLE),
    };
    let is_needed = |columns: &&&[Column]| of != Of::Told || !columns.contains(&Column::Created);
    let needed: Vec<&[Column]> = needed.iter().filter(is_needed).copied().collect();
    let (profile, mapping) = read(context, &path, &columns, &needed)?;
    let mapping = Arc::new(mapping);
    Ok(Chosen {
        shape: match of {
            Of::Orders | Of::Told => Shape::Mapping(mapping),
            Of::People => Shape::People(Some(mapping)),
        },
        profile,
    })
}

/// What a profile says of a statement or a register.
pub fn of_statement(context: &Context, named: &str) -> Result<(Profile, Mapping<PaidColumn>), Failure> {
    let path = file(context, named).ok_or_else(|| nobody(context, named, ""))?;
    read(context, &path, &PaidColumn::all(), PaidColumn::needed())
}

/// A profile, and its words as columns.
fn read<C: Guessable>(
    context: &Context,
    path: &Path,
    columns: &[C],
    needed: &[&[C]],
) -> Result<(Profile, Mapping<C>), Failure> {
    let keys = |columns: &[C]| columns.iter().map(|column| column.key()).collect::<Vec<String>>();
    let names = keys(columns);
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let needed: Vec<Vec<String>> = needed.iter().map(|kind| keys(kind)).collect();
    let needed: Vec<Vec<&str>> = needed
        .iter()
        .map(|kind| kind.iter().map(String::as_str).collect())
        .collect();
    let needed: Vec<&[&str]> = needed.iter().map(Vec::as_slice).collect();
    let amounts: Vec<String> = columns.iter().filter(|c| c.is_amount()).map(|c| c.key()).collect();
    let amounts: Vec<&str> = amounts.iter().map(String::as_str).collect();
    let known = KnownColumns {
        all: &all,
        needed: &needed,
        amounts: &amounts,
    };
    let profile = context.read_config(profile::read(path, known))?;
    let column = |name: &str| columns.iter().copied().find(|column| column.key() == *name);
    let said = profile.columns.iter();
    let said = said.filter_map(|(name, headings)| Some((column(name)?, headings.clone())));
    let units = profile.units.iter();
    let units = units.filter_map(|(name, unit)| Some((column(name)?, AmountUnit::parse(unit)?)));
    let constants = profile.constants.iter();
    let constants = constants.filter_map(|(name, value)| Some((column(name)?, value.clone())));
    let mapping = Mapping {
        sheet: profile.sheet.clone(),
        columns: said.collect(),
        units: units.collect(),
        constants: constants.collect(),
    };
    Ok((profile, mapping))
}

/// Where profiles lie; nothing when this login has no home.
pub fn folder(context: &Context) -> Option<PathBuf> {
    paths::beside(context.config_file().as_deref(), "profiles")
}

fn file(context: &Context, named: &str) -> Option<PathBuf> {
    let typed = Path::new(named);
    let is_path = named.contains(['/', '\\']) || typed.extension().is_some_and(|extension| extension == "toml");
    let in_folder = folder(context).map(|folder| folder.join(format!("{named}.toml")));
    match in_folder.filter(|path| !is_path && path.exists()) {
        Some(path) => Some(path),
        None => (is_path || typed.is_file()).then(|| typed.to_owned()),
    }
}

/// The shapes that hold it.
fn formats(of: Of) -> impl Iterator<Item = Format> {
    let all = Format::ALL.iter().copied();
    all.filter(move |format| format.is_of_people() == (of == Of::People))
}

fn codes(of: Of) -> String {
    formats(of).map(Format::code).collect::<Vec<&str>>().join(", ")
}

/// Nothing is called that; `formats` are the shapes that may be named.
fn nobody(context: &Context, named: &str, formats: &str) -> Failure {
    let folder = folder(context);
    let mut known: Vec<String> = folder
        .as_ref()
        .and_then(|folder| folder.read_dir().ok())
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "toml"))
        .filter_map(|path| Some(path.file_stem()?.to_string_lossy().into_owned()))
        .collect();
    known.sort();
    let known = if known.is_empty() {
        "–".to_owned()
    } else {
        known.join(", ")
    };
    let args = [
        ("value", text::clean(named).into()),
        ("formats", formats.into()),
        ("folder", folder.unwrap_or_default().display().to_string().into()),
        ("known", text::clean(&known).into()),
    ];
    let key = match formats {
        "" => "import-no_profile-hint_file",
        _ => "import-no_profile-hint",
    };
    let hint = context.tr.with(key, &args);
    Failure::new(Kind::NotFound, context.tr.with("import-no_profile", &args), hint)
}
