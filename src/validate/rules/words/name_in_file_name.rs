use std::collections::BTreeSet;
use std::sync::Arc;

use crate::parse::{Diagnostic, RuleId, Severity, Source};
use crate::plan::Settings;
use crate::validate::engine::configured_severity;
use crate::validate::rules::words::name_in_file_name;
use crate::validate::rules::{Check, Definition};
use crate::validate::text::file_names::{PersonName, has_nhs_number};
use crate::validate::{Context, Findings, NOTHING_SET, RuleSelection};
use crate::workspace::{FileKind, Folder, OtherFile};

pub(crate) const RULE: Definition = Definition {
    summary: "a file or folder whose name says who the person is",
    severity: Severity::Warning,
    check: Check::EndedToo(check),
};

fn check(context: &Context<'_>, found: &mut Findings<'_>) {
    let file = context.file.file_id();
    let message = if has_nhs_number(file) {
        "an NHS number seems to stand in the name of the file"
    } else if may_have_a_name(file) && PersonName::new(context.plan).is_in(file) {
        "the name of the file holds a name of the person"
    } else {
        return;
    };
    found.at(&context.top(), message).help(
        "give the file a name that says nothing of the person, like `NS-0042.toml`, and write `id = \"NS-0042\"`; \
         names of files stay in git for ever",
    );
}

/// Returns whether the name of a file has enough letters for a name. Most, such as `NS-0042`, have not.
fn may_have_a_name(file: &str) -> bool {
    !file.is_ascii() || file.bytes().filter(u8::is_ascii_alphabetic).count() >= 3
}

/// Returns the findings about files and folders that are not plans. `naming` has the indexes of those that identify a
/// person.
pub(crate) fn check_others(
    folder: &Folder,
    naming: &BTreeSet<usize>,
    selection: &RuleSelection,
) -> Vec<Diagnostic> {
    let others = folder.others.iter().enumerate().filter(|(_, other)| other.is_reported);
    let found = others.filter_map(|(index, other)| {
        let message = if has_nhs_number(&other.name) {
            "an NHS number seems to stand in the name of this file or folder"
        } else if naming.contains(&index) {
            "the name of this file or folder says who somebody is"
        } else {
            return None;
        };
        let severity = configured_severity(&name_in_file_name, settings_for(folder, other), selection)?;
        let source = Arc::new(Source::new(other.display_path.as_str(), ""));
        let mut diagnostic = Diagnostic::error(RuleId::Care(name_in_file_name.name), &source, &(0..0), message).help(
            "give it a name that says nothing of the person, like `NS-0042-letter.pdf` with the id of their plan; \
             names of files stay in git for ever",
        );
        diagnostic.severity = severity;
        Some(diagnostic)
    });
    found.collect()
}

/// Returns the settings of the nearest `cpa.toml`.
fn settings_for<'a>(folder: &'a Folder, other: &OtherFile) -> &'a Settings {
    let all = folder.files.iter().filter_map(|file| match &file.kind {
        FileKind::Settings(settings) => Some((file.path.parent()?, &settings.settings)),
        _ => None,
    });
    let above = all.filter(|(parent, _)| other.path.starts_with(parent));
    let nearest = above.max_by_key(|(parent, _)| parent.components().count());
    nearest.map_or(&NOTHING_SET, |(_, settings)| settings)
}
