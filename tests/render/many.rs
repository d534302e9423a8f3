//! Copies of many plans in one run: the index, unchanged files, and errors that do not stop other copies.

use std::collections::BTreeSet;

use cpa::cli::Exit;

use crate::harness::{Command, checkout, cpa};
use crate::render::PEOPLE;

const FIRST: &str = r#"
id = "P-1"
[person]
name = "Rhys Example"
[people.nia]
name = "Nia Example"
relationship = "sister"
consent = { asked = 2026-05-01, copy = ["contacts"] }
[people.bev]
name = "Bev Cole"
relationship = "friend"
consent = { asked = 2026-05-01, copy = [] }
"#;
const SECOND: &str = r#"
id = "P-2"
[person]
name = "Mair Example"
"#;

fn everyone() -> Command {
    cpa(["render", ".", "--for", "everyone", "--output", "copies", "--format", "md"])
        .file("P-1.toml", FIRST)
        .file("P-2.toml", SECOND)
        .file("people.toml", PEOPLE)
}

fn index(command: &Command) -> Vec<String> {
    let text = std::fs::read_to_string(command.path().join("copies/index.csv")).expect("the index");
    text.lines().map(str::to_owned).collect()
}

#[test]
fn index_lists_copies_and_refusals() {
    let command = everyone();
    let output = command.run();
    assert_eq!(output.exit, Exit::Clean, "{}", output.err);
    assert_eq!(
        output.err,
        "5 files in `copies`: the copies of 2 plans\n\
         which copy is for whom, and who may have none: `copies/index.csv`\n"
    );
    let index = index(&command);
    assert_eq!(index[0], "plan,reader,kind,file,no_copy_because");
    assert!(index.contains(&"P-1,person,person,P-1-person.md,".to_owned()), "{index:?}");
    assert!(index.contains(&"P-2,team,team,P-2-team.md,".to_owned()), "{index:?}");
    let nia = index.iter().find(|line| line.starts_with("P-1,nia,family,P-1-family-")).expect("her copy");
    let file = nia.split(',').nth(3).expect("its file");
    assert!(file.len() == "P-1-family-0000.md".len() && !file.contains("nia"), "{file}");
    let bev =
        "P-1,bev,,,\"`bev` may have no copy: the person was asked on 1 May 2026, and said no\"".to_owned();
    assert!(index.contains(&bev), "{index:?}");
}

