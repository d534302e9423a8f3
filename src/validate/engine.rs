//! Runs the rules on a plan or on a people.toml, with the severity that `cpa.toml` sets.

use crate::parse::{Diagnostic, FixedRule, RuleId, Severity};
use crate::plan::{Level, Settings};
use crate::validate::rules::{ALL, Check, Rule};
use crate::validate::seen_values::{Comparison, Fingerprint};
use crate::validate::{ColleagueList, Context, Findings, RuleSelection, RunScope};

/// Runs the rules that check one plan on its own.
pub(crate) fn check_plan(context: &Context<'_>, scope: RunScope, list: &mut Vec<Diagnostic>) {
    for rule in ALL.iter() {
        let Some(severity) = severity(rule, context, scope) else { continue };
        let mut findings = Findings { rule, severity, source: &context.file.source, list };
        match rule.check {
            Check::Missing { place, message, help } => {
                if let Some(span) = place(context) {
                    findings.at(&span, message).help(help);
                }
            }
            Check::MissingInEach { places, message, help } => {
                for span in places(context) {
                    findings.at(&span, message).help(help);
                }
            }
            Check::Plan(check) | Check::EndedToo(check) | Check::Colleagues { plan: check, .. } => {
                check(context, &mut findings);
            }
            Check::Fingerprints(_) | Check::OwnWords(_) | Check::UnusedHandles => {}
        }
    }
}

/// Runs the rules that check a people.toml.
pub(crate) fn check_colleagues(
    colleagues: &ColleagueList<'_>,
    settings: &Settings,
    selection: &RuleSelection,
    list: &mut Vec<Diagnostic>,
) {
    let source = &colleagues.file.read.source;
    for rule in ALL.iter() {
        let Check::Colleagues { list: check, .. } = rule.check else { continue };
        if let Some(severity) = configured_severity(rule, settings, selection) {
            check(colleagues, &mut Findings { rule, severity, source, list });
        }
    }
}

/// Returns the severity of a rule's findings in a plan; `info` in a draft. `None` if the rule does not check this plan:
/// it is off or not selected, the plan has ended, or the rule needs the whole folder and only single files are checked.
pub(crate) fn severity(rule: &Rule, context: &Context<'_>, scope: RunScope) -> Option<Severity> {
    let applies = match rule.check {
        Check::Missing { .. } | Check::MissingInEach { .. } | Check::Plan(_) | Check::Colleagues { .. } => {
            !context.plan.is_ended()
        }
        Check::Fingerprints(_) | Check::OwnWords(_) => scope == RunScope::Folder,
        Check::EndedToo(_) | Check::UnusedHandles => true,
    };
    let severity = configured_severity(rule, context.settings(), context.selection()).filter(|_| applies)?;
    Some(if context.plan.is_draft() { Severity::Info } else { severity })
}

/// Returns the severity that `cpa.toml` sets for a rule, or the rule's own. `None` if it is off or not selected.
pub(crate) fn configured_severity(
    rule: &Rule,
    settings: &Settings,
    selection: &RuleSelection,
) -> Option<Severity> {
    if !selection.runs(rule) {
        return None;
    }
    match settings.rules.value().and_then(|rules| rules.get(rule.name)) {
        // A rule that is selected by its own name runs although it is off.
        Some(Level::Off) => selection.names(rule).then_some(rule.severity),
        Some(Level::Info) => Some(Severity::Info),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Error) => Some(Severity::Error),
        None => Some(rule.severity),
    }
}

/// Returns the values of a plan that must differ from those of every other plan.
pub(crate) fn comparisons(context: &Context<'_>) -> Vec<Comparison> {
    let id = context.plan.id.known().map(|id| Comparison {
        rule: FixedRule::DuplicateId.into(),
        severity: Severity::Error,
        fingerprint: Fingerprint {
            hash: Fingerprint::hash(&id.value),
            place: id.span.clone(),
            message: "another plan has this id",
            help: "give one of the two an id of its own, and its file the same name",
        },
    });
    let rules = ALL.iter().flat_map(|rule| {
        let Check::Fingerprints(fingerprints) = rule.check else { return Vec::new() };
        let Some(severity) = severity(rule, context, RunScope::Folder) else { return Vec::new() };
        let fingerprints = fingerprints(context).into_iter();
        fingerprints
            .map(|fingerprint| Comparison { rule: RuleId::Care(rule.name), severity, fingerprint })
            .collect()
    });
    id.into_iter().chain(rules).collect()
}
