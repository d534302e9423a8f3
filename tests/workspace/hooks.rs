//! The example hooks, which refuse a commit with an error.

use std::path::Path;
use std::process::Command as Program;

use expect_test::expect;

use crate::harness::{Command, checkout};
use crate::workspace::git::{faulty, git, plan, program, three_plans};

/// The program git with the program `cpa` that is tested first on its path.
fn committing(folder: &Path) -> Program {
    let mut program = program(folder, "git");
    let cpa = Path::new(env!("CARGO_BIN_EXE_cpa")).parent().expect("a folder of programs");
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(cpa.to_owned()).chain(std::env::split_paths(&path));
    program.env("PATH", std::env::join_paths(path).expect("a path of programs"));
    program
}

/// Commits with these arguments: whether git did it, and what was said.
fn commit(folder: &Path, args: &[&str]) -> (bool, String) {
    let mut program = committing(folder);
    let ended = program.args(["commit", "--message", "plans"]).args(args).output().expect("git is there");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (ended.status.success(), text(&ended.stdout) + &text(&ended.stderr))
}

/// An error is refused and says why, a warning and a plan without faults go through.
fn a_hook_refuses_errors_only(folder: Command) {
    let add = |folder: &Command| git(folder.path(), &["add", "--all"]);
    let folder = folder.file("a b/X-4.toml", faulty("X-4"));
    add(&folder);
    let (done, said) = commit(folder.path(), &[]);
    assert!(!done && said.contains("no key is called `nmae`"), "{said}");
    assert!(said.contains("1 of 4 plans was looked at, the one that is staged: 1 error in 1 file"), "{said}");
    // Mended on the disk only.
    let folder = folder.file("a b/X-4.toml", plan("X-4"));
    assert!(!commit(folder.path(), &[]).0);
    // `git commit FILE` and `git commit --all` have an index of their own, of which the hook is told.
    let folder = folder.file("b/X-3.toml", plan("X-3") + "\n");
    let (done, said) = commit(folder.path(), &["b/X-3.toml"]);
    assert!(done, "{said}");
    let (done, said) = commit(folder.path(), &["--all"]);
    assert!(done, "{said}");
    let folder = folder.file("b/X-3.toml", faulty("X-3"));
    let (done, said) = commit(&folder.path().join("a b"), &["--all"]);
    assert!(!done && said.contains("b/X-3.toml:5:1"), "{said}");
    let folder = folder.file("b/X-3.toml", plan("X-3")).file("b/rhys.toml", plan("rhys"));
    add(&folder);
    let (done, said) = commit(folder.path(), &[]);
    assert!(done && said.contains("warning[name-in-file-name]"), "{said}");
    // Without faults, and without plans.
    for name in ["b/X-5.toml", "notes.md"] {
        std::fs::write(folder.path().join(name), plan("X-5")).expect("a file");
        add(&folder);
        let (done, said) = commit(folder.path(), &[]);
        assert!(done, "{said}");
    }
    // In another work tree git says where the repository is, and what is judged is what lies there.
    git(folder.path(), &["worktree", "add", "--quiet", "-b", "other", "other tree"]);
    let other = folder.path().join("other tree");
    std::fs::write(other.join("a/X-1.toml"), faulty("X-1")).expect("a plan");
    let (done, said) = commit(&other, &["--all"]);
    assert!(!done && said.contains("a/X-1.toml:5:1"), "{said}");
}

#[test]
#[ignore = "needs git and a shell"]
fn hook_refuses_a_commit_with_an_error() {
    let folder = three_plans(["validate"]);
    let hook = folder.path().join(".git/hooks/pre-commit");
    std::fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder of hooks");
    std::fs::copy(checkout("examples/hooks/pre-commit"), &hook).expect("the hook");
    let mut without = program(folder.path(), "/bin/sh");
    let ended = without.arg(&hook).env("PATH", "/nowhere").output().expect("a shell");
    assert_eq!(ended.status.code(), Some(1));
    expect![[r#"
        The plans were not looked at, and nothing was committed: the program cpa is not installed, or is not found.
        Install it: in a clone of its repository, type `cargo install --path . --locked`.
        To commit without it, this once: git commit --no-verify
    "#]].assert_eq(&String::from_utf8_lossy(&ended.stderr));
    a_hook_refuses_errors_only(folder);
}

#[test]
#[ignore = "needs git and the framework pre-commit"]
fn pre_commit_refuses_a_commit_with_an_error() {
    let settings = std::fs::read(checkout("examples/pre-commit-config.yaml")).expect("the definition");
    let folder = three_plans(["validate"]).file(".pre-commit-config.yaml", settings);
    let mut install = program(folder.path(), "pre-commit");
    let ended = install.arg("install").output().expect("pre-commit is there");
    assert!(ended.status.success(), "{}", String::from_utf8_lossy(&ended.stderr));
    a_hook_refuses_errors_only(folder);
}
