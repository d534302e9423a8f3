use crate::due::kinds::agreement;
use crate::parse::day_in_words;
use crate::plan::Agreement;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says whether the person agrees with the plan",
    severity: Severity::Error,
    check: Check::Plan(check),
};

/// An agreement without a readable `who` may be the person's. In a draft only a late agreement is reported.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let plan = context.plan;
    let may_be_theirs = |agreement: &Agreement| agreement.is_of_person() || agreement.who.value().is_none();
    if plan.agreements.is_faulty() || plan.agreements.items().iter().any(may_be_theirs) {
        return;
    }
    let by = context.dates(&agreement::KIND).into_iter().find_map(|item| item.day);
    if plan.is_draft() && by.is_none_or(|day| context.as_at <= day) {
        return;
    }
    let by = by.map(|day| {
        let is = if day < context.as_at { "was" } else { "is" };
        message!(": this {} due by {}", is, figure(day_in_words(day)))
    });
    findings
        .at(&context.top(), message!("nothing says whether the person agrees with this plan{}", by))
        .help("ask, and add `[[agreements]]` at the end of the file with `who = \"person\"`, `asked = 2026-03-31`, `agrees = \"yes\"` and `how = \"signed\"`");
}
