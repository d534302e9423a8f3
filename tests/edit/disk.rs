//! The file on the disk: replaced whole, and only if it is the one that was read.

use std::ffi::OsString;
use std::fs;
use std::io::{self, BufRead, Read};
use std::path::{Path, PathBuf};

use cpa::cli::{Exit, Screen, World, run};
use expect_test::expect;

use crate::edit::{ExpectEdits, NEXT, PEOPLE, REVIEWED, plan, with_plan};
use crate::harness::{Command, cpa, day, isolated_git};

fn book(plan: &str) -> Command {
    with_plan(cpa(["book", "P-1.toml", "2026-11-30"]), plan)
}

/// Somebody who changes a file before they answer a question.
struct Meddler(PathBuf, &'static str, usize);

impl Read for Meddler {
    fn read(&mut self, _bytes: &mut [u8]) -> io::Result<usize> {
        unreachable!("answers are read by the line")
    }
}

impl BufRead for Meddler {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        let text = fs::read_to_string(&self.0)?;
        fs::write(&self.0, text.replace("Ana Example", self.1))?;
        Ok(b"person\n")
    }

    fn consume(&mut self, count: usize) {
        self.2 += count;
    }
}

#[test]
fn plan_changed_during_questions_is_not_written() {
    let command = book(&plan(NEXT, REVIEWED));
    let path = command.path().join("P-1.toml");
    for (name, exit) in [("Ana Example", Exit::Clean), ("Bo Example", Exit::Failed)] {
        fs::write(&path, plan(NEXT, REVIEWED)).expect("the plan");
        let args = ["cpa", "book", "P-1.toml", "2026-11-30", "--where", "Room 4"];
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let screen = Screen { terminal: true, ..Screen::default() };
        let world = World {
            today: day("2026-11-22"),
            here: command.path().to_owned(),
            input: &mut Meddler(path.clone(), name, 0),
            input_is_terminal: true,
            out: &mut out,
            out_is: screen,
            err: &mut err,
            err_is: screen,
            git: isolated_git(),
        };
        assert_eq!(run(args.map(OsString::from), world), exit);
        let said = String::from_utf8(err).expect("a text");
        let text = fs::read_to_string(&path).expect("the plan");
        assert_eq!(text.contains("booked"), exit == Exit::Clean);
        if exit == Exit::Failed {
            assert_eq!(text, plan(NEXT, REVIEWED).replace("Ana Example", "Bo Example"));
            let says = "error: `P-1.toml` has changed meanwhile, so nothing was written: look at it, and type the command again\n";
            assert!(said.ends_with(says), "{said}");
        }
    }
}

