//! The pages of the rules that cannot be set or allowed: about reading files, about `# cpa: allow`, about copies.

use crate::parse::{FixedRule, Severity};

/// A rule that cannot be set, with its page.
#[derive(Debug)]
pub struct FixedRulePage {
    /// The rule.
    pub rule: FixedRule,
    /// The severity of its findings.
    pub severity: Severity,
    /// What it finds, as a short clause.
    pub summary: &'static str,
    /// What it means and what to do, as Markdown.
    pub page: &'static str,
}

const fn error(rule: FixedRule, summary: &'static str, page: &'static str) -> FixedRulePage {
    FixedRulePage { rule, severity: Severity::Error, summary, page }
}

const fn warning(rule: FixedRule, summary: &'static str, page: &'static str) -> FixedRulePage {
    FixedRulePage { rule, severity: Severity::Warning, summary, page }
}

/// Every fixed rule, in the order in which a file is read.
pub static ALL: &[FixedRulePage] = &[
    error(
        FixedRule::Unreadable,
        "the file could not be opened",
        "The file could not be opened, is no ordinary file, or is larger than `largest_file` in `cpa.toml` \
         allows. Nothing is known of a plan in it, so the command ends with 2, whatever else it found. Links \
         to folders are not followed: name the folder itself.",
    ),
    error(
        FixedRule::NotUtf8,
        "the file is not saved as UTF-8",
        "The letters of the file are stored in another way than UTF-8, so nobody can tell what they are: \
         mostly it was saved by an older Notepad, or as \"Unicode\", or by a word processor. Open it, choose \
         \"Save as\", and choose UTF-8 as the encoding.",
    ),
    error(
        FixedRule::EmptyFile,
        "there is no plan in the file",
        "Nothing stands in the file, or only remarks. A plan begins with `id = \"NS-0101\"`, as its file is \
         called, and with `[person]` and their name. Take the file away if it is not needed.",
    ),
    error(
        FixedRule::ConflictMarker,
        "two versions of the file were not merged",
        "Two people changed the same lines, and git wrote both between `<<<<<<<`, `=======` and `>>>>>>>`. \
         Nothing else is said of the file until somebody has decided: keep the lines that are right, from \
         either or both, and take the three marks out.",
    ),
    error(
        FixedRule::Syntax,
        "a line cannot be read",
        "A line is not written as the file needs it, so nobody can tell what it says. Text stands in straight \
         quotes, `aim = \"To sleep\"`; a date without quotes and year first, `2026-03-31`; a list in square \
         brackets with commas, `[\"jo\", \"person\"]`; and each key on a line of its own, with `=` behind it. \
         The help shows the line to write. What may be missing because of such a line is not told until the \
         line is mended.",
    ),
    error(
        FixedRule::DuplicateKey,
        "a key or a table stands there twice",
        "The same key stands twice in one table, or the same table twice in one file, and the two may say \
         different things. Keep one. What there can be several of, as needs and actions, has double brackets: \
         `[[needs]]`.",
    ),
    error(
        FixedRule::MisplacedKey,
        "a key stands in a table to which it does not belong",
        "The format has this key, but not here: a line belongs to the last header in square brackets above \
         it. What belongs to the plan as a whole stands at the top of the file, above the first header; \
         everything else below the header of its own table. Often a header was deleted, or a line was added \
         at the end of the file. `cpa explain KEY` says where a key belongs.",
    ),
    error(
        FixedRule::UnknownKey,
        "no key has this name",
        "The format has no such key, so what stands behind it would never be read: no copy would show it and \
         no review would be due by it. Mostly it is a slip of the finger, and the help says what was meant. \
         Something that has no key of its own goes into a `need`, or into a remark behind `#`.",
    ),
    error(
        FixedRule::MissingKey,
        "a key without which nothing can be said is missing",
        "A very few keys must be there for a plan to be anybody's: its `id`, and the name of whoever it is \
         about or names. Everything else may be left out: that is found by the rules of care, which know what \
         matters.",
    ),
    error(
        FixedRule::WrongType,
        "what stands behind a key is not of its kind",
        "A key takes one kind of value: text in quotes, a date or a number without, `true` or `false`, a list \
         in square brackets, a table under a header. What was found is of another kind, and is not guessed \
         at: a date in quotes is text, and no review would be due by it. The help shows the line to write.",
    ),
    error(
        FixedRule::EmptyText,
        "there is nothing between the quotes",
        "A key with an empty text says neither yes nor no. Left out means that nobody has asked; `\"none\"`, \
         `[]` or `0` means asked, and there is none. Write what was said, or take the line out.",
    ),
    error(
        FixedRule::UnknownChoice,
        "the word is none of those that can stand there",
        "The key takes one of a closed list of words, so that every plan says the same by the same word and \
         none is missed in a count. The help lists them, and so does `cpa explain KEY`.",
    ),
    error(
        FixedRule::ImpossibleDate,
        "no calendar has this day",
        "There is no such day, as 30 February, or no such year in anybody's life. Dates are written year, \
         month, day: `2026-03-31`. Where only the month or the year is known, some keys take `\"2019-03\"` or \
         `\"2019\"`.",
    ),
    error(
        FixedRule::DateInFuture,
        "what has happened cannot have a day to come",
        "The key says on which day something happened, and that day has not come. Either the year is wrong, \
         or it is meant: then another key says so, as `booked` for a review and `next_review_due` for the \
         next.",
    ),
    error(
        FixedRule::ReservedHandle,
        "a word with a meaning of its own is used as a handle",
        "`person`, `none`, `family`, `gp`, `agencies`, `team` and `everyone` each mean somebody already \
         wherever a handle can stand. Whoever had one as a handle could not be told from them: choose \
         another, as `jo` or `dr-osei`, here and wherever they are named.",
    ),
    error(
        FixedRule::UnknownHandle,
        "nobody has this handle",
        "Somebody is named by a handle that is neither in `people.toml` nor under `[people.…]` in the plan, \
         so nobody could tell who is meant or phone them. A handle is what stands between the brackets: \
         `[jo]` in `people.toml`, `[people.nia]` in a plan. Correct the spelling, or add them.",
    ),
    error(
        FixedRule::UnknownDecision,
        "no decision to withhold has this name",
        "`withhold` names a decision under `[withheld.…]`, which says from whom something is kept, why, and \
         who decided. Without that decision nobody knows from whom, so no copy of the plan is made. Correct \
         the name, or write the decision down.",
    ),
    error(
        FixedRule::WrongId,
        "the id differs from the name of the file",
        "The `id` of a plan is the name of its file without `.toml`, so that whoever has one finds the other. \
         They differ mostly because a plan was copied to begin another. Change the one that is wrong.",
    ),
    error(
        FixedRule::DuplicateId,
        "two plans have one id",
        "Two plans below one folder have the same `id`, and what is sent or filed under it may reach the \
         wrong person. Give one of the two an id of its own, and its file the same name. It is told at the \
         later of the two, and only when a whole folder is validated.",
    ),
    error(
        FixedRule::UnknownRule,
        "`[rules]` in `cpa.toml`, or a remark that allows something, names no rule",
        "`[rules]` in `cpa.toml` says how much each rule of care matters to a service, and `# cpa: allow` \
         that a finding was looked at; this name is none of theirs, so nothing would be set or allowed by it. \
         `cpa rules` lists the names. The faults of reading cannot be set, and cannot be allowed: they always \
         count. In a remark it is a warning only, for the finding is then still told.",
    ),
    warning(
        FixedRule::AllowUnclear,
        "a remark nearly says which rule it allows",
        "A remark reads as if it were to quiet a finding, and does not say so in the words that are looked \
         for, so it quiets nothing. Write `# cpa: allow review-overdue because …`, with the name that stands \
         in brackets in the finding, and your reason, on the line of the finding or on the line above it.",
    ),
    warning(
        FixedRule::AllowWithoutReason,
        "a remark allows a rule and does not say why",
        "Whoever reads the plan next cannot tell whether somebody thought about the finding or only wanted it \
         gone, so without a reason the remark quiets nothing. Write it behind `because`, in a few words: `# \
         cpa: allow review-overdue because the review is held in the hospital on Friday`.",
    ),
    warning(
        FixedRule::AllowUnused,
        "a remark allows a rule that finds nothing there",
        "What the remark was written for has been mended, or it stands on another line than the finding. Left \
         there, it would quiet the same finding when it comes back, and nobody would be told. Take it out, or \
         move it to the line of the finding, or to the line above.",
    ),
    error(
        FixedRule::NoCopy,
        "no copy is made for this reader",
        "`cpa render` refuses to make this copy, because it would reach nobody it is meant for: the plan says \
         that the person died.",
    ),
];

/// Returns the fixed rule with this name.
pub fn named(name: &str) -> Option<&'static FixedRulePage> {
    ALL.iter().find(|page| page.rule.name() == name)
}
