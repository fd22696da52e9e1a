//! Recordings of a real exchange, where they are at hand, played by a real server: whole, slowly, and with the connection
//! broken at every thousandth byte and made again.

use std::io::Read;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::sync::atomic::AtomicBool;
use std::thread;
use std::time::Duration;

use super::exchange::Exchange;
use super::exchange::packets;
use super::recordings::Taken;
use super::recordings::expected;
use super::recordings::given;
use super::recordings::recordings;
use crate::clock::Clock;
use crate::domain::line_call::LineCall;
use crate::net::secret::Secret;
use crate::net::stream::Address;
use crate::telephony::asterisk::Account;
use crate::telephony::asterisk::Directory;
use crate::telephony::asterisk::ExchangeLink;
use crate::telephony::asterisk::LinkError;
use crate::telephony::inbox::Inbox;
use crate::telephony::inbox::LineWord;

/// One connection: what the exchange lists when it is asked for all channels, and what it says then, in such pieces.
struct Part<'a> {
    knows: Exchange,
    says: &'a [u8],
    piece: usize,
}

/// Lets anybody in, answers each action, says its part once all channels were asked for, and hangs up.
fn speak(mut stream: TcpStream, part: &Part<'_>) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    stream.write_all(b"Asterisk Call Manager/11.0.0\r\n")?;
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        while let Some(end) = text.find("\r\n\r\n") {
            let action: String = text.drain(..end + 4).collect();
            let value = |key: &str| {
                let line = action.lines().find_map(|line| line.strip_prefix(&format!("{key}: ")));
                line.unwrap_or_default().to_owned()
            };
            if value("Action") == "CoreShowChannels" {
                stream.write_all(part.knows.list(&value("ActionID")).as_bytes())?;
                for piece in part.says.chunks(part.piece) {
                    stream.write_all(piece)?;
                }
                return Ok(());
            }
            let answer = format!(
                "Response: Success\r\nActionID: {}\r\nChallenge: 1\r\n\r\n",
                value("ActionID")
            );
            stream.write_all(answer.as_bytes())?;
        }
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
        }
    }
}

fn link_to(address: SocketAddr) -> ExchangeLink {
    let account = Account {
        address: Address {
            host: address.ip().to_string(),
            port: address.port(),
            tls: false,
            certificate: None,
        },
        user: "dozvon".to_owned(),
        secret: Secret::new("secret".to_owned()),
        challenged: true,
    };
    let directory = Directory {
        extensions: ["101", "102"].map(str::to_owned).into(),
        ..Directory::default()
    };
    ExchangeLink::new(account, directory, Clock::System)
}

/// The calls as they stand when the last connection is over, and that none of them goes on.
fn played(parts: &[Part<'_>]) -> Vec<LineCall> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let mut link = link_to(listener.local_addr().unwrap());
    let inbox = Inbox::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            for part in parts {
                let (stream, _) = listener.accept().unwrap();
                speak(stream, part).unwrap();
            }
        });
        for _ in parts {
            let ended = link.follow(&AtomicBool::new(false), &inbox, |_| ());
            assert_eq!(ended, Err(LinkError::Ended));
        }
    });
    let mut calls = Vec::new();
    while let Some(word) = inbox.take(Duration::ZERO) {
        if let LineWord::Call(_, call) = word {
            calls.push(call);
        }
    }
    assert!(calls.iter().all(|call| call.ended_at.is_some()), "{calls:?}");
    calls
}

/// Recordings whose exchange is not asked for all channels by the one who recorded them, and what each gives.
fn played_by_a_server() -> impl Iterator<Item = (String, Vec<u8>, Vec<Taken>)> {
    let own = recordings().into_iter().filter(|(name, ..)| !name.starts_with("15l"));
    own.filter_map(|(name, bytes, truth)| {
        let expected = expected(&name, &truth)?;
        Some((name, bytes, in_order(expected)))
    })
}

fn in_order(mut calls: Vec<Taken>) -> Vec<Taken> {
    calls.sort();
    calls
}

/// What comes after the greeting of the recording.
fn greeted(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().position(|byte| *byte == b'\n').unwrap();
    &bytes[end + 1..]
}

#[test]
fn a_recording_played_by_a_server_gives_the_call_whole_and_slowly() {
    for (name, bytes, expected) in played_by_a_server() {
        for piece in [1_000_000, 97] {
            let part = Part {
                knows: Exchange::default(),
                says: greeted(&bytes),
                piece,
            };
            let given = in_order(given(&played(&[part])));
            assert_eq!(given, expected, "{name} in pieces of {piece}");
        }
    }
}

#[test]
fn a_recording_whose_connection_breaks_at_any_thousandth_byte_gives_the_same_call() {
    for (name, bytes, expected) in played_by_a_server() {
        let bytes = greeted(&bytes);
        for at in (1_000..bytes.len()).step_by(1_000) {
            // The exchange itself knows the message that was cut.
            let next = bytes[at..].windows(4).position(|end| end == b"\r\n\r\n");
            let next = next.map_or(bytes.len(), |end| at + end + 4);
            let mut knows = Exchange::default();
            for packet in packets(&bytes[..next]) {
                knows.happens(&packet);
            }
            let parts = [
                Part {
                    knows: Exchange::default(),
                    says: &bytes[..at],
                    piece: 10_000,
                },
                Part {
                    knows,
                    says: &bytes[next..],
                    piece: 10_000,
                },
            ];
            assert_eq!(in_order(given(&played(&parts))), expected, "{name} cut at {at}");
        }
    }
}
