//! Compares `cpa validate` and `cpa due` over many plans with reading the same files.
//!
//! `cargo bench --bench many_plans` makes 10,000 plans, runs each command in turn with a plain read, and prints medians,
//! ratios and peak memory.

mod common;

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use common::{make, median, plans, say, time_and_peak};

/// How many runs of each command count.
const RUNS: usize = 7;

fn main() {
    let plans = plans();
    let folder = tempfile::TempDir::new().expect("a folder");
    let bytes = make(folder.path(), plans);
    let cpa = Path::new(env!("CARGO_BIN_EXE_cpa"));
    say(&format!("{plans} plans, {} MB, {RUNS} runs", bytes / 1_000_000));
    for command in [&["validate"][..], &["due"], &["due", "--within", "--format", "json"]] {
        let mut pairs = Vec::new();
        let mut peak = 0;
        for run in 0..=RUNS {
            let read = time(&mut read_all(folder.path()));
            let mut cpa = Command::new(cpa);
            cpa.args(command).args(["--as-at", "2026-11-22"]).current_dir(folder.path());
            let (took, memory) = time_and_peak(&mut cpa);
            peak = peak.max(memory);
            // The first run only warms the cache.
            if run > 0 {
                pairs.push((took, read));
            }
        }
        let ratio =
            median(pairs.iter().map(|(took, read)| took.as_secs_f64() / read.as_secs_f64()).collect());
        let took = median(pairs.iter().map(|(took, _)| took.as_secs_f64()).collect());
        let read = median(pairs.iter().map(|(_, read)| read.as_secs_f64()).collect());
        let command = command.join(" ");
        say(&format!(
            "cpa {command}: {took:.3} s, reading alone {read:.3} s, ratio {ratio:.2}, peak {peak} kB"
        ));
    }
}

fn read_all(folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "find . -name '*.toml' -print0 | xargs -0 cat >/dev/null"]).current_dir(folder);
    command
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a command that runs");
    start.elapsed()
}
