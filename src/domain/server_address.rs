//! The address of a database on a server, as PostgreSQL's own tools write it: `postgres://desk@server/shop`.
//!
//! <https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS>

use core::net::IpAddr;
use std::fmt;
use std::fmt::Write;

use super::coded::coded;

/// Where the server listens when nobody says otherwise.
const PORT: u16 = 5432;
/// The folder of its socket on this machine, likewise.
const SOCKETS: &str = "/var/run/postgresql";
/// What says that only a server that takes writes is meant.
const TAKES_WRITES: &str = "target_session_attrs";

/// The address of a database on a server. Neither it nor an error about it ever shows a password.
#[derive(Clone, PartialEq, Eq)]
pub struct ServerAddress {
    /// Who connects; none: as who the login is called.
    pub user: Option<String>,
    /// The password, where it stands in the address.
    pub password: Option<String>,
    /// Where the server is.
    pub host: ServerHost,
    /// Where it listens; of a socket a part of its name.
    pub port: u16,
    /// Other servers that have the same database, each with where it listens: the one that takes writes is meant.
    pub others: Vec<(ServerHost, u16)>,
    /// Only a server that takes writes is meant, though one alone is named.
    pub takes_writes: bool,
    /// The database.
    pub database: String,
    /// How the way there is protected.
    pub tls: ServerTls,
}

/// Where a server is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerHost {
    /// A name or an address of the network.
    Name(String),
    /// The folder of its socket on this machine.
    Socket(String),
}

/// How the way to a server is protected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ServerTls {
    /// Not at all: it does not leave the machine.
    Off,
    /// By TLS; the certificate must be the server's own.
    Full {
        /// A PEM file with the authority that signed it; none: one of those everybody knows.
        authority: Option<String>,
    },
}

coded! {
    /// What is wrong with an address; its code is the key of the words that complete a sentence about it.
    pub enum BadAddress {
        /// A `%` is not followed by two digits, or they make no text.
        Encoding "setting-address_encoding",
        /// It names several servers, and not all in one way.
        SeveralHosts "setting-address_several_hosts",
        /// The port is none.
        Port "setting-address_port",
        /// It names no database.
        NoDatabase "setting-address_no_database",
        /// It says something this program does not know.
        Parameter "setting-address_parameter",
        /// There is no such `sslmode`.
        TlsMode "setting-address_tls_mode",
        /// It leaves the machine without a proof of who answers.
        Unprotected "setting-address_unprotected",
        /// A password stands where others read it.
        Password "setting-address_password",
    }
}

impl BadAddress {
    /// The key of what to write instead.
    pub fn hint(self) -> &'static str {
        match self {
            BadAddress::TlsMode | BadAddress::Unprotected => "setting-address_unprotected_hint",
            BadAddress::Password => "setting-address_password_hint",
            _ => "setting-address_hint",
        }
    }
}

impl ServerAddress {
    /// The rest of an address of a server; none for anything else, which is a path.
    pub fn rest(text: &str) -> Option<&str> {
        let (scheme, rest) = text.split_once("://")?;
        let ours = ["postgres", "postgresql"];
        ours.iter()
            .any(|name| scheme.eq_ignore_ascii_case(name))
            .then_some(rest)
    }

    /// What follows `postgres://`.
    pub fn parse(rest: &str) -> Result<ServerAddress, BadAddress> {
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (place, database) = rest.split_once('/').unwrap_or((rest, ""));
        // A password may hold an @ that nobody encoded; a host cannot.
        let (login, place) = place.rsplit_once('@').unwrap_or(("", place));
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        let places = place.split(',').map(host_and_port).collect::<Result<Vec<_>, _>>()?;
        let (hosts, ports): (Vec<&str>, Vec<&str>) = places.into_iter().unzip();
        let is_said = |of: &[&str]| of.iter().any(|one| !one.is_empty());
        let mut said = AddressParts {
            user: some(decoded(user)?),
            password: some(decoded(password)?),
            host: is_said(&hosts).then(|| decoded(&hosts.join(","))).transpose()?,
            port: is_said(&ports).then(|| decoded(&ports.join(","))).transpose()?,
            database: some(decoded(database)?),
            ..AddressParts::default()
        };
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').ok_or(BadAddress::Parameter)?;
            said.set(name, decoded(value)?)?;
        }
        said.address()
    }
}

