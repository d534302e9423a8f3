//! Plans made up of those in the tree: the same said in another layout, with remarks in every possible place. What is
//! made depends on a number alone.

use std::collections::BTreeMap;
use std::sync::Arc;

use cpa::parse::{Begins, Item, Source, Table, Value, parse, statements};
use cpa::workspace::{FileKind, FolderContext, PlanFile, find};

use crate::harness::{checkout, day};

/// The day as at which the plans are read.
pub const AS_AT: &str = "2026-12-20";

/// A plan in the tree that has no fault, and goes on.
pub struct Base {
    pub name: String,
    pub text: String,
    pub context: FolderContext,
}

/// Every such plan.
pub fn bases() -> Vec<Base> {
    let here = checkout("");
    let folders = ["plans", "tests/cases/format", "tests/cases/complete", "tests/cases/jon-burrows"];
    let folders: Vec<_> = folders.iter().map(Into::into).collect();
    let folder = find(&here, &folders, day(AS_AT), "validate").expect("the plans in the tree");
    let plans = folder.files.iter().filter(|found| matches!(found.kind, FileKind::Plan));
    let read = plans.map(|found| (found, PlanFile::read(found, day(AS_AT))));
    let good = read.filter(|(_, file)| file.faults.is_empty() && !file.plan.is_ended());
    let bases = good.map(|(found, file)| Base {
        name: found.display_path.clone(),
        text: file.source.text().to_owned(),
        context: found.context.clone(),
    });
    bases.collect()
}

/// Numbers that follow from a first one.
pub struct Dice(u64);

impl Dice {
    pub fn of(seed: u64) -> Self {
        Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `count`.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).expect("31 bits") % count
    }

    /// Whether it falls so, once in so many times.
    pub fn once_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn one_of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }

    fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}

/// Remarks that look like anything else.
const REMARKS: [&str; 12] = [
    "# agreed with her",
    "#",
    "# [[reviews]]",
    "#held = 2026-12-18",
    "# [copies] \"",
    "# ''' \"\"\" {",
    "# ]",
    "#\tnext_review_due = 2020-01-01",
    "# cpa: see the paper file",
    "# Ŵyn, أمينة, 山田",
    "## cpa allow me to say",
    "# \\",
];
const INDENTS: [&str; 5] = ["", "", "  ", "\t", "   \t"];
const BLANKS: [&str; 3] = ["", "  ", "\t"];

/// A header with the keys below it, or what stands above all headers.
#[derive(Clone)]
struct Block {
    header: String,
    keys: Vec<String>,
}

impl Block {
    /// The first name in the header.
    fn list(&self) -> &str {
        let name = self.header.trim_matches(['[', ']', ' ']);
        name.split('.').next().unwrap_or_default()
    }
}

/// The text of a base, said in another layout.
pub fn made_up(base: &Base, dice: &mut Dice) -> String {
    let mut blocks = blocks(&base.text);
    if dice.once_in(2) {
        let booked = dice.one_of(&["2026-12-17", "2026-12-18 10:00:00", "2026-12-16"]);
        let keys = vec![format!("booked = {booked}"), "where = 'The \"old\" clinic'".to_owned()];
        let block = Block { header: "[[reviews]]".to_owned(), keys };
        let last = blocks.iter().rposition(|block| block.list() == "reviews");
        blocks.insert(last.map_or(blocks.len(), |last| last + 1), block);
    }
    if dice.once_in(4) {
        inline(&mut blocks, dice);
    }
    let mut groups: Vec<Vec<Block>> = Vec::new();
    for block in blocks {
        match groups.last_mut() {
            Some(group) if group[0].list() == block.list() => group.push(block),
            _ => groups.push(vec![block]),
        }
    }
    if dice.once_in(2) {
        dice.shuffle(&mut groups[1..]);
    }
    let all = groups.into_iter().flatten();
    let mut text = String::new();
    for block in all {
        written(block, dice, &mut text);
    }
    between(dice, &mut text);
    finished(text, dice)
}

fn finished(mut text: String, dice: &mut Dice) -> String {
    if dice.once_in(3) {
        text = text.trim_end_matches('\n').to_owned();
    }
    if dice.once_in(3) {
        text = text.replace('\n', "\r\n");
    }
    text
}

/// The headers of a text, each with its keys; the remarks are left out, for others are put in.
fn blocks(text: &str) -> Vec<Block> {
    let source = Arc::new(Source::new("", text));
    let parsed = parse(&source, &[]);
    let mut ends = BTreeMap::new();
    ends_of(&parsed.root, &mut ends);
    let mut blocks = vec![Block { header: String::new(), keys: Vec::new() }];
    for one in statements(text) {
        match one.begins {
            Begins::Header => {
                let line = &text[one.text..one.end];
                let header = line.split('#').next().unwrap_or_default().trim().to_owned();
                blocks.push(Block { header, keys: Vec::new() });
            }
            Begins::Key => {
                let key = text[one.text..ends[&one.text]].to_owned();
                blocks.last_mut().expect("one was begun").keys.push(key);
            }
            Begins::Remark | Begins::Blank => {}
        }
    }
    blocks
}

