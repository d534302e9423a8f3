//! The program itself, killed at any point, stopped by the disk, or run several times at once: what stands on the disk is
//! the old plan or the new one.

use std::fs;
use std::path::Path;
use std::process::{Command as Program, Output, Stdio};
use std::time::Instant;

use crate::edit::{NEXT, REVIEWED, plan, with_plan};
use crate::harness::{Command, cpa};

const ARGS: [&str; 5] = ["book", "P-1.toml", "2026-11-30", "--as-at", "2026-11-22"];

/// The program, not yet started.
fn program(folder: &Path) -> Program {
    let mut program = Program::new(env!("CARGO_BIN_EXE_cpa"));
    program.current_dir(folder).args(ARGS).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    program
}

/// A folder with a plan, and the plan's bytes before the command and after it.
fn folder() -> (Command, Vec<u8>, Vec<u8>) {
    // Longer than what is written at once, as some plans are.
    let needs = r#"
[[needs]]
need = "Somebody to talk to"
"#
    .repeat(2000);
    let text = plan(NEXT, &format!("{REVIEWED}{needs}"));
    let command = with_plan(cpa([]), &text);
    let ended = program(command.path()).output().expect("the program");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let path = command.path().join("P-1.toml");
    let new = fs::read(&path).expect("the plan");
    fs::write(&path, &text).expect("the plan");
    (command, text.into_bytes(), new)
}

#[test]
fn killed_run_leaves_the_old_or_the_new_plan() {
    let (command, old, new) = folder();
    let path = command.path().join("P-1.toml");
    let began = Instant::now();
    program(command.path()).output().expect("the program");
    let whole = began.elapsed();
    let mut seen = [0, 0];
    for part in 0..100 {
        fs::write(&path, &old).expect("the plan");
        let mut child = program(command.path()).spawn().expect("the program");
        std::thread::sleep(whole * part / 90);
        child.kill().expect("it can be killed");
        child.wait().expect("it ended");
        let left = fs::read(&path).expect("the plan");
        assert!(left == old || left == new, "neither the old plan nor the new one, after {part} of 90 parts");
        seen[usize::from(left == new)] += 1;
    }
    assert!(seen[0] > 0, "it was never killed before it had written");
    fs::write(&path, &old).expect("the plan");
    assert!(program(command.path()).output().expect("the program").status.success());
    assert_eq!(fs::read(&path).expect("the plan"), new);
    assert_eq!(crate::edit::leftovers(&command), 0, "what was left is taken away");
}

#[test]
fn parallel_runs_lose_no_change() {
    let text = plan(NEXT, REVIEWED);
    for _ in 0..5 {
        let command = with_plan(cpa([]), &text);
        let days = ["2026-11-24", "2026-11-25", "2026-11-26", "2026-11-27"];
        let start = |date: &&str| {
            let mut program = Program::new(env!("CARGO_BIN_EXE_cpa"));
            program.current_dir(command.path()).stdout(Stdio::piped()).stderr(Stdio::piped());
            program.args(["book", "P-1.toml", date, "--because", "another day", "--as-at", "2026-11-22"]);
            program.spawn().expect("the program")
        };
        let started: Vec<_> = days.iter().map(start).collect();
        let ended = started.into_iter().map(|child| child.wait_with_output().expect("it ended"));
        let ended: Vec<Output> = ended.collect();
        let left = fs::read_to_string(command.path().join("P-1.toml")).expect("the plan");
        for (ended, date) in ended.iter().zip(days) {
            let said = String::from_utf8_lossy(&ended.stderr);
            assert_eq!(left.contains(&format!("booked = {date}")), ended.status.success(), "{date}: {said}");
            let refused = said.contains("`P-1.toml` has changed meanwhile, so nothing was written");
            assert!(ended.status.success() || (ended.status.code() == Some(2) && refused), "{said}");
        }
        assert!(ended.iter().any(|ended| ended.status.success()), "one of them has written");
        assert_eq!(crate::edit::leftovers(&command), 0);
    }
}

