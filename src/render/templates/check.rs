//! Checks a service's templates before any copy is made.
//!
//! The template engine already keeps templates from files and limits their work. This check adds what it cannot do:
//! no value where escaping does not keep it text, no expression that could build a text without limit in memory, and a
//! misspelt name is reported even where no copy has reached it yet.

use crate::parse::suggest;
use crate::render::templates::tokens::{Piece, PieceKind, Token, pieces};
use crate::render::templates::{BUILT_IN, Templates};

const STATEMENTS: [&str; 13] = [
    "block", "endblock", "extends", "include", "if", "elif", "else", "endif", "for", "endfor", "set", "with",
    "endwith",
];
/// The names allowed after `|`.
pub(crate) const FILTERS: [&str; 8] =
    ["upper", "lower", "capitalize", "trim", "first", "last", "length", "default"];
/// The names allowed after `is`.
pub(crate) const TESTS: [&str; 4] = ["defined", "none", "odd", "even"];
const KEYWORDS: [&str; 8] = ["and", "or", "not", "in", "if", "elif", "else", "is"];
const SIGNS: [&str; 16] =
    [".", "[", "]", "(", ")", ",", "|", ":", "=", "==", "!=", "<", ">", "<=", ">=", "-"];

/// A problem in a template.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TemplateProblem {
    pub(crate) line: usize,
    pub(crate) message: String,
}

/// Returns the first problem in the template called `name`.
pub(crate) fn problem(name: &str, text: &str, templates: &Templates) -> Option<TemplateProblem> {
    let pieces = pieces(text);
    let in_tags = pieces.iter().find_map(|piece| {
        let message = match &piece.kind {
            PieceKind::Text(_) => None,
            PieceKind::Statement(tokens) => statement_problem(tokens, templates),
            PieceKind::Expression(tokens) => expression_problem(tokens),
        };
        message.map(|message| TemplateProblem { line: piece.line, message })
    });
    in_tags.or_else(|| unsafe_value(&pieces)).or_else(|| lost_text(name, &pieces, templates))
}

/// Returns the names after a statement: `used("include", text)` lists the templates that `text` includes.
pub(crate) fn used(statement: &str, text: &str) -> Vec<String> {
    let names = pieces(text).into_iter().filter_map(|piece| match piece.kind {
        PieceKind::Statement(tokens) => match tokens[..] {
            [Token::Name(found), Token::Name(name) | Token::Quoted(name), ..] => {
                (found == statement).then(|| name.to_owned())
            }
            _ => None,
        },
        PieceKind::Text(_) | PieceKind::Expression(_) => None,
    });
    names.collect()
}