#[test]
fn locked_plan_is_not_written() {
    let command = book(&plan(NEXT, REVIEWED));
    let file = fs::File::open(command.path().join("P-1.toml")).expect("the plan");
    file.lock().expect("nobody else keeps it");
    command.refuses(expect![[r#"
        error: nothing was written: another program keeps `P-1.toml` for itself; close it there, and type the command again
    "#]]);
    file.unlock().expect("it was kept");
    assert_eq!(command.run().exit, Exit::Clean);
}

#[test]
fn failed_write_leaves_the_plan_unchanged() {
    let id = "P".repeat(240);
    let text = plan(NEXT, REVIEWED).replace("P-1", &id);
    let name = format!("{id}.toml");
    let command = cpa(["book", &name, "2026-11-30"]).file(&name, &text).file("people.toml", PEOPLE);
    let ended = command.run();
    assert_eq!(ended.exit, Exit::Failed);
    let says = format!("error: nothing was written: cannot write `{name}`: the disk does not take it: ");
    assert!(ended.err.starts_with(&says), "{}", ended.err);
    assert_eq!(fs::read_to_string(command.path().join(&name)).expect("the plan"), text);
    assert_eq!(crate::edit::leftovers(&command), 0);
}

#[test]
fn only_leftovers_of_killed_runs_are_deleted() {
    let command = book(&plan(NEXT, REVIEWED))
        .file(".P-1.toml.cpa-Ab12Cd", "half a plan")
        .file(".P-2.toml.cpa-Ab12Cd", "of another plan")
        .file(".P-1.toml.swp", "an editor's");
    assert_eq!(command.run().exit, Exit::Clean);
    let is_there = |name: &str| command.path().join(name).exists();
    assert!(
        !is_there(".P-1.toml.cpa-Ab12Cd") && is_there(".P-2.toml.cpa-Ab12Cd") && is_there(".P-1.toml.swp")
    );
}

#[cfg(unix)]
#[test]
fn link_and_permissions_are_kept() {
    use std::os::unix::fs::PermissionsExt;
    let text = plan(NEXT, REVIEWED);
    let command = book(&text).file("else/kept.toml", &text);
    let (link, kept) = (command.path().join("P-1.toml"), command.path().join("else/kept.toml"));
    fs::set_permissions(&kept, fs::Permissions::from_mode(0o640)).expect("it is ours");
    fs::remove_file(&link).expect("the plan");
    std::os::unix::fs::symlink("else/kept.toml", &link).expect("a link");
    command.edits(expect![[r#"
        +
        +[[reviews]]
        +booked = 2026-11-30
        --- Clean
        P-1: review booked for Monday 30 November 2026
        ---
    "#]]);
    assert_eq!(fs::read_link(&link).expect("a link still"), Path::new("else/kept.toml"));
    assert_eq!(fs::metadata(&kept).expect("the plan").permissions().mode() & 0o7777, 0o640);
    assert_eq!(fs::read_dir(command.path().join("else")).expect("the folder").count(), 1);
}

/// A list of access: what the owner, user 12346, the group, the most of both, and everybody else may do.
#[cfg(unix)]
fn list_of_access(rights: [u16; 5]) -> Vec<u8> {
    let whose: [(u16, u32); 5] = [(1, u32::MAX), (2, 12346), (4, u32::MAX), (16, u32::MAX), (32, u32::MAX)];
    let entries = whose.into_iter().zip(rights).flat_map(|((tag, id), rights)| {
        [&tag.to_le_bytes()[..], &rights.to_le_bytes(), &id.to_le_bytes()].concat()
    });
    2u32.to_le_bytes().into_iter().chain(entries).collect()
}

#[cfg(unix)]
#[test]
#[ignore = "needs a disk that keeps lists of access"]
fn access_list_is_kept() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt};
    const OF_FILES: &str = "system.posix_acl_access";
    let with = |before: &dyn Fn(&Path)| {
        let command = book(&plan(NEXT, REVIEWED));
        let path = command.path().join("P-1.toml");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o660)).expect("rights");
        before(&path);
        let was = fs::metadata(&path).expect("the plan").mode();
        assert_eq!(command.run().exit, Exit::Clean);
        assert_eq!(fs::metadata(&path).expect("the plan").mode(), was);
        assert!(fs::read_to_string(&path).expect("the plan").contains("booked"));
        xattr::get(&path, OF_FILES).expect("a list, or none")
    };
    let one_more = list_of_access([6, 6, 0, 6, 0]);
    assert_eq!(with(&|path| xattr::set(path, OF_FILES, &one_more).expect("a list")), Some(one_more.clone()));
    // What the folder gives to every new file is not given to this one, which had none.
    let of_folder = |path: &Path| {
        xattr::set(path.parent().expect("a folder"), "system.posix_acl_default", &one_more).expect("a list");
    };
    assert_eq!(with(&of_folder), None);
}

#[cfg(unix)]
#[test]
#[ignore = "needs root and setpriv"]
fn plan_is_not_written_if_its_group_would_change() {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
    let with = |mode: u32| {
        let command = book(&plan(NEXT, REVIEWED));
        let path = command.path().join("P-1.toml");
        // Wherever the tree stands, whoever writes can start the program.
        let program = command.path().join("cpa");
        fs::copy(env!("CARGO_BIN_EXE_cpa"), &program).expect("the program");
        chown(command.path(), Some(12345), None).expect("root may");
        chown(&path, Some(12345), Some(23456)).expect("root may");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("rights");
        let ended = std::process::Command::new("setpriv")
            .args(["--reuid=12345", "--regid=100", "--clear-groups"])
            .arg(&program)
            .args(["book", "P-1.toml", "2026-11-30", "--as-at", "2026-11-22"])
            .current_dir(command.path())
            .output()
            .expect("setpriv");
        let now = fs::metadata(&path).expect("the plan");
        let is_there = fs::read_to_string(&path).expect("the plan").contains("booked");
        (is_there, now.gid(), now.mode() & 0o777, String::from_utf8(ended.stderr).expect("a text"))
    };
    let (is_there, group, mode, said) = with(0o640);
    assert_eq!((is_there, group, mode), (false, 23456, 0o640), "{said}");
    assert!(said.contains("its group is one to which you do not belong"), "{said}");
    // Where the group may do nothing, it does not matter which it is.
    let (is_there, _, mode, said) = with(0o600);
    assert_eq!((is_there, mode), (true, 0o600), "{said}");
}
