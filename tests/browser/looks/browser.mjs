// Opens copies in a browser, two at a time, and reports requests, dialogs and scripts.
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

/** Calls `work(page, copy, report)` with a new page for every copy. Returns all reports. */
export async function everyCopy(copies, options, work) {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  });
  const reports = copies.map(() => []);
  let next = 0;
  const worker = async () => {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(120_000);
    for (let at = next++; at < copies.length; at = next++) {
      const report = (what) => reports[at].push(`${copies[at].path}: ${what}`);
      const page = await context.newPage();
      watch(page, report);
      await work(page, copies[at], report);
      await page.close();
    }
    await context.close();
  };
  try {
    await Promise.all([worker(), worker()]);
  } finally {
    await browser.close();
  }
  return reports.flat();
}

/** Opens the HTML copy. */
export async function open(page, copy) {
  await page.goto(pathToFileURL(copy.html).href, { waitUntil: "load" });
}

/** Reports everything that a page does except loading its own file. */
function watch(page, report) {
  let opened = false;
  page.on("request", (request) => {
    const isItself = !opened && request.isNavigationRequest() && request.url().startsWith("file:");
    opened = true;
    if (!isItself && !request.url().startsWith("data:")) {
      report(`asks for ${request.url()}`);
    }
  });
  page.on("dialog", async (dialog) => {
    report(`opens a dialog: ${dialog.message()}`);
    await dialog.dismiss();
  });
  page.on("console", (message) => report(`the console says: ${message.text()}`));
  page.on("pageerror", (error) => report(`a script fails: ${error.message}`));
  page.on("popup", () => report("opens a window"));
  page.on("download", () => report("downloads"));
  page.on("worker", () => report("starts a worker"));
}