fn statement_problem(tokens: &[Token<'_>], templates: &Templates) -> Option<String> {
    match tokens {
        [Token::Name(statement), ..] if !STATEMENTS.contains(statement) => {
            Some(unknown("statement of these templates", statement, &STATEMENTS))
        }
        [Token::Name("extends" | "include"), Token::Quoted(name)] => {
            (!templates.has(name)).then(|| templates.no_template(name))
        }
        [Token::Name(statement @ ("extends" | "include")), ..] => {
            Some(format!("behind `{statement}` stands the name of a template in quotes, and nothing else"))
        }
        [Token::Name("set"), Token::Name(_), Token::Sign("="), value @ ..] => value_problem(value, false),
        // `{% set name %}…{% endset %}` could double a text without limit.
        [Token::Name("set"), ..] => Some("a value is named by `{% set name = value %}`".to_owned()),
        [Token::Name(statement), value @ ..] => value_problem(value, matches!(*statement, "for" | "with")),
        _ => None,
    }
}

fn expression_problem(tokens: &[Token<'_>]) -> Option<String> {
    match tokens {
        [Token::Name("super"), Token::Sign("("), Token::Sign(")")] => None,
        _ => value_problem(tokens, false),
    }
}

/// An expression may look up values, compare them, choose between them and filter them. Text that is joined, lists in
/// lists and the result of `super()` can each be doubled again and again, in memory that no other limit counts.
fn value_problem(tokens: &[Token<'_>], allows_commas: bool) -> Option<String> {
    // Whether commas are allowed in each open bracket, such as around the arguments of a filter.
    let mut commas = vec![allows_commas];
    let mut before = [None, None];
    for token in tokens {
        let [second, first] = before;
        let after_name = matches!(first, Some(Token::Name(name)) if !KEYWORDS.contains(&name));
        let after_value = after_name || matches!(first, Some(Token::Sign("]" | ")") | Token::Quoted(_)));
        let is_filter = second == Some(Token::Sign("|"));
        let after_is = first == Some(Token::Name("is"))
            || (first == Some(Token::Name("not")) && second == Some(Token::Name("is")));
        match token {
            Token::Name(name) if first == Some(Token::Sign("|")) && !FILTERS.contains(name) => {
                return Some(unknown("filter of these templates", name, &FILTERS));
            }
            Token::Name(name) if after_is && *name != "not" && !TESTS.contains(name) => {
                return Some(unknown("test of these templates", name, &TESTS));
            }
            Token::Sign("(") if after_value && !(after_name && is_filter) => {
                return Some("a template calls nothing but `super()`".to_owned());
            }
            Token::Sign("(") => commas.push(after_value),
            Token::Sign("[") if after_value => commas.push(false),
            Token::Sign(")" | "]") => drop(commas.pop()),
            Token::Sign("[") => return Some("a template makes no lists".to_owned()),
            Token::Sign(",") if commas.last() == Some(&false) => {
                return Some("a template makes no lists".to_owned());
            }
            Token::Sign(sign) if !SIGNS.contains(sign) => {
                return Some(format!("a template computes nothing: `{sign}` cannot stand here"));
            }
            Token::Name(_) | Token::Quoted(_) | Token::Number | Token::Sign(_) => {}
        }
        before = [first, Some(*token)];
    }
    None
}

/// Finds a value that escaping cannot keep text: in a script or style sheet of the page, or in a tag, except between
/// the quotes of an attribute that runs nothing.
fn unsafe_value(pieces: &[Piece<'_>]) -> Option<TemplateProblem> {
    let (mut in_style, mut in_script, mut context) = (false, false, HtmlContext::default());
    pieces.iter().find_map(|piece| {
        let message = match &piece.kind {
            PieceKind::Text(text) => {
                context.read(text);
                let text = text.to_ascii_lowercase();
                for (inside, open, close) in
                    [(&mut in_style, "<style", "</style"), (&mut in_script, "<script", "</script")]
                {
                    let (opened, closed) = (text.rfind(open), text.rfind(close));
                    *inside = if opened.or(closed).is_some() { opened > closed } else { *inside };
                }
                return None;
            }
            PieceKind::Expression(_) if in_script => "no value can stand in a script".to_owned(),
            PieceKind::Expression(_) if in_style => STYLE.to_owned(),
            PieceKind::Expression(_) => context.refusal()?,
            PieceKind::Statement(tokens) => match tokens[..] {
                [Token::Name("include"), Token::Quoted(name)] if in_style && !is_style_sheet(name) => {
                    STYLE.to_owned()
                }
                _ => return None,
            },
        };
        Some(TemplateProblem { line: piece.line, message })
    })
}

const STYLE: &str = "a value in a style sheet stands in a file whose name ends in `.css.jinja`";

/// Whether values in the template called `name` are escaped for a style sheet.
pub(crate) fn is_style_sheet(name: &str) -> bool {
    let mut endings = name.rsplit('.').skip_while(|ending| ending.eq_ignore_ascii_case("jinja"));
    endings.next().is_some_and(|ending| ending.eq_ignore_ascii_case("css"))
}

/// Where in an HTML page the text of a template has arrived.
#[derive(Debug, Default)]
enum HtmlContext {
    #[default]
    Text,
    Comment,
    /// In a tag, with the text since the last space: the name of an attribute and its `=`.
    Tag(String),
    /// Between quotes, with the quote and the name of the attribute.
    Attribute(char, String),
}

impl HtmlContext {
    fn read(&mut self, text: &str) {
        for (at, c) in text.char_indices() {
            let rest = &text[at..];
            *self = match std::mem::take(self) {
                HtmlContext::Text if rest.starts_with("<!--") => HtmlContext::Comment,
                HtmlContext::Text if c == '<' => match rest.chars().nth(1) {
                    Some(next) if !next.is_ascii_alphabetic() && !matches!(next, '/' | '!') => {
                        HtmlContext::Text
                    }
                    _ => HtmlContext::Tag(String::new()),
                },
                HtmlContext::Comment if rest.starts_with("-->") => HtmlContext::Text,
                HtmlContext::Tag(_) if c == '>' => HtmlContext::Text,
                HtmlContext::Tag(word) if matches!(c, '"' | '\'') && word.ends_with('=') => {
                    HtmlContext::Attribute(c, word.trim_end_matches('=').to_ascii_lowercase())
                }
                // Spaces around `=` do not end the attribute.
                HtmlContext::Tag(word) if c.is_whitespace() => {
                    let continues = word.ends_with('=') || rest.trim_start().starts_with('=');
                    HtmlContext::Tag(if continues { word } else { String::new() })
                }
                HtmlContext::Tag(mut word) => {
                    word.push(c);
                    HtmlContext::Tag(word)
                }
                HtmlContext::Attribute(quote, _) if c == quote => HtmlContext::Tag(String::new()),
                same => same,
            };
        }
    }

    /// Returns why no value is allowed here.
    fn refusal(&self) -> Option<String> {
        match self {
            HtmlContext::Tag(_) => {
                Some("in a tag a value stands between quotes, behind the name of an attribute".to_owned())
            }
            HtmlContext::Attribute(_, name)
                if name.starts_with("on") || name == "style" || name == "srcdoc" =>
            {
                Some(format!("no value can stand in `{name}`"))
            }
            HtmlContext::Text | HtmlContext::Comment | HtmlContext::Attribute(..) => None,
        }
    }
}

/// Finds what a template that extends another writes in vain: a block that the other does not have, or text outside
/// all blocks.
fn lost_text(name: &str, pieces: &[Piece<'_>], templates: &Templates) -> Option<TemplateProblem> {
    let extends = pieces.iter().find_map(|piece| match &piece.kind {
        PieceKind::Statement(tokens) => match tokens[..] {
            [Token::Name("extends"), Token::Quoted(extends)] => Some(extends),
            _ => None,
        },
        PieceKind::Text(_) | PieceKind::Expression(_) => None,
    })?;
    if extends == name {
        let message = format!("it extends itself: write `{{% extends \"{BUILT_IN}{name}\" %}}`");
        return Some(TemplateProblem { line: 1, message });
    }
    let blocks = templates.blocks(extends);
    let blocks: Vec<&str> = blocks.iter().map(String::as_str).collect();
    let mut depth = 0_usize;
    pieces.iter().find_map(|piece| {
        let mut line = piece.line;
        let message = match &piece.kind {
            PieceKind::Statement(tokens) => match tokens[..] {
                [Token::Name("block"), Token::Name(block), ..] => {
                    depth += 1;
                    let is_lost = depth == 1 && !blocks.contains(&block);
                    is_lost.then(|| unknown(&format!("block of `{extends}`"), block, &blocks))?
                }
                [Token::Name("endblock"), ..] => {
                    depth = depth.saturating_sub(1);
                    return None;
                }
                [Token::Name("include"), ..] if depth == 0 => OUTSIDE.to_owned(),
                _ => return None,
            },
            PieceKind::Text(text) if depth == 0 && !text.trim().is_empty() => {
                line += text[..text.len() - text.trim_start().len()].matches('\n').count();
                OUTSIDE.to_owned()
            }
            PieceKind::Expression(_) if depth == 0 => OUTSIDE.to_owned(),
            PieceKind::Text(_) | PieceKind::Expression(_) => return None,
        };
        Some(TemplateProblem { line, message })
    })
}

const OUTSIDE: &str = "this stands outside every block, and so in no copy: a template that extends another only \
                       replaces its blocks";

/// Says that `typed` is not one of `names`, which name may be meant, and which names there are.
pub(crate) fn unknown(what: &str, typed: &str, names: &[&str]) -> String {
    let list = names.join(", ");
    match suggest(typed, names.iter().copied()) {
        Some(meant) => format!("`{typed}` is no {what}: did you mean `{meant}`? There is {list}"),
        None => format!("`{typed}` is no {what}: there is {list}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::templates::built_in::TEMPLATES;

    fn checked(text: &str) -> Option<String> {
        problem("x.html.jinja", text, &Templates::default())
            .map(|problem| format!("{}: {}", problem.line, problem.message))
    }

    #[test]
    fn built_in_templates_pass() {
        for template in TEMPLATES {
            let problem = problem(template.name, template.text, &Templates::default());
            assert_eq!(problem, None, "{}", template.name);
        }
    }

    #[test]
    fn allowed_expressions_pass() {
        for text in [
            "{{ super() }}{{ a.b[0].c[1:]|default(\"x\")|upper }}",
            "{% if not (a and b) or c is not none and d == 'e' and f >= -1 %}{% elif x in y %}{% endif %}",
            "{% for a, b in c[-2:] if a is defined %}{{ loop.index }}{% else %}-{% endfor %}",
            "{% with a = b, c = d|default(e, f) %}{% include \"parts/blocks.html.jinja\" %}{% endwith %}",
            "{% set a = b if c else 10 %}",
        ] {
            assert_eq!(checked(text), None, "{text}");
        }
    }

    #[test]
    fn refused_tags_are_reported_with_their_line() {
        for (text, message) in [
            ("\n{{ a|safe }}", "2: `safe` is no filter of these templates: there is upper, "),
            ("{{ a|uper }}", "1: `uper` is no filter of these templates: did you mean `upper`? There is "),
            (
                "{% autoescape false %}",
                "1: `autoescape` is no statement of these templates: there is block, ",
            ),
            ("{% macro a() %}", "1: `macro` is no statement "),
            ("{% raw %}{{ a }}{% endraw %}", "1: `raw` is no statement "),
            ("{% if a is nothing %}", "1: `nothing` is no test of these templates: "),
            ("{% if a is not nothing %}", "1: `nothing` is no test of these templates: "),
            (
                "{% include a %}",
                "1: behind `include` stands the name of a template in quotes, and nothing else",
            ),
            ("{% include \"../cpa.toml\" %}", "1: no template is called `../cpa.toml`: "),
            ("{{ a ~ a }}", "1: a template computes nothing: `~` cannot stand here"),
            ("{{ a * 9 }}", "1: a template computes nothing: `*` "),
            ("{{ {1: 2} }}", "1: a template computes nothing: `{` "),
            ("{% set a %}", "1: a value is named by `{% set name = value %}`"),
            ("{% set a = b, b %}", "1: a template makes no lists"),
            ("{% set a = (b, b) %}", "1: a template makes no lists"),
            ("{% set a = [b] %}", "1: a template makes no lists"),
            ("{% for a in [b] %}", "1: a template makes no lists"),
            ("{{ a|default((b, b)) }}", "1: a template makes no lists"),
            ("{{ range(9) }}", "1: a template calls nothing but `super()`"),
            ("{{ a.b() }}", "1: a template calls nothing but `super()`"),
            ("{{ super()|upper }}", "1: a template calls nothing but `super()`"),
            ("{{ a[0](b) }}", "1: a template calls nothing but `super()`"),
        ] {
            let checked = checked(text).unwrap_or_default();
            assert!(checked.starts_with(message), "{text}: {checked}");
        }
    }
}
