/**
 * The pictures a device shows for the installed page, drawn from our own SVG by Chromium: `npm run icons`. Committed,
 * because a build must not need a browser.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { chromium } from "playwright";

const ICONS_FOLDER = resolve(import.meta.dirname, "../../public/icons");
/** A maskable picture is cut to the device's own shape: it fills the square, its sign keeps to the middle. */
const DRAWN = [
  { from: "mark.svg", to: "app-192.png", pixels: 192 },
  { from: "mark.svg", to: "app-512.png", pixels: 512 },
  { from: "app.svg", to: "app-maskable-512.png", pixels: 512 },
  { from: "app.svg", to: "app-touch-180.png", pixels: 180 },
] as const;

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
for (const { from, to, pixels } of DRAWN) {
  const page = await browser.newPage({ viewport: { width: pixels, height: pixels } });
  const svg = readFileSync(join(ICONS_FOLDER, from), "utf8");
  await page.setContent(`<style>body{margin:0}svg{display:block;width:100vw;height:100vh}</style>${svg}`);
  writeFileSync(join(ICONS_FOLDER, to), await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();
