//! The way to a server, as its address says.

use std::path::Path;

use tokio_postgres::Config;
use tokio_postgres::NoTls;
use tokio_postgres::config::SslMode;

use super::super::DatabaseServer;
use super::super::StoreError;
use super::access::Access;
use super::conn::Conn;
use super::pg::PgConn;
use super::pg_tls::ClosedWay;
use crate::domain::server_address::ServerHost;
use crate::domain::server_address::ServerTls;

impl Conn {
    /// Connects to the database of a server, which is there.
    pub(in crate::store) fn connect(server: &DatabaseServer, access: Access) -> Result<Conn, StoreError> {
        let address = server.address();
        let refused = |why: String| StoreError::NotLetIn {
            server: address.to_string(),
            why,
        };
        let mut config = Config::new();
        config.port(address.port).dbname(&address.database);
        // What begins like a path is the folder of a socket.
        let (ServerHost::Name(host) | ServerHost::Socket(host)) = &address.host;
        config.host(host);
        if let Some(user) = &address.user {
            config.user(user);
        }
        if let Some(password) = server.password().map_err(refused)? {
            config.password(password);
        }
        let connected = match &address.tls {
            ServerTls::Off => PgConn::connect(config.ssl_mode(SslMode::Disable), NoTls, access),
            ServerTls::Full { authority } => {
                let way = ClosedWay::new(authority.as_deref().map(Path::new)).map_err(refused)?;
                PgConn::connect(config.ssl_mode(SslMode::Require), way, access)
            }
        };
        connected.map(Box::new).map(Conn::Pg).map_err(|error| match error {
            StoreError::NotLetIn { why, .. } => {
                // It may be a password that was changed.
                server.forget_password();
                refused(why)
            }
            StoreError::NotProven { fault, .. } => StoreError::NotProven {
                server: address.to_string(),
                fault,
            },
            StoreError::Unreachable(why) => StoreError::Unreachable(format!("{address}: {why}")),
            other => other,
        })
    }
}
