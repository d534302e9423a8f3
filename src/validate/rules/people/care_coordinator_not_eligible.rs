use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "the coordinator is of a profession that the scheme does not name",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// By words, and from a list that was recalled: never an error. Where the profession is not said, nobody can tell.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(professions) = context.terms().professions else { return };
    let Some(handle) = context.plan.care_coordinator.known() else { return };
    let Some(entry) = context.who(&handle.value.0) else { return };
    let Some(profession) = entry.first(|someone| &someone.profession) else { return };
    if !is_one_of(profession, professions) {
        let (last, others) = professions.split_last().expect("a scheme that names professions names some");
        let coordinator = context.coordinator();
        found
            .at(&handle.span, format!("the {coordinator}'s profession is not one that may coordinate under this scheme"))
            .help(format!(
                "name a {} or {last}; if this {coordinator} is one, say so: `profession = \"social worker\"` under {}",
                others.join(", "),
                context.entry_in_words(&handle.value.0),
            ));
    }
}

/// "Registered mental health nurse" is one; who is still learning, or helps one, is not.
fn is_one_of(profession: &str, professions: &[&str]) -> bool {
    let said = profession.to_lowercase();
    let not_yet = ["assistant", "student", "trainee", "support", "apprentice"];
    professions.iter().any(|listed| said.contains(listed)) && !not_yet.iter().any(|word| said.contains(word))
}
