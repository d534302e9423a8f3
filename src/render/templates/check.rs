//! What a service's own template may do, and where one does something else: it shows what it is given, and computes
//! nothing, so that it comes to an end and no value in it can pass for markup.

use crate::parse::suggest;
use crate::render::templates::words::{Is, Piece, TemplateWord, pieces};
use crate::render::templates::{BUILT_IN, Templates};

/// The statements that a template may be made of.
const STATEMENTS: [&str; 13] = [
    "block", "endblock", "extends", "include", "if", "elif", "else", "endif", "for", "endfor", "set", "with",
    "endwith",
];
/// The filters: what can stand behind `|`.
pub(crate) const FILTERS: [&str; 8] =
    ["upper", "lower", "capitalize", "trim", "first", "last", "length", "default"];
/// The tests: what can stand behind `is`.
pub(crate) const TESTS: [&str; 4] = ["defined", "none", "odd", "even"];
/// Words after which a value begins.
const BEFORE_VALUES: [&str; 8] = ["and", "or", "not", "in", "if", "elif", "else", "is"];
/// The signs of an expression that looks values up, compares them and chooses between them.
const SIGNS: [&str; 16] =
    [".", "[", "]", "(", ")", ",", "|", ":", "=", "==", "!=", "<", ">", "<=", ">=", "-"];

/// A slip in a template: its line, and what it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Slip {
    pub(crate) line: usize,
    pub(crate) says: String,
}

/// The first thing in the template at `name` that no template may do.
pub(crate) fn slip(name: &str, text: &str, templates: &Templates) -> Option<Slip> {
    let pieces = pieces(text);
    let each = pieces.iter().find_map(|piece| {
        let says = match &piece.is {
            Is::Text(_) => None,
            Is::Statement(words) => statement(words, templates),
            Is::Value(words) => value(words),
        };
        says.map(|says| Slip { line: piece.line, says })
    });
    each.or_else(|| live(&pieces)).or_else(|| outside_blocks(name, &pieces, templates))
}

/// The names in quotes behind `extends` and `include`.
pub(crate) fn used(text: &str) -> Vec<String> {
    let pieces = pieces(text);
    let named = pieces.iter().filter_map(|piece| match &piece.is {
        Is::Statement(words) => match words[..] {
            [TemplateWord::Name("extends" | "include"), TemplateWord::Quoted(name)] => Some(name.to_owned()),
            _ => None,
        },
        _ => None,
    });
    named.collect()
}

