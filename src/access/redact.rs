//! The wall: what of a plan is left for one reader. Nothing reaches a copy by another way.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::access::Reader;
use crate::access::contacts::{HasCrisis, Numbers, names_of};
use crate::access::policy::ReaderPolicy;
use crate::access::version::version;
use crate::due::{ReviewDue, review_of};
use crate::parse::{AccessLabels, AccessPolicy, Field, FromToml, Handle, InConfidence, OpenMap, PlanPart};
use crate::plan::{Action, Agreement, CopySettings, Decision, Plan, Scheme, Settings, Someone, Terms, View};
use crate::workspace::{PersonEntry, PlanFile, ReadState, SettingsFile};

/// The plan without everything that its reader may not see. Only [`redact`] makes one; only this reaches documents.
#[derive(Debug)]
pub struct RedactedPlan {
    plan: Plan,
    /// What the colleagues' lists say of those whom the plan names, as far as this reader may know it.
    listed: Vec<(String, Vec<Someone>)>,
    settings: Option<Arc<SettingsFile>>,
    reader: Reader,
    version: String,
    /// Where the actions begin that the reader is down to do: who does them may be gone from what they see.
    theirs: BTreeSet<usize>,
    /// Whether no review is kept from the reader.
    knows_reviews: bool,
}

/// What `reader` may see of the plan in `file`.
pub fn redact(file: &PlanFile, reader: &Reader) -> RedactedPlan {
    let policy = ReaderPolicy { file, reader };
    let mut plan = file.plan.clone();
    let people = std::mem::take(&mut plan.people);
    remove_restricted(&mut plan, &policy);
    let mut plan = plan.seen(PlanPart::Office, &policy).unwrap_or_default();
    remove_traces(&mut plan, &policy);
    let knows_reviews = plan.reviews.items().len() == file.plan.reviews.items().len();
    let numbers = Numbers::new(file, &policy, &plan);
    let named = names_of(file, &policy, recorded(&plan).handles.into_inner());
    if let Field::Known(mut own) = people {
        own.value.entries.retain(|(handle, _)| named.contains(&handle.value));
        own.value.entries.retain_mut(|(handle, someone)| {
            let left = numbers.seen_of(&handle.value, someone, &policy);
            left.map(|left| *someone = left).is_some()
        });
        if !own.value.entries.is_empty() {
            plan.people = Field::Known(own);
        }
    }
    let listed = named.iter().map(|handle| {
        let said = file.context.people.iter().filter_map(|file| file.people.get(handle));
        (handle.clone(), said.filter_map(|someone| numbers.seen_of(handle, someone, &policy)).collect())
    });
    RedactedPlan {
        listed: listed.filter(|(_, said): &(String, Vec<Someone>)| !said.is_empty()).collect(),
        plan,
        settings: file.context.settings.clone(),
        reader: reader.clone(),
        version: version(file.source.text()),
        theirs: theirs(&file.plan, reader),
        knows_reviews,
    }
}

/// Leads `policy` through all of the plan in `file`, and throws away what it leaves.
pub(crate) fn walk(file: &PlanFile, policy: &dyn AccessPolicy) {
    let _ = file.plan.seen(PlanPart::Office, policy);
}

/// Takes out what goes whole, because a piece of it would tell that there is more.
fn remove_restricted(plan: &mut Plan, policy: &ReaderPolicy<'_>) {
    // What is about somebody who may not be named goes whole: a date alone would tell that there is somebody.
    retain(&mut plan.copies, |copy| copy.to.value().is_none_or(|to| policy.names(&to.0)));
    let may_have = |agreement: &Agreement| match agreement.who.value() {
        // What others agreed to is theirs to tell.
        Some(who) if policy.is_limited() => who.is_person() || policy.reader.is(&who.0),
        Some(who) => policy.names(&who.0),
        None => true,
    };
    retain(&mut plan.agreements, may_have);
    if let Field::Known(reviews) = &mut plan.reviews {
        for review in &mut reviews.value {
            retain(&mut review.views, |view| may_have_view(view, policy));
        }
    }
    // A reader who may not know the whole name knows the one that the person goes by.
    if let Field::Known(person) = &mut plan.person
        && !policy.allows(PlanPart::Identity)
        && person.value.preferred_name.is_absent()
    {
        person.value.preferred_name = person.value.name.clone();
    }
}

fn may_have_view(view: &View, policy: &ReaderPolicy<'_>) -> bool {
    match view.who.value() {
        Some(who) if policy.is_limited() => policy.reader.is(&who.0.0),
        Some(_) => true,
        // Nobody knows whether whoever said it said it in confidence.
        None => {
            !policy.is_limited()
                && (policy.reader.is_of_team() || view.in_confidence.value() == Some(&InConfidence(false)))
                && view.who.is_absent()
        }
    }
}

/// Takes out the decisions that would tell this reader that there is something else.
fn remove_traces(plan: &mut Plan, policy: &ReaderPolicy<'_>) {
    let whole = &policy.file.plan;
    let unused = without_trace(whole, plan, policy);
    if let Field::Known(withheld) = &mut plan.withheld {
        withheld.value.entries.retain(|(name, _)| !unused.contains(&name.value));
        without_unnamed(whole, &mut withheld.value);
        if withheld.value.entries.is_empty() {
            plan.withheld = Field::Absent;
        }
    }
}

