//! The plan: one file, one person.

use chrono::NaiveDate;

use crate::parse::{Handle, Name, OpenMap, Past, Spanned};
use crate::plan::{
    AboutMe, Action, Admission, Agreement, Change, Communication, Contingency, CopyGiven, Crisis, Decision,
    EarlierCoordinator, Ended, Formulation, Health, Legal, Need, OtherPlan, Person, Review, Risk,
    Safeguarding, Service, Someone,
};
use crate::{choice, record};

choice! {
    /// Where a plan is in its life.
    Status {
        /// Being written. A draft is due like any other plan.
        Draft = "draft",
        /// In force.
        Active = "active",
        /// CPA has ended.
        Ended = "ended",
    }
}

record! {
    /// One person's care plan. It speaks as the person would: I, me, my; staff by their names.
    Plan {
        /// The plan's id, which is also the name of its file: never a name, never an NHS number.
        id: String [required] => Public;
        /// draft, active or ended. A draft is due like any other plan, from `started`.
        status: Status => Public;
        /// The day CPA began.
        started: Past<NaiveDate> => Reviews;
        /// What all of it is for, in my words.
        aim: String => Needs;
        /// The next review is held by this day, as agreed at the last one. What is booked stands under reviews.
        next_review_due: NaiveDate => Reviews;
        /// The handle of my care coordinator.
        care_coordinator: Handle => Contacts;
        /// Since when.
        care_coordinator_since: Past<NaiveDate> => Contacts;
        /// Who to phone when my care coordinator is away.
        second_contact: Handle => Contacts;
        /// The handle of my GP, or "none": I have no GP.
        gp: Name => Contacts;
        /// Who coordinated before, after a handover.
        earlier_coordinators: Vec<EarlierCoordinator> => Contacts;
        /// Who I am.
        person: Person [required];
        /// What I need so that I can understand and be understood.
        communication: Communication => AboutMe;
        /// My own words, under the headings of the national "About me" standard.
        about_me: AboutMe => AboutMe;
        /// Family, friends, neighbours, and people from outside the team, each under a handle.
        people: OpenMap<Someone> => Contacts;
        /// What I need, what I want, and who does what, why, when and how. One need, one goal.
        needs: Vec<Need> => Needs;
        /// What is given again and again over the time of this plan.
        services: Vec<Service> => Services;
        /// What could go wrong, how it shows, and what is then supposed to happen. Never a score.
        risks: Vec<Risk> => Risks;
        /// When I become very unwell.
        crisis: Crisis => Crisis;
        /// When part of the plan itself fails.
        contingency: Vec<Contingency> => Crisis;
        /// How we make sense of it, in words that I agree with.
        formulation: Formulation => Diagnosis;
        /// Diagnoses, conditions, medicines.
        health: Health;
        /// Section 117, orders, sections, and what I decided in advance.
        legal: Legal => Legal;
        /// What was thought of for the safety of children and adults.
        safeguarding: Safeguarding => Risks;
        /// What some readers may not see, decided once and named by `withhold` wherever it applies.
        withheld: OpenMap<Decision> => Internal;
        /// Times in hospital. Without `until` I am there now, and the plan goes on.
        admissions: Vec<Admission> => Legal;
        /// Other plans that people work to.
        other_plans: Vec<OtherPlan> => Needs;
        /// Whether I agree with the plan, each time I was asked; others who signed have their own. The newest counts.
        agreements: Vec<Agreement> => Reviews;
        /// What was changed between reviews.
        changes: Vec<Change> => Reviews;
        /// Every review, oldest first: booked; held or cancelled; its outcome recorded.
        reviews: Vec<Review> => Reviews;
        /// Who was given a copy, and when.
        copies: Vec<CopyGiven> => Internal;
        /// The end of CPA.
        ended: Ended => Reviews;
    }
}

impl Plan {
    /// Whether CPA has ended. A missing or faulty status counts as active.
    pub fn is_ended(&self) -> bool {
        self.status.value() == Some(&Status::Ended)
    }

    /// Whether the plan is a draft.
    pub fn is_draft(&self) -> bool {
        self.status.value() == Some(&Status::Draft)
    }

    /// Every action of the plan: under needs, risks, the crisis plan and what happens when part of the plan fails.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        let needs = self.needs.items().iter().flat_map(|need| need.actions.items());
        let risks = self.risks.items().iter().flat_map(|risk| risk.actions.items());
        let crisis = self.crisis.value().into_iter().flat_map(|crisis| crisis.actions.items());
        let contingency = self.contingency.items().iter().flat_map(|contingency| contingency.actions.items());
        needs.chain(risks).chain(crisis).chain(contingency)
    }

    /// The carers among the plan's own people, each with their handle.
    pub fn carers(&self) -> impl Iterator<Item = (&Spanned<String>, &Someone)> {
        let own = self.people.value().into_iter().flat_map(|people| &people.entries);
        own.map(|(handle, someone)| (handle, someone)).filter(|(_, someone)| someone.is_carer())
    }

    /// Whether a carer is among the plan's own people, or may be, because something there could not be read.
    pub fn may_name_a_carer(&self) -> bool {
        let unread = |people: &OpenMap<Someone>| {
            people.unread.is_some() || people.iter().any(|(_, one)| one.is.is_faulty())
        };
        self.people.is_faulty() || self.people.value().is_some_and(unread) || self.carers().next().is_some()
    }

    /// The name that the person goes by.
    pub fn name(&self) -> Option<&str> {
        let person = self.person.value()?;
        person.preferred_name.value().or(person.name.value()).map(String::as_str)
    }
}
