//! Copies: what they contain for each reader, and how they read.

pub(crate) mod browser;
pub(crate) mod documents;
pub(crate) mod family;
pub(crate) mod files;
pub(crate) mod hostile;
pub(crate) mod many;
pub(crate) mod people;
pub(crate) mod pictures;
pub(crate) mod readers;
pub(crate) mod reads;
pub(crate) mod staff;
pub(crate) mod templates;
pub(crate) mod words;

use crate::harness::{Command, checkout, cpa};

/// The colleagues in the plans of these tests.
pub(crate) const PEOPLE: &str = r#"
[jo]
name = "Jo Smith"
profession = "social worker"
is = ["team"]
phones = { office = "01632 960123" }
available = "Monday to Friday, 9am to 5pm"

[duty]
name = "Duty worker"
is = ["team"]
phones = { office = "01632 960100" }
"#;

/// Returns the Markdown copy of plan P-1 of Rhys Example, with `more` in it.
#[track_caller]
pub(crate) fn copy_of(more: &str) -> String {
    in_format("md", more)
}

/// Returns the HTML copy of such a plan.
#[track_caller]
pub(crate) fn html_of(more: &str) -> String {
    in_format("html", more)
}

#[track_caller]
pub(crate) fn in_format(format: &str, more: &str) -> String {
    let ended = plan(cpa(["render", "P-1.toml", "--format", format]), more).run();
    assert_eq!((ended.err.as_str(), ended.exit), ("", cpa::cli::Exit::Clean), "{}", ended.out);
    ended.out
}

pub(crate) fn plan(command: Command, more: &str) -> Command {
    let (top, tables) = more
        .split_at(more.find('[').filter(|at| *at == 0 || more[..*at].ends_with('\n')).unwrap_or(more.len()));
    let text = format!("id = \"P-1\"\n{top}\n[person]\nname = \"Rhys Example\"\n\n{tables}");
    command.file("P-1.toml", text).file("people.toml", PEOPLE)
}

/// Returns the folder, the name and the text of every sample plan.
pub(crate) fn samples() -> Vec<(String, String, String)> {
    let mut samples = Vec::new();
    for folder in ["northside", "riverside"] {
        let mut files: Vec<_> = std::fs::read_dir(checkout("plans").join(folder))
            .expect("the sample plans")
            .map(|entry| entry.expect("a file").path())
            .filter(|path| path.file_name().is_some_and(|name| name != "cpa.toml" && name != "people.toml"))
            .collect();
        files.sort();
        for path in files {
            let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
            samples.push((folder.to_owned(), name, std::fs::read_to_string(&path).expect("a sample plan")));
        }
    }
    samples
}
