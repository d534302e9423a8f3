//! `cpa due --explain`: every date of one plan, why it is due then, and what to do about it.

use chrono::NaiveDate;

use crate::due::due_item::{Basis, DueItem};
use crate::due::interval::after;
use crate::due::interval_setting::{SetBy, off};
use crate::due::kind::{DueKind, KindContext};
use crate::due::reason::{capital, unglued};
use crate::due::review::{Decided, Longest, ReviewDue, State, WithoutOutcome, review};
use crate::due::row::defined_handle;
use crate::due::{Audience, warnings};
use crate::escape::sanitize;
use crate::parse::{Span, day_in_words, day_with_weekday};
use crate::plan::Review;
use crate::workspace::{PlanFile, ReadState};

/// Explains the dates of these kinds of the plan in `file`, as a page in Markdown and the lines about what could not be
/// read. The plan's free text is shown only on a terminal.
pub(crate) fn explain(
    file: &PlanFile,
    kinds: &[&'static DueKind],
    as_at: NaiveDate,
    audience: Audience,
) -> (String, Vec<String>) {
    let context = KindContext { file, plan: &file.plan, as_at };
    let mut page = ExplainPage { text: String::new(), context, audience };
    let name = file.plan.name().map(|name| format!(", {name}")).unwrap_or_default();
    page.line(&format!("# {}{name}", file.id()));
    page.line("");
    page.line(&format!("As at {}. The plan stands in {}.", day_with_weekday(as_at), file.source.path()));
    let warnings = page.write(kinds);
    (page.text, warnings)
}

struct ExplainPage<'a> {
    text: String,
    context: KindContext<'a>,
    audience: Audience,
}

