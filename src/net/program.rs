//! Programs of the settings, which may never end by themselves.

use std::process::Child;
use std::process::ExitStatus;
use std::time::Duration;

use wait_timeout::ChildExt;

/// How it ended; none when it did not in time, and was ended.
pub fn end_within(child: &mut Child, patience: Duration) -> Option<ExitStatus> {
    if let Ok(Some(status)) = child.wait_timeout(patience) {
        return Some(status);
    }
    let _ = child.kill();
    let _ = child.wait();
    None
}
