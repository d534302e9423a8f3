//! The command line: arguments, and the command that they select.

mod args;
mod book;
mod copy_args;
mod due;
mod edit_args;
mod explain;
mod output;
mod prompt;
mod render;
mod review;
mod rules;
mod schema;
mod templates;
mod validate;
mod world;

use std::ffi::OsString;
use std::io::{self, Write};

use anyhow::bail;
use chrono::NaiveDate;
use clap::{CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::cli::args::day;
use crate::cli::output::MAX_WIDTH;
use crate::escape::sanitize;

pub use crate::cli::world::{Exit, Screen, World};

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

/// Declares the commands, in the order of `cpa --help`.
macro_rules! commands {
    ($($command:ident($args:ty),)+) => {
        #[derive(Debug, Subcommand)]
        enum Command {
            $($command($args),)+
        }

        impl Command {
            fn run(self, world: &mut World<'_>) -> anyhow::Result<Exit> {
                match self {
                    $(Command::$command(args) => args.run(world),)+
                }
            }
        }
    };
}

commands! {
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

/// Runs the command in `args`, whose first item is the name of the program.
pub fn run(args: impl IntoIterator<Item = OsString>, mut world: World<'_>) -> Exit {
    let args: Vec<OsString> = args.into_iter().collect();
    let width = world.out_is.width.unwrap_or(MAX_WIDTH).min(MAX_WIDTH);
    let result = match parse_args(&args, width) {
        Ok(cli) => run_command(cli, &mut world),
        Err(error) => {
            // The messages of clap repeat the arguments, so they are built from sanitized arguments.
            let safe: Vec<OsString> =
                args.iter().map(|arg| sanitize(&arg.to_string_lossy()).into_owned().into()).collect();
            print_clap_message(&parse_args(&safe, width).err().unwrap_or(error), &mut world)
        }
    };
    match result.and_then(|exit| Ok(world.out.flush().map(|()| exit)?)) {
        Ok(exit) => exit,
        // The reader may close the pipe, as in `cpa validate | head`.
        Err(error) if is_closed_pipe(&error) => Exit::Clean,
        Err(error) => {
            // If this write fails too, only the exit code remains.
            let _ = writeln!(world.err, "error: {}", sanitize(&format!("{error:#}")));
            Exit::Failed
        }
    }
}

/// Parses the arguments. Help has this width, because clap would ask the machine's own terminal.
fn parse_args(args: &[OsString], width: usize) -> Result<Cli, clap::Error> {
    let mut matches = Cli::command().term_width(width).try_get_matches_from(args)?;
    Cli::from_arg_matches_mut(&mut matches)
}

impl Command {
    /// Whether the command changes a plan.
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
            "`--as-at {as_at}` is still to come, and what is written then is read today: leave it out, or look with \
             `--dry-run`"
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
    cli.command.run(world)
}

/// Prints help or an error of clap.
fn print_clap_message(error: &clap::Error, world: &mut World<'_>) -> anyhow::Result<Exit> {
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

fn is_closed_pipe(error: &anyhow::Error) -> bool {
    let is_closed = |error: &io::Error| error.kind() == io::ErrorKind::BrokenPipe;
    error.chain().any(|cause| cause.downcast_ref::<io::Error>().is_some_and(is_closed))
}
