//! The way to a server, as its address says.

use std::path::Path;
use std::time::Duration;

use tokio_postgres::Config;
use tokio_postgres::NoTls;
use tokio_postgres::config::SslMode;
use tokio_postgres::config::TargetSessionAttrs;

use super::super::DatabaseServer;
use super::super::StoreError;
use super::access::Access;
use super::conn::Conn;
use super::pg::PgConn;
use super::pg_error::not_let_in;
use super::pg_tls::ClosedWay;
use crate::domain::server_address::ServerHost;
use crate::domain::server_address::ServerTls;

/// How long the way to the server may take to answer at first.
const CONNECT_WITHIN: Duration = Duration::from_secs(10);
/// Likewise to each of several, before the next is tried.
const NEXT_WITHIN: Duration = Duration::from_secs(3);

impl Conn {
    /// Connects to the database of a server, which is there.
    pub(in crate::store) fn connect(server: &DatabaseServer, access: Access) -> Result<Conn, StoreError> {
        let address = server.address();
        let mut config = Config::new();
        config.dbname(&address.database);
        for (host, port) in address.servers() {
            // What begins like a path is the folder of a socket.
            let (ServerHost::Name(host) | ServerHost::Socket(host)) = host;
            config.host(host).port(port);
        }
        config.connect_timeout(CONNECT_WITHIN);
        if !address.others.is_empty() {
            config.connect_timeout(NEXT_WITHIN);
        }
        if address.takes_writes || !address.others.is_empty() {
            config.target_session_attrs(TargetSessionAttrs::ReadWrite);
        }
        if let Some(user) = &address.user {
            config.user(user);
        }
        let connected = match &address.tls {
            ServerTls::Off => PgConn::connect(server, config.ssl_mode(SslMode::Disable), NoTls, access),
            ServerTls::Full { authority } => {
                let way = ClosedWay::new(authority.as_deref().map(Path::new));
                let way = way.map_err(|why| not_let_in(server, why))?;
                PgConn::connect(server, config.ssl_mode(SslMode::Require), way, access)
            }
        };
        connected.map(Box::new).map(Conn::Pg).map_err(|error| match error {
            StoreError::Unreachable(why) => StoreError::Unreachable(format!("{address}: {why}")),
            other => other,
        })
    }
}
