//! Folders of plans in git: what is staged, what has changed, names that should not be there, and the hooks. Most ask
//! the real git, which a machine with nothing but Rust may lack.

use std::path::Path;
use std::process::Command as Program;

use cpa::cli::Exit;
use cpa::history::Git;
use expect_test::{Expect, expect};

use crate::cpa::{Command, cpa};

/// A plan that has nothing but its id and a name, whose care rules are silent.
fn plan(id: &str) -> String {
    format!("id = \"{id}\"\nstatus = \"ended\"\n[person]\nname = \"Rhys Example\"\n")
}

/// A plan with one error.
fn faulty(id: &str) -> String {
    plan(id) + "nmae = \"R\"\n"
}

/// The program git in a folder, with nothing of the machine's own settings.
fn program(folder: &Path, name: &str) -> Program {
    let mut program = Program::new(name);
    for led in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        program.env_remove(led);
    }
    program.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").current_dir(folder);
    for who in ["AUTHOR", "COMMITTER"] {
        program.env(format!("GIT_{who}_NAME"), "Rhys Example");
        program.env(format!("GIT_{who}_EMAIL"), "rhys@northside.example");
    }
    program
}

/// Runs git; what it says on both streams.
#[track_caller]
fn git(folder: &Path, args: &[&str]) -> String {
    let (done, said) = git_says(folder, args);
    assert!(done, "git {args:?}: {said}");
    said
}

/// Whether git did it, and what it says on both streams.
fn git_says(folder: &Path, args: &[&str]) -> (bool, String) {
    let args = ["-c", "init.defaultBranch=main"].iter().chain(args);
    let ended = program(folder, "git").args(args).output().expect("git is there");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ended.status.success(), text(&ended.stdout) + &text(&ended.stderr))
}

/// A command in a folder that git keeps, with everything committed that is in it.
fn kept(command: Command) -> Command {
    git(command.path(), &["init"]);
    git(command.path(), &["add", "--all"]);
    git(command.path(), &["commit", "--allow-empty", "--message", "as it was"]);
    command
}

/// In a folder with settings and three plans without faults.
fn three<const N: usize>(args: [&str; N]) -> Command {
    kept(
        cpa(args)
            .file("cpa.toml", "")
            .file("people.toml", "")
            .file("a/X-1.toml", plan("X-1"))
            .file("a/X-2.toml", plan("X-2"))
            .file("b/X-3.toml", plan("X-3")),
    )
}

const STAGED: [&str; 4] = ["validate", "--staged", "--format", "concise"];

#[track_caller]
fn says(command: &Command, exit: Exit, expected: Expect) {
    let ended = command.run();
    expected.assert_eq(&format!("{}{}", ended.out, ended.err));
    assert_eq!(ended.exit, exit);
}

