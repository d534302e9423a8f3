use crate::due::kinds::agreement;
use crate::parse::{Severity, day_in_words};
use crate::plan::Agreement;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says whether the person agrees with the plan",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// An agreement of nobody, or of somebody who could not be read, may be the person's.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let plan = context.plan;
    let may_be_theirs = |one: &Agreement| one.is_of_person() || one.who.value().is_none();
    if plan.agreements.is_faulty() || plan.agreements.items().iter().any(may_be_theirs) {
        return;
    }
    // A draft is there to be agreed: only one that is late with it is told.
    let by = context.dates(&agreement::KIND).into_iter().find_map(|dated| dated.day);
    if plan.is_draft() && by.is_none_or(|day| context.as_at <= day) {
        return;
    }
    let by = by.map_or_else(String::new, |day| {
        let is = if day < context.as_at { "was" } else { "is" };
        format!(": this {is} due by {}", day_in_words(day))
    });
    found
        .at(&context.top(), format!("nothing says whether the person agrees with this plan{by}"))
        .help("ask, and add `[[agreements]]` at the end of the file with `who = \"person\"`, `asked = 2026-03-31`, `agrees = \"yes\"` and `how = \"signed\"`");
}
