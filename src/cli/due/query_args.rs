//! The options that say which dates are listed, of whom, and in which order.

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

/// Which dates are listed, of whom, and in which order.
#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option as it is typed")]
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

/// What stands for `--within` without a value.
const SOON: &str = "soon";

fn within(text: &str) -> Result<Within, String> {
    if text == SOON {
        return Ok(Within::Soon);
    }
    Within::from_text(text).ok_or_else(|| {
        format!(
            "this is no time like 6w, 3m or 10d, and no day like 2026-12-31; \
             if it is a path, write `--within=6w {text}`, or write `--within` last"
        )
    })
}

fn length(text: &str) -> Result<Period, String> {
    Period::from_text(text).ok_or_else(|| "this is no length of time like 30d, 6w or 3m".to_owned())
}

/// What can stand behind `--what`.
fn kinds() -> PossibleValuesParser {
    PossibleValuesParser::new(std::iter::once("all").chain(kinds::ALL.iter().map(|kind| kind.name)))
}

impl QueryArgs {
    pub(crate) fn asked(&self, folder: &Folder, world: &World<'_>) -> anyhow::Result<Query> {
        let mut whose: Vec<CoordinatorFilter> = self
            .coordinator
            .iter()
            .map(|typed| CoordinatorFilter::parse(typed, folder, world.today))
            .collect::<anyhow::Result<_>>()?;
        if self.mine {
            whose.push(CoordinatorFilter::Mail(user_email(&world.git, &world.here)?));
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
            whose,
            by: self.by,
            sort: self.sort,
        })
    }

    /// The kinds of dates that are listed: reviews, and what is asked for beside them.
    fn kinds(&self) -> Vec<&'static DueKind> {
        let review = &kinds::review::KIND;
        let is_listed =
            |kind: &DueKind| (kind == review && !self.no_reviews) || (kind != review && self.names(kind));
        kinds::ALL.iter().copied().filter(|kind| is_listed(kind)).collect()
    }

    /// The kinds of dates that are told of one plan: all, unless some are asked for.
    pub(crate) fn told(&self) -> Vec<&'static DueKind> {
        kinds::ALL.iter().copied().filter(|kind| self.what.is_empty() || self.names(kind)).collect()
    }

    fn names(&self, kind: &DueKind) -> bool {
        self.what.iter().any(|what| what == "all" || what == kind.name)
    }
}

/// Who of those that were asked for stands in no list of colleagues.
pub(crate) fn not_listed<'a>(asked: &'a Query, folder: &Folder) -> Vec<&'a CoordinatorFilter> {
    asked.whose.iter().filter(|whose| !whose.is_known(folder, asked.as_at)).collect()
}

/// An empty list is an answer only if whoever was asked for is somebody.
pub(crate) fn everybody_is_known(not_listed: &[&CoordinatorFilter], list: &DueList) -> anyhow::Result<()> {
    for whose in not_listed {
        if !list.coordinators.iter().any(|coordinator| whose.is(coordinator)) {
            bail!("{}", sanitize(&whose.nobody(list.coordinators.iter())));
        }
    }
    Ok(())
}

/// A day that lies before today, as it is typed.
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
