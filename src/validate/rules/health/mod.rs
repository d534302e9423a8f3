//! Rules about health and medicines.

crate::validate::rules::rules! {
    physical_health_check_missing
    allergies_missing
    medicine_without_name
    medicine_without_prescriber
    medicine_without_checks
    medicine_without_dose
}
