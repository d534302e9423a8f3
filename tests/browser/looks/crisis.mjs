// The crisis plan on paper: one sheet, all of it, and nothing else.
import { everyCopy } from "./browser.mjs";
import { onSheet, sheets, shown, without, words } from "./printed.mjs";

export const look = (copies) =>
  everyCopy(copies.filter(({ crisis }) => crisis), {}, async (page, copy, tell) => {
    const printed = (await sheets(page, copy)).map(onSheet);
    const sections = await page.evaluate(shown, copy.crisis);
    if (sections.length !== 1) {
      tell(`${sections.length} crisis plans`);
      return;
    }
    const text = words(sections[0]);
    const [first] = await page.evaluate(shown, `${copy.crisis} h2`);
    const heading = words(first).join(" ");
    const at = printed.findIndex((sheet) => sheet.join(" ").startsWith(`${heading} `));
    if (at < 0) {
      tell(`no sheet begins with the crisis plan: ${heading}`);
      return;
    }
    const spilt = without(text, printed[at]);
    if (spilt.length > 0) {
      tell(`the crisis plan is more than a sheet, by ${spilt.length} words: ${spilt.slice(0, 8).join(" ")}`);
    }
    const other = without(printed[at], text);
    if (other.length > 0) {
      tell(`with the crisis plan stands what is not of it: ${other.slice(0, 8).join(" ")}`);
    }
  });
