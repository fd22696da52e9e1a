//! A closed way to a server: its certificate is signed by an authority everybody knows, or the shop's own, and names it.

use std::future::Future;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::Context;
use std::task::Poll;

use rustls::ClientConfig;
use rustls::RootCertStore;
use rustls::crypto::ring;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::InvalidDnsNameError;
use rustls::pki_types::ServerName;
use rustls::pki_types::pem::PemObject;
use tokio::io::AsyncRead;
use tokio::io::AsyncWrite;
use tokio::io::ReadBuf;
use tokio_postgres::Socket;
use tokio_postgres::tls::ChannelBinding;
use tokio_postgres::tls::MakeTlsConnect;
use tokio_postgres::tls::TlsConnect;
use tokio_postgres::tls::TlsStream;
use tokio_rustls::TlsConnector;

/// Closes the way to a server of any name.
#[derive(Clone)]
pub(super) struct ClosedWay(TlsConnector);

/// Closes the way to the server of this name.
pub(super) struct ClosedTo(TlsConnector, ServerName<'static>);

/// What is sent and read over it.
pub(super) struct ClosedStream(tokio_rustls::client::TlsStream<Socket>);

impl ClosedWay {
    /// `authority` is a PEM file with the certificate of the shop's own authority.
    pub(super) fn new(authority: Option<&Path>) -> Result<ClosedWay, String> {
        let mut roots = RootCertStore::empty();
        match authority {
            Some(path) => {
                let failed = |why: &dyn std::fmt::Display| format!("{}: {why}", path.display());
                for certificate in CertificateDer::pem_file_iter(path).map_err(|why| failed(&why))? {
                    let certificate = certificate.map_err(|why| failed(&why))?;
                    roots.add(certificate).map_err(|why| failed(&why))?;
                }
            }
            None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|why| why.to_string())?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(ClosedWay(TlsConnector::from(Arc::new(config))))
    }
}

impl MakeTlsConnect<Socket> for ClosedWay {
    type Stream = ClosedStream;
    type TlsConnect = ClosedTo;
    type Error = InvalidDnsNameError;

    fn make_tls_connect(&mut self, host: &str) -> Result<ClosedTo, InvalidDnsNameError> {
        Ok(ClosedTo(self.0.clone(), ServerName::try_from(host.to_owned())?))
    }
}

impl TlsConnect<Socket> for ClosedTo {
    type Stream = ClosedStream;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<ClosedStream>> + Send>>;

    fn connect(self, socket: Socket) -> Self::Future {
        Box::pin(async move { self.0.connect(self.1, socket).await.map(ClosedStream) })
    }
}

impl TlsStream for ClosedStream {
    /// The certificate is verified in full: nothing else is bound to the way.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl AsyncRead for ClosedStream {
    fn poll_read(mut self: Pin<&mut Self>, context: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buf)
    }
}

impl AsyncWrite for ClosedStream {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, buf)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
