use crate::parse::{OpenMap, Spanned};
use crate::plan::Plan;
use crate::validate::rules::{Check, Context, Definition, Findings, Severity};

pub(crate) const RULE: Definition = Definition {
    summary: "nothing says who looks after children, adults or animals in a crisis",
    severity: Severity::Warning,
    check: Check::Plan(check),
};

fn check(context: &Context<'_>, findings: &mut Findings<'_>) {
    let Some(person) = context.plan.person.value() else { return };
    let children = person.children_at_home.known().filter(|children| children.value > 0);
    let adults = person.looks_after.known().filter(|adults| !adults.value.is_empty());
    let pets = person.pets.known().filter(|pets| !pets.value.is_empty());
    if children.is_none() && adults.is_none() && pets.is_none() {
        return;
    }
    let Some(arranged) = arranged(context.plan) else { return };
    let mentions = |generic: &[&str], own: &[String]| {
        let is_generic = |word: &str| generic.contains(&word) || EVERYONE.contains(&word);
        arranged.iter().any(|word| is_generic(word) || own.contains(word))
    };
    if let Some(children) = children.filter(|_| !mentions(CHILDREN, &[])) {
        findings
            .at(&children.span, "nothing says who looks after the children in a crisis")
            .help("add `children = \"…\"` under `[crisis.look_after]`: who has them, and where");
    }
    if let Some(adults) = adults.filter(|adults| !mentions(ADULTS, &distinctive_words(&adults.value))) {
        findings
            .at(&adults.span, "nothing says who looks after the adults who depend on the person in a crisis")
            .help("add `adults = \"…\"` under `[crisis.look_after]`: who goes to them, and what they need");
    }
    if let Some(pets) = pets.filter(|pets| !mentions(PETS, &distinctive_words(&pets.value))) {
        findings
            .at(&pets.span, "nothing says who looks after the animals in a crisis")
            .help("add `pets = \"…\"` under `[crisis.look_after]`: who takes them, and who has the key");
    }
}

const EVERYONE: &[&str] = &["everybody", "everyone", "family", "dependant", "dependent"];
const CHILDREN: &[&str] = &[
    "child", "children", "kid", "son", "daughter", "baby", "babie", "toddler", "boy", "girl", "teenager",
    "twin", "school", "nursery",
];
const ADULTS: &[&str] = &[
    "adult",
    "mother",
    "mum",
    "mam",
    "father",
    "dad",
    "parent",
    "grandmother",
    "grandfather",
    "gran",
    "nan",
];
const PETS: &[&str] = &[
    "pet", "animal", "dog", "puppy", "cat", "kitten", "bird", "budgie", "parrot", "fish", "rabbit",
    "hamster", "hen", "chicken", "horse", "pony", "tortoise", "snake",
];

/// Returns the words of the arrangements: everything under `look_after`, the actions of the crisis plan, and what
/// happens on admission. `None` if they cannot be read. Guessing from words, the rule rather misses a gap than reports
/// a false one.
fn arranged(plan: &Plan) -> Option<Vec<String>> {
    if plan.crisis.is_faulty() {
        return None;
    }
    let Some(crisis) = plan.crisis.value() else { return Some(Vec::new()) };
    let look_after = crisis.look_after.value();
    if crisis.look_after.is_faulty()
        || look_after.is_some_and(|open| open.unread.is_some())
        || crisis.actions.is_faulty()
    {
        return None;
    }
    let entries = look_after.into_iter().flat_map(OpenMap::iter).flat_map(|(key, text)| [key, text.as_str()]);
    let actions = crisis.actions.items().iter().filter_map(|action| action.what.value().map(String::as_str));
    let admitted = crisis.if_admitted.value().map(String::as_str);
    Some(entries.chain(actions).chain(admitted).flat_map(words).collect())
}

/// Returns the words of a text in lower case and in the singular: "dogs" is "dog".
fn words(text: &str) -> impl Iterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(|word| {
        let mut word = word.to_lowercase();
        if word.len() > 3 && word.ends_with('s') {
            word.pop();
        }
        word
    })
}

/// Returns the words that identify someone: names, and words too long to be "who", "and" or "has".
fn distinctive_words(texts: &[Spanned<String>]) -> Vec<String> {
    const COMMON: &[&str] = &[
        "with", "have", "that", "this", "lives", "live", "year", "years", "needs", "help", "from", "also",
        "very", "when",
    ];
    const AT_THE_START: &[&str] = &["My", "Our", "The", "One", "Two", "She", "He", "They", "Who"];
    let is_distinctive = |word: &&str| {
        let is_name =
            word.chars().count() > 1 && word.starts_with(char::is_uppercase) && !AT_THE_START.contains(word);
        is_name || (word.chars().count() > 3 && !COMMON.contains(&word.to_lowercase().as_str()))
    };
    let all = texts.iter().flat_map(|text| text.value.split(|c: char| !c.is_alphanumeric()));
    all.filter(is_distinctive).flat_map(words).collect()
}
