//! Every value of a plan is in the person's own copy, in both formats, except those that are left out with a reason.

use std::collections::BTreeSet;
use std::sync::Arc;

use cpa::parse::{
    Item, Key, PartialDate, ScalarType, Source, TomlTable, Value, ValueType, day_in_words, day_with_weekday,
    parse, time_in_words,
};
use cpa::plan::{Plan, Settings, Someone};

use crate::harness::{checkout, cpa};
use crate::render::samples;

/// What the person's own copy leaves out, by the end of its path.
const LEFT_OUT: &[&str] = &[
    // The carer's own needs.
    "carers_assessment.offered",
    "carers_assessment.done",
    "carers_assessment.declined",
    "people.communication.asked",
    "people.communication.languages",
    "people.communication.interpreter",
    "people.communication.copy_format",
    "people.communication.contact_by",
    "people.communication.adjustments",
];

/// What no copy says, by the end of its path.
const SAID_NOWHERE: &[&str] = &[
    // A copy says from whom an item is withheld, and whether it was said in confidence.
    "withhold",
    "in_confidence",
    "ods_code",
    // Settings of the service. The copy has the words and the days that follow from them.
    "scheme",
    "sample",
    "ignore",
    "largest_file",
    "reviews.every",
    "reviews.at_most",
    "reviews.soon",
    "intervals.follow_up",
    "intervals.carers_assessment",
    "intervals.section_117_review",
    "intervals.physical_health",
    "intervals.contact_details",
    "intervals.first_plan",
    "intervals.consents",
    "intervals.copies",
    "rules",
];

/// What a copy says instead of a value: the end of the path, the value, and what it says.
type OwnWords = &'static [(&'static str, &'static str, &'static str)];

/// What the person's own copy says instead.
const OWN_WORDS: OwnWords = &[
    ("people.is", "team", "your team may read all of your plan"),
    ("is", "parental responsibility", "has parental responsibility for you"),
    ("out_of_hours", "true", "phone in"),
    ("out_of_hours", "false", ""),
    ("gp", "none", "you have no gp at the moment"),
    ("interpreter", "none", "interpreter: i need none"),
    ("risks.kind", "to self", "a risk to myself"),
    ("risks.kind", "to others", "a risk to others"),
    ("risks.kind", "from others", "a risk from others"),
    ("outcome", "continue", "to continue as it is"),
    ("outcome", "change", "to change the plan"),
    ("outcome", "transfer", "to transfer my care to another team"),
    ("outcome", "end", "to end cpa"),
    ("section_117", "true", "yes, i have a right to it"),
    ("section_117", "false", "aftercare under section 117: no"),
    ("withheld.from", "family", "kept from my family"),
    ("withheld.from", "gp", "my gp"),
    ("withheld.from", "agencies", "other organisations"),
    ("ground", "the person asked", "i asked for this"),
    ("ground", "third party", "it tells something about somebody else"),
    ("ground", "serious harm", "knowing it could do serious harm"),
    ("agreements.how", "at the meeting", "said at the meeting"),
    ("agreements.how", "by phone", "said by phone"),
    ("children_at_home", "0", "often staying: none"),
    ("ended.reason", "no longer needed", "it is no longer needed"),
    ("ended.reason", "moved to another team", "you moved to another team"),
    ("ended.reason", "the person chose to leave", "you chose to leave"),
    ("ended.reason", "died", "the person died"),
    ("invite", "true", "is invited to my reviews: yes"),
    ("invite", "false", "is invited to my reviews: no"),
];

/// A value of a plan.
pub(super) struct Leaf {
    pub(super) path: String,
    /// The texts of which one must be in the copy.
    pub(super) said: Vec<String>,
    /// Whether the copy may say it once, however often it is typed.
    pub(super) once: bool,
    /// The start of its value in its file; of a chosen name, that of the name.
    pub(super) place: usize,
    pub(super) file: &'static str,
    /// The handle that it names; in a list of colleagues, that of the entry.
    pub(super) handle: Option<String>,
    /// Whether it is said as it was typed.
    pub(super) is_text: bool,
}

/// Returns what a copy says in place of the value at a path.
type CopyText = Box<dyn Fn(&str, &str) -> Option<String>>;

