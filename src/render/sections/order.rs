//! The order of the sections for each kind of reader.

use crate::access::policy::CopyStyle;
use crate::render::block::Section;
use crate::render::copy_context::CopyContext;

impl CopyContext<'_> {
    /// The sections of the care plan in the order of this reader, without those that have no content for them.
    pub(crate) fn sections_in_order(&self) -> Vec<Section> {
        let order = match self.plan.reader().kind().style() {
            CopyStyle::Person => PERSON,
            CopyStyle::Team => TEAM,
            CopyStyle::Gp => GP,
            CopyStyle::Family => FAMILY,
        };
        order.iter().filter_map(|section| section(self)).collect()
    }

    fn contacts(&self) -> Option<Section> {
        self.plan.contacts()
    }
}

/// Sections by the names of the methods that make them.
macro_rules! sections {
    ($($section:ident)+) => { &[$(|context| context.$section()),+] };
}

type MakeSection = fn(&CopyContext<'_>) -> Option<Section>;

const PERSON: &[MakeSection] = sections! {
    contacts crisis crisis_more contingency needs services months risks safeguarding health law about_me communication
    people other_plans reviews changes agreements copies_given sharing details unhappy about_this_copy
};

/// The first page is for the member of staff on duty at night; administration comes last.
const TEAM: &[MakeSection] = sections! {
    know_first contacts crisis crisis_more contingency promises needs services health risks safeguarding law months
    about_me communication people you carers other_plans reviews changes agreements sharing copies_given details
    unhappy about_this_copy
};

/// What the GP is to do, then what the GP treats, then who to phone.
const GP: &[MakeSection] = sections! {
    promises health contacts crisis crisis_more contingency changes risks safeguarding months reviews what_you_said
    agreements law services needs other_plans communication about_me people you details unhappy about_this_copy
};

/// Who to phone, what to look out for, what they and others have agreed to do, and their own support.
const FAMILY: &[MakeSection] = sections! {
    contacts crisis crisis_more contingency promises needs services months own_support unhappy risks safeguarding health
    law about_me communication people you other_plans reviews what_you_said changes agreements details about_this_copy
};
