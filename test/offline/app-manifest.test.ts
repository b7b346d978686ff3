import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { wordsOf } from "../../src/i18n/words.ts";
import { DOORS } from "../../src/state/app-state.ts";

const PUBLIC_FOLDER = resolve(import.meta.dirname, "../../public");
interface Manifest {
  readonly name: string;
  readonly start_url: string;
  readonly scope: string;
  readonly background_color: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string }[];
  readonly shortcuts: readonly { readonly name: string; readonly url: string }[];
}
const manifest: Manifest = JSON.parse(readFileSync(join(PUBLIC_FOLDER, "manifest.webmanifest"), "utf8"));

/** Width and height as a PNG's first chunk has them. */
const pngSize = (bytes: Buffer) => {
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  return `${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`;
};

test("every picture the manifest names is there, in the size it says", () => {
  for (const { src, sizes, type } of manifest.icons) {
    const bytes = readFileSync(join(PUBLIC_FOLDER, src));
    if (type === "image/png") expect(pngSize(bytes), src).toBe(sizes);
    else expect(bytes.toString("utf8"), src).toMatch(/^<svg /);
  }
});

test("every address is within the folder the page is served from, wherever that is", () => {
  const addresses = [
    manifest.start_url,
    manifest.scope,
    ...manifest.icons.map(({ src }) => src),
    ...manifest.shortcuts.map(({ url }) => url),
  ];
  for (const address of addresses)
    expect(new URL(address, "https://host.test/deep/map/manifest.webmanifest").href).toMatch(
      /^https:\/\/host\.test\/deep\/map\//,
    );
});

test("name, doors and paper are those of the page", () => {
  const words = wordsOf("zh-CN").shared;
  expect(manifest.name).toContain(words.appName);
  expect(manifest.shortcuts.map(({ name }) => name)).toEqual(DOORS.map((door) => words.doors[door]));
  const tokens = readFileSync(resolve(PUBLIC_FOLDER, "../src/ui/shared/tokens.css"), "utf8");
  expect(tokens).toContain(`--paper: ${manifest.background_color.toLowerCase()};`);
});