/// How copies for a reader speak.
pub(super) struct CopyWords {
    /// What they say instead of the value at a path.
    pub(super) own_words: CopyText,
    /// What they leave out.
    pub(super) left_out: &'static [&'static str],
    /// What they call the person.
    pub(super) person: Vec<String>,
    /// The handle of the reader, if they are called "you".
    pub(super) you: Option<String>,
    /// Returns the decisions that withhold something from the reader, if the leaves must leave it out.
    pub(super) secret: fn(&str) -> Vec<String>,
}

/// Returns what the person's own copy says instead of a value.
pub(super) fn own_words_of_the_person(path: &str, typed: &str) -> Option<&'static str> {
    own_words(OWN_WORDS, path, typed)
}

pub(super) fn own_words(all: OwnWords, path: &str, typed: &str) -> Option<&'static str> {
    all.iter().find(|(end, word, _)| ends(path, end) && *word == typed).map(|(_, _, words)| *words)
}

/// Gathers the leaves of a table.
struct Gather<'a> {
    leaves: Vec<Leaf>,
    handles: BTreeSet<String>,
    name_of: &'a dyn Fn(&str) -> Option<String>,
    copy: &'a CopyWords,
    secret: Vec<String>,
    file: &'static str,
    place: usize,
    /// Whom an entry in a list of colleagues is about.
    about: Option<String>,
}

impl Gather<'_> {
    fn item(&mut self, path: &str, shape: ValueType, item: &Item<'_>) {
        match (&item.value, shape) {
            (Value::Table(table), ValueType::Table(keys) | ValueType::Tables(keys)) => {
                if !self.is_secret(&item.value) {
                    for entry in &table.entries {
                        self.entry(path, keys, &entry.key.value, &entry.value);
                    }
                }
            }
            (Value::Table(table), ValueType::Open(of)) => {
                for entry in &table.entries {
                    if path == "withheld" && self.is_withheld(&entry.key.value) {
                        continue;
                    }
                    // A copy says kinds of phones and what is looked after, but no handles.
                    if of.keys().is_none() {
                        self.place = entry.key.span.start;
                        let said = vec![entry.key.value.replace('_', " ")];
                        self.push(&format!("{path}.key"), said, true);
                    }
                    self.item(path, *of, &entry.value);
                }
            }
            (Value::List(items), ValueType::Tables(_)) => self.items(path, shape, items),
            (Value::List(items), ValueType::List(of) | ValueType::OneOrMore(of)) => {
                self.items(path, *of, items);
            }
            (_, ValueType::OneOrMore(of)) => self.item(path, *of, item),
            (value, shape) => self.leaf(path, shape, value),
        }
    }

    fn items(&mut self, path: &str, shape: ValueType, items: &[Item<'_>]) {
        for item in items {
            self.item(path, shape, item);
        }
    }

    fn entry(&mut self, path: &str, keys: &'static [Key], name: &str, item: &Item<'_>) {
        let key = keys.iter().find(|key| key.name == name).expect("a declared key");
        self.place = item.span.start;
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        self.item(&path, key.value_type, item);
    }

    fn is_withheld(&self, name: &str) -> bool {
        self.secret.iter().any(|secret| secret == name)
    }

    fn is_secret(&self, value: &Value<'_>) -> bool {
        let Value::Table(table) = value else { return false };
        table.entries.iter().any(|entry| match (&*entry.key.value, &entry.value.value) {
            ("withhold", Value::Text(name)) => self.is_withheld(name),
            ("in_confidence", Value::Boolean(confided)) => *confided,
            _ => false,
        })
    }

    fn leaf(&mut self, path: &str, shape: ValueType, value: &Value<'_>) {
        let typed = match value {
            Value::Text(text) => text.clone().into_owned(),
            Value::Integer(number) => number.to_string(),
            Value::Boolean(truth) => truth.to_string(),
            Value::Day(day) => day_in_words(*day),
            Value::DayAndTime(day, time) => format!("{} at {}", day_with_weekday(*day), time_in_words(*time)),
            other => panic!("{path}: {other:?}"),
        };
        if SAID_NOWHERE.iter().chain(self.copy.left_out).any(|left_out| ends(path, left_out)) {
            return;
        }
        let own = (self.copy.own_words)(path, &typed);
        let once = own.is_some();
        let said = match (own, shape, value) {
            (Some(words), _, _) => vec![words],
            (_, ValueType::One(ScalarType::Handle), _) => {
                self.handles.insert(typed.clone());
                match typed.as_str() {
                    "person" => self.copy.person.clone(),
                    handle => {
                        let name =
                            (self.name_of)(handle).unwrap_or_else(|| panic!("{path}: who is {handle}?"));
                        let you = self.copy.you.as_deref() == Some(handle);
                        [name].into_iter().chain(you.then(|| "you".to_owned())).collect()
                    }
                }
            }
            (_, ValueType::One(ScalarType::PartialDate), Value::Text(text)) => vec![long_ago(text)],
            (_, _, Value::Day(day)) => vec![typed.clone(), day_with_weekday(*day)],
            _ => vec![typed.clone()],
        };
        self.push(path, said, once);
        let leaf = self.leaves.last_mut().expect("it was pushed");
        leaf.is_text = matches!(value, Value::Text(_)) && !once;
        if matches!(shape, ValueType::One(ScalarType::Handle)) {
            leaf.handle = Some(typed);
        }
    }

    fn push(&mut self, path: &str, said: Vec<String>, once: bool) {
        let (path, place, file) = (path.to_owned(), self.place, self.file);
        let handle = self.about.clone();
        self.leaves.push(Leaf { path, said, once, place, file, handle, is_text: false });
    }
}

