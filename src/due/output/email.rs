//! The list as a message in plain text, with the headers that `sendmail -t` reads.

use std::io::{self, Write};

use crate::due::coordinator::{CareCoordinator, CoordinatorSource};
use crate::due::kind::Late;
use crate::due::list::DueList;
use crate::due::output::table::moment;
use crate::due::reason::unglued;
use crate::due::row::{DueRow, RowState};
use crate::due::{ShownNames, kinds};
use crate::escape::sanitize;
use crate::parse::{Handle, day_in_words, day_with_weekday};
use crate::workspace::is_only_an_id;

/// Writes the message to an address; without one, whoever sends it says to whom it goes. It names nobody whose plan it
/// is, unless it is asked to.
pub(crate) fn write(
    list: &DueList,
    to: Option<&Address>,
    instead_of: InsteadOf<'_>,
    names: ShownNames,
    out: &mut dyn Write,
) -> io::Result<()> {
    if let Some(Address(to)) = to {
        writeln!(out, "To: {to}")?;
    }
    writeln!(out, "Subject: {}", subject(list, instead_of))?;
    writeln!(out, "MIME-Version: 1.0")?;
    writeln!(out, "Content-Type: text/plain; charset=utf-8")?;
    writeln!(out, "Content-Transfer-Encoding: 8bit")?;
    writeln!(out, "Auto-Submitted: auto-generated")?;
    writeln!(out)?;
    writeln!(out, "As at {}.\n", day_with_weekday(list.as_at))?;
    match instead_of {
        InsteadOf::Nobody => {}
        InsteadOf::Coordinator(CareCoordinator { entry: CoordinatorSource::List(_), name, .. }) => {
            wrapped(&format!("These are the plans of {}.\n", sanitize(name)), "", out)?;
        }
        InsteadOf::Coordinator(_) => {
            writeln!(out, "These are the plans of somebody who is in no list of colleagues.\n")?;
        }
        InsteadOf::EveryCoordinator => {
            writeln!(out, "These are of no care coordinator, or could not be read.\n")?;
        }
    }
    wrapped(&format!("{}.", list.in_words()), "", out)?;
    for (heading, state) in SECTIONS {
        let mut rows = list.rows.iter().filter(|row| row.state == *state).peekable();
        if rows.peek().is_none() {
            continue;
        }
        writeln!(out, "\n{heading}\n")?;
        for row in rows {
            wrapped(&line(row, list, names), "- ", out)?;
        }
    }
    let explained = |row: &&DueRow| row.kind.is_some() && !row.of.is_colleague && is_only_an_id(&row.of.id);
    let Some(first) = list.rows.iter().find(explained) else { return Ok(()) };
    writeln!(out, "\nWhy, and what would help: cpa due --explain {}", sanitize(&first.of.id))
}

/// The headings, in the order of the list and in the words of its closing line.
const SECTIONS: &[(&str, RowState)] = &[
    ("COULD NOT BE TOLD", RowState::Unreadable),
    ("OVERDUE", RowState::Overdue),
    ("DUE TODAY", RowState::DueToday),
    ("DUE SOON", RowState::DueSoon),
    ("WITHOUT A DATE", RowState::NoDate),
];

/// In whose place somebody has a message.
#[derive(Debug, Clone, Copy)]
pub enum InsteadOf<'a> {
    /// It is their own.
    Nobody,
    /// It is about the plans of a care coordinator to whom it cannot be sent.
    Coordinator(&'a CareCoordinator),
    /// It is about what belongs to no care coordinator.
    EveryCoordinator,
}

