//! What of a plan a reader is shown, what is kept back, and by which rule: for whoever answers for a copy.

use std::cell::RefCell;
use std::collections::BTreeSet;

use crate::access::Reader;
use crate::access::policy::{ReaderPolicy, WithheldReason};
use crate::access::reader::Has;
use crate::access::redact::{RedactedPlan, walk};
use crate::parse::{AccessLabels, AccessPolicy, PlanPart, Span, Step};
use crate::workspace::PlanFile;

/// What becomes of one value of a plan, or of all values below one key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccessExplanation {
    /// Where it stands: `needs[2].actions[1].what`.
    pub path: String,
    /// Whether the reader is shown it.
    pub shown: bool,
    /// By which rule.
    pub why: String,
}

/// What becomes of every value of the plan in `file` for `reader`, in the order of the format. What holds of all values
/// below a key is said once.
pub fn explain(file: &PlanFile, reader: &Reader) -> Vec<AccessExplanation> {
    let mut told = Vec::new();
    together(&leaves(file, reader), 0, &mut told);
    told
}

/// What becomes of every value of the plan in `file` for `reader`, each for itself.
pub fn explain_each(file: &PlanFile, reader: &Reader) -> Vec<AccessExplanation> {
    let leaves = leaves(file, reader).into_iter();
    leaves
        .map(|leaf| AccessExplanation { path: path(&leaf.steps), shown: leaf.shown, why: leaf.why })
        .collect()
}

/// A value of a plan.
#[derive(Debug, Clone)]
struct Leaf {
    steps: Vec<String>,
    span: Span,
    shown: bool,
    /// Whether the table of parts, the decisions and confidence alone would show it.
    by_the_table: bool,
    why: String,
}

fn leaves(file: &PlanFile, reader: &Reader) -> Vec<Leaf> {
    let seen = crate::access::redact(file, reader);
    let shown = places(&seen);
    let all = ExplainingVisitor::new(ReaderPolicy { file, reader });
    walk(file, &all);
    let mut leaves = all.leaves.into_inner();
    for leaf in &mut leaves {
        leaf.shown = shown.contains(&(leaf.span.start, leaf.span.end));
    }
    for leaf in leaves.iter_mut().filter(|leaf| leaf.shown != leaf.by_the_table) {
        leaf.why = beside_the_table(leaf).to_owned();
    }
    leaves
}

/// Why something is shown, or kept back, though the table of parts says otherwise.
fn beside_the_table(leaf: &Leaf) -> &'static str {
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

/// The places of the values that are left.
fn places(seen: &RedactedPlan) -> BTreeSet<(usize, usize)> {
    let left = Places::default();
    seen.walked_by(&left);
    left.places.into_inner()
}

/// Says once what holds of all leaves below one step.
fn together(leaves: &[Leaf], depth: usize, told: &mut Vec<AccessExplanation>) {
    let Some(first) = leaves.first() else { return };
    let same = |leaf: &Leaf| leaf.shown == first.shown && leaf.why == first.why;
    if depth > 0 && leaves.iter().all(same) {
        let steps = if leaves.len() == 1 { &first.steps } else { &first.steps[..depth] };
        told.push(AccessExplanation { path: path(steps), shown: first.shown, why: first.why.clone() });
        return;
    }
    let step = |leaf: &Leaf| leaf.steps.get(depth).cloned();
    for below in leaves.chunk_by(|one, other| step(one) == step(other)) {
        together(below, depth + 1, told);
    }
}

/// `needs[2].actions[1].what`.
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

/// A wall that lets everything through, and writes down what another would do.
struct ExplainingVisitor<'a> {
    policy: ReaderPolicy<'a>,
    way: RefCell<Vec<Frame>>,
    leaves: RefCell<Vec<Leaf>>,
}

/// A step of the way, and what is known there.
struct Frame {
    step: String,
    span: Span,
    kept: Option<WithheldReason>,
    /// Whether this is an area of need that the person agreed to by itself.
    agreed: bool,
}

impl<'a> ExplainingVisitor<'a> {
    fn new(policy: ReaderPolicy<'a>) -> Self {
        ExplainingVisitor { policy, way: RefCell::default(), leaves: RefCell::default() }
    }

