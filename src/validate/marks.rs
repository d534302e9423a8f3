//! What plans leave behind to be compared with those before them: numbers, never words.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::reading::{Diagnostic, Span};

/// A number made of something that must differ from plan to plan, and where it stands.
#[derive(Debug, Clone)]
pub struct Mark {
    /// The rule that compares it.
    pub rule: &'static str,
    /// The number.
    pub what: u64,
    /// Its place in the plan.
    pub place: Span,
    /// What is said at the later of two places.
    pub message: &'static str,
    /// What to do.
    pub help: &'static str,
}

impl Mark {
    /// The number of a text. It is the same for the same text within one run.
    pub fn number(text: &str) -> u64 {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        hasher.finish()
    }
}

/// The marks of all plans so far: where each was met first.
#[derive(Debug, Default)]
pub(super) struct Marks {
    met: HashMap<(&'static str, u64), String>,
}

impl Marks {
    /// Compares a mark of a plan with those of the plans before it. The first place that it names is a path and a
    /// line, no text.
    pub(super) fn meet(&mut self, mark: &Mark, at: impl FnOnce() -> String) -> Option<String> {
        match self.met.entry((mark.rule, mark.what)) {
            std::collections::hash_map::Entry::Occupied(first) => Some(first.get().clone()),
            std::collections::hash_map::Entry::Vacant(empty) => {
                empty.insert(at());
                None
            }
        }
    }
}

/// The finding at the later of two places with the same mark.
pub(super) fn told(mark: &Mark, source: &std::sync::Arc<crate::reading::Source>, first: &str) -> Diagnostic {
    Diagnostic::error(mark.rule, source, &mark.place, mark.message)
        .label(format!("first in {first}"))
        .help(mark.help)
}
