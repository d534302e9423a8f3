//! The law: sections, orders, statements in advance, capacity, safeguarding, what is withheld and why.

use chrono::NaiveDate;

use crate::reading::{Handle, LongAgo, Past, ReaderName, Spanned, WithheldName};
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
        made: Past<LongAgo>;
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
        from: Past<LongAgo>;
        /// Its last day.
        until: LongAgo;
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
        withhold: WithheldName => Office;
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
        withhold: WithheldName => Office;
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
        from: Past<LongAgo>;
        /// The day I left.
        until: Past<LongAgo>;
        /// The day somebody saw or spoke to me after I left: within 72 hours.
        followed_up: Past<NaiveDate>;
        /// Who did.
        followed_up_by: Handle;
        /// While I am there: what has to be ready before I leave.
        discharge_plan: String;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Office;
    }
}
