//! `cpa validate --staged` and `--changed`. Most tests run the real git, which a machine may lack.

use std::path::Path;
use std::process::Command as Program;

use cpa::cli::Exit;
use cpa::workspace::git::Git;
use expect_test::expect;

use crate::harness::{Command, cpa};

/// An ended plan without problems.
pub(crate) fn plan(id: &str) -> String {
    plan_of(id, r#"name = "Rhys Example""#)
}

/// A plan with one error.
pub(crate) fn faulty(id: &str) -> String {
    plan_of(
        id,
        r#"name = "Rhys Example"
nmae = "R""#,
    )
}

/// An ended plan of a person with these names.
pub(crate) fn plan_of(id: &str, names: &str) -> String {
    let ended = r#"[ended]
on = 2026-11-02
reason = "no longer needed"
how_to_come_back = "Phone the duty worker."
"#;
    format!(
        r#"id = "{id}"
status = "ended"
[person]
{names}
{ended}"#
    )
}

/// A program in a folder, without the machine's git settings and environment.
pub(crate) fn program(folder: &Path, name: &str) -> Program {
    let mut program = Program::new(name);
    for variable in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        program.env_remove(variable);
    }
    program.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1").current_dir(folder);
    program.env("PRE_COMMIT_HOME", Path::new(env!("CARGO_TARGET_TMPDIR")).join("pre-commit"));
    for who in ["AUTHOR", "COMMITTER"] {
        program.env(format!("GIT_{who}_NAME"), "Rhys Example");
        program.env(format!("GIT_{who}_EMAIL"), "rhys@northside.example");
    }
    program
}

/// Runs git, which succeeds, and returns its output.
#[track_caller]
pub(crate) fn git(folder: &Path, args: &[&str]) -> String {
    let (succeeded, output) = try_git(folder, args);
    assert!(succeeded, "git {args:?}: {output}");
    output
}

/// Runs git, and returns whether it succeeded and its output.
fn try_git(folder: &Path, args: &[&str]) -> (bool, String) {
    let args = ["-c", "init.defaultBranch=main"].iter().chain(args);
    let ended = program(folder, "git").args(args).output().expect("git is there");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ended.status.success(), text(&ended.stdout) + &text(&ended.stderr))
}

/// Commits everything in the folder of a command.
fn committed(command: Command) -> Command {
    git(command.path(), &["init"]);
    git(command.path(), &["add", "--all"]);
    git(command.path(), &["commit", "--allow-empty", "--message", "as it was"]);
    command
}

/// A command in a repository with settings and three plans without problems.
pub(crate) fn three_plans<const N: usize>(args: [&str; N]) -> Command {
    committed(
        cpa(args)
            .file("cpa.toml", "")
            .file("people.toml", "")
            .file("a/X-1.toml", plan("X-1"))
            .file("a/X-2.toml", plan("X-2"))
            .file("b/X-3.toml", plan("X-3")),
    )
}

pub(crate) const STAGED: [&str; 4] = ["validate", "--staged", "--format", "concise"];

