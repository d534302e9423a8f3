//! Unknown and misplaced keys: what was meant, and where they belong.

use std::borrow::Cow;
use std::cmp::Reverse;

use crate::message;
use crate::parse::decoder::Decoder;
use crate::parse::diagnostic::{Diagnostic, FixedRule};
use crate::parse::message::{Message, figure};
use crate::parse::recovery::suggest::{edit_distance, suggest};
use crate::parse::source::{Source, Span, Spanned};
use crate::parse::tree::{TableEntry, Value};
use crate::parse::value_type::{Key, ValueType, ticked};

/// The key for which an unknown key was probably meant.
struct Candidate {
    name: &'static str,
    /// Whether the two differ by a slip only.
    is_slip: bool,
    /// Whether the table has the key already.
    is_there: bool,
}

impl<'s> Decoder<'s> {
    /// Reports that `entry` is not a key of its table, and returns the key of the table that was meant, if any. `there`
    /// lists the keys that the table has.
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
        let header = self.source.at(table).trim();
        let header_name = header.trim_matches(['[', ']']).rsplit('.').next().unwrap_or_default();
        if name == header_name && matches!(entry.value.value, Value::Table(_)) {
            let message = message!("{} stands above already", self.typed(header));
            let help = message!("write the key without `{}.` before it", self.typed(name));
            self.error(FixedRule::MisplacedKey, &entry.key.span, message).set_help(help);
            return None;
        }
        let meant = self.candidate(entry, keys, there);
        // What is not a slip, or is there already, is what it says: a key of another table.
        if !meant.as_ref().is_some_and(|meant| meant.is_slip && !meant.is_there)
            && let Some(path) = self.home_of(name, &entry.key.span)
        {
            self.misplaced_key(&path, &entry.key, table);
            return None;
        }
        let is_table = entry.is_under_header(self.source);
        let is_slip = meant.as_ref().is_some_and(|meant| meant.is_slip);
        let is_person = is_table && self.steps.is_empty() && entry.has_keys_of_people() && !is_slip;
        let help = match meant.as_ref().filter(|_| !is_person) {
            Some(meant) if is_table => {
                message!("did you mean `{}`?", self.typed(&self.header_of(entry, meant.name)))
            }
            Some(meant) => message!("did you mean `{}`?", meant.name),
            None if is_person => message!("write `[people.{}]`, if this is somebody", self.typed(name)),
            None if keys.len() <= 12 => {
                let names: Vec<&str> = keys.iter().map(|key| key.name).collect();
                message!("the keys here are {}", figure(ticked(&names).replace(" or ", " and ")))
            }
            None => "take it out, or see the list of keys on the README's page of the format".into(),
        };
        let here = header.starts_with('[').then(|| message!(" in {}", self.typed(header)));
        let message = message!("no key is called `{}`{}", self.typed(name), here);
        self.error(FixedRule::UnknownKey, &entry.key.span, message).set_help(help);
        let people = keys.iter().find(|key| is_person && key.name == "people").map(|key| key.name);
        self.meant.extend(people.or(meant.as_ref().map(|meant| meant.name)));
        // If the table has the key, only a slip raises the question which of the two holds.
        people.or(meant.filter(|meant| meant.is_slip || !meant.is_there).map(|meant| meant.name))
    }

    /// Returns the key of a table for which `entry` was probably meant.
    fn candidate(&self, entry: &TableEntry<'_>, keys: &'static [Key], there: &[&str]) -> Option<Candidate> {
        let name = &*entry.key.value;
        let is_table = entry.is_under_header(self.source);
        let is_open = |key: &Key| matches!(key.value_type, ValueType::Open(_));
        // A header is not a slip for a line, nor a line for a header.
        let is_alike = |key: &&Key| match key.value_type.keys() {
            Some(_) => entry.holds_tables(),
            None if is_open(key) => !is_table,
            None => !is_table && !entry.holds_tables(),
        };
        let nearest = suggest(name, keys.iter().filter(is_alike).map(|key| key.name))?;
        let most = edit_distance(nearest, name).min(3);
        let is_as_near = |key: &&Key| key.name == nearest || edit_distance(key.name, name) <= most;
        // A table may seem to be there because one below it is.
        let is_there = |key: &Key| !is_table && there.contains(&key.name);
        let takes = |key: &Key| key.value_type.may_hold(&entry.value.value);
        let fits = |key: &Key| !is_there(key) && takes(key);
        // Two slips count only in a long word, and only if the value fits.
        let is_slip = |key: &Key| {
            let most = if key.name.len() >= 8 && takes(key) { 2 } else { 1 };
            edit_distance(key.name, name) <= most
        };
        let is_list = matches!(entry.value.value, Value::List(_));
        let has_brackets = |key: &Key| is_list == matches!(key.value_type, ValueType::Tables(_));
        let near = keys.iter().rev().filter(is_alike).filter(is_as_near);
        let key = near.max_by_key(|key| (has_brackets(key), fits(key)))?;
        (is_slip(key) || fits(key)).then(|| Candidate {
            name: key.name,
            is_slip: is_slip(key),
            is_there: is_there(key),
        })
    }

    /// Hides the value of an unknown key, which may be anything.
    fn hide_unknown(&mut self, entry: &TableEntry<'_>) {
        let between = self.source.at(&(entry.key.span.end..entry.value.span.start));
        // Of a dotted key only the first word is a key here. The place of a table is its header.
        let dotted = between.trim_start().starts_with('.') || entry.value.span.start < entry.key.span.end;
        let from = if dotted { entry.key.span.end } else { entry.value.span.start };
        let brackets = self.source.text()[from..].bytes().take_while(|byte| dotted && *byte == b']').count();
        let from = from + brackets;
        self.hide(&(from..entry.value.span.end.max(from)));
        if let Value::Table(table) = &entry.value.value {
            table.entries.iter().for_each(|entry| self.hide_unknown(entry));
        }
    }

    /// Reports a value where only tables under handles can be.
    pub(crate) fn outside_an_entry(&mut self, entry: &TableEntry<'_>) {
        self.hide(&entry.value.span);
        let header = if self.steps.is_empty() { "[jo]".to_owned() } else { format!("[{}.sam]", self.path()) };
        let message = message!("`{}` does not belong to anybody here", self.typed(&entry.key.value));
        let help = message!("write it below a header with a handle, like `{}`", self.typed(&header));
        self.error(FixedRule::MisplacedKey, &entry.key.span, message).set_help(help);
    }

    /// Returns whether an entry of a table whose keys the writer chooses is a key of a table above it, and reports it:
    /// the header is above lines that are not its own.
    pub(crate) fn is_of_a_table_above(&mut self, entry: &TableEntry<'_>, table: &Span) -> bool {
        if !self.source.at(table).starts_with('[') {
            return false;
        }
        let (mut keys, mut tables, mut home) = (self.format, Vec::new(), None);
        for step in &self.steps {
            // With a value that the key does not take, it is a name that the writer chose.
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
        self.misplaced_key(&home, &entry.key, table);
        true
    }

    /// Reports a `withhold` that withholds nothing, because it is in a table whose keys the writer chooses.
    pub(crate) fn withhold_outside_an_item(&mut self, key: &Span) {
        let header = self.typed(&format!("[{}]", self.path()));
        self.error(FixedRule::MisplacedKey, key, message!("`withhold` keeps nothing back in {}", header))
            .set_help("write the header of what is to be withheld above these lines");
    }

    /// Reports a key that belongs to another table. Several keys of one table are one diagnostic: its header was lost.
    fn misplaced_key(&mut self, path: &[&'static str], key: &Spanned<Cow<'_, str>>, table: &Span) {
        let first =
            self.misplaced.iter().find(|(other, _, within)| within == table && other.len() > 1).cloned();
        self.misplaced.push((path.to_vec(), key.span.clone(), table.clone()));
        if let Some((home, first, _)) = first.filter(|_| path.len() > 1)
            && self.add_to_first(&home[..home.len() - 1], &first, &key.value)
        {
            return;
        }
        let header = self.source.at(table).trim();
        let line = self.source.at(&self.source.line_at(key.span.start)).trim();
        let name = self.typed(&key.value);
        let help = if line.starts_with("[[") {
            message!("write its header as `[[{}]]`", self.typed(&path.join(".")))
        } else if line.starts_with('[') {
            message!("write its header as `[{}]`", self.typed(&path.join(".")))
        } else {
            message!("move this line: `{}` belongs {}", name.clone(), self.belongs(path, header))
        };
        let here =
            if header.starts_with('[') { message!("in {}", self.typed(header)) } else { "here".into() };
        self.error(FixedRule::MisplacedKey, &key.span, message!("`{}` does not belong {}", name, here))
            .set_help(help);
    }

    /// Adds a misplaced key to the diagnostic at `first`, about a key of the table at `home`.
    fn add_to_first(&mut self, home: &[&'static str], first: &Span, name: &str) -> bool {
        let header = self.header(home);
        let is_there = self.source.text().lines().any(|line| line.trim_start().starts_with(&header));
        let is_of_same_table = self.keys_at(home).iter().any(|key| key.name == name);
        let header = self.typed(&header);
        let is_first =
            |known: &&mut Diagnostic| known.rule == FixedRule::MisplacedKey && known.span == *first;
        let Some(known) = self.found.iter_mut().find(is_first) else { return false };
        known.set_help(match (is_of_same_table, is_there) {
            (true, true) => {
                message!(
                    "write `{}` above this line, or move these lines below the one that is there",
                    header
                )
            }
            (true, false) => message!("write `{}` above this line", header),
            (false, _) => {
                "write the header of their table above this line, or move these lines below it".into()
            }
        });
        known.set_label("and the lines below");
        true
    }

    /// Returns the declared keys of the table at this path.
    fn keys_at(&self, path: &[&str]) -> &'static [Key] {
        let below = |keys: &'static [Key], name: &&str| {
            keys.iter()
                .find(|key| key.name == *name)
                .and_then(|key| key.value_type.keys())
                .unwrap_or_default()
        };
        path.iter().fold(self.format, below)
    }

    /// Returns where the key at this path belongs, and how to move it there from below `header`.
    fn belongs(&self, path: &[&'static str], header: &str) -> Message {
        let tables = &path[..path.len().saturating_sub(1)];
        if tables.is_empty() {
            return "at the top of the file, above the first line that begins with `[`".into();
        }
        let is_below = header.trim_matches(['[', ']']).starts_with(&format!("{}.", tables.join(".")));
        let home = self.header(tables);
        let move_it = match (is_below, home.starts_with("[[")) {
            (true, _) => ", above the tables that stand under it",
            (false, true) => ", or write that above it",
            (false, false) => "",
        };
        message!("below `{}`{}", self.typed(&home), move_it)
    }

    /// Returns the header of the table at this path; of a table under a handle, with a handle.
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
            let has_handle = path.get(at + 1).is_some_and(is_handle);
            if matches!(key.value_type, ValueType::Open(_)) && !keys.is_empty() && !has_handle {
                let is_here = self.steps.iter().zip(&names).all(|(step, name)| *step.name == **name);
                let here = self.steps.get(names.len()).filter(|_| is_here);
                names.push(here.map_or("sam", |step| &*step.name));
            }
        }
        let name = names.join(".");
        if double { format!("[[{name}]]") } else { format!("[{name}]") }
    }

    /// Returns the header to write instead of that of `entry`, which was meant for the table `meant` of this one.
    fn header_of(&self, entry: &TableEntry<'_>, meant: &'static str) -> String {
        let line = self.source.line_at(entry.key.span.start);
        let after = self.source.at(&(entry.key.span.end..line.end));
        if after.starts_with('.') {
            let before = self.source.at(&(line.start..entry.key.span.start)).trim_start();
            let after = after.split(']').next().unwrap_or_default();
            // A table under a handle has single brackets, whatever was typed.
            let is_entry = self.steps.is_empty() && after.matches('.').count() == 1;
            let is_open = |key: &Key| key.name == meant && matches!(key.value_type, ValueType::Open(_));
            if is_entry && self.format.iter().any(is_open) {
                return format!("[{meant}{after}]");
            }
            return format!("{before}{meant}{after}") + if before.starts_with("[[") { "]]" } else { "]" };
        }
        let steps = self.steps.iter().map(|step| &*step.name);
        self.header(&steps.chain(std::iter::once(meant)).collect::<Vec<_>>())
    }

    /// Returns the path of the key `name`: preferably at the top level, then in the table nearest to the one that is
    /// decoded, then in the table whose header is above `at`, then in a table that is not in a list.
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
            (shared, follows, !listed, Reverse(home.len()))
        };
        homes.into_iter().rev().max_by_key(likely).map(|(home, _)| home)
    }

    /// Returns the first name in the header above a place.
    fn header_above(&self, at: &Span) -> Option<&'s str> {
        let before = &self.source.text()[..self.source.line_at(at.start).start];
        let header = before.lines().rev().find(|line| line.trim_start().starts_with('['))?;
        header.trim_start().trim_start_matches('[').split(['.', ']']).next()
    }
}

impl TableEntry<'_> {
    /// Returns whether it is a table, or a list, under a header of its own.
    fn is_under_header(&self, source: &Source) -> bool {
        let line = source.line_at(self.key.span.start);
        let table = matches!(self.value.value, Value::Table(_) | Value::List(_));
        table && source.at(&line).trim_start().starts_with('[')
    }

    /// Returns whether it is a table or a list of tables.
    fn holds_tables(&self) -> bool {
        match &self.value.value {
            Value::Table(_) => true,
            Value::List(items) => {
                !items.is_empty() && items.iter().all(|item| matches!(item.value, Value::Table(_)))
            }
            _ => false,
        }
    }

    fn has_keys_of_people(&self) -> bool {
        let Value::Table(table) = &self.value.value else { return false };
        let is_of_people = |key: &str| matches!(key, "name" | "relationship" | "phones" | "profession");
        table.entries.iter().any(|entry| is_of_people(&entry.key.value))
    }
}

/// Finds every path that ends in `name`, and whether a list or a table with chosen keys is on it.
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
