// On paper: sheets of A4, as many as the document may have, every word on them to be found.
import { everyCopy } from "./browser.mjs";
import { onSheet, points, sheets, shown, without, words } from "./printed.mjs";

export const look = (copies) =>
  everyCopy(copies, {}, async (page, copy, tell) => {
    const printed = await sheets(page, copy);
    if (printed.length > copy.sheets) {
      tell(`${printed.length} sheets, where at most ${copy.sheets} are wanted`);
    }
    const [, side, foot] = copy.margins.map(points);
    printed.forEach(({ width, height, words }, at) => {
      if (Math.abs(width - 595.3) > 1 || Math.abs(height - 841.9) > 1) {
        tell(`sheet ${at + 1} is no A4: ${width} by ${height} points`);
      }
      if (words.length === 0) {
        tell(`sheet ${at + 1} is empty`);
      }
      for (const { left, right, bottom, word } of words) {
        if (left < side - 1 || right > width - side + 1 || bottom > height - foot + 1) {
          tell(`sheet ${at + 1}: runs into the margin: ${word}`);
        }
      }
    });
    const text = words((await page.evaluate(shown, "body")).join(" "));
    const lost = without(text, printed.flatMap(onSheet));
    // A long word is broken over two lines: it is there when its letters are.
    const letters = printed.flatMap(onSheet).join("");
    const gone = lost.filter((word) => !letters.includes(word));
    if (gone.length > 0) {
      tell(`cannot be found on paper: ${gone.slice(0, 10).join(" ")}`);
    }
  });
