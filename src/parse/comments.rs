//! Comments for this tool, which start with `# cpa`.

use crate::parse::layout::comments;
use crate::parse::source::{Source, Span};

/// A comment that starts with `# cpa`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The text after `cpa`.
    pub said: String,
    /// Its place.
    pub span: Span,
    /// The starts of the lines that it is about: its own, and for a comment alone on its line the next line.
    pub lines: Vec<usize>,
}

/// Returns the comments that start with `# cpa`.
pub fn remarks(source: &Source) -> Vec<Remark> {
    let text = source.text();
    // Few plans have any. The others need no lexing.
    let begins = |at: usize| at == 0 || text.as_bytes()[at - 1] != b'#';
    let mut signs = text.match_indices('#').filter(|(at, _)| begins(*at));
    if !signs.any(|(at, _)| after_cpa(&text[at..]).is_some()) {
        return Vec::new();
    }
    let code = code_lines(source);
    comments(text)
        .filter_map(|span| {
            let said = after_cpa(source.at(&span))?.to_owned();
            Some(Remark { said, lines: lines(source, &span, &code), span })
        })
        .collect()
}

fn after_cpa(remark: &str) -> Option<&str> {
    let (name, rest) = remark.trim_start_matches('#').trim_start().split_at_checked(3)?;
    let is_word = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (is_word && name.eq_ignore_ascii_case("cpa")).then_some(rest)
}

/// Returns the starts of the lines that are not comments.
fn code_lines(source: &Source) -> Vec<usize> {
    let text = source.text();
    let ends = text.match_indices('\n').map(|(at, _)| at + 1);
    let begins = std::iter::once(0).chain(ends);
    begins.filter(|at| !source.at(&source.line_at(*at)).trim_start().starts_with('#')).collect()
}

/// Returns the starts of the lines that a comment is about. Several comments can be above one line.
fn lines(source: &Source, remark: &Span, code: &[usize]) -> Vec<usize> {
    let own = source.line_at(remark.start);
    let below = code[code.partition_point(|at| *at <= own.start)..].first();
    let alone = source.at(&(own.start..remark.start)).trim().is_empty();
    std::iter::once(own.start).chain(below.copied().filter(|_| alone)).collect()
}
