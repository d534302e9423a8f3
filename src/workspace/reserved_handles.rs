//! Words that cannot be handles, because they already mean something where a handle can be written.

use std::sync::Arc;

use crate::message;
use crate::parse::{Diagnostic, FixedRule, Handle, OpenMap, Source};
use crate::plan::Someone;

/// The person, "none", and the kinds of readers.
const RESERVED: [&str; 7] = [Handle::PERSON, "none", "family", "gp", "agencies", "team", "everyone"];

/// Reports the entries of people whose handle is a reserved word.
pub(crate) fn reserved_handles(people: &OpenMap<Someone>, source: &Arc<Source>) -> Vec<Diagnostic> {
    let entries = people.entries.iter();
    let reserved = entries
        .filter_map(|(handle, _)| Some((handle, RESERVED.iter().find(|word| **word == handle.value)?)));
    reserved
        .map(|(handle, word)| {
            let example = if *word == "gp" { "dr-osei" } else { "jo" };
            let message = message!("`{}` has a meaning of its own, and cannot be a handle", *word);
            Diagnostic::error(FixedRule::ReservedHandle, source, &handle.span, message)
                .help(message!("write another handle, like `{}`, here and wherever they are named", example))
        })
        .collect()
}
