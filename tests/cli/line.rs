//! A worker that listens to an exchange is killed in mid-call: the ledger is right once another one has begun.

use std::io::Read;
use std::io::Write;
use std::net::TcpListener;
use std::net::TcpStream;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::support::desk::TestDesk;
use crate::support::desk::program;

/// An event of a channel of the call that began with channel `linked`.
fn event(name: &str, channel: &str, id: &str, linked: &str, more: &str) -> String {
    let number = channel
        .trim_start_matches("PJSIP/")
        .split('-')
        .next()
        .unwrap_or_default();
    let caller = if number == "trunk" { "+380671234567" } else { number };
    let caller = if linked == "2.1" && number == "trunk" {
        "+380501112233"
    } else {
        caller
    };
    format!(
        "Event: {name}\r\nChannel: {channel}\r\nUniqueid: {id}\r\nLinkedid: {linked}\r\nCallerIDNum: {caller}\r\n\
         Context: from-trunk\r\nExten: 380441110001\r\n{more}\r\n"
    )
}

/// A caller of this number rings the telephone 101.
fn rings(call: u8) -> String {
    let linked = format!("{call}.1");
    let (trunk, own) = (format!("PJSIP/trunk-{call}"), format!("PJSIP/101-{call}"));
    let dial = format!("DestChannel: {own}\r\nDestUniqueid: {call}.2\r\nDestCallerIDNum: 101\r\nDialString: 101\r\n");
    [
        event(
            "Newchannel",
            &trunk,
            &linked,
            &linked,
            "ChannelState: 4\r\nChannelStateDesc: Ring\r\n",
        ),
        event(
            "Newchannel",
            &own,
            &format!("{call}.2"),
            &linked,
            "ChannelState: 0\r\nChannelStateDesc: Down\r\n",
        ),
        event("DialBegin", &trunk, &linked, &linked, &dial),
        event(
            "Newstate",
            &own,
            &format!("{call}.2"),
            &linked,
            "ChannelState: 5\r\nChannelStateDesc: Ringing\r\n",
        ),
    ]
    .concat()
}

/// It is taken there.
fn taken(call: u8) -> String {
    let linked = format!("{call}.1");
    let (trunk, own) = (format!("PJSIP/trunk-{call}"), format!("PJSIP/101-{call}"));
    let dial = format!("DestChannel: {own}\r\nDestUniqueid: {call}.2\r\nDialStatus: ANSWER\r\n");
    let bridge = format!("BridgeUniqueid: bridge-{call}\r\nBridgeNumChannels: 2\r\n");
    [
        event(
            "Newstate",
            &own,
            &format!("{call}.2"),
            &linked,
            "ChannelState: 6\r\nChannelStateDesc: Up\r\n",
        ),
        event("DialEnd", &trunk, &linked, &linked, &dial),
        event("BridgeEnter", &own, &format!("{call}.2"), &linked, &bridge),
        event("BridgeEnter", &trunk, &linked, &linked, &bridge),
    ]
    .concat()
}

/// Both channels of a call, as they are listed while the two talk.
fn listed(call: u8) -> String {
    let linked = format!("{call}.1");
    let up = format!("ChannelState: 6\r\nChannelStateDesc: Up\r\nBridgeId: bridge-{call}\r\nDuration: 00:00:20\r\n");
    [
        event("CoreShowChannel", &format!("PJSIP/trunk-{call}"), &linked, &linked, &up),
        event(
            "CoreShowChannel",
            &format!("PJSIP/101-{call}"),
            &format!("{call}.2"),
            &linked,
            &up,
        ),
    ]
    .concat()
}

/// They hang up.
fn over(call: u8) -> String {
    let linked = format!("{call}.1");
    let cause = "Cause: 16\r\nCause-txt: Normal Clearing\r\n";
    [
        event(
            "Hangup",
            &format!("PJSIP/101-{call}"),
            &format!("{call}.2"),
            &linked,
            cause,
        ),
        event("Hangup", &format!("PJSIP/trunk-{call}"), &linked, &linked, cause),
    ]
    .concat()
}

