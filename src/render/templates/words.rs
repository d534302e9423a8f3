//! A template cut into its tags and what stands between them, and each tag into words: enough to say where a slip is.

/// A piece of a template.
#[derive(Debug)]
pub(crate) struct Piece<'t> {
    /// The line that it begins on, from 1.
    pub(crate) line: usize,
    /// What it is.
    pub(crate) is: Is<'t>,
}

/// What a piece of a template is.
#[derive(Debug)]
pub(crate) enum Is<'t> {
    /// What is written as it stands.
    Text(&'t str),
    /// `{% … %}`
    Statement(Vec<TemplateWord<'t>>),
    /// `{{ … }}`
    Value(Vec<TemplateWord<'t>>),
}

/// A word of a tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TemplateWord<'t> {
    /// A name, or a word of the language.
    Name(&'t str),
    /// What stands in quotes.
    Quoted(&'t str),
    /// A number.
    Number(&'t str),
    /// A sign, or two that belong together.
    Sign(&'t str),
}

/// The pieces of a template, as far as it has whole tags: of the rest, its reader says that it is broken.
pub(crate) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let (mut line, mut before) = (1, text);
    let mut rest = text;
    loop {
        line += before[..before.len() - rest.len()].matches('\n').count();
        before = rest;
        let next =
            ["{{", "{%", "{#"].into_iter().filter_map(|allows| Some((rest.find(allows)?, allows))).min();
        let Some((at, allows)) = next else {
            found.push(Piece { line, is: Is::Text(rest) });
            return found;
        };
        if at > 0 {
            found.push(Piece { line, is: Is::Text(&rest[..at]) });
            rest = &rest[at..];
            continue;
        }
        let inner = &rest[2..];
        if allows == "{#" {
            let Some(end) = inner.find("#}") else { return found };
            rest = &inner[end + 2..];
            continue;
        }
        let closes = if allows == "{{" { "}}" } else { "%}" };
        let Some((words, after)) = words(inner.strip_prefix(['-', '+']).unwrap_or(inner), closes) else {
            return found;
        };
        let is = if allows == "{{" { Is::Value(words) } else { Is::Statement(words) };
        found.push(Piece { line, is });
        rest = after;
    }
}

/// The words up to `closes`, and what comes after it.
fn words<'t>(text: &'t str, closes: &str) -> Option<(Vec<TemplateWord<'t>>, &'t str)> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    loop {
        let close = rest.strip_prefix(['-', '+']).filter(|rest| rest.starts_with(closes)).unwrap_or(rest);
        if let Some(after) = close.strip_prefix(closes) {
            return Some((words, after));
        }
        let first = rest.chars().next()?;
        let length = match first {
            '"' | '\'' => 1 + quoted(&rest[1..], first)? + 1,
            '0'..='9' => rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len()),
            _ if is_of_name(first) => rest.find(|c| !is_of_name(c)).unwrap_or(rest.len()),
            _ if ["==", "!=", "<=", ">=", "**", "//"].iter().any(|two| rest.starts_with(two)) => 2,
            _ => first.len_utf8(),
        };
        let (word, after) = rest.split_at(length);
        words.push(match first {
            '"' | '\'' => TemplateWord::Quoted(&word[1..word.len() - 1]),
            '0'..='9' => TemplateWord::Number(word),
            _ if is_of_name(first) => TemplateWord::Name(word),
            _ => TemplateWord::Sign(word),
        });
        rest = after.trim_start();
    }
}

/// How far it is to the quote that ends a text in quotes.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    text.char_indices().find_map(|(at, c)| {
        let ends = c == quote && !escaped;
        escaped = c == '\\' && !escaped;
        ends.then_some(at)
    })
}

fn is_of_name(c: char) -> bool {
    c == '_' || c.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_cut_into_tags_and_what_stands_between_them() {
        let text = "a{# {{ no }} #}\n{%- if x[\"%}\"] == 'it\\'s' -%}b{{ c|d(2) }}";
        let pieces = pieces(text);
        let lines: Vec<usize> = pieces.iter().map(|piece| piece.line).collect();
        assert_eq!(lines, [1, 1, 2, 2, 2, 2], "{pieces:?}");
        let Is::Statement(words) = &pieces[2].is else { panic!("{pieces:?}") };
        let [
            TemplateWord::Name("if"),
            TemplateWord::Name("x"),
            _,
            TemplateWord::Quoted("%}"),
            _,
            TemplateWord::Sign("=="),
            quoted,
        ] = words[..]
        else {
            panic!("{words:?}")
        };
        assert_eq!(quoted, TemplateWord::Quoted("it\\'s"));
        let Is::Value(words) = &pieces[4].is else { panic!("{pieces:?}") };
        assert_eq!(words.len(), 6, "{words:?}");
        assert!(matches!(pieces[5].is, Is::Text("")));
    }

    #[test]
    fn what_has_no_end_is_no_piece() {
        for text in ["{{ a", "{% if \"x %}", "{# a", "{{ 'é"] {
            assert!(pieces(text).is_empty(), "{text}");
        }
    }
}