fn ends(path: &str, end: &str) -> bool {
    path == end || path.strip_suffix(end).is_some_and(|rest| rest.ends_with('.'))
}

fn long_ago(text: &str) -> String {
    let (year, month) = text.split_once('-').unwrap_or((text, ""));
    let day = |month: &str| format!("{year}-{month}-01").parse().expect("a month or a year");
    if month.is_empty() {
        PartialDate::Year(day("01")).in_words()
    } else {
        PartialDate::Month(day(month)).in_words()
    }
}

/// Returns a text in lower case and with single spaces.
pub(super) fn words(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the words that a browser shows.
pub(super) fn words_of_html(html: &str) -> String {
    let body = html.split_once("</head>").expect("a body").1.replace("</dt><dd>", ": ").replace("<br>", " ");
    // A drawing repeats what must also be in words.
    let body: String = body
        .split("<figure")
        .enumerate()
        .map(|(at, part)| if at == 0 { part } else { part.split_once("</figure>").expect("its end").1 })
        .collect();
    let mut text = String::new();
    let mut within = false;
    for c in body.chars() {
        match c {
            '<' => within = true,
            '>' => within = false,
            c if !within => text.push(c),
            _ => {}
        }
    }
    for (entity, c) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
        text = text.replace(entity, c);
    }
    words(&text)
}

/// Returns the words that a viewer of Markdown shows.
pub(super) fn words_of_markdown(markdown: &str) -> String {
    use pulldown_cmark::{Event, Parser};
    let mut text = String::new();
    for event in Parser::new(markdown) {
        match event {
            Event::Text(words) => text.push_str(&words),
            _ => text.push(' '),
        }
    }
    words(&text.replace(" \\", " "))
}

