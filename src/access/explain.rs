//! `render --explain`: which values of a plan a reader is shown, which are withheld, and by which rule.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::access::policy::Grant;
use crate::access::reader::{Reader, ReaderPolicy, WithheldReason};
use crate::access::redact::{redact, walk};
use crate::parse::{AccessLabels, AccessPolicy, PlanPart, Span, Step};
use crate::workspace::PlanFile;

/// Whether a reader is shown a value of a plan, or all values below a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessExplanation {
    /// `needs[2].actions[1].what`.
    pub path: String,
    /// Whether the reader is shown it.
    pub shown: bool,
    /// The rule that decides it.
    pub why: String,
}

/// Explains every value of the plan in `file` in the order of the format, values with the same explanation below a key
/// together.
pub fn explain(file: &PlanFile, reader: &Reader) -> Vec<AccessExplanation> {
    let mut explanations = Vec::new();
    summarize(&leaves(file, reader), 0, &mut explanations);
    explanations
}

/// Explains every value of the plan in `file` by itself.
pub fn explain_each(file: &PlanFile, reader: &Reader) -> Vec<AccessExplanation> {
    leaves(file, reader).iter().map(|leaf| leaf.explanation(&leaf.steps)).collect()
}

/// A value of a plan.
struct Leaf {
    steps: Vec<String>,
    span: Span,
    shown: bool,
    why: String,
}

impl Leaf {
    fn explanation(&self, steps: &[String]) -> AccessExplanation {
        AccessExplanation { path: path(steps), shown: self.shown, why: self.why.clone() }
    }
}

fn leaves(file: &PlanFile, reader: &Reader) -> Vec<Leaf> {
    let policy = ReaderPolicy { file, reader };
    let (all, left) = (ExplainingVisitor::new(policy), ExplainingVisitor::new(policy));
    walk(file, &all);
    redact(file, reader).walk(&left);
    let left = left.leaves.into_inner();
    let left: BTreeSet<(usize, usize)> = left.iter().map(|leaf| (leaf.span.start, leaf.span.end)).collect();
    let mut leaves = all.leaves.into_inner();
    for leaf in &mut leaves {
        let shown = left.contains(&(leaf.span.start, leaf.span.end));
        if shown != leaf.shown {
            leaf.shown = shown;
            leaf.why = exception(leaf).to_owned();
        }
    }
    leaves
}

/// Returns why a value is shown or withheld although the table of parts, the decisions and confidence say otherwise.
fn exception(leaf: &Leaf) -> &'static str {
    let top = leaf.steps.first().map_or("", String::as_str);
    match (leaf.shown, top) {
        (true, "person") => "the name that the person goes by",
        (true, _) => "it is theirs to know in a crisis",
        (false, "people") => "a copy has those whom it mentions; numbers of family only for a crisis",
        (false, "reviews" | "agreements") => "what others said or agreed to is theirs to tell",
        (false, "withheld") => "it would tell that there is something else",
        (false, _) => "it is about somebody who may not be named, or nothing of it can be seen",
    }
}

/// Adds one explanation for all leaves below a step that have the same.
fn summarize(leaves: &[Leaf], depth: usize, explanations: &mut Vec<AccessExplanation>) {
    let Some(first) = leaves.first() else { return };
    if depth > 0 && leaves.iter().all(|leaf| leaf.shown == first.shown && leaf.why == first.why) {
        let steps = if leaves.len() == 1 { &first.steps } else { &first.steps[..depth] };
        explanations.push(first.explanation(steps));
        return;
    }
    for below in leaves.chunk_by(|one, other| one.steps.get(depth) == other.steps.get(depth)) {
        summarize(below, depth + 1, explanations);
    }
}

fn path(steps: &[String]) -> String {
    let mut path = String::new();
    for step in steps {
        if !path.is_empty() && !step.starts_with('[') {
            path.push('.');
        }
        path.push_str(step);
    }
    path
}

