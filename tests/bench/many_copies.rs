//! Compares `cpa render` with reading the plans and writing as many bytes, and with a script in Python and jinja2
//! (`tests/bench/copies.py`), if they are installed.
//!
//! `cargo bench --bench many_copies` makes 10,000 plans, runs the three in turn, each into an empty folder, and prints
//! medians, ratios and peak memory.

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use common::{make, median, plans, say, time_and_peak};

/// Runs of each program, after one that warms the cache.
const RUNS: usize = 3;

fn main() {
    let plans = plans();
    let folder = tempfile::TempDir::new().expect("a folder");
    let bytes = make(folder.path(), plans);
    let files = plan_files(folder.path());
    let python = python();
    let (mut ours, mut plain, mut jinja) = (Vec::new(), Vec::new(), Vec::new());
    let (mut peak, mut peak_of_python, mut written) = (0, 0, 0);
    for run in 0..=RUNS {
        let out = tempfile::TempDir::new().expect("a folder");
        let mut cpa = Command::new(env!("CARGO_BIN_EXE_cpa"));
        cpa.args(["render", ".", "--format", "html", "--as-at", "2026-11-22", "--output"]).arg(out.path());
        let (took, memory) = time_and_peak(cpa.current_dir(folder.path()));
        let copies = copy_sizes(out.path());
        assert_eq!(copies.len(), plans, "every plan has its copy");
        written = copies.iter().sum();
        let floor = read_and_write(&files, &copies);
        let script = python.as_ref().map(|python| {
            let out = tempfile::TempDir::new().expect("a folder");
            time_and_peak(Command::new(python).arg(script()).arg(folder.path()).arg(out.path()))
        });
        if run > 0 {
            peak = peak.max(memory);
            ours.push(took.as_secs_f64());
            plain.push(took.as_secs_f64() / floor.as_secs_f64());
            if let Some((took, memory)) = script {
                peak_of_python = peak_of_python.max(memory);
                jinja.push(took.as_secs_f64() / ours[ours.len() - 1]);
            }
        }
    }
    say(&format!(
        "{plans} plans, {} MB; copies of {} MB; {RUNS} runs",
        bytes / 1_000_000,
        written / 1_000_000
    ));
    let (took, ratio) = (median(ours), median(plain));
    say(&format!(
        "cpa render: {took:.3} s, {ratio:.2} times reading and writing as many bytes, peak {peak} kB"
    ));
    if jinja.is_empty() {
        say("no python3 with jinja2 here: set PYTHON to one");
    } else {
        let ratio = median(jinja);
        say(&format!("python and jinja2: {ratio:.2} times as long as cpa, peak {peak_of_python} kB"));
    }
}

fn script() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/copies.py")
}

/// Returns a Python with jinja2.
fn python() -> Option<String> {
    let python = std::env::var("PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has = Command::new(&python).args(["-c", "import jinja2, tomllib"]).output();
    has.is_ok_and(|has| has.status.success()).then_some(python)
}

fn plan_files(folder: &Path) -> Vec<PathBuf> {
    let all = walkdir::WalkDir::new(folder).min_depth(2).sort_by_file_name();
    all.into_iter().map(|entry| entry.expect("a plan").into_path()).filter(|path| path.is_file()).collect()
}

/// Returns the size of each copy, in the order of the plans.
fn copy_sizes(folder: &Path) -> Vec<u64> {
    let all = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    let all = all.map(|entry| entry.expect("a copy"));
    let html = all.filter(|entry| entry.path().extension().is_some_and(|end| end == "html"));
    html.map(|entry| entry.metadata().expect("a copy").len()).collect()
}

/// Measures reading each plan and writing as many bytes as its copy has.
fn read_and_write(files: &[PathBuf], copies: &[u64]) -> Duration {
    let out = tempfile::TempDir::new().expect("a folder");
    let start = Instant::now();
    for (at, (file, bytes)) in files.iter().zip(copies).enumerate() {
        let text = std::fs::read(file).expect("a plan");
        let length = usize::try_from(*bytes).expect("it fits");
        let copy: Vec<u8> = text.iter().copied().cycle().take(length).collect();
        std::fs::write(out.path().join(format!("{at}.html")), copy).expect("space on the disk");
    }
    start.elapsed()
}
