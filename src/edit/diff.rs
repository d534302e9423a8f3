//! The difference between the old and the new text of a file.

use similar::TextDiff;

/// Returns a unified diff that `git apply` and `patch -p1` accept if `path` is relative to the current folder.
pub fn diff(path: &str, old: &str, new: &str) -> String {
    // Lines end at `\n` only, as in other tools, and keep a `\r` before it.
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let path = path.trim_start_matches('/');
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&old, &new);
    // Other tools need a tab to see where a path with spaces ends.
    let end = if path.contains(char::is_whitespace) { "\t" } else { "" };
    diff.unified_diff().header(&format!("a/{path}{end}"), &format!("b/{path}{end}")).to_string()
}
