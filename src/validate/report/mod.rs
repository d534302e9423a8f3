//! How findings are written: one file a format. The formats of the other rooms are their own promises.

mod concise;
mod text;

use std::io::{self, Write};

use clap::ValueEnum;

use crate::reading::{Counts, Diagnostic};

/// The formats in which findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Each with the lines that it is about, and what to do
    Text,
    /// Each on one line: `file:line:col: severity[rule] message`
    Concise,
}

/// How to write, as far as it depends on where it goes.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// The format.
    pub format: Format,
    /// Whether to colour.
    pub colour: bool,
    /// Whether values that tell who somebody is may be shown: only on a terminal.
    pub values: bool,
    /// The width of the terminal, if there is one.
    pub width: Option<usize>,
}

/// Writes one finding.
///
/// # Errors
/// What `out` says.
pub fn write(diagnostic: &Diagnostic, manner: Manner, out: &mut dyn Write) -> io::Result<()> {
    match manner.format {
        Format::Text => text::write(diagnostic, manner, out),
        Format::Concise => concise::write(diagnostic, out),
    }
}

/// "1 error, 2 warnings", or "no faults".
pub fn counted(counts: Counts) -> String {
    let said: Vec<String> =
        [(counts.errors, "error"), (counts.warnings, "warning"), (counts.infos, "remark")]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| numbered(count, word))
            .collect();
    if said.is_empty() { "no faults".to_owned() } else { said.join(", ") }
}

/// "1 plan", "2 plans".
pub fn numbered(count: usize, word: &str) -> String {
    if count == 1 { format!("1 {word}") } else { format!("{count} {word}s") }
}