#[test]
#[ignore = "needs git"]
fn nothing_staged_is_not_an_error() {
    three_plans(STAGED).file("a/X-1.toml", faulty("X-1")).succeeds(expect![[r#"
        no plan is staged
    "#]]);
}

#[test]
#[ignore = "needs git"]
fn only_staged_plans_are_reported() {
    let command = three_plans(STAGED).file("a/X-1.toml", faulty("X-1")).file("b/X-3.toml", faulty("X-3"));
    git(command.path(), &["add", "b"]);
    command.finds(expect![[r#"
            b/X-3.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 3 plans was looked at, the one that is staged: 1 error in 1 file
        "#]]);
    command.args(&["--", "a"]).succeeds(expect![[r#"
        no plan is staged
    "#]]);
}

#[test]
#[ignore = "needs git"]
fn staged_content_is_checked() {
    // Faulty as staged, mended since; and the other way round.
    let command =
        three_plans(STAGED).file("a/X-1.toml", faulty("X-1")).file("a/X-2.toml", plan("X-2") + "\n");
    git(command.path(), &["add", "--all"]);
    let command = command.file("a/X-1.toml", plan("X-1")).file("a/X-2.toml", faulty("X-2"));
    command.finds(expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            2 of 3 plans were looked at, those that are staged: 1 error in 1 file
        "#]]);
    // Staged, and not on the disk any more.
    std::fs::remove_file(command.path().join("a/X-1.toml")).expect("a file to take away");
    command.finds(expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            2 of 3 plans were looked at, those that are staged: 1 error in 1 file
        "#]]);
    // Taken out of git, and still on the disk.
    git(command.path(), &["rm", "--quiet", "--cached", "--force", "a/X-1.toml", "a/X-2.toml"]);
    command.succeeds(expect![[r#"
        no plan is staged
    "#]]);
}

#[test]
#[ignore = "needs git"]
fn shared_finding_is_reported_in_the_staged_plan() {
    let command = three_plans(STAGED).file("a/X-0.toml", plan("X-3"));
    git(command.path(), &["add", "a"]);
    command.finds(expect![[r#"
            a/X-0.toml:1:6: error[duplicate-id] another plan has this id
            1 of 4 plans was looked at, the one that is staged: 1 error in 1 file
        "#]]);
}

#[test]
#[ignore = "needs git"]
fn changed_people_file_reports_its_plans() {
    let naming = |id: &str| {
        format!(
            r#"care_coordinator = "jo"
{}"#,
            plan(id)
        )
    };
    let command = committed(
        cpa(STAGED)
            .file("cpa.toml", "")
            .file(
                "a/people.toml",
                r#"[jo]
name = "Jo Smith"
"#,
            )
            .file("a/X-1.toml", naming("X-1"))
            .file("b/X-2.toml", plan("X-2")),
    );
    let command = command.file("a/people.toml", "");
    git(command.path(), &["add", "--all"]);
    command.finds(expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            1 of 2 plans looked at, for `cpa.toml` or `people.toml` is staged and holds for them: 1 error in 1 file
        "#]]);
    git(command.path(), &["rm", "--quiet", "--force", "a/people.toml"]);
    command.finds(expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]]);
    // The list that is on the disk only is not committed: it is as if it were not there, and this is said.
    let command = command.file(
        "a/people.toml",
        r#"[jo]
name = "Jo Smith"
"#,
    );
    command.finds(expect![[r#"
            a/X-1.toml:1:20: error[unknown-handle] nobody has the handle `jo`
            `a/people.toml` is not staged, so it counts as not there: type `git add a/people.toml`
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]]);
    // But a list that git was told to ignore is meant to stay where it is.
    let command = command.file(".gitignore", "people.toml\n");
    command.succeeds(expect![[r#"
            1 of 2 plans looked at, for `cpa.toml` or `people.toml` is staged and holds for them: no faults
        "#]]);
}

#[test]
#[ignore = "needs git"]
fn paths_of_all_kinds() {
    let names = ["a b", "Zoë", "qu\"ote", "tab\there", "new\nline", "-dash", ":colon", "star*", " lead"];
    let command = names.iter().fold(three_plans(STAGED), |command, name| {
        command.file(
            &format!("c d/{name}.toml"),
            r#"id = 5
status = "ended"
[person]
name = "R"
"#,
        )
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
fn git_filters_are_applied() {
    let command = three_plans(STAGED).file(".gitattributes", "a/*.toml filter=turned\n");
    for way in ["clean", "smudge"] {
        git(command.path(), &["config", &format!("filter.turned.{way}"), "tr a-z n-za-m"]);
    }
    let command = command.file("a/X-1.toml", faulty("X-1"));
    git(command.path(), &["add", "--all"]);
    assert!(git(command.path(), &["show", ":a/X-1.toml"]).starts_with("vq = \"X-1\""));
    let command = command.file("a/X-1.toml", plan("X-1"));
    for here in ["", "a"] {
        let ended = cpa(STAGED).in_folder(command.path().join(here)).run();
        assert_eq!(ended.exit, Exit::Found, "{}{}", ended.out, ended.err);
        assert!(ended.out.contains("a/X-1.toml:5:1: error[unknown-key]"), "{}", ended.out);
        assert!(ended.err.contains(": 1 error in 1 file"), "{}", ended.err);
    }
}

#[test]
#[ignore = "needs git"]
fn renamed_plan_is_reported_under_its_new_name() {
    let command = three_plans(STAGED);
    git(command.path(), &["mv", "a/X-1.toml", "b/X-9.toml"]);
    command.finds(expect![[r#"
            b/X-9.toml:1:6: error[wrong-id] the id differs from the name of the file
            1 of 3 plans was looked at, the one that is staged: 1 error in 1 file
        "#]]);
}

#[test]
#[ignore = "needs git"]
fn changed_reports_differences_from_a_revision() {
    let changed = ["validate", "--format", "concise", "--changed"];
    let command = three_plans(changed).args(&["HEAD"]);
    command.succeeds(expect![[r#"
            no plan is different from `HEAD`
        "#]]);
    let command = command
        .file("a/X-1.toml", faulty("X-1"))
        .file("b/X-3.toml", faulty("X-3"))
        .file("c/X-4.toml", faulty("X-4"))
        .file("c/X-5.toml", faulty("X-5"))
        .file(".gitignore", "X-5.toml\n");
    git(command.path(), &["add", "b"]);
    std::fs::remove_file(command.path().join("a/X-2.toml")).expect("a file to take away");
    // In the work tree, staged or not, and new; neither what was taken away nor what is ignored.
    command.finds(expect![[r#"
            a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            b/X-3.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            c/X-4.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            3 of 4 plans were looked at, those that are different from `HEAD`: 3 errors in 3 files
        "#]]);
    git(command.path(), &["commit", "--quiet", "--message", "b"]);
    assert!(!command.run().out.contains("X-3"));
    assert!(
        three_plans(changed).args(&["HEAD~0"]).run().err.starts_with("no plan is different from `HEAD~0`")
    );
}

#[test]
#[ignore = "needs git"]
fn unknown_revision_is_an_error() {
    for revision in ["nope", "--output=x", "main..HEAD", "HEAD:a/X-1.toml"] {
        let ended = three_plans(["validate"]).args(&[&format!("--changed={revision}")]).run();
        assert_eq!((ended.exit, ended.out.as_str()), (Exit::Failed, ""), "{revision}");
        assert!(ended.err.contains(&format!("git knows no revision `{revision}`")), "{}", ended.err);
    }
    three_plans(["validate", "--changed", "nope"]).fails(expect![[r#"
            error: git knows no revision `nope`; name one like `main` or `HEAD~1`: git says: Needed a single revision
        "#]]);
}

#[test]
fn staged_and_changed_exclude_each_other() {
    let ended = cpa(["validate", "--staged", "--changed", "HEAD"]).run();
    assert_eq!(ended.exit, Exit::Failed);
    assert!(ended.err.contains("cannot be used with"), "{}", ended.err);
}

#[test]
fn missing_git_is_an_error_only_if_needed() {
    let command = |args: &[&str]| {
        let none = |_| Git::with_program("no-program-is-called-so");
        cpa([])
            .args(args)
            .file("cpa.toml", "")
            .file("X-1.toml", plan("X-1"))
            .file(".git/HEAD", "")
            .with_git(none)
    };
    command(&["validate"]).succeeds(expect![[r#"
        1 plan, no faults
    "#]]);
    command(&["validate", "--staged"]).fails(expect![[r#"
        error: git is not installed, or is not found: install it, or leave out the option that asks git
    "#]]);
    command(&["validate", "--changed", "HEAD"]).fails(expect![[r#"
        error: git is not installed, or is not found: install it, or leave out the option that asks git
    "#]]);
}

#[test]
#[ignore = "needs git"]
fn missing_repository_is_an_error() {
    let plain = |args: &[&str]| cpa([]).args(args).file("cpa.toml", "").file("X-1.toml", plan("X-1"));
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
    plain(&["validate"]).file(".git/HEAD", "").succeeds(expect![[r#"
        1 plan, no faults
    "#]]);
}

#[test]
#[ignore = "needs git"]
fn repository_of_another_user_is_explained() {
    let command = three_plans(["validate", "--staged"])
        .with_git(|git| git.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", Some("1".into())));
    let folder = command.path().display().to_string();
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    expect![[r#"
        error: git does not open the repository of `…`, for it belongs to somebody else; if you trust it, type `git config --global --add safe.directory …`
    "#]].assert_eq(&ended.err.replace(&folder, "…"));
}

#[test]
#[ignore = "needs git"]
fn root_can_be_above_or_below_the_repository() {
    // Above: each team's folder is a repository of its own, beside settings that none of them keeps.
    let command = cpa(STAGED)
        .file("cpa.toml", "")
        .file("north/X-1.toml", plan("X-1"))
        .file("south/X-1.toml", plan("X-1"))
        .in_folder("north");
    git(&command.path().join("north"), &["init"]);
    git(&command.path().join("north"), &["add", "--all"]);
    command.finds(expect![[r#"
            ../north/X-1.toml:1:6: error[duplicate-id] another plan has this id
            1 of 2 plans was looked at, the one that is staged: 1 error in 1 file
        "#]]);
    // Named from outside.
    let command = command.in_folder("").args(&["north"]);
    command.succeeds(expect![[r#"
            1 of 1 plan was looked at, the one that is staged: no faults
        "#]]);
    // Below, and typed in a folder in between.
    let command = committed(cpa(STAGED).file("care/cpa.toml", "").file("care/a/X-1.toml", plan("X-1")));
    let command =
        command.file("care/a/X-1.toml", faulty("X-1")).file("notes/X-2.toml", "x").in_folder("care/a");
    git(command.path(), &["add", "--all"]);
    command.finds(expect![[r#"
            ../a/X-1.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 1 plan was looked at, the one that is staged: 1 error in 1 file
        "#]]);
}

#[test]
#[ignore = "needs git"]
fn submodule_is_another_repository() {
    let inner = committed(cpa(["validate"]).file("X-9.toml", plan("X-9")));
    let command = three_plans(STAGED);
    let url = inner.path().display().to_string();
    git(command.path(), &["-c", "protocol.file.allow=always", "submodule", "--quiet", "add", &url, "sub"]);
    let command = command.file("sub/X-9.toml", faulty("X-9"));
    git(&command.path().join("sub"), &["add", "--all"]);
    command.succeeds(expect![[r#"
        no plan is staged
    "#]]);
    command.in_folder("sub").finds(expect![[r#"
            ../sub/X-9.toml:5:1: error[unknown-key] no key is called `nmae` in [person]
            1 of 4 plans was looked at, the one that is staged: 1 error in 1 file
        "#]]);
}

#[test]
#[ignore = "needs git"]
fn merge_conflict_is_reported() {
    let command = three_plans(STAGED);
    git(command.path(), &["branch", "other"]);
    let command = command.file(
        "a/X-1.toml",
        plan_of(
            "X-1",
            r#"name = "Rhys Example"
pronouns = "he/him""#,
        ),
    );
    git(command.path(), &["commit", "--quiet", "--all", "--message", "here"]);
    git(command.path(), &["checkout", "--quiet", "other"]);
    let command = command.file(
        "a/X-1.toml",
        plan_of(
            "X-1",
            r#"name = "Rhys Example"
pronouns = "they/them""#,
        ),
    );
    git(command.path(), &["commit", "--quiet", "--all", "--message", "there"]);
    assert!(!try_git(command.path(), &["merge", "main"]).0);
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Found);
    assert!(ended.out.starts_with("a/X-1.toml:5:1: error["), "{}", ended.out);
    assert!(ended.err.starts_with("1 of 3 plans was looked at"), "{}", ended.err);
}
