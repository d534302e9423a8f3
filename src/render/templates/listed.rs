//! The list of the templates, and the texts of those that are built in, to begin one's own with.

use std::io::{self, Write};

use anyhow::Context;
use comfy_table::{ColumnConstraint, ContentArrangement, ContentLineStyle, Table, TableStyle, Width};

use crate::render::templates::{BUILT_IN, Templates, built_in};

/// What stands in the place of a built-in template.
const HERE: &str = "changed here";
const IN_PLACE: &str = "built in";
const PART: &str = "only here";

impl Templates {
    /// Writes a line for each template: its name, whether it is the built-in one, what it is for.
    ///
    /// # Errors
    /// What `out` says.
    pub fn list(&self, width: Option<usize>, out: &mut dyn Write) -> io::Result<()> {
        let mut table = Table::new();
        table.load_style(TableStyle::new().content_lines(ContentLineStyle::none()));
        let mut longest = 0;
        for template in built_in::TEMPLATES {
            let whose = if self.own.contains_key(template.name) { HERE } else { IN_PLACE };
            longest = longest.max(template.name.len());
            table.add_row([template.name, whose, template.is_for]);
        }
        for (name, own) in self.own.iter().filter(|(name, _)| built_in::find(name).is_none()) {
            longest = longest.max(name.chars().count());
            table.add_row([name, PART, &own.shown]);
        }
        for (column, fixed) in table.column_iter_mut().zip([longest, HERE.len()]) {
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

    /// The text of the built-in template `name`.
    ///
    /// # Errors
    /// There is none: the message says which may have been meant.
    pub fn built_in(name: &str) -> anyhow::Result<&'static str> {
        let found = built_in::find(name).map(|template| template.text);
        found.with_context(|| Templates::default().no_template(name))
    }

    /// A template that extends the built-in template `name`, and changes nothing yet.
    ///
    /// # Errors
    /// As [`Templates::built_in`].
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
