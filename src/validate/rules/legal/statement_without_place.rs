use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a statement or decision made in advance that nobody can find",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let Some(legal) = context.plan.legal.value() else { return };
    for (what, field) in [("statement", &legal.advance_statement), ("decision", &legal.advance_decision)] {
        let Some(known) = field.known().filter(|known| known.value.r#where.is_absent()) else { continue };
        found.at(&known.span, format!("nothing says where this advance {what} is")).help(format!(
            "add `where = \"…\"` {}: who has the paper, and where it lies",
            context.into_table(&known.span)
        ));
    }
}
