//! Passes the arguments, the date, the streams and the current folder to the library.

use std::io::{self, BufWriter, IsTerminal};
use std::process::ExitCode;

use cpa::cli::{Screen, World, run};
use cpa::workspace::git::Git;

fn main() -> ExitCode {
    #[expect(clippy::disallowed_methods, reason = "the only place that reads the clock")]
    let today = chrono::Local::now().date_naive();
    let here = std::env::current_dir().unwrap_or_else(|_| ".".into());
    let (input, out, mut err) = (io::stdin(), io::stdout(), io::stderr());
    let input_is_terminal = input.is_terminal();
    let out_is = screen(out.is_terminal(), terminal_size::terminal_size_of(&out));
    let err_is = screen(err.is_terminal(), terminal_size::terminal_size_of(&err));
    let (mut input, mut out) = (input.lock(), BufWriter::new(out.lock()));
    let world = World {
        today,
        here,
        input: &mut input,
        input_is_terminal,
        out: &mut out,
        out_is,
        err: &mut err,
        err_is,
        git: Git::default(),
    };
    run(std::env::args_os(), world).into()
}

fn screen(terminal: bool, size: Option<(terminal_size::Width, terminal_size::Height)>) -> Screen {
    let no_colour = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
        || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    let width = size.filter(|_| terminal).map(|(width, _)| usize::from(width.0));
    Screen { terminal, width, colour: terminal && !no_colour }
}
