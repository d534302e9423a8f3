// Prints a copy to PDF and reads it back with `pdftotext` of poppler.
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { open } from "./browser.mjs";

const run = promisify(execFile);
const entities = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };
const plain = (text) => text.replace(/&(#?\w+);/g, (all, name) => entities[name] ?? (name[0] === "#" ? String.fromCodePoint(Number(name[1] === "x" ? `0${name.slice(1)}` : name.slice(1))) : all));

/** Returns the sheets of a copy: width and height in points, and the words that are not in the margins. */
export async function sheets(page, copy) {
  await open(page, copy);
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  const folder = await mkdtemp(join(tmpdir(), "printed-"));
  try {
    const path = join(folder, "copy.pdf");
    await page.pdf({ path, preferCSSPageSize: true });
    const { stdout } = await run("pdftotext", ["-bbox", path, "-"], { maxBuffer: 64 << 20 });
    return stdout.split("<page ").slice(1).map((text) => sheet(text, copy.margins.map(points)));
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Converts millimetres to points. */
export const points = (millimetres) => (millimetres * 72) / 25.4;

function sheet(text, [top, , foot]) {
  const [, width, height] = text.match(/^width="([\d.]+)" height="([\d.]+)"/).map(Number);
  const words = [...text.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)<\/word>/gs)]
    .map(([, left, top, right, bottom, word]) => ({ left: +left, top: +top, right: +right, bottom: +bottom, word: plain(word) }));
  const inside = words.filter((word) => word.bottom > top && word.top < height - foot);
  return { width, height, words: inside };
}

/** Returns the words of a text, without numbers and punctuation. */
export const words = (text) => text.normalize("NFKC").split(/[^\p{L}\p{N}]+/u).filter((word) => /\p{L}/u.test(word));

/** Returns the words on a sheet. `pdftotext -bbox` reverses the letters of right-to-left words. */
export const onSheet = (sheet) => words(sheet.words.map(({ word }) => (/\p{Script=Arabic}|\p{Script=Hebrew}/u.test(word) ? [...word].reverse().join("") : word)).join(" "));

/** Returns the words of `some` that are missing in `others`, counting repeats. */
export function without(some, others) {
  const left = new Map();
  for (const word of others) {
    left.set(word, (left.get(word) ?? 0) + 1);
  }
  return some.filter((word) => {
    const there = left.get(word) ?? 0;
    left.set(word, there - 1);
    return there <= 0;
  });
}

/** Returns the visible text of each matching element, with spaces between its text nodes. Runs in the page. */
export function shown(selector) {
  const found = [];
  for (const element of document.querySelectorAll(selector)) {
    const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    const words = [];
    while (texts.nextNode()) {
      if (texts.currentNode.parentElement.checkVisibility()) {
        words.push(texts.currentNode.data);
      }
    }
    found.push(words.join(" "));
  }
  return found;
}
