//! From text to tables. The only file that names the `toml` crate.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::{NaiveDate, NaiveTime};
use toml::de::{DeTable, DeValue};

use crate::parse::diagnostic::{Diagnostic, FixedRule};
use crate::parse::recovery::headers::{bare_header, follows_lost_header};
use crate::parse::recovery::hidden_values::hide_by_lines;
use crate::parse::recovery::known_keys::KnownKeys;
use crate::parse::recovery::lines::{blocks, end_of_open, first_conflict_marker, is_header, opener};
use crate::parse::recovery::syntax_errors::{Fault, FaultExtent};
use crate::parse::recovery::unterminated_string::unterminated_string;
use crate::parse::source::{Source, Span, Spanned};
use crate::parse::tree::{Item, Table, TableEntry, Value};
use crate::parse::value_type::Key;

/// A parsed text.
#[derive(Debug)]
pub struct Parsed<'s> {
    /// The tables that could be read.
    pub root: Table<'s>,
    /// Whether every line could be read. If not, keys that are in the text may be missing from the tables.
    pub whole: bool,
    /// The syntax errors, in the order of the text.
    pub faults: Vec<Diagnostic>,
}

impl Parsed<'_> {
    /// Returns the syntax errors and the diagnostics of decoding, without those on a line with a syntax error.
    pub fn faults_with(mut faults: Vec<Diagnostic>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let line = |fault: &Diagnostic| fault.source.line_at(fault.span.start).start;
        let faulty: BTreeSet<usize> = faults.iter().map(line).collect();
        faults.extend(found.into_iter().filter(|fault| faulty.is_empty() || !faulty.contains(&line(fault))));
        faults
    }
}

/// Parses the text of a file whose top level has the keys `format`. What cannot be read is reported, and the rest is
/// returned.
pub fn parse<'s>(source: &'s Arc<Source>, format: &'static [Key]) -> Parsed<'s> {
    let text = source.text();
    let (tree, errors) = DeTable::parse_recoverable(text);
    let tree = tree.into_inner();
    let marker = first_conflict_marker(text);
    if errors.is_empty() && marker.is_none() {
        let root = convert(tree, 0..0, &[]);
        let fault = unterminated_string(source, &root, format, is_value);
        if fault.is_some() {
            hide_by_lines(source, &KnownKeys::new(format));
        }
        return Parsed { root, whole: fault.is_none(), faults: fault.into_iter().collect() };
    }
    let known = KnownKeys::new(format);
    hide_by_lines(source, &known);
    if let Some(marker) = marker {
        let message = "two versions of this file were not merged";
        let fault = Diagnostic::error(FixedRule::ConflictMarker, source, &marker, message)
            .label("git's mark of a conflict")
            .help("decide between the versions and take out the lines that begin with <<<<<<<, ======= and >>>>>>>");
        return Parsed { root: Table::default(), whole: false, faults: vec![fault] };
    }
    let mut faults = describe(&errors, source, 0, &known);
    if errors.len() > faults.len() || faults.iter().any(|fault| fault.extent != FaultExtent::Value) {
        return block_by_block(source, &known, faults);
    }
    faults.sort_by_key(Fault::start);
    let broken: Vec<Span> = faults.iter().map(|fault| source.line_at(fault.start())).collect();
    let root = convert(tree, 0..0, &broken);
    let unterminated = unterminated_string(source, &root, format, is_value);
    let whole = unterminated.is_none();
    let faults = first_of_each_line(source, faults).into_iter().map(|fault| fault.diagnostic);
    Parsed { root, whole, faults: faults.chain(unterminated).collect() }
}

/// Returns whether a text of one line is a whole value.
fn is_value(text: &str) -> bool {
    !text.contains('\n') && DeTable::parse(&format!("key = {text}")).is_ok()
}

