//! The builder of tests: a folder of plans, a command, a day, and what came of it, all in process.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use cpa::cli::{Exit, Screen, World, run};
use cpa::workspace::git::Git;
use tempfile::TempDir;

/// A command to be run in a folder of its own.
#[must_use = "a command does nothing until it is run"]
pub struct Command {
    args: Vec<OsString>,
    folder: TempDir,
    here: PathBuf,
    today: NaiveDate,
    screen: Screen,
    answers: Option<String>,
    git: Git,
}

/// What came of a command.
#[derive(Debug, PartialEq, Eq)]
pub struct Ended {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

/// The command `cpa` with these arguments, in an empty folder, on 22 November 2026.
pub fn cpa<const N: usize>(args: [&str; N]) -> Command {
    let folder = TempDir::new().expect("a folder for the test");
    let args = std::iter::once("cpa").chain(args).map(OsString::from).collect();
    let here = folder.path().to_owned();
    Command {
        args,
        folder,
        here,
        today: day("2026-11-22"),
        screen: Screen::default(),
        answers: None,
        git: git_alone(),
    }
}

/// Git with nothing of the machine's own settings, whatever runs the tests.
pub fn git_alone() -> Git {
    let led = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];
    let git = led.into_iter().fold(Git::default(), |git, name| git.with(name, None));
    git.with("GIT_CONFIG_GLOBAL", Some("/dev/null".into())).with("GIT_CONFIG_NOSYSTEM", Some("1".into()))
}

/// A day, as it is typed.
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day like 2026-11-22")
}

impl Command {
    /// With a file in the folder.
    pub fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder below");
        std::fs::write(path, text).expect("a file");
        self
    }

    /// With more arguments.
    pub fn and(mut self, args: &[&str]) -> Self {
        self.args.extend(args.iter().map(OsString::from));
        self
    }

    /// On another day.
    #[expect(clippy::wrong_self_convention, reason = "the day as at which is the field's own word")]
    pub fn as_at(mut self, today: &str) -> Self {
        self.today = day(today);
        self
    }

    /// Typed in another folder.
    pub fn within(mut self, folder: impl AsRef<Path>) -> Self {
        self.here = self.folder.path().join(folder);
        self
    }

    /// At a terminal of this width.
    pub fn at_terminal(mut self, width: usize) -> Self {
        self.screen = Screen { terminal: true, width: Some(width), colour: false };
        self
    }

    /// At a terminal at which somebody types these answers, each on a line.
    pub fn answers(self, answers: &[&str]) -> Self {
        let typed = answers.iter().flat_map(|answer| [*answer, "\n"]).collect();
        Command { answers: Some(typed), ..self.at_terminal(100) }
    }

    /// At a terminal at which this is typed, and no more.
    pub fn typed(self, typed: &str) -> Self {
        Command { answers: Some(typed.to_owned()), ..self.at_terminal(100) }
    }

    /// With another git, or in another environment.
    pub fn with_git(mut self, change: impl FnOnce(Git) -> Git) -> Self {
        self.git = change(self.git);
        self
    }

    /// The folder of the test.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs it; the folder may be looked at again as long as the command lives.
    #[track_caller]
    pub fn run(&self) -> Ended {
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut input = self.answers.as_deref().unwrap_or_default().as_bytes();
        let world = World {
            today: self.today,
            here: self.here.clone(),
            input: &mut input,
            input_is_terminal: self.answers.is_some(),
            out: &mut out,
            out_is: self.screen,
            err: &mut err,
            err_is: self.screen,
            git: self.git.clone(),
        };
        let exit = run(self.args.iter().cloned(), world);
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Ended { exit, out: text(out), err: text(err) }
    }
}

/// A path in the checkout.
pub fn checkout(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// The program with these arguments in the checkout, at a terminal of this width.
pub fn cpa_at(args: &[&str], width: usize) -> Ended {
    let screen = Screen { terminal: true, width: Some(width), colour: false };
    in_the_checkout(args, screen)
}

/// The program with these arguments in the checkout, its output going to a file.
pub fn cpa_plain(args: &[&str]) -> Ended {
    in_the_checkout(args, Screen::default())
}

fn in_the_checkout(args: &[&str], screen: Screen) -> Ended {
    let mut command = cpa([]).within(checkout(""));
    command.args.extend(args.iter().map(OsString::from));
    command.screen = screen;
    command.run()
}
