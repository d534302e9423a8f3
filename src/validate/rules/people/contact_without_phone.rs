use crate::validate::rules::{Check, Context, Definition, Findings, Severity, message};

pub(crate) const RULE: Definition = Definition {
    summary: "somebody to contact in a crisis has no phone",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Other rules check the coordinator and the second contact.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let checked = [plan.care_coordinator.value(), plan.second_contact.value()];
    let contacts = plan.crisis.value().and_then(|crisis| crisis.who_to_contact.value());
    let mut seen = Vec::new();
    for named in contacts.into_iter().flat_map(|names| &names.0) {
        let handle = &named.value;
        if handle.is_person() || checked.contains(&Some(handle)) || seen.contains(&handle) {
            continue;
        }
        seen.push(handle);
        if context.has_no_phone(&handle.0) {
            let entry = context.entry_header(&handle.0);
            findings.at(&named.span, "somebody to contact in a crisis has no phone").help(message!(
                "add `phones = { mobile = \"…\" }` under {}, or take them out of this list",
                entry
            ));
        }
    }
}
