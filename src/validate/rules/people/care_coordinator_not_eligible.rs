use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "the coordinator is of a profession that the scheme does not name",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Compares words, so it is never an error. Without a `profession` there is no finding.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(professions) = context.terms().professions else { return };
    let Some(handle) = context.plan.care_coordinator.known() else { return };
    let Some(entry) = context.who(&handle.value.0) else { return };
    let Some(profession) = entry.first(|someone| &someone.profession) else { return };
    if !is_one_of(profession, professions) {
        let (last, others) = professions.split_last().expect("a scheme that names professions names some");
        let coordinator = context.coordinator();
        findings
            .at(
                &handle.span,
                message!("the {}'s profession is not one that may coordinate under this scheme", coordinator),
            )
            .help(message!(
                "name a {} or {}; if this {} is one, say so: `profession = \"social worker\"` under {}",
                figure(others.join(", ")),
                *last,
                coordinator,
                context.entry_header(&handle.value.0),
            ));
    }
}

/// A "registered mental health nurse" is a nurse; a student nurse is not.
fn is_one_of(profession: &str, professions: &[&str]) -> bool {
    let profession = profession.to_lowercase();
    let not_yet = ["assistant", "student", "trainee", "support", "apprentice"];
    professions.iter().any(|listed| profession.contains(listed))
        && !not_yet.iter().any(|word| profession.contains(word))
}
