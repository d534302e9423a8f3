// On paper: sheets of A4, as many as the document may have, every word on them to be found.
import { everyCopy } from "./browser.mjs";
import { onSheet, sheets, shown, without, words } from "./printed.mjs";

export const look = (copies) =>
  everyCopy(copies, {}, async (page, copy, tell) => {
    const printed = await sheets(page, copy);
    const [least, most] = copy.sheets;
    if (printed.length < least || printed.length > most) {
      tell(`${printed.length} sheets, where ${least} to ${most} are wanted`);
    }
    printed.forEach(({ width, height, words }, at) => {
      if (Math.abs(width - 595.3) > 1 || Math.abs(height - 841.9) > 1) {
        tell(`sheet ${at + 1} is no A4: ${width} by ${height} points`);
      }
      if (words.length === 0) {
        tell(`sheet ${at + 1} is empty`);
      }
      for (const { left, right, bottom, word } of words) {
        if (left < 55 || right > width - 55 || bottom > height - 55) {
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
