//! What one file contributes to the list.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use crate::due::coordinator::{CareCoordinator, Coordinator, CoordinatorSource, own_fault};
use crate::due::due_item::DueItem;
use crate::due::kind::DueKind;
use crate::due::query::{GroupBy, Query, SOON, Within};
use crate::due::reason::unglued;
use crate::due::review::State;
use crate::due::row::{DueRow, ListStatus, PlanSummary, RowDetails};
use crate::due::unreadable_input::UnreadableInput;
use crate::due::{kinds, warnings};
use crate::parse::{Diagnostic, Field, Handle};
use crate::workspace::{FileKind, FileRead, FoundFile, PeopleFile, PlanFile, ReadState, Teams};

/// What one file contributes to the list.
#[derive(Default)]
pub(crate) struct FileResult {
    pub(crate) plan: Option<Arc<PlanSummary>>,
    pub(crate) has_ended: bool,
    pub(crate) is_selected: bool,
    /// Every item of the plan, listed or not.
    pub(crate) rows: Vec<DueRow>,
    pub(crate) warnings: Vec<String>,
    /// Whether something could not be read, so that a row may be missing.
    pub(crate) incomplete: bool,
}

impl FileResult {
    pub(crate) fn for_file(found: &FoundFile, teams: &Teams, query: &Query) -> Self {
        match &found.kind {
            FileKind::Plan => plan(&PlanFile::read(found, query.as_at), teams.team(found), query),
            FileKind::Settings(file) => settings(&file.read),
            FileKind::People(file) => people(file, query),
            FileKind::Unreadable(fault) => unopened(found, fault, teams),
        }
    }
}

fn settings(read: &FileRead) -> FileResult {
    // Any fault may hide a setting that makes something due.
    let incomplete = !read.was_read || !read.faults.is_empty();
    let warnings = read.faults.iter().map(warnings::line_of_settings).collect();
    FileResult { warnings, incomplete, ..FileResult::default() }
}

/// A list of colleagues. An entry that could not be read may hide whose plans, copies or checks are due.
fn people(file: &PeopleFile, query: &Query) -> FileResult {
    let has_gaps = !file.read.is_complete
        || file.people.unread.is_some()
        || file.people.iter().any(|(_, someone)| someone.name.is_faulty() || someone.email.is_faulty());
    let incomplete =
        !file.read.was_read || (has_gaps && (asks_for_coordinators(query) || !query.is_of_reviews()));
    let warnings = file.read.faults.iter().map(warnings::line).collect();
    FileResult { warnings, incomplete, ..FileResult::default() }
}

fn asks_for_coordinators(query: &Query) -> bool {
    !query.coordinators.is_empty() || query.by == Some(GroupBy::Coordinator)
}

/// A file that was found by its name and could not be opened.
fn unopened(found: &FoundFile, fault: &Diagnostic, teams: &Teams) -> FileResult {
    let mut result =
        FileResult { warnings: vec![warnings::line(fault)], incomplete: true, ..FileResult::default() };
    if !Path::new(&found.path).extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml")) {
        return result;
    }
    let stem = found.path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    let plan = Arc::new(PlanSummary {
        id: stem.unwrap_or_else(|| found.display_path.clone()),
        file: found.display_path.clone(),
        name: None,
        coordinator_name: None,
        coordinator: Coordinator::Unreadable,
        team: teams.team(found).to_owned(),
        is_colleague: false,
    });
    result.rows.push(DueRow {
        plan: Arc::clone(&plan),
        kind: None,
        status: ListStatus::Unreadable,
        item: DueItem::unreadable(UnreadableInput::whole_plan(), &(0..0)),
        details: RowDetails { why: unglued(&fault.message.to_string()), ..RowDetails::default() },
    });
    FileResult { plan: Some(plan), is_selected: true, ..result }
}

fn plan(file: &PlanFile, team: &str, query: &Query) -> FileResult {
    let coordinator = Coordinator::for_plan(file, query.as_at);
    // A file that could not be read as a whole may name another coordinator in the part that is missing.
    let is_selected = query.coordinators.is_empty()
        || file.state != ReadState::Complete
        || query.coordinators.iter().any(|filter| filter.may_select(&coordinator));
    let plan = Arc::new(PlanSummary {
        id: file.id().to_owned(),
        file: file.source.path().to_owned(),
        name: file.plan.name().map(str::to_owned),
        coordinator_name: coordinator_name(file),
        coordinator,
        team: team.to_owned(),
        is_colleague: false,
    });
    let mut result = FileResult { is_selected, ..FileResult::default() };
    let review = kinds::review::KIND.due_items(file, query.as_at).items.pop();
    result.has_ended = review.is_none();
    if is_selected {
        if let Some(review) = review {
            warn_of_coordinator(file, &plan, query, &mut result);
            for (kind, item) in due_items(file, review, query) {
                result.evaluate(file, &plan, kind, item, query);
            }
        }
        let misplaced = warnings::lines_of_misplaced_keys(file);
        result.incomplete |= !misplaced.is_empty();
        result.warnings.extend(misplaced);
    }
    let mut seen = HashSet::new();
    result.warnings.retain(|line| seen.insert(line.clone()));
    result.plan = Some(plan);
    result
}

