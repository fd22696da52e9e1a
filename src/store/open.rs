//! The one way the database is opened.

use std::cell::RefCell;
use std::path::Path;
use std::path::PathBuf;
use std::time::Duration;

use super::DatabaseServer;
use super::Location;
use super::StoreError;
use super::db::Access;
use super::db::Breaker;
use super::db::Conn;
use super::db::WorkKey;
use super::db::pause;
use super::known::Known;
use super::migrate;
use super::moved;
use super::ordered_goods::OrderedGoods;
use super::sorted_tab::SortedTab;
use crate::domain::time::Time;
use crate::private_file::Readers;
use crate::private_file::make_empty;
use crate::private_file::make_folder;

/// How long bulk work leaves the file alone between two commits: longer than others' steps between two tries.
const GIVE_WAY: Duration = Duration::from_millis(2);

/// One connection to the database.
#[derive(Debug)]
pub struct Store {
    pub(super) conn: Conn,
    pub(super) known: Known,
    /// What the things somebody ordered are called, as far as they were looked for.
    pub(super) ordered: RefCell<OrderedGoods>,
    /// A long tab of the list of all orders, as it was sorted.
    pub(super) sorted: RefCell<Option<SortedTab>>,
    pub(super) location: Location,
    /// Which file of the disk it is; none in memory, and on a server.
    file: Option<FileId>,
    /// How often something was written over this connection.
    pub(super) writes: u64,
    /// Writes happen at the moment the server says, so that machines with different clocks agree.
    pub(super) is_by_server: bool,
    /// Dropped after the connection to it.
    #[cfg(test)]
    _served: Option<super::tests::served::ServedDatabase>,
}

/// Which file of the disk stands at a path. Windows lets nobody replace, move or delete a file that is open.
type FileId = (u64, u64);

/// A state of the file that stands still.
#[derive(Debug)]
pub struct Snapshot<'s>(Option<&'s Conn>);

impl Store {
    /// Makes an empty file at a path, and its folder; false when there is one already. A server's database is made there.
    pub fn make(at: impl Into<Location>, access: Access) -> Result<bool, StoreError> {
        let Location::File(path) = at.into() else {
            return Ok(false);
        };
        create(&path, access).map_err(|e| StoreError::CannotOpen {
            path: path.display().to_string(),
            why: e.to_string(),
        })
    }

    /// Opens the database, which is there, and brings it to the newest schema when it may write. A file of another
    /// program is refused and left as it is.
    pub fn open(at: impl Into<Location>, access: Access) -> Result<Store, StoreError> {
        match at.into() {
            Location::File(path) => Store::open_file(path, access),
            Location::Server(server) => Store::open_server(server, access),
        }
    }

    fn open_file(path: PathBuf, access: Access) -> Result<Store, StoreError> {
        let Some(file) = file_id(&path) else {
            return Err(StoreError::NotThere {
                path: path.display().to_string(),
            });
        };
        let mut conn = Conn::open(&path, access)?;
        migrate::check_ours(&conn)?;
        conn.set_up(access)?;
        Store::ready(conn, Location::File(path), Some(file), access)
    }

    fn open_server(server: DatabaseServer, access: Access) -> Result<Store, StoreError> {
        let conn = Conn::connect(&server, access)?;
        Store::ready(conn, Location::Server(server), None, access)
    }

    /// Of the newest schema, or readable by this program.
    fn ready(conn: Conn, location: Location, file: Option<FileId>, access: Access) -> Result<Store, StoreError> {
        let ready = if access == Access::Read {
            migrate::check_readable(&conn)
        } else {
            migrate::migrate(&conn)
        };
        ready.map_err(|error| moved::or_moved(&conn, &location, error))?;
        Ok(Store {
            conn,
            known: Known::default(),
            ordered: RefCell::default(),
            sorted: RefCell::default(),
            location,
            file,
            writes: 0,
            is_by_server: false,
            #[cfg(test)]
            _served: None,
        })
    }

