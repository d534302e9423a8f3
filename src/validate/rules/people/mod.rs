//! Rules about who the people are, and how to reach them.

crate::validate::rules::rules! {
    People:
    care_coordinator_missing
    care_coordinator_without_phone
    nhs_number_wrong
    nhs_number_twice
    colleague_left
    colleague_twice
    handle_unused
    care_coordinator_not_eligible
    second_contact_missing
    contact_without_phone
    contact_not_checked
    gp_missing
    identity_missing
    carer_not_asked
    family_not_asked
    carers_assessment_missing
    children_not_asked
    communication_not_asked
    language_not_asked
}
