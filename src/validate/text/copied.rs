//! Wording that stands in the plans of two people: runs of words picked from every plan so far, in eight bytes each.

use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

use crate::parse::{Diagnostic, Severity, Source, Span};
use crate::validate::output::numbered;
use crate::validate::text::own_words::{OwnWords, PASSAGE};
use crate::validate::{Context, RunOptions, RunScope, rules};
use crate::workspace::{Folder, PlanFile, ReadState};

/// What a plan leaves for the rule about copied wording: its words, and numbers of runs of them that were picked.
#[derive(Debug)]
pub(crate) struct OwnWordsLeft {
    looked: Looked,
    picked: Vec<u64>,
}

impl OwnWordsLeft {
    /// What a plan leaves; none if the rule does not look at it.
    pub(crate) fn new(context: &Context<'_>, reach: RunScope) -> Option<Self> {
        let looked = Looked::at(context, reach)?;
        Some(OwnWordsLeft { picked: looked.words.picked(), looked })
    }
}

/// A plan as the rule sees it.
#[derive(Debug)]
struct Looked {
    rule: &'static str,
    /// How much the rule matters in this plan.
    severity: Severity,
    words: OwnWords,
    source: Arc<Source>,
}

impl Looked {
    fn at(context: &Context<'_>, reach: RunScope) -> Option<Self> {
        rules::ALL.iter().find_map(|rule| {
            let rules::Check::OwnWords(leave) = rule.check else { return None };
            let severity = rules::severity(rule, context, reach)?;
            Some(Looked {
                rule: rule.name,
                severity,
                words: leave(context),
                source: Arc::clone(&context.file.source),
            })
        })
    }
}

/// The passages of all plans so far.
#[derive(Debug)]
pub(crate) struct Passages<'f> {
    folder: &'f Folder,
    asked: &'f RunOptions,
    table: FingerprintTable,
    /// Plans that were read again, the last one at the end: one that serves as a model is met again and again.
    read: VecDeque<(usize, Option<Arc<Looked>>)>,
}

/// How many of them are kept.
const KEPT: usize = 64;

impl<'f> Passages<'f> {
    /// None yet, of the plans in `folder`.
    pub(crate) fn new(folder: &'f Folder, asked: &'f RunOptions) -> Self {
        Passages { folder, asked, table: FingerprintTable::for_plans(folder.plans()), read: VecDeque::new() }
    }

    /// Compares what the plan at `index` left with what the plans before it left: one finding for each plan that is
    /// the first to have some of its words.
    pub(crate) fn meet(&mut self, index: usize, left: &OwnWordsLeft) -> Vec<Diagnostic> {
        let mut candidates = BTreeSet::new();
        for picked in &left.picked {
            candidates.extend(self.table.first_with(*picked, index).filter(|first| *first != index));
        }
        let mut found: Vec<Diagnostic> =
            candidates.into_iter().filter_map(|earlier| self.compare(earlier, &left.looked)).collect();
        found.sort_by_key(|told| told.span.start);
        found
    }

    /// The finding at the first passage that two plans share. A number in the table is only a hint: the words of
    /// both are compared one by one.
    fn compare(&mut self, earlier: usize, later: &Looked) -> Option<Diagnostic> {
        let earlier = self.look_again(earlier)?;
        let both_ended = later.words.is_ended && earlier.words.is_ended;
        if both_ended || later.words.is_of_the_same_person(&earlier.words) {
            return None;
        }
        let (span, first, count) = first_shared(&later.words, &earlier.words)?;
        let line = earlier.words.place(&earlier.source, first).line;
        let message = format!("{} in a row stand in another person's plan too", numbered(count, "word"));
        let mut told =
            Diagnostic::error(crate::parse::RuleId::Care(later.rule), &later.source, &span, message)
                .label(format!("first in {}:{line}", earlier.source.path()))
                .help("ask the person, and write what they say in their own words");
        told.severity = later.severity.min(earlier.severity);
        Some(told)
    }

