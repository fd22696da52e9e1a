//! Which database is meant, and how the password of a server is had.

use std::ffi::OsStr;
use std::path::Path;
use std::path::PathBuf;

use super::globals::Globals;
use super::output::failure::Failure;
use super::output::failure::Kind;
use crate::config::Env;
use crate::config::paths;
use crate::desk::Location;
use crate::domain::server_address::BadAddress;
use crate::domain::server_address::ServerAddress;
use crate::domain::server_address::masked;
use crate::domain::settings::DatabaseSetting;
use crate::domain::settings::SecretRef;
use crate::i18n::Tr;
use crate::net::pgpass;
use crate::net::secret::Secret;
use crate::text::clean;

/// Why no database is meant.
#[derive(Clone, Debug)]
pub enum NotMeant {
    /// Nobody names one, and the login has no home.
    Nowhere,
    /// What names it is no address, shown without a password.
    Bad(String, BadAddress),
}

impl NotMeant {
    /// In words.
    pub fn failure(&self, tr: &Tr) -> Failure {
        match self {
            NotMeant::Nowhere => Failure::usage(tr, "cli-no_database", ""),
            NotMeant::Bad(typed, bad) => {
                let message = format!("{typed} {}", tr.text(bad.code()));
                Failure::new(Kind::Usage, message, tr.text(bad.hint()))
            }
        }
    }
}

/// The database: `--db`, else `DOZVON_DB`, the settings (a file lies beside them), the file in the user's own folder.
pub fn meant(
    globals: &Globals,
    env: &Env,
    setting: &DatabaseSetting,
    config: Option<&Path>,
) -> Result<Location, NotMeant> {
    let named = globals.db.as_deref().map(Path::as_os_str);
    let location = match (named.or_else(|| env.get("DOZVON_DB")), &setting.address) {
        (Some(named), _) => read(named)?,
        (None, Some(address)) => match read(OsStr::new(address.as_str()))? {
            Location::File(path) => Location::File(config.map_or(path.clone(), |config| config.with_file_name(path))),
            server @ Location::Server(_) => server,
        },
        (None, None) => {
            let folder = paths::data_folder().ok_or(NotMeant::Nowhere)?;
            Location::File(folder.join("dozvon.db"))
        }
    };
    let (env, at) = (env.clone(), setting.password.clone());
    Ok(location
        .with_folder(paths::data_folder().unwrap_or_default())
        .asking(move |address| password(address, &env, at.as_ref())))
}

/// The names of a few databases in the same folder.
pub fn beside(path: &Path) -> Vec<String> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let Ok(entries) = std::fs::read_dir(folder.unwrap_or(Path::new("."))) else {
        return Vec::new();
    };
    let names = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut found: Vec<String> = names
        .filter(|name| Path::new(name).extension().is_some_and(|end| end == "db"))
        .map(|name| clean(&name).into_owned())
        .collect();
    found.sort();
    found.truncate(5);
    found
}

fn read(named: &OsStr) -> Result<Location, NotMeant> {
    let Some(text) = named.to_str() else {
        return Ok(Location::File(PathBuf::from(named)));
    };
    Location::parse(text).map_err(|bad| NotMeant::Bad(clean(&masked(text)).into_owned(), bad))
}

/// The environment's, what the settings name, or as PostgreSQL's own tools look for it.
fn password(address: &ServerAddress, env: &Env, at: Option<&SecretRef>) -> Result<Option<String>, String> {
    let variable = |name: &str| env.text(name).map(str::to_owned);
    if let Some(password) = variable("DOZVON_DB_PASSWORD") {
        return Ok(Some(password));
    }
    if let Some(at) = at {
        let secret = Secret::ask(at, &variable).map_err(|error| error.to_string())?;
        return Ok(Some(secret.reveal().to_owned()));
    }
    if let Some(password) = variable("PGPASSWORD") {
        return Ok(Some(password));
    }
    let login = ["USER", "LOGNAME", "USERNAME"].iter().find_map(|name| variable(name));
    let Some(file) = password_file(env) else {
        return Ok(None);
    };
    let found = pgpass::password(&file, address, &login.unwrap_or_default());
    let found = found.map_err(|error| error.to_string())?;
    Ok(found.map(|secret| secret.reveal().to_owned()))
}

