// One browser, two pages at a time, and what a page does that a copy may not do.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Calls `work(page, copy, tell)` for every copy, in a page of its own kind of context; returns all that was told. */
export async function everyCopy(copies, options, work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  const told = copies.map(() => []);
  let next = 0;
  const one = async () => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(120_000);
    for (let at = next++; at < copies.length; at = next++) {
      const tell = (what) => told[at].push(`${copies[at].path}: ${what}`);
      const page = await context.newPage();
      watch(page, tell);
      await work(page, copies[at], tell);
      await page.close();
    }
    await context.close();
  };
  try {
    await Promise.all([one(), one()]);
  } finally {
    await browser.close();
  }
  return told.flat();
}

/** Opens the HTML copy. */
export async function open(page, copy) {
  await page.goto(pathToFileURL(copy.html).href, { waitUntil: "load" });
}

/** Tells whatever a page tries beyond showing its own file. */
function watch(page, tell) {
  let opened = false;
  page.on("request", (request) => {
    const own = !opened && request.isNavigationRequest() && request.url().startsWith("file:");
    opened = true;
    if (!own && !request.url().startsWith("data:")) {
      tell(`asks for ${request.url()}`);
    }
  });
  page.on("dialog", async (dialog) => {
    tell(`opens a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("console", (message) => tell(`the console says: ${message.text()}`));
  page.on("pageerror", (error) => tell(`a script fails: ${error.message}`));
  page.on("popup", () => tell("opens a window"));
  page.on("download", () => tell("downloads"));
  page.on("worker", () => tell("starts a worker"));
}
