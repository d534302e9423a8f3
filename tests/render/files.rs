//! Where copies go: standard output, or files that are whole or not there.

use cpa::cli::Exit;

use crate::harness::{Command, cpa};
use crate::render::PEOPLE;

const PLAN: &str = "id = \"P-1\"\n[person]\nname = \"Rhys Example\"\n";

fn other(plan: &str) -> String {
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
fn with_a_folder_both_formats_are_written_for_their_owner_alone() {
    let command = cpa(["render", "P-1.toml", "--output", "out/copies"]).file("P-1.toml", PLAN);
    let ended = command.run();
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Clean, ""));
    assert_eq!(ended.err, "2 files in `out/copies`: the copies of 1 plan\n");
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
fn with_a_format_only_that_one_is_written_and_a_file_that_is_there_is_replaced_whole() {
    let command = cpa(["render", "P-1.toml", "--output", "copies", "--format", "md"])
        .file("P-1.toml", PLAN)
        .file("copies/P-1-person.md", "x".repeat(100_000));
    assert_eq!(command.run().exit, Exit::Clean);
    assert_eq!(names(&command, "copies"), ["P-1-person.md"]);
    let copy = std::fs::read_to_string(command.path().join("copies/P-1-person.md")).expect("the copy");
    assert!(copy.starts_with("# My care plan\n") && !copy.contains("xxx"));
}

#[test]
fn a_file_that_cannot_be_written_is_an_error_and_nothing_half_is_left() {
    // A folder of that name stands where the file should be.
    let command = cpa(["render", "P-1.toml", "--output", "copies", "--format", "html"])
        .file("P-1.toml", PLAN)
        .file("copies/P-1-person.html/x", "");
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.err.starts_with("error: cannot write `copies/P-1-person.html`: "), "{}", ended.err);
    assert_eq!(names(&command, "copies"), ["P-1-person.html"]);
}

#[test]
fn of_two_formats_both_are_written_or_neither_and_what_was_there_stays() {
    for (format, other) in [("html", "md"), ("md", "html")] {
        let command = cpa(["render", "P-1.toml", "--output", "copies"])
            .file("P-1.toml", PLAN)
            .file(&format!("copies/P-1-person.{format}/x"), "")
            .file(&format!("copies/P-1-person.{other}"), "as it was");
        let ended = command.run();
        assert_eq!(ended.exit, Exit::Failed);
        let says = format!("error: cannot write `copies/P-1-person.{format}`: ");
        assert!(ended.err.starts_with(&says), "{}", ended.err);
        assert_eq!(names(&command, "copies"), ["P-1-person.html", "P-1-person.md"]);
        let there = std::fs::read_to_string(command.path().join(format!("copies/P-1-person.{other}")));
        assert_eq!(there.expect("it is there"), "as it was");
    }
}

#[test]
fn a_folder_that_is_a_file_is_an_error() {
    let ended = cpa(["render", "P-1.toml", "--output", "P-1.toml"]).file("P-1.toml", PLAN).run();
    assert_eq!(ended.exit, Exit::Failed);
    assert_eq!(ended.err, "error: cannot write to `P-1.toml`: this is a file, and no folder\n");
}

#[test]
fn a_plan_with_an_error_of_reading_gets_no_copy_and_the_others_get_theirs() {
    let command = cpa(["render", "P-1.toml", "P-2.toml", "--output", "copies", "--format", "md"])
        .file("P-1.toml", PLAN.replace("name =", "nmae ="))
        .file("P-2.toml", other(PLAN));
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Found);
    assert!(ended.err.contains("error[unknown-key]: no key is called `nmae`"), "{}", ended.err);
    assert!(ended.err.contains("--> P-1.toml:3:1") && !ended.err.contains("Rhys"), "{}", ended.err);
    assert!(
        ended.err.contains(
            "1 file in `copies`: the copies of 1 plan\nno copy of 1 plan: see above\nwhich copy is for"
        ),
        "{}",
        ended.err
    );
    assert_eq!(names(&command, "copies"), ["P-2-person.md", "index.csv"]);
}

#[test]
fn colleagues_who_cannot_be_read_stop_the_copy_that_would_lack_their_numbers() {
    let people = PEOPLE.replace("phones", "fones");
    let ended = cpa(["render", "P-1.toml"]).file("P-1.toml", PLAN).file("people.toml", people).run();
    assert_eq!(ended.exit, Exit::Found);
    assert!(ended.err.contains("--> people.toml:") && ended.out.is_empty(), "{}", ended.err);
}

#[test]
fn two_copies_do_not_go_to_standard_output() {
    let ended =
        cpa(["render", "P-1.toml", "P-2.toml"]).file("P-1.toml", PLAN).file("P-2.toml", other(PLAN)).run();
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""));
    assert!(ended.err.ends_with("as in `cpa render P-1.toml P-2.toml --output copies`\n"), "{}", ended.err);
}

#[test]
fn two_plans_of_one_name_do_not_write_over_each_other() {
    let command = cpa(["render", ".", "--output", "copies"])
        .file("a/P-1.toml", PLAN)
        .file("b/p-1.toml", PLAN.replace("P-1", "p-1"));
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.err.contains("`a/P-1.toml` and `b/p-1.toml` have the same name"), "{}", ended.err);
}

#[test]
fn wrong_use_ends_with_2() {
    for (args, says) in [
        (["render", "P-1.toml", "--format", "pdf"], "invalid value 'pdf'"),
        (["render", "none.toml", "--format", "md"], ""),
        (["render", "empty", "--format", "md"], "error: there is no plan in `empty`"),
    ] {
        let ended = cpa(args).file("P-1.toml", PLAN).file("empty/cpa.toml", "").run();
        assert_eq!(ended.exit, Exit::Failed, "{args:?}");
        assert!(ended.err.contains(says), "{}", ended.err);
        assert!(!ended.out.contains("My care plan"));
    }
    assert_eq!(cpa(["render"]).run().exit, Exit::Failed);
}

#[test]
fn a_path_that_is_not_there_does_not_stop_the_others() {
    let command = cpa(["render", "none.toml", "P-1.toml", "--output", "copies"]).file("P-1.toml", PLAN);
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.err.contains("there is no such file or folder\n--> none.toml"), "{}", ended.err);
    assert_eq!(names(&command, "copies").len(), 2);
}

#[test]
fn html_can_go_to_standard_output() {
    let ended = cpa(["render", "P-1.toml", "--format", "html"]).file("P-1.toml", PLAN).run();
    assert!(
        ended.out.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">\n") && ended.out.ends_with("</html>\n")
    );
}