#[test]
#[ignore = "needs git"]
fn nothing_staged_is_said_and_no_fault() {
    says(
        &three(STAGED).file("a/X-1.toml", faulty("X-1")),
        Exit::Clean,
        expect![[r#"
        no plan is staged
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn only_what_is_staged_is_told_and_counted() {
    let command = three(STAGED).file("a/X-1.toml", faulty("X-1")).file("b/X-3.toml", faulty("X-3"));
    git(command.path(), &["add", "b"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            b/X-3.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 3 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
    says(
        &command.and(&["--", "a"]),
        Exit::Clean,
        expect![[r#"
        no plan is staged
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn what_is_judged_is_what_will_be_committed() {
    // Faulty as staged, mended since; and the other way round.
    let command = three(STAGED).file("a/X-1.toml", faulty("X-1")).file("a/X-2.toml", plan("X-2") + "\n");
    git(command.path(), &["add", "--all"]);
    let command = command.file("a/X-1.toml", plan("X-1")).file("a/X-2.toml", faulty("X-2"));
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            2 of 3 plans were looked at, those that are staged: 1 error in 1 file
        "#]],
    );
    // Staged, and not on the disk any more.
    std::fs::remove_file(command.path().join("a/X-1.toml")).expect("a file to take away");
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            2 of 3 plans were looked at, those that are staged: 1 error in 1 file
        "#]],
    );
    // Taken out of git, and still on the disk.
    git(command.path(), &["rm", "--quiet", "--cached", "--force", "a/X-1.toml", "a/X-2.toml"]);
    says(
        &command,
        Exit::Clean,
        expect![[r#"
        no plan is staged
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn what_two_plans_share_is_told_in_the_one_that_is_staged() {
    let command = three(STAGED).file("a/X-0.toml", plan("X-3"));
    git(command.path(), &["add", "a"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-0.toml:1:6: error[duplicate-id] another plan has this id
            1 of 4 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn a_change_beside_plans_is_one_of_every_plan_for_which_it_holds() {
    let naming = |id: &str| format!("care_coordinator = \"jo\"\n{}", plan(id));
    let command = kept(
        cpa(STAGED)
            .file("cpa.toml", "")
            .file("a/people.toml", "[jo]\nname = \"Jo Smith\"\n")
            .file("a/X-1.toml", naming("X-1"))
            .file("b/X-2.toml", plan("X-2")),
    );
    let command = command.file("a/people.toml", "");
    git(command.path(), &["add", "--all"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            1 of 2 plans looked at, for `cpa.toml` or `people.toml` is staged and holds for them: 1 error in 1 file
        "#]],
    );
    git(command.path(), &["rm", "--quiet", "--force", "a/people.toml"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
    // The list that is on the disk only is not committed: it is as if it were not there, and this is said.
    let command = command.file("a/people.toml", "[jo]\nname = \"Jo Smith\"\n");
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            `a/people.toml` is not staged, so it counts as not there: type `git add a/people.toml`
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
    // But a list that git was told to ignore is meant to stay where it is.
    let command = command.file(".gitignore", "people.toml\n");
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            1 of 2 plans looked at, for `cpa.toml` or `people.toml` is staged and holds for them: no faults
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn paths_of_all_kinds() {
    let names = ["a b", "Zoë", "qu\"ote", "tab\there", "new\nline", "-dash", ":colon", "star*", " lead"];
    let command = names.iter().fold(three(STAGED), |command, name| {
        command.file(&format!("c d/{name}.toml"), "id = 5\nstatus = \"ended\"\n[person]\nname = \"R\"\n")
    });
    git(command.path(), &["add", "--all"]);
    // What is staged is not what is on the disk.
    let command = names.iter().fold(command, |command, name| command.file(&format!("c d/{name}.toml"), ""));
    let ended = command.run();
    let wrong = ended.out.lines().filter(|line| line.contains("error[wrong-type]")).count();
    assert_eq!(wrong, names.len(), "{}{}", ended.out, ended.err);
    let found = "9 of 12 plans were looked at, those that are staged: ";
    assert!(ended.err.starts_with(found), "{}", ended.err);
}

#[test]
#[ignore = "needs git"]
fn a_plan_that_was_renamed_is_told_under_its_new_name() {
    let command = three(STAGED);
    git(command.path(), &["mv", "a/X-1.toml", "b/X-9.toml"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            b/X-9.toml:1:6: error[wrong-id] the id differs from the name of the file
            1 of 3 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn what_differs_from_a_revision() {
    let changed = ["validate", "--format", "concise", "--changed"];
    let command = three(changed).and(&["HEAD"]);
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            no plan is different from `HEAD`
        "#]],
    );
    let command = command
        .file("a/X-1.toml", faulty("X-1"))
        .file("b/X-3.toml", faulty("X-3"))
        .file("c/X-4.toml", faulty("X-4"))
        .file("c/X-5.toml", faulty("X-5"))
        .file(".gitignore", "X-5.toml\n");
    git(command.path(), &["add", "b"]);
    std::fs::remove_file(command.path().join("a/X-2.toml")).expect("a file to take away");
    // In the work tree, staged or not, and new; neither what was taken away nor what is ignored.
    says(
        &command,
        Exit::Found,
        expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            b/X-3.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            c/X-4.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            3 of 4 plans were looked at, those that are different from `HEAD`: 3 errors in 3 files
        "#]],
    );
    git(command.path(), &["commit", "--quiet", "--message", "b"]);
    assert!(!command.run().out.contains("X-3"));
    assert!(three(changed).and(&["HEAD~0"]).run().err.starts_with("no plan is different from `HEAD~0`"));
}

#[test]
#[ignore = "needs git"]
fn a_revision_that_is_not_there() {
    for revision in ["nope", "--output=x", "main..HEAD", "HEAD:a/X-1.toml"] {
        let ended = three(["validate"]).and(&[&format!("--changed={revision}")]).run();
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{revision}");
        assert!(ended.err.contains(&format!("git knows no revision `{revision}`")), "{}", ended.err);
    }
    says(
        &three(["validate", "--changed", "nope"]),
        Exit::Failed,
        expect![[r#"
            error: git knows no revision `nope`; name one like `main` or `HEAD~1`: git says: Needed a single revision
        "#]],
    );
}

#[test]
fn one_of_the_two_is_asked() {
    let ended = cpa(["validate", "--staged", "--changed", "HEAD"]).run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.err.contains("cannot be used with"), "{}", ended.err);
}

#[test]
fn without_git_only_those_who_ask_it_are_refused() {
    let command = |args: &[&str]| {
        let none = |_| Git::called("no-program-is-called-so");
        cpa([])
            .and(args)
            .file("cpa.toml", "")
            .file("X-1.toml", plan("X-1"))
            .file(".git/HEAD", "")
            .with_git(none)
    };
    says(
        &command(&["validate"]),
        Exit::Clean,
        expect![[r#"
        1 plan, no faults
    "#]],
    );
    says(
        &command(&["validate", "--staged"]),
        Exit::Failed,
        expect![[r#"
        error: git is not installed, or is not found: install it, or validate the folder without asking git
    "#]],
    );
    says(
        &command(&["validate", "--changed", "HEAD"]),
        Exit::Failed,
        expect![[r#"
        error: git is not installed, or is not found: install it, or validate the folder without asking git
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn where_git_keeps_nothing_it_is_said() {
    let plain = |args: &[&str]| cpa([]).and(args).file("cpa.toml", "").file("X-1.toml", plan("X-1"));
    let message = |command: Command| {
        let folder = command.path().display().to_string();
        command.run().err.replace(&folder, "…")
    };
    expect![[r#"
        error: `…` is not kept in git: go into a folder that is, or make it one with `git init`
    "#]]
    .assert_eq(&message(plain(&["validate", "--staged"])));
    let bare = plain(&["validate", "--staged"]);
    git(bare.path(), &["init", "--bare", "."]);
    expect![[r#"
        error: `…` is a repository without files, a bare one: go into a clone of it
    "#]]
    .assert_eq(&message(bare));
    let broken = plain(&["validate", "--staged"]).file(".git/HEAD", "");
    expect![[r#"
        error: `…` is not kept in git: go into a folder that is, or make it one with `git init`
    "#]]
    .assert_eq(&message(broken));
    // Of a folder that git would keep, but that is broken, nothing is asked unless somebody asks.
    says(
        &plain(&["validate"]).file(".git/HEAD", ""),
        Exit::Clean,
        expect![[r#"
        1 plan, no faults
    "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn a_repository_of_somebody_else_is_told_with_what_to_type() {
    let command = three(["validate", "--staged"])
        .with_git(|git| git.with("GIT_TEST_ASSUME_DIFFERENT_OWNER", Some("1".into())));
    let folder = command.path().display().to_string();
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    expect![[r#"
        error: git does not open the repository of `…`, for it belongs to somebody else; if you trust it, type `git config --global --add safe.directory …`
    "#]].assert_eq(&ended.err.replace(&folder, "…"));
}

#[test]
#[ignore = "needs git"]
fn the_root_of_the_plans_may_be_above_or_below_that_of_git() {
    // Above: each team's folder is a repository of its own, beside settings that none of them keeps.
    let command = cpa(STAGED)
        .file("cpa.toml", "")
        .file("north/X-1.toml", plan("X-1"))
        .file("south/X-1.toml", plan("X-1"))
        .within("north");
    git(&command.path().join("north"), &["init"]);
    git(&command.path().join("north"), &["add", "--all"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            ../north/X-1.toml:1:6: error[duplicate-id] another plan has this id
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
    // Named from outside.
    let command = command.within("").and(&["north"]);
    says(
        &command,
        Exit::Clean,
        expect![[r#"
            1 of 1 plan was looked at, the one that is staged: no faults
        "#]],
    );
    // Below, and typed in a folder in between.
    let command = kept(cpa(STAGED).file("care/cpa.toml", "").file("care/a/X-1.toml", plan("X-1")));
    let command = command.file("care/a/X-1.toml", faulty("X-1")).file("notes/X-2.toml", "x").within("care/a");
    git(command.path(), &["add", "--all"]);
    says(
        &command,
        Exit::Found,
        expect![[r#"
            ../a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 1 plan was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn plans_in_a_submodule_are_those_of_another_repository() {
    let inner = kept(cpa(["validate"]).file("X-9.toml", plan("X-9")));
    let command = three(STAGED);
    let url = inner.path().display().to_string();
    git(command.path(), &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "sub"]);
    let command = command.file("sub/X-9.toml", faulty("X-9"));
    git(&command.path().join("sub"), &["add", "--all"]);
    says(
        &command,
        Exit::Clean,
        expect![[r#"
        no plan is staged
    "#]],
    );
    says(
        &command.within("sub"),
        Exit::Found,
        expect![[r#"
            ../sub/X-9.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 4 plans was looked at, the one that is staged: 1 error in 1 file
        "#]],
    );
}

#[test]
#[ignore = "needs git"]
fn a_merge_that_is_not_decided_is_told_with_its_marks() {
    let command = three(STAGED);
    git(command.path(), &["branch", "other"]);
    let command = command.file("a/X-1.toml", plan("X-1") + "pronouns = \"he/him\"\n");
    git(command.path(), &["commit", "--quiet", "--all", "--message", "here"]);
    git(command.path(), &["checkout", "--quiet", "other"]);
    let command = command.file("a/X-1.toml", plan("X-1") + "pronouns = \"they/them\"\n");
    git(command.path(), &["commit", "--quiet", "--all", "--message", "there"]);
    assert!(!git_says(command.path(), &["merge", "main"]).0);
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Found);
    assert!(ended.out.starts_with("a/X-1.toml:5:1: error["), "{}", ended.out);
    assert!(ended.err.starts_with("1 of 3 plans was looked at"), "{}", ended.err);
}
