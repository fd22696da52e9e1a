//! Logs made up in the shapes Asterisk writes, and its own where it is at hand.

use std::path::Path;

use chrono_tz::Tz;

use super::PastLog;
use super::read;
use crate::domain::call::Outcome;
use crate::domain::line_call::Unanswered;
use crate::domain::shift::PastShift;
use crate::domain::time::Span;
use crate::domain::time::Time;
use crate::telephony::asterisk::Directory;

const START: i64 = 1_800_000_000;

fn directory() -> Directory {
    Directory {
        extensions: ["101", "102"].map(str::to_owned).into(),
        ..Directory::default()
    }
}

fn read_text(text: &str) -> PastLog {
    read(text.as_bytes(), &directory(), Tz::Europe__Moscow)
}

/// A leg as Asterisk writes it: who, to whom, its channels, seconds from the start (begin, answer, end), what came of it.
struct Written<'a> {
    from: &'a str,
    to: &'a str,
    channels: [&'a str; 2],
    at: [i64; 3],
    came: &'a str,
    id: &'a str,
    link: &'a str,
}

impl Written<'_> {
    /// By a clock five hours ahead of UTC.
    fn line(&self) -> String {
        let time = |seconds: i64| {
            let at = chrono::DateTime::from_timestamp(START + 5 * 3_600 + seconds, 0).unwrap();
            at.format("%Y-%m-%d %H:%M:%S").to_string()
        };
        let [begin, answer, end] = self.at;
        let answered = if answer < 0 {
            String::new()
        } else {
            format!("\"{}\"", time(answer))
        };
        let billed = if answer < 0 { 0 } else { end - answer };
        let [channel, other] = self.channels;
        let tail = if self.link.is_empty() {
            String::new()
        } else {
            format!(",\"\",\"{}\",0", self.link)
        };
        format!(
            "\"\",\"{}\",\"{}\",\"from-trunk\",\"\"\"Имя, \"\" <{}>\",\"{channel}\",\"{other}\",\"Dial\",\"PJSIP/{}@trunk,20\",\"{}\",{answered},\"{}\",{},{billed},\"{}\",\"DOCUMENTATION\",\"{}\",\"\"{tail}\n",
            self.from,
            self.to,
            self.from,
            self.to,
            time(begin),
            time(end),
            end - begin,
            self.came,
            self.id,
        )
    }
}

fn hunt(link: &str) -> String {
    let leg = |other, at, came| Written {
        from: "+79160000001",
        to: "74950000001",
        channels: ["PJSIP/trunk-00000001", other],
        at,
        came,
        id: "1800000000.1",
        link,
    };
    leg("PJSIP/101-00000002", [0, -1, 4], "NO ANSWER").line()
        + &leg("PJSIP/102-00000003", [0, 4, 10], "ANSWERED").line()
}

#[test]
fn the_legs_of_a_call_are_one_call_by_the_exchanges_own_clock() {
    for link in ["1800000000.1", ""] {
        let past = read_text(&hunt(link));
        assert_eq!((past.lines, past.rejected.len(), past.calls.len()), (2, 0, 1));
        let call = &past.calls[0];
        assert_eq!(
            (call.id.as_str(), call.phone.as_str()),
            ("1800000000.1", "+79160000001")
        );
        assert_eq!(
            (call.incoming, call.line.as_str(), call.extension.as_deref()),
            (true, "74950000001", Some("102"))
        );
        assert_eq!(call.started_at, Time(START * 1_000));
        assert_eq!(call.answered_at, Some(Time((START + 4) * 1_000)));
        assert_eq!(
            (call.ended_at, call.talk),
            (Some(Time((START + 10) * 1_000)), Span::seconds(6))
        );
    }
}

