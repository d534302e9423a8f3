//! What would change in a file, as other tools show and take it.

use similar::TextDiff;

/// The unified diff of two states of the file at `path`, as `git apply` and `patch -p1` take it where the path leads down
/// from the folder in which they are typed.
pub fn diff(path: &str, old: &str, new: &str) -> String {
    // Lines end where other tools see their end, and keep how they end.
    let (before, after): (Vec<&str>, Vec<&str>) =
        (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
    let path = path.trim_start_matches('/');
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    // Behind a name with a blank in it the other tools want a tab to see its end.
    let end = if path.contains(char::is_whitespace) { "\t" } else { "" };
    diff.unified_diff().header(&format!("a/{path}{end}"), &format!("b/{path}{end}")).to_string()
}