/// Returns the coordinator's name in the plan, or else the handle.
fn coordinator_name(file: &PlanFile) -> Option<String> {
    let handle = &file.plan.care_coordinator.value()?.0;
    let name = file.people().find(handle).and_then(|entry| entry.first(|someone| &someone.name));
    Some(name.unwrap_or(handle).to_owned())
}

/// Warns if it is not known who the care coordinator is. The list of one coordinator is then incomplete.
fn warn_of_coordinator(file: &PlanFile, plan: &PlanSummary, query: &Query, result: &mut FileResult) {
    let own = |handle: &Handle| file.plan.people.value()?.get(&handle.0);
    let (key, span) = match (&file.plan.care_coordinator, &plan.coordinator) {
        (Field::Faulty(span), _) => ("care_coordinator", span),
        (
            Field::Known(handle),
            Coordinator::Known(CareCoordinator { source: CoordinatorSource::Undefined, .. }),
        ) => ("care_coordinator", &handle.span),
        (Field::Known(handle), Coordinator::Unreadable) => match own(&handle.value).and_then(own_fault) {
            Some(fault) => fault,
            None => return,
        },
        _ => return,
    };
    let asks = asks_for_coordinators(query);
    if asks || plan.coordinator == Coordinator::Unreadable {
        result.warnings.extend(warnings::lines(file, &[UnreadableInput::in_plan(key, span)]));
    }
    result.incomplete |= asks;
}

/// Returns the items of the kinds in the query; if the files could not be read as a whole, the review alone.
fn due_items(file: &PlanFile, review: DueItem, query: &Query) -> Vec<(Option<&'static DueKind>, DueItem)> {
    let settings = file.context.settings.as_deref();
    if file.state != ReadState::Complete || settings.is_some_and(|settings| !settings.read.is_complete) {
        return vec![(None, review)];
    }
    let of_kind = |kind: &'static DueKind| {
        let items = if kind == &kinds::review::KIND {
            vec![review.clone()]
        } else {
            kind.due_items(file, query.as_at).items
        };
        items.into_iter().filter(|item| item.interval_off.is_none()).map(move |item| (Some(kind), item))
    };
    query.kinds.iter().flat_map(|kind| of_kind(kind)).collect()
}

impl FileResult {
    /// Adds the row of an item, and warnings about what could not be read.
    fn evaluate(
        &mut self,
        file: &PlanFile,
        plan: &Arc<PlanSummary>,
        kind: Option<&'static DueKind>,
        item: DueItem,
        query: &Query,
    ) {
        self.warnings.extend(warnings::lines(file, item.unreadable_inputs()));
        let reviews = file.context.settings().and_then(|settings| settings.reviews.value());
        let soon = reviews.map(|reviews| &reviews.soon);
        let length = soon.and_then(Field::value).copied().unwrap_or(SOON);
        let status = query.status(&item, length);
        // With an unreadable `soon` the item might have been listed.
        self.incomplete |= query.within == Some(Within::Soon)
            && item.state == State::InTime
            && status == ListStatus::InTime
            && soon.is_some_and(Field::is_faulty);
        let details =
            if status.is_listed() { RowDetails::for_item(file, &item) } else { RowDetails::default() };
        let plan =
            if item.colleague_entry.is_some() { colleague(file, plan, &item) } else { Arc::clone(plan) };
        self.rows.push(DueRow { plan, kind, status, item, details });
    }
}

/// Returns the summary of a colleague, who is listed once for all plans.
fn colleague(file: &PlanFile, plan: &PlanSummary, item: &DueItem) -> Arc<PlanSummary> {
    let handle = item.who.clone().unwrap_or_default();
    let name = file.people().find(&handle).and_then(|entry| entry.first(|someone| &someone.name).cloned());
    Arc::new(PlanSummary {
        id: handle,
        file: item.colleague_entry.as_ref().map(|(source, _)| source.path().to_owned()).unwrap_or_default(),
        name,
        coordinator_name: None,
        coordinator: Coordinator::Missing,
        team: plan.team.clone(),
        is_colleague: true,
    })
}
