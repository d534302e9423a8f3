//! `--format text`: each finding with its lines, in the style of rustc, and what to do.
//!
//! A terminal shows everything. In a pipe, messages show names that a user typed but no values, and the lines of the plan
//! are shown without the values of sensitive keys.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::escape::sanitize;
use crate::parse::{Diagnostic, Severity, Shows, Span};
use crate::validate::output::{RenderOptions, ShownTexts};

/// The width of a line where the output has none.
const WIDTH: usize = 200;

pub(crate) fn write(diagnostic: &Diagnostic, options: RenderOptions, out: &mut dyn Write) -> io::Result<()> {
    let source = &diagnostic.source;
    let shows = if options.values { Shows::Everything } else { Shows::Names };
    let texts = ShownTexts::new(diagnostic, shows);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    };
    let title = level.primary_title(sanitize(&texts.message)).id(diagnostic.rule.name());
    let path = sanitize(source.path());
    let window = window(diagnostic);
    let text = if options.values { source.at(&window).to_owned() } else { source.without_hidden(&window) };
    let mut group: Group<'_> = if source.text().is_empty() {
        title.element(Origin::path(path))
    } else {
        let mark = |span: &Span, kind: AnnotationKind, label: Option<&String>| {
            let span = source.clamp(span);
            let span = span.start - window.start..span.end - window.start;
            kind.span(span).label(label.map(|label| sanitize(label).into_owned()))
        };
        let main = mark(&diagnostic.span, AnnotationKind::Primary, texts.label.as_ref());
        let also = texts.also.iter().map(|(span, label)| mark(span, AnnotationKind::Context, Some(label)));
        let first = source.place(window.start).line;
        title.element(Snippet::source(text).line_start(first).path(path).annotation(main).annotations(also))
    };
    if let Some(help) = &texts.help {
        group = group.element(Level::HELP.message(sanitize(help)));
    }
    let renderer = if options.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(options.width.unwrap_or(WIDTH));
    writeln!(out, "{}\n", renderer.render(&[group]))
}

/// Returns the lines from the first to the last marked place. Only they are passed to the renderer, which would scan the
/// whole file.
fn window(diagnostic: &Diagnostic) -> Span {
    let source = &diagnostic.source;
    let spans = || std::iter::once(&diagnostic.span).chain(diagnostic.also.iter().map(|(span, _)| span));
    let start = spans().map(|span| span.start).min().unwrap_or(0);
    let end = spans().map(|span| span.end).max().unwrap_or(start);
    source.line_at(start).start..source.line_at(end).end.max(end)
}
