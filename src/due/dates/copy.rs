//! Copies that are owed: after each review, and after each change to the contacts or the crisis plan.

use chrono::NaiveDate;

use crate::due::dated::{Dated, Dates};
use crate::due::intervals::{COPIES, off};
use crate::due::kind::{Kind, Look, never, unread};
use crate::due::not_told::WhichFile;
use crate::due::review::review;
use crate::folder::{ReaderKind, Role, gp_of};
use crate::plan::{Change, Consent, CopyGiven, CopyPart};
use crate::reading::{Field, LongAgo, Open, Span};

/// A copy that is owed.
pub static KIND: Kind = Kind {
    name: "copy",
    words: "copy",
    without_date: "never given",
    rule: "After each review, and each change to the contacts or the crisis plan, everyone who may have a copy has the new \
           one (Wales 2011 regulation 8; NICE QS14). How soon, only the service can say. A change that somebody may not \
           know of owes them nothing.",
    of,
    mend,
};

/// What makes a new copy needed: when, what, and where it stands.
struct Cause<'a> {
    day: NaiveDate,
    what: &'static str,
    span: &'a Span,
}

/// A draft is handed to nobody.
fn of(look: &Look<'_>) -> Dates {
    if look.plan.is_draft() {
        return Dates::none("a draft is handed to nobody");
    }
    if let Some(faulty) = faulty(look) {
        return Dates::one(faulty);
    }
    let readers = readers(look);
    let owed = readers.iter().filter_map(|(role, consent)| {
        let handle = role.handle.as_deref()?;
        Some(of_reader(look, role, *consent)?.about(handle))
    });
    let why = if look.is_set(&COPIES) { "nobody is owed a copy" } else { &*off(&COPIES) };
    Dates::all_or(owed.collect(), why)
}

/// What could not be read, so that nobody knows who has which copy.
fn faulty(look: &Look<'_>) -> Option<Dated> {
    let plan = look.plan;
    let told = review(look.file, look.as_at).not_told;
    if let Some(told) = told.into_iter().find(|told| told.file == WhichFile::Plan) {
        let span = told.span.clone().unwrap_or(0..0);
        return Some(Dated::unread(told, &span));
    }
    let span = |key, span: &Span| Some(unread(key, span));
    match (&plan.changes, &plan.copies, &plan.people) {
        (Field::Faulty(at), ..) => return span("changes", at),
        (_, Field::Faulty(at), _) => return span("copies", at),
        (.., Field::Faulty(at)) => return span("people", at),
        _ => {}
    }
    let made = plan.changes.items().iter().find_map(|change| match &change.made {
        Field::Faulty(at) => span("made", at),
        _ => None,
    });
    made.or_else(|| {
        plan.copies.items().iter().find_map(|copy| match (&copy.to, &copy.given, &copy.declined) {
            (Field::Faulty(at), ..) => span("to", at),
            (_, Field::Faulty(at), _) => span("given", at),
            (.., Field::Faulty(at)) => span("declined", at),
            _ => None,
        })
    })
}

/// Everyone who may have a copy, but for the team, which reads the plan itself: the person, the GP, and to whom the
/// person agreed.
fn readers<'a>(look: &Look<'a>) -> Vec<(Role, Option<&'a Consent>)> {
    let own = look.plan.people.value().into_iter().flat_map(Open::iter);
    let gp = gp_of(look.file);
    let people = look.people();
    let stays = |until: &Field<NaiveDate>| until.value().is_none_or(|until| *until >= look.as_at);
    let own = own.filter(|(_, someone)| stays(&someone.until)).filter_map(|(handle, someone)| {
        let role = Role::of(look.file, handle, &people.find(handle)?);
        let agreed = |consent: &&Consent| !consent.copy.items().is_empty();
        match (role.kind, someone.consent.value()) {
            (ReaderKind::Team | ReaderKind::Person, _) => None,
            // The GP needs no leave, but may be refused.
            (ReaderKind::Gp, consent) => consent
                .is_none_or(|consent| agreed(&consent) || consent.copy.is_absent())
                .then_some((role, consent)),
            (_, consent) => Some((role, Some(consent.filter(agreed)?))),
        }
    });
    let listed_gp = gp
        .filter(|gp| !people.is_own(gp))
        .and_then(|gp| Some((Role::of(look.file, gp, &people.find(gp)?), None)));
    std::iter::once((Role::person(), None)).chain(listed_gp).chain(own).collect()
}

fn of_reader(look: &Look<'_>, role: &Role, consent: Option<&Consent>) -> Option<Dated> {
    const NEVER: &str = "nothing says that they were given one";
    let copies: Vec<&CopyGiven> = look
        .plan
        .copies
        .items()
        .iter()
        .filter(|copy| copy.to.value().is_some_and(|to| role.is(&to.0)))
        .collect();
    let cause = causes(look, role, consent).into_iter().max_by_key(|cause| cause.day);
    let settles = |copy: &&CopyGiven| {
        let on = copy.given.value().into_iter().chain(copy.declined.value()).map(|day| day.0).max();
        // Why one was not given has no day: it holds until somebody takes it out.
        !copy.not_given.is_absent() || on.is_some_and(|on| cause.as_ref().is_none_or(|cause| on >= cause.day))
    };
    if copies.iter().any(settles) {
        return None;
    }
    match cause {
        Some(cause) => look.after(&COPIES, LongAgo::Day(cause.day), cause.what, cause.span),
        None => look.is_set(&COPIES).then(|| never(NEVER, &look.top())),
    }
}

/// What has made a new copy needed for this reader: the last review, and the changes that they may know of.
fn causes<'a>(look: &Look<'a>, role: &Role, consent: Option<&Consent>) -> Vec<Cause<'a>> {
    let last = look.plan.reviews.items().iter().filter(|review| review.counts_from().is_some());
    let last = last
        .max_by_key(|review| review.counts_from())
        .and_then(|review| Some(Cause { day: review.held_on()?, what: "the review", span: &review.span }));
    let changes = look.plan.changes.items().iter().filter(|change| may_know(look, role, consent, change));
    let changes = changes.filter_map(|change| {
        let made = change.made.known()?;
        Some(Cause { day: made.value.0, what: "the plan was changed", span: &made.span })
    });
    last.into_iter().chain(changes).collect()
}

/// Whether a change was, or may have been, to a part that this reader has and that is sent out anew, and is not kept
/// from them.
fn may_know(look: &Look<'_>, role: &Role, consent: Option<&Consent>, change: &Change) -> bool {
    const SENT_OUT: [CopyPart; 2] = [CopyPart::Contacts, CopyPart::Crisis];
    let agreed: Vec<CopyPart> = match (role.kind, consent) {
        (ReaderKind::Family | ReaderKind::Agency, Some(consent)) => consent
            .copy
            .items()
            .iter()
            .map(|part| part.value)
            .filter(|part| SENT_OUT.contains(part))
            .collect(),
        _ => SENT_OUT.to_vec(),
    };
    let withheld = change.withhold.value().and_then(|name| look.plan.withheld.value()?.get(&name.0));
    let from = withheld.and_then(|decision| decision.from.value());
    let is_kept = from.is_some_and(|from| from.iter().any(|word| role.is_named_by(&word.value.0)));
    !is_kept && change.may_be_of(&agreed)
}

fn mend(_: &Look<'_>, dated: &Dated) -> String {
    let handle = dated.who.as_deref().unwrap_or("…");
    format!(
        "give them the copy, and add `[[copies]]` with `to = \"{handle}\"` and `given`, with the day; or `declined`, with the \
         day, or `not_given`, with the reason"
    )
}
