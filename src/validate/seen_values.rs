//! Values that must differ from plan to plan, such as ids and NHS numbers. Only their hashes are kept.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

use crate::message;
use crate::parse::message::path;
use crate::parse::{Diagnostic, RuleId, Severity, Source, Span};

/// A value that must differ from plan to plan, and its place in this plan.
#[derive(Debug, Clone)]
pub struct Fingerprint {
    /// The hash of the value.
    pub hash: u64,
    /// The place of the value in the plan.
    pub place: Span,
    /// The message for the later of two plans with this value.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl Fingerprint {
    /// Returns the hash of a text. It is the same for the same text within one run only.
    pub fn hash(text: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        hasher.finish()
    }
}

/// A fingerprint with the rule that compares it.
#[derive(Debug)]
pub(crate) struct Comparison {
    pub(crate) rule: RuleId,
    /// The severity of the rule in this plan.
    pub(crate) severity: Severity,
    pub(crate) fingerprint: Fingerprint,
}

/// Where each value was seen first.
#[derive(Debug, Default)]
pub(crate) struct SeenValues {
    first: HashMap<(RuleId, u64), FirstPlace>,
}

#[derive(Debug)]
struct FirstPlace {
    /// A path and a line.
    at: String,
    severity: Severity,
}

impl SeenValues {
    /// Returns a finding if an earlier plan has this value. Its severity is the lower one of the two plans: one may be
    /// a draft.
    pub(crate) fn compare(&mut self, value: &Comparison, source: &Arc<Source>) -> Option<Diagnostic> {
        let Comparison { rule, severity, fingerprint } = value;
        match self.first.entry((*rule, fingerprint.hash)) {
            Entry::Occupied(first) => {
                let first = first.get();
                let mut diagnostic =
                    Diagnostic::error(*rule, source, &fingerprint.place, fingerprint.message)
                        .label(message!("first in {}", path(&first.at)))
                        .help(fingerprint.help);
                diagnostic.severity = (*severity).min(first.severity);
                Some(diagnostic)
            }
            Entry::Vacant(entry) => {
                let line = source.place(fingerprint.place.start).line;
                entry.insert(FirstPlace { at: format!("{}:{line}", source.path()), severity: *severity });
                None
            }
        }
    }
}
