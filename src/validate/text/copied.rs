//! Wording that two people's plans share.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::message;
use crate::parse::message::path;
use crate::parse::{Diagnostic, RuleId, Severity, Source, Span};
use crate::validate::text::own_words::{OwnWords, Owner, RUN};

/// The words of one plan, and how its findings are reported.
#[derive(Debug)]
pub(crate) struct PlanWording {
    pub(crate) rule: &'static str,
    pub(crate) severity: Severity,
    pub(crate) words: OwnWords,
    pub(crate) source: Arc<Source>,
}

/// The wording of all plans so far.
#[derive(Debug, Default)]
pub(crate) struct SeenWording {
    plans: Vec<SeenPlan>,
    /// The first use of each run of words, by its hash.
    first_uses: HashMap<u64, FirstUse>,
}

#[derive(Debug)]
struct SeenPlan {
    path: String,
    owner: Owner,
    is_ended: bool,
    severity: Severity,
}

#[derive(Debug, Clone, Copy)]
struct FirstUse {
    /// The index of the plan in the list of those seen.
    plan: u32,
    line: u32,
}

/// Words of a plan that an earlier plan has too.
#[derive(Debug)]
struct SharedWords {
    span: Span,
    count: usize,
    /// The line in the earlier plan.
    line: u32,
    /// The number of the run that would continue them.
    next_run: usize,
}

impl SeenWording {
    /// Compares a plan with the plans before it. Returns one finding for each earlier plan that was the first to have
    /// some of its words, at the first passage that both share.
    pub(crate) fn compare(&mut self, plan: PlanWording) -> Vec<Diagnostic> {
        let shared = self.shared_words(&plan.words);
        let found = shared.into_iter().filter_map(|(earlier, shared)| self.finding(&plan, earlier, &shared));
        let mut found: Vec<Diagnostic> = found.collect();
        found.sort_by_key(|diagnostic| diagnostic.span.start);
        self.plans.push(SeenPlan {
            path: plan.source.path().to_owned(),
            owner: plan.words.owner,
            is_ended: plan.words.is_ended,
            severity: plan.severity,
        });
        found
    }

    /// Returns the first words that a plan shares with each earlier plan, by the index of that plan.
    fn shared_words(&mut self, words: &OwnWords) -> BTreeMap<usize, SharedWords> {
        let this = self.plans.len();
        let mut shared: BTreeMap<usize, SharedWords> = BTreeMap::new();
        let mut number = 0;
        for text in &words.texts {
            for run in text {
                number += 1;
                let own_use = FirstUse { plan: u32::try_from(this).unwrap_or(u32::MAX), line: run.line };
                let first = *self.first_uses.entry(run.hash).or_insert(own_use);
                if first.plan == own_use.plan {
                    continue;
                }
                let shared = shared.entry(first.plan as usize).or_insert_with(|| SharedWords {
                    span: run.span.clone(),
                    count: RUN - 1,
                    line: first.line,
                    next_run: number,
                });
                if shared.next_run == number {
                    shared.span.end = run.span.end;
                    shared.count += 1;
                    shared.next_run += 1;
                }
            }
            // A passage does not continue in the next text.
            number += 1;
        }
        shared
    }

    fn finding(&self, plan: &PlanWording, earlier: usize, shared: &SharedWords) -> Option<Diagnostic> {
        let earlier = self.plans.get(earlier)?;
        if (plan.words.is_ended && earlier.is_ended) || plan.words.owner.is_same_person(&earlier.owner) {
            return None;
        }
        let message = message!("{} words in a row stand in another person's plan too", shared.count);
        let first = path(format_args!("{}:{}", earlier.path, shared.line));
        let mut diagnostic = Diagnostic::error(RuleId::Care(plan.rule), &plan.source, &shared.span, message)
            .label(message!("first in {}", first))
            .help("ask the person, and write what they say in their own words");
        diagnostic.severity = plan.severity.min(earlier.severity);
        Some(diagnostic)
    }
}