fn table_of(path: &str, text: &str, keys: &'static [Key]) -> Item<'static> {
    let source = Arc::new(Source::new(path, text));
    let parsed = parse(&source, keys);
    assert!(parsed.whole, "{path}");
    Item { span: 0..0, value: Value::Table(parsed.root.into_owned()) }
}

/// Returns the handle and name of everyone in these tables.
fn names(people: &toml::Table) -> impl Iterator<Item = (String, String)> {
    people.iter().filter_map(|(handle, someone)| {
        let keys = ["name", "role", "relationship", "organisation"];
        let name = keys.iter().find_map(|key| someone.get(key)?.as_str())?;
        Some((handle.clone(), name.to_owned()))
    })
}

/// Returns the tables below a key of a plan.
fn below(text: &str, key: &str) -> toml::Table {
    let mut plan: toml::Table = text.parse().expect("TOML");
    let Some(toml::Value::Table(below)) = plan.remove(key) else { return toml::Table::new() };
    below
}

fn read(path: &str) -> String {
    std::fs::read_to_string(checkout(path)).expect("a file of the sample plans")
}

/// Returns the decisions that withhold something from the person.
fn secrets(plan: &str) -> Vec<String> {
    let is_secret = |decision: &toml::Value| {
        let from = decision.get("from").and_then(toml::Value::as_array);
        from.is_some_and(|from| from.iter().any(|word| word.as_str() == Some("person")))
    };
    below(plan, "withheld")
        .into_iter()
        .filter(|(_, decision)| is_secret(decision))
        .map(|(name, _)| name)
        .collect()
}

/// The files that a copy is made from.
#[derive(Clone)]
pub(super) struct Sources {
    pub(super) plan: String,
    pub(super) settings: String,
    pub(super) people: String,
}

/// Returns a sample plan with the files that apply to it.
pub(super) fn sources(folder: &str, plan: &str) -> Sources {
    let own_settings = format!("plans/{folder}/cpa.toml");
    let settings = read(if checkout(&own_settings).exists() { &own_settings } else { "plans/cpa.toml" });
    Sources { plan: plan.to_owned(), settings, people: read("plans/people.toml") }
}

/// Returns the values of a plan, of the settings, and of the colleagues that the plan names.
pub(super) fn leaves(sources: &Sources, copy: &CopyWords) -> Vec<Leaf> {
    let Sources { plan, settings, people } = sources;
    let colleagues: toml::Table = people.parse().expect("TOML");
    let all: Vec<(String, String)> = names(&below(plan, "people")).chain(names(&colleagues)).collect();
    let name_of = |handle: &str| all.iter().find(|(known, _)| known == handle).map(|(_, name)| name.clone());
    let mut gather = Gather {
        leaves: Vec::new(),
        handles: BTreeSet::new(),
        name_of: &name_of,
        copy,
        secret: (copy.secret)(plan),
        file: "plan",
        place: 0,
        about: None,
    };
    gather.item("", ValueType::Table(Plan::KEYS), &table_of("plan", plan, Plan::KEYS));
    gather.file = "cpa.toml";
    gather.item("", ValueType::Table(Settings::KEYS), &table_of("cpa.toml", settings, Settings::KEYS));
    gather.file = "people.toml";
    let Value::Table(people) = table_of("people.toml", people, &[]).value else { return Vec::new() };
    for entry in people.entries {
        if gather.handles.contains(&*entry.key.value) {
            gather.about = Some(entry.key.value.to_string());
            gather.item("people", ValueType::Table(Someone::KEYS), &entry.value);
        }
    }
    gather.leaves
}

/// Returns which of `leaves` are not in the words that are `shown`.
pub(super) fn not_in(shown: &str, leaves: &[Leaf]) -> Vec<String> {
    let mut missing = Vec::new();
    for leaf in leaves {
        // The same day must be said as often as it is typed.
        let times = leaves.iter().filter(|other| other.said == leaf.said && !other.once).count();
        let found: usize = leaf.said.iter().map(|said| shown.matches(&words(said)).count()).sum();
        if found < times.max(1) {
            missing.push(format!("{} = {:?}, {found} of {times}", leaf.path, leaf.said));
        }
    }
    missing
}

#[test]
fn sample_plans_are_whole_in_the_persons_copies() {
    let copy_words = CopyWords {
        own_words: Box::new(|path, typed| own_words_of_the_person(path, typed).map(str::to_owned)),
        left_out: LEFT_OUT,
        person: vec!["me".to_owned(), "i lead".to_owned()],
        you: None,
        secret: secrets,
    };
    let mut count = 0;
    let mut missing = Vec::new();
    for (folder, name, text) in samples() {
        let path = checkout(&format!("plans/{folder}/{name}.toml")).display().to_string();
        let leaves = leaves(&sources(&folder, &text), &copy_words);
        for (format, words_of) in [("md", words_of_markdown as fn(&str) -> String), ("html", words_of_html)] {
            let copy = cpa(["render", &path, "--format", format]).run();
            assert_eq!(copy.exit, cpa::cli::Exit::Clean, "{name}: {}{}", copy.out, copy.err);
            count += leaves.len();
            let lost = not_in(&words_of(&copy.out), &leaves).into_iter();
            missing.extend(lost.map(|leaf| format!("{name}.{format}: {leaf}")));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(count > 2000, "only {count} values were looked for");
}
