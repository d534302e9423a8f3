//! Making sure that whoever the plan relies on can still be reached.

use std::sync::Arc;

use crate::due::dated::{Dated, Dates};
use crate::due::intervals::{CONTACT_DETAILS, off};
use crate::due::kind::{Kind, Look, never, unread};
use crate::folder::Entry;
use crate::plan::Plan;
use crate::reading::{Field, Handle, LongAgo, Source, Span, Spanned};

/// The check of somebody's contact details.
pub static KIND: Kind = Kind {
    name: "contact",
    words: "check of contact details",
    without_date: "never checked",
    rule: "Whoever a plan relies on can be reached: the coordinator, the second contact, and whom to phone in a crisis. How \
           often somebody makes sure of it, only the service can say. A colleague is listed once for all plans.",
    of,
    mend,
};

fn of(look: &Look<'_>) -> Dates {
    let mut seen: Vec<&Handle> = Vec::new();
    let mut all = Vec::new();
    for named in relied_on(look.plan) {
        if !named.value.is_person() && !seen.contains(&&named.value) {
            seen.push(&named.value);
            all.extend(of_somebody(look, named));
        }
    }
    let why = if look.is_set(&CONTACT_DETAILS) {
        "nobody whom this plan relies on has a number that can change".to_owned()
    } else {
        off(&CONTACT_DETAILS)
    };
    Dates::all_or(all, &why)
}

/// In the order in which somebody would try them.
fn relied_on(plan: &Plan) -> impl Iterator<Item = &Spanned<Handle>> {
    let first = [&plan.care_coordinator, &plan.second_contact].into_iter().filter_map(|field| field.known());
    let crisis = plan.crisis.value().into_iter();
    let lists = crisis.flat_map(|crisis| [&crisis.who_to_contact, &crisis.who_i_listen_to]);
    first.chain(lists.filter_map(|names| names.value()).flat_map(|names| &names.0))
}

fn of_somebody(look: &Look<'_>, named: &Spanned<Handle>) -> Option<Dated> {
    let handle = &named.value.0;
    let entry = look.people().find(handle).filter(needs_checking)?;
    let checked = entry.all(|someone| &someone.checked).into_iter().map(|checked| checked.0).max();
    let own = look.plan.people.value().and_then(|people| people.get(handle));
    let dated = if let Some(Field::Faulty(span)) = own.map(|own| &own.checked) {
        unread("checked", span)
    } else if entry.is_faulty(|someone| &someone.checked) {
        unread("checked", &named.span)
    } else {
        match checked {
            Some(day) => look.after(&CONTACT_DETAILS, LongAgo::Day(day), "the last check", &named.span)?,
            None if look.is_set(&CONTACT_DETAILS) => {
                never("nothing says when they were checked", &named.span)
            }
            None => return None,
        }
    };
    Some(Dated { beside: listed_only(look, handle), ..dated.about(handle) })
}

/// Where somebody stands who has no entry in the plan itself.
fn listed_only(look: &Look<'_>, handle: &str) -> Option<(Arc<Source>, Span)> {
    if look.people().is_own(handle) {
        return None;
    }
    look.file.shelf.people.iter().find_map(|file| {
        let (name, someone) = file.people.entries.iter().find(|(name, _)| name.value == handle)?;
        Some((Arc::clone(&file.read.source), someone.place(name).clone()))
    })
}

/// A number like 999, 111 or 116 123 is the country's, and does not change.
fn needs_checking(entry: &Entry<'_>) -> bool {
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).count();
    entry.phones().iter().any(|(_, number)| digits(number) > 6)
}

fn mend(look: &Look<'_>, dated: &Dated) -> String {
    let handle = dated.who.as_deref().unwrap_or("…");
    let entry = if look.people().is_own(handle) {
        format!("`[people.{handle}]`")
    } else {
        format!("`[{handle}]` in people.toml")
    };
    format!("phone, mend what has changed, and write the day under {entry}: `checked = 2026-03-31`")
}
