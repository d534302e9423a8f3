//! Splits a template into text, statements and expressions, with their lines.

/// A piece of a template.
#[derive(Debug)]
pub(crate) struct Piece<'t> {
    /// The line on which it begins, from 1.
    pub(crate) line: usize,
    pub(crate) kind: PieceKind<'t>,
}

#[derive(Debug)]
pub(crate) enum PieceKind<'t> {
    /// Text that is written unchanged.
    Text(&'t str),
    /// `{% … %}`
    Statement(Vec<Token<'t>>),
    /// `{{ … }}`
    Expression(Vec<Token<'t>>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// A name or a keyword.
    Name(&'t str),
    /// The text between quotes.
    Quoted(&'t str),
    Number,
    /// An operator or a bracket.
    Sign(&'t str),
}

/// Splits a template. Stops at a tag without an end, which the template engine reports.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut at = 0;
    let mut push = |at: usize, kind| {
        pieces.push(Piece { line: text[..at].matches('\n').count() + 1, kind });
    };
    loop {
        let rest = &text[at..];
        let next = ["{{", "{%", "{#"].into_iter().filter_map(|open| Some((rest.find(open)?, open))).min();
        let Some((length, open)) = next else {
            push(at, PieceKind::Text(rest));
            return pieces;
        };
        if length > 0 {
            push(at, PieceKind::Text(&rest[..length]));
        }
        at += length;
        let inner = &rest[length + 2..];
        let after = if open == "{#" {
            inner.split_once("#}").map(|(_, after)| after)
        } else {
            let close = if open == "{{" { "}}" } else { "%}" };
            tokens(inner.strip_prefix(['-', '+']).unwrap_or(inner), close).map(|(tokens, after)| {
                let expression = open == "{{";
                push(
                    at,
                    if expression { PieceKind::Expression(tokens) } else { PieceKind::Statement(tokens) },
                );
                after
            })
        };
        let Some(after) = after else { return pieces };
        at = text.len() - after.len();
    }
}

/// Returns the tokens up to `close`, and the text after it.
fn tokens<'t>(text: &'t str, close: &str) -> Option<(Vec<Token<'t>>, &'t str)> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    loop {
        let end = rest.strip_prefix(['-', '+']).filter(|rest| rest.starts_with(close)).unwrap_or(rest);
        if let Some(after) = end.strip_prefix(close) {
            return Some((tokens, after));
        }
        let first = rest.chars().next()?;
        let is_double = ["==", "!=", "<=", ">=", "**", "//"].iter().any(|sign| rest.starts_with(sign));
        let length = match first {
            '"' | '\'' => quoted_length(&rest[1..], first)? + 2,
            _ if is_in_name(first) => rest.find(|c| !is_in_name(c)).unwrap_or(rest.len()),
            _ if is_double => 2,
            _ => first.len_utf8(),
        };
        let (token, after) = rest.split_at(length);
        tokens.push(match first {
            '"' | '\'' => Token::Quoted(&token[1..length - 1]),
            '0'..='9' => Token::Number,
            _ if is_in_name(first) => Token::Name(token),
            _ => Token::Sign(token),
        });
        rest = after.trim_start();
    }
}

/// Returns the length of the text before the closing quote.
fn quoted_length(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

fn is_in_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn template_is_split_with_its_lines() {
        let text = "a{# {{ no }} #}\n{%- if x[\"%}\"] == 'it\\'s' -%}b{{ c|d(2) }}";
        let pieces = pieces(text);
        let lines: Vec<usize> = pieces.iter().map(|piece| piece.line).collect();
        assert_eq!(lines, [1, 1, 2, 2, 2, 2], "{pieces:?}");
        let PieceKind::Statement(tokens) = &pieces[2].kind else { panic!("{pieces:?}") };
        let expected = [
            Token::Name("if"),
            Token::Name("x"),
            Token::Sign("["),
            Token::Quoted("%}"),
            Token::Sign("]"),
            Token::Sign("=="),
            Token::Quoted("it\\'s"),
        ];
        assert_eq!(tokens[..], expected);
        let PieceKind::Expression(tokens) = &pieces[4].kind else { panic!("{pieces:?}") };
        assert_eq!(tokens.len(), 6, "{tokens:?}");
        assert!(matches!(pieces[5].kind, PieceKind::Text("")));
    }

    #[test]
    fn tag_without_end_is_left_out() {
        for text in ["{{ a", "{% if \"x %}", "{# a", "{{ 'é"] {
            assert!(pieces(text).is_empty(), "{text}");
        }
    }
}
