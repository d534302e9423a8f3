//! Many plans: `cpa` beside reading the same files and doing nothing with them, in turn, in one run.
//!
//! `cargo bench` makes 10,000 plans from those in the tree, runs each command in turn with
//! `find … -print0 | xargs -0 cat > /dev/null`, and prints the medians, the ratios pair by pair, and the peak memory.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many plans, unless the first argument is a number.
const PLANS: usize = 10_000;
/// How many runs of each command count.
const RUNS: usize = 7;

fn main() {
    let plans = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(PLANS);
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

#[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
fn say(line: &str) {
    println!("{line}");
}

/// Plans with ids of their own, made from those in the tree, a hundred a folder. Returns how many bytes.
fn make(folder: &Path, plans: usize) -> u64 {
    let tree = Path::new(env!("CARGO_MANIFEST_DIR")).join("plans");
    for beside in ["cpa.toml", "people.toml"] {
        std::fs::copy(tree.join(beside), folder.join(beside)).expect("a copy");
    }
    let mut models: Vec<PathBuf> = walkdir::WalkDir::new(&tree)
        .min_depth(2)
        .into_iter()
        .map(|entry| entry.expect("a readable tree").into_path())
        .filter(|path| {
            path.extension().is_some_and(|end| end == "toml") && path.file_name() != Some("cpa.toml".as_ref())
        })
        .collect();
    models.sort();
    let models: Vec<(String, String)> = models
        .iter()
        .map(|path| {
            let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
            (id, std::fs::read_to_string(path).expect("a plan"))
        })
        .collect();
    let mut bytes = 0;
    for plan in 0..plans {
        let (model, text) = &models[plan % models.len()];
        let id = format!("P-{plan:06}");
        let text = own_words(&text.replace(model, &id), plan);
        let below = folder.join(format!("{:03}", plan / 100));
        std::fs::create_dir_all(&below).expect("a folder");
        bytes += text.len() as u64;
        std::fs::write(below.join(format!("{id}.toml")), text).expect("a plan");
    }
    bytes
}

/// The text of a model as another person's: an NHS number of its own, and in its longer sentences every other word
/// different from those of all other plans, as text that nobody has copied.
fn own_words(text: &str, plan: usize) -> String {
    let mut own = String::with_capacity(text.len() * 11 / 10);
    for line in text.lines() {
        if line.starts_with("nhs_number") {
            writeln!(own, "nhs_number = \"{}\"", nhs_number(plan)).expect("a string takes it");
            continue;
        }
        // What stands between quotes, if it is too long for a word of a closed list.
        for (at, piece) in line.split('"').enumerate() {
            if at > 0 {
                own.push('"');
            }
            if at % 2 == 0 || piece.split(' ').count() < 7 {
                own += piece;
                continue;
            }
            for (at, word) in piece.split(' ').enumerate() {
                if at > 0 {
                    own.push(' ');
                }
                if at % 2 == 1 && word.starts_with(|first: char| first.is_ascii_lowercase()) {
                    let number = plan * 1000 + own.len() % 1000;
                    own.extend(number.to_string().bytes().map(|digit| char::from(b'a' + digit - b'0')));
                }
                own += word;
            }
        }
        own.push('\n');
    }
    own
}

/// The valid NHS number that comes after so many others from 999 000 0018 on (modulus 11).
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

fn floor(folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "find . -name '*.toml' -print0 | xargs -0 cat >/dev/null"]).current_dir(folder);
    command
}

fn time(command: &mut Command) -> Duration {
    let start = Instant::now();
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().expect("a command that runs");
    start.elapsed()
}

/// How long a command takes, and the most memory that it was seen to hold, in kB (0 where the system does not say).
fn time_and_peak(command: &mut Command) -> (Duration, u64) {
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

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
