//! People: family, friends, colleagues, services; what they may have.

use chrono::NaiveDate;

use crate::parse::{Handle, OpenMap, Past, PlanPart, Span, Spanned, WithheldName};
use crate::plan::Communication;
use crate::{choice, record};

choice! {
    /// What somebody is to the person, or to the team.
    Is {
        /// May read whole plans.
        Team = "team",
        Carer = "carer",
        YoungCarer = "young carer",
        EmergencyContact = "emergency contact",
        NextOfKin = "next of kin",
        NearestRelative = "nearest relative",
        NamedPerson = "named person",
        ParentalResponsibility = "parental responsibility",
        Attorney = "attorney",
        Deputy = "deputy",
        Appointee = "appointee",
        Guardian = "guardian",
        Advocate = "advocate",
    }
}

choice! {
    /// The parts of a plan that consent can open, and the areas of need that it can open alone.
    CopyPart {
        Contacts = "contacts",
        Crisis = "crisis",
        AboutMe = "about me",
        Needs = "needs",
        Money = "finance and money",
        Accommodation = "accommodation",
        PersonalCare = "personal care and physical well-being",
        Education = "education and training",
        Work = "work and occupation",
        Parenting = "parenting or caring relationships",
        Social = "social, cultural or spiritual",
        Treatment = "medical and other treatment",
        Services = "services",
        Diagnosis = "diagnosis",
        Medicines = "medicines",
        PhysicalHealth = "physical health",
        Risks = "risks",
        Legal = "legal",
        Reviews = "reviews",
    }
}

record! {
    /// Somebody, or a service. What follows "people." is the handle.
    Someone {
        /// Their name.
        name: String [sensitive] => Names;
        /// What they are to me: "brother", "neighbour". Whoever has one is family.
        relationship: String => Names;
        /// What they do, when their profession does not say it.
        role: String => Names;
        /// Their profession: "social worker", "mental health nurse", "occupational therapist", "psychologist", "doctor" …
        profession: String => Names;
        /// Where they work.
        organisation: String => Names;
        /// The code of a GP practice.
        ods_code: String;
        /// team; carer, emergency contact, next of kin …
        is: Vec<Spanned<Is>>;
        /// Their phones by kind, the best one first.
        phones: OpenMap<String> [sensitive];
        /// Their e-mail address.
        email: String [sensitive];
        /// Their address.
        address: String [sensitive] => Places;
        /// When they can be reached.
        available: String;
        /// Whether they answer in the evening, at night and at weekends.
        out_of_hours: bool;
        /// The day someone last made sure that these details work.
        checked: Past<NaiveDate> => Internal;
        /// Since when they have been here.
        from: NaiveDate => Internal;
        /// Their last day here.
        until: NaiveDate => Internal;
        /// What I agreed that they may have. Without this they have nothing.
        consent: Consent => Internal;
        /// The assessment of what a carer needs.
        carers_assessment: CarersAssessment => Private;
        /// What they need so that they can understand and be understood.
        communication: Communication => Private;
        /// The name of the decision that keeps them from some readers.
        withhold: WithheldName => Internal;
    }
}

record! {
    /// What I agreed that somebody may have.
    Consent {
        /// The day I was asked.
        asked: Past<NaiveDate>;
        /// Who asked me.
        asked_by: Handle;
        /// The parts that they may have in a copy. []: I was asked, and said no.
        copy: Vec<Spanned<CopyPart>>;
        /// Whether they are invited to reviews.
        invite: bool;
        /// Why I was not asked, or why it was decided without me.
        because: String;
        /// Who then decided.
        decided_by: Handle;
    }
}

record! {
    /// The assessment of what a carer needs.
    CarersAssessment {
        /// The day it was offered.
        offered: Past<NaiveDate>;
        /// The day it was done.
        done: Past<NaiveDate>;
        /// The day it was declined.
        declined: Past<NaiveDate>;
    }
}

impl CopyPart {
    /// Returns the part of a plan that it opens, or `None` if it opens one area of need alone.
    pub fn part(self) -> Option<PlanPart> {
        Some(match self {
            CopyPart::Contacts => PlanPart::Contacts,
            CopyPart::Crisis => PlanPart::Crisis,
            CopyPart::AboutMe => PlanPart::AboutMe,
            CopyPart::Needs => PlanPart::Needs,
            CopyPart::Services => PlanPart::Services,
            CopyPart::Diagnosis => PlanPart::Diagnosis,
            CopyPart::Medicines => PlanPart::Medicines,
            CopyPart::PhysicalHealth => PlanPart::PhysicalHealth,
            CopyPart::Risks => PlanPart::Risks,
            CopyPart::Legal => PlanPart::Legal,
            CopyPart::Reviews => PlanPart::Reviews,
            CopyPart::Money
            | CopyPart::Accommodation
            | CopyPart::PersonalCare
            | CopyPart::Education
            | CopyPart::Work
            | CopyPart::Parenting
            | CopyPart::Social
            | CopyPart::Treatment => return None,
        })
    }
}

impl Someone {
    /// Returns whether `is` contains `what`.
    pub fn is(&self, what: Is) -> bool {
        self.is.items().iter().any(|is| is.value == what)
    }

    /// Returns whether they are a carer of any age.
    pub fn is_carer(&self) -> bool {
        self.is(Is::Carer) || self.is(Is::YoungCarer)
    }

    /// Returns whether their last day is before `day`.
    pub fn has_left(&self, day: NaiveDate) -> bool {
        self.until.value().is_some_and(|until| *until < day)
    }

    /// Returns the place of its header, or of its handle if it has no header.
    pub fn place<'a>(&'a self, handle: &'a Spanned<String>) -> &'a Span {
        if self.span.is_empty() { &handle.span } else { &self.span }
    }
}
