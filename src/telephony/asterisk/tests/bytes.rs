//! Messages out of bytes, however they come.

use proptest::prelude::*;

use super::exchange::packets;
use crate::telephony::asterisk::Packet;
use crate::telephony::asterisk::PacketReader;

fn in_pieces(bytes: &[u8], piece: usize) -> Vec<Packet> {
    let mut all = Vec::new();
    let mut reader = PacketReader::default();
    for part in bytes.chunks(piece.max(1)) {
        reader.read(part, |packet| all.push(packet));
    }
    all
}

fn lines(packet: &Packet) -> Vec<(&str, &str)> {
    packet.lines().collect()
}

#[test]
fn a_greeting_is_a_message_of_its_own_whatever_version_it_names() {
    for greeting in [
        "Asterisk Call Manager/1.1",
        "Asterisk Call Manager/11.0.0",
        "Some Proxy 3",
    ] {
        let read = packets(format!("{greeting}\r\nResponse: Success\r\nActionID: 1\r\n\r\n").as_bytes());
        assert_eq!(read[0].get("greeting"), greeting);
        assert_eq!(lines(&read[1]), [("Response", "Success"), ("ActionID", "1")]);
    }
    // Who connects to the middle of a stream reads on.
    assert_eq!(packets(b"Event: Hangup\r\n\r\n")[0].event(), "Hangup");
}

#[test]
fn keys_repeat_values_hold_colons_and_bytes_may_be_no_text() {
    let read = packets(b"Event: Newchannel\nChanVariable: a=1\nChanVariable: b: 2\r\nchannel:PJSIP/1\r\nName: \xcf\xf0\xe8\r\nEmpty:\r\n\r\n\r\n\r\n");
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].all("ChanVariable").collect::<Vec<_>>(), ["a=1", "b: 2"]);
    assert_eq!(
        (read[0].get("Channel"), read[0].get("Empty"), read[0].get("Absent")),
        ("PJSIP/1", "", "")
    );
    assert_eq!(read[0].get("Name"), "\u{fffd}\u{fffd}\u{fffd}");
}

#[test]
fn what_a_command_says_is_free_text_up_to_its_end() {
    let old = b"Response: Follows\r\nPrivilege: Command\r\nActionID: 7\r\nsales has 0 calls\n   Members: none\n\nNo Callers\n--END COMMAND--\r\n\r\nEvent: Hangup\r\n\r\n";
    let read = packets(old);
    assert_eq!(read.len(), 2);
    assert_eq!(read[0].get("ActionID"), "7");
    assert_eq!(
        read[0].all("Output").collect::<Vec<_>>(),
        ["sales has 0 calls", "   Members: none", "", "No Callers"]
    );
    assert_eq!(read[1].event(), "Hangup");
    // Its last line may stand right before the end; and an end that never comes swallows nothing.
    let joined = packets(b"Response: Follows\r\nfirst\nlast--END COMMAND--\r\n\r\n");
    assert_eq!(joined[0].all("Output").collect::<Vec<_>>(), ["first", "last"]);
    let endless =
        packets(b"Response: Follows\r\nPrivilege: Command\r\ntext\n\nEvent: Newchannel\r\nUniqueid: 1.1\r\n\r\n");
    assert_eq!(endless[1].get("Uniqueid"), "1.1");
}

#[test]
fn nothing_that_comes_in_grows_without_bound() {
    let mut reader = PacketReader::default();
    let mut longest = 0;
    for _ in 0..200 {
        reader.read(&[b'x'; 10_000], |_| {});
    }
    reader.read(b": y\r\n", |_| {});
    for n in 0..20_000 {
        reader.read(format!("Key{n}: {}\r\n", "v".repeat(100)).as_bytes(), |_| {});
    }
    reader.read(b"\r\n", |packet| {
        longest = packet.lines().map(|(key, value)| key.len() + value.len()).sum();
    });
    assert!((1..=300_000).contains(&longest), "{longest}");
}

proptest! {
    #[test]
    fn it_does_not_matter_how_bytes_are_split(bytes in prop::collection::vec(prop_oneof![
        Just(b'\n'), Just(b'\r'), Just(b':'), Just(b' '), b'A'..b'E', any::<u8>()
    ], 0..400), piece in 1usize..40) {
        prop_assert_eq!(in_pieces(&bytes, piece), in_pieces(&bytes, 400));
    }
}
