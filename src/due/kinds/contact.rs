//! Checking the contact details of the people whom the plan relies on.

use std::sync::Arc;

use crate::due::due_item::{DueItem, DueItems};
use crate::due::interval_setting::{CONTACT_DETAILS, off};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, never, unread};
use crate::due::unreadable_input::{UnreadableInput, WhichFile};
use crate::parse::{Field, Handle, Names, PartialDate, Span, Spanned};
use crate::plan::{Plan, Someone};
use crate::workspace::{PeopleFile, PersonEntry};

pub(crate) static KIND: DueKind = DueKind {
    name: "contact",
    words: "check of contact details",
    without_date: "never checked",
    late: Late::Due,
    rule: "Whoever a plan relies on can be reached: the coordinator, the second contact, and whom to phone in a crisis. How \
           often somebody makes sure of it, only the service can say. A colleague is listed once for all plans.",
    due_items,
    fix,
};

fn due_items(context: &KindContext<'_>) -> FoundItems {
    if !context.is_set(&CONTACT_DETAILS) {
        return Err(DueItems::none(off(CONTACT_DETAILS.name)));
    }
    let mut seen: Vec<&Handle> = Vec::new();
    let mut all: Vec<DueItem> = faulty(context.plan).map(|(key, span)| unread(key, span)).collect();
    for named in relied_on(context.plan) {
        if !named.value.is_person() && !seen.contains(&&named.value) {
            seen.push(&named.value);
            all.extend(of_somebody(context, named));
        }
    }
    DueItems::all_or(all, "nobody whom this plan relies on has a number that can change")
}

/// The people whom the plan relies on, in the order in which they would be phoned.
fn relied_on(plan: &Plan) -> impl Iterator<Item = &Spanned<Handle>> {
    let first = [&plan.care_coordinator, &plan.second_contact].into_iter().filter_map(|field| field.known());
    first.chain(
        lists(plan).into_iter().flatten().filter_map(|(_, names)| names.value()).flat_map(|names| &names.0),
    )
}

fn lists(plan: &Plan) -> Option<[(&'static str, &Field<Names>); 2]> {
    let crisis = plan.crisis.value()?;
    Some([("who_to_contact", &crisis.who_to_contact), ("who_i_listen_to", &crisis.who_i_listen_to)])
}

/// The unreadable keys that could name people whom the plan relies on.
fn faulty(plan: &Plan) -> impl Iterator<Item = (&'static str, &Span)> {
    let single = [("care_coordinator", &plan.care_coordinator), ("second_contact", &plan.second_contact)];
    let single = single.into_iter().filter_map(|(key, field)| Some((key, field.unread_at()?)));
    let lists = lists(plan).into_iter().flatten().filter_map(|(key, field)| Some((key, field.unread_at()?)));
    let whole = [("crisis", plan.crisis.unread_at()), ("people", plan.people.unread_in())];
    single.chain(lists).chain(whole.into_iter().filter_map(|(key, span)| Some((key, span?))))
}

/// A handle that is not defined anywhere is listed too, because that person cannot be reached.
fn of_somebody(context: &KindContext<'_>, named: &Spanned<Handle>) -> Option<DueItem> {
    let handle = &named.value.0;
    let known = context.people().find(handle).filter(|entry| {
        entry.is_identified() || !entry.phones().is_empty() || entry.is_faulty(|someone| &someone.phones)
    });
    let Some(entry) = known else {
        return Some(unread("who", &named.span).about(handle));
    };
    let own = context.plan.people.value().and_then(|people| people.get(handle));
    let listed = listed(context, handle);
    let item = match own.and_then(faulty_key) {
        Some((key, span)) => unread(key, span),
        None => match listed.as_ref().and_then(|(_, _, someone)| faulty_key(someone)) {
            Some((key, span)) => {
                let input =
                    UnreadableInput { file: WhichFile::People, key: Some(key), span: Some(span.clone()) };
                DueItem::unreadable(input, &named.span)
            }
            None if !needs_checking(&entry) => return None,
            None => of_entry(context, named, &entry)?,
        },
    };
    let since_span = own.and_then(|own| own.checked.span()).cloned();
    // An entry in the plan itself is corrected there.
    let colleague_entry = match (own, listed) {
        (None, Some((list, at, _))) => Some((Arc::clone(&list.read.source), at)),
        _ => None,
    };
    Some(DueItem { since_span, colleague_entry, ..item.about(handle) })
}

fn of_entry(context: &KindContext<'_>, named: &Spanned<Handle>, entry: &PersonEntry<'_>) -> Option<DueItem> {
    let checked = entry.all(|someone| &someone.checked).into_iter().map(|checked| checked.0).max();
    match checked {
        Some(day) => context.after(&CONTACT_DETAILS, PartialDate::Day(day), "the last check", &named.span),
        None => Some(never("nothing says when they were checked", &named.span)),
    }
}

fn faulty_key(someone: &Someone) -> Option<(&'static str, &Span)> {
    let keys = [("phones", someone.phones.unread_in()), ("checked", someone.checked.unread_at())];
    keys.into_iter().find_map(|(key, span)| Some((key, span?)))
}

/// Returns the nearest list of colleagues that has the handle, with the place of the entry.
fn listed<'a>(context: &KindContext<'a>, handle: &str) -> Option<(&'a Arc<PeopleFile>, Span, &'a Someone)> {
    context.file.context.people.iter().find_map(|list| {
        let (name, someone) = list.people.entries.iter().find(|(name, _)| name.value == handle)?;
        Some((list, someone.place(name).clone(), someone))
    })
}

/// National numbers such as 999, 111 or 116 123 do not change.
fn needs_checking(entry: &PersonEntry<'_>) -> bool {
    let digits = |number: &str| number.chars().filter(char::is_ascii_digit).count();
    entry.phones().iter().any(|(_, number)| digits(number) > 6)
}

fn fix(context: &KindContext<'_>, item: &DueItem) -> String {
    let handle = item.who.as_deref().unwrap_or("…");
    let entry = if context.people().has_own_entry(handle) {
        format!("`[people.{handle}]`")
    } else {
        format!("`[{handle}]` in people.toml")
    };
    format!("phone, mend what has changed, and write the day under {entry}: `checked = 2026-03-31`")
}