#[test]
fn what_came_of_calls_follows_from_their_legs() {
    let missed = |came| {
        let leg = |other| Written {
            from: "+79160000001",
            to: "74950000001",
            channels: ["SIP/trunk-1", other],
            at: [0, -1, 20],
            came,
            id: "1800000000.1",
            link: "",
        };
        read_text(&(leg("SIP/101-2").line() + &leg("SIP/102-3").line())).calls[0].unanswered
    };
    assert_eq!(missed("BUSY"), Some(Unanswered::Busy));
    assert_eq!(missed("NO ANSWER"), Some(Unanswered::NotPickedUp));
    assert_eq!(missed("FAILED"), Some(Unanswered::Failed));
    let made = |came, at| {
        let leg = Written {
            from: "74950000001",
            to: "+79160000002",
            channels: ["PJSIP/101-1", "PJSIP/trunk-2"],
            at,
            came,
            id: "1800000000.1",
            link: "",
        };
        let call = read_text(&leg.line()).calls.remove(0);
        assert_eq!(
            (call.incoming, call.phone.as_str(), call.extension.as_deref()),
            (false, "+79160000002", Some("101"))
        );
        call.outcome
    };
    assert_eq!(made("ANSWERED", [0, 3, 9]), Some(Outcome::Talked));
    assert_eq!(made("BUSY", [0, -1, 2]), Some(Outcome::Busy));
    assert_eq!(made("NO ANSWER", [0, -1, 40]), Some(Outcome::NoAnswer));
    assert_eq!(made("CONGESTION", [0, -1, 1]), None);
    // A greeting or a mailbox answers nobody, and our own telephones are nobody's.
    let greeted = Written {
        from: "+79160000001",
        to: "74950000001",
        channels: ["PJSIP/trunk-1", ""],
        at: [0, 0, 15],
        came: "ANSWERED",
        id: "1800000000.1",
        link: "",
    };
    let call = read_text(&greeted.line()).calls.remove(0);
    assert_eq!((call.answered_at, call.unanswered), (None, None));
    let internal = Written {
        channels: ["PJSIP/101-1", "PJSIP/102-2"],
        ..greeted
    };
    assert!(read_text(&internal.line()).calls.is_empty());
}

#[test]
fn halves_of_a_local_channel_are_one_call_without_an_id_that_says_so() {
    let leg = |id, channels| Written {
        from: "+79160000001",
        to: "101",
        channels,
        at: [0, 4, 9],
        came: "ANSWERED",
        id,
        link: "",
    };
    let text = leg("1800000000.3", ["Local/101@ext-00000001;2", "SIP/101-2"]).line()
        + &leg("1800000000.1", ["SIP/trunk-1", "Local/101@ext-00000001;1"]).line();
    let past = read_text(&text);
    assert_eq!(past.calls.len(), 1);
    let call = &past.calls[0];
    assert_eq!(
        (call.phone.as_str(), call.extension.as_deref()),
        ("+79160000001", Some("101"))
    );
}

#[test]
fn broken_lines_are_told_and_stop_nothing() {
    let text = "\"\",\"test\",\"100\",\"context\n".to_owned() + &hunt("") + "чужая строка\n";
    let past = read_text(&text);
    assert_eq!(
        (past.lines, past.rejected.as_slice(), past.calls.len()),
        (4, [1, 4].as_slice(), 1)
    );
    assert_eq!(read(&[0xff, b'"', b',', 0xa5], &directory(), Tz::UTC).rejected, [1]);
}

#[test]
fn a_table_with_names_is_read_by_them() {
    let text = "calldate,clid,src,dst,channel,dstchannel,lastapp,lastdata,duration,billsec,disposition,uniqueid,did,recordingfile\n\
        2027-01-15 13:00:00,x,+79160000001,600,PJSIP/trunk-1,PJSIP/101-2,Dial,PJSIP/101,30,20,ANSWERED,1800000000.1,74950000001,in-1.wav\n";
    let past = read_text(text);
    let call = &past.calls[0];
    assert_eq!(
        (past.lines, call.extension.as_deref(), call.recording.as_deref()),
        (1, Some("101"), Some("in-1.wav"))
    );
    assert_eq!(call.answered_at, call.ended_at.map(|end| end - Span::seconds(20)));
}

