//! Rules about section 117, orders and statements in advance.

crate::validate::rules::rules! {
    Legal:
    section_117_review_missing
    section_117_without_section
    section_117_unsaid
    section_117_end_missing
    section_incomplete
    order_without_end
    order_ending
    order_a_day_too_long
    statement_without_place
}
