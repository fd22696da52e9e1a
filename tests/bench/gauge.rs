//! Times of one thing done many times.

#![allow(clippy::print_stdout, dead_code)] // each bench uses its part

use std::time::Duration;
use std::time::Instant;

/// What is measured, and how long it took each time.
pub struct Gauge {
    what: String,
    times: Vec<Duration>,
}

impl Gauge {
    pub fn new(what: &str) -> Gauge {
        Gauge {
            what: what.to_owned(),
            times: Vec::new(),
        }
    }

    /// Does it and keeps how long it took.
    pub fn time<T>(&mut self, work: impl FnOnce() -> T) -> T {
        let begun = Instant::now();
        let done = work();
        self.times.push(begun.elapsed());
        done
    }

    pub fn add(&mut self, time: Duration) {
        self.times.push(time);
    }

    /// The last time does not count.
    pub fn forget(&mut self) {
        self.times.pop();
    }

    /// Prints the median, the best, the 95th percentile and the worst; gives the median.
    pub fn say(self) -> Duration {
        let (line, median) = self.line();
        println!("{line}");
        median
    }

    /// The same, and how many times longer than something of the same run.
    pub fn say_against(self, floor: Duration, what: &str) {
        let (line, median) = self.line();
        println!(
            "{line}  {:>5.1} x {what}",
            median.as_secs_f64() / floor.as_secs_f64().max(1e-9)
        );
    }

    fn line(mut self) -> (String, Duration) {
        self.times.sort_unstable();
        let at = |percent: usize| {
            let last = self.times.len().saturating_sub(1);
            self.times.get(last * percent / 100).copied().unwrap_or_default()
        };
        let ms = |time: Duration| time.as_secs_f64() * 1_000.0;
        let (best, median, late, worst) = (at(0), at(50), at(95), at(100));
        let line = format!(
            "{:<44} {:>9.3} ms   best {:>9.3}   p95 {:>9.3}   worst {:>9.3}   n {}",
            self.what,
            ms(median),
            ms(best),
            ms(late),
            ms(worst),
            self.times.len()
        );
        (line, median)
    }
}

/// The most memory this process has held, where the system tells.
pub fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.map_or_else(|| "unknown".to_owned(), |line| line.trim().to_owned())
}
