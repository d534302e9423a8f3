// Checks that a copy loads nothing, runs nothing and has no unexpected links or markup, in HTML and in rendered Markdown.
import { readFileSync } from "node:fs";
import MarkdownIt from "markdown-it";
import { everyCopy, open } from "./browser.mjs";

export async function look(all) {
  const copies = all.filter(({ screen }) => screen);
  const asSent = await everyCopy(copies, {}, async (page, copy, report) => {
    await open(page, copy);
    (await page.evaluate(activeContent, [])).forEach(report);
    (await page.evaluate(pageProblems)).forEach(report);
    await sendEvents(page, report);
  });
  // Scripts must not run even without the content security policy.
  const unguarded = await everyCopy(copies, { bypassCSP: true }, async (page, copy, report) => {
    await open(page, copy);
    await sendEvents(page, (what) => report(`without its policy: ${what}`));
  });
  const shown = await everyCopy(copies, { bypassCSP: true }, async (page, copy, report) => {
    // Allow everything, so that only the escaping of the copy protects it.
    const markdown = new MarkdownIt({ html: true, linkify: true });
    markdown.validateLink = () => true;
    await page.setContent(markdown.render(readFileSync(copy.markdown, "utf8")), { waitUntil: "load" });
    (await page.evaluate(activeContent, ["", "http://"])).forEach((what) => report(`as Markdown: ${what}`));
    await sendEvents(page, (what) => report(`as Markdown: ${what}`));
  });
  return [...asSent, ...unguarded, ...shown];
}

/** Sends events to every element, and reports if a script ran. */
async function sendEvents(page, report) {
  await page.evaluate(() => {
    for (const element of document.querySelectorAll("body, body *")) {
      for (const event of ["mouseover", "focus", "click", "pointerdown", "toggle"]) {
        // A click on a link would leave the page.
        if (event !== "click" || !element.closest("a")) {
          element.dispatchEvent(new Event(event, { bubbles: false }));
        }
      }
    }
  });
  await page.waitForTimeout(50);
  if (await page.evaluate(() => window.ran !== undefined)) {
    report("a script of the plan ran");
  }
}

/**
 * Returns active content, links and markup from values; runs in the page. A Markdown viewer may turn a web address into
 * a link to itself, with one of `schemes` before it.
 */
function activeContent(schemes) {
  const found = [];
  const active = "script, iframe, frame, object, embed, applet, form, input, button, base, link, template, video, audio, source, portal, meta[http-equiv=refresh]";
  for (const element of document.querySelectorAll("*")) {
    const named = element.outerHTML.slice(0, 100);
    if (element.matches(active)) {
      found.push(`is active: ${named}`);
    }
    for (const { name, value } of element.attributes) {
      const isLink = name === "href" || name.endsWith(":href");
      if (name.startsWith("on") || name === "srcdoc" || (name === "src" && !value.startsWith("data:image/"))) {
        found.push(`is active by ${name}: ${named}`);
      } else if (isLink && schemes.some((scheme) => `${scheme}${element.textContent}` === decodeURI(value))) {
        continue;
      } else if (isLink && !/^(#|tel:\+?[0-9]+$|sms:\+?[0-9]+$|mailto:[^?&]+$)/.test(value)) {
        found.push(`leads to ${value}`);
      } else if (name === "style" && value.includes("url(")) {
        found.push(`loads by its style: ${named}`);
      }
    }
    // Markup in a hostile value contains only this word.
    if (!element.matches("html, body, p, li, dd, dt, div, bdi") && element.textContent.trim() === "Injected") {
      found.push(`a value became markup: ${named}`);
    }
  }
  return found;
}

/** Checks headings, language, policy and links; runs in the page. */
function pageProblems() {
  const found = [];
  if (document.querySelectorAll("h1").length !== 1) {
    found.push(`has ${document.querySelectorAll("h1").length} first-level headings`);
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
