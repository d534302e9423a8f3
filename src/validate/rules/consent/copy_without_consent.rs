use crate::access::policy::has_gp_handle;
use crate::parse::message::name;
use crate::parse::{Handle, Message};
use crate::plan::{CopyGiven, Is};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};
use crate::workspace::PersonEntry;

pub(crate) const RULE: Definition = Definition {
    summary: "somebody was given a copy, and no consent to it is recorded",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// The person, their GP and the team need no consent.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    if plan.gp.is_faulty() {
        return;
    }
    for copy in plan.copies.items() {
        let Some(to) =
            copy.to.known().filter(|to| !to.value.is_person() && !has_gp_handle(plan, &to.value.0))
        else {
            continue;
        };
        let Some(entry) = context.who(&to.value.0) else { continue };
        if may_be_team(&entry) || is_gp(&entry) || !was_given_without(copy, &entry) {
            continue;
        }
        findings
            .at(&to.span, "a copy was given, and no consent to it is recorded")
            .help(help(&to.value, context));
    }
}

/// Returns whether someone belongs to the team, or may: their `is` cannot be read.
fn may_be_team(entry: &PersonEntry<'_>) -> bool {
    entry.is(Is::Team) || entry.is_faulty(|someone| &someone.is)
}

/// Returns whether someone is a GP, also an earlier one.
fn is_gp(entry: &PersonEntry<'_>) -> bool {
    let role = entry.first(|someone| &someone.role);
    role.is_some_and(|role| role.trim().eq_ignore_ascii_case("gp"))
        || entry.first(|someone| &someone.ods_code).is_some()
}

/// Returns whether a copy was given without consent. A consent that was asked for later may replace an earlier one, so
/// it counts.
fn was_given_without(copy: &CopyGiven, entry: &PersonEntry<'_>) -> bool {
    let Some(given) = copy.given.value() else { return false };
    if entry.is_faulty(|someone| &someone.consent) {
        return false;
    }
    let consents = entry.all(|someone| &someone.consent);
    !consents.iter().any(|consent| {
        let allows = consent.copy.is_faulty() || !consent.copy.items().is_empty();
        let asked_later = consent.asked.value().is_some_and(|asked| asked.0 > given.0);
        allows || asked_later
    })
}

fn help(to: &Handle, context: &Context<'_>) -> Message {
    let handle = name(&to.0, "people");
    let line = "`consent = { asked = 2026-03-31, asked_by = \"…\", copy = [\"contacts\"], invite = false }`";
    if context.people().has_own_entry(&to.0) {
        message!("ask the person, and write what they agreed to under `[people.{}]`: {}", handle, line)
    } else {
        message!(
            "ask the person, and add `[people.{}]` to this plan with what they agreed to: {}",
            handle,
            line
        )
    }
}