/// As somebody could type it again, without the password.
impl fmt::Display for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("postgres://")?;
        if let Some(user) = &self.user {
            write!(f, "{}@", encoded(user, ""))?;
        }
        let mut query = Vec::new();
        let mut folders = Vec::new();
        for (at, (host, port)) in self.servers().enumerate() {
            if at > 0 {
                f.write_str(",")?;
            }
            match host {
                ServerHost::Name(name) if name.contains(':') => write!(f, "[{name}]")?,
                ServerHost::Name(name) => f.write_str(&encoded(name, ""))?,
                ServerHost::Socket(folder) => folders.push(encoded(folder, "/")),
            }
            if port != PORT {
                write!(f, ":{port}")?;
            }
        }
        if !(folders.is_empty() || folders == [SOCKETS]) {
            query.push(format!("host={}", folders.join(",")));
        }
        write!(f, "/{}", encoded(&self.database, ""))?;
        if self.takes_writes {
            query.push(format!("{TAKES_WRITES}=read-write"));
        }
        if let ServerTls::Full { authority } = &self.tls {
            if !self.leaves_the_machine() {
                query.push("sslmode=verify-full".to_owned());
            }
            if let Some(file) = authority {
                query.push(format!("sslrootcert={}", encoded(file, "/")));
            }
        }
        if !query.is_empty() {
            write!(f, "?{}", query.join("&"))?;
        }
        Ok(())
    }
}

impl ServerAddress {
    /// Every server that is named, with where it listens.
    pub fn servers(&self) -> impl Iterator<Item = (&ServerHost, u16)> {
        let others = self.others.iter().map(|(host, port)| (host, *port));
        std::iter::once((&self.host, self.port)).chain(others)
    }

    fn leaves_the_machine(&self) -> bool {
        self.servers().any(|(host, _)| host.leaves_the_machine())
    }
}

impl fmt::Debug for ServerAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl ServerHost {
    /// True when what is sent there goes over a network.
    pub fn leaves_the_machine(&self) -> bool {
        match self {
            ServerHost::Socket(_) => false,
            ServerHost::Name(name) => {
                let local = name.parse().is_ok_and(|ip: IpAddr| ip.to_canonical().is_loopback());
                !local && !name.eq_ignore_ascii_case("localhost")
            }
        }
    }
}

/// A line that holds an address, or should, with asterisks for its password: whatever is wrong with it.
pub fn masked(line: &str) -> String {
    let Some((before, address)) = line.split_once("://") else {
        return line.to_owned();
    };
    let shown = match address.rsplit_once('@') {
        Some((login, rest)) => match login.split_once(':') {
            Some((user, _)) => format!("{user}:***@{rest}"),
            None => address.to_owned(),
        },
        // Of a host nothing but a port stands behind a colon.
        None => match address.split_once(':') {
            Some((user, rest)) if !rest.starts_with(|c: char| c.is_ascii_digit()) => format!("{user}:***"),
            _ => address.to_owned(),
        },
    };
    match shown.to_ascii_lowercase().find("password=") {
        Some(at) => format!("{before}://{}***", &shown[..at + "password=".len()]),
        None => format!("{before}://{shown}"),
    }
}

/// What an address says, as it stands there.
#[derive(Default)]
struct AddressParts {
    user: Option<String>,
    password: Option<String>,
    host: Option<String>,
    port: Option<String>,
    database: Option<String>,
    mode: Option<String>,
    authority: Option<String>,
    takes_writes: bool,
}

