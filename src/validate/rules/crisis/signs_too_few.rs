use crate::escape::is_invisible;
use crate::validate::rules::crisis::crisis_plan_missing::usable_crisis_plan;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "the crisis plan has fewer than two signs",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// Without any sign, `crisis-plan-missing` reports the gap.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(crisis) = usable_crisis_plan(context) else { return };
    let lists = [&crisis.early_signs, &crisis.crisis_signs];
    if lists.iter().any(|list| list.is_faulty()) {
        return;
    }
    let signs = || lists.iter().flat_map(|list| list.items()).filter(|sign| !is_invisible(&sign.value));
    let at = signs().next().map_or(&crisis.span, |sign| &sign.span);
    let message = match signs().count() {
        0 => "the crisis plan has no sign that a crisis is coming",
        1 => "the crisis plan has only one sign",
        _ => return,
    };
    findings.at(at, message).help(
        "add what else shows, for example `crisis_signs = [\"…\"]`: those under `early_signs` and `crisis_signs` count together",
    );
}
