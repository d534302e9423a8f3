//! Copies that are owed: after each review, and after each change to the contacts or the crisis plan.

use chrono::NaiveDate;

use crate::access::policy::ConsentRule;
use crate::access::reader::ReaderPolicy;
use crate::access::{Reader, gp_handle};
use crate::due::due_item::{DueItem, DueItems};
use crate::due::interval_setting::{COPIES, off};
use crate::due::kind::{DueKind, FoundItems, KindContext, Late, all_read, never, unread};
use crate::due::kinds::outcome::check_reviews;
use crate::due::review::review;
use crate::parse::{Field, OpenMap, PartialDate, PlanPart, Span, day_in_words};
use crate::plan::{Consent, CopyGiven, CopyPart};

pub(crate) static KIND: DueKind = DueKind {
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

/// What makes a new copy needed.
struct Cause<'a> {
    day: NaiveDate,
    what: &'static str,
    span: &'a Span,
}

/// A reader who has copies, with what the person agreed to.
struct CopyReader<'a> {
    reader: Reader,
    consent: Option<&'a Consent>,
}

fn due_items(look: &KindContext<'_>) -> FoundItems {
    if look.plan.is_draft() {
        return Err(DueItems::none("a draft is handed to nobody"));
    }
    if !look.is_set(&COPIES) {
        return Err(DueItems::none(off(COPIES.name)));
    }
    check_read(look)?;
    let people = look.plan.people.unread_in().map(|span| unread("people", span));
    let mut all: Vec<DueItem> = people.into_iter().collect();
    let mut settled = Vec::new();
    for reader in readers(look) {
        match reader {
            Ok(reader) => {
                let Some(handle) = reader.reader.handle() else { continue };
                match due_for(look, &reader) {
                    Ok(item) => all.push(item.about(handle)),
                    Err(since) => settled.push(format!("{handle} {since}")),
                }
            }
            Err(faulty) => all.push(faulty),
        }
    }
    DueItems::all_or(all, &format!("nobody is owed a copy: {}", settled.join("; ")))
}

/// Returns as an error the first value that could not be read and that decides who has which copy.
fn check_read(look: &KindContext<'_>) -> Result<(), DueItems> {
    let plan = look.plan;
    check_reviews(&review(look.file, look.as_at))?;
    let keys = [
        ("changes", plan.changes.unread_at()),
        ("copies", plan.copies.unread_at()),
        ("withheld", plan.withheld.unread_in()),
    ];
    let of_reviews = plan.reviews.items().iter().map(|review| ("withhold", review.withhold.unread_at()));
    let of_changes =
        plan.changes.items().iter().flat_map(|change| {
            [("made", change.made.unread_at()), ("withhold", change.withhold.unread_at())]
        });
    let of_copies = plan.copies.items().iter().flat_map(|copy| {
        [
            ("to", copy.to.unread_at()),
            ("given", copy.given.unread_at()),
            ("declined", copy.declined.unread_at()),
            ("not_given", copy.not_given.unread_at()),
            ("decided", copy.decided.unread_at()),
        ]
    });
    all_read(keys.into_iter().chain(of_reviews).chain(of_changes).chain(of_copies))
}

/// Returns everyone who has copies: the person, the GP, and the people with consent, but not the team, which reads the plan
/// itself. The errors are what could not be read about them.
fn readers<'a>(look: &KindContext<'a>) -> Vec<Result<CopyReader<'a>, DueItem>> {
    let mut readers = vec![Ok(CopyReader { reader: Reader::person(look.file), consent: None })];
    let gp = gp_handle(look.plan).filter(|gp| !look.people().has_own_entry(gp));
    if let Field::Faulty(span) = &look.plan.gp {
        readers.push(Err(unread("gp", span)));
    } else if let Some(gp) = gp {
        let span = look.plan.gp.span().cloned().unwrap_or_default();
        let reader = Reader::for_handle(look.file, gp).map(|reader| CopyReader { reader, consent: None });
        readers.push(reader.ok_or_else(|| unread("gp", &span).about(gp)));
    }
    for (handle, someone) in look.plan.people.value().into_iter().flat_map(OpenMap::iter) {
        if someone.has_left(look.as_at) {
            continue;
        }
        let Some(reader) = Reader::for_handle(look.file, handle) else { continue };
        let unread = |key, span| unread(key, span).about(handle);
        let needs_consent = match reader.kind().consent() {
            ConsentRule::NotAsked => continue,
            ConsentRule::CanBeRefused => false,
            ConsentRule::Required => true,
        };
        let consent = match &someone.consent {
            Field::Faulty(span) => {
                readers.push(Err(unread("consent", span)));
                continue;
            }
            Field::Known(consent) => Some(&consent.value),
            Field::Absent => None,
        };
        match consent.map_or(&Field::Absent, |consent| &consent.copy) {
            Field::Faulty(span) => readers.push(Err(unread("copy", span))),
            Field::Known(parts) if parts.value.is_empty() => {}
            Field::Absent if needs_consent => {}
            Field::Known(_) | Field::Absent => readers.push(Ok(CopyReader { reader, consent })),
        }
    }
    readers
}

