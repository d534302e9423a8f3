//! Words that are no handles: each has a meaning of its own wherever a handle can stand.

use crate::parse::FixedRule;
use std::sync::Arc;

use crate::parse::{Diagnostic, Handle, OpenMap, Source};
use crate::plan::Someone;

/// Who is meant by a word where a handle can stand: the person, nobody, or a kind of reader.
const RESERVED: [&str; 7] = [Handle::PERSON, "none", "family", "gp", "agencies", "team", "everyone"];

/// The entries of people whose handle is such a word: whoever names it would mean something else.
pub(crate) fn reserved_handles(people: &OpenMap<Someone>, source: &Arc<Source>) -> Vec<Diagnostic> {
    let reserved = people.entries.iter().filter(|(handle, _)| RESERVED.contains(&handle.value.as_str()));
    reserved
        .map(|(handle, _)| {
            let like = if handle.value == "gp" { "dr-osei" } else { "jo" };
            let message = format!("`{}` has a meaning of its own, and cannot be a handle", handle.value);
            Diagnostic::error(FixedRule::ReservedHandle, source, &handle.span, message)
                .help(format!("write another handle, like `{like}`, here and wherever they are named"))
        })
        .collect()
}
