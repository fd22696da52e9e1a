//! How much of a file may be held at once, whatever stands in it.

use std::io;
use std::io::ErrorKind;
use std::io::Read;

/// What is kept of one file until its end is known, in bytes as it stands there.
const MOST_KEPT: usize = 100_000_000;
/// A file that has to be read as a whole.
const LARGEST_WHOLE: usize = 64_000_000;
/// What a kept piece costs beside its own length.
const FOR_EACH: usize = 100;

/// How much may still be kept.
#[derive(Debug)]
pub struct Room(usize);

impl Default for Room {
    fn default() -> Room {
        Room(MOST_KEPT)
    }
}

impl Room {
    /// Keeps a piece of that length; [`ErrorKind::FileTooLarge`] when no room is left.
    pub fn take(&mut self, length: usize) -> io::Result<()> {
        let left = self.0.checked_sub(length + FOR_EACH);
        self.0 = left.ok_or_else(|| io::Error::from(ErrorKind::FileTooLarge))?;
        Ok(())
    }
}

/// The whole of a text; [`ErrorKind::FileTooLarge`] when it is longer than may be held.
pub fn whole(input: impl Read) -> io::Result<String> {
    let mut text = String::new();
    let most = u64::try_from(LARGEST_WHOLE).unwrap_or(u64::MAX);
    input.take(most + 1).read_to_string(&mut text)?;
    if text.len() > LARGEST_WHOLE {
        return Err(io::Error::from(ErrorKind::FileTooLarge));
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_more_is_held_than_there_is_room_for() {
        let mut room = Room::default();
        room.take(MOST_KEPT / 2).unwrap();
        assert_eq!(room.take(MOST_KEPT / 2).unwrap_err().kind(), ErrorKind::FileTooLarge);
        assert_eq!(whole("a".as_bytes()).unwrap(), "a");
        let endless = io::repeat(b'a');
        assert_eq!(whole(endless).unwrap_err().kind(), ErrorKind::FileTooLarge);
    }
}
