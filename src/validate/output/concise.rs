//! `--format concise`: one line for each finding, `file:line:col: severity[rule] message`. It shows names that a user
//! typed, but no values. Scripts and editors read it, so it must not change.

use std::io::{self, Write};

use crate::escape::sanitize;
use crate::parse::{Diagnostic, Shows};

pub(crate) fn write(diagnostic: &Diagnostic, out: &mut dyn Write) -> io::Result<()> {
    let place = diagnostic.source.place(diagnostic.span.start);
    writeln!(
        out,
        "{}:{}:{}: {}[{}] {}",
        sanitize(diagnostic.source.path()),
        place.line,
        place.column,
        diagnostic.severity.word(),
        diagnostic.rule,
        sanitize(&diagnostic.message.text(Shows::Names))
    )
}
