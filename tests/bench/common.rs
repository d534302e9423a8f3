//! What both benchmarks need: thousands of plans, each with words of its own, and a clock that also looks at memory.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many plans, unless the first argument is a number.
const PLANS: usize = 10_000;

/// How many plans were asked for.
pub(crate) fn plans() -> usize {
    std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(PLANS)
}

/// Prints a line.
#[expect(clippy::print_stdout, reason = "the figures are what it is run for")]
pub(crate) fn say(line: &str) {
    println!("{line}");
}

/// Plans with ids of their own, made from those in the tree, a hundred a folder. Returns how many bytes.
pub(crate) fn make(folder: &Path, plans: usize) -> u64 {
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

/// How long a command takes, and the most memory that it was seen to hold, in kB (0 where the system does not say).
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

/// The middle of some figures.
pub(crate) fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_by(f64::total_cmp);
    figures[figures.len() / 2]
}
