//! A way to the tests' database server that takes its time: what is sent arrives that much later, and nothing is lost.

use std::io::Read;
use std::io::Write;
use std::net::Shutdown;
use std::net::TcpListener;
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::Sender;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use crate::domain::server_address::ServerAddress;
use crate::domain::server_address::ServerHost;
use crate::domain::server_address::ServerTls;
use crate::store::DatabaseServer;
use crate::store::Location;

/// The same database, each way to it `delay` longer. The way is there until the program ends.
pub(super) fn delayed(at: &Location, delay: Duration) -> Location {
    let Location::Server(server) = at else {
        panic!("a file is never far away")
    };
    let address = server.address().clone();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let near = ServerAddress {
        host: ServerHost::Name("127.0.0.1".to_owned()),
        port: listener.local_addr().unwrap().port(),
        tls: ServerTls::Off,
        ..address.clone()
    };
    thread::spawn(move || {
        for client in listener.incoming().flatten() {
            client.set_nodelay(true).unwrap();
            match &address.host {
                ServerHost::Socket(folder) => {
                    let server = UnixStream::connect(format!("{folder}/.s.PGSQL.{}", address.port)).unwrap();
                    join(client, server, delay, TcpStream::try_clone, UnixStream::try_clone);
                }
                ServerHost::Name(name) => {
                    let server = TcpStream::connect((name.as_str(), address.port)).unwrap();
                    server.set_nodelay(true).unwrap();
                    join(client, server, delay, TcpStream::try_clone, TcpStream::try_clone);
                }
            }
        }
    });
    Location::Server(DatabaseServer::new(near))
}

fn join<A, B>(
    a: A,
    b: B,
    delay: Duration,
    again_a: impl Fn(&A) -> std::io::Result<A>,
    again_b: impl Fn(&B) -> std::io::Result<B>,
) where
    A: Read + Write + Ends + Send + 'static,
    B: Read + Write + Ends + Send + 'static,
{
    let (from_a, from_b) = (again_a(&a).unwrap(), again_b(&b).unwrap());
    carry(from_a, b, delay);
    carry(from_b, a, delay);
}

/// Carries what is read to where it is written, each part when it is due.
fn carry<A: Read + Send + 'static, B: Write + Ends + Send + 'static>(mut from: A, mut to: B, delay: Duration) {
    let (sender, parts) = channel::<(Instant, Vec<u8>)>();
    thread::spawn(move || {
        let mut buffer = [0; 16_384];
        while let Ok(read @ 1..) = from.read(&mut buffer) {
            if sender.send((Instant::now() + delay, buffer[..read].to_vec())).is_err() {
                return;
            }
        }
    });
    thread::spawn(move || {
        // Nobody ever says anything here: it is how long one waits for it that counts.
        let (_quiet, clock): (Sender<()>, _) = channel();
        for (due, part) in parts {
            let wait = due.saturating_duration_since(Instant::now());
            assert!(wait.is_zero() || clock.recv_timeout(wait) == Err(RecvTimeoutError::Timeout));
            if to.write_all(&part).is_err() {
                break;
            }
        }
        to.end();
    });
}

/// What can be ended for both sides.
trait Ends {
    fn end(&self);
}

impl Ends for TcpStream {
    fn end(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}

impl Ends for UnixStream {
    fn end(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}
