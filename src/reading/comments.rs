//! The remarks in a text that speak to this tool: they begin with `# cpa`. This is the only file that names the lexer.

use toml_parser::lexer::TokenKind;

use super::source::{Source, Span};

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
    if !text.match_indices('#').any(|(at, _)| behind_our_name(&text[at..]).is_some()) {
        return Vec::new();
    }
    toml_parser::Source::new(text)
        .lex()
        .filter(|token| token.kind() == TokenKind::Comment)
        .filter_map(|token| {
            let span = token.span().start()..token.span().end();
            let said = behind_our_name(source.at(&span))?.to_owned();
            Some(Remark { said, lines: lines(source, &span), span })
        })
        .collect()
}

fn behind_our_name(remark: &str) -> Option<&str> {
    let (name, rest) = remark.trim_start_matches('#').trim_start().split_at_checked(3)?;
    let is_word = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    (is_word && name.eq_ignore_ascii_case("cpa")).then_some(rest)
}

/// A remark behind something speaks of that. One that has a line of its own speaks of the next line that says anything:
/// several may stand above one line.
fn lines(source: &Source, remark: &Span) -> Vec<usize> {
    let own = source.line_at(remark.start);
    let mut lines = vec![own.start];
    let mut above = own.clone();
    if !source.at(&(own.start..remark.start)).trim().is_empty() {
        return lines;
    }
    while let Some(end) = source.text()[above.end..].find('\n') {
        let line = source.line_at(above.end + end + 1);
        if !source.at(&line).trim_start().starts_with('#') {
            lines.push(line.start);
            break;
        }
        above = line;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{Remark, remarks};
    use crate::reading::Source;

    fn said(text: &str) -> Vec<(String, Vec<usize>)> {
        let source = Source::new("a.toml", text);
        remarks(&source).into_iter().map(|Remark { said, lines, .. }| (said, lines)).collect()
    }

    #[test]
    fn a_remark_speaks_of_its_own_line_or_of_the_next() {
        assert_eq!(said("a = 1 # cpa: x\nb = 2\n"), [(": x".to_owned(), vec![0])]);
        assert_eq!(said("#CPA: x\nb = 2\n"), [(": x".to_owned(), vec![0, 8])]);
        let two = [(": x".to_owned(), vec![0, 18]), (": y".to_owned(), vec![9, 18])];
        assert_eq!(said("# cpa: x\n# cpa: y\nb = 2\n"), two);
        assert_eq!(said("# cpa: x"), [(": x".to_owned(), vec![0])]);
        assert_eq!(said("a = 1\r\n  # cpa: x\r\nb = 2"), [(": x".to_owned(), vec![7, 19])]);
    }

    #[test]
    fn words_within_a_value_are_no_remark() {
        assert_eq!(said("a = \"# cpa: x\"\nb = '''\n# cpa: y\n'''\n"), []);
        assert_eq!(said("# see cpa.toml\n# cpa.toml says so\n# cpas: x\n# \u{e9}\u{e9}"), []);
    }
}