/// Parses each block, from one header to the next, alone, so that an unclosed bracket cannot hide the next block. The
/// tables are then parsed from the text without its faulty lines. `at_once` is what the parser reports of the whole text.
fn block_by_block<'s>(source: &'s Arc<Source>, known: &KnownKeys, at_once: Vec<Fault>) -> Parsed<'s> {
    let mut rest = source.text().as_bytes().to_vec();
    let mut found: Vec<Fault> = Vec::new();
    for block in blocks(source.text()) {
        found.extend(parse_block(source, known, &block, &mut rest));
    }
    let rest = String::from_utf8_lossy(&rest).into_owned();
    let (tree, faults) = parse_text(&rest, source, 0, known);
    // If lines are still missing, the tables are not those in the file, and nothing more can be said of them.
    let is_unreadable = faults.iter().any(|fault| fault.extent != FaultExtent::Twice);
    // If a header is lost, the tables below it seem to repeat others.
    let faulty: Vec<usize> = found.iter().map(Fault::start).collect();
    let is_lost = |line: &str| is_header(line) || bare_header(line, known).is_some();
    let header_lost = faulty.iter().any(|start| is_lost(source.at(&source.line_at(*start))));
    let is_repeated = |fault: &Fault| {
        let on_header = is_header(source.at(&source.line_at(fault.start())));
        let about_headers = on_header || fault.diagnostic.rule != FixedRule::DuplicateKey;
        let follows = follows_lost_header(source, &faulty, fault.start(), known);
        !(follows || (about_headers && header_lost))
    };
    if !is_unreadable {
        found.extend(faults.into_iter().filter(is_repeated));
    }
    if found.is_empty() {
        found = at_once;
    }
    found.sort_by_key(Fault::start);
    let found = without_consequences(source, first_of_each_line(source, found));
    let root = if is_unreadable { Table::default() } else { convert(tree, 0..0, &[]).into_owned() };
    Parsed { root, whole: false, faults: at_most(source, found) }
}

/// Returns the syntax errors of one block, and blanks its faulty lines in `rest`.
fn parse_block(source: &Arc<Source>, known: &KnownKeys, block: &Span, rest: &mut [u8]) -> Vec<Fault> {
    let mut found = Vec::new();
    // Each round closes one bracket or quote that was left open.
    for _ in 0..20 {
        let text = String::from_utf8_lossy(&rest[block.clone()]).into_owned();
        let (_, mut faults) = parse_text(&text, source, block.start, known);
        faults.sort_by_key(Fault::start);
        let is_open = faults.iter().any(|fault| fault.extent == FaultExtent::Open);
        let Some(open) = opener(&text).filter(|_| is_open) else {
            let is_header_faulty = faults.first().is_some_and(|fault| {
                let line = source.line_at(fault.start());
                line.start <= block.start && is_header(source.at(&line))
            });
            if is_header_faulty {
                faults.truncate(1);
                blank(&mut rest[block.clone()]);
            }
            faults.retain(|fault| fault.extent != FaultExtent::Twice);
            blank_lines(source, &faults, rest);
            found.append(&mut faults);
            break;
        };
        let (open, end) = (block.start + open, block.start + end_of_open(&text, open));
        let line = source.line_at(open);
        faults.retain(|fault| source.line_at(fault.start()).end < open);
        blank_lines(source, &faults, rest);
        blank(&mut rest[line.start..end.max(line.end)]);
        found.append(&mut faults);
        found.push(Fault::unclosed(source, open));
    }
    found
}

fn blank_lines(source: &Source, faults: &[Fault], rest: &mut [u8]) {
    for fault in faults {
        blank(&mut rest[source.line_at(fault.start())]);
    }
}

/// Overwrites a piece of text with spaces, so that what follows keeps its place.
fn blank(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        *byte = b' ';
    }
}

/// Returns the first error of each line. The others follow from it.
fn first_of_each_line(source: &Source, mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.dedup_by_key(|fault| source.line_at(fault.start()).start);
    faults
}

/// Removes errors that follow from the one before: further lines without a key, and further repeated keys in a block,
/// where the header between the two tables is missing.
fn without_consequences(source: &Source, faults: Vec<Fault>) -> Vec<Fault> {
    let starts: Vec<usize> = blocks(source.text()).iter().map(|block| block.start).collect();
    let block_of = |fault: &Fault| starts.partition_point(|start| *start <= fault.start());
    let mut kept: Vec<Fault> = Vec::with_capacity(faults.len());
    let (mut last_line, mut last_block) = (None, None);
    for fault in faults {
        let line = source.place(fault.start()).line;
        let is_repeat = fault.extent == FaultExtent::Twice;
        let follows_line =
            fault.extent == FaultExtent::NoKey && last_line.is_some_and(|last| last + 1 == line);
        let block = is_repeat.then(|| block_of(&fault));
        let follows_block = is_repeat && block == last_block;
        last_line = Some(line).filter(|_| !is_repeat);
        last_block = block.or(last_block);
        match kept.last_mut() {
            Some(first) if follows_block => {
                first.diagnostic.set_help(
                    "keep one of the two; or, where another table begins, write its header above this line",
                );
            }
            _ if follows_line => {}
            _ => match kept.iter_mut().find(|other| repeats_the_same(other, &fault)) {
                Some(other) => other.diagnostic.also.push((fault.diagnostic.span, "and here".into())),
                None => kept.push(fault),
            },
        }
    }
    kept
}

