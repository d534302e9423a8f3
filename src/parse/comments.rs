//! The remarks in a text that speak to this tool: they begin with `# cpa`.

use crate::parse::layout::comments;
use crate::parse::source::{Source, Span};

/// A remark that begins with `# cpa`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// What stands behind `cpa` in it.
    pub said: String,
    /// Where it stands.
    pub span: Span,
    /// Where the lines begin of which it speaks: its own, and if it stands alone there, the one below.
    pub lines: Vec<usize>,
}

/// The remarks in a text that begin with `# cpa`, in their order. Words within a value are no remark.
pub fn remarks(source: &Source) -> Vec<Remark> {
    let text = source.text();
    // Few plans have any: what a value is and what a remark need not be known for the others.
    let begins = |at: usize| at == 0 || text.as_bytes()[at - 1] != b'#';
    let mut signs = text.match_indices('#').filter(|(at, _)| begins(*at));
    if !signs.any(|(at, _)| behind_our_name(&text[at..]).is_some()) {
        return Vec::new();
    }
    let speaking = speaking(source);
    comments(text)
        .filter_map(|span| {
            let said = behind_our_name(source.at(&span))?.to_owned();
            Some(Remark { said, lines: lines(source, &span, &speaking), span })
        })
        .collect()
}

fn behind_our_name(remark: &str) -> Option<&str> {
    let (name, rest) = remark.trim_start_matches('#').trim_start().split_at_checked(3)?;
    let is_word = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (is_word && name.eq_ignore_ascii_case("cpa")).then_some(rest)
}

/// Where the lines begin that are no remarks.
fn speaking(source: &Source) -> Vec<usize> {
    let text = source.text();
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let begins = std::iter::once(0).chain(ends);
    begins.filter(|at| !source.at(&source.line_at(*at)).trim_start().starts_with('#')).collect()
}

/// A remark behind something speaks of that. One that has a line of its own speaks of the next line that is no remark:
/// several may stand above one line.
fn lines(source: &Source, remark: &Span, speaking: &[usize]) -> Vec<usize> {
    let own = source.line_at(remark.start);
    let below = speaking[speaking.partition_point(|at| *at <= own.start)..].first();
    let alone = source.at(&(own.start..remark.start)).trim().is_empty();
    std::iter::once(own.start).chain(below.copied().filter(|_| alone)).collect()
}
