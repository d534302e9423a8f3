//! Findings as commands of GitHub's workflows, which show each at its line in the list of changes.

use std::io::{self, Write};

use crate::escape::sanitize;
use crate::parse::{Diagnostic, Severity, Shows};
use crate::validate::output::places;

pub(crate) fn write(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let (start, end) = places(diagnostic, &diagnostic.span);
    let path = property(diagnostic.source.path());
    write!(
        out,
        "::{command} file={path},line={},col={},endLine={},endColumn={},title={}::",
        start.line, start.column, end.line, end.column, diagnostic.rule
    )?;
    let label = diagnostic.label.iter().map(|label| label.text(Shows::Names));
    let help = diagnostic.help.iter().map(|help| format!("help: {}", help.text(Shows::Names)));
    write!(out, "{}", message(&diagnostic.message.text(Shows::Names)))?;
    for line in label.chain(also(diagnostic)).chain(help) {
        // The end of a line, as a command can hold one.
        write!(out, "%0A{}", message(&line))?;
    }
    writeln!(out)
}

/// The other places, which a command has no room for.
fn also(diagnostic: &Diagnostic) -> impl Iterator<Item = String> {
    let line = |start: usize| diagnostic.source.place(start).line;
    diagnostic
        .also
        .iter()
        .map(move |(span, label)| format!("line {}: {}", line(span.start), label.text(Shows::Names)))
}

/// A text behind `::`.
fn message(text: &str) -> String {
    sanitize(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A value before `::`.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn nothing_in_a_text_ends_a_command_or_begins_another() {
        assert_eq!(property("50%,a:b"), "50%25%2Ca%3Ab");
        assert_eq!(message("50%, a::b"), "50%25, a::b");
        for text in ["a\n::error::x", "a\r\n::stop-commands::x"] {
            assert!(!message(text).contains(['\r', '\n']), "{text:?}");
        }
    }
}