/// Lets anybody in; lists these channels when asked for all, and then says this, until the other side is gone.
fn speak(mut stream: TcpStream, lists: &str, says: &str) -> std::io::Result<()> {
    stream.write_all(b"Asterisk Call Manager/11.0.0\r\n")?;
    let (mut text, mut buffer) = (String::new(), [0; 4096]);
    loop {
        while let Some(end) = text.find("\r\n\r\n") {
            let action: String = text.drain(..end + 4).collect();
            let value = |key: &str| {
                let line = action.lines().find_map(|line| line.strip_prefix(&format!("{key}: ")));
                line.unwrap_or_default().to_owned()
            };
            let id = value("ActionID");
            let more = match value("Action").as_str() {
                "CoreShowChannels" => {
                    let done = format!("Event: CoreShowChannelsComplete\r\nActionID: {id}\r\n\r\n");
                    lists.replace("\r\nChannel:", &format!("\r\nActionID: {id}\r\nChannel:")) + &done + says
                }
                _ => String::new(),
            };
            let answer = format!("Response: Success\r\nActionID: {id}\r\nChallenge: 1\r\n\r\n{more}");
            stream.write_all(answer.as_bytes())?;
        }
        match stream.read(&mut buffer)? {
            0 => return Ok(()),
            count => text.push_str(&String::from_utf8_lossy(&buffer[..count])),
        }
    }
}

fn worker(desk: &TestDesk) -> Child {
    Command::new(program())
        .arg("work")
        .env_clear()
        .envs(desk.environment())
        .env("AMI_SECRET", "s3cret")
        .current_dir(desk.folder())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// Of each call: its phone, whether it was taken, whether it is over, what came of it, why it was missed, and whose it is.
type Row = (String, bool, bool, Option<i64>, Option<i64>, Option<String>);

fn ledger(file: &Path) -> Vec<Row> {
    let Ok(file) = rusqlite::Connection::open(file) else {
        return Vec::new();
    };
    let sql = "select phone, answered_at is not null, ended_at is not null, outcome, missed_reason, operator from calls order by phone";
    let Ok(mut select) = file.prepare(sql) else {
        return Vec::new();
    };
    let read = |row: &rusqlite::Row<'_>| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get(2)?,
            row.get(3)?,
            row.get(4)?,
            row.get(5)?,
        ))
    };
    let rows = select.query_map([], read).unwrap();
    rows.collect::<Result<_, _>>().unwrap_or_default()
}

/// The ledger once it is so.
fn until(file: &Path, is_so: impl Fn(&[Row]) -> bool) -> Vec<Row> {
    let (_line, nobody) = channel::<()>();
    for _ in 0..600 {
        let rows = ledger(file);
        if is_so(&rows) {
            return rows;
        }
        let _ = nobody.recv_timeout(Duration::from_millis(50));
    }
    panic!("{:?}", ledger(file));
}

#[test]
fn a_worker_killed_in_mid_call_leaves_a_ledger_the_next_one_puts_right() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let desk = TestDesk::new().settings(&format!(
        "[shop]\ncountry = \"UA\"\n[[operator]]\nname = \"anna\"\nextension = \"101\"\n\
         [telephony.asterisk]\nhost = \"127.0.0.1\"\nport = {port}\nuser = \"dozvon\"\nsecret = \"env:AMI_SECRET\"\n"
    ));
    thread::spawn(move || {
        // One caller is talked with and the other rings when the worker is killed.
        let first = rings(1) + &taken(1) + &rings(2);
        // While nobody listened the one who rang gave up; the talk goes on, and ends then.
        let parts = [(String::new(), first), (listed(1), over(1))];
        for (lists, says) in parts {
            let (stream, _) = listener.accept().unwrap();
            let _ = speak(stream, &lists, &says);
        }
    });
    let file = desk.path("desk.db");
    let mut first = worker(&desk);
    let begun = until(&file, |rows| rows.len() == 2 && rows[1].1);
    first.kill().unwrap();
    first.wait().unwrap();
    assert!(begun.iter().all(|row| !row.2), "{begun:?}");
    // Its lease ends by itself within the minute; the test does not wait for that.
    rusqlite::Connection::open(&file)
        .unwrap()
        .execute("delete from leases", [])
        .unwrap();
    let mut second = worker(&desk);
    let rows = until(&file, |rows| rows.len() >= 2 && rows.iter().all(|row| row.2));
    second.kill().unwrap();
    second.wait().unwrap();
    let missed = ("+380501112233".to_owned(), false, true, None, None, None);
    let talked = (
        "+380671234567".to_owned(),
        true,
        true,
        Some(1),
        None,
        Some("anna".to_owned()),
    );
    assert_eq!(rows, [missed, talked]);
    let file = rusqlite::Connection::open(&file).unwrap();
    let whole: String = file.query_row("pragma integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(whole, "ok");
}
