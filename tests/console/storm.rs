//! Calls come up in a console at once, also while an exchange talks as fast as it can; what is typed is drawn, and no call
//! is lost.

use std::collections::VecDeque;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;
use std::time::Instant;

use vt100::Screen;

use crate::given;
use crate::support::desk::TestDesk;
use crate::support::exchange;
use crate::support::exchange::TestCall;
use crate::support::exchange::Voice;
use crate::support::pty::Pty;
use crate::support::pty::key;

/// What a busy exchange says in a second.
const RATE: usize = 1_300;
/// Calls that go on side by side.
const LIVE: usize = 40;
/// Of the events of a call, this part is of no use to anybody: of a real one that filters nothing, five of six.
const NOISE: usize = 100;
/// How long a key may take to the screen, and a call: to people, and to a debug build beside other tests.
pub(crate) const PAINTED: Duration = Duration::from_millis(if cfg!(debug_assertions) { 2_000 } else { 50 });
const CARD_UP: Duration = Duration::from_millis(if cfg!(debug_assertions) { 5_000 } else { 500 });
/// How far the file may be behind what was said.
const BEHIND: Duration = Duration::from_secs(if cfg!(debug_assertions) { 60 } else { 5 });
const MOST_MEMORY_KB: u64 = 200_000;

/// A desk that hears the exchange at `port`, with a customer to write of.
fn listening(port: u16) -> TestDesk {
    let names: Vec<String> = (0..20).map(|n| format!("m{n}")).collect();
    let extensions: Vec<String> = (0..20).map(|n| (200 + n).to_string()).collect();
    let telephones: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(extensions.iter().map(String::as_str))
        .collect();
    let telephones = [&[("anna", "101")], &telephones[..]].concat();
    let desk = TestDesk::new().live();
    let zone = desk.zone_at_noon();
    let hours: String = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .map(|day| format!("{day} = \"00:00-24:00\"\n"))
        .concat();
    let settings = format!(
        "{}[shop]\ntime_zone = \"{zone}\"\n[hours]\n{hours}",
        exchange::settings(port, &telephones)
    );
    let desk = desk.settings(&settings).variable("AMI_SECRET", "s3cret");
    let order = [
        "order",
        "new",
        "--name",
        "Anna Frost",
        "--phone",
        "89160000099",
        "--line",
        "Cup;1;90",
    ];
    drop(desk.run(&order).success());
    desk
}

/// Prints how long it took, and gives what all but two of a thousand stayed within.
pub(crate) fn within(name: &str, mut times: Vec<Duration>) -> Duration {
    times.sort();
    let last = times.len() - 1;
    let (middle, most, worst) = (times[last / 2], times[last * 998 / 1_000], times[last]);
    println!(
        "{name}: of {} the middle {middle:?}, 99.8 % within {most:?}, the worst {worst:?}",
        last + 1
    );
    most
}

/// The list knows of the call, and the card of who calls is drawn: with a name, or as one nobody knows.
fn is_up(screen: &Screen, caller: &str) -> bool {
    let text = screen.contents();
    text.contains("R27 · ringing") && text.matches(caller).count() > 1
}

#[test]
fn the_card_of_who_calls_is_up_within_half_a_second() {
    let desk = given::shop();
    let pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Elena Ivanova");
    let told = (10..20).map(|n| {
        let (phone, shown) = (format!("+79165550{n}0"), format!("+7 916 555-0{}-{}0", n / 10, n % 10));
        let begun = Instant::now();
        drop(desk.run(&["call", "incoming", &phone]).success());
        pty.wait_until(&format!("{shown} called"), |screen| is_up(screen, &shown));
        let took = begun.elapsed();
        drop(desk.run(&["call", "missed", &phone]).success());
        pty.wait_for_no("R27 · ringing");
        took
    });
    let most = within("a softphone's hook, from its start to the card", told.collect());
    assert!(most < CARD_UP, "{most:?}");
}

#[test]
fn the_card_of_who_calls_an_exchange_is_up_within_half_a_second() {
    let (listener, port) = exchange::listen();
    let desk = listening(port);
    let (word, words) = channel::<Vec<String>>();
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let speak = |voice: Voice| {
            drop(thread::spawn(move || {
                words.iter().try_for_each(|all| voice.say(&all.concat()))
            }));
        };
        let _ = exchange::converse(stream, "", speak);
    });
    let pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Anna Frost");
    let told = (10..20).map(|n| {
        let call = TestCall::new(n, &format!("+79165550{n}0"));
        let shown = format!("+7 916 555-0{}-{}0", n / 10, n % 10);
        let begun = Instant::now();
        word.send(call.rings()).unwrap();
        pty.wait_until(&format!("{shown} called"), |screen| is_up(screen, &shown));
        let took = begun.elapsed();
        word.send(call.given_up()).unwrap();
        pty.wait_for_no("R27 · ringing");
        took
    });
    let most = within("an exchange's word of a new channel, to the card", told.collect());
    assert!(most < CARD_UP, "{most:?}");
}

/// What is in the file of a call: who called, whether it was taken and is over, and by whom.
type Row = (String, bool, bool, Option<String>);

/// A call of the storm and what must be in the file of it. Two of three are taken.
fn storm_call(n: usize) -> (TestCall, Row) {
    let mut call = TestCall::new(n, &format!("+79161{n:06}"));
    call.extension = (200 + n % 20).to_string();
    let is_taken = !n.is_multiple_of(3);
    let row = (
        call.caller.clone(),
        is_taken,
        true,
        is_taken.then(|| format!("m{}", n % 20)),
    );
    (call, row)
}

