//! Lists templates, and returns built-in ones to start from.

use std::io::{self, Write};

use anyhow::Context;
use comfy_table::{ColumnConstraint, ContentArrangement, ContentLineStyle, Table, TableStyle, Width};

use crate::render::templates::{BUILT_IN, Templates, built_in};

const CHANGED: &str = "changed here";
const UNCHANGED: &str = "built in";
const ADDED: &str = "only here";

impl Templates {
    /// Writes a line for each template: its name, whether it is changed, its purpose.
    ///
    /// # Errors
    /// `out` cannot be written to.
    pub fn list(&self, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(TableStyle::new().content_lines(ContentLineStyle::none()));
        let mut longest = 0;
        for template in built_in::TEMPLATES {
            let state = if self.custom.contains_key(template.name) { CHANGED } else { UNCHANGED };
            longest = longest.max(template.name.len());
            table.add_row([template.name, state, template.purpose]);
        }
        for (name, custom) in self.custom.iter().filter(|(name, _)| built_in::find(name).is_none()) {
            longest = longest.max(name.chars().count());
            table.add_row([name, ADDED, &custom.shown]);
        }
        for (column, fixed) in table.column_iter_mut().zip([longest, CHANGED.len()]) {
            let width = u16::try_from(fixed + 2).unwrap_or(u16::MAX);
            column.set_padding((0, 2)).set_constraint(ColumnConstraint::Absolute(Width::Fixed(width)));
        }
        if let Some(last) = table.column_mut(2) {
            last.set_padding((0, 0));
        }
        table.set_content_arrangement(ContentArrangement::Disabled);
        if let Some(width) = width {
            table.set_content_arrangement(ContentArrangement::Dynamic);
            table.set_width(u16::try_from(width.max(1)).unwrap_or(u16::MAX));
        }
        for line in table.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        Ok(())
    }

    /// Returns the text of the built-in template `name`.
    ///
    /// # Errors
    /// There is no such template. The message says which may be meant.
    pub fn built_in(name: &str) -> anyhow::Result<&'static str> {
        let found = built_in::find(name).map(|template| template.text);
        found.with_context(|| Templates::default().no_template(name))
    }

    /// Returns a template that extends the built-in template `name` without changes, and lists its blocks in a comment.
    ///
    /// # Errors
    /// There is no such template, or it has no blocks.
    pub fn extending(name: &str) -> anyhow::Result<String> {
        Templates::built_in(name)?;
        let blocks = Templates::default().blocks(name);
        let mut text = format!("{{% extends \"{BUILT_IN}{name}\" %}}\n");
        if blocks.is_empty() {
            anyhow::bail!("`{name}` has no blocks to replace: copy it whole, without `--extend`");
        }
        text.push_str("{# Write a block here to replace it; `{{ super() }}` in it stands for what it was:\n");
        for block in blocks {
            text.push_str("{% block NAME %}{{ super() }}{% endblock %}\n".replace("NAME", &block).as_str());
        }
        text.push_str("#}\n");
        Ok(text)
    }
}
