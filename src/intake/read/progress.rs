//! How far the reading of a file has come.

use std::io;
use std::io::BufRead;
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::sync::atomic::Ordering;

/// How much of a file was read, shared between who reads and who watches.
#[derive(Debug, Default)]
pub struct ReadProgress {
    done: AtomicU64,
    of: AtomicU64,
}

impl ReadProgress {
    /// Nothing was read yet of `size` bytes; 0 when the size is not known.
    pub fn of(size: u64) -> Arc<ReadProgress> {
        let passed = ReadProgress::default();
        passed.begin(size);
        Arc::new(passed)
    }

    /// How much was read, in thousandths; nothing when the size is not known.
    pub fn thousandths(&self) -> Option<u64> {
        let of = self.of.load(Ordering::Relaxed);
        let done = self.done.load(Ordering::Relaxed).min(of);
        (of > 0).then(|| u64::try_from(u128::from(done) * 1_000 / u128::from(of)).unwrap_or(1_000))
    }

    /// Reading begins, or begins again with what was unpacked.
    pub(crate) fn begin(&self, size: u64) {
        self.done.store(0, Ordering::Relaxed);
        self.of.store(size, Ordering::Relaxed);
    }

    fn pass(&self, bytes: usize) {
        self.done
            .fetch_add(u64::try_from(bytes).unwrap_or(0), Ordering::Relaxed);
    }
}

/// A reader that tells how far it is.
pub(crate) struct Watched<R> {
    pub(crate) inner: R,
    pub(crate) passed: Arc<ReadProgress>,
}

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.passed.pass(read);
        Ok(read)
    }
}

impl<R: BufRead> BufRead for Watched<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.inner.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.passed.pass(amount);
        self.inner.consume(amount);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_is_known_when_the_size_is() {
        let passed = ReadProgress::of(10);
        let mut reader = Watched {
            inner: [0_u8; 12].as_slice(),
            passed: Arc::clone(&passed),
        };
        assert_eq!(passed.thousandths(), Some(0));
        reader.read_exact(&mut [0; 5]).unwrap();
        assert_eq!(passed.thousandths(), Some(500));
        reader.read_to_end(&mut Vec::new()).unwrap();
        assert_eq!(
            passed.thousandths(),
            Some(1_000),
            "a file that grew is read whole and no further"
        );
        assert_eq!(ReadProgress::of(0).thousandths(), None);
    }
}
