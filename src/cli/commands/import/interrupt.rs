//! Ctrl-C while a file is read: the first ends the reading between two records, a second one the process.

use std::io;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::sync::mpsc::Receiver;
use std::sync::mpsc::RecvTimeoutError;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Duration;

use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGTERM;
use signal_hook::flag;

/// How soon a reader that waits notices that it is to stop.
const NOTICED: Duration = Duration::from_millis(50);
/// How much is read in one go by a reader that may wait.
const CHUNK: usize = 64 * 1024;
/// What a process ends with that a signal ended, less the signal's number.
const BY_SIGNAL: i32 = 128;

/// From here on a signal to end sets `stop`; a second one ends the process at once.
pub(super) fn stop_when_asked(stop: &Arc<AtomicBool>) {
    for signal in [SIGINT, SIGTERM] {
        // Without it the process ends at once, and the batch under way is rolled back: that loses nothing either. The
        // order counts: the first signal finds the flag not yet set.
        let _ = flag::register_conditional_shutdown(signal, BY_SIGNAL + signal, Arc::clone(stop));
        let _ = flag::register(signal, Arc::clone(stop));
    }
}

/// A reader that fails once `stop` is set.
pub(super) struct Stoppable<R> {
    inner: R,
    stop: Arc<AtomicBool>,
}

impl<R: Read> Stoppable<R> {
    /// Reads `inner`, which never waits for long.
    pub(super) fn new(inner: R, stop: &Arc<AtomicBool>) -> Stoppable<R> {
        let stop = Arc::clone(stop);
        Stoppable { inner, stop }
    }
}

impl Stoppable<Chunks> {
    /// Reads `source`, which may wait for ever: a pipe, standard input.
    pub(super) fn waiting(mut source: impl Read + Send + 'static, stop: &Arc<AtomicBool>) -> Stoppable<Chunks> {
        let (sender, chunks) = sync_channel(4);
        // Nobody waits for it: it may stand in a read when the process ends.
        thread::spawn(move || {
            loop {
                let mut chunk = vec![0; CHUNK];
                let read = source.read(&mut chunk).map(|count| {
                    chunk.truncate(count);
                    chunk
                });
                let is_last = read.as_ref().map_or(true, Vec::is_empty);
                if sender.send(read).is_err() || is_last {
                    return;
                }
            }
        });
        let inner = Chunks {
            from: chunks,
            current: Vec::new(),
            at: 0,
            stop: Arc::clone(stop),
        };
        Stoppable::new(inner, stop)
    }
}

impl<R: Read> Read for Stoppable<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.stop.load(Ordering::Relaxed) {
            return Err(stopped());
        }
        self.inner.read(out)
    }
}

/// What another thread reads.
pub(super) struct Chunks {
    from: Receiver<io::Result<Vec<u8>>>,
    current: Vec<u8>,
    at: usize,
    stop: Arc<AtomicBool>,
}

impl Read for Chunks {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.at == self.current.len() {
            match self.from.recv_timeout(NOTICED) {
                Ok(chunk) => (self.current, self.at) = (chunk?, 0),
                Err(RecvTimeoutError::Disconnected) => return Ok(0),
                Err(RecvTimeoutError::Timeout) if self.stop.load(Ordering::Relaxed) => return Err(stopped()),
                Err(RecvTimeoutError::Timeout) => {}
            }
            if self.current.is_empty() {
                return Ok(0);
            }
        }
        let rest = &self.current[self.at..];
        let count = rest.len().min(out.len());
        out[..count].copy_from_slice(&rest[..count]);
        self.at += count;
        Ok(count)
    }
}

/// Not `Interrupted`, after which a reader is asked again.
fn stopped() -> io::Error {
    io::Error::other("asked to stop")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives its bytes one by one, and then waits for ever.
    struct Stalls(Vec<u8>);

    impl Read for Stalls {
        fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
            if self.0.is_empty() {
                loop {
                    thread::park();
                }
            }
            out[0] = self.0.remove(0);
            Ok(1)
        }
    }

    #[test]
    fn what_comes_in_pieces_is_read_whole() {
        let stop = Arc::default();
        let text = "заказ;".repeat(50_000);
        let mut read = String::new();
        let source = io::Cursor::new(text.clone().into_bytes());
        Stoppable::waiting(source, &stop).read_to_string(&mut read).unwrap();
        assert_eq!(read, text);
        let failing = Stoppable::waiting(Failing, &stop).read_to_string(&mut read);
        assert_eq!(failing.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
    }

    struct Failing;

    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::BrokenPipe.into())
        }
    }

    #[test]
    fn a_reader_that_waits_for_ever_stops_when_it_is_to() {
        let stop: Arc<AtomicBool> = Arc::default();
        let mut reader = Stoppable::waiting(Stalls(b"ab".to_vec()), &stop);
        let mut two = [0; 2];
        reader.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"ab");
        let asked = Arc::clone(&stop);
        let asking = thread::spawn(move || asked.store(true, Ordering::Relaxed));
        assert!(reader.read(&mut two).is_err());
        asking.join().unwrap();
        assert!(Stoppable::new(&b"ab"[..], &stop).read(&mut two).is_err());
    }
}