impl RedactedPlan {
    /// Who `handle` is: nobody, if this reader may not know of them.
    pub fn find(&self, handle: &str) -> Option<PersonEntry<'_>> {
        let own = self.plan.people.value().and_then(|people| people.get(handle));
        let listed = self.listed.iter().filter(|(listed, _)| listed == handle).flat_map(|(_, said)| said);
        PersonEntry::new(own.into_iter().chain(listed).collect())
    }

    /// Everybody who is named in this copy or whom this reader may phone, by their handles: the plan's own people first.
    pub(crate) fn handles(&self) -> Vec<Handle> {
        let own = self.plan.people.value().into_iter().flat_map(OpenMap::keys);
        let listed = self.listed.iter().map(|(handle, _)| handle.as_str());
        let mut handles: Vec<Handle> = Vec::new();
        for handle in own.chain(listed) {
            if !handles.iter().any(|known| known.0 == handle) {
                handles.push(Handle(handle.to_owned()));
            }
        }
        handles
    }

    /// Whether the reader is down to do this.
    pub(crate) fn is_theirs(&self, action: &Action) -> bool {
        self.theirs.contains(&action.span.start)
    }

    /// For whom this is.
    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// The version of the plan: the first 12 digits of the name that git gives to the plan's file as it is now.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// The name that the person goes by.
    pub(crate) fn preferred(&self) -> Option<&str> {
        self.plan.name()
    }

    /// When the next review is due, as far as this reader may know of reviews. Nothing, if any review is kept from them:
    /// the day would be reckoned without it, and be wrong.
    pub(crate) fn review_due(&self, as_at: NaiveDate) -> Option<ReviewDue> {
        self.knows_reviews.then(|| review_of(&self.plan, self.settings(), ReadState::Whole, as_at))
    }

    /// What the service has set.
    pub fn settings(&self) -> Option<&Settings> {
        self.settings.as_deref().map(|file| &file.settings)
    }

    /// What the service has set for copies.
    pub(crate) fn copy_settings(&self) -> Option<&CopySettings> {
        self.settings()?.copies.value()
    }

    /// What the scheme sets that the service works by.
    pub fn terms(&self) -> &'static Terms {
        self.settings().map_or_else(|| Scheme::Cpa.terms(), Settings::terms)
    }

    /// What `policy` meets in what this reader sees of the plan.
    pub(crate) fn walked_by(&self, policy: &dyn AccessPolicy) {
        let _ = self.plan.seen(PlanPart::Office, policy);
    }
}

fn theirs(plan: &Plan, reader: &Reader) -> BTreeSet<usize> {
    let is_down = |action: &&Action| {
        let who = action.who.value().map(|names| names.0.as_slice()).unwrap_or_default();
        who.iter().any(|who| reader.is(&who.value.0))
    };
    plan.actions().filter(is_down).map(|action| action.span.start).collect()
}

impl HasCrisis for Plan {
    fn in_a_crisis(&self) -> Vec<String> {
        let crisis = self.crisis.value();
        let to_contact = crisis.and_then(|crisis| crisis.who_to_contact.value());
        let actions = crisis.into_iter().flat_map(|crisis| crisis.actions.items());
        let then = self.contingency.items().iter().flat_map(|contingency| contingency.actions.items());
        let who = actions.chain(then).filter_map(|action| action.who.value());
        to_contact
            .into_iter()
            .chain(who)
            .flat_map(|names| &names.0)
            .map(|name| name.value.0.clone())
            .collect()
    }
}

impl Deref for RedactedPlan {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}

/// Takes out what would tell this reader of somebody who may not be named: a decision that is about nobody else, and
/// the reason for one that is about them too.
fn without_unnamed(plan: &Plan, seen: &mut OpenMap<Decision>) {
    let how_many = |decision: &Decision| decision.from.value().map_or(0, Vec::len);
    let before = |name: &str| plan.withheld.value().and_then(|all| all.get(name)).map_or(0, how_many);
    seen.entries.retain(|(name, decision)| before(&name.value) == 0 || how_many(decision) > 0);
    for (name, decision) in &mut seen.entries {
        if how_many(decision) < before(&name.value) {
            decision.because = Field::Absent;
        }
    }
}

/// The decisions that would tell this reader that there is something else: those that name the reader, those that keep
/// from everybody but the team, and those whose every use is gone from what the reader sees.
fn without_trace(plan: &Plan, seen: &Plan, policy: &ReaderPolicy<'_>) -> BTreeSet<String> {
    let (before, mut after) = (decisions_used(plan), decisions_used(seen));
    // The people come back only once it is known whom the rest mentions.
    let people =
        plan.people.value().into_iter().flat_map(OpenMap::iter).filter(|(handle, _)| policy.names(handle));
    after.extend(people.filter_map(|(_, one)| one.withhold.value()).map(|decision| decision.0.clone()));
    let gone = |name: &str| before.contains(name) && !after.contains(name);
    let names = plan.withheld.value().into_iter().flat_map(OpenMap::keys);
    names.filter(|name| gone(name) || policy.withholds(name)).map(str::to_owned).collect()
}

/// The names of the decisions that anything in `plan` is marked with.
fn decisions_used(plan: &Plan) -> BTreeSet<String> {
    recorded(plan).decisions.into_inner()
}

/// What a wall that keeps nothing back meets in `plan`.
fn recorded(plan: &Plan) -> CollectingVisitor {
    let policy = CollectingVisitor::default();
    let _ = plan.seen(PlanPart::Office, &policy);
    policy
}

/// A wall that keeps nothing back, and writes down what it meets.
#[derive(Default)]
struct CollectingVisitor {
    decisions: RefCell<BTreeSet<String>>,
    handles: RefCell<BTreeSet<String>>,
}

impl AccessPolicy for CollectingVisitor {
    fn allows(&self, _part: PlanPart) -> bool {
        true
    }

    fn is_withheld(&self, marks: &AccessLabels<'_>) -> bool {
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
