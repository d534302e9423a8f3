// Checks copies in a browser and with HTML and Markdown checkers: `node look.mjs FOLDER PART`.
// `copies.json` in the folder describes the copies. Problems go to standard output, one on each line.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const parts = ["screen", "live", "paper", "crisis", "texts"];
const [folder, part] = process.argv.slice(2);
if (!parts.includes(part)) {
  throw new Error(`PART must be one of: ${parts.join(", ")}`);
}
const copies = JSON.parse(readFileSync(join(folder, "copies.json"), "utf8")).map((copy) => ({
  ...copy,
  html: join(folder, `${copy.path}.html`),
  markdown: join(folder, `${copy.path}.md`),
}));
const { look } = await import(`./looks/${part}.mjs`);
const started = Date.now();
const problems = await look(copies);
console.error(`${part}: ${copies.length} copies in ${((Date.now() - started) / 1000).toFixed(1)} s`);
for (const line of problems) {
  console.log(line);
}
process.exitCode = problems.length === 0 ? 0 : 1;