/// A policy that allows everything, and records what a reader's policy says about each value.
struct ExplainingVisitor<'a> {
    policy: ReaderPolicy<'a>,
    frames: RefCell<Vec<Frame>>,
    leaves: RefCell<Vec<Leaf>>,
}

/// A step on the way to a value.
struct Frame {
    step: String,
    span: Span,
    withheld: Option<WithheldReason>,
    /// Whether this is in an area of need that the person agreed to by itself.
    has_area: bool,
}

impl<'a> ExplainingVisitor<'a> {
    fn new(policy: ReaderPolicy<'a>) -> Self {
        ExplainingVisitor { policy, frames: RefCell::default(), leaves: RefCell::default() }
    }

    /// Returns whether the reader is shown a value of `part` at this place, and why.
    fn rule(&self, part: PlanPart) -> (bool, String) {
        let frames = self.frames.borrow();
        match frames.iter().find_map(|frame| frame.withheld.as_ref()) {
            Some(WithheldReason::Decision(name)) => (false, format!("withheld: the decision `{name}`")),
            Some(WithheldReason::InConfidence) => (false, "told in confidence".to_owned()),
            None if part == PlanPart::Public && frames.iter().any(|frame| frame.has_area) => {
                (true, "needs: the person agreed to this area".to_owned())
            }
            None => (self.policy.allows(part), self.table_rule(part)),
        }
    }

    fn table_rule(&self, part: PlanPart) -> String {
        let (reader, word) = (self.policy.reader, part.word());
        match (part, reader.kind().grant(part)) {
            (PlanPart::Public, _) => "every reader has it".to_owned(),
            (PlanPart::Assigned, _) => "this reader is down for it, or said it".to_owned(),
            (PlanPart::Names, _) => "the names of those whom a copy mentions stand in it".to_owned(),
            (_, Grant::Always) => format!("{word}: this kind of reader always has it"),
            (_, Grant::Agreed) if reader.has(part) => format!("{word}: the person agreed to it"),
            (_, Grant::Agreed) => format!("{word}: the person has not agreed to it"),
            (_, Grant::Never) => format!("{word}: this kind of reader never has it"),
        }
    }
}

impl AccessPolicy for ExplainingVisitor<'_> {
    fn allows(&self, _part: PlanPart) -> bool {
        true
    }

    fn is_withheld(&self, labels: &AccessLabels<'_>) -> bool {
        let reason = self.policy.withheld_reason(labels);
        if let Some(frame) = self.frames.borrow_mut().last_mut() {
            frame.withheld = frame.withheld.take().or(reason);
        }
        false
    }

    fn names(&self, _handle: &str) -> bool {
        true
    }

    fn part_of_item(&self, part: PlanPart, labels: &AccessLabels<'_>) -> PlanPart {
        let within = self.policy.part_of_item(part, labels);
        if let Some(frame) = self.frames.borrow_mut().last_mut() {
            frame.has_area = within != part;
        }
        within
    }

    fn is_own(&self, labels: &AccessLabels<'_>) -> bool {
        self.policy.is_own(labels)
    }

    fn enter(&self, step: Step<'_>) {
        let mut frames = self.frames.borrow_mut();
        let above = frames.last().map(|frame| frame.span.clone()).unwrap_or_default();
        let (step, span) = match step {
            Step::Key(name, span) | Step::Chosen(name, span) => (name.to_owned(), span.clone()),
            Step::Item(at) => (format!("[{}]", at + 1), above),
        };
        frames.push(Frame { step, span, withheld: None, has_area: false });
    }

    fn leave(&self) {
        self.frames.borrow_mut().pop();
    }

    fn value(&self, part: PlanPart) {
        let (shown, why) = self.rule(part);
        let frames = self.frames.borrow();
        let Some(last) = frames.last() else { return };
        let steps = frames.iter().map(|frame| frame.step.clone()).collect();
        self.leaves.borrow_mut().push(Leaf { steps, span: last.span.clone(), shown, why });
    }
}