/// Returns whether two errors are about further places of the same key or table.
fn repeats_the_same(one: &Fault, other: &Fault) -> bool {
    let first = |fault: &Fault| fault.diagnostic.also.first().map(|(span, _)| span.clone());
    let are_repeats = one.extent == FaultExtent::Twice && other.extent == FaultExtent::Twice;
    are_repeats && first(one).is_some() && first(one) == first(other)
}

/// How many syntax errors of one file are reported. A file with more is probably not a plan.
const AT_MOST: usize = 100;

fn at_most(source: &Arc<Source>, faults: Vec<Fault>) -> Vec<Diagnostic> {
    let end = source.text().len();
    let is_too_many = faults.len() > AT_MOST;
    let rest = is_too_many.then(|| {
        Diagnostic::error(FixedRule::Syntax, source, &(end..end), "more lines below cannot be read")
            .help("mend those above first; or look whether this file is a plan at all")
    });
    faults.into_iter().take(AT_MOST).map(|fault| fault.diagnostic).chain(rest).collect()
}

/// Parses `text`, which starts at `offset` of the source.
fn parse_text<'t>(
    text: &'t str,
    source: &Arc<Source>,
    offset: usize,
    known: &KnownKeys,
) -> (DeTable<'t>, Vec<Fault>) {
    let (tree, errors) = DeTable::parse_recoverable(text);
    (tree.into_inner(), describe(&errors, source, offset, known))
}

/// Describes the parser's errors about a text that starts at `offset` of the source.
fn describe(
    errors: &[toml::de::Error],
    source: &Arc<Source>,
    offset: usize,
    known: &KnownKeys,
) -> Vec<Fault> {
    // One error of a line is reported, and not all lines of a file of errors: describing all would take minutes.
    let errors = errors.iter().take(2 * AT_MOST);
    let one = |error: &toml::de::Error| {
        let span = error.span().unwrap_or(0..0);
        Fault::describe(source, &(span.start + offset..span.end + offset), error.message(), known)
    };
    errors.map(one).collect()
}

fn convert<'s>(tree: DeTable<'s>, span: Span, broken: &[Span]) -> Table<'s> {
    let mut entries: Vec<TableEntry<'s>> = tree
        .into_iter()
        .map(|(key, value)| {
            let key_span = key.span();
            let value_span = value.span();
            let value = convert_value(value.into_inner(), &value_span, broken);
            TableEntry {
                key: Spanned { value: key.into_inner(), span: key_span },
                value: Item { value, span: value_span },
            }
        })
        .collect();
    // The parser sorts keys by name.
    entries.sort_by_key(|entry| entry.key.span.start);
    Table { entries, span }
}

fn convert_value<'s>(value: DeValue<'s>, span: &Span, broken: &[Span]) -> Value<'s> {
    let touches = |fault: &Span| {
        fault.start < span.end.max(span.start + 1) && fault.end.max(fault.start + 1) > span.start
    };
    match value {
        DeValue::Table(table) => Value::Table(convert(table, span.clone(), broken)),
        // The place of a list of tables is its first header; errors are in the values of its tables.
        DeValue::Array(array)
            if !array.iter().any(|item| item.as_ref().is_table()) && broken.iter().any(touches) =>
        {
            Value::Broken
        }
        DeValue::Array(array) => Value::List(
            array
                .into_iter()
                .map(|item| {
                    let span = item.span();
                    Item { value: convert_value(item.into_inner(), &span, broken), span }
                })
                .collect(),
        ),
        _ if broken.iter().any(touches) => Value::Broken,
        DeValue::String(text) => Value::Text(text),
        DeValue::Integer(number) => {
            i64::from_str_radix(number.as_str(), number.radix()).map_or(Value::Float, Value::Integer)
        }
        DeValue::Float(_) => Value::Float,
        DeValue::Boolean(truth) => Value::Boolean(truth),
        DeValue::Datetime(moment) => convert_moment(&moment),
    }
}

fn convert_moment(moment: &toml::value::Datetime) -> Value<'static> {
    let day = moment.date.map(|date| {
        NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
    });
    let time = moment.time.map(|time| {
        NaiveTime::from_hms_opt(
            u32::from(time.hour),
            u32::from(time.minute),
            u32::from(time.second.unwrap_or(0).min(59)),
        )
    });
    match (day, time, moment.offset) {
        (Some(Some(day)), None, None) => Value::Day(day),
        (Some(Some(day)), Some(Some(time)), None) => Value::DayAndTime(day, time),
        (Some(Some(_)), Some(_), Some(_)) => Value::ZonedTime,
        (None, Some(_), _) => Value::Time,
        _ => Value::Broken,
    }
}
