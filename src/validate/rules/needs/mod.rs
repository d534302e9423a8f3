//! Rules about needs, goals, actions and services.

crate::validate::rules::rules! {
    Needs:
    action_without_what
    action_without_who
    action_without_when
    needs_missing
    need_not_said
    need_without_action
    unmet_need_without_next_step
    goal_missing
    own_words_missing
    strengths_missing
    areas_missing
    area_not_asked
    service_incomplete
}