impl AddressParts {
    fn set(&mut self, name: &str, value: String) -> Result<(), BadAddress> {
        if name == TAKES_WRITES {
            self.takes_writes = matches!(value.as_str(), "read-write" | "primary");
            return if self.takes_writes {
                Ok(())
            } else {
                Err(BadAddress::Parameter)
            };
        }
        let place = match name {
            "user" => &mut self.user,
            "password" => &mut self.password,
            "host" => &mut self.host,
            "port" => &mut self.port,
            "dbname" => &mut self.database,
            "sslmode" => &mut self.mode,
            "sslrootcert" => &mut self.authority,
            _ => return Err(BadAddress::Parameter),
        };
        *place = some(value);
        Ok(())
    }

    fn address(self) -> Result<ServerAddress, BadAddress> {
        let hosts = match &self.host {
            None if cfg!(unix) => vec![ServerHost::Socket(SOCKETS.to_owned())],
            None => vec![ServerHost::Name("localhost".to_owned())],
            Some(hosts) => hosts.split(',').map(host_of).collect::<Result<_, _>>()?,
        };
        let ports = self.port.as_deref().unwrap_or_default().split(',').map(port_of);
        let mut ports = ports.collect::<Result<Vec<u16>, _>>()?;
        if let [port] = ports[..] {
            ports.resize(hosts.len(), port);
        }
        if ports.len() != hosts.len() {
            return Err(BadAddress::Port);
        }
        let is_socket = |host: &ServerHost| matches!(host, ServerHost::Socket(_));
        if hosts.iter().any(is_socket) && !hosts.iter().all(is_socket) {
            return Err(BadAddress::SeveralHosts);
        }
        let authority = self.authority.filter(|file| file != "system");
        let tls = tls(self.mode.as_deref(), &hosts, authority)?;
        let mut servers = hosts.into_iter().zip(ports);
        let (host, port) = servers.next().ok_or(BadAddress::SeveralHosts)?;
        let others: Vec<_> = servers.collect();
        Ok(ServerAddress {
            user: self.user,
            password: self.password,
            host,
            port,
            takes_writes: self.takes_writes && others.is_empty(),
            others,
            database: self.database.ok_or(BadAddress::NoDatabase)?,
            tls,
        })
    }
}

/// Over a network nothing less than a proof of who answers will do; on this machine it is had for the asking.
fn tls(mode: Option<&str>, hosts: &[ServerHost], authority: Option<String>) -> Result<ServerTls, BadAddress> {
    let leaves = hosts.iter().any(ServerHost::leaves_the_machine);
    let is_by_socket = hosts.iter().any(|host| matches!(host, ServerHost::Socket(_)));
    match mode {
        Some("verify-full") if !is_by_socket => Ok(ServerTls::Full { authority }),
        Some("disable" | "allow" | "prefer" | "require" | "verify-ca") if leaves => Err(BadAddress::Unprotected),
        None if leaves => Ok(ServerTls::Full { authority }),
        None | Some("disable" | "allow" | "prefer" | "require" | "verify-ca" | "verify-full") => Ok(ServerTls::Off),
        Some(_) => Err(BadAddress::TlsMode),
    }
}

/// One of the servers that are named.
fn host_of(said: &str) -> Result<ServerHost, BadAddress> {
    match said {
        "" => Err(BadAddress::SeveralHosts),
        folder if folder.starts_with('/') => Ok(ServerHost::Socket(folder.to_owned())),
        name => Ok(ServerHost::Name(name.to_owned())),
    }
}

fn port_of(said: &str) -> Result<u16, BadAddress> {
    if said.is_empty() {
        return Ok(PORT);
    }
    let port = said.parse().ok().filter(|port| *port != 0);
    port.ok_or(BadAddress::Port)
}

