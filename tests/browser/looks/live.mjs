// What a copy must not do: load, run, lead out or be more than text; in HTML, and in Markdown that is shown as HTML.
import { readFileSync } from "node:fs";
import MarkdownIt from "markdown-it";
import { everyCopy, open } from "./browser.mjs";

export async function look(all) {
  const copies = all.filter(({ screen }) => screen);
  const asSent = await everyCopy(copies, {}, async (page, copy, tell) => {
    await open(page, copy);
    (await page.evaluate(live, [])).forEach(tell);
    (await page.evaluate(wholePage)).forEach(tell);
    await stroll(page, tell);
  });
  // The copy's own policy may not be what keeps a script from running.
  const unguarded = await everyCopy(copies, { bypassCSP: true }, async (page, copy, tell) => {
    await open(page, copy);
    await stroll(page, (what) => tell(`without its policy: ${what}`));
  });
  const shown = await everyCopy(copies, { bypassCSP: true }, async (page, copy, tell) => {
    // Nothing is refused here but by the copy itself.
    const markdown = new MarkdownIt({ html: true, linkify: true });
    markdown.validateLink = () => true;
    await page.setContent(markdown.render(readFileSync(copy.markdown, "utf8")), { waitUntil: "load" });
    (await page.evaluate(live, ["", "http://"])).forEach((what) => tell(`as Markdown: ${what}`));
    await stroll(page, (what) => tell(`as Markdown: ${what}`));
  });
  return [...asSent, ...unguarded, ...shown];
}

/** Goes over the page as a reader does, and asks whether anything ran. */
async function stroll(page, tell) {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("body, body *")) {
      for (const happens of ["mouseover", "focus", "click", "pointerdown", "toggle"]) {
        // What leads to a phone would leave the page.
        if (happens !== "click" || !element.closest("a")) {
          element.dispatchEvent(new Event(happens, { bubbles: false }));
        }
      }
    }
  });
  await page.waitForTimeout(50);
  if (await page.evaluate(() => window.ran !== undefined)) {
    tell("a script of the plan ran");
  }
}

/**
 * What in a page is alive, or was made by a value; runs in the page. A web address that a value spells out may be made
 * a link by whoever shows Markdown, with `written` before it: it says where it leads.
 */
function live(written) {
  const found = [];
  const busy = "script, iframe, frame, object, embed, applet, form, input, button, base, link, template, video, audio, source, portal, meta[http-equiv=refresh]";
  for (const element of document.querySelectorAll("*")) {
    const named = element.outerHTML.slice(0, 100);
    if (element.matches(busy)) {
      found.push(`is alive: ${named}`);
    }
    for (const { name, value } of element.attributes) {
      const led = name === "href" || name.endsWith(":href");
      if (name.startsWith("on") || name === "srcdoc" || (name === "src" && !value.startsWith("data:image/"))) {
        found.push(`is alive by ${name}: ${named}`);
      } else if (led && written.some((scheme) => `${scheme}${element.textContent}` === decodeURI(value))) {
        continue;
      } else if (led && !/^(#|tel:\+?[0-9]+$|sms:\+?[0-9]+$|mailto:[^?&]+$)/.test(value)) {
        found.push(`leads to ${value}`);
      } else if (name === "style" && value.includes("url(")) {
        found.push(`loads by its style: ${named}`);
      }
    }
    // A value's markup, had it been taken as markup, would hold this word alone.
    if (!element.matches("html, body, p, li, dd, dt, div, bdi") && element.textContent.trim() === "Injected") {
      found.push(`a value became markup: ${named}`);
    }
  }
  return found;
}

/** What every copy has; runs in the page. */
function wholePage() {
  const found = [];
  if (document.querySelectorAll("h1").length !== 1) {
    found.push(`has ${document.querySelectorAll("h1").length} headings of the first rank`);
  }
  if (document.documentElement.lang !== "en-GB" || document.title.trim() === "") {
    found.push("says neither its language nor its title");
  }
  const policy = document.querySelector("meta[http-equiv=Content-Security-Policy]")?.content ?? "";
  if (!policy.includes("default-src 'none'") || policy.includes("script-src")) {
    found.push(`has the policy "${policy}"`);
  }
  for (const link of document.querySelectorAll("a[href^='#']")) {
    if (!document.getElementById(link.hash.slice(1))) {
      found.push(`leads nowhere: ${link.hash}`);
    }
  }
  return found;
}
