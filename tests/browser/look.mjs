// Looks at copies as a browser and the checkers of others do: `node look.mjs FOLDER PART`.
// The folder holds `copies.json`, which says what each copy is; what is found goes to standard output, a line each.
import { readFileSync } from "node:fs";
import { join } from "node:path";

const parts = ["screen", "live", "paper", "crisis", "texts"];
const [folder, part] = process.argv.slice(2);
if (!parts.includes(part)) {
  throw new Error(`the part should be one of: ${parts.join(", ")}`);
}
const copies = JSON.parse(readFileSync(join(folder, "copies.json"), "utf8")).map((copy) => ({
  ...copy,
  html: join(folder, `${copy.path}.html`),
  markdown: join(folder, `${copy.path}.md`),
}));
const { look } = await import(`./looks/${part}.mjs`);
const started = Date.now();
const found = await look(copies);
console.error(`${part}: ${copies.length} copies in ${((Date.now() - started) / 1000).toFixed(1)} s`);
for (const line of found) {
  console.log(line);
}
process.exitCode = found.length === 0 ? 0 : 1;