    /// By which rule a value in `part` is shown or kept back where the walk is, and whether it is shown.
    fn why(&self, part: PlanPart) -> (String, bool) {
        let way = self.way.borrow();
        match way.iter().find_map(|frame| frame.kept.as_ref()) {
            Some(WithheldReason::Withheld(name)) => (format!("withheld: the decision `{name}`"), false),
            Some(WithheldReason::InConfidence) => ("told in confidence".to_owned(), false),
            None if part == PlanPart::Always && way.iter().any(|frame| frame.agreed) => {
                ("needs: the person agreed to this area".to_owned(), true)
            }
            None => (self.by_the_table(part), self.policy.allows(part)),
        }
    }

    fn by_the_table(&self, part: PlanPart) -> String {
        let (reader, word) = (self.policy.reader, part.word());
        match (part, reader.cell(part)) {
            (PlanPart::Always, _) => "every reader has it".to_owned(),
            (PlanPart::Own, _) => "this reader is down for it, or said it".to_owned(),
            (PlanPart::Names, _) => "the names of those whom a copy mentions stand in it".to_owned(),
            (_, Has::Always) => format!("{word}: this kind of reader always has it"),
            (_, Has::Agreed) if reader.has(part) => format!("{word}: the person agreed to it"),
            (_, Has::Agreed) => format!("{word}: the person has not agreed to it"),
            (_, Has::Never) => format!("{word}: this kind of reader never has it"),
        }
    }
}

impl AccessPolicy for ExplainingVisitor<'_> {
    fn allows(&self, _part: PlanPart) -> bool {
        true
    }

    fn is_withheld(&self, marks: &AccessLabels<'_>) -> bool {
        let why = self.policy.why_kept(marks);
        if let Some(frame) = self.way.borrow_mut().last_mut() {
            frame.kept = frame.kept.take().or(why);
        }
        false
    }

    fn names(&self, _handle: &str) -> bool {
        true
    }

    fn part_of_item(&self, part: PlanPart, marks: &AccessLabels<'_>) -> PlanPart {
        let within = self.policy.part_of_item(part, marks);
        if let Some(frame) = self.way.borrow_mut().last_mut() {
            frame.agreed = within != part;
        }
        within
    }

    fn is_own(&self, marks: &AccessLabels<'_>) -> bool {
        self.policy.is_own(marks)
    }

    fn enter(&self, step: Step<'_>) {
        let mut way = self.way.borrow_mut();
        let above = way.last().map(|frame| frame.span.clone()).unwrap_or_default();
        let (step, span) = match step {
            Step::Key(name, span) | Step::Chosen(name, span) => (name.to_owned(), span.clone()),
            Step::Item(at) => (format!("[{}]", at + 1), above),
        };
        way.push(Frame { step, span, kept: None, agreed: false });
    }

    fn leave(&self) {
        self.way.borrow_mut().pop();
    }

    fn value(&self, part: PlanPart) {
        let (why, by_the_table) = self.why(part);
        let way = self.way.borrow();
        let Some(last) = way.last() else { return };
        let steps = way.iter().map(|frame| frame.step.clone()).collect();
        self.leaves.borrow_mut().push(Leaf {
            steps,
            span: last.span.clone(),
            shown: false,
            by_the_table,
            why,
        });
    }
}

/// A wall that lets everything through, and writes down where it was.
#[derive(Default)]
struct Places {
    way: RefCell<Vec<Span>>,
    places: RefCell<BTreeSet<(usize, usize)>>,
}

impl AccessPolicy for Places {
    fn allows(&self, _part: PlanPart) -> bool {
        true
    }

    fn is_withheld(&self, _marks: &AccessLabels<'_>) -> bool {
        false
    }

    fn names(&self, _handle: &str) -> bool {
        true
    }

    fn enter(&self, step: Step<'_>) {
        let mut way = self.way.borrow_mut();
        let span = match step {
            Step::Key(_, span) | Step::Chosen(_, span) => span.clone(),
            Step::Item(_) => way.last().cloned().unwrap_or_default(),
        };
        way.push(span);
    }

    fn leave(&self) {
        self.way.borrow_mut().pop();
    }

    fn value(&self, _part: PlanPart) {
        let place = self.way.borrow().last().map(|span| (span.start, span.end));
        self.places.borrow_mut().extend(place);
    }
}
