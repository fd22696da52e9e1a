//! A process that is killed again and again while messages leave by servers that hang up and answer slowly: each message is
//! accepted exactly once, or visibly held. `DOZVON_STORM=1000` makes it as many messages.

use std::collections::BTreeMap;
use std::env;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::net::SocketAddr;
use std::net::TcpListener;
use std::net::TcpStream;
use std::process::Command;
use std::process::Stdio;
use std::sync::Condvar;
use std::time::Duration;

use super::*;

/// How often the process is killed.
const KILLS: usize = 6;
/// Names the file to the process that sends, and the servers.
const FILE: &str = "DOZVON_STORM_FILE";

fn count(usual: usize) -> usize {
    env::var("DOZVON_STORM")
        .ok()
        .and_then(|text| text.parse().ok())
        .unwrap_or(usual)
}

/// What servers took, by the mark of the message: how often.
#[derive(Debug, Default)]
struct Taken {
    by_mark: Mutex<BTreeMap<String, usize>>,
    grown: Condvar,
    talks: Mutex<usize>,
}

impl Taken {
    fn take(&self, mark: &str) {
        *self.by_mark.lock().unwrap().entry(mark.to_owned()).or_default() += 1;
        self.grown.notify_all();
    }

    /// Waits until that many were taken.
    fn reaches(&self, count: usize) {
        let taken = self.by_mark.lock().unwrap();
        let wait = Duration::from_secs(120);
        let (taken, _) = self
            .grown
            .wait_timeout_while(taken, wait, |taken| taken.len() < count)
            .unwrap();
        assert!(taken.len() >= count, "{} of {count}", taken.len());
    }

    /// How a server behaves in its next talk.
    fn mood(&self) -> Mood {
        let mut talks = self.talks.lock().unwrap();
        *talks += 1;
        match *talks % 9 {
            2 => Mood::HangsUpBefore,
            5 => Mood::HangsUpAfter,
            7 => Mood::Slow,
            _ => Mood::Well,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mood {
    Well,
    Slow,
    /// It took nothing.
    HangsUpBefore,
    /// It took the message, and says nothing of it.
    HangsUpAfter,
}

fn serve(taken: &Arc<Taken>, talk: fn(TcpStream, &Taken) -> std::io::Result<()>) -> SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let at = listener.local_addr().unwrap();
    let taken = Arc::clone(taken);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let taken = Arc::clone(&taken);
            thread::spawn(move || drop(talk(stream, &taken)));
        }
    });
    at
}

/// An answer that lets one wait.
fn slowly(out: &mut TcpStream, said: &str) -> std::io::Result<()> {
    let (nobody, ever) = std::sync::mpsc::channel::<()>();
    for part in said.as_bytes().chunks(5) {
        let _ = ever.recv_timeout(Duration::from_millis(5));
        out.write_all(part)?;
    }
    drop(nobody);
    Ok(())
}

/// Any gateway: `/send?id=MARK`.
fn gateway_talk(stream: TcpStream, taken: &Taken) -> std::io::Result<()> {
    let mood = taken.mood();
    if mood == Mood::HangsUpBefore {
        return Ok(());
    }
    let mut out = stream.try_clone()?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line)?;
    let mark = line.split("id=").nth(1).and_then(|rest| rest.split([' ', '&']).next());
    let Some(mark) = mark else { return Ok(()) };
    taken.take(mark);
    let said = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nfine";
    match mood {
        Mood::HangsUpAfter => Ok(()),
        Mood::Slow => slowly(&mut out, said),
        _ => out.write_all(said.as_bytes()),
    }
}

fn mail_talk(stream: TcpStream, taken: &Taken) -> std::io::Result<()> {
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream).lines();
    out.write_all(b"220 storm\r\n")?;
    let mut mark = None;
    let mut is_data = false;
    while let Some(line) = lines.next().transpose()? {
        if is_data {
            if let Some(id) = line.strip_prefix("Message-ID: <") {
                mark = id.split('@').next().map(str::to_owned);
            }
            if line != "." {
                continue;
            }
            is_data = false;
            let mood = taken.mood();
            if mood == Mood::HangsUpBefore {
                return Ok(());
            }
            taken.take(&mark.take().unwrap_or_default());
            match mood {
                Mood::HangsUpAfter => return Ok(()),
                Mood::Slow => slowly(&mut out, "250 fine\r\n")?,
                _ => out.write_all(b"250 fine\r\n")?,
            }
            continue;
        }
        is_data = line == "DATA";
        let said = if is_data { "354 go on" } else { "250 fine" };
        out.write_all(format!("{said}\r\n").as_bytes())?;
    }
    Ok(())
}

fn by(mail_at: &str, gateway_at: &str) -> Settings {
    let of = |setting: ChannelSetting| ChannelSetting {
        go: Go::Auto,
        per_minute: 1_000_000,
        ..setting
    };
    let gateway = ChannelSetting {
        via: Via::Http,
        url: Some(format!("http://{gateway_at}/send?id={{id}}")),
        accepted: Some(why("fine")),
        ..ChannelSetting::default()
    };
    Settings {
        channel_list: vec![
            (why("mail"), of(mail(mail_at.parse().unwrap()))),
            (why("sms"), of(gateway)),
        ],
        ..Settings::default()
    }
}