/// Its events, with the noise between them.
fn events(n: usize) -> VecDeque<String> {
    let (call, row) = storm_call(n);
    let rest = if row.1 {
        [call.taken(), call.over()].concat()
    } else {
        call.given_up()
    };
    let mut noise = call.noise(NOISE).into_iter();
    let told = [call.rings(), rest].concat();
    let between = NOISE / told.len();
    told.into_iter()
        .flat_map(|event| {
            std::iter::once(event)
                .chain(noise.by_ref().take(between))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Says all that befalls `calls` calls, [`RATE`] events a second, [`LIVE`] calls side by side; how many events there were
/// and how long the other side took to hear them.
fn rage(calls: usize, voice: &Voice) -> (usize, Duration) {
    let (_line, nobody) = channel::<()>();
    let mut next = (1..=calls).map(events);
    let mut live: VecDeque<_> = next.by_ref().take(LIVE).collect();
    let (begun, mut said) = (Instant::now(), 0);
    while let Some(mut events) = live.pop_front() {
        if let Some(event) = events.pop_front() {
            voice.say(&event).unwrap();
            said += 1;
            live.push_back(events);
        } else {
            live.extend(next.next());
        }
        let due =
            Duration::from_secs_f64(f64::from(u32::try_from(said).unwrap()) / f64::from(u32::try_from(RATE).unwrap()));
        if let Some(early) = due.checked_sub(begun.elapsed()) {
            let _ = nobody.recv_timeout(early);
        }
    }
    (said, begun.elapsed())
}

fn ledger(desk: &TestDesk) -> Vec<Row> {
    let sql = "select phone, answered_at, ended_at, operator from calls order by phone, id";
    let said = |text: &String| !text.is_empty();
    let row = |row: Vec<String>| {
        let operator = Some(row[3].clone()).filter(said);
        (row[0].clone(), said(&row[1]), said(&row[2]), operator)
    };
    desk.database().rows(sql).into_iter().map(row).collect()
}

#[test]
fn keys_are_drawn_and_no_call_is_lost_while_an_exchange_talks_as_fast_as_it_can() {
    let seconds: usize = std::env::var("DOZVON_LINE_STORM").map_or(4, |text| text.parse().unwrap());
    let calls = (seconds * RATE / (NOISE + 7)).max(LIVE);
    let (listener, port) = exchange::listen();
    let desk = listening(port);
    let (done, is_done) = channel();
    let (begin, may_begin) = channel::<()>();
    thread::spawn(move || {
        let (stream, _) = listener.accept().unwrap();
        let speak = |voice: Voice| {
            thread::spawn(move || {
                may_begin.recv().unwrap();
                let _ = done.send(rage(calls, &voice));
            });
        };
        let _ = exchange::converse(stream, "", speak);
    });
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Anna Frost");
    pty.press("w");
    pty.wait_for("Enter keeps it");
    begin.send(()).unwrap();
    let (mut letters, mut notes) = (Vec::new(), Vec::new());
    let (said, took) = loop {
        letters.extend(type_and_erase(&mut pty));
        // A colleague writes as well, and waits for the file no longer than ever.
        let (note, begun) = (format!("asks again {}", notes.len()), Instant::now());
        drop(desk.run(&["order", "note", "D1", &note, "--operator", "m1"]).success());
        notes.push(begun.elapsed());
        if let Ok(done) = is_done.try_recv() {
            break done;
        }
    };
    let over = Instant::now();
    let expected: Vec<Row> = (1..=calls).map(|n| storm_call(n).1).collect();
    let (_line, nobody) = channel::<()>();
    while ledger(&desk) != expected && over.elapsed() < BEHIND {
        let _ = nobody.recv_timeout(Duration::from_millis(50));
    }
    let behind = over.elapsed();
    let rate = f64::from(u32::try_from(said).unwrap()) / took.as_secs_f64();
    println!("{said} events of {calls} calls in {took:?}, {rate:.0} a second; all in the file {behind:?} later");
    assert_eq!(ledger(&desk), expected);
    assert!(rate > 0.95 * f64::from(u32::try_from(RATE).unwrap()), "{rate}");
    println!("the most memory: {:?} kB", pty.peak_memory());
    assert!(
        pty.peak_memory().is_none_or(|most| most < MOST_MEMORY_KB),
        "{:?}",
        pty.peak_memory()
    );
    within("a colleague's note, from another process", notes);
    let most = within("a letter, from its key to the screen", letters);
    assert!(most < PAINTED, "{most:?}");
    // The field stood all the while.
    pty.press("wants it blue");
    pty.press(key::ENTER);
    pty.wait_for("✓ No. D1 · note written");
    let written = desk.json(&["journal", "--order", "D1"]).to_string();
    assert!(written.contains("wants it blue"), "{written}");
}

/// Types letters into the field and takes them back; how long each took to the screen.
pub(crate) fn type_and_erase(pty: &mut Pty) -> Vec<Duration> {
    let text = "asks for the blue one, not the red";
    let ends: Vec<usize> = (0..=text.len()).collect();
    let there = ends.windows(2).map(|pair| (&text[pair[0]..pair[1]], pair[1]));
    let back = ends.windows(2).rev().map(|pair| (key::BACKSPACE, pair[0]));
    let typed = there.chain(back).map(|(pressed, end)| {
        let shown = format!("> {}", &text[..end]);
        pty.time(pressed, &shown, |screen| line_of(screen) == shown.trim_end())
    });
    typed.collect()
}

/// The field, as far as it is filled.
fn line_of(screen: &Screen) -> String {
    let text = screen.contents();
    let line = text.lines().map(str::trim).find(|line| line.starts_with('>'));
    line.unwrap_or_default().to_owned()
}
