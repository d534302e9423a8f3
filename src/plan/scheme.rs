//! The schemes: the words, required parts and limits of each, with their sources.

use crate::choice;
use crate::parse::{Period, Unit};

choice! {
    /// The scheme that a service works by: its words, its required parts, its legal limits.
    Scheme {
        /// The Care Programme Approach.
        Cpa = "cpa",
        /// The key worker of England's community mental health framework.
        KeyWorker = "key-worker",
        /// Care and treatment plans under the Mental Health (Wales) Measure 2010.
        CtpWales = "ctp-wales",
    }
}

/// What a scheme prescribes.
#[derive(Debug)]
pub struct Terms {
    /// The title of the person who coordinates a plan.
    pub coordinator: &'static str,
    /// The scheme in a sentence about it.
    pub programme: &'static str,
    /// The scheme as the person would say it.
    pub my_programme: &'static str,
    /// The scheme at the start of a sentence to the person.
    pub your_programme: &'static str,
    /// The scheme to others, with `{}` for the person's name.
    pub their_programme: &'static str,
    /// The longest gap between two reviews.
    pub at_most: Period,
    /// The longest gap, in words that can follow "12 months after the last review,".
    pub at_most_words: &'static str,
    /// Whether the plan must cover one of the eight areas of life.
    pub areas: bool,
    /// Whether the person must be asked for their preferred language.
    pub language_choice: bool,
    /// The professions that may coordinate, if the scheme limits them.
    pub professions: Option<&'static [&'static str]>,
    /// The time from the day after leaving hospital to the follow-up.
    pub follow_up: Option<Period>,
    /// From one carer's assessment to the next.
    pub carers_assessment: Option<Period>,
    /// From one section 117 review to the next.
    pub section_117_review: Option<Period>,
    /// From one physical health check to the next.
    pub physical_health: Option<Period>,
    /// How long contact details count as checked.
    pub contact_details: Option<Period>,
    /// The law that gives carers an assessment, in words that can follow "the".
    pub carers_law: &'static str,
    /// From `started` to the first agreement.
    pub first_plan: Option<Period>,
}

const YEAR: Period = Period { count: 12, unit: Unit::Months };

/// England: formal review at least yearly (Refocusing the CPA, 2008); follow-up within 72 hours (NHS Standard
/// Contract 2019/20); carer's assessment at least yearly (National Service Framework 1999, standard 6); physical
/// health check yearly (NHS England, severe mental illness). How often section 117 is reviewed is each area's own.
static CPA: Terms = Terms {
    coordinator: "care coordinator",
    programme: "CPA",
    my_programme: "CPA",
    your_programme: "CPA",
    their_programme: "CPA",
    at_most: YEAR,
    at_most_words: "the longest gap under CPA",
    areas: false,
    language_choice: false,
    professions: None,
    follow_up: Some(Period { count: 72, unit: Unit::Hours }),
    carers_assessment: Some(YEAR),
    section_117_review: None,
    physical_health: Some(YEAR),
    contact_details: None,
    carers_law: "Care Act 2014, section 10",
    first_plan: None,
};

/// England since 2021: the position statement keeps a named key worker for everyone and sets no interval of its own,
/// so the twelve months stand until a service sets another.
static KEY_WORKER: Terms = Terms {
    coordinator: "key worker",
    programme: "the community framework",
    my_programme: "my time with the team",
    your_programme: "Your time with the team",
    their_programme: "{}'s time with the team",
    at_most_words: "the longest gap",
    ..CPA
};

/// Wales: review within twelve calendar months (SI 2011/2942 reg. 7); one or more of the eight areas (Measure 2010,
/// section 18); who may coordinate (Schedule 1, from memory, so what rests on it is never an error); the plan within
/// six weeks (Code of Practice 2012, chapter on timeliness). England's other intervals do not hold here.
static CTP_WALES: Terms = Terms {
    coordinator: "care coordinator",
    programme: "the care and treatment plan",
    my_programme: "my care and treatment plan",
    your_programme: "Your care and treatment plan",
    their_programme: "{}'s care and treatment plan",
    at_most: YEAR,
    at_most_words: "the longest gap that the law in Wales allows",
    areas: true,
    language_choice: true,
    professions: Some(&[
        "social worker",
        "mental health nurse",
        "learning disability nurse",
        "occupational therapist",
        "psychologist",
        "doctor",
        "dietitian",
        "physiotherapist",
        "speech and language therapist",
    ]),
    follow_up: None,
    carers_assessment: None,
    section_117_review: None,
    physical_health: None,
    contact_details: None,
    carers_law: "Social Services and Well-being (Wales) Act 2014, section 24",
    first_plan: Some(Period { count: 6, unit: Unit::Weeks }),
};

impl Scheme {
    /// Returns the terms of the scheme.
    pub fn terms(self) -> &'static Terms {
        match self {
            Scheme::Cpa => &CPA,
            Scheme::KeyWorker => &KEY_WORKER,
            Scheme::CtpWales => &CTP_WALES,
        }
    }
}