/// What the killed process does: it sends until nothing waits. Without its file it is no process to be killed.
#[test]
fn sends_until_it_is_killed() {
    let Ok(told) = env::var(FILE) else { return };
    let [path, mail_at, gateway_at, from] = told.split('|').collect::<Vec<_>>()[..] else {
        panic!("{told}")
    };
    let settings = by(mail_at, gateway_at);
    let mut desk = open(Path::new(path), &settings, "anna");
    let mut now = Time(from.parse().unwrap());
    let folder = OutgoingFolder {
        path: Path::new(path).with_file_name("outgoing"),
        readers: Readers::Owner,
        from: None,
    };
    let mut sender = Sender::new(&settings, Templates::brought(), &folder, &nothing());
    loop {
        desk.clock = Clock::Stopped(now);
        desk.hold_unknown("killed").unwrap();
        sent(&mut desk, &mut sender);
        let counts = desk.read(|look| look.store.outbox_counts()).unwrap();
        if counts.waiting == 0 {
            return;
        }
        now = now + Span::seconds(5);
    }
}

#[test]
fn killed_at_any_moment_each_message_is_accepted_once_or_held() {
    let messages = count(60);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let taken = Arc::<Taken>::default();
    let (mail_at, gateway_at) = (serve(&taken, mail_talk), serve(&taken, gateway_talk));
    let mut desk = open(&path, &by(&mail_at.to_string(), &gateway_at.to_string()), "anna");
    for index in 0..messages {
        let phone = format!("+7916{index:07}");
        if index % 2 == 0 {
            with_email(&mut desk, &phone, &format!("c{index}@mail.example"), 100_000);
        } else {
            let order = new_order(&mut desk, &phone, 100_000);
            desk.perform(Target::Order(order), &Action::Confirm).unwrap();
        }
    }
    for kill in 0..=KILLS {
        // Later than what the one before took may be on its way.
        let from = NOON + RECALL + Span::minutes(10 * i64::try_from(kill).unwrap());
        let told = format!("{}|{mail_at}|{gateway_at}|{}", path.display(), from.0);
        let mut sender = Command::new(env::current_exe().unwrap())
            .args(["--exact", "outreach::sending::tests::storm::sends_until_it_is_killed"])
            .env(FILE, told)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        if kill < KILLS {
            taken.reaches(messages * (kill + 1) / (KILLS + 3));
            sender.kill().unwrap();
            sender.wait().unwrap();
        } else {
            assert!(sender.wait().unwrap().success());
        }
    }
    let by_mark = taken.by_mark.lock().unwrap();
    assert!(by_mark.values().all(|times| *times == 1), "{by_mark:?}");
    let all = desk.read(|look| outbox::outbox(look, Messages::All, 10_000)).unwrap();
    assert_eq!(all.len(), messages);
    let (mut gone, mut held) = (0, 0);
    for message in &all {
        let mark = message
            .words
            .as_ref()
            .map(|words| words.mark.clone())
            .unwrap_or_default();
        match message.state {
            MessageState::Sent => {
                assert!(by_mark.contains_key(&mark), "{message:?}");
                gone += 1;
            }
            MessageState::Held => held += 1,
            state => panic!("{state:?}: {message:?}"),
        }
    }
    // Of nine talks two end without a word, and each kill leaves one behind at most.
    assert!(gone * 2 > messages && held > 0, "{gone} left, {held} held");
    assert_eq!(gone + held, messages);
}

#[test]
fn a_day_of_many_messages_keeps_to_so_many_a_minute() {
    const PER_MINUTE: i64 = 30;
    let messages = count(120);
    let folder = tempfile::tempdir().unwrap();
    let mut settings = settings(&[(Channel::Sms, Go::Auto)]);
    settings.channel_list[0].1.per_minute = PER_MINUTE;
    let mut desk = open(&folder.path().join("a.db"), &settings, "anna");
    for index in 0..messages {
        let order = new_order(&mut desk, &format!("+7916{index:07}"), 100_000);
        desk.perform(Target::Order(order), &Action::Confirm).unwrap();
    }
    later(&mut desk, RECALL);
    let (mut sender, _) = sender(&desk, &[accepted()]);
    let mut left: Vec<Time> = Vec::new();
    while left.len() < messages {
        let turn = sent(&mut desk, &mut sender);
        left.extend(turn.tried.iter().map(|_| desk.now()));
        if !turn.more {
            later(&mut desk, Span::seconds(7));
        }
        assert!(desk.now() < NOON + Span::days(1), "{} of {messages}", left.len());
    }
    let most = usize::try_from(PER_MINUTE).unwrap();
    let minutes = left.windows(most + 1);
    assert!(
        minutes
            .into_iter()
            .all(|window| window[most] - window[0] >= Span::minutes(1))
    );
    // And it wastes none of them.
    let whole = i64::try_from(messages).unwrap() / PER_MINUTE + 1;
    assert!(
        desk.now() - NOON < Span::seconds(70 * (whole + 1)),
        "{:?}",
        desk.now() - NOON
    );
}
