//! `--profile P`: a known shape, or a shop's own description of its export.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;

use crate::cli::context::Place;
use crate::cli::output::failure::Failure;
use crate::cli::output::failure::Kind;
use crate::config::paths;
use crate::config::profile;
use crate::config::profile::KnownColumns;
use crate::config::profile::Profile;
use crate::domain::incoming::Format;
use crate::intake::Column;
use crate::intake::Mapping;
use crate::intake::Shape;
use crate::text;

/// Columns without which no order can be read.
pub const NEEDED: [Column; 3] = [Column::Number, Column::Created, Column::Total];

/// What `--profile` said.
pub struct Chosen {
    pub shape: Shape,
    /// Empty when it said no more than the shape.
    pub profile: Profile,
}

/// A shape's code; a file; or a profile's name in the folder of profiles.
pub fn choose(place: &Place, named: Option<&str>) -> Result<Chosen, Failure> {
    let Some(named) = named else {
        return Ok(Chosen {
            shape: Shape::Told,
            profile: Profile::default(),
        });
    };
    if let Some(format) = Format::parse(named) {
        return Ok(Chosen {
            shape: Shape::Format(format),
            profile: Profile::default(),
        });
    }
    let path = file(place, named).ok_or_else(|| nobody(place, named))?;
    let names: Vec<String> = Column::ALL.iter().map(|column| column.key()).collect();
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    let needed: Vec<&str> = NEEDED.iter().map(|column| column.name()).collect();
    let known = KnownColumns {
        all: &all,
        needed: &needed,
    };
    let profile = profile::read(&path, known)?;
    let columns = profile.columns.iter();
    let columns = columns.filter_map(|(name, headings)| {
        let column = Column::ALL.iter().find(|column| column.key() == *name)?;
        Some((*column, headings.clone()))
    });
    let mapping = Mapping {
        sheet: profile.sheet.clone(),
        columns: columns.collect(),
    };
    Ok(Chosen {
        shape: Shape::Mapping(Arc::new(mapping)),
        profile,
    })
}

/// Where profiles lie; nothing when this login has no home.
pub fn folder(place: &Place) -> Option<PathBuf> {
    paths::beside(place.config_file().as_deref(), "profiles")
}

fn file(place: &Place, named: &str) -> Option<PathBuf> {
    let typed = Path::new(named);
    let is_path = named.contains(['/', '\\']) || typed.extension().is_some_and(|extension| extension == "toml");
    let in_folder = folder(place).map(|folder| folder.join(format!("{named}.toml")));
    match in_folder.filter(|path| !is_path && path.exists()) {
        Some(path) => Some(path),
        None => (is_path || typed.is_file()).then(|| typed.to_owned()),
    }
}

fn nobody(place: &Place, named: &str) -> Failure {
    let formats: Vec<&str> = Format::ALL.iter().map(|format| format.code()).collect();
    let folder = folder(place);
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
        ("value", text::clean(named).into_owned().into()),
        ("formats", formats.join(", ").into()),
        ("folder", folder.unwrap_or_default().display().to_string().into()),
        ("known", text::clean(&known).into_owned().into()),
    ];
    let hint = place.tr.with("import-no_profile-hint", &args);
    Failure::new(Kind::NotFound, place.tr.with("import-no_profile", &args), hint)
}
