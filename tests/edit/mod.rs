//! `cpa book` and `cpa review`: what is written into a plan, what is refused, and that nothing else ever changes.

#![expect(clippy::too_many_lines, reason = "a test holds the whole text that it expects")]

pub(crate) mod asked;
pub(crate) mod book;
pub(crate) mod disk;
pub(crate) mod dry_run;
pub(crate) mod killed;
pub(crate) mod made_up;
pub(crate) mod many;
pub(crate) mod review;
pub(crate) mod splice;
pub(crate) mod which;

use expect_test::Expect;
use similar::{ChangeTag, TextDiff};

use crate::harness::{Command, Output};

/// A plan with these keys at its top and these tables below.
pub(crate) fn plan(top: &str, below: &str) -> String {
    let top = top.replace(';', "\n");
    format!(
        "id = \"P-1\"\nstarted = 2025-11-17\n{top}\ncare_coordinator = \"jo\"\ngp = \"dr-patel\"\n\n\
         [person]\nname = \"Ana Example\"\n\n[people.dr-patel]\nname = \"Dr Nisha Patel\"\nrole = \"GP\"\n\n\
         [people.sam]\nrelationship = \"brother\"\nconsent = {{ asked = 2025-11-17, invite = true }}\n\n\
         [people.halima]\nrelationship = \"aunt\"\nconsent = {{ asked = 2025-11-17, invite = false }}\n\n\
         [people.declan]\nrelationship = \"cousin\"\n\n{below}"
    )
}

pub(crate) const NEXT: &str = "next_review_due = 2026-12-01             # agreed with Ana";
pub(crate) const PEOPLE: &str = "[jo]\nname = \"Jo Smith\"\n[okafor]\nname = \"Grace Okafor\"\n";
pub(crate) const SETTINGS: &str = "[reviews]\nevery = \"6 months\"\nat_most = \"12 months\"\n";
pub(crate) const REVIEWED: &str = "[[reviews]]\nheld = 2025-12-01\noutcome = \"continue\"\n";

/// The command in a folder with this plan, settings and colleagues.
pub(crate) fn beside(command: Command, plan: &str) -> Command {
    command.file("cpa.toml", SETTINGS).file("people.toml", PEOPLE).file("P-1.toml", plan)
}

/// The lines by which two texts differ, with line ends that can be seen where they are not the usual one.
pub(crate) fn differ(old: &str, new: &str) -> Vec<String> {
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

/// What the command did to the plan, and what it said.
#[track_caller]
pub(crate) fn does(command: &Command, expected: Expect) {
    let path = command.path().join("P-1.toml");
    let read = || std::fs::read_to_string(&path).expect("the plan");
    let old = read();
    let Output { exit, out, err } = command.run();
    let changed: String =
        differ(&old, &read()).into_iter().flat_map(|line| [line, "\n".to_owned()]).collect();
    // A line of nothing but a space would not be kept in an expected text.
    let out = out.replace("\n \n", "\n·\n");
    expected.assert_eq(&format!("{changed}--- {exit:?}\n{out}---\n{err}"));
    assert_eq!(left(command), 0, "something was left in the folder");
}

/// How many files stand in the folder that nobody put there.
pub(crate) fn left(command: &Command) -> usize {
    let entries = std::fs::read_dir(command.path()).expect("the folder");
    let names = entries.map(|entry| entry.expect("a file").file_name());
    names.filter(|name| name.to_string_lossy().starts_with('.')).count()
}

/// The command does nothing, and says why.
#[track_caller]
pub(crate) fn refuses(command: &Command, expected: Expect) {
    let path = command.path().join("P-1.toml");
    let old = std::fs::read(&path).expect("the plan");
    let Output { exit, out, err } = command.run();
    assert_eq!((exit, out.as_str()), (cpa::cli::Exit::Failed, ""), "{err}");
    assert_eq!(std::fs::read(&path).expect("the plan"), old);
    expected.assert_eq(&err);
}
