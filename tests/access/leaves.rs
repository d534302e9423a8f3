//! Every value of a plan is in the person's own copy, in both formats, but for those that are left out with a reason.

use std::collections::BTreeSet;
use std::sync::Arc;

use cpa::parse::{
    Item, Key, PartialDate, ScalarType, Source, TomlTable, Value, ValueType, day_in_words, day_with_weekday,
    parse, time_in_words,
};
use cpa::plan::{Plan, Settings, Someone};

use crate::harness::{checkout, cpa};
use crate::render::samples;

/// What the person's own copy leaves out, by the end of its path, and why.
const LEFT_OUT: &[(&str, &str)] = &[
    ("carers_assessment.offered", "the carer's own: it belongs to them, and to the team"),
    ("carers_assessment.done", "the carer's own"),
    ("carers_assessment.declined", "the carer's own"),
    ("people.communication.asked", "what the carer needs is the carer's own"),
    ("people.communication.languages", "the carer's own"),
    ("people.communication.interpreter", "the carer's own"),
    ("people.communication.copy_format", "the carer's own"),
    ("people.communication.contact_by", "the carer's own"),
    ("people.communication.adjustments", "the carer's own"),
];

/// What no copy says, by the end of its path, and why.
pub(super) const SAID_NOWHERE: &[(&str, &str)] = &[
    ("withhold", "the name of a decision is the office's; the copy says whom the item is kept from"),
    ("in_confidence", "what was told in confidence says so; of the rest there is nothing to say"),
    ("ods_code", "a code for computers"),
    ("scheme", "how the service works; its words are in every sentence"),
    ("sample", "the office's"),
    ("ignore", "the office's"),
    ("largest_file", "the office's"),
    ("reviews.every", "the service's intervals: the copy has the days that come of them"),
    ("reviews.at_most", "the service's intervals"),
    ("reviews.soon", "the service's intervals"),
    ("intervals.follow_up", "the service's intervals"),
    ("intervals.carers_assessment", "the service's intervals"),
    ("intervals.section_117_review", "the service's intervals"),
    ("intervals.physical_health", "the service's intervals"),
    ("intervals.contact_details", "the service's intervals"),
    ("intervals.first_plan", "the service's intervals"),
    ("intervals.consents", "the service's intervals"),
    ("intervals.copies", "the service's intervals"),
    ("rules", "what the office is warned of"),
];

/// What a copy says in its own words, by the end of the path and the value.
type OwnWords = &'static [(&'static str, &'static str, &'static str)];

/// Those of the person's own copy.
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

/// One value of a plan, and the texts of which one has to be in the copy.
pub(super) struct Leaf {
    pub(super) path: String,
    pub(super) said: Vec<String>,
    /// Whether it is enough to say it once, however often it is typed.
    pub(super) once: bool,
    /// Where its value begins in its file; of what somebody chose a name for, the name.
    pub(super) place: usize,
    /// The file that it stands in.
    pub(super) file: &'static str,
    /// Whom it names, or who it is about in a list of colleagues.
    pub(super) handle: Option<String>,
    /// Whether it was typed as a text.
    pub(super) is_text: bool,
}

/// What a copy says of the value at a path, in its own words.
pub(super) type SaysOf = dyn Fn(&str, &str) -> Option<String>;