#[test]
fn a_queues_log_tells_who_took_a_call_and_who_gave_up() {
    let text = "1800000000|NONE|NONE|NONE|QUEUESTART|\n\
        1800000001|1800000001.1|sales|NONE|ENTERQUEUE||+79160000001|1\n\
        1800000009|1800000001.1|sales|PJSIP/102|CONNECT|8|1800000001.2|4\n\
        1800000039|1800000001.1|sales|PJSIP/102|COMPLETECALLER|8|30|1\n\
        1800000050|1800000050.1|sales|NONE|ENTERQUEUE||89160000002|1\n\
        1800000080|1800000050.1|sales|NONE|ABANDON|1|1|30\n\
        1800000090|1800000090.1|sales|NONE|ENTERQUEUE||89160000003|1\n";
    let past = read_text(text);
    assert_eq!(past.calls.len(), 2, "one that goes on is not told");
    let taken = &past.calls[0];
    assert_eq!(
        (taken.extension.as_deref(), taken.talk),
        (Some("102"), Span::seconds(30))
    );
    assert_eq!(taken.answered_at, Some(Time(1_800_000_009_000)));
    assert_eq!(past.calls[1].unanswered, Some(Unanswered::HungUp));
}

/// Asterisk's own log of a run whose calls are known, where it is at hand.
#[test]
fn the_log_of_a_real_exchange_gives_its_calls() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../shared/samples/asterisk-live", "../../shared/samples/asterisk-live"];
    let Some(bytes) = places
        .iter()
        .find_map(|place| std::fs::read(root.join(place).join("Master.csv")).ok())
    else {
        return;
    };
    let past = read(&bytes, &directory(), Tz::Europe__Moscow);
    assert!(
        past.rejected.is_empty(),
        "{:?}",
        &past.rejected[..5.min(past.rejected.len())]
    );
    let of = |id: &str| past.calls.iter().find(|call| call.id == id).unwrap();
    let first = of("1795901117.0");
    assert_eq!(
        (first.phone.as_str(), first.extension.as_deref()),
        ("+380671234567", Some("102"))
    );
    assert_eq!(first.started_at, Time(1_795_901_117_000));
    let by_local = of("1795901279.20");
    assert_eq!(by_local.extension.as_deref(), Some("102"));
    let (queue, gave_up) = (of("1795901408.87"), of("1795901447.106"));
    assert_eq!((queue.extension.as_deref(), gave_up.answered_at), (Some("102"), None));
    let busy = of("1795901576.144");
    assert_eq!(
        (busy.phone.as_str(), busy.outcome),
        ("+380671110003", Some(Outcome::Busy))
    );
    let sent_on = of("1795901737.189");
    assert_eq!(
        (sent_on.extension.as_deref(), sent_on.transferred_to.as_deref()),
        (Some("101"), Some("102"))
    );
}

#[test]
fn a_queues_log_tells_who_was_logged_in_and_when_they_paused() {
    let log = "1800000000|NONE|sales|SIP/101|ADDMEMBER|\n\
        1800000010|NONE|service|SIP/101|ADDMEMBER|\n\
        1800000100|NONE|sales|SIP/101|PAUSE|lunch\n\
        1800000200|NONE|NONE|SIP/101|PAUSEALL|\n\
        1800000500|NONE|NONE|SIP/101|UNPAUSEALL|\n\
        1800000600|NONE|sales|SIP/777|ADDMEMBER|\n\
        1800000900|NONE|sales|SIP/101|REMOVEMEMBER|\n\
        1800001000|NONE|service|SIP/101|REMOVEMEMBER|\n\
        1800002000|NONE|sales|SIP/102|ADDMEMBER|\n\
        1800002100|NONE|sales|SIP/102|PAUSE|\n\
        1800002300|NONE|sales|SIP/102|REMOVEMEMBER|\n\
        1800003000|NONE|sales|SIP/102|ADDMEMBER|\n\
        1800003100|NONE|sales|SIP/103|REMOVEMEMBER|\n";
    let past = read(log.as_bytes(), &directory(), Tz::UTC);
    let at = |seconds: i64| Time(seconds * 1_000);
    let shift = |operator: &str, from: i64, until: i64, pause: (i64, i64)| PastShift {
        operator: operator.to_owned(),
        began_at: at(from),
        ended_at: at(until),
        pauses: vec![(at(pause.0), at(pause.1))],
    };
    // Paused in one of two queues is at work; who has not logged out yet is not over.
    assert_eq!(
        past.shifts,
        [
            shift("101", 1_800_000_000, 1_800_001_000, (1_800_000_200, 1_800_000_500)),
            shift("102", 1_800_002_000, 1_800_002_300, (1_800_002_100, 1_800_002_300)),
        ]
    );
}
