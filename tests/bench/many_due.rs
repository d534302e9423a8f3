//! `cpa due` over many plans, compared with other tools in the same folder and the same run.
//!
//! `cargo bench --bench many_due` makes 10,000 plans from the samples, commits them to git, and runs in turn: reading
//! the files only; `cpa due` for reviews and for every date; Taskwarrior (`task`), which has the dates of the reviews
//! imported; `rg`, which finds lines; and `git status`. Tools that are not
//! installed is left out. It prints the medians, the ratios to reading alone, run by run, and the peak memory.

mod common;

use std::path::Path;
use std::process::{Command, Stdio};

use common::{make, median, plans, say, time_and_peak};
use serde_json::Value;

/// The number of measured runs of each command.
const RUNS: usize = 7;

const AS_AT: &str = "2026-11-22";

/// A command with its name.
type Named = (&'static str, Box<dyn Fn() -> Command>);

fn main() {
    let plans = plans();
    let folder = tempfile::TempDir::new().expect("a folder");
    let tasks = tempfile::TempDir::new().expect("a folder");
    let bytes = make(folder.path(), plans);
    let mut commands: Vec<Named> = Vec::new();
    let here = folder.path().to_owned();
    let cpa = move |args: &'static [&'static str], name| -> Named {
        let here = here.clone();
        let command = move || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_cpa"));
            command.args(["due", ".", "--as-at", AS_AT]).args(args).current_dir(&here);
            command
        };
        (name, Box::new(command))
    };
    commands.push(cpa(&[], "cpa due"));
    commands.push(cpa(&["--what", "all", "--format", "csv"], "cpa due --what all --format csv"));
    commands.push(cpa(&["--by", "coordinator"], "cpa due --by coordinator"));
    commands.extend(task(folder.path(), tasks.path()));
    commands.extend(others(folder.path()));
    say(&format!("{plans} plans, {} MB, {RUNS} runs", bytes / 1_000_000));
    let mut figures: Vec<(Vec<f64>, Vec<f64>, u64)> = commands.iter().map(|_| Default::default()).collect();
    let mut alone = Vec::new();
    for run in 0..=RUNS {
        let (floor, _) = time_and_peak(&mut floor(folder.path()));
        for ((_, command), (took, ratios, peak)) in commands.iter().zip(&mut figures) {
            let (time, memory) = time_and_peak(&mut command());
            // The first run warms the cache.
            if run > 0 {
                took.push(time.as_secs_f64());
                ratios.push(time.as_secs_f64() / floor.as_secs_f64());
                *peak = memory.max(*peak);
            }
        }
        alone.push(floor.as_secs_f64());
    }
    say(&format!("reading alone: {:.3} s", median(alone)));
    for ((name, _), (took, ratios, peak)) in commands.iter().zip(figures) {
        say(&format!("{name}: {:.3} s, ratio {:.2}, peak {peak} kB", median(took), median(ratios)));
    }
}

fn floor(folder: &Path) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", "find . -name '*.toml' -print0 | xargs -0 cat >/dev/null"]).current_dir(folder);
    command
}

/// Returns Taskwarrior with a task for each review.
fn task(folder: &Path, tasks: &Path) -> Option<Named> {
    if !is_there("task") {
        say("no taskwarrior here: install it to compare");
        return None;
    }
    let list = Command::new(env!("CARGO_BIN_EXE_cpa"))
        .args(["due", ".", "--as-at", AS_AT, "--within", "900y", "--format", "json"])
        .current_dir(folder)
        .output()
        .expect("a list");
    let list: Value = serde_json::from_slice(&list.stdout).expect("JSON");
    let dated = list["rows"].as_array().expect("rows").iter().filter(|row| row["due"].is_string());
    let task = |row: &Value| {
        let due = row["due"].as_str().unwrap_or_default().replace('-', "");
        serde_json::json!({
            "status": "pending",
            "description": format!("Review {} ({})", row["name"].as_str().unwrap_or_default(), row["id"]),
            "entry": "20260101T000000Z",
            "due": format!("{due}T000000Z"),
        })
    };
    let imported: Vec<Value> = dated.map(task).collect();
    let file = tasks.join("tasks.json");
    std::fs::write(&file, serde_json::to_vec(&imported).expect("JSON")).expect("a file");
    let tasks = tasks.to_owned();
    let with = move |args: &[&str]| {
        let mut command = Command::new("task");
        let data = format!("rc.data.location={}", tasks.display());
        command.args([&data, "rc:/dev/null", "rc.confirmation=no", "rc.gc=no"]).args(args);
        command
    };
    let file = file.display().to_string();
    let status = with(&["import", &file]).stdout(Stdio::null()).stderr(Stdio::null()).status();
    assert!(status.expect("task").success());
    Some(("task due.before:DAY export", Box::new(move || with(&["due.before:2026-11-22", "export"]))))
}

/// Returns ripgrep and `git status`.
fn others(folder: &Path) -> Vec<Named> {
    let mut others: Vec<Named> = Vec::new();
    let here = folder.to_owned();
    if is_there("rg") {
        let here = here.clone();
        others.push((
            "rg next_review_due",
            Box::new(move || {
                let mut command = Command::new("rg");
                let late = r"^next_review_due = (20[01]|202[0-5]|2026-0|2026-10|2026-11-[01]|2026-11-2[01])";
                command.args(["-N", late, "."]).current_dir(&here);
                command
            }),
        ));
    } else {
        say("no ripgrep here: install it to compare");
    }
    let git = |args: &[&str]| {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=x", "-c", "user.email=x@example.org"]).args(args).current_dir(folder);
        command.stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
    };
    if git(&["init", "-q"]) && git(&["add", "."]) && git(&["commit", "-qm", "plans"]) {
        others.push((
            "git status",
            Box::new(move || {
                let mut command = Command::new("git");
                command.args(["status", "--porcelain"]).current_dir(&here);
                command
            }),
        ));
    }
    others
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}
