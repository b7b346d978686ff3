import { test as base, expect, type Locator, type Page } from "@playwright/test";
import axe from "axe-core";
import type { Language } from "../../../src/core/model/language.ts";
import { type CardWords, cardWordsOf } from "../../../src/i18n/card-words.ts";
import { type Words, wordsOf } from "../../../src/i18n/words.ts";
import type { Door } from "../../../src/state/app-state.ts";
import { type StaticSite, startStaticSite } from "../../fixtures/static-site.ts";
import { keptTexts } from "./kept-texts.ts";
import { tryWhatIsForbidden } from "./try-what-is-forbidden.ts";

/*
 * The only file that knows Playwright. Journeys speak of visitors and what they see; the words they look for come from
 * the dictionaries, so that every journey can be walked in both languages.
 */

export { expect };

export const LANGUAGES = ["zh-CN", "en"] as const satisfies readonly Language[];

/** A position as it would stand in an address: 116.35, 39,9 … */
const POSITION = /(?<![\d.])(116\.[2-4]\d|39\.[89]\d)/;

export class Visitor {
  readonly page: Page;
  readonly language: Language;
  readonly words: Words;
  readonly cardWords: CardWords;
  readonly faults: string[] = [];
  readonly addresses: string[] = [];
  /** What the page's own policy had to forbid, as the browser reports it. */
  readonly refusals: string[] = [];
  /** Of pack files, in the order of their answers. */
  readonly received: { readonly file: string; readonly isPart: boolean; readonly bytes: number }[] = [];

  constructor(page: Page, language: Language) {
    this.page = page;
    this.language = language;
    this.words = wordsOf(language);
    this.cardWords = cardWordsOf(language);
    page.on("pageerror", (error) => this.faults.push(error.message));
    page.on("console", (message) => {
      if (/content security policy/i.test(message.text())) this.refusals.push(message.text());
    });
    page.on("response", (response) => {
      const url = new URL(response.url());
      if (!url.pathname.includes("/packs/")) return;
      this.received.push({
        file: url.pathname.slice(url.pathname.lastIndexOf("/") + 1),
        isPart: response.status() === 206,
        bytes: Number(response.headers()["content-length"] ?? 0),
      });
    });
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
  /** Chooses a file of this name and text, as a person would from a folder. */
  async picksFile(name: string, text: string): Promise<void> {
    await this.page
      .locator('.data-sheet input[type="file"]')
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(text) });
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

  /** Drags the map by shares of its width and height; positive: what was left and above comes into view. */
  async dragsMap(across: number, down: number): Promise<void> {
    await this.seesMap();
    const box = await this.page.locator(".map-canvas").boundingBox();
    if (!box) throw new Error("the map has no place on the page");
    // Away from the strips and buttons at the edges, on the side from which there is room to go.
    const from = { x: box.x + box.width * (0.5 - across / 2), y: box.y + box.height * (0.45 - down / 2) };
    await this.page.mouse.move(from.x, from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(from.x + box.width * across, from.y + box.height * down, { steps: 6 });
    // Held still before letting go: no swing after it.
    await this.page.waitForTimeout(300);
    await this.page.mouse.up();
  }
  /** Share of the pixels in the middle of the map that have exactly this colour, 0-1. */
  async colourShare(hex: string): Promise<number> {
    const canvas = this.page.locator(".map-canvas");
    const box = await canvas.boundingBox();
    if (!box) throw new Error("the map has no place on the page");
    const picture = await this.page.screenshot({
      clip: {
        x: box.x + box.width * 0.3,
        y: box.y + box.height * 0.2,
        width: box.width * 0.4,
        height: box.height * 0.4,
      },
    });
    return this.page.evaluate(
      async ({ base64, rgb }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const bitmap = await createImageBitmap(new Blob([bytes]));
        const drawing = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
        drawing?.drawImage(bitmap, 0, 0);
        const pixels = drawing?.getImageData(0, 0, bitmap.width, bitmap.height).data ?? [];
        let found = 0;
        for (let at = 0; at < pixels.length; at += 4)
          if (rgb.every((value, channel) => pixels[at + channel] === value)) found++;
        return found / (pixels.length / 4);
      },
      {
        base64: picture.toString("base64"),
        rgb: [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)),
      },
    );
  }
  /** Bytes of a pack file that came in parts until now. */
  bytesInParts(file: string): number {
    return this.received
      .filter((each) => each.file === file && each.isPart)
      .reduce((sum, { bytes }) => sum + bytes, 0);
  }

