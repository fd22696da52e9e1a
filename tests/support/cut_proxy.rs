//! What stands between a desk and its server, and cuts every connection at a chosen byte of either direction.

use std::io;
use std::io::Read;
use std::io::Write;
use std::net::Shutdown;
use std::net::TcpListener;
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::thread;

use dozvon::domain::server_address::ServerAddress;
use dozvon::domain::server_address::ServerHost;

/// Which way bytes go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    ToServer,
    ToDesk,
}

/// Where everything is cut next.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// Of the bytes that go this way …
    pub way: Way,
    /// … this many still arrive.
    pub behind: u64,
    /// This many connections are refused then, before one is let through again.
    pub away: u32,
}

/// A way to a server that can be cut.
pub struct CutProxy {
    address: ServerAddress,
    shared: Arc<Shared>,
}

struct Shared {
    server: ServerAddress,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    cut: Option<Cut>,
    /// How many connections are refused.
    away: u32,
    /// What went to the server and to the desk since it was asked last.
    passed: [u64; 2],
    open: Vec<Box<dyn Stream>>,
}

/// A socket of either kind.
trait Stream: Read + Write + Send {
    fn again(&self) -> io::Result<Box<dyn Stream>>;
    fn close(&self);
}

impl Stream for TcpStream {
    fn again(&self) -> io::Result<Box<dyn Stream>> {
        Ok(Box::new(self.try_clone()?))
    }

    fn close(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}

impl Stream for UnixStream {
    fn again(&self) -> io::Result<Box<dyn Stream>> {
        Ok(Box::new(self.try_clone()?))
    }

    fn close(&self) {
        let _ = self.shutdown(Shutdown::Both);
    }
}

impl CutProxy {
    /// To the database at this address.
    pub fn to(server: &ServerAddress) -> CutProxy {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = ServerAddress {
            host: ServerHost::Name("127.0.0.1".to_owned()),
            port: listener.local_addr().unwrap().port(),
            ..server.clone()
        };
        let shared = Arc::new(Shared {
            server: server.clone(),
            state: Mutex::default(),
        });
        let ours = Arc::clone(&shared);
        thread::spawn(move || {
            for desk in listener.incoming().flatten() {
                // One that fails is one that is cut off.
                let _ = Shared::join(&ours, desk);
            }
        });
        CutProxy { address, shared }
    }

    /// Where a desk comes to it.
    pub fn address(&self) -> &ServerAddress {
        &self.address
    }

    /// Cuts everything there.
    pub fn cut_at(&self, cut: Cut) {
        self.shared.lock().cut = Some(cut);
    }

    /// Cuts everything now, and lets nobody through until it is mended.
    pub fn cut_off(&self) {
        let mut state = self.shared.lock();
        state.away = u32::MAX;
        state.close();
    }

    /// From here on everything gets through.
    pub fn mend(&self) {
        let mut state = self.shared.lock();
        (state.cut, state.away) = (None, 0);
    }

    /// What went to the server and to the desk since it was asked last.
    pub fn passed(&self) -> [u64; 2] {
        std::mem::take(&mut self.shared.lock().passed)
    }
}

impl Shared {
    fn join(shared: &Arc<Shared>, desk: TcpStream) -> io::Result<()> {
        desk.set_nodelay(true)?;
        let mut state = shared.lock();
        if state.away > 0 {
            if state.away < u32::MAX {
                state.away -= 1;
            }
            desk.close();
            return Ok(());
        }
        let server = shared.connect()?;
        let ends = [desk.again()?, server.again()?];
        state.open.extend(ends);
        drop(state);
        let (desk_reads, server_reads) = (desk.again()?, server.again()?);
        let (there, back) = (Arc::clone(shared), Arc::clone(shared));
        thread::spawn(move || there.carry(Way::ToServer, desk_reads, server));
        thread::spawn(move || back.carry(Way::ToDesk, server_reads, Box::new(desk)));
        Ok(())
    }

    fn connect(&self) -> io::Result<Box<dyn Stream>> {
        Ok(match &self.server.host {
            ServerHost::Socket(folder) => {
                Box::new(UnixStream::connect(format!("{folder}/.s.PGSQL.{}", self.server.port))?)
            }
            ServerHost::Name(name) => {
                let stream = TcpStream::connect((name.as_str(), self.server.port))?;
                stream.set_nodelay(true)?;
                Box::new(stream)
            }
        })
    }

    fn carry(&self, way: Way, mut from: Box<dyn Stream>, mut to: Box<dyn Stream>) {
        let mut bytes = [0; 16_000];
        while let Ok(count @ 1..) = from.read(&mut bytes) {
            let mut state = self.lock();
            let left = match &mut state.cut {
                Some(cut) if cut.way == way => {
                    let count = u64::try_from(count).unwrap();
                    let is_here = count >= cut.behind;
                    let arrives = count.min(cut.behind);
                    cut.behind -= arrives;
                    is_here.then(|| usize::try_from(arrives).unwrap())
                }
                _ => None,
            };
            state.passed[usize::from(way == Way::ToDesk)] += u64::try_from(left.unwrap_or(count)).unwrap();
            // Who looks at what is cut waits for what gets through before.
            let sent = to.write_all(&bytes[..left.unwrap_or(count)]);
            if left.is_some() {
                state.away = state.cut.take().map_or(0, |cut| cut.away);
                state.close();
            }
            drop(state);
            if sent.is_err() {
                break;
            }
        }
        from.close();
        to.close();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn close(&mut self) {
        for stream in self.open.drain(..) {
            stream.close();
        }
    }
}
