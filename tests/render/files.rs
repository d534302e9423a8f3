//! Where `cpa render` writes copies: standard output, or complete files.

use cpa::cli::Exit;

use crate::harness::{Command, cpa};
use crate::render::PEOPLE;

const PLAN: &str = r#"id = "P-1"
[person]
name = "Rhys Example"
"#;

fn second(plan: &str) -> String {
    plan.replace("P-1", "P-2").replace("Rhys", "Mair")
}

fn names(command: &Command, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(command.path().join(folder)).expect("the folder of copies");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn folder_gets_both_formats_for_the_owner_only() {
    let command = cpa(["render", "P-1.toml", "--output", "out/copies"]).file("P-1.toml", PLAN);
    let output = command.run();
    assert_eq!((output.exit, output.out.as_str()), (Exit::Clean, ""));
    assert_eq!(output.err, "2 files in `out/copies`: the copies of 1 plan\n");
    assert_eq!(names(&command, "out/copies"), ["P-1-person.html", "P-1-person.md"]);
    #[cfg(unix)]
    for (path, mode) in [
        ("out", 0o700),
        ("out/copies", 0o700),
        ("out/copies/P-1-person.html", 0o600),
        ("out/copies/P-1-person.md", 0o600),
    ] {
        use std::os::unix::fs::PermissionsExt;
        let permissions = std::fs::metadata(command.path().join(path)).expect("it is there").permissions();
        assert_eq!(permissions.mode() & 0o777, mode, "{path}");
    }
}

#[test]
fn existing_file_is_replaced_in_the_chosen_format() {
    let command = cpa(["render", "P-1.toml", "--output", "copies", "--format", "md"])
        .file("P-1.toml", PLAN)
        .file("copies/P-1-person.md", "x".repeat(100_000));
    assert_eq!(command.run().exit, Exit::Clean);
    assert_eq!(names(&command, "copies"), ["P-1-person.md"]);
    let copy = std::fs::read_to_string(command.path().join("copies/P-1-person.md")).expect("the copy");
    assert!(copy.starts_with("# My care plan\n") && !copy.contains("xxx"));
}

#[test]
fn failed_write_leaves_no_partial_file() {
    // A folder has the name of the copy.
    let command = cpa(["render", "P-1.toml", "--output", "copies", "--format", "html"])
        .file("P-1.toml", PLAN)
        .file("copies/P-1-person.html/x", "");
    let output = command.run();
    assert_eq!(output.exit, Exit::Failed);
    assert!(output.err.starts_with("error: cannot write `copies/P-1-person.html`: "), "{}", output.err);
    assert_eq!(names(&command, "copies"), ["P-1-person.html"]);
}

#[test]
fn both_formats_are_written_or_neither() {
    for (format, other_format) in [("html", "md"), ("md", "html")] {
        let command = cpa(["render", "P-1.toml", "--output", "copies"])
            .file("P-1.toml", PLAN)
            .file(&format!("copies/P-1-person.{format}/x"), "")
            .file(&format!("copies/P-1-person.{other_format}"), "as it was");
        let output = command.run();
        assert_eq!(output.exit, Exit::Failed);
        let message = format!("error: cannot write `copies/P-1-person.{format}`: ");
        assert!(output.err.starts_with(&message), "{}", output.err);
        assert_eq!(names(&command, "copies"), ["P-1-person.html", "P-1-person.md"]);
        let old = std::fs::read_to_string(command.path().join(format!("copies/P-1-person.{other_format}")));
        assert_eq!(old.expect("the old copy"), "as it was");
    }
}

#[test]
fn output_folder_cannot_be_a_file() {
    let output = cpa(["render", "P-1.toml", "--output", "P-1.toml"]).file("P-1.toml", PLAN).run();
    assert_eq!(output.exit, Exit::Failed);
    assert_eq!(output.err, "error: cannot write to `P-1.toml`: this is a file, and no folder\n");
}

#[test]
fn plan_with_errors_does_not_stop_other_copies() {
    let command = cpa(["render", "P-1.toml", "P-2.toml", "--output", "copies", "--format", "md"])
        .file("P-1.toml", PLAN.replace("name =", "nmae ="))
        .file("P-2.toml", second(PLAN));
    let output = command.run();
    assert_eq!(output.exit, Exit::Found);
    assert!(output.err.contains("error[unknown-key]: no key is called `nmae`"), "{}", output.err);
    assert!(output.err.contains("--> P-1.toml:3:1") && !output.err.contains("Rhys"), "{}", output.err);
    assert!(
        output.err.contains(
            "1 file in `copies`: the copies of 1 plan\nno copy of 1 plan: see above\nwhich copy is for"
        ),
        "{}",
        output.err
    );
    assert_eq!(names(&command, "copies"), ["P-2-person.md", "index.csv"]);
}

#[test]
fn errors_in_people_toml_prevent_a_copy() {
    let people = PEOPLE.replace("phones", "fones");
    let output = cpa(["render", "P-1.toml"]).file("P-1.toml", PLAN).file("people.toml", people).run();
    assert_eq!(output.exit, Exit::Found);
    assert!(output.err.contains("--> people.toml:") && output.out.is_empty(), "{}", output.err);
}

#[test]
fn stdout_takes_only_one_copy() {
    let output =
        cpa(["render", "P-1.toml", "P-2.toml"]).file("P-1.toml", PLAN).file("P-2.toml", second(PLAN)).run();
    assert_eq!((output.exit, output.out.as_str()), (Exit::Failed, ""));
    assert!(output.err.ends_with("as in `cpa render P-1.toml P-2.toml --output copies`\n"), "{}", output.err);
}

#[test]
fn plans_with_the_same_name_are_refused() {
    let command = cpa(["render", ".", "--output", "copies"])
        .file("a/P-1.toml", PLAN)
        .file("b/p-1.toml", PLAN.replace("P-1", "p-1"));
    let output = command.run();
    assert_eq!(output.exit, Exit::Failed);
    assert!(output.err.contains("`a/P-1.toml` and `b/p-1.toml` have the same name"), "{}", output.err);
}

#[test]
fn wrong_arguments_fail() {
    for (args, message) in [
        (["render", "P-1.toml", "--format", "pdf"], "invalid value 'pdf'"),
        (["render", "none.toml", "--format", "md"], ""),
        (["render", "empty", "--format", "md"], "error: there is no plan in `empty`"),
    ] {
        let output = cpa(args).file("P-1.toml", PLAN).file("empty/cpa.toml", "").run();
        assert_eq!(output.exit, Exit::Failed, "{args:?}");
        assert!(output.err.contains(message), "{}", output.err);
        assert!(!output.out.contains("My care plan"));
    }
    assert_eq!(cpa(["render"]).run().exit, Exit::Failed);
}

#[test]
fn missing_path_does_not_stop_other_copies() {
    let command = cpa(["render", "none.toml", "P-1.toml", "--output", "copies"]).file("P-1.toml", PLAN);
    let output = command.run();
    assert_eq!(output.exit, Exit::Failed);
    assert!(output.err.contains("there is no such file or folder\n--> none.toml"), "{}", output.err);
    assert_eq!(names(&command, "copies").len(), 2);
}

#[test]
fn html_can_go_to_stdout() {
    let output = cpa(["render", "P-1.toml", "--format", "html"]).file("P-1.toml", PLAN).run();
    assert!(
        output.out.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">\n")
            && output.out.ends_with("</html>\n")
    );
}
