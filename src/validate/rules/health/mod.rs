//! Rules about health and medicines.

crate::validate::rules::rules! {
    Health:
    physical_health_check_missing
    allergies_missing
    medicine_without_name
    medicine_without_prescriber
    medicine_without_checks
    medicine_without_dose
}

use crate::parse::Span;
use crate::plan::Medicine;
use crate::validate::Context;

/// Returns the places of the medicines that are taken now and lack something.
fn medicines_without(context: &Context<'_>, lacks: impl Fn(&Medicine) -> bool) -> Vec<Span> {
    let taken = context.plan.health.value().into_iter().flat_map(|health| health.taken(context.as_at));
    taken.filter(|medicine| lacks(medicine)).map(|medicine| medicine.span.clone()).collect()
}
