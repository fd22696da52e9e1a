//! Where a database is: a file of this machine, or a database of a server.

use std::fmt;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::PoisonError;

use crate::domain::server_address::BadAddress;
use crate::domain::server_address::ServerAddress;

/// Where a database is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Location {
    /// In a file of SQLite.
    File(PathBuf),
    /// On a server.
    Server(DatabaseServer),
}

/// A database of PostgreSQL, and how its password is had.
#[derive(Clone)]
pub struct DatabaseServer {
    address: Arc<ServerAddress>,
    password: Arc<Password>,
    folder: PathBuf,
}

/// Looks for the password of an address; none where nobody keeps one, else why it could not be had.
type AskPassword = dyn Fn(&ServerAddress) -> Result<Option<String>, String> + Send + Sync;

struct Password {
    ask: Box<AskPassword>,
    known: Mutex<Option<String>>,
}

impl Location {
    /// What is written as `postgres://…` is a server, anything else a path.
    pub fn parse(text: &str) -> Result<Location, BadAddress> {
        match ServerAddress::rest(text) {
            Some(rest) => Ok(Location::Server(DatabaseServer::new(ServerAddress::parse(rest)?))),
            None => Ok(Location::File(PathBuf::from(text))),
        }
    }

    /// The file; none on a server.
    pub fn file(&self) -> Option<&Path> {
        match self {
            Location::File(path) => Some(path),
            Location::Server(_) => None,
        }
    }

    /// True on a server.
    pub fn is_server(&self) -> bool {
        matches!(self, Location::Server(_))
    }

    /// Where on this machine a file of that name lies beside it.
    pub fn beside(&self, name: impl AsRef<Path>) -> PathBuf {
        match self {
            Location::File(path) => path.with_file_name(name.as_ref()),
            Location::Server(server) => server.folder.join(name),
        }
    }

    /// On a server a password that does not stand in the address is had by `ask`, when it is needed first.
    #[must_use]
    pub fn asking(
        mut self,
        ask: impl Fn(&ServerAddress) -> Result<Option<String>, String> + Send + Sync + 'static,
    ) -> Location {
        if let Location::Server(server) = &mut self {
            server.password = Arc::new(Password {
                ask: Box::new(ask),
                known: Mutex::default(),
            });
        }
        self
    }

    /// What the neighbours of a file would be lies in this folder, of a server's.
    #[must_use]
    pub fn with_folder(mut self, folder: PathBuf) -> Location {
        if let Location::Server(server) = &mut self {
            server.folder = folder;
        }
        self
    }

    /// What it is called without its place: `shop` of `/srv/shop.db`, and of `postgres://server/shop`.
    pub fn name(&self) -> String {
        match self {
            Location::File(path) => path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            Location::Server(server) => server.address.database.clone(),
        }
    }
}

impl DatabaseServer {
    /// With the password of the address alone.
    pub fn new(address: ServerAddress) -> DatabaseServer {
        DatabaseServer {
            address: Arc::new(address),
            password: Arc::new(Password {
                ask: Box::new(|_| Ok(None)),
                known: Mutex::default(),
            }),
            folder: PathBuf::new(),
        }
    }

    /// Where it is.
    pub fn address(&self) -> &ServerAddress {
        &self.address
    }

    /// The password; none where nobody keeps one, as on a server that knows who calls. Why it could not be had names
    /// nothing of it.
    pub fn password(&self) -> Result<Option<String>, String> {
        if let Some(password) = &self.address.password {
            return Ok(Some(password.clone()));
        }
        let mut known = self.password.known.lock().unwrap_or_else(PoisonError::into_inner);
        if known.is_none() {
            *known = (self.password.ask)(&self.address)?;
        }
        Ok(known.clone())
    }

    /// The server did not take it: the next one is asked for again.
    pub fn forget_password(&self) {
        *self.password.known.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// As somebody could type it again; of a server without the password.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Location::File(path) => path.display().fmt(f),
            Location::Server(server) => server.address.fmt(f),
        }
    }
}

impl fmt::Debug for DatabaseServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.address, f)
    }
}

impl PartialEq for DatabaseServer {
    fn eq(&self, other: &DatabaseServer) -> bool {
        self.address == other.address
    }
}

impl Eq for DatabaseServer {}

impl From<PathBuf> for Location {
    fn from(path: PathBuf) -> Location {
        Location::File(path)
    }
}

impl From<&PathBuf> for Location {
    fn from(path: &PathBuf) -> Location {
        Location::File(path.clone())
    }
}

impl From<&Path> for Location {
    fn from(path: &Path) -> Location {
        Location::File(path.to_owned())
    }
}

impl From<&Location> for Location {
    fn from(location: &Location) -> Location {
        location.clone()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicU32;
    use std::sync::atomic::Ordering;

    use super::*;

    #[test]
    fn a_password_is_asked_for_once_and_again_when_it_was_not_taken() {
        let asked = AtomicU32::new(0);
        let location = Location::parse("postgres://desk@h.example/shop").unwrap();
        let location = location.asking(move |address| {
            assert_eq!(address.database, "shop");
            match asked.fetch_add(1, Ordering::Relaxed) {
                0 => Err("locked".to_owned()),
                n => Ok(Some(format!("s3cret{n}"))),
            }
        });
        assert!(!format!("{location} {location:?}").contains("s3cret"));
        let Location::Server(server) = location else {
            panic!("a server");
        };
        let other = server.clone();
        assert_eq!(server.password(), Err("locked".to_owned()));
        for server in [&server, &other] {
            assert_eq!(server.password().unwrap().as_deref(), Some("s3cret1"));
        }
        other.forget_password();
        assert_eq!(server.password().unwrap().as_deref(), Some("s3cret2"));
        assert!(!format!("{server:?}").contains("s3cret"));
    }

    #[test]
    fn what_lies_beside_a_database_has_a_place_on_this_machine() {
        let of = |text| Location::parse(text).unwrap().with_folder(PathBuf::from("/home/anna"));
        let (file, server) = (of("/srv/shop.db"), of("postgres://h.example/shop"));
        assert_eq!(file.beside("reports"), Path::new("/srv/reports"));
        assert_eq!(server.beside("reports"), Path::new("/home/anna/reports"));
        assert_eq!((file.name(), server.name()), ("shop".to_owned(), "shop".to_owned()));
        assert_eq!((file.file(), server.file()), (Some(Path::new("/srv/shop.db")), None));
    }
}
