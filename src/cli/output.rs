//! Prints pages of Markdown.

use std::io;

use unicode_width::UnicodeWidthStr;

use crate::cli::World;

/// The maximum width of help and pages, in columns.
pub(crate) const MAX_WIDTH: usize = 100;

/// Prints a page: as text that fits a terminal, or else as Markdown.
pub(crate) fn print_page(markdown: &str, world: &mut World<'_>) -> io::Result<()> {
    match world.out_is.width {
        Some(width) => write!(world.out, "{}", wrap(markdown, width.min(MAX_WIDTH))),
        None => write!(world.out, "{markdown}"),
    }
}

/// Wraps paragraphs and lists to `width` columns, indents examples, and removes the `#` of headings.
fn wrap(markdown: &str, width: usize) -> String {
    let mut page = MarkdownPage { width: width.max(20), text: String::new(), words: Vec::new(), indent: "" };
    let mut is_example = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            page.end_paragraph();
            is_example = !is_example;
        } else if is_example {
            page.line(&format!("    {line}"));
        } else if line.trim().is_empty() {
            page.end_paragraph();
            page.blank();
        } else if line.starts_with('#') {
            page.end_paragraph();
            page.line(line.trim_start_matches('#').trim());
        } else {
            if line.starts_with("- ") {
                page.end_paragraph();
                page.indent = "  ";
            }
            page.words.extend(line.split_whitespace().map(str::to_owned));
        }
    }
    page.end_paragraph();
    page.text
}

struct MarkdownPage {
    width: usize,
    text: String,
    /// The words of the current paragraph.
    words: Vec<String>,
    /// The indentation of all lines of the paragraph except the first.
    indent: &'static str,
}

impl MarkdownPage {
    fn line(&mut self, line: &str) {
        self.text.push_str(line.trim_end());
        self.text.push('\n');
    }

    fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    fn end_paragraph(&mut self) {
        let indent = std::mem::take(&mut self.indent);
        let mut line = String::new();
        for word in std::mem::take(&mut self.words) {
            let fits = line.width() + 1 + word.width() <= self.width;
            if line.is_empty() {
                line = word;
            } else if fits {
                line = format!("{line} {word}");
            } else {
                self.line(&line);
                line = format!("{indent}{word}");
            }
        }
        if !line.is_empty() {
            self.line(&line);
        }
    }
}
