//! The rules of care: one file a rule, with its page beside it.

use super::{Context, Found, Mark};
use crate::plan::Level;
use crate::reading::{Diagnostic, Severity};

/// A rule of care.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which says the fault.
    pub name: &'static str,
    /// How much its findings matter, unless a service sets otherwise. What depends on the day is never an error: a
    /// check must not turn red because a night has passed.
    pub severity: Severity,
    /// Why it matters, a wrong example and a right one, which are its tests.
    pub page: &'static str,
    /// What it looks at.
    pub check: fn(&Context<'_>, &mut Found<'_>),
}

macro_rules! rules {
    ($($rule:ident)*) => {
        $(mod $rule;)*
        /// Every rule, in the order of the list of rules.
        pub static ALL: &[&Rule] = &[$(&$rule::RULE),*];
    };
}

rules! {
    care_coordinator_missing
    care_coordinator_without_phone
    nhs_number_wrong
    crisis_plan_missing
    out_of_hours_missing
    next_review_missing
    review_overdue
    action_without_who
    action_without_when
    risk_without_action
}

/// The rule with this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// Runs every rule over a plan, as its state and the service's settings say: in a draft a care rule only remarks, in
/// an ended plan it is silent.
pub(super) fn check(context: &Context<'_>, list: &mut Vec<Diagnostic>) {
    if context.plan.is_ended() {
        return;
    }
    for rule in ALL {
        if let Some(severity) = severity(rule, context) {
            (rule.check)(
                context,
                &mut Found { rule: rule.name, severity, source: &context.file.source, list },
            );
        }
    }
}

fn severity(rule: &Rule, context: &Context<'_>) -> Option<Severity> {
    let set = context.settings().rules.value().and_then(|rules| rules.get(rule.name));
    let severity = match set {
        Some(Level::Off) => return None,
        Some(Level::Info) => Severity::Info,
        Some(Level::Warning) => Severity::Warning,
        Some(Level::Error) => Severity::Error,
        None => rule.severity,
    };
    Some(if context.plan.is_draft() { Severity::Info } else { severity })
}

/// What a plan leaves to be compared with the plans before it.
pub(super) fn mark(context: &Context<'_>, marks: &mut Vec<Mark>) {
    if let Some(id) = context.plan.id.known() {
        marks.push(Mark {
            rule: "duplicate-id",
            what: Mark::number(&id.value),
            place: id.span.clone(),
            message: "another plan has this id",
            help: "give one of the two an id of its own, and its file the same name",
        });
    }
}
