//! The doors: what can be typed, and which room it leads to.

mod ask;
mod book;
mod copy_args;
mod due;
mod edit_plan;
mod explain;
mod git_args;
mod markdown_page;
mod render;
mod review;
mod rules;
mod schema;
mod templates;
mod validate;

use std::ffi::OsString;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::bail;
use chrono::NaiveDate;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::due::day_from_text;
use crate::escape::sanitize;
use crate::validate::output;
use crate::workspace::git::Git;

/// Everything that a command gets from the world around it: nothing else is asked of the machine.
#[expect(missing_debug_implementations, reason = "streams have nothing to show")]
pub struct World<'w> {
    /// Today, in the machine's time zone. `--as-at` overrides it.
    pub today: NaiveDate,
    /// The folder in which the command is typed.
    pub here: PathBuf,
    /// Where answers come from.
    pub input: &'w mut dyn BufRead,
    /// Whether somebody types them: nobody else is ever asked.
    pub input_is_terminal: bool,
    /// Where findings, lists and copies go.
    pub out: &'w mut dyn Write,
    /// What `out` is.
    pub out_is: Screen,
    /// Where closing lines and errors go.
    pub err: &'w mut dyn Write,
    /// What `err` is.
    pub err_is: Screen,
    /// How git is asked.
    pub git: Git,
}

/// What a stream leads to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Screen {
    /// Whether somebody looks at it: values that tell who a person is are shown only there.
    pub terminal: bool,
    /// Its width in columns, if it is a terminal that says so. Nothing is ever cut or wrapped without one.
    pub width: Option<usize>,
    /// Whether it may be coloured, as far as the machine says (`NO_COLOR`). `--color` overrides it.
    pub colour: bool,
}

impl Screen {
    /// How findings are written to the stream.
    fn manner(self, format: output::ReportFormat) -> output::RenderOptions {
        output::RenderOptions { format, colour: self.colour, values: self.terminal, width: self.width }
    }
}

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exit {
    /// 0: all is well.
    Clean,
    /// 1: it found what it looks for.
    Found,
    /// 2: it could not do, or not wholly do, what it was asked.
    Failed,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => ExitCode::SUCCESS,
            Exit::Found => ExitCode::from(1),
            Exit::Failed => ExitCode::from(2),
        }
    }
}

/// Care plans under the Care Programme Approach, kept as plain text.
#[derive(Debug, Parser)]
#[command(
    name = "cpa",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    /// The day as at which to look, like 2026-11-22; without it, today
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    as_at: Option<NaiveDate>,
    /// Whether to colour what is printed
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Also into a pipe or a file
    Always,
    /// Not at all
    Never,
}

#[derive(Debug, Subcommand)]
enum Command {
    Validate(validate::ValidateArgs),
    Due(due::DueArgs),
    Book(book::BookArgs),
    Review(review::ReviewArgs),
    Render(render::RenderArgs),
    Rules(rules::RulesArgs),
    Explain(explain::ExplainArgs),
    Schema(schema::SchemaArgs),
    Templates(templates::TemplatesArgs),
}

/// Runs the command that `args` say, the first of them being the program's own name.
pub fn run(args: impl IntoIterator<Item = OsString>, mut world: World<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let width = world.out_is.width.unwrap_or(WIDE).min(WIDE);
    let ended = match typed(&args, width) {
        Ok(cli) => run_command(cli, &mut world),
        Err(error) => {
            // What clap says repeats what was typed, so it is said of what may be shown on a terminal.
            let shown: Vec<OsString> =
                args.iter().map(|arg| sanitize(&arg.to_string_lossy()).into_owned().into()).collect();
            said_by_clap(&typed(&shown, width).err().unwrap_or(error), &mut world)
        }
    };
    let ended = ended.and_then(|exit| Ok(world.out.flush().map(|()| exit)?));
    match ended {
        Ok(exit) => exit,
        Err(error) if is_closed_pipe(&error) => Exit::Clean,
        Err(error) => {
            // Where even this cannot be written, the exit code is all that is left to say it.
            let _ = writeln!(world.err, "error: {}", sanitize(&format!("{error:#}")));
            Exit::Failed
        }
    }
}

/// The widest lines of help.
const WIDE: usize = 100;

/// What was typed, or what clap says of it in lines of this width: the machine's own terminal is not asked.
fn typed(args: &[OsString], width: usize) -> Result<Cli, clap::Error> {
    let mut matches = Cli::command().term_width(width).try_get_matches_from(args)?;
    Cli::from_arg_matches_mut(&mut matches)
}

impl Command {
    /// Whether it writes into a plan.
    fn writes(&self) -> bool {
        match self {
            Command::Book(args) => args.writes(),
            Command::Review(args) => args.writes(),
            _ => false,
        }
    }
}

fn run_command(cli: Cli, world: &mut World<'_>) -> anyhow::Result<Exit> {
    let as_at = cli.as_at.unwrap_or(world.today);
    if as_at > world.today && cli.command.writes() {
        bail!(
            "`--as-at {as_at}` is still to come, and what is written then is read today: leave it out, or look with `--dry-run`"
        );
    }
    world.today = as_at;
    for screen in [&mut world.out_is, &mut world.err_is] {
        screen.colour = match cli.color {
            Colour::Auto => screen.colour,
            Colour::Always => true,
            Colour::Never => false,
        };
    }
    match cli.command {
        Command::Validate(args) => args.run(world),
        Command::Due(args) => args.run(world),
        Command::Book(args) => args.run(world),
        Command::Review(args) => args.run(world),
        Command::Render(args) => args.run(world),
        Command::Rules(args) => args.run(world),
        Command::Explain(args) => args.run(world),
        Command::Schema(args) => args.run(world),
        Command::Templates(args) => args.run(world),
    }
}

fn day(text: &str) -> Result<NaiveDate, String> {
    day_from_text(text).ok_or_else(|| "this is no day like 2026-11-22: year, month, day".to_owned())
}

/// Prints clap's own text, help or an error, to the stream that it is for.
fn said_by_clap(error: &clap::Error, world: &mut World<'_>) -> anyhow::Result<Exit> {
    let (stream, screen): (&mut dyn Write, Screen) =
        if error.use_stderr() { (world.err, world.err_is) } else { (world.out, world.out_is) };
    let text = error.render();
    if screen.colour {
        write!(stream, "{}", text.ansi())?;
    } else {
        write!(stream, "{text}")?;
    }
    Ok(if error.exit_code() == 0 { Exit::Clean } else { Exit::Failed })
}

/// Whether whoever read our output has gone: `cpa validate | head` is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let closed = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(closed))
}
