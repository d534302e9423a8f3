//! One fault, warning or remark about a file, with its place and the way to mend it.

use std::sync::Arc;

use crate::parse::source::{Source, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be mended, or decided about.
    Warning,
    /// Must be mended.
    Error,
}

impl Severity {
    /// The word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// Something to tell about a place in a file.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The name of the rule that found it, as in `review-overdue`.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, no advice.
    pub message: String,
    /// The file.
    pub source: Arc<Source>,
    /// The place in it.
    pub span: Span,
    /// A few words on the marked text.
    pub label: Option<String>,
    /// What to do, beginning with a verb, with the line to write.
    pub help: Option<String>,
    /// Other places in the same file that belong to it, each with its words.
    pub also: Vec<(Span, String)>,
}

impl Diagnostic {
    /// An error at `span` of `source`.
    pub fn error(rule: &'static str, source: &Arc<Source>, span: &Span, message: impl Into<String>) -> Self {
        Diagnostic {
            rule,
            severity: Severity::Error,
            message: message.into(),
            source: Arc::clone(source),
            span: source.clamp(span),
            label: None,
            help: None,
            also: Vec::new(),
        }
    }

    /// With a few words on the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With one more place in the same file.
    #[must_use]
    pub fn also(mut self, span: &Span, label: impl Into<String>) -> Self {
        self.also.push((self.source.clamp(span), label.into()));
        self
    }
}

/// How many findings of each severity there were.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SeverityCounts {
    /// Findings that must be mended.
    pub errors: usize,
    /// Findings that should be.
    pub warnings: usize,
    /// Remarks.
    pub infos: usize,
}

impl SeverityCounts {
    /// Counts one more.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}
