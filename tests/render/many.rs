//! Copies of many plans in one run: an index, files left alone, faults that stop nobody else's copy.

use std::collections::BTreeSet;

use cpa::cli::Exit;

use crate::harness::{Command, checkout, cpa};
use crate::render::PEOPLE;

const FIRST: &str = "id = \"P-1\"\n[person]\nname = \"Rhys Example\"\n\
    [people.nia]\nname = \"Nia Example\"\nrelationship = \"sister\"\nconsent = { asked = 2026-05-01, copy = [\"contacts\"] }\n\
    [people.bev]\nname = \"Bev Cole\"\nrelationship = \"friend\"\nconsent = { asked = 2026-05-01, copy = [] }\n";
const SECOND: &str = "id = \"P-2\"\n[person]\nname = \"Mair Example\"\n";

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
fn the_index_says_which_copy_is_for_whom_and_who_may_have_none() {
    let command = everyone();
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Clean, "{}", ended.err);
    assert_eq!(
        ended.err,
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
fn files_whose_bytes_are_the_same_are_left_alone_and_the_same_input_gives_the_same_bytes() {
    let command = everyone();
    command.run();
    let place = command.path().join("copies/P-1-person.md");
    let before = std::fs::metadata(&place).and_then(|there| there.modified()).expect("a copy");
    let ended = command.run();
    assert!(
        ended.err.starts_with("5 files in `copies`: the copies of 2 plans, all as they were\n"),
        "{}",
        ended.err
    );
    assert_eq!(std::fs::metadata(&place).and_then(|there| there.modified()).expect("a copy"), before);

    let command = command.file("P-2.toml", SECOND.replace("Mair", "Mari"));
    let ended = command.run();
    assert!(
        ended.err.starts_with("5 files in `copies`: the copies of 2 plans, 3 as before\n"),
        "{}",
        ended.err
    );
}

#[cfg(unix)]
#[test]
fn a_copy_that_others_could_read_is_written_again_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let command = everyone();
    command.run();
    let place = command.path().join("copies/P-1-person.md");
    std::fs::set_permissions(&place, PermissionsExt::from_mode(0o644)).expect("its owner may");
    command.run();
    for entry in std::fs::read_dir(command.path().join("copies")).expect("the copies") {
        let mode = entry.and_then(|entry| entry.metadata()).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn a_broken_plan_stops_its_own_copies_and_the_index_says_so() {
    let command = everyone().file("P-2.toml", SECOND.replace("name", "nmae"));
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Found);
    assert!(
        ended.err.contains("error[unknown-key]") && ended.err.contains("no copy of 1 plan: see above"),
        "{}",
        ended.err
    );
    let index = index(&command);
    assert!(
        index.iter().any(|line| line.starts_with("P-2,everyone,,,") && line.contains("has faults")),
        "{index:?}"
    );
    assert!(index.iter().any(|line| line.contains("P-1-person.md")), "{index:?}");
}

#[test]
fn a_copy_of_an_earlier_run_that_nobody_may_have_now_is_named_in_the_index_and_not_taken_away() {
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
fn one_reader_for_many_plans_is_refused_where_they_may_not_have_one() {
    let command = cpa(["render", ".", "--for", "nia", "--output", "copies"])
        .file("P-1.toml", FIRST)
        .file("P-2.toml", SECOND)
        .file("people.toml", PEOPLE);
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Found);
    assert!(ended.err.contains("nobody has the handle `nia`"), "{}", ended.err);
    assert!(ended.err.contains("2 files in `copies`: the copies of 1 plan\n"), "{}", ended.err);
}

#[test]
fn everyone_needs_a_folder() {
    let ended = cpa(["render", "P-1.toml", "--for", "everyone"]).file("P-1.toml", FIRST).run();
    assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""));
    assert!(ended.err.contains("`cpa render P-1.toml --for everyone --output copies`"), "{}", ended.err);
}

#[test]
fn no_two_readers_of_a_plan_share_a_file() {
    let somebody = "relationship = \"friend\"\nconsent = { asked = 2026-05-01, copy = [\"contacts\"] }\n";
    let people: Vec<String> =
        (0..300).map(|at| format!("[people.n{at}]\nname = \"N\"\n{somebody}")).collect();
    let people = people.concat();
    let command = cpa(["render", "P-1.toml", "--for", "everyone", "--output", "copies", "--format", "md"])
        .file("P-1.toml", format!("id = \"P-1\"\n[person]\nname = \"Rhys Example\"\n{people}"));
    command.run();
    let files: BTreeSet<String> =
        index(&command).iter().skip(1).filter_map(|line| Some(line.split(',').nth(3)?.to_owned())).collect();
    assert_eq!(files.len(), 302);
}

#[test]
fn each_value_is_explained_with_its_rule() {
    let plan = checkout("plans/northside/NS-0042.toml").display().to_string();
    let ended = cpa(["render", &plan, "--for", "sam", "--explain"]).run();
    assert_eq!(ended.exit, Exit::Clean, "{}", ended.err);
    let lines: Vec<String> =
        ended.out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
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
        assert!(lines.contains(&line.to_owned()), "{line}\n{}", ended.out);
    }
    assert!(!ended.out.contains("07700"), "no value is part of it");
}

#[test]
fn what_the_disk_said_stands_above_and_not_in_the_index_alone() {
    let command = everyone().file("copies/P-2-person.md/x", "x");
    let ended = command.run();
    assert!(ended.err.contains("cannot write `copies/P-2-person.md`"), "{}", ended.err);
    assert!(!ended.err.contains("no copy of 1 plan: the index says why"), "{}", ended.err);
}
