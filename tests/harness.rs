//! Runs `cpa` inside the test process: a builder for a folder of plans and a command, and the output of the command.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use cpa::cli::{Exit, Screen, World, run};
use cpa::workspace::git::Git;
use expect_test::Expect;
use tempfile::TempDir;

/// A command in a temporary folder.
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

/// What a command printed, and its exit code.
#[derive(Debug, PartialEq, Eq)]
pub struct Output {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

/// Returns the command `cpa` with these arguments, in an empty folder, on 22 November 2026.
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
        git: isolated_git(),
    }
}

/// Returns git without the settings and environment of the machine that runs the tests.
pub fn isolated_git() -> Git {
    let variables = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];
    let git = variables.into_iter().fold(Git::default(), |git, name| git.env(name, None));
    git.env("GIT_CONFIG_GLOBAL", Some("/dev/null".into())).env("GIT_CONFIG_NOSYSTEM", Some("1".into()))
}

/// Returns `text` without its first line break and without the indentation that its lines share, so that a file can be
/// indented with the code around it.
pub fn toml(text: &str) -> String {
    let text = text.strip_prefix('\n').unwrap_or(text);
    let indent = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let shared = text.lines().filter(|line| !line.trim().is_empty()).map(indent).min().unwrap_or(0);
    let short = |line: &str| if line.ends_with('\n') { "\n" } else { "" };
    let lines = text.split_inclusive('\n').map(|line| line.get(shared..).unwrap_or(short(line)));
    lines.collect::<String>().trim_end_matches(' ').to_owned()
}

/// Parses a date (YYYY-MM-DD).
pub fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date like 2026-11-22")
}

impl Command {
    /// Adds a file to the folder.
    pub fn file(self, name: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder below");
        std::fs::write(path, text).expect("a file");
        self
    }

    /// Adds arguments.
    pub fn args(mut self, args: &[&str]) -> Self {
        self.args.extend(args.iter().map(OsString::from));
        self
    }

    /// Sets today's date.
    #[expect(clippy::wrong_self_convention, reason = "named after the option")]
    pub fn as_at(mut self, today: &str) -> Self {
        self.today = day(today);
        self
    }

    /// Sets the current folder, relative to the folder of the test.
    pub fn in_folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.here = self.folder.path().join(folder);
        self
    }

    /// Prints to a terminal of this width.
    pub fn at_terminal(mut self, width: usize) -> Self {
        self.screen = Screen { terminal: true, width: Some(width), colour: false };
        self
    }

    /// Answers questions at a terminal, one line for each answer.
    pub fn answers(self, answers: &[&str]) -> Self {
        let typed = answers.iter().flat_map(|answer| [*answer, "\n"]).collect();
        Command { answers: Some(typed), ..self.at_terminal(100) }
    }

    /// Sends exactly this text as input at a terminal.
    pub fn typed(self, typed: &str) -> Self {
        Command { answers: Some(typed.to_owned()), ..self.at_terminal(100) }
    }

    /// Changes the git program or its environment.
    pub fn with_git(mut self, change: impl FnOnce(Git) -> Git) -> Self {
        self.git = change(self.git);
        self
    }

    /// Returns the folder of the test.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Runs the command, which succeeds with this output on both streams.
    #[track_caller]
    pub fn succeeds(&self, expected: Expect) {
        self.prints(Exit::Clean, &expected);
    }

    /// Runs the command, which finds problems and has this output on both streams.
    #[track_caller]
    pub fn finds(&self, expected: Expect) {
        self.prints(Exit::Found, &expected);
    }

    /// Runs the command, which fails with this output on both streams.
    #[track_caller]
    pub fn fails(&self, expected: Expect) {
        self.prints(Exit::Failed, &expected);
    }

    #[track_caller]
    fn prints(&self, exit: Exit, expected: &Expect) {
        let output = self.run();
        expected.assert_eq(&format!("{}{}", output.out, output.err));
        assert_eq!(output.exit, exit);
    }

    /// Runs the command. Its folder exists until the command is dropped.
    #[track_caller]
    pub fn run(&self) -> Output {
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
        Output { exit, out: text(out), err: text(err) }
    }
}

/// Returns a path in the repository.
pub fn checkout(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Runs `cpa` in the repository with its output on a terminal of this width.
pub fn cpa_at(args: &[&str], width: usize) -> Output {
    let screen = Screen { terminal: true, width: Some(width), colour: false };
    in_the_checkout(args, screen)
}

/// Runs `cpa` in the repository with its output in a file.
pub fn cpa_plain(args: &[&str]) -> Output {
    in_the_checkout(args, Screen::default())
}

fn in_the_checkout(args: &[&str], screen: Screen) -> Output {
    let mut command = cpa([]).in_folder(checkout(""));
    command.args.extend(args.iter().map(OsString::from));
    command.screen = screen;
    command.run()
}
