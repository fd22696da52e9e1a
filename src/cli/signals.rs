//! What somebody asks of a process that works without a screen.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use signal_hook::consts::SIGINT;
use signal_hook::consts::SIGTERM;

/// Set once the process is asked to end.
pub fn asked_to_end() -> Arc<AtomicBool> {
    let stop = Arc::<AtomicBool>::default();
    for signal in [SIGINT, SIGTERM] {
        // Where it cannot be had, the process ends at once, which harms nothing either.
        let _ = signal_hook::flag::register(signal, Arc::clone(&stop));
    }
    stop
}
