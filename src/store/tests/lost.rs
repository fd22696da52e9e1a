//! A server's connection that is lost at any step: nothing is lost with it, and nothing done twice.

use std::io::Read;
use std::io::Write as _;
use std::net::Shutdown;
use std::os::unix::net::UnixListener;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::thread;

use super::*;
use crate::domain::server_address::ServerAddress;
use crate::domain::server_address::ServerHost;
use crate::store::DatabaseServer;
use crate::store::Location;
use crate::store::tests::served::ServedDatabase;
use crate::store::tests::served::leave_out;

/// What stands between the desk and the server, and cuts the connection once.
struct Proxy {
    folder: tempfile::TempDir,
    cut: Arc<Cut>,
}

/// Where it is cut next: before the desk's message of that number gets to the server, or behind it, when the answer is on
/// its way. 0: nowhere.
#[derive(Default)]
struct Cut {
    before: AtomicUsize,
    behind: AtomicUsize,
}

/// True for the one message that is counted down to.
fn is_due(count: &AtomicUsize) -> bool {
    count.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1)) == Ok(1)
}

impl Proxy {
    fn to(address: &ServerAddress) -> Option<Proxy> {
        let ServerHost::Socket(folder) = &address.host else {
            return None;
        };
        let name = format!(".s.PGSQL.{}", address.port);
        let server = Path::new(folder).join(&name);
        let folder = tempfile::tempdir().unwrap();
        let listener = UnixListener::bind(folder.path().join(&name)).unwrap();
        let cut = Arc::new(Cut::default());
        let ours = Arc::clone(&cut);
        thread::spawn(move || {
            for desk in listener.incoming() {
                let (desk, cut, server) = (desk.unwrap(), Arc::clone(&ours), server.clone());
                thread::spawn(move || serve(desk, &server, &cut));
            }
        });
        Some(Proxy { folder, cut })
    }

    fn location(&self, address: &ServerAddress) -> Location {
        Location::Server(DatabaseServer::new(ServerAddress {
            host: ServerHost::Socket(self.folder.path().to_str().unwrap().to_owned()),
            ..address.clone()
        }))
    }
}

fn serve(mut desk: UnixStream, server: &Path, cut: &Cut) {
    let Ok(mut server) = UnixStream::connect(server) else {
        return;
    };
    let (mut answers, mut back) = (server.try_clone().unwrap(), desk.try_clone().unwrap());
    let swallow = Arc::new(AtomicUsize::new(0));
    let swallows = Arc::clone(&swallow);
    let answering = thread::spawn(move || {
        let mut bytes = [0; 16_000];
        while let Ok(count @ 1..) = answers.read(&mut bytes) {
            if swallows.load(Ordering::SeqCst) == 1 || back.write_all(&bytes[..count]).is_err() {
                break;
            }
        }
        let _ = back.shutdown(Shutdown::Both);
    });
    let mut bytes = [0; 16_000];
    while let Ok(count @ 1..) = desk.read(&mut bytes) {
        if is_due(&cut.before) {
            break;
        }
        if is_due(&cut.behind) {
            swallow.store(1, Ordering::SeqCst);
        }
        if server.write_all(&bytes[..count]).is_err() {
            break;
        }
    }
    let _ = server.shutdown(Shutdown::Write);
    let _ = desk.shutdown(Shutdown::Both);
    let _ = answering.join();
}

fn count(store: &mut Store, by: i64) -> Result<(), StoreError> {
    let tx = store.write(NOW)?;
    let counted: i64 = tx.meta("count")?.and_then(|text| text.parse().ok()).unwrap_or(0);
    tx.set_meta("count", &(counted + by).to_string())?;
    tx.commit()
}

#[test]
fn a_write_that_is_cut_off_at_any_step_is_done_once_or_said_to_be_undone() {
    let Some(served) = ServedDatabase::new() else {
        return leave_out("it is of a server (DOZVON_TEST_DB)");
    };
    let Location::Server(server) = served.location() else {
        return;
    };
    let Some(proxy) = Proxy::to(server.address()) else {
        return;
    };
    let mut store = Store::open(proxy.location(server.address()), Access::Write).unwrap();
    let witness = Store::open(served.location(), Access::Read).unwrap();
    let mut done = 0;
    let mut refused = 0;
    for round in 0..60 {
        let at = round / 2 % 10 + 1;
        let place = if round % 2 == 0 {
            &proxy.cut.before
        } else {
            &proxy.cut.behind
        };
        place.store(at, Ordering::SeqCst);
        match count(&mut store, 1) {
            Ok(()) => done += 1,
            Err(StoreError::Unreachable(_)) => refused += 1,
            Err(other) => panic!("{other}"),
        }
        place.store(0, Ordering::SeqCst);
        let counted = witness
            .meta("count")
            .unwrap()
            .map_or(0, |text| text.parse::<i64>().unwrap());
        assert_eq!(counted, done, "round {round}");
    }
    assert!(done > 5 && refused > 5, "{done} {refused}");
}

#[test]
fn a_connection_that_was_ended_between_two_pieces_of_work_is_made_again() {
    let Some(served) = ServedDatabase::new() else { return };
    let mut store = Store::open(served.location(), Access::Write).unwrap();
    let mut other = Store::open(served.location(), Access::Write).unwrap();
    let seen = other.data_version().unwrap();
    let end_others = "select pg_terminate_backend(pid)::text from pg_stat_activity \
                      where datname = current_database() and pid <> pg_backend_pid()";
    for _ in 0..3 {
        count(&mut store, 1).unwrap();
        store.conn.seen(end_others);
        assert_eq!(other.meta("count").unwrap(), store.meta("count").unwrap());
        count(&mut other, 1).unwrap();
    }
    assert_ne!(
        other.data_version().unwrap(),
        seen,
        "what happened meanwhile may be news"
    );
    assert_eq!(store.meta("count").unwrap().as_deref(), Some("6"));
    // Within a write it is over, and the next one begins on a connection of its own.
    let tx = store.write(NOW).unwrap();
    tx.set_meta("count", "lost").unwrap();
    other.conn.seen(end_others);
    assert!(matches!(tx.commit(), Err(StoreError::Unreachable(_))));
    count(&mut store, 1).unwrap();
    assert_eq!(store.meta("count").unwrap().as_deref(), Some("7"));
}
