//! Keys that stand where they are none: what was meant, and where they belong.

use crate::parse::FixedRule;
use std::borrow::Cow;

use crate::parse::decoder::Decoder;
use crate::parse::recovery::suggest::{edit_distance, suggest};
use crate::parse::source::{Source, Span, Spanned};
use crate::parse::tree::{TableEntry, Value};
use crate::parse::value_type::{Key, ValueType, ticked};

impl<'s> Decoder<'s> {
    /// Says that `entry` is no key of its table, and returns the key that was meant, if it is one of this table.
    /// `there` names the keys of the table that are there.
    pub fn unknown_key(
        &mut self,
        entry: &TableEntry<'_>,
        keys: &'static [Key],
        there: &[&str],
        table: &Span,
    ) -> Option<&'static str> {
        self.hide_unknown(entry);
        if !self.whole {
            return None;
        }
        let name = &*entry.key.value;
        let header = self.source.at(table).trim().to_owned();
        let header_name = header.trim_matches(['[', ']']).rsplit('.').next().unwrap_or_default();
        if name == header_name && matches!(entry.value.value, Value::Table(_)) {
            self.error(FixedRule::MisplacedKey, &entry.key.span, format!("{header} stands above already"))
                .set_help(format!("write the key without `{name}.` before it"));
            return None;
        }
        let home = self.home_of(name, &entry.key.span);
        // A header is not a slip for a line, nor a line for a header.
        let is_table = entry.is_under_header(self.source);
        let is_open = |key: &Key| matches!(key.value_type, ValueType::Open(_));
        let is_alike = |key: &&Key| match key.value_type.keys() {
            Some(_) => entry.holds_tables(),
            None if is_open(key) => !is_table,
            None => !is_table && !entry.holds_tables(),
        };
        let alike = || keys.iter().filter(is_alike);
        let suggest = suggest(name, alike().map(|key| key.name));
        let is_as_near = |key: &&Key| {
            suggest.is_some_and(|suggest| {
                key.name == suggest || edit_distance(key.name, name) <= edit_distance(suggest, name).min(3)
            })
        };
        // Of several that are as near, one was meant that has such brackets, takes such a value, and is not there yet.
        // A table may seem to be there because one below it is.
        let is_there = |name: &str| !is_table && there.contains(&name);
        let fits = |key: &Key| !is_there(key.name) && key.value_type.may_hold(&entry.value.value);
        let is_list = matches!(entry.value.value, Value::List(_));
        let as_likely = |key: &&Key| (is_list == matches!(key.value_type, ValueType::Tables(_)), fits(key));
        let as_near = alike().rev().filter(is_as_near);
        // A slip of the finger, whatever stands behind it; or two in a long word, before what could stand there.
        let is_slip = |key: &Key| {
            let twice = key.name.len() >= 8 && key.value_type.may_hold(&entry.value.value);
            edit_distance(key.name, name) <= if twice { 2 } else { 1 }
        };
        // A word that is less like a key is only meant for it where the key could stand.
        let meant = as_near.max_by_key(as_likely).filter(|key| is_slip(key) || fits(key));
        let slip = meant.is_some_and(is_slip);
        let meant = meant.map(|key| key.name);
        let here = if header.starts_with('[') { format!(" in {header}") } else { String::new() };
        // What is no slip, or is there already besides, is what it says: a key of another table.
        if let (Some(path), None) = (&home, meant.filter(|meant| slip && !is_there(meant))) {
            self.misplaced_key(path, &entry.key, table, &header, &here);
            return None;
        }
        let somebody = is_table && self.steps.is_empty() && entry.says_somebody() && !slip;
        let help = match meant.filter(|_| !somebody) {
            Some(meant) if is_table => format!("did you mean `{}`?", self.header_of(entry, meant)),
            Some(meant) => format!("did you mean `{meant}`?"),
            None if somebody => format!("write `[people.{name}]`, if this is somebody"),
            None if keys.len() <= 12 => {
                let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
                format!("the keys here are {}", ticked(&names).replace(" or ", " and "))
            }
            None => "take it out, or see the list of keys on the README's page of the format".to_owned(),
        };
        self.error(FixedRule::UnknownKey, &entry.key.span, format!("no key is called `{name}`{here}"))
            .set_help(help);
        let people = keys.iter().find(|key| somebody && key.name == "people").map(|key| key.name);
        self.meant.extend(people.or(meant));
        // Of a key that is there besides, only a slip makes one ask which of the two holds.
        people.or(meant.filter(|meant| slip || !is_there(meant)))
    }

    /// Hides what stands behind a key that nobody declared: nobody knows what it holds.
    fn hide_unknown(&mut self, entry: &TableEntry<'_>) {
        let between = self.source.at(&(entry.key.span.end..entry.value.span.start));
        // Of a dotted key only the first word is a key here; a table's place is its header.
        let dotted = between.trim_start().starts_with('.') || entry.value.span.start < entry.key.span.end;
        let from = if dotted { entry.key.span.end } else { entry.value.span.start };
        let brackets = self.source.text()[from..].bytes().take_while(|byte| dotted && *byte == b']').count();
        let from = from + brackets;
        self.hide(&(from..entry.value.span.end.max(from)));
        if let Value::Table(table) = &entry.value.value {
            table.entries.iter().for_each(|entry| self.hide_unknown(entry));
        }
    }

    /// Says that a key stands where only entries under names of their own can stand.
    pub(crate) fn outside_an_entry(&mut self, entry: &TableEntry<'_>) {
        let name = &*entry.key.value;
        self.hide(&entry.value.span);
        let header = if self.steps.is_empty() { "[jo]".to_owned() } else { format!("[{}.sam]", self.path()) };
        self.error(
            FixedRule::MisplacedKey,
            &entry.key.span,
            format!("`{name}` does not belong to anybody here"),
        )
        .set_help(format!("write it below a header with a handle, like `{header}`"));
    }

    /// Whether a key among those that anybody may choose, below a header of their own, is one of the tables above: the
    /// header stands above lines that are none of its own. It is said then.
    pub(crate) fn is_of_a_table_above(&mut self, entry: &TableEntry<'_>, table: &Span) -> bool {
        if !self.source.at(table).starts_with('[') {
            return false;
        }
        let (mut keys, mut tables, mut home) = (self.format, Vec::new(), None);
        for step in &self.steps {
            // A value that could not stand behind the key is what somebody says under a word of their own.
            let is_it = |key: &&Key| {
                let typed = &*entry.key.value;
                let is_long = key.name.len() >= 8 && key.name.len().abs_diff(typed.len()) <= 3;
                let may_be = key.name == typed || is_long;
                // The distance last: it takes the longest.
                may_be && key.value_type.takes(&entry.value.value) && edit_distance(key.name, typed) <= 2
            };
            if let Some(key) = keys.iter().find(is_it) {
                home = Some([tables.as_slice(), &[key.name]].concat());
            }
            let Some(table) = keys.iter().find(|key| key.name == step.name) else { break };
            tables.push(table.name);
            keys = table.value_type.keys().unwrap_or_default();
        }
        let Some(home) = home else { return false };
        self.hide(&entry.value.span);
        let header = format!("[{}]", self.path());
        self.misplaced_key(&home, &entry.key, table, &header, &format!(" in {header}"));
        true
    }

    /// Says that `withhold` stands among keys that anybody may choose, where it would keep nothing back.
    pub(crate) fn withhold_outside_an_item(&mut self, key: &Span) {
        let header = format!("[{}]", self.path());
        self.error(FixedRule::MisplacedKey, key, format!("`withhold` keeps nothing back in {header}"))
            .set_help("write the header of what is to be withheld above these lines");
    }

    /// Says that a key belongs to another table. Several keys of one table are told once: its header was lost.
    fn misplaced_key(
        &mut self,
        path: &[&'static str],
        key: &Spanned<Cow<'_, str>>,
        table: &Span,
        header: &str,
        here: &str,
    ) {
        let below =
            |(other, _, within): &&(Vec<&'static str>, Span, Span)| within == table && other.len() > 1;
        let first = self.misplaced.iter().find(below);
        let first = first.map(|(other, at, _)| (other[..other.len() - 1].to_vec(), at.clone()));
        self.misplaced.push((path.to_vec(), key.span.clone(), table.clone()));
        if let Some((home, first)) = first.filter(|_| path.len() > 1)
            && self.told_with_the_first(&home, &first, &key.value)
        {
            return;
        }
        let name = &key.value;
        let line = self.source.at(&self.source.line_at(key.span.start)).trim();
        let help = if line.starts_with('[') {
            let brackets = if line.starts_with("[[") { ("[[", "]]") } else { ("[", "]") };
            format!("write its header as `{}{}{}`", brackets.0, path.join("."), brackets.1)
        } else {
            let (belongs, move_it) = self.belongs(path, header);
            format!("move this line: `{name}` belongs {belongs}{move_it}")
        };
        let here = if here.is_empty() { " here" } else { here };
        self.error(FixedRule::MisplacedKey, &key.span, format!("`{name}` does not belong{here}"))
            .set_help(help);
    }

    /// Adds a further misplaced key to what is said of the first, which belongs to the table at `home`.
    fn told_with_the_first(&mut self, home: &[&'static str], first: &Span, name: &str) -> bool {
        let header = self.header(home);
        let is_there = self.source.text().lines().any(|line| line.trim_start().starts_with(&header));
        let one_home = self.keys_at(home).iter().any(|key| key.name == name);
        let told =
            self.found.iter_mut().find(|told| told.rule == FixedRule::MisplacedKey && told.span == *first);
        let Some(told) = told else { return false };
        told.set_help(match (one_home, is_there) {
            (true, true) => {
                format!("write `{header}` above this line, or move these lines below the one that is there")
            }
            (true, false) => format!("write `{header}` above this line"),
            (false, _) => {
                "write the header of their table above this line, or move these lines below it".to_owned()
            }
        });
        told.set_label("and the lines below");
        true
    }

    /// The declared keys of the table at this path.
    fn keys_at(&self, path: &[&str]) -> &'static [Key] {
        let below = |keys: &'static [Key], name: &&str| {
            keys.iter()
                .find(|key| key.name == *name)
                .and_then(|key| key.value_type.keys())
                .unwrap_or_default()
        };
        path.iter().fold(self.format, below)
    }

    /// Where a key with this path belongs, in words, and how to move it there.
    fn belongs(&self, path: &[&'static str], header: &str) -> (String, &'static str) {
        let Some((_, tables)) = path.split_last() else { return (String::new(), "") };
        if tables.is_empty() {
            return ("at the top of the file".to_owned(), ", above the first line that begins with `[`");
        }
        let below = header.trim_matches(['[', ']']).starts_with(&format!("{}.", tables.join(".")));
        let header = self.header(tables);
        if header.starts_with("[[") && !below {
            return (format!("below `{header}`"), ", or write that above it");
        }
        let place = format!("below `{header}`");
        (place, if below { ", above the tables that stand under it" } else { "" })
    }

    /// How the header of the table at this path is written; of people with a handle.
    fn header(&self, path: &[&str]) -> String {
        let mut keys = self.format;
        let mut names: Vec<&str> = Vec::new();
        let mut double = false;
        for (at, name) in path.iter().enumerate() {
            names.push(*name);
            let Some(key) = keys.iter().find(|key| key.name == *name) else { continue };
            double = matches!(key.value_type, ValueType::Tables(_));
            keys = key.value_type.keys().unwrap_or_default();
            let is_handle = |name: &&str| !keys.iter().any(|key| key.name == *name);
            let says_handle = path.get(at + 1).is_some_and(is_handle);
            if matches!(key.value_type, ValueType::Open(_)) && !keys.is_empty() && !says_handle {
                let here = self
                    .steps
                    .get(names.len())
                    .filter(|_| self.steps.iter().zip(&names).all(|(step, name)| *step.name == **name));
                names.push(here.map_or("sam", |step| &*step.name));
            }
        }
        let name = names.join(".");
        if double { format!("[[{name}]]") } else { format!("[{name}]") }
    }

    /// How the header of `entry` is written, which was meant to be the table `meant` of the one that is being read.
    fn header_of(&self, entry: &TableEntry<'_>, meant: &'static str) -> String {
        let line = self.source.line_at(entry.key.span.start);
        let behind = self.source.at(&(entry.key.span.end..line.end));
        if behind.starts_with('.') {
            let before = self.source.at(&(line.start..entry.key.span.start)).trim_start();
            let behind = behind.split(']').next().unwrap_or_default();
            // Whoever has a handle there has single brackets, whatever was typed.
            let is_entry = self.steps.is_empty() && behind.matches('.').count() == 1;
            let is_open = |key: &Key| key.name == meant && matches!(key.value_type, ValueType::Open(_));
            if is_entry && self.format.iter().any(is_open) {
                return format!("[{meant}{behind}]");
            }
            return format!("{before}{meant}{behind}") + if before.starts_with("[[") { "]]" } else { "]" };
        }
        let steps = self.steps.iter().map(|step| &*step.name);
        self.header(&steps.chain(std::iter::once(meant)).collect::<Vec<_>>())
    }

    /// The path of the table that has a key `name`: the top level first, then the table whose header stands above, then
    /// those that have one entry alone.
    fn home_of(&self, name: &str, at: &Span) -> Option<Vec<&'static str>> {
        if let Some(key) = self.format.iter().find(|key| key.name == name) {
            return Some(vec![key.name]);
        }
        let mut homes = Vec::new();
        find_homes(self.format, name, &mut Vec::new(), false, &mut homes);
        if homes.len() < 2 {
            return homes.pop().map(|(home, _)| home);
        }
        let here: Vec<&str> = self.steps.iter().map(|step| &*step.name).collect();
        let above = self.header_above(at);
        let likely = |(home, listed): &(Vec<&str>, bool)| {
            let shared = home.iter().zip(&here).take_while(|(one, other)| one == other).count();
            let follows = above.is_some_and(|above| home.first() == Some(&above));
            (shared, follows, !listed, std::cmp::Reverse(home.len()))
        };
        homes.into_iter().rev().max_by_key(likely).map(|(home, _)| home)
    }

    /// The first name in the header above a place.
    fn header_above(&self, at: &Span) -> Option<&'s str> {
        let before = &self.source.text()[..self.source.line_at(at.start).start];
        let header = before.lines().rev().find(|line| line.trim_start().starts_with('['))?;
        header.trim_start().trim_start_matches('[').split(['.', ']']).next()
    }
}

