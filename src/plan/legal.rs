//! The law: sections, orders, statements in advance, capacity, safeguarding, what is withheld and why.

use chrono::NaiveDate;

use crate::parse::{Handle, PartialDate, Past, ReaderName, Spanned, WithheldName};
use crate::{choice, record};

record! {
    /// Section 117, orders, sections, and what I decided in advance.
    Legal {
        /// Whether I have a right to aftercare under section 117.
        section_117: bool;
        /// The day it was last reviewed.
        section_117_reviewed: Past<NaiveDate>;
        /// The day it ended, by a joint decision of health and social care.
        section_117_ended: Past<NaiveDate>;
        /// What I wish, written down in advance.
        advance_statement: Statement;
        /// What I refuse, decided in advance.
        advance_decision: Statement;
        /// The community treatment order that I am on.
        community_treatment_order: CommunityOrder;
        /// Every section of the Mental Health Act that we know of.
        sections: Vec<Section>;
        /// What was found when my capacity to decide something was assessed.
        capacity: Vec<CapacityAssessment>;
    }
}

record! {
    /// A statement or decision made in advance.
    Statement {
        /// The day it was made.
        made: Past<PartialDate>;
        /// Where the paper is.
        r#where: String;
    }
}

record! {
    /// A community treatment order (Mental Health Act 1983, section 17A).
    CommunityOrder {
        /// The day it was made.
        from: NaiveDate;
        /// Its last day.
        until: NaiveDate;
        /// The handle of the responsible clinician.
        clinician: Handle;
        /// Its conditions.
        conditions: Vec<Spanned<String>>;
    }
}

record! {
    /// A section of the Mental Health Act that I was held under.
    Section {
        /// Its number: "2", "3", "37/41".
        section: String;
        /// Its first day. A day long ago may be "2019-03" or "2019".
        from: Past<PartialDate>;
        /// Its last day.
        until: PartialDate;
    }
}

record! {
    /// An assessment of my capacity to decide something.
    CapacityAssessment {
        /// The decision that it was about.
        decision: String;
        /// The day of the assessment.
        assessed: Past<NaiveDate>;
        /// Who assessed.
        assessed_by: Handle;
        /// What was found.
        found: String;
        /// What was then decided in my best interests.
        best_interests: String;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

record! {
    /// What was thought of for the safety of children and adults.
    Safeguarding {
        /// The day it was thought of.
        considered: Past<NaiveDate>;
        /// What was said and done for children.
        children: String;
        /// What was said and done for adults.
        adults: String;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

impl Safeguarding {
    /// Returns whether it has anything but `withhold`.
    pub fn says_something(&self) -> bool {
        !(self.considered.is_absent() && self.children.is_absent() && self.adults.is_absent())
    }
}

choice! {
    /// The grounds on which something may be withheld.
    Ground {
        PersonAsked = "the person asked",
        ThirdParty = "third party",
        SeriousHarm = "serious harm",
    }
}

record! {
    /// What some readers may not see, decided once. Their copies show no trace of it.
    Decision {
        /// family (all with a relationship, also who is added later), person, gp, agencies, or a handle.
        from: Vec<Spanned<ReaderName>>;
        /// the person asked, third party, or serious harm.
        ground: Ground;
        /// The reason.
        because: String;
        /// Who decided.
        decided_by: Handle;
        /// The day it was decided.
        decided: Past<NaiveDate>;
    }
}

record! {
    /// A time in hospital. Without `until` I am there now, and the plan goes on.
    Admission {
        /// The ward or hospital.
        r#where: String;
        /// The first day.
        from: Past<PartialDate>;
        /// The day I left.
        until: Past<PartialDate>;
        /// The day somebody saw or spoke to me after I left: within 72 hours.
        followed_up: Past<NaiveDate>;
        /// Who did.
        followed_up_by: Handle;
        /// While I am there: what has to be ready before I leave.
        discharge_plan: String;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

/// The sections that give a right to aftercare (Mental Health Act 1983, section 117(1)).
const WITH_AFTERCARE: [&str; 5] = ["3", "37", "45A", "47", "48"];

impl Section {
    /// Returns whether it gives a right to aftercare under section 117, also as one of two: "37/41".
    pub fn gives_aftercare(&self) -> bool {
        self.numbers().any(|number| WITH_AFTERCARE.contains(&number.as_str()))
    }

    /// Returns whether it is a community treatment order, which follows only a section that gives a right to aftercare.
    pub fn is_community_order(&self) -> bool {
        self.numbers().any(|number| matches!(number.as_str(), "17A" | "CTO"))
    }

    /// Returns the numbers in it, without brackets after them: 37 and 41 in "section 37/41", 5 in "5(2)".
    fn numbers(&self) -> impl Iterator<Item = String> {
        let text = self.section.value().map_or("", String::as_str);
        let is_separator =
            |c: char| c.is_whitespace() || matches!(c, '/' | ',' | '&' | '+' | '.' | ';' | '-');
        text.split(is_separator).map(|word| {
            let number = word.split('(').next().unwrap_or_default().to_uppercase();
            number.strip_prefix('S').map(str::to_owned).unwrap_or(number)
        })
    }
}

impl Legal {
    /// Returns whether a section that gives a right to aftercare is recorded, or a community treatment order.
    pub fn had_section_with_aftercare(&self) -> bool {
        let gives = |section: &Section| section.gives_aftercare() || section.is_community_order();
        self.community_treatment_order.value().is_some() || self.sections.items().iter().any(gives)
    }
}

impl Admission {
    /// Returns whether it has no last day.
    pub fn goes_on(&self) -> bool {
        self.until.is_absent()
    }
}
