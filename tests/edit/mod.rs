//! `cpa book` and `cpa review`: what they write, what they refuse, and that nothing else changes.

#![expect(clippy::too_many_lines, reason = "expected texts are whole")]

pub(crate) mod book;
pub(crate) mod disk;
pub(crate) mod dry_run;
pub(crate) mod find_plan;
pub(crate) mod generated;
pub(crate) mod generated_plans;
pub(crate) mod interrupted;
pub(crate) mod next_review;
pub(crate) mod questions;
pub(crate) mod review;
pub(crate) mod splice;
pub(crate) mod splice_tables;

use std::fs;

use cpa::cli::Exit;
use expect_test::Expect;
use similar::{ChangeTag, TextDiff};

use crate::harness::{Command, Output, toml};

/// A plan with these keys at its top, separated by `;`, and these tables at its end.
pub(crate) fn plan(top: &str, tables: &str) -> String {
    let start = toml(
        r#"
        id = "P-1"
        started = 2025-11-17
        TOP
        care_coordinator = "jo"
        gp = "dr-patel"

        [person]
        name = "Ana Example"

        [people.dr-patel]
        name = "Dr Nisha Patel"
        role = "GP"

        [people.sam]
        relationship = "brother"
        consent = { asked = 2025-11-17, invite = true }

        [people.halima]
        relationship = "aunt"
        consent = { asked = 2025-11-17, invite = false }

        [people.declan]
        relationship = "cousin"

        "#,
    );
    start.replace("TOP", &top.replace(';', "\n")) + tables
}

pub(crate) const NEXT: &str = "next_review_due = 2026-12-01             # agreed with Ana";
pub(crate) const PEOPLE: &str = r#"[jo]
name = "Jo Smith"
[okafor]
name = "Grace Okafor"
"#;
pub(crate) const SETTINGS: &str = r#"[reviews]
every = "6 months"
at_most = "12 months"
"#;
pub(crate) const REVIEWED: &str = r#"[[reviews]]
held = 2025-12-01
outcome = "continue"
"#;

/// The command in a folder with this plan, settings and colleagues.
pub(crate) fn with_plan(command: Command, plan: &str) -> Command {
    command.file("cpa.toml", SETTINGS).file("people.toml", PEOPLE).file("P-1.toml", plan)
}

/// Returns the plan after the command ran.
pub(crate) fn read_plan(command: &Command) -> String {
    fs::read_to_string(command.path().join("P-1.toml")).expect("the plan")
}

/// Returns the lines by which two texts differ. Shows `\r` as `↵` and a missing line break as `∎`.
pub(crate) fn changed_lines(old: &str, new: &str) -> Vec<String> {
    let visible = |line: &str| match line.strip_suffix('\n') {
        Some(line) => line.replace('\r', "↵"),
        None => format!("{line}∎"),
    };
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let diff = TextDiff::from_slices(&old, &new);
    let changed = diff.iter_all_changes().filter(|change| change.tag() != ChangeTag::Equal);
    changed.map(|change| format!("{}{}", change.tag(), visible(change.value()))).collect()
}

/// Returns the number of hidden files in the folder of the test.
pub(crate) fn leftovers(command: &Command) -> usize {
    let entries = fs::read_dir(command.path()).expect("the folder");
    let names = entries.map(|entry| entry.expect("a file").file_name());
    names.filter(|name| name.to_string_lossy().starts_with('.')).count()
}

pub(crate) trait ExpectEdits {
    /// Runs the command and compares the changed lines of the plan, the exit code and the output.
    fn edits(&self, expected: Expect);

    /// Runs the command, which fails and leaves the plan unchanged, and compares the error.
    fn refuses(&self, expected: Expect);
}

impl ExpectEdits for Command {
    #[track_caller]
    fn edits(&self, expected: Expect) {
        let old = read_plan(self);
        let Output { exit, out, err } = self.run();
        let changed = changed_lines(&old, &read_plan(self)).into_iter();
        let changed: String = changed.flat_map(|line| [line, "\n".to_owned()]).collect();
        // An expected text cannot contain a line with only a space.
        let out = out.replace("\n \n", "\n·\n");
        expected.assert_eq(&format!("{changed}--- {exit:?}\n{out}---\n{err}"));
        assert_eq!(leftovers(self), 0);
    }

    #[track_caller]
    fn refuses(&self, expected: Expect) {
        let plan = || fs::read(self.path().join("P-1.toml")).expect("the plan");
        let old = plan();
        let Output { exit, out, err } = self.run();
        assert_eq!((exit, out.as_str()), (Exit::Failed, ""), "{err}");
        assert_eq!(plan(), old);
        expected.assert_eq(&err);
    }
}
