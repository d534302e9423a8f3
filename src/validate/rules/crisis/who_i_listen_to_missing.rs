use crate::validate::rules::crisis::crisis_plan_missing::usable_crisis_plan;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};
use crate::workspace::PersonEntry;

pub(crate) const RULE: Definition = Definition {
    summary: "nobody is named whom the person listens to when unwell, or nobody who can be reached",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(crisis) = usable_crisis_plan(context) else { return };
    if crisis.who_i_listen_to.is_faulty() {
        return;
    }
    let named = || {
        let names = crisis.who_i_listen_to.value().map_or(&[][..], |names| &names.0);
        names.iter().filter(|name| !name.value.is_person())
    };
    if named().next().is_none() {
        let at = crisis.who_i_listen_to.span().unwrap_or(&crisis.span);
        findings
            .at(at, "nobody is named whom the person listens to when they are unwell")
            .help("ask the person, and add `who_i_listen_to = [\"…\"]` below `[crisis]`, with the handle of somebody whom the plan lists");
    } else if named().all(|name| {
        // `contact-without-phone` reports those who are in `who_to_contact` too.
        let contacts = crisis.who_to_contact.value().map_or(&[][..], |names| &names.0);
        let is_contact = contacts.iter().any(|contact| contact.value == name.value);
        !is_contact && context.who(&name.value.0).is_some_and(|entry| cannot_be_reached(&entry))
    }) {
        let at = crisis.who_i_listen_to.span().unwrap_or(&crisis.span);
        findings
            .at(at, "nothing says how to reach whom the person listens to")
            .help("add `phones = { mobile = \"…\" }` to their entry under `[people]`");
    }
}

/// Returns whether an entry has neither a phone nor an email address. One that cannot be read may be there.
fn cannot_be_reached(entry: &PersonEntry<'_>) -> bool {
    let unread = entry.is_faulty(|someone| &someone.phones) || entry.is_faulty(|someone| &someone.email);
    entry.phones().is_empty() && entry.first(|someone| &someone.email).is_none() && !unread
}