/// Returns the copy that this reader is owed, or as the error since when they are owed none. The first cause that no copy
/// settles counts: a later one gives no more time.
fn due_for(look: &KindContext<'_>, reader: &CopyReader<'_>) -> Result<DueItem, String> {
    let is_theirs = |copy: &&CopyGiven| copy.to.value().is_some_and(|to| reader.reader.is(&to.0));
    let copies: Vec<&CopyGiven> = look.plan.copies.items().iter().filter(is_theirs).collect();
    let settled = copies.iter().flat_map(|copy| days(copy)).max();
    let causes = causes(look, &reader.reader).into_iter();
    let first = causes
        .filter(|cause| settled.is_none_or(|settled| cause.day > settled))
        .min_by_key(|cause| cause.day);
    let first = if settled.is_none() { first.map(|first| not_before_consent(first, reader)) } else { first };
    let undated = copies.iter().find(|copy| !copy.not_given.is_absent() && days(copy).next().is_none());
    match (first, settled, undated) {
        (None, Some(settled), _) => Err(format!("was given or offered one on {}", day_in_words(settled))),
        (_, _, Some(copy)) => {
            Ok(never("it was not given, and nothing says on which day that was `decided`", &copy.span))
        }
        (Some(cause), _, None) => look
            .after(&COPIES, PartialDate::Day(cause.day), cause.what, cause.span)
            .ok_or_else(|| "may have none".to_owned()),
        (None, None, None) => Ok(never("nothing says that they were given one", &look.id_span())),
    }
}

/// Moves the first cause to the day of the consent: someone who never had a copy is owed none before it.
fn not_before_consent<'a>(first: Cause<'a>, reader: &CopyReader<'a>) -> Cause<'a> {
    let consented = reader.consent.and_then(|consent| consent.asked.known());
    match consented {
        Some(consented) if first.day < consented.value.0 => {
            Cause { day: consented.value.0, what: "the person agreed", span: &consented.span }
        }
        _ => first,
    }
}

/// Returns the days on which a copy was given or declined, or on which it was decided not to give it.
fn days(copy: &CopyGiven) -> impl Iterator<Item = NaiveDate> {
    let decided = copy.decided.value().filter(|_| !copy.not_given.is_absent());
    copy.given.value().into_iter().chain(copy.declined.value()).chain(decided).map(|day| day.0)
}

/// Returns what made a new copy needed: the reviews, and the changes to a part that this reader has and that is sent out
/// again. What is withheld from the reader does not count.
fn causes<'a>(look: &KindContext<'a>, reader: &Reader) -> Vec<Cause<'a>> {
    let policy = ReaderPolicy { file: look.file, reader };
    let reviews = look
        .plan
        .reviews
        .items()
        .iter()
        .filter(|review| review.counts_from().is_some() && !policy.is_withheld_by(&review.withhold));
    let reviews = reviews
        .filter_map(|review| Some(Cause { day: review.held_on()?, what: "the review", span: &review.span }));
    let sent_again = [(PlanPart::Contacts, CopyPart::Contacts), (PlanPart::Crisis, CopyPart::Crisis)];
    let sent_again = sent_again.into_iter().filter(|(part, _)| reader.has(*part));
    let parts: Vec<CopyPart> = sent_again.map(|(_, part)| part).collect();
    let changes = look
        .plan
        .changes
        .items()
        .iter()
        .filter(|change| change.may_be_of(&parts) && !policy.is_withheld_by(&change.withhold));
    let changes = changes.filter_map(|change| {
        let changed_on = change.made.known()?;
        Some(Cause { day: changed_on.value.0, what: "the plan was changed", span: &changed_on.span })
    });
    reviews.chain(changes).collect()
}

fn fix(_: &KindContext<'_>, dated: &DueItem) -> String {
    let handle = dated.who.as_deref().unwrap_or("…");
    format!(
        "give them the copy, and add `[[copies]]` with `to = \"{handle}\"` and `given`, with the day; or `declined`, with \
         the day; or `not_given`, with the reason, and `decided`, with the day"
    )
}
