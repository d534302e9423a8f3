// Checks printed copies: A4, not too many sheets, and every word inside the margins.
import { everyCopy } from "./browser.mjs";
import { onSheet, points, sheets, shown, without, words } from "./printed.mjs";

export const look = (copies) =>
  everyCopy(copies, {}, async (page, copy, report) => {
    const printed = await sheets(page, copy);
    if (printed.length > copy.sheets) {
      report(`${printed.length} sheets, where at most ${copy.sheets} are allowed`);
    }
    const [, side, foot] = copy.margins.map(points);
    printed.forEach(({ width, height, words }, at) => {
      if (Math.abs(width - 595.3) > 1 || Math.abs(height - 841.9) > 1) {
        report(`sheet ${at + 1} is not A4: ${width} by ${height} points`);
      }
      if (words.length === 0) {
        report(`sheet ${at + 1} is empty`);
      }
      for (const { left, right, bottom, word } of words) {
        if (left < side - 1 || right > width - side + 1 || bottom > height - foot + 1) {
          report(`sheet ${at + 1}: runs into the margin: ${word}`);
        }
      }
    });
    const text = words((await page.evaluate(shown, "body")).join(" "));
    const missing = without(text, printed.flatMap(onSheet));
    // A long word can be split over two lines.
    const letters = printed.flatMap(onSheet).join("");
    const absent = missing.filter((word) => !letters.includes(word));
    if (absent.length > 0) {
      report(`cannot be found on paper: ${absent.slice(0, 10).join(" ")}`);
    }
  });
