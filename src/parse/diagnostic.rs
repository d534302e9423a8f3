//! Diagnostics: what is wrong in a file, where, and how to fix it.

use std::sync::Arc;

use crate::parse::message::Message;
use crate::parse::source::{Source, Span};

words! {
    /// How much a finding matters.
    Severity,
    /// Returns the word that outputs use.
    word {
        /// Worth knowing.
        Info = "info",
        /// Should be fixed, or decided about.
        Warning = "warning",
        /// Must be fixed.
        Error = "error",
    }
}

words! {
    /// A rule that no service can turn off.
    FixedRule,
    /// Returns the name, such as `wrong-type`.
    name {
        /// The file could not be opened.
        Unreadable = "unreadable",
        /// The file is not UTF-8.
        NotUtf8 = "not-utf8",
        /// The file is empty.
        EmptyFile = "empty-file",
        /// The file has a merge conflict.
        ConflictMarker = "conflict-marker",
        /// A line is not valid TOML.
        Syntax = "syntax",
        /// A key or table occurs twice.
        DuplicateKey = "duplicate-key",
        /// A key is in a table to which it does not belong.
        MisplacedKey = "misplaced-key",
        /// No table has such a key.
        UnknownKey = "unknown-key",
        /// A required key is missing.
        MissingKey = "missing-key",
        /// A value has the wrong type.
        WrongType = "wrong-type",
        /// A text is empty.
        EmptyText = "empty-text",
        /// A word is not one of a closed list.
        UnknownChoice = "unknown-choice",
        /// A date does not exist.
        ImpossibleDate = "impossible-date",
        /// A date of something that happened is in the future.
        DateInFuture = "date-in-future",
        /// A handle is a word with a meaning of its own.
        ReservedHandle = "reserved-handle",
        /// A handle is not defined.
        UnknownHandle = "unknown-handle",
        /// A decision to withhold is not defined.
        UnknownDecision = "unknown-decision",
        /// The id of a plan is not the name of its file.
        WrongId = "wrong-id",
        /// Two plans have the same id.
        DuplicateId = "duplicate-id",
        /// `[rules]` or a comment names an unknown rule.
        UnknownRule = "unknown-rule",
        /// A comment resembles `# cpa: allow`, but is not one.
        AllowUnclear = "allow-unclear",
        /// A `# cpa: allow` gives no reason.
        AllowWithoutReason = "allow-without-reason",
        /// A `# cpa: allow` suppresses nothing.
        AllowUnused = "allow-unused",
        /// No copy is made for a reader.
        NoCopy = "no-copy",
    }
}

/// The rule that a diagnostic comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RuleId {
    /// A rule that no service can turn off.
    Fixed(FixedRule),
    /// A configurable rule, by its name.
    Care(&'static str),
}

impl RuleId {
    /// Returns the name, such as `review-overdue`.
    pub fn name(self) -> &'static str {
        match self {
            RuleId::Fixed(rule) => rule.name(),
            RuleId::Care(name) => name,
        }
    }
}

impl PartialEq<FixedRule> for RuleId {
    fn eq(&self, other: &FixedRule) -> bool {
        *self == RuleId::Fixed(*other)
    }
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl From<FixedRule> for RuleId {
    fn from(rule: FixedRule) -> Self {
        RuleId::Fixed(rule)
    }
}

/// A message about a place in a file.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, no advice.
    pub message: Message,
    /// The file.
    pub source: Arc<Source>,
    /// The place in the file.
    pub span: Span,
    /// A few words about the marked text.
    pub label: Option<Message>,
    /// What to do, starting with a verb, with the line to write.
    pub help: Option<Message>,
    /// Related places in the same file, each with a label.
    pub also: Vec<(Span, Message)>,
}

impl Diagnostic {
    /// Returns an error at `span` of `source`.
    pub fn error(
        rule: impl Into<RuleId>,
        source: &Arc<Source>,
        span: &Span,
        message: impl Into<Message>,
    ) -> Self {
        Diagnostic {
            rule: rule.into(),
            severity: Severity::Error,
            message: message.into(),
            source: Arc::clone(source),
            span: source.clamp(span),
            label: None,
            help: None,
            also: Vec::new(),
        }
    }

    /// Sets the label of the marked text.
    pub fn set_label(&mut self, label: impl Into<Message>) {
        self.label = Some(label.into());
    }

    /// Sets what to do.
    pub fn set_help(&mut self, help: impl Into<Message>) {
        self.help = Some(help.into());
    }

    /// Returns it with this label of the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<Message>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// Returns it with this help.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Returns it with a related place.
    #[must_use]
    pub fn also(mut self, span: &Span, label: impl Into<Message>) -> Self {
        self.also.push((self.source.clamp(span), label.into()));
        self
    }
}

/// The number of diagnostics of each severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SeverityCounts {
    /// Errors.
    pub errors: usize,
    /// Warnings.
    pub warnings: usize,
    /// Diagnostics of severity info.
    pub infos: usize,
}

impl SeverityCounts {
    /// Counts one diagnostic.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Info => self.infos += 1,
        }
    }
}
