//! The way to the server is cut under an open console: it keeps its queue, says so, writes nothing blindly, and goes on.

use std::time::Duration;

use serde_json::json;

use crate::given;
use crate::support::cut_proxy::Cut;
use crate::support::cut_proxy::CutProxy;
use crate::support::cut_proxy::Way;
use crate::support::desk::TestDesk;
use crate::support::desk::of_a_server;
use crate::support::pty::Pty;

/// A desk that comes to its server through what can be cut.
fn through(desk: TestDesk) -> (TestDesk, CutProxy) {
    let proxy = CutProxy::to(desk.served_at());
    let address = proxy.address().to_string();
    (desk.variable("DOZVON_DB", &address), proxy)
}

#[test]
fn a_console_that_is_cut_off_keeps_its_queue_refuses_to_write_and_goes_on_by_itself() {
    of_a_server!("nothing stands between a console and its file");
    let (desk, proxy) = through(given::shop());
    let witness = desk.database();
    let confirmed = || witness.number("select count(*) from orders where confirmed_at is not null");
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("No. 1001 · Elena Ivanova");
    proxy.cut_off();
    pty.wait_for("no connection to the database since 12:0");
    pty.wait_for("Vera Titova");
    pty.press("c");
    pty.wait_for("Nothing was written.");
    assert_eq!(confirmed(), 0);
    // A colleague's way is whole.
    let direct = desk.database_text();
    let colleague = ["--db", direct.as_str(), "--operator", "boris"];
    let new = [
        "order",
        "new",
        "--name",
        "Nina Frost",
        "--phone",
        "89160000099",
        "--line",
        "Cup;1;90",
    ];
    desk.json(&[&colleague[..], &new].concat());
    desk.json(&[&colleague[..], &["order", "confirm", "1002"]].concat());
    proxy.mend();
    pty.wait_for_no("no connection to the database");
    pty.wait_for("Nina Frost");
    assert_eq!(confirmed(), 1, "what was refused is not done later");
    pty.press("c");
    pty.wait_for("✓ No. 1001 · confirmed");
    assert_eq!(confirmed(), 2);
    pty.press("u");
    pty.wait_for("Undone: No. 1001");
    assert_eq!(confirmed(), 1);
    pty.press("q");
    assert_eq!(pty.wait_for_end(), 0);
}

/// `DOZVON_CUTS` says how often, five times.
#[test]
fn what_a_console_showed_as_done_is_done_once_wherever_it_was_cut_off() {
    of_a_server!("nothing stands between a console and its file");
    let rounds: usize = std::env::var("DOZVON_CUTS").map_or(100, |count| count.parse().unwrap()) / 5;
    let (desk, proxy) = through(TestDesk::new());
    crowd(&desk, rounds);
    let witness = desk.database();
    let confirmed = || witness.number("select count(*) from orders where confirmed_at is not null");
    let entries = || witness.number("select count(*) from journal where kind = 3");
    let mut random = fastrand::Rng::with_seed(7);
    let mut pty = Pty::console(&desk, 120, 40);
    pty.wait_for("Buyer");
    let mut refused = 0;
    for round in 0..rounds {
        pty.press("n");
        let text = pty.wait_for_any(&["Next: ", "Still first: "]);
        let number = given::number_under_the_cursor(&text);
        proxy.cut_at(Cut {
            way: [Way::ToServer, Way::ToDesk][round % 2],
            // From within the first message to behind the last.
            behind: (1 << random.u64(5..15)) + random.u64(0..32),
            away: 0,
        });
        pty.press("c");
        let done = format!("✓ No. {number} · confirmed");
        let text = pty.wait_for_any(&[&done, "Nothing was written."]);
        proxy.mend();
        let shown = i64::try_from(round).unwrap() + i64::from(text.contains(&done));
        assert_eq!((confirmed(), entries()), (shown, shown), "{text}");
        if !text.contains(&done) {
            refused += 1;
            pty.wait_for_no("no connection to the database");
            pty.press("c");
            pty.wait_for(&done);
        }
    }
    assert!(refused > 0 && refused < rounds, "{refused} of {rounds} were refused");
    let rounds = i64::try_from(rounds).unwrap();
    assert_eq!((confirmed(), entries()), (rounds, rounds));
}

/// `DOZVON_KILLS` says how often.
#[test]
fn what_a_console_showed_as_done_is_done_once_though_it_was_killed_then() {
    let kills: usize = std::env::var("DOZVON_KILLS").map_or(20, |count| count.parse().unwrap());
    let desk = TestDesk::new();
    crowd(&desk, kills * 2);
    let witness = desk.database();
    let mut random = fastrand::Rng::with_seed(5);
    // Nothing is ever said on this line: it is what to wait on.
    let (_line, nobody) = std::sync::mpsc::channel::<()>();
    let mut shown = 0;
    for kill in 0..kills {
        let mut pty = Pty::console(&desk, 120, 40);
        pty.wait_for("Buyer");
        pty.press("n");
        let text = pty.wait_for_any(&["Next: ", "Still first: "]);
        let number = given::number_under_the_cursor(&text);
        let done = format!("✓ No. {number} · confirmed");
        let sql = format!(
            "select case when confirmed_at is null then 0 else 1 end, \
               (select count(*) from journal where order_id = orders.id and kind = 3) from orders where number = '{number}'"
        );
        pty.press("c");
        if kill % 2 == 0 {
            pty.wait_for(&done);
        } else {
            let _ = nobody.recv_timeout(Duration::from_micros(random.u64(0..150_000)));
        }
        pty.signal("KILL");
        pty.wait_for_end();
        let is_shown = pty.screen().contains(&done);
        shown += usize::from(is_shown);
        let kept = witness.rows(&sql).swap_remove(0);
        assert_eq!(kept[0], kept[1], "No. {number}: an action and its entry are one");
        assert!(!is_shown || kept[0] == "1", "No. {number} was shown as confirmed");
    }
    witness.assert_whole();
    assert!(shown > 0 && shown < kills, "{shown} of {kills} were shown");
}

/// A shop of that many new orders.
fn crowd(desk: &TestDesk, orders: usize) {
    let order = |number: usize| {
        json!({
            "number": (1_000 + number).to_string(), "created_at": "2026-03-11T08:50:00Z", "total": 100 + number, "status": "new",
            "customer": {"name": format!("Buyer {number}"), "phones": [format!("+7916000{number:04}")]}, "payment": "card",
            "lines": [{"name": "Cup", "quantity": 1, "price": 100 + number}],
        })
    };
    let orders: Vec<_> = (0..orders).map(order).collect();
    let file = desk.file("orders.json", serde_json::to_string(&orders).unwrap());
    assert_eq!(desk.json(&["import", &file])["created"], orders.len());
}
