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

/// What became of a text.
#[derive(Debug)]
pub struct Parsed<'s> {
    /// The tables, as far as they could be told.
    pub root: Table<'s>,
    /// Whether every line could be told apart. If not, keys may be missing that are in the text.
    pub whole: bool,
    /// What is wrong with the syntax, sorted by place.
    pub faults: Vec<Diagnostic>,
}

impl Parsed<'_> {
    /// What is wrong with the syntax, and what the reading of the tables found besides, without what only follows from
    /// a fault of syntax on the same line.
    pub fn faults_with(faults: Vec<Diagnostic>, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let line = |told: &Diagnostic| told.source.line_at(told.span.start).start;
        let faulty: BTreeSet<usize> = faults.iter().map(line).collect();
        let mut all = faults;
        all.extend(found.into_iter().filter(|told| faulty.is_empty() || !faulty.contains(&line(told))));
        all
    }
}

/// Parses the text of a file whose top level has the keys `format`. It never fails: what cannot be read is told, and
/// the rest is returned.
pub fn parse<'s>(source: &'s Arc<Source>, format: &'static [Key]) -> Parsed<'s> {
    let text = source.text();
    let (tree, errors) = DeTable::parse_recoverable(text);
    let marker = first_conflict_marker(text);
    if errors.is_empty() && marker.is_none() {
        let root = convert(tree.into_inner(), 0..0, &[]);
        let Some(fault) = unterminated_string(source, &root, format, is_value) else {
            return Parsed { root, whole: true, faults: Vec::new() };
        };
        hide_by_lines(source, &KnownKeys::new(format));
        return Parsed { root, whole: false, faults: vec![fault] };
    }
    let known = KnownKeys::new(format);
    hide_by_lines(source, &known);
    if let Some(marker) = marker {
        let fault = Diagnostic::error(
            FixedRule::ConflictMarker,
            source,
            &marker,
            "two versions of this file were not merged",
        )
        .label("git's mark of a conflict")
        .help(
            "decide between the versions and take out the lines that begin with <<<<<<<, ======= and >>>>>>>",
        );
        return Parsed { root: Table::default(), whole: false, faults: vec![fault] };
    }
    let mut faults = in_our_words(&errors, source, 0, &known);
    if errors.len() > faults.len() || faults.iter().any(|fault| fault.extent != FaultExtent::Value) {
        return block_by_block(source, &known, faults);
    }
    faults.sort_by_key(Fault::start);
    let broken: Vec<Span> = faults.iter().map(|fault| source.line_at(fault.start())).collect();
    one_a_line(source, &mut faults);
    let root = convert(tree.into_inner(), 0..0, &broken);
    let (mut faults, unterminated_string) =
        (told(faults), unterminated_string(source, &root, format, is_value));
    let whole = unterminated_string.is_none();
    faults.extend(unterminated_string);
    Parsed { root, whole, faults }
}

/// Whether this is one value, whole.
pub(crate) fn is_value(text: &str) -> bool {
    !text.contains('\n') && DeTable::parse(&format!("key = {text}")).is_ok()
}

/// Reads each block, from one table header to the next, alone: so an unclosed bracket faults its own block and not
/// the lines after it. The tables are then read from the text without its faulty lines.
fn block_by_block<'s>(source: &'s Arc<Source>, known: &KnownKeys, at_once: Vec<Fault>) -> Parsed<'s> {
    let mut rest = source.text().as_bytes().to_vec();
    let mut found: Vec<Fault> = Vec::new();
    for block in blocks(source.text()) {
        found.extend(read_block(source, known, &block, &mut rest));
    }
    let rest = String::from_utf8_lossy(&rest).into_owned();
    let (tree, faults) = parse_text(&rest, source, 0, known);
    // Where lines are still swallowed, the tables are not those that were written: nothing more is said of them.
    let unterminated_string = faults.iter().any(|fault| fault.extent != FaultExtent::Twice);
    // Where a header was lost, the tables that stood below it seem to repeat others.
    let faulty: Vec<usize> = found.iter().map(Fault::start).collect();
    let is_lost = |line: &str| is_header(line) || bare_header(line, known).is_some();
    let header_lost = faulty.iter().any(|start| is_lost(source.at(&source.line_at(*start))));
    let repeated = |fault: &Fault| {
        let on_header = is_header(source.at(&source.line_at(fault.start())));
        let about_headers = on_header || fault.diagnostic.rule != FixedRule::DuplicateKey;
        let follows = follows_lost_header(source, &faulty, fault.start(), known);
        !(unterminated_string || follows || (about_headers && header_lost))
    };
    found.extend(faults.into_iter().filter(repeated));
    if found.is_empty() {
        found = at_once;
    }
    found.sort_by_key(Fault::start);
    one_a_line(source, &mut found);
    let found = without_followers(source, found);
    let found = at_most(source, found);
    let root = if unterminated_string { Table::default() } else { convert(tree, 0..0, &[]).into_owned() };
    Parsed { root, whole: false, faults: told(found) }
}

