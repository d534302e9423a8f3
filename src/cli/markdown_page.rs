//! A page of Markdown as text that reads well at a terminal.

use unicode_width::UnicodeWidthStr;

/// The page with lines of at most `width` columns: paragraphs and lists wrapped between words, examples indented and
/// never wrapped, headings without their signs.
pub(crate) fn fitted(markdown: &str, width: usize) -> String {
    let mut page = MarkdownPage { width: width.max(20), text: String::new(), words: Vec::new(), indent: "" };
    let mut example = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            page.paragraph();
            example = !example;
        } else if example {
            page.line(&format!("    {line}"));
        } else if line.trim().is_empty() {
            page.paragraph();
            page.blank();
        } else if line.starts_with('#') {
            page.paragraph();
            page.line(line.trim_start_matches('#').trim());
        } else {
            if line.starts_with("- ") {
                page.paragraph();
                page.indent = "  ";
            }
            page.words.extend(line.split_whitespace().map(str::to_owned));
        }
    }
    page.paragraph();
    page.text
}

struct MarkdownPage {
    width: usize,
    text: String,
    /// The words of a paragraph that is not yet written, and how its lines but the first begin.
    words: Vec<String>,
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

    /// Writes the words that are left as lines that fit.
    fn paragraph(&mut self) {
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
