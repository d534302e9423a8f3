//! What cron, systemd and a server of continuous integration run by themselves: every command line of `examples/cron`,
//! `examples/systemd` and `examples/ci`, taken from the files.

pub(crate) mod daemon;
pub(crate) mod days;
pub(crate) mod jobs;
pub(crate) mod lines;
pub(crate) mod others;
pub(crate) mod workflow;

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command as Program, Stdio};

use tempfile::TempDir;

use crate::harness::checkout;

/// A folder that simulates a machine: programs in `bin`, a copy of the plans, and the messages given to `sendmail`.
pub struct Machine {
    folder: TempDir,
}

/// The result of a command.
#[derive(Debug, PartialEq, Eq)]
pub struct Ran {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
    /// The messages, each after the arguments of `sendmail`, in the order of their texts.
    pub sent: Vec<String>,
}

/// Variables that a file sets.
pub type Variables = Vec<(String, String)>;

impl Machine {
    /// Returns a machine with the plans of the repository, on which this is today.
    pub fn on(day: &str) -> Self {
        let machine = Machine::empty();
        machine.is_on(day);
        for file in files(&checkout("plans")) {
            let below = file.strip_prefix(checkout("plans")).expect("a file below");
            machine.plan(&below.display().to_string(), fs::read(&file).expect("a plan"));
        }
        machine
    }

    /// Returns a machine without plans.
    pub fn empty() -> Self {
        let folder = TempDir::new().expect("a folder for the test");
        let machine = Machine { folder };
        for name in ["bin", "plans", "sent", "tmp"] {
            fs::create_dir(machine.at(name)).expect("a folder");
        }
        // Links, because a program that was just written may still be open in a process that is being started.
        for name in ["cpa", "sendmail", "cargo"] {
            machine.has(name, &checkout("tests/cron/bin").join(name));
        }
        machine.has("due-by-mail", &checkout("examples/cron/due-by-mail"));
        symlink(env!("CARGO_BIN_EXE_cpa"), machine.at("program")).expect("a link to the program");
        machine
    }

    pub fn at(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn is_on(&self, day: &str) {
        fs::write(self.at("day"), day).expect("the day");
    }

    /// Adds a program.
    pub fn has(&self, name: &str, program: &Path) {
        symlink(program, self.at("bin").join(name)).expect("a link to a program");
    }

    pub fn has_not(&self, name: &str) {
        fs::remove_file(self.at("bin").join(name)).expect("a program");
    }

    pub fn plan(&self, name: &str, text: impl AsRef<[u8]>) {
        let path = self.at("plans").join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder below");
        fs::write(path, text).expect("a plan");
    }

    /// Empties the folder of plans.
    pub fn has_no_plan_any_more(&self) {
        fs::remove_dir_all(self.at("plans")).expect("plans");
        fs::create_dir(self.at("plans")).expect("a folder");
    }

    /// Sets shell commands that `sendmail` runs before it stores a message.
    pub fn sendmail_first(&self, lines: &str) {
        fs::write(self.at("instead"), lines).expect("what sendmail does");
    }

    /// Replaces the paths of an example with those of this machine.
    pub fn placed(&self, text: &str) -> String {
        let bin = self.at("bin").display().to_string();
        ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin"]
            .iter()
            .fold(text.to_owned(), |text, place| text.replace(place, &bin))
            .replace("/srv/plans", &self.at("plans").display().to_string())
    }

    /// Returns a shell command with these variables only: no terminal, no home, the C locale. `PATH` has the programs of
    /// this machine and the system's.
    pub fn shell(&self, variables: &Variables, command: &str) -> Program {
        let mut program = Program::new("/bin/sh");
        program.arg("-c").arg(self.placed(command)).env_clear().current_dir("/").stdin(Stdio::null());
        program.env("PATH", format!("{}:/usr/bin:/bin", self.at("bin").display())).env("LC_ALL", "C");
        // So that leftover files can be found.
        program.env("TMPDIR", self.at("tmp"));
        program.envs(variables.iter().map(|(name, value)| (name, self.placed(value))));
        program
    }

    /// Runs a command as cron does, and checks that no one is named, no file is left and no plan is changed.
    #[track_caller]
    pub fn runs(&self, variables: &Variables, command: &str) -> Ran {
        let before = self.everything();
        let ran = self.ran(self.shell(variables, command));
        assert_eq!(self.everything(), before, "{command} leaves something behind");
        ran.names_nobody();
        ran
    }

    /// Returns the result of a program, and the messages that it sent.
    #[track_caller]
    pub fn ran(&self, mut program: Program) -> Ran {
        let ended = program.output().expect("a program");
        let text = |bytes: &[u8]| {
            let text = String::from_utf8(bytes.to_vec()).expect("output is UTF-8");
            text.replace(&self.folder.path().display().to_string(), "…")
        };
        Ran {
            code: ended.status.code(),
            out: text(&ended.stdout),
            err: text(&ended.stderr),
            sent: self.sent(),
        }
    }

    /// Returns the messages since the last call.
    pub fn sent(&self) -> Vec<String> {
        messages(&self.at("sent"))
    }

    /// Returns every file on the machine but the messages, and the files at the top of the real one.
    fn everything(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let top = fs::read_dir("/").expect("the top").map(|entry| entry.expect("an entry").path());
        let own = entries(self.folder.path()).filter(|path| !path.starts_with(self.at("sent")));
        let text = |path: PathBuf| {
            let text = if path.is_symlink() { Vec::new() } else { fs::read(&path).unwrap_or_default() };
            (path, text)
        };
        top.map(|path| (path, Vec::new())).chain(own.map(text)).collect()
    }
}

/// Removes and returns the messages in a folder.
pub fn messages(folder: &Path) -> Vec<String> {
    let mut messages: Vec<String> = files(folder)
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).expect("a message");
            fs::remove_file(path).expect("a message can be taken away");
            text
        })
        .collect();
    messages.sort();
    messages
}