/// `host:port`, `[::1]:port`; either may be left out.
fn host_and_port(place: &str) -> Result<(&str, &str), BadAddress> {
    match place.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']').ok_or(BadAddress::Port)?;
            let port = if rest.is_empty() {
                Some("")
            } else {
                rest.strip_prefix(':')
            };
            Ok((host, port.ok_or(BadAddress::Port)?))
        }
        None => Ok(place.split_once(':').unwrap_or((place, ""))),
    }
}

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}

fn decoded(text: &str) -> Result<String, BadAddress> {
    let mut out = Vec::with_capacity(text.len());
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(bytes.next()), digit(bytes.next()));
        let byte = high.zip(low).and_then(|(high, low)| u8::try_from(high * 16 + low).ok());
        out.push(byte.filter(|byte| *byte != 0).ok_or(BadAddress::Encoding)?);
    }
    String::from_utf8(out).map_err(|_| BadAddress::Encoding)
}

fn encoded(text: &str, plain: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        let c = char::from(byte);
        if c.is_ascii_alphanumeric() || "-._~".contains(c) || plain.contains(c) {
            out.push(c);
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<ServerAddress, BadAddress> {
        ServerAddress::parse(ServerAddress::rest(text).unwrap())
    }

    #[test]
    fn an_address_is_read_and_written_without_its_password() {
        for (typed, shown) in [
            (
                "postgres://desk@db.shop.example/shop",
                "postgres://desk@db.shop.example/shop",
            ),
            (
                "postgresql://desk:s3cret@db.shop.example:6432/shop",
                "postgres://desk@db.shop.example:6432/shop",
            ),
            ("POSTGRES://a:p@ss@[2001:db8::1]:5432/s", "postgres://a@[2001:db8::1]/s"),
            (
                "postgres://%D0%B0%40b:x%3Ay@h.example/%D1%87",
                "postgres://%D0%B0%40b@h.example/%D1%87",
            ),
            (
                "postgres:///shop",
                if cfg!(unix) {
                    "postgres:///shop"
                } else {
                    "postgres://localhost/shop"
                },
            ),
            (
                "postgres:///shop?host=/tmp/pg&port=5544&user=anna",
                "postgres://anna@:5544/shop?host=/tmp/pg",
            ),
            ("postgres://%2Ftmp%2Fpg/shop", "postgres:///shop?host=/tmp/pg"),
            (
                "postgres://h.example/?dbname=s&password=p&sslmode=verify-full",
                "postgres://h.example/s",
            ),
            ("postgres://localhost/s?sslmode=prefer", "postgres://localhost/s"),
            (
                "postgres://localhost/s?sslmode=verify-full",
                "postgres://localhost/s?sslmode=verify-full",
            ),
            (
                "postgres://h.example/s?sslrootcert=/etc/own.pem",
                "postgres://h.example/s?sslrootcert=/etc/own.pem",
            ),
            (
                "postgres://a.example,b.example:5433,[2001:db8::1]/s?target_session_attrs=read-write",
                "postgres://a.example,b.example:5433,[2001:db8::1]/s",
            ),
            (
                "postgres:///s?host=a.example,b.example&port=5433",
                "postgres://a.example:5433,b.example:5433/s",
            ),
            (
                "postgres:///s?host=/tmp/a,/tmp/b&port=5433,5434",
                "postgres://:5433,:5434/s?host=/tmp/a,/tmp/b",
            ),
            (
                "postgres://a.example/s?target_session_attrs=primary",
                "postgres://a.example/s?target_session_attrs=read-write",
            ),
        ] {
            let address = read(typed).unwrap();
            assert_eq!(address.to_string(), shown, "{typed}");
            assert_eq!(format!("{address:?}"), shown);
            let again = read(shown).unwrap();
            assert_eq!((again.password.clone(), again.tls.clone()), (None, address.tls.clone()));
            let place = |of: &ServerAddress| {
                let servers: Vec<_> = of.servers().map(|(host, port)| (host.clone(), port)).collect();
                (servers, of.takes_writes, of.database.clone())
            };
            assert_eq!(place(&again), place(&address));
        }
        let address = read("postgres://a:p@ss@h.example/s").unwrap();
        assert_eq!(address.password.as_deref(), Some("p@ss"));
        let address = read("postgres://%D0%B0%40b:x%3Ay@h.example/%D1%87").unwrap();
        let parts = (
            address.user.as_deref(),
            address.password.as_deref(),
            address.database.as_str(),
        );
        assert_eq!(parts, (Some("а@b"), Some("x:y"), "ч"));
    }

    #[test]
    fn only_an_address_of_a_server_is_one() {
        for path in [
            "shop.db",
            "/srv/shop.db",
            r"C:\shop.db",
            "postgres",
            "mysql://a/b",
            "./postgres:/x",
        ] {
            assert_eq!(ServerAddress::rest(path), None, "{path}");
        }
    }

    #[test]
    fn what_is_wrong_with_an_address_is_told() {
        for (text, wrong) in [
            ("postgres://a%2@h/s", BadAddress::Encoding),
            ("postgres://a@h/s%FF", BadAddress::Encoding),
            ("postgres://h1,/s", BadAddress::SeveralHosts),
            ("postgres:///s?host=h1,/tmp/pg", BadAddress::SeveralHosts),
            ("postgres:///s?host=h1,h2&port=1,2,3", BadAddress::Port),
            ("postgres://h1,h2:port/s", BadAddress::Port),
            ("postgres://h1,h2/s?target_session_attrs=any", BadAddress::Parameter),
            (
                "postgres://h1.example,localhost/s?sslmode=prefer",
                BadAddress::Unprotected,
            ),
            ("postgres://h:port/s", BadAddress::Port),
            ("postgres://h:0/s", BadAddress::Port),
            ("postgres://[::1/s", BadAddress::Port),
            ("postgres://h.example", BadAddress::NoDatabase),
            ("postgres://h.example/s?options=-c", BadAddress::Parameter),
            ("postgres://localhost/s?sslmode=maybe", BadAddress::TlsMode),
            ("postgres://h.example/s?sslmode=require", BadAddress::Unprotected),
            ("postgres://10.0.0.5/s?sslmode=disable", BadAddress::Unprotected),
        ] {
            assert_eq!(read(text).unwrap_err(), wrong, "{text}");
        }
    }

    #[test]
    fn what_leaves_the_machine_is_protected_and_what_does_not_need_not_be() {
        let full = |authority: Option<&str>| ServerTls::Full {
            authority: authority.map(str::to_owned),
        };
        for (text, tls) in [
            ("postgres://h.example/s", full(None)),
            ("postgres://h.example/s?sslrootcert=system", full(None)),
            ("postgres://192.0.2.7/s?sslrootcert=/own.pem", full(Some("/own.pem"))),
            ("postgres://localhost/s", ServerTls::Off),
            ("postgres://127.0.0.9/s", ServerTls::Off),
            ("postgres://[::1]/s", ServerTls::Off),
            ("postgres:///s?host=/tmp&sslmode=verify-full", ServerTls::Off),
            ("postgres://localhost/s?sslmode=verify-full", full(None)),
        ] {
            assert_eq!(read(text).unwrap().tls, tls, "{text}");
        }
    }

    #[test]
    fn a_password_is_taken_out_of_whatever_is_typed() {
        for (text, shown) in [
            ("postgres://a:p@ss@h/s?x", "postgres://a:***@h/s?x"),
            (
                "database = \"postgres://a:p/?x @h/s\"",
                "database = \"postgres://a:***@h/s\"",
            ),
            ("postgres://a:never closed", "postgres://a:***"),
            ("postgres://h:5432/s", "postgres://h:5432/s"),
            ("postgres://a@h/s", "postgres://a@h/s"),
            ("postgres://h/s?a=1&Password=p@q&b", "postgres://h/s?a=1&Password=***"),
            ("/srv/shop.db", "/srv/shop.db"),
        ] {
            assert_eq!(masked(text), shown);
        }
    }
}
