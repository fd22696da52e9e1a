//! Who may read what the program makes: its owner, or with `shared = true` their group too, whatever the umask.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;
use std::process::Stdio;

use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;
use crate::support::desk::program;

const SETTINGS: &str = "[regulation]\nreport_at = \"00:00\"\n[[segment]]\nname = \"tea\"\nbought = [\"Чай\"]\n";
const ORDERS: &str = "№ заказа;Дата;ФИО;Телефон;Сумма;Товар\n1;11.03.2026 11:58;Елена;8 916 765-43-21;1450;Чай\n\
                      2;11.03.2026 12:00;Иван;;сто;Чай\n";

#[test]
fn what_is_made_is_for_those_it_is_meant_for_whatever_the_umask() {
    of_a_file!("it is made for its readers");
    for umask in ["000", "022", "077"] {
        for (shared, file, folder) in [(false, 0o600, 0o700), (true, 0o660, 0o2770)] {
            let desk = TestDesk::new().without_database();
            let settings = format!("{SETTINGS}[files]\nshared = {shared}\n");
            let config = desk.file("config.toml", settings);
            let orders = desk.file("orders.csv", ORDERS);
            // A home for what is made, so that nothing else lies in it.
            let database = desk.path_text("home/shop/desk/desk.db");
            let own_config = desk.path_text("home/settings/config.toml");
            let in_home = |name: &str| desk.path_text(&format!("home/{name}"));
            let run = |arguments: &[&str]| under(umask, &desk, &[&["--db", &database], arguments].concat());
            assert_eq!(run(&["import", &orders]), 1, "with a reject");
            assert_eq!(run(&["work", "--once"]), 0);
            assert_eq!(
                run(&["report", "daily", "--csv", "--out", &in_home("out/daily.csv")]),
                0
            );
            assert_eq!(
                run(&["customer", "segment", "tea", "--all", "--csv", &in_home("tea/tea.csv")]),
                0
            );
            assert_eq!(run(&["backup", "--to", &in_home("copies/night")]), 0);
            assert_eq!(run(&["backup", "--to", &in_home("one/copy.db")]), 0);
            let profile = [
                "import",
                "--make-profile",
                &orders,
                "--profile-out",
                &in_home("profiles/a.toml"),
            ];
            assert_eq!(run(&profile), 0);
            assert_eq!(run(&["restore", &in_home("one/copy.db")]), 0);
            fs::create_dir(desk.path("home/settings")).unwrap();
            fs::copy(&config, &own_config).unwrap();

            let reader = rusqlite::Connection::open(&database).unwrap();
            let _: i64 = reader
                .query_row("select count(*) from orders", [], |row| row.get(0))
                .unwrap();
            assert_eq!(run(&["order", "note", "1", "текст"]), 0);

            let mut made = Vec::new();
            below(&desk.path("home"), &mut made);
            made.retain(|(path, _, _)| !path.contains("/settings"));
            for part in [
                "desk.db",
                "-wal",
                "-shm",
                ".csv",
                "rejects",
                "before-restore",
                "daily",
                "copies",
                "a.toml",
            ] {
                assert!(made.iter().any(|(path, _, _)| path.contains(part)), "{part}: {made:#?}");
            }
            for (path, is_folder, mode) in &made {
                let meant = if *is_folder { folder } else { file };
                assert_eq!(
                    *mode, meant,
                    "umask {umask}, shared {shared}: {path} is {mode:o}, not {meant:o}"
                );
            }
        }
    }
}

/// The exit code of a command begun under that umask, at the real hour.
fn under(umask: &str, desk: &TestDesk, arguments: &[&str]) -> i32 {
    let script = format!("umask {umask}; exec \"$0\" \"$@\"");
    let output = Command::new("/bin/sh")
        .args(["-c", &script, program()])
        .args(arguments)
        .env_clear()
        .envs(desk.environment())
        .current_dir(desk.folder())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    output.status.code().unwrap_or_else(|| panic!("{output:?}"))
}

/// Everything below a folder: its path, whether it is a folder, its mode.
fn below(folder: &Path, found: &mut Vec<(String, bool, u32)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let data = fs::symlink_metadata(&path).unwrap();
        found.push((
            path.display().to_string(),
            data.is_dir(),
            data.permissions().mode() & 0o7777,
        ));
        if data.is_dir() {
            below(&path, found);
        }
    }
}
