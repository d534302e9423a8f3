//! Who the person is, and how to communicate with them.

use chrono::NaiveDate;

use crate::parse::{Handle, OpenMap, PartialDate, Past, Spanned};
use crate::{choice, record};

record! {
    /// Who I am.
    Person => Identity {
        /// My name.
        name: String [required sensitive];
        /// My family name, when it is not the last word of my name.
        family_name: String [sensitive];
        /// The name I go by.
        preferred_name: String [sensitive] => Public;
        /// Other names I have had, or am known by.
        also_known_as: Vec<Spanned<String>> [sensitive];
        /// The words for me: she/her, he/him, they/them.
        pronouns: String => AboutMe;
        /// The day I was born.
        born: Past<NaiveDate> [sensitive];
        /// My NHS number (England, Wales, Isle of Man).
        nhs_number: String [sensitive];
        /// My CHI number (Scotland).
        chi_number: String [sensitive];
        /// My health and care number (Northern Ireland).
        hc_number: String [sensitive];
        /// Where I live, a line a line.
        address: String [sensitive];
        /// Where letters go, when not to my address.
        letters_to: String [sensitive];
        /// My phones by kind, the best one first.
        phones: OpenMap<String> [sensitive];
        /// My e-mail address.
        email: String [sensitive];
        /// Who I live with.
        lives_with: String => Internal;
        /// How many children under 18 live with me or often stay. 0: none.
        children_at_home: u32 => Internal;
        /// Adults who depend on me. []: none.
        looks_after: Vec<Spanned<String>> => Internal;
        /// My animals. []: none.
        pets: Vec<Spanned<String>> => Internal;
        /// Who helps me, as I answered when I was asked.
        who_helps_me: WhoHelpsMe => Internal;
    }
}

record! {
    /// Who helps me, as I answered when I was asked.
    WhoHelpsMe {
        /// The day I was asked.
        asked: Past<NaiveDate>;
        /// What I said.
        said: String;
    }
}

choice! {
    /// The formats in which somebody can have a copy (Accessible Information Standard, DAPB1605).
    CopyFormat {
        Standard = "standard",
        LargePrint = "large print",
        EasyRead = "easy read",
        Braille = "braille",
        Audio = "audio",
        Bsl = "BSL video",
        Email = "e-mail",
    }
}

record! {
    /// What somebody needs so that they can understand and be understood.
    Communication {
        /// The day they were asked.
        asked: Past<NaiveDate>;
        /// Languages, the one they would rather use first.
        languages: Vec<Spanned<String>>;
        /// The language to interpret, "British Sign Language", or "none".
        interpreter: String;
        /// The format in which to have a copy.
        copy_format: CopyFormat;
        /// How to get in touch.
        contact_by: String;
        /// What else makes it easier.
        adjustments: Vec<Spanned<String>>;
    }
}

record! {
    /// My own words, under the headings of the national "About me" standard.
    AboutMe {
        /// What is most important to me.
        important_to_me: String;
        /// People who are important to me.
        people_important_to_me: String;
        /// How I communicate, and how to communicate with me.
        how_to_communicate_with_me: String;
        /// What a good day and a bad day are like.
        my_wellness: String;
        /// Please do.
        please_do: Vec<Spanned<String>>;
        /// Please do not.
        please_do_not: Vec<Spanned<String>>;
        /// How and when to support me.
        how_to_support_me: String;
        /// What else is worth knowing about me.
        also_worth_knowing: String;
        /// What I am good at, and what I have.
        strengths: Vec<Spanned<String>>;
        /// Where a recording of this is.
        recording: String;
        /// The day I wrote it.
        written: Past<PartialDate>;
        /// Who helped me to write it.
        written_with: Handle;
    }
}
