//! How large the process becomes, as the system counts it, and what work takes; where it does not count, nothing is found
//! too large.

use std::fs;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::time::Duration;

static ALONE: Mutex<()> = Mutex::new(());

/// Two tests at once would count each other's memory.
pub fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Forgets how large it was, and says how large it is, in kB.
pub fn start() -> u64 {
    // See proc_pid_clear_refs(5).
    let _ = fs::write("/proc/self/clear_refs", "5");
    status("VmRSS:")
}

/// The largest it was since `start`, in kB.
pub fn most() -> u64 {
    status("VmHWM:")
}

/// How long the processor worked for this thread: what else the machine does takes no part of it.
#[cfg(unix)]
pub fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(
        u64::try_from(time.tv_sec).unwrap(),
        u32::try_from(time.tv_nsec).unwrap(),
    )
}

#[cfg(not(unix))]
pub fn processor() -> Duration {
    static BEGAN: std::sync::LazyLock<std::time::Instant> = std::sync::LazyLock::new(std::time::Instant::now);
    BEGAN.elapsed()
}

/// How much of it went since.
pub fn since(began: Duration) -> Duration {
    processor().saturating_sub(began)
}

fn status(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|line| line.split_whitespace().next());
    number.and_then(|number| number.parse().ok()).unwrap_or(0)
}
