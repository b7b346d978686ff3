import { readFile } from "node:fs/promises";
import { expect, Visitor } from "./page.ts";

/** What a planner does with the list of schemes. */
export class Planner extends Visitor {
  /** Another window of the same browser. `isDeaf`: it hears nothing of the others, as an old browser. */
  async opensWindow(isDeaf = false): Promise<Planner> {
    const page = await this.page.context().newPage();
    if (isDeaf) await page.addInitScript("delete globalThis.BroadcastChannel");
    return new Planner(page, this.language);
  }
  /** The page's process dies without a word of farewell. */
  async crashes(): Promise<void> {
    await this.page.goto("chrome://crash").catch(() => {});
  }
  /** Without the map, which none of it needs and which costs most of a machine that draws in software. */
  async opensPlan(): Promise<void> {
    await this.hasNoGraphics();
    await this.opens("plan");
    await expect(this.page.locator(".schemes")).toBeVisible();
  }
  seesSchemes(...names: string[]): Promise<void> {
    const all = () => this.page.locator(".scheme-name").allInnerTexts();
    return expect.poll(all).toEqual([this.words.plan.schemes.asIs, ...names]);
  }
  makesScheme(): Promise<void> {
    return this.page.getByRole("button", { name: new RegExp(`${this.words.plan.schemes.create}$`) }).click();
  }
  opensScheme(name: string): Promise<void> {
    return this.button(this.words.plan.schemes.more(name)).click();
  }
  async writes(field: "name" | "note", text: string): Promise<void> {
    const found = this.page.getByLabel(this.words.plan.schemes[field], { exact: true });
    await found.fill(text);
    await found.press("Tab");
  }
  /** Until the browser's database has just these, by name and note. */
  keepsSchemes(...wanted: string[]): Promise<void> {
    const kept = () =>
      this.page.evaluate(
        () =>
          new Promise<string[]>((resolve, reject) => {
            const opening = indexedDB.open("havenmap-schemes");
            opening.onerror = () => reject(opening.error);
            opening.onsuccess = () => {
              const asked = opening.result.transaction("schemes").objectStore("schemes").getAll();
              asked.onsuccess = () => {
                opening.result.close();
                resolve(asked.result.map(({ scheme }) => `${scheme.name}|${scheme.note}`).sort());
              };
            };
          }),
      );
    return expect.poll(kept).toEqual([...wanted].sort());
  }
  /** Presses what saves a file; its name and text. */
  async savesFile(button: string): Promise<{ readonly name: string; readonly text: string }> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.button(button).click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
  }
  async loadsFile(name: string, text: string): Promise<void> {
    await this.page
      .locator('.schemes input[type="file"]')
      .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  }
}
