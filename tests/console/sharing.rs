//! Several processes on one file.

use std::time::Duration;
use std::time::Instant;

use crate::given;
use crate::support::pty::Pty;

/// The console looks at the file every fifth of a second; this leaves room for a busy machine.
const SOON: Duration = Duration::from_secs(3);

#[test]
fn an_order_another_process_brings_or_works_shows_at_once() {
    let desk = given::shop();
    let pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Elena Ivanova");
    let new = [
        "order",
        "new",
        "--name",
        "Anna Frost",
        "--phone",
        "89160000099",
        "--line",
        "Cup;1;90",
    ];
    drop(desk.run(&new).success());
    let start = Instant::now();
    pty.wait_for("Anna Frost");
    let came = start.elapsed();
    drop(desk.run(&["order", "confirm", "1003", "--operator", "boris"]).success());
    let start = Instant::now();
    // Confirmed and not paid, it leaves the queue and is marked as done.
    pty.wait_until("1003 done", |screen| {
        let text = screen.contents();
        text.lines()
            .any(|line| line.contains("Olga Smirnova") && line.contains('✓'))
    });
    let done = start.elapsed();
    println!("a new order after {came:?}, a confirmed one after {done:?}");
    assert!(came < SOON && done < SOON, "{came:?} {done:?}");
}

#[test]
fn two_consoles_see_whom_the_other_holds() {
    let desk = given::shop();
    let mut anna = Pty::console(&desk, 120, 40);
    let mut boris = Pty::run(&desk, &["--operator", "boris"], 120, 40);
    anna.wait_for("Elena Ivanova");
    boris.wait_for("Elena Ivanova");
    anna.press("n");
    anna.wait_for("● new");
    boris.wait_for("anna: new");
    // Another's customer is muted, but for the row under the cursor.
    boris.press("j");
    boris.wait_for("No. 1002 · Igor Popov");
    assert_ne!(
        boris.look_of("anna: new").foreground,
        boris.look_of("Olga Smirnova").foreground
    );
    // The next there is somebody else.
    boris.press("n");
    boris.wait_for("● new");
    boris.wait_for("No. 1002 · Igor Popov");
    anna.wait_for("boris: new");
    // What she holds is not offered there.
    boris.press("k");
    boris.wait_for("No. 1001 · Elena Ivanova");
    boris.press("c");
    boris.wait_for("anna has held this customer");
    anna.press("g");
    boris.wait_for_no("anna: new");
    assert_eq!(desk.json(&["order", "show", "1001"])["stage"], "new");
}
