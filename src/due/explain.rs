//! Why each date of one plan is what it is, in words: every day, every length of time, and what would make it not due.

use crate::due::due_item::{Basis, DueItem};
use crate::due::interval_setting::{SetBy, off_in_words};
use crate::due::kind::{DueKind, KindContext};
use crate::due::reason::{capital, unglued};
use crate::due::review::{Anchor, Decided, Longest, ReviewDue, State, WithoutOutcome, review};
use crate::due::row::who_is_known;
use crate::due::{Audience, warnings};
use crate::escape::sanitize;
use crate::parse::{Span, day_in_words, day_with_weekday};
use crate::plan::Review;
use crate::workspace::{PlanFile, ReadState};
use chrono::NaiveDate;

/// What is told of one plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueExplanation {
    /// A page in Markdown.
    pub page: String,
    /// What could not be read, each on one line.
    pub told: Vec<String>,
}

/// What each of these kinds of dates makes due in the plan in `file`, as at a day, and why.
pub fn explain(
    file: &PlanFile,
    kinds: &[&'static DueKind],
    as_at: NaiveDate,
    seen: Audience,
) -> DueExplanation {
    let mut page = ExplainPage::default();
    let name = file.plan.name().map(|name| format!(", {name}")).unwrap_or_default();
    page.line(&format!("# {}{name}", file.id()));
    page.blank();
    page.line(&format!("As at {}. The plan stands in {}.", day_with_weekday(as_at), file.source.path()));
    let look = KindContext { file, plan: &file.plan, as_at };
    let due = review(file, as_at);
    if due.state == State::Ended {
        let on = file.plan.ended.value().and_then(|ended| ended.on.value());
        let on = on.map(|day| format!(" on {}", day_in_words(day.0))).unwrap_or_default();
        page.blank();
        page.line(&format!("The plan has ended{on}: nothing is due."));
        return page.done(warnings::lines_astray(file));
    }
    let settings_are_whole = file.context.settings.as_deref().is_none_or(|settings| settings.read.whole);
    if file.state != ReadState::Whole || !settings_are_whole {
        page.blank();
        page.line(&format!("Nothing can be told: {}.", warnings::why(file, &due.not_told)));
        let settings = file.context.settings.iter().flat_map(|settings| &settings.read.faults);
        return page.done(
            warnings::lines(file, &due.not_told)
                .into_iter()
                .chain(settings.map(warnings::line_of_settings))
                .collect(),
        );
    }
    let mut not_told = Vec::new();
    for kind in kinds {
        let made = kind.dates(file, as_at);
        let off = made.all.iter().find_map(|dated| dated.off).map(off_in_words);
        let on: Vec<&DueItem> = made.all.iter().filter(|dated| dated.off.is_none()).collect();
        if on.is_empty() {
            let why = off.or(made.none).unwrap_or_else(|| "the plan says nothing of it".to_owned());
            page.heading(kind.words, "nothing is due");
            page.line(&format!("{}.", capital(&why)));
        }
        for (at, dated) in on.into_iter().enumerate() {
            not_told.extend(dated.not_told().iter().cloned());
            one(kind, &look, dated, seen, &mut page);
            if at == 0 {
                page.fact(&format!("rule: {}", kind.rule));
            }
        }
    }
    let mut lines = warnings::lines(file, &not_told);
    for line in warnings::lines_astray(file) {
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    page.done(lines)
}

/// The page while it is written.
#[derive(Default)]
struct ExplainPage {
    text: String,
}

impl ExplainPage {
    fn done(self, told: Vec<String>) -> DueExplanation {
        DueExplanation { page: self.text, told }
    }

    fn line(&mut self, line: &str) {
        // Made harmless while it is one line: what the plan says may have several.
        self.text.push_str(&sanitize(&unglued(line)));
        self.text.push('\n');
    }

    fn blank(&mut self) {
        self.line("");
    }

    fn heading(&mut self, what: &str, stands: &str) {
        self.blank();
        self.line(&format!("## {}: {stands}", capital(what)));
        self.blank();
    }

    fn fact(&mut self, fact: &str) {
        self.line(&format!("- {}", capital(fact)));
    }
}

fn one(kind: &DueKind, look: &KindContext<'_>, dated: &DueItem, seen: Audience, page: &mut ExplainPage) {
    let who = if seen == Audience::Terminal { dated.who.as_ref() } else { who_is_known(look.file, dated) };
    let about = who.map(|who| format!(" ({who})")).unwrap_or_default();
    page.heading(&format!("{}{about}", kind.words), &stands(kind, dated, look.as_at));
    if let Some(text) = dated.text.as_ref().filter(|_| seen == Audience::Terminal) {
        page.fact(&format!("“{text}”"));
    }
    match &dated.reckoned {
        Basis::Review(due) => of_review(due, look, page),
        reckoned => of_others(reckoned, dated, look, page),
    }
    let help = match dated.state {
        State::CannotTell => {
            format!("mend what could not be read: `cpa validate {}` says how", look.file.source.path())
        }
        _ => (kind.fix)(look, dated),
    };
    page.fact(&format!("what would help: {help}"));
}

/// How something stands, for its heading.
fn stands(kind: &DueKind, dated: &DueItem, as_at: NaiveDate) -> String {
    let in_words = |day| kind.late.in_words(day, as_at);
    match (dated.state, dated.day) {
        (State::CannotTell, _) => "cannot be told".to_owned(),
        (State::NoDate, None) => kind.without_date.to_owned(),
        (State::NoDate, Some(day)) => format!("no date agreed, {}", in_words(day)),
        (State::InTime, Some(day)) => format!("in time, {}", in_words(day)),
        (_, Some(day)) => in_words(day),
        (_, None) => "in time".to_owned(),
    }
}

fn of_others(reckoned: &Basis, dated: &DueItem, look: &KindContext<'_>, page: &mut ExplainPage) {
    let line = match &dated.beside {
        Some((source, at)) => format!(" ({}:{})", source.path(), source.place(at.start).line),
        None => in_line(look, dated.since_at.as_ref().unwrap_or(&dated.span)),
    };
    match reckoned {
        Basis::Review(_) => {}
        Basis::Said(what) => page.fact(&format!("{what}: {}{line}", day(dated.day))),
        Basis::Never(what) => page.fact(&format!("{what}{line}")),
        Basis::Unread(told) => page.fact(&warnings::why(look.file, std::slice::from_ref(told))),
        Basis::After { every, set_by, since, what } => {
            page.fact(&format!("{}: {}{line}", what.trim_end_matches(','), since.in_words()));
            page.fact(&format!("interval: {}, {}", every.in_words(), set_by_in_words(*set_by, look)));
            page.fact(&format!("so it is due by {}", day(dated.day)));
        }
    }
    if let Some(from) = dated.from {
        page.fact(&format!("listed from {} on", day_in_words(from)));
    }
}

fn set_by_in_words(set_by: SetBy, look: &KindContext<'_>) -> String {
    let settings = look.file.context.settings.as_deref().map(|file| file.read.source.path().to_owned());
    match set_by {
        SetBy::Service(key) => format!("`{key}` in {}", settings.unwrap_or_else(|| "cpa.toml".to_owned())),
        SetBy::Scheme(source) => format!("as the scheme sets it ({source})"),
        SetBy::Nobody => "for cpa.toml does not say".to_owned(),
    }
}

fn of_review(due: &ReviewDue, look: &KindContext<'_>, page: &mut ExplainPage) {
    match &due.agreed {
        None if due.not_told.is_empty() => page.fact("nobody has agreed a day (`next_review_due`)"),
        None => {}
        Some(agreed) => {
            let line = in_line(look, &agreed.span);
            let stands =
                if agreed.stands { "" } else { ": it is not after the last review, and does not count" };
            page.fact(&format!("agreed: {}{line}{stands}", day_in_words(agreed.day)));
        }
    }
    for review in look.plan.reviews.items() {
        page.fact(&of_one_review(review, due, look));
    }
    if look.plan.reviews.items().is_empty() {
        page.fact("no review is written down");
    }
    intervals(due, look, page);
    if !due.not_told.is_empty() {
        page.fact(&warnings::why(look.file, &due.not_told));
    }
    if let (Some(day), Some(decided)) = (due.day, due.decided) {
        let chosen = match decided {
            Decided::Agreed => "the agreed day",
            Decided::Every(_) => "the service's own interval, for no agreed day stands",
            Decided::AtMost(_) if due.agreed.as_ref().is_some_and(|agreed| agreed.stands) => {
                "the longest gap, for the agreed day is later"
            }
            Decided::AtMost(_) => "the longest gap, for nothing that is set is sooner",
        };
        page.fact(&format!("so it is due by {}: {chosen}", day_in_words(day)));
    }
    if let (Some(booked), Some(day)) = (due.booked, due.day) {
        let after = (booked.day - day).num_days();
        let late = match after {
            ..=0 => "in time".to_owned(),
            1 => "1 day after it is due: late until it is held".to_owned(),
            days => format!("{days} days after it is due: late until it is held"),
        };
        page.fact(&format!("the booking for {} is {late}", booked.in_words()));
    }
    if due.draft {
        page.fact("the plan is a draft, which is due like any other");
    }
}

/// What a review is to the date of the next one.
fn of_one_review(review: &Review, due: &ReviewDue, look: &KindContext<'_>) -> String {
    let line = in_line(look, &review.span);
    let of = |what: &str, day: NaiveDate| format!("review {what} {}{line}", day_in_words(day));
    if let Some(day) = review.cancelled.value() {
        let booked = review.booked.value().map(|booked| of("booked for", booked.day));
        let booked = booked.unwrap_or_else(|| format!("review{line}"));
        return format!("{booked}: cancelled on {}, so it does not count", day_in_words(day.0));
    }
    if let Some(day) = review.counts_from() {
        let is_last = due.last_review == Some(day);
        let held = review.held_on().map_or_else(|| format!("review{line}"), |held| of("held on", held));
        let counts = format!("counts from {}", day_in_words(day));
        return format!("{held}: {counts}{}", if is_last { ", the last one that counts" } else { "" });
    }
    match (review.held_on(), review.still_booked()) {
        (Some(held), _) => format!("{}: no outcome is recorded, so it does not count", of("held on", held)),
        (None, Some(booked)) if booked.day < look.as_at => {
            format!("{}: nothing says what became of it, so it does not count", of("booked for", booked.day))
        }
        (None, Some(booked)) => format!("{}: still to come", of("booked for", booked.day)),
        (None, None) if review.has_no_day() => format!("review{line}: it has no day, so it does not count"),
        (None, None) => {
            format!("review{line}: its day could not be read, or is still to come, so it does not count")
        }
    }
}

fn intervals(due: &ReviewDue, look: &KindContext<'_>, page: &mut ExplainPage) {
    let since = match due.anchor {
        Some(Anchor::Started(day)) => format!("the start on {}", day_in_words(day)),
        Some(Anchor::LastReview(day)) => format!("the last review on {}", day_in_words(day)),
        None => {
            page.fact(&format!(
                "neither a start nor a review is written down, so that nothing can be reckoned from them; the longest gap would be {}",
                due.longest.gap().in_words()
            ));
            return;
        }
    };
    let reviews = look.file.context.settings().and_then(|settings| settings.reviews.value());
    let path = look.file.context.settings.as_deref().map_or("cpa.toml", |file| file.read.source.path());
    match (reviews.and_then(|reviews| reviews.every.value()), due.anchor) {
        (Some(every), Some(anchor)) => page.fact(&format!(
            "the service's own interval: {} after {since}, {} (`every` in {path})",
            every.in_words(),
            day_in_words(crate::due::after(anchor.day(), *every))
        )),
        _ => page.fact("the service sets no interval of its own (`every` under `[reviews]` in cpa.toml)"),
    }
    if let (Some(limit), Some(words)) = (due.limit, due.limit_in_words()) {
        let by = match limit.set_by {
            Longest::Service(_) => format!(" (`at_most` in {path})"),
            Longest::Scheme(_) => String::new(),
        };
        page.fact(&format!("the longest gap: {words}, {}{by}", day_in_words(limit.day)));
    }
    if let Some(WithoutOutcome::Booked(day) | WithoutOutcome::Held(day)) = due.without_outcome {
        page.fact(&format!("what came of the review of {} is not recorded", day_in_words(day)));
    }
}

fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| "a day that is not known".to_owned(), day_in_words)
}

fn in_line(look: &KindContext<'_>, span: &Span) -> String {
    if span.is_empty() {
        String::new()
    } else {
        format!(" (line {})", look.file.source.place(span.start).line)
    }
}
