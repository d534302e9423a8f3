//! The wall: what of a plan is left for one reader. Nothing reaches a copy by another way.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Deref;

use chrono::NaiveDate;

use super::Reader;
use crate::due::{ReviewDue, review_of};
use crate::folder::{Entry, People, PlanFile, ReadState, Shelf};
use crate::plan::{Decision, Is, Plan, Scheme, Settings, Terms, View};
use crate::reading::{Field, Handle, InConfidence, Marks, Open, Part, Readable, Wall};

/// The plan without everything that its reader may not see. Only [`see`] makes one; only this reaches documents.
#[derive(Debug)]
pub struct Seen {
    plan: Plan,
    shelf: Shelf,
    unnamed: BTreeSet<String>,
}

/// What `reader` may see of the plan in `file`.
pub fn see(file: &PlanFile, reader: &Reader) -> Seen {
    let wall = ReaderWall { file, reader };
    let mut plan = file.plan.clone();
    // What is about somebody who may not be named goes whole: a date alone would tell that there is somebody.
    retain(&mut plan.copies, |copy| copy.to.value().is_none_or(|to| wall.names(&to.0)));
    retain(&mut plan.agreements, |agreement| agreement.who.value().is_none_or(|who| wall.names(&who.0)));
    // Nobody knows whether whoever said it said it in confidence.
    if let Field::Known(reviews) = &mut plan.reviews {
        for review in &mut reviews.value {
            let may_tell = |view: &View| {
                !view.who.is_absent() || view.in_confidence.value() == Some(&InConfidence(false))
            };
            retain(&mut review.views, may_tell);
        }
    }
    let mut plan = plan.seen(Part::Office, &wall).unwrap_or_default();
    let unused = without_trace(&file.plan, &plan, reader);
    if let Field::Known(withheld) = &mut plan.withheld {
        withheld.value.entries.retain(|(name, _)| !unused.contains(&name.value));
        without_unnamed(&file.plan, &mut withheld.value);
        if withheld.value.entries.is_empty() {
            plan.withheld = Field::Absent;
        }
    }
    let unnamed = file.people().handles().filter(|handle| !wall.names(handle)).map(str::to_owned).collect();
    Seen { plan, shelf: file.shelf.clone(), unnamed }
}

impl Seen {
    /// Who `handle` is: nobody, if this reader may not know of them.
    pub fn find(&self, handle: &str) -> Option<Entry<'_>> {
        let named = !self.unnamed.contains(handle);
        named.then(|| People::of(&self.plan, &self.shelf).find(handle)).flatten()
    }

    /// The name that the person goes by.
    pub(super) fn preferred(&self) -> Option<&str> {
        self.plan.name()
    }

    /// Everybody whom what is left of the plan mentions, by their handles.
    pub(super) fn handles_mentioned(&self) -> BTreeSet<Handle> {
        recorded(&self.plan).handles.into_inner().into_iter().map(Handle).collect()
    }

    /// When the next review is due, as far as this reader may know of reviews.
    pub(super) fn review_due(&self, as_at: NaiveDate) -> ReviewDue {
        review_of(&self.plan, self.settings(), ReadState::Whole, as_at)
    }

    /// What the service has set.
    pub fn settings(&self) -> Option<&Settings> {
        self.shelf.settings()
    }

    /// What the scheme sets that the service works by.
    pub fn terms(&self) -> &'static Terms {
        self.settings().map_or_else(|| Scheme::Cpa.terms(), Settings::terms)
    }
}

impl Deref for Seen {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}

/// What stands between a plan and one reader.
struct ReaderWall<'a> {
    file: &'a PlanFile,
    reader: &'a Reader,
}

impl Wall for ReaderWall<'_> {
    fn opens(&self, part: Part) -> bool {
        self.reader.has(part)
    }

    fn keeps_back(&self, marks: &Marks<'_>) -> bool {
        marks.withhold.is_some_and(|decision| self.withholds(decision)) || self.is_confided(marks)
    }

    fn names(&self, handle: &str) -> bool {
        let decisions = self.file.people().find(handle).map(|entry| entry.all(|someone| &someone.withhold));
        !decisions.into_iter().flatten().any(|decision| self.withholds(&decision.0))
    }
}

