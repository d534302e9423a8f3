use crate::parse::{Field, Handle, Name, Names, Severity, Span, Spanned, day_in_words};
use crate::plan::{Action, Plan};
use crate::validate::rules::{Check, Definition};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a plan still counts on a colleague who has left",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A place where a plan counts on somebody.
struct Mention<'a> {
    handle: &'a str,
    span: &'a Span,
    label: &'static str,
}

/// One finding for each who has left, at the place that matters most.
fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let places = places(context);
    let mut told: Vec<&str> = Vec::new();
    for first in &places {
        let until =
            context.who(first.handle).and_then(|entry| entry.first(|someone| &someone.until).copied());
        let Some(until) = until.filter(|until| *until < context.as_at && !told.contains(&first.handle))
        else {
            continue;
        };
        let handle = first.handle;
        told.push(handle);
        let message =
            format!("`{handle}` left on {}, and this plan still counts on them", day_in_words(until));
        let mut finding = found.at(first.span, message).label(first.label);
        let others = places.iter().filter(|other| other.handle == handle && other.span != first.span);
        let mut many = false;
        for other in others {
            finding = finding.also(other.span, other.label);
            many = true;
        }
        let place = if many { "at each place that is marked" } else { "here" };
        finding.help(format!(
            "write {place} who does it now; if `{handle}` is still here, correct their `until`"
        ));
    }
}

/// Where a plan counts on anybody, now or later: what is over is history, and keeps its names.
fn places<'a>(context: &Context<'a>) -> Vec<Mention<'a>> {
    let (plan, today) = (context.plan, context.as_at);
    let mut places = Vec::new();
    one(&plan.care_coordinator, context.coordinator(), &mut places);
    one(&plan.second_contact, "second contact", &mut places);
    if let Some(Spanned { value: Name::Somebody(handle), span }) = plan.gp.known() {
        places.push(Mention { handle: &handle.0, span, label: "GP" });
    }
    let crisis = plan.crisis.value();
    if let Some(crisis) = crisis {
        all(&crisis.who_to_contact, "to be contacted", &mut places);
    }
    for action in actions(plan) {
        let goes_on = action.until.value().is_none_or(|until| *until >= today);
        if !action.is_over() && goes_on {
            all(&action.who, "to do this", &mut places);
        }
    }
    for service in plan.services.items() {
        if service.until.value().is_none_or(|until| *until >= today) {
            all(&service.who, "to give this", &mut places);
        }
    }
    for review in plan.reviews.items() {
        if review.still_booked().is_some_and(|booked| booked.day >= today) {
            all(&review.invite, "invited", &mut places);
        }
    }
    for medicine in plan.health.value().into_iter().flat_map(|health| health.medicines.items()) {
        if medicine.until.value().is_none_or(|until| *until >= today) {
            one(&medicine.prescriber, "to prescribe this", &mut places);
        }
    }
    let order = plan.legal.value().and_then(|legal| legal.community_treatment_order.value());
    if let Some(order) = order.filter(|order| order.until.value().is_none_or(|until| *until >= today)) {
        one(&order.clinician, "responsible clinician", &mut places);
    }
    places
}

/// Every action, but for those of needs that are met.
fn actions(plan: &Plan) -> impl Iterator<Item = &Action> {
    let open = plan.needs.items().iter().filter(|need| need.reached.is_absent());
    let needs = open.flat_map(|need| need.actions.items());
    let risks = plan.risks.items().iter().flat_map(|risk| risk.actions.items());
    let crisis = plan.crisis.value().into_iter().flat_map(|crisis| crisis.actions.items());
    let contingency = plan.contingency.items().iter().flat_map(|contingency| contingency.actions.items());
    crisis.chain(contingency).chain(needs).chain(risks)
}

fn one<'a>(field: &'a Field<Handle>, label: &'static str, places: &mut Vec<Mention<'a>>) {
    places.extend(field.known().map(|known| Mention { handle: &known.value.0, span: &known.span, label }));
}

fn all<'a>(names: &'a Field<Names>, label: &'static str, places: &mut Vec<Mention<'a>>) {
    let names = names.value().into_iter().flat_map(|names| &names.0);
    places.extend(names.map(|name| Mention { handle: &name.value.0, span: &name.span, label }));
}
