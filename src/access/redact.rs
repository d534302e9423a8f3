//! Redaction: what is left of a plan for one reader. Copies are made from nothing else.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Deref;
use std::sync::Arc;

use crate::access::contacts::{Contacts, named_handles};
use crate::access::reader::{Reader, ReaderPolicy};
use crate::parse::{AccessLabels, AccessPolicy, Field, FromToml, Handle, InConfidence, OpenMap, PlanPart};
use crate::plan::{Action, Agreement, CopySettings, Decision, Plan, Scheme, Settings, Someone, Terms, View};
use crate::workspace::{PersonEntry, PlanFile, SettingsFile};

/// A plan without everything that its reader cannot see. Only [`redact`] makes one.
#[derive(Debug)]
pub struct RedactedPlan {
    plan: Plan,
    /// What the lists of colleagues say about the people that the copy names, as far as this reader can know it.
    listed: Vec<(String, Vec<Someone>)>,
    settings: Option<Arc<SettingsFile>>,
    reader: Reader,
    version: String,
    /// Where the actions begin that the reader is down for: their `who` can be gone from what is left.
    own_actions: BTreeSet<usize>,
    /// Whether no review is withheld from the reader.
    has_every_review: bool,
}

/// Returns what `reader` can see of the plan in `file`.
pub fn redact(file: &PlanFile, reader: &Reader) -> RedactedPlan {
    let policy = ReaderPolicy { file, reader };
    let mut plan = file.plan.clone();
    let people = std::mem::take(&mut plan.people);
    remove_restricted(&mut plan, &policy);
    let mut plan = plan.redacted(PlanPart::Internal, &policy).unwrap_or_default();
    remove_traces(&mut plan, &policy);
    let contacts = Contacts::new(&policy, &plan);
    let named = named_handles(&policy, collect(&plan).handles.into_inner());
    if let Field::Known(mut own) = people {
        own.value.entries.retain_mut(|(handle, someone)| {
            let left = contacts.redact(&handle.value, someone, &policy);
            named.contains(&handle.value) && left.map(|left| *someone = left).is_some()
        });
        if !own.value.entries.is_empty() {
            plan.people = Field::Known(own);
        }
    }
    let listed = named.into_iter().map(|handle| {
        let entries = file.context.people.iter().filter_map(|file| file.people.get(&handle));
        let left: Vec<Someone> =
            entries.filter_map(|someone| contacts.redact(&handle, someone, &policy)).collect();
        (handle, left)
    });
    RedactedPlan {
        listed: listed.filter(|(_, left)| !left.is_empty()).collect(),
        has_every_review: plan.reviews.items().len() == file.plan.reviews.items().len(),
        plan,
        settings: file.context.settings.clone(),
        reader: reader.clone(),
        version: file.version(),
        own_actions: own_actions(&file.plan, reader),
    }
}

/// Leads `policy` through the whole plan in `file`.
pub(crate) fn walk(file: &PlanFile, policy: &dyn AccessPolicy) {
    let _ = file.plan.redacted(PlanPart::Internal, policy);
}

/// Removes whole tables of which a single value would show that there is more.
fn remove_restricted(plan: &mut Plan, policy: &ReaderPolicy<'_>) {
    let is_limited = policy.reader.kind().is_limited();
    retain(&mut plan.copies, |copy| copy.to.value().is_none_or(|to| policy.names(&to.0)));
    let has_agreement = |agreement: &Agreement| match agreement.who.value() {
        // What others agreed to is their own.
        Some(who) if is_limited => who.is_person() || policy.reader.is(&who.0),
        Some(who) => policy.names(&who.0),
        None => true,
    };
    retain(&mut plan.agreements, has_agreement);
    if let Field::Known(reviews) = &mut plan.reviews {
        for review in &mut reviews.value {
            retain(&mut review.views, |view| has_view(view, policy));
        }
    }
    // A reader without the whole name has the one that the person goes by.
    if let Field::Known(person) = &mut plan.person
        && !policy.allows(PlanPart::Identity)
        && person.value.preferred_name.is_absent()
    {
        person.value.preferred_name = person.value.name.clone();
    }
}

fn has_view(view: &View, policy: &ReaderPolicy<'_>) -> bool {
    let kind = policy.reader.kind();
    match view.who.value() {
        Some(who) if kind.is_limited() => policy.reader.is(&who.0.0),
        Some(_) => true,
        // Without `who`, it may have been said in confidence.
        None => {
            let is_open = view.in_confidence.value() == Some(&InConfidence(false));
            !kind.is_limited() && (kind.is_team() || is_open) && view.who.is_absent()
        }
    }
}

/// Removes the decisions that would show this reader that something is missing.
fn remove_traces(plan: &mut Plan, policy: &ReaderPolicy<'_>) {
    let whole = &policy.file.plan;
    let traces = trace_decisions(whole, plan, policy);
    if let Field::Known(withheld) = &mut plan.withheld {
        withheld.value.entries.retain(|(name, _)| !traces.contains(&name.value));
        remove_unnamed(whole, &mut withheld.value);
        if withheld.value.entries.is_empty() {
            plan.withheld = Field::Absent;
        }
    }
}

