import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, test } from "vitest";

interface Room {
  /** Rooms it may import from besides itself. */
  readonly rooms: readonly string[];
  readonly packages: readonly RegExp[];
}

/** Who may import whom. A file belongs to the longest name that fits; everything not listed is forbidden. */
const ROOMS: Readonly<Record<string, Room>> = {
  "src/core": {
    rooms: [],
    packages: [/^@turf\//, /^geojson$/, /^flatbush$/, /^flatqueue$/, /^kdbush$/],
  },
  "src/sources": {
    rooms: ["src/core", "data/rules"],
    packages: [
      /^valibot$/,
      /^flatgeobuf/,
      /^flatbuffers$/,
      /^geojson$/,
      /^@turf\//,
      /^papaparse$/,
      /^fflate$/,
      /^shpjs/,
      /^@tmcw\/togeojson$/,
      /^@xmldom\/xmldom$/,
      /^read-excel-file/,
      /^write-excel-file/,
      /^sql\.js/,
      /^gcoord$/,
      /^proj4$/,
      /^epsg-index/,
      /^flatbush$/,
    ],
  },
  "src/state": {
    rooms: ["src/core", "data/rules"],
    packages: [/^valibot$/, /^solid-js/, /^geojson$/, /^idb$/, /^gcoord$/],
  },
  "src/i18n": { rooms: ["src/core"], packages: [/^@solid-primitives\/i18n$/] },
  "src/engine": { rooms: ["src/core", "workers"], packages: [/^comlink$/] },
  // What lies on this device for use without a network: by the page and by the service worker.
  "src/offline": { rooms: ["src/core", "src/sources"], packages: [] },
  "src/map": {
    rooms: ["src/core", "src/state", "src/i18n"],
    packages: [/^maplibre-gl/, /^@deck\.gl\//, /^solid-js/, /^geojson$/],
  },
  "src/ui": {
    rooms: ["src/core", "src/state", "src/i18n", "src/map", "data/rules"],
    packages: [/^solid-js/, /^@kobalte\//, /^@tanstack\//, /^uplot/, /^geojson$/, /^uqr$/],
  },
  // Before `workers`: the longer name has to be tried first.
  "workers/headless": {
    rooms: ["src/core", "src/sources", "workers"],
    packages: [/^node:/, /^highs/, /^tsx\//, /^sirv$/],
  },
  workers: {
    rooms: ["src/core", "src/sources", "src/offline"],
    packages: [/^comlink$/, /^highs/, /^sql\.js/, /^geojson$/, /^workbox-/],
  },
  "data/build": {
    rooms: ["src/core", "src/sources", "data/rules"],
    packages: [
      /^node:/,
      /^@turf\//,
      /^geojson$/,
      /^flatbush$/,
      /^flatgeobuf/,
      /^papaparse$/,
      /^pinyin-pro$/,
      /^flatqueue$/,
      /^d3-contour$/,
      /^pbf$/,
      /^assemblyscript\//,
      /^playwright$/,
      /^vite$/,
    ],
  },
  "data/rules": { rooms: [], packages: [] },
};
/** The only files that know every room: the page, and what of it only staff see. */
const CONNECTORS = ["src/main.tsx", "src/staff-parts.ts"];
const MOST_LINES = 400;

const root = process.cwd();
const slashes = (path: string) => path.replaceAll("\\", "/");
const filesUnder = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => `${folder}/${slashes(file)}`);
const textOf = (file: string) => readFileSync(join(root, file), "utf8");

/** `from "x"`, `import "x"`, `import("x")`, and the address of a worker's script. */
const SPECIFIERS = [
  /(?:\bfrom\s+|\bimport\s+|\bimport\(\s*)["']([^"'\s]+)["']/g,
  /new URL\(\s*["']([^"'\s]+\.tsx?)["']/g,
];
const specifiersOf = (text: string) =>
  SPECIFIERS.flatMap((form) => [...text.matchAll(form)].map((match) => match[1] as string));
const roomOf = (path: string) => Object.keys(ROOMS).find((room) => path.startsWith(`${room}/`));

/** Imports of `file` that its room does not allow. */
function forbiddenImports(file: string, text: string): string[] {
  const home = roomOf(file);
  if (!home) return ["a file outside of every room"];
  const allowed = ROOMS[home] as Room;
  return specifiersOf(text).filter((specifier) => {
    // A style sheet belongs to the file that brings it.
    if (specifier.endsWith(".css") && specifier.startsWith(".")) return false;
    if (!specifier.startsWith(".")) return !allowed.packages.some((known) => known.test(specifier));
    const target = roomOf(slashes(relative(root, join(root, dirname(file), specifier))));
    return target !== home && !(target && allowed.rooms.includes(target));
  });
}

const sources = ["src", "workers", "data"].flatMap(filesUnder).filter((file) => !CONNECTORS.includes(file));
const everything = [...sources, ...CONNECTORS, ...filesUnder("test")];

describe("rooms", () => {
  test.each(Object.keys(ROOMS))("%s imports only what it may", (room) => {
    const guilty = sources
      .filter((file) => roomOf(file) === room)
      .flatMap((file) => forbiddenImports(file, textOf(file)).map((specifier) => `${file} ← ${specifier}`));
    expect(guilty).toEqual([]);
  });

  test("every file has a room", () => {
    expect(sources.filter((file) => !roomOf(file))).toEqual([]);
  });

  test("a forbidden import of every form is seen", () => {
    const text = [
      'import { a } from "../state/store.ts";',
      'import "../map/scene.ts";',
      'const late = await import("../ui/App.tsx");',
      'new Worker(new URL("../../workers/a.worker.ts", import.meta.url));',
      'export { b } from "solid-js";',
      'import type { C } from "./model/pack.ts";',
      'import Flatbush from "flatbush";',
    ].join("\n");
    expect(forbiddenImports("src/core/some.ts", text)).toEqual([
      "../state/store.ts",
      "../map/scene.ts",
      "../ui/App.tsx",
      "solid-js",
      "../../workers/a.worker.ts",
    ]);
  });
});

test("only the page driver, and the benches that measure in a page, speak to Playwright", () => {
  const guilty = filesUnder("test").filter(
    (file) =>
      specifiersOf(textOf(file)).some((specifier) => /^(@playwright\/|playwright)/.test(specifier)) &&
      ![
        "test/e2e/drivers/page.ts",
        "test/e2e/playwright.config.ts",
        "test/bench/edits.part.ts",
        "test/bench/drag-page.ts",
        "test/bench/feed-page.ts",
        "test/bench/first-answer.ts",
      ].includes(file),
  );
  expect(guilty).toEqual([]);
});

test("only a view of the map room makes a map", () => {
  const guilty = filesUnder("src").filter(
    (file) =>
      /new\s+(maplibregl\.)?Map(LibreMap)?\(\s*\{\s*\.{0,3}[^)]*container/s.test(textOf(file)) &&
      !/^src\/map\/[A-Za-z]+View\.tsx$/.test(file),
  );
  expect(guilty).toEqual([]);
  const importsValues = filesUnder("src").filter(
    (file) =>
      /import\s+(?!type\b)[^;]*from\s*["']maplibre-gl["']/.test(textOf(file)) && !file.startsWith("src/map/"),
  );
  expect(importsValues).toEqual([]);
});

test(`no file is longer than ${MOST_LINES} lines`, () => {
  const long = everything.filter((file) => textOf(file).split("\n").length - 1 > MOST_LINES);
  expect(long).toEqual([]);
});

test("names are named: no default exports, no utils, no escapes from the types", () => {
  const escapes =
    /\bas any\b|@ts-ignore|@ts-nocheck|@ts-expect-error|\b(test|it|describe)\.(skip|only|todo)\(/;
  const own = "test/architecture.test.ts";
  const guilty = everything.filter((file) => {
    if (file === own || file === "test/e2e/playwright.config.ts") return false;
    const text = textOf(file);
    return /^export default /m.test(text) || /(^|\/)utils?\.tsx?$/.test(file) || escapes.test(text);
  });
  expect(guilty).toEqual([]);
});
