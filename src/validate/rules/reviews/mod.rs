//! Rules about reviews and dates.

crate::validate::rules::rules! {
    Reviews:
    next_review_missing
    review_overdue
    next_review_too_late
    dates_contradict
    my_view_missing
    absence_unexplained
    review_without_outcome
    review_without_present
    review_without_day
    admission_without_dates
    follow_up_missing
    discharge_plan_missing
    plan_still_active
    way_back_missing
    end_incomplete
}
