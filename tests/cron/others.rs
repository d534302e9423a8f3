//! Checks of the examples by systemd, by shells and by the schema of GitHub workflows.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::{Command as Program, Stdio};

use expect_test::expect;
use tempfile::TempDir;

use crate::cron::lines::{crontab, service, unit, values, workflow};
use crate::cron::{example, files};
use crate::harness::checkout;

/// Returns whether a program succeeds, and its output.
fn says(program: &mut Program) -> (bool, String) {
    let ended = program.stdin(Stdio::null()).output().expect("the program that this test needs");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ended.status.success(), text(&ended.stdout) + &text(&ended.stderr))
}

fn units() -> Vec<String> {
    let name = |path: &Path| path.file_name().expect("a name").to_string_lossy().into_owned();
    files(&checkout("examples/systemd")).iter().map(|path| name(path)).collect()
}

/// Writes the units to a folder, with the programs in `bin`.
fn verified(bin: &Path) -> (bool, String) {
    let folder = TempDir::new().expect("a folder");
    let mut program = Program::new("systemd-analyze");
    program.args(["verify", "--man=no"]);
    for name in units() {
        let text = example(&format!("systemd/{name}")).replace("/usr/local/bin", &bin.display().to_string());
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("a unit");
        program.arg(path);
    }
    says(&mut program)
}

#[test]
#[ignore = "needs systemd-analyze"]
fn systemd_finds_no_fault_in_the_units() {
    assert_eq!(verified(&checkout("examples/cron")), (true, String::new()));
    // The check finds an error if there is one.
    let (content, said) = verified(Path::new("/nowhere"));
    assert!(!content && said.contains("/nowhere/due-by-mail"), "{said}");
}

#[test]
#[ignore = "needs systemd-analyze"]
fn timers_follow_london_time() {
    let mut all = String::new();
    for name in units().iter().filter(|name| name.contains(".timer")) {
        assert_eq!(values(&unit(name), "Persistent"), ["true"]);
        for when in values(&unit(name), "OnCalendar") {
            for from in ["2026-10-18 12:00 UTC", "2027-03-21 12:00 UTC"] {
                let mut program = Program::new("systemd-analyze");
                program.args(["calendar", "--iterations=8", "--base-time", from, when]);
                let (content, said) = says(program.env("TZ", "UTC").env("LC_ALL", "C"));
                assert!(content, "{said}");
                let times = said.lines().filter(|line| line.contains("UTC"));
                let times = times.filter_map(|line| line.split_once(": ").map(|(_, time)| time));
                let times: Vec<&str> = times.collect();
                writeln!(all, "{name}: {when}\n    {}", times.join("\n    ")).expect("a string takes it");
            }
        }
    }
    expect![[r#"
        cpa-due@digest.timer: Mon *-*-* 06:30:00 Europe/London
            Mon 2026-10-19 05:30:00 UTC
            Mon 2026-10-26 06:30:00 UTC
            Mon 2026-11-02 06:30:00 UTC
            Mon 2026-11-09 06:30:00 UTC
            Mon 2026-11-16 06:30:00 UTC
            Mon 2026-11-23 06:30:00 UTC
            Mon 2026-11-30 06:30:00 UTC
            Mon 2026-12-07 06:30:00 UTC
        cpa-due@digest.timer: Mon *-*-* 06:30:00 Europe/London
            Mon 2027-03-22 06:30:00 UTC
            Mon 2027-03-29 05:30:00 UTC
            Mon 2027-04-05 05:30:00 UTC
            Mon 2027-04-12 05:30:00 UTC
            Mon 2027-04-19 05:30:00 UTC
            Mon 2027-04-26 05:30:00 UTC
            Mon 2027-05-03 05:30:00 UTC
            Mon 2027-05-10 05:30:00 UTC
        cpa-due@news.timer: *-*-* 06:00:00 Europe/London
            Mon 2026-10-19 05:00:00 UTC
            Tue 2026-10-20 05:00:00 UTC
            Wed 2026-10-21 05:00:00 UTC
            Thu 2026-10-22 05:00:00 UTC
            Fri 2026-10-23 05:00:00 UTC
            Sat 2026-10-24 05:00:00 UTC
            Sun 2026-10-25 06:00:00 UTC
            Mon 2026-10-26 06:00:00 UTC
        cpa-due@news.timer: *-*-* 06:00:00 Europe/London
            Mon 2027-03-22 06:00:00 UTC
            Tue 2027-03-23 06:00:00 UTC
            Wed 2027-03-24 06:00:00 UTC
            Thu 2027-03-25 06:00:00 UTC
            Fri 2027-03-26 06:00:00 UTC
            Sat 2027-03-27 06:00:00 UTC
            Sun 2027-03-28 05:00:00 UTC
            Mon 2027-03-29 05:00:00 UTC
    "#]]
    .assert_eq(&all);
}

/// Returns the scripts among the examples and tests.
fn scripts() -> Vec<String> {
    let all = ["examples", "tests/cron"].iter().flat_map(|folder| files(&checkout(folder)));
    let is_script = |path: &PathBuf| std::fs::read(path).expect("a file").starts_with(b"#!/bin/sh\n");
    let scripts: Vec<String> = all.filter(is_script).map(|path| path.display().to_string()).collect();
    assert!(scripts.len() >= 5, "{scripts:?}");
    scripts
}

/// Returns the shell commands in the other files.
fn lines() -> Vec<String> {
    let (_, jobs) = crontab(&example("cron/crontab"));
    let jobs = jobs.into_iter().map(|job| job.command);
    let (_, steps) = workflow(&example("ci/due.yml"));
    let steps = steps.into_iter().map(|step| step.runs).filter(|runs| !runs.starts_with("uses "));
    let services = service("cpa-due-failed@.service", "news").commands.into_iter();
    jobs.chain(steps).chain(services.filter_map(|words| words.into_iter().nth(2))).collect()
}

#[test]
fn a_shell_can_read_every_script_and_line() {
    for script in scripts() {
        assert_eq!(says(Program::new("/bin/sh").arg("-n").arg(&script)), (true, String::new()), "{script}");
    }
    for line in lines() {
        assert_eq!(says(Program::new("/bin/sh").args(["-n", "-c", &line])), (true, String::new()), "{line}");
    }
}

#[test]
#[ignore = "needs shellcheck"]
fn shellcheck_finds_no_fault_in_a_script_or_line() {
    let folder = TempDir::new().expect("a folder");
    let mut program = Program::new("shellcheck");
    // SC1091: the commands that a test gives to the stub are not in a file.
    program.args(["--shell", "sh", "--exclude", "SC1091"]).args(scripts());
    for (number, line) in lines().iter().enumerate() {
        let path = folder.path().join(number.to_string());
        std::fs::write(&path, format!("{line}\n")).expect("a file");
        program.arg(path);
    }
    assert_eq!(says(&mut program), (true, String::new()));
}

#[test]
#[ignore = "needs check-jsonschema"]
fn the_workflow_is_one_of_github() {
    let mut program = Program::new("check-jsonschema");
    program.args(["--builtin-schema", "vendor.github-workflows"]).arg(checkout("examples/ci/due.yml"));
    let (content, said) = says(&mut program);
    assert!(content, "{said}");
}
