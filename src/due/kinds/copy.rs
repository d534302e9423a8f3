//! Copies that are owed: after each review, and after each change to the contacts or the crisis plan.

use chrono::NaiveDate;

use crate::access::{ReaderKind, Role};
use crate::due::due_item::{DueItem, DueItems};
use crate::due::interval_setting::{COPIES, off};
use crate::due::kind::{DueKind, KindContext, Late, never, unread};
use crate::due::review::review;
use crate::due::unreadable_input::WhichFile;
use crate::parse::{Field, Name, OpenMap, PartialDate, Span, WithheldName, day_in_words};
use crate::plan::{Change, Consent, CopyGiven, CopyPart};

/// A copy that is owed.
pub static KIND: DueKind = DueKind {
    name: "copy",
    words: "copy",
    without_date: "never given",
    late: Late::Due,
    rule: "After each review, and each change to the contacts or the crisis plan, everyone who may have a copy has the new \
           one (Wales 2011 regulation 8; NICE QS14). How soon, only the service can say. A review or a change that somebody \
           may not know of owes them nothing; a later one gives no more time. Whoever never had one is owed it from the day \
           that the person agreed, where that is later.",
    due_items,
    fix,
};

/// What makes a new copy needed: when, what, and where it stands.
struct Cause<'a> {
    day: NaiveDate,
    what: &'static str,
    span: &'a Span,
}

/// Somebody who may have a copy, with what the person agreed to.
type CopyReader<'a> = (Role, Option<&'a Consent>);

/// A draft is handed to nobody.
fn due_items(look: &KindContext<'_>) -> DueItems {
    if look.plan.is_draft() {
        return DueItems::none("a draft is handed to nobody");
    }
    if !look.is_set(&COPIES) {
        return DueItems::none(off(&COPIES));
    }
    if let Some(faulty) = faulty(look) {
        return DueItems::one(faulty);
    }
    let of_people = look.plan.people.unread_in().map(|span| unread("people", span));
    let mut all: Vec<DueItem> = of_people.into_iter().collect();
    let mut settled = Vec::new();
    for reader in readers(look) {
        let (reader, handle) = match reader {
            Ok((role, consent)) => {
                let Some(handle) = role.handle.clone() else { continue };
                ((role, consent), handle)
            }
            Err(faulty) => {
                all.push(faulty);
                continue;
            }
        };
        match of_reader(look, &reader) {
            Ok(dated) => all.push(dated.about(&handle)),
            Err(since) => settled.push(format!("{handle} {since}")),
        }
    }
    DueItems::all_or(all, &format!("nobody is owed a copy: {}", settled.join("; ")))
}

/// What could not be read, so that nobody knows who has which copy.
fn faulty(look: &KindContext<'_>) -> Option<DueItem> {
    let plan = look.plan;
    let told = review(look.file, look.as_at).not_told;
    if let Some(told) = told.into_iter().find(|told| told.file == WhichFile::Plan) {
        let span = told.span.clone().unwrap_or(0..0);
        return Some(DueItem::unread(told, &span));
    }
    let keys = [
        ("changes", plan.changes.unread_at()),
        ("copies", plan.copies.unread_at()),
        ("withheld", plan.withheld.unread_in()),
    ];
    let of_changes = plan.changes.items().iter().map(|change| ("made", change.made.unread_at()));
    let of_copies = plan.copies.items().iter().flat_map(|copy| {
        [
            ("to", copy.to.unread_at()),
            ("given", copy.given.unread_at()),
            ("declined", copy.declined.unread_at()),
            ("not_given", copy.not_given.unread_at()),
            ("decided", copy.decided.unread_at()),
        ]
    });
    let mut all = keys.into_iter().chain(of_changes).chain(of_copies);
    all.find_map(|(key, span)| Some(unread(key, span?)))
}

/// Everyone who may have a copy, but for the team, which reads the plan itself: the person, the GP, and to whom the
/// person agreed; or what of it could not be read.
fn readers<'a>(look: &KindContext<'a>) -> Vec<Result<CopyReader<'a>, DueItem>> {
    let mut readers = vec![Ok((Role::person(), None))];
    let people = look.people();
    match &look.plan.gp {
        Field::Faulty(span) => readers.push(Err(unread("gp", span))),
        Field::Known(gp) => {
            if let Name::Somebody(handle) = &gp.value
                && !people.is_own(&handle.0)
            {
                readers.push(match people.find(&handle.0) {
                    Some(entry) => Ok((Role::for_handle(look.file, &handle.0, &entry), None)),
                    None => Err(unread("gp", &gp.span).about(&handle.0)),
                });
            }
        }
        Field::Absent => {}
    }
    for (handle, someone) in look.plan.people.value().into_iter().flat_map(OpenMap::iter) {
        if someone.has_left(look.as_at) {
            continue;
        }
        let Some(entry) = people.find(handle) else { continue };
        let role = Role::for_handle(look.file, handle, &entry);
        if matches!(role.kind, ReaderKind::Team | ReaderKind::Person) {
            continue;
        }
        let consent = match &someone.consent {
            Field::Faulty(span) => {
                readers.push(Err(unread("consent", span).about(handle)));
                continue;
            }
            Field::Known(consent) => Some(&consent.value),
            Field::Absent => None,
        };
        match consent.map(|consent| &consent.copy) {
            Some(Field::Faulty(span)) => readers.push(Err(unread("copy", span).about(handle))),
            Some(Field::Known(parts)) if !parts.value.is_empty() => readers.push(Ok((role, consent))),
            // The GP needs no leave, but may be refused.
            Some(Field::Absent) | None if role.kind == ReaderKind::Gp => readers.push(Ok((role, consent))),
            _ => {}
        }
    }
    readers
}

