use crate::parse::message::name;
use crate::parse::{Field, Handle, Name, Names, Spanned, day_in_words};
use crate::plan::{Action, Plan};
use crate::validate::rules::{Check, Context, Definition, Findings, Severity, Span, figure, message};

pub(crate) const RULE: Definition = Definition {
    summary: "a plan still counts on a colleague who has left",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

/// A place where a plan relies on someone.
struct Mention<'a> {
    handle: &'a str,
    span: &'a Span,
    label: &'static str,
}

/// One finding for each colleague who left, at the most important place.
fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let places = places(context);
    let mut seen: Vec<&str> = Vec::new();
    for first in &places {
        let until =
            context.who(first.handle).and_then(|entry| entry.first(|someone| &someone.until).copied());
        let Some(until) = until.filter(|until| *until < context.as_at && !seen.contains(&first.handle))
        else {
            continue;
        };
        let handle = first.handle;
        seen.push(handle);
        let message = message!(
            "`{}` left on {}, and this plan still counts on them",
            name(handle, "people"),
            figure(day_in_words(until))
        );
        let mut finding = findings.at(first.span, message).label(first.label);
        let others = places.iter().filter(|other| other.handle == handle && other.span != first.span);
        let mut place = "here";
        for other in others {
            finding = finding.also(other.span, other.label);
            place = "at each place that is marked";
        }
        finding.help(message!(
            "write {} who does it now; if `{}` is still here, correct their `until`",
            place,
            name(handle, "people")
        ));
    }
}

/// Returns every place where a plan relies on someone now or later, the most important first.
fn places<'a>(context: &Context<'a>) -> Vec<Mention<'a>> {
    let (plan, today) = (context.plan, context.as_at);
    let mut places = Vec::new();
    add_one(&plan.care_coordinator, context.coordinator(), &mut places);
    add_one(&plan.second_contact, "second contact", &mut places);
    if let Some(Spanned { value: Name::Somebody(handle), span }) = plan.gp.known() {
        places.push(Mention { handle: &handle.0, span, label: "GP" });
    }
    let crisis = plan.crisis.value();
    if let Some(crisis) = crisis {
        add_all(&crisis.who_to_contact, "to be contacted", &mut places);
    }
    for action in actions(plan) {
        let goes_on = action.until.value().is_none_or(|until| *until >= today);
        if !action.is_over() && goes_on {
            add_all(&action.who, "to do this", &mut places);
        }
    }
    for service in plan.services.items() {
        if service.until.value().is_none_or(|until| *until >= today) {
            add_all(&service.who, "to give this", &mut places);
        }
    }
    for review in plan.reviews.items() {
        if review.still_booked().is_some_and(|booked| booked.day >= today) {
            add_all(&review.invite, "invited", &mut places);
        }
    }
    for medicine in plan.health.value().into_iter().flat_map(|health| health.medicines.items()) {
        if medicine.until.value().is_none_or(|until| *until >= today) {
            add_one(&medicine.prescriber, "to prescribe this", &mut places);
        }
    }
    let order = plan.legal.value().and_then(|legal| legal.community_treatment_order.value());
    if let Some(order) = order.filter(|order| order.until.value().is_none_or(|until| *until >= today)) {
        add_one(&order.clinician, "responsible clinician", &mut places);
    }
    places
}

/// Returns the actions, except those of needs that are met.
fn actions(plan: &Plan) -> impl Iterator<Item = &Action> {
    let open = plan.needs.items().iter().filter(|need| need.reached.is_absent());
    let needs = open.flat_map(|need| need.actions.items());
    let risks = plan.risks.items().iter().flat_map(|risk| risk.actions.items());
    let crisis = plan.crisis.value().into_iter().flat_map(|crisis| crisis.actions.items());
    let contingency = plan.contingency.items().iter().flat_map(|contingency| contingency.actions.items());
    crisis.chain(contingency).chain(needs).chain(risks)
}

fn add_one<'a>(field: &'a Field<Handle>, label: &'static str, places: &mut Vec<Mention<'a>>) {
    places.extend(field.known().map(|known| Mention { handle: &known.value.0, span: &known.span, label }));
}

fn add_all<'a>(names: &'a Field<Names>, label: &'static str, places: &mut Vec<Mention<'a>>) {
    let names = names.value().into_iter().flat_map(|names| &names.0);
    places.extend(names.map(|name| Mention { handle: &name.value.0, span: &name.span, label }));
}