fn statement(words: &[TemplateWord<'_>], templates: &Templates) -> Option<String> {
    match words {
        [TemplateWord::Name(statement), ..] if !STATEMENTS.contains(statement) => {
            Some(no("statement of these templates", statement, &STATEMENTS))
        }
        [TemplateWord::Name("extends" | "include"), TemplateWord::Quoted(name)] => {
            (!templates.has(name)).then(|| templates.no_template(name))
        }
        [TemplateWord::Name(statement @ ("extends" | "include")), ..] => {
            Some(format!("behind `{statement}` stands the name of a template in quotes, and nothing else"))
        }
        [TemplateWord::Name("block"), TemplateWord::Name(_)] | [] => None,
        [TemplateWord::Name("block"), ..] => {
            Some("behind `block` stands its name, and nothing else".to_owned())
        }
        [TemplateWord::Name("set"), TemplateWord::Name(_), TemplateWord::Sign("="), value @ ..] => {
            let whole = depths(value).all(|(depth, word)| depth > 0 || word != TemplateWord::Sign(","));
            if whole { made(value) } else { Some("`set` gives one name to one value".to_owned()) }
        }
        [TemplateWord::Name("set"), ..] => Some("a value is named by `{% set name = value %}`".to_owned()),
        [_, rest @ ..] => made(rest),
    }
}

fn value(words: &[TemplateWord<'_>]) -> Option<String> {
    match words {
        [TemplateWord::Name("super"), TemplateWord::Sign("("), TemplateWord::Sign(")")] => None,
        _ => made(words),
    }
}

/// What is wrong with an expression: it may look values up, choose between them and change their letters.
fn made(words: &[TemplateWord<'_>]) -> Option<String> {
    let mut open: Vec<bool> = Vec::new();
    for at in 0..words.len() {
        let before = |back: usize| at.checked_sub(back).map(|at| words[at]);
        let names = |word: Option<TemplateWord<'_>>| matches!(word, Some(TemplateWord::Name(name)) if !BEFORE_VALUES.contains(&name));
        let looked_up = names(before(1))
            || matches!(before(1), Some(TemplateWord::Sign("]" | ")") | TemplateWord::Quoted(_)));
        let behind_is = before(1) == Some(TemplateWord::Name("is"))
            || (before(1) == Some(TemplateWord::Name("not")) && before(2) == Some(TemplateWord::Name("is")));
        let says = match words[at] {
            TemplateWord::Name(name) if before(1) == Some(TemplateWord::Sign("|")) => {
                (!FILTERS.contains(&name)).then(|| no("filter of these templates", name, &FILTERS))
            }
            TemplateWord::Name(name) if behind_is && name != "not" => {
                (!TESTS.contains(&name)).then(|| no("test of these templates", name, &TESTS))
            }
            TemplateWord::Sign("(") => {
                let filters = names(before(1)) && before(2) == Some(TemplateWord::Sign("|"));
                open.push(filters);
                (looked_up && !filters).then(|| "a template calls nothing but `super()`".to_owned())
            }
            TemplateWord::Sign("[") => {
                open.push(false);
                (!looked_up).then(|| "a template makes no lists".to_owned())
            }
            TemplateWord::Sign(")" | "]") => {
                open.pop();
                None
            }
            TemplateWord::Sign(",") if open.last() == Some(&false) => {
                Some("a template makes no lists".to_owned())
            }
            TemplateWord::Sign(sign) if !SIGNS.contains(&sign) => {
                Some(format!("a template computes nothing: `{sign}` cannot stand here"))
            }
            _ => None,
        };
        if says.is_some() {
            return says;
        }
    }
    None
}

/// A value where escaping cannot keep it text: in a style sheet, or a script, that stands in the page itself; in a tag,
/// but between the quotes of an attribute that runs nothing.
fn live(pieces: &[Piece<'_>]) -> Option<Slip> {
    let (mut style, mut script, mut place) = (false, false, TemplatePlace::default());
    pieces.iter().find_map(|piece| {
        if let Is::Text(text) = piece.is {
            place.read(text);
            let text = text.to_ascii_lowercase();
            for (within, allows, closes) in
                [(&mut style, "<style", "</style"), (&mut script, "<script", "</script")]
            {
                let (opened, closed) = (text.rfind(allows), text.rfind(closes));
                *within = if opened.or(closed).is_some() { opened > closed } else { *within };
            }
        }
        let includes = |words: &[TemplateWord<'_>]| match words {
            [TemplateWord::Name("include"), TemplateWord::Quoted(name)] => !is_style_sheet(name),
            _ => false,
        };
        let says = match &piece.is {
            Is::Value(_) if script => "no value can stand in a script".to_owned(),
            Is::Value(_) if style => STYLE.to_owned(),
            Is::Statement(words) if style && includes(words) => STYLE.to_owned(),
            Is::Value(_) => place.refuses()?,
            _ => return None,
        };
        Some(Slip { line: piece.line, says })
    })
}

/// Whether values in the template of this name are escaped as a style sheet needs it.
pub(crate) fn is_style_sheet(name: &str) -> bool {
    let mut endings = name.rsplit('.').skip_while(|ending| ending.eq_ignore_ascii_case("jinja"));
    endings.next().is_some_and(|ending| ending.eq_ignore_ascii_case("css"))
}

const STYLE: &str = "a value in a style sheet stands in a file whose name ends in `.css.jinja`";

/// Where in a page the text of a template has come to.
#[derive(Debug, Default)]
enum TemplatePlace {
    /// Between tags.
    #[default]
    Text,
    /// In a comment.
    Comment,
    /// In a tag, with what was read since the last space: the name of an attribute, and the sign behind it.
    Tag(String),
    /// Between quotes, behind the name of an attribute.
    Quoted(char, String),
}

impl TemplatePlace {
    fn read(&mut self, text: &str) {
        for (at, c) in text.char_indices() {
            let rest = &text[at..];
            *self = match std::mem::take(self) {
                TemplatePlace::Text if rest.starts_with("<!--") => TemplatePlace::Comment,
                TemplatePlace::Text if c == '<' => match rest.chars().nth(1) {
                    Some(next) if !next.is_ascii_alphabetic() && !matches!(next, '/' | '!') => {
                        TemplatePlace::Text
                    }
                    _ => TemplatePlace::Tag(String::new()),
                },
                TemplatePlace::Comment if rest.starts_with("-->") => TemplatePlace::Text,
                TemplatePlace::Tag(_) if c == '>' => TemplatePlace::Text,
                TemplatePlace::Tag(said) if matches!(c, '"' | '\'') && said.ends_with('=') => {
                    TemplatePlace::Quoted(c, said.trim_end_matches('=').to_ascii_lowercase())
                }
                // "class = 'a'": the spaces before and behind the sign say nothing.
                TemplatePlace::Tag(said) if c.is_whitespace() => {
                    let goes_on = said.ends_with('=') || rest.trim_start().starts_with('=');
                    TemplatePlace::Tag(if goes_on { said } else { String::new() })
                }
                TemplatePlace::Tag(said) => TemplatePlace::Tag(said + c.encode_utf8(&mut [0; 4])),
                TemplatePlace::Quoted(quote, _) if c == quote => TemplatePlace::Tag(String::new()),
                same => same,
            };
        }
    }

    /// Why no value can stand here.
    fn refuses(&self) -> Option<String> {
        match self {
            TemplatePlace::Tag(_) => {
                Some("in a tag a value stands between quotes, behind the name of an attribute".to_owned())
            }
            TemplatePlace::Quoted(_, name)
                if name.starts_with("on") || name == "style" || name == "srcdoc" =>
            {
                Some(format!("no value can stand in `{name}`"))
            }
            _ => None,
        }
    }
}

/// Each word with how many brackets are open before it.
fn depths<'w>(words: &'w [TemplateWord<'w>]) -> impl Iterator<Item = (usize, TemplateWord<'w>)> {
    words.iter().scan(0_usize, |depth, word| {
        let at = *depth;
        match word {
            TemplateWord::Sign("(" | "[") => *depth += 1,
            TemplateWord::Sign(")" | "]") => *depth = depth.saturating_sub(1),
            _ => {}
        }
        Some((at, *word))
    })
}

/// What a template that extends another writes where it is lost: in a block that the other does not have, or in none.
fn outside_blocks(name: &str, pieces: &[Piece<'_>], templates: &Templates) -> Option<Slip> {
    let extends = extends(pieces)?;
    if extends == name {
        let says = format!("it extends itself: write `{{% extends \"{BUILT_IN}{name}\" %}}`");
        return Some(Slip { line: 1, says });
    }
    let blocks = templates.blocks(extends);
    let mut depth = 0_usize;
    pieces.iter().find_map(|piece| {
        let says = match &piece.is {
            Is::Statement(words) => match words[..] {
                [TemplateWord::Name("block"), TemplateWord::Name(block)] => {
                    depth += 1;
                    let lost = depth == 1 && !blocks.iter().any(|known| known == block);
                    let known: Vec<&str> = blocks.iter().map(String::as_str).collect();
                    lost.then(|| no(&format!("block of `{extends}`"), block, &known))
                }
                [TemplateWord::Name("endblock"), ..] => {
                    depth = depth.saturating_sub(1);
                    None
                }
                [TemplateWord::Name("include"), ..] if depth == 0 => Some(LOST.to_owned()),
                _ => None,
            },
            Is::Text(text) if depth > 0 || text.trim().is_empty() => None,
            Is::Value(_) if depth > 0 => None,
            Is::Text(_) | Is::Value(_) => Some(LOST.to_owned()),
        };
        let empty = match piece.is {
            Is::Text(text) => &text[..text.len() - text.trim_start().len()],
            _ => "",
        };
        says.map(|says| Slip { line: piece.line + empty.matches('\n').count(), says })
    })
}

const LOST: &str = "this stands outside every block, and so in no copy: a template that extends another only \
                    replaces its blocks";

/// The name of the template that this one extends.
fn extends<'t>(pieces: &[Piece<'t>]) -> Option<&'t str> {
    pieces.iter().find_map(|piece| match &piece.is {
        Is::Statement(words) => match words[..] {
            [TemplateWord::Name("extends"), TemplateWord::Quoted(parent)] => Some(parent),
            _ => None,
        },
        _ => None,
    })
}

/// The name of the template that the template with this text extends.
pub(crate) fn extended(text: &str) -> Option<String> {
    extends(&pieces(text)).map(str::to_owned)
}

/// The names of the blocks in a template's text.
pub(crate) fn blocks(text: &str) -> Vec<String> {
    let pieces = pieces(text);
    let blocks = pieces.iter().filter_map(|piece| match &piece.is {
        Is::Statement(words) => match words[..] {
            [TemplateWord::Name("block"), TemplateWord::Name(block), ..] => Some(block.to_owned()),
            _ => None,
        },
        _ => None,
    });
    blocks.collect()
}

/// That `typed` is none of `there`, which of them may have been meant, and what there is.
pub(crate) fn no(what: &str, typed: &str, there: &[&str]) -> String {
    let there_is = there.join(", ");
    match suggest(typed, there.iter().copied()) {
        Some(meant) => format!("`{typed}` is no {what}: did you mean `{meant}`? There is {there_is}"),
        None => format!("`{typed}` is no {what}: there is {there_is}"),
    }
}

#[cfg(test)]
mod tests {
    use super::super::built_in::TEMPLATES;
    use super::*;

    fn said(text: &str) -> Option<String> {
        slip("x.html.jinja", text, &Templates::default()).map(|slip| format!("{}: {}", slip.line, slip.says))
    }

    #[test]
    fn the_templates_in_the_program_do_only_what_any_template_may() {
        for template in TEMPLATES {
            assert_eq!(slip(template.name, template.text, &Templates::default()), None, "{}", template.name);
        }
    }

    #[test]
    fn what_a_template_may_do_is_let_through() {
        for text in [
            "{{ super() }}{{ a.b[0].c[1:]|default(\"x\")|upper }}",
            "{% if not (a and b) or c is not none and d == 'e' and f >= -1 %}{% elif x in y %}{% endif %}",
            "{% for a, b in c[-2:] if a is defined %}{{ loop.index }}{% else %}-{% endfor %}",
            "{% with a = b, c = d|default(e, f) %}{% include \"parts/blocks.html.jinja\" %}{% endwith %}",
            "{% set a = b if c else 10 %}",
        ] {
            assert_eq!(said(text), None, "{text}");
        }
    }

    #[test]
    fn what_no_template_may_do_is_told_with_its_line() {
        for (text, says) in [
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
            ("{% set a = b, b %}", "1: `set` gives one name to one value"),
            ("{% set a = (b, b) %}", "1: a template makes no lists"),
            ("{% set a = [b] %}", "1: a template makes no lists"),
            ("{% for a in [b] %}", "1: a template makes no lists"),
            ("{{ a|default((b, b)) }}", "1: a template makes no lists"),
            ("{{ range(9) }}", "1: a template calls nothing but `super()`"),
            ("{{ a.b() }}", "1: a template calls nothing but `super()`"),
            ("{{ super()|upper }}", "1: a template calls nothing but `super()`"),
            ("{{ a[0](b) }}", "1: a template calls nothing but `super()`"),
        ] {
            let said = said(text).unwrap_or_default();
            assert!(said.starts_with(says), "{text}: {said}");
        }
    }
}
