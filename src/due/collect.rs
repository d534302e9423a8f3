//! What came of one file: how each thing stands that its plan makes due, and what of it could not be read.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::due::coordinator::{CareCoordinator, Coordinator, CoordinatorSource, own_fault};
use crate::due::counts::ListStatus;
use crate::due::due_item::DueItem;
use crate::due::kind::DueKind;
use crate::due::query::{GroupBy, Query, SOON, Within};
use crate::due::reason::unglued;
use crate::due::review::State;
use crate::due::row::{DueRow, OfPlan, RowState};
use crate::due::unreadable_input::UnreadableInput;
use crate::due::{kinds, warnings};
use crate::parse::{Diagnostic, Field, Handle, Source};
use crate::workspace::{FileKind, FileRead, FoundFile, PeopleFile, PlanFile, ReadState, Teams};

/// Where something stands that is in a list of colleagues, and not in a plan: file, place, and kind.
pub(crate) type Shared = (String, usize, &'static str);

/// What came of one file.
#[derive(Default)]
pub(crate) struct FileResult {
    pub(crate) plan: Option<PlanResult>,
    pub(crate) told: Vec<String>,
    pub(crate) incomplete: bool,
}

/// What came of one plan.
pub(crate) struct PlanResult {
    pub(crate) of: Arc<OfPlan>,
    pub(crate) has_ended: bool,
    /// Whether it is one of those whose plans were asked for.
    pub(crate) is_meant: bool,
    pub(crate) due: Vec<Due>,
}

/// Something that a plan makes due, and its row if it is listed.
pub(crate) struct Due {
    pub(crate) day: Option<NaiveDate>,
    pub(crate) stands: ListStatus,
    pub(crate) row: Option<DueRow>,
    /// Where it stands, if that is a list of colleagues.
    pub(crate) shared: Option<Shared>,
    /// Whose it is, if it is not the plan's.
    pub(crate) of: Option<Arc<OfPlan>>,
}

impl Due {
    /// Whether it stands worse than another one about the same: listed rather than not, and then by its day.
    pub(crate) fn is_worse(&self, other: &Due) -> bool {
        let rank = |due: &Due| match due.stands {
            ListStatus::Listed(state) => (0, Some(state), due.day),
            ListStatus::LeftOut => (1, None, due.day),
            ListStatus::InTime => (2, None, due.day),
        };
        rank(self) < rank(other)
    }
}

pub(crate) fn one(found: &FoundFile, teams: &Teams, asked: &Query) -> FileResult {
    match &found.kind {
        FileKind::Plan => plan(&PlanFile::read(found, asked.as_at), teams.team(found), asked),
        FileKind::Settings(file) => settings(&file.read),
        FileKind::People(file) => people(file, asked),
        FileKind::Unreadable(fault) => {
            let plan = looks_like_a_plan(&found.path).then(|| without_file(found, fault, teams));
            FileResult { plan, told: vec![warnings::line(fault)], incomplete: true }
        }
    }
}

fn beside(read: &FileRead, line: fn(&Diagnostic) -> String) -> FileResult {
    FileResult { plan: None, told: read.faults.iter().map(line).collect(), incomplete: !read.had }
}

/// A `cpa.toml`. What of it could not be read may be what makes something due.
fn settings(read: &FileRead) -> FileResult {
    let one = beside(read, warnings::line_of_settings);
    FileResult { incomplete: one.incomplete || !one.told.is_empty(), ..one }
}

/// A list of colleagues. Where somebody could not be read, nobody knows whose plans are missing from a list, or whose
/// copy, or check, is due.
fn people(file: &PeopleFile, asked: &Query) -> FileResult {
    let hides = !file.read.whole
        || file.people.unread.is_some()
        || file.people.iter().any(|(_, one)| one.name.is_faulty() || one.email.is_faulty());
    let asks = !asked.whose.is_empty() || asked.by == Some(GroupBy::Coordinator) || !asked.is_of_reviews();
    let FileResult { plan, told, incomplete } = beside(&file.read, warnings::line);
    FileResult { plan, told, incomplete: incomplete || (hides && asks) }
}

fn looks_like_a_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

fn plan(file: &PlanFile, team: &str, asked: &Query) -> FileResult {
    let coordinated = Coordinator::for_plan(file, asked.as_at);
    // What a file says that could not be read whole may stand there for somebody else.
    let may_be_theirs = asked.whose.is_empty() || file.state != ReadState::Whole;
    let is_meant = may_be_theirs || asked.whose.iter().any(|whose| whose.is_of(&coordinated));
    let of = Arc::new(OfPlan {
        id: file.id().to_owned(),
        file: file.source.path().to_owned(),
        name: file.plan.name().map(str::to_owned),
        care_coordinator: care_coordinator(file),
        coordinated,
        team: team.to_owned(),
        is_colleague: false,
    });
    let mut one = FileResult::default();
    let review = kinds::review::KIND.dates(file, asked.as_at).all.pop();
    let has_ended = review.is_none();
    let mut due = Vec::new();
    if let Some(review) = review.filter(|_| is_meant) {
        coordinator_is_told(file, &of, asked, &mut one);
        for (kind, dated) in due_items(file, review, asked) {
            due.push(evaluate(file, &of, kind, &dated, asked, &mut one));
        }
    }
    if is_meant {
        let misplaced_keys = warnings::lines_astray(file);
        one.incomplete |= !misplaced_keys.is_empty();
        one.told.extend(misplaced_keys);
    }
    let mut met = HashSet::new();
    one.told.retain(|line| met.insert(line.clone()));
    one.plan = Some(PlanResult { of, has_ended, is_meant, due });
    one
}

/// The name by which a plan knows its care coordinator, or else the handle.
fn care_coordinator(file: &PlanFile) -> Option<String> {
    let handle = &file.plan.care_coordinator.value()?.0;
    let name = file.people().find(handle).and_then(|entry| entry.first(|someone| &someone.name));
    Some(name.unwrap_or(handle).to_owned())
}

/// Tells of a care coordinator of whom nobody knows who it is; the list is then not sure, if it is one of theirs.
fn coordinator_is_told(file: &PlanFile, of: &OfPlan, asked: &Query, one: &mut FileResult) {
    let own = |handle: &Handle| file.plan.people.value()?.get(&handle.0);
    let (key, span) = match (&file.plan.care_coordinator, &of.coordinated) {
        (Field::Faulty(span), _) => ("care_coordinator", span),
        (
            Field::Known(handle),
            Coordinator::By(CareCoordinator { entry: CoordinatorSource::Nowhere, .. }),
        ) => ("care_coordinator", &handle.span),
        (Field::Known(handle), Coordinator::NotKnown) => match own(&handle.value).and_then(own_fault) {
            Some(fault) => fault,
            None => return,
        },
        _ => return,
    };
    let asks = !asked.whose.is_empty() || asked.by == Some(GroupBy::Coordinator);
    if asks || of.coordinated == Coordinator::NotKnown {
        one.told.extend(warnings::lines(file, &[UnreadableInput::of_plan(key, span)]));
    }
    one.incomplete |= asks;
}

/// What a plan makes due of the kinds that are asked for; of a plan of which nothing can be told, that.
fn due_items(file: &PlanFile, review: DueItem, asked: &Query) -> Vec<(Option<&'static DueKind>, DueItem)> {
    if is_untold(file) {
        return vec![(None, review)];
    }
    let is_review = |kind: &DueKind| kind == &kinds::review::KIND;
    let of = |kind: &'static DueKind| {
        if is_review(kind) { vec![review.clone()] } else { kind.dates(file, asked.as_at).all }
    };
    let on = |kind: &&'static DueKind| of(kind).into_iter().filter(|dated| dated.off.is_none());
    asked.kinds.iter().flat_map(|kind| on(kind).map(|dated| (Some(*kind), dated))).collect()
}