/// The copy that this reader is owed, or since when nobody owes them one. The first cause that no copy settles counts: a
/// later one gives no more time.
fn of_reader(look: &KindContext<'_>, reader: &CopyReader<'_>) -> Result<DueItem, String> {
    let (role, _) = reader;
    let theirs = |copy: &&CopyGiven| copy.to.value().is_some_and(|to| role.is(&to.0));
    let copies: Vec<&CopyGiven> = look.plan.copies.items().iter().filter(theirs).collect();
    let settled = copies.iter().flat_map(|copy| days(copy)).max();
    let mut causes = causes(look, reader);
    causes.retain(|cause| settled.is_none_or(|settled| cause.day > settled));
    let first = causes.into_iter().min_by_key(|cause| cause.day);
    let first = if settled.is_none() { first.map(|first| not_before_consent(first, reader)) } else { first };
    let undated = copies.iter().find(|copy| !copy.not_given.is_absent() && days(copy).next().is_none());
    match (first, settled) {
        (None, Some(settled)) => Err(format!("was given or offered one on {}", day_in_words(settled))),
        (Some(_), _) | (None, None) if undated.is_some() => {
            let at = undated.map_or(0..0, |copy| copy.span.clone());
            Ok(never("it was not given, and nothing says on which day that was `decided`", &at))
        }
        (Some(cause), _) => look
            .after(&COPIES, PartialDate::Day(cause.day), cause.what, cause.span)
            .ok_or_else(|| "may have none".to_owned()),
        (None, None) => Ok(never("nothing says that they were given one", &look.top())),
    }
}

/// Whoever never had a copy is owed none before the person agreed.
fn not_before_consent<'a>(first: Cause<'a>, (_, consent): &CopyReader<'a>) -> Cause<'a> {
    let asked = consent.and_then(|consent| consent.asked.known());
    match asked {
        Some(asked) if first.day < asked.value.0 => {
            Cause { day: asked.value.0, what: "the person agreed", span: &asked.span }
        }
        _ => first,
    }
}

/// The days on which it was given or declined, or on which it was decided that it is not given.
fn days(copy: &CopyGiven) -> impl Iterator<Item = NaiveDate> {
    let decided = copy.decided.value().filter(|_| !copy.not_given.is_absent());
    copy.given.value().into_iter().chain(copy.declined.value()).chain(decided).map(|day| day.0)
}

/// What has made a new copy needed for this reader: the reviews, and the changes that they may know of.
fn causes<'a>(look: &KindContext<'a>, reader: &CopyReader<'_>) -> Vec<Cause<'a>> {
    let (role, _) = reader;
    let reviews = look.plan.reviews.items().iter().filter(|review| review.counts_from().is_some());
    let reviews = reviews.filter(|review| !is_kept(look, role, &review.withhold));
    let reviews = reviews
        .filter_map(|review| Some(Cause { day: review.held_on()?, what: "the review", span: &review.span }));
    let changes = look.plan.changes.items().iter().filter(|change| may_know(look, reader, change));
    let changes = changes.filter_map(|change| {
        let made = change.made.known()?;
        Some(Cause { day: made.value.0, what: "the plan was changed", span: &made.span })
    });
    reviews.chain(changes).collect()
}

/// Whether a change was, or may have been, to a part that this reader has and that is sent out anew, and is not kept
/// from them.
fn may_know(look: &KindContext<'_>, (role, consent): &CopyReader<'_>, change: &Change) -> bool {
    const SENT_OUT: [CopyPart; 2] = [CopyPart::Contacts, CopyPart::Crisis];
    let agreed: Vec<CopyPart> = match (role.kind, consent) {
        (ReaderKind::Family | ReaderKind::Agency, Some(consent)) => {
            let parts = consent.copy.items().iter().map(|part| part.value);
            parts.filter(|part| SENT_OUT.contains(part)).collect()
        }
        _ => SENT_OUT.to_vec(),
    };
    !is_kept(look, role, &change.withhold) && change.may_be_of(&agreed)
}

/// Whether a decision keeps something from this reader.
fn is_kept(look: &KindContext<'_>, role: &Role, withhold: &Field<WithheldName>) -> bool {
    let decision = withhold.value().and_then(|name| look.plan.withheld.value()?.get(&name.0));
    let from = decision.and_then(|decision| decision.from.value());
    from.is_some_and(|from| from.iter().any(|word| role.is_named_by(&word.value.0)))
}

fn fix(_: &KindContext<'_>, dated: &DueItem) -> String {
    let handle = dated.who.as_deref().unwrap_or("…");
    format!(
        "give them the copy, and add `[[copies]]` with `to = \"{handle}\"` and `given`, with the day; or `declined`, with \
         the day; or `not_given`, with the reason, and `decided`, with the day"
    )
}
