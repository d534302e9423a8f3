//! Prints pages of Markdown.

use std::io;

use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

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
    let mut page = MarkdownPage { width: width.max(20), text: String::new(), paragraph: String::new() };
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
            }
            for word in line.split_whitespace() {
                if !page.paragraph.is_empty() {
                    page.paragraph.push(' ');
                }
                page.paragraph.push_str(word);
            }
        }
    }
    page.end_paragraph();
    page.text
}

struct MarkdownPage {
    width: usize,
    text: String,
    /// The current paragraph or list item, with single spaces between its words.
    paragraph: String,
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
        let paragraph = std::mem::take(&mut self.paragraph);
        if paragraph.is_empty() {
            return;
        }
        let options = Options::new(self.width)
            .subsequent_indent(if paragraph.starts_with("- ") { "  " } else { "" })
            .break_words(false)
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for line in textwrap::wrap(&paragraph, options) {
            self.line(&line);
        }
    }
}