fn password_file(env: &Env) -> Option<PathBuf> {
    if let Some(file) = env.get("PGPASSFILE") {
        return Some(PathBuf::from(file));
    }
    let (folder, name) = if cfg!(windows) {
        ("APPDATA", "postgresql/pgpass.conf")
    } else {
        ("HOME", ".pgpass")
    };
    Some(PathBuf::from(env.get(folder)?).join(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::DatabaseAddress;

    fn setting(address: Option<&str>) -> DatabaseSetting {
        DatabaseSetting {
            address: address.map(|text| DatabaseAddress::read(text).ok().unwrap()),
            password: None,
        }
    }

    fn shown(option: Option<&str>, env: &[(&str, &str)], address: Option<&str>) -> String {
        let globals = Globals {
            db: option.map(PathBuf::from),
            ..Globals::default()
        };
        let config = Path::new("/etc/shop/config.toml");
        match meant(&globals, &Env::of(env), &setting(address), Some(config)) {
            Ok(location) => location.to_string(),
            Err(NotMeant::Nowhere) => String::new(),
            Err(NotMeant::Bad(shown, bad)) => format!("{shown} {}", bad.code()),
        }
    }

    #[test]
    fn the_command_line_goes_before_the_environment_and_that_before_the_settings() {
        let env = [("DOZVON_DB", "postgres://b@h.example/s")];
        let address = Some("postgres://c@h.example/s");
        assert_eq!(shown(Some("a.db"), &env, address), "a.db");
        assert_eq!(shown(None, &env, address), "postgres://b@h.example/s");
        assert_eq!(shown(None, &[("DOZVON_DB", "")], address), "postgres://c@h.example/s");
        let beside = Path::new("/etc/shop").join("shop.db");
        assert_eq!(shown(None, &[], Some("shop.db")), beside.to_string_lossy());
        assert_eq!(shown(None, &[], Some("/srv/shop.db")), "/srv/shop.db");
        assert_eq!(
            shown(Some("postgres://a:s3cret@h.example"), &[], None),
            "postgres://a:***@h.example setting-address_no_database"
        );
    }

    #[test]
    fn the_password_is_looked_for_where_it_may_be_and_the_first_place_counts() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(".pgpass");
        std::fs::write(&file, "h.example:*:shop:desk:of the file\n").unwrap();
        let home = folder.path().display().to_string();
        let address = ServerAddress::parse("desk@h.example/shop").ok().unwrap();
        let asked = |env: &[(&str, &str)], at: Option<&str>| {
            let mut env = env.to_vec();
            env.push(("HOME", &home));
            let at = at.and_then(SecretRef::parse);
            password(&address, &Env::of(&env), at.as_ref())
        };
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o644)).unwrap();
            let refused = asked(&[], None).unwrap_err();
            assert!(refused.contains("chmod 600"), "{refused}");
            std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).unwrap();
        }
        let said = |answer: Result<Option<String>, String>| answer.unwrap().unwrap_or_default();
        if cfg!(unix) {
            assert_eq!(said(asked(&[], None)), "of the file");
        }
        assert_eq!(said(asked(&[("PGPASSWORD", "usual")], None)), "usual");
        assert_eq!(
            said(asked(&[("PGPASSWORD", "usual"), ("A", "named")], Some("env:A"))),
            "named"
        );
        assert_eq!(
            said(asked(&[("DOZVON_DB_PASSWORD", "own"), ("A", "named")], Some("env:A"))),
            "own"
        );
        let missing = asked(&[], Some("env:A")).unwrap_err();
        assert!(missing.contains("variable A"), "{missing}");
    }
}