    /// Makes the file at a path when it is not there, and opens it; opens a server's database.
    pub fn make_and_open(at: impl Into<Location>, access: Access) -> Result<Store, StoreError> {
        let at = at.into();
        Store::make(&at, access)?;
        Store::open(at, access)
    }

    /// A file in memory, which one connection sees and which ends with it.
    pub fn in_memory() -> Result<Store, StoreError> {
        #[cfg(test)]
        if let Some(served) = super::tests::served::ServedDatabase::new() {
            let served_at = served.location();
            return Ok(Store {
                _served: Some(served),
                ..Store::open(served_at, Access::Write)?
            });
        }
        Store::in_own_memory()
    }

    /// The same, also where tests run on a server.
    pub(crate) fn in_own_memory() -> Result<Store, StoreError> {
        let mut conn = Conn::in_memory()?;
        conn.set_up(Access::Write)?;
        Store::ready(conn, Location::File(PathBuf::from(":memory:")), None, Access::Write)
    }

    /// False when another file, or none, stands where this one was opened.
    pub fn is_in_place(&self) -> bool {
        let opened = self.location.file().zip(self.file);
        opened.is_none_or(|(path, file)| file_id(path) == Some(file))
    }

    /// From here on a write happens when the server says it does, not when this machine does; a file has no clock.
    pub fn follow_server_clock(&mut self) {
        self.is_by_server = true;
    }

    /// True on a server that follows another one: what it keeps is written there alone.
    pub fn only_reads(&self) -> bool {
        self.conn.only_reads()
    }

    /// Refuses what is opened to be written to where nothing can be.
    pub fn check_writable(&self) -> Result<(), StoreError> {
        if self.only_reads() {
            return Err(StoreError::OnlyReads);
        }
        Ok(())
    }

    /// Where the database is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Checkpoints happen only when asked for: a console asks when it is idle, so that no key pays for one.
    pub fn checkpoint_by_hand(&self) -> Result<(), StoreError> {
        self.conn.of_file("pragma wal_autocheckpoint = 0")
    }

    /// Moves what it can of the write-ahead log into the file without waiting for anyone. When another file stands in its
    /// place, the log is emptied: who opens that one would take the log for its own.
    pub fn checkpoint(&self) -> Result<(), StoreError> {
        let how = if self.is_in_place() {
            "pragma wal_checkpoint(passive)"
        } else {
            "pragma wal_checkpoint(truncate)"
        };
        self.conn.of_file(how)
    }

