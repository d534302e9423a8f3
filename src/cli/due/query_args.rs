//! Options of `cpa due` for the query: which dates, whose plans, and the order.

use std::path::PathBuf;

use anyhow::{Context, bail};
use chrono::NaiveDate;
use clap::builder::PossibleValuesParser;

use crate::cli::due::World;
use crate::due::{
    CoordinatorFilter, DueKind, DueList, GroupBy, Narrowing, Query, SortOrder, Within, day_before, kinds,
};
use crate::escape::sanitize;
use crate::parse::Period;
use crate::workspace::Folder;
use crate::workspace::git::user_email;

/// Options for the query.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "one flag for each option")]
pub(crate) struct QueryArgs {
    /// List other dates beside the reviews: `all`, or some of these, as in `--what copy,action`
    #[arg(long, value_name = "KIND", value_delimiter = ',', value_parser = kinds())]
    pub(crate) what: Vec<String>,
    /// Of what `--what` names, leave the reviews out
    #[arg(long, requires = "what")]
    no_reviews: bool,
    /// Also list what comes up within a time, like 6w, 3m, 10d, or by a day like 2026-12-31;
    /// without a value, what the service calls soon
    #[arg(long, value_name = "TIME", num_args = 0..=1, default_missing_value = SOON, value_parser = within)]
    within: Option<Within>,
    /// Of what is late, list only what is late by so much, like 30d or 3m
    #[arg(long, value_name = "TIME", value_parser = length, conflicts_with_all = ["within", "no_date"])]
    overdue_by: Option<Period>,
    /// List only what has no date
    #[arg(long)]
    no_date: bool,
    /// Leave out the reviews that are booked
    #[arg(long)]
    not_booked: bool,
    /// Leave out what was in the list already as at a day like 2026-11-15, or so long ago, like 7d;
    /// what has become late since is told again
    #[arg(long, value_name = "DAY")]
    new_since: Option<String>,
    /// Only the plans of this care coordinator, by handle or name
    #[arg(long, value_name = "NAME")]
    coordinator: Vec<String>,
    /// Only my plans: git's e-mail address (`user.email`) says who I am in people.toml
    #[arg(long, conflicts_with = "coordinator")]
    mine: bool,
    /// Only the plans in this folder of the folder of plans
    #[arg(long, value_name = "FOLDER")]
    pub(crate) team: Vec<PathBuf>,
    /// Count in groups, in place of the list
    #[arg(long, value_name = "GROUP")]
    pub(crate) by: Option<GroupBy>,
    /// The order of the list
    #[arg(long, value_name = "ORDER", default_value = "worst")]
    sort: SortOrder,
}

/// The value of `--within` without a value.
const SOON: &str = "soon";

fn within(text: &str) -> Result<Within, String> {
    if text == SOON {
        return Ok(Within::Soon);
    }
    Within::parse(text).ok_or_else(|| {
        format!(
            "this is no time like 6w, 3m or 10d, and no day like 2026-12-31; \
             if it is a path, write `--within=6w {text}`, or write `--within` last"
        )
    })
}

fn length(text: &str) -> Result<Period, String> {
    Period::from_text(text).ok_or_else(|| "this is no length of time like 30d, 6w or 3m".to_owned())
}

/// Returns the values of `--what`.
fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(std::iter::once("all").chain(kinds::ALL.iter().map(|kind| kind.name)))
}

impl QueryArgs {
    pub(crate) fn query(&self, folder: &Folder, world: &World<'_>) -> anyhow::Result<Query> {
        let mut coordinators: Vec<CoordinatorFilter> = self
            .coordinator
            .iter()
            .map(|typed| CoordinatorFilter::parse(typed, folder, world.today))
            .collect::<anyhow::Result<_>>()?;
        if self.mine {
            coordinators.push(CoordinatorFilter::Email(user_email(&world.git, &world.here)?));
        }
        let kinds = self.kinds();
        if kinds.is_empty() {
            bail!("`--no-reviews` leaves nothing to list: name another kind of date with `--what`");
        }
        if let Some(Within::Until(day)) =
            self.within.filter(|within| matches!(within, Within::Until(day) if *day < world.today))
        {
            bail!("`--within {day}`: this day has passed; what is late is listed without it");
        }
        let new_since = match &self.new_since {
            None => None,
            Some(typed) => Some(before_today(typed, world)?),
        };
        Ok(Query {
            as_at: world.today,
            kinds,
            within: self.within,
            only: Narrowing {
                overdue_by: self.overdue_by,
                no_date: self.no_date,
                not_booked: self.not_booked,
            },
            new_since,
            coordinators,
            by: self.by,
            sort: self.sort,
        })
    }

    /// Returns the kinds to list: reviews unless `--no-reviews`, and those of `--what`.
    fn kinds(&self) -> Vec<&'static DueKind> {
        let review = &kinds::review::KIND;
        let is_listed = |kind: &DueKind| if kind == review { !self.no_reviews } else { self.selects(kind) };
        kinds::ALL.iter().copied().filter(|kind| is_listed(kind)).collect()
    }

    /// Returns the kinds to explain: those of `--what`, or else all.
    pub(crate) fn explained_kinds(&self) -> Vec<&'static DueKind> {
        kinds::ALL.iter().copied().filter(|kind| self.what.is_empty() || self.selects(kind)).collect()
    }

    fn selects(&self, kind: &DueKind) -> bool {
        self.what.iter().any(|what| what == "all" || what == kind.name)
    }
}

/// Returns the coordinators of the query that are in no list of colleagues.
pub(crate) fn not_colleagues<'a>(query: &'a Query, folder: &Folder) -> Vec<&'a CoordinatorFilter> {
    query.coordinators.iter().filter(|filter| !filter.is_colleague(folder, query.as_at)).collect()
}

/// # Errors
/// A name that neither a list of colleagues nor a plan has: an empty list would be wrong.
pub(crate) fn check_coordinators(
    not_colleagues: &[&CoordinatorFilter],
    list: &DueList,
) -> anyhow::Result<()> {
    for filter in not_colleagues {
        if !list.coordinators.iter().any(|coordinator| filter.is(coordinator)) {
            bail!("{}", sanitize(&filter.no_match(list.coordinators.iter())));
        }
    }
    Ok(())
}

/// Parses the value of `--new-since`.
fn before_today(typed: &str, world: &World<'_>) -> anyhow::Result<NaiveDate> {
    let day = day_before(typed, world.today).with_context(|| {
        format!(
            "`--new-since {}`: this is no day like 2026-11-15, and no time of days or more like 7d",
            sanitize(typed)
        )
    })?;
    if day > world.today {
        bail!("`--new-since {}`: this day lies in the future of {}", sanitize(typed), world.today);
    }
    Ok(day)
}
