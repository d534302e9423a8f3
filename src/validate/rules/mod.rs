//! The rules of care: one file a rule, with its page beside it.

use std::sync::LazyLock;

use crate::parse::{Diagnostic, FixedRule, Severity};
use crate::plan::{Level, Settings};
use crate::validate::{ColleagueList, Context, Findings, Fingerprint, OwnWords, RuleSelection, RunScope};

/// A rule of care.
#[derive(Debug)]
pub struct Rule {
    /// Its name, which says the fault.
    pub name: &'static str,
    /// What it is about.
    pub group: Group,
    /// What it finds, as a short clause.
    pub summary: &'static str,
    /// How much its findings matter, unless a service sets otherwise. What depends on the day is never an error: a
    /// check must not turn red because a night has passed.
    pub severity: Severity,
    /// Why it matters, a wrong example and a right one, which are its tests.
    pub page: &'static str,
    /// What it looks at.
    pub scope: Scope,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
pub enum Scope {
    /// One plan, while it is being written or in force.
    Plan(fn(&Context<'_>, &mut Findings<'_>)),
    /// One plan, also one that has ended.
    Always(fn(&Context<'_>, &mut Findings<'_>)),
    /// A list of colleagues with those above it, and a plan's own entries beside them.
    Colleagues {
        /// What is looked for in a list.
        list: fn(&ColleagueList<'_>, &mut Findings<'_>),
        /// What is looked for in a plan, while it is being written or in force.
        plan: fn(&Context<'_>, &mut Findings<'_>),
    },
    /// What plans have in common: each leaves marks to be compared with those of the plans before it.
    Folder(fn(&Context<'_>, &mut Vec<Fingerprint>)),
    /// Wording that plans have in common: each leaves what ought to be the person's own words, to be compared with
    /// those of the plans before it.
    OwnWords(fn(&Context<'_>) -> OwnWords),
    /// Colleagues whom nobody names, told when all plans are known.
    Names,
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

    /// Its name in lists.
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

    /// Its name as it is typed.
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

/// Lists the rules of a group: each word is a file of its folder.
macro_rules! rules {
    ($($rule:ident)*) => {
        $(pub(crate) mod $rule;)*
        /// The rules of this group, in the order of the list of rules.
        pub(crate) const RULES: &[&crate::validate::rules::Rule] = &[$(&$rule::RULE),*];
    };
}
pub(crate) use rules;

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

/// The rule with this name.
pub fn named(name: &str) -> Option<&'static Rule> {
    ALL.iter().copied().find(|rule| rule.name == name)
}

/// Runs every rule over a plan, as its state and the service's settings say: in a draft a care rule only remarks, in
/// an ended plan most are silent.
pub(crate) fn check(context: &Context<'_>, reach: RunScope, list: &mut Vec<Diagnostic>) {
    for rule in ALL.iter() {
        let check = match rule.scope {
            Scope::Plan(check) | Scope::Always(check) | Scope::Colleagues { plan: check, .. } => check,
            Scope::Folder(_) | Scope::OwnWords(_) | Scope::Names => continue,
        };
        if let Some(severity) = severity(rule, context, reach) {
            check(context, &mut Findings { rule: rule.name, severity, source: &context.file.source, list });
        }
    }
}

/// Runs the rules about colleagues over a list of them.
pub(crate) fn check_list(
    colleagues: &ColleagueList<'_>,
    settings: &Settings,
    chosen: &RuleSelection,
    list: &mut Vec<Diagnostic>,
) {
    let source = &colleagues.file.read.source;
    for rule in ALL.iter() {
        let Scope::Colleagues { list: check, .. } = rule.scope else { continue };
        if let Some(severity) = set(rule, settings, chosen) {
            check(colleagues, &mut Findings { rule: rule.name, severity, source, list });
        }
    }
}

/// How much a rule's findings in a plan matter. None: the rule does not look at it, because the service or this run
/// left it out, because the plan has ended, or because only single files are looked at. Whoever wants to know whether
/// a rule runs asks here.
pub(crate) fn severity(rule: &Rule, context: &Context<'_>, reach: RunScope) -> Option<Severity> {
    let looks = match rule.scope {
        Scope::Plan(_) | Scope::Colleagues { .. } => !context.plan.is_ended(),
        Scope::Folder(_) | Scope::OwnWords(_) => reach == RunScope::Folder,
        Scope::Always(_) | Scope::Names => true,
    };
    let severity = set(rule, context.settings(), context.chosen()).filter(|_| looks)?;
    Some(if context.plan.is_draft() { Severity::Info } else { severity })
}

/// How much the findings of a rule matter to a service in this run. None: the service set it off, or this run is asked
/// for others.
pub(crate) fn set(rule: &Rule, settings: &Settings, chosen: &RuleSelection) -> Option<Severity> {
    if !chosen.runs(rule) {
        return None;
    }
    match settings.rules.value().and_then(|rules| rules.get(rule.name)) {
        // Whoever asks for a rule by its name wants to see what it finds.
        Some(Level::Off) if chosen.names(rule) => Some(rule.severity),
        Some(Level::Off) => None,
        Some(Level::Info) => Some(Severity::Info),
        Some(Level::Warning) => Some(Severity::Warning),
        Some(Level::Error) => Some(Severity::Error),
        None => Some(rule.severity),
    }
}

/// What a plan leaves to be compared with the plans before it.
pub(crate) fn mark(context: &Context<'_>, marks: &mut Vec<Fingerprint>) {
    if let Some(id) = context.plan.id.known() {
        marks.push(Fingerprint {
            rule: FixedRule::DuplicateId.into(),
            severity: Severity::Error,
            what: Fingerprint::number(&id.value),
            place: id.span.clone(),
            message: "another plan has this id",
            help: "give one of the two an id of its own, and its file the same name",
        });
    }
    for rule in ALL.iter() {
        let Scope::Folder(leave) = rule.scope else { continue };
        if let Some(severity) = severity(rule, context, RunScope::Folder) {
            let before = marks.len();
            leave(context, marks);
            for mark in &mut marks[before..] {
                mark.severity = severity;
            }
        }
    }
}
