// Checks that a printed crisis plan is complete on one sheet with nothing else.
import { everyCopy } from "./browser.mjs";
import { onSheet, sheets, shown, without, words } from "./printed.mjs";

export const look = (copies) =>
  everyCopy(copies.filter(({ crisis }) => crisis), {}, async (page, copy, report) => {
    const printed = (await sheets(page, copy)).map(onSheet);
    const sections = await page.evaluate(shown, copy.crisis);
    if (sections.length !== 1) {
      report(`${sections.length} crisis plans`);
      return;
    }
    const text = words(sections[0]);
    const [first] = await page.evaluate(shown, `${copy.crisis} h2`);
    const heading = words(first).join(" ");
    const at = printed.findIndex((sheet) => sheet.join(" ").startsWith(`${heading} `));
    if (at < 0) {
      report(`no sheet begins with the crisis plan: ${heading}`);
      return;
    }
    const missing = without(text, printed[at]);
    if (missing.length > 0) {
      report(`the crisis plan is more than a sheet, by ${missing.length} words: ${missing.slice(0, 8).join(" ")}`);
    }
    const other = without(printed[at], text);
    if (other.length > 0) {
      report(`the sheet of the crisis plan has other text: ${other.slice(0, 8).join(" ")}`);
    }
  });
