//! What plans leave behind to be compared with those before them: numbers, never words.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::parse::{Diagnostic, RuleId, Severity, Source, Span};

/// A number made of something that must differ from plan to plan, and where it stands.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    /// The rule that compares it.
    pub rule: RuleId,
    /// How much it matters in this plan.
    pub severity: Severity,
    /// The number.
    pub what: u64,
    /// Its place in the plan.
    pub place: Span,
    /// What is said at the later of two places.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl Fingerprint {
    /// The number of a text. It is the same for the same text within one run.
    pub fn number(text: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        hasher.finish()
    }
}

/// The marks of all plans so far: where each was met first.
#[derive(Debug, Default)]
pub(crate) struct SeenValues {
    met: HashMap<(RuleId, u64), First>,
}

/// Where something was met first.
#[derive(Debug, Clone)]
pub(crate) struct First {
    at: String,
    severity: Severity,
}

impl SeenValues {
    /// Compares a mark of a plan with those of the plans before it. The first place that it names is a path and a
    /// line, no text.
    pub(crate) fn meet(&mut self, mark: &Fingerprint, at: impl FnOnce() -> String) -> Option<First> {
        match self.met.entry((mark.rule, mark.what)) {
            std::collections::hash_map::Entry::Occupied(first) => Some(first.get().clone()),
            std::collections::hash_map::Entry::Vacant(empty) => {
                empty.insert(First { at: at(), severity: mark.severity });
                None
            }
        }
    }
}

/// The finding at the later of two places with the same mark. It matters as much as it does to the plan to which it
/// matters less: one of the two may be a draft.
pub(crate) fn told(mark: &Fingerprint, source: &Arc<Source>, first: &First) -> Diagnostic {
    let mut told = Diagnostic::error(mark.rule, source, &mark.place, mark.message)
        .label(format!("first in {}", first.at))
        .help(mark.help);
    told.severity = mark.severity.min(first.severity);
    told
}