impl ReaderWall<'_> {
    /// Whether the decision called `name` keeps something from this reader. One that nobody can read keeps it from
    /// everybody.
    fn withholds(&self, name: &str) -> bool {
        let decision = self.file.plan.withheld.value().and_then(|decisions| decisions.get(name));
        let from = decision.and_then(|decision| decision.from.value()).filter(|from| !from.is_empty());
        from.is_none_or(|from| from.iter().any(|from| self.reader.is_named_by(&from.value.0)))
    }

    /// Whether this was told in confidence. What somebody from outside the team said stays in confidence until
    /// somebody records that it need not.
    fn is_confided(&self, marks: &Marks<'_>) -> bool {
        let Some(teller) = marks.told_by else { return marks.in_confidence == Some(true) };
        if self.reader.is(teller) {
            return false;
        }
        let by_team = self.file.people().find(teller).is_some_and(|teller| teller.is(Is::Team));
        let by_person = teller == Handle::PERSON;
        marks.in_confidence.unwrap_or(!by_team && !by_person) || !self.names(teller)
    }
}

/// Takes out what would tell this reader of somebody who may not be named: a decision that is about nobody else, and
/// the reason for one that is about them too.
fn without_unnamed(plan: &Plan, seen: &mut Open<Decision>) {
    let how_many = |decision: &Decision| decision.from.value().map_or(0, Vec::len);
    let before = |name: &str| plan.withheld.value().and_then(|all| all.get(name)).map_or(0, how_many);
    seen.entries.retain(|(name, decision)| before(&name.value) == 0 || how_many(decision) > 0);
    for (name, decision) in &mut seen.entries {
        if how_many(decision) < before(&name.value) {
            decision.because = Field::Absent;
        }
    }
}

/// The decisions that would tell this reader that there is something else: those that name the reader, and those
/// whose every use is gone from what the reader sees.
fn without_trace(plan: &Plan, seen: &Plan, reader: &Reader) -> BTreeSet<String> {
    let (before, after) = (decisions_used(plan), decisions_used(seen));
    let gone = |name: &str| before.contains(name) && !after.contains(name);
    let decisions = plan.withheld.value().into_iter().flat_map(crate::reading::Open::iter);
    decisions
        .filter(|(name, decision)| {
            let from = decision.from.value();
            gone(name)
                || from.is_none_or(|from| {
                    from.is_empty() || from.iter().any(|from| reader.is_named_by(&from.value.0))
                })
        })
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The names of the decisions that anything in `plan` is marked with.
fn decisions_used(plan: &Plan) -> BTreeSet<String> {
    recorded(plan).decisions.into_inner()
}

/// What a wall that keeps nothing back meets in `plan`.
fn recorded(plan: &Plan) -> Recorder {
    let wall = Recorder::default();
    let _ = plan.seen(Part::Office, &wall);
    wall
}

/// A wall that keeps nothing back, and writes down what it meets.
#[derive(Default)]
struct Recorder {
    decisions: RefCell<BTreeSet<String>>,
    handles: RefCell<BTreeSet<String>>,
}

impl Wall for Recorder {
    fn opens(&self, _part: Part) -> bool {
        true
    }

    fn keeps_back(&self, marks: &Marks<'_>) -> bool {
        self.decisions.borrow_mut().extend(marks.withhold.map(str::to_owned));
        false
    }

    fn names(&self, handle: &str) -> bool {
        self.handles.borrow_mut().insert(handle.to_owned());
        true
    }
}

fn retain<T>(list: &mut Field<Vec<T>>, keep: impl Fn(&T) -> bool) {
    let Field::Known(known) = list else { return };
    let before = known.value.len();
    known.value.retain(keep);
    if known.value.is_empty() && before > 0 {
        *list = Field::Absent;
    }
}