/// Whether nothing of what a plan makes due can be told.
fn is_untold(file: &PlanFile) -> bool {
    let settings = file.context.settings.as_deref();
    file.state != ReadState::Whole || settings.is_some_and(|settings| !settings.read.whole)
}

/// How something stands in the list, and its row if it is in it. What could not be read of it is told.
fn evaluate(
    file: &PlanFile,
    of: &Arc<OfPlan>,
    kind: Option<&'static DueKind>,
    dated: &DueItem,
    asked: &Query,
    one: &mut FileResult,
) -> Due {
    one.told.extend(warnings::lines(file, dated.not_told()));
    let reviews = file.context.settings().and_then(|settings| settings.reviews.value());
    let soon = reviews.map(|reviews| &reviews.soon);
    let length = soon.and_then(Field::value).copied().unwrap_or(SOON);
    let state = asked.stands(dated, asked.as_at, length);
    // How far "soon" reaches is then a guess, and somebody may be missing.
    one.incomplete |= asked.within == Some(Within::Soon)
        && dated.state == State::InTime
        && state.is_none()
        && soon.is_some_and(Field::is_faulty);
    let stands = match state {
        None => ListStatus::InTime,
        Some(state) if asked.lists(dated, state, asked.as_at) && asked.is_new(dated, state, length) => {
            ListStatus::Listed(state)
        }
        Some(_) => ListStatus::LeftOut,
    };
    let colleague = dated
        .beside
        .as_ref()
        .map(|(source, at)| (Arc::new(of_colleague(file, of, dated, source)), source, at));
    let row = match stands {
        ListStatus::Listed(state) => {
            let row = DueRow::of_dated(file, of, (kind, state), dated, asked.as_at);
            Some(match &colleague {
                Some((of, source, at)) => {
                    DueRow { of: Arc::clone(of), line: Some(source.place(at.start).line), ..row }
                }
                None => row,
            })
        }
        ListStatus::LeftOut | ListStatus::InTime => None,
    };
    let shared =
        colleague.as_ref().map(|(of, _, at)| (of.file.clone(), at.start, kind.map_or("", |kind| kind.name)));
    Due { day: dated.day, stands, row, shared, of: colleague.map(|(of, ..)| of) }
}

