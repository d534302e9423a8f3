//! `--format github`: workflow commands, which GitHub shows as annotations on the changed lines. They show names that a
//! user typed, but no values.

use std::io::{self, Write};

use crate::escape::sanitize;
use crate::parse::{Diagnostic, Severity, Shows};
use crate::validate::output::{ShownTexts, places};

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
    let texts = ShownTexts::new(diagnostic, Shows::Names);
    let mut lines = vec![texts.message.clone()];
    // A command has one place, so the others become lines.
    lines.extend(texts.labels(diagnostic));
    lines.extend(texts.help.map(|help| format!("help: {help}")));
    let lines: Vec<String> = lines.iter().map(|line| message(line)).collect();
    writeln!(out, "{}", lines.join("%0A"))
}

/// Escapes a text after `::`.
fn message(text: &str) -> String {
    sanitize(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    message(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::{message, property};

    #[test]
    fn text_cannot_end_a_command_or_begin_another() {
        assert_eq!(property("50%,a:b"), "50%25%2Ca%3Ab");
        assert_eq!(message("50%, a::b"), "50%25, a::b");
        for text in ["a\n::error::x", "a\r\n::stop-commands::x"] {
            assert!(!message(text).contains(['\r', '\n']), "{text:?}");
        }
    }
}
