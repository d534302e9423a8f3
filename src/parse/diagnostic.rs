//! One fault, warning or remark about a file, with its place and the way to mend it.

use std::sync::Arc;

use crate::parse::message::Message;
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

/// A rule that no service can turn off: about reading files, about `# cpa: allow`, and about who gets a copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FixedRule {
    /// `unreadable`.
    Unreadable,
    /// `not-utf8`.
    NotUtf8,
    /// `empty-file`.
    EmptyFile,
    /// `conflict-marker`.
    ConflictMarker,
    /// `syntax`.
    Syntax,
    /// `duplicate-key`.
    DuplicateKey,
    /// `misplaced-key`.
    MisplacedKey,
    /// `unknown-key`.
    UnknownKey,
    /// `missing-key`.
    MissingKey,
    /// `wrong-type`.
    WrongType,
    /// `empty-text`.
    EmptyText,
    /// `unknown-choice`.
    UnknownChoice,
    /// `impossible-date`.
    ImpossibleDate,
    /// `date-in-future`.
    DateInFuture,
    /// `reserved-handle`.
    ReservedHandle,
    /// `unknown-handle`.
    UnknownHandle,
    /// `unknown-decision`.
    UnknownDecision,
    /// `wrong-id`.
    WrongId,
    /// `duplicate-id`.
    DuplicateId,
    /// `unknown-rule`.
    UnknownRule,
    /// `allow-unclear`.
    AllowUnclear,
    /// `allow-without-reason`.
    AllowWithoutReason,
    /// `allow-unused`.
    AllowUnused,
    /// `no-copy`.
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
    /// A rule of care, by its name.
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

/// Something to tell about a place in a file.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The name of the rule that found it, as in `review-overdue`.
    pub rule: RuleId,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong: lower case, no full stop, no advice.
    pub message: Message,
    /// The file.
    pub source: Arc<Source>,
    /// The place in it.
    pub span: Span,
    /// A few words on the marked text.
    pub label: Option<Message>,
    /// What to do, beginning with a verb, with the line to write.
    pub help: Option<Message>,
    /// Other places in the same file that belong to it, each with its words.
    pub also: Vec<(Span, Message)>,
}

impl Diagnostic {
    /// An error at `span` of `source`.
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

    /// Sets a few words on the marked text.
    pub fn set_label(&mut self, label: impl Into<Message>) {
        self.label = Some(label.into());
    }

    /// Sets what to do, beginning with a verb.
    pub fn set_help(&mut self, help: impl Into<Message>) {
        self.help = Some(help.into());
    }

    /// With a few words on the marked text.
    #[must_use]
    pub fn label(mut self, label: impl Into<Message>) -> Self {
        self.label = Some(label.into());
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<Message>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With one more place in the same file.
    #[must_use]
    pub fn also(mut self, span: &Span, label: impl Into<Message>) -> Self {
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
