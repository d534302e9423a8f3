//! Each finding with the lines that it is about, as rustc shows its own, and what to do.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::escape::sanitize;
use crate::parse::{Diagnostic, Message, Severity, Shows, Span};
use crate::validate::output::RenderOptions;

/// A line is shown whole up to this width where nothing says how wide the place is.
const WIDE: usize = 200;

pub(crate) fn write(diagnostic: &Diagnostic, manner: RenderOptions, out: &mut dyn Write) -> io::Result<()> {
    let source = &diagnostic.source;
    let shows = if manner.values { Shows::Everything } else { Shows::Names };
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level
        .primary_title(sanitize(&diagnostic.message.text(shows)).into_owned())
        .id(diagnostic.rule.name());
    let path = sanitize(source.path());
    let window = window(diagnostic);
    let text = if manner.values { source.at(&window).to_owned() } else { source.without_hidden(&window) };
    let mut group: Group<'_> = if source.text().is_empty() {
        title.element(Origin::path(path))
    } else {
        let mark = |span: &Span, kind: AnnotationKind, label: Option<&Message>| {
            let span = source.clamp(span);
            let span = span.start - window.start..span.end - window.start;
            kind.span(span).label(label.map(|label| sanitize(&label.text(shows)).into_owned()))
        };
        let main = mark(&diagnostic.span, AnnotationKind::Primary, diagnostic.label.as_ref());
        let also =
            diagnostic.also.iter().map(|(span, label)| mark(span, AnnotationKind::Context, Some(label)));
        let first = source.place(window.start).line;
        title.element(Snippet::source(text).line_start(first).path(path).annotation(main).annotations(also))
    };
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.message(sanitize(&help.text(shows)).into_owned()));
    }
    let renderer = if manner.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(manner.width.unwrap_or(WIDE));
    writeln!(out, "{}\n", renderer.render(&[group]))
}

/// The lines that a finding is about, from the first to the last: only they are looked at, however long the file.
fn window(diagnostic: &Diagnostic) -> Span {
    let source = &diagnostic.source;
    let spans = || std::iter::once(&diagnostic.span).chain(diagnostic.also.iter().map(|(span, _)| span));
    let start = spans().map(|span| span.start).min().unwrap_or(0);
    let end = spans().map(|span| span.end).max().unwrap_or(start);
    source.line_at(start).start..source.line_at(end).end.max(end)
}
