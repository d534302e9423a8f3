//! The people who are invited to a review or were present.

use anyhow::{Result, bail};
use chrono::NaiveDate;

use crate::access::gp_handle;
use crate::parse::{Handle, OpenMap, day_in_words, suggest};
use crate::workspace::PlanFile;

/// Checks that each handle is defined.
///
/// # Errors
/// Fails for the first unknown handle, with a suggestion.
pub fn check_known(file: &PlanFile, handles: &[String]) -> Result<()> {
    let people = file.people();
    if handles.iter().any(String::is_empty) {
        bail!("a handle is missing: write them with commas between them, as in `person,jo`");
    }
    let is_known = |handle: &str| handle == Handle::PERSON || people.find(handle).is_some();
    let Some(handle) = handles.iter().find(|handle| !is_known(handle)) else { return Ok(()) };
    let known = people.handles().chain([Handle::PERSON]);
    let meant = gp_handle(&file.plan).filter(|_| handle == "gp").or_else(|| people.handle_of(handle));
    match meant.or_else(|| suggest(handle, known)) {
        Some(meant) => bail!("nobody has the handle `{handle}`: did you mean `{meant}`?"),
        None if !file.context.people_are_known() => {
            bail!("nobody has the handle `{handle}`, or only in a `people.toml` that could not be read whole")
        }
        None => bail!(
            "nobody has the handle `{handle}`: handles stand behind `people.` in the plan, and in `people.toml`"
        ),
    }
}

/// Checks that people can be invited to a review on a day.
///
/// # Errors
/// Fails if a handle is unknown, the person refused to have one of them invited, or one has left by then.
pub fn check_invitable(file: &PlanFile, handles: &[String], on: NaiveDate) -> Result<()> {
    check_known(file, handles)?;
    for handle in handles {
        if let Some(day) = last_day(file, handle).filter(|day| *day < on) {
            bail!("the last day of `{handle}` is {}: leave `{handle}` out", day_in_words(day));
        }
    }
    match handles.iter().find(|handle| consent_to_invite(file, handle) == Some(false)) {
        Some(handle) => bail!("the person said no to inviting `{handle}`: leave `{handle}` out"),
        None => Ok(()),
    }
}

/// Returns whom to expect at a review on a day: the person, the care coordinator, the GP, and everyone whom the person
/// agreed to have invited. Leaves out people who have left by then.
pub fn expected_attendees(file: &PlanFile, on: NaiveDate) -> Vec<String> {
    let plan = &file.plan;
    let coordinator = plan.care_coordinator.value().map(|handle| handle.0.as_str());
    let own = plan.people.value().into_iter().flat_map(OpenMap::keys);
    let agreed = own.filter(|handle| consent_to_invite(file, handle) == Some(true));
    let mut expected: Vec<String> = Vec::new();
    for handle in [Some(Handle::PERSON), coordinator, gp_handle(plan)].into_iter().flatten().chain(agreed) {
        let is_there = last_day(file, handle).is_none_or(|day| day >= on);
        let is_refused = consent_to_invite(file, handle) == Some(false);
        if is_there && !is_refused && !expected.iter().any(|known| known == handle) {
            expected.push(handle.to_owned());
        }
    }
    expected
}

/// Returns each relative among these handles for whom the plan says nothing about inviting them, with the relationship.
pub(crate) fn without_consent<'f>(file: &'f PlanFile, handles: &'f [String]) -> Vec<(&'f str, &'f str)> {
    let family = handles.iter().filter_map(|handle| {
        let entry = file.people().find(handle)?;
        Some((handle.as_str(), entry.first(|someone| &someone.relationship)?.as_str()))
    });
    family.filter(|(handle, _)| consent_to_invite(file, handle).is_none()).collect()
}

/// Returns the handles without duplicates, in their order.
pub(crate) fn without_duplicates(handles: &[String]) -> Vec<String> {
    let mut unique: Vec<String> = Vec::new();
    for handle in handles {
        if !unique.contains(handle) {
            unique.push(handle.clone());
        }
    }
    unique
}

fn last_day(file: &PlanFile, handle: &str) -> Option<NaiveDate> {
    file.people().find(handle)?.first(|someone| &someone.until).copied()
}

fn consent_to_invite(file: &PlanFile, handle: &str) -> Option<bool> {
    file.people().find(handle)?.first(|someone| &someone.consent)?.invite.value().copied()
}
