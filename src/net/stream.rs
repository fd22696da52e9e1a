//! A connection that stays open: plain, or closed by TLS. A read waits a short while and says that nothing came.

use std::io;
use std::io::ErrorKind;
use std::io::Read;
use std::io::Write;
use std::net::TcpStream;
use std::net::ToSocketAddrs;
use std::sync::Arc;
use std::time::Duration;

use rustls::ClientConfig;
use rustls::ClientConnection;
use rustls::RootCertStore;
use rustls::StreamOwned;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::ServerName;
use rustls::pki_types::pem::PemObject;

/// How long reaching the other machine may take.
const CONNECT: Duration = Duration::from_secs(10);
/// How long it may leave unread what is sent.
const WRITE: Duration = Duration::from_secs(10);

/// Where to connect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The machine.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// Closed from the first word on.
    pub tls: bool,
    /// The certificate of its own authority, a PEM file.
    pub certificate: Option<String>,
}

/// An open connection.
pub enum Stream {
    /// In the open.
    Plain(TcpStream),
    /// Closed.
    Closed(Box<StreamOwned<ClientConnection, TcpStream>>),
}

/// What a read brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamRead {
    /// A number of bytes.
    Bytes(usize),
    /// Nothing within the while.
    Nothing,
    /// The other side closed it.
    End,
}

impl Stream {
    /// Connects; a read of it waits for `tick` at most.
    pub fn connect(to: &Address, tick: Duration) -> io::Result<Stream> {
        let mut last = io::Error::new(ErrorKind::NotFound, "no address");
        for address in (to.host.as_str(), to.port).to_socket_addrs()? {
            match TcpStream::connect_timeout(&address, CONNECT) {
                Ok(stream) => {
                    stream.set_read_timeout(Some(tick))?;
                    stream.set_write_timeout(Some(WRITE))?;
                    stream.set_nodelay(true)?;
                    return if to.tls {
                        closed(to, stream)
                    } else {
                        Ok(Stream::Plain(stream))
                    };
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Reads what came.
    pub fn read(&mut self, into: &mut [u8]) -> io::Result<StreamRead> {
        let read = match self {
            Stream::Plain(stream) => stream.read(into),
            Stream::Closed(stream) => stream.read(into),
        };
        match read {
            Ok(0) => Ok(StreamRead::End),
            Ok(count) => Ok(StreamRead::Bytes(count)),
            Err(error) => match error.kind() {
                ErrorKind::WouldBlock | ErrorKind::TimedOut | ErrorKind::Interrupted => Ok(StreamRead::Nothing),
                ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset => Ok(StreamRead::End),
                _ => Err(error),
            },
        }
    }

    /// Sends all of it.
    pub fn send(&mut self, text: &str) -> io::Result<()> {
        match self {
            Stream::Plain(stream) => stream.write_all(text.as_bytes()),
            Stream::Closed(stream) => stream.write_all(text.as_bytes()).and_then(|()| stream.flush()),
        }
    }
}

fn closed(to: &Address, stream: TcpStream) -> io::Result<Stream> {
    let other = |why: &dyn std::fmt::Display| io::Error::other(why.to_string());
    let mut roots = RootCertStore::empty();
    match &to.certificate {
        Some(path) => {
            for certificate in CertificateDer::pem_file_iter(path).map_err(|why| other(&format!("{path}: {why}")))? {
                roots
                    .add(certificate.map_err(|why| other(&format!("{path}: {why}")))?)
                    .map_err(|why| other(&why))?;
            }
        }
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
    }
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|why| other(&why))?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(to.host.clone()).map_err(|why| other(&why))?;
    let connection = ClientConnection::new(Arc::new(config), name).map_err(|why| other(&why))?;
    Ok(Stream::Closed(Box::new(StreamOwned::new(connection, stream))))
}
