//! What is wrong: the faults of reading and of care in a folder of plans, in the order of the files.

pub mod explain;
pub mod output;
pub mod parse_rules;
pub mod rule_list;
pub mod rules;
mod run;
mod seen_values;
mod select;
mod suppress;
mod text;
mod unused_handles;

use std::cell::OnceCell;
use std::sync::{Arc, LazyLock};

use chrono::NaiveDate;

pub use run::{Totals, judge, validate};
pub use seen_values::Fingerprint;
pub use select::RuleSelection;

use rules::Rule;
use text::Passage;

use crate::due::{DueItem, DueKind};
use crate::parse::{Diagnostic, Field, Message, RuleId, Severity, Source, Span, Texts};
use crate::plan::{Plan, Settings, Terms};
use crate::workspace::{FolderContext, People, PeopleFile, PersonEntry, PlanFile};

/// What a run is asked for.
#[derive(Debug, Clone)]
pub struct RunOptions {
    /// The day as at which it looks.
    pub as_at: NaiveDate,
    /// The rules of care that run.
    pub chosen: RuleSelection,
}

impl RunOptions {
    /// These rules, as at a day.
    pub fn new(as_at: NaiveDate, chosen: RuleSelection) -> Self {
        RunOptions { as_at, chosen }
    }

    /// Everything, as at a day.
    pub fn all(as_at: NaiveDate) -> Self {
        RunOptions::new(as_at, RuleSelection::default())
    }
}

/// What a rule may look at.
#[derive(Debug)]
pub struct Context<'a> {
    /// The plan with the file that it came from.
    pub file: &'a PlanFile,
    /// The plan.
    pub plan: &'a Plan,
    /// The day.
    pub as_at: NaiveDate,
    settings: &'a Settings,
    texts: OnceCell<Texts<'a>>,
    asked: &'a RunOptions,
    passages: OnceCell<Vec<Passage<'a>>>,
}

/// What holds where there is no `cpa.toml`.
static NOTHING_SET: LazyLock<Settings> = LazyLock::new(Settings::default);

/// The settings that hold beside a shelf; where there is no `cpa.toml`, nothing.
fn settings_of(context: &FolderContext) -> &Settings {
    context.settings().unwrap_or(&NOTHING_SET)
}

/// Which plans are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RunScope {
    /// Single files: what plans have in common is not known.
    SingleFiles,
    /// A folder with everything in it.
    Folder,
}

/// A list of colleagues that a rule may look at.
#[derive(Debug)]
pub struct ColleagueList<'a> {
    /// The list.
    pub file: &'a PeopleFile,
    /// Those of the folders above, the nearest first: their entries hold beside its own.
    pub above: &'a [Arc<PeopleFile>],
}

impl<'a> Context<'a> {
    /// What there is to look at in a file.
    pub fn new(file: &'a PlanFile, asked: &'a RunOptions) -> Self {
        Context {
            file,
            plan: &file.plan,
            as_at: asked.as_at,
            settings: settings_of(&file.context),
            texts: OnceCell::new(),
            passages: OnceCell::new(),
            asked,
        }
    }

    /// What the service set; where there is no `cpa.toml`, nothing.
    pub fn settings(&self) -> &'a Settings {
        self.settings
    }

    /// Which rules run.
    fn selection(&self) -> &'a RuleSelection {
        &self.asked.chosen
    }

    /// Everybody whom the plan can name.
    pub fn people(&self) -> People<'a> {
        self.file.people()
    }

    /// Who a handle is. None if nobody has it, which has been told.
    pub fn who(&self, handle: &str) -> Option<PersonEntry<'a>> {
        self.people().find(handle)
    }

    /// What the plan makes due of a kind: there, and only there, it is known by which day.
    pub fn dates(&self, kind: &DueKind) -> Vec<DueItem> {
        kind.due_items(self.file, self.as_at).items
    }

    /// Every text of the plan.
    pub fn texts(&self) -> &Texts<'a> {
        self.texts.get_or_init(|| Texts::new(self.plan))
    }

    /// What the scheme sets: its words, its required parts, its limits.
    pub fn terms(&self) -> &'static Terms {
        self.settings.terms()
    }

    /// What the person is called who brings the plan together.
    pub fn coordinator(&self) -> &'static str {
        self.terms().coordinator
    }

    /// Whether somebody is known and has no phone. Of whom nobody has the handle, that has been told.
    pub fn has_no_phone(&self, handle: &str) -> bool {
        let without =
            |entry: PersonEntry<'_>| entry.phones().is_empty() && !entry.is_faulty(|one| &one.phones);
        self.who(handle).is_some_and(without)
    }

    /// How the entry of a handle begins, as it is typed, with its file where that is not the plan.
    pub fn entry_in_words(&self, handle: &str) -> String {
        let is_bare = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if !handle.chars().all(is_bare) {
            // A name where a handle should be is not repeated: messages go far.
            "their entry".to_owned()
        } else if self.people().has_own_entry(handle) {
            format!("`[people.{handle}]`")
        } else {
            format!("`[{handle}]` in people.toml")
        }
    }

    /// Where a key is added to the table that stands at `place`, in words that follow "add … ".
    pub fn into_table(&self, place: &Span) -> &'static str {
        let in_braces = self.file.source.at(place).starts_with('{');
        if in_braces { "inside the braces" } else { "below this header" }
    }

    /// Returns where to add a key to a table that `lacks` it: the table, or the top of a plan without the table. `None`
    /// if nothing is missing or the table cannot be read.
    pub fn lacks<T>(&self, table: &Field<T>, lacks: impl Fn(&T) -> bool) -> Option<Span> {
        match table {
            Field::Absent => Some(self.top()),
            Field::Known(known) if lacks(&known.value) => Some(known.span.clone()),
            Field::Known(_) | Field::Faulty(_) => None,
        }
    }

    /// Where a finding about the plan as a whole is shown: at its id.
    pub fn top(&self) -> Span {
        self.plan.id.span().cloned().unwrap_or(0..0)
    }
}

/// What one rule found in one plan. A rule cannot report under another's name.
#[derive(Debug)]
pub struct Findings<'a> {
    rule: &'a Rule,
    severity: Severity,
    source: &'a Arc<Source>,
    list: &'a mut Vec<Diagnostic>,
}

impl Findings<'_> {
    /// Adds a finding at `span`, to which a label and help can be added.
    pub fn at(&mut self, span: &Span, message: impl Into<Message>) -> Finding<'_> {
        let mut diagnostic = Diagnostic::error(RuleId::Care(self.rule.name), self.source, span, message);
        diagnostic.severity = self.severity;
        self.list.push(diagnostic);
        Finding { diagnostic: self.list.last_mut().expect("one was pushed") }
    }
}

/// A finding that was just added.
#[derive(Debug)]
pub struct Finding<'a> {
    diagnostic: &'a mut Diagnostic,
}

impl Finding<'_> {
    /// Marks one more place in the same file, with a few words.
    #[must_use = "a finding without help leaves its reader alone"]
    pub fn also(self, span: &Span, label: impl Into<Message>) -> Self {
        let span = self.diagnostic.source.clamp(span);
        self.diagnostic.also.push((span, label.into()));
        self
    }

    /// Puts a few words on the marked text.
    #[must_use = "a finding without help leaves its reader alone"]
    pub fn label(self, label: impl Into<Message>) -> Self {
        self.diagnostic.label = Some(label.into());
        self
    }

    /// Says what to do, beginning with a verb, with the line to write.
    pub fn help(self, help: impl Into<Message>) {
        self.diagnostic.help = Some(help.into());
    }
}
