//! Access labels of an item, and the trait of a policy that decides by them.

use crate::parse::handle::Names;
use crate::parse::plan_part::PlanPart;
use crate::parse::source::Span;

/// What an item says about who can read it.
#[derive(Debug, Clone, Copy, Default)]
pub struct AccessLabels<'a> {
    /// The decision in `[withheld]` that it names.
    pub withhold: Option<&'a str>,
    /// Who said it, if the person did not.
    pub told_by: Option<&'a str>,
    /// Whether it was said in confidence.
    pub in_confidence: Option<bool>,
    /// The people to whom it is assigned.
    pub who: Option<&'a Names>,
    /// The area of life that it is about.
    pub area: Option<&'static str>,
}

/// What one reader can see of a plan. A redaction calls it for each table and value, in their order.
pub trait AccessPolicy {
    /// Returns whether the reader can see this part.
    fn allows(&self, part: PlanPart) -> bool;
    /// Returns whether an item with these labels is withheld from the reader.
    fn is_withheld(&self, labels: &AccessLabels<'_>) -> bool;
    /// Returns whether the reader can know of the person with this handle.
    fn names(&self, handle: &str) -> bool;

    /// Returns the part of the keys of an item with these labels whose table belongs to `part`.
    fn part_of_item(&self, part: PlanPart, _labels: &AccessLabels<'_>) -> PlanPart {
        part
    }

    /// Returns whether an item with these labels is assigned to the reader, or was said by them.
    fn is_own(&self, _labels: &AccessLabels<'_>) -> bool {
        false
    }

    /// Called before a redaction descends into a key or an item of a list.
    fn enter(&self, _step: Step<'_>) {}

    /// Called when a redaction returns from there.
    fn leave(&self) {}

    /// Called for each value that is not a table, with its part.
    fn value(&self, _part: PlanPart) {}
}

/// One step on the path to a value of a plan.
#[derive(Debug, Clone, Copy)]
pub enum Step<'a> {
    /// A key of the format, with its place.
    Key(&'a str, &'a Span),
    /// An item of a list of tables, counted from 0.
    Item(usize),
    /// A name that the writer chose, such as a handle, with its place.
    Chosen(&'a str, &'a Span),
}