/// Returns the decisions that withhold something from this reader, and those of which every use is gone from what is
/// left.
fn trace_decisions(whole: &Plan, left: &Plan, policy: &ReaderPolicy<'_>) -> BTreeSet<String> {
    let (before, mut after) = (collect(whole).decisions.into_inner(), collect(left).decisions.into_inner());
    // People come back only after it is known who the rest mentions.
    let people = whole.people.value().into_iter().flat_map(OpenMap::iter);
    let people = people.filter(|(handle, _)| policy.names(handle));
    after.extend(people.filter_map(|(_, one)| one.withhold.value()).map(|decision| decision.0.clone()));
    let is_trace = |name: &str| policy.withholds(name) || (before.contains(name) && !after.contains(name));
    let names = whole.withheld.value().into_iter().flat_map(OpenMap::keys);
    names.filter(|name| is_trace(name)).map(str::to_owned).collect()
}

/// Removes what would show that there is someone unknown to this reader: a decision that withholds only from
/// them, and the reason for one that withholds from others too.
fn remove_unnamed(whole: &Plan, left: &mut OpenMap<Decision>) {
    let count = |decision: &Decision| decision.from.items().len();
    let before = |name: &str| whole.withheld.value().and_then(|all| all.get(name)).map_or(0, count);
    left.entries.retain(|(name, decision)| before(&name.value) == 0 || count(decision) > 0);
    for (name, decision) in &mut left.entries {
        if count(decision) < before(&name.value) {
            decision.because = Field::Absent;
        }
    }
}

fn own_actions(plan: &Plan, reader: &Reader) -> BTreeSet<usize> {
    let is_own = |action: &&Action| {
        let who = action.who.value().map(|names| names.0.as_slice()).unwrap_or_default();
        who.iter().any(|who| reader.is(&who.value.0))
    };
    plan.actions().filter(is_own).map(|action| action.span.start).collect()
}

impl RedactedPlan {
    /// Returns what this reader can know of someone.
    pub fn find(&self, handle: &str) -> Option<PersonEntry<'_>> {
        let own = self.plan.people.value().and_then(|people| people.get(handle));
        let listed = self.listed.iter().filter(|(listed, _)| listed == handle).flat_map(|(_, left)| left);
        PersonEntry::new(own.into_iter().chain(listed).collect())
    }

    /// Returns the handles of everyone that the copy names or lists as a contact, the plan's own people first.
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

    /// Returns whether the reader is down for an action.
    pub(crate) fn is_theirs(&self, action: &Action) -> bool {
        self.own_actions.contains(&action.span.start)
    }

    /// Returns whether no review is withheld from the reader.
    pub(crate) fn has_every_review(&self) -> bool {
        self.has_every_review
    }

    /// Returns who reads this.
    pub(crate) fn reader(&self) -> &Reader {
        &self.reader
    }

    /// Returns the [version](PlanFile::version) of the plan.
    pub(crate) fn version(&self) -> &str {
        &self.version
    }

    /// Returns the name that the person goes by.
    pub(crate) fn preferred(&self) -> Option<&str> {
        self.plan.name()
    }

    /// Returns the settings of the service.
    pub fn settings(&self) -> Option<&Settings> {
        self.settings.as_deref().map(|file| &file.settings)
    }

    /// Returns the settings of the service for copies.
    pub(crate) fn copy_settings(&self) -> Option<&CopySettings> {
        self.settings()?.copies.value()
    }

    /// Returns the words and rules of the scheme that the service works by.
    pub fn terms(&self) -> &'static Terms {
        self.settings().map_or_else(|| Scheme::Cpa.terms(), Settings::terms)
    }

    /// Leads `policy` through what is left of the plan.
    pub(crate) fn walk(&self, policy: &dyn AccessPolicy) {
        let _ = self.plan.redacted(PlanPart::Internal, policy);
    }
}

impl Deref for RedactedPlan {
    type Target = Plan;

    fn deref(&self) -> &Plan {
        &self.plan
    }
}

fn collect(plan: &Plan) -> CollectingVisitor {
    let visitor = CollectingVisitor::default();
    let _ = plan.redacted(PlanPart::Internal, &visitor);
    visitor
}

/// A policy that allows everything, and collects the decisions and handles that a plan names.
#[derive(Default)]
struct CollectingVisitor {
    decisions: RefCell<BTreeSet<String>>,
    handles: RefCell<BTreeSet<String>>,
}

impl AccessPolicy for CollectingVisitor {
    fn allows(&self, _part: PlanPart) -> bool {
        true
    }

    fn is_withheld(&self, labels: &AccessLabels<'_>) -> bool {
        self.decisions.borrow_mut().extend(labels.withhold.map(str::to_owned));
        false
    }

    fn names(&self, handle: &str) -> bool {
        self.handles.borrow_mut().insert(handle.to_owned());
        true
    }
}

/// Keeps some tables of a list. A list that this empties is absent: an empty one would say that there is none.
fn retain<T>(list: &mut Field<Vec<T>>, keep: impl Fn(&T) -> bool) {
    let Field::Known(known) = list else { return };
    let before = known.value.len();
    known.value.retain(keep);
    if known.value.is_empty() && before > 0 {
        *list = Field::Absent;
    }
}
