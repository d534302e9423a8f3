//! `cpa render --explain`: what a reader is shown, what is withheld, and by which rule.

use comfy_table::{ContentArrangement, ContentLineStyle, Table, TableStyle};

use crate::access::{Reader, explain};
use crate::cli::World;
use crate::escape::sanitize;
use crate::workspace::PlanFile;

pub(crate) fn write(file: &PlanFile, reader: &Reader, world: &mut World<'_>) -> std::io::Result<()> {
    writeln!(world.out, "{}\n", sanitize(&heading(file, reader)))?;
    let mut table = Table::new();
    table.load_style(TableStyle::new().content_lines(ContentLineStyle::none()));
    for row in explain(file, reader) {
        let state = if row.shown { "shown" } else { "kept back" };
        table.add_row([state, &sanitize(&row.path), &sanitize(&row.why)]);
    }
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.set_content_arrangement(ContentArrangement::Disabled);
    if let Some(width) = world.out_is.width {
        table.set_content_arrangement(ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width.max(20)).unwrap_or(u16::MAX));
    }
    for line in table.lines() {
        writeln!(world.out, "{}", line.trim_end())?;
    }
    Ok(())
}

fn heading(file: &PlanFile, reader: &Reader) -> String {
    let kind = reader.kind().noun();
    let agreed: Vec<&str> = reader.agreed().iter().map(|part| part.word()).collect();
    let agreed = if agreed.is_empty() {
        String::new()
    } else {
        format!("; the person agreed to: {}", agreed.join(", "))
    };
    format!("{} for {}: {kind}{agreed}", file.id(), reader.handle().unwrap_or(reader.word()))
}
