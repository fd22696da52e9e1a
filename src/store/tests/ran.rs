//! Which statements were run: for the tests that hold their number.

use std::cell::RefCell;

thread_local! {
    static RAN: RefCell<Option<Vec<String>>> = const { RefCell::new(None) };
}

/// Notes that this thread runs `sql`.
pub(in crate::store) fn note(sql: Option<String>) {
    RAN.with_borrow_mut(|ran| {
        if let (Some(ran), Some(sql)) = (ran.as_mut(), sql) {
            ran.push(sql);
        }
    });
}

/// What `work` gives, and the statements this thread ran for it.
pub(crate) fn ran_by<T>(work: impl FnOnce() -> T) -> (T, Vec<String>) {
    RAN.set(Some(Vec::new()));
    let done = work();
    (done, RAN.take().unwrap_or_default())
}
