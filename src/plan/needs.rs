//! Needs and goals, services, risks, other plans.

use chrono::NaiveDate;

use crate::parse::{
    Field, Handle, InConfidence, Informant, Names, PartialDate, Past, Spanned, When, WithheldName,
};
use crate::plan::Action;
use crate::{choice, record};

choice! {
    /// The areas of life of the Mental Health (Wales) Measure 2010, section 18(1)(a); the eighth is shortened.
    Area labels area {
        Money = "finance and money",
        Accommodation = "accommodation",
        PersonalCare = "personal care and physical well-being",
        Education = "education and training",
        Work = "work and occupation",
        Parenting = "parenting or caring relationships",
        Social = "social, cultural or spiritual",
        Treatment = "medical and other treatment",
    }
}

record! {
    /// What I need, what I want, and who does what. One need, one goal.
    Need {
        /// What I need, in a sentence.
        need: String;
        /// The area of my life.
        area: Area;
        /// The same in my own words.
        in_my_words: String;
        /// What I want.
        goal: String;
        /// The last day by which I want it.
        goal_by: NaiveDate;
        /// How much it matters to me, out of 10.
        importance: u32;
        /// How far I have got.
        progress: String;
        /// The day the goal was reached.
        reached: Past<NaiveDate>;
        /// Why nobody can meet this need now, and who was told.
        unmet: String;
        /// Instead of all the rest, with the area: I was asked, and want no plan for it.
        not_needed: String;
        /// Who does what, why, when and how.
        actions: Vec<Action>;
        /// The name of the decision that keeps it, and all under it, from some readers.
        withhold: WithheldName => Internal;
        /// Who said it, when it was not I.
        told_by: Informant => Internal;
        /// Whether they said it in confidence.
        in_confidence: InConfidence => Internal;
    }
}

record! {
    /// What is given again and again over the time of this plan.
    Service {
        /// What it is called.
        service: String;
        /// Who gives it.
        who: Names;
        /// What it is.
        what: String;
        /// What it is for.
        why: String;
        /// Where.
        r#where: String;
        /// When, or how often.
        when: When;
        /// Its first day.
        from: NaiveDate;
        /// Its last day.
        until: NaiveDate;
        /// Since when I have been waiting for it.
        waiting_since: Past<NaiveDate>;
        /// Who pays for it.
        funded_by: String => Internal;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

choice! {
    /// Whom a risk is to (PRSB safety alerts).
    RiskKind {
        ToSelf = "to self",
        ToOthers = "to others",
        FromOthers = "from others",
    }
}

record! {
    /// What could go wrong, how it shows, and what is then supposed to happen. Never a score.
    Risk {
        /// What could go wrong.
        risk: String;
        /// to self, to others, from others.
        kind: RiskKind;
        /// What happened before.
        history: String;
        /// How it is now.
        now: String;
        /// How it shows.
        signs: Vec<Spanned<String>>;
        /// The day it was first written down.
        noted: Past<PartialDate>;
        /// The day it was last looked at.
        reviewed: Past<PartialDate>;
        /// What is then supposed to happen, and who does it.
        actions: Vec<Action>;
        /// The name of the decision that keeps it, and all under it, from some readers.
        withhold: WithheldName => Internal;
        /// Who said it, when it was not I.
        told_by: Informant => Internal;
        /// Whether they said it in confidence.
        in_confidence: InConfidence => Internal;
    }
}

record! {
    /// Another plan that people work to.
    OtherPlan {
        /// What it is called.
        plan: String;
        /// What is in it.
        what: String;
        /// Where it is kept.
        r#where: String;
        /// Who keeps it.
        by: Handle;
        /// The day by which it is looked at again.
        review_due: NaiveDate;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

impl Need {
    /// Returns whether the person wants no plan for this area of life.
    pub fn is_not_needed(&self) -> bool {
        !self.not_needed.is_absent()
    }

    /// Returns whether it has a need or a goal.
    pub fn says_something(&self) -> bool {
        !(self.need.is_absent() && self.in_my_words.is_absent() && self.goal.is_absent())
    }
}

impl Service {
    /// Returns whether it is given on `day` or later: the person is not waiting for it, and its last day has not passed. A
    /// faulty date counts as waiting, or as passed.
    pub fn is_given(&self, day: NaiveDate) -> bool {
        let goes_on = match &self.until {
            Field::Absent => true,
            Field::Faulty(_) => false,
            Field::Known(until) => until.value >= day,
        };
        goes_on && self.waiting_since.is_absent()
    }
}

impl Risk {
    /// Returns whether it has more than `risk` and dates.
    pub fn says_more(&self) -> bool {
        !(self.kind.is_absent()
            && self.history.is_absent()
            && self.now.is_absent()
            && self.signs.is_absent()
            && self.actions.is_absent())
    }
}