  // ---- trouble

  /** Questions for all of a pack file wait, those for a part of it go through, until the returned function is called. */
  async holdsWholeFile(file: string): Promise<() => Promise<void>> {
    const pattern = `**/packs/**/${file}`;
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await this.page.route(pattern, async (route) => {
      if (!(await route.request().allHeaders()).range) await held;
      await route.continue().catch(() => {});
    });
    return async () => {
      release();
      await this.page.unroute(pattern);
    };
  }

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
  /** What the device says of where it is; allowed without a question. */
  async standsAt(longitude: number, latitude: number, accuracy = 10): Promise<void> {
    const context = this.page.context();
    await context.grantPermissions(["geolocation"]);
    await context.setGeolocation({ longitude, latitude, accuracy });
  }
  /** Until nothing more is being fetched: the other doors come in the background. */
  /** The map is the sign that more than the first answer is being fetched. */
  async hasEverything(): Promise<void> {
    await this.seesMap();
    await this.page.waitForLoadState("networkidle");
  }
  async losesNetwork(): Promise<void> {
    await this.page.context().setOffline(true);
  }
  async findsNetwork(): Promise<void> {
    await this.page.context().setOffline(false);
  }
  /** Opens the data sheet where it is not open yet, and waits until it says this of doing without a network. */
  async seesInDataSheet(said: string): Promise<void> {
    const { data } = this.words;
    if ((await this.button(data.open).getAttribute("aria-expanded")) !== "true")
      await this.button(data.open).click();
    // Everything is fetched over a line that other tests may share.
    await expect(this.page.locator("[data-offline]")).toContainText(said, { timeout: 60_000 });
  }
  /** Addresses of everything the browser keeps for the page. */
  async keptAddresses(): Promise<string[]> {
    return this.page.evaluate(async () => {
      const found: string[] = [];
      for (const name of await caches.keys())
        for (const { url } of await (await caches.open(name)).keys()) found.push(url);
      return found;
    });
  }
  /**
   * Whatever the page has kept on this device, as text: local and session storage, databases, cookies; of its caches the
   * addresses and headers, and the bodies of all but the program and the districts, which the server has as well.
   */
  async keptTexts(): Promise<string[]> {
    return this.page.evaluate(keptTexts);
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
  /** Does what a stranger's code in the page would; answers with what of it came true. */
  triesWhatIsForbidden(): Promise<string[]> {
    return this.page.evaluate(tryWhatIsForbidden);
  }
  /** What axe finds wrong by WCAG 2.2 AA, one line each. */
  async barriers(): Promise<string[]> {
    // Not over a script tag: nothing of the page's own policy may stand in the way. Once for each page: it is large.
    if (!(await this.page.evaluate(() => "axe" in globalThis))) await this.page.evaluate(axe.source);
    return this.page.evaluate(async () => {
      interface Found {
        violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[];
      }
      const inPage = globalThis as unknown as { axe: { run(where: Document, how: object): Promise<Found> } };
      const found = await inPage.axe.run(document, {
        runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        resultTypes: ["violations"],
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

/** A browser that may keep the page, and a server of the build that can be changed and stopped. */
interface OfflineCast {
  readonly site: StaticSite;
}

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
    for (const visitor of made) {
      expect(visitor.faults, "errors of the page itself").toEqual([]);
      expect(visitor.refusals, "what the page's policy forbids").toEqual([]);
    }
  },
  visitor: async ({ visitorIn }, use) => {
    await use(visitorIn("zh-CN"));
  },
});

export const offlineTest = test.extend<OfflineCast>({
  serviceWorkers: "allow",
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads which fixtures are wanted from the pattern
  site: async ({}, use) => {
    const site = await startStaticSite("dist");
    await use(site);
    await site.dispose();
  },
  baseURL: async ({ site }, use) => {
    await use(site.url);
  },
});
