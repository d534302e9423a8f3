// As files: small enough to send, HTML that the Nu checker takes, Markdown that a linter takes.
import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { lint } from "markdownlint/promise";

const largest = 200_000;
/** Two visits on one day are two lines of a list of days. */
const allowed = /^(Duplicate “dt” name|The first occurrence of “dt” name)/;

export async function look(copies) {
  const files = copies.flatMap(({ html, markdown }) => [html, markdown]);
  const large = files.filter((file) => statSync(file).size >= largest).map((file) => `${file}: ${statSync(file).size} bytes`);
  const told = await Promise.all([nu(copies.map(({ html }) => html)), linted(copies)]);
  return [...large, ...told.flat()];
}

/** What the Nu HTML checker says, warnings and all. */
async function nu(files) {
  const jar = fileURLToPath(import.meta.resolve("vnu-jar/build/dist/vnu.jar"));
  const said = await new Promise((tell, fail) => {
    execFile("java", ["-jar", jar, "--format", "json", "--stdout", ...files], { maxBuffer: 64 << 20 }, (error, out, err) => {
      if (out === "") {
        fail(error ?? new Error(err));
      } else {
        tell(JSON.parse(out));
      }
    });
  });
  const told = said.messages.filter(({ message }) => !allowed.test(message));
  return told.map(({ url, lastLine, type, message, extract }) => `${url}:${lastLine}: ${type}: ${message} ${extract ?? ""}`);
}

/** What the linter says of the Markdown, by all of its rules but these. */
const config = {
  default: true,
  "line-length": false, // a paragraph is one line
  "no-bare-urls": false, // an e-mail address is read as it stands
  "no-trailing-punctuation": false, // a need in the person's own words is a heading, and a sentence
  "no-duplicate-heading": { siblings_only: true },
};

async function linted(copies) {
  const said = await lint({ files: copies.map(({ markdown }) => markdown), config });
  return Object.entries(said).flatMap(([file, found]) =>
    found.map(({ lineNumber, ruleNames, ruleDescription, errorContext }) => `${pathToFileURL(file).href}:${lineNumber}: ${ruleNames.join("/")}: ${ruleDescription} ${errorContext ?? ""}`));
}
