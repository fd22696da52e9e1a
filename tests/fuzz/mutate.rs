//! Damages a file the way disks, shops and people do.

use fastrand::Rng;

/// Pieces that mean something to one format or another.
const PIECES: [&str; 24] = [
    "\"",
    "'",
    ";",
    ",",
    "\n",
    "\r\n",
    "{",
    "}",
    "[",
    "]",
    "<",
    ">",
    "</",
    "&",
    "\\",
    "\\u0000",
    "\0",
    "\u{feff}",
    "-",
    "9999999999999999999",
    "1e308",
    "\u{202e}",
    "null",
    "  ",
];

/// Another file: the seed with a few changes, now and then a part of another.
pub fn mutated(seed: &[u8], other: &[u8], random: &mut Rng) -> Vec<u8> {
    let mut bytes = seed.to_vec();
    for _ in 0..random.usize(1..8) {
        change(&mut bytes, other, random);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, other: &[u8], random: &mut Rng) {
    let at = random.usize(..=bytes.len());
    let end = (at + random.usize(..64)).min(bytes.len());
    match random.u8(..8) {
        0 if at < bytes.len() => bytes[at] ^= 1 << random.u8(..8),
        1 => drop(bytes.drain(at..end)),
        2 => {
            let piece = PIECES[random.usize(..PIECES.len())];
            bytes.splice(at..at, piece.bytes());
        }
        3 => {
            let part = bytes[at..end].to_vec();
            for _ in 0..random.usize(1..50) {
                bytes.splice(at..at, part.iter().copied());
            }
        }
        4 => bytes.truncate(at),
        5 => {
            let from = random.usize(..=other.len());
            let to = (from + random.usize(..200)).min(other.len());
            bytes.splice(at..end, other[from..to].iter().copied());
        }
        6 => {
            let length = random.usize(1..16);
            let noise: Vec<u8> = std::iter::repeat_with(|| random.u8(..)).take(length).collect();
            bytes.splice(at..end, noise);
        }
        _ => bytes[at..end].reverse(),
    }
}
