use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "somebody to contact in a crisis has no phone",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// The coordinator and the second contact have rules of their own.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let plan = context.plan;
    let told = [plan.care_coordinator.value(), plan.second_contact.value()];
    let contacts = plan.crisis.value().and_then(|crisis| crisis.who_to_contact.value());
    let mut seen = Vec::new();
    for named in contacts.into_iter().flat_map(|names| &names.0) {
        let handle = &named.value;
        if handle.is_person() || told.contains(&Some(handle)) || seen.contains(&handle) {
            continue;
        }
        seen.push(handle);
        if context.has_no_phone(&handle.0) {
            let entry = context.entry_in_words(&handle.0);
            found.at(&named.span, "somebody to contact in a crisis has no phone").help(format!(
                "add `phones = {{ mobile = \"…\" }}` under {entry}, or take them out of this list"
            ));
        }
    }
}