/// The subject: numbers, and nobody's name or plan. A header holds plain letters only.
fn subject(list: &DueList, instead_of: InsteadOf<'_>) -> String {
    let what = if list.of_reviews { "CPA reviews" } else { "CPA dates" };
    let what = match instead_of {
        InsteadOf::Nobody => what.to_owned(),
        InsteadOf::Coordinator(one)
            if one.has_bare_handle() && matches!(one.entry, CoordinatorSource::List(_)) =>
        {
            format!("{what} of {}", one.handle)
        }
        InsteadOf::Coordinator(_) => format!("{what} of a care coordinator"),
        InsteadOf::EveryCoordinator => format!("{what} without a care coordinator"),
    };
    let counts = list.counts;
    let numbers = [
        (counts.unreadable, "could not be told"),
        (counts.overdue, "overdue"),
        (counts.due_today, "due today"),
        (counts.due_soon, "due soon"),
        (counts.no_date, "without a date"),
    ];
    let numbers: Vec<String> = numbers
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, what)| format!("{number} {what}"))
        .collect();
    let numbers = if numbers.is_empty() { "none overdue".to_owned() } else { numbers.join(", ") };
    format!("{what}: {numbers}, as at {}", day_in_words(list.as_at))
}

/// One row: which plan, what, about whom, how it stands, why, and where that stands.
fn line(row: &DueRow, list: &DueList, names: ShownNames) -> String {
    let who = row.called(names);
    let about = about(row, names);
    let what = row.kind.filter(|_| !list.of_reviews).map(|kind| format!("{}{about}, ", kind.words));
    let late = row.kind.map_or(Late::Due, |kind| kind.late);
    let when = match (row.state, row.due) {
        (RowState::Unreadable | RowState::DueToday, _) | (_, None) => String::new(),
        (_, Some(due)) => {
            format!("{} ({}): ", late.in_words(due, list.as_at), day_in_words(due))
        }
    };
    // A plan has one next review, and many actions.
    let is_review = row.kind.is_none_or(|kind| kind == &kinds::review::KIND);
    let booked = match row.booked {
        Some(booked) => format!("; booked for {}", moment(booked)),
        None if is_review && row.state != RowState::Unreadable => "; no review is booked".to_owned(),
        None => String::new(),
    };
    let at = match row.line {
        Some(line) if row.of.is_colleague => format!(" (line {line} of people.toml)"),
        Some(line) if !is_review && row.state != RowState::Unreadable => format!(" (line {line})"),
        _ => String::new(),
    };
    let text = format!("{who}: {}{when}{}{booked}{at}", what.unwrap_or_default(), row.why);
    sanitize(&unglued(&text)).into_owned()
}

/// About whom it is: without names only the person, a colleague, or where the entry of somebody else stands.
fn about(row: &DueRow, names: ShownNames) -> String {
    match (&row.who, names) {
        (None, _) => String::new(),
        (Some(who), _) if who == Handle::PERSON => " for the person".to_owned(),
        (Some(_), _) if row.of.is_colleague => String::new(),
        (Some(who), ShownNames::Shown) => format!(" for {}", row.whom.as_deref().unwrap_or(who)),
        (Some(who), ShownNames::Hidden) => match row.entry_line {
            // Whoever stands in the plan itself may be family.
            Some(line) => format!(" for whoever stands in line {line}"),
            None => format!(" for {who}"),
        },
    }
}

/// Writes text in lines of 72 characters, the first of which begins with a mark.
fn wrapped(text: &str, mark: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut line = mark.to_owned();
    for word in text.split(' ') {
        let is_empty = line.trim_end().len() <= mark.trim_end().len();
        if !is_empty && line.chars().count() + 1 + word.chars().count() > 72 {
            writeln!(out, "{line}")?;
            line = " ".repeat(mark.len());
        } else if !is_empty {
            line.push(' ');
        }
        line.push_str(word);
    }
    writeln!(out, "{line}")
}

/// An address to which a message can go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address(String);

impl Address {
    /// Reads an address as it is typed: one, without a name, in plain letters. None: it is none, or would break the
    /// header in which it stands.
    pub fn from_text(text: &str) -> Option<Self> {
        let (before, after) = text.split_once('@')?;
        let plain = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_{|}~-".contains(c))
        };
        (plain(before) && plain(after) && text.len() <= 254).then(|| Address(text.to_owned()))
    }
}
