//! How a text is laid out: its statements, and the lines that each takes up. This is the only file that names the lexer.

use toml_parser::Source as Lexed;
use toml_parser::lexer::{Token, TokenKind};

use crate::parse::source::Span;

/// What begins on a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Begins {
    /// The header of a table.
    Header,
    /// A key with its value.
    Key,
    /// A remark alone.
    Remark,
    /// Nothing.
    Blank,
}

/// What stands on one line, or on the lines over which a value reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Statement {
    /// What it is.
    pub begins: Begins,
    /// Where its first line begins.
    pub start: usize,
    /// Where it begins itself, behind the white space before it.
    pub text: usize,
    /// Where its last line ends, without the line ending: a remark behind it is part of it.
    pub end: usize,
}

/// The statements of a text that has no fault of syntax, in their order. Together they are all of the text.
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

/// The remarks in a text, from their `#` to the ends of their lines. What stands within a value is none.
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
        let indent = |one: &Statement| text[one.start..one.text].len();
        statements(text).iter().map(|one| (one.begins, &text[one.start..one.end], indent(one))).collect()
    }

    #[test]
    fn a_value_over_many_lines_is_one_statement() {
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
    fn only_what_is_no_value_is_a_remark() {
        let text = "a = \"# no\" # one\nb = '''\n# no\n''' # two\n#three";
        let remarks: Vec<&str> = comments(text).map(|span| &text[span]).collect();
        assert_eq!(remarks, ["# one", "# two", "#three"]);
        assert_eq!(laid_out("\n"), [(Begins::Blank, "", 0)]);
        assert_eq!(laid_out(""), []);
    }
}