/// The faults of one block, whose faulty lines are made empty in `rest`.
fn read_block(source: &Arc<Source>, known: &KnownKeys, block: &Span, rest: &mut [u8]) -> Vec<Fault> {
    let mut found = Vec::new();
    // Each round closes something that was left open; what is open after so many is one mess.
    for _ in 0..20 {
        let text = String::from_utf8_lossy(&rest[block.clone()]).into_owned();
        let (_, mut faults) = parse_text(&text, source, block.start, known);
        faults.sort_by_key(Fault::start);
        let open =
            faults.iter().any(|fault| fault.extent == FaultExtent::Open).then(|| opener(&text)).flatten();
        if let Some(open) = open {
            let open = block.start + open;
            faults.retain(|fault| source.line_at(fault.start()).end < open);
            blank_lines(source, &faults, rest);
            found.append(&mut faults);
            found.push(Fault::unclosed(source, open));
            let line = source.line_at(open);
            let end = block.start + end_of_open(&text, open - block.start);
            blank(&mut rest[line.start..end.max(line.end)]);
            continue;
        }
        let header_is_faulty = faults.first().is_some_and(|fault| {
            let line = source.line_at(fault.start());
            line.start <= block.start && is_header(source.at(&line))
        });
        if header_is_faulty {
            faults.truncate(1);
            blank(&mut rest[block.clone()]);
        }
        faults.retain(|fault| fault.extent != FaultExtent::Twice);
        blank_lines(source, &faults, rest);
        found.append(&mut faults);
        break;
    }
    found
}

fn blank_lines(source: &Source, faults: &[Fault], rest: &mut [u8]) {
    for fault in faults {
        blank(&mut rest[source.line_at(fault.start())]);
    }
}

/// One mistake is one message: what a line says after its first fault follows from that.
fn one_a_line(source: &Source, faults: &mut Vec<Fault>) {
    faults.dedup_by_key(|fault| source.line_at(fault.start()).start);
}

/// Leaves out what only follows from the fault before it: further lines without a key, and further keys of a table
/// that stands there twice because the header between the two was lost.
fn without_followers(source: &Source, faults: Vec<Fault>) -> Vec<Fault> {
    let mut kept: Vec<Fault> = Vec::with_capacity(faults.len());
    let mut last_line = None;
    let mut last_block = None;
    let starts: Vec<usize> = blocks(source.text()).iter().map(|block| block.start).collect();
    let start_of_block = |at: usize| starts.partition_point(|start| *start <= at);
    for fault in faults {
        let line = source.place(fault.start()).line;
        let follows_line =
            fault.extent == FaultExtent::NoKey && last_line.is_some_and(|last| last + 1 == line);
        let block = (fault.extent == FaultExtent::Twice).then(|| start_of_block(fault.start()));
        let follows_block = block.is_some() && block == last_block;
        last_line = Some(line).filter(|_| fault.extent != FaultExtent::Twice);
        last_block = block.or(last_block);
        match kept.last_mut().filter(|_| follows_block) {
            Some(first) => {
                first.diagnostic.set_help(
                    "keep one of the two; or, where another table begins, write its header above this line",
                );
            }
            None if follows_line => {}
            None => match kept.iter_mut().find(|told| repeats_the_same(told, &fault)) {
                Some(told) => told.diagnostic.also.push((fault.diagnostic.span, "and here".into())),
                None => kept.push(fault),
            },
        }
    }
    kept
}

/// Whether two faults say that one thing is repeated, each at another place.
fn repeats_the_same(told: &Fault, fault: &Fault) -> bool {
    let first = |fault: &Fault| fault.diagnostic.also.first().map(|(span, _)| span.clone());
    fault.extent == FaultExtent::Twice
        && told.extent == FaultExtent::Twice
        && first(fault).is_some()
        && first(told) == first(fault)
}

/// How many faults of syntax are told of one file: with more it is no plan with mistakes, but something else.
const AT_MOST: usize = 100;

fn at_most(source: &Arc<Source>, mut faults: Vec<Fault>) -> Vec<Fault> {
    if faults.len() > AT_MOST {
        faults.truncate(AT_MOST);
        let end = source.text().len();
        let rest =
            Diagnostic::error(FixedRule::Syntax, source, &(end..end), "more lines below cannot be read")
                .help("mend those above first; or look whether this file is a plan at all");
        faults.push(Fault { diagnostic: rest, extent: FaultExtent::Line });
    }
    faults
}

fn told(faults: Vec<Fault>) -> Vec<Diagnostic> {
    faults.into_iter().map(|fault| fault.diagnostic).collect()
}

/// Makes a line empty without moving what stands after it.
fn blank(bytes: &mut [u8]) {
    for byte in bytes {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}

/// Parses `text`, which begins at `offset` of the source, and says what is wrong in it in words.
fn parse_text<'t>(
    text: &'t str,
    source: &Arc<Source>,
    offset: usize,
    known: &KnownKeys,
) -> (DeTable<'t>, Vec<Fault>) {
    let (tree, errors) = DeTable::parse_recoverable(text);
    (tree.into_inner(), in_our_words(&errors, source, offset, known))
}

/// What the parser says of a text that begins at `offset` of the source, in our words.
fn in_our_words(
    errors: &[toml::de::Error],
    source: &Arc<Source>,
    offset: usize,
    known: &KnownKeys,
) -> Vec<Fault> {
    let one = |error: &toml::de::Error| {
        let span = error.span().unwrap_or(0..0);
        Fault::describe(source, &(span.start + offset..span.end + offset), error.message(), known)
    };
    // A line is told once, and a file of nothing but faults is not told to its end: words for all would take minutes.
    errors.iter().take(2 * AT_MOST).map(one).collect()
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
    // The parser sorts keys by their names; a plan is read in the order in which it was written.
    entries.sort_by_key(|entry| entry.key.span.start);
    Table { entries, span }
}

fn convert_value<'s>(value: DeValue<'s>, span: &Span, broken: &[Span]) -> Value<'s> {
    let touches = |fault: &Span| {
        fault.start < span.end.max(span.start + 1) && fault.end.max(fault.start + 1) > span.start
    };
    match value {
        DeValue::Table(table) => Value::Table(convert(table, span.clone(), broken)),
        // A list of tables has the place of its first header, and its faults are those of the values in it.
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
