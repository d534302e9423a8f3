use crate::parse::Severity;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::file_names::{PersonName, looks_like_a_number};
use crate::validate::{Context, Findings};

pub(crate) const RULE: Definition = Definition {
    summary: "a file or folder whose name says who the person is",
    severity: Severity::Warning,
    check: Check::EndedToo(check),
};

/// What is said of a name with a number in it.
pub(crate) const A_NUMBER: &str = "an NHS number seems to stand in the name of this file or folder";
/// What is said of a name with somebody's name in it.
pub(crate) const A_NAME: &str = "the name of this file or folder says who somebody is";

/// Whether a file's name has letters enough for a word of a name: `NS-0042` has not, as nearly all have not.
fn may_hold_a_name(file: &str) -> bool {
    !file.is_ascii() || file.bytes().filter(u8::is_ascii_alphabetic).count() >= 3
}

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let file = context.file.file_id();
    let message = if looks_like_a_number(file) {
        "an NHS number seems to stand in the name of the file"
    } else if may_hold_a_name(file) && PersonName::new(context.plan).is_hinted_at_in(file) {
        "the name of the file holds a name of the person"
    } else {
        return;
    };
    found.at(&context.top(), message).help(
        "give the file a name that says nothing of the person, like `NS-0042.toml`, and write `id = \"NS-0042\"`; \
         names of files stay in git for ever",
    );
}
