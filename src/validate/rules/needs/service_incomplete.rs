use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "a service that does not say who gives it, or when",
    severity: Severity::Info,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    for service in context.plan.services.items().iter().filter(|service| service.is_given(context.as_at)) {
        let (message, help) = match (service.who.is_absent(), service.when.is_absent()) {
            (true, true) => (
                "nothing says who gives this service, or how often",
                "add `who = [\"…\"]` and `when = \"every 2 weeks\"`",
            ),
            (true, false) => ("nobody is named who gives this service", "add `who = [\"…\"]`"),
            (false, true) => {
                ("nothing says how often this service is given", "add `when = \"every 2 weeks\"`")
            }
            (false, false) => continue,
        };
        findings.at(&service.span, message).help(help);
    }
}
