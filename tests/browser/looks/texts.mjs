// Checks the files: small enough to send, valid HTML, Markdown without lint.
import { execFile } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { lint } from "markdownlint/promise";

const largest = 200_000;
/** Two visits on one day repeat the term of a description list. */
const allowed = /^(Duplicate “dt” name|The first occurrence of “dt” name)/;

export async function look(copies) {
  const files = copies.flatMap(({ html, markdown }) => [html, markdown]);
  const large = files.filter((file) => statSync(file).size >= largest).map((file) => `${file}: ${statSync(file).size} bytes`);
  const problems = await Promise.all([nu(copies.map(({ html }) => html)), linted(copies)]);
  return [...large, ...problems.flat()];
}

/** Runs the Nu HTML checker, with warnings. */
async function nu(files) {
  const jar = fileURLToPath(import.meta.resolve("vnu-jar/build/dist/vnu.jar"));
  const output = await new Promise((resolve, reject) => {
    execFile("java", ["-jar", jar, "--format", "json", "--stdout", ...files], { maxBuffer: 64 << 20 }, (error, out, err) => {
      if (out === "") {
        reject(error ?? new Error(err));
      } else {
        resolve(JSON.parse(out));
      }
    });
  });
  const messages = output.messages.filter(({ message }) => !allowed.test(message));
  return messages.map(({ url, lastLine, type, message, extract }) => `${url}:${lastLine}: ${type}: ${message} ${extract ?? ""}`);
}

/** All rules of markdownlint except these. */
const config = {
  default: true,
  "line-length": false, // a paragraph is one line
  "no-bare-urls": false, // an email address is shown as it is
  "no-trailing-punctuation": false, // a need in the person's own words is a heading and can end with a full stop
  "no-duplicate-heading": { siblings_only: true },
};

async function linted(copies) {
  const results = await lint({ files: copies.map(({ markdown }) => markdown), config });
  return Object.entries(results).flatMap(([file, found]) =>
    found.map(({ lineNumber, ruleNames, ruleDescription, errorContext }) => `${pathToFileURL(file).href}:${lineNumber}: ${ruleNames.join("/")}: ${ruleDescription} ${errorContext ?? ""}`));
}
