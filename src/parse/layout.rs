//! The statements of a text, and the lines that each takes up. The only file that names the `toml_parser` crate.

use toml_parser::Source as Lexed;
use toml_parser::lexer::{Token, TokenKind};

use crate::parse::source::Span;

/// What starts on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// The header of a table.
    Header,
    /// A key with its value.
    Key,
    /// A comment alone.
    Remark,
    /// An empty line.
    Blank,
}

/// One line, or the lines of a multi-line value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// What it is.
    pub begins: Begins,
    /// The start of its first line.
    pub start: usize,
    /// Its start after the indentation.
    pub text: usize,
    /// The end of its last line, without the line ending. A comment at the end belongs to it.
    pub end: usize,
}

/// Returns the statements of a text without syntax errors. Together they cover the text.
pub fn statements(text: &str) -> Vec<Statement> {
    let mut statements = Vec::new();
    let mut line: Option<Statement> = None;
    let mut start = 0;
    let mut depth = 0_usize;
    for token in Lexed::new(text).lex() {
        let (from, to) = (token.span().start(), token.span().end());
        match token.kind() {
            TokenKind::Newline if depth == 0 => {
                statements.push(line.take().unwrap_or(blank(start, from)));
                start = to;
                continue;
            }
            TokenKind::Eof => break,
            TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
            TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => depth = depth.saturating_sub(1),
            _ => {}
        }
        if token.kind() != TokenKind::Whitespace {
            let begun =
                line.get_or_insert(Statement { begins: begins_with(&token), start, text: from, end: to });
            begun.end = to;
        } else if let Some(begun) = &mut line {
            begun.end = to;
        }
    }
    if start < text.len() {
        statements.push(line.unwrap_or(blank(start, text.len())));
    }
    statements
}

/// Returns the places of the comments in a text. A `#` in a value does not start one.
pub fn comments(text: &str) -> impl Iterator<Item = Span> {
    let comments = Lexed::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    comments.map(|token| token.span().start()..token.span().end())
}

fn blank(start: usize, end: usize) -> Statement {
    Statement { begins: Begins::Blank, start, text: end, end }
}

fn begins_with(first: &Token) -> Begins {
    match first.kind() {
        TokenKind::LeftSquareBracket => Begins::Header,
        TokenKind::Comment => Begins::Remark,
        _ => Begins::Key,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn laid_out(text: &str) -> Vec<(Begins, &str, usize)> {
        let parts = |it: &Statement| (it.begins, &text[it.start..it.end], it.text - it.start);
        statements(text).iter().map(parts).collect()
    }

    #[test]
    fn a_multi_line_value_is_one_statement() {
        use Begins::{Blank, Header, Key, Remark};
        let text = "\ta = 1 # x\r\n  # [b]\r\n  [[ b ]]\r\n\r\nc = \"\"\"\r\n# no\r\n[d]\"\"\" # yes\r\n \t\r\n\
                    e = [ # f\r\n 1,\r\n]\r\ng = { h = 1,\r\n i = ']' }";
        let expected = [
            (Key, "\ta = 1 # x", 1),
            (Remark, "  # [b]", 2),
            (Header, "  [[ b ]]", 2),
            (Blank, "", 0),
            (Key, "c = \"\"\"\r\n# no\r\n[d]\"\"\" # yes", 0),
            (Blank, " \t", 2),
            (Key, "e = [ # f\r\n 1,\r\n]", 0),
            (Key, "g = { h = 1,\r\n i = ']' }", 0),
        ];
        assert_eq!(laid_out(text), expected);
    }

    #[test]
    fn a_hash_in_a_value_is_not_a_comment() {
        let text = "a = \"# no\" # one\nb = '''\n# no\n''' # two\n#three";
        let remarks: Vec<&str> = comments(text).map(|span| &text[span]).collect();
        assert_eq!(remarks, ["# one", "# two", "#three"]);
        assert_eq!(laid_out("\n"), [(Begins::Blank, "", 0)]);
        assert_eq!(laid_out(""), []);
    }
}
