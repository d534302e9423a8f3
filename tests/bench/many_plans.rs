//! Many plans: `cpa` beside reading the same files and doing nothing with them, in turn, in one run.
//!
//! `cargo bench` makes 10,000 plans from those in the tree, runs each command in turn with
//! `find … -print0 | xargs -0 cat > /dev/null`, and prints the medians, the ratios pair by pair, and the peak memory.

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
            let floor = time(&mut floor(folder.path()));
            let mut cpa = Command::new(cpa);
            cpa.args(command).args(["--as-at", "2026-11-22"]).current_dir(folder.path());
            let (took, memory) = time_and_peak(&mut cpa);
            peak = peak.max(memory);
            // The first run warms the cache.
            if run > 0 {
                pairs.push((took, floor));
            }
        }
        let ratio =
            median(pairs.iter().map(|(took, floor)| took.as_secs_f64() / floor.as_secs_f64()).collect());
        let took = median(pairs.iter().map(|(took, _)| took.as_secs_f64()).collect());
        let floor = median(pairs.iter().map(|(_, floor)| floor.as_secs_f64()).collect());
        let command = command.join(" ");
        say(&format!(
            "cpa {command}: {took:.3} s, reading alone {floor:.3} s, ratio {ratio:.2}, peak {peak} kB"
        ));
    }
}

fn floor(folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "find . -name '*.toml' -print0 | xargs -0 cat >/dev/null"]).current_dir(folder);
    command
}

/// How long a command takes.
fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a command that runs");
    start.elapsed()
}