/// For whom leaves are gathered.
pub(super) struct Copied {
    /// What their copy says in its own words.
    pub(super) own_words: Box<SaysOf>,
    /// What their copy leaves out.
    pub(super) left_out: &'static [(&'static str, &'static str)],
    /// What their copy calls the person.
    pub(super) person: Vec<String>,
    /// Their handle, if they are called "you".
    pub(super) you: Option<String>,
    /// The decisions that keep something from them, as far as the leaves are to know.
    pub(super) secret: fn(&Item<'_>) -> Vec<String>,
}

/// The person's own copy.
fn own_copy() -> Copied {
    Copied {
        own_words: Box::new(|path, typed| own_words(OWN_WORDS, path, typed).map(str::to_owned)),
        left_out: LEFT_OUT,
        person: vec!["me".to_owned(), "i lead".to_owned()],
        you: None,
        secret: secrets,
    }
}

/// What the person's own copy says in its own words.
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
    copied: &'a Copied,
    secret: Vec<String>,
    file: &'static str,
    place: usize,
    /// Under whose handle, in a list of colleagues.
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
                    // A kind of phone, and what is looked after, are said; a handle is not.
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
                self.items(path, *of, items)
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
        let mut left_out = SAID_NOWHERE.iter().chain(self.copied.left_out);
        if left_out.any(|(left_out, _)| ends(path, left_out)) {
            return;
        }
        let own = (self.copied.own_words)(path, &typed);
        let once = own.is_some();
        let said = match (own, shape, value) {
            (Some(words), _, _) => vec![words],
            (_, ValueType::One(ScalarType::Handle), _) => {
                self.handles.insert(typed.clone());
                match typed.as_str() {
                    "person" => self.copied.person.clone(),
                    handle => {
                        let name =
                            (self.name_of)(handle).unwrap_or_else(|| panic!("{path}: who is {handle}?"));
                        let you = self.copied.you.as_deref() == Some(handle);
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

/// The words of a copy, in lower case and with single spaces.
pub(super) fn words(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words that a browser shows.
pub(super) fn words_of_html(html: &str) -> String {
    let body = html.split_once("</head>").expect("a body").1.replace("</dt><dd>", ": ").replace("<br>", " ");
    // A drawing says again what is also in words: it must not stand for them.
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

/// The words that a reader of Markdown shows.
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

/// The name of everybody in a file of people, or in the people of a plan.
fn names(text: &str, keys: &'static [Key], under: Option<&str>) -> Vec<(String, String)> {
    let Value::Table(mut table) = table_of("people", text, keys).value else { return Vec::new() };
    if let Some(under) = under {
        let people = table.entries.into_iter().find(|entry| entry.key.value == under);
        let Some(Value::Table(people)) = people.map(|people| people.value.value) else { return Vec::new() };
        table = people;
    }
    let mut names = Vec::new();
    for entry in table.entries {
        let Value::Table(someone) = entry.value.value else { continue };
        let value = |name: &str| {
            someone.entries.iter().find(|entry| entry.key.value == name).map(|entry| &entry.value.value)
        };
        for key in ["name", "role", "relationship", "organisation"] {
            if let Some(Value::Text(name)) = value(key) {
                names.push((entry.key.value.to_string(), name.to_string()));
                break;
            }
        }
    }
    names
}

fn read(path: &str) -> String {
    std::fs::read_to_string(checkout(path)).expect("a file of the sample plans")
}

/// The decisions that keep something from the person.
fn secrets(plan: &Item<'_>) -> Vec<String> {
    let Value::Table(table) = &plan.value else { return Vec::new() };
    let withheld = table.entries.iter().find(|entry| entry.key.value == "withheld");
    let Some(Value::Table(decisions)) = withheld.map(|entry| &entry.value.value) else { return Vec::new() };
    let names = decisions.entries.iter().filter(|decision| {
        let Value::Table(decision) = &decision.value.value else { return false };
        decision.entries.iter().any(|entry| match &entry.value.value {
            Value::List(items) => {
                items.iter().any(|item| matches!(&item.value, Value::Text(text) if text == "person"))
            }
            _ => false,
        })
    });
    names.map(|decision| decision.key.value.to_string()).collect()
}

/// A plan and what stands beside it.
pub(super) struct Beside {
    pub(super) text: String,
    pub(super) settings: String,
    pub(super) people: String,
}

/// A sample plan with what stands beside it.
pub(super) fn beside(folder: &str, text: &str) -> Beside {
    let own_settings = format!("plans/{folder}/cpa.toml");
    let settings = read(if checkout(&own_settings).exists() { &own_settings } else { "plans/cpa.toml" });
    Beside { text: text.to_owned(), settings, people: read("plans/people.toml") }
}

/// The leaves of a plan, and of what stands beside it as far as the plan names it.
pub(super) fn leaves(plan: &Beside, copied: &Copied) -> Vec<Leaf> {
    let Beside { text, settings, people } = plan;
    let mut all = names(text, Plan::KEYS, Some("people"));
    all.extend(names(people, &[], None));
    let name_of = |handle: &str| all.iter().find(|(known, _)| known == handle).map(|(_, name)| name.clone());
    let plan = table_of("plan", text, Plan::KEYS);
    let mut gather = Gather {
        leaves: Vec::new(),
        handles: BTreeSet::new(),
        name_of: &name_of,
        copied,
        secret: (copied.secret)(&plan),
        file: "plan",
        place: 0,
        about: None,
    };
    gather.item("", ValueType::Table(Plan::KEYS), &plan);
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

/// Which of `leaves` are not in the words that are `shown`.
pub(super) fn not_in(shown: &str, leaves: &[Leaf]) -> Vec<String> {
    let mut missing = Vec::new();
    for leaf in leaves {
        // Two days that are the same have to be said twice: one of them is not found in the other's place.
        let times = leaves.iter().filter(|other| other.said == leaf.said && !other.once).count();
        let found: usize = leaf.said.iter().map(|said| shown.matches(&words(said)).count()).sum();
        if found < times.max(1) {
            missing.push(format!("{} = {:?}, {found} of {times}", leaf.path, leaf.said));
        }
    }
    missing
}

#[test]
fn every_value_of_the_sample_plans_is_in_the_persons_copies() {
    let mut count = 0;
    let mut missing = Vec::new();
    for (folder, name, text) in samples() {
        let path = checkout(&format!("plans/{folder}/{name}.toml")).display().to_string();
        for (format, words_of) in [("md", words_of_markdown as fn(&str) -> String), ("html", words_of_html)] {
            let copy = cpa(["render", &path, "--format", format]).run();
            assert_eq!(copy.exit, cpa::cli::Exit::Clean, "{name}: {}{}", copy.out, copy.err);
            let shown = words_of(&copy.out);
            let leaves = leaves(&beside(&folder, &text), &own_copy());
            count += leaves.len();
            missing
                .extend(not_in(&shown, &leaves).into_iter().map(|fault| format!("{name}.{format}: {fault}")));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
    assert!(count > 2000, "only {count} values were looked for");
}
