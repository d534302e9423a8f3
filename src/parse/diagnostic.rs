//! Diagnostics: what is wrong in a file, where, and how to fix it.

use std::sync::Arc;

use crate::parse::message::Message;
use crate::parse::source::{Source, Span};

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Should be fixed, or decided about.
    Warning,
    /// Must be fixed.
    Error,
}

impl Severity {
    /// Returns the word that outputs use.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A rule that no service can turn off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixedRule {
    /// The file could not be opened.
    Unreadable,
    /// The file is not UTF-8.
    NotUtf8,
    /// The file is empty.
    EmptyFile,
    /// The file has a merge conflict.
    ConflictMarker,
    /// A line is not valid TOML.
    Syntax,
    /// A key or table occurs twice.
    DuplicateKey,
    /// A key is in a table to which it does not belong.
    MisplacedKey,
    /// No table has such a key.
    UnknownKey,
    /// A required key is missing.
    MissingKey,
    /// A value has the wrong type.
    WrongType,
    /// A text is empty.
    EmptyText,
    /// A word is not one of a closed list.
    UnknownChoice,
    /// A date does not exist.
    ImpossibleDate,
    /// A date of something that happened is in the future.
    DateInFuture,
    /// A handle is a word with a meaning of its own.
    ReservedHandle,
    /// A handle is not defined.
    UnknownHandle,
    /// A decision to withhold is not defined.
    UnknownDecision,
    /// The id of a plan is not the name of its file.
    WrongId,
    /// Two plans have the same id.
    DuplicateId,
    /// `[rules]` or a comment names an unknown rule.
    UnknownRule,
    /// A comment resembles `# cpa: allow`, but is not one.
    AllowUnclear,
    /// A `# cpa: allow` gives no reason.
    AllowWithoutReason,
    /// A `# cpa: allow` suppresses nothing.
    AllowUnused,
    /// No copy is made for a reader.
    NoCopy,
}

impl FixedRule {
    /// Returns the name, such as `wrong-type`.
    pub fn name(self) -> &'static str {
        match self {
            FixedRule::Unreadable => "unreadable",
            FixedRule::NotUtf8 => "not-utf8",
            FixedRule::EmptyFile => "empty-file",
            FixedRule::ConflictMarker => "conflict-marker",
            FixedRule::Syntax => "syntax",
            FixedRule::DuplicateKey => "duplicate-key",
            FixedRule::MisplacedKey => "misplaced-key",
            FixedRule::UnknownKey => "unknown-key",
            FixedRule::MissingKey => "missing-key",
            FixedRule::WrongType => "wrong-type",
            FixedRule::EmptyText => "empty-text",
            FixedRule::UnknownChoice => "unknown-choice",
            FixedRule::ImpossibleDate => "impossible-date",
            FixedRule::DateInFuture => "date-in-future",
            FixedRule::ReservedHandle => "reserved-handle",
            FixedRule::UnknownHandle => "unknown-handle",
            FixedRule::UnknownDecision => "unknown-decision",
            FixedRule::WrongId => "wrong-id",
            FixedRule::DuplicateId => "duplicate-id",
            FixedRule::UnknownRule => "unknown-rule",
            FixedRule::AllowUnclear => "allow-unclear",
            FixedRule::AllowWithoutReason => "allow-without-reason",
            FixedRule::AllowUnused => "allow-unused",
            FixedRule::NoCopy => "no-copy",
        }
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