/// Where the value ends whose key begins at a place.
fn ends_of(table: &Table<'_>, ends: &mut BTreeMap<usize, usize>) {
    fn within(item: &Item<'_>, ends: &mut BTreeMap<usize, usize>) {
        match &item.value {
            Value::Table(table) => ends_of(table, ends),
            Value::List(items) => items.iter().for_each(|item| within(item, ends)),
            _ => {}
        }
    }
    for entry in &table.entries {
        ends.insert(entry.key.span.start, entry.value.span.end);
        within(&entry.value, ends);
    }
}

/// Makes a list in brackets of the reviews.
fn inline(blocks: &mut Vec<Block>, dice: &mut Dice) {
    let is_review = |block: &Block| block.list() == "reviews";
    let reviews: Vec<Block> = blocks.iter().filter(|block| is_review(block)).cloned().collect();
    blocks.retain(|block| !is_review(block));
    let mut items: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for review in reviews {
        if review.header == "[[reviews]]" {
            items.push((review.keys, Vec::new()));
        } else {
            let view = format!("{{ {} }}", review.keys.join(", "));
            items.last_mut().expect("a view stands below a review").1.push(view);
        }
    }
    let items = items.into_iter().map(|(mut keys, views)| {
        if !views.is_empty() {
            keys.push(format!("views = [{}]", views.join(", ")));
        }
        keys
    });
    let items: Vec<String> = items.map(|keys| in_braces(&keys, dice)).collect();
    let list = match dice.below(3) {
        _ if items.is_empty() => dice.one_of(&["[]", "[ ]", "[ # none yet\n]"]).to_owned(),
        0 => format!("[{}{}]", items.join(", "), dice.one_of(&["", ",", ", "])),
        1 => {
            let lines = items.iter().map(|item| format!("\n  {item}, {}", dice.one_of(&REMARKS)));
            format!("[{}\n]", lines.collect::<Vec<_>>().concat())
        }
        _ => {
            let remark = dice.one_of(&REMARKS);
            format!("[ {remark}\n\t{} {remark}\n\t{remark}\n]", items.join(&format!(", {remark}\n\t")))
        }
    };
    blocks[0].keys.push(format!("reviews = {list}"));
}

fn in_braces(keys: &[String], dice: &mut Dice) -> String {
    match dice.below(3) {
        0 | 1 => format!("{{ {} }}", keys.join(", ")),
        _ => {
            let lines = keys.iter().map(|key| format!("\n    {key}, {}", dice.one_of(&REMARKS)));
            format!("{{{}\n  }}", lines.collect::<Vec<_>>().concat())
        }
    }
}

/// Puts remarks and blank lines between two statements.
fn between(dice: &mut Dice, text: &mut String) {
    while dice.once_in(3) {
        let line = match dice.below(3) {
            0 => dice.one_of(&BLANKS).to_owned(),
            _ => format!("{}{}", dice.one_of(&INDENTS), dice.one_of(&REMARKS)),
        };
        text.push_str(&line);
        text.push('\n');
    }
}

/// Puts a remark, or space, behind a statement, and ends its line.
fn behind(dice: &mut Dice, text: &mut String) {
    match dice.below(4) {
        0 => text.extend(["   ", dice.one_of(&REMARKS)]),
        1 => text.push_str(dice.one_of(&BLANKS)),
        2 => text.push_str(dice.one_of(&REMARKS)),
        _ => {}
    }
    text.push('\n');
}

fn written(mut block: Block, dice: &mut Dice, text: &mut String) {
    if dice.once_in(2) {
        dice.shuffle(&mut block.keys);
    }
    let indent = dice.one_of(&INDENTS);
    if !block.header.is_empty() {
        between(dice, text);
        text.push_str(indent);
        text.push_str(&header(&block.header, dice));
        behind(dice, text);
    }
    let indent = if dice.once_in(2) { dice.one_of(&INDENTS) } else { indent };
    for key in &block.keys {
        between(dice, text);
        if key.starts_with("next_review_due") && dice.once_in(3) {
            text.extend([dice.one_of(&INDENTS), "# cpa: allow next-review-too-late because of the ward\n"]);
        }
        text.push_str(indent);
        text.push_str(&key_and_value(key, &block.header, dice));
        behind(dice, text);
    }
}

fn header(header: &str, dice: &mut Dice) -> String {
    match (header, dice.below(3)) {
        ("[[reviews]]", 0) => "[[ reviews ]]".to_owned(),
        ("[[reviews]]", 1) => "[[\"reviews\"]]".to_owned(),
        _ => header.to_owned(),
    }
}

fn key_and_value(text: &str, header: &str, dice: &mut Dice) -> String {
    let Some((key, value)) = text.split_once(" = ") else { return text.to_owned() };
    let is_bare = key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    let is_list = matches!(key, "present" | "invite") && value.starts_with('[');
    match dice.below(8) {
        _ if !is_bare => text.to_owned(),
        0 => format!("\"{key}\" = {value}"),
        1 => format!("'{key}'={value}"),
        2 => format!("{key}\t= {value}"),
        3 | 4 if is_list => {
            format!("{key} = {}", value.replace(", ", ", # ] who\n\n    ").replace('[', "[ # \"\n"))
        }
        3 | 4 if header == "[[reviews]]" && key == "summary" => {
            format!(
                "{key} = \"\"\"\n[[reviews]]\nas I said:\nheld = 2026-12-18\n# no\nnext_review_due = 2020-01-01\n\"\"\""
            )
        }
        _ => text.to_owned(),
    }
}
