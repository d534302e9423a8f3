//! What happens when the person becomes very unwell, and when part of the plan fails.

use crate::parse::{Handle, Names, OpenMap, PartialDate, Past, Spanned, WithheldName};
use crate::plan::Action;
use crate::record;

record! {
    /// When I become very unwell.
    Crisis {
        /// What sets it off.
        triggers: Vec<Spanned<String>>;
        /// The first signs.
        early_signs: Vec<Spanned<String>>;
        /// The signs that I am in a crisis.
        crisis_signs: Vec<Spanned<String>>;
        /// What I can do myself.
        what_i_can_do: Vec<Spanned<String>>;
        /// What helps me.
        what_helps: Vec<Spanned<String>>;
        /// What makes it worse.
        what_makes_it_worse: Vec<Spanned<String>>;
        /// What worked before.
        what_worked_before: String;
        /// What did not work.
        what_did_not_work: String;
        /// Whom I listen to when I am unwell.
        who_i_listen_to: Names;
        /// Whom to contact, in the order to try.
        who_to_contact: Names;
        /// How far my family is to be involved.
        family_involved: String;
        /// The treatment I want.
        treatment_i_want: String;
        /// The treatment I do not want.
        treatment_i_do_not_want: String;
        /// Where and how, if I have to go into hospital.
        if_admitted: String;
        /// How it shows that it is over.
        over_when: String;
        /// The day this was last looked at.
        reviewed: Past<PartialDate>;
        /// Who looked at it.
        reviewed_by: Handle;
        /// Who looks after children, adults, pets, home, money: whatever there is.
        look_after: OpenMap<String>;
        /// Whom not to contact.
        who_not_to_contact: Vec<NotToContact>;
        /// Who does what.
        actions: Vec<Action>;
    }
}

record! {
    /// Whom not to contact.
    NotToContact {
        /// In words: no handle, no number.
        who: String;
        /// Why not.
        because: String;
        /// The name of the decision that keeps it from some readers.
        withhold: WithheldName => Internal;
    }
}

record! {
    /// When part of the plan itself fails.
    Contingency {
        /// What fails.
        r#if: String;
        /// Who then does what.
        actions: Vec<Action>;
        /// The name of the decision that keeps it, and all under it, from some readers.
        withhold: WithheldName => Internal;
    }
}