impl ExplainPage<'_> {
    /// Writes the dates, and returns the warnings.
    fn write(&mut self, kinds: &[&'static DueKind]) -> Vec<String> {
        let KindContext { file, as_at, .. } = self.context;
        let due = review(file, as_at);
        if due.state == State::Ended {
            let on = file.plan.ended.value().and_then(|ended| ended.on.value());
            let on = on.map(|day| format!(" on {}", day_in_words(day.0))).unwrap_or_default();
            self.line("");
            self.line(&format!("The plan has ended{on}: nothing is due."));
            return warnings::lines_of_misplaced_keys(file);
        }
        let settings = file.context.settings.as_deref();
        if file.state != ReadState::Complete || settings.is_some_and(|settings| !settings.read.is_complete) {
            self.line("");
            self.line(&format!("Nothing can be told: {}.", warnings::why(file, &due.unreadable)));
            let of_settings = settings.into_iter().flat_map(|settings| &settings.read.faults);
            let mut lines = warnings::lines(file, &due.unreadable);
            lines.extend(of_settings.map(warnings::line_of_settings));
            return lines;
        }
        let mut unreadable = Vec::new();
        for kind in kinds {
            let due = kind.due_items(file, as_at);
            let interval_off = due.items.iter().find_map(|item| item.interval_off).map(off);
            let (on, _): (Vec<DueItem>, Vec<DueItem>) =
                due.items.into_iter().partition(|item| item.interval_off.is_none());
            if on.is_empty() {
                let why = interval_off
                    .or(due.none_because)
                    .unwrap_or_else(|| "the plan says nothing of it".to_owned());
                self.heading(kind.words, "nothing is due");
                self.line(&format!("{}.", capital(&why)));
            }
            for (index, item) in on.iter().enumerate() {
                unreadable.extend(item.unreadable_inputs().iter().cloned());
                self.item(kind, item);
                if index == 0 {
                    self.fact(&format!("rule: {}", kind.rule));
                }
            }
        }
        let mut lines = warnings::lines(file, &unreadable);
        let misplaced = warnings::lines_of_misplaced_keys(file);
        lines.extend(misplaced.into_iter().filter(|line| !lines.contains(line)).collect::<Vec<_>>());
        lines
    }

    fn line(&mut self, line: &str) {
        // Sanitized while it is one line: free text may have several.
        self.text.push_str(&sanitize(&unglued(line)));
        self.text.push('\n');
    }

    fn heading(&mut self, what: &str, state: &str) {
        self.line("");
        self.line(&format!("## {}: {state}", capital(what)));
        self.line("");
    }

    fn fact(&mut self, fact: &str) {
        self.line(&format!("- {}", capital(fact)));
    }

    fn item(&mut self, kind: &DueKind, item: &DueItem) {
        let KindContext { file, as_at, .. } = self.context;
        let who = match self.audience {
            Audience::Terminal => item.who.as_ref(),
            Audience::Anyone => defined_handle(file, item),
        };
        let about = who.map(|who| format!(" ({who})")).unwrap_or_default();
        self.heading(&format!("{}{about}", kind.words), &state_in_words(kind, item, as_at));
        if let Some(text) = item.text.as_ref().filter(|_| self.audience == Audience::Terminal) {
            self.fact(&format!("“{text}”"));
        }
        match &item.basis {
            Basis::Review(due) => self.review(due),
            basis => self.basis(basis, item),
        }
        let help = match item.state {
            State::CannotTell => {
                format!("mend what could not be read: `cpa validate {}` says how", file.source.path())
            }
            _ => (kind.fix)(&self.context, item),
        };
        self.fact(&format!("what would help: {help}"));
    }

    fn basis(&mut self, basis: &Basis, item: &DueItem) {
        let line = match &item.colleague_entry {
            Some((source, span)) => format!(" ({}:{})", source.path(), source.place(span.start).line),
            None => self.in_line(item.since_span.as_ref().unwrap_or(&item.span)),
        };
        let day = item.day.map_or_else(|| "a day that is not known".to_owned(), day_in_words);
        match basis {
            Basis::Review(_) => {}
            Basis::Stated(what) => self.fact(&format!("{what}: {day}{line}")),
            Basis::Never(what) => self.fact(&format!("{what}{line}")),
            Basis::Unreadable(input) => {
                self.fact(&warnings::why(self.context.file, std::slice::from_ref(input)));
            }
            Basis::After { every, set_by, since, what } => {
                self.fact(&format!("{}: {}{line}", what.trim_end_matches(','), since.in_words()));
                self.fact(&format!("interval: {}, {}", every.in_words(), self.set_by_in_words(*set_by)));
                self.fact(&format!("so it is due by {day}"));
            }
        }
        if let Some(from) = item.listed_from {
            self.fact(&format!("listed from {} on", day_in_words(from)));
        }
    }

    fn settings_path(&self) -> &str {
        self.context.file.context.settings.as_deref().map_or("cpa.toml", |file| file.read.source.path())
    }

    fn set_by_in_words(&self, set_by: SetBy) -> String {
        match set_by {
            SetBy::Service(key) => format!("`{key}` in {}", self.settings_path()),
            SetBy::Scheme(source) => format!("as the scheme sets it ({source})"),
            SetBy::Nobody => "for cpa.toml does not say".to_owned(),
        }
    }

    fn review(&mut self, due: &ReviewDue) {
        match &due.agreed {
            None if due.unreadable.is_empty() => self.fact("nobody has agreed a day (`next_review_due`)"),
            None => {}
            Some(agreed) => {
                let line = self.in_line(&agreed.span);
                let invalid = ": it is not after the last review, and does not count";
                let counts = if agreed.is_valid { "" } else { invalid };
                self.fact(&format!("agreed: {}{line}{counts}", day_in_words(agreed.day)));
            }
        }
        let reviews = self.context.plan.reviews.items();
        for review in reviews {
            self.fact(&self.review_entry(review, due));
        }
        if reviews.is_empty() {
            self.fact("no review is written down");
        }
        self.intervals(due);
        if !due.unreadable.is_empty() {
            self.fact(&warnings::why(self.context.file, &due.unreadable));
        }
        if let (Some(day), Some(decided)) = (due.day, due.decided) {
            let decided = match decided {
                Decided::Agreed => "the agreed day",
                Decided::Every(_) => "the service's own interval, for no agreed day stands",
                Decided::AtMost(_) if due.agreed.as_ref().is_some_and(|agreed| agreed.is_valid) => {
                    "the longest gap, for the agreed day is later"
                }
                Decided::AtMost(_) => "the longest gap, for nothing that is set is sooner",
            };
            self.fact(&format!("so it is due by {}: {decided}", day_in_words(day)));
        }
        if let (Some(booked), Some(day)) = (due.booked, due.day) {
            let late = match (booked.day - day).num_days() {
                ..=0 => "in time".to_owned(),
                1 => "1 day after it is due: late until it is held".to_owned(),
                days => format!("{days} days after it is due: late until it is held"),
            };
            self.fact(&format!("the booking for {} is {late}", booked.in_words()));
        }
        if due.draft {
            self.fact("the plan is a draft, which is due like any other");
        }
    }

    /// Returns what an entry under `[[reviews]]` means for the date of the next review.
    fn review_entry(&self, review: &Review, due: &ReviewDue) -> String {
        let line = self.in_line(&review.span);
        let on = |what: &str, day: NaiveDate| format!("review {what} {}{line}", day_in_words(day));
        if let Some(day) = review.cancelled.value() {
            let booked = review.booked.value().map(|booked| on("booked for", booked.day));
            let booked = booked.unwrap_or_else(|| format!("review{line}"));
            return format!("{booked}: cancelled on {}, so it does not count", day_in_words(day.0));
        }
        if let Some(day) = review.counts_from() {
            let last = if due.last_review == Some(day) { ", the last one that counts" } else { "" };
            let held = review.held_on().map_or_else(|| format!("review{line}"), |held| on("held on", held));
            return format!("{held}: counts from {}{last}", day_in_words(day));
        }
        match (review.held_on(), review.still_booked()) {
            (Some(held), _) => {
                format!("{}: no outcome is recorded, so it does not count", on("held on", held))
            }
            (None, Some(booked)) if booked.day < self.context.as_at => {
                let booked = on("booked for", booked.day);
                format!("{booked}: nothing says what became of it, so it does not count")
            }
            (None, Some(booked)) => format!("{}: still to come", on("booked for", booked.day)),
            (None, None) if review.has_no_day() => {
                format!("review{line}: it has no day, so it does not count")
            }
            (None, None) => {
                format!("review{line}: its day could not be read, or is still to come, so it does not count")
            }
        }
    }

    fn intervals(&mut self, due: &ReviewDue) {
        let Some(anchor) = due.anchor else {
            self.fact(&format!(
                "neither a start nor a review is written down, so that nothing can be reckoned from them; the longest gap would be {}",
                due.longest.gap().in_words()
            ));
            return;
        };
        let reviews = self.context.file.context.settings().and_then(|settings| settings.reviews.value());
        let path = self.settings_path().to_owned();
        match reviews.and_then(|reviews| reviews.every.value()) {
            Some(every) => {
                let (length, since) = (every.in_words(), anchor.in_words());
                let day = day_in_words(after(anchor.day(), *every));
                self.fact(&format!(
                    "the service's own interval: {length} after {since}, {day} (`every` in {path})"
                ));
            }
            None => {
                self.fact("the service sets no interval of its own (`every` under `[reviews]` in cpa.toml)");
            }
        }
        if let (Some(limit), Some(words)) = (due.limit, due.limit_in_words()) {
            let by = match limit.set_by {
                Longest::Service(_) => format!(" (`at_most` in {path})"),
                Longest::Scheme(_) => String::new(),
            };
            self.fact(&format!("the longest gap: {words}, {}{by}", day_in_words(limit.day)));
        }
        if let Some(WithoutOutcome::Booked(day) | WithoutOutcome::Held(day)) = due.without_outcome {
            self.fact(&format!("what came of the review of {} is not recorded", day_in_words(day)));
        }
    }

    fn in_line(&self, span: &Span) -> String {
        match self.context.file.source.place(span.start).line {
            _ if span.is_empty() => String::new(),
            line => format!(" (line {line})"),
        }
    }
}

fn state_in_words(kind: &DueKind, item: &DueItem, as_at: NaiveDate) -> String {
    let in_words = |day| kind.late.in_words(day, as_at);
    match (item.state, item.day) {
        (State::CannotTell, _) => "cannot be told".to_owned(),
        (State::NoDate, None) => kind.without_date.to_owned(),
        (State::NoDate, Some(day)) => format!("no date agreed, {}", in_words(day)),
        (State::InTime, Some(day)) => format!("in time, {}", in_words(day)),
        (_, Some(day)) => in_words(day),
        (_, None) => "in time".to_owned(),
    }
}