/// What is told of a colleague, who is listed for all plans.
fn of_colleague(file: &PlanFile, of: &OfPlan, dated: &DueItem, source: &Source) -> OfPlan {
    let handle = dated.who.clone().unwrap_or_default();
    let name = file.people().find(&handle).and_then(|entry| entry.first(|someone| &someone.name).cloned());
    let (file, team) = (source.path().to_owned(), of.team.clone());
    OfPlan {
        id: handle,
        file,
        name,
        care_coordinator: None,
        coordinated: Coordinator::ByNobody,
        team,
        is_colleague: true,
    }
}

/// A plan that was found by its name and could not be opened.
fn without_file(found: &FoundFile, fault: &Diagnostic, teams: &Teams) -> PlanResult {
    let id = found
        .path
        .file_stem()
        .map_or_else(|| found.shown.clone(), |stem| stem.to_string_lossy().into_owned());
    let of = || OfPlan {
        id: id.clone(),
        file: found.shown.clone(),
        name: None,
        care_coordinator: None,
        coordinated: Coordinator::NotKnown,
        team: teams.team(found).to_owned(),
        is_colleague: false,
    };
    let row = DueRow::unreadable(of(), unglued(&fault.message.to_string()));
    let due = Due {
        day: None,
        stands: ListStatus::Listed(RowState::Unreadable),
        row: Some(row),
        shared: None,
        of: None,
    };
    PlanResult { of: Arc::new(of()), has_ended: false, is_meant: true, due: vec![due] }
}