impl TableEntry<'_> {
    /// Whether it is a table under a header of its own, not a line.
    fn is_under_header(&self, source: &Source) -> bool {
        let line = source.line_at(self.key.span.start);
        let table = matches!(self.value.value, Value::Table(_) | Value::List(_));
        table && source.at(&line).trim_start().starts_with('[')
    }

    /// Whether a table stands there, or a list of tables.
    fn holds_tables(&self) -> bool {
        match &self.value.value {
            Value::Table(_) => true,
            Value::List(items) => {
                !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Table(_)))
            }
            _ => false,
        }
    }

    /// Whether it is a table with a name, or something else that people have.
    fn says_somebody(&self) -> bool {
        let Value::Table(table) = &self.value.value else { return false };
        table
            .entries
            .iter()
            .any(|entry| matches!(&*entry.key.value, "name" | "relationship" | "phones" | "profession"))
    }
}

/// Every path that ends in `name`, and whether a list or an open table is on it.
fn find_homes(
    keys: &'static [Key],
    name: &str,
    path: &mut Vec<&'static str>,
    listed: bool,
    homes: &mut Vec<(Vec<&'static str>, bool)>,
) {
    for key in keys {
        path.push(key.name);
        if key.name == name && path.len() > 1 {
            homes.push((path.clone(), listed));
        }
        if let Some(below) = key.value_type.keys() {
            find_homes(below, name, path, listed || !matches!(key.value_type, ValueType::Table(_)), homes);
        }
        path.pop();
    }
}
