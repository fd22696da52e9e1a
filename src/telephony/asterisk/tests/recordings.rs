//! Recordings of a real exchange, where they are at hand: each gives the call that truly took place, whole and cut.

use std::fs;
use std::path::Path;
use std::path::PathBuf;

use serde_json::Value;

use super::exchange::Exchange;
use super::exchange::Listener;
use super::exchange::packets;
use crate::domain::line_call::LineCall;
use crate::telephony::asterisk::PacketReader;

/// The recordings, and what truly happened in each; nothing where they are not at hand.
pub(super) fn recordings() -> Vec<(String, Vec<u8>, Value)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/samples/asterisk-live", "../../shared/samples/asterisk-live"];
    let Some(folder) = places.iter().map(|place| root.join(place)).find(|place| place.is_dir()) else {
        return Vec::new();
    };
    let truth: Value = serde_json::from_slice(&fs::read(folder.join("truth.json")).unwrap()).unwrap();
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "raw"));
    files.sort();
    let recording = |path: &PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let truth = truth[&name].clone();
        (name, fs::read(path).unwrap(), truth)
    };
    files.iter().map(recording).collect()
}

/// The connection breaks at this byte; the client comes back at once and asks for all channels.
fn cut(bytes: &[u8], at: usize) -> Listener {
    let mut listener = Listener::new();
    let mut exchange = Exchange::default();
    let mut reader = PacketReader::default();
    let mut heard = 0;
    reader.read(&bytes[..at], |packet| {
        heard += 1;
        listener.hears(&packet);
    });
    let all = packets(bytes);
    // The exchange itself knows the message that was cut.
    let told = &all[..all.len().min(heard + 1)];
    for packet in told {
        exchange.happens(packet);
    }
    for packet in packets(exchange.list("again").as_bytes())
        .iter()
        .chain(&all[told.len()..])
    {
        listener.hears(packet);
    }
    listener
}

fn text<'a>(truth: &'a Value, key: &str) -> &'a str {
    truth[key].as_str().unwrap_or_default()
}

/// Outgoing or incoming, with whom, who took it, where it was sent on, and why it was missed.
pub(super) type Taken = (bool, String, Option<String>, Option<String>, String);

/// What the recording must give: direction, whom, who answered, where it was sent on, and why it was missed.
pub(super) fn expected(name: &str, truth: &Value) -> Option<Vec<Taken>> {
    if let Some(calls) = truth["calls"].as_array() {
        if calls.iter().all(Value::is_string) {
            return None;
        }
        let each = |call: &Value| {
            let answered = call["answered_by"].as_str().map(str::to_owned);
            (
                true,
                international(text(call, "caller")),
                answered,
                None,
                "answered".to_owned(),
            )
        };
        return Some(calls.iter().map(each).collect());
    }
    let why = match name.split('-').next().unwrap_or_default() {
        "02" | "02c" | "02e" | "06" => "hung_up",
        "02b" | "03b" | "06b" | "07b" => "away",
        "03" | "06c" => "nobody",
        "04" | "08c" | "08g" | "09e" => "busy",
        "07" => "technical",
        "08a" | "09a" | "09g" => "talked",
        "08b" | "08j" => "no_answer",
        "08d" | "08i" => "wrong_number",
        "08e" => "", // our own line failed
        _ => "answered",
    };
    let nobody = [
        "08k-out-dialplan-unknown-number",
        "08l-internal-call",
        "09b-click-to-call-manager-no-answer",
        "09d-click-to-call-manager-not-registered",
    ];
    if nobody.contains(&name) || truth["caller"].is_null() && truth["direction"].is_null() {
        return Some(Vec::new());
    }
    let incoming = !truth["caller"].is_null();
    let other = if incoming {
        text(truth, "caller")
    } else {
        text(truth, "customer")
    };
    let other = if other.is_empty() { "0671110001" } else { other };
    let who = if incoming {
        truth["answered_by"].as_str().map(str::to_owned)
    } else {
        Some("101".to_owned())
    };
    let to = truth["transferred_to"].as_str().map(|to| to[..3].to_owned());
    let why = if truth["caller"].is_string() && truth["answered_by"].is_string() {
        "answered"
    } else {
        why
    };
    Some(vec![(incoming, international(other), who, to, why.to_owned())])
}

pub(super) fn given(calls: &[LineCall]) -> Vec<Taken> {
    let why = |call: &LineCall| match (call.incoming, call.answered_at) {
        (true, Some(_)) => "answered".to_owned(),
        (true, None) => call
            .unanswered
            .map_or(String::new(), |why| why.reason(true, true).code().to_owned()),
        (false, _) => call.outcome.map_or(String::new(), |outcome| outcome.code().to_owned()),
    };
    calls
        .iter()
        .map(|call| {
            (
                call.incoming,
                international(&call.phone),
                call.extension.clone(),
                call.transferred_to.clone(),
                why(call),
            )
        })
        .collect()
}

#[test]
fn a_recording_gives_the_call_that_took_place() {
    for (name, bytes, truth) in recordings() {
        let listener = Listener::hears_all(&bytes);
        assert_eq!(listener.assembler.size(), (0, 0), "{name}: something is left over");
        let Some(expected) = expected(&name, &truth) else {
            let phones: Vec<String> = listener.calls().iter().map(|call| call.phone.clone()).collect();
            let known = "+380671234567";
            assert_eq!(phones, ["", known, known, "", known, "client.ivan", known], "{name}");
            continue;
        };
        assert_eq!(given(&listener.calls()), expected, "{name}");
    }
}

#[test]
fn a_recording_cut_anywhere_gives_the_same_call_after_a_look_at_all_channels() {
    for (name, bytes, truth) in recordings() {
        // It asks for all channels itself, in mid-call.
        if name.starts_with("15l") {
            continue;
        }
        let Some(expected) = expected(&name, &truth) else {
            continue;
        };
        for at in (0..bytes.len()).step_by(1_000) {
            let listener = cut(&bytes, at);
            assert_eq!(given(&listener.calls()), expected, "{name} cut at {at}");
            assert_eq!(
                listener.assembler.size(),
                (0, 0),
                "{name} cut at {at}: something is left over"
            );
        }
    }
}

fn international(number: &str) -> String {
    if number.starts_with('0') {
        format!("+38{number}")
    } else {
        number.to_owned()
    }
}
