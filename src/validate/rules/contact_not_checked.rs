//! Nobody has made sure lately that somebody whom the plan relies on can be reached.

use super::{Group, Rule, Scope};
use crate::due::{after, between};
use crate::folder::Entry;
use crate::plan::Plan;
use crate::reading::{Every, Handle, Severity, Spanned, day_in_words};
use crate::validate::{Context, Found};

pub(super) static RULE: Rule = Rule {
    name: "contact-not-checked",
    group: Group::People,
    summary: "nobody has made sure lately that somebody whom the plan relies on can be reached",
    severity: Severity::Info,
    page: include_str!("contact_not_checked.md"),
    scope: Scope::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Found<'_>) {
    let every = context.settings().interval(|own| &own.contact_details, |terms| terms.contact_details);
    let Some(every) = every else { return };
    let mut seen = Vec::new();
    for named in relied_on(context.plan) {
        let handle = &named.value;
        if !handle.is_person() && !seen.contains(&handle) {
            seen.push(handle);
            check_one(context, named, every, found);
        }
    }
}

/// In the order in which somebody would try them.
fn relied_on(plan: &Plan) -> impl Iterator<Item = &Spanned<Handle>> {
    let first = [&plan.care_coordinator, &plan.second_contact].into_iter().filter_map(|field| field.known());
    let crisis = plan.crisis.value().into_iter();
    let lists = crisis.flat_map(|crisis| [&crisis.who_to_contact, &crisis.who_i_listen_to]);
    first.chain(lists.filter_map(|names| names.value()).flat_map(|names| &names.0))
}

fn check_one(context: &Context<'_>, named: &Spanned<Handle>, every: Every, found: &mut Found<'_>) {
    let handle = &named.value.0;
    let Some(entry) = context.who(handle) else { return };
    if !needs_checking(&entry) || entry.is_faulty(|someone| &someone.checked) {
        return;
    }
    let help = format!(
        "phone, mend what has changed, and write the day: `checked = 2026-03-31` under {}",
        context.entry_in_words(handle)
    );
    match entry.all(|someone| &someone.checked).into_iter().map(|checked| checked.0).max() {
        None => found
            .at(&named.span, "nothing says when somebody last made sure that this contact can be reached")
            .help(help),
        Some(day) if after(day, every) < context.as_at => found
            .at(&named.span, format!("this contact's details were last checked on {}", day_in_words(day)))
            .label(format!("{} ago", between(day, context.as_at)))
            .help(help),
        Some(_) => {}
    }
}

/// A number like 999, 111 or 116 123 is the country's, and does not change.
fn needs_checking(entry: &Entry<'_>) -> bool {
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).count();
    entry.phones().iter().any(|(_, number)| digits(number) > 6)
}
