//! Rules about what could go wrong, and what is then supposed to happen.

crate::validate::rules::rules! {
    Crisis:
    crisis_plan_missing
    out_of_hours_missing
    dependant_without_arrangement
    children_without_safeguarding
    crisis_plan_generic
    signs_too_few
    who_i_listen_to_missing
    what_worked_missing
    what_did_not_work_missing
    treatment_wishes_missing
    contingency_missing
    risk_without_action
    risk_not_reviewed
    risk_rated
    risk_not_said
    contingency_not_said
    risks_not_asked
    safeguarding_not_asked
}
