//! The rules that can be set, ignored and allowed: one file for each, with its page beside it, in the folder of its
//! group.
//!
//! To add the rule `gp-missing` to the group `people`, write `people/gp_missing.rs` and its page `people/gp_missing.md`,
//! and add the word `gp_missing` to the list in `people/mod.rs`. The rule's name, group and page follow from that word.
//!
//! ```ignore
//! pub(crate) const RULE: Definition = Definition {
//!     summary: "nothing says who the GP is",
//!     severity: Severity::Warning,
//!     check: Check::Missing {
//!         place: |context| context.plan.gp.is_absent().then(|| context.top()),
//!         message: "nothing says who the person's GP is",
//!         help: "add `gp = \"…\"` at the top of the file, with the GP's handle",
//!     },
//! };
//! ```
//!
//! A rule whose message depends on the plan has `check: Check::Plan(check)` and reports with [`Findings::at`];
//! `people/care_coordinator_without_phone.rs` is an example.

use std::sync::LazyLock;

pub(crate) use crate::message;
use crate::parse::Text;
pub(crate) use crate::parse::message::figure;
pub(crate) use crate::parse::{Severity, Span};
use crate::validate::ColleagueList;
use crate::validate::seen_values::Fingerprint;
pub(crate) use crate::validate::{Context, Findings};

/// A rule with its name, group and page.
#[derive(Debug)]
pub struct Rule {
    /// The name, such as `gp-missing`.
    pub name: &'static str,
    /// The group in whose list it is.
    pub group: Group,
    /// What it finds, as a short clause.
    pub summary: &'static str,
    /// The severity of its findings where `cpa.toml` sets no other.
    pub severity: Severity,
    /// Why it matters, with a wrong and a right example, as Markdown. The tests run the examples.
    pub page: &'static str,
    /// What it checks.
    pub(crate) check: Check,
}

/// What the file of a rule declares.
#[derive(Debug)]
pub(crate) struct Definition {
    /// What it finds, as a short clause.
    pub(crate) summary: &'static str,
    /// The severity of its findings where `cpa.toml` sets no other. A finding that depends on today's date is never an
    /// error: a check in CI must not fail because a day has passed.
    pub(crate) severity: Severity,
    /// What it checks.
    pub(crate) check: Check,
}

/// What a rule checks. Unless the variant says otherwise, a plan that has ended is not checked.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Check {
    /// Something is missing: the message is always the same.
    Missing {
        /// Returns the place to mark, if it is missing.
        place: fn(&Context<'_>) -> Option<Span>,
        /// What is wrong.
        message: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// Something is missing in tables of which there may be several, such as actions: the message is always the same.
    MissingInEach {
        /// Returns the places of the tables in which it is missing.
        places: fn(&Context<'_>) -> Vec<Span>,
        /// What is wrong.
        message: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// A plan.
    Plan(fn(&Context<'_>, &mut Findings<'_>)),
    /// A plan, also if it has ended.
    EndedToo(fn(&Context<'_>, &mut Findings<'_>)),
    /// The entries of people.
    Colleagues {
        /// Checks a people.toml.
        list: fn(&ColleagueList<'_>, &mut Findings<'_>),
        /// Checks the entries in a plan.
        plan: fn(&Context<'_>, &mut Findings<'_>),
    },
    /// Values that must differ from plan to plan, also in plans that have ended.
    Fingerprints(fn(&Context<'_>) -> Vec<Fingerprint>),
    /// Wording that two plans share, also plans that have ended. Returns whether a text should be the person's own.
    OwnWords(fn(&Text<'_>) -> bool),
    /// Handles in a people.toml that no plan names.
    UnusedHandles,
}

/// What a rule is about, in the order of the list of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who the people are, and how to reach them.
    People,
    /// What could go wrong, and what is then supposed to happen.
    Crisis,
    /// Reviews and dates.
    Reviews,
    /// Needs, goals, actions, services.
    Needs,
    /// Consent, copies, agreement.
    Consent,
    /// Section 117, orders, statements in advance.
    Legal,
    /// Health and medicines.
    Health,
    /// How it is written.
    Words,
}

impl Group {
    /// Every group, in the order of the list of rules.
    pub const ALL: &[Group] = &[
        Group::People,
        Group::Crisis,
        Group::Reviews,
        Group::Needs,
        Group::Consent,
        Group::Legal,
        Group::Health,
        Group::Words,
    ];

    /// Returns the name that lists show.
    pub fn word(self) -> &'static str {
        match self {
            Group::People => "people and contacts",
            Group::Crisis => "crisis, contingency and risk",
            Group::Reviews => "reviews and dates",
            Group::Needs => "needs and actions",
            Group::Consent => "consent, copies and agreement",
            Group::Legal => "legal",
            Group::Health => "health",
            Group::Words => "words",
        }
    }

    /// Returns the name as it is typed, such as `people`.
    pub fn typed(self) -> &'static str {
        match self {
            Group::People => "people",
            Group::Crisis => "crisis",
            Group::Reviews => "reviews",
            Group::Needs => "needs",
            Group::Consent => "consent",
            Group::Legal => "legal",
            Group::Health => "health",
            Group::Words => "words",
        }
    }
}

/// Lists the rules of a group: each word is a file of the group's folder. In the module of the group, the word is also
/// the name of the rule's static, so that `people::gp_missing` is a [`Rule`] and a module.
macro_rules! rules {
    ($group:ident: $($rule:ident)*) => {
        $(
            pub(crate) mod $rule;
            #[expect(non_upper_case_globals, reason = "a rule is called as its file")]
            pub(crate) static $rule: crate::validate::rules::Rule = crate::validate::rules::Rule {
                name: {
                    const NAME: [u8; stringify!($rule).len()] = crate::validate::rules::with_dashes(stringify!($rule));
                    match std::str::from_utf8(&NAME) {
                        Ok(name) => name,
                        Err(_) => panic!("the name of a file is UTF-8"),
                    }
                },
                group: crate::validate::rules::Group::$group,
                summary: $rule::RULE.summary,
                severity: $rule::RULE.severity,
                page: include_str!(concat!(stringify!($rule), ".md")),
                check: $rule::RULE.check,
            };
        )*
        /// The rules of this group, in the order of the list of rules.
        pub(crate) const RULES: &[&crate::validate::rules::Rule] = &[$(&$rule),*];
    };
}
pub(crate) use rules;

/// Returns `name` with a dash for each underscore.
pub(crate) const fn with_dashes<const N: usize>(name: &str) -> [u8; N] {
    let mut dashed = [0; N];
    let mut at = 0;
    while at < N {
        dashed[at] = if name.as_bytes()[at] == b'_' { b'-' } else { name.as_bytes()[at] };
        at += 1;
    }
    dashed
}

pub(crate) mod consent;
pub(crate) mod crisis;
pub(crate) mod health;
pub(crate) mod legal;
pub(crate) mod needs;
pub(crate) mod people;
pub(crate) mod reviews;
pub(crate) mod words;

/// The rules of each group, in the order of the list of rules.
const BY_GROUP: &[&[&Rule]] = &[
    people::RULES,
    crisis::RULES,
    reviews::RULES,
    needs::RULES,
    consent::RULES,
    legal::RULES,
    health::RULES,
    words::RULES,
];

/// Every rule, in the order of the list of rules.
pub static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| BY_GROUP.concat());

/// Returns the rule with this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}
