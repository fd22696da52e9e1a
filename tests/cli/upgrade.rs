//! Files of every schema there was, opened by the program as it is.

use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

use crate::support::desk::TestDesk;
use crate::support::desk::of_a_file;
use crate::support::desk::program;

/// `tests/data/schema-01.sql` and so on: made by the migrations up to that one, with a few rows, and never changed since.
fn schemas() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut found: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "sql"))
        .collect();
    found.sort();
    found
}

/// How many rows each table of the file has, but for those of the search index and what a file keeps of itself.
fn counts(file: &rusqlite::Connection) -> Vec<(String, i64)> {
    let sql = "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' \
               and name not like 'customer_search%' and name not in ('meta', 'changes', 'leases', 'labels') order by name";
    let mut select = file.prepare(sql).unwrap();
    let names: Vec<String> = select
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let count = |name: &String| {
        let sql = format!("select count(*) from {name}");
        file.query_row(&sql, [], |row| row.get(0)).unwrap()
    };
    names.into_iter().map(|name| (name.clone(), count(&name))).collect()
}

/// What a command prints at the machine's own hour.
fn run(desk: &TestDesk, arguments: &[&str]) -> Value {
    let output = Command::new(program())
        .args(arguments)
        .arg("--json")
        .env_clear()
        .envs(desk.environment())
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn a_file_of_every_schema_is_opened_with_all_its_rows_and_nothing_wrong_in_it() {
    of_a_file!("older schemas were of files");
    let schemas = schemas();
    assert!(schemas.len() >= 50, "{schemas:?}");
    for schema in schemas {
        let name = schema.file_name().unwrap().to_string_lossy().into_owned();
        // The file of the desk is there and empty, as the program would make it: nobody else may read it.
        let desk = TestDesk::new();
        let file = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
        file.execute_batch(&fs::read_to_string(&schema).unwrap()).unwrap();
        let before = counts(&file);
        assert!(
            before.iter().any(|(table, rows)| table == "orders" && *rows == 2),
            "{name}: {before:?}"
        );
        drop(file);

        let found = run(&desk, &["doctor"]);
        let wrong = found.as_array().unwrap().iter();
        let wrong: Vec<&Value> = wrong
            .filter(|one| one["state"] != "fine" && one["check"] != "backup")
            .collect();
        assert_eq!(wrong, Vec::<&Value>::new(), "{name}");
        let order = run(&desk, &["order", "show", "102"]);
        assert_eq!(
            (&order["customer"]["name"], &order["stage"]),
            (&"Пётр Сидоров".into(), &"ready".into()),
            "{name}"
        );
        assert_eq!(order["paid"]["minor"], 99_000, "{name}");
        assert_eq!(run(&desk, &["search", "иванов"])[0]["id"], 1, "{name}");

        let file = rusqlite::Connection::open(desk.path("desk.db")).unwrap();
        let after = counts(&file);
        for table in before {
            assert!(after.contains(&table), "{name}: {table:?} of {after:?}");
        }
    }
}
