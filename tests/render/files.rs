//! Where `cpa render` writes copies: standard output, or complete files.

use cpa::cli::Exit;

use crate::harness::{Command, Output, cpa};
use crate::render::PEOPLE;

const PLAN: &str = r#"id = "P-1"
[person]
name = "Rhys Example"
"#;
const HTML: &str = "copies/P-1-person.html";
const MD: &str = "copies/P-1-person.md";

fn second_plan() -> String {
    PLAN.replace("P-1", "P-2").replace("Rhys", "Mair")
}

/// Returns `cpa render` with these arguments and the plan P-1.
fn render(args: &[&str]) -> Command {
    cpa(["render"]).args(args).file("P-1.toml", PLAN)
}

fn to_copies(plan: &str) -> Command {
    render(&[plan, "--output", "copies"])
}

fn names(command: &Command, folder: &str) -> Vec<String> {
    let entries = std::fs::read_dir(command.path().join(folder)).expect("the folder of copies");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("a file").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn read(command: &Command, path: &str) -> String {
    std::fs::read_to_string(command.path().join(path)).expect("a copy")
}

#[track_caller]
fn assert_fails(output: &Output, exit: Exit, messages: &[&str]) {
    assert_eq!((output.exit, output.out.as_str()), (exit, ""), "{}", output.err);
    for message in messages {
        assert!(output.err.contains(message), "{message}: {}", output.err);
    }
}

#[test]
fn folder_gets_both_formats_for_the_owner_only() {
    let command = render(&["P-1.toml", "--output", "out/copies"]);
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
        let permissions = std::fs::metadata(command.path().join(path)).expect("a file").permissions();
        assert_eq!(permissions.mode() & 0o777, mode, "{path}");
    }
}

#[test]
fn existing_file_is_replaced_in_the_chosen_format() {
    let command = to_copies("P-1.toml").args(&["--format", "md"]).file(MD, "x".repeat(100_000));
    assert_eq!(command.run().exit, Exit::Clean);
    assert_eq!(names(&command, "copies"), ["P-1-person.md"]);
    let copy = read(&command, MD);
    assert!(copy.starts_with("# My care plan\n") && !copy.contains("xxx"));
}

#[test]
fn failed_write_leaves_no_partial_file() {
    // A folder has the name of the copy.
    let command = to_copies("P-1.toml").args(&["--format", "html"]).file(&format!("{HTML}/x"), "");
    assert_fails(&command.run(), Exit::Failed, &["error: cannot write `copies/P-1-person.html`: "]);
    assert_eq!(names(&command, "copies"), ["P-1-person.html"]);
}

#[test]
fn both_formats_are_written_or_neither() {
    for (blocked, other) in [(HTML, MD), (MD, HTML)] {
        let command = to_copies("P-1.toml").file(&format!("{blocked}/x"), "").file(other, "as it was");
        assert_fails(&command.run(), Exit::Failed, &[&format!("error: cannot write `{blocked}`: ")]);
        assert_eq!(names(&command, "copies"), ["P-1-person.html", "P-1-person.md"]);
        assert_eq!(read(&command, other), "as it was");
    }
}

#[test]
fn plan_with_errors_does_not_stop_other_copies() {
    let command = to_copies("P-1.toml")
        .args(&["P-2.toml", "--format", "md"])
        .file("P-1.toml", PLAN.replace("name =", "nmae ="))
        .file("P-2.toml", second_plan());
    let output = command.run();
    let closing = "1 file in `copies`: the copies of 1 plan\nno copy of 1 plan: see above\nwhich copy is for";
    let messages = ["error[unknown-key]: no key is called `nmae`", "--> P-1.toml:3:1", closing];
    assert_fails(&output, Exit::Found, &messages);
    assert!(!output.err.contains("Rhys"), "{}", output.err);
    assert_eq!(names(&command, "copies"), ["P-2-person.md", "index.csv"]);
}

#[test]
fn errors_in_people_toml_prevent_a_copy() {
    let people = PEOPLE.replace("phones", "fones");
    let output = render(&["P-1.toml"]).file("people.toml", people).run();
    assert_fails(&output, Exit::Found, &["--> people.toml:"]);
}

#[test]
fn stdout_takes_only_one_copy() {
    let output = render(&["P-1.toml", "P-2.toml"]).file("P-2.toml", second_plan()).run();
    assert_fails(&output, Exit::Failed, &["as in `cpa render P-1.toml P-2.toml --output copies`\n"]);
}

#[test]
fn plans_with_the_same_name_are_refused() {
    let output = cpa(["render", ".", "--output", "copies"])
        .file("a/P-1.toml", PLAN)
        .file("b/p-1.toml", PLAN.replace("P-1", "p-1"))
        .run();
    assert_fails(&output, Exit::Failed, &["`a/P-1.toml` and `b/p-1.toml` have the same name"]);
}

#[test]
fn wrong_arguments_fail() {
    for (args, message) in [
        (&["P-1.toml", "--format", "pdf"][..], "invalid value 'pdf'"),
        (&["none.toml"], ""),
        (&["empty"], "error: there is no plan in `empty`"),
        (&[], ""),
        (
            &["P-1.toml", "--output", "P-1.toml"],
            "error: cannot write to `P-1.toml`: this is a file, and no folder\n",
        ),
    ] {
        assert_fails(&render(args).file("empty/cpa.toml", "").run(), Exit::Failed, &[message]);
    }
}

#[test]
fn missing_path_does_not_stop_other_copies() {
    let command = to_copies("none.toml").args(&["P-1.toml"]);
    let message = "there is no such file or folder\n--> none.toml";
    assert_fails(&command.run(), Exit::Failed, &[message]);
    assert_eq!(names(&command, "copies").len(), 2);
}

#[test]
fn html_can_go_to_stdout() {
    let html = render(&["P-1.toml", "--format", "html"]).run().out;
    assert!(html.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">\n") && html.ends_with("</html>\n"));
}