#[test]
fn unchanged_copies_are_not_written_again() {
    let command = everyone();
    command.run();
    let path = command.path().join("copies/P-1-person.md");
    let before = std::fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a copy");
    let output = command.run();
    assert!(
        output.err.starts_with("5 files in `copies`: the copies of 2 plans, all as they were\n"),
        "{}",
        output.err
    );
    assert_eq!(std::fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a copy"), before);

    let command = command.file("P-2.toml", SECOND.replace("Mair", "Mari"));
    let output = command.run();
    assert!(
        output.err.starts_with("5 files in `copies`: the copies of 2 plans, 3 as before\n"),
        "{}",
        output.err
    );
}

#[cfg(unix)]
#[test]
fn readable_copy_is_replaced_by_a_private_one() {
    use std::os::unix::fs::PermissionsExt;
    let command = everyone();
    command.run();
    let path = command.path().join("copies/P-1-person.md");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o644)).expect("its owner may");
    command.run();
    for entry in std::fs::read_dir(command.path().join("copies")).expect("the copies") {
        let mode = entry.and_then(|entry| entry.metadata()).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn index_lists_plans_with_errors() {
    let command = everyone().file("P-2.toml", SECOND.replace("name", "nmae"));
    let output = command.run();
    assert_eq!(output.exit, Exit::Found);
    assert!(
        output.err.contains("error[unknown-key]") && output.err.contains("no copy of 1 plan: see above"),
        "{}",
        output.err
    );
    let index = index(&command);
    assert!(
        index.iter().any(|line| line.starts_with("P-2,everyone,,,") && line.contains("has faults")),
        "{index:?}"
    );
    assert!(index.iter().any(|line| line.contains("P-1-person.md")), "{index:?}");
}

#[test]
fn index_lists_copies_of_earlier_runs() {
    let command = everyone();
    command.run();
    let now = FIRST.replace("copy = [\"contacts\"]", "copy = []");
    let command = command.file("P-1.toml", now);
    command.run();
    let others: Vec<String> = index(&command)
        .into_iter()
        .filter(|line| line.ends_with("no copy that was made in this run"))
        .collect();
    assert_eq!(others.len(), 1, "{others:?}");
    assert!(others[0].starts_with(",,,P-1-family-"), "{others:?}");
}

#[test]
fn reader_unknown_to_one_plan_is_an_error() {
    let command = cpa(["render", ".", "--for", "nia", "--output", "copies"])
        .file("P-1.toml", FIRST)
        .file("P-2.toml", SECOND)
        .file("people.toml", PEOPLE);
    let output = command.run();
    assert_eq!(output.exit, Exit::Found);
    assert!(output.err.contains("nobody has the handle `nia`"), "{}", output.err);
    assert!(output.err.contains("2 files in `copies`: the copies of 1 plan\n"), "{}", output.err);
}

#[test]
fn everyone_needs_an_output_folder() {
    let output = cpa(["render", "P-1.toml", "--for", "everyone"]).file("P-1.toml", FIRST).run();
    assert_eq!((output.exit, output.out.as_str()), (Exit::Failed, ""));
    assert!(output.err.contains("`cpa render P-1.toml --for everyone --output copies`"), "{}", output.err);
}

#[test]
fn every_reader_has_a_file_of_their_own() {
    let friend = r#"
relationship = "friend"
consent = { asked = 2026-05-01, copy = ["contacts"] }
"#;
    let people: Vec<String> = (0..300).map(|at| format!("[people.n{at}]\nname = \"N\"\n{friend}")).collect();
    let people = people.concat();
    let command = cpa(["render", "P-1.toml", "--for", "everyone", "--output", "copies", "--format", "md"])
        .file("P-1.toml", format!("id = \"P-1\"\n[person]\nname = \"Rhys Example\"\n{people}"));
    command.run();
    let files: BTreeSet<String> =
        index(&command).iter().skip(1).filter_map(|line| Some(line.split(',').nth(3)?.to_owned())).collect();
    assert_eq!(files.len(), 302);
}

#[test]
fn explain_shows_the_rule_for_each_value() {
    let plan = checkout("plans/northside/NS-0042.toml").display().to_string();
    let output = cpa(["render", &plan, "--for", "sam", "--explain"]).run();
    assert_eq!(output.exit, Exit::Clean, "{}", output.err);
    let lines: Vec<String> =
        output.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(lines[0], "NS-0042 for sam: family; the person agreed to: contacts, crisis, accommodation");
    for line in [
        "kept back person.address identity: this kind of reader never has it",
        "kept back risks[2] withheld: the decision `threats`",
        "shown needs[1].goal needs: the person agreed to this area",
        "shown needs[1].actions[2].what this reader is down for it, or said it",
        "kept back health.medicines medicines: the person has not agreed to it",
        "shown crisis.early_signs crisis: the person agreed to it",
        "shown person.preferred_name every reader has it",
    ] {
        assert!(lines.contains(&line.to_owned()), "{line}\n{}", output.out);
    }
    assert!(!output.out.contains("07700"), "no value is part of it");
}

#[test]
fn write_error_is_also_printed() {
    let command = everyone().file("copies/P-2-person.md/x", "x");
    let output = command.run();
    assert!(output.err.contains("cannot write `copies/P-2-person.md`"), "{}", output.err);
    assert!(!output.err.contains("no copy of 1 plan: the index says why"), "{}", output.err);
}
