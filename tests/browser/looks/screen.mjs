// Checks copies on a screen: axe rules and no horizontal scrolling, at each width and colour scheme.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { everyCopy, open } from "./browser.mjs";

const axe = readFileSync(fileURLToPath(import.meta.resolve("axe-core/axe.min.js")), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const as_sent = { media: "screen", colorScheme: "light", forcedColors: "none", contrast: "no-preference" };

/** The screens for every copy. The last is paper at the width of its text. */
const screens = [
  { width: 320, name: "light" },
  { width: 320, name: "dark", colorScheme: "dark" },
  { width: 768, name: "light" },
  { width: 768, name: "dark", colorScheme: "dark" },
  { width: 1280, name: "light" },
  { width: 1280, name: "dark", colorScheme: "dark" },
  { width: 643, name: "print", media: "print" },
];
/** More screens for the fullest and the shortest plans. */
const contrasts = [
  { width: 768, name: "more contrast", contrast: "more" },
  { width: 768, name: "more contrast, dark", contrast: "more", colorScheme: "dark" },
  { width: 320, name: "forced colours", forcedColors: "active" },
  { width: 320, name: "forced colours, dark", forcedColors: "active", colorScheme: "dark" },
];
/** Larger or wider text, which must still fit. */
const larger = [
  { width: 320, name: "wide text", css: "* { letter-spacing: .12em !important; word-spacing: .16em !important; line-height: 1.5 !important } p { margin-bottom: 2em !important }" },
  { width: 768, name: "text at 200%", css: "html { font-size: 200% !important }" },
  { width: 1280, name: "text at 200%", css: "html { font-size: 200% !important }" },
  { width: 320, name: "text at 200%", css: "html { font-size: 200% !important }" },
];

export const look = (copies) =>
  everyCopy(copies.filter(({ screen }) => screen), { bypassCSP: true, reducedMotion: "reduce" }, async (page, copy, report) => {
    await open(page, copy);
    await page.evaluate(axe);
    for (const { width, name, ...light } of copy.edge ? [...screens, ...contrasts] : screens) {
      const at = (what) => report(`${width} px, ${name}: ${what}`);
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ ...as_sent, ...light });
      (await axeViolations(page, light.media !== "print")).forEach(at);
      (await page.evaluate(overflows)).forEach(at);
    }
    await page.emulateMedia(as_sent);
    for (const { width, name, css } of larger) {
      await page.setViewportSize({ width, height: 900 });
      const style = await page.addStyleTag({ content: css });
      (await page.evaluate(overflows)).forEach((what) => report(`${width} px, ${name}: ${what}`));
      await style.evaluate((element) => element.remove());
    }
  });

/** Runs axe. Touch targets only matter on a screen. */
async function axeViolations(page, touched) {
  const { violations, passed } = await page.evaluate(
    async ([tags, touched]) => {
      const found = await window.axe.run(document, {
        runOnly: { type: "tag", values: tags },
        rules: { "target-size": { enabled: touched } },
        resultTypes: ["violations"],
        elementRef: false,
      });
      const rule = ({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 120)).slice(0, 3).join(" ")}`;
      return { violations: found.violations.map(rule), passed: found.passes.length };
    },
    [tags, touched],
  );
  return passed > 10 ? violations : [...violations, "axe checked almost nothing"];
}

/** Returns elements that are cut or do not fit the width; runs in the page. */
function overflows() {
  const found = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) {
    found.push(`scrolls sideways: ${root.scrollWidth} px`);
  }
  for (const element of document.body.querySelectorAll("*")) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || box.height === 0) {
      continue;
    }
    const style = getComputedStyle(element);
    const named = `<${element.localName}> ${element.textContent.trim().slice(0, 60)}`;
    const hidden = style.clipPath !== "none" || (box.width <= 1 && box.height <= 1);
    if (!hidden && (box.left < -0.5 || box.right > root.clientWidth + 0.5)) {
      found.push(`runs out of the page, ${box.left.toFixed(1)} to ${box.right.toFixed(1)}: ${named}`);
    }
    const cuts = style.overflowX !== "visible" || style.overflowY !== "visible" || style.textOverflow === "ellipsis";
    const more = element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1;
    if (!hidden && cuts && more) {
      found.push(`is cut: ${named}`);
    }
  }
  return found.slice(0, 5);
}
