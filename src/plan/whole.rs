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
    /// Returns whether CPA has ended. A missing or faulty status counts as active.
    pub fn is_ended(&self) -> bool {
        self.status.value() == Some(&Status::Ended)
    }

    /// Returns whether the plan is a draft.
    pub fn is_draft(&self) -> bool {
        self.status.value() == Some(&Status::Draft)
    }

    /// Returns every action, in the order needs, risks, crisis, contingency.
    pub fn actions(&self) -> impl Iterator<Item = &Action> {
        let needs = self.needs.items().iter().flat_map(|need| need.actions.items());
        let risks = self.risks.items().iter().flat_map(|risk| risk.actions.items());
        let crisis = self.crisis.value().into_iter().flat_map(|crisis| crisis.actions.items());
        let contingency = self.contingency.items().iter().flat_map(|contingency| contingency.actions.items());
        needs.chain(risks).chain(crisis).chain(contingency)
    }

    /// Returns the carers among the people of the plan, each with their handle.
    pub fn carers(&self) -> impl Iterator<Item = (&Spanned<String>, &Someone)> {
        let own = self.people.value().into_iter().flat_map(|people| &people.entries);
        own.map(|(handle, someone)| (handle, someone)).filter(|(_, someone)| someone.is_carer())
    }

    /// Returns whether a carer is among the people of the plan, or may be, because something there could not be read.
    pub fn may_name_a_carer(&self) -> bool {
        let unread = |people: &OpenMap<Someone>| {
            people.unread.is_some() || people.iter().any(|(_, one)| one.is.is_faulty())
        };
        self.people.is_faulty() || self.people.value().is_some_and(unread) || self.carers().next().is_some()
    }

    /// Returns the name that the person goes by.
    pub fn name(&self) -> Option<&str> {
        let person = self.person.value()?;
        person.preferred_name.value().or(person.name.value()).map(String::as_str)
    }

    /// Returns the admission that started last. One without a first day counts as the last. Returns `None` if there is none,
    /// or if a date that decides it could not be read.
    pub fn last_admission(&self) -> Option<&Admission> {
        let admissions = self.admissions.items();
        let faulty = |it: &Admission| it.from.is_faulty() || (it.from.is_absent() && it.until.is_faulty());
        if admissions.iter().any(faulty) {
            return None;
        }
        let start = |admission: &&Admission| {
            let day = admission.from.value().or(admission.until.value());
            day.map_or(NaiveDate::MAX, |day| day.0.first_day())
        };
        admissions.iter().max_by_key(start)
    }

    /// Returns the review that was held last. Returns `None` if there is none, or if a date that decides it could not be read.
    pub fn last_review_held(&self) -> Option<&Review> {
        let reviews = self.reviews.items();
        if reviews.iter().any(|review| review.held.is_faulty() || review.recorded.is_faulty()) {
            return None;
        }
        let held = reviews.iter().filter_map(|review| Some((review.held_on()?, review)));
        held.max_by_key(|(day, _)| *day).map(|(_, review)| review)
    }

    /// Returns the newest agreement of each person who was asked, without people for whom a date could not be read.
    pub fn newest_agreements(&self) -> Vec<&Agreement> {
        let mut newest: Vec<&Agreement> = Vec::new();
        let all = self.agreements.items();
        let who = |agreement: &Agreement| agreement.who.value().cloned();
        let asked = |agreement: &Agreement| agreement.asked.value().map(|day| day.0);
        for agreement in all.iter().filter(|agreement| agreement.who.value().is_some()) {
            match newest.iter_mut().find(|other| who(other) == who(agreement)) {
                Some(other) if asked(agreement) >= asked(other) => *other = agreement,
                Some(_) => {}
                None => newest.push(agreement),
            }
        }
        let is_sure =
            |newest: &&Agreement| !all.iter().any(|one| who(one) == who(newest) && one.asked.is_faulty());
        newest.retain(is_sure);
        newest
    }

    /// Returns whether the plan says that `handle` was given a copy, declined it or was refused it. A copy whose `to` is
    /// missing or faulty may be theirs.
    pub fn says_about_copy(&self, handle: &str) -> bool {
        let said = |copy: &CopyGiven| match copy.to.value() {
            Some(to) => to.0 == handle && copy.has_result(),
            None => true,
        };
        self.copies.is_faulty() || self.copies.items().iter().any(said)
    }

    /// Returns what the person said when they were last asked whether they agree.
    pub fn newest_agreement_of_person(&self) -> Option<&Agreement> {
        self.newest_agreements().into_iter().find(|agreement| agreement.is_of_person())
    }
}