    /// A plan of the folder, read again. None if it is not what it was.
    fn look_again(&mut self, index: usize) -> Option<Arc<Looked>> {
        let kept = self.read.iter().position(|(at, _)| *at == index);
        let read = match kept.and_then(|at| self.read.remove(at)) {
            Some((_, read)) => read,
            None => self.read_again(index).map(Arc::new),
        };
        self.read.push_back((index, read.clone()));
        if self.read.len() > KEPT {
            self.read.pop_front();
        }
        read
    }

    fn read_again(&self, index: usize) -> Option<Looked> {
        let file = PlanFile::read(self.folder.files.get(index)?, self.asked.as_at);
        (file.state == ReadState::Complete)
            .then(|| Looked::at(&Context::new(&file, self.asked), RunScope::Folder))
            .flatten()
    }
}

/// The first passage of `later` that `earlier` has too: where it stands there, the word that begins it in `earlier`,
/// and how many words it has.
fn first_shared(later: &OwnWords, earlier: &OwnWords) -> Option<(Span, usize, usize)> {
    let mut passages: Vec<(u64, usize)> = earlier.passages().map(|(first, number)| (number, first)).collect();
    passages.sort_unstable();
    later.passages().find_map(|(first, number)| {
        let from = passages.partition_point(|(other, _)| *other < number);
        let same = passages[from..].iter().take_while(|(other, _)| *other == number);
        same.map(|(_, at)| (*at, later.in_common(first, earlier, *at)))
            .find(|(_, count)| *count >= PASSAGE)
            .map(|(at, count)| (later.span(first, count), at, count))
    })
}

/// Which plan was the first with a passage: an open table, each slot forty bits of the passage's number and the
/// place of the plan in the folder.
#[derive(Debug, Default)]
struct FingerprintTable {
    slots: Vec<u64>,
    used: usize,
}

/// The bits of a slot that say which plan: its place and one, for nothing stands in an empty slot.
const PLAN: u64 = (1 << 24) - 1;

/// About how many runs are picked from a plan, with room left over: a table that grows is copied.
const OF_A_PLAN: usize = 300;
/// The most slots that are set aside before anything is known: 64 MB, of which the system gives only what is used.
const MOST: usize = 1 << 23;

impl FingerprintTable {
    /// A table with room for so many plans.
    fn for_plans(plans: usize) -> Self {
        let slots = plans.saturating_mul(OF_A_PLAN).clamp(1 << 12, MOST).next_power_of_two();
        FingerprintTable { slots: vec![0; slots], used: 0 }
    }

    /// The first plan with this passage; `plan`, if there was none until now. Beyond sixteen million plans, none.
    fn first_with(&mut self, passage: u64, plan: usize) -> Option<usize> {
        let plan = u64::try_from(plan).ok().map(|plan| plan + 1).filter(|plan| *plan <= PLAN)?;
        if self.used * 4 >= self.slots.len() * 3 {
            self.grow();
        }
        let at = self.slot(passage);
        if self.slots[at] == 0 {
            self.slots[at] = (passage & !PLAN) | plan;
            self.used += 1;
        }
        usize::try_from((self.slots[at] & PLAN) - 1).ok()
    }

    /// The slot of a passage, or the empty one where it belongs.
    fn slot(&self, passage: u64) -> usize {
        let last = self.slots.len() - 1;
        let mut at = usize::try_from(passage >> 24).unwrap_or(0) & last;
        while self.slots[at] != 0 && (self.slots[at] ^ passage) & !PLAN != 0 {
            at = (at + 1) & last;
        }
        at
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(1 << 12);
        for slot in std::mem::replace(&mut self.slots, vec![0; size]) {
            if slot != 0 {
                let at = self.slot(slot);
                self.slots[at] = slot;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::FingerprintTable;

    #[test]
    fn the_first_plan_with_a_passage_stays_the_first() {
        let mut table = FingerprintTable::default();
        let passage = |number: u64| number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
        for number in 0..20_000 {
            let plan = usize::try_from(number / 100).expect("a small number");
            assert_eq!(table.first_with(passage(number), plan), Some(plan));
        }
        for number in 0..20_000 {
            let plan = usize::try_from(number / 100).expect("a small number");
            assert_eq!(table.first_with(passage(number), 999), Some(plan), "{number}");
        }
        assert_eq!(table.used, 20_000);
        assert_eq!(table.first_with(passage(1), 1 << 24), None);
    }
}
