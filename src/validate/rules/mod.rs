//! The rules of care: one file a rule, with its page beside it.

use super::{Chosen, Context, Found, List, Mark, OwnWords, Reach};
use crate::plan::{Level, Settings};
use crate::reading::{Diagnostic, Severity};

/// A rule of care.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which says the fault.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// What it finds, as a short clause.
    pub summary: &'static str,
    /// How much its findings matter, unless a service sets otherwise. What depends on the day is never an error: a
    /// check must not turn red because a night has passed.
    pub severity: Severity,
    /// Why it matters, a wrong example and a right one, which are its tests.
    pub page: &'static str,
    /// What it looks at.
    pub scope: Scope,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// One plan, while it is being written or in force.
    Plan(fn(&Context<'_>, &mut Found<'_>)),
    /// One plan, also one that has ended.
    Always(fn(&Context<'_>, &mut Found<'_>)),
    /// A list of colleagues with those above it, and a plan's own entries beside them.
    Colleagues {
        /// What is looked for in a list.
        list: fn(&List<'_>, &mut Found<'_>),
        /// What is looked for in a plan, while it is being written or in force.
        plan: fn(&Context<'_>, &mut Found<'_>),
    },
    /// What plans have in common: each leaves marks to be compared with those of the plans before it.
    Folder(fn(&Context<'_>, &mut Vec<Mark>)),
    /// Wording that plans have in common: each leaves what ought to be the person's own words, to be compared with
    /// those of the plans before it.
    OwnWords(fn(&Context<'_>) -> OwnWords),
    /// Colleagues whom nobody names, told when all plans are known.
    Names,
}

/// What a rule is about, in the order of the list of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who the people are, and how to reach them.
    People,
    /// What could go wrong, and what is then supposed to happen.
    Crisis,
    /// Reviews and dates.
    Reviews,
    /// Needs, goals, actions, services.
    Needs,
    /// Consent, copies, agreement.
    Consent,
    /// Section 117, orders, statements in advance.
    Legal,
    /// Health and medicines.
    Health,
    /// How it is written.
    Words,
}

impl Group {
    /// Every group, in the order of the list of rules.
    pub const ALL: &[Group] = &[
        Group::People,
        Group::Crisis,
        Group::Reviews,
        Group::Needs,
        Group::Consent,
        Group::Legal,
        Group::Health,
        Group::Words,
    ];

    /// Its name in lists.
    pub fn word(self) -> &'static str {
        match self {
            Group::People => "people and contacts",
            Group::Crisis => "crisis, contingency and risk",
            Group::Reviews => "reviews and dates",
            Group::Needs => "needs and actions",
            Group::Consent => "consent, copies and agreement",
            Group::Legal => "legal",
            Group::Health => "health",
            Group::Words => "words",
        }
    }

    /// Its name as it is typed.
    pub fn typed(self) -> &'static str {
        match self {
            Group::People => "people",
            Group::Crisis => "crisis",
            Group::Reviews => "reviews",
            Group::Needs => "needs",
            Group::Consent => "consent",
            Group::Legal => "legal",
            Group::Health => "health",
            Group::Words => "words",
        }
    }
}

macro_rules! rules {
    ($($rule:ident)*) => {
        $(pub(super) mod $rule;)*
        /// Every rule, in the order of the list of rules.
        pub static ALL: &[&Rule] = &[$(&$rule::RULE),*];
    };
}

rules! {
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
    section_117_review_missing
    section_117_without_section
    section_117_unsaid
    section_117_end_missing
    section_incomplete
    order_without_end
    order_ending
    order_a_day_too_long
    statement_without_place
    physical_health_check_missing
    allergies_missing
    medicine_without_name
    medicine_without_prescriber
    medicine_without_checks
    medicine_without_dose
    name_in_file_name
    copied_wording
    jargon
    sentence_too_long
    words_that_label
    third_party_words
}

/// The rule with this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// Runs every rule over a plan, as its state and the service's settings say: in a draft a care rule only remarks, in
/// an ended plan most are silent.
pub(super) fn check(context: &Context<'_>, reach: Reach, list: &mut Vec<Diagnostic>) {
    for rule in ALL {
        let check = match rule.scope {
            Scope::Plan(check) | Scope::Always(check) | Scope::Colleagues { plan: check, .. } => check,
            Scope::Folder(_) | Scope::OwnWords(_) | Scope::Names => continue,
        };
        if let Some(severity) = severity(rule, context, reach) {
            check(context, &mut Found { rule: rule.name, severity, source: &context.file.source, list });
        }
    }
}

/// Runs the rules about colleagues over a list of them.
pub(super) fn check_list(
    colleagues: &List<'_>,
    settings: &Settings,
    chosen: &Chosen,
    list: &mut Vec<Diagnostic>,
) {
    let source = &colleagues.file.read.source;
    for rule in ALL {
        let Scope::Colleagues { list: check, .. } = rule.scope else { continue };
        if let Some(severity) = set(rule, settings, chosen) {
            check(colleagues, &mut Found { rule: rule.name, severity, source, list });
        }
    }
}

/// How much a rule's findings in a plan matter. None: the rule does not look at it, because the service or this run
/// left it out, because the plan has ended, or because only single files are looked at. Whoever wants to know whether
/// a rule runs asks here.
pub(super) fn severity(rule: &Rule, context: &Context<'_>, reach: Reach) -> Option<Severity> {
    let looks = match rule.scope {
        Scope::Plan(_) | Scope::Colleagues { .. } => !context.plan.is_ended(),
        Scope::Folder(_) | Scope::OwnWords(_) => reach == Reach::Folder,
        Scope::Always(_) | Scope::Names => true,
    };
    let severity = set(rule, context.settings(), context.chosen()).filter(|_| looks)?;
    Some(if context.plan.is_draft() { Severity::Info } else { severity })
}

/// How much the findings of a rule matter to a service in this run. None: the service set it off, or this run is asked
/// for others.
pub(super) fn set(rule: &Rule, settings: &Settings, chosen: &Chosen) -> Option<Severity> {
    if !chosen.runs(rule) {
        return None;
    }
    match settings.rules.value().and_then(|rules| rules.get(rule.name)) {
        // Whoever asks for a rule by its name wants to see what it finds.
        Some(Level::Off) if chosen.names(rule) => Some(rule.severity),
        Some(Level::Off) => None,
        Some(Level::Info) => Some(Severity::Info),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Error) => Some(Severity::Error),
        None => Some(rule.severity),
    }
}

/// What a plan leaves to be compared with the plans before it.
pub(super) fn mark(context: &Context<'_>, marks: &mut Vec<Mark>) {
    if let Some(id) = context.plan.id.known() {
        marks.push(Mark {
            rule: "duplicate-id",
            severity: Severity::Error,
            what: Mark::number(&id.value),
            place: id.span.clone(),
            message: "another plan has this id",
            help: "give one of the two an id of its own, and its file the same name",
        });
    }
    for rule in ALL {
        let Scope::Folder(leave) = rule.scope else { continue };
        if let Some(severity) = severity(rule, context, Reach::Folder) {
            let before = marks.len();
            leave(context, marks);
            for mark in &mut marks[before..] {
                mark.severity = severity;
            }
        }
    }
}
