//! Shared by the benchmarks: thousands of different plans, and the time and memory of a command.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The number of plans without a number as argument.
const DEFAULT_PLANS: usize = 10_000;

/// Returns the number of plans from the arguments.
pub(crate) fn plans() -> usize {
    std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(DEFAULT_PLANS)
}

/// Prints a line.
#[expect(clippy::print_stdout, reason = "figures are the output of a benchmark")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Writes plans made from the sample plans, 100 in each folder. Returns their size in bytes.
pub(crate) fn make(folder: &Path, plans: usize) -> u64 {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    for beside in ["cpa.toml", "people.toml"] {
        std::fs::copy(tree.join(beside), folder.join(beside)).expect("a copy");
    }
    let mut samples: Vec<PathBuf> = walkdir::WalkDir::new(&tree)
        .min_depth(2)
        .into_iter()
        .map(|entry| entry.expect("a readable tree").into_path())
        .filter(|path| {
            path.extension().is_some_and(|end| end == "toml") && path.file_name() != Some("cpa.toml".as_ref())
        })
        .collect();
    samples.sort();
    let samples: Vec<(String, String)> = samples
        .iter()
        .map(|path| {
            let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (id, std::fs::read_to_string(path).expect("a plan"))
        })
        .collect();
    let mut bytes = 0;
    for plan in 0..plans {
        let (sample_id, text) = &samples[plan % samples.len()];
        let id = format!("P-{plan:06}");
        let text = make_unique(&text.replace(sample_id, &id), plan);
        let subfolder = folder.join(format!("{:03}", plan / 100));
        std::fs::create_dir_all(&subfolder).expect("a folder");
        bytes += text.len() as u64;
        std::fs::write(subfolder.join(format!("{id}.toml")), text).expect("a plan");
    }
    bytes
}

/// Changes the NHS number and every second word of longer sentences, so that plans do not look copied.
fn make_unique(text: &str, plan: usize) -> String {
    let mut unique = String::with_capacity(text.len() * 11 / 10);
    for line in text.lines() {
        if line.starts_with("nhs_number") {
            writeln!(unique, "nhs_number = \"{}\"", nhs_number(plan)).expect("a string takes it");
            continue;
        }
        // Quoted text, if it is too long to be a choice.
        for (at, piece) in line.split('"').enumerate() {
            if at > 0 {
                unique.push('"');
            }
            if at % 2 == 0 || piece.split(' ').count() < 7 {
                unique += piece;
                continue;
            }
            for (at, word) in piece.split(' ').enumerate() {
                if at > 0 {
                    unique.push(' ');
                }
                if at % 2 == 1 && word.starts_with(|first: char| first.is_ascii_lowercase()) {
                    let number = plan * 1000 + unique.len() % 1000;
                    unique.extend(number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')));
                }
                unique += word;
            }
        }
        unique.push('\n');
    }
    unique
}

/// Returns a valid NHS number (modulus 11), counted from 999 000 0018.
fn nhs_number(plan: usize) -> String {
    let check = |nine: usize| {
        let sum: usize = nine
            .to_string()
            .bytes()
            .zip((2..=10).rev())
            .map(|(digit, by)| usize::from(digit - b'0') * by)
            .sum();
        11 - sum % 11
    };
    let nine = (999_000_001..)
        .filter(|nine| check(*nine) != 10)
        .nth(plan)
        .expect("there are more numbers than plans");
    format!("{nine}{}", check(nine) % 11)
}

/// Returns the time of a command and its peak memory in kB (0 where `/proc` is missing).
pub(crate) fn time_and_peak(command: &mut Command) -> (Duration, u64) {
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a command that runs");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait().expect("a child").is_none() {
        let text = std::fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let now = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok()).unwrap_or(0);
        peak = peak.max(now);
        std::thread::sleep(Duration::from_millis(2));
    }
    (start.elapsed(), peak)
}

pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