    /// What is done next, in one write or one reading, is work of this name and kind, about `keys`: a server is asked ahead
    /// what such work asked before.
    pub fn announce(&self, name: &'static str, kind: i64, keys: &[WorkKey<'_>], now: Time) {
        self.conn.announce((name, kind), keys, now.0);
    }

    /// What `work` gives, which only reads. A server is asked in waves: at once for all that is known to be asked, then for all
    /// that follows from its answers. Until the last wave `work` is done with answers that lack rows; what comes of it then, an
    /// error too, is thrown away, so that nothing of it may be kept anywhere.
    pub fn in_waves<T>(&self, work: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let _one_look = self.snapshot()?;
        self.conn.in_waves(work)
    }

    /// Sends a server what `work` asks first: within the reading in hand it is done next. Nothing of it may be kept.
    pub fn ask_ahead<T>(&self, work: impl FnOnce() -> T) {
        if self.conn.is_within() {
            self.conn.ask_ahead(work);
        }
    }

    /// How often it was waited for the server; never for a file.
    #[cfg(test)]
    pub(crate) fn trips(&self) -> u64 {
        self.conn.trips()
    }

    /// Until it is dropped every read sees the same state of the file, and none waits to take its own look. Within
    /// another one, or within a write, it changes nothing.
    pub fn snapshot(&self) -> Result<Snapshot<'_>, StoreError> {
        if self.conn.is_within() {
            return Ok(Snapshot(None));
        }
        self.conn.begin_read()?;
        Ok(Snapshot(Some(&self.conn)))
    }

    /// What `read` gives, which writes nothing: where the way to a server is lost meanwhile, it reads again over a new one.
    /// Within a write, or another reading, what was seen before is lost with it.
    pub fn read_again<T>(&self, mut read: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
        let is_server = self.conn.is_server();
        // One that follows another breaks off what reads too long.
        let is_cut_off = |done: &Result<T, StoreError>| match done {
            Err(StoreError::Unreachable(_)) => true,
            Err(StoreError::Busy) => is_server,
            _ => false,
        };
        if self.conn.is_within() {
            return read();
        }
        let mut done = read();
        if is_cut_off(&done) {
            done = read();
        }
        if is_cut_off(&done) {
            pause();
            done = read();
        }
        done
    }

    /// From here on no write waits for the disk, until `settle`: for a new file that is filled at once.
    pub fn hurry(&self) -> Result<(), StoreError> {
        self.conn.of_file("pragma synchronous = off")
    }

    /// Every later write is durable when it is done, and so are those before.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.conn.of_file("pragma synchronous = full")?;
        self.sync()
    }

    /// Makes what was written without waiting for the disk durable.
    ///
    /// SQLite does it, not a handle of ours: closing one would give up the locks its connections hold, and Windows lets
    /// nobody sync what they may not write. It syncs the file after it has moved a page there, so one is written again.
    pub(super) fn sync(&self) -> Result<(), StoreError> {
        if self.conn.is_server() {
            return Ok(());
        }
        let version = migrate::version(&self.conn)?;
        self.conn.batch(&format!("pragma user_version = {version}"))?;
        let busy: bool = self.conn.ask_one("pragma wal_checkpoint(full)", |row| row.get(0))?;
        if busy { Err(StoreError::Busy) } else { Ok(()) }
    }

    /// Changes when another connection has committed since the last look; about a microsecond. A server tells it by itself.
    pub fn data_version(&self) -> Result<i64, StoreError> {
        self.conn.data_version()
    }

    /// How often something was written over this connection, which its data version does not tell.
    pub fn own_writes(&self) -> u64 {
        self.writes
    }

    /// Keeps more of the file in memory, and the log longer, while many rows are written and nobody else works; or no more.
    pub fn make_room(&self, is_bulk: bool) -> Result<(), StoreError> {
        self.conn.make_room(is_bulk)
    }

    /// What breaks a reading of this connection off from another thread.
    pub fn breaker(&self) -> Breaker {
        self.conn.breaker()
    }

    /// Leaves the file to others for a moment: between two batches, so that no key waits for all of a long work.
    pub fn give_way(&self) {
        std::thread::sleep(GIVE_WAY);
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        if let Some(conn) = self.0 {
            // Nothing was written; a connection that cannot even end it is lost.
            drop(conn.rollback());
        }
    }
}

#[cfg(unix)]
fn file_id(path: &Path) -> Option<FileId> {
    use std::os::unix::fs::MetadataExt;
    // The path is asked, not a handle: closing one would give up the locks of every connection of this process.
    let data = std::fs::metadata(path).ok()?;
    Some((data.dev(), data.ino()))
}

#[cfg(not(unix))]
fn file_id(path: &Path) -> Option<FileId> {
    path.exists().then_some((0, 0))
}

fn create(path: &Path, access: Access) -> std::io::Result<bool> {
    let readers = match access {
        Access::WriteShared => Readers::Group,
        Access::Write | Access::Read => Readers::Owner,
    };
    if let Some(folder) = path.parent() {
        make_folder(folder, readers)?;
    }
    match make_empty(path, readers) {
        Ok(()) => Ok(true),
        Err(e) if e.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(e) => Err(e),
    }
}
