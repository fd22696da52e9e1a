//! The way to a server over the network, where `DOZVON_TEST_TLS` names a folder with its authority's `ca.pem` and `other.pem` of
//! another: that server wants TLS and a password.

use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering;

use super::served;
use crate::store::Access;
use crate::store::CertificateFault;
use crate::store::Location;
use crate::store::StoreError;
use crate::store::db::Conn;

const PASSWORD: &str = "s3cret пароль";

/// A login that lets in with that password alone; gone when dropped.
struct Login {
    admin: Conn,
    name: String,
    folder: PathBuf,
    port: String,
}

impl Login {
    fn new(of: &str) -> Option<Login> {
        let folder = PathBuf::from(std::env::var_os("DOZVON_TEST_TLS")?);
        let admin = served::admin()?;
        let name = format!("dozvon_{of}_{}", std::process::id());
        let made = format!("drop role if exists {name}; create role {name} login password '{PASSWORD}'");
        admin.batch(&made).unwrap();
        let port = admin
            .ask_one("select current_setting('port')", |row| row.get(0))
            .unwrap();
        Some(Login {
            admin,
            name,
            folder,
            port,
        })
    }

    fn connect(&self, host: &str, authority: Option<&str>, password: Option<&str>) -> Result<Conn, StoreError> {
        let password = password.map(str::to_owned);
        self.connect_asking(host, authority, move || password.clone())
    }

    fn connect_asking(
        &self,
        host: &str,
        authority: Option<&str>,
        ask: impl Fn() -> Option<String> + Send + Sync + 'static,
    ) -> Result<Conn, StoreError> {
        let authority = authority.map(|file| format!("&sslrootcert={}", self.folder.join(file).display()));
        let address = format!(
            "postgres://{}@{host}:{}/postgres?sslmode=verify-full{}",
            self.name,
            self.port,
            authority.unwrap_or_default()
        );
        let location = Location::parse(&address).unwrap().asking(move |_| Ok(ask()));
        let Location::Server(server) = location else {
            panic!("{address} is a server's");
        };
        Conn::connect(&server, Access::Read)
    }

    /// Gives it another password, and ends what it has open.
    fn change(&self, password: &str) {
        let change = format!("alter role {} password '{password}'", self.name);
        let end = "select pg_terminate_backend(pid, 5000) from pg_stat_activity where usename = ";
        self.admin.batch(&format!("{change}; {end}'{}'", self.name)).unwrap();
    }
}

impl Drop for Login {
    fn drop(&mut self) {
        self.admin.batch(&format!("drop role {}", self.name)).unwrap();
    }
}

#[test]
fn only_a_server_that_proves_its_name_hears_a_password_and_only_the_right_one_opens() {
    let Some(login) = Login::new("login") else {
        return served::leave_out("it is of a server over the network (DOZVON_TEST_TLS)");
    };
    assert!(Path::new(&login.folder).join("ca.pem").exists());
    let conn = login.connect("localhost", Some("ca.pem"), Some(PASSWORD)).unwrap();
    let closed: bool = conn
        .ask_one("select ssl from pg_stat_ssl where pid = pg_backend_pid()", |row| {
            row.get(0)
        })
        .unwrap();
    assert!(closed);
    // Who is let in may still not do everything.
    let read: Result<String, _> = conn.ask_one("select pg_read_file('postgresql.conf')", |row| row.get(0));
    assert!(
        matches!(&read, Err(StoreError::NotGranted(said)) if said.ends_with("(42501)")),
        "{read:?}"
    );
    // The password is kept as SCRAM wants it, and is never sent itself.
    let sql = format!(
        "select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = '{}'",
        login.name
    );
    assert!(login.admin.ask_one(&sql, |row| row.get::<bool>(0)).unwrap());

    for (host, authority, fault) in [
        ("localhost", Some("other.pem"), CertificateFault::Authority),
        ("localhost", None, CertificateFault::Authority),
        ("127.0.0.1", Some("ca.pem"), CertificateFault::Name),
    ] {
        match login.connect(host, authority, Some(PASSWORD)) {
            Err(StoreError::NotProven { server, fault: told }) => {
                assert_eq!(told, fault, "{host} {authority:?}");
                assert!(server.contains(host), "{server}");
            }
            other => panic!("{host} {authority:?}: {other:?}"),
        }
    }
    for password in [Some("s3cret"), Some("nobody's"), None] {
        match login.connect("localhost", Some("ca.pem"), password) {
            Err(error @ StoreError::NotLetIn { .. }) => {
                let told = format!("{error} {error:?}");
                let shows = |secret: &str| told.contains(secret);
                assert!(!shows("s3cret") && !shows("nobody's") && shows(&login.name), "{told}");
            }
            other => panic!("{password:?}: {other:?}"),
        }
    }
    assert!(matches!(
        login.connect("localhost", Some("missing.pem"), Some(PASSWORD)),
        Err(StoreError::NotLetIn { .. })
    ));
}

#[test]
fn a_password_that_was_changed_is_asked_for_again_when_a_lost_connection_is_made_again() {
    let Some(login) = Login::new("changed") else {
        return served::leave_out("it is of a server over the network (DOZVON_TEST_TLS)");
    };
    let kept = Arc::new(Mutex::new(PASSWORD.to_owned()));
    let asked = Arc::clone(&kept);
    let ask = move || Some(asked.lock().unwrap().clone());
    let conn = login.connect_asking("localhost", Some("ca.pem"), ask).unwrap();
    let answers = || conn.ask_one("select 1", |row| row.get::<i64>(0));
    kept.lock().unwrap().replace_range(.., "another");
    assert_eq!(answers().unwrap(), 1);
    login.change("another");
    assert_eq!(answers().unwrap(), 1);
    login.change("the third");
    let refused = answers().unwrap_err();
    assert!(matches!(refused, StoreError::NotLetIn { .. }), "{refused:?}");
    assert!(!format!("{refused} {refused:?}").contains("another"));
    kept.lock().unwrap().replace_range(.., "the third");
    assert_eq!(answers().unwrap(), 1);

    // One that is another each time, and never right, is tried twice.
    let tried = Arc::new(AtomicU32::new(0));
    let times = Arc::clone(&tried);
    let ask = move || Some(format!("wrong {}", times.fetch_add(1, Ordering::Relaxed)));
    let refused = login.connect_asking("localhost", Some("ca.pem"), ask).unwrap_err();
    assert!(matches!(refused, StoreError::NotLetIn { .. }), "{refused:?}");
    assert_eq!(tried.load(Ordering::Relaxed), 2);
}
