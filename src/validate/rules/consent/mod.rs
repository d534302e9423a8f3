//! Rules about consent, copies and agreement.

crate::validate::rules::rules! {
    Consent:
    agreement_missing
    agreement_incomplete
    change_without_day
    changed_after_agreement
    disagreement_unanswered
    agreed_despite_disagreement
    person_copy_missing
    gp_copy_missing
    copy_incomplete
    copy_without_consent
    consent_without_reason
    withheld_but_said
}
