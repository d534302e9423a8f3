//! The handles that are written: of whom everybody knows who they are.

use anyhow::bail;
use chrono::NaiveDate;

use crate::access::gp_handle;
use crate::parse::{Handle, day_in_words, suggest};
use crate::plan::Consent;
use crate::workspace::PlanFile;

/// Takes only handles that somebody has.
///
/// # Errors
/// Nobody has one of them: the message holds the one that may have been meant.
pub fn are_known(file: &PlanFile, handles: &[String]) -> anyhow::Result<()> {
    let people = file.people();
    if handles.iter().any(String::is_empty) {
        bail!("a handle is missing: write them with commas between them, as in `person,jo`");
    }
    for handle in handles.iter().filter(|handle| *handle != Handle::PERSON) {
        if people.find(handle).is_some() {
            continue;
        }
        let gp = gp_handle(&file.plan).filter(|_| handle == "gp");
        let known = || people.handles().chain([Handle::PERSON]);
        let meant = gp.or_else(|| people.handle_of(handle)).or_else(|| suggest(handle, known()));
        match meant {
            Some(meant) => bail!("nobody has the handle `{handle}`: did you mean `{meant}`?"),
            None if !file.context.people_are_known() => {
                bail!(
                    "nobody has the handle `{handle}`, or only in a `people.toml` that could not be read whole"
                )
            }
            None => bail!(
                "nobody has the handle `{handle}`: handles stand behind `people.` in the plan, and in `people.toml`"
            ),
        }
    }
    Ok(())
}

/// Takes only handles of people who are still there on the day, and whom the person lets be invited to reviews.
///
/// # Errors
/// The person said no to inviting one of them, they have left by then, or nobody has the handle.
pub fn may_be_invited(file: &PlanFile, handles: &[String], on: NaiveDate) -> anyhow::Result<()> {
    are_known(file, handles)?;
    let left =
        handles.iter().find_map(|handle| Some((handle, last_day(file, handle).filter(|day| *day < on)?)));
    if let Some((handle, day)) = left {
        bail!("the last day of `{handle}` is {}: leave `{handle}` out", day_in_words(day));
    }
    let refused = |handle: &&String| invited(file, handle) == Some(false);
    match handles.iter().find(refused) {
        Some(handle) => bail!("the person said no to inviting `{handle}`: leave `{handle}` out"),
        None => Ok(()),
    }
}

/// Whom the person would expect at a review: themselves, who coordinates, the GP, and everybody to whose invitation
/// they agreed; as far as they are still there on the day.
pub fn expected(file: &PlanFile, on: NaiveDate) -> Vec<String> {
    let plan = &file.plan;
    let gp = gp_handle(plan);
    let coordinator = plan.care_coordinator.value().map(|handle| handle.0.as_str());
    let own = plan.people.value().into_iter().flat_map(crate::parse::OpenMap::keys);
    let agreed = own.filter(|handle| invited(file, handle) == Some(true));
    let all = [Some(Handle::PERSON), coordinator, gp].into_iter().flatten().chain(agreed);
    let mut expected: Vec<String> = Vec::new();
    let is_there = |handle: &&str| last_day(file, handle).is_none_or(|day| day >= on);
    for handle in all.filter(is_there).filter(|handle| invited(file, handle) != Some(false)) {
        if !expected.iter().any(|known| known == handle) {
            expected.push(handle.to_owned());
        }
    }
    expected
}

/// Family among these handles of whom nothing says whether the person lets them be invited: each with what they are.
pub(crate) fn not_asked<'f>(file: &'f PlanFile, handles: &'f [String]) -> Vec<(&'f str, &'f str)> {
    let family = handles.iter().filter_map(|handle| {
        let entry = file.people().find(handle)?;
        Some((handle.as_str(), entry.first(|someone| &someone.relationship)?.as_str()))
    });
    family.filter(|(handle, _)| invited(file, handle).is_none()).collect()
}

/// The last day of whoever has this handle, if one is written down.
fn last_day(file: &PlanFile, handle: &str) -> Option<NaiveDate> {
    file.people().find(handle)?.first(|someone| &someone.until).copied()
}

/// What the person said to inviting whoever has this handle.
fn invited(file: &PlanFile, handle: &str) -> Option<bool> {
    let consent: &Consent = file.people().find(handle)?.first(|someone| &someone.consent)?;
    consent.invite.value().copied()
}

/// Each handle once, in the order in which they were named.
pub(crate) fn once(handles: &[String]) -> Vec<String> {
    let mut once: Vec<String> = Vec::new();
    for handle in handles {
        if !once.contains(handle) {
            once.push(handle.clone());
        }
    }
    once
}