impl Ran {
    /// Returns the result as text.
    pub fn shown(&self) -> String {
        let code = self.code.map_or_else(|| "killed".to_owned(), |code| code.to_string());
        let mut text = format!("{}{}--- exit code {code}\n", self.out, self.err);
        for message in &self.sent {
            write!(text, "--- {message}").expect("a string takes it");
        }
        text
    }

    #[track_caller]
    pub fn names_nobody(&self) {
        let named = named(&self.shown());
        assert!(named.is_empty(), "{named:?} are named:\n{}", self.shown());
    }
}

/// Returns the path of everything below a folder.
fn entries(folder: &Path) -> impl Iterator<Item = PathBuf> {
    let entries = walkdir::WalkDir::new(folder).min_depth(1).sort_by_file_name().into_iter();
    entries.map(|entry| entry.expect("a readable folder").into_path())
}

/// Returns the path of every file below a folder.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    entries(folder).filter(|path| !path.is_dir()).collect()
}

pub fn example(path: &str) -> String {
    fs::read_to_string(checkout("examples").join(path)).expect("an example")
}

/// Returns words in a text that are part of the name of a person in the sample plans or of their family.
pub fn named(text: &str) -> Vec<String> {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).collect();
    names().into_iter().filter(|name| words.contains(&name.as_str())).collect()
}

fn names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for path in files(&checkout("plans")) {
        let plan: toml::Table = fs::read_to_string(&path).expect("a plan").parse().expect("TOML");
        let Some(person) = plan.get("person") else { continue };
        let text = |value: &toml::Value| value.as_str().map(str::to_owned);
        names.extend(["name", "preferred_name"].iter().filter_map(|key| person.get(key).and_then(text)));
        let also = person.get("also_known_as").and_then(toml::Value::as_array);
        names.extend(also.into_iter().flatten().filter_map(text));
        let people = plan.get("people").and_then(toml::Value::as_table).into_iter().flatten();
        let family = people.filter(|(_, someone)| someone.get("relationship").is_some());
        names.extend(family.filter_map(|(_, someone)| someone.get("name").and_then(text)));
    }
    let words = names.iter().flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let mut words: Vec<String> = words.filter(|word| word.chars().count() > 2).map(str::to_owned).collect();
    words.sort();
    words.dedup();
    assert!(words.len() > 50, "names were found: {words:?}");
    words
}
