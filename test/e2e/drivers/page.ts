import { test as base, expect, type Locator, type Page } from "@playwright/test";
import axe from "axe-core";
import type { Language } from "../../../src/core/model/language.ts";
import { type Words, wordsOf } from "../../../src/i18n/words.ts";
import type { Door } from "../../../src/state/app-state.ts";

/*
 * The only file that knows Playwright. Journeys speak of visitors and what they see; the words they look for come from
 * the dictionaries, so that every journey can be walked in both languages.
 */

export { expect };
export const LANGUAGES = ["zh-CN", "en"] as const satisfies readonly Language[];

/** A position as it would stand in an address: 116.35, 39,9 … */
const POSITION = /(?<![\d.])(116\.[2-4]\d|39\.[89]\d)/;

class Visitor {
  readonly page: Page;
  readonly language: Language;
  readonly words: Words;
  readonly faults: string[] = [];
  readonly addresses: string[] = [];

  constructor(page: Page, language: Language) {
    this.page = page;
    this.language = language;
    this.words = wordsOf(language);
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("request", (request) => this.addresses.push(`${request.method()} ${request.url()}`));
  }

  /** Opens a door by its address; `link` is the part after #. */
  async opens(door: Door, link = ""): Promise<void> {
    const language = this.language === "en" ? "lang=en" : "";
    const fragment = [link, language].filter(Boolean).join("&");
    await this.page.goto(`/${door}${fragment ? `#${fragment}` : ""}`);
  }
  async goesTo(door: Door): Promise<void> {
    await this.page.getByRole("link", { name: this.words.shared.doors[door], exact: true }).click();
    await expect(this.page).toHaveTitle(`${this.words[door].title} · ${this.words.shared.appName}`);
  }
  async reloads(): Promise<void> {
    await this.page.reload();
  }
  async goesBack(): Promise<void> {
    await this.page.goBack();
  }
  link(): string {
    return this.page.url();
  }
  async opensLink(url: string): Promise<void> {
    await this.page.goto("about:blank");
    await this.page.goto(url);
  }

  // ---- seeing

  sees(name: string | RegExp): Promise<void> {
    return expect(this.page.getByText(name).first()).toBeVisible();
  }
  async seesNot(name: string | RegExp): Promise<void> {
    await expect(this.page.getByText(name)).toHaveCount(0);
  }
  part(selector: string): Locator {
    return this.page.locator(selector);
  }
  async textOf(selector: string): Promise<string> {
    const found = this.page.locator(selector).first();
    await expect(found).toBeVisible();
    return (await found.innerText()).replace(/\s+/g, " ").trim();
  }
  async textsOf(selector: string): Promise<string[]> {
    await expect(this.page.locator(selector).first()).toBeVisible();
    return (await this.page.locator(selector).allInnerTexts()).map((text) =>
      text.replace(/\s+/g, " ").trim(),
    );
  }
  button(name: string): Locator {
    return this.page.getByRole("button", { name, exact: true });
  }
  radio(name: string): Locator {
    return this.page.getByRole("radio", { name, exact: true });
  }
  async choosesRadio(name: string): Promise<void> {
    await this.page
      .locator("label")
      .filter({ has: this.radio(name) })
      .first()
      .click();
    await expect(this.radio(name)).toBeChecked();
  }

  // ---- doing

  /** Types into a search and takes the first place offered. */
  async picksPlace(label: string, typed: string): Promise<string> {
    const box = this.page.getByRole("combobox", { name: label });
    const first = this.page.getByRole("option").first();
    // The names come with the district's data: type again until they are there.
    await expect(async () => {
      await box.fill("");
      await box.pressSequentially(typed);
      await expect(first).toBeVisible({ timeout: 1000 });
    }).toPass({ timeout: 30_000 });
    const name = await first.locator(".place-search-name").innerText();
    await box.press("Enter");
    return name.trim();
  }
  async seesMap(): Promise<void> {
    await expect(this.page.locator('.map-view[data-ready="true"] canvas').first()).toBeVisible({
      timeout: 60_000,
    });
  }
  /** Taps the map at a share of its width and height. */
  async tapsMap(across = 0.5, down = 0.5): Promise<void> {
    await this.seesMap();
    const canvas = this.page.locator(".map-canvas");
    const box = await canvas.boundingBox();
    if (!box) throw new Error("the map has no place on the page");
    await canvas.click({ position: { x: box.width * across, y: box.height * down }, timeout: 60_000 });
  }

  // ---- trouble

  /** A pack file that cannot be fetched, until the returned function is called. */
  async losesFile(file: string): Promise<() => Promise<void>> {
    const pattern = `**/packs/**/${file}`;
    await this.page.route(pattern, (route) => route.abort());
    return () => this.page.unroute(pattern);
  }
  /** A pack file that takes as long as the test wants. */
  async holdsFile(file: string): Promise<() => Promise<void>> {
    const pattern = `**/packs/**/${file}`;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await this.page.route(pattern, async (route) => {
      await held;
      // The worker that asked may be gone by now.
      await route.continue().catch(() => {});
    });
    return async () => {
      release();
      await this.page.unroute(pattern);
    };
  }
  /** Until nothing more is being fetched: the other doors come in the background. */
  async hasEverything(): Promise<void> {
    await this.page.waitForLoadState("networkidle");
  }
  async losesNetwork(): Promise<void> {
    await this.page.context().setOffline(true);
  }
  async hasNoGraphics(): Promise<void> {
    await this.page.addInitScript(() => {
      const getContext = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: []) {
        return kind.startsWith("webgl") ? null : getContext.call(this, kind, ...rest);
      } as typeof getContext;
    });
  }
  /** Before opening: keeps hold of the page's workers, so that one can be made to fail as a browser would report it. */
  async mayLoseWorkers(): Promise<void> {
    await this.page.addInitScript(() => {
      const started: Worker[] = [];
      (globalThis as { startedWorkers?: Worker[] }).startedWorkers = started;
      globalThis.Worker = class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          if (options?.name === "analysis") started.push(this);
        }
      };
    });
  }
  async losesWorker(): Promise<void> {
    await this.page.evaluate(() => {
      const worker = (globalThis as { startedWorkers?: Worker[] }).startedWorkers?.at(-1);
      if (!worker) throw new Error("no worker was started");
      worker.terminate();
      worker.dispatchEvent(new ErrorEvent("error", { message: "lost" }));
    });
  }

  // ---- promises of the whole page

  /** Requests that went elsewhere, or carried a position in path or query. */
  leaks(): string[] {
    const own = new URL(this.page.url()).origin;
    return this.addresses.filter((entry) => {
      const url = new URL(entry.slice(entry.indexOf(" ") + 1));
      if (url.protocol === "blob:" || url.protocol === "data:" || url.protocol === "about:") return false;
      return url.origin !== own || POSITION.test(url.pathname + url.search) || !entry.startsWith("GET ");
    });
  }
  /** What axe finds wrong by WCAG 2.2 AA, one line each. */
  async barriers(): Promise<string[]> {
    // Not over a script tag: nothing of the page's own policy may stand in the way.
    await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      interface Found {
        violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
      }
      const inPage = globalThis as unknown as { axe: { run(where: Document, how: object): Promise<Found> } };
      const found = await inPage.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      });
      return found.violations.map(
        ({ id, help, nodes }) =>
          `${id}: ${help} (${nodes.length}) ${String(nodes[0]?.target)} ${nodes[0]?.failureSummary ?? ""}`,
      );
    });
  }
}

export const numberIn = (text: string): number => {
  const found = text.replaceAll(",", "").match(/-?\d+(\.\d+)?/);
  return found ? Number(found[0]) : Number.NaN;
};

interface Cast {
  readonly visitorIn: (language: Language) => Visitor;
  readonly visitor: Visitor;
}

/** `visitor` reads Chinese; `visitorIn("en")` English. A fault of the page's own script fails any journey. */
export const test = base.extend<Cast>({
  visitorIn: async ({ page }, use) => {
    const made: Visitor[] = [];
    await use((language) => {
      const visitor = new Visitor(page, language);
      made.push(visitor);
      return visitor;
    });
    for (const visitor of made) expect(visitor.faults, "errors of the page itself").toEqual([]);
  },
  visitor: async ({ visitorIn }, use) => {
    await use(visitorIn("zh-CN"));
  },
});