#[cfg(unix)]
#[test]
fn full_disk_leaves_the_old_plan() {
    let (command, old, _) = folder();
    // A limit for files stands in for a disk that is full.
    let line = format!("trap '' XFSZ; ulimit -f 8; exec {} {}", env!("CARGO_BIN_EXE_cpa"), ARGS.join(" "));
    let ended = Program::new("sh").args(["-c", &line]).current_dir(command.path()).output().expect("a shell");
    let said = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(2), "{said}");
    let says = "error: nothing was written: cannot write `P-1.toml`: the disk does not take it: ";
    assert!(said.starts_with(says), "{said}");
    assert_eq!(fs::read(command.path().join("P-1.toml")).expect("the plan"), old);
    assert_eq!(crate::edit::leftovers(&command), 0);
}

/// The program under strace, which does at each of these calls what it is told.
fn traced(folder: &Path, inject: &str) -> Output {
    let mut strace = Program::new("strace");
    strace.current_dir(folder).args(["-f", "-o", "trace"]);
    if !inject.is_empty() {
        strace.args(["-e", inject]);
    }
    strace.arg(env!("CARGO_BIN_EXE_cpa")).args(ARGS).stdin(Stdio::null());
    strace.output().expect("strace is there")
}

/// The calls of a run: each name, how often it was called before, and with what.
fn calls(folder: &Path) -> Vec<(String, usize, String)> {
    let ended = traced(folder, "");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    let trace = fs::read_to_string(folder.join("trace")).expect("the trace");
    let mut calls: Vec<(String, usize, String)> = Vec::new();
    for line in trace.lines() {
        let Some((name, rest)) = line.split_once(' ').and_then(|(_, call)| call.trim().split_once('('))
        else {
            continue;
        };
        let before = calls.iter().filter(|(known, ..)| known == name).count();
        calls.push((name.to_owned(), before + 1, rest.to_owned()));
    }
    calls
}

#[test]
#[ignore = "needs strace"]
fn kill_at_each_system_call_leaves_a_whole_plan() {
    let (command, old, new) = folder();
    let path = command.path().join("P-1.toml");
    let calls = calls(command.path());
    assert!(calls.len() > 100 && calls.iter().any(|(name, ..)| name == "renameat"), "{calls:?}");
    let mut seen = [0, 0];
    // The first call is the one that starts the program.
    for (name, count, _) in calls.iter().skip(1).filter(|(name, ..)| name != "exit_group") {
        fs::write(&path, &old).expect("the plan");
        traced(command.path(), &format!("inject={name}:signal=KILL:when={count}"));
        let left = fs::read(&path).expect("the plan");
        assert!(left == old || left == new, "neither the old plan nor the new one, at {name} {count}");
        assert!(crate::edit::leftovers(&command) <= 1, "more than one file is left");
        seen[usize::from(left == new)] += 1;
    }
    assert!(seen[0] > 50 && seen[1] > 1, "{seen:?}");
}

#[test]
#[ignore = "needs strace"]
fn failed_system_call_leaves_a_whole_plan() {
    let (command, old, new) = folder();
    let path = command.path().join("P-1.toml");
    let calls = calls(command.path());
    let folder = command.path().display().to_string();
    // From the lock on: what is read before is read again by every command.
    let from = calls.iter().position(|(name, ..)| name == "flock").expect("it takes a lock");
    for error in ["ENOSPC", "EIO", "EACCES", "EROFS", "EDQUOT"] {
        for (name, count, rest) in calls.iter().skip(from) {
            let to_file =
                ["openat", "write", "fsync", "fchmod", "fchown", "renameat", "read", "statx", "flock"];
            if !to_file.contains(&name.as_str()) {
                continue;
            }
            fs::write(&path, &old).expect("the plan");
            let ended = traced(command.path(), &format!("inject={name}:error={error}:when={count}"));
            let said = String::from_utf8_lossy(&ended.stderr).into_owned();
            let left = fs::read(&path).expect("the plan");
            let what = format!("{error} at {name} {count} ({rest}) in {folder}: {:?} {said}", ended.status);
            match ended.status.code() {
                Some(0) => assert!(left == new, "it says that it has written, and has not: {what}"),
                Some(2) if said.contains("written, but") => assert!(left == new, "{what}"),
                Some(2) => {
                    assert!(left == old, "{what}");
                    assert!(
                        said.starts_with("error: nothing was written: cannot write `P-1.toml`: "),
                        "{what}"
                    );
                }
                _ => panic!("{what}"),
            }
            assert_eq!(crate::edit::leftovers(&command), 0, "{what}");
        }
    }
}
