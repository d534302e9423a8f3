//! The list as an email in plain text, with the headers that `sendmail -t` reads.

use std::io::{self, Write};

use crate::due::coordinator::{CareCoordinator, CoordinatorSource};
use crate::due::kinds;
use crate::due::list::DueList;
use crate::due::output::cells::moment;
use crate::due::output::{ShownNames, WriteOptions};
use crate::due::reason::unglued;
use crate::due::row::{DueRow, ListStatus};
use crate::escape::sanitize;
use crate::parse::{Handle, day_in_words, day_with_weekday};
use crate::workspace::is_safe_id;

/// Whose plans a message is about.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) enum MessageScope<'a> {
    /// The recipient's, or all.
    #[default]
    Own,
    /// Those of a care coordinator to whom it cannot be sent.
    Coordinator(&'a CareCoordinator),
    /// Those that belong to no care coordinator.
    Unassigned,
}

/// Writes the message. Names are written with `--names` only.
pub(crate) fn write(list: &DueList, options: &WriteOptions<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(Address(to)) = options.to {
        writeln!(out, "To: {to}")?;
    }
    writeln!(out, "Subject: {}", subject(list, options.scope))?;
    writeln!(out, "MIME-Version: 1.0")?;
    writeln!(out, "Content-Type: text/plain; charset=utf-8")?;
    writeln!(out, "Content-Transfer-Encoding: 8bit")?;
    writeln!(out, "Auto-Submitted: auto-generated")?;
    writeln!(out)?;
    writeln!(out, "As at {}.\n", day_with_weekday(list.as_at))?;
    match options.scope {
        MessageScope::Own => {}
        MessageScope::Coordinator(CareCoordinator { source: CoordinatorSource::List(_), name, .. }) => {
            wrap(&format!("These are the plans of {}.\n", sanitize(name)), "", out)?;
        }
        MessageScope::Coordinator(_) => {
            writeln!(out, "These are the plans of somebody who is in no list of colleagues.\n")?;
        }
        MessageScope::Unassigned => {
            writeln!(out, "These are of no care coordinator, or could not be read.\n")?;
        }
    }
    wrap(&format!("{}.", list.in_words()), "", out)?;
    for status in ListStatus::ALL {
        let mut rows = list.rows.iter().filter(|row| row.status == status).peekable();
        if rows.peek().is_none() {
            continue;
        }
        writeln!(out, "\n{}\n", status.phrase().to_uppercase())?;
        for row in rows {
            wrap(&line(row, list, options.names), "- ", out)?;
        }
    }
    let explained = |row: &&DueRow| row.kind.is_some() && !row.plan.is_colleague && is_safe_id(&row.plan.id);
    let Some(first) = list.rows.iter().find(explained) else { return Ok(()) };
    writeln!(out, "\nWhy, and what would help: cpa due --explain {}", sanitize(&first.plan.id))
}

/// Returns the subject: counts only, in ASCII, because it is a header.
fn subject(list: &DueList, scope: MessageScope<'_>) -> String {
    let what = if list.of_reviews { "CPA reviews" } else { "CPA dates" };
    let what = match scope {
        MessageScope::Own => what.to_owned(),
        MessageScope::Coordinator(coordinator)
            if coordinator.has_bare_handle() && matches!(coordinator.source, CoordinatorSource::List(_)) =>
        {
            format!("{what} of {}", coordinator.handle)
        }
        MessageScope::Coordinator(_) => format!("{what} of a care coordinator"),
        MessageScope::Unassigned => format!("{what} without a care coordinator"),
    };
    let listed = ListStatus::ALL.into_iter().filter(|status| status.is_listed());
    let counts: Vec<String> = listed
        .filter(|status| list.counts.of(*status) > 0)
        .map(|status| format!("{} {}", list.counts.of(status), status.phrase()))
        .collect();
    let counts = if counts.is_empty() { "none overdue".to_owned() } else { counts.join(", ") };
    format!("{what}: {counts}, as at {}", day_in_words(list.as_at))
}

/// Returns a row: whose plan, what, for whom, how late, why, and the line in the file.
fn line(row: &DueRow, list: &DueList, names: ShownNames) -> String {
    let label = row.label(names);
    let what = row.kind.filter(|_| !list.of_reviews);
    let what = what.map(|kind| format!("{}{}, ", kind.words, about(row, names))).unwrap_or_default();
    let when = match (row.status, row.item.day) {
        (ListStatus::Unreadable | ListStatus::DueToday, _) | (_, None) => String::new(),
        (_, Some(due)) => format!("{} ({}): ", row.late().in_words(due, list.as_at), day_in_words(due)),
    };
    let is_review = row.kind.is_none_or(|kind| kind == &kinds::review::KIND);
    let booked = match row.item.booked() {
        Some(booked) => format!("; booked for {}", moment(booked)),
        None if is_review && row.status != ListStatus::Unreadable => "; no review is booked".to_owned(),
        None => String::new(),
    };
    // A plan has one next review, and many other dates.
    let at = match row.details.line {
        Some(line) if row.plan.is_colleague => format!(" (line {line} of people.toml)"),
        Some(line) if !is_review && row.status != ListStatus::Unreadable => format!(" (line {line})"),
        _ => String::new(),
    };
    let text = format!("{label}: {what}{when}{}{booked}{at}", row.details.why);
    sanitize(&unglued(&text)).into_owned()
}

/// Returns for whom an item is due. Without `--names`, someone defined in the plan is given by the line of their entry,
/// because they may be family.
fn about(row: &DueRow, names: ShownNames) -> String {
    let details = &row.details;
    match (&details.who, names) {
        (None, _) => String::new(),
        (Some(who), _) if who == Handle::PERSON => " for the person".to_owned(),
        (Some(_), _) if row.plan.is_colleague => String::new(),
        (Some(who), ShownNames::Shown) => format!(" for {}", details.who_name.as_deref().unwrap_or(who)),
        (Some(who), ShownNames::Hidden) => match details.entry_line {
            Some(line) => format!(" for whoever stands in line {line}"),
            None => format!(" for {who}"),
        },
    }
}

/// Writes text in lines of 72 characters, after a mark.
fn wrap(text: &str, mark: &str, out: &mut dyn Write) -> io::Result<()> {
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

/// An email address that is safe in a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address(String);

impl Address {
    /// Returns `None` if the address is invalid, has a name, or is unsafe in a header.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (before, after) = text.split_once('@')?;
        let is_plain = |part: &str| {
            !part.is_empty()
                && part.chars().all(|c| c.is_ascii_alphanumeric() || ".!#$%&'*+/=?^_{|}~-".contains(c))
        };
        (is_plain(before) && is_plain(after) && text.len() <= 254).then(|| Address(text.to_owned()))
    }
}
